package driver

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/respvet/respvet/internal/modcache"
	"github.com/respvet/respvet/passes/contract"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// hostile has what a file may have that wants to be more than text: an escape
// sequence, an override of the direction of text, characters of two units in
// UTF-16, tags.
const hostile = "package p\n\nfunc f() {\n\tsay(\"\x1b[2J\u202e𝄞</script>\", err) // 😀\n}\n"

// found are findings in the file that hostile is.
func found(dir string) []finding {
	column := strings.Index(hostile, ", err") - strings.Index(hostile, "\tsay") + 3
	return []finding{
		{
			Rule: "errleak", Category: "parse", Severity: contract.SeverityError,
			File: "p.go", Line: 4, Column: column, EndLine: 4, EndColumn: column + 3,
			Message: "\x1b[31m<b>, 100%\n::error::[x](y) (errleak/parse)", URL: "https://example.com/errleak",
			Related: []related{{filepath.Join(dir, "..", "lib", "x y.go"), 1, 2, "here"}},
			Fixes: []fix{{"Say less", []edit{
				{"p.go", strings.Index(hostile, ", err"), strings.Index(hostile, ", err") + 5, ""},
				{"p.go", strings.Index(hostile, " // "), strings.Index(hostile, "\n}"), ""},
			}}},
			Fingerprint: "k:1",
			flows: []trail{
				{rule: "errleak", steps: []related{{"p.go", 1, 1, "the error comes from [x](y)"}, {"p.go", 4, column, "it is sent here"}}},
				{rule: "errleak", steps: []related{{"p.go", 4, column, "one step says no more than the result"}}},
			},
		},
		{
			Rule: "nilslice", Category: "nilslice", Severity: contract.SeverityWarning,
			File: "::x.go", Line: 2, Column: 1, EndLine: 3, EndColumn: 1, Message: "null (nilslice)", Fingerprint: "k:2",
		},
		{Rule: "rawerror", Category: "empty", Severity: contract.SeverityInfo, File: "p.go", Line: 99, Column: 9, Message: "empty (rawerror/empty)", Fingerprint: "k:3"},
	}
}

func print(t *testing.T, format string, findings []finding, d display) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(hostile), 0o666); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if findings == nil {
		findings = found(dir)
	}
	if err := formats[format](&out, findings, newSources(dir, dir), d); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(out.String(), filepath.ToSlash(filepath.Dir(dir)), "")
}

func TestTerminal(t *testing.T) {
	got := print(t, "text", nil, display{source: true})
	want := `p.go:4:30: \u001b[31m<b>, 100%\n::error::[x](y) (errleak/parse)
	say("\u001b[2J\u202e𝄞</script>", err) // 😀
` + "\t" + strings.Repeat(" ", 33) + `^~~
	/lib/x y.go:1:2: here
	fix: Say less
./::x.go:2:1: warning: null (nilslice)
p.go:99:9: info: empty (rawerror/empty)
`
	if got != want {
		t.Errorf("text:\n%s\nwant:\n%s", got, want)
	}
	if got := print(t, "text", nil, display{}); strings.Contains(got, "say(") || strings.Contains(got, "Say less") {
		t.Errorf("no terminal:\n%s", got)
	}
	got = print(t, "text", nil, display{source: true, colour: true})
	for _, want := range []string{"\x1b[1mp.go:4:30:\x1b[0m ", "\x1b[1;31m^~~\x1b[0m\n", "\x1b[33mwarning: \x1b[0m", "\x1b[34minfo: \x1b[0m", "\x1b[32mfix:\x1b[0m"} {
		if !strings.Contains(got, want) {
			t.Errorf("in colour there is no %q:\n%q", want, got)
		}
	}
	if strings.Contains(got, "\x1b[2J") || strings.Contains(got, "\u202e") {
		t.Errorf("the terminal would obey the source: %q", got)
	}
}

func TestGitHub(t *testing.T) {
	const want = `::error file=p.go,line=4,endLine=4,col=30,endColumn=33,title=respvet errleak/parse::\u001b[31m<b>, 100%25\n::error::[x](y) (errleak/parse)%0A/lib/x y.go:1:2: here
::warning file=%3A%3Ax.go,line=2,endLine=3,title=respvet nilslice::null (nilslice)
::notice file=p.go,line=99,title=respvet rawerror/empty::empty (rawerror/empty)
`
	if got := print(t, "github", nil, display{}); got != want {
		t.Errorf("github:\n%s\nwant:\n%s", got, want)
	}
}

func TestRDJSONL(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(print(t, "rdjsonl", nil, display{}), "\n"), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3: %q", len(lines), lines)
	}
	var d rd
	if err := json.Unmarshal([]byte(lines[0]), &d); err != nil {
		t.Fatal(err)
	}
	if d.Severity != "ERROR" || d.Code.Value != "errleak/parse" || d.Location.Path != "p.go" ||
		d.Location.Range.Start != (rdPosition{4, 30}) || *d.Location.Range.End != (rdPosition{4, 33}) {
		t.Errorf("%+v", d)
	}
	// The two edits are one suggestion.
	if len(d.Suggestions) != 1 || d.Suggestions[0].Text != ")" || d.Suggestions[0].Range.Start != (rdPosition{4, 28}) || *d.Suggestions[0].Range.End != (rdPosition{4, 42}) {
		t.Errorf("suggestions %+v", d.Suggestions)
	}
	if !strings.Contains(lines[1], `"WARNING"`) || !strings.Contains(lines[2], `"INFO"`) {
		t.Errorf("severities: %q", lines[1:])
	}

	far := found("")[:1]
	far[0].Fixes[0].edits[1].File = "q.go"
	if got := print(t, "rdjsonl", far, display{}); strings.Contains(got, "suggestions") {
		t.Errorf("half a fix is suggested: %s", got)
	}
}

