package golangci

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/contract"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/go/analysis"
)

// keep restores the flags of the analyzers after a test.
func keep(t *testing.T) {
	t.Helper()
	for _, a := range analyzer.Suite {
		for _, name := range options(a) {
			value := a.Flags.Lookup(name).Value.String()
			t.Cleanup(func() { a.Flags.Set(name, value) })
		}
	}
}

func TestRegistered(t *testing.T) {
	if _, err := register.GetPlugin("respvet"); err != nil {
		t.Fatal(err)
	}
}

func TestSettings(t *testing.T) {
	keep(t)
	t.Chdir(t.TempDir())
	conf := map[string]any{
		"contract": "wpp",
		"role":     "gateway",
		"disable":  []any{"errleak/parse"},
		"flags":    []any{"errleak.callers", "-missingreturn.tests=true"},
	}
	p, err := New(conf)
	if err != nil {
		t.Fatal(err)
	}
	if p.GetLoadMode() != register.LoadModeTypesInfo {
		t.Errorf("load mode %s", p.GetLoadMode())
	}
	c, _, err := contract.Load(".")
	if err != nil || c.Name != "wpp" || c.Role != contract.RoleGateway || c.Enabled("errleak/parse") || !c.Enabled("errleak/error") {
		t.Errorf("contract %s, role %v, %v", c.Name, c.Role, err)
	}
	for flag, want := range map[string]string{
		"errleak.callers": "true", "missingreturn.tests": "true", "rawerror.tests": "false",
		"rawerror.nolint": "false", "statuscode.offer": "false",
	} {
		if got := lookup(t, flag); got != want {
			t.Errorf("-%s is %s, want %s", flag, got, want)
		}
	}
	// Nothing of it is left for the next, which has none.
	if _, err := New(nil); err != nil {
		t.Fatal(err)
	}
	if c, _, err := contract.Load("."); err != nil || c.Chosen {
		t.Errorf("contract %s, %v", c.Name, err)
	}
}

func lookup(t *testing.T, flag string) string {
	t.Helper()
	rule, option, _ := strings.Cut(flag, ".")
	for _, a := range analyzer.Suite {
		if a.Name == rule {
			return a.Flags.Lookup(option).Value.String()
		}
	}
	t.Fatalf("no rule %s", rule)
	return ""
}

func TestSettingsFile(t *testing.T) {
	keep(t)
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{
		"go.mod":           "module example.com/m\n",
		".respvet.yml":     "contract: amperity\n",
		"api/contract.yml": "name: house\nextends: wpp\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		conf any
		want string
	}{
		{nil, "amperity"},
		{map[string]any{"flags": []any{"errleak.callers"}}, "amperity"},
		{map[string]any{"disable": []any{"nilslice"}}, "default"}, // the file is not read
		{map[string]any{"contract": "api/contract.yml"}, "house"},
	} {
		if _, err := New(test.conf); err != nil {
			t.Fatal(err)
		}
		if c, _, err := contract.Load("api"); err != nil || c.Name != test.want {
			t.Errorf("%v: contract %s, %v, want %s", test.conf, c.Name, err, test.want)
		}
	}
}

func TestMistakes(t *testing.T) {
	keep(t)
	t.Chdir(t.TempDir())
	for _, test := range []struct {
		conf any
		want string
	}{
		{map[string]any{"contrat": "wpp"}, `settings of respvet: decoding settings: json: unknown field "contrat"`},
		{map[string]any{"contract": "wqq"}, `settings of respvet: unknown contract "wqq", allowed: `},
		{map[string]any{"disable": "nilslice"}, `bad rules "nilslice", allowed: a list of rules`},
		{map[string]any{"flags": []any{"errleek"}}, `flag "errleek" belongs to no rule (did you mean "errleak"?), allowed: rawerror, `},
		{map[string]any{"flags": []any{"errleak.nosuch"}}, `errleak has no flag "nosuch", allowed: callers, `},
		{map[string]any{"flags": []any{"errleak.callers=maybe"}}, `flag "errleak.callers=maybe": `},
		{map[string]any{"flags": "errleak.callers"}, `cannot unmarshal string into Go struct field settings.flags`},
		{"wpp", `cannot unmarshal string`},
	} {
		_, err := New(test.conf)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: %v, want %s", test.conf, err, test.want)
		}
	}
}

