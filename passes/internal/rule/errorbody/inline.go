package errorbody

import (
	"go/ast"
	"go/token"
	"go/types"
	"mime"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// put returns the edits that write a call in the place of the response and of what
// stands before it from one statement on, nil for the response alone. What the call
// returns, if that is an error, goes where the response's result went.
func (fx *fixer) put(from ast.Stmt, call string, returns bool) ([]analysis.TextEdit, bool) {
	place := fx.old.place
	var more []analysis.TextEdit
	_, assigned := fx.old.stmt.(*ast.AssignStmt)
	ret, isReturn := fx.old.stmt.(*ast.ReturnStmt)
	switch {
	case fx.used() && (!returns || from != nil && (!isReturn || len(ret.Results) != 1 || ret.Results[0] != fx.site.At.Call)):
		return nil, false
	case fx.used() && from != nil:
		call = "return " + call
	case fx.used() || !returns:
	case fx.leaving() != nil:
		drop, unused, ok := fx.file.Drop(fx.leaving())
		if !ok || len(unused) > 0 {
			return nil, false
		}
		more, call = drop, "return "+call
	case assigned:
		call = "_ = " + call
	}
	if from != nil {
		place.From = from.Pos()
	}
	edits, ok := fx.around(place, call)
	return append(edits, more...), ok
}

// leaving returns the statement right behind the response that leaves the function
// without an error, which could return that of the response instead; nil if there is none.
func (fx *fixer) leaving() *ast.ReturnStmt {
	list := fx.list()
	i := slices.Index(list, fx.old.stmt) + 1
	if i == 0 || i == len(list) {
		return nil
	}
	ret, ok := list[i].(*ast.ReturnStmt)
	_, sig := fx.file.Func(fx.old.stmt.Pos())
	if !ok || len(ret.Results) != 1 || !fx.pass.TypesInfo.Types[ret.Results[0]].IsNil() ||
		sig == nil || sig.Results().Len() != 1 || !typeutil.IsErrorInterface(sig.Results().At(0).Type()) {
		return nil
	}
	return ret
}

// around returns the edits that put code in a place. The message in it stays as
// it is.
func (fx *fixer) around(place edit.Span, code string) ([]analysis.TextEdit, bool) {
	before, after, ok := fx.split(code)
	if !ok {
		return nil, false
	}
	text := fx.text
	if text == nil {
		edits, _, ok := fx.file.Replace(place.From, place.To, before)
		return edits, ok
	}
	first, last := text.Args[0], text.Args[len(text.Args)-1]
	switch text.Print {
	case "":
	case "string":
		before, after = before+"string(", ")"+after
	case "Error":
		after = ".Error()" + after
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
		args := format + fx.file.Source(edit.Span{From: first.End(), To: last.End()})
		edits, _, ok := fx.file.Replace(place.From, place.To, before+args+after)
		return edits, ok
	}
	edits, _, ok := fx.file.Replace(place.From, first.Pos(), before)
	if terminal && !fx.leaks() {
		edits = append(edits, analysis.TextEdit{Pos: lit.End() - token.Pos(len(`\n"`)), End: lit.End() - 1})
	}
	return append(edits, analysis.TextEdit{Pos: last.End(), End: place.To, NewText: []byte(after)}), ok
}

// leaks reports whether another finding stands in the statement.
func (fx *fixer) leaks() bool {
	return slices.ContainsFunc(fx.res.Leaks, func(l *responses.Leak) bool {
		return fx.old.stmt.Pos() <= l.At.Pos && l.At.Pos < fx.old.stmt.End()
	})
}

// inline returns the edits that answer with the contract's body in place.
func (fx *fixer) inline(st status) ([]analysis.TextEdit, bool) {
	body, ok := fx.object(st)
	if !ok {
		return nil, false
	}
	if fx.site.Body.Kind == responses.JSON { // a string, to be wrapped
		before, after, ok := fx.split(body)
		if !ok || fx.text == nil {
			return nil, false
		}
		first, last := fx.text.Args[0], fx.text.Args[len(fx.text.Args)-1]
		open, end := fx.borders(first, last)
		wrap := []analysis.TextEdit{
			{Pos: open, End: first.Pos(), NewText: []byte(fx.file.Source(edit.Span{From: open, To: first.Pos()}) + before)},
			{Pos: last.End(), End: end, NewText: []byte(after + fx.file.Source(edit.Span{From: last.End(), To: end}))},
		}
		if (fx.site.Body.ContentType == "" || fx.site.By.Form != nil) && fx.contract.ErrorMediaType() == "application/json" {
			return wrap, true
		}
		if fx.site.By.Form != nil {
			return nil, false
		}
		_, head, ok := fx.headers(st)
		return append(head, wrap...), ok
	}
	if f := fx.site.By.Form; f != nil && (f.JSON != "" || f.Kept != "") {
		return fx.framework(f, st, body)
	}
	if fx.used() {
		return nil, false
	}
	encode, ok := fx.encode(fx.file.Source(fx.old.writer), body)
	if !ok {
		return nil, false
	}
	lead, head, ok := fx.headers(st)
	if _, ok := fx.old.stmt.(*ast.AssignStmt); ok {
		encode = "_ = " + encode // its author does not leave results unsaid
	}
	edits, placed := fx.around(fx.old.place, lead+encode)
	return append(head, edits...), ok && placed
}

// encode returns the call that writes a value as JSON, by the package that the file has.
func (fx *fixer) encode(writer, body string) (string, bool) {
	const v2 = "encoding/json/v2"
	if slices.ContainsFunc(fx.file.Syntax.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == strconv.Quote(v2) }) {
		json, ok := fx.imported(v2, "json")
		return json + ".MarshalWrite(" + writer + ", " + body + ")", ok
	}
	json, ok := fx.imported("encoding/json", "json")
	return json + ".NewEncoder(" + writer + ").Encode(" + body + ")", ok
}

