// Package ruledoc makes a rule's documentation of the comment of its package, so that
// pkg.go.dev and "respvet help" show one text.
package ruledoc

import "strings"

// Of returns the documentation of a rule from the source of a file that begins with the
// comment of its package. The first line of that, "Package bodyless reports bodies.", is
// "report bodies" in the documentation. It reads lines and does not parse: it runs
// whenever a program starts that links the rule.
func Of(source string) string {
	var lines []string
	for line := range strings.Lines(source) {
		text, ok := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "//")
		if !ok {
			break
		}
		lines = append(lines, strings.TrimPrefix(text, " "))
	}
	if len(lines) == 0 {
		return ""
	}
	words := strings.SplitN(lines[0], " ", 3) // Package, its name, the rest
	lines[0] = strings.TrimSuffix("report"+strings.TrimPrefix(words[len(words)-1], "reports"), ".")
	return strings.Join(lines, "\n")
}
