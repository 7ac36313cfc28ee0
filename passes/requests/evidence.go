package requests

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Evidence is what tells a request that is worth another attempt from one that is
// sent once on purpose.
type Evidence struct {
	// Published says that the request is one of an exported type's, with a number of
	// exported methods that ask a service, in a package that other modules can import,
	// and that nobody can have it sent through a client of his own.
	Published bool
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
		Streamed: p.streams(s.ask.body, make(map[*ssa.Parameter]bool)),
		Keyed:    p.keyed(s.fn),
	}
	e.Probe = s.Used == nil && !s.trace.returned() && (s.Method == "GET" || s.Method == "HEAD")
	return e
}

// minPublished is how many exported methods make a type the client of an API. One or
// two are a login, a webhook, a request that a service makes now and then, and where
// its failure is an error that is as good as another attempt.
const minPublished = 4

// published notes which requests are those of a client that others import.
func (p *producer) published() {
	if p.pass.Pkg.Name() == "main" || slices.ContainsFunc(strings.Split(p.pass.Pkg.Path(), "/"), func(e string) bool { return e == "internal" || e == "vendor" }) {
		return
	}
	entries := make(map[*Site][]*types.Func)
	methods := make(map[*types.TypeName]map[*types.Func]bool)
	for _, s := range p.found.Sites {
		if !s.ask.direct && s.Inner != nil {
			continue // looked at where it is made
		}
		entries[s] = p.entries(s.fn)
		for _, m := range entries[s] {
			of := typeutil.Receiver(m)
			if methods[of] == nil {
				methods[of] = make(map[*types.Func]bool)
			}
			methods[of][m] = true
		}
	}
	for _, s := range p.found.Sites {
		inner := s.Cause()
		s.Published = p.owned(inner) && slices.ContainsFunc(entries[inner], func(m *types.Func) bool { return len(methods[typeutil.Receiver(m)]) >= minPublished })
	}
}

// entries returns the exported methods of exported types through which other packages
// come to a function.
func (p *producer) entries(fn *ssa.Function) (out []*types.Func) {
	fn = ssautil.Outermost(fn)
	seen := map[*ssa.Function]bool{fn: true}
	for level, n := []*ssa.Function{fn}, 0; len(level) > 0 && n < maxClimb; n++ {
		var next []*ssa.Function
		for _, f := range level {
			if m, ok := f.Object().(*types.Func); ok && m.Exported() {
				if of := typeutil.Receiver(m); of != nil && of.Exported() {
					out = append(out, m)
				}
			}
			for _, by := range p.callersOf(f) {
				if by.call == nil {
					continue
				}
				if up := ssautil.Outermost(by.call.Parent()); !seen[up] {
					seen[up] = true
					next = append(next, up)
				}
			}
		}
		level = next
	}
	return out
}

// owned reports whether all clients that a request may go through are made in the
// package, with transports that are, or are net/http's own.
func (p *producer) owned(s *Site) bool {
	if len(s.Clients) == 0 {
		return false
	}
	for _, t := range s.ask.client {
		for _, made := range p.policies.OriginsOf(t) {
			next, ok := made.Member("Transport")
			if !ok {
				continue
			}
			for _, u := range p.policies.Origins(next) {
				if u.Op == origin.Param || u.Op == origin.Unknown || u.Op == origin.Opaque {
					return false
				}
			}
		}
	}
	return true
}

// streams reports whether a body certainly comes from what can be read only once. A
// parameter is what the callers give: a wrapper that some of them hand a stream, and
// others nothing, does not stream. One that a function without callers is given is
// what other packages give, and a reader of theirs may be anything.
func (p *producer) streams(body origin.Value, seen map[*ssa.Parameter]bool) bool {
	return slices.ContainsFunc(body, func(t *origin.Term) bool {
		if q := parameter(t); q != nil {
			if known, ok := seen[q]; ok {
				return known // by a recursion: the other callers decide
			}
			seen[q] = true
			if callers := p.callersOf(t.Fn); len(callers) > 0 {
				seen[q] = !slices.ContainsFunc(callers, func(by caller) bool {
					arg, ok := p.argumentOf(t, by)
					return ok && !p.streams(arg, seen)
				})
				return seen[q]
			}
			if strings.HasSuffix(t.Path, "."+httpmodel.MessageBody) || t.Path == "" && types.IsInterface(q.Type()) {
				return true // the body of a request that other packages make
			}
		}
		typ := p.flow.TypeOf(t)
		return typ != nil && t.Op != origin.Zero && !types.IsInterface(typ) && isReader(typ) && !httpmodel.Rewindable(typ)
	})
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
			keys, _ := p.flow.EvalCall(row.Response.Key, call).Strings()
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
