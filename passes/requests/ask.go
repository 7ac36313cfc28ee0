package requests

import (
	"go/types"
	pathpkg "path"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// An ask is a request that a call makes, and what it gives back of the answer.
type ask struct {
	api string
	// In terms of the parameters of the function that asks. A client of nil is one
	// that only its caller's caller knows: an interface, a function.
	client, method, url, body origin.Value
	results                   []held
	looked                    bool  // the status was looked at inside
	used                      bool  // the body was read inside
	fills                     bool  // the call decodes it into what it was told
	direct                    bool  // the call itself makes the request, and no function that was read
	errs                      []int // of the statuses tried those that become the call's error
	// Of the statuses tried those with which the answer is given back, and those
	// after which the request is sent again inside.
	hands, again []int
	at           *ssa.Call   // the call in a helper of this package that makes the request
	helper       *types.Func // another package's helper that makes it
}

// asks returns the requests that a call makes whose answers, or their statuses,
// it gives back.
func (p *producer) asks(call *ssa.Call) []ask {
	c := &call.Call
	if row := p.flow.Row(c); row != nil {
		return p.rowAsks(row, call)
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	if c.StaticCallee() == nil && !mayHold(c.Signature().Results()) {
		return nil // do not ask what runs there: it can be no wrapper
	}
	targets := p.flow.Targets(call)
	var out []ask
	for _, t := range targets {
		var as []ask
		if t.Fn != nil {
			as = p.askedBy(t.Fn)
		} else if f := p.imported(t.Obj); f != nil {
			as = f.asks()
			for i := range as {
				as[i].helper = t.Obj
			}
		}
		for _, a := range as {
			a.method, a.url, a.body = t.Subst(a.method), t.Subst(a.url), t.Subst(a.body)
			if a.client != nil {
				a.client = t.Subst(a.client)
			}
			out = append(out, a)
		}
	}
	if len(targets) == 0 && roundTrips(c.Signature()) {
		return []ask{{api: apiName(c), results: []held{{0, "", theAnswer}}, direct: true}}
	}
	return out
}

// askedBy returns the requests whose answers a function returns.
func (p *producer) askedBy(fn *ssa.Function) []ask {
	if as, ok := p.asking[fn]; ok {
		return as
	}
	if p.busy[fn] {
		return nil // recursion asks nothing of its own
	}
	p.busy[fn] = true
	defer delete(p.busy, fn)
	var out []ask
	for _, b := range fn.Blocks {
		if !p.flow.Live(b) {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, a := range p.asks(call) {
				t := p.follow(call, a)
				b := a
				b.direct, b.errs, b.results = false, nil, t.handed(fn)
				b.at, b.helper = call, nil
				if len(b.results) == 0 {
					continue
				}
				b.looked = a.looked || len(t.looks) > 0
				b.hands, b.again = p.handsOn(call, a, t)
				b.used = a.used || len(t.uses) > 0
				out = append(out, b)
			}
		}
	}
	if len(out) > maxAsks {
		out = out[:maxAsks]
	}
	p.asking[fn] = out
	return out
}

// handsOn returns the statuses with which a function gives back the answer of a
// call, and those after which it makes the call again.
func (p *producer) handsOn(call *ssa.Call, a ask, t *trace) (hands, again []int) {
	again = slices.Clone(a.again)
	for _, status := range tried {
		if !a.direct && !slices.Contains(a.hands, status) {
			continue
		}
		o := policy.Scenario{Status: status}
		c := p.courseFrom(call, t, o, a.got(call, o))
		if c.handed {
			hands = append(hands, status)
		}
		if c.again && !slices.Contains(again, status) {
			again = append(again, status)
		}
	}
	return hands, again
}

// maxAsks bounds the requests of one wrapper: more of them are alike.
const maxAsks = 4

// handed returns what a function gives its callers of an answer. A body alone
// tells them nothing of the status.
func (t *trace) handed(fn *ssa.Function) []held {
	tells := false
	var out []held
next:
	for _, h := range t.results {
		if h.index >= fn.Signature.Results().Len() || typeutil.IsError(fn.Signature.Results().At(h.index).Type()) {
			continue // of a closure; an error with the status in it has been made of a look
		}
		for _, o := range out {
			if o == h {
				continue next
			}
		}
		tells = tells || h.what != theBody
		out = append(out, h)
	}
	if !tells {
		return nil
	}
	return out
}

// rowAsks returns what a call of the model asks.
func (p *producer) rowAsks(row *httpmodel.Row, call *ssa.Call) []ask {
	r := row.Request
	if r == nil {
		return nil
	}
	p.flow.Refuel()
	a := ask{api: apiName(&call.Call), direct: true}
	if r.Answer >= 0 {
		a.results = []held{{r.Answer, "", theAnswer}}
	}
	a.client = p.flow.EvalCall(r.Client, call)
	a.errs, a.looked = p.refusals(r, a.client)
	a.looked = a.looked || p.told(r, httpmodel.MessageElse, call)
	a.fills = p.told(r, httpmodel.MessageInto, call)
	a.body = p.asked(r.Body, httpmodel.MessageBody, r, call)
	a.method = p.asked(r.Method, httpmodel.MessageMethod, r, call)
	a.url = p.asked(r.URL, httpmodel.MessageURL, r, call)
	return []ask{a}
}

// asked returns what a request says of itself, or else its message.
func (p *producer) asked(e httpmodel.Expr, member string, r *httpmodel.Request, call *ssa.Call) origin.Value {
	if e.Op != 0 {
		return p.flow.EvalCall(e, call)
	}
	return origin.Select(p.flow.EvalCall(r.Message, call).NotNil(), "."+member)
}

// told reports whether a message certainly has a member.
func (p *producer) told(r *httpmodel.Request, member string, call *ssa.Call) bool {
	return slices.ContainsFunc(p.asked(httpmodel.Expr{}, member, r, call), func(t *origin.Term) bool {
		return t.Op == origin.Object || t.Op == origin.Param && !strings.HasSuffix(t.Path, "."+member)
	})
}

// methodOf returns the constant that a request's method is, "" if it is not one.
func methodOf(v origin.Value) string {
	m, ok := constantText(v)
	if ok && m == "" {
		return "GET"
	}
	return strings.ToUpper(m)
}

// constantText returns the text that a value is. It is not ok if that is not one constant.
func constantText(v origin.Value) (text string, ok bool) {
	ss, exact := v.Strings()
	if !exact || len(ss) != 1 {
		return "", false
	}
	return ss[0], true
}

// roundTrips reports whether a signature is that of what sends a request and
// gives back what came: http.RoundTripper's, a client's Do. A function of that
// form whose body is not known is taken for one.
func roundTrips(sig *types.Signature) bool {
	return sig.Params().Len() == 1 && httpmodel.IsRequest(sig.Params().At(0).Type()) &&
		sig.Results().Len() == 2 && httpmodel.IsResponse(sig.Results().At(0).Type()) && typeutil.IsError(sig.Results().At(1).Type())
}

func isAnswer(t types.Type) bool { return httpmodel.ReplyOf(t) != nil }

// mayHold reports whether one of several results may hold an answer.
func mayHold(res *types.Tuple) bool {
	for v := range res.Variables() {
		if path := answerPath(v.Type(), 2); path != "" || isAnswer(v.Type()) {
			return true
		}
	}
	return false
}

// answerPath returns the path of members that leads from a struct to an answer,
// "" if there is none within some levels.
func answerPath(t types.Type, levels int) string {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || levels == 0 || isAnswer(t) {
		return ""
	}
	for f := range s.Fields() {
		if isAnswer(f.Type()) {
			return "." + f.Name()
		}
	}
	for f := range s.Fields() {
		if path := answerPath(f.Type(), levels-1); path != "" {
			return "." + f.Name() + path
		}
	}
	return ""
}

// apiName returns the name of what a call runs, as messages give it: with the
// package's name, for a method of the model with its type.
func apiName(c *ssa.CallCommon) string {
	fn := ssautil.Callee(c)
	switch {
	case fn == nil:
		return "a function value"
	case fn.Pkg() == nil:
		return fn.Name()
	case fn.Signature().Recv() == nil:
		return fn.Pkg().Name() + "." + fn.Name()
	}
	if recv := httpmodel.RecvName(fn); recv != "" && httpmodel.Known(fn.Pkg().Path()) {
		return "(" + fn.Pkg().Name() + "." + recv + ")." + fn.Name()
	}
	return fn.Name()
}

// packageName returns the name of a package.
func (p *producer) packageName(path string) string {
	for _, q := range p.pass.Pkg.Imports() {
		if q.Path() == path {
			return q.Name()
		}
	}
	dir, name := pathpkg.Split(path)
	if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" {
		return pathpkg.Base(dir)
	}
	return name
}
