package driver

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
)

// writeText prints findings the way compilers do, the places that they relate
// to indented below; for people also the line of the source, and what -fix would do.
func writeText(w io.Writer, findings []finding, src *sources, d display) error {
	var b strings.Builder
	for _, f := range findings {
		level := ""
		if f.Severity != contract.SeverityError {
			level = string(f.Severity) + ": "
		}
		fmt.Fprintf(&b, "%s %s%s\n", d.paint(bold, place(f.File, f.Line, f.Column)), d.paint(colours[f.Severity], level), printable(f.Message))
		if d.source {
			writeLine(&b, f, src.of(f.File).line(f.Line), d)
		}
		for _, r := range f.Related {
			fmt.Fprintf(&b, "\t%s %s\n", place(r.File, r.Line, r.Column), printable(r.Message))
		}
		if d.source && len(f.Fixes) > 0 {
			fmt.Fprintf(&b, "\t%s %s\n", d.paint(green, "fix:"), printable(f.Fixes[0].Message))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// place is how compilers begin a line. There is no column where it is not known.
func place(file string, line, column int) string {
	if column == 0 {
		return fmt.Sprintf("%s:%d:", fileName(file), line)
	}
	return fmt.Sprintf("%s:%d:%d:", fileName(file), line, column)
}

// maxLine is how many characters of a line are shown.
const maxLine = 160

// writeLine shows a line, without its indentation, and marks what the finding is
// about as far as it stands on this line.
func writeLine(b *strings.Builder, f finding, line string, d display) {
	from, to := f.Column-1, len(line)
	if f.EndLine == f.Line {
		to = f.EndColumn - 1
	}
	if from < 0 || to <= from || to > len(line) {
		return
	}
	show := func(s string) []rune { return []rune(printable(strings.ReplaceAll(s, "\t", " "))) }
	before, marked, after := show(strings.TrimLeft(line[:from], " \t")), show(line[from:to]), show(line[to:])
	text := slices.Concat(before, marked, after)
	if len(before) >= maxLine {
		return
	}
	if len(text) > maxLine {
		text = append(text[:maxLine-1], '…')
	}
	mark := strings.Repeat(" ", len(before)) + d.paint(colours[f.Severity], "^"+strings.Repeat("~", min(len(marked), len(text)-len(before))-1))
	fmt.Fprintf(b, "\t%s\n\t%s\n", string(text), mark)
}

// The codes are those of ECMA-48 that every terminal knows.
const (
	bold   = "1"
	red    = "1;31"
	green  = "32"
	yellow = "33"
	blue   = "34"
)

var colours = map[severity]string{
	contract.SeverityError:   red,
	contract.SeverityWarning: yellow,
	contract.SeverityInfo:    blue,
}

func (d display) paint(code, s string) string {
	if !d.colour || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// summary is the closing line: "3 findings (errleak 1, rawerror 2), 1 warning, 2
// with a fix". Errors are the rest.
func summary(findings []finding) string {
	rules := make(map[string]int)
	severities := make(map[severity]int)
	fixable := 0
	for _, f := range findings {
		rules[f.Rule]++
		severities[f.Severity]++
		if len(f.Fixes) > 0 {
			fixable++
		}
	}
	var parts []string
	for _, rule := range slices.Sorted(maps.Keys(rules)) {
		parts = append(parts, fmt.Sprintf("%s %d", rule, rules[rule]))
	}
	s := fmt.Sprintf("%s (%s)", count(len(findings), "finding"), strings.Join(parts, ", "))
	if n := severities[contract.SeverityWarning]; n > 0 {
		s += ", " + count(n, "warning")
	}
	if n := severities[contract.SeverityInfo]; n > 0 {
		s += fmt.Sprintf(", %d info", n)
	}
	if fixable > 0 {
		s += fmt.Sprintf(", %d with a fix", fixable)
	}
	return s
}

// count spells n things: "1 finding", "2 findings".
func count(n int, what string) string { return fmt.Sprint(n, " ", noun(n, what)) }

// noun returns a noun, in the plural but for one.
func noun(n int, what string) string {
	if n == 1 {
		return what
	}
	return what + "s"
}
