package errorbody

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// A helper is a function that the fixes of a package add, once, and call. To them it is
// a responder of the project's, and is one for those that are applied later.
type helper struct {
	responses.Responder
	edits []analysis.TextEdit // that declare it
}

// helperFrom is from how many responses on a package gets a helper: three statements are
// repeated three times at most, which is shorter than a function and its calls.
const helperFrom = 4

// newHelper returns the helper that answers which would be written out go through. There
// is none if they are few, or the package has a responder of its own.
func newHelper(pass *analysis.Pass, fixers []*fixer) *helper {
	defer defect.Recover(pass, token.NoPos)
	var many []*fixer
	for _, fx := range fixers {
		// What tests add is not there for every driver.
		if fx.oneCall() || !fx.file.HandWritten() {
			continue
		}
		if fx.owns() {
			return nil
		}
		if fx.project() == nil {
			many = append(many, fx)
		}
	}
	if len(many) < helperFrom {
		return nil
	}
	h := many[0].declare(edit.Host(pass, func(f *ast.File) bool {
		return slices.ContainsFunc(many, func(fx *fixer) bool { return fx.file.Syntax == f })
	}))
	if h == nil {
		return nil
	}
	calls := 0
	for _, fx := range many {
		if _, ok := fx.help(h); ok {
			calls++
		}
	}
	if calls < helperFrom {
		return nil
	}
	return h
}

// oneCall reports whether a call is all that the response is in place, or all that has to be
// written: in a framework's way, as a string that is wrapped, with a label that is set.
func (fx *fixer) oneCall() bool {
	f := fx.site.By.Form
	return f != nil && (f.JSON != "" || f.Kept != "") || fx.site.Body.Kind == responses.JSON || fx.labels() || fx.old.head != nil && fx.labelled()
}

// owns reports whether the project has a way to answer errors, whether or not this
// answer can go that way.
func (fx *fixer) owns() bool {
	return len(fx.contract.Project.Responders) > 0 ||
		slices.ContainsFunc(fx.res.Responders(fx.file.Syntax, nil), func(r responses.Responder) bool { return r.Func.Pkg() == fx.pass.Pkg })
}

// help returns the edits that answer through the helper.
func (fx *fixer) help(h *helper) ([]analysis.TextEdit, bool) {
	if h == nil || fx.oneCall() || fx.lookup(h.Func.Name()) != nil {
		return nil, false
	}
	fx.imports = slices.Clone(fx.needs)
	return fx.call(h.Func.Name(), h.Responder, fx.status)
}

// declare returns a helper that answers as the fix would in place, in a file of the
// package; nil if that body needs more than a status and a message, or the file takes
// none.
func (fx fixer) declare(host *ast.File) *helper {
	pkgs := fx.pass.Pkg.Imports()
	i := slices.IndexFunc(pkgs, func(p *types.Package) bool { return p.Path() == "net/http" })
	if host == nil || i < 0 {
		return nil
	}
	fx.file, fx.at, fx.imports, fx.text = edit.FileOf(fx.pass, host.Package), host.Package, nil, &responses.BodyExprs{}

	name := fx.unused("respondError", "sendError", "writeJSONError")
	w, code := fx.free("w", "rw"), fx.free("status", "statusCode")
	text, about := fx.free("message", "msg"), fx.free("code", "errorCode")
	if name == "" || w == "" || code == "" || text == "" || about == "" {
		return nil
	}
	str := types.Typ[types.String]
	params := []*types.Var{
		types.NewParam(token.NoPos, fx.pass.Pkg, w, pkgs[i].Scope().Lookup("ResponseWriter").Type()),
		types.NewParam(token.NoPos, fx.pass.Pkg, code, types.Typ[types.Int]),
	}
	var texts []responses.ResponderText
	add := func(name, member string) {
		texts = append(texts, responses.ResponderText{Param: len(params), Member: member})
		params = append(params, types.NewParam(token.NoPos, fx.pass.Pkg, name, str))
	}

	st := status{text: code, again: true}
	body, ok := fx.own(st, hole)
	if !ok {
		switch more := dependent(fx.contract.ErrorMembers()); len(more) {
		case 0:
		case 1:
			st.kind = about
			add(about, more[0].Name)
		default:
			return nil
		}
		if body, ok = fx.literal(st, hole); !ok {
			return nil
		}
	}
	add(text, messageMember(fx.contract.ErrorMembers()))
	http, ok := fx.imported("net/http", "http")
	json, okay := fx.imported("encoding/json", "json")
	if !ok || !okay || strings.Count(body, hole) != 1 {
		return nil
	}
	media := fx.contract.ErrorMediaType()
	format := media
	if media == "application/json" {
		format = "JSON"
	}
	list := w + " " + http + ".ResponseWriter, " + code + " int"
	for _, p := range params[2:] {
		list += ", " + p.Name()
	}
	lines := strings.NewReplacer("$name", name, "$params", list+" string", "$w", w, "$status", code,
		"$media", strconv.Quote(media), "$format", format,
		"$json", json, "$body", strings.Replace(body, hole, text, 1)).Replace(declaration)
	sig := types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), nil, false)
	return &helper{
		responses.Responder{
			Func: types.NewFunc(token.NoPos, fx.pass.Pkg, name, sig), Writer: 0, Status: 1, Request: -1, Context: -1, Texts: texts,
		},
		append(fx.imports, analysis.TextEdit{Pos: host.FileEnd, End: host.FileEnd, NewText: []byte(lines)}),
	}
}

// declaration is the text of a helper. Encoding fails only if the client has gone.
const declaration = `
// $name sends an error response as $format.
func $name($params) {
	$w.Header().Set("Content-Type", $media)
	$w.WriteHeader($status)
	_ = $json.NewEncoder($w).Encode($body)
}
`

// dependent returns the members of a body that depend on a constant status.
func dependent(members []contract.Member) (list []contract.Member) {
	for _, m := range members {
		switch {
		case !m.Written():
		case len(m.Members) > 0:
			list = append(list, dependent(m.Members)...)
		case depends(m):
			list = append(list, m)
		}
	}
	return list
}

// messageMember returns the name of the member that holds the message.
func messageMember(members []contract.Member) string {
	for _, m := range members {
		if m.Holds == contract.HoldsMessage {
			return m.Name
		}
		if name := messageMember(m.Members); name != "" {
			return name
		}
	}
	return ""
}

// unused returns the first name that nothing in the package bears, "" if there is none.
func (fx *fixer) unused(names ...string) string {
	i := slices.IndexFunc(names, func(name string) bool { return edit.Unused(fx.pass, name) })
	if i < 0 {
		return ""
	}
	return names[i]
}

// free returns the first name that means nothing where the new code stands, "" if there
// is none.
func (fx *fixer) free(names ...string) string {
	i := slices.IndexFunc(names, func(name string) bool { return fx.lookup(name) == nil })
	if i < 0 {
		return ""
	}
	return names[i]
}
