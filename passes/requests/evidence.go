package requests

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Evidence is what tells a request that is worth another attempt from one that is
// sent once on purpose.
type Evidence struct {
	// Client says that the function belongs to a client: its type holds what sends
	// requests, or little else than texts and numbers that describe a service, and
	// other packages can ask through it.
	Client bool
	// Pages says that after a success the same call is made again.
	Pages bool
	// Probe says that the request changes nothing and that nothing of its answer is
	// used but the status: is the service there?
	Probe bool
	// Streamed says that the request has a body which cannot be sent twice.
	Streamed bool
	// Keyed says that the request carries an idempotency key.
	Keyed bool
}

func (p *producer) evidence(s *Site) Evidence {
	e := Evidence{
		Client:   p.ofClient(s.fn),
		Pages:    p.courseFrom(s.call, s.trace, trial{status: 200}, arrived(s.call)).again,
		Streamed: p.streams(s.ask.body, make(map[*ssa.Parameter]bool)),
		Keyed:    p.keyed(s.fn),
	}
	e.Probe = s.Used == nil && !s.trace.returned() && (s.Method == "GET" || s.Method == "HEAD")
	return e
}

// declared returns the declared function that a function stands in.
func declared(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// ofClient reports whether a function is a method of a client's type that
// exported ones ask through.
func (p *producer) ofClient(fn *ssa.Function) bool {
	fn = declared(fn)
	recv := fn.Signature.Recv()
	if recv == nil || !describes(recv.Type()) {
		return false
	}
	seen := map[*ssa.Function]bool{fn: true}
	for level, n := []*ssa.Function{fn}, 0; len(level) > 0 && n < maxClimb; n++ {
		var next []*ssa.Function
		for _, f := range level {
			if obj, ok := f.Object().(*types.Func); ok && obj.Exported() && f.Signature.Recv() != nil {
				return true
			}
			for _, by := range p.callersOf(f) {
				if by.call == nil {
					continue
				}
				if up := declared(by.call.Parent()); !seen[up] {
					seen[up] = true
					next = append(next, up)
				}
			}
		}
		level = next
	}
	return false
}

// describes reports whether a type is that of a client: a struct that holds one,
// or of whose fields all are plain and some are texts: its address, its token.
func describes(t types.Type) bool {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	plain, texts := true, false
	for f := range s.Fields() {
		if sends(f.Type()) {
			return true
		}
		b, ok := f.Type().Underlying().(*types.Basic)
		plain = plain && ok
		texts = texts || ok && b.Kind() == types.String
	}
	return plain && texts
}

// sends reports whether values of a type send requests.
func sends(t types.Type) bool {
	if httpmodel.RetrierOf(t) != nil {
		return true
	}
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range iface.Methods() {
		if roundTrips(m.Signature()) {
			return true
		}
	}
	return false
}

// streams reports whether a body certainly comes from what can be read only once. A
// parameter is what the callers give: a wrapper that some of them hand a stream, and
// others nothing, does not stream. One that a function without callers is given is
// what other packages give, and a reader of theirs may be anything.
func (p *producer) streams(body valueflow.Value, seen map[*ssa.Parameter]bool) bool {
	return slices.ContainsFunc(body, func(t *valueflow.Term) bool {
		if t.Op == valueflow.Param && strings.HasSuffix(t.Path, "."+httpmodel.MessageBody) {
			return true // of a request that is passed on
		}
		if t.Op == valueflow.Param && t.Path == "" && t.Fn != nil && t.Index < len(t.Fn.Params) {
			q := t.Fn.Params[t.Index]
			if seen[q] || len(seen) > maxClimb {
				return true // by a recursion: the other callers decide
			}
			seen[q] = true
			defer delete(seen, q)
			if callers := p.callersOf(t.Fn); len(callers) > 0 {
				return !slices.ContainsFunc(callers, func(by caller) bool { return by.call != nil && !p.givesStream(by.call, t.Index, seen) })
			}
			if types.IsInterface(q.Type()) {
				return true
			}
		}
		typ := p.flow.TypeOf(t)
		return typ != nil && t.Op != valueflow.Zero && !types.IsInterface(typ) && isReader(typ) && !httpmodel.Rewindable(typ)
	})
}

// givesStream reports whether a call hands over, as argument i, what streams.
func (p *producer) givesStream(call *ssa.Call, i int, seen map[*ssa.Parameter]bool) bool {
	args := valueflow.Args(&call.Call)
	return i < len(args) && p.streams(p.flow.Eval(args[i], call), seen)
}

// keyed reports whether a function sets the header field that makes a request
// idempotent, or a function of the package that makes or gets the request for it.
func (p *producer) keyed(fn *ssa.Function) bool { return p.keyedWithin(fn, 3) }

func (p *producer) keyedWithin(fn *ssa.Function, levels int) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if f := call.Call.StaticCallee(); levels > 0 && f != nil && f.Pkg == fn.Pkg && p.flow.Row(&call.Call) == nil && handlesRequest(f.Signature) && p.keyedWithin(f, levels-1) {
				return true
			}
			row := p.flow.Row(&call.Call)
			if row == nil || row.Response == nil || row.Response.Kind != httpmodel.SetHeader && row.Response.Kind != httpmodel.AddHeader {
				continue
			}
			keys, _ := p.flow.RowValue(row.Response.Key, call).Strings()
			if slices.ContainsFunc(keys, func(k string) bool { return strings.Contains(strings.ToLower(k), "idempotency") }) {
				return true
			}
		}
	}
	return false
}

// handlesRequest reports whether a function is given a request, or makes one.
func handlesRequest(sig *types.Signature) bool {
	for _, vars := range []*types.Tuple{sig.Params(), sig.Results()} {
		for v := range vars.Variables() {
			if httpmodel.IsRequest(v.Type()) {
				return true
			}
		}
	}
	return false
}
