package route

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/handler"
	"golang.org/x/tools/go/ssa"
)

// Inputs returns the parts of a request that a handler reads, and those that a library gives
// it for an operation.
func (p *Routes) Inputs(fn *ssa.Function) []handler.Input {
	list := p.requests.Inputs(fn)
	if lib := p.errors.LibraryOf(fn); httpmodel.TaggedInputs(lib) {
		list = slices.Concat(handler.OperationInputs(fn.Signature), list)
	}
	return list
}
