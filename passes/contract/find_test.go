package contract

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/conf"
)

func TestDiscovery(t *testing.T) {
	// Each config turns off a rule that tells it from the others.
	dir := write(t, map[string]string{
		"go.mod":                    "", // a directory above is not asked
		"work/go.work":              "go 1.25\n",
		"work/.respvet.yml":         "disable: [rawerror]\n",
		"work/between/.respvet.yml": "disable: [statuscode]\n",
		"work/between/mod/go.mod":   "",
		"work/between/mod/a/b/x.go": "",
		"work/mod/go.mod":           "",
		"work/mod/.respvet.yml":     "disable: [errleak]\n",
		"work/mod/a/b/.respvet.yml": "disable: [envelope]\n",
		"work/mod/a/b/c/x.go":       "",
		"work/mod/nested/go.mod":    "",
		"work/plain/mod/go.mod":     "",
		"work/plain/mod/a/x.go":     "",
		"alone/go.mod":              "",
		"alone/a/x.go":              "",
		".respvet.yml":              "disable: [noretry]\n",
		"a/b/x.go":                  "",
	})
	tests := map[string]string{
		"work/mod":           "errleak",
		"work/mod/a":         "errleak",
		"work/mod/a/b":       "envelope",
		"work/mod/a/b/c":     "envelope",
		"work/mod/nested":    "errleak", // on the way from go.mod to go.work
		"work/between/mod/a": "statuscode",
		"work/plain/mod/a":   "rawerror",
		"alone/a":            "", // go.mod ends the search, and there is no go.work above
		"a/b":                "noretry",
	}
	for at, want := range tests {
		c, _, err := Load(filepath.Join(dir, at))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(disabled(c), " "); got != want {
			t.Errorf("%s: the config that disables %q, want %q", at, got, want)
		}
	}

	t.Run("variable", func(t *testing.T) {
		t.Setenv(conf.Variable, filepath.Join(dir, "work", "mod", ".respvet.yml"))
		for at := range tests {
			if c, _, err := Load(filepath.Join(dir, at)); err != nil || c.Enabled("errleak") {
				t.Errorf("%s: %v, %v", at, disabled(c), err)
			}
		}
		if got := Files(dir); len(got) != 1 {
			t.Errorf("Files: %v", got)
		}
		t.Setenv(conf.Variable, ".respvet.yml")
		want := `$RESPVET_CONFIG:1: relative path ".respvet.yml", allowed: an absolute path`
		if _, _, err := Load(dir); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
		if err := errors.Join(Check(dir)...); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
		missing := filepath.Join(dir, "none.yml")
		t.Setenv(conf.Variable, missing)
		want = missing + ":1: cannot read: no such file, allowed: a readable file, which $RESPVET_CONFIG names"
		if _, _, err := Load(dir); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	})
}

// Without a go.mod there is no telling where a project ends.
func TestNoModule(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, ".respvet.yml"), "disable: [errleak]\n")
	writeFile(t, filepath.Join(dir, "a", "x.go"), "")
	if conf.Above(dir, "go.mod") != "" {
		t.Skip("the temporary directory is in a module")
	}
	if c, _, err := Load(dir); err != nil || c.Enabled("errleak") {
		t.Error(disabled(c), err)
	}
	if c, _, err := Load(filepath.Join(dir, "a")); err != nil || !c.Enabled("errleak") {
		t.Error(disabled(c), err)
	}
}

// disabled returns the names that some layer turns off, in the order of layers.
func disabled(c *Contract) (names []string) {
	for _, layer := range c.Project.switches {
		for _, name := range slices.Sorted(maps.Keys(layer)) {
			if !layer[name] {
				names = append(names, name)
			}
		}
	}
	return names
}

