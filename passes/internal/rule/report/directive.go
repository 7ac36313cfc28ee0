package report

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/rule/edit"
	"golang.org/x/tools/go/analysis"
)

const prefix = "//respvet:"

// verbs are the directives that respvet knows.
var verbs = [...]string{"ignore", "public"}

// A directive is a comment that silences findings.
type directive struct {
	comment     *ast.Comment
	names       []string // rules, or rule/category; in a nolint also "respvet" and "all"
	used        []bool   // for each name, whether it silenced a finding
	reason      string
	nolint      bool
	first, last int // the lines that it silences
}

// directives returns those of a file, in their order.
func directives(f *edit.File) []*directive {
	var all []*directive
	for _, group := range f.Syntax.Comments {
		for _, c := range group.List {
			if names, reason, ok := parseIgnore(c.Text); ok {
				d := &directive{comment: c, names: names, used: make([]bool, len(names)), reason: reason}
				d.first = f.Line(c.Pos())
				d.last = d.first
				if f.Bytes() == nil { // cannot tell which of the two is meant
					d.last++
				} else if f.StartsLine(c.Pos()) {
					d.first = f.Line(group.End()) + 1
					d.last = d.first
				}
				all = append(all, d)
			} else if names, ok := parseNolint(c.Text); ok {
				line := f.Line(c.Pos())
				all = append(all, &directive{comment: c, names: names, used: make([]bool, len(names)), nolint: true, first: line, last: f.LastLineBelow(c)})
			}
		}
	}
	return all
}

// parseIgnore reads "//respvet:ignore a,b reason".
func parseIgnore(text string) (names []string, reason string, ok bool) {
	rest, ok := strings.CutPrefix(text, prefix+"ignore")
	if !ok || rest != "" && !strings.ContainsAny(rest[:1], " \t") {
		return nil, "", false
	}
	rest, _, _ = strings.Cut(rest, " //")
	words := strings.Fields(rest)
	// "a, b reason" is one list as well.
	for more := true; more && len(words) > 0; words = words[1:] {
		more = strings.HasSuffix(words[0], ",")
		for _, name := range strings.Split(words[0], ",") {
			if name != "" {
				names = append(names, name)
			}
		}
	}
	return names, strings.Join(words, " "), true
}

// parseNolint reads "//nolint", "//nolint:a,b" and "//nolint:a,b // reason" the
// way golangci-lint does, spaces included.
func parseNolint(text string) (names []string, ok bool) {
	if !strings.HasPrefix(text, "//") {
		return nil, false
	}
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, "/ "), "nolint")
	switch {
	case !ok:
		return nil, false
	case rest == "" || rest[0] == ' ':
		return []string{"all"}, true
	case rest[0] != ':':
		return nil, false
	}
	rest, _, _ = strings.Cut(rest[1:], "//")
	for _, name := range strings.Split(rest, ",") {
		names = append(names, strings.ToLower(strings.TrimSpace(name)))
	}
	return names, true
}

// silence reports whether a directive silences a diagnostic, and marks those that do.
func (u *unit) silence(d analysis.Diagnostic, rule string) bool {
	silenced := false
	line := u.Line(d.Pos)
	for _, dir := range u.directives {
		if line < dir.first || dir.last < line || !dir.nolint && dir.reason == "" {
			continue
		}
		for i, name := range dir.names {
			if name == rule || name == d.Category || dir.nolint && !u.deaf && (name == "respvet" || name == "all") {
				dir.used[i] = true
				silenced = true
			}
		}
	}
	return silenced
}

