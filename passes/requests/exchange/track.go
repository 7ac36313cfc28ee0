package exchange

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A response is followed forwards, from the call that gives it: through variables,
// closures, structs that hold it and the functions that it is passed to. Three
// things are followed, the response itself, its status and its body, each as a
// path of members below a value. The order of statements plays no part here, so
// a check behind the use of the body counts as well as one before it; where
// something is put that this cannot follow, the response escapes.

// A thing is what is followed.
type thing uint8

const (
	TheResponse thing = iota // an *http.Response, or what a library has instead
	TheStatus                // its status, as a number or a text
	theBody                  // its body, or a reader around it
)

func (t thing) String() string { return [...]string{"answer", "status", "body"}[t] }

// A Result is a thing that stands at a path below result Index of a call, or below
// a parameter.
type Result struct {
	Index int
	Path  string
	What  thing
}

// A Use is an instruction that reads the body.
type Use struct {
	At ssa.Instruction
	By string // the function that reads it, as messages name it
}

// A Trace is what one function, with its closures, does with a thing.
type Trace struct {
	Looks   []ssa.Instruction
	Uses    []*Use
	results []Result // what it returns
	Escapes bool
	Touched bool // something else of the response is read: a header
	Closes  bool

	Items map[ssa.Value][]Result // what stands where; the index means nothing
	work  []item
}

type item struct {
	v    ssa.Value
	path string
	what thing
}

// FirstUse returns the first use in the order of the source, nil if there is none.
func (t *Trace) FirstUse() *Use {
	var first *Use
	for _, u := range t.Uses {
		if first == nil || u.At.Pos() < first.At.Pos() {
			first = u
		}
	}
	return first
}

// Returned reports whether a response, or its body, goes to callers: those of a closure
// that follows it, too.
func (t *Trace) Returned() bool {
	return slices.ContainsFunc(t.results, func(h Result) bool { return h.What != TheStatus })
}

// reads reports whether a call reads the body, or works on what was read of it.
func (t *Trace) reads(call *ssa.Call, depth int) bool {
	if slices.ContainsFunc(t.Uses, func(u *Use) bool { return u.At == ssa.Instruction(call) }) {
		return true
	}
	return depth < maxDepth && slices.ContainsFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool {
		for {
			switch v := a.(type) {
			case *ssa.Extract:
				a = v.Tuple
			case *ssa.Convert:
				a = v.X
			case *ssa.ChangeType:
				a = v.X
			case *ssa.ChangeInterface:
				a = v.X
			case *ssa.MakeInterface:
				a = v.X
			case *ssa.Slice:
				a = v.X
			case *ssa.Call:
				return t.reads(v, depth+1)
			default:
				return false
			}
		}
	})
}

func (t *Trace) add(v ssa.Value, path string, what thing) {
	if strings.Count(path, ".") > maxPath {
		t.Escapes = true
		return
	}
	for _, h := range t.Items[v] {
		if h.Path == path && h.What == what {
			return
		}
	}
	t.Items[v] = append(t.Items[v], Result{Path: path, What: what})
	t.work = append(t.work, item{v, path, what})
}

// maxPath bounds how deep in structs a thing is followed.
const maxPath = 4

// trace follows things to the end.
func (p *Exchanges) trace(seeds ...item) *Trace {
	t := &Trace{Items: make(map[ssa.Value][]Result)}
	for _, s := range seeds {
		t.add(s.v, s.path, s.what)
	}
	for len(t.work) > 0 {
		it := t.work[0]
		t.work = t.work[1:]
		refs := it.v.Referrers()
		if refs == nil {
			continue
		}
		for _, ref := range *refs {
			p.step(t, it, ref)
		}
	}
	return t
}

// Follow traces what a call asks for.
func (p *Exchanges) Follow(call *ssa.Call, a Outgoing) *Trace {
	var seeds []item
	for _, h := range a.Results {
		for _, v := range ssautil.Results(call, h.Index) {
			seeds = append(seeds, item{v, h.Path, h.What})
		}
	}
	if args := ssautil.Args(&call.Call); a.into > 0 && a.into < len(args) {
		seeds = append(seeds, item{args[a.into], "", TheResponse})
	}
	return p.trace(seeds...)
}

