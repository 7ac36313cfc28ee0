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
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// An Outgoing is a request that a call makes, and what it gives back of the response.
type Outgoing struct {
	API      string
	Message  Values
	Results  []Result
	Inside   Handling
	Statuses StatusFates
	Maker    Maker
	into     int // the argument that the response is written into, 0 if none is
}

// Values are what a request is made of, in terms of the parameters of the function that
// makes it.
type Values struct {
	// Client is nil if only the caller's caller knows it: an interface, a function.
	Client            origin.Value
	Method, URL, Body origin.Value
}

// Handling is what a function does with the response inside.
type Handling struct {
	Looked bool // it looks at the status
	Used   bool // it reads the body
	Fills  bool // it decodes the body into what the caller has passed for that
}

// StatusFates are what becomes of the statuses tried.
type StatusFates struct {
	Errs     []int // those that become the call's error
	Returned []int // those with which the response is returned
	Again    []int // those after which the request is sent again inside
}

// A Maker is what makes a request.
type Maker struct {
	Direct bool        // the call itself, and no function that was read
	Call   *ssa.Call   // the call in a helper of this package
	Helper *types.Func // another package's helper
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
	if c.StaticCallee() == nil && !p.mayHold(c.Signature().Results()) {
		return nil // do not ask what runs there: it can be no wrapper
	}
	client := p.ClientBehind(call)
	var targets []valueflow.Target
	if client == nil {
		targets = p.Flow.Targets(call)
	}
	var out []Outgoing
	for _, t := range targets {
		var as []Outgoing
		if t.Fn != nil {
			as = p.ReturnedBy(t.Fn)
		} else if f := p.Imported(t.Obj); f != nil {
			as = f.Requested()
			for i := range as {
				as[i].Maker.Helper = t.Obj
			}
		}
		for _, a := range as {
			a.Message.Method, a.Message.URL, a.Message.Body = t.Subst(a.Message.Method), t.Subst(a.Message.URL), t.Subst(a.Message.Body)
			if a.Message.Client != nil {
				a.Message.Client = t.Subst(a.Message.Client)
			}
			out = append(out, a)
		}
	}
	if len(targets) == 0 && RoundTrips(c.Signature()) {
		a := Outgoing{API: p.APIName(c), Results: []Result{{0, "", TheResponse}}, Maker: Maker{Direct: true}}
		args := ssautil.Args(c)
		message := p.Flow.Eval(args[len(args)-1], call).NotNil()
		a.Message.Method = origin.Select(message, "."+httpmodel.MessageMethod)
		a.Message.URL = origin.Select(message, "."+httpmodel.MessageURL)
		a.Message.Body = origin.Select(message, "."+httpmodel.MessageBody)
		a.Message.Client = client
		return []Outgoing{a}
	}
	return out
}

// ClientBehind returns the client that a method of an interface is called of, where the package
// puts clients of libraries there alone: a field that constructors fill. It is nil otherwise.
func (p *Exchanges) ClientBehind(call *ssa.Call) origin.Value {
	if !call.Call.IsInvoke() || !RoundTrips(call.Call.Signature()) {
		return nil
	}
	client := p.Flow.Eval(call.Call.Value, call)
	known := false
	for _, t := range p.Policies.Origins(client) {
		if t.Op == origin.Zero {
			continue
		}
		typ := p.Flow.TypeOf(t)
		if !policy.IsStandard(t) && (typ == nil || types.IsInterface(typ) || p.Flow.Model().RetrierOf(typ) == nil) {
			return nil
		}
		known = true
	}
	if !known {
		return nil
	}
	return client
}

