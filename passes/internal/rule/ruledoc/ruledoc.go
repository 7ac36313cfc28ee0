// Package ruledoc makes a rule's documentation of the comment of its package, so that
// pkg.go.dev and "respvet help" show one text.
package ruledoc

import "strings"

// URL returns where the page of a rule is: what it reports, when it is silent, its fixes and
// its known problems.
func URL(rule string) string {
	return "https://github.com/respvet/respvet/blob/main/docs/rules/" + rule + ".md"
}

// Of returns the documentation of a rule from the source of a file that begins with the
// comment of its package. The first line of that, "Package bodyless reports bodies.", is
// "report bodies" in the documentation. It reads lines and does not parse: it runs
// whenever a program starts that links the rule.
func Of(source string) string {
	var doc strings.Builder
	doc.Grow(len(source))
	for strings.HasPrefix(source, "//") {
		line, rest, _ := strings.Cut(source[len("//"):], "\n")
		source = rest
		line = strings.TrimPrefix(strings.TrimSuffix(line, "\r"), " ")
		if doc.Len() > 0 {
			doc.WriteByte('\n')
			doc.WriteString(line)
			continue
		}
		words := strings.SplitN(line, " ", 3) // Package, its name, the rest
		doc.WriteString("report")
		doc.WriteString(strings.TrimSuffix(strings.TrimPrefix(words[len(words)-1], "reports"), "."))
	}
	return doc.String()
}
