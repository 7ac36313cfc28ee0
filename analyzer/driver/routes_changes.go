package driver

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// comparisonFormats are the values of -format for `respvet routes diff`.
var comparisonFormats = map[string]func(io.Writer, *comparison) error{
	"text":     writeComparisonText,
	"markdown": writeComparisonMarkdown,
	"json":     writeComparisonJSON,
}

// routesDiff is `respvet routes diff`.
func routesDiff() *subcommand {
	formats := []string{"json", "markdown", "text"}
	fails := []string{breaking, unknown}
	var fail string
	return &subcommand{
		name: "routes diff", args: "REVISION [packages]",
		about: []string{"print what has changed for clients since a git revision (main, HEAD~3, main... for",
			"the merge base), or since a file that `routes -format json` wrote"},
		takes: append([]string{"format", "o"}, judging...), rules: true, formats: formats,
		values: map[string][]string{"fail": fails},
		flags: func(_ *command, fs *flag.FlagSet) {
			fs.StringVar(&fail, "fail", "", "exit with status 1 if a change is in this `class`: breaking, or unknown or worse")
		},
		run: func(c *command, _ *flag.FlagSet, args []string) (int, error) {
			write := comparisonFormats[c.format]
			switch {
			case write == nil:
				return 0, unknownFormat(c.format, formats)
			case fail != "" && !slices.Contains(fails, fail):
				return 0, unknownWord("class", fail, fails)
			case len(args) == 0:
				return 0, fmt.Errorf("routes diff needs a git revision, or a file that routes -format json wrote")
			}
			diff, err := c.changes(args[0], args[1:])
			if err != nil {
				return 0, err
			}
			if err := c.write(func(w io.Writer) error { return write(w, diff) }); err != nil {
				return 0, err
			}
			if fail != "" && diff.count(breaking) > 0 || fail == unknown && diff.count(unknown) > 0 {
				return exitFindings, nil
			}
			return exitClean, nil
		},
	}
}

// changes compares the service with what it was.
func (c *command) changes(since string, patterns []string) (*comparison, error) {
	before, err := c.before(since, patterns)
	if err != nil {
		return nil, err
	}
	now, err := c.service(patterns)
	if err != nil {
		return nil, err
	}
	diff := compare(since, before, now)
	for i, x := range diff.Changes {
		if x.Place != "" && !x.Was {
			diff.Changes[i].Commit = c.blame(x.Place)
		}
	}
	return diff, nil
}

// maxService is far more than the largest service needs.
const maxService = 64 << 20 // bytes

// before reads what the service was: a file, or a revision.
func (c *command) before(since string, patterns []string) (*service, error) {
	if filepath.Ext(since) == ".json" {
		name := c.abs(since)
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, maxService))
		if err != nil {
			return nil, err
		}
		s := new(service)
		if err := json.Unmarshal(data, s); err != nil || s.Routes == nil {
			return nil, fmt.Errorf("%s is not what `respvet routes -format json` writes", since)
		}
		return s, nil
	}
	var s *service
	err := c.atRevision(since, func(old *command) (err error) {
		s, err = old.service(patterns)
		return err
	})
	return s, err
}

func writeComparisonJSON(w io.Writer, c *comparison) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(c)
}

// where says where a change was made, and by which commit.
func (x change) where(since string) string {
	s := x.Place
	if x.Was && s != "" {
		s += " at " + since
	}
	if x.Commit != nil {
		s += fmt.Sprintf(", %s %s", x.Commit.short(), x.Commit.Subject)
	}
	return printable(s)
}

func (c *comparison) summary() string {
	var parts []string
	for _, class := range classes {
		parts = append(parts, fmt.Sprintf("%d %s", c.count(class), class))
	}
	return fmt.Sprintf("%s since %s: %s", count(len(c.Changes), "change"), c.Since, strings.Join(parts, ", "))
}

func writeComparisonText(w io.Writer, c *comparison) error {
	var b strings.Builder
	last := ""
	for _, x := range c.Changes {
		if name := printable(anyMethod(x.Method) + " " + x.Path); name != last {
			fmt.Fprintln(&b, name)
			last = name
		}
		fmt.Fprintf(&b, "\t%-10s  %s\n", x.Class, printable(x.Message))
		if where := x.where(c.Since); where != "" {
			fmt.Fprintf(&b, "\t%-10s  %s\n", "", where)
		}
	}
	fmt.Fprintln(&b, printable(c.summary()))
	if caveat := c.Routes.caveat(); caveat != "" {
		fmt.Fprintln(&b, caveat)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// footnote is the caveat as a paragraph of Markdown.
func (c *comparison) footnote() string {
	if caveat := c.Routes.caveat(); caveat != "" {
		return "\n_" + caveat + "_\n"
	}
	return ""
}

// commentMark is how an automatic comment on a pull request is known again.
const commentMark = "<!-- respvet routes diff -->"

// writeComparisonMarkdown is for the comment on a pull request.
func writeComparisonMarkdown(w io.Writer, c *comparison) error {
	// A name of the source may have markup in it; Markdown takes HTML for what it is.
	cell := strings.NewReplacer("|", "\\|", "<", "&lt;", ">", "&gt;", "\n", " ", "`", "'", "@", "@\u200b")
	code := func(s string) string {
		if s == "" {
			return ""
		}
		return "`" + strings.NewReplacer("|", "\\|", "\n", " ", "`", "'").Replace(printable(s)) + "`"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n### What clients see of this change\n\n", commentMark)
	if len(c.Changes) == 0 {
		fmt.Fprintf(&b, "No route, status, media type, error body or header has changed since %s, as far as respvet can see.\n%s", code(c.Since), c.footnote())
		_, err := io.WriteString(w, b.String())
		return err
	}
	fmt.Fprintf(&b, "%s\n\n| | operation | change | where |\n|---|---|---|---|\n", cell.Replace(c.summary()))
	for _, x := range c.Changes {
		class := x.Class
		if class == breaking {
			class = "**breaking**"
		}
		where := code(x.Place)
		if x.Was && where != "" {
			where += " at " + code(c.Since)
		}
		if x.Commit != nil {
			where += " " + x.Commit.short() + " " + cell.Replace(printable(x.Commit.Subject))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", class, code(anyMethod(x.Method)+" "+x.Path), cell.Replace(printable(x.Message)), where)
	}
	fmt.Fprintf(&b, "\n[What the classes mean](%s)\n%s", docsOfRoutes, c.footnote())
	_, err := io.WriteString(w, b.String())
	return err
}
