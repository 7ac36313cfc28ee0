package httpmodel

import (
	"go/types"
	"maps"
	"slices"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestMiddleware holds the functions that use middleware, and those that make such as passes
// requests on, against the real packages.
func TestMiddleware(t *testing.T) {
	paths := slices.Collect(maps.Keys(passing))
	paths = append(paths, "net/http", chiPath, ginPath, echo4Path, echo5Path, "github.com/gorilla/mux", humaPkg)
	slices.Sort(paths)
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps, Dir: frameworksDir}, slices.Compact(paths)...)
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the packages cannot be loaded", err)
	}
	for _, p := range pkgs {
		us, _ := uses(p.PkgPath)
		for _, u := range us {
			fn := find(p.Types, Row{Recv: u.recv, Name: u.name})
			if fn == nil {
				t.Errorf("%s: no %s.%s", p.PkgPath, u.recv, u.name)
				continue
			}
			args := arguments(fn)
			if len(args) != u.from+1 || !fn.Signature().Variadic() || RecvName(fn) != u.recv || MiddlewareFrom(fn) != u.from {
				t.Errorf("%s: %s.%s takes %v, middleware from %d on", p.PkgPath, u.recv, u.name, args, u.from)
				continue
			}
			elem := args[u.from].(*types.Slice).Elem()
			if _, ok := elem.Underlying().(*types.Signature); !ok {
				if i, ok := elem.Underlying().(*types.Interface); !ok || i.NumMethods() != 1 { // gorilla's
					t.Errorf("%s: %s.%s takes %v for middleware", p.PkgPath, u.recv, u.name, elem)
				}
			}
		}
		for _, name := range passing[p.PkgPath] {
			fn, ok := p.Types.Scope().Lookup(name).(*types.Func)
			if !ok || !PassesOn(fn) {
				t.Errorf("%s: no function %s", p.PkgPath, name)
				continue
			}
			if row := builtIn.Lookup(fn); row != nil && len(row.OwnResponses) > 0 {
				t.Errorf("%s: %s answers by its row", p.PkgPath, name)
			}
		}
	}
}
