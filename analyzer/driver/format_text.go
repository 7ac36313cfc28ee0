package driver

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// writeText prints findings the way compilers do, the places that they relate
// to indented below, and with fixes also what -fix would do.
func writeText(w io.Writer, findings []finding, fixes bool) error {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s:%d:%d: %s\n", f.File, f.Line, f.Column, f.Message)
		for _, r := range f.Related {
			fmt.Fprintf(&b, "\t%s:%d:%d: %s\n", r.File, r.Line, r.Column, r.Message)
		}
		if fixes && len(f.Fixes) > 0 {
			fmt.Fprintf(&b, "\tfix: %s\n", f.Fixes[0].Message)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// summary is the closing line: "3 findings (errleak 1, rawerror 2), 2 with a fix".
func summary(findings []finding) string {
	rules := make(map[string]int)
	fixable := 0
	for _, f := range findings {
		rules[f.Rule]++
		if len(f.Fixes) > 0 {
			fixable++
		}
	}
	var parts []string
	for _, rule := range slices.Sorted(maps.Keys(rules)) {
		parts = append(parts, fmt.Sprintf("%s %d", rule, rules[rule]))
	}
	s := fmt.Sprintf("%s (%s)", count(len(findings), "finding"), strings.Join(parts, ", "))
	if fixable > 0 {
		s += fmt.Sprintf(", %d with a fix", fixable)
	}
	return s
}

// count spells n things: "1 finding", "2 findings".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
