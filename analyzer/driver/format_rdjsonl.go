package driver

import (
	"io"
	"strings"

	"github.com/respvet/respvet/passes/contract"
)

// A rd is a diagnostic of the Reviewdog Diagnostic Format. Columns count from 1,
// in bytes, as ours do.
// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
type rd struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Source      rdSource       `json:"source"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	Related     []rdRelated    `json:"relatedLocations,omitempty"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdRange struct {
	Start rdPosition  `json:"start"`
	End   *rdPosition `json:"end,omitempty"` // exclusive
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

type rdRelated struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
}

var rdSeverities = map[severity]string{
	contract.SeverityError:   "ERROR",
	contract.SeverityWarning: "WARNING",
	contract.SeverityInfo:    "INFO",
}

// writeRDJSONL prints findings as reviewdog reads them, one JSON object a line.
func writeRDJSONL(w io.Writer, findings []finding, src *sources, _ display) error {
	for _, f := range findings {
		d := rd{
			Message:  printable(f.Message),
			Location: rdLocation{slashed(f.File), rdRange{Start: rdPosition{f.Line, f.Column}}},
			Severity: rdSeverities[f.Severity],
			Source:   rdSource{"respvet", homePage},
			Code:     rdCode{f.name(), f.URL},
		}
		if f.EndLine > 0 {
			d.Location.Range.End = &rdPosition{f.EndLine, f.EndColumn}
		}
		if len(f.Fixes) > 0 {
			if s, ok := suggestion(f, f.Fixes[0], src.of(f.File)); ok {
				d.Suggestions = []rdSuggestion{s}
			}
		}
		for _, r := range f.Related {
			d.Related = append(d.Related, rdRelated{printable(r.Message), rdLocation{slashed(r.File), rdRange{Start: rdPosition{r.Line, r.Column}}}})
		}
		if err := encode(w, d, ""); err != nil {
			return err
		}
	}
	return nil
}

// maxSuggestion is how many lines a suggestion may replace.
const maxSuggestion = 30

// suggestion makes one replacement of all the edits of a fix: people accept
// suggestions one by one, and half a fix would not compile. It is not ok for a
// fix that edits places far apart, as one that adds an import often does.
func suggestion(f finding, fix fix, src *source) (rdSuggestion, bool) {
	if len(fix.edits) == 0 || !src.has(fix.edits) {
		return rdSuggestion{}, false
	}
	var text strings.Builder
	first, last := fix.edits[0].Start, fix.edits[0].Start
	for _, e := range fix.edits {
		if e.File != f.File {
			return rdSuggestion{}, false
		}
		text.Write(src.text[last:e.Start])
		text.WriteString(e.New)
		last = e.End
	}
	var start, end rdPosition
	start.Line, start.Column = src.place(first)
	end.Line, end.Column = src.place(last)
	return rdSuggestion{rdRange{start, &end}, text.String()}, end.Line-start.Line < maxSuggestion
}