// step follows a thing to one place where its value is referred to.
func (p *Exchanges) step(t *Trace, it item, ref ssa.Instruction) {
	switch ref := ref.(type) {
	case *ssa.DebugRef:
	case *ssa.FieldAddr:
		p.member(t, it, ref.X.Type(), ref, origin.FieldName(ref.X.Type(), ref.Field))
	case *ssa.Field:
		p.member(t, it, ref.X.Type(), ref, origin.FieldName(ref.X.Type(), ref.Field))
	case *ssa.UnOp:
		if ref.Op == token.MUL {
			t.add(ref, it.path, it.what)
		}
	case *ssa.Store:
		if ref.Val == it.v {
			p.store(t, it, ref)
		}
	case *ssa.Phi:
		t.add(ref, it.path, it.what)
	case *ssa.ChangeType:
		t.add(ref, it.path, it.what)
	case *ssa.ChangeInterface:
		t.add(ref, it.path, it.what)
	case *ssa.Convert:
		t.add(ref, it.path, it.what)
	case *ssa.TypeAssert:
		t.add(ref, it.path, it.what)
	case *ssa.Slice:
		t.add(ref, it.path, it.what)
	case *ssa.Extract:
		if ref.Index == 0 {
			t.add(ref, it.path, it.what) // of a type assertion
		}
	case *ssa.MakeInterface:
		if it.is(TheStatus) {
			t.Looks = append(t.Looks, ref) // printed
			return
		}
		t.add(ref, it.path, it.what)
	case *ssa.MakeClosure:
		for i, b := range ref.Bindings {
			if b == it.v {
				t.add(ref.Fn.(*ssa.Function).FreeVars[i], it.path, it.what)
			}
		}
	case *ssa.Return:
		for i, r := range ref.Results {
			if r == it.v {
				t.results = append(t.results, Result{i, it.path, it.what})
				if it.is(theBody) {
					t.Uses = append(t.Uses, &Use{ref, "the caller"})
				}
			}
		}
	case *ssa.BinOp:
		if it.is(TheStatus) {
			t.Looks = append(t.Looks, ref)
		}
	case ssa.CallInstruction:
		p.passed(t, it, ref)
	default:
		// Sent to a channel, put into a map, an element of a list.
		if it.what == TheStatus {
			t.Looks = append(t.Looks, ref)
		} else {
			t.Escapes = true
		}
	}
}

// is reports whether the value is a thing itself, and does not just hold it.
func (it item) is(what thing) bool { return it.what == what && it.path == "" }

// member follows a thing into a member of the value that holds it, and a response
// into its own.
func (p *Exchanges) member(t *Trace, it item, holder types.Type, v ssa.Value, name string) {
	if it.path == "" {
		if it.what == TheResponse && p.isResponse(memberType(v)) {
			t.add(v, "", TheResponse) // a library's response holds net/http's
		} else if it.what == TheResponse && typeutil.Name(memberType(v)) == "net/http.Header" {
			t.Touched = true
			if p.testsMedia(v) {
				t.Looks = append(t.Looks, v.(ssa.Instruction))
			}
		} else if it.what == TheResponse {
			p.followMember(t, p.Flow.Model().ReplyOf(holder), httpmodel.OpMember, name[1:], []ssa.Value{v})
		}
		return
	}
	if rest, ok := strings.CutPrefix(it.path, name); ok && (rest == "" || rest[0] == '.') {
		t.add(v, rest, it.what)
		return
	}
	t.Touched = true
}

// memberType returns the type of a member that an instruction reads, or whose
// address it takes.
func memberType(v ssa.Value) types.Type {
	if _, ok := v.(*ssa.FieldAddr); ok {
		return v.Type().Underlying().(*types.Pointer).Elem()
	}
	return v.Type()
}

// tells reports whether a member or a method says something of the status of a response.
func tells(r *httpmodel.Reply, op httpmodel.Op, name string) bool {
	_, ok := r.Tells(op, name, 0)
	return ok
}

// followMember follows a response into a member of it, or into what a method gives.
func (p *Exchanges) followMember(t *Trace, r *httpmodel.Reply, op httpmodel.Op, name string, vs []ssa.Value) {
	in := func(es []httpmodel.Expr) bool {
		return slices.ContainsFunc(es, func(e httpmodel.Expr) bool { return e.Op == op && e.Name == name })
	}
	what := TheResponse
	switch {
	case r == nil:
	case in(r.Status), tells(r, op, name):
		what = TheStatus
	case in(r.Body):
		what = theBody
	}
	if what == TheResponse {
		t.Touched = true
		return
	}
	for _, v := range vs {
		t.add(v, "", what)
	}
}

