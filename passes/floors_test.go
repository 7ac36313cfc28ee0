// Package passes_test holds the packages of the module to their floors.
package passes_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/respvet/respvet/"

// floors are the packages below passes, from the ground up. Those of one line do not
// import each other, but that a package may import what stands before it on a line
// that begins with ">".
var floors = []string{
	"category internal/http internal/conf internal/defect internal/typeutil internal/syntax internal/jsonfield internal/factcodec",
	"> internal/ssautil internal/httpmodel prefilter models",
	"valueflow/origin",
	"valueflow",
	"> baseline contract internal/paths",
	"responses/summary",
	"> responses/writer responses/jsonshape responses/nillist responses/handler responses/override",
	"> responses/control responses/errvalue responses/object responses/header responses/mount responses/route",
	"> responses/leak responses/responder responses",
	"> requests/policy requests/exchange requests/retry requests",
	"unjudged",
	"> internal/rule/edit internal/rule/report internal/rule/resend internal/rule/ruledoc internal/rule/configure internal/rule/conform internal/rule/documented internal/rule/errorbody",
	"*", // the rules
}

// TestFloors reads the imports of every package: they point downward, and no rule
// imports another one, the model, the evaluator or SSA.
func TestFloors(t *testing.T) {
	type place struct {
		floor, index int
		ordered      bool
	}
	places := make(map[string]place)
	for i, floor := range floors {
		names, ordered := strings.CutPrefix(floor, "> ")
		for j, name := range strings.Fields(names) {
			places[name] = place{i, j, ordered}
		}
	}
	rules := place{len(floors) - 1, 0, false}
	of := func(name string) place {
		if p, ok := places[name]; ok {
			return p
		}
		if strings.Contains(name, "/") {
			t.Errorf("passes/%s has no floor", name)
		}
		return rules
	}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || name == filepath.Join("internal", "rule", "fixture")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		from := path.Dir(filepath.ToSlash(name))
		here := of(from)
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if here == rules && imported == "golang.org/x/tools/go/ssa" {
				t.Errorf("%s imports SSA; what a rule needs to know of it belongs to a lower floor", name)
			}
			to, ok := strings.CutPrefix(imported, module+"passes/")
			if !ok {
				if strings.HasPrefix(imported, module+"analyzer") {
					t.Errorf("%s imports %s, which stands above", name, imported)
				}
				continue
			}
			there := of(to)
			switch {
			case there.floor < here.floor, there.floor == here.floor && here.ordered && there.index < here.index:
			default:
				t.Errorf("%s imports %s, which does not stand below", name, to)
			}
			if here == rules && (to == "valueflow" || to == "internal/httpmodel") {
				t.Errorf("%s imports %s; what a rule needs to know of it belongs to a lower floor", name, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
