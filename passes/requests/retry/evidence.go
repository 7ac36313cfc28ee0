package retry

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Evidence returns what speaks for a request that is to be sent again.
func (p *Retries) Evidence(s *exchange.Site) exchange.Evidence {
	e := exchange.Evidence{
		Streamed: p.streams(s.Code.Request.Message.Body, make(map[*ssa.Parameter]bool)),
		Keyed:    p.keyed(s.Code.Func),
	}
	e.MayKey = e.Keyed || p.mayKey(s.Code.Func)
	e.ReadsDelay = p.readsDelay(s)
	e.Probe = s.Reply.Used == nil && !s.Code.Trace.Returned() && (s.Message.Method == "GET" || s.Message.Method == "HEAD")
	return e
}

// minPublished is how many exported methods make a type the client of an API. One or
// two are a login, a webhook, a request that a service makes now and then, and where
// its failure is an error that is as good as another attempt.
const minPublished = 4

// Published notes which requests are those of a client that others import.
func (p *Retries) Published() {
	if p.Pass.Pkg.Name() == "main" || slices.ContainsFunc(strings.Split(p.Pass.Pkg.Path(), "/"), func(e string) bool { return e == "internal" || e == "vendor" }) {
		return
	}
	entries := make(map[*exchange.Site][]*types.Func)
	methods := make(map[*types.TypeName]map[*types.Func]bool)
	for _, s := range p.Found.Sites {
		if !s.Code.Request.Maker.Direct && s.By.Inner != nil {
			continue // looked at where it is made
		}
		entries[s] = p.entries(s.Code.Func)
		for _, m := range entries[s] {
			of := typeutil.Receiver(m)
			if methods[of] == nil {
				methods[of] = make(map[*types.Func]bool)
			}
			methods[of][m] = true
		}
	}
	for _, s := range p.Found.Sites {
		inner := s.Cause()
		s.Published = p.owned(inner) && slices.ContainsFunc(entries[inner], func(m *types.Func) bool { return len(methods[typeutil.Receiver(m)]) >= minPublished })
	}
}

