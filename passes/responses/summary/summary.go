package summary

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// WritesOf returns what fn may write through its parameters and, for a closure,
// through what it captures.
func (p *Summaries) WritesOf(fn *ssa.Function) []*Write {
	if as, ok := p.Memo[fn]; ok {
		return as
	}
	if p.Busy[fn] || len(fn.Blocks) == 0 {
		return nil
	}
	p.Busy[fn] = true
	as := p.writesIn(fn)
	delete(p.Busy, fn)
	p.Memo[fn] = as
	// A function that calls itself, with an error that it has made of the one it was given,
	// sends then what it sends by itself for that one. What it would send by calling itself
	// once more, it has given itself already.
	if calls := selfCalls(fn); len(calls) > 0 && len(as) > 0 {
		for _, call := range calls {
			delete(p.evs, call)
		}
		as = p.writesIn(fn)
		p.Memo[fn] = as
	}
	return as
}

// selfCalls returns the calls in a function that run the function itself.
func selfCalls(fn *ssa.Function) (calls []*ssa.Call) {
	ssautil.AnyCall(fn, func(call *ssa.Call) bool {
		if call.Call.StaticCallee() == fn {
			calls = append(calls, call)
		}
		return false
	})
	return calls
}

// writesIn finds what a function may write, with what is known so far of those that it
// calls.
func (p *Summaries) writesIn(fn *ssa.Function) []*Write {
	var as []*Write
	seen := make(map[string]*Write)
	for _, b := range fn.Blocks {
		if !p.Flow.Live(b) {
			continue
		}
		var env *paths.Env // of the block, for those that write
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, a := range p.Events(call) {
				i, ok := paramIndex(a.To.Writer.Root, fn)
				if !ok {
					continue
				}
				c := *a
				if a.Kind.Heads() {
					switch p.bodyAfter(call, a, failedAt(call, a)) {
					case bodyRead:
						continue // one response with the body's event, which knows the status
					case bodyUnread:
						c.Body.Unread = true
					}
				}
				c.To.Index, c.To.Path = i, a.To.Writer.Path
				if env == nil {
					e := paths.Entry(b)
					env = &e
				}
				c.When.Failing = a.When.Failing || a.When.Fails || ownFailure(*env)
				if param, ok := p.unencoded(*env); ok {
					c.When.Unencoded, c.When.encoded = true, param
				}
				if i >= 0 {
					c.When.Guards = append(p.Flow.Guards(b), a.When.Guards...)
					c.When.Maybe = a.When.Maybe || ssautil.Undecided(b)
					c.Body.Adds = a.Body.Adds || a.Kind == httpmodel.Body && !p.Untouched(a.To.Writer, valueflow.MemBody, call)
					c.When.Always = (a.When.Always || p.Flow.Row(&call.Call) != nil) && !ssautil.Avoidable(fn.Blocks[0], b)
				}
				k := c.key()
				if was := seen[k]; was != nil {
					was.When.Failing = was.When.Failing && c.When.Failing
					was.When.Unencoded = was.When.Unencoded && c.When.Unencoded
					if !was.When.Unencoded || was.When.encoded != c.When.encoded {
						was.When.encoded = 0 // no one value decides whether it is sent
					}
				} else if len(as) < 24 {
					seen[k] = &c
					as = append(as, &c)
				}
			}
		}
	}
	return as
}

// failedAt returns what is known of a call's results where it writes: its error is not nil if
// it only writes where it fails, and is of the model.
func failedAt(call *ssa.Call, a *Write) map[ssa.Value]bool {
	if !a.When.Fails {
		return nil
	}
	if err := ssautil.Result(call, call.Call.Signature().Results().Len()-1); err != nil && typeutil.IsError(err.Type()) {
		return map[ssa.Value]bool{err: true}
	}
	return nil
}

// paramIndex returns the parameter of fn that a root is; -1 for a parameter of
// an enclosing function.
func paramIndex(root ssa.Value, fn *ssa.Function) (int, bool) {
	q, ok := root.(*ssa.Parameter)
	if !ok {
		return 0, false
	}
	if q.Parent() != fn {
		return -1, true
	}
	for i, r := range fn.Params {
		if r == q {
			return i, true
		}
	}
	return 0, false
}

// Events returns what a call writes to responses, in terms of the caller.
func (p *Summaries) Events(call *ssa.Call) []*Write {
	if evs, ok := p.evs[call]; ok {
		return evs
	}
	p.evs[call] = nil
	evs := p.findEvents(call)
	p.evs[call] = evs
	return evs
}

