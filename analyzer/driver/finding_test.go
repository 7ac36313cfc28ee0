package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// stream is what go 1.25 prints: objects between lines of text.
const stream = `# example.com/shop
{}
{
	"example.com/shop": {
		"errleak": [
			{
				"category": "error4xx",
				"posn": "/src/shop/b.go:7:3",
				"end": "/src/shop/b.go:7:20",
				"message": "the client sees }\n{ (errleak/error4xx)",
				"suggested_fixes": [
					{"message": "Use constant text", "edits": []},
					{"message": "Use status text", "edits": []}
				],
				"related": [{"posn": "/src/lib/x.go:1:2", "end": "", "message": "here"}]
			}
		]
	}
}
go: downloading example.org/x v1.0.0
{
	"example.com/shop [example.com/shop.test]": {
		"errleak": [
			{
				"category": "error4xx",
				"posn": "./b.go:7:3",
				"end": "./b.go:7:20",
				"message": "the client sees }\n{ (errleak/error4xx)",
				"suggested_fixes": [
					{"message": "Use constant text", "edits": []},
					{"message": "Use status text", "edits": []}
				],
				"related": [{"posn": "/src/lib/x.go:1:2", "end": "", "message": "here"}]
			}
		],
		"rawerror": [
			{"category": "rawerror", "posn": "./a.go:30:3", "end": "./a.go:30:9", "message": "second (rawerror)"},
			{"category": "rawerror", "posn": "./a.go:4:3", "end": "./a.go:4:9", "message": "first (rawerror)"}
		]
	}
}
`

func TestReport(t *testing.T) {
	var rep report
	units := 0
	if err := rep.read(strings.NewReader(stream), "/src/shop", func() { units++ }); err != nil {
		t.Fatal(err)
	}
	if units != 3 {
		t.Errorf("%d units, want 3", units)
	}
	if want := []string{"# example.com/shop", "go: downloading example.org/x v1.0.0"}; !reflect.DeepEqual(rep.text, want) {
		t.Errorf("text %q, want %q", rep.text, want)
	}
	if lines := rep.failed(); len(lines) > 0 {
		t.Error(lines)
	}
	if got := rep.sorted([]string{"example.com/other"}); len(got) > 0 {
		t.Errorf("findings in a package not asked for: %v", got)
	}
	findings := rep.sorted([]string{"example.com/shop"})

	var text bytes.Buffer
	if err := writeText(&text, findings, newSources("/src/shop", "/src/shop"), display{source: true}); err != nil {
		t.Fatal(err)
	}
	const want = `a.go:4:3: warning: first (rawerror)
a.go:30:3: warning: second (rawerror)
b.go:7:3: warning: the client sees }\n{ (errleak/error4xx)
	/src/lib/x.go:1:2: here
	fix: Use constant text
`
	if text.String() != want {
		t.Errorf("text:\n%s\nwant:\n%s", &text, want)
	}
	if got, want := summary(findings), "3 findings (errleak 1, rawerror 2), 3 warnings, 1 with a fix"; got != want {
		t.Errorf("summary %q, want %q", got, want)
	}
}

// Tests in a package of their own belong to the package asked for, whether they
// import it or not.
func TestExternalTests(t *testing.T) {
	for _, id := range []string{"example.com/shop_test", "example.com/shop_test [example.com/shop.test]"} {
		var rep report
		in := fmt.Sprintf("{\n\t%q: {\"errleak\": [{\"posn\": \"/src/a_test.go:1:1\", \"message\": \"x\"}]}\n}\n", id)
		if err := rep.read(strings.NewReader(in), "/src", func() {}); err != nil {
			t.Fatal(err)
		}
		if got := rep.sorted([]string{"example.com/shop"}); len(got) != 1 {
			t.Errorf("%s: %d findings, want 1", id, len(got))
		}
	}
}

func TestJSON(t *testing.T) {
	var rep report
	if err := rep.read(strings.NewReader(stream), "/src/shop", func() {}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := writeJSON(&out, rep.sorted([]string{"example.com/shop"})[2:], nil, display{}); err != nil {
		t.Fatal(err)
	}
	var got, want any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`[{
		"rule": "errleak", "category": "error4xx", "severity": "warning", "fingerprint": "",
		"file": "b.go", "line": 7, "column": 3, "endLine": 7, "endColumn": 20,
		"message": "the client sees }\n{ (errleak/error4xx)",
		"url": "https://github.com/respvet/respvet/blob/main/docs/rules/errleak.md",
		"related": [{"file": "/src/lib/x.go", "line": 1, "column": 2, "message": "here"}],
		"fixes": [{"message": "Use constant text"}, {"message": "Use status text"}]
	}]`), &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("JSON:\n%s", &out)
	}

	out.Reset()
	if err := writeJSON(&out, nil, nil, display{}); err != nil {
		t.Fatal(err)
	}
	if out.String() != "[]\n" {
		t.Errorf("no findings: %q", &out)
	}
}

func TestFailures(t *testing.T) {
	const failing = `{
	"example.com/shop": {
		"contract": {"error": "cannot read"},
		"errleak": {"error": "failed prerequisites: contract@example.com/shop"}
	}
}
{
	"example.com/shop [example.com/shop.test]": {
		"errleak": {"error": "failed prerequisites: contract@example.com/shop"}
	}
}
`
	var rep report
	if err := rep.read(strings.NewReader(failing), "/src", func() {}); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(rep.failed(), "\n"), "example.com/shop: contract: cannot read"; got != want {
		t.Errorf("failure %q, want %q", got, want)
	}

	// A mistake in the configuration is a diagnostic of contract.
	const mistaken = `{
	"example.com/shop": {
		"contract": [{"category": "config", "posn": "/src/a.go:1:9", "end": "", "message": ".respvet.yml:1: unknown key (contract/config)"}]
	}
}
`
	rep = report{}
	if err := rep.read(strings.NewReader(mistaken+mistaken), "/src", func() {}); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(rep.failed(), "\n"), ".respvet.yml:1: unknown key (contract/config)"; got != want {
		t.Errorf("failure %q, want %q", got, want)
	}
}

func TestBadStream(t *testing.T) {
	for _, in := range []string{
		"{\n\t\"a\": {\n",
		"{\n\t\"a\": 1\n}\n",
		"{\n\t\"a\": {\"errleak\": 1}\n}\n",
		"{\nfatal error\n}\n",
	} {
		var rep report
		if err := rep.read(strings.NewReader(in), "/src", func() {}); err == nil {
			t.Errorf("read(%q): no error", in)
		}
	}
	var rep report
	broken := errors.New("broken pipe")
	if err := rep.read(iotest.ErrReader(broken), "/src", func() {}); !errors.Is(err, broken) {
		t.Errorf("read: %v, want %v", err, broken)
	}
}

func TestParsePosition(t *testing.T) {
	for _, test := range []struct {
		posn         string
		file         string
		line, column int
	}{
		{"/src/shop/a.go:1:2", "a.go", 1, 2},
		{"/src/shop/sub/a.go:1:2", "sub/a.go", 1, 2},
		{"/src/lib/a.go:1:2", "/src/lib/a.go", 1, 2},
		{"./a.go:1:2", "a.go", 1, 2},
		{"/src/shop/a:b.go:1:2", "a:b.go", 1, 2},
		{"/src/shop/a.templ:7", "a.templ", 7, 0},
		{"-", "-", 0, 0},
	} {
		file, line, column := parsePosition(test.posn, "/src/shop")
		if file != test.file || line != test.line || column != test.column {
			t.Errorf("parsePosition(%q) = %s %d %d", test.posn, file, line, column)
		}
	}
}
