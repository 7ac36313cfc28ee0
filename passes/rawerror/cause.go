package rawerror

import (
	"slices"

	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// causeOf returns what fixes the kind of a response's body. That there is none is the
// helper's doing only if no other caller adds one, and nobody knows it but them.
func causeOf(s *responses.Response) responses.Cause {
	cause := s.Cause(func(in *responses.Response) bool {
		return in.Body.Sent == s.Body.Sent && in.Body.Kind == s.Body.Kind && (s.Body.Kind != responses.JSON || in.Body.Unformatted == s.Body.Unformatted)
	})
	if s.Body.Sent {
		return cause
	}
	cause.Known = cause.Helper == nil && cause.Site.Body.None
	if slices.ContainsFunc(cause.Site.Helpers.Callers, func(caller *responses.Response) bool { return caller.IsError() && !caller.Body.None }) {
		return responses.Cause{Site: s}
	}
	return cause
}

// listed reports whether an error goes with the status, here or in a helper, into a list
// that a middleware may answer.
func listed(s *responses.Response) bool {
	return s.By.Listed || slices.ContainsFunc(s.Helpers.Inside, listed)
}

// called returns the calls of a helper with errors.
func called(s *responses.Response) (list []analysis.RelatedInformation) {
	for _, caller := range s.Helpers.Callers {
		if caller.IsError() {
			list = append(list, call(caller))
		}
	}
	return list
}

func call(s *responses.Response) analysis.RelatedInformation {
	message := s.By.Via + " is called with " + codes(s, "") + " here"
	if s.By.Via == "" { // a function literal
		message = "called here"
	}
	return analysis.RelatedInformation{Pos: s.At.Node.Pos(), End: s.At.Node.End(), Message: message}
}
