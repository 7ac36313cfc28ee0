package driver

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/category"
	"golang.org/x/tools/go/analysis"
)

const statuses = `
exit status: 0 no findings, or only those that .respvet.yml calls info; 1 findings; 2 errors
`

// usageWidth is where the usage says what a line of it does.
const usageWidth = 30

func writeUsage(w io.Writer, fs *flag.FlagSet) {
	fmt.Fprint(w, "respvet checks how Go code sends HTTP responses and requests, against an API contract.\n\nusage:\n")
	line := func(form string, about ...string) {
		if len(form) > usageWidth {
			fmt.Fprintf(w, "\t%s\n", form)
			form = ""
		}
		for _, text := range about {
			fmt.Fprintf(w, "\t%-*s %s\n", usageWidth, form, text)
			form = ""
		}
	}
	line("respvet [flags] [packages]", "check packages, ./... by default")
	for _, s := range subcommands() {
		line(strings.TrimSpace("respvet "+s.name+" "+s.args), s.about...)
	}
	line("go vet -vettool=RESPVET ./...", "do the same under go vet")
	fmt.Fprint(w, "\nflags, before or after the packages:\n")
	fs.VisitAll(func(f *flag.Flag) {
		if _, ok := f.Value.(forward); ok {
			return // a rule's: `respvet help RULE` has it
		}
		writeFlag(w, "-"+f.Name, f)
	})
	writeForwarded(w, true)
	fmt.Fprint(w, statuses)
}

func writeForwarded(w io.Writer, rules bool) {
	if rules {
		fmt.Fprintf(w, "\t%-20s run this rule alone, or all but this one\n", "-RULE, -RULE=false")
		fmt.Fprintf(w, "\t%-20s an option of a rule\n", "-RULE.FLAG=VALUE")
	}
	fmt.Fprintf(w, "\t%-20s as for go build\n", "-tags, -mod, -modfile")
}

// writeHelp explains the command, or a subcommand of it.
func writeHelp(w io.Writer, fs *flag.FlagSet, sub *subcommand) {
	if sub == nil {
		writeUsage(w, fs)
		return
	}
	fmt.Fprintf(w, "usage: %s\n\n", strings.TrimSpace("respvet "+sub.name+" [flags] "+sub.args))
	for _, text := range sub.about {
		fmt.Fprintln(w, text)
	}
	fmt.Fprint(w, "\nflags:\n")
	common := (&command{}).flags()
	fs.VisitAll(func(f *flag.Flag) {
		if _, ok := f.Value.(forward); ok || f.Name != "C" && common.Lookup(f.Name) != nil && !slices.Contains(sub.takes, f.Name) {
			return
		}
		if f.Name == "format" && sub.formats != nil {
			f = &flag.Flag{Name: f.Name, Usage: "the `format`: " + oneOf(sub.formats), DefValue: f.DefValue}
		}
		writeFlag(w, "-"+f.Name, f)
	})
	if slices.Contains(sub.takes, "tags") {
		writeForwarded(w, sub.rules)
	}
}

func writeFlag(w io.Writer, name string, f *flag.Flag) {
	value, text := flag.UnquoteUsage(f)
	if value != "" {
		name += " " + value
	}
	if f.DefValue != "" && f.DefValue != "false" {
		text += fmt.Sprintf(" (default %s)", f.DefValue)
	}
	fmt.Fprintf(w, "\t%-20s %s\n", name, text)
}

// help prints the list of rules, or one rule's documentation and flags.
func help(w io.Writer, fs *flag.FlagSet, args []string) error {
	switch len(args) {
	case 0:
		writeUsage(w, fs)
		fmt.Fprint(w, "\nrules:\n")
		for _, a := range analyzer.Suite {
			first, _, _ := strings.Cut(a.Doc, "\n")
			fmt.Fprintf(w, "\t%-16s %s\n", a.Name, first)
		}
		return nil
	default:
		if sub, _ := findSubcommand(strings.Join(args, " ")); sub != nil {
			if sub.flags != nil {
				sub.flags(&command{}, fs)
			}
			writeHelp(w, fs, sub)
			return nil
		}
		i := slices.IndexFunc(analyzer.Suite, func(a *analysis.Analyzer) bool { return a.Name == args[0] })
		if i < 0 || len(args) > 1 {
			return unknownWord("rule or subcommand", strings.Join(args, " "), helpWords())
		}
		writeRule(w, analyzer.Suite[i])
		return nil
	}
}

// helpWords are what may be explained.
func helpWords() []string {
	names := ruleNames()
	for _, s := range subcommands() {
		names = append(names, s.name)
	}
	return names
}

// oneOf lists names: "a, b or c".
func oneOf(names []string) string {
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], ", ") + " or " + names[n]
	}
	return strings.Join(names, "")
}

func ruleNames() []string {
	var names []string
	for _, a := range analyzer.Suite {
		names = append(names, a.Name)
	}
	return names
}

// writeCategories says where each category of a rule is on, and how much it weighs.
func writeCategories(w io.Writer, categories []category.Category) {
	if len(categories) == 0 {
		return
	}
	fmt.Fprintf(w, "\n\t%-24s %-9s %-12s %s\n", "findings", "severity", "no contract", "a chosen contract")
	for _, c := range categories {
		fmt.Fprintf(w, "\t%-24s %-9s %-12s %s\n", c, c.Severity, c.Default, c.Contract)
	}
}

func writeRule(w io.Writer, a *analysis.Analyzer) {
	fmt.Fprintf(w, "%s: %s\n", a.Name, strings.TrimSpace(a.Doc))
	if a.URL != "" {
		fmt.Fprintf(w, "\n%s\n", a.URL)
	}
	writeCategories(w, category.Of(a.Name))
	header := "\nflags:\n"
	a.Flags.VisitAll(func(f *flag.Flag) {
		fmt.Fprint(w, header)
		header = ""
		writeFlag(w, "-"+a.Name+"."+f.Name, f)
	})
}