// borders returns where the arguments before and behind some of the call's end and begin,
// or its parentheses. What stands there is replaced together with what is inserted: go
// vet merges an insertion alone into a fix that replaces the whole call.
func (fx *fixer) borders(first, last ast.Expr) (open, end token.Pos) {
	args := fx.site.At.Call.Args
	i, j := slices.Index(args, first), slices.Index(args, last)
	if i < 0 || j < 0 {
		return first.Pos(), last.End()
	}
	open, end = fx.site.At.Call.Lparen, fx.site.At.Call.Rparen+1
	if i > 0 {
		open = args[i-1].End()
	}
	if j+1 < len(args) {
		end = args[j+1].Pos()
	}
	return open, end
}

// framework returns the edits that answer as the framework's code does.
func (fx *fixer) framework(f *responses.Form, st status, body string) ([]analysis.TextEdit, bool) {
	var from ast.Stmt
	code := f.JSON
	switch {
	case fx.site.By.Aborts && f.Abort != "":
		code = f.Abort
	case f.Kept != "" && (fx.old.head != nil || !fx.site.Status.Decides && fx.site.StatusCall == nil && fx.through(fx.site.At.Call)):
		code = f.Kept
	case fx.old.head != nil:
		from = fx.old.head
		if !fx.follows() {
			return nil, false
		}
	case !fx.site.Status.Decides && fx.site.StatusCall == nil && (f.Kept == "" || fx.through(fx.site.At.Call)):
		return nil, false // the status was set elsewhere
	}
	var labels []analysis.TextEdit
	if media := fx.contract.ErrorMediaType(); media != "application/json" {
		switch {
		case f.Types:
			body += ", " + strconv.Quote(media)
		case f.Header != "":
			line, ok := fx.site.Header(fx.file.Source, `"Content-Type"`, strconv.Quote(media))
			if !ok {
				return nil, false
			}
			if labels, ok = fx.file.InsertBefore(fx.old.stmt, line); !ok || from != nil {
				return nil, false
			}
		default:
			return nil, false
		}
	} else if fx.site.Body.ContentType != "" && f.Header != "" && !f.Types && fx.declared() != nil {
		return nil, false // it would stay
	}
	pkg, request := "", fx.variable("net/http", "Request")
	if strings.Contains(code, "$p") {
		var ok bool
		if pkg, ok = fx.library(); !ok {
			return nil, false
		}
	}
	if code == "" || request == "" && strings.Contains(code, "$r") {
		return nil, false
	}
	code = strings.NewReplacer("$p", pkg, "$w", fx.file.Source(fx.old.writer), "$r", request, "$s", st.text, "$b", body).Replace(code)
	edits, ok := fx.put(from, code, f.Errors)
	return append(labels, edits...), ok
}

