package control

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Outcomes is the fact of a function that is given a context: the ways in which it returns,
// where a call in it responds if it fails, and whether a result says that something has
// failed. See way and falseIsFailure.
type Outcomes struct {
	ways   []way
	param  int    // the parameter through which the responses of the ways are sent
	path   string // and the member of it
	failed bool   // where the last result is false, something has failed
}

// AFact marks Outcomes as a fact.
func (*Outcomes) AFact() {}

// String shows the fact as fixtures assert it: "outcomes(sent 0=false; 0=true)".
func (f *Outcomes) String() string {
	var ss []string
	for _, w := range f.ways {
		var parts []string
		if w.sent {
			parts = append(parts, "sent")
		}
		for i := range maxResults {
			if val, known := w.results[i]; known {
				parts = append(parts, fmt.Sprintf("%d=%t", i, val))
			}
		}
		ss = append(ss, strings.Join(parts, " "))
	}
	if f.failed {
		ss = append(ss, "false is failed")
	}
	return "outcomes(" + strings.Join(ss, "; ") + ")"
}

// maxResults bounds the results of a function of which a fact says what they are.
const maxResults = 8

// GobEncode implements gob.GobEncoder.
func (f *Outcomes) GobEncode() ([]byte, error) {
	var e summary.Encoder
	e.Bool(f.failed)
	e.Int(f.param)
	e.String(f.path)
	e.Int(len(f.ways))
	for _, w := range f.ways {
		e.Bool(w.sent)
		e.Bool(w.unsent)
		for i := range maxResults {
			val, known := w.results[i]
			e.Bool(known)
			e.Bool(val)
		}
	}
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (f *Outcomes) GobDecode(data []byte) error {
	d := summary.NewDecoder(data)
	f.failed, f.param, f.path = d.Bool(), d.Int(), d.String()
	for range d.Count() {
		w := way{sent: d.Bool(), unsent: d.Bool(), results: make(map[int]bool)}
		for i := range maxResults {
			if known, val := d.Bool(), d.Bool(); known {
				w.results[i] = val
			}
		}
		f.ways = append(f.ways, w)
	}
	return d.Err()
}

// ExportOutcomes exports what importers may know of how a function returns.
func (p *Control) ExportOutcomes(fn *ssa.Function, obj *types.Func) {
	if fn.Signature.Results().Len() > maxResults || !slices.ContainsFunc(fn.Params, func(q *ssa.Parameter) bool {
		return p.Flow.HoldsWriter(q.Type()) || httpmodel.IsRequest(q.Type())
	}) {
		return
	}
	f := &Outcomes{failed: p.falseIsFailure(fn)}
	for _, a := range p.summaries.WritesOf(fn) {
		if a.When.Fails && a.To.Index >= 0 {
			f.param, f.path = a.To.Index, a.To.Path
			f.ways = p.waysOf(wayKey{fn, a.To.Index, a.To.Path})
			break
		}
	}
	if f.failed || len(f.ways) > 0 {
		p.Pass.ExportObjectFact(obj, f)
	}
}

// outcomesOf returns what is known of how a function of another package returns, nil if
// nothing is.
func (p *Control) outcomesOf(obj *types.Func) *Outcomes {
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == p.Pass.Pkg {
		return nil
	}
	var f Outcomes
	if !p.Pass.ImportObjectFact(obj.Origin(), &f) {
		return nil
	}
	return &f
}

// importedWays returns the ways in which a function of another package returns, nil if they
// are not known.
func (p *Control) importedWays(t valueflow.Target) []way {
	f := p.outcomesOf(t.Obj)
	if f == nil || slices.ContainsFunc(p.summaries.SummaryOf(t), func(a *summary.Write) bool {
		return !summary.SetsHeader(a) && (a.To.Index != f.param || a.To.Path != f.path)
	}) {
		return nil
	}
	return f.ways
}

// writesWhereItFails reports whether a call runs a function in which a call responds where
// that fails, and leaves it at that.
func (p *Control) writesWhereItFails(call *ssa.Call) bool {
	return slices.ContainsFunc(p.summaries.Events(call), func(a *summary.Write) bool { return a.When.Fails })
}

// saysFailed reports whether a boolean that a call gives is false where something has failed
// in the function that the call runs.
func (p *Control) saysFailed(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		call, ok = ssautil.TupleOf(v).(*ssa.Call)
	}
	if !ok || !isBool(v.Type()) || p.Flow.Row(&call.Call) != nil {
		return false
	}
	ts := p.Flow.Targets(call)
	if len(ts) != 1 {
		return false
	}
	if ts[0].Fn != nil {
		return p.falseIsFailure(ts[0].Fn)
	}
	f := p.outcomesOf(ts[0].Obj)
	return f != nil && f.failed
}

// falseIsFailure reports whether the last result of a function, a boolean, is false exactly
// where something in it has failed: `return c.ShouldBindJSON(v) == nil`. Where more is asked
// of an error than whether it is nil, the failure may be none.
func (p *Control) falseIsFailure(fn *ssa.Function) bool {
	if is, ok := p.falseFails[fn]; ok {
		return is
	}
	p.falseFails[fn] = false
	is := p.findFalseIsFailure(fn)
	p.falseFails[fn] = is
	return is
}

func (p *Control) findFalseIsFailure(fn *ssa.Function) bool {
	res := fn.Signature.Results()
	if res.Len() == 0 || !isBool(res.At(res.Len()-1).Type()) || len(fn.Blocks) == 0 || len(fn.Blocks) > maxWayBlocks {
		return false
	}
	yes, no, open := false, false, false
	p.Paths.WalkFrom(fn.Blocks[0], 0, paths.NewEnv(), func(instr ssa.Instruction, env paths.Env) bool {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			return open
		}
		switch r, val, known := ssautil.Returned(ret)[res.Len()-1], false, false; {
		case isFailureTest(r):
			yes, no = true, true
		default:
			val, known = p.resultIs(r, env, summary.MaxWrapped)
			switch {
			case !known:
				open = true
			case val:
				yes = true
			case failedOn(env):
				no = true
			default:
				open = true
			}
		}
		return true
	})
	return yes && no && !open
}

// isFailureTest reports whether a value is whether an error is nil.
func isFailureTest(v ssa.Value) bool {
	b, ok := v.(*ssa.BinOp)
	if !ok {
		return false
	}
	x, ok := ssautil.NilTest(b)
	if !ok || b.Op != token.EQL || !typeutil.IsError(x.Type()) {
		return false
	}
	_, call := x.(*ssa.Call)
	_, extract := x.(*ssa.Extract)
	return call || extract
}

// failedOn reports whether it is known on a path that something has failed, and no more
// than that.
func failedOn(env paths.Env) bool {
	failed := false
	for v, val := range env.True {
		switch v := v.(type) {
		case *ssa.Call:
			if typeutil.IsError(v.Type()) {
				failed = failed || val
			} else if slices.ContainsFunc(ssautil.Args(&v.Call), func(a ssa.Value) bool { return typeutil.IsError(a.Type()) }) {
				return false // it was asked what kind of failure it is
			}
		case *ssa.Extract:
			failed = failed || val && typeutil.IsError(v.Type())
		}
	}
	return failed
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}
