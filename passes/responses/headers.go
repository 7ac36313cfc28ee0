package responses

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Passes is the fact of a function that is a middleware, or makes one: the
// fields that it perhaps sets before it hands a request on.
type Passes struct {
	Fields []string // sorted
	Any    bool     // and others, whose names are not known
}

// AFact marks Passes as a fact.
func (*Passes) AFact() {}

func (f *Passes) String() string {
	s := "passes(" + strings.Join(f.Fields, " ")
	if f.Any {
		s += " …"
	}
	return s + ")"
}

// fields are the header fields that an answer perhaps has.
type fields struct {
	names map[string]bool // canonical
	any   bool            // and others, whose names are not known
	// values are the constants of those that certainly hold one of them, of an answer.
	values map[string][]string
}

func (f *fields) add(o *fields) {
	for name := range o.names {
		f.set(name)
	}
	f.any = f.any || o.any
}

func (f *fields) set(name string) {
	if f.names == nil {
		f.names = make(map[string]bool)
	}
	f.names[name] = true
}

// Lacks reports whether an answer certainly has no header field of a name: no path
// to it sets one, nor does a middleware of the package. It is false where others,
// who are not known, may have set fields: in a helper, behind code that was not
// read.
func (s *Site) Lacks(name string) bool {
	return s.fields != nil && !s.fields.any && !s.fields.names[http.CanonicalHeaderKey(name)]
}

// Root reports whether the function is a handler that none of the package calls,
// so that what it leaves unsaid nobody has said before.
func (s *Site) Root() bool { return s.fields != nil }

// findFields finds the header fields of every answer that a handler gives.
func (p *producer) findFields() {
	called := p.calledHere()
	outer, presets, begun, uses := p.passed(), p.presets(), p.begunHandlers(), p.handlerUses()
	outer.add(p.labelsAll())
	elsewhere := make(map[*ssa.Function]bool)
	for _, s := range p.found.Sites {
		s.Decides = !p.inherits(s.call, s.ans)
		s.Allowed = p.allowed(s.call)
		q, ok := s.ans.writer.Root.(*ssa.Parameter)
		if !ok || s.ans.writer.Path != "" || !p.isHandler(q.Parent()) || called[q.Parent()] || p.wrapsWriter(ssautil.Outermost(s.fn)) {
			continue
		}
		s.Unset = p.unset(s, q.Parent(), begun)
		s.fields = &fields{}
		s.fields.add(outer)
		for _, name := range presets[q.Parent()] {
			s.fields.set(name)
		}
		if _, known := elsewhere[q.Parent()]; !known {
			elsewhere[q.Parent()] = p.servedElsewhere(q.Parent(), uses)
		}
		if elsewhere[q.Parent()] {
			s.fields.set("Content-Type")
		}
		at := p.fieldsAt(s, q.Parent())
		s.fields.add(at)
		s.fields.values = at.values
		if _, set := contentType(s.ans.ctype); set {
			s.fields.set("Content-Type")
		}
	}
}

// fieldsAt returns the fields that the handler itself perhaps sets, on a way that
// leads to an answer or as a part of it.
func (p *producer) fieldsAt(s *Site, handler *ssa.Function) *fields {
	all := p.mentioned(ssautil.Outermost(s.fn))
	if s.fn != handler {
		return all // when a closure runs is not known
	}
	instrs := s.call.Block().Instrs
	at := instrs[min(slices.Index(instrs, ssa.Instruction(s.call))+1, len(instrs)-1)]
	return p.heldAt(s.ans.writer, all, at)
}

// heldAt returns those of some fields that a writer perhaps has just before an
// instruction, other than those that it had when the function was entered.
func (p *producer) heldAt(w valueflow.Loc, of *fields, at ssa.Instruction) *fields {
	has := func(name string) bool {
		held := p.flow.Load(w.Member(valueflow.MemHeader+"."+name), at)
		return slices.ContainsFunc(held, func(t *origin.Term) bool { return t.Op != origin.Zero && !p.entered(t) })
	}
	out := &fields{any: has("-"), values: make(map[string][]string)} // any: a field that nobody sets by its name
	for name := range of.names {
		if has(name) {
			out.set(name)
			if values, ok := p.heldValues(w, name, at); ok {
				out.values[name] = values
			}
		}
	}
	return out
}

