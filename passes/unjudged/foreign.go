package unjudged

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/prefilter"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// A Foreign says how many handlers of a package respond through a library that
// respvet does not know: nothing is found in them, right or wrong.
type Foreign struct {
	Library  string // the path of its package
	Handlers int
	// As is the path of the version that it is judged as, if it is a later one of a client
	// that respvet knows: then no handlers are counted.
	As string
}

// later returns the libraries that a package imports in a version which is not known.
func later(pkg *types.Package) (all []Foreign) {
	for _, imp := range pkg.Imports() {
		if as := prefilter.TakenFor(imp.Path()); as != "" {
			all = append(all, Foreign{Library: imp.Path(), As: as})
		}
	}
	return all
}

// foreign counts the handlers of a package that respond through libraries which the
// model does not have, and in which no response was found.
//
// A handler is a function that is passed to a library and takes a context of the same
// library: a value through which a response is written, because it is an
// http.ResponseWriter, holds or returns one, or has a method JSON with a status and a
// value. The other way is a method of a controller, a struct that embeds such a type.
// What is passed to a function that installs middleware is none: it need not respond.
func foreign(pass *analysis.Pass, res *responses.Result) []Foreign {
	f := &finder{pass: pass, writer: responseWriter(pass.Pkg), reaches: make(map[*types.Named]bool)}
	if f.own, _, _ = strings.Cut(pass.Pkg.Path(), " "); pass.Module != nil && pass.Module.Path != "" {
		f.own = pass.Module.Path
	}
	handlers := make(map[token.Pos]string) // the libraries, by where a handler's body begins
	decls := make(map[*types.Func]*ast.FuncDecl)
	for _, file := range f.files() {
		for _, d := range file.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Body != nil {
				if fn, ok := pass.TypesInfo.Defs[d.Name].(*types.Func); ok {
					decls[fn] = d
				}
			}
		}
	}
	bodies := make(map[token.Pos]*ast.BlockStmt)
	note := func(library string, body *ast.BlockStmt) {
		if library != "" && body != nil && len(body.List) > 0 {
			handlers[body.Pos()], bodies[body.Pos()] = library, body
		}
	}
	for _, file := range f.files() {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, arg := range call.Args {
				library := f.handles(call, arg)
				switch arg := ast.Unparen(arg).(type) {
				case *ast.FuncLit:
					note(library, arg.Body)
				case *ast.Ident, *ast.SelectorExpr:
					if d := decls[f.function(arg)]; d != nil {
						note(library, d.Body)
					}
				}
			}
			return true
		})
	}
	for fn, d := range decls {
		note(f.controls(fn, d), d.Body)
	}

	counts := make(map[string]int)
	for pos, library := range handlers {
		body := bodies[pos]
		responds := func(s *responses.Response) bool { return body.Pos() <= s.Start() && s.Start() < body.End() }
		if !slices.ContainsFunc(res.Responses, responds) && !slices.ContainsFunc(res.ErrorResponses, responds) {
			counts[library]++
		}
	}
	var all []Foreign
	for library, n := range counts {
		all = append(all, Foreign{Library: f.imported(library), Handlers: n})
	}
	slices.SortFunc(all, func(a, b Foreign) int { return cmp.Compare(a.Library, b.Library) })
	return all
}

type finder struct {
	pass    *analysis.Pass
	own     string           // the path of this module, or of the package where that is not known
	writer  *types.Interface // http.ResponseWriter, nil if the package does not depend on net/http
	reaches map[*types.Named]bool
}

// files returns the files that are neither tests nor generated.
func (f *finder) files() []*ast.File {
	return slices.DeleteFunc(slices.Clone(f.pass.Files), func(file *ast.File) bool {
		return strings.HasSuffix(f.pass.Fset.Position(file.Package).Filename, "_test.go") || ast.IsGenerated(file)
	})
}

// function returns the function or method that an expression names, or nil.
func (f *finder) function(e ast.Expr) *types.Func {
	switch e := e.(type) {
	case *ast.Ident:
		fn, _ := f.pass.TypesInfo.Uses[e].(*types.Func)
		return fn
	case *ast.SelectorExpr:
		return f.function(e.Sel)
	}
	return nil
}

// handles returns the library that a function is passed to, if that gives it a
// context of its own; else "".
func (f *finder) handles(call *ast.CallExpr, arg ast.Expr) string {
	sig, ok := types.Unalias(f.pass.TypesInfo.TypeOf(arg)).(*types.Signature)
	if named, isNamed := types.Unalias(f.pass.TypesInfo.TypeOf(arg)).(*types.Named); isNamed {
		sig, ok = named.Underlying().(*types.Signature)
	}
	callee := f.function(ast.Unparen(call.Fun))
	if !ok || callee == nil || callee.Pkg() == nil || installs(callee.Name()) {
		return ""
	}
	for v := range sig.Params().Variables() {
		if named := f.context(v.Type()); named != nil && sameLibrary(named.Obj().Pkg().Path(), callee.Pkg().Path()) {
			return named.Obj().Pkg().Path()
		}
	}
	return ""
}

