package requests

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

// An answer is followed forwards, from the call that gives it: through variables,
// closures, structs that hold it and the functions that it is passed to. Three
// things are followed, the answer itself, its status and its body, each as a
// path of members below a value. The order of statements plays no part here, so
// a check behind the use of the body counts as well as one before it; where
// something is put that this cannot follow, the answer escapes.

// A thing is what is followed.
type thing uint8

const (
	theAnswer thing = iota // an *http.Response, or what a library has instead
	theStatus              // its status, as a number or a text
	theBody                // its body, or a reader around it
)

func (t thing) String() string { return [...]string{"answer", "status", "body"}[t] }

// A held is a thing that stands at a path below result Index of a call, or below
// a parameter.
type held struct {
	index int
	path  string
	what  thing
}

// A use is an instruction that reads the body.
type use struct {
	at ssa.Instruction
	by string // the function that reads it, as messages name it
}

// A trace is what one function, with its closures, does with a thing.
type trace struct {
	looks   []ssa.Instruction
	uses    []*use
	results []held // what it returns
	escapes bool
	touched bool // something else of the answer is read: a header
	closes  bool

	items map[ssa.Value][]held // what stands where; the index means nothing
	work  []item
}

type item struct {
	v    ssa.Value
	path string
	what thing
}

// firstUse returns the first use in the order of the source, nil if there is none.
func (t *trace) firstUse() *use {
	var first *use
	for _, u := range t.uses {
		if first == nil || u.at.Pos() < first.at.Pos() {
			first = u
		}
	}
	return first
}

// returned reports whether an answer, or its body, goes to callers: those of a closure
// that follows it, too.
func (t *trace) returned() bool {
	return slices.ContainsFunc(t.results, func(h held) bool { return h.what != theStatus })
}

