package exchange

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// A Target is a function that a call runs.
type Target struct {
	Fn  *ssa.Function // of this package, else nil
	obj *types.Func   // nil for a closure
}

// Targets returns the functions that a call may run, none if any may run that is
// not known.
func (p *Exchanges) Targets(call ssa.CallInstruction) []Target {
	if c, ok := call.(*ssa.Call); ok {
		var out []Target
		for _, t := range p.Flow.Targets(c) {
			out = append(out, Target{t.Fn, t.Obj})
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
		return []Target{{Fn: fn}}
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return []Target{{obj: obj}}
	}
	return nil
}

type handlingKey struct {
	fn *ssa.Function
	h  Result
}

// Handles returns what a function does with a parameter, nil if that is unknown.
func (p *Exchanges) Handles(tg Target, h Result) *Trace {
	if tg.Fn == nil {
		return p.importedHandling(tg.obj, h)
	}
	if h.Index >= len(tg.Fn.Params) {
		return nil
	}
	k := handlingKey{tg.Fn, h}
	if t, ok := p.handling[k]; ok {
		return t
	}
	p.handling[k] = &Trace{} // recursion does nothing new with it
	t := p.trace(item{tg.Fn.Params[h.Index], h.Path, h.What})
	p.handling[k] = t
	return t
}

// handled notes what a function without a row does with argument i.
func (p *Exchanges) handled(t *Trace, it item, call ssa.CallInstruction, i int) {
	c := call.Common()
	targets := p.Targets(call)
	for _, tg := range targets {
		h := p.Handles(tg, Result{i, it.path, it.what})
		if h == nil {
			p.unread(t, it, call, i)
			continue
		}
		if len(h.Looks) > 0 {
			t.Looks = append(t.Looks, call)
		}
		for _, u := range h.Uses {
			name := u.By
			if tg.Fn != nil || name == "" {
				name = p.APIName(c)
			}
			t.Uses = append(t.Uses, &Use{call, name})
			break
		}
		t.Escapes = t.Escapes || h.Escapes
		t.Touched = t.Touched || h.Touched
		t.Closes = t.Closes || h.Closes
		if v := call.Value(); v != nil {
			for _, r := range h.results {
				for _, x := range ssautil.Results(v, r.Index) {
					t.add(x, r.Path, r.What)
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
func (p *Exchanges) unread(t *Trace, it item, call ssa.CallInstruction, i int) {
	c := call.Common()
	switch {
	case !it.is(theBody):
		t.Escapes = true
	case closes(c):
		t.Closes = true
	case checksFormat(c):
	case p.reader(t, call):
	case i == 0 && (c.IsInvoke() || c.Signature().Recv() != nil) && drains(call, i): // its own Read
	case returnsNothing(c) && mayClose(c, i):
		t.Escapes = true
	default:
		t.Uses = append(t.Uses, &Use{call, p.APIName(c)})
	}
}

// returnsNothing reports whether a call gives nothing but perhaps an error.
func returnsNothing(c *ssa.CallCommon) bool {
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

// readBy notes what a call of the model does with a body.
func (p *Exchanges) readBy(t *Trace, call ssa.CallInstruction, row *httpmodel.Row, i int) {
	c := call.Common()
	value := call.Value()
	switch {
	case closes(c):
		t.Closes = true
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
	t.Uses = append(t.Uses, &Use{call, p.APIName(c)})
}

// closes reports whether a call is of a method that takes nothing and gives at
// most an error: of the methods that readers have, that is Close.
func closes(c *ssa.CallCommon) bool {
	sig := c.Signature()
	return (c.IsInvoke() || sig.Recv() != nil) && sig.Params().Len() == 0 &&
		(sig.Results().Len() == 0 || sig.Results().Len() == 1 && typeutil.IsError(sig.Results().At(0).Type()))
}

// reader follows a body into the reader that a call makes of it, if it does.
func (p *Exchanges) reader(t *Trace, call ssa.CallInstruction) bool {
	value := call.Value()
	if value == nil {
		return false
	}
	found := false
	res := call.Common().Signature().Results()
	for i := range res.Len() {
		if IsReader(res.At(i).Type()) {
			found = true
			for _, v := range ssautil.Results(value, i) {
				t.add(v, "", theBody)
			}
		}
	}
	return found
}

// IsReader reports whether values of a type are read from: they have a method
// Read as io.Reader has it.
func IsReader(t types.Type) bool {
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
