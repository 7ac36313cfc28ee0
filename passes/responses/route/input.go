package route

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
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

// BodyType returns the type of what is passed to the call of a response as its body, nil if
// that is an interface's, or is not known.
func (p *Routes) BodyType(s *summary.Response) types.Type {
	if s.Code.Call == nil || s.Code.Write == nil {
		return nil
	}
	at := -1
	if row := p.Flow.Row(&s.Code.Call.Call); row != nil {
		if row.Response != nil {
			body := row.Response.Body
			if body.Op == httpmodel.OpEncode {
				body = body.X()
			}
			if body.Op == httpmodel.OpArg {
				at = body.Arg
			}
		}
	} else if inner := s.Code.Write.Via.Inner; inner != nil && len(inner.Body.Value) == 1 && inner.Body.Value[0].Op == origin.Encoded {
		if v := inner.Body.Value[0].Args[0]; len(v) == 1 && v[0].Op == origin.Param && v[0].Path == "" {
			at = v[0].Index
		}
	}
	args := ssautil.Args(&s.Code.Call.Call)
	if at < 0 || at >= len(args) {
		return nil
	}
	if t := ssautil.UnwrapInterface(args[at]).Type(); !types.IsInterface(t) {
		return t
	}
	return nil
}
