package responses

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Statuses that nobody sets.

// Statuses returns the statuses that the site may send, and whether there are no
// others: Codes and Exact, or the 200 of an answer whose status is certainly not
// set.
func (s *Site) Statuses() (codes []int, exact bool) {
	if s.Unset {
		return []int{http.StatusOK}, true
	}
	return s.Codes, s.Exact
}

// unset reports whether a body is sent under a status that was not set since the
// handler was entered, on the writer or on the request, and which a framework has
// not entered with one of its own.
func (p *producer) unset(s *Site, handler *ssa.Function, begun map[*ssa.Function]bool) bool {
	entered := func(v origin.Value) bool {
		return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool {
			return t.Op != origin.Param || t.Fn != handler || !strings.HasSuffix(t.Path, valueflow.MemStatus)
		})
	}
	return (s.ans.kind == httpmodel.Body || s.ans.kind == httpmodel.Answer) && !begun[handler] &&
		entered(s.ans.status) && entered(p.flow.Load(s.ans.writer.Member(valueflow.MemStatus), s.call))
}

// begunHandlers returns the handlers that a framework runs with a status that it has
// chosen.
func (p *producer) begunHandlers() map[*ssa.Function]bool {
	out := make(map[*ssa.Function]bool)
	p.eachRow(func(row *httpmodel.Row, call *ssa.Call) {
		if row.Begins != 0 {
			for _, a := range call.Call.Args {
				for _, h := range p.handlersIn(a) {
					out[h] = true
				}
			}
		}
	})
	return out
}

// eachRow calls visit for every call of a known API.
func (p *producer) eachRow(visit func(*httpmodel.Row, *ssa.Call)) {
	for _, fn := range p.flow.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					if row := p.flow.Row(&call.Call); row != nil {
						visit(row, call)
					}
				}
			}
		}
	}
}