// ReturnedBy returns the requests whose answers a function returns.
func (p *Exchanges) ReturnedBy(fn *ssa.Function) []Outgoing {
	if as, ok := p.returnedBy[fn]; ok {
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
				b.Maker.Direct, b.Statuses.Errs, b.Results = false, nil, t.ResultsOf(fn)
				b.Maker.Call, b.Maker.Helper, b.into = call, nil, 0
				if len(b.Results) == 0 {
					continue
				}
				b.Inside.Looked = a.Inside.Looked || len(t.Looks) > 0
				b.Statuses.Returned, b.Statuses.Again = p.returnedStatuses(call, a, t)
				b.Inside.Used = a.Inside.Used || len(t.Uses) > 0
				out = append(out, b)
			}
		}
	}
	if len(out) > maxReturned {
		out = out[:maxReturned]
	}
	p.returnedBy[fn] = out
	return out
}

// returnedStatuses returns the statuses with which a function gives back the response of a
// call, and those after which it makes the call again.
func (p *Exchanges) returnedStatuses(call *ssa.Call, a Outgoing, t *Trace) (hands, again []int) {
	again = slices.Clone(a.Statuses.Again)
	for _, status := range Tried {
		if !a.Maker.Direct && !slices.Contains(a.Statuses.Returned, status) {
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

// maxReturned bounds the requests of one wrapper: more of them are alike.
const maxReturned = 4

// ResultsOf returns what a function gives its callers of a response. A body alone
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
	a := Outgoing{API: p.APIName(&call.Call), Maker: Maker{Direct: true}}
	if r.Response >= 0 {
		a.Results = []Result{{r.Response, "", TheResponse}}
	}
	if r.Split {
		a.Results = []Result{{0, "", TheStatus}, {1, "", theBody}}
	}
	a.into = r.Into
	a.Message.Client = p.Flow.EvalCall(r.Client, call)
	a.Statuses.Errs, a.Inside.Looked = p.failingStatuses(r, a.Message.Client)
	a.Inside.Looked = a.Inside.Looked || p.hasMember(r, httpmodel.MessageElse, call)
	a.Inside.Fills = p.hasMember(r, httpmodel.MessageInto, call)
	a.Message.Body = p.requestMember(r.Body, httpmodel.MessageBody, r, call)
	a.Message.Method = p.requestMember(r.Method, httpmodel.MessageMethod, r, call)
	a.Message.URL = p.requestMember(r.URL, httpmodel.MessageURL, r, call)
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
	for _, m := range r.Message.Members { // the call's own
		if m.Name == member {
			return slices.ContainsFunc(p.Flow.EvalCall(m.Value, call), func(t *origin.Term) bool { return t.Op != origin.Zero })
		}
	}
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

func (p *Exchanges) isResponse(t types.Type) bool { return p.Flow.Model().ReplyOf(t) != nil }

// mayHold reports whether one of several results may hold a response.
func (p *Exchanges) mayHold(res *types.Tuple) bool {
	for v := range res.Variables() {
		if path := p.responsePath(v.Type(), 2); path != "" || p.isResponse(v.Type()) {
			return true
		}
	}
	return false
}

// responsePath returns the path of members that leads from a struct to a response,
// "" if there is none within some levels.
func (p *Exchanges) responsePath(t types.Type, levels int) string {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || levels == 0 || p.isResponse(t) {
		return ""
	}
	for f := range s.Fields() {
		if p.isResponse(f.Type()) {
			return "." + f.Name()
		}
	}
	for f := range s.Fields() {
		if path := p.responsePath(f.Type(), levels-1); path != "" {
			return "." + f.Name() + path
		}
	}
	return ""
}

// APIName returns the name of what a call runs, as messages give it: with the
// package's name, for a method of the model with its type.
func (p *Exchanges) APIName(c *ssa.CallCommon) string {
	fn := ssautil.Callee(c)
	switch {
	case fn == nil:
		return "a function value"
	case fn.Pkg() == nil:
		return fn.Name()
	case fn.Signature().Recv() == nil:
		return fn.Pkg().Name() + "." + fn.Name()
	}
	if recv := httpmodel.RecvName(fn); recv != "" && p.Flow.Model().KnowsFunc(fn) {
		_, byPointer := fn.Signature().Recv().Type().(*types.Pointer)
		return typeutil.MethodExpr(fn.Pkg().Name()+"."+recv, fn.Name(), byPointer)
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