// complaints returns what is wrong with the directives that name the rule.
func (u *unit) complaints(rule string) []analysis.Diagnostic {
	var found []analysis.Diagnostic
	for _, d := range u.directives {
		if d.nolint {
			continue
		}
		for i, name := range d.names {
			if base, _, _ := strings.Cut(name, "/"); base != rule {
				continue
			}
			diag := analysis.Diagnostic{Pos: d.comment.Pos(), End: d.comment.End(), Category: name}
			switch {
			case d.reason == "" && i == 0: // the rule that is named first speaks for all
				diag.Message = fmt.Sprintf("%signore %s has no reason and silences nothing", prefix, strings.Join(d.names, ","))
			case d.reason != "" && !d.used[i]:
				diag.Message = fmt.Sprintf("%signore %s silences nothing: there is no such finding on that line", prefix, name)
				if edits, ok := u.DropComment(d.comment); ok && len(d.names) == 1 {
					diag.SuggestedFixes = []analysis.SuggestedFix{{Message: "Remove the unused directive", TextEdits: edits}}
				}
			default:
				continue
			}
			found = append(found, diag)
		}
	}
	return found
}

// Directives returns the analyzer "directive", which reports //respvet: comments
// that nobody would read: an unknown verb, an unknown rule. Known holds the names
// of the rules, and of categories ("errleak/parse") where a rule has some.
func Directives(known []string) *analysis.Analyzer {
	a := &analysis.Analyzer{
		Name: "directive",
		Doc: `report //respvet: directives that have no effect

A directive with an unknown verb or rule is silently ignored by every rule, and
the finding that it was written for comes back, or never went away.

	//respvet:ignore errleek shown to operators only  // bad: no rule errleek
	//respvet:ignore errleak shown to operators only  // ok`,
		URL: "https://pkg.go.dev/github.com/respvet/respvet/passes/internal/rule/report",
	}
	Flags(a)
	rules := slices.Sorted(slices.Values(known))
	a.Run = func(pass *analysis.Pass) (any, error) {
		r := New(pass, nil)
		for _, f := range pass.Files {
			for _, group := range f.Comments {
				for _, c := range group.List {
					if message := complain(c.Text, rules); message != "" {
						f := Finding{Node: c, Message: message}
						if strings.HasPrefix(message, prefix) { // it names the wrong rule, or none
							f.Related = []analysis.RelatedInformation{{Pos: c.Pos(), End: c.End(), Message: "the rules are " + strings.Join(rules, ", ")}}
						}
						r.Add(f)
					}
				}
			}
		}
		r.Flush()
		return nil, nil
	}
	return a
}

// complain says what is wrong with a directive, "" if nothing is.
func complain(text string, rules []string) string {
	verb, ok := strings.CutPrefix(text, prefix)
	verb, _, _ = strings.Cut(verb, " ")
	verb, _, _ = strings.Cut(verb, "\t")
	if !ok {
		// With a space after the slashes it is prose, unless it reads like a directive.
		spaced, ok := strings.CutPrefix(text, "// respvet:")
		verb, _, _ = strings.Cut(spaced, " ")
		if ok && slices.Contains(verbs[:], verb) {
			return fmt.Sprintf("directive has a space after the slashes and no effect; write %s%s", prefix, verb)
		}
		return ""
	}
	if !slices.Contains(verbs[:], verb) {
		return fmt.Sprintf("unknown directive %s%s; known are %s", prefix, verb, strings.Join(verbs[:], ", "))
	}
	names, _, ok := parseIgnore(text)
	if !ok {
		return ""
	}
	if len(names) == 0 {
		return prefix + "ignore names no rule"
	}
	for _, name := range names {
		if !knows(rules, name) {
			return fmt.Sprintf("%signore names unknown rule %s", prefix, name)
		}
	}
	return ""
}

// knows reports whether a name is one of the rules or a category of one. Any
// category will do for a rule whose categories are not listed.
func knows(rules []string, name string) bool {
	if slices.Contains(rules, name) || name == "directive" {
		return true
	}
	rule, _, _ := strings.Cut(name, "/")
	listed := slices.ContainsFunc(rules, func(r string) bool { return strings.HasPrefix(r, rule+"/") })
	return slices.Contains(rules, rule) && !listed
}
