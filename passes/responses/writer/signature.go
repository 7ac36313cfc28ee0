package writer

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// Handlers of a project's own signature: (w, r, params), (w, r, next), a request that is
// embedded in another type, a context that holds both. Their signature does not tell them
// from helpers; that the package uses them as values does, since a helper is called.

// uses are the calls of a package by whom they run: calls that name a function, since a writer is
// followed through no others. Who may run a function at all, exchange.CallersOf knows.
type uses struct {
	callers map[*ssa.Function][]*ssa.Call
	dynamic []*ssa.Call            // of function values
	later   map[*ssa.Function]bool // run by go and defer
}

func (p *Writers) usesOf() *uses {
	if p.uses != nil {
		return p.uses
	}
	u := &uses{callers: make(map[*ssa.Function][]*ssa.Call), later: make(map[*ssa.Function]bool)}
	p.uses = u
	p.summaries.AnyInstr(func(instr ssa.Instruction) bool {
		c, ok := instr.(ssa.CallInstruction)
		if !ok || c.Common().IsInvoke() || p.Index.InTest(c.Pos()) {
			return false
		}
		call, plain := instr.(*ssa.Call)
		callee := c.Common().StaticCallee()
		_, builtin := c.Common().Value.(*ssa.Builtin)
		switch {
		case callee != nil && plain:
			u.callers[callee] = append(u.callers[callee], call)
		case callee != nil:
			u.later[callee] = true
		case plain && !builtin:
			u.dynamic = append(u.dynamic, call)
		}
		return false
	})
	return u
}

// IsOwnHandler reports whether a function is a handler of a project's own signature.
func (p *Writers) IsOwnHandler(fn *ssa.Function) bool {
	return p.HandlerKind(fn) == NoHandler && p.ownHandler(fn) != nil
}

// ownHandler returns a function of a project's own signature as a last responder, nil if it is
// none: it is used as a value, and gets a writer and a request.
func (p *Writers) ownHandler(fn *ssa.Function) *LastResponder {
	kind, plain := resultKind(fn.Signature), true
	if kind == NoHandler && endsInNilable(fn.Signature) {
		kind, plain = Returning, false
	}
	if kind == NoHandler || !p.escaping()[fn] {
		return nil
	}
	var holder *ssa.Parameter
	request := false
	for _, q := range fn.Params[len(fn.Params)-fn.Signature.Params().Len():] {
		switch {
		case p.holdsWriter(q.Type()):
			if holder != nil {
				return nil
			}
			holder = q
			request = request || p.holdsRequest(q.Type())
		case p.holdsRequest(q.Type()):
			request = true
		}
	}
	if holder == nil || !request {
		return nil
	}
	seen, last := p.adapters(fn)
	context := p.holdsContext(holder.Type())
	if !last || !seen && (!plain || context || !p.IsWriterType(holder.Type())) {
		return nil // whoever runs it may respond by what it leaves in the context
	}
	return &LastResponder{Kind: kind, Context: context, Alone: true, Aliases: p.AliasesIn(fn, append(p.writersIn(fn), holder)...)}
}

// resultKind says what kind of handler the results of a signature allow.
func resultKind(sig *types.Signature) HandlerKind {
	switch res := sig.Results(); {
	case res.Len() == 0:
		return Plain
	case res.Len() == 1 && typeutil.IsError(res.At(0).Type()):
		return Returning
	}
	return NoHandler
}

// endsInNilable reports whether the last result of a signature is one whose being nil may
// say that the handler has responded: an error, a pointer.
func endsInNilable(sig *types.Signature) bool {
	n := sig.Results().Len()
	if n == 0 || n > maxHandlerResults {
		return false
	}
	switch t := sig.Results().At(n - 1).Type(); t.Underlying().(type) {
	case *types.Pointer:
		return true
	default:
		return typeutil.IsError(t)
	}
}

// maxHandlerResults bounds the results of a handler of the project's own: a value, a status
// and an error.
const maxHandlerResults = 3

