package nillist

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Nilable is the fact of a function that returns lists which can be nil, other
// than beside an error.
type Nilable struct{ Results []int }

// AFact marks Nilable as a fact.
func (*Nilable) AFact() {}

func (n *Nilable) String() string { return fmt.Sprint("nilable", n.Results) }

// A nilness is what is known of a list.
type nilness struct {
	unknown bool // something that is not understood reaches it
	isNil   bool // so does nil
	decl    token.Pos
	from    string
	by      *types.Func
}

func (n *nilness) add(m nilness) {
	n.unknown = n.unknown || m.unknown
	if m.isNil {
		if !n.isNil || !n.decl.IsValid() {
			n.decl, n.from, n.by = m.decl, m.from, m.by
		}
		n.isNil = true
	}
}

type nils struct {
	p    *Lists
	memo map[*ssa.Function][]nilness // of the results
}

// Export exports the facts of functions that return nil lists.
func (p *Lists) Export() {
	for _, fn := range p.Flow.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() || !p.Flow.Analysed(obj) {
			continue
		}
		var fact Nilable
		for i, n := range p.nils.results(fn) {
			if n.isNil {
				fact.Results = append(fact.Results, i)
			}
		}
		if len(fact.Results) > 0 {
			p.Pass.ExportObjectFact(obj, &fact)
		}
	}
}

// Fill fills in Response.nilLists.
func (p *Lists) Fill(s *summary.Response) {
	if s.Body.Kind != summary.JSON || !s.Body.Sent || s.Code.Call == nil || s.Code.Write.When.Maybe || s.Code.Write.Body.Adds {
		return // a helper that does not always send may ask whether there is anything
	}
	visit := listVisitor{n: p.nils, site: s}
	if row := p.Flow.Row(&s.Code.Call.Call); row != nil {
		if row.Response != nil {
			if x := summary.Operand(row.Response.Body, &s.Code.Call.Call); x != nil && p.nils.null(row.Response.Body, s.Code.Call) {
				visit.value(x, "", false, 0)
			}
		}
		return
	}
	for _, t := range p.Flow.Targets(s.Code.Call) {
		for _, b := range p.summaries.SummaryOf(t) {
			if b.API == s.Code.Write.API && b.Kind == s.Code.Write.Kind && t.Subst(b.Body.Value).Key() == s.Code.Write.Body.Value.Key() {
				visit.terms(b.Body.Value, t, "", false, 0)
			}
		}
	}
}

// FillFrom does so for a response of which the body is known in terms of a function that
// sends it.
func (p *Lists) FillFrom(s *summary.Response, t valueflow.Target, body origin.Value) {
	if s.Body.Kind == summary.JSON && s.Body.Sent {
		visit := listVisitor{n: p.nils, site: s}
		visit.terms(body, t, "", false, 0)
	}
}

// null reports whether a nil list becomes null in what a call encodes.
func (n *nils) null(e httpmodel.Expr, call *ssa.Call) bool {
	return e.Op != httpmodel.OpEncode || len(e.Args) < 2 || jsonshape.OptionsDialect(n.p.Flow.EvalCall(e.Args[1], call)).NilIsNull()
}

// marshalled returns what a value is the JSON of, or nil.
func (n *nils) marshalled(v ssa.Value) ssa.Value {
	ext, ok := v.(*ssa.Extract)
	if !ok || ext.Index != 0 {
		return nil
	}
	call, ok := ext.Tuple.(*ssa.Call)
	if !ok {
		return nil
	}
	row := n.p.Flow.Row(&call.Call)
	if row == nil {
		return n.marshalledBy(call)
	}
	if len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpEncode || summary.BodyKind(row.Results[0].Name) != summary.JSON {
		return nil
	}
	if !n.null(row.Results[0], call) {
		return nil
	}
	return summary.Operand(row.Results[0], &call.Call)
}

// marshalledBy returns the argument of which a function that is not the model's returns the
// JSON, or nil: a project's own package for it.
func (n *nils) marshalledBy(call *ssa.Call) (arg ssa.Value) {
	ts := n.p.Flow.Targets(call)
	if len(ts) != 1 {
		return nil
	}
	for _, r := range ts[0].Rows() {
		if len(r.Results) == 0 {
			return nil
		}
		for _, t := range r.Results[0] {
			if t.Op == origin.Zero {
				continue // beside an error
			}
			if t.Op != origin.Encoded || summary.BodyKind(t.Name) != summary.JSON || len(t.Args) != 1 || len(t.Args[0]) != 1 {
				return nil
			}
			of := t.Args[0][0]
			if of.Op != origin.Param || of.Path != "" || of.Index >= len(ts[0].Args) || arg != nil && arg != ts[0].Args[of.Index] {
				return nil
			}
			arg = ts[0].Args[of.Index]
		}
	}
	return arg
}

