package valueflow_test

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"go/types"
	"strings"
	"sync"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

const testdata = "../../testdata"

// patterns name the packages under testdata/facts whose facts are asserted:
// the leaf and the middle of each idiom. What a handler makes of them is for
// package responses to say.
var patterns = []string{
	"./facts/fluent/wire", "./facts/fluent/respond",
	"./facts/codec/render", "./facts/codec/desk",
	"./facts/resolve/access", "./facts/resolve/session",
	"./facts/enum/problem", "./facts/enum/send",
	"./facts/typed/apierror", "./facts/typed/report",
	"./facts/headers", "./exchange",
}

// A testingT leaves out complaints about expectations that are for the facts of
// package responses, which stand in the same fixtures.
type testingT struct{ *testing.T }

func (t testingT) Errorf(format string, args ...any) {
	t.Helper()
	msg := fmt.Sprintf(format, args...)
	for _, form := range []string{"^writes", "^quiet", "^keepsErrors", "carries"} {
		if strings.Contains(msg, "no fact was reported matching `"+form) {
			return
		}
	}
	t.Error(msg)
}

func TestFacts(t *testing.T) {
	analysistest.Run(testingT{t}, fixture.Dir(t), valueflow.Analyzer, patterns...)
}

// load reads the fixtures and all that they import.
var load = sync.OnceValues(func() ([]*packages.Package, error) {
	mode := packages.LoadAllSyntax | packages.NeedModule
	return packages.Load(&packages.Config{Mode: mode, Dir: testdata}, "./facts/...", "./idioms/i...", "./entangled", "./exchange")
})

// allFacts analyses the fixtures and returns the facts by the object that they are about.
func allFacts(t *testing.T) map[string]analysis.Fact {
	t.Helper()
	pkgs, err := load()
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{valueflow.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	facts := make(map[string]analysis.Fact)
	for act := range graph.All() {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		for _, f := range act.AllObjectFacts() {
			name := f.Object.Pkg().Path() + "." + f.Object.Name()
			if fn, ok := f.Object.(*types.Func); ok {
				name = fn.FullName()
			}
			facts[name] = f.Fact
		}
	}
	return facts
}

func encode(t *testing.T, f analysis.Fact) []byte {
	t.Helper()
	data, err := f.(gob.GobEncoder).GobEncode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// empty returns a fact of the same type to decode into.
func empty(f analysis.Fact) analysis.Fact {
	switch f.(type) {
	case *valueflow.Returns:
		return new(valueflow.Returns)
	case *valueflow.Holds:
		return new(valueflow.Holds)
	case *valueflow.KeepsWriter:
		return new(valueflow.KeepsWriter)
	}
	panic(fmt.Sprintf("unknown fact %T", f))
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
		got := empty(f)
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
			if err := decode(empty(f), data[:i]); err == nil {
				t.Errorf("%s: the first %d of %d bytes are no error", name, i, len(data))
			}
			for _, b := range []byte{0, 1, 2, 0x7e, 0x7f, 0x80, 0xff} {
				changed := bytes.Clone(data)
				changed[i] = b
				decode(empty(f), changed)
			}
		}
	}
}

// decode reads a fact and, if that succeeds, uses it.
func decode(f analysis.Fact, data []byte) error {
	if err := f.(gob.GobDecoder).GobDecode(data); err != nil {
		return err
	}
	if fmt.Sprint(f) == "malformed" { // a summary is read when it is asked for
		return errors.New("malformed")
	}
	_, err := f.(gob.GobEncoder).GobEncode()
	return err
}

func FuzzFact(f *testing.F) {
	param := origin.Value{{Op: origin.Param, Index: 1, Path: ".Message"}}
	text := origin.Value{{Op: origin.Text, Args: []origin.Value{param}}}
	for _, s := range []origin.Summary{
		{NoReturn: true},
		{Rows: []origin.Row{{
			Results: []origin.Value{text, {{Op: origin.Zero}}},
			Effects: []origin.Effect{{Index: 0, Path: ".#status", Value: param}},
			Guards:  []origin.Guard{{Index: 1, Kind: origin.GuardNil, Neg: true}},
		}}, Clobbers: []origin.Place{{Index: 2, Path: ".x"}}},
	} {
		data, err := (&valueflow.Returns{Summary: s}).GobEncode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = decode(new(valueflow.Returns), data)
		_ = decode(new(valueflow.Holds), data)
	})
}