// presets returns the fields that a router has set for the handlers that it is given.
func (p *producer) presets() map[*ssa.Function][]string {
	out := make(map[*ssa.Function][]string)
	p.eachRow(func(row *httpmodel.Row, call *ssa.Call) {
		if len(row.Presets) == 0 {
			return
		}
		for _, a := range call.Call.Args {
			for _, h := range p.handlersIn(a) {
				out[h] = append(out[h], row.Presets...)
			}
		}
	})
	return out
}

// handlersIn returns the functions that an argument is, or a variadic call's list
// holds.
func (p *producer) handlersIn(v ssa.Value) []*ssa.Function {
	if h := p.handlerOf(v); h != nil {
		return []*ssa.Function{h}
	}
	var out []*ssa.Function
	for _, v := range ssautil.Elements(v) {
		if h := p.handlerOf(v); h != nil {
			out = append(out, h)
		}
	}
	return out
}

// allowed returns the methods that the request certainly does not have where a
// call stands.
func (p *producer) allowed(call *ssa.Call) []string {
	var methods []string
	for v, val := range entry(call.Block()).truth {
		b, ok := v.(*ssa.BinOp)
		if !ok || !ssautil.IsEquality(b.Op) || val == (b.Op == token.EQL) || !isMethod(b.X) {
			continue
		}
		if m, ok := stringConst(b.Y); ok {
			methods = append(methods, m)
		}
	}
	slices.Sort(methods)
	return slices.Compact(methods)
}

// isMethod reports whether a value is the method of a request.
func isMethod(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	a, ok := load.X.(*ssa.FieldAddr)
	return ok && httpmodel.IsRequest(a.X.Type()) && a.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(a.Field).Name() == "Method"
}

// mentioned returns the fields that a function, with its closures and helpers,
// sets on any writer.
func (p *producer) mentioned(fn *ssa.Function) *fields {
	if f, ok := p.mentions[fn]; ok {
		return f
	}
	f := &fields{}
	p.mentions[fn] = f
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MapUpdate:
				if _, ok := p.headerOf(instr.Map); !ok {
					break
				}
				if key, ok := stringConst(instr.Key); ok {
					f.set(http.CanonicalHeaderKey(key))
				} else {
					f.any = true
				}
			case *ssa.Call:
				p.mention(f, instr)
			}
		}
	}
	for _, a := range fn.AnonFuncs {
		f.add(p.mentioned(a))
	}
	return f
}

func (p *producer) mention(f *fields, call *ssa.Call) {
	if row := p.flow.Row(&call.Call); row != nil {
		r := row.Response
		switch {
		case r == nil:
		case r.Kind == httpmodel.SetHeader, r.Kind == httpmodel.AddHeader:
			keys, exact := p.flow.RowValue(r.Key, call).Strings()
			f.any = f.any || !exact
			for _, key := range keys {
				f.set(http.CanonicalHeaderKey(key))
			}
		case r.Kind == httpmodel.Copy, r.Kind == httpmodel.Serve:
			f.any = true
		case r.ContentType != "":
			f.set("Content-Type")
		}
		return
	}
	for _, t := range p.flow.Targets(call) {
		for _, r := range t.Rows() {
			for _, e := range r.Effects {
				_, member, ok := cutMember(t.Bind(e.Path))
				if !ok || member == valueflow.MemStatus {
					continue
				}
				if name := strings.TrimPrefix(member, valueflow.MemHeader+"."); strings.HasPrefix(name, "[") {
					f.any = true
				} else {
					f.set(name)
				}
			}
		}
	}
}

// passed returns the fields that the middlewares which this package has or names
// set.
func (p *producer) passed() *fields {
	out := &fields{}
	for _, fn := range p.flow.Funcs {
		out.add(p.handedOn(fn))
	}
	for _, obj := range p.pass.TypesInfo.Uses {
		var fact Passes
		if fn, ok := obj.(*types.Func); ok && fn.Pkg() != p.pass.Pkg && p.pass.ImportObjectFact(fn.Origin(), &fact) {
			for _, name := range fact.Fields {
				out.set(name)
			}
			out.any = out.any || fact.Any
		}
	}
	return out
}

