// Package models reads the model files of a project: what functions of its own do to a
// response, how its clients ask, what a framework that respvet does not know makes of an
// error. docs/models.md says how they are written.
package models

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"reflect"
	"slices"

	"github.com/respvet/respvet/passes/internal/conf"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/go/analysis"
)

// Analyzer computes the *Result of the package, which is never nil. It reads the model
// files that .respvet.yml names, for packages of the main module alone: facts of
// dependencies are the same in every project. It reports nothing; the analyzer contract
// does, where it reports what is wrong in .respvet.yml.
var Analyzer = &analysis.Analyzer{
	Name:       "models",
	Doc:        "read the model files of a project",
	URL:        "https://pkg.go.dev/github.com/respvet/respvet/passes/models",
	Flags:      flags(),
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
}

// ConfigFlag is the flag that holds a configuration, in the place of any .respvet.yml.
const ConfigFlag = "config"

func flags() flag.FlagSet {
	var fs flag.FlagSet
	fs.String(ConfigFlag, "", "the configuration itself, as `YAML` or JSON, instead of any .respvet.yml")
	return fs
}

// A Result is what is known of APIs in a package.
type Result struct {
	Model    *httpmodel.Model // nil is what respvet knows by itself
	Mistakes []*conf.Mistake  // in the model files, or what they say that is not so
	// Sum sums up the model files, "" if there are none: facts of the module follow from
	// them, which a driver may keep.
	Sum string
}

func run(pass *analysis.Pass) (any, error) {
	if !Main(pass) {
		return &Result{}, nil
	}
	dir, _ := conf.PackageDir(pass)
	r := Load(dir, pass.Analyzer.Flags.Lookup(ConfigFlag).Value.String())
	for _, pkg := range append(slices.Clip(pass.Pkg.Imports()), pass.Pkg) {
		r.Mistakes = append(r.Mistakes, r.Model.Check(pkg)...)
	}
	return r, nil
}

// Main reports whether the package belongs to the module under analysis, as
// far as the driver says.
func Main(pass *analysis.Pass) bool { return pass.Module == nil || pass.Module.Version == "" }

// Load returns the model for the Go files in an absolute directory, with a configuration
// that a flag holds unless that is empty. What is wrong in .respvet.yml itself is not said
// here.
func Load(dir, config string) *Result {
	place, mistake := conf.Find(dir)
	text := []byte(config)
	switch {
	case config != "":
		place = conf.InFlag(dir, config)
	case mistake != nil || place.Config == "":
		return &Result{}
	default:
		var err error
		if text, err = place.Read(place.Config); err != nil {
			return &Result{}
		}
	}
	if !bytes.Contains(text, []byte(Key)) {
		return &Result{} // the YAML need not be read
	}
	f := conf.Files{Place: place, Base: place.Root}
	var r conf.Reader
	file, _ := conf.Parse(f.Shown(place.Config), text)
	var m *httpmodel.Model
	if text := defect.Catch(func() { m = Read(&f, &r, References(file.Get(Key))) }); text != "" {
		what := "respvet has a defect: models fails on the model files: " + text + "; please report this at " + defect.Issues
		return &Result{Mistakes: []*conf.Mistake{{Pos: conf.Pos{File: f.Shown(place.Config), Line: 1}, What: what}}}
	}
	res := &Result{Model: m, Mistakes: r.Mistakes}
	if m != nil {
		res.Sum = sum(&f)
	}
	return res
}

// sum sums up the files that were read.
func sum(f *conf.Files) string {
	h := sha256.New()
	for _, name := range f.Looked {
		data, _ := f.Read(name)
		fmt.Fprintf(h, "%q %d ", f.Shown(name), len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Key is the key of .respvet.yml that names the files.
const Key = "models"

// References returns the files that the value of the key names.
func References(v *conf.Value) []*conf.Value {
	switch {
	case v == nil:
		return nil
	case v.Kind == yaml.SequenceNode:
		return slices.DeleteFunc(slices.Clone(v.Items), func(v *conf.Value) bool { return !named(v) })
	case named(v):
		return []*conf.Value{v}
	}
	return nil // which is a mistake in .respvet.yml
}

func named(v *conf.Value) bool { return v.Kind == yaml.ScalarNode && v.Tag == "!!str" && v.Text != "" }

// Read returns the model that files hold, which references name from the directory of
// the config; nil if there are none, or if anything is wrong with one of them: half a model
// would have respvet say what is not so.
func Read(f *conf.Files, r *conf.Reader, refs []*conf.Value) *httpmodel.Model {
	if len(refs) == 0 {
		return nil
	}
	before := len(r.Mistakes)
	var values []*conf.Value
	for _, ref := range refs {
		if name, ok := f.Resolve(r, ref, f.Dir()); ok {
			if v := f.Parse(r, name, ref); v != nil {
				values = append(values, v)
			}
		}
	}
	m := httpmodel.Describe(r, values...)
	if len(r.Mistakes) > before {
		conf.SortMistakes(r.Mistakes[before:])
		return nil
	}
	return m
}