// list says whether a slice can be nil where block b uses it.
func (n *nils) list(v ssa.Value, b *ssa.BasicBlock, seen []ssa.Value) nilness {
	v = ssautil.Unwrap(v)
	if slices.Contains(seen, v) || tested(v, b) {
		return nilness{}
	}
	seen = append(slices.Clip(seen), v)
	switch v := v.(type) {
	case *ssa.Const:
		return nilness{isNil: v.Value == nil}
	case *ssa.MakeSlice:
		return nilness{}
	case *ssa.Slice:
		if _, ok := v.X.Type().Underlying().(*types.Pointer); ok {
			return nilness{} // of an array
		}
		return n.list(v.X, v.Block(), seen)
	case *ssa.Phi:
		var all nilness
		for i, e := range v.Edges {
			pred := v.Block().Preds[i]
			if onEdge(e, pred, v.Block()) {
				continue
			}
			m := n.list(e, pred, seen)
			if _, direct := ssautil.Unwrap(e).(*ssa.Const); direct && m.isNil {
				m.decl = v.Pos() // of the variable that the values meet in
			}
			all.add(m)
		}
		return all
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			return nilness{unknown: b.Name() != "append"}
		}
		return n.result(v, 0)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			if failedAt(call, b) {
				return nilness{} // whoever is told of a failure expects no list
			}
			return n.result(call, v.Index)
		}
	case *ssa.UnOp:
		if alloc, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			return n.variable(alloc, v)
		}
	}
	return nilness{unknown: true}
}

// failedAt reports whether a block is reached only if a call has returned an error.
func failedAt(call *ssa.Call, b *ssa.BasicBlock) bool {
	last := call.Call.Signature().Results().Len() - 1
	if last < 0 || b == nil || !typeutil.IsError(call.Call.Signature().Results().At(last).Type()) {
		return false
	}
	err := ssautil.Result(call, last)
	return err != nil && paths.Entry(b).True[err]
}

// result says whether a result of a call can be a nil list.
func (n *nils) result(call *ssa.Call, i int) nilness {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return n.dispatched(call, i)
	}
	return n.resultOf(fn, i)
}

// dispatched says so of a call that may run one of several functions: it can if it can
// whichever of them is run.
func (n *nils) dispatched(call *ssa.Call, i int) (out nilness) {
	targets := n.p.Flow.Targets(call)
	if len(targets) == 0 {
		return nilness{unknown: true}
	}
	for _, t := range targets {
		if t.Fn == nil {
			return nilness{unknown: true}
		}
		m := n.resultOf(t.Fn, i)
		if m.unknown || !m.isNil {
			return nilness{unknown: true}
		}
		out.add(m)
	}
	return out
}

func (n *nils) resultOf(fn *ssa.Function, i int) nilness {
	if generic := fn.Origin(); generic != nil {
		fn = generic
	}
	if rs := n.results(fn); i < len(rs) {
		r := rs[i]
		if !r.isNil {
			r.unknown = true
		}
		r.from = fn.Name()
		r.by, _ = fn.Object().(*types.Func)
		return r
	}
	obj, ok := fn.Object().(*types.Func)
	var fact Nilable
	if ok && obj.Pkg() != n.p.Pass.Pkg && n.p.Pass.ImportObjectFact(obj.Origin(), &fact) && slices.Contains(fact.Results, i) {
		return nilness{isNil: true, from: fn.Name(), by: obj.Origin()}
	}
	return nilness{unknown: true}
}

// results says which results of a function of this package can be nil lists. A
// result beside an error does not count, the caller looks at the error first;
// nor does a bare nil beside anything else that may tell the caller.
func (n *nils) results(fn *ssa.Function) []nilness {
	if rs, ok := n.memo[fn]; ok {
		return rs
	}
	if len(fn.Blocks) == 0 {
		return nil
	}
	out := make([]nilness, fn.Signature.Results().Len())
	n.memo[fn] = out // recursion adds nothing
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || !n.p.Flow.Live(b) {
			continue
		}
		given := ssautil.Returned(ret)
		failed, told, found := false, false, false
		for _, r := range given {
			switch c, isConst := r.(*ssa.Const); {
			case typeutil.IsError(r.Type()):
				failed = failed || !isConst || c.Value != nil
				found = found || tested(r, b)
			case !typeutil.IsList(r.Type()):
				told = true
			}
		}
		for i, r := range given {
			if !typeutil.IsList(r.Type()) || found {
				continue
			}
			m := n.list(r, b, nil)
			if m.unknown || !m.isNil || !m.decl.IsValid() && m.from == "" && (failed || told) {
				continue
			}
			if !m.decl.IsValid() && m.from == "" && fn.Signature.Results().At(i).Name() != "" {
				m.decl = fn.Signature.Results().At(i).Pos()
			}
			out[i].add(m)
		}
	}
	return out
}
