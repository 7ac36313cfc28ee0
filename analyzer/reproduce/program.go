// Package reproduce makes one file of the functions that a finding is about, in which
// nothing has the names of the program that it was made of.
//
// It takes functions as their source has them, and edits that text: names, literals, and
// the bodies of functions that are not wanted. What such a function does is left open, by a
// call of a variable that nobody sets, so that an analysis knows no more of it than before.
package reproduce

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/packages"
)

// A Program is the packages of a module.
type Program struct {
	fset     *token.FileSet
	pkgs     map[*types.Package]*packages.Package
	decls    map[types.Object]*decl
	text     map[string][]byte // of files
	methods  map[*types.TypeName][]*types.Func
	external map[string]*types.Package // that the packages import, by path
}

// A decl is a declaration at the top of a file.
type decl struct {
	pkg  *packages.Package
	fn   *ast.FuncDecl
	typ  *ast.TypeSpec
	vals *ast.ValueSpec
}

// Load reads packages of one module by their paths. Build are flags of the go command.
func Load(ctx context.Context, dir string, build, paths []string) (*Program, error) {
	cfg := &packages.Config{
		Context: ctx, Dir: dir, BuildFlags: build, Fset: token.NewFileSet(),
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
			packages.NeedTypes | packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedModule,
		ParseFile: func(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
			return parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		},
	}
	list, err := packages.Load(cfg, paths...)
	if err != nil {
		return nil, err
	}
	p := &Program{
		fset: cfg.Fset, pkgs: make(map[*types.Package]*packages.Package), decls: make(map[types.Object]*decl),
		text: make(map[string][]byte), methods: make(map[*types.TypeName][]*types.Func), external: make(map[string]*types.Package),
	}
	for _, pkg := range list {
		if len(pkg.Errors) > 0 {
			return nil, errors.New(pkg.Errors[0].Error())
		}
		if pkg.Types == nil {
			return nil, fmt.Errorf("%s cannot be read", pkg.PkgPath)
		}
		p.pkgs[pkg.Types] = pkg
	}
	for _, pkg := range list {
		for _, imported := range pkg.Types.Imports() {
			if p.pkgs[imported] == nil {
				p.external[imported.Path()] = imported
			}
		}
		for _, file := range pkg.Syntax {
			p.declare(pkg, file)
		}
	}
	return p, nil
}

// declare notes the declarations of a file.
func (p *Program) declare(pkg *packages.Package, file *ast.File) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			fn, ok := pkg.TypesInfo.Defs[d.Name].(*types.Func)
			if !ok {
				continue
			}
			p.decls[fn] = &decl{pkg: pkg, fn: d}
			if recv := fn.Signature().Recv(); recv != nil {
				if name := typeName(recv.Type()); name != nil {
					p.methods[name] = append(p.methods[name], fn)
				}
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					p.decls[pkg.TypesInfo.Defs[spec.Name]] = &decl{pkg: pkg, typ: spec}
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						if obj := pkg.TypesInfo.Defs[name]; obj != nil {
							p.decls[obj] = &decl{pkg: pkg, vals: spec}
						}
					}
				}
			}
		}
	}
}

func typeName(t types.Type) *types.TypeName {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Origin().Obj()
	}
	return nil
}

// At returns the function that stands around a line of a file, nil if there is none.
func (p *Program) At(file string, line int) *types.Func {
	for obj, d := range p.decls {
		if d.fn == nil {
			continue
		}
		from, to := p.fset.PositionFor(d.fn.Pos(), false), p.fset.PositionFor(d.fn.End(), false)
		if from.Line <= line && line <= to.Line && same(from.Filename, file) {
			return obj.(*types.Func)
		}
	}
	return nil
}

// Users returns functions that mention others, at most so many, in the order of the source:
// an adapter that sends what they return is found where they are registered.
func (p *Program) Users(functions []*types.Func, most int) (users []*types.Func) {
	var all []types.Object
	for obj, d := range p.decls {
		if d.fn == nil || d.fn.Body == nil || slices.Contains(functions, obj.(*types.Func)) {
			continue
		}
		uses := false
		ast.Inspect(d.fn.Body, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !uses {
				fn, ok := p.own(d.pkg.TypesInfo.Uses[id]).(*types.Func)
				uses = ok && slices.Contains(functions, fn)
			}
			return !uses
		})
		if uses {
			all = append(all, obj)
		}
	}
	for _, obj := range p.sorted(all) {
		if len(users) < most {
			users = append(users, obj.(*types.Func))
		}
	}
	return users
}

func same(a, b string) bool {
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// Module returns the go.mod file of the module and its version of Go, "" if there is none.
func (p *Program) Module() (file, version string) {
	for _, pkg := range p.pkgs {
		if pkg.Module != nil {
			return pkg.Module.GoMod, pkg.Module.GoVersion
		}
	}
	return "", ""
}

// source returns the text between two positions.
func (p *Program) source(from, to token.Pos) (string, error) {
	f := p.fset.File(from)
	data, ok := p.text[f.Name()]
	if !ok {
		var err error
		if data, err = os.ReadFile(f.Name()); err != nil {
			return "", err
		}
		p.text[f.Name()] = data
	}
	a, b := f.Offset(from), f.Offset(to)
	if b > len(data) || a > b {
		return "", fmt.Errorf("%s has changed", f.Name())
	}
	return string(data[a:b]), nil
}

// own returns the object behind one that is of the program, nil for what is not.
func (p *Program) own(obj types.Object) types.Object {
	if obj == nil || obj.Pkg() == nil || p.pkgs[obj.Pkg()] == nil {
		return nil
	}
	switch o := obj.(type) {
	case *types.Func:
		return o.Origin()
	case *types.Var:
		return o.Origin()
	}
	return obj
}

// sorted returns objects in the order of the source.
func (p *Program) sorted(objs []types.Object) []types.Object {
	slices.SortFunc(objs, func(a, b types.Object) int {
		x, y := p.fset.Position(a.Pos()), p.fset.Position(b.Pos())
		switch {
		case x.Filename != y.Filename:
			return map[bool]int{true: -1, false: 1}[x.Filename < y.Filename]
		default:
			return x.Offset - y.Offset
		}
	})
	return objs
}
