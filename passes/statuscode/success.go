package statuscode

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
)

// success finds a response that says 2xx in its head and an error in its body.
func success(c *contract.Contract, s *responses.Response) (f report.Finding, ok bool) {
	member, ok := errorMember(c, s)
	if !ok || slices.ContainsFunc(s.Helpers.Inside, func(in *responses.Response) bool { _, ok := errorMember(c, in); return ok }) {
		return f, false
	}
	codes, _ := s.Statuses()
	api := s.Name()
	f = report.Finding{
		Node:     s.At.Node,
		Category: "success",
		Message:  fmt.Sprintf("%s sends %s with %q in its body: clients treat it as a success", api, http.Named(codes[0]), member),
	}
	if s.By.Via != "" && s.Status.Expr == nil { // the helper chooses, or leaves it to net/http
		f.Cause, f.Also = chooser{s.By.Via, member}, fmt.Sprintf("%s sends it here too", api)
	}
	return f, true
}

// A chooser is a helper that sends a success with an error in its body for several calls.
type chooser struct{ helper, member string }

// manySuccesses is how many of them a package is told one by one: whoever has more of them
// says in each body what has happened, and decides on that once.
const manySuccesses = 5

// successes words many successes with an error in their bodies as one finding.
func successes(findings []report.Finding) []report.Finding {
	if each || len(findings) <= manySuccesses {
		return findings
	}
	return []report.Finding{report.Together(findings, fmt.Sprintf("%d successes of this package have an error in their body: clients treat them as successes; -statuscode.each lists them", len(findings)))}
}

// maxMembers bounds the members of an object that is an error. One with more is
// a record of something, a job or a delivery, that has an error in it.
const maxMembers = 6

// errorMember returns the member of a success's body that is an error. GraphQL and
// JSON-RPC answer so on purpose, a 207 has a status for each part.
func errorMember(c *contract.Contract, s *responses.Response) (string, bool) {
	codes, exact := s.Statuses()
	if !exact || len(codes) == 0 || slices.ContainsFunc(codes, func(code int) bool { return code < 200 || code > 299 || code == 207 }) {
		return "", false
	}
	names := []string{"error", "errors"}
	for _, shape := range c.ErrorShapes() {
		if len(shape.Properties) == 1 {
			names = append(names, shape.Properties[0].Name)
		}
	}
	for _, shape := range s.Shapes() {
		if status := errorStatus(c, shape); status != "" {
			return status, true
		}
		if shape.Member("data") != nil || shape.Member("jsonrpc") != nil || len(shape.Members) > maxMembers {
			continue
		}
		for _, m := range shape.Members {
			if slices.Contains(names, strings.ToLower(m.Name)) && m.Presence == responses.Always && says(m) {
				return m.Name, true
			}
		}
	}
	return "", false
}

// errorStatus returns the member of a body that the contract has for the status of
// an error, if it holds that of one.
func errorStatus(c *contract.Contract, shape *responses.Shape) string {
	for _, want := range c.ErrorMembers() {
		m := shape.Member(want.Name)
		if want.Holds != contract.HoldsStatus || m == nil || m.Presence != responses.Always {
			continue
		}
		consts, exact := m.Consts()
		if exact && !slices.ContainsFunc(consts, func(text string) bool {
			code, err := strconv.Atoi(text)
			return err != nil || !c.IsError(code)
		}) {
			return m.Name
		}
	}
	return ""
}

// says reports whether a member has a value, whatever it may be of several.
func says(m *responses.Member) bool {
	return len(m.Values) > 0 && !slices.ContainsFunc(m.Values, func(v *responses.Shape) bool {
		return !v.Full && !(v.Kind == "boolean" && v.Const == "true") &&
			!((v.Kind == "object" || v.Kind == "array") && v.Lit != nil && len(v.Lit.Elts) > 0)
	})
}