// reads reports whether a call reads the body, or works on what was read of it.
func (t *trace) reads(call *ssa.Call, depth int) bool {
	if slices.ContainsFunc(t.uses, func(u *use) bool { return u.at == ssa.Instruction(call) }) {
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

func (t *trace) add(v ssa.Value, path string, what thing) {
	if strings.Count(path, ".") > maxPath {
		t.escapes = true
		return
	}
	for _, h := range t.items[v] {
		if h.path == path && h.what == what {
			return
		}
	}
	t.items[v] = append(t.items[v], held{path: path, what: what})
	t.work = append(t.work, item{v, path, what})
}

// maxPath bounds how deep in structs a thing is followed.
const maxPath = 4

// trace follows things to the end.
func (p *producer) trace(seeds ...item) *trace {
	t := &trace{items: make(map[ssa.Value][]held)}
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

// follow traces what a call asks for.
func (p *producer) follow(call *ssa.Call, a ask) *trace {
	var seeds []item
	for _, h := range a.results {
		for _, v := range ssautil.Results(call, h.index) {
			seeds = append(seeds, item{v, h.path, h.what})
		}
	}
	return p.trace(seeds...)
}

// step follows a thing to one place where its value is referred to.
func (p *producer) step(t *trace, it item, ref ssa.Instruction) {
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
		if it.is(theStatus) {
			t.looks = append(t.looks, ref) // printed
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
				t.results = append(t.results, held{i, it.path, it.what})
				if it.is(theBody) {
					t.uses = append(t.uses, &use{ref, "the caller"})
				}
			}
		}
	case *ssa.BinOp:
		if it.is(theStatus) {
			t.looks = append(t.looks, ref)
		}
	case ssa.CallInstruction:
		p.passed(t, it, ref)
	default:
		// Sent to a channel, put into a map, an element of a list.
		if it.what == theStatus {
			t.looks = append(t.looks, ref)
		} else {
			t.escapes = true
		}
	}
}

// is reports whether the value is a thing itself, and does not just hold it.
func (it item) is(what thing) bool { return it.what == what && it.path == "" }

// member follows a thing into a member of the value that holds it, and an answer
// into its own.
func (p *producer) member(t *trace, it item, holder types.Type, v ssa.Value, name string) {
	if it.path == "" {
		if it.what == theAnswer && isAnswer(memberType(v)) {
			t.add(v, "", theAnswer) // a library's answer holds net/http's
		} else if it.what == theAnswer && typeutil.Name(memberType(v)) == "net/http.Header" {
			t.touched = true
			if p.testsMedia(v) {
				t.looks = append(t.looks, v.(ssa.Instruction))
			}
		} else if it.what == theAnswer {
			p.part(t, httpmodel.ReplyOf(holder), httpmodel.OpMember, name[1:], []ssa.Value{v})
		}
		return
	}
	if rest, ok := strings.CutPrefix(it.path, name); ok && (rest == "" || rest[0] == '.') {
		t.add(v, rest, it.what)
		return
	}
	t.touched = true
}

// memberType returns the type of a member that an instruction reads, or whose
// address it takes.
func memberType(v ssa.Value) types.Type {
	if _, ok := v.(*ssa.FieldAddr); ok {
		return v.Type().Underlying().(*types.Pointer).Elem()
	}
	return v.Type()
}

// part follows an answer into a member of it, or into what a method gives.
func (p *producer) part(t *trace, r *httpmodel.Reply, op httpmodel.Op, name string, vs []ssa.Value) {
	in := func(es []httpmodel.Expr) bool {
		return slices.ContainsFunc(es, func(e httpmodel.Expr) bool { return e.Op == op && e.Name == name })
	}
	what := theAnswer
	switch {
	case r == nil:
	case in(r.Status), in(r.Failed), in(r.Passed):
		what = theStatus
	case in(r.Body):
		what = theBody
	}
	if what == theAnswer {
		t.touched = true
		return
	}
	for _, v := range vs {
		t.add(v, "", what)
	}
}

// store follows a thing into the place that it is stored to.
func (p *producer) store(t *trace, it item, st *ssa.Store) {
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
	for _, l := range p.flow.Roots(st.Addr) {
		switch l.Root.(type) {
		case *ssa.Alloc, *ssa.Call, *ssa.Extract:
			known = true
			t.add(l.Root, l.Path+it.path, it.what)
		}
	}
	// What the function's caller, or the whole package, may look at later.
	if !known {
		if it.what == theStatus {
			t.looks = append(t.looks, st)
		} else {
			t.escapes = true
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
func (p *producer) captured(t *trace, it item, f *ssa.FreeVar) {
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
func (p *producer) passed(t *trace, it item, call ssa.CallInstruction) {
	c := call.Common()
	if it.is(theStatus) {
		t.looks = append(t.looks, call)
		return
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return
	}
	row := p.flow.Row(c)
	for i, a := range ssautil.Args(c) {
		if a != it.v {
			continue
		}
		switch {
		case it.is(theBody) && row != nil:
			p.readBy(t, call, row, i)
		case it.is(theAnswer) && i == 0 && c.Signature().Recv() != nil && row != nil && row.Pure:
			if v := call.Value(); v != nil {
				p.part(t, httpmodel.ReplyOf(a.Type()), httpmodel.OpMethod, row.Name, ssautil.Results(v, 0))
			}
		case it.is(theAnswer) && row != nil:
			t.looks = append(t.looks, call) // written or printed whole
			t.uses = append(t.uses, &use{call, apiName(c)})
		case row != nil:
			if row.Fills != i { // nothing is read from what is overwritten
				t.touched = true
			}
		default:
			p.handled(t, it, call, i)
		}
	}
}

// readBy notes what a call of the model does with a body.
func (p *producer) readBy(t *trace, call ssa.CallInstruction, row *httpmodel.Row, i int) {
	c := call.Common()
	value := call.Value()
	switch {
	case closes(c):
		t.closes = true
		return
	case value == nil:
	case checksFormat(c):
		return
	case len(row.Results) > 0 && row.Results[0].Op == httpmodel.OpArg && row.Results[0].Arg == i:
		for _, v := range ssautil.Results(value, 0) {
			t.add(v, "", theBody)
		}
		return
	case p.reader(t, call), drains(call, i), skips(call):
		return
	}
	t.uses = append(t.uses, &use{call, apiName(c)})
}

// closes reports whether a call is of a method that takes nothing and gives at
// most an error: of the methods that readers have, that is Close.
func closes(c *ssa.CallCommon) bool {
	sig := c.Signature()
	return (c.IsInvoke() || sig.Recv() != nil) && sig.Params().Len() == 0 &&
		(sig.Results().Len() == 0 || sig.Results().Len() == 1 && typeutil.IsError(sig.Results().At(0).Type()))
}

// reader follows a body into the reader that a call makes of it, if it does.
func (p *producer) reader(t *trace, call ssa.CallInstruction) bool {
	value := call.Value()
	if value == nil {
		return false
	}
	found := false
	res := call.Common().Signature().Results()
	for i := range res.Len() {
		if isReader(res.At(i).Type()) {
			found = true
			for _, v := range ssautil.Results(value, i) {
				t.add(v, "", theBody)
			}
		}
	}
	return found
}

// isReader reports whether values of a type are read from: they have a method
// Read as io.Reader has it.
func isReader(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Read")
	m, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	sig := m.Signature()
	if sig.Params().Len() != 1 || sig.Results().Len() != 2 {
		return false
	}
	s, ok := sig.Params().At(0).Type().Underlying().(*types.Slice)
	return ok && types.Identical(s.Elem(), types.Typ[types.Byte])
}

// handled notes what a function without a row does with argument i.
func (p *producer) handled(t *trace, it item, call ssa.CallInstruction, i int) {
	c := call.Common()
	targets := p.targets(call)
	for _, tg := range targets {
		h := p.handles(tg, held{i, it.path, it.what})
		if h == nil {
			p.unread(t, it, call, i)
			continue
		}
		if len(h.looks) > 0 {
			t.looks = append(t.looks, call)
		}
		for _, u := range h.uses {
			name := u.by
			if tg.fn != nil || name == "" {
				name = apiName(c)
			}
			t.uses = append(t.uses, &use{call, name})
			break
		}
		t.escapes = t.escapes || h.escapes
		t.touched = t.touched || h.touched
		t.closes = t.closes || h.closes
		if v := call.Value(); v != nil {
			for _, r := range h.results {
				for _, x := range ssautil.Results(v, r.index) {
					t.add(x, r.path, r.what)
				}
			}
		}
	}
	if len(targets) == 0 {
		p.unread(t, it, call, i)
	}
}

// unread notes what a function that was not read may do with argument i. One that
// is given a body alone can learn nothing of the status: it reads it, closes it,
// or makes another reader of it.
func (p *producer) unread(t *trace, it item, call ssa.CallInstruction, i int) {
	c := call.Common()
	switch {
	case !it.is(theBody):
		t.escapes = true
	case closes(c):
		t.closes = true
	case checksFormat(c):
	case p.reader(t, call):
	case i == 0 && (c.IsInvoke() || c.Signature().Recv() != nil) && drains(call, i): // its own Read
	case quiet(c) && mayClose(c, i):
		t.escapes = true
	default:
		t.uses = append(t.uses, &use{call, apiName(c)})
	}
}

// quiet reports whether a call gives nothing but perhaps an error.
func quiet(c *ssa.CallCommon) bool {
	res := c.Signature().Results()
	return res.Len() == 0 || res.Len() == 1 && typeutil.IsError(res.At(0).Type())
}

// mayClose reports whether argument i can be closed by who is given it.
func mayClose(c *ssa.CallCommon, i int) bool {
	if c.IsInvoke() || c.Signature().Recv() != nil {
		i--
	}
	params := c.Signature().Params()
	if i < 0 || i >= params.Len() {
		return true
	}
	obj, _, _ := types.LookupFieldOrMethod(params.At(i).Type(), true, nil, "Close")
	return obj != nil
}

// A target is a function that a call runs.
type target struct {
	fn  *ssa.Function // of this package, else nil
	obj *types.Func   // nil for a closure
}

// targets returns the functions that a call may run, none if any may run that is
// not known.
func (p *producer) targets(call ssa.CallInstruction) []target {
	if c, ok := call.(*ssa.Call); ok {
		var out []target
		for _, t := range p.flow.Targets(c) {
			out = append(out, target{t.Fn, t.Obj})
		}
		return out
	}
	c := call.Common() // deferred, or run beside this
	fn := c.StaticCallee()
	if fn == nil {
		return nil
	}
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	if len(fn.Blocks) > 0 {
		return []target{{fn: fn}}
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return []target{{obj: obj}}
	}
	return nil
}

type handlingKey struct {
	fn *ssa.Function
	h  held
}

// handles returns what a function does with a parameter, nil if that is unknown.
func (p *producer) handles(tg target, h held) *trace {
	if tg.fn == nil {
		return p.importedHandling(tg.obj, h)
	}
	if h.index >= len(tg.fn.Params) {
		return nil
	}
	k := handlingKey{tg.fn, h}
	if t, ok := p.handling[k]; ok {
		return t
	}
	p.handling[k] = &trace{} // recursion does nothing new with it
	t := p.trace(item{tg.fn.Params[h.index], h.path, h.what})
	p.handling[k] = t
	return t
}
