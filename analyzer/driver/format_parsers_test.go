package driver

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/respvet/respvet/internal/modcache"
	"github.com/respvet/respvet/passes/contract"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestParsers has programs that understand a format read it: joshdk's parser of JUnit, and
// reviewdog's of the rest.
func TestParsers(t *testing.T) {
	dir := modcache.Fill(t, "../../testdata/formats")
	exe := filepath.Join(t.TempDir(), "formats.exe")
	build := exec.Command("go", "build", "-o", exe, ".")
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	parse := func(format, text string) string {
		t.Helper()
		cmd := exec.Command(exe, format)
		cmd.Stdin = strings.NewReader(text)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v\n%s\n%s", format, err, &stderr, text)
		}
		return string(out)
	}
	message := `\u001b[31m<b>, 100%\n::error::[x](y) (errleak/parse)`
	for format, want := range map[string]string{
		"junit": "p.go|errleak/parse at 4:30|failed|p.go:4:30: " + message + "\n/lib/x y.go:1:2: here|\n" +
			"::x.go|nilslice at 2:1|failed|./::x.go:2:1: null (nilslice)|\n" +
			"p.go|rawerror/empty at 99:9|passed|<nil>|p.go:99:9: empty (rawerror/empty)\n",
		"checkstyle": "p.go:4:30|ERROR|respvet.errleak/parse|" + message + "|0\n" +
			"::x.go:2:1|WARNING|respvet.nilslice|null (nilslice)|0\n" +
			"p.go:99:9|INFO|respvet.rawerror/empty|empty (rawerror/empty)|0\n",
		"rdjsonl": "p.go:4:30|ERROR|errleak/parse|" + message + "|1\n" +
			"::x.go:2:1|WARNING|nilslice|null (nilslice)|0\n" +
			"p.go:99:9|INFO|rawerror/empty|empty (rawerror/empty)|0\n",
	} {
		findings := found("/lib/p")
		findings[2].mere = true
		findings[0].Related[0].File = "/lib/x y.go"
		if got := parse(format, print(t, format, findings, display{})); got != want {
			t.Errorf("%s: understood as\n%s\nwant\n%s", format, got, want)
		}
		parse(format, print(t, format, []finding{}, display{}))
	}
	if got := parse("junit", print(t, "junit", []finding{}, display{})); got != "respvet|no findings|passed|<nil>|\n" {
		t.Errorf("junit without findings: %s", got)
	}
}

// climateSchema is what GitLab's documentation requires of a report, and that a fingerprint
// is there once.
const climateSchema = `{
	"type": "array",
	"items": {
		"type": "object",
		"required": ["description", "check_name", "fingerprint", "location", "severity"],
		"properties": {
			"description": {"type": "string", "minLength": 1},
			"check_name": {"type": "string", "minLength": 1},
			"fingerprint": {"type": "string", "minLength": 1},
			"severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
			"location": {
				"type": "object",
				"required": ["path", "lines"],
				"properties": {
					"path": {"type": "string", "minLength": 1, "not": {"pattern": "^\\./"}},
					"lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
				}
			}
		}
	}
}`

func TestCodeClimate(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(climateSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("climate.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("climate.json")
	if err != nil {
		t.Fatal(err)
	}
	noLine := []finding{{Rule: "errleak", Severity: contract.SeverityError, File: "a.go", Message: "m", Fingerprint: "k:1"}}
	for name, findings := range map[string][]finding{"some": nil, "none": {}, "no line": noLine} {
		out := print(t, "codeclimate", findings, display{})
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
	out := print(t, "codeclimate", nil, display{})
	for _, want := range []string{`"check_name": "respvet/errleak/parse"`, `"severity": "major"`, `"severity": "minor"`, `"severity": "info"`, `"fingerprint": "k:1"`} {
		if !strings.Contains(out, want) {
			t.Errorf("there is no %s in\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Errorf("not escaped: %q", out)
	}
}
