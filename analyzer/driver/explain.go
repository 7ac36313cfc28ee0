package driver

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// explainCommand is `respvet explain`.
func explainCommand() *subcommand {
	return &subcommand{
		name: "explain", args: "FILE:LINE",
		about: []string{"explain what a line sends: the steps of its finding, or why there is none"},
		takes: judging, rules: true,
		run: func(c *command, _ *flag.FlagSet, args []string) (int, error) {
			if len(args) != 1 {
				return 0, errors.New("explain needs one place, FILE:LINE")
			}
			return exitClean, c.explainLine(args[0])
		},
	}
}

// explainLine runs all rules on the package of a file and prints what is known of a line.
func (c *command) explainLine(at string) error {
	file, line, err := goPlace(at, c.dir)
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.abs(file)); err != nil {
		return fmt.Errorf("cannot read %s: %s", file, reason(err))
	}
	src := c.sources().of(file)
	if src == nil {
		return fmt.Errorf("cannot read %s, allowed: a Go file of this module", file)
	}
	if line > src.tok.LineCount() {
		return fmt.Errorf("%s:%d: the file has %s", file, line, count(src.tok.LineCount(), "line"))
	}
	c.patterns, c.explain = []string{filepath.Dir(c.abs(file))}, true
	if err := c.check(); err != nil {
		return err
	}
	findings, err := c.findings()
	var in *incomplete
	if err != nil && !errors.As(err, &in) {
		return err
	}
	d := displayOf(c.stdout)
	fmt.Fprintf(c.stdout, "%s\n", d.paint(bold, fmt.Sprintf("%s:%d", fileName(file), line)))
	fmt.Fprintf(c.stdout, "\t%s\n", printable(strings.TrimSpace(strings.ReplaceAll(src.line(line), "\t", " "))))
	c.explainFindings(findings, file, line, d)
	told := c.explainTrails(findings, file, line, d)
	c.explainSilence(src, file, line, told, d)
	for _, note := range c.notes {
		fmt.Fprintln(c.stdout, printable(note))
	}
	return err
}

// explainFindings prints the findings that a line has a part in.
func (c *command) explainFindings(findings []finding, file string, line int, d display) {
	for _, f := range findings {
		on := func(r related) bool { return r.File == file && r.Line == line }
		onFlow := func(t trail) bool { return t.touches(file, line) }
		if !(f.File == file && f.Line <= line && line <= max(f.Line, f.EndLine)) && !slices.ContainsFunc(f.Related, on) && !slices.ContainsFunc(f.flows, onFlow) {
			continue
		}
		fmt.Fprintf(c.stdout, "%s %s %s\n", d.paint(colours[f.Severity], "found:"), place(f.File, f.Line, f.Column), printable(f.Message))
		for i, t := range f.flows {
			if i > 0 {
				fmt.Fprintln(c.stdout, "\tor")
			}
			fmt.Fprint(c.stdout, t.lines())
		}
		if len(f.flows) == 0 {
			for _, r := range f.Related {
				fmt.Fprintf(c.stdout, "\t%s %s\n", place(r.File, r.Line, r.Column), printable(r.Message))
			}
		}
	}
}

// explainTrails prints the trails through a line that no finding has printed, and reports
// whether there is anything to say of the line.
func (c *command) explainTrails(findings []finding, file string, line int, d display) (told bool) {
	headings := map[string]string{
		"errleak":    "error text that is not proven public, without a finding: the category is off here, it is silenced or in the baseline, or one finding covers the package",
		"nilslice":   "a list that can be null, without a finding: the rule is off here, it is silenced or in the baseline, or clients do not get it",
		"statuscode": "a status",
	}
	for _, t := range c.trails {
		if !t.touches(file, line) {
			continue
		}
		told = true
		if slices.ContainsFunc(findings, func(f finding) bool {
			return slices.ContainsFunc(f.flows, func(o trail) bool { return o.lines() == t.lines() })
		}) {
			continue
		}
		if t.silent != "" {
			fmt.Fprintf(c.stdout, "%s %s: %s\n", d.paint(green, "silent:"), t.rule, printable(t.silent))
		} else {
			fmt.Fprintf(c.stdout, "%s %s: %s\n", d.paint(blue, "seen:"), t.rule, printable(cmp.Or(t.known, headings[t.rule])))
		}
		fmt.Fprint(c.stdout, t.lines())
	}
	return told || slices.ContainsFunc(findings, func(f finding) bool { return f.File == file && f.Line <= line && line <= max(f.Line, f.EndLine) })
}

// explainSilence says what may keep findings from a line, and what is not known of it.
func (c *command) explainSilence(src *source, file string, line int, told bool, d display) {
	silent := func(format string, args ...any) {
		fmt.Fprintf(c.stdout, "%s %s\n", d.paint(green, "silent:"), printable(fmt.Sprintf(format, args...)))
	}
	if strings.HasSuffix(file, "_test.go") {
		silent("findings in tests are left out unless -RULE.tests is set")
	}
	if src.syntax != nil && ast.IsGenerated(src.syntax) {
		silent("findings in generated files are left out unless -RULE.generated is set")
	}
	for _, at := range []int{line - 1, line} {
		for _, word := range []string{"//respvet:ignore", "//nolint"} {
			if _, comment, ok := strings.Cut(src.line(at), word); ok {
				silent("%s:%s is a comment that silences: %s%s", file, strconv.Itoa(at), word, comment)
			}
		}
	}
	if !told {
		fmt.Fprintln(c.stdout, "nothing is known of this line: no status is chosen or sent here, and no known error becomes part of a response. "+
			"Other packages, header fields and requests of clients are not covered.")
	}
}
