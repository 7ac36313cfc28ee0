package rawerror

import (
	"fmt"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
)

// A package all or most of whose errors are text has made up its mind. That is one thing
// to tell its maintainer, not as many as it has errors; and where nothing that it imports
// of its module answers errors with JSON, nothing to tell one who has not asked.

// allText reports whether every error response of a package to API clients is text, as
// far as it has a body. An error that others answer, a framework's or the project's own,
// is none that is known to be.
func allText(res *responses.Result) bool {
	other := func(s *responses.Response) bool {
		json := s.Body.Kind == responses.JSON || s.Body.Unformatted == responses.JSON
		return s.Handler.Fails[responses.JSON] || s.LeavesBody() || s.IsError() && s.Body.Sent && (json || s.Body.Kind == responses.Unknown)
	}
	isError := func(s *responses.Response) bool { return s.IsError() }
	return !slices.ContainsFunc(res.Responses, other) && !slices.ContainsFunc(res.Returned, other) && !slices.ContainsFunc(res.ErrorResponses, isError)
}

// handles reports whether a package has handlers, and not just helpers for those of others.
func handles(res *responses.Result) bool {
	return slices.ContainsFunc(res.Responses, func(s *responses.Response) bool { return s.Handler.Is })
}

// habit is how many errors are text in a package that has more of them than errors in
// JSON, so that text is what its authors do and no slip.
const habit = 5

// mostlyText reports whether a package answers more errors with text than with JSON.
func mostlyText(res *responses.Result) bool {
	text, json := 0, 0
	for _, s := range res.ErrorResponses { // those of gRPC are of another protocol
		if s.IsError() && s.Body.Kind == responses.JSON {
			json++
		}
	}
	for _, s := range slices.Concat(res.Responses, res.Returned) {
		switch {
		case !s.IsError() || !s.Body.Sent:
		case s.Body.Kind == responses.JSON || s.Body.Unformatted == responses.JSON:
			json++
		case s.Body.Kind == responses.Text:
			text++
		}
	}
	return text >= habit && text > json
}

// together words several findings of one package as one.
func together(findings []report.Finding, none bool, c *contract.Contract) report.Finding {
	others := ", fewer are JSON"
	if none {
		others = ", none is JSON"
	}
	return report.Together(findings, fmt.Sprintf("%d error responses of this package are text/plain%s; %s; -rawerror.each lists them",
		len(findings), others, required(c, "JSON")))
}

// many is how many errors of one kind a package is told one by one: whoever has more of
// them sends all errors so, and decides on that once.
const many = 5

// manyTogether returns what words many errors of one package as one finding, by a message
// that has their number.
func manyTogether(message string) func([]report.Finding) []report.Finding {
	return func(findings []report.Finding) []report.Finding {
		first := places(findings)
		if len(first) <= many {
			return findings
		}
		return []report.Finding{report.Together(first, fmt.Sprintf(message, len(first)))}
	}
}

// places returns the first of the findings of each place: a helper has one for each of
// its callers.
func places(findings []report.Finding) (first []report.Finding) {
	for _, f := range findings {
		if !slices.ContainsFunc(first, func(o report.Finding) bool { return o.Node.Pos() == f.Node.Pos() }) {
			first = append(first, f)
		}
	}
	return first
}
