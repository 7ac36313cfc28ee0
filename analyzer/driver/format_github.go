package driver

import (
	"fmt"
	"io"
	"strings"

	"github.com/respvet/respvet/passes/contract"
)

var githubCommands = map[severity]string{
	contract.SeverityError:   "error",
	contract.SeverityWarning: "warning",
	contract.SeverityInfo:    "notice",
}

// writeGitHub prints findings as workflow commands of GitHub Actions, which shows
// them beside the code. It shows ten of a kind in a step, and all in its log.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
func writeGitHub(w io.Writer, findings []finding, _ *sources, _ display) error {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "::%s file=%s,line=%d,", githubCommands[f.Severity], escapeProperty(slashed(f.File)), f.Line)
		if f.EndLine >= f.Line {
			fmt.Fprintf(&b, "endLine=%d,", f.EndLine)
		}
		if f.Column > 0 && f.EndLine == f.Line { // columns of several lines are refused
			fmt.Fprintf(&b, "col=%d,endColumn=%d,", f.Column, f.EndColumn)
		}
		message := printable(f.Message)
		for _, r := range f.Related {
			message += "\n" + place(r.File, r.Line, r.Column) + " " + printable(r.Message)
		}
		fmt.Fprintf(&b, "title=respvet %s::%s\n", escapeProperty(f.name()), escapeData(message))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func escapeData(s string) string     { return dataEscapes.Replace(s) }
func escapeProperty(s string) string { return propertyEscapes.Replace(printable(s)) }
