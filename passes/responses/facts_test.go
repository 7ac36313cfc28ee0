package responses_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/types"
	"strings"
	"sync"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

const testdata = "../../testdata"

// patterns name the packages under testdata/facts: of each idiom a leaf, a
// middle, and the handlers that use both.
const patterns = "./facts/..."

// A testingT leaves out complaints about expectations that are for the facts of
// package valueflow, which stand in the same fixtures, and about routes.
type testingT struct{ *testing.T }

func (t testingT) Errorf(format string, args ...any) {
	t.Helper()
	msg := fmt.Sprintf(format, args...)
	for _, form := range []string{"returns", "noreturn", "holds"} {
		if strings.Contains(msg, "no fact was reported matching `^"+form) {
			return
		}
	}
	// Unexpected, or held against what is wanted of another fact of the package: the
	// order of facts is that of a map.
	if strings.Contains(msg, "{package ") && (strings.Contains(msg, ") routes()}") || strings.Contains(msg, ") errors(")) {
		return
	}
	t.Error(msg)
}

func TestFacts(t *testing.T) {
	analysistest.Run(testingT{t}, fixture.Dir(t), responses.Analyzer, patterns)
}

// load reads the fixtures and all that they import.
var load = sync.OnceValues(func() ([]*packages.Package, error) {
	mode := packages.LoadAllSyntax | packages.NeedModule
	return packages.Load(&packages.Config{Mode: mode, Dir: testdata}, "./facts/...", "./idioms/i...")
})

// allFacts analyses the fixtures and returns the facts by the object that they are about.
func allFacts(t *testing.T) map[string]*summary.Writes {
	t.Helper()
	pkgs, err := load()
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{responses.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	facts := make(map[string]*summary.Writes)
	for act := range graph.All() {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		if act.Analyzer != responses.Analyzer {
			continue
		}
		for _, f := range act.AllObjectFacts() {
			w, ok := f.Fact.(*summary.Writes)
			if !ok {
				continue
			}
			name := f.Object.Pkg().Path() + "." + f.Object.Name()
			if fn, ok := f.Object.(*types.Func); ok {
				name = fn.FullName()
			}
			facts[name] = w
		}
	}
	return facts
}

func encode(t *testing.T, f *summary.Writes) []byte {
	t.Helper()
	data, err := f.GobEncode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// maxFact bounds the size of one fact, and meanFact that of all on average: a
// service has thousands of them, and every unit reads those of its imports.
const (
	maxFact  = 8 << 10
	meanFact = 512
)

func TestFactEncoding(t *testing.T) {
	facts := allFacts(t)
	again := allFacts(t)
	if len(facts) < 50 || len(again) != len(facts) {
		t.Fatalf("%d facts, then %d", len(facts), len(again))
	}
	total := 0
	for name, f := range facts {
		data := encode(t, f)
		total += len(data)
		if len(data) > maxFact {
			t.Errorf("%s: %d bytes", name, len(data))
		}
		if other := again[name]; other == nil || !bytes.Equal(encode(t, other), data) {
			t.Errorf("%s: another analysis exports another fact: %v, then %v", name, f, other)
		}
		// As unitchecker does it: as an interface value in a gob stream.
		var buf bytes.Buffer
		if err := gob.NewEncoder(&buf).Encode(f); err != nil {
			t.Fatal(err)
		}
		got := new(summary.Writes)
		if err := gob.NewDecoder(&buf).Decode(got); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if fmt.Sprint(got) != fmt.Sprint(f) {
			t.Errorf("%s: %v becomes %v", name, f, got)
		}
		if !bytes.Equal(encode(t, got), data) {
			t.Errorf("%s: what was read is written in another form: %v", name, f)
		}
	}
	t.Logf("%d facts, %d bytes", len(facts), total)
	if total > meanFact*len(facts) {
		t.Errorf("%d facts take %d bytes", len(facts), total)
	}
}

// TestMalformedFacts cuts facts short and changes single bytes. A fact that was
// cut is an error; one that was changed may read as another fact, which has to
// work as one.
func TestMalformedFacts(t *testing.T) {
	for name, f := range allFacts(t) {
		data := encode(t, f)
		for i := range data {
			if err := decode(new(summary.Writes), data[:i]); err == nil {
				t.Errorf("%s: the first %d of %d bytes are no error", name, i, len(data))
			}
			for _, b := range []byte{0, 1, 2, 0x7e, 0x7f, 0x80, 0xff} {
				changed := bytes.Clone(data)
				changed[i] = b
				decode(new(summary.Writes), changed)
			}
		}
	}
}

// decode reads a fact and, if that succeeds, uses it.
func decode(f *summary.Writes, data []byte) error {
	if err := f.GobDecode(data); err != nil {
		return err
	}
	_ = fmt.Sprint(f)
	_, err := f.GobEncode()
	return err
}

func FuzzWrites(f *testing.F) {
	// One answer: writer, kind, no error, path, API, forced type, header, and no values.
	f.Add([]byte{2, 0, 4, 0, 0, 0, 0, 0, 2, 0})
	f.Add([]byte{0})
	f.Fuzz(func(t *testing.T, data []byte) { _ = decode(new(summary.Writes), data) })
}
