package errleak

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// A fixer puts fixed text in the place of a leak and logs what leaked. It
// touches nothing of the call that sends the answer but its text.
type fixer struct {
	pass *analysis.Pass
	res  *responses.Result
	leak *responses.Leak
	file *report.File
	text responses.LeakText
}

func fixes(pass *analysis.Pass, res *responses.Result, l *responses.Leak) []analysis.SuggestedFix {
	fx := fixer{pass: pass, res: res, leak: l, file: report.FileOf(pass, l.Pos)}
	if fx.file == nil || l.Caller || l.Mixed() || l.Site.Implied {
		return nil // a redirect's target is no message
	}
	var ok bool
	if fx.text, ok = l.Text(pass.TypesInfo, fx.file.Syntax); !ok {
		return nil
	}
	expr, said, imports, ok := fx.replacement()
	if !ok {
		return nil
	}
	edits, unused, ok := fx.file.Replace(fx.text.Pos, fx.text.End, expr)
	if !ok {
		return nil
	}
	if l.Source == responses.SourceStack {
		edits = edits[:1] // what makes a stack is still called, to log it
	}
	log, ok := fx.log(said, unused)
	if !ok {
		return nil
	}
	what := "the status text"
	if said != "" {
		what = strconv.Quote(said)
	} else if len(fx.text.Before) > 0 {
		what = "the text before it"
	}
	return []analysis.SuggestedFix{{
		Message:   fmt.Sprintf("Send %s alone and log the rest, which clients no longer see", what),
		TextEdits: slices.Concat(edits, imports, log),
	}}
}

// replacement returns what takes the place of the text: what precedes the leak
// in it, else the status text. Said is that, if it is constant.
func (fx *fixer) replacement() (expr, said string, imports []analysis.TextEdit, ok bool) {
	t := fx.text
	switch {
	case t.Format != "":
		expr, said = fx.format()
	case len(t.Before) > 0:
		expr, said = fx.operands()
	default:
		said = trim(fx.leak.Prefix())
		expr = quoted(said)
	}
	if expr == "" {
		fx.text.Before = nil
		if fx.leak.Header != "" {
			return "", "", nil, false // the status text says nothing in a header
		}
		expr, imports, ok = fx.statusText()
		if !ok {
			return "", "", nil, false
		}
	}
	switch {
	case t.Type == nil || types.Identical(t.Type, types.Typ[types.String]):
	case said == "" && isString(t.Type):
		return "", "", nil, false // of a named type
	case !isString(t.Type):
		if !types.Identical(t.Type, types.NewSlice(types.Typ[types.Byte])) {
			return "", "", nil, false
		}
		expr = "[]byte(" + expr + ")"
	}
	return expr, said, imports, true
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// trim cuts what leads over to the error off the text before it.
func trim(s string) string { return strings.TrimRight(s, " \t\n:;,-=([{\"'`") }

// format returns the format before the leak, as a literal if nothing is left to
// format.
func (fx *fixer) format() (expr, said string) {
	format := trim(fx.text.Format)
	plain := strings.ReplaceAll(format, "%%", "%")
	if len(fx.text.Before) == 0 {
		if fx.text.Printf == nil { // the sending call goes on to read a format
			return quoted(format), plain
		}
		return quoted(plain), plain
	}
	args := []string{strconv.Quote(format)}
	for _, e := range fx.text.Before {
		args = append(args, fx.file.Source(e))
	}
	expr = strings.Join(args, ", ")
	if fx.text.Printf != nil {
		expr = fx.file.Source(fx.text.Printf) + "(" + expr + ")"
	}
	return expr, ""
}

// operands returns the operands before the leak, added up.
func (fx *fixer) operands() (expr, said string) {
	before := fx.text.Before
	var parts []string
	constants := true
	for i := len(before) - 1; i >= 0; i-- {
		s, isConst := fx.constant(before[i])
		if len(parts) == 0 && isConst {
			if s = trim(s); s == "" {
				continue
			}
			parts, said = append(parts, strconv.Quote(s)), s
			continue
		}
		parts, said = append(parts, fx.file.Source(before[i])), s+said
		constants = constants && isConst
	}
	slices.Reverse(parts)
	if !constants {
		said = ""
	}
	return strings.Join(parts, " + "), said
}

func (fx *fixer) constant(e ast.Expr) (string, bool) {
	v := fx.pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return strconv.Quote(s)
}

// statusText returns the standard text of the status that is sent.
func (fx *fixer) statusText() (expr string, imports []analysis.TextEdit, ok bool) {
	for _, code := range fx.leak.Codes {
		if code < 400 {
			return "", nil, false // "OK" says nothing of an error
		}
	}
	status := fx.status()
	if status == "" && len(fx.leak.Codes) == 1 {
		if status, imports, ok = fx.file.Status(fx.leak.Codes[0], fx.text.Pos); !ok {
			return "", nil, false
		}
	}
	http, more, ok := fx.file.Import("net/http", "http", fx.text.Pos)
	if len(imports) == 0 {
		imports = more
	}
	return http + ".StatusText(" + status + ")", imports, ok && status != ""
}

// status returns the expression of the status that the text is sent with, as
// the function writes it that the text stands in; "" if it may mean something
// else there.
func (fx *fixer) status() string {
	around, _ := fx.file.Func(fx.text.Pos)
	texts := make(map[string]bool)
	for _, s := range fx.res.Sites {
		arg := s.StatusArg
		if arg == nil && s.Head != nil {
			arg = s.Head.StatusArg
		}
		if s.Func != around || arg == nil || s.Call.End() <= fx.text.Pos {
			continue
		}
		if !fx.means(arg) {
			continue
		}
		text := fx.file.Source(arg)
		if s.Call.Pos() <= fx.text.Pos {
			return text // the very call
		}
		if fx.file.Stmt(s.Call.Pos()) != nil && fx.follows(s.Call) {
			texts[text] = true
		}
	}
	if len(texts) == 1 {
		for text := range texts {
			return text
		}
	}
	return ""
}

// follows reports whether a call stands in the text's own statements, behind it.
func (fx *fixer) follows(call *ast.CallExpr) bool {
	path, _ := astutil.PathEnclosingInterval(fx.file.Syntax, fx.text.Pos, fx.text.End)
	for _, n := range path {
		if block, ok := n.(*ast.BlockStmt); ok {
			return block.Pos() <= call.Pos() && call.End() <= block.End()
		}
	}
	return false
}

// means reports whether an expression can stand in the place of the text: it
// calls nothing, and its names are constants, parameters, or read in the very
// statement.
func (fx *fixer) means(e ast.Expr) bool {
	scope := fx.pass.Pkg.Scope().Innermost(fx.text.Pos)
	ok := scope != nil
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			ok = false
		case *ast.SelectorExpr:
			ast.Inspect(n.X, func(m ast.Node) bool {
				if id, isIdent := m.(*ast.Ident); isIdent && ok {
					_, obj := scope.LookupParent(id.Name, fx.text.Pos)
					ok = obj == fx.pass.TypesInfo.Uses[id]
				}
				return ok
			})
			return false
		case *ast.Ident:
			_, obj := scope.LookupParent(n.Name, fx.text.Pos)
			ok = ok && obj == fx.pass.TypesInfo.Uses[n]
		}
		return ok
	})
	return ok
}