func (p *Summaries) findEvents(call *ssa.Call) []*Write {
	if row := p.Flow.Row(&call.Call); row != nil {
		return p.rowEvents(row, call)
	}
	var out []*Write
	for _, t := range p.Flow.Targets(call) {
		foreign, from := p.choosesItself(t), len(out)
		for _, a := range p.SummaryOf(t) {
			if !t.Allows(a.When.Guards) || a.When.encoded > 0 && a.When.encoded <= len(t.Args) && p.Flow.Encodable(t.Args[a.When.encoded-1]) {
				continue
			}
			if a.To.Index < 0 {
				c := *a // a closure responds through what it captured
				p.through(&c, a, t, call)
				c.Status.Value, c.Body.Value, c.Body.Type = t.Subst(a.Status.Value), t.Subst(a.Body.Value), t.Subst(a.Body.Type)
				out = append(out, &c)
				continue
			}
			if a.To.Index >= len(t.Args) {
				continue
			}
			for _, w := range p.Flow.Descend(p.Flow.Roots(t.Args[a.To.Index]), a.To.Path) {
				c := *a
				p.through(&c, a, t, call)
				c.To.Writer = p.Wrapped(w)
				c.Status.Foreign = a.Status.Foreign || foreign && len(fixed(a)) > 0
				if a.When.encoded > 0 && a.When.encoded <= len(t.Args) {
					c.When.encoded = paramIndexOf(t.Args[a.When.encoded-1])
				}
				c.When.Guards = t.Translate(a.When.Guards)
				c.Status.Value, c.Body.Value, c.Body.Type = t.Assumed(p.AsCalled(t, a.Status.Value), a.When.Guards), t.Subst(a.Body.Value), t.Subst(a.Body.Type)
				if p.OfOthers(call) {
					c.Body.Value = t.Entering(a.Body.Value)
				}
				if t.Supposes(a.When.Guards) {
					c.Status.Value = c.Status.Value.Suppose()
				}
				if t.InMode(a.When.Guards) {
					c.Body.Value = c.Body.Value.Gate()
				}
				out = append(out, &c)
				break
			}
		}
		out = append(out[:from], joined(out[from:])...)
	}
	return out
}

// choosesItself reports whether what a call runs is another module's, and answers
// with several statuses that it fixes.
func (p *Summaries) choosesItself(t valueflow.Target) bool {
	if t.Fn != nil || t.Obj == nil || t.Obj.Pkg() == nil || p.OwnModule(t.Obj.Pkg()) {
		return false
	}
	var codes []int
	for _, a := range p.SummaryOf(t) {
		codes = append(codes, fixed(a)...)
	}
	slices.Sort(codes)
	return len(slices.Compact(codes)) > 1
}

// OfOthers reports whether a call runs nothing but code of another module that was read:
// what that does can be mended at the call alone.
func (p *Summaries) OfOthers(call *ssa.Call) bool {
	targets := p.Flow.Targets(call)
	return p.Flow.Row(&call.Call) == nil && len(targets) > 0 && !slices.ContainsFunc(targets, func(t valueflow.Target) bool {
		obj := t.Object()
		return t.Fn != nil || obj == nil || obj.Pkg() == nil || p.OwnModule(obj.Pkg())
	})
}

// SendsOtherwise reports whether a call runs another module's code that may respond with
// JSON as well, or in a way that was not read: by a handler that the program sets, by
// what it is given. Which of its responses is sent it chooses.
func (p *Summaries) SendsOtherwise(call *ssa.Call) bool {
	return slices.ContainsFunc(p.Flow.Targets(call), func(t valueflow.Target) bool {
		if t.Fn != nil || t.Obj == nil || t.Obj.Pkg() == nil || p.OwnModule(t.Obj.Pkg()) {
			return false
		}
		return slices.ContainsFunc(p.SummaryOf(t), func(a *Write) bool {
			return (a.Kind == httpmodel.Body || a.Kind == httpmodel.Complete) && t.Allows(a.When.Guards) && KindOfBody(a) == JSON
		}) || p.facts[t.Obj] != nil && p.facts[t.Obj].Unread
	})
}

// AsCalled returns the status of a response without those that another module's code
// sends in the place of the one that it is given, as where the client is gone: these
// are not the call's.
func (p *Summaries) AsCalled(t valueflow.Target, status origin.Value) origin.Value {
	if t.Fn != nil || t.Obj == nil || t.Obj.Pkg() == nil || p.OwnModule(t.Obj.Pkg()) {
		return status
	}
	given := slices.DeleteFunc(slices.Clone(status), func(u *origin.Term) bool {
		return u.Op != origin.Param || strings.HasSuffix(u.Path, valueflow.MemStatus)
	})
	others := slices.ContainsFunc(status, func(u *origin.Term) bool { return u.Op != origin.Param && u.Op != origin.Const })
	if len(given) == 0 || others {
		return status
	}
	return given
}

// fixed returns the statuses of a response that are constants, nil if there may be others.
func fixed(a *Write) []int {
	if codes, exact := a.Status.Value.Ints(); exact {
		return codes
	}
	return nil
}

