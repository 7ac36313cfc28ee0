package httpmodel

import (
	"go/types"
	"slices"
	"testing"

	"golang.org/x/tools/go/packages"
)

// Every fact is about something that its package declares.
func TestMeanings(t *testing.T) {
	facts := slices.Concat(partFacts(), meaningFacts(), methodFacts())
	if n := len(partsByName()) + len(meaningsByName()) + len(methodsByName()); n != len(facts) {
		t.Errorf("%d facts are about %d things", len(facts), n)
	}
	var paths []string
	for _, f := range facts {
		paths = append(paths, f.pkg)
	}
	slices.Sort(paths)
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports, Dir: "../../../testdata"}, slices.Compact(paths)...)
	if err != nil {
		t.Fatal(err)
	}
	byPath := make(map[string]*types.Package)
	for _, p := range pkgs {
		byPath[p.PkgPath] = p.Types
	}
	errorType := types.Universe.Lookup("error").Type()
	for i, f := range facts {
		name := f.pkg + "." + f.recv + "." + f.name
		if slices.Index(facts, f) != i {
			t.Errorf("%s: twice", name)
		}
		if byPath[f.pkg] == nil {
			t.Fatalf("no package %s", f.pkg)
		}
		obj := byPath[f.pkg].Scope().Lookup(f.name)
		if f.recv != "" {
			obj = find(byPath[f.pkg], Row{Recv: f.recv, Name: f.name})
		}
		switch obj := obj.(type) {
		case *types.Var:
			if f.meaning == 0 || builtIn.MeaningOf(obj) != f.meaning || !types.Identical(obj.Type(), errorType) {
				t.Errorf("%s: is a variable of type %s", name, obj.Type())
			}
		case *types.Func:
			if obj == nil {
				t.Errorf("%s: not declared", name)
				continue
			}
			res := obj.Signature().Results()
			want := map[RequestPart]types.Type{Path: types.Typ[types.String], Parameter: types.Typ[types.String], Header: types.Typ[types.String], MediaType: types.Typ[types.String], Bound: errorType}[f.part]
			if f.part == Path {
				if all, ok := res.At(0).Type().(*types.Map); ok {
					want = types.NewMap(all.Key(), want)
				}
			}
			if f.part != 0 && (builtIn.PartOf(obj) != f.part || res.Len() != 1 || !types.Identical(res.At(0).Type(), want)) {
				t.Errorf("%s: results are %s", name, res)
			}
			if f.meaning != 0 && (builtIn.MeaningOf(obj) != f.meaning || !types.Identical(res.At(0).Type(), types.Typ[types.Bool])) {
				t.Errorf("%s: results are %s", name, res)
			}
			if builtIn.MethodOf(obj) != f.method || builtIn.ForEvery(obj) != f.every {
				t.Errorf("%s: is not found", name)
			}
		default:
			t.Errorf("%s: not declared", name)
		}
	}
}

func TestMeaningOfText(t *testing.T) {
	for text, want := range map[string]Meaning{
		"not found":                       NotFound,
		"store: order not found":          NotFound,
		"No such user.":                   NotFound,
		"the tenant does not exist":       NotFound,
		"exists already":                  Exists,
		"store: this name already exists": Exists,
		"":                                0,
		"cannot":                          0,
		"such users are not found in":     0,
		"nosuch thing":                    0,
		"key for the signature was not found by the gate": 0,
	} {
		if got := MeaningOfText(text); got != want {
			t.Errorf("MeaningOfText(%q) = %d, want %d", text, got, want)
		}
	}
}