// store follows a thing into the place that it is stored to.
func (p *Exchanges) store(t *Trace, it item, st *ssa.Store) {
	if a, ok := st.Addr.(*ssa.Alloc); ok {
		if !private(a) {
			t.add(a, it.path, it.what)
			return
		}
		for _, load := range reads(st, a) {
			t.add(load, it.path, it.what)
		}
		return
	}
	if f, ok := st.Addr.(*ssa.FreeVar); ok {
		p.captured(t, it, f)
		return
	}
	known := false
	for _, l := range p.Flow.Roots(st.Addr) {
		switch l.Root.(type) {
		case *ssa.Alloc, *ssa.Call, *ssa.Extract:
			known = true
			t.add(l.Root, l.Path+it.path, it.what)
		}
	}
	// What the function's caller, or the whole package, may look at later.
	if !known {
		if it.what == TheStatus {
			t.Looks = append(t.Looks, st)
		} else {
			t.Escapes = true
		}
	}
}

// private reports whether a variable is only assigned and read, by the function
// that declares it. A function with a deferred call keeps its results so.
func private(a *ssa.Alloc) bool {
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != a {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// reads returns the loads of a variable that see what an instruction stores there.
func reads(st *ssa.Store, a *ssa.Alloc) (loads []*ssa.UnOp) {
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(instrs []ssa.Instruction, b *ssa.BasicBlock)
	visit = func(instrs []ssa.Instruction, b *ssa.BasicBlock) {
		for _, instr := range instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.X == a {
					loads = append(loads, instr)
				}
			case *ssa.Store:
				if instr.Addr == a {
					return
				}
			}
		}
		for _, s := range b.Succs {
			if !seen[s] {
				seen[s] = true
				visit(s.Instrs, s)
			}
		}
	}
	b := st.Block()
	visit(b.Instrs[slices.Index(b.Instrs, ssa.Instruction(st))+1:], b)
	return loads
}

// captured follows a thing that a closure stores to a variable of the function
// around it.
func (p *Exchanges) captured(t *Trace, it item, f *ssa.FreeVar) {
	t.add(f, it.path, it.what)
	for i, fv := range f.Parent().FreeVars {
		if fv != f {
			continue
		}
		for _, ref := range makers(f.Parent()) {
			switch b := ref.Bindings[i].(type) {
			case *ssa.Alloc:
				t.add(b, it.path, it.what)
			case *ssa.FreeVar:
				p.captured(t, it, b)
			}
		}
	}
}

// makers returns the instructions that make a closure.
func makers(fn *ssa.Function) []*ssa.MakeClosure {
	var out []*ssa.MakeClosure
	if fn.Parent() == nil {
		return nil
	}
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == fn {
				out = append(out, mc)
			}
		}
	}
	return out
}

// passed follows a thing into a call that it is an argument of.
func (p *Exchanges) passed(t *Trace, it item, call ssa.CallInstruction) {
	c := call.Common()
	if it.is(TheStatus) {
		t.Looks = append(t.Looks, call)
		return
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return
	}
	row := p.Flow.Row(c)
	for i, a := range ssautil.Args(c) {
		if a != it.v {
			continue
		}
		switch {
		case row != nil && row.Request != nil && row.Request.Into == i && i > 0: // it is overwritten
		case it.is(theBody) && row != nil:
			p.readBy(t, call, row, i)
		case it.is(TheResponse) && row != nil && row.Pure && c.Signature().Results().Len() == 0: // given back
		case it.is(TheResponse) && i == 0 && c.Signature().Recv() != nil && row != nil && row.Fills > 0: // decoded
			t.Uses = append(t.Uses, &Use{call, p.APIName(c)})
		case it.is(TheResponse) && i == 0 && c.Signature().Recv() != nil && row != nil && row.Pure:
			if v := call.Value(); v != nil {
				p.followMember(t, p.Flow.Model().ReplyOf(a.Type()), httpmodel.OpMethod, row.Name, ssautil.Results(v, 0))
			}
		case it.is(TheResponse) && row != nil:
			t.Looks = append(t.Looks, call) // written or printed whole
			t.Uses = append(t.Uses, &Use{call, p.APIName(c)})
		case row != nil:
			if row.Fills != i { // nothing is read from what is overwritten
				t.Touched = true
			}
		default:
			p.handled(t, it, call, i)
		}
	}
}
