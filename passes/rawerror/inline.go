package rawerror

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

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
