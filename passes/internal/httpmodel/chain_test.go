package httpmodel

import (
	"go/types"
	"maps"
	"slices"
	"testing"
)

// Every method of a chain is one of the real package.
func TestChains(t *testing.T) {
	tables := make(map[string][]table) // by the module that has them
	for _, c := range chains {
		dir := moduleOf(c.pkg)
		tables[dir] = append(tables[dir], table{pkg: c.pkg})
	}
	pkgs := make(map[string]*types.Package)
	for dir, list := range tables {
		maps.Copy(pkgs, load(t, dir, list))
	}
	for _, c := range chains {
		for _, name := range slices.Concat(c.next, c.stops) {
			if r := (Row{Pkg: c.pkg, Recv: c.typ, Name: name}); find(pkgs[c.pkg], r) == nil {
				t.Errorf("there is no %s", r.name())
			}
		}
	}
}
