package control

import (
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/valueflow"
)

// Bodies says of every response what its body certainly is.
func (p *Control) Bodies() {
	for s := range defect.Each(p.Found.Responses) {
		if !s.Body.Sent || s.Code.Write.Kind != httpmodel.Body && s.Code.Write.Kind != httpmodel.Complete {
			continue
		}
		s.Status.Begun = p.statusBegun(s)
		s.Body.Certain.JSON = handler.IsJSON(s.Code.Write.Body.Value)
		s.Body.Certain.Empty = handler.SaysNothing(s.Code.Write.Body.Value)
		s.Body.Certain.Sure = !s.Code.Write.When.Maybe && !p.handlers.NeedsArgument(s)
		s.Body.Certain.Whole = s.Body.Certain.Sure && !s.Code.Write.Body.Adds && p.summaries.Untouched(s.Code.Write.To.Writer, valueflow.MemBody, s.Code.Call)
		s.Body.Certain.Fresh = p.summaries.Untouched(s.Code.Write.To.Writer, valueflow.MemSent, s.Code.Call)
	}
}