// The name of an analyzer changes with the configuration, and with nothing else.
func TestNames(t *testing.T) {
	keep(t)
	t.Chdir(t.TempDir())
	names := func() string {
		p, err := New(nil)
		if err != nil {
			t.Fatal(err)
		}
		all, err := p.BuildAnalyzers()
		if err != nil {
			t.Fatal(err)
		}
		if err := analysis.Validate(all); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, a := range all {
			names = append(names, a.Name)
		}
		return strings.Join(names, " ")
	}
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/m\n")
	none := names()
	write(".respvet.yml", "contract: wpp\n")
	wpp := names()
	write("main.go", "package main\n")
	if none == wpp || wpp != names() {
		t.Errorf("without a configuration %s\nwith one %s\nwith another file %s", none, wpp, names())
	}
}

// What golangci-lint would make something else of is taken away.
func TestPlain(t *testing.T) {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range []string{"a.go", "b.go"} {
		f, err := parser.ParseFile(fset, name, "package p\n", 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	a, b := files[0].Name, files[1].Name
	edit := func(ids ...*ast.Ident) (fix analysis.SuggestedFix) {
		for _, id := range ids {
			fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{Pos: id.Pos(), End: id.End(), NewText: []byte("q")})
		}
		return fix
	}
	for name, test := range map[string]struct {
		fixes []analysis.SuggestedFix
		want  int
	}{
		"none":          {nil, 0},
		"one":           {[]analysis.SuggestedFix{edit(a)}, 1},
		"two":           {[]analysis.SuggestedFix{edit(a), edit(a)}, 1},
		"another file":  {[]analysis.SuggestedFix{edit(a, b)}, 0},
		"first is good": {[]analysis.SuggestedFix{edit(a), edit(b)}, 1},
	} {
		rule := &analysis.Analyzer{Name: "rule", Run: func(pass *analysis.Pass) (any, error) {
			pass.Report(analysis.Diagnostic{
				Pos: a.Pos(), Message: "m", SuggestedFixes: test.fixes,
				Related: []analysis.RelatedInformation{{Pos: b.Pos(), Message: "there"}},
			})
			return nil, nil
		}}
		var got []analysis.Diagnostic
		pass := &analysis.Pass{Fset: fset, Files: files, Report: func(d analysis.Diagnostic) { got = append(got, d) }}
		if _, err := plain(rule).Run(pass); err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 || got[0].Message != "m" || got[0].Related != nil || len(got[0].SuggestedFixes) != test.want {
			t.Errorf("%s: %+v, want %d fixes", name, got, test.want)
		}
	}
}

// TestCustom holds that the documented file for `golangci-lint custom` names this
// module and this package, and either a version or a path, as its schema wants.
func TestCustom(t *testing.T) {
	readme, err := os.ReadFile("../../docs/drivers/golangci-lint.md")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	module, _, _ := strings.Cut(strings.TrimPrefix(string(mod), "module "), "\n")
	_, text, _ := strings.Cut(string(readme), "```yaml\n# .custom-gcl.yml\n")
	text, _, _ = strings.Cut(text, "```")
	var custom struct {
		Version, Name string
		Plugins       []struct{ Module, Import, Version, Path string }
	}
	d := yaml.NewDecoder(strings.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&custom); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(custom.Version, "v2.") || len(custom.Plugins) != 1 {
		t.Fatalf("golangci-lint %s with %d plugins", custom.Version, len(custom.Plugins))
	}
	if p := custom.Plugins[0]; p.Module != module || p.Import != module+"/analyzer/golangci" || (p.Version == "") == (p.Path == "") {
		t.Errorf("%+v", p)
	}
}