func TestOverrides(t *testing.T) {
	dir := write(t, map[string]string{"api/own.yaml": "extends: rfc9457\n", "conf/.respvet.yml": `
contract: wpp
disable: [nilslice]
public-errors: [a.E]
overrides:
  - path: internal/gateway/**
    role: gateway
    disable: [errleak/parse]
  - path: "**/legacy"
    contract: ../api/own.yaml
    errors: canonical
  - path: internal/gateway/legacy/
    role: both
    public-errors: [b.E]
  - path: ./one
    responders: [a.F]
  - path: free
    contract: []
`})
	tests := []struct {
		at, contract string
		role         Role
		disabled     string
		public       string
	}{
		{"", "wpp", RoleBackend, "nilslice", "a.E"},
		{"internal", "wpp", RoleBackend, "nilslice", "a.E"},
		{"internal/gateway", "wpp", RoleGateway, "nilslice errleak/parse", "a.E"},
		{"internal/gateway/a/b", "wpp", RoleGateway, "nilslice errleak/parse", "a.E"},
		{"internal/gatewayer", "wpp", RoleBackend, "nilslice", "a.E"},
		{"free", "default", RoleOpen, "nilslice", "a.E"},
		{"legacy", "own", RoleOpen, "nilslice", "a.E"}, // rfc9457 has no role of its own
		{"x/y/legacy", "own", RoleOpen, "nilslice", "a.E"},
		{"x/y/legacy/z", "wpp", RoleBackend, "nilslice", "a.E"},
		{"internal/gateway/legacy", "own", RoleOpen, "nilslice errleak/parse", "a.E b.E"},
	}
	for _, test := range tests {
		at := filepath.Join(dir, "conf", filepath.FromSlash(test.at))
		c, _, err := Load(at)
		if err != nil {
			t.Fatal(err)
		}
		if c.Name != test.contract || c.Role != test.role || strings.Join(disabled(c), " ") != test.disabled || strings.Join(c.Project.public, " ") != test.public {
			t.Errorf("%q: %s, %v, %v, %v", test.at, c.Name, c.Role, disabled(c), c.Project.public)
		}
	}
	if c, _, _ := Load(filepath.Join(dir, "conf", "one")); len(c.Project.Responders) != 1 {
		t.Error("./one is not one")
	}
	// A config that stands elsewhere sees packages from their module.
	t.Setenv(conf.Variable, filepath.Join(dir, "conf", ".respvet.yml"))
	other := write(t, map[string]string{"internal/gateway/x.go": ""})
	if c, _, err := Load(filepath.Join(other, "internal", "gateway")); err != nil || c.Role != RoleGateway {
		t.Error(c.Role, err)
	}
}

func TestFilesAndCheck(t *testing.T) {
	dir := write(t, map[string]string{
		".respvet.yml":                  "contract: api/a.yaml\nopenapi: [api/openapi.json]\noverrides: [{path: x, contract: api/c.yaml}]\n",
		"api/a.yaml":                    "extends: [wpp, b.yaml]\n",
		"api/b.yaml":                    "{}\n",
		"api/c.yaml":                    "statuses: [1]\n",
		"api/d.yaml":                    "no: one names it\n",
		"api/openapi.json":              `{"swagger": "2.0"}`,
		"svc/.respvet.yml":              "contract: ../api/c.yaml\n",
		"svc/a/.respvet.yml":            "roles: x\ncontract: none.yaml\n",
		"svc/a/testdata/.respvet.yml":   "rule: x\n",
		"svc/vendor/x/.respvet.yml":     "vendored: x\n",
		"svc/.hidden/.respvet.yml":      "hidden: x\n",
		"svc/_old/.respvet.yml":         "old: x\n",
		"web/node_modules/.respvet.yml": "modules: x\n",
		"other/.respvet.yml":            "contract: wp\n",
	})
	rel := func(at string) (names []string) {
		for _, file := range Files(filepath.Join(dir, at)) {
			name, err := filepath.Rel(dir, file)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, filepath.ToSlash(name))
		}
		return names
	}
	// What svc sees comes from its own config; the module's is above it and could
	// speak for a nested module.
	want := []string{".respvet.yml", "api/a.yaml", "api/b.yaml", "api/c.yaml", "api/openapi.json",
		"svc/.respvet.yml", "svc/a/.respvet.yml", "svc/a/testdata/.respvet.yml"}
	if got := rel("svc"); !slices.Equal(got, want) {
		t.Errorf("Files(svc) = %v", got)
	}
	if got := rel("."); !slices.Equal(got, slices.Sorted(slices.Values(append(want, "other/.respvet.yml")))) {
		t.Errorf("Files(.) = %v", got)
	}

	const keys = ", allowed: contract, role, errors, enable, disable, severity, public-errors, responders, openapi, models, baseline, overrides"
	check := func(at, want string) {
		t.Helper()
		if got := errors.Join(Check(filepath.Join(dir, at))...); got == nil || got.Error() != want {
			t.Errorf("Check(%s):\n%v\nwant:\n%s", at, got, want)
		}
	}
	own := `api/c.yaml:1: bad status "1", allowed: 100 to 599, 1XX to 5XX, registered, default`
	check(".", own+`
other/.respvet.yml:1: unknown contract "wp" (did you mean "wpp"?), allowed: amperity, azure, default, google, jsonapi, rfc9457, wpp, zalando, or a file such as api/contract.yaml
svc/a/.respvet.yml:1: unknown key "roles" (did you mean "role"?)`+keys+`
svc/a/.respvet.yml:2: cannot read "none.yaml": no such file, allowed: a file inside the module`)
	check("svc/a", `../../`+own+`
.respvet.yml:1: unknown key "roles" (did you mean "role"?)`+keys+`
.respvet.yml:2: cannot read "none.yaml": no such file, allowed: a file inside the module`)
	if err := Check(filepath.Join(dir, "nowhere")); len(err) == 0 {
		t.Error("a directory that is not there is fine")
	}
	clean := write(t, map[string]string{".respvet.yml": "contract: wpp\n"})
	if err := Check(clean); err != nil {
		t.Error(err)
	}
}