// SummaryOf returns the responses of a function that a call runs.
func (p *Summaries) SummaryOf(t valueflow.Target) []*Write {
	if t.Fn != nil {
		return p.WritesOf(t.Fn)
	}
	obj := t.Object()
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == p.Pass.Pkg {
		return nil
	}
	w, ok := p.facts[obj]
	if !ok {
		var fact Writes
		if p.Pass.ImportObjectFact(obj, &fact) {
			w = &fact
		}
		p.facts[obj] = w
	}
	if w == nil {
		return nil
	}
	return w.All
}

// APIName names the function of a row of the model, as messages do.
func (p *Summaries) APIName(row *httpmodel.Row) string {
	name, ok := p.apis[row]
	if !ok {
		name = APIName(p.packageName(row.Pkg), row.Recv, row.Name, byPointer(p.Pass.Pkg, row))
		p.apis[row] = name
	}
	return name
}

// byPointer reports whether the method of a row has a pointer for its receiver.
func byPointer(from *types.Package, row *httpmodel.Row) bool {
	if row.Recv == "" {
		return false
	}
	pkg := typeutil.FindPackage(from, row.Pkg)
	if pkg == nil {
		return false
	}
	t, ok := pkg.Scope().Lookup(row.Recv).(*types.TypeName)
	if !ok || types.IsInterface(t.Type()) {
		return false
	}
	ofValue, _, _ := types.LookupFieldOrMethod(t.Type(), false, pkg, row.Name)
	return ofValue == nil
}

// APIName names a function of a package, or the method of a type by its method
// expression: "http.Error", "echo.Context.JSON", "(*gin.Context).JSON". Of a
// ResponseWriter's methods the name is enough.
func APIName(pkg, recv, name string, byPointer bool) string {
	switch {
	case recv == "":
		return pkg + "." + name
	case recv == "ResponseWriter":
		return name
	}
	return typeutil.MethodExpr(pkg+"."+recv, name, byPointer)
}

// BodyFollows reports whether a body can follow a status call on its writer.
func (p *Summaries) BodyFollows(call *ssa.Call, a *Write) bool {
	return p.BodyFollowsWhere(call, a, nil)
}

// BodyFollowsWhere reports whether one can where something is known of values.
func (p *Summaries) BodyFollowsWhere(call *ssa.Call, a *Write, known map[ssa.Value]bool) bool {
	return a.Body.Unread || p.bodyAfter(call, a, known) != bodyNone
}

// A following says what follows a status call on its writer.
type following uint8

const (
	bodyNone   following = iota
	bodyUnread           // code that was not read gets the writer
	bodyRead             // an event sends a body
)

// bodyAfter says what can follow a status call where something is known of values.
func (p *Summaries) bodyAfter(call *ssa.Call, a *Write, known map[ssa.Value]bool) (out following) {
	p.Paths.Forward(call, known, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok || len(ssautil.Args(&call.Call)) == 0 {
			return false
		}
		for _, b := range p.Events(call) {
			if (!b.Kind.Heads() || b.Body.Unread) && !SetsHeader(b) && SameWriter(a.To.Writer, b.To.Writer) {
				out = bodyRead
			}
		}
		if out == bodyNone && p.PassesWriter(&call.Call, a.To.Writer) {
			out = bodyUnread
		}
		return out == bodyRead
	})
	return out
}

// EqualInts reports whether two lists are the same.
func EqualInts(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// ArgExpr returns the expression of an SSA argument. A call f(g()) passes
// several results with one expression: then there is none.
func (p *Summaries) ArgExpr(call *ast.CallExpr, c *ssa.CallCommon, i int) ast.Expr {
	if c.IsInvoke() || c.Signature().Recv() != nil {
		i--
	}
	if i < 0 || i >= len(call.Args) || c.Signature().Params().Len() > len(call.Args) && !c.Signature().Variadic() {
		return nil
	}
	return call.Args[i]
}

// OwnModule reports whether findings are made in a package too: it belongs to
// the module of this one.
func (p *Summaries) OwnModule(pkg *types.Package) bool {
	if p.Pass.Module == nil {
		return true
	}
	return typeutil.Within(pkg.Path(), p.Pass.Module.Path)
}

// A mistake is reported where it can be mended. What a helper fixes whatever it is
// called with, is the helper's; what a call passes, the caller's. So a response that
// is given through helpers is kept as each of them sees it: its status and body in
// terms of that helper's parameters. The innermost that shows the mistake already is
// where it stands. In this package that is a site of its own; another package of the
// module reports its own, if it knows enough.

// through notes which helper gives a response for a call.
func (p *Summaries) through(c, a *Write, t valueflow.Target, call *ssa.Call) {
	c.Via.Inner, c.At.Call, c.Via.Helper, c.Status.CallersFail = a, call.Pos(), t.Obj, false
	c.Via.Within = t.Fn != nil || t.Obj != nil && t.Obj.Pkg() != nil && p.OwnModule(t.Obj.Pkg())
}
