package analyzer_test

import (
	"bytes"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/internal/modcache"
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/errleak"
	"github.com/respvet/respvet/passes/rawerror"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// rules are the members of the suite that look at code.
var rules = slices.DeleteFunc(slices.Clone(analyzer.Suite), func(a *analysis.Analyzer) bool {
	return a == contract.Analyzer || a.Name == "directive"
})

// planned are the rules that a configuration may already turn off.
var planned = []string{}

func TestSuite(t *testing.T) {
	if err := analysis.Validate(analyzer.Suite); err != nil {
		t.Fatal(err)
	}
	for _, a := range analyzer.Suite {
		first, rest, _ := strings.Cut(a.Doc, "\n\n")
		if strings.Contains(first, "\n") || strings.HasSuffix(first, ".") || rest == "" {
			t.Errorf("%s: the documentation is no line without a full stop and a text: %q", a.Name, first)
		}
		// Of a rule its page, else the documentation of the package.
		page := "docs/rules/" + a.Name + ".md"
		want := "https://github.com/respvet/respvet/blob/main/" + page
		if _, err := os.Stat(filepath.Join("..", page)); err != nil {
			want = "https://pkg.go.dev/github.com/respvet/respvet/passes/" + a.Name
		}
		if a.URL != want {
			t.Errorf("%s: URL is %q, want %q", a.Name, a.URL, want)
		}
	}
	for _, a := range rules {
		for _, flag := range []string{"tests", "generated"} {
			if a.Flags.Lookup(flag) == nil {
				t.Errorf("%s has no flag -%s", a.Name, flag)
			}
		}
	}
}

// What `respvet help` prints is what the package's own page says.
func TestPackageComments(t *testing.T) {
	for _, a := range rules {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "passes", a.Name, "doc.go"), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("Package %s reports%s", a.Name, strings.TrimPrefix(a.Doc, "report"))
		want = strings.Replace(want, "\n", ".\n", 1)
		if got := f.Doc.Text(); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%s: the package comment differs from Doc:\n%s", a.Name, got)
		}
	}
}

// The configuration can turn off the rules of the suite, and those to come.
func TestDisable(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/m\n")
	write(".respvet.yml", "disable: [nosuch]\n")
	var mistake *contract.Mistake
	if err := errors.Join(contract.Check(dir)...); !errors.As(err, &mistake) {
		t.Fatalf("an unknown rule is no mistake: %v", err)
	}
	list, _, _ := strings.Cut(mistake.Allowed, ", or ")
	allowed := strings.Split(list, ", ")
	want := slices.Clone(planned)
	for _, a := range rules {
		want = append(want, a.Name)
	}
	if slices.Sort(allowed); !slices.Equal(allowed, slices.Sorted(slices.Values(want))) {
		t.Errorf("disable takes %v, the rules are %v", allowed, want)
	}
}

// seen is what the combined analyzer has looked at in a package.
type seen struct {
	contract *contract.Contract
	sites    []*responses.Response
}

// together runs every rule in one pass, so that the comments of a fixture speak
// of all of them.
var together = func() *analysis.Analyzer {
	all := &analysis.Analyzer{
		Name:       "suite",
		Doc:        "run every rule in one pass",
		Requires:   []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
		ResultType: reflect.TypeFor[*seen](),
	}
	for _, rule := range analyzer.Suite {
		for _, need := range rule.Requires {
			if !slices.Contains(all.Requires, need) {
				all.Requires = append(all.Requires, need)
			}
		}
	}
	all.Run = func(pass *analysis.Pass) (any, error) {
		for _, rule := range analyzer.Suite {
			sub := *pass
			sub.Analyzer = rule
			if _, err := rule.Run(&sub); err != nil {
				return nil, err
			}
		}
		c, res := pass.ResultOf[contract.Analyzer].(*contract.Contract), pass.ResultOf[responses.Analyzer].(*responses.Result)
		return &seen{c, res.Responses}, nil
	}
	return all
}()

func testdata(t testing.TB) string {
	t.Helper()
	return modcache.Fill(t, "../testdata")
}

// enableAll has the fixtures speak of text that only a contract asks about, too, and of
// each response.
func enableAll(t *testing.T) {
	for rule, flags := range map[*analysis.Analyzer][]string{errleak.Analyzer: {"parse", "error4xx", "each"}, rawerror.Analyzer: {"each"}} {
		for _, flag := range flags {
			value := rule.Flags.Lookup(flag).Value
			before := value.String()
			if err := value.Set("true"); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = value.Set(before) })
		}
	}
}

// The idioms and traps of real projects, through three packages each.
func TestIdioms(t *testing.T) {
	enableAll(t)
	analysistest.Run(t, testdata(t), together, "./idioms/i...", "./regress/...",
		"./traps/elsewhere", "./traps/flow", "./traps/plain", "./traps/slices", "./traps/status", "./traps/text/...")
}

// What is behind dispatch, in code that was not read and in shared modules.
func TestSeen(t *testing.T) {
	analysistest.Run(t, testdata(t), together, "./seen/...")
}

// The same in the frameworks. What is marked TODO may be found or not.
func TestFrameworks(t *testing.T) {
	enableAll(t)
	for _, name := range []string{"chi", "echo", "echov5", "fiberv2", "fiberv3", "gin", "huma"} {
		t.Run(name, func(t *testing.T) {
			analysistest.Run(lenient{t}, testdata(t), together, "./traps/"+name, "./idioms/"+name+"/...")
		})
	}
}

// A lenient test only logs a finding that a "TODO want" on its line, or above it,
// waits for, and the absence of one that a TODO above it says is not due.
type lenient struct{ *testing.T }

var complaint = regexp.MustCompile(`^(\S+\.go):(\d+):`)

