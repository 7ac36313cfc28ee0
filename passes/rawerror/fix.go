package rawerror

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// A fixer writes an answer anew: through the project's own responder if there
// is one, else as the contract's body in place.
//
// The expression of the message is never part of an edit: another rule may have
// something to say about it, and then both fixes apply.
type fixer struct {
	pass     *analysis.Pass
	contract *contract.Contract
	res      *responses.Result
	site     *responses.Site
	file     *report.File
	stmt     ast.Stmt // the statement that the call is
	head     ast.Stmt // the statement before it that sends the status, or nil
	writer   string
	imports  []analysis.TextEdit // of the fix in the making
}

func fixes(pass *analysis.Pass, c *contract.Contract, res *responses.Result, s *responses.Site) []analysis.SuggestedFix {
	fx := fixer{pass: pass, contract: c, res: res, site: s, file: report.FileOf(pass, s.Call.Pos())}
	if fx.file == nil || s.WriterArg == nil || !repeatable(pass.TypesInfo, s.WriterArg) {
		return nil
	}
	if fx.stmt = fx.statement(s.Call); fx.stmt == nil {
		return nil
	}
	st, ok := fx.status()
	if !ok {
		return nil
	}
	fx.writer = fx.file.Source(s.WriterArg)
	try := func(message string, edits []analysis.TextEdit, ok bool) []analysis.SuggestedFix {
		if !ok {
			return nil
		}
		return []analysis.SuggestedFix{{Message: message + "; clients see the new body", TextEdits: append(edits, fx.imports...)}}
	}
	if s.Given == responses.JSON && s.Kind == responses.Text {
		fx.imports = nil
		edits, ok := fx.relabel(st)
		return try("Label the JSON as "+c.ErrorMediaType(), edits, ok)
	}
	if s.Kind != responses.JSON {
		for _, r := range fx.candidates() {
			fx.imports = nil
			name, edits, ok := fx.respond(r, st)
			if fix := try("Answer through "+name, edits, ok); fix != nil {
				return fix
			}
		}
	}
	fx.imports = nil
	edits, ok := fx.inline(st)
	return try(fmt.Sprintf("Answer with %s", c.ErrorBodyPhrase()), edits, ok)
}

// statement returns the statement that a call is, whose results nobody uses.
func (fx *fixer) statement(call *ast.CallExpr) ast.Stmt {
	switch stmt := fx.file.Stmt(call.Pos()).(type) {
	case *ast.ExprStmt:
		if ast.Unparen(stmt.X) == call {
			return stmt
		}
	case *ast.AssignStmt:
		blank := func(e ast.Expr) bool { id, ok := e.(*ast.Ident); return ok && id.Name == "_" }
		if len(stmt.Rhs) == 1 && ast.Unparen(stmt.Rhs[0]) == call && !slices.ContainsFunc(stmt.Lhs, func(e ast.Expr) bool { return !blank(e) }) {
			return stmt
		}
	}
	return nil
}

// status returns the status that the answer has, and finds the call that sends
// it. It is not ok if that stands where its answer cannot be mended.
func (fx *fixer) status() (st status, ok bool) {
	st.codes = fx.site.Codes
	arg := fx.site.StatusArg
	if h := fx.site.Head; h != nil {
		fx.head = fx.statement(h.Call)
		if fx.head == nil || !fx.neighbours() {
			return st, false
		}
		arg = h.StatusArg
	} else if fx.site.StatusArg == nil && fx.site.Text != nil {
		return st, false // the status was sent elsewhere: no header can be set any more
	}
	if arg == nil {
		if len(st.codes) != 1 {
			return st, false
		}
		st.again = true
		st.text, fx.imports, ok = fx.file.Status(st.codes[0], fx.site.Call.Pos())
		return st, ok
	}
	st.text, st.again = fx.file.Source(arg), repeatable(fx.pass.TypesInfo, arg)
	return st, true
}

// neighbours reports whether the status and the body are sent in one list of
// statements, and nothing else is.
func (fx *fixer) neighbours() bool {
	list := fx.list()
	if !slices.Contains(list, fx.head) || !slices.Contains(list, fx.stmt) {
		return false
	}
	for _, s := range fx.res.Sites {
		if s != fx.site && s.Call != fx.site.Head.Call && s.Call != fx.site.Call &&
			(s.Head == fx.site.Head || fx.head.Pos() <= s.Call.Pos() && s.Call.Pos() < fx.stmt.End()) {
			return false
		}
	}
	return true
}

// list returns the innermost statements around the answer.
func (fx *fixer) list() []ast.Stmt {
	path, _ := astutil.PathEnclosingInterval(fx.file.Syntax, fx.stmt.Pos(), fx.stmt.End())
	for _, n := range path {
		switch n := n.(type) {
		case *ast.BlockStmt:
			return n.List
		case *ast.CaseClause:
			return n.Body
		case *ast.CommClause:
			return n.Body
		}
	}
	return nil
}

