package header

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// labelsAll returns the fields that writers of this package set by themselves, for
// all that is answered through them.
func (p *Headers) labelsAll() *summary.Fields {
	out := &summary.Fields{}
	for _, fn := range p.Flow.Funcs {
		if recv := fn.Signature.Recv(); recv != nil && p.Flow.IsWriter(recv.Type()) && !types.IsInterface(recv.Type()) {
			out.Add(p.mentioned(fn))
		}
	}
	return out
}

// SetsHeaders is the fact of a function that is a middleware, or makes one: the
// fields that it perhaps sets before it hands a request on.
type SetsHeaders struct {
	Fields []string // sorted
	Any    bool     // and others, whose names are not known
}

// AFact marks SetsHeaders as a fact.
func (*SetsHeaders) AFact() {}

func (f *SetsHeaders) String() string {
	s := "passes(" + strings.Join(f.Fields, " ")
	if f.Any {
		s += " …"
	}
	return s + ")"
}

// FindFields finds the header fields of every response that a handler gives.
func (p *Headers) FindFields() {
	called := p.CalledHere()
	outer, presets, begun := p.passed(), p.presets(), p.handlers.BegunHandlers()
	outer.Add(p.labelsAll())
	elsewhere := make(map[*ssa.Function]bool)
	for _, s := range p.Found.Responses {
		s.Status.Decides = !p.summaries.Inherits(s.Code.Call, s.Code.Write)
		s.Reason.Allowed = p.allowed(s.Code.Call)
		q, ok := s.Code.Write.To.Writer.Root.(*ssa.Parameter)
		if !ok || s.Code.Write.To.Writer.Path != "" || !p.writers.IsHandler(q.Parent()) || called[q.Parent()] || p.wrapsWriter(ssautil.Outermost(s.Code.Func)) {
			continue
		}
		s.Status.Unset = p.handlers.Unset(s, q.Parent(), begun)
		s.Fields = &summary.Fields{}
		s.Fields.Add(outer)
		for _, name := range presets[q.Parent()] {
			s.Fields.Set(name)
		}
		if _, known := elsewhere[q.Parent()]; !known {
			elsewhere[q.Parent()] = p.handlers.ServedElsewhere(q.Parent())
		}
		if elsewhere[q.Parent()] {
			s.Fields.Set("Content-Type")
		}
		at := p.fieldsAt(s, q.Parent())
		s.Fields.Add(at)
		s.Fields.Values = at.Values
		if _, set := summary.ContentType(s.Code.Write.Body.Type); set {
			s.Fields.Set("Content-Type")
		}
	}
}

// fieldsAt returns the fields that the handler itself perhaps sets, on a way that
// leads to a response or as a part of it.
func (p *Headers) fieldsAt(s *summary.Response, handler *ssa.Function) *summary.Fields {
	all := p.mentioned(ssautil.Outermost(s.Code.Func))
	if s.Code.Func != handler {
		return all // when a closure runs is not known
	}
	instrs := s.Code.Call.Block().Instrs
	at := instrs[min(slices.Index(instrs, ssa.Instruction(s.Code.Call))+1, len(instrs)-1)]
	return p.fieldsBefore(s.Code.Write.To.Writer, all, at)
}

// fieldsBefore returns those of some fields that a writer perhaps has just before an
// instruction, other than those that it had when the function was entered.
func (p *Headers) fieldsBefore(w valueflow.Loc, of *summary.Fields, at ssa.Instruction) *summary.Fields {
	has := func(name string) bool {
		held := p.Flow.Load(w.Member(valueflow.MemHeader+"."+name), at)
		return slices.ContainsFunc(held, func(t *origin.Term) bool { return t.Op != origin.Zero && !p.entered(t) })
	}
	out := &summary.Fields{Any: has("-"), Values: make(map[string][]string)} // any: a field that nobody sets by its name
	for name := range of.Names {
		if has(name) {
			out.Set(name)
			if values, ok := p.fieldValues(w, name, at); ok {
				out.Values[name] = values
			}
		}
	}
	return out
}

