package control

import (
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/valueflow"
)

// Bodies says of every answer what its body certainly is.
func (p *Control) Bodies() {
	for s := range defect.Each(p.Found.Responses) {
		if !s.Sends || s.Write.Kind != httpmodel.Body && s.Write.Kind != httpmodel.Answer {
			continue
		}
		s.Begun = p.statusBegun(s)
		s.Body.JSON = handler.IsJSON(s.Write.Body)
		s.Body.Empty = handler.SaysNothing(s.Write.Body)
		s.Body.Sure = !s.Write.Maybe && !p.handlers.NeedsArgument(s)
		s.Body.Whole = s.Body.Sure && p.summaries.Untouched(s.Write.Writer, valueflow.MemBody, s.Instr)
		s.Body.Fresh = p.summaries.Untouched(s.Write.Writer, valueflow.MemSent, s.Instr)
	}
}
