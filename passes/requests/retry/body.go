package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A body that is made before the first attempt has been read when the next one sends
// it, unless something begins it again. The request may be sent by a function that the
// loop calls, through others: then what it is given is followed out to the loop.

// A Spent is a body, or a request with one, that has been read when it is sent again.
type Spent struct {
	Expr ast.Expr
	Site *exchange.Site
	// Rewindable says that net/http can give the request its body again: GetBody is set.
	Rewindable bool
	// Away says that the request is sent in another function than the loop's.
	Away bool
}

// spend notes what a request is sent again without.
func (p *Retries) spend(r *Repeat, f frame, l *exchange.Natural) {
	s := f.chain()[0].site
	expr := p.spent(s, f, l)
	if expr == nil {
		return
	}
	body := s.Code.Request.Message.Body
	r.Spent = append(r.Spent, &Spent{
		Expr: expr, Site: s, Away: f.inner != nil,
		Rewindable: p.Policies.Rewindable(body) == policy.Yes && !wrapped(s.Code.Call, maxMakers),
	})
}

// spent returns the body, or the request with one, that a loop sends again though
// it was read when it was first sent: where it is sent, if that is not in the loop, else
// where it is given to what makes the request or sends it.
func (p *Retries) spent(s *exchange.Site, f frame, l *exchange.Natural) ast.Expr {
	chain, loop := f.chain(), l
	if p.rewindsIn(chain, loop, true) {
		return nil
	}
	if l.Again != nil && !l.Recurs() { // what both calls have is older than they are
		l = &exchange.Natural{Head: l.Head, Again: l.Again}
	}
	for i, a := range ssautil.Args(&chain[0].call.Call) {
		c := &sentBody{p: p, chain: chain, l: l, body: s.Code.Request.Message.Body}
		switch {
		case httpmodel.IsRequest(a.Type()):
			if !c.request(0, a) {
				return nil
			}
		case !exchange.IsReader(a.Type()) || !c.reader(0, a):
			continue
		}
		if c.at == nil && p.rewindsIn(chain, loop, false) {
			return nil
		}
		if c.at != nil && len(chain) == 1 {
			return c.at
		}
		return p.argument(chain[0].call, i)
	}
	return nil
}

// rewindsIn reports whether a loop, or a function that leads to the request, makes the body
// ready to be sent again. Each attempt may have a request of its own, which is made of one
// reader: what functions do to that request then does nothing to the reader.
func (p *Retries) rewindsIn(chain []frame, l *exchange.Natural, remade bool) bool {
	for i, g := range chain {
		blocks := l.Blocks
		if i < len(chain)-1 {
			blocks = whole(g.call.Parent()).Blocks
		}
		w := &rewinding{p: p, remade: remade, but: []*ssa.Call{g.call, l.Again}}
		if w.in(blocks, maxMakers) {
			return true
		}
	}
	return false
}

// chain returns the calls that lead to a request, the request's own first.
func (f frame) chain() (out []frame) {
	for g := &f; g != nil; g = g.inner {
		out = append([]frame{*g}, out...)
	}
	return out
}

// A sentBody follows what is sent from the call that sends it out to a loop.
type sentBody struct {
	p     *Retries
	chain []frame // see frame.chain
	l     *exchange.Natural
	body  origin.Value // what is sent, as the innermost function knows it
	at    ast.Expr     // the reader that a request is made with in the loop
}

// last reports whether a frame is the loop's own.
func (c *sentBody) last(i int) bool { return i == len(c.chain)-1 }

