package handler

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Unset reports whether a body is sent under a status that was not set since the
// handler was entered, on the writer or on the request, and which a framework has
// not entered with one of its own.
func (p *Handlers) Unset(s *summary.Response, handler *ssa.Function, begun map[*ssa.Function]bool) bool {
	entered := func(v origin.Value) bool {
		return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool {
			return t.Op != origin.Param || t.Fn != handler || !strings.HasSuffix(t.Path, valueflow.MemStatus)
		})
	}
	return (s.Code.Write.Kind == httpmodel.Body || s.Code.Write.Kind == httpmodel.Complete) && !begun[handler] &&
		entered(s.Code.Write.Status.Value) && entered(p.Flow.Load(s.Code.Write.To.Writer.Member(valueflow.MemStatus), s.Code.Call))
}

// BegunHandlers returns the handlers that a framework runs with a status that it has
// chosen.
func (p *Handlers) BegunHandlers() map[*ssa.Function]bool {
	out := make(map[*ssa.Function]bool)
	p.summaries.EachRow(func(row *httpmodel.Row, call *ssa.Call) {
		if row.Begins != 0 {
			for _, a := range call.Call.Args {
				for _, h := range p.writers.HandlersIn(a) {
					out[h] = true
				}
			}
		}
	})
	return out
}