// entries returns the exported methods of exported types through which other packages
// come to a function.
func (p *Retries) entries(fn *ssa.Function) (out []*types.Func) {
	fn = ssautil.Outermost(fn)
	seen := map[*ssa.Function]bool{fn: true}
	for level, n := []*ssa.Function{fn}, 0; len(level) > 0 && n < exchange.MaxClimb; n++ {
		var next []*ssa.Function
		for _, f := range level {
			if m, ok := f.Object().(*types.Func); ok && m.Exported() {
				if of := typeutil.Receiver(m); of != nil && of.Exported() {
					out = append(out, m)
				}
			}
			for _, by := range p.exchanges.CallersOf(f) {
				if by.Call == nil {
					continue
				}
				if up := ssautil.Outermost(by.Call.Parent()); !seen[up] {
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
func (p *Retries) owned(s *exchange.Site) bool {
	if len(s.Clients.All) == 0 {
		return false
	}
	for _, t := range s.Code.Request.Message.Client {
		for _, made := range p.Policies.OriginsOf(t) {
			next, ok := made.Member("Transport")
			if !ok {
				continue
			}
			for _, u := range p.Policies.Origins(next) {
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
func (p *Retries) streams(body origin.Value, seen map[*ssa.Parameter]bool) bool {
	return slices.ContainsFunc(body, func(t *origin.Term) bool {
		if q := exchange.Parameter(t); q != nil {
			if known, ok := seen[q]; ok {
				return known // by a recursion: the other callers decide
			}
			seen[q] = true
			if callers := p.exchanges.CallersOf(t.Fn); len(callers) > 0 {
				seen[q] = !slices.ContainsFunc(callers, func(by exchange.Caller) bool {
					arg, ok := p.exchanges.ArgumentOf(t, by)
					return ok && !p.streams(arg, seen)
				})
				return seen[q]
			}
			if strings.HasSuffix(t.Path, "."+httpmodel.MessageBody) || t.Path == "" && types.IsInterface(q.Type()) {
				return true // the body of a request that other packages make
			}
		}
		typ := p.Flow.TypeOf(t)
		return typ != nil && t.Op != origin.Zero && !types.IsInterface(typ) && exchange.IsReader(typ) && !httpmodel.Rewindable(typ)
	})
}

// keyed reports whether a function sets the header field that makes a request
// idempotent, or a function of the package that makes or gets the request for it.
func (p *Retries) keyed(fn *ssa.Function) bool { return p.keyedWithin(fn, 3) }

func (p *Retries) keyedWithin(fn *ssa.Function, levels int) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if f := call.Call.StaticCallee(); levels > 0 && f != nil && f.Pkg == fn.Pkg && p.Flow.Row(&call.Call) == nil && handlesRequest(f.Signature) && p.keyedWithin(f, levels-1) {
				return true
			}
			row := p.Flow.Row(&call.Call)
			if row == nil || row.Response == nil || row.Response.Kind != httpmodel.SetHeader && row.Response.Kind != httpmodel.AddHeader {
				continue
			}
			keys, _ := p.Flow.EvalCall(row.Response.Key, call).Strings()
			if slices.ContainsFunc(keys, func(k string) bool { return strings.Contains(strings.ToLower(k), "idempotency") }) {
				return true
			}
		}
	}
	return false
}

// readsDelay reports whether Retry-After is looked at on the way of a 429.
func (p *Retries) readsDelay(s *exchange.Site) bool {
	o := policy.Scenario{Status: 429}
	in := &exchange.Confines{Blocks: whole(s.Code.Func).Blocks, Stops: make(map[ssa.Instruction]bool)}
	for b := range in.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && readsRetryAfter(call, maxMakers) {
				in.Stops[call] = true
			}
		}
	}
	if len(in.Stops) == 0 {
		return false
	}
	w := p.exchanges.NewWalker(s.Code.Call, s.Code.Trace, o, in)
	w.Behind(s.Code.Request.Got(s.Code.Call, o), nil)
	return in.Halted
}

// readsRetryAfter reports whether a call looks at the header field, itself or in the
// functions that it runs.
func readsRetryAfter(call *ssa.Call, levels int) bool {
	if slices.ContainsFunc(ssautil.Args(&call.Call), isRetryAfter) {
		return true
	}
	fn := ssautil.Generic(call.Call.StaticCallee())
	return fn != nil && levels > 0 && ssautil.AnyCall(fn, func(c *ssa.Call) bool { return readsRetryAfter(c, levels-1) })
}

// mayKey reports whether a function gives a request to one that nobody knows, or a caller
// of the function, at some distance, does so or sets the key. Each is asked once, however
// many ways lead to it.
func (p *Retries) mayKey(fn *ssa.Function) bool {
	seen := map[*ssa.Function]bool{fn: true}
	for level, at := 0, []*ssa.Function{fn}; len(at) > 0 && level <= exchange.MaxClimb; level++ {
		var above []*ssa.Function
		for _, fn := range at {
			if givesUnknown(fn) {
				return true
			}
			if level == exchange.MaxClimb {
				continue
			}
			for _, by := range p.exchanges.CallersOf(fn) {
				if by.Call == nil || seen[by.Call.Parent()] {
					continue
				}
				seen[by.Call.Parent()] = true
				if p.keyed(by.Call.Parent()) {
					return true
				}
				above = append(above, by.Call.Parent())
			}
		}
		at = above
	}
	return false
}

// givesUnknown reports whether a function calls one that nobody knows and that is given a
// request, or makes one.
func givesUnknown(fn *ssa.Function) bool {
	return ssautil.AnyCall(fn, func(call *ssa.Call) bool {
		_, builtin := call.Call.Value.(*ssa.Builtin)
		return !builtin && ssautil.Callee(&call.Call) == nil && handlesRequest(call.Call.Signature()) && !exchange.RoundTrips(call.Call.Signature())
	})
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
