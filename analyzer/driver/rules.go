package driver

import (
	"encoding/json"
	"flag"
	"io"
	"slices"
	"strings"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/contract"
)

// A ruleInfo is a line of `respvet rules`: a rule, or a category of one.
type ruleInfo struct {
	Name     string   `json:"name"` // as configurations and comments call it
	Rule     string   `json:"rule"`
	Category string   `json:"category"` // "" for what a rule reports without one
	Severity severity `json:"severity"`
	Default  string   `json:"default"`  // on, off, or documented: where a document speaks
	Contract string   `json:"contract"` // under a contract that is chosen and speaks of it
	About    string   `json:"about"`
	URL      string   `json:"url"`
}

var ruleFormats = map[string]func(io.Writer, []ruleInfo) error{"text": writeRulesText, "json": writeRulesJSON}

// rulesCommand is `respvet rules`.
func rulesCommand() *subcommand {
	formats := []string{"json", "text"}
	return &subcommand{
		name: "rules", about: []string{"list all findings: severity, where they are on, and why (-format text or json)"},
		takes: []string{"format", "o"}, formats: formats, words: noWords,
		run: func(c *command, _ *flag.FlagSet, _ []string) (int, error) {
			write := ruleFormats[c.format]
			if write == nil {
				return 0, unknownFormat(c.format, formats)
			}
			return exitClean, c.write(func(w io.Writer) error { return write(w, ruleInfos()) })
		},
	}
}

// ruleInfos are the categories of each rule, in the order of the suite.
func ruleInfos() (infos []ruleInfo) {
	for _, a := range analyzer.Suite {
		if a == contract.Analyzer {
			continue // it reports mistakes in the configuration, and is no rule
		}
		categories := category.Of(a.Name)
		if len(categories) == 0 {
			first, _, _ := strings.Cut(a.Doc, "\n")
			categories = []category.Category{{Rule: a.Name, Default: category.On, Contract: category.On, Severity: category.SeverityOf(a.Name), Why: first}}
		}
		for _, k := range categories {
			infos = append(infos, ruleInfo{k.String(), a.Name, k.Name, k.Severity, k.Default.String(), k.Contract.String(), k.Why, a.URL})
		}
	}
	return infos
}

func writeRulesText(w io.Writer, infos []ruleInfo) error {
	rows := [][]string{{"finding", "severity", "no contract", "contract", "why"}}
	for _, i := range infos {
		rows = append(rows, []string{i.Name, string(i.Severity), i.Default, i.Contract, i.About})
	}
	return writeTable(w, "", rows)
}

// writeTable aligns columns, and leaves nothing behind the last.
func writeTable(w io.Writer, indent string, rows [][]string) error {
	widths := make([]int, len(slices.MaxFunc(rows, func(a, b []string) int { return len(a) - len(b) })))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := indent
		for i, cell := range row {
			line += cell + strings.Repeat(" ", widths[i]-len([]rune(cell))+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeRulesJSON(w io.Writer, infos []ruleInfo) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(infos)
}