// relabel returns the edits that send a JSON text as what it is.
func (fx *fixer) relabel(st status) ([]analysis.TextEdit, bool) {
	lead, head, ok := fx.headers(st)
	if !ok || fx.text == nil {
		return nil, false
	}
	if fx.used() || fx.site.By.Form != nil {
		return nil, false
	}
	send := lead + fx.file.Source(fx.old.writer) + ".Write("
	if conv, ok := ast.Unparen(fx.text.Args[0]).(*ast.CallExpr); ok && len(conv.Args) == 1 && fx.pass.TypesInfo.Types[conv.Fun].IsType() &&
		types.Identical(fx.pass.TypesInfo.TypeOf(conv.Args[0]), types.NewSlice(types.Typ[types.Byte])) {
		edits, _, ok := fx.file.Replace(fx.old.stmt.Pos(), conv.Args[0].Pos(), send)
		return slices.Concat(head, edits, []analysis.TextEdit{{Pos: conv.Args[0].End(), End: fx.old.stmt.End(), NewText: []byte(")")}}), ok
	}
	edits, placed := fx.around(fx.old.place, send+"[]byte("+hole+"))")
	return append(head, edits...), placed && fx.builtin("byte")
}

// headers returns the code that sets the content type, and sends the status where
// the response was complete in one call. It is to be written right before the
// answer; what belongs elsewhere is edits.
//
// All of it stands below what another fix puts on a line before the statement: a
// log line is not to come between the status and the body.
func (fx *fixer) headers(st status) (lead string, edits []analysis.TextEdit, ok bool) {
	media := fx.contract.ErrorMediaType()
	label, send := `$w.Header().Set("Content-Type", $v)`, "$w.WriteHeader($s)"
	if f := fx.site.By.Form; f != nil && f.Label != "" && f.Status != "" {
		label, send = f.Label, f.Status
	} else if !fx.has("Header") || !fx.has("WriteHeader") {
		return "", nil, false // a part of a framework's response
	}
	fill := strings.NewReplacer("$w", fx.file.Source(fx.old.writer), "$v", strconv.Quote(media), "$s", st.text)
	line := fill.Replace(label)
	if fx.old.head == nil {
		return fx.file.Above(fx.old.stmt, line+"\n"+fill.Replace(send))
	}
	if fx.labelled() {
		return "", nil, true
	}
	if old := fx.declared(); old != nil {
		return "", []analysis.TextEdit{replaceNode(old, old, strconv.Quote(media))}, true
	}
	lead, edits, ok = fx.file.Above(fx.old.head, line)
	return "", append(edits, analysis.TextEdit{Pos: fx.old.head.Pos(), End: fx.old.head.Pos(), NewText: []byte(lead)}), ok
}

// labelled reports whether the content type is set that the contract asks for.
func (fx *fixer) labelled() bool {
	m, _, err := mime.ParseMediaType(fx.site.Body.ContentType)
	return err == nil && m == fx.contract.ErrorMediaType()
}

// declared returns the constant content type that is set for this response alone.
func (fx *fixer) declared() ast.Expr {
	constant := func(e ast.Expr) string { s, _ := syntax.StringValue(fx.pass.TypesInfo, e); return s }
	for _, stmt := range fx.list() {
		x, ok := stmt.(*ast.ExprStmt)
		if !ok || fx.old.head != nil && stmt.Pos() >= fx.old.head.Pos() || stmt.Pos() >= fx.old.stmt.Pos() {
			continue
		}
		call, ok := x.X.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 || len(call.Args) > 2 || fx.site.Body.ContentType == "" {
			continue
		}
		value := call.Args[len(call.Args)-1]
		named := len(call.Args) == 1 && fx.through(call) || len(call.Args) == 2 && strings.EqualFold(constant(call.Args[0]), "Content-Type")
		if named && constant(value) == fx.site.Body.ContentType {
			return value
		}
	}
	return nil
}

// has reports whether the writer has a method.
func (fx *fixer) has(name string) bool {
	m, _, _ := types.LookupFieldOrMethod(fx.pass.TypesInfo.TypeOf(fx.old.writer), true, fx.pass.Pkg, name)
	_, ok := m.(*types.Func)
	return ok
}

// through reports whether a call is that of a method of the writer.
func (fx *fixer) through(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && fx.file.Source(sel.X) == fx.file.Source(fx.old.writer)
}
