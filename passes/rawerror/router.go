package rawerror

import (
	"fmt"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/conform"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
)

// router words what is wrong with the responses that a library's router or
// middleware sends by itself.
func router(m *responses.Mount, c *contract.Contract) (f report.Finding, ok bool) {
	var text, empty []string
	for _, a := range m.Responses {
		switch {
		case a.Code < 400 || !c.IsError(a.Code):
		case a.Kind == responses.Text:
			text = append(text, fmt.Sprint(a.Code))
		case a.Kind == responses.NoBody && c.WantsBody(a.Code):
			empty = append(empty, fmt.Sprint(a.Code))
		}
	}
	var wrong []string
	if len(text) > 0 {
		wrong = append(wrong, conform.And(text)+" as text/plain")
	}
	switch {
	case len(empty) > 0 && len(text) > 0:
		wrong = append(wrong, "an empty "+conform.And(empty))
	case len(empty) > 0:
		wrong = append(wrong, conform.And(empty)+" without a body")
	}
	f.Node, f.Category = m.Node, "router"
	f.Message = fmt.Sprintf("%s sends its own %s; %s", m.Made(), strings.Join(wrong, " and "), required(c, "a JSON body"))
	return f, len(wrong) > 0
}
