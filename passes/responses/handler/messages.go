package handler

import (
	"go/constant"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// ConstText returns a text that is made of constants alone.
func ConstText(v origin.Value) (string, bool) {
	if len(v) == 1 && v[0].Op == origin.Concat {
		var b strings.Builder
		for _, part := range v[0].Args {
			text, ok := ConstText(part)
			if !ok {
				return "", false
			}
			b.WriteString(text)
		}
		return b.String(), true
	}
	texts, exact := v.Strings()
	if !exact || len(texts) != 1 {
		return "", false
	}
	return texts[0], true
}

// Messages returns the constant texts that an error response's JSON members hold, by
// the names of the members.
func (p *Handlers) Messages(s *summary.Response) map[string]string {
	if s.Body.Kind != summary.JSON || !s.IsError() {
		return nil
	}
	texts := make(map[string]string)
	several := make(map[string]bool)
	p.summaries.Members(s.Code.Write.Body.Value, "", func(t *origin.Term, member string) {
		switch was, seen := texts[member]; {
		case member == "" || t.Op == origin.Object || t.Op == origin.Encoded:
		case t.Op != origin.Const && t.Op != origin.StatusText || t.Const != nil && t.Const.Kind() != constant.String:
			several[member] = true
		default:
			text := ""
			if t.Op == origin.StatusText && len(s.Status.Codes) == 1 {
				text = http.StatusText(s.Status.Codes[0])
			} else if t.Op == origin.Const {
				text = constant.StringVal(t.Const)
			}
			texts[member] = text
			if seen && was != text || t.Op == origin.StatusText && text == "" {
				several[member] = true
			}
		}
	})
	for member := range several {
		delete(texts, member)
	}
	return texts
}

// SaysNoSuchThing reports whether a response is a 404 in its own words: what it was
// asked for by a parameter is not there.
func SaysNoSuchThing(s *summary.Response) bool {
	if !slices.Equal(s.Status.Codes, []int{http.StatusNotFound}) {
		return false
	}
	for _, text := range s.Reason.Messages {
		if httpmodel.MeaningOfText(text) == httpmodel.NotFound {
			return true
		}
	}
	return false
}
