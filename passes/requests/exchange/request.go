package exchange

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

// An Outgoing is a request that a call makes, and what it gives back of the answer.
type Outgoing struct {
	Api string
	// In terms of the parameters of the function that asks. A client of nil is one
	// that only its caller's caller knows: an interface, a function.
	Client, Method, Url, Body origin.Value
	Results                   []Result
	Looked                    bool  // the status was looked at inside
	Used                      bool  // the body was read inside
	Fills                     bool  // the call decodes it into what it was told
	Direct                    bool  // the call itself makes the request, and no function that was read
	Errs                      []int // of the statuses tried those that become the call's error
	// Of the statuses tried those with which the answer is given back, and those
	// after which the request is sent again inside.
	Hands, Again []int
	At           *ssa.Call   // the call in a helper of this package that makes the request
	Helper       *types.Func // another package's helper that makes it
}

// RequestsOf returns the requests that a call makes whose answers, or their statuses,
// it gives back.
func (p *Exchanges) RequestsOf(call *ssa.Call) []Outgoing {
	c := &call.Call
	if row := p.Flow.Row(c); row != nil {
		return p.rowRequests(row, call)
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	if c.StaticCallee() == nil && !mayHold(c.Signature().Results()) {
		return nil // do not ask what runs there: it can be no wrapper
	}
	targets := p.Flow.Targets(call)
	var out []Outgoing
	for _, t := range targets {
		var as []Outgoing
		if t.Fn != nil {
			as = p.ReturnedBy(t.Fn)
		} else if f := p.Imported(t.Obj); f != nil {
			as = f.Requested()
			for i := range as {
				as[i].Helper = t.Obj
			}
		}
		for _, a := range as {
			a.Method, a.Url, a.Body = t.Subst(a.Method), t.Subst(a.Url), t.Subst(a.Body)
			if a.Client != nil {
				a.Client = t.Subst(a.Client)
			}
			out = append(out, a)
		}
	}
	if len(targets) == 0 && RoundTrips(c.Signature()) {
		a := Outgoing{Api: ApiName(c), Results: []Result{{0, "", TheAnswer}}, Direct: true}
		args := ssautil.Args(c)
		message := p.Flow.Eval(args[len(args)-1], call).NotNil()
		a.Method = origin.Select(message, "."+httpmodel.MessageMethod)
		a.Url = origin.Select(message, "."+httpmodel.MessageURL)
		a.Body = origin.Select(message, "."+httpmodel.MessageBody)
		return []Outgoing{a}
	}
	return out
}

// ReturnedBy returns the requests whose answers a function returns.
func (p *Exchanges) ReturnedBy(fn *ssa.Function) []Outgoing {
	if as, ok := p.asking[fn]; ok {
		return as
	}
	if p.Busy[fn] {
		return nil // recursion asks nothing of its own
	}
	p.Busy[fn] = true
	defer delete(p.Busy, fn)
	var out []Outgoing
	for _, b := range fn.Blocks {
		if !p.Flow.Live(b) {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, a := range p.RequestsOf(call) {
				t := p.Follow(call, a)
				b := a
				b.Direct, b.Errs, b.Results = false, nil, t.ResultsOf(fn)
				b.At, b.Helper = call, nil
				if len(b.Results) == 0 {
					continue
				}
				b.Looked = a.Looked || len(t.Looks) > 0
				b.Hands, b.Again = p.returnedStatuses(call, a, t)
				b.Used = a.Used || len(t.Uses) > 0
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

// returnedStatuses returns the statuses with which a function gives back the answer of a
// call, and those after which it makes the call again.
func (p *Exchanges) returnedStatuses(call *ssa.Call, a Outgoing, t *Trace) (hands, again []int) {
	again = slices.Clone(a.Again)
	for _, status := range Tried {
		if !a.Direct && !slices.Contains(a.Hands, status) {
			continue
		}
		o := policy.Scenario{Status: status}
		c := p.CourseFrom(call, t, o, a.Got(call, o))
		if c.Handed {
			hands = append(hands, status)
		}
		if c.Again && !slices.Contains(again, status) {
			again = append(again, status)
		}
	}
	return hands, again
}

// maxAsks bounds the requests of one wrapper: more of them are alike.
const maxAsks = 4

// ResultsOf returns what a function gives its callers of an answer. A body alone
// tells them nothing of the status.
func (t *Trace) ResultsOf(fn *ssa.Function) []Result {
	tells := false
	var out []Result
next:
	for _, h := range t.results {
		if h.Index >= fn.Signature.Results().Len() || typeutil.IsError(fn.Signature.Results().At(h.Index).Type()) {
			continue // of a closure; an error with the status in it has been made of a look
		}
		for _, o := range out {
			if o == h {
				continue next
			}
		}
		tells = tells || h.What != theBody
		out = append(out, h)
	}
	if !tells {
		return nil
	}
	return out
}

// rowRequests returns what a call of the model asks.
func (p *Exchanges) rowRequests(row *httpmodel.Row, call *ssa.Call) []Outgoing {
	r := row.Request
	if r == nil {
		return nil
	}
	p.Flow.Refuel()
	a := Outgoing{Api: ApiName(&call.Call), Direct: true}
	if r.Answer >= 0 {
		a.Results = []Result{{r.Answer, "", TheAnswer}}
	}
	a.Client = p.Flow.EvalCall(r.Client, call)
	a.Errs, a.Looked = p.failingStatuses(r, a.Client)
	a.Looked = a.Looked || p.hasMember(r, httpmodel.MessageElse, call)
	a.Fills = p.hasMember(r, httpmodel.MessageInto, call)
	a.Body = p.requestMember(r.Body, httpmodel.MessageBody, r, call)
	a.Method = p.requestMember(r.Method, httpmodel.MessageMethod, r, call)
	a.Url = p.requestMember(r.URL, httpmodel.MessageURL, r, call)
	return []Outgoing{a}
}

// requestMember returns what a request says of itself, or else its message.
func (p *Exchanges) requestMember(e httpmodel.Expr, member string, r *httpmodel.Request, call *ssa.Call) origin.Value {
	if e.Op != 0 {
		return p.Flow.EvalCall(e, call)
	}
	return origin.Select(p.Flow.EvalCall(r.Message, call).NotNil(), "."+member)
}

// hasMember reports whether a message certainly has a member.
func (p *Exchanges) hasMember(r *httpmodel.Request, member string, call *ssa.Call) bool {
	return slices.ContainsFunc(p.requestMember(httpmodel.Expr{}, member, r, call), func(t *origin.Term) bool {
		return t.Op == origin.Object || t.Op == origin.Param && !strings.HasSuffix(t.Path, "."+member)
	})
}

// MethodOf returns the constant that a request's method is, "" if it is not one.
func MethodOf(v origin.Value) string {
	m, ok := ConstantText(v)
	if ok && m == "" {
		return "GET"
	}
	return strings.ToUpper(m)
}

// ConstantText returns the text that a value is. It is not ok if that is not one constant.
func ConstantText(v origin.Value) (text string, ok bool) {
	ss, exact := v.Strings()
	if !exact || len(ss) != 1 {
		return "", false
	}
	return ss[0], true
}

// RoundTrips reports whether a signature is that of what sends a request and
// gives back what came: http.RoundTripper's, a client's Do. A function of that
// form whose body is not known is taken for one.
func RoundTrips(sig *types.Signature) bool {
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

// ApiName returns the name of what a call runs, as messages give it: with the
// package's name, for a method of the model with its type.
func ApiName(c *ssa.CallCommon) string {
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

// PackageName returns the name of a package.
func (p *Exchanges) PackageName(path string) string {
	for _, q := range p.Pass.Pkg.Imports() {
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