func (t lenient) Errorf(format string, args ...any) {
	t.Helper()
	msg := fmt.Sprintf(format, args...)
	if m := complaint.FindStringSubmatch(msg); m != nil {
		src, err := os.ReadFile(m[1])
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(src), "\n")
		at, _ := strconv.Atoi(m[2])
		if above := strings.TrimSpace(lines[max(at-2, 0)]); strings.HasPrefix(above, "// TODO ") || strings.Contains(lines[at-1], "// TODO want") {
			t.Logf("need not be a TODO any more: %s", msg)
			return
		}
	}
	t.Error(msg)
}

// A row is a sentence of a guideline, as docs/contracts.md lists them.
type row struct {
	name  string   // "A1", "rfc9457/status"
	files []string // below testdata/rows, one for each role that the guideline knows
	rules []string // that hold it: "rawerror", "statuscode/role"
}

var (
	rowLine  = regexp.MustCompile(`(?m)^\| (?:([AW]\d+)|\[(\w+/\w+)\]\(\.\./testdata/rows/\w+/\w+\.go\)) \|.*\| (.*) \|$`)
	ruleName = regexp.MustCompile("`([a-z]+)(?:/([a-z0-9]+))?`")
)

// readRows returns the rows of its tables, each of which names a rule.
// A rule to come needs no fixture yet.
func readRows(t *testing.T) (list []row) {
	t.Helper()
	for _, m := range rowLine.FindAllStringSubmatch(readDocument(t, "docs/contracts.md").text, -1) {
		r := row{name: m[1] + m[2]}
		coming := false
		for _, name := range ruleName.FindAllStringSubmatch(m[3], -1) {
			switch {
			case slices.ContainsFunc(rules, func(a *analysis.Analyzer) bool { return a.Name == name[1] }):
				r.rules = append(r.rules, strings.Trim(name[0], "`"))
			case slices.Contains(planned, name[1]):
				coming = true
			default:
				t.Errorf("row %s: there is no rule %s", r.name, name[0])
			}
		}
		switch file := strings.ToLower(r.name) + ".go"; {
		case len(r.rules) == 0 && !coming:
			t.Errorf("row %s names no rule", r.name)
		case len(r.rules) == 0:
		case m[2] != "":
			r.files = []string{file}
		case m[1][0] == 'A':
			r.files = []string{"amperity/" + file}
		default:
			r.files = []string{"wppbackend/" + file, "wppgateway/" + file}
		}
		list = append(list, r)
	}
	return list
}

// Every sentence of the two guidelines is in docs/contracts.md once, and nothing else.
func TestSentences(t *testing.T) {
	var got, want []string
	for _, r := range readRows(t) {
		if !strings.Contains(r.name, "/") {
			got = append(got, r.name)
		}
	}
	for guideline, n := range map[string]int{"A": 8, "W": 12} {
		for i := range n {
			want = append(want, fmt.Sprint(guideline, i+1))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("docs/contracts.md has the rows %v, the guidelines %v", got, want)
	}
}

// Each rule that holds a row finds a bad answer in the row's fixtures, each of
// which has a good one too.
func TestRows(t *testing.T) {
	dir := testdata(t)
	files := make(map[string]bool)
	for _, r := range readRows(t) {
		found := make(map[string]bool)
		for _, name := range r.files {
			files[name] = true
			src, err := os.ReadFile(filepath.Join(dir, "rows", name))
			if err != nil {
				t.Errorf("row %s: %v", r.name, err)
				continue
			}
			bad, good := false, bytes.Contains(src, []byte("// ok"))
			for line := range strings.Lines(string(src)) {
				_, wants, _ := strings.Cut(line, "// want `")
				for _, rule := range r.rules {
					if strings.Contains(wants, `\(`+rule+`\)`) {
						bad, found[rule] = true, true
					}
				}
			}
			if !bad || !good {
				t.Errorf("row %s: rows/%s has a bad answer: %v, a good one: %v", r.name, name, bad, good)
			}
		}
		for _, rule := range r.rules {
			if !found[rule] {
				t.Errorf("row %s is held by %s, which finds nothing in %v", r.name, rule, r.files)
			}
		}
	}
	all, err := filepath.Glob(filepath.Join(dir, "rows", "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		folder, file := filepath.Base(filepath.Dir(name)), filepath.Base(name)
		if file != folder+".go" && !files[folder+"/"+file] {
			t.Errorf("rows/%s/%s is no row of docs/contracts.md", folder, file)
		}
	}
	for _, res := range analysistest.Run(t, dir, together, "./rows/...") {
		s, ok := res.Result.(*seen)
		if !ok {
			continue // the failure was reported
		}
		folder := res.Action.Package.Name
		if s.contract.Err != nil || !s.contract.Chosen {
			t.Errorf("%s is held against the contract %s: %v", folder, s.contract.Name, s.contract.Err)
		}
		if s.contract.Name != "amperity" && s.contract.Name != "wpp" {
			continue // its table of statuses is not written out
		}
		for _, code := range untested(s) {
			t.Errorf("%s: no answer with %d", folder, code)
		}
	}
}

// untested returns the statuses that no site of a package sends alone: of those
// that the contract documents and, as the others have to be refused, of all that
// are registered. What redirects and informs is left out.
func untested(s *seen) (codes []int) {
	sent := make(map[int]bool)
	for _, site := range s.sites {
		if site.Status.Here && len(site.Status.Codes) == 1 {
			sent[site.Status.Codes[0]] = true
		}
	}
	for code := 200; code < 600; code++ {
		if code/100 != 3 && (contract.Registered(code) || s.contract.Documents(code)) && !sent[code] {
			codes = append(codes, code)
		}
	}
	return codes
}