// request reports whether a request of a frame has a body that was read.
func (c *sentBody) request(i int, v ssa.Value) bool {
	p, l := c.p, c.l
	switch v := v.(type) {
	case *ssa.Parameter:
		if arg := c.argument(i, v); arg != nil {
			return c.request(i+1, arg)
		}
		return c.last(i) && p.holdsReader(c.bodyAt(i, v))
	case *ssa.FreeVar:
		return c.outside(i) && p.holdsReader(c.bodyAt(i, v))
	case *ssa.UnOp:
		return captured(v, c.blocks(i)) && c.outside(i) && p.holdsReader(c.bodyAt(i, v))
	case *ssa.Call: // WithContext and Clone, which share the body
		if row := p.Flow.Row(&v.Call); row != nil && len(row.Results) == 1 && row.Results[0].Op == httpmodel.OpArg {
			return c.request(i, ssautil.Args(&v.Call)[row.Results[0].Arg])
		}
		if ls := p.Flow.Roots(v); len(ls) == 1 && ls[0].Path == "" && ls[0].Root != ssa.Value(v) { // a copy that a helper makes
			return c.request(i, ls[0].Root)
		}
	case *ssa.Extract:
		mk, ok := v.Tuple.(*ssa.Call)
		if !ok {
			return false
		}
		row := p.Flow.Row(&mk.Call) != nil
		if c.last(i) && !l.Blocks[mk.Block()] {
			body := c.bodyAt(i, v)
			return row && full(body) || p.holdsReader(body)
		}
		for j, a := range ssautil.Args(&mk.Call) {
			if exchange.IsReader(a.Type()) && (row || p.requestsWith(mk, j)) && c.reader(i, a) {
				c.at = p.argument(mk, j)
				return c.at != nil
			}
		}
	}
	return false
}

// reader reports whether a reader of a frame was made before the loop begins.
func (c *sentBody) reader(i int, v ssa.Value) bool {
	switch u := v.(type) {
	case *ssa.MakeInterface:
		return c.reader(i, u.X)
	case *ssa.ChangeInterface:
		return c.reader(i, u.X)
	case *ssa.Parameter:
		if arg := c.argument(i, u); arg != nil {
			return c.reader(i+1, arg)
		}
		return c.last(i) && c.p.mayBeReader(u)
	case *ssa.FreeVar:
		return c.outside(i)
	case *ssa.UnOp:
		return captured(u, c.blocks(i)) && c.outside(i)
	}
	return c.last(i) && full(c.body) && c.p.earlier(v, c.l)
}

// argument returns what a parameter of a frame's function is given by the next frame,
// nil if that is the loop's own or cannot be told.
func (c *sentBody) argument(i int, q *ssa.Parameter) ssa.Value {
	if c.last(i) {
		return nil
	}
	args, fn := ssautil.Args(&c.chain[i+1].call.Call), q.Parent()
	if j := slices.Index(fn.Params, q); j >= 0 && len(args) == len(fn.Params) {
		return args[j]
	}
	return nil
}

// blocks returns what a frame's call is made again in.
func (c *sentBody) blocks(i int) *exchange.Natural {
	if c.last(i) {
		return c.l
	}
	return whole(c.chain[i].call.Parent())
}

// outside reports whether a closure, the function of a frame, is made before the loop
// begins, and so what it captures is.
func (c *sentBody) outside(i int) bool {
	if c.last(i) {
		return true
	}
	closure := c.chain[i+1].call.Call.Value
	for j := i + 1; ; j++ {
		if c.last(j) {
			instr, ok := closure.(ssa.Instruction)
			return !ok || !c.l.Blocks[instr.Block()] || isVariable(closure, c.l)
		}
		q, ok := closure.(*ssa.Parameter)
		if !ok {
			return false
		}
		if closure = c.argument(j, q); closure == nil {
			return false
		}
	}
}

// isVariable reports whether a value is loaded from a variable that a loop leaves as it is.
func isVariable(v ssa.Value, l *exchange.Natural) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	a, ok := load.X.(*ssa.Alloc)
	return captured(load, l) || ok && !l.Blocks[a.Block()] && !slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		return ok && st.Addr == a && l.Blocks[st.Block()]
	})
}

// bodyAt returns the body of a request as a frame knows it.
func (c *sentBody) bodyAt(i int, request ssa.Value) origin.Value {
	if i == 0 {
		return c.body
	}
	return origin.Select(c.p.Flow.Eval(request, c.chain[i].call).NotNil(), "."+httpmodel.MessageBody)
}

// full reports whether there may be a body.
func full(body origin.Value) bool {
	return slices.ContainsFunc(body, func(t *origin.Term) bool {
		return t.Op != origin.Zero && !(t.Op == origin.Global && t.Name == "net/http.NoBody")
	})
}

// requestsWith reports whether a function makes a request with the reader that is its
// argument i.
func (p *Retries) requestsWith(call *ssa.Call, i int) bool {
	helper := ssautil.Generic(call.Call.StaticCallee())
	if helper == nil || i >= len(helper.Params) {
		return false
	}
	return ssautil.AnyCall(helper, func(mk *ssa.Call) bool {
		return p.Flow.Row(&mk.Call) != nil && handlesRequest(mk.Call.Signature()) && slices.Contains(ssautil.Args(&mk.Call), ssa.Value(helper.Params[i]))
	})
}

