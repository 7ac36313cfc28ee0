package errorbody

import (
	"bytes"
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/syntax"
	"golang.org/x/tools/go/analysis"
)

// status is the status of a response as code writes it.
type status struct {
	text  string // an expression
	again bool   // it calls nothing, so it can stand twice
	codes []int  // the constants that it may be
	kind  string // in a helper: the parameter for the member that depends on the status, "" if there is none
}

// name returns a name for the kind of error, for programs: "not_found" for 404,
// "error" where the status is not constant.
func name(s status) string {
	if len(s.codes) == 1 {
		if text := http.StatusText(s.codes[0]); text != "" {
			clean := strings.NewReplacer(" ", "_", "-", "_", "'", "")
			return strconv.Quote(strings.ToLower(clean.Replace(text)))
		}
	}
	return `"error"`
}

// depends reports whether what a member holds depends on a status that is constant.
func depends(m contract.Member) bool { return m.Holds == contract.HoldsCode || len(m.ByStatus) > 0 }

// kind returns what a member of text holds that depends on the status.
func kind(m contract.Member, s status) (string, bool) {
	if len(m.ByStatus) > 0 && len(s.codes) == 1 {
		value, ok := m.Value(s.codes[0])
		return value, ok && strings.HasPrefix(value, `"`)
	}
	return name(s), m.Holds == contract.HoldsCode && len(m.Enum) == 0
}

// phrase returns the expression of the status's text.
func (fx *fixer) phrase(s status) (string, bool) {
	text, edits, ok := fx.file.StatusText(s.text, s.codes, fx.at)
	fx.note(edits)
	return text, ok && s.again
}

// hole stands for the message in code that is written around it.
const hole = "\x00"

// message returns what stands for the message where the response has none: the
// contract's for this status, or the status text.
func (fx *fixer) message(s status) (string, bool) {
	if fx.text == nil {
		if text, ok := edit.ErrorMessage(fx.contract, s.codes); ok {
			return text, true
		}
		if fx.mute && len(s.codes) != 1 {
			return "", false // one text for whatever has happened says nothing
		}
		return fx.phrase(s)
	}
	return hole, true
}

// split returns code in two parts with the message between them. It is all in
// the first where the response has none.
func (fx *fixer) split(code string) (before, after string, ok bool) {
	before, after, found := strings.Cut(code, hole)
	return before, after, found == (fx.text != nil) && !strings.Contains(after, hole)
}

// object returns the contract's error body as an expression.
func (fx *fixer) object(s status) (code string, ok bool) {
	message, ok := fx.message(s)
	if !ok || !fx.builtin("string") || !fx.builtin("any") {
		return "", false
	}
	if code, ok := fx.own(s, message); ok {
		return code, true
	}
	return fx.literal(s, message)
}

// literal returns the body that has the contract's members as an expression.
func (fx *fixer) literal(s status, message string) (code string, ok bool) {
	code, ok = fx.members(fx.contract.ErrorMembers(), s, message)
	return fx.mapType() + "{" + code + "}", ok
}

// mapType returns the type of a JSON object as the code around the response names it.
func (fx *fixer) mapType() string {
	if f := fx.site.By.Form; f != nil && f.Map != "" {
		if pkg, ok := fx.library(); ok {
			return pkg + "." + f.Map
		}
	}
	return "map[string]any"
}

// library returns the name by which the code around the response calls the
// framework's package; it is not ok if the file does not.
func (fx *fixer) library() (name string, ok bool) {
	for _, spec := range fx.file.Syntax.Imports {
		if pkg := fx.pass.TypesInfo.PkgNameOf(spec); pkg != nil && pkg.Imported().Path() == fx.site.By.Library && fx.lookup(pkg.Name()) == pkg {
			return pkg.Name(), true
		}
	}
	return "", false
}

// members returns the members that a body needs, as those of a map literal. A
// message that would only repeat the status text beside it is left out.
func (fx *fixer) members(list []contract.Member, s status, message string) (string, bool) {
	titled := slices.ContainsFunc(list, func(m contract.Member) bool { return m.Holds == contract.HoldsPhrase && m.Written() })
	var texts []string
	for _, m := range list {
		if !m.Written() || titled && fx.text == nil && m.Holds == contract.HoldsMessage && !m.Required {
			continue
		}
		value, ok := fx.value(m, s, message)
		if !ok {
			return "", false
		}
		texts = append(texts, strconv.Quote(m.Name)+": "+value)
	}
	return strings.Join(texts, ", "), len(texts) > 0
}

