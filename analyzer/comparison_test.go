package analyzer_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// comparisonVariable makes TestREADMEComparison run the other tools too, which needs the
// network, and with -update write the table.
const comparisonVariable = "RESPVET_COMPARISON"

// TestREADMEComparison holds the table of docs/comparison.md against what respvet finds in
// the programs, and where it is asked to against what every tool finds.
func TestREADMEComparison(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the command")
	}
	args := []string{"run", "./analyzer/comparison"}
	whole := os.Getenv(comparisonVariable) != ""
	if !whole {
		args = append(args, "-respvet")
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = root
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	const name = "docs/comparison.md"
	page := readDocument(t, name)
	block := regexp.MustCompile("(?s)<!-- compared -->\n(.*?)<!-- end -->").FindStringSubmatchIndex(page.text)
	if block == nil {
		t.Fatalf("%s has no table", name)
	}
	shown, now := page.text[block[2]:block[3]], string(out)
	if whole && *update {
		text := page.text[:block[2]] + now + page.text[block[3]:]
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !whole {
		shown = firstColumns(shown)
	}
	if shown != now {
		t.Errorf("%s shows something else than is found now (%s=1 and -update write it):\n%s", name, comparisonVariable, lineDiff(shown, now))
	}
	if n := strings.Count(now, " found |"); n < 9 {
		t.Errorf("%d mistakes are found", n)
	}
}

// firstColumns returns the column of the programs and that of respvet.
func firstColumns(table string) string {
	var b strings.Builder
	for line := range strings.Lines(table) {
		cells := strings.SplitAfter(strings.TrimSuffix(line, "\n"), "|")
		b.WriteString(strings.Join(slices.Clip(cells[:min(3, len(cells))]), "") + "\n")
	}
	return b.String()
}