// log returns the edits that log the leak before the statement it stands in,
// none if that has been done. It is not ok if the leak cannot be read there.
func (fx *fixer) log(said string, unused []*types.Var) ([]analysis.TextEdit, bool) {
	names := make(map[string]bool)
	readable := true
	ast.Inspect(fx.text.Leak, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			names[n.Name] = true
		case *ast.CallExpr: // a stack is no less itself there
			readable = readable && (fx.leak.Source == responses.SourceStack || fx.pass.TypesInfo.Types[n.Fun].IsType())
		}
		return true
	})
	for _, v := range unused {
		readable = readable && names[v.Name()]
	}
	if !readable {
		return nil, false
	}
	if len(unused) == 0 && fx.recorded() {
		return nil, true
	}
	if said == "" {
		said = "request failed"
	}
	value := fx.file.Source(fx.text.Leak)
	stmt, imports, ok := fx.file.Log(fx.text.Pos, said, value)
	if !ok {
		return nil, false
	}
	edits, ok := fx.file.InsertBefore(fx.file.Stmt(fx.text.Pos), stmt)
	return append(edits, imports...), ok
}

// recorded reports whether a statement before has handed the error to something
// that gives nothing back: it has been logged, counted or traced.
func (fx *fixer) recorded() bool {
	leak, ok := ast.Unparen(fx.text.Leak).(*ast.Ident)
	if !ok {
		return false
	}
	obj := fx.pass.TypesInfo.Uses[leak]
	path, _ := astutil.PathEnclosingInterval(fx.file.Syntax, fx.text.Pos, fx.text.End)
	for _, n := range path {
		var list []ast.Stmt
		switch n := n.(type) {
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		default:
			continue
		}
		for _, stmt := range list {
			x, ok := stmt.(*ast.ExprStmt)
			if !ok || x.End() > fx.text.Pos {
				continue
			}
			found := false
			ast.Inspect(x, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				found = found || ok && obj != nil && fx.pass.TypesInfo.Uses[id] == obj
				return !found
			})
			if found && !slices.ContainsFunc(fx.res.Sites, func(s *responses.Site) bool { return x.Pos() <= s.Call.Pos() && s.Call.Pos() < x.End() }) {
				return true
			}
		}
		return false
	}
	return false
}