// exportPasses exports what the functions of the package set before they hand a
// request on.
func (p *producer) exportPasses(fn *ssa.Function, obj *types.Func) {
	f := &fields{}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		f.add(p.handedOn(fn))
		for _, a := range fn.AnonFuncs {
			visit(a)
		}
	}
	visit(fn)
	if !f.any && len(f.names) == 0 {
		return
	}
	fact := &Passes{Any: f.any}
	for name := range f.names {
		fact.Fields = append(fact.Fields, name)
	}
	slices.Sort(fact.Fields)
	p.pass.ExportObjectFact(obj, fact)
}

// handedOn returns the fields that a handler has perhaps set where it hands its
// request on. What it sets on the way to an answer of its own, nobody else has.
func (p *producer) handedOn(fn *ssa.Function) *fields {
	out := &fields{}
	if !p.isHandler(fn) {
		return out
	}
	all, calls := p.mentioned(fn), p.handovers(fn)
	if len(calls) == 0 {
		if httpmodel.GoesOn(fn.Signature.Params().At(0).Type()) && !p.answersItself(fn) {
			return all
		}
		return out
	}
	for _, a := range fn.AnonFuncs {
		if !ssautil.OnlyDeferred(a) {
			out.add(p.mentioned(a)) // when it runs is not known
		}
	}
	for _, call := range calls {
		for _, w := range p.reach(call) {
			if _, ok := w.Root.(*ssa.Parameter); !ok {
				out.add(all) // through a writer of its own
			} else if p.isWriter(w) {
				out.add(p.heldAt(w, all, call))
			}
		}
	}
	return out
}

// handovers returns the calls by which a handler hands its request to another one
// that is not of this package, or not known.
func (p *producer) handovers(fn *ssa.Function) (calls []*ssa.Call) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || p.flow.Row(&call.Call) != nil || !slices.ContainsFunc(p.reach(call), p.isWriter) {
				continue
			}
			if p.isNext(call) || slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool { return httpmodel.IsRequest(a.Type()) }) && !p.answersFor(call) {
				calls = append(calls, call)
			}
		}
	}
	return calls
}

// answersFor reports whether a call runs a function of this package, or one of
// another that was read and is given no handler to run.
func (p *producer) answersFor(call *ssa.Call) bool {
	return slices.ContainsFunc(p.flow.Targets(call), func(t valueflow.Target) bool {
		return t.Fn != nil || len(p.summaryOf(t)) > 0 && !slices.ContainsFunc(t.Args, func(a ssa.Value) bool {
			return typeutil.IsFunc(a.Type()) || typeutil.IsNamed(a.Type(), "net/http", "Handler")
		})
	})
}

// answersItself reports whether a handler does more to the response than to set
// headers.
func (p *producer) answersItself(fn *ssa.Function) bool {
	return slices.ContainsFunc(p.answers(fn), func(a *answer) bool {
		return a.kind != httpmodel.SetHeader && a.kind != httpmodel.AddHeader
	})
}

// calledHere returns the functions that others of the package call by themselves, other
// than in tests.
func (p *producer) calledHere() map[*ssa.Function]bool {
	called := make(map[*ssa.Function]bool)
	for _, fn := range p.flow.Funcs {
		if p.index.InTest(fn.Pos()) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok && p.flow.Row(&call.Call) == nil {
					for _, t := range p.flow.Targets(call) {
						if t.Fn != nil {
							called[t.Fn] = true
						}
					}
				}
			}
		}
	}
	return called
}

// wrapsWriter reports whether a function makes a writer of its own.
func (p *producer) wrapsWriter(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if a, ok := instr.(*ssa.Alloc); ok && p.flow.IsWriter(a.Type()) && !isCell(a) {
				return true
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, p.wrapsWriter)
}

// isCell reports whether a place is a variable that holds a writer, for a closure
// to share, and no writer itself.
func isCell(a *ssa.Alloc) bool {
	return types.IsInterface(a.Type().Underlying().(*types.Pointer).Elem())
}
