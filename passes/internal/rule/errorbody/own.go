package errorbody

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/types/typeutil"
)

// A sample is the body of another error response of the package, to write one like it:
// a literal, or the call of a constructor, in which one text stands for the message
// and constants for the status.
type sample struct {
	expr    ast.Expr
	message ast.Expr
	status  []ast.Expr
	pattern string // the code around them
}

// own returns the body that most error responses of the package have, with another
// message and status in it. It is not ok where they have none in common that can be
// written here, or a chosen contract asks for members which that lacks.
func (fx *fixer) own(st status, message string) (code string, ok bool) {
	first, count := make(map[string]sample), make(map[string]int)
	for _, s := range fx.res.Responses {
		if s == fx.site || s.Body.Kind != responses.JSON || s.Body.Unformatted == responses.Text || !s.IsError() || s.Body.Exprs == nil || len(s.Body.Exprs.Args) != 1 || !fx.conforms(s) {
			continue
		}
		if it, ok := fx.sample(s, ast.Unparen(s.Body.Exprs.Args[0])); ok {
			if _, seen := first[it.pattern]; !seen {
				first[it.pattern] = it
			}
			count[it.pattern]++
		}
	}
	forms := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(first[a].expr.Pos(), first[b].expr.Pos()))
	})
	for _, pattern := range forms {
		it := first[pattern]
		if len(it.status) > 0 && !st.again {
			continue
		}
		if code, ok := fx.like(it, st, message); ok {
			return code, true
		}
	}
	return "", false
}

// conforms reports whether a chosen contract's members are in a body.
func (fx *fixer) conforms(s *responses.Response) bool {
	if !fx.contract.Chosen {
		return true
	}
	shapes := s.Shapes()
	return len(shapes) > 0 && !slices.ContainsFunc(shapes, func(shape *responses.Shape) bool { return !has(shape, fx.contract.ErrorMembers()) })
}

// has reports whether a JSON object has the members that a contract requires.
func has(shape *responses.Shape, members []contract.Member) bool {
	for _, m := range members {
		if !m.Written() {
			continue
		}
		member := shape.Member(m.Name)
		if member == nil || len(member.Values) == 0 {
			return false
		}
		for _, v := range member.Values {
			if m.Array != (v.Kind == "array") {
				return false
			}
			inner := []*responses.Shape{v}
			if m.Array {
				inner = v.Items
			}
			for _, in := range inner {
				if len(m.Members) > 0 && !has(in, m.Members) {
					return false
				}
			}
		}
	}
	return true
}

// sample reads the body of a response. Every value in it has to be the message, the
// status, or a constant that does not depend on either.
func (fx *fixer) sample(s *responses.Response, e ast.Expr) (it sample, ok bool) {
	it.expr = e
	info := fx.pass.TypesInfo
	file := edit.FileOf(fx.pass, e.Pos())
	if file == nil {
		return it, false
	}
	var values []ast.Expr
	switch x := e.(type) {
	case *ast.UnaryExpr:
		inner, ok := fx.sample(s, ast.Unparen(x.X))
		inner.expr, inner.pattern = e, "&"+inner.pattern
		_, literal := ast.Unparen(x.X).(*ast.CompositeLit)
		return inner, ok && literal
	case *ast.CompositeLit:
		if x.Type == nil {
			return it, false
		}
		for _, elt := range x.Elts {
			kv, ok := elt.(*ast.KeyValueExpr)
			if !ok {
				return it, false
			}
			values = append(values, ast.Unparen(kv.Value))
			it.pattern += file.Source(kv.Key) + ","
		}
		it.pattern = types.TypeString(info.TypeOf(x), nil) + "{" + it.pattern
	case *ast.CallExpr:
		fn := typeutil.StaticCallee(info, x)
		if fn == nil || fn.Signature().Recv() != nil || fn.Signature().Variadic() || fn.Signature().TypeParams().Len() > 0 || x.Ellipsis.IsValid() {
			return it, false
		}
		values, it.pattern = x.Args, fn.FullName()+"("
	default:
		return it, false
	}
	for _, v := range values {
		tv := info.Types[v]
		switch {
		case types.Identical(tv.Type, types.Typ[types.String]), types.Identical(tv.Type, types.Typ[types.UntypedString]):
			if it.message != nil {
				return it, false // which one is for people?
			}
			it.message = v
		case tv.Value != nil && types.Identical(tv.Type, types.Typ[types.Int]) && len(s.Status.Codes) == 1 && constant.Compare(tv.Value, token.EQL, constant.MakeInt64(int64(s.Status.Codes[0]))):
			it.status = append(it.status, v)
		default:
			return it, false
		}
	}
	return it, it.message != nil
}

// like writes a sample with another message and status. Its names have to mean the
// same where the fix stands.
func (fx *fixer) like(it sample, st status, message string) (code string, ok bool) {
	ok = true
	file := edit.FileOf(fx.pass, it.expr.Pos())
	at := func(e ast.Expr) string { return file.Source(e) }
	var name func(e ast.Expr) string
	name = func(e ast.Expr) string { // of a type or a function
		switch e := ast.Unparen(e).(type) {
		case *ast.Ident:
			obj := fx.pass.TypesInfo.Uses[e]
			ok = ok && obj != nil && fx.lookup(e.Name) == obj
			return e.Name
		case *ast.SelectorExpr:
			id, _ := e.X.(*ast.Ident)
			pkg, isPkg := fx.pass.TypesInfo.Uses[orBlank(id)].(*types.PkgName)
			if !isPkg {
				break
			}
			local, imported := fx.imported(pkg.Imported().Path(), pkg.Imported().Name())
			ok = ok && imported
			return local + "." + e.Sel.Name
		case *ast.MapType:
			return "map[" + name(e.Key) + "]" + name(e.Value)
		case *ast.InterfaceType:
			if e.Methods.NumFields() == 0 {
				return at(e)
			}
		}
		ok = false
		return ""
	}
	value := func(e ast.Expr) string {
		switch {
		case e == it.message:
			return message
		case slices.Contains(it.status, e):
			return st.text
		}
		ok = false
		return ""
	}
	lit, prefix := it.expr, ""
	if u, isAddress := lit.(*ast.UnaryExpr); isAddress {
		lit, prefix = ast.Unparen(u.X), "&"
	}
	var parts []string
	switch x := lit.(type) {
	case *ast.CompositeLit:
		isMap := false
		if t := fx.pass.TypesInfo.TypeOf(x); t != nil {
			_, isMap = t.Underlying().(*types.Map)
		}
		for _, elt := range x.Elts {
			kv := elt.(*ast.KeyValueExpr)
			if isMap && fx.pass.TypesInfo.Types[kv.Key].Value == nil {
				return "", false
			}
			if _, isLit := kv.Key.(*ast.BasicLit); isMap && !isLit {
				name(kv.Key)
			}
			parts = append(parts, at(kv.Key)+": "+value(ast.Unparen(kv.Value)))
		}
		code = prefix + name(x.Type) + "{" + strings.Join(parts, ", ") + "}"
	case *ast.CallExpr:
		for _, arg := range x.Args {
			parts = append(parts, value(arg))
		}
		code = name(x.Fun) + "(" + strings.Join(parts, ", ") + ")"
	}
	return code, ok && code != ""
}

func orBlank(id *ast.Ident) *ast.Ident {
	if id == nil {
		return &ast.Ident{}
	}
	return id
}
