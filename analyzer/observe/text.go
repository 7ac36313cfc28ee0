package observe

import (
	"encoding/json"
	"fmt"
	"github.com/respvet/respvet/passes/contract"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// WriteJSON writes a report as JSON.
func (rep *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(rep)
}

// A Section is a list of a report, for people.
type Section struct {
	Title string
	Head  []string // of the columns
	Rows  [][]string
}

// The titles of sections.
const (
	missedTitle   = "Seen and not predicted"
	openTitle     = "Seen, of functions that may have other responses"
	untestedTitle = "Predicted and never seen"
	staleTitle    = "Documented, neither predicted nor seen"
	againTitle    = "Sent after the response had started, and dropped"
	requestsTitle = "Requests"
)

// Sections are the lists of a report that hold something.
func (rep *Report) Sections() (all []Section) {
	add := func(s Section) {
		if len(s.Rows) > 0 {
			all = append(all, s)
		}
	}
	pairs := func(ps []*Pair) (rows [][]string) {
		for _, p := range ps {
			rows = append(rows, []string{status(p.Status), p.Handler, p.Place, p.API, p.Body, number(p.Count), p.Why})
		}
		return rows
	}
	pairHead := []string{"status", "function", "place", "sent by", "body", "times", "why"}
	add(Section{missedTitle, pairHead, pairs(rep.Missed)})
	add(Section{openTitle, pairHead, pairs(rep.Open)})
	gaps := Section{Title: untestedTitle, Head: []string{"status", "route", "function", "sent by", "place", "documented"}}
	for _, g := range rep.Untested {
		gaps.Rows = append(gaps.Rows, []string{status(g.Status), route(g.Method, g.Path), g.Handler, g.API, g.Place, documented[g.Documented]})
	}
	add(gaps)
	stale := Section{Title: staleTitle, Head: []string{"status", "route", "function", "documented by"}}
	for _, g := range rep.Stale {
		stale.Rows = append(stale.Rows, []string{status(g.Status), route(g.Method, g.Path), g.Handler, g.Operation})
	}
	add(stale)
	again := Section{Title: againTitle, Head: []string{"first", "then", "function", "place", "times"}}
	for _, m := range rep.Again {
		then := status(m.Status)
		if m.Kind == "body" {
			then = "a body"
		}
		again.Rows = append(again.Rows, []string{status(m.First), then, m.Func, m.Place, number(m.Count)})
	}
	add(again)
	requests := Section{Title: requestsTitle, Head: []string{"methods", "function", "place", "times", "statuses", "attempts", "note"}}
	for _, e := range rep.Requests {
		requests.Rows = append(requests.Rows, []string{strings.Join(e.Methods, ", "), e.Func, e.Place, number(e.Count), e.CameText(), number(e.Attempts), e.Note()})
	}
	add(requests)
	return all
}

var documented = map[string]string{"yes": "documented", "no": "not documented"}

func status(code int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", code, contract.StatusText(code)))
}

func number(n int) string { return fmt.Sprint(n) }

func route(method, path string) string {
	if method == "" {
		method = "any"
	}
	return method + " " + path
}

// CameText lists the statuses that came.
func (e *Exchange) CameText() string {
	var parts []string
	for _, s := range e.Statuses {
		name := fmt.Sprint(s.Status)
		if s.Status == 0 {
			name = "none"
		}
		if s.Count > 1 {
			name += fmt.Sprintf(" ×%d", s.Count)
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, ", ")
}

// Note says what is noteworthy of the requests of a place.
func (e *Exchange) Note() string {
	var notes []string
	if len(e.Waits) > 0 {
		low, high := slices.Min(e.Waits), slices.Max(e.Waits)
		switch {
		case high == 0:
			notes = append(notes, "made again at once")
		case low == high:
			notes = append(notes, fmt.Sprintf("waits of %v", milliseconds(low)))
		default:
			notes = append(notes, fmt.Sprintf("waits of %v to %v", milliseconds(low), milliseconds(high)))
		}
	}
	if e.Dropped > 0 {
		notes = append(notes, fmt.Sprintf("429 or 503 and not made again: %d", e.Dropped))
	}
	return strings.Join(notes, "; ")
}

func milliseconds(n int64) time.Duration { return time.Duration(n) * time.Millisecond }

// Untested reports whether a section is of what the routes show, too.
func (s Section) Untested() bool { return s.Title == untestedTitle }

// Summary sums the report up in sentences.
func (rep *Report) Summary() (lines []string) {
	c := rep.Counts
	if rep.Failed != "" {
		lines = append(lines, fmt.Sprintf("%s failed: %s; this is what was seen until then", rep.Command, rep.Failed))
	}
	lines = append(lines,
		fmt.Sprintf("%s of %s, with %s; %d more that no function of the module sent", count(c.Responses, "response"), rep.Name, rep.Command, c.Library),
		fmt.Sprintf("%s of functions: %d predicted, %d of functions that may have other responses, %d not predicted", count(c.Pairs, "status"), c.Predicted, c.Open, c.Missed),
		fmt.Sprintf("%d of %s that routes are predicted to send were seen", c.Seen, count(c.Answers, "status")))
	if c.Requests > 0 {
		lines = append(lines, fmt.Sprintf("%s of %s", count(c.Requests, "request"), count(len(rep.Requests), "place")))
	}
	return lines
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if strings.HasSuffix(what, "s") {
		what += "e"
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// WriteText writes a report for terminals.
func (rep *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	for _, s := range rep.Sections() {
		fmt.Fprintf(&b, "%s:\n", strings.ToLower(s.Title[:1])+s.Title[1:])
		tw := tabwriter.NewWriter(&b, 0, 4, 2, ' ', 0)
		for _, row := range s.Rows {
			for i, cell := range row {
				if s.Head[i] == "times" {
					row[i] = cell + "×"
				}
				if s.Head[i] == "attempts" {
					row[i] = map[bool]string{true: "", false: cell + " attempts"}[cell == "1"]
				}
			}
			fmt.Fprintf(tw, "  %s\n", strings.Join(row, "\t"))
		}
		tw.Flush()
		b.WriteString("\n")
	}
	for _, line := range rep.Summary() {
		b.WriteString(line + "\n")
	}
	for line := range strings.Lines(b.String()) {
		if _, err := fmt.Fprintln(w, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}

// WriteMarkdown writes a report as Markdown.
func (rep *Report) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	escape := strings.NewReplacer("|", "\\|", "\n", " ", "<", "&lt;", "*", "\\*", "_", "\\_")
	fmt.Fprintf(&b, "# What was seen of %s\n\n", rep.Name)
	for _, line := range rep.Summary() {
		fmt.Fprintf(&b, "- %s\n", escape.Replace(line))
	}
	for _, s := range rep.Sections() {
		fmt.Fprintf(&b, "\n## %s\n\n| %s |\n|%s\n", s.Title, strings.Join(s.Head, " | "), strings.Repeat("---|", len(s.Head)))
		for _, row := range s.Rows {
			for i, cell := range row {
				row[i] = escape.Replace(cell)
			}
			fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