func (fx *fixer) value(m contract.Member, s status, message string) (value string, ok bool) {
	if len(m.Members) > 0 {
		inner, ok := fx.members(m.Members, s, message)
		if m.Array {
			return "[]" + fx.mapType() + "{{" + inner + "}}", ok
		}
		return fx.mapType() + "{" + inner + "}", ok
	}
	if s.kind != "" && len(m.Members) == 0 && depends(m) {
		return s.kind, !m.Array && (m.Type == "" || m.Type == "string")
	}
	if len(m.ByStatus) > 0 && len(s.codes) == 1 && !m.Array {
		return m.Value(s.codes[0]) // JSON's text is Go's too
	}
	switch m.Holds {
	case contract.HoldsMessage:
		value, ok = message, true
	case contract.HoldsCode:
		value, ok = name(s), true
	case contract.HoldsPhrase:
		value, ok = fx.phrase(s)
	case contract.HoldsStatus:
		if m.Type != "string" {
			return s.text, !m.Array && s.again
		}
		var pkg string
		pkg, ok = fx.imported("strconv", "strconv")
		ok = ok && s.again
		value = pkg + ".Itoa(" + s.text + ")"
	}
	// A member of another type, or one that only the service can fill, is for a
	// person to write.
	if m.Type != "" && m.Type != "string" || len(m.Enum) > 0 || !ok {
		return "", false
	}
	if m.Array {
		value = "[]any{" + value + "}"
	}
	return value, true
}

// imported returns the name of a package where the fix stands, and notes the
// edits that import it.
func (fx *fixer) imported(path, preferred string) (name string, ok bool) {
	name, edits, ok := fx.file.Import(path, preferred, fx.at)
	fx.note(edits)
	return name, ok
}

// note keeps the edits that import something for the end.
func (fx *fixer) note(edits []analysis.TextEdit) {
	for _, e := range edits {
		if !slices.ContainsFunc(fx.imports, func(o analysis.TextEdit) bool { return o.Pos == e.Pos && bytes.Equal(o.NewText, e.NewText) }) {
			fx.imports = append(fx.imports, e)
		}
	}
}

// builtin reports whether a name means what Go declares where the fix stands.
func (fx *fixer) builtin(name string) bool {
	return fx.lookup(name) == types.Universe.Lookup(name)
}

// lookup returns what a name means where the fix stands.
func (fx *fixer) lookup(name string) types.Object {
	scope := fx.pass.Pkg.Scope().Innermost(fx.at)
	if scope == nil {
		return nil
	}
	_, obj := scope.LookupParent(name, fx.at)
	return obj
}

// variable returns the name of the nearest variable of a type around the fix.
func (fx *fixer) variable(pkg, name string) string {
	for s := fx.pass.Pkg.Scope().Innermost(fx.at); s != nil && s != fx.pass.Pkg.Scope(); s = s.Parent() {
		for _, n := range s.Names() { // sorted
			v, ok := s.Lookup(n).(*types.Var)
			if !ok || n == "_" || fx.lookup(n) != v {
				continue
			}
			t := types.Unalias(v.Type())
			if ptr, ok := t.(*types.Pointer); ok {
				t = types.Unalias(ptr.Elem())
			}
			if nt, ok := t.(*types.Named); ok && nt.Obj().Name() == name && nt.Obj().Pkg() != nil && nt.Obj().Pkg().Path() == pkg {
				return n
			}
		}
	}
	return ""
}

// repeatable reports whether an expression can be evaluated twice: it calls nothing.
func repeatable(info *types.Info, e ast.Expr) bool {
	ok := e != nil
	ast.Inspect(syntax.OrBad(e), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			ok = ok && info.Types[n.Fun].IsType()
		case *ast.FuncLit:
			ok = false
		case *ast.UnaryExpr:
			ok = ok && n.Op.String() != "<-"
		}
		return ok
	})
	return ok
}

func replaceNode(from, to ast.Node, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: from.Pos(), End: to.End(), NewText: []byte(text)}
}