// adapters looks at the calls of this package, and of those that it imports, by which a
// handler may be run: seen says that there are any, last that none of them responds after it.
func (p *Writers) adapters(fn *ssa.Function) (seen, last bool) {
	sig := fn.Signature
	for _, call := range p.usesOf().dynamic {
		c := call.Call.Signature()
		if !types.Identical(c.Params(), sig.Params()) || !types.Identical(c.Results(), sig.Results()) {
			continue
		}
		if seen = true; !p.lastAfter(call) {
			return true, false
		}
	}
	elsewhere, last := p.importedRunner(sig)
	return seen || elsewhere, last
}

// writersIn returns the values of a function through which requests are responded to, and
// that it has from others: parameters, captured variables, what it gets out of a request's
// context or a variable of the package.
func (p *Writers) writersIn(fn *ssa.Function) (out []ssa.Value) {
	for _, q := range fn.Params {
		if p.holdsWriter(q.Type()) {
			out = append(out, q)
		}
	}
	for _, v := range fn.FreeVars {
		t := v.Type()
		if ptr, ok := t.Underlying().(*types.Pointer); ok && !p.IsWriterType(t) {
			t = ptr.Elem() // of a variable
		}
		if p.holdsWriter(t) {
			out = append(out, v)
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(nil) {
				if g, ok := (*op).(*ssa.Global); ok && p.holdsWriter(g.Type()) {
					out = append(out, g)
				}
			}
			switch v := instr.(type) {
			case *ssa.Call, *ssa.TypeAssert, *ssa.UnOp:
				if v := v.(ssa.Value); p.holdsWriter(v.Type()) {
					out = append(out, v)
				}
			}
		}
	}
	return out
}

// AliasesOf returns all values through which a function responds to requests, whichever writer
// they hold.
func (p *Writers) AliasesOf(fn *ssa.Function) *Aliases {
	h, ok := p.aliases[fn]
	if !ok {
		h = p.AliasesIn(fn, p.writersIn(fn)...)
		p.aliases[fn] = h
	}
	return h
}

// tail returns a function as a last responder that others call as the last thing they do, and
// whose result they return: nil if it is called in any other way, or by others.
func (p *Writers) tail(fn *ssa.Function) *LastResponder {
	r := p.usesOf()
	if resultKind(fn.Signature) != Returning || len(r.callers[fn]) == 0 || r.later[fn] || p.Open(fn) {
		return nil
	}
	var given []ssa.Value
	context, alone := true, true
	for _, call := range r.callers[fn] {
		s := p.LastResponderOf(call.Parent())
		if s == nil || s.Kind != Returning || !p.isLast(call, s) {
			return nil
		}
		context, alone = context && s.Context, alone && s.Alone
		for i, a := range call.Call.Args {
			if s.Aliases.Vals[a] && i < len(fn.Params) && !slices.Contains(given, ssa.Value(fn.Params[i])) {
				given = append(given, fn.Params[i])
			}
		}
	}
	if len(given) == 0 || ssautil.Outermost(fn) != fn {
		return nil
	}
	return &LastResponder{Kind: Returning, Context: context, Alone: alone, Aliases: p.AliasesIn(fn, given...)}
}

// DynamicCalls returns the calls of function values in this package, but for tests.
func (p *Writers) DynamicCalls() []*ssa.Call { return p.usesOf().dynamic }

// UsedAsValue reports whether a function is stored, returned or passed on.
func (p *Writers) UsedAsValue(fn *ssa.Function) bool { return p.escaping()[fn] }

// Callers returns the calls of a function of this package, nil if there may be others: it
// can be called from elsewhere, or later.
func (p *Writers) Callers(fn *ssa.Function) []*ssa.Call {
	r := p.usesOf()
	if p.Open(fn) || r.later[fn] {
		return nil
	}
	return r.callers[fn]
}

// Called reports whether this package calls a function, other than by a value of it.
func (p *Writers) Called(fn *ssa.Function) bool { return len(p.usesOf().callers[fn]) > 0 }