// publishedSchema returns the schema of the standard, as a library that the
// module testdata requires has it in a constant.
func publishedSchema(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif")
	cmd.Dir = modcache.Fill(t, "../../testdata")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	file := filepath.Join(strings.TrimSpace(string(out)), "schema.go")
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	ast.Inspect(f, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && len(lit.Value) > len(text) {
			text = lit.Value
		}
		return true
	})
	schema, err := strconv.Unquote(text)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// What is written as SARIF is what the standard's schema takes.
func TestSARIF(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(publishedSchema(t)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(sarifSchema, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(sarifSchema)
	if err != nil {
		t.Fatal(err)
	}
	for name, findings := range map[string][]finding{"some": nil, "none": {}} {
		out := print(t, "sarif", findings, display{})
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}

	out := print(t, "sarif", nil, display{})
	var log sarifLog
	if err := json.Unmarshal([]byte(out), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Results) != 3 {
		t.Fatalf("%d results, want 3", len(run.Results))
	}
	for i, want := range []string{"error", "warning", "note"} {
		r := run.Results[i]
		if rule := run.Tool.Driver.Rules[r.RuleIndex]; rule.ID != r.RuleID || rule.HelpURI == "" || rule.Help.Text == "" {
			t.Errorf("result %d has the rule %+v", i, rule)
		}
		if r.Level != want {
			t.Errorf("result %d has the level %s, want %s", i, r.Level, want)
		}
	}
	r := run.Results[0]
	// The clef is four bytes and two units, the override three bytes and one unit.
	if want := (sarifRegion{4, 26, 4, 29}); *r.Locations[0].Physical.Region != want {
		t.Errorf("region %+v, want %+v", *r.Locations[0].Physical.Region, want)
	}
	if got := r.Locations[0].Physical.Artifact; got != (sarifArtifact{"p.go", "%SRCROOT%"}) {
		t.Errorf("file %+v", got)
	}
	if got := r.Related[0].Physical.Artifact; got != (sarifArtifact{URI: "file:///lib/x%20y.go"}) {
		t.Errorf("file elsewhere %+v", got)
	}
	if got := run.Results[1].Locations[0].Physical.Artifact.URI; got != "./::x.go" {
		t.Errorf("file with colons %q", got)
	}
	if want := (sarifRegion{4, 24, 4, 29}); len(r.Fixes) != 1 || len(r.Fixes[0].Changes) != 1 || r.Fixes[0].Changes[0].Replacements[0].Deleted != want {
		t.Errorf("fixes %+v", r.Fixes)
	}
	if len(r.Flows) != 1 || len(r.Flows[0].Threads[0].Steps) != 2 || r.Flows[0].Threads[0].Steps[1].Location.Physical.Region.StartColumn != 26 {
		t.Errorf("flows %+v", r.Flows)
	}
	if strings.Contains(out, "</") || strings.Contains(out, "\x1b") || !strings.Contains(out, `\\[x\\](y)`) {
		t.Errorf("not escaped:\n%s", out)
	}
}

// //line comments lead where they like: only Go files of the project are shown.
func TestSources(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "shop")
	for name, text := range map[string]string{
		"secret.go":         "package secret // hunter2\n",
		"shop/p.go":         "package p\n\nvar x int",
		"shop/.env":         "PASSWORD=hunter2\n",
		"shop/dir.go/x":     "",
		"shop/sub/nogo.txt": "",
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "secret.go"), filepath.Join(root, "link.go")); err != nil {
		t.Log(err)
	}
	src := newSources(filepath.Join(root, "sub"), root)
	for _, name := range []string{"../.env", "../../secret.go", "../link.go", "../dir.go", "none.go", filepath.Join(dir, "secret.go"), os.DevNull} {
		if s := src.of(name); s != nil {
			t.Errorf("%s is read: %q", name, s.line(1))
		}
	}
	s := src.of("../p.go")
	for line, want := range map[int]string{0: "", 1: "package p", 2: "", 3: "var x int", 4: "", 1 << 40: ""} {
		if got := s.line(line); got != want {
			t.Errorf("line %d is %q, want %q", line, got, want)
		}
	}
	if !s.has([]edit{{"", 0, 1, ""}, {"", 1, 3, ""}}) || s.has([]edit{{"", 0, 2, ""}, {"", 1, 3, ""}}) || s.has([]edit{{"", 0, 99, ""}}) || s.has([]edit{{"", -1, 2, ""}}) {
		t.Error("edits out of bounds")
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"a\tb é 世界 😀":         "a\tb é 世界 😀",
		"\x1b]0;x\a":          `\u001b]0;x\u0007`,
		"a\r\nb":              `a\u000d\nb`,
		"\u2066x\u2069\u2028": `\u2066x\u2069\u2028`,
		"\xff\ufffd":          `\xff` + "\ufffd",
		"\u009b31m":           `\u009b31m`,
	} {
		if got := printable(in); got != want {
			t.Errorf("printable(%q) = %s, want %s", in, got, want)
		}
	}
	for in, want := range map[string]string{"::set-output::": `\::set-output::`, " ##vso[x]": `\ ##vso[x]`, "a.go:1: x": "a.go:1: x"} {
		if got := printableLine(in); got != want {
			t.Errorf("printableLine(%q) = %s, want %s", in, got, want)
		}
	}
}
