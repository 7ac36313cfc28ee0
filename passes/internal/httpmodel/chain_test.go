package httpmodel

import (
	"path/filepath"
	"slices"
	"testing"
)

// Every method of a chain is one of the real package.
func TestChains(t *testing.T) {
	var tables []table
	for _, c := range chains {
		tables = append(tables, table{pkg: c.pkg})
	}
	pkgs := load(t, filepath.Join("..", "..", "..", "testdata"), tables)
	for _, c := range chains {
		for _, name := range slices.Concat(c.next, c.stops) {
			if r := (Row{Pkg: c.pkg, Recv: c.typ, Name: name}); find(pkgs[c.pkg], r) == nil {
				t.Errorf("there is no %s", r.name())
			}
		}
	}
}
