package driver

import (
	"io"

	"github.com/respvet/respvet/passes/contract"
)

// A climateIssue is an issue of Code Climate's format, with the members that GitLab reads.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
type climateIssue struct {
	Type        string          `json:"type"`
	Check       string          `json:"check_name"`
	Description string          `json:"description"`
	Categories  []string        `json:"categories"`
	Severity    string          `json:"severity"`
	Fingerprint string          `json:"fingerprint"`
	Location    climateLocation `json:"location"`
}

type climateLocation struct {
	Path  string `json:"path"` // without "./" in front: GitLab would not find it
	Lines struct {
		Begin int `json:"begin"`
		End   int `json:"end,omitempty"`
	} `json:"lines"`
}

var climateSeverities = map[severity]string{
	contract.SeverityError:   "major",
	contract.SeverityWarning: "minor",
	contract.SeverityInfo:    "info",
}

// writeCodeClimate prints findings as the report of GitLab's code quality.
func writeCodeClimate(w io.Writer, findings []finding, _ *sources, _ display) error {
	issues := make([]climateIssue, 0, len(findings))
	for _, f := range findings {
		i := climateIssue{
			Type: "issue", Check: "respvet/" + f.name(), Description: printable(f.Message), Categories: []string{"Bug Risk"},
			Severity: climateSeverities[f.Severity], Fingerprint: f.Fingerprint,
		}
		i.Location.Path, i.Location.Lines.Begin = slashed(f.File), max(f.Line, 1)
		if f.EndLine > f.Line {
			i.Location.Lines.End = f.EndLine
		}
		issues = append(issues, i)
	}
	return encode(w, issues, "  ")
}
