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

const usage = `respvet vets how Go code answers HTTP requests against an API contract.

usage:
	respvet [flags] [packages]     vet packages, ./... if none is named
	respvet help [RULE]            list the rules, or explain one
	respvet routes [packages]      print the routes of a service, and what each answers (-format text,
	                               json, markdown, html, or openapi: the responses that are missing)
	respvet config                 print the configuration in force, and where it comes from
	respvet init                   write a .respvet.yml to start from
	respvet gopls build            build a gopls that shows the findings in editors
	go vet -vettool=RESPVET ./...  the same under go vet

flags:
`

const statuses = `
exit status: 0 no findings, or none but those that .respvet.yml calls info; 1 findings; 2 trouble
`

func writeUsage(w io.Writer, fs *flag.FlagSet) {
	fmt.Fprint(w, usage)
	fs.VisitAll(func(f *flag.Flag) {
		if _, ok := f.Value.(forward); ok {
			return // a rule's: `respvet help RULE` has it
		}
		writeFlag(w, "-"+f.Name, f)
	})
	fmt.Fprintf(w, "\t%-20s run this rule alone, or all but this one\n", "-RULE, -RULE=false")
	fmt.Fprintf(w, "\t%-20s an option of a rule\n", "-RULE.FLAG=VALUE")
	fmt.Fprintf(w, "\t%-20s as for go build\n", "-tags, -mod, -modfile")
	fmt.Fprint(w, statuses)
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
	case 1:
		i := slices.IndexFunc(analyzer.Suite, func(a *analysis.Analyzer) bool { return a.Name == args[0] })
		if i < 0 {
			return fmt.Errorf("unknown rule %q, one of: %s", args[0], strings.Join(ruleNames(), ", "))
		}
		writeRule(w, analyzer.Suite[i])
		return nil
	default:
		return fmt.Errorf("help takes one rule")
	}
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
