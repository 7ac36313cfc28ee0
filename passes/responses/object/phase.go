// Package object finds responses that are values: an object of the project's own, with a
// method that writes it to a response writer, is built and returned by code that knows
// nothing of HTTP, and written by whoever called that.
//
//	func (s *Server) GetPet(ctx context.Context, id string) (GetPetResponse, error) {
//		…
//		return GetPet404JSONResponse{Message: "no such pet"}, nil
//	}
//
// The response stands where the object is returned. What the object's method writes is
// the method's summary, with the object as its receiver. Which caller writes it is not
// asked: an object with such a method has no other use. Where the method could as well be
// a handler of a framework, something in the package has to call it.
package object

import (
	"github.com/respvet/respvet/passes/responses/errvalue"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/nillist"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// Objects find responses that are values.
type Objects struct {
	*summary.Package
	summaries *summary.Summaries
	writers   *writer.Writers
	shapes    *jsonshape.Shapes
	lists     *nillist.Lists
	errors    *errvalue.Errors
	methods   typeutil.MethodSetCache
	adapted   map[*ssa.Function]*Adapter // by the functions whose results are sent
	adapts    map[*ssa.Function][]string // signatures, by the functions that run them
	called    map[string]bool            // the names of methods that the package calls, see calls
}

// New returns the phase, which reads what the earlier ones have found.
func New(summaries *summary.Summaries, writers *writer.Writers, shapes *jsonshape.Shapes, lists *nillist.Lists, errors *errvalue.Errors) *Objects {
	return &Objects{
		Package: summaries.Package, summaries: summaries, writers: writers, shapes: shapes, lists: lists, errors: errors,
		adapted: make(map[*ssa.Function]*Adapter), adapts: make(map[*ssa.Function][]string),
	}
}