// around returns the edits that put code around the message, which stays as it
// is, in the place of the statements from one to another.
func (fx *fixer) around(from ast.Stmt, before, after string, st status) ([]analysis.TextEdit, bool) {
	text := fx.site.Text
	if text == nil {
		phrase, ok := fx.phrase(st)
		return []analysis.TextEdit{edit(from, fx.stmt, before+phrase+after)}, ok
	}
	first, last := text.Args[0], text.Args[len(text.Args)-1]
	switch text.Print {
	case "":
	case "string":
		before, after = before+"string(", ")"+after
	default:
		name, ok := fx.imported("fmt", "fmt")
		if !ok {
			return nil, false
		}
		before, after = before+name+"."+text.Print+"(", ")"+after
	}
	opening, _, ok := fx.file.Replace(from.Pos(), first.Pos(), before)
	end := last.End()
	if lit, isLit := ast.Unparen(first).(*ast.BasicLit); isLit && !fx.leaks() && strings.HasSuffix(lit.Value, `\n"`) {
		// The line break was for a terminal.
		cut := analysis.TextEdit{Pos: lit.End() - token.Pos(len(`\n"`)), End: lit.End() - 1}
		opening = append(opening, cut)
	}
	return append(opening, analysis.TextEdit{Pos: end, End: fx.stmt.End(), NewText: []byte(after)}), ok
}

// leaks reports whether another finding stands in the statement.
func (fx *fixer) leaks() bool {
	return slices.ContainsFunc(fx.res.Leaks, func(l *responses.Leak) bool {
		return fx.stmt.Pos() <= l.Pos && l.Pos < fx.stmt.End()
	})
}

// inline returns the edits that answer with the contract's body in place.
func (fx *fixer) inline(st status) ([]analysis.TextEdit, bool) {
	before, after, ok := fx.object(st)
	if !ok {
		return nil, false
	}
	if fx.site.Kind == responses.JSON { // a string, to be wrapped
		first, last := fx.site.Text.Args[0], fx.site.Text.Args[len(fx.site.Text.Args)-1]
		return []analysis.TextEdit{
			{Pos: first.Pos(), End: first.Pos(), NewText: []byte(before)},
			{Pos: last.End(), End: last.End(), NewText: []byte(after)},
		}, true
	}
	json, ok := fx.imported("encoding/json", "json")
	if !ok {
		return nil, false
	}
	head, ok := fx.headers(st)
	if _, ok := fx.stmt.(*ast.AssignStmt); ok {
		json = "_ = " + json // its author does not leave results unsaid
	}
	edits, placed := fx.around(fx.stmt, json+".NewEncoder("+fx.writer+").Encode("+before, after+")", st)
	return append(head, edits...), ok && placed
}

// relabel returns the edits that send a JSON text as what it is.
func (fx *fixer) relabel(st status) ([]analysis.TextEdit, bool) {
	head, ok := fx.headers(st)
	edits, placed := fx.around(fx.stmt, fx.writer+".Write([]byte(", "))", st)
	return append(head, edits...), ok && placed && fx.builtin("byte")
}

// headers returns the edits that set the content type, and send the status
// where the answer was complete in one call.
func (fx *fixer) headers(st status) ([]analysis.TextEdit, bool) {
	media := strconv.Quote(fx.contract.ErrorMediaType())
	line := fx.writer + `.Header().Set("Content-Type", ` + media + ")"
	if fx.head == nil {
		return fx.file.InsertBefore(fx.stmt, line+"\n"+fx.writer+".WriteHeader("+st.text+")")
	}
	if old := fx.declared(); old != nil {
		return []analysis.TextEdit{edit(old, old, media)}, true
	}
	return fx.file.InsertBefore(fx.head, line)
}

// declared returns the constant content type that is set for this answer alone.
func (fx *fixer) declared() ast.Expr {
	constant := func(e ast.Expr) string { s, _ := stringValue(fx.pass.TypesInfo, e); return s }
	for _, stmt := range fx.list() {
		x, ok := stmt.(*ast.ExprStmt)
		if !ok || stmt.Pos() >= fx.head.Pos() {
			continue
		}
		if call, ok := x.X.(*ast.CallExpr); ok && len(call.Args) == 2 && fx.site.ContentType != "" &&
			strings.EqualFold(constant(call.Args[0]), "Content-Type") && constant(call.Args[1]) == fx.site.ContentType {
			return call.Args[1]
		}
	}
	return nil
}

func stringValue(info *types.Info, e ast.Expr) (string, bool) {
	v := info.Types[e].Value
	if v == nil {
		return "", false
	}
	s, err := strconv.Unquote(v.ExactString())
	return s, err == nil
}