// presets returns the fields that a router has set for the handlers that it is given.
func (p *Headers) presets() map[*ssa.Function][]string {
	out := make(map[*ssa.Function][]string)
	p.summaries.EachRow(func(row *httpmodel.Row, call *ssa.Call) {
		if len(row.Presets) == 0 {
			return
		}
		for _, a := range call.Call.Args {
			for _, h := range p.writers.HandlersIn(a) {
				out[h] = append(out[h], row.Presets...)
			}
		}
	})
	return out
}

// allowed returns the methods that the request certainly does not have where a
// call stands.
func (p *Headers) allowed(call *ssa.Call) []string {
	var methods []string
	for v, val := range paths.Entry(call.Block()).True {
		b, ok := v.(*ssa.BinOp)
		if !ok || !ssautil.IsEquality(b.Op) || val == (b.Op == token.EQL) || !handler.IsMethod(b.X) {
			continue
		}
		if m, ok := ssautil.StringConst(b.Y); ok {
			methods = append(methods, m)
		}
	}
	slices.Sort(methods)
	return slices.Compact(methods)
}

// mentioned returns the fields that a function, with its closures and helpers,
// sets on any writer.
func (p *Headers) mentioned(fn *ssa.Function) *summary.Fields {
	if f, ok := p.mentions[fn]; ok {
		return f
	}
	f := &summary.Fields{}
	p.mentions[fn] = f
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MapUpdate:
				if _, ok := p.writers.HeaderOf(instr.Map); !ok {
					break
				}
				if key, ok := ssautil.StringConst(instr.Key); ok {
					f.Set(http.CanonicalHeaderKey(key))
				} else {
					f.Any = true
				}
			case *ssa.Call:
				p.mention(f, instr)
			}
		}
	}
	for _, a := range fn.AnonFuncs {
		f.Add(p.mentioned(a))
	}
	return f
}

func (p *Headers) mention(f *summary.Fields, call *ssa.Call) {
	if row := p.Flow.Row(&call.Call); row != nil {
		r := row.Response
		switch {
		case r == nil:
		case r.Kind == httpmodel.SetHeader, r.Kind == httpmodel.AddHeader:
			keys, exact := p.Flow.EvalCall(r.Key, call).Strings()
			f.Any = f.Any || !exact
			for _, key := range keys {
				f.Set(http.CanonicalHeaderKey(key))
			}
		case r.Kind == httpmodel.Copy, r.Kind == httpmodel.Serve:
			f.Any = true
		case r.ContentType != "":
			f.Set("Content-Type")
		}
		return
	}
	for _, t := range p.Flow.Targets(call) {
		for _, r := range t.Rows() {
			for _, e := range r.Effects {
				_, member, ok := writer.CutMember(t.Bind(e.Path))
				if !ok || member == valueflow.MemStatus {
					continue
				}
				if name := strings.TrimPrefix(member, valueflow.MemHeader+"."); strings.HasPrefix(name, "[") {
					f.Any = true
				} else {
					f.Set(name)
				}
			}
		}
	}
}

// passed returns the fields that the middlewares which this package has or names
// set.
func (p *Headers) passed() *summary.Fields {
	out := &summary.Fields{}
	for _, fn := range p.Flow.Funcs {
		out.Add(p.setBeforeNext(fn))
	}
	for _, obj := range p.Pass.TypesInfo.Uses {
		var fact SetsHeaders
		if fn, ok := obj.(*types.Func); ok && fn.Pkg() != p.Pass.Pkg && p.Pass.ImportObjectFact(fn.Origin(), &fact) {
			for _, name := range fact.Fields {
				out.Set(name)
			}
			out.Any = out.Any || fact.Any
		}
	}
	return out
}

