package driver

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"

	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/contract"
)

const (
	// summaryFrom is how many findings on a terminal are summed up: fewer are read one by one.
	summaryFrom = 10
	// summaryCauses is how many kinds of findings come with what to do about them.
	summaryCauses = 3
	// baselineFrom is how many findings are more than anybody mends in one sitting.
	baselineFrom = 30
)

// A tally is what was found of one rule or category.
type tally struct {
	name     string
	findings []finding
	fixable  int
}

// tallies returns the findings by category, the most frequent first.
func tallies(findings []finding) (list []*tally) {
	by := make(map[string]*tally)
	for _, f := range findings {
		t := by[f.name()]
		if t == nil {
			t = &tally{name: f.name()}
			by[f.name()] = t
			list = append(list, t)
		}
		t.findings = append(t.findings, f)
		if len(f.Fixes) > 0 {
			t.fixable++
		}
	}
	slices.SortFunc(list, func(a, b *tally) int {
		return cmp.Or(cmp.Compare(len(b.findings), len(a.findings)), cmp.Compare(a.name, b.name))
	})
	return list
}

// mostly returns the directory with most of the findings, and how many those are.
func (t *tally) mostly() (dir string, n int) {
	dirs := make(map[string]int)
	for _, f := range t.findings {
		dirs[path.Dir(slashed(f.File))]++
	}
	for _, d := range slices.Sorted(maps.Keys(dirs)) {
		if dirs[d] > n {
			dir, n = d, dirs[d]
		}
	}
	return dir, n
}

// A situation is what advice depends on besides the findings.
type situation struct {
	contract string // the contract that was chosen, or ""
	baseline bool   // the configuration names one, or a flag
}

// advice says of a rule, or of a category where that differs, what its findings call for
// besides mending each.
func advice(name string, s situation) string {
	rule := name
	for i, r := range name {
		if r == '/' {
			rule = name[:i]
			break
		}
	}
	switch name {
	case "errleak/stack", "errleak/panic":
		return "log it, and send the status text"
	case "statuscode/undocumented":
		if s.contract == "" {
			return "document the status in the comment of the handler or in the OpenAPI document: -fix adds the line to a comment"
		}
		return "document it in the handler's comment, in the OpenAPI document, or under `statuses` in a contract of your own that extends " + s.contract
	case "statuscode/role":
		return "set the role of the code: `role: gateway` in .respvet.yml, below `overrides` for some directories"
	case "envelope/mixed":
		return "choose one of the shapes: `errors` in .respvet.yml"
	}
	switch rule {
	case "errleak":
		return "name the errors whose text is meant for clients: `public-errors` in .respvet.yml, or //respvet:public in the comment of their type"
	case "rawerror", "envelope":
		if s.contract == "" {
			return "choose what an error looks like: `contract: NAME` in .respvet.yml; and name your own helper below `responders`, which -fix then calls"
		}
		return "name the helper that sends errors as " + s.contract + " requires: `responders` in .respvet.yml, which -fix then calls"
	case "noretry", "badretry":
		return "fix the client that they share, or leave the rule to the packages that should retry: `disable` below `overrides` in .respvet.yml"
	case "missingreturn", "noresponse":
		return "fix these first: a rejected request is performed, or a failure is sent as a success"
	}
	return ""
}

// writeSummary prints how many findings there are of each kind, and what to do about
// the most frequent.
func writeSummary(w io.Writer, findings []finding, s situation) error {
	list := tallies(findings)
	rows := [][]string{{"finding", "number", "with a fix", "most in"}}
	for _, t := range list {
		dir, n := t.mostly()
		rows = append(rows, []string{t.name, fmt.Sprint(len(t.findings)), fmt.Sprint(t.fixable), fmt.Sprintf("%s (%d)", fileName(dir), n)})
	}
	if err := writeTable(w, "", rows); err != nil {
		return err
	}
	for i, t := range list {
		if i == summaryCauses {
			break
		}
		why := "" // of what is in the table of categories
		if c, ok := category.Find(t.name); ok {
			why = ": " + c.Why
		}
		fmt.Fprintf(w, "%s%s\n", t.name, why)
		if text := advice(t.name, s); text != "" {
			fmt.Fprintf(w, "\t%s\n", text)
		}
		if t.fixable > 0 {
			fmt.Fprintf(w, "\t`respvet -%s -fix` fixes %d of %d, `-diff` shows how; `respvet help %[1]s` explains\n", t.findings[0].Rule, t.fixable, len(t.findings))
		} else {
			fmt.Fprintf(w, "\t`respvet help %s` explains\n", t.findings[0].Rule)
		}
	}
	if len(findings) >= baselineFrom && !s.baseline {
		fmt.Fprint(w, "to see only new findings: `baseline: .respvet.baseline` in .respvet.yml, then `respvet -write-baseline`\n")
	}
	return nil
}

// summarize prints the summary where it is asked for, and to people who get many findings.
func (c *command) summarize(findings []finding) error {
	people := c.format == "text" && c.output == "" && !c.diff && isTerminal(c.stdout) && isTerminal(c.stderr)
	if !c.summary && !(people && len(findings) >= summaryFrom) || len(findings) == 0 {
		return nil
	}
	s := situation{baseline: c.baseline != "" || contract.LoadPolicy(c.dir).BaselineFile() != ""}
	if k, _, _ := contract.Load(c.dir); k != nil && k.Chosen {
		s.contract = k.Name
	}
	return writeSummary(c.stderr, findings, s)
}
