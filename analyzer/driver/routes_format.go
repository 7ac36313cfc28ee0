package driver

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"

	"github.com/respvet/respvet/analyzer/observe"
	"github.com/respvet/respvet/passes/contract"
)

// marks are what stands behind a status in text and Markdown.
var marks = map[string]string{"yes": "", "no": "!", "unknown": "?"}

func writeRoutesText(w io.Writer, s *service) error {
	var b strings.Builder
	tw := tabwriter.NewWriter(&b, 0, 4, 2, ' ', 0)
	for _, r := range s.Routes {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", anyMethod(r.Method), r.display(), orUnknown(r.Handler), r.Registered)
		for _, a := range r.Answers {
			note := ""
			switch a.Documented {
			case "no":
				note = "not documented"
			case "yes":
				note = "documented"
			}
			fmt.Fprintf(tw, "\t  %d %s\t%s %s\t%s\n", a.Status, contract.StatusText(a.Status), a.API, a.Place, note)
		}
		for _, status := range r.Unsent {
			fmt.Fprintf(tw, "\t  %d %s\tnever sent\tdocumented\n", status, contract.StatusText(status))
		}
		if r.Unread != "" {
			fmt.Fprintf(tw, "\t  … %s\n", r.Unread)
		}
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(b.String()) {
		if _, err := fmt.Fprintln(w, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	n := s.count()
	_, err := fmt.Fprintf(w, "%s, %s not documented, %d not read to the end\n", count(len(s.Routes), "route"), count(n.Undocumented, "response"), n.Unread)
	return err
}

func anyMethod(m string) string {
	if m == "" {
		return "any"
	}
	return m
}

func orUnknown(handler string) string {
	if handler == "" {
		return "unknown"
	}
	return handler
}

// display is the path, with a mark in front if it may begin elsewhere.
func (r routeAnswer) display() string {
	if !r.Whole && !strings.HasPrefix(r.Path, "…") {
		return "…" + r.Path
	}
	return r.Path
}

func writeRoutesJSON(w io.Writer, s *service) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(s)
}

func writeRoutesMarkdown(w io.Writer, s *service) error {
	var b strings.Builder
	cell := strings.NewReplacer("|", "\\|", "\n", " ")
	fmt.Fprintf(&b, "# Routes of %s\n\n| method | path | handler | responses | documented |\n|---|---|---|---|---|\n", s.Name)
	for _, r := range s.Routes {
		var answers []string
		for _, a := range r.Answers {
			answers = append(answers, fmt.Sprint(a.Status)+marks[a.Documented])
		}
		for _, status := range r.Unsent {
			answers = append(answers, fmt.Sprint(status)+"–")
		}
		if r.Unread != "" {
			answers = append(answers, "…")
		}
		fmt.Fprintf(&b, "| %s | `%s` | `%s` | %s | %s |\n", anyMethod(r.Method), cell.Replace(r.display()), cell.Replace(orUnknown(r.Handler)),
			strings.Join(answers, ", "), cell.Replace(r.Statuses))
	}
	b.WriteString("\n`!` is not documented, `?` nothing is said of such statuses, `–` is documented and never sent, `…` not all could be read.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// parameter matches a parameter of a path as routers write it: {id:[0-9]+}, :id, *path.
var parameter = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\{([^}:.]*)[^}]*\}|[:*+]([A-Za-z_][A-Za-z0-9_]*)[^/]*|\*`)
})

// openAPIPath writes a path as OpenAPI does.
func openAPIPath(path string) string {
	path = strings.TrimSuffix(path, "{$}")
	return parameter().ReplaceAllStringFunc(path, func(s string) string {
		m := parameter().FindStringSubmatch(s)
		switch name := m[1] + m[2]; name {
		case "":
			return "{path}"
		default:
			return "{" + name + "}"
		}
	})
}

func quoteYAML(s string) string {
	data, _ := json.Marshal(s)
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(data))
}

//go:embed routes.html
var routesPage string

// routesTemplate is parsed when a page is asked for: the tool of go vet starts without.
var routesTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("routes").Funcs(template.FuncMap{
		"method": anyMethod, "handler": orUnknown, "lower": strings.ToLower, "noun": noun, "statusText": contract.StatusText,
		"display": routeAnswer.display, "kinds": routeAnswer.kinds, "segments": routeAnswer.segments,
		"class": func(status int) string { return fmt.Sprint("s", status/100) },
	}).Parse(routesPage))
})

// anchor identifies a route within the page: no space may be in it.
func (r routeAnswer) anchor() string {
	return strings.ReplaceAll(anyMethod(r.Method)+r.display(), " ", "_")
}

// anchors are the names of the routes in the page's addresses, each of them once.
func (s *service) anchors() (names []string) {
	times := make(map[string]int)
	for _, r := range s.Routes {
		name := r.anchor()
		if times[name]++; times[name] > 1 {
			name += fmt.Sprint("~", times[name])
		}
		names = append(names, name)
	}
	return names
}

// kinds are the words by which the page's switches choose routes.
func (r routeAnswer) kinds() string {
	var words []string
	if r.Operation == "" {
		words = append(words, "silent")
	}
	if r.Unread != "" {
		words = append(words, "unread")
	}
	if slices.ContainsFunc(r.Answers, func(a answerPlace) bool { return a.Documented == "no" }) {
		words = append(words, "no")
	}
	if slices.ContainsFunc(r.Answers, answerPlace.Unseen) {
		words = append(words, "untested")
	}
	return strings.Join(words, " ")
}

// A segment is a piece of a path, behind which a line may end. On the page the
// parameters stand out.
type segment struct {
	Text      string
	Parameter bool
}

func (r routeAnswer) segments() (ss []segment) {
	plain := func(s string) {
		for piece := range strings.SplitAfterSeq(s, "/") {
			if piece != "" {
				ss = append(ss, segment{Text: piece})
			}
		}
	}
	path, end := r.display(), 0
	for _, at := range parameter().FindAllStringIndex(path, -1) {
		plain(path[end:at[0]])
		ss = append(ss, segment{path[at[0]:at[1]], true})
		end = at[1]
	}
	plain(path[end:])
	return ss
}

// routeCounts are the numbers that sum up a service.
type routeCounts struct {
	Answers, Undocumented int // answers
	Silent, Unread        int // routes: of which no document speaks, which have more answers perhaps
}

func (s *service) count() (n routeCounts) {
	for _, r := range s.Routes {
		n.Answers += len(r.Answers)
		for _, a := range r.Answers {
			if a.Documented == "no" {
				n.Undocumented++
			}
		}
		if r.Operation == "" {
			n.Silent++
		}
		if r.Unread != "" {
			n.Unread++
		}
	}
	return n
}

// writeRoutesHTML writes one page that needs nothing else.
func writeRoutesHTML(w io.Writer, s *service) error {
	return writePage(w, s, nil)
}

// writePage writes the page of routes, with what was seen of them unless it is nil.
func writePage(w io.Writer, s *service, rep *observe.Report) error {
	data := map[string]any{"Service": s, "Count": s.count(), "Anchors": s.anchors(), "Report": nil}
	if rep != nil {
		data["Report"] = rep
	}
	return routesTemplate().Execute(w, data)
}
