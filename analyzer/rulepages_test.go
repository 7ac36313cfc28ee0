package analyzer_test

import (
	"bytes"
	"fmt"
	"go/doc/comment"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/internal/modcache"
	"github.com/respvet/respvet/passes/contract"
	"golang.org/x/tools/go/analysis"
)

// rulePages is the directory of the rules' pages, which -update writes.
const rulePages = "../docs/rules"

// TestRulePages holds the page of each rule against its documentation and against the
// table of what is found.
func TestRulePages(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the command")
	}
	exe, dir := buildRespvet(t), modcache.Fill(t, "../testdata")
	findings := readDocument(t, findingsPage).text
	pages := make(map[string]bool)
	for _, rule := range analyzer.Suite {
		if rule == contract.Analyzer { // what it reports are mistakes of the configuration
			continue
		}
		name := rule.Name + ".md"
		pages[name] = true
		want := rulePage(rule, findings, exampleFix(t, exe, dir, rule))
		path := filepath.Join(rulePages, name)
		have, err := os.ReadFile(path)
		switch {
		case err == nil && string(have) == want:
		case *update:
			if err := os.MkdirAll(rulePages, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		case err != nil:
			t.Errorf("%v (-update writes it)", err)
		default:
			t.Errorf("%s is not what the rule's documentation says now (-update writes it):\n%s", path, lineDiff(string(have), want))
		}
	}
	entries, err := os.ReadDir(rulePages)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !pages[e.Name()] {
			t.Errorf("%s/%s is the page of no rule", rulePages, e.Name())
		}
	}
}

// rulePage makes the page of a rule.
func rulePage(rule *analysis.Analyzer, findings, fix string) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n", rule.Name)
	title, text, _ := strings.Cut(rule.Doc, "\n")
	fmt.Fprintf(&b, "The rule %s reports %s.\n\n", rule.Name, strings.TrimPrefix(title, "report "))
	if rows := tableRows(findings, rule.Name); len(rows) > 0 {
		b.WriteString("| finding | what happens | severity | no contract | a chosen contract | fix |\n|---|---|---|:-:|---|:-:|\n")
		b.WriteString(strings.Join(rows, "\n") + "\n\n")
	}
	printer := comment.Printer{HeadingLevel: 2, HeadingID: func(*comment.Heading) string { return "" }}
	b.Write(printer.Markdown(new(comment.Parser).Parse(strings.TrimSpace(text))))
	if fix != "" {
		fmt.Fprintf(&b, "\n## A fix, before and after\n\n`respvet %s -diff` of [the bad examples](../../testdata/%s/%s/bad/bad.go):\n\n%s",
			strings.Join(runsAlone(rule), " "), examples, rule.Name, fence("diff", fix))
	}
	fmt.Fprintf(&b, "\n## More\n\n`respvet help %s` prints the same, without the fix. [The rule's source](../../passes/%[1]s), [its fixtures](../../testdata/%[1]s), [how far respvet follows code](../limits.md), [what is found](../findings.md).\n", rule.Name)
	return b.String()
}

// tableRows returns the rows of the table of what is found that are a rule's.
func tableRows(table, rule string) (rows []string) {
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "| `"+rule+"`") || strings.HasPrefix(line, "| `"+rule+"/") {
			rows = append(rows, strings.TrimSuffix(line, "\n"))
		}
	}
	return rows
}

// exampleFix returns what the first fixes of a rule change in its bad examples, "" if nothing.
func exampleFix(t *testing.T, exe, dir string, rule *analysis.Analyzer) string {
	t.Helper()
	if rule.Name == "directive" {
		return ""
	}
	args := slices.Concat([]string{"-C", dir}, runsAlone(rule), []string{"-diff", "./" + examples + "/" + rule.Name + "/bad"})
	stdout, _ := respvet(t, exe, args...)
	return stdout
}

// runsAlone returns the flags that run a rule alone, with fixes that are offered only.
func runsAlone(rule *analysis.Analyzer) []string {
	args := []string{"-" + rule.Name}
	if rule.Flags.Lookup("offer") != nil {
		args = append(args, "-"+rule.Name+".offer")
	}
	return args
}