func TestInit(t *testing.T) {
	dir := write(t, nil)
	if err := Init(dir, Initial(nil), nil); err != nil {
		t.Fatal(err)
	}
	if c, _, err := Load(dir); err != nil || c.Chosen {
		t.Errorf("a fresh file changes something: %v", err)
	}
	if err := Init(dir, Initial(nil), nil); err == nil || !strings.HasSuffix(err.Error(), ".respvet.yml is already there") {
		t.Errorf("the second Init: %v", err)
	}
	// Each line that is switched on has to work.
	text := strings.ReplaceAll("\n"+string(initial), "\n#", "\n")
	var lines []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, " ") || strings.HasPrefix(line, "  ") {
			lines = append(lines, line)
		}
	}
	dir = write(t, map[string]string{".respvet.yml": strings.Join(lines, ""), "api/openapi.yaml": "openapi: 3.1.0\n"})
	c, _, err := Load(filepath.Join(dir, "internal", "gateway"))
	if err != nil || c.Name != "wpp" || c.Role != RoleGateway || c.Enabled("nilslice") || len(c.Project.OpenAPI) != 1 || len(c.Project.Responders) != 1 {
		t.Errorf("%+v, %v\n%s", c, err, strings.Join(lines, ""))
	}
}

// Lines stand in the place of a key's example, with what is indented below it.
func TestInitial(t *testing.T) {
	text := Initial(map[string]string{"contract": "contract: wpp", "severity": "severity:\n  nilslice: info\n"})
	for _, want := range []string{"to be JSON.\ncontract: wpp\n\n# The role", "is 0.\nseverity:\n  nilslice: info\n\n# The file"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for key := range map[string]bool{"contract": true, "openapi": true, "public-errors": true, "responders": true, "disable": true, "baseline": true} {
		if Initial(map[string]string{key: "x"}) == Initial(nil) {
			t.Errorf("the key %s has no example", key)
		}
	}
}

func TestFindDocuments(t *testing.T) {
	const doc = "openapi: 3.0.3\npaths: {/a: {get: {responses: {200: {}}}}}\n"
	dir := write(t, map[string]string{
		"go.mod":                    "module example.com/shop\n",
		"api/openapi.yaml":          doc,
		"docs/spec.json":            `{"paths": {"/a": {"get": {"responses": {"200": {}}}}}, "swagger": "2.0"}`,
		"spec/shop-openapi.yml":     "openapi: 3.0.3\npaths: {/a: {get: {responses: {many: {}}}}}\n",
		"openapi-generator.yaml":    "generator: openapi\n",
		"parts/openapi-common.yaml": "openapi: 3.0.3\n",
		"testdata/openapi.yaml":     doc,
		"other.yaml":                doc,
	})
	var got []string
	for _, d := range FindDocuments(dir) {
		got = append(got, fmt.Sprintln(d.File, d.Usual, d.Operations, d.Mistake != nil))
	}
	want := []string{"api/openapi.yaml true 1 false\n", "docs/spec.json false 1 false\n", "spec/shop-openapi.yml false 0 true\n"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWriteConfig(t *testing.T) {
	dir := write(t, map[string]string{
		".respvet.yml": "contract: api/own.yaml\ndisable:\n  - nilslice\n  - errleak/parse\n",
		"api/own.yaml": "extends: amperity\nstatuses:\n  422: both\n  405: null\npreferred: null\nlist: null\nmeanings: null\nerrors: either\n",
	})
	var out bytes.Buffer
	if err := WriteConfig(&out, dir); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("testdata", "config.golden"))
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", &out, want)
	}
	// It is YAML again, and says the same.
	v, mistakes := conf.Parse("printed", out.Bytes())
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	if v.Get("statuses").Get("422").Text != "both" || v.Get("statuses").Get("405") != nil {
		t.Error("the statuses got lost")
	}
	_, parts, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []Setting{
		{"contract", "api/own.yaml", Pos{File: ".respvet.yml", Line: 1}},
		{"role", "both", Pos{File: "none chosen", Line: 0}},
		{"disable[1]", "errleak/parse", Pos{File: ".respvet.yml", Line: 4}},
		{"statuses.422", "both", Pos{File: "api/own.yaml", Line: 3}},
		{"errors.shape", "either", Pos{File: "api/own.yaml", Line: 8}},
		{"errors.schema.required[1]", "message", Pos{File: "built-in amperity", Line: 34}},
		{"retry.attempts", "3", Pos{File: "built-in default", Line: 53}},
	} {
		if !slices.Contains(parts, want) {
			t.Errorf("no part %+v", want)
		}
	}
}
