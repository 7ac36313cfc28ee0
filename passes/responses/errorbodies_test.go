package responses_test

import (
	"bytes"
	"encoding/gob"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// What importers know of the error bodies of a package and of those below it.
func TestErrorBodies(t *testing.T) {
	const root = "github.com/respvet/respvet/testdata/envelope/mixedimports"
	want := map[string]string{
		"gate":   `errors(gate/gate.go:18 {"errors":[{"errorCode":string,"errorMessage":string}]})`,
		"ledger": `errors(ledger/ledger.go:20 {"errors":[{"status_code":integer,"detail":string}]})`,
		"app": `errors(app/app.go:16 {"errors":*}; ` +
			`gate/gate.go:18 {"errors":[{"errorCode":string,"errorMessage":string}]}; ` +
			`ledger/ledger.go:20 {"errors":[{"status_code":integer,"detail":string}]})`,
	}
	mode := packages.LoadAllSyntax | packages.NeedModule
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: testdata}, "./envelope/mixedimports/app")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{responses.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	for act := range graph.All() {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		for _, f := range act.AllPackageFacts() {
			e, ok := f.Fact.(*jsonshape.ErrorBodies)
			if !ok || f.Package != act.Package.Types {
				continue
			}
			name := f.Package.Path()[strings.LastIndexByte(f.Package.Path(), '/')+1:]
			found[name] = strings.ReplaceAll(e.String(), root+"/", "")

			var buf bytes.Buffer
			var again jsonshape.ErrorBodies
			if err := gob.NewEncoder(&buf).Encode(e); err != nil {
				t.Fatal(err)
			}
			if n := buf.Len(); n > 600 {
				t.Errorf("%s: the fact has %d bytes", name, n)
			}
			if err := gob.NewDecoder(&buf).Decode(&again); err != nil || again.String() != e.String() {
				t.Errorf("%s: %v, %s after %s", name, err, &again, e)
			}
		}
	}
	for name, text := range want {
		if found[name] != text {
			t.Errorf("%s has the fact\n%s, not\n%s", name, found[name], text)
		}
	}
}

// A fact that is cut short is an error, not a panic.
func TestErrorBodiesCut(t *testing.T) {
	for _, data := range []string{"\x02", "\x04\x02a", "\x02\x02p\x02q\x7f", "\xff\xff\xff"} {
		if err := new(jsonshape.ErrorBodies).GobDecode([]byte(data)); err == nil {
			t.Errorf("%q is no error", data)
		}
	}
}
