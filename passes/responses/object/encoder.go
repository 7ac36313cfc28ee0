package object

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// An encoder is a function that writes a result of a closed set of types, an interface with
// a method that no other package can have:
//
//	func encodeGetOrderResponse(response GetOrderRes, w http.ResponseWriter) error {
//		switch response := response.(type) {
//		case *Order:
//			…
//
// It is an adapter of what functions return as such an interface, wherever they are: values
// of it have no other use.

// encodes marks the signature of an adapter that is an encoder; the name of the interface
// follows.
const encodes = "encodes "

// findEncoders finds the encoders of this package.
func (p *Objects) findEncoders() (out []Adapter) {
	for _, fn := range p.Flow.Funcs {
		sig := fn.Signature
		if sig.Recv() != nil || fn.Parent() != nil || sig.Params().Len() < 2 || !closed(sig.Params().At(0).Type(), p.Pass.Pkg) || p.Index.InTest(fn.Pos()) {
			continue
		}
		var writes []*summary.Write
		for _, a := range p.summaries.WritesOf(fn) {
			if a.To.Index == 0 || summary.SetsHeader(a) || a.When.Unencoded || !summary.HasBody(a) {
				continue
			}
			writes = append(writes, a)
		}
		if len(writes) > 0 && len(out) < maxEncoders {
			out = append(out, Adapter{Sig: encodes + types.TypeString(sig.Params().At(0).Type(), nil), Writes: summary.Writes{All: writes}})
		}
	}
	return out
}

// maxEncoders bounds what a package says of encoders: a generated one has as many as it has
// operations with several results, and the facts of each are read by all that import it.
const maxEncoders = 256

// closed reports whether a type is an interface of a package that no other one can implement.
func closed(t types.Type, pkg *types.Package) bool {
	n := typeutil.Named(t)
	if n == nil || n.Obj().Pkg() != pkg {
		return false
	}
	i, ok := n.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range i.Methods() {
		if !m.Exported() {
			return true
		}
	}
	return false
}

// encoded adds the responses that encoders make of what a function returns.
func (p *Objects) encoded(fn *ssa.Function, known []Adapter) {
	results := fn.Signature.Results()
	if results.Len() == 0 || !types.IsInterface(results.At(0).Type()) || p.Index.InTest(fn.Pos()) {
		return
	}
	name := encodes + types.TypeString(results.At(0).Type(), nil)
	i := slices.IndexFunc(known, func(a Adapter) bool { return a.Sig == name })
	if i < 0 {
		return
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || !p.Flow.Live(b) {
			continue
		}
		made, ok := ssautil.Returned(ret)[0].(*ssa.MakeInterface)
		if !ok || !isMade(made.X) {
			continue
		}
		value := p.Flow.Eval(made.X, ret)
		fits := slices.DeleteFunc(slices.Clone(known[i].Writes.All), func(a *summary.Write) bool {
			return !possible(a.When.Guards, []origin.Value{value})
		})
		p.adaptedReturn(fn, ret, fits)
	}
}
