package rawerror

import (
	"go/ast"
	"go/token"
	"go/types"
	"mime"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// around returns the edits that put code in the place of the statements from
// one on. The message in it stays as it is.
func (fx *fixer) around(from ast.Stmt, code string) ([]analysis.TextEdit, bool) {
	before, after, ok := fx.split(code)
	if !ok {
		return nil, false
	}
	text := fx.text
	if text == nil {
		edits, _, ok := fx.file.Replace(from.Pos(), fx.stmt.End(), before)
		return edits, ok
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
	lit, _ := first.(*ast.BasicLit)
	terminal := lit != nil && strings.HasSuffix(lit.Value, `\n"`) // the line break was for one
	if fx.leaks() && text.Print == "Sprintf" {
		// Another fix may leave nothing to format: it and this one are not to be
		// applied at the same time.
		format := fx.file.Source(first)
		if terminal {
			format = strings.TrimSuffix(format, `\n"`) + `"`
		}
		args := format + fx.file.Source(span{first.End(), last.End()})
		edits, _, ok := fx.file.Replace(from.Pos(), fx.stmt.End(), before+args+after)
		return edits, ok
	}
	edits, _, ok := fx.file.Replace(from.Pos(), first.Pos(), before)
	if terminal && !fx.leaks() {
		edits = append(edits, analysis.TextEdit{Pos: lit.End() - token.Pos(len(`\n"`)), End: lit.End() - 1})
	}
	return append(edits, analysis.TextEdit{Pos: last.End(), End: fx.stmt.End(), NewText: []byte(after)}), ok
}

// A span is a piece of the file.
type span struct{ from, to token.Pos }

func (s span) Pos() token.Pos { return s.from }
func (s span) End() token.Pos { return s.to }

// leaks reports whether another finding stands in the statement.
func (fx *fixer) leaks() bool {
	return slices.ContainsFunc(fx.res.Leaks, func(l *responses.Leak) bool {
		return fx.stmt.Pos() <= l.Pos && l.Pos < fx.stmt.End()
	})
}

// inline returns the edits that answer with the contract's body in place.
func (fx *fixer) inline(st status) ([]analysis.TextEdit, bool) {
	body, ok := fx.object(st)
	if !ok {
		return nil, false
	}
	if fx.site.Kind == responses.JSON { // a string, to be wrapped
		before, after, ok := fx.split(body)
		if !ok || fx.text == nil {
			return nil, false
		}
		first, last := fx.text.Args[0], fx.text.Args[len(fx.text.Args)-1]
		wrap := []analysis.TextEdit{
			{Pos: first.Pos(), End: first.Pos(), NewText: []byte(before)},
			{Pos: last.End(), End: last.End(), NewText: []byte(after)},
		}
		if fx.site.ContentType == "" && fx.contract.ErrorMediaType() == "application/json" {
			return wrap, true
		}
		_, head, ok := fx.headers(st)
		return append(head, wrap...), ok
	}
	json, ok := fx.imported("encoding/json", "json")
	if !ok {
		return nil, false
	}
	lead, head, ok := fx.headers(st)
	if _, ok := fx.stmt.(*ast.AssignStmt); ok {
		json = "_ = " + json // its author does not leave results unsaid
	}
	edits, placed := fx.around(fx.stmt, lead+json+".NewEncoder("+fx.writer+").Encode("+body+")")
	return append(head, edits...), ok && placed
}

// relabel returns the edits that send a JSON text as what it is.
func (fx *fixer) relabel(st status) ([]analysis.TextEdit, bool) {
	lead, head, ok := fx.headers(st)
	if !ok || fx.text == nil {
		return nil, false
	}
	send := lead + fx.writer + ".Write("
	if conv, ok := ast.Unparen(fx.text.Args[0]).(*ast.CallExpr); ok && len(conv.Args) == 1 && fx.pass.TypesInfo.Types[conv.Fun].IsType() &&
		types.Identical(fx.pass.TypesInfo.TypeOf(conv.Args[0]), types.NewSlice(types.Typ[types.Byte])) {
		edits, _, ok := fx.file.Replace(fx.stmt.Pos(), conv.Args[0].Pos(), send)
		return slices.Concat(head, edits, []analysis.TextEdit{{Pos: conv.Args[0].End(), End: fx.stmt.End(), NewText: []byte(")")}}), ok
	}
	edits, placed := fx.around(fx.stmt, send+"[]byte("+hole+"))")
	return append(head, edits...), placed && fx.builtin("byte")
}

// headers returns the code that sets the content type, and sends the status where
// the answer was complete in one call. It is to be written right before the
// answer; what belongs elsewhere is edits.
//
// All of it stands below what another fix puts on a line before the statement: a
// log line is not to come between the status and the body.
func (fx *fixer) headers(st status) (lead string, edits []analysis.TextEdit, ok bool) {
	media := fx.contract.ErrorMediaType()
	line := fx.writer + `.Header().Set("Content-Type", ` + strconv.Quote(media) + ")"
	if fx.head == nil {
		return fx.above(fx.stmt, line+"\n"+fx.writer+".WriteHeader("+st.text+")")
	}
	if m, _, err := mime.ParseMediaType(fx.site.ContentType); err == nil && m == media {
		return "", nil, true
	}
	if old := fx.declared(); old != nil {
		return "", []analysis.TextEdit{edit(old, old, strconv.Quote(media))}, true
	}
	lead, edits, ok = fx.above(fx.head, line)
	return "", append(edits, analysis.TextEdit{Pos: fx.head.Pos(), End: fx.head.Pos(), NewText: []byte(lead)}), ok
}

// above returns what to write right before a statement to have lines above it,
// and the line breaks around it.
func (fx *fixer) above(stmt ast.Stmt, lines string) (lead string, breaks []analysis.TextEdit, ok bool) {
	edits, ok := fx.file.InsertBefore(stmt, lines)
	for _, e := range edits {
		code := strings.TrimLeft(string(e.NewText), " \t")
		if strings.TrimSpace(code) == "" {
			breaks = append(breaks, e)
		} else {
			lead = code + string(e.NewText[:len(e.NewText)-len(code)])
		}
	}
	return lead, breaks, ok
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
