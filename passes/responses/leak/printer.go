package leak

import (
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// printers returns a response for each call that makes a middleware which prints the
// errors that handlers put aside, gin.ErrorLogger, or the stack of a panic, until it is
// told not to: negroni.NewRecovery. It is there that somebody decided so.
func (p *Leaks) printers() (list []*summary.Response) {
	p.summaries.EachRow(func(row *httpmodel.Row, call *ssa.Call) {
		expr := p.Index.Call(call.Pos())
		if expr == nil || !p.Flow.Live(call.Block()) || p.Flow.Model().ReturnsTo(row.Pkg) != "" { // else an error handler decides
			return
		}
		for _, r := range row.OwnResponses {
			stack := r.Body.Op == httpmodel.OpStack
			if r.Body.Op == 0 || r.Status.Op != 0 && !stack || stack && p.overrides.Overridden(row.Pkg, call) {
				continue // with a status of its own it speaks of what it does itself
			}
			body := p.Flow.EvalCall(r.Body, call)
			if !body.Tainted() {
				continue
			}
			s := &summary.Response{
				At:   summary.Place{Call: expr, Node: expr, Func: p.Index.Func(expr.Pos())},
				By:   summary.Sender{API: p.summaries.APIName(row)},
				Code: summary.Code{Func: call.Parent(), Call: call, Write: &summary.Write{Kind: r.Kind, Status: summary.WriteStatus{Value: p.Flow.EvalCall(r.Status, call)}, Body: summary.WriteBody{Value: body}}},
			}
			s.SetCodes(s.Code.Write)
			list = append(list, s)
		}
	})
	return list
}

// replaced reports whether a response to an error is a library's in the place of which this
// package has put one of its own, which gets the error.
func (p *Leaks) replaced(s *summary.Response) bool {
	if s.Code.Call == nil {
		return false
	}
	row := p.Flow.Row(&s.Code.Call.Call)
	return row != nil && row.Response != nil && row.Response.Replaced && row.Response.Error && p.overrides.Overridden(row.Pkg, nil)
}
