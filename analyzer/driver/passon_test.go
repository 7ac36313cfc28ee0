package driver

import (
	"bytes"
	"encoding/gob"
	"os"
	"path/filepath"
	"testing"

	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
)

// note is a fact.
type note struct{ Text string }

func (*note) AFact() {}

func TestPassOn(t *testing.T) {
	dir := t.TempDir()
	gob.Register(new(note))
	write := func(name string, facts ...passedFact) string {
		var buf bytes.Buffer
		if len(facts) > 0 {
			if err := gob.NewEncoder(&buf).Encode(facts); err != nil {
				t.Fatal(err)
			}
		}
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, buf.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	method := passedFact{"example.com/a", "T.M0", &note{"of a method"}}
	u := unit{VetxOutput: filepath.Join(dir, "out"), PackageVetx: map[string]string{
		"fmt":           write("fmt"),
		"example.com/a": write("a", method, passedFact{"example.com/a", "", &note{"of the package"}}),
		"example.com/b": write("b", passedFact{"example.com/b", "U", &note{"of a type"}}, method), // b imports a
	}}
	producer := &analysis.Analyzer{FactTypes: []analysis.Fact{new(note)}}
	if err := u.passOn([]*analysis.Analyzer{producer}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(u.VetxOutput)
	if err != nil {
		t.Fatal(err)
	}
	var got []passedFact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&got); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, f := range got {
		texts = append(texts, string(f.Object)+": "+f.Fact.(*note).Text)
	}
	if len(got) != 2 || texts[0] != "T.M0: of a method" || texts[1] != "U: of a type" {
		t.Errorf("passed on: %q, want the method once and the type, without what only direct imports are asked for", texts)
	}

	u.PackageVetx = map[string]string{"fmt": filepath.Join(dir, "fmt")}
	if err := u.passOn(nil); err != nil {
		t.Fatal(err)
	}
	if fi, err := os.Stat(u.VetxOutput); err != nil || fi.Size() != 0 {
		t.Errorf("without facts below: %v, %v, want an empty file", fi, err)
	}
	u.PackageVetx = map[string]string{"gone": filepath.Join(dir, "gone")}
	if err := u.passOn(nil); err == nil {
		t.Error("facts that are gone: no error")
	}
}

func TestLarge(t *testing.T) {
	source := func(size int64) string {
		f, err := os.CreateTemp(t.TempDir(), "*.go")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := f.Truncate(size); err != nil {
			t.Fatal(err)
		}
		return f.Name()
	}
	dependency := func(files ...string) unit {
		return unit{VetxOnly: true, ModulePath: "example.com/dep", ModuleVersion: "v1.0.0", GoFiles: files}
	}
	own := dependency(source(valueflow.MaxRead + 1))
	own.ModuleVersion = ""
	vetted := dependency(source(valueflow.MaxRead + 1))
	vetted.VetxOnly = false
	for _, test := range []struct {
		name string
		unit unit
		want bool
	}{
		{"as much as is read", dependency(source(valueflow.MaxRead)), false},
		{"a byte more", dependency(source(valueflow.MaxRead), source(1)), true},
		{"of the main module", own, false},
		{"vetted itself", vetted, false},
		{"a file that is gone", dependency(filepath.Join(t.TempDir(), "gone.go"), source(valueflow.MaxRead+1)), false},
	} {
		if got := test.unit.large(); got != test.want {
			t.Errorf("%s: large() = %t, want %t", test.name, got, test.want)
		}
	}
}