// installs reports whether a function of that name takes middleware, or what runs
// beside the handlers.
func installs(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"use", "middleware", "filter", "before", "after", "hook", "intercept"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// controls returns the library whose context a method's receiver embeds, if the
// method is a controller's: exported, without parameters or results, and at work
// with what is embedded. Else it returns "".
func (f *finder) controls(fn *types.Func, d *ast.FuncDecl) string {
	sig := fn.Signature()
	if sig.Recv() == nil || !fn.Exported() || sig.Params().Len()+sig.Results().Len() > 0 || len(d.Recv.List[0].Names) == 0 {
		return ""
	}
	t := sig.Recv().Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for v := range st.Fields() {
		named := f.context(v.Type())
		if !v.Embedded() || named == nil {
			continue
		}
		uses := false
		recv := f.pass.TypesInfo.Defs[d.Recv.List[0].Names[0]]
		ast.Inspect(d.Body, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if id, ok := sel.X.(*ast.Ident); ok && f.pass.TypesInfo.Uses[id] == recv {
				s := f.pass.TypesInfo.Selections[sel]
				uses = uses || s != nil && len(s.Index()) > 1 // promoted
			}
			return true
		})
		if uses {
			return named.Obj().Pkg().Path()
		}
	}
	return ""
}

// context returns the type of another module, not the model's, through which a
// response is written; else nil.
func (f *finder) context(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	path := named.Obj().Pkg().Path()
	first, _, _ := strings.Cut(path, "/")
	if !strings.Contains(first, ".") || typeutil.Within(path, f.own) || (prefilter.Relevant(path) || prefilter.Modelled(path)) && !prefilter.TooNew(path) {
		return nil
	}
	if f.writes(named, 0) {
		return named
	}
	return nil
}

// maxFields is how deep a context holds its writer: beego's controllers have a
// context, which has a response, which has one. Deeper, it is no longer a context
// but, say, a server.
const maxFields = 3

func (f *finder) writes(named *types.Named, depth int) bool {
	if depth > maxFields {
		return false
	}
	known, ok := f.reaches[named]
	if ok {
		return known
	}
	f.reaches[named] = false // also while it is being found out
	is := f.isWriter(named) || f.hasMethod(named)
	if st, ok := named.Underlying().(*types.Struct); ok && !is {
		for v := range st.Fields() {
			t := v.Type()
			if p, ok := types.Unalias(t).(*types.Pointer); ok {
				t = p.Elem()
			}
			field, ok := types.Unalias(t).(*types.Named)
			if f.isWriter(v.Type()) || ok && field.Obj().Pkg() != nil &&
				sameLibrary(field.Obj().Pkg().Path(), named.Obj().Pkg().Path()) && f.writes(field, depth+1) {
				is = true
				break
			}
		}
	}
	f.reaches[named] = is
	return is
}

func (f *finder) isWriter(t types.Type) bool {
	return f.writer != nil && (types.Implements(t, f.writer) || types.Implements(types.NewPointer(t), f.writer))
}

// hasMethod reports whether a type returns a writer, or encodes a value with a status.
func (f *finder) hasMethod(named *types.Named) bool {
	var t types.Type = named
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	for sel := range types.NewMethodSet(t).Methods() {
		sig := sel.Obj().(*types.Func).Signature()
		if sig.Params().Len() == 0 && sig.Results().Len() == 1 && f.isWriter(sig.Results().At(0).Type()) {
			return true
		}
		if sel.Obj().Name() == "JSON" && sig.Params().Len() == 2 &&
			types.Identical(sig.Params().At(0).Type(), types.Typ[types.Int]) && types.IsInterface(sig.Params().At(1).Type()) {
			return true
		}
	}
	return false
}

// responseWriter finds http.ResponseWriter among what a package depends on.
func responseWriter(pkg *types.Package) *types.Interface {
	seen := make(map[*types.Package]bool)
	var find func(*types.Package) *types.Interface
	find = func(p *types.Package) *types.Interface {
		if seen[p] {
			return nil
		}
		seen[p] = true
		if p.Path() == "net/http" {
			if obj := p.Scope().Lookup("ResponseWriter"); obj != nil {
				i, _ := obj.Type().Underlying().(*types.Interface)
				return i
			}
		}
		for _, imp := range p.Imports() {
			if i := find(imp); i != nil {
				return i
			}
		}
		return nil
	}
	return find(pkg)
}

// imported returns the path by which the source knows a library: that of the
// shortest import which the package of its context lies in.
func (f *finder) imported(path string) string {
	best := path
	for _, imp := range f.pass.Pkg.Imports() {
		if typeutil.Within(path, imp.Path()) && len(imp.Path()) < len(best) {
			best = imp.Path()
		}
	}
	return best
}

// sameLibrary reports whether two packages are of one repository, as far as paths
// tell: their first three elements are equal.
func sameLibrary(a, b string) bool {
	root := func(path string) string {
		elements := strings.SplitN(path, "/", 4)
		return strings.Join(elements[:min(3, len(elements))], "/")
	}
	return root(a) == root(b) || typeutil.Within(a, b) || typeutil.Within(b, a)
}
