package httpmodel

import (
	"go/types"
	"slices"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestInputs holds the functions that read a part of a request by its name against the real
// packages: the name is the first of their arguments.
func TestInputs(t *testing.T) {
	var paths []string
	for _, in := range inputs {
		paths = append(paths, in.pkg)
	}
	slices.Sort(paths)
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps, Dir: frameworksDir}, slices.Compact(paths)...)
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the packages cannot be loaded", err)
	}
	for _, p := range pkgs {
		for _, in := range inputs {
			if in.pkg != p.PkgPath {
				continue
			}
			for _, name := range in.names {
				fn := find(p.Types, Row{Recv: in.recv, Name: name})
				if fn == nil {
					t.Errorf("%s: no %s.%s", in.pkg, in.recv, name)
					continue
				}
				if args := arguments(fn); len(args) < 2 || !types.Identical(args[1].Underlying(), types.Typ[types.String]) || InputOf(fn) != in.in {
					t.Errorf("%s: %s.%s takes %v, InputOf is %q", in.pkg, in.recv, name, args, InputOf(fn))
				}
			}
		}
	}
}