// mayBeReader reports whether a parameter may be a reader: the callers of the function
// give one, or they are other packages'.
func (p *Retries) mayBeReader(q *ssa.Parameter) bool {
	callers, i := p.exchanges.CallersOf(q.Parent()), slices.Index(q.Parent().Params, q)
	return len(callers) == 0 || slices.ContainsFunc(callers, func(by exchange.Caller) bool {
		if by.Call == nil || i >= len(ssautil.Args(&by.Call.Call)) {
			return true
		}
		c, ok := ssautil.Args(&by.Call.Call)[i].(*ssa.Const)
		return !ok || !c.IsNil()
	})
}

// maxMakers bounds the helpers, one in another, in which a request is made.
const maxMakers = 3

// wrapped reports whether the body of a request is not given to what makes it as it is,
// but in another reader: that of io.NopCloser, say. Then http.NewRequest cannot tell
// how to begin it again.
func wrapped(call *ssa.Call, levels int) bool {
	for _, a := range ssautil.Args(&call.Call) {
		if made, ok := a.(*ssa.Extract); ok && httpmodel.IsRequest(a.Type()) {
			mk, ok := made.Tuple.(*ssa.Call)
			return ok && wrapped(mk, levels)
		}
		if change, ok := a.(*ssa.ChangeInterface); ok {
			a = change.X
		}
		if _, ok := a.(*ssa.Call); ok && types.IsInterface(a.Type()) && exchange.IsReader(a.Type()) {
			return true
		}
	}
	helper := call.Call.StaticCallee()
	if helper == nil || levels == 0 {
		return false
	}
	for _, b := range helper.Blocks {
		for _, instr := range b.Instrs {
			if mk, ok := instr.(*ssa.Call); ok && handlesRequest(mk.Call.Signature()) && wrapped(mk, levels-1) {
				return true
			}
		}
	}
	return false
}

// whole returns a function as the loop of a runner that calls it again.
func whole(fn *ssa.Function) *exchange.Natural {
	l := &exchange.Natural{Head: fn.Blocks[0], Blocks: make(map[*ssa.BasicBlock]bool)}
	for _, b := range fn.Blocks {
		l.Blocks[b] = true
	}
	return l
}

// holdsReader reports whether a body certainly is one, on some way: here, or where the
// function's callers give it.
func (p *Retries) holdsReader(body origin.Value) bool {
	return p.readerWithin(body, make(map[*ssa.Parameter]bool))
}

func (p *Retries) readerWithin(body origin.Value, seen map[*ssa.Parameter]bool) bool {
	return slices.ContainsFunc(body, func(t *origin.Term) bool {
		if q := exchange.Parameter(t); q != nil && !seen[q] {
			seen[q] = true
			if is, any := p.transported(q); is {
				return any
			}
			return slices.ContainsFunc(p.exchanges.CallersOf(t.Fn), func(by exchange.Caller) bool {
				arg, ok := p.exchanges.ArgumentOf(t, by)
				return ok && p.readerWithin(arg, seen)
			})
		}
		typ := p.Flow.TypeOf(t)
		return t.Op == origin.Object && typ != nil && exchange.IsReader(typ)
	})
}

// captured reports whether a value is that of a variable of the function around, which
// a loop leaves as it is.
func captured(load *ssa.UnOp, l *exchange.Natural) bool {
	v, ok := load.X.(*ssa.FreeVar)
	return ok && load.Op == token.MUL && !slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		return ok && st.Addr == v && l.Blocks[st.Block()]
	})
}

// earlier reports whether a reader is made before a loop begins, and is one.
func (p *Retries) earlier(v ssa.Value, l *exchange.Natural) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return false
	case *ssa.MakeInterface:
		return p.earlier(v.X, l)
	case *ssa.ChangeInterface:
		return p.earlier(v.X, l)
	case *ssa.Parameter:
		return true
	case *ssa.UnOp:
		return captured(v, l)
	case *ssa.Alloc:
		return !l.Blocks[v.Block()]
	case *ssa.Call:
		return !l.Blocks[v.Block()]
	case *ssa.Extract:
		return !l.Blocks[v.Block()]
	case *ssa.Phi:
		return !l.Blocks[v.Block()] && slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return p.earlier(e, l) })
	}
	return false
}
