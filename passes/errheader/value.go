package errheader

import (
	"fmt"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
)

// written judges the value of a header field: Retry-After is a number of seconds
// or, if the contract does not insist on one, a date.
func written(c *contract.Contract, h *responses.HeaderValue) (f report.Finding, ok bool) {
	seconds := c.HeaderForm(h.Name) == contract.FormSeconds
	if h.Name != "Retry-After" && !seconds {
		return f, false
	}
	for _, value := range h.Values {
		if isSeconds(value) || !seconds && isDate(value) {
			continue
		}
		want := "which is neither a number of seconds nor an HTTP date"
		if seconds {
			want = "which is not a number of seconds"
		}
		f.Node, f.Category = h.Node, "value"
		f.Message = fmt.Sprintf("%s sets %s to %q, %s: clients cannot parse it", h.API, h.Name, value, want)
		return f, true
	}
	return f, false
}

func isSeconds(value string) bool { return value != "" && strings.Trim(value, "0123456789") == "" }

func isDate(value string) bool {
	_, err := http.ParseTime(value)
	return err == nil
}

// differs finds a header field that has to hold what a member of the body holds,
// and holds something else.
func differs(c *contract.Contract, s *responses.Response) (f report.Finding, ok bool) {
	if !s.Status.Exact || len(s.Status.Codes) != 1 {
		return f, false
	}
	for _, rule := range c.Headers(s.Status.Codes[0]) {
		for _, field := range rule.AnyOf {
			values, known := s.FieldValues(field)
			if rule.Holds == contract.HoldsNothing || !known || len(values) != 1 {
				continue
			}
			for _, shape := range s.Shapes() {
				member, consts := constants(c.ErrorMembers(), shape, rule.Holds)
				if len(consts) > 0 && !slices.Contains(consts, values[0]) {
					f.Node, f.Category = s.At.Call, "value"
					f.Message = fmt.Sprintf("%s sends %s with %s %q and %q in %s; %s",
						s.Name(), phrase(s.Status.Codes[0]), field, values[0], consts[0], member, c.Requires("equal values"))
					return f, true
				}
			}
		}
	}
	return f, false
}

// constants returns the member of an error body that holds something, and the constants
// that it may be; none if they are not all known.
func constants(members []contract.Member, shape *responses.Shape, what contract.Holds) (path string, consts []string) {
	for _, m := range members {
		in := shape.Member(m.Name)
		if in == nil || m.Array || in.Presence != responses.Always {
			continue
		}
		if m.Holds == what {
			if consts, exact := in.Consts(); exact && in.Values[0].Kind == "string" { // else it is envelope's
				return m.Name, consts
			}
			return "", nil
		}
		for _, v := range in.Values {
			if path, consts := constants(m.Members, v, what); len(consts) > 0 {
				return m.Name + "." + path, consts
			}
		}
	}
	return "", nil
}
