package requests_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/requests"
	"github.com/respvet/respvet/passes/requests/exchange"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

const testdata = "../../testdata"

func TestFacts(t *testing.T) {
	analysistest.Run(t, fixture.Dir(t), requests.Analyzer, "./requests/facts/...")
}

// Facts survive the way through a file, and two analyses export the same.
func TestFactEncoding(t *testing.T) {
	first, again := allFacts(t), allFacts(t)
	if len(first) < 12 || len(again) != len(first) {
		t.Fatalf("%d facts, then %d", len(first), len(again))
	}
	for name, f := range first {
		var buf bytes.Buffer
		if err := gob.NewEncoder(&buf).Encode(f); err != nil {
			t.Fatal(err)
		}
		data := bytes.Clone(buf.Bytes())
		got := new(exchange.Sends)
		if err := gob.NewDecoder(&buf).Decode(got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if fmt.Sprint(got) != fmt.Sprint(f) || fmt.Sprint(got) != fmt.Sprint(again[name]) {
			t.Errorf("%s: %v becomes %v, and is %v another time", name, f, got, again[name])
		}
		if len(data) > 1<<10 {
			t.Errorf("%s: %d bytes", name, len(data))
		}
	}
}

func allFacts(t *testing.T) map[string]*exchange.Sends {
	t.Helper()
	mode := packages.LoadAllSyntax | packages.NeedModule
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: testdata}, "./requests/facts/...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{requests.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	facts := make(map[string]*exchange.Sends)
	for act := range graph.All() {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		for _, f := range act.AllObjectFacts() {
			if a, ok := f.Fact.(*exchange.Sends); ok {
				facts[f.Object.Pkg().Path()+"."+f.Object.Name()] = a
			}
		}
	}
	return facts
}