// ExportSetsHeaders exports what the functions of the package set before they hand a
// request on.
func (p *Headers) ExportSetsHeaders(fn *ssa.Function, obj *types.Func) {
	f := &summary.Fields{}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		f.Add(p.setBeforeNext(fn))
		for _, a := range fn.AnonFuncs {
			visit(a)
		}
	}
	visit(fn)
	if !f.Any && len(f.Names) == 0 {
		return
	}
	fact := &SetsHeaders{Any: f.Any}
	for name := range f.Names {
		fact.Fields = append(fact.Fields, name)
	}
	slices.Sort(fact.Fields)
	p.Pass.ExportObjectFact(obj, fact)
}

// setBeforeNext returns the fields that a handler has perhaps set where it hands its
// request on. What it sets on the way to a response of its own, nobody else has.
func (p *Headers) setBeforeNext(fn *ssa.Function) *summary.Fields {
	out := &summary.Fields{}
	if !p.writers.IsHandler(fn) {
		return out
	}
	all, calls := p.mentioned(fn), p.handovers(fn)
	if len(calls) == 0 {
		if p.writers.GoesOn(fn) && !p.responds(fn) {
			return all
		}
		return out
	}
	for _, a := range fn.AnonFuncs {
		if !ssautil.OnlyDeferred(a) {
			out.Add(p.mentioned(a)) // when it runs is not known
		}
	}
	for _, call := range calls {
		for _, w := range p.summaries.Reach(call) {
			if _, ok := w.Root.(*ssa.Parameter); !ok {
				out.Add(all) // through a writer of its own
			} else if p.summaries.IsWriter(w) {
				out.Add(p.fieldsBefore(w, all, call))
			}
		}
	}
	return out
}

// handovers returns the calls by which a handler hands its request to another one
// that is not of this package, or not known.
func (p *Headers) handovers(fn *ssa.Function) (calls []*ssa.Call) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || p.Flow.Row(&call.Call) != nil || !slices.ContainsFunc(p.summaries.Reach(call), p.summaries.IsWriter) {
				continue
			}
			if p.writers.IsNext(call) || slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool { return httpmodel.IsRequest(a.Type()) }) && !p.runsOwn(call) {
				calls = append(calls, call)
			}
		}
	}
	return calls
}

// runsOwn reports whether a call runs a function of this package, or one of
// another that was read and is given no handler to run.
func (p *Headers) runsOwn(call *ssa.Call) bool {
	return slices.ContainsFunc(p.Flow.Targets(call), func(t valueflow.Target) bool {
		return t.Fn != nil || len(p.summaries.SummaryOf(t)) > 0 && !slices.ContainsFunc(t.Args, func(a ssa.Value) bool {
			return typeutil.IsFunc(a.Type()) || typeutil.IsNamed(a.Type(), "net/http", "Handler")
		})
	})
}

// responds reports whether a handler does more to the response than to set
// headers.
func (p *Headers) responds(fn *ssa.Function) bool {
	return slices.ContainsFunc(p.summaries.WritesOf(fn), func(a *summary.Write) bool {
		return a.Kind != httpmodel.SetHeader && a.Kind != httpmodel.AddHeader
	})
}

// CalledHere returns the functions that others of the package call by themselves, other
// than in tests.
func (p *Headers) CalledHere() map[*ssa.Function]bool {
	called := make(map[*ssa.Function]bool)
	for _, fn := range p.Flow.Funcs {
		if p.Index.InTest(fn.Pos()) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok && p.Flow.Row(&call.Call) == nil {
					for _, t := range p.Flow.Targets(call) {
						if t.Fn != nil && t.Fn != fn {
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
func (p *Headers) wrapsWriter(fn *ssa.Function) bool {
	wraps, ok := p.wrapping[fn]
	if !ok {
		wraps = p.buildsWriter(fn)
		p.wrapping[fn] = wraps
	}
	return wraps
}

func (p *Headers) buildsWriter(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if a, ok := instr.(*ssa.Alloc); ok && p.Flow.IsWriter(a.Type()) && !isCell(a) {
				return true
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, p.buildsWriter)
}

// isCell reports whether a place is a variable that holds a writer, for a closure
// to share, and no writer itself.
func isCell(a *ssa.Alloc) bool {
	return types.IsInterface(a.Type().Underlying().(*types.Pointer).Elem())
}
