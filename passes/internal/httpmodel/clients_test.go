package httpmodel

import (
	"go/types"
	"os"
	"regexp"
	"slices"
	"testing"
)

// TestClients holds every row of the client libraries against the declaration of
// its API.
func TestClients(t *testing.T) {
	pkgs := resolve(t, frameworksDir, clients())
	for _, tab := range clients() {
		for _, r := range tab.retriers {
			checkChain(t, pkgs[tab.pkg], r.Type)
			for _, m := range []Mend{r.Bound, r.Grow, r.Jitter, r.After} {
				for _, name := range mentioned.FindAllStringSubmatch(m.Text, -1) {
					if pkgs[tab.pkg].Scope().Lookup(name[1]) == nil {
						t.Errorf("%s.%s: %q: there is no %s", tab.pkg, r.Type, m.Text, name[1])
					}
				}
			}
		}
	}
	checkChain(t, pkgs["resty.dev/v3"], "Client")
	checkChain(t, pkgs[retrypolicyPkg], "Builder")
}

// TestUnlisted does the same for libraries that testdata does not require, in the
// module of the directory $RESPVET_CLIENTS if that does.
func TestUnlisted(t *testing.T) {
	dir := os.Getenv("RESPVET_CLIENTS")
	if dir == "" {
		t.Skip("RESPVET_CLIENTS names no module that requires these libraries")
	}
	pkgs := resolve(t, dir, unlisted())
	for _, tab := range unlisted() {
		for _, r := range tab.retriers {
			checkChain(t, pkgs[tab.pkg], r.Type)
		}
	}
}

// TestAWSOperations holds what a client's methods are taken for against what a
// service declares: an operation has an input of its name.
func TestAWSOperations(t *testing.T) {
	pkgs := load(t, frameworksDir, []table{{pkg: awsService}, {pkg: "io"}, {pkg: "net/http"}})
	pkg, c := pkgs[awsService], newChecker(t, pkgs, nil)
	operations := 0
	for sel := range types.NewMethodSet(types.NewPointer(pkg.Scope().Lookup("Client").Type())).Methods() {
		fn := sel.Obj().(*types.Func)
		row := builtIn.Lookup(fn)
		if want := pkg.Scope().Lookup(fn.Name()+"Input") != nil; want != (row != nil) {
			t.Errorf("%s: %+v", fn.FullName(), row)
		}
		if row == nil {
			continue
		}
		operations++
		c.row(*row, fn)
	}
	if operations < 5 {
		t.Errorf("%d operations", operations)
	}
}

// mentioned finds the names of the library in what a fix tells it.
var mentioned = regexp.MustCompile(`\$pkg\.(\w+)`)

// runsCode are methods that run what they are given on what they give back.
var runsCode = []string{"Funcs"}

// checkChain checks that every method has a row that gives back what it was
// called on: a chain with one that has none leads nowhere.
func checkChain(t *testing.T, pkg *types.Package, name string) {
	t.Helper()
	typ := pkg.Scope().Lookup(name).Type()
	if !types.IsInterface(typ) {
		typ = types.NewPointer(typ)
	}
	for sel := range types.NewMethodSet(typ).Methods() {
		fn := sel.Obj().(*types.Func)
		results := fn.Signature().Results()
		if fn.Exported() && results.Len() == 1 && types.Identical(origin(results.At(0).Type()), origin(typ)) &&
			!slices.Contains(runsCode, fn.Name()) && builtIn.LookupOn(fn, typ) == nil {
			t.Errorf("%s.%s.%s has no row", pkg.Path(), name, fn.Name())
		}
	}
}

// origin returns the generic type of an instance.
func origin(t types.Type) types.Type {
	if n, ok := deref(t).(*types.Named); ok {
		return n.Origin()
	}
	return t
}
