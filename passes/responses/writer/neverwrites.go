package writer

import (
	"go/types"
	"math/bits"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// NeverWrites is the fact of a function that is given a writer, or something that holds
// one, and sends nothing through it: it sets a cookie, or reads what a middleware
// has left in a framework's context. Of a function without this fact nothing is
// known, it may respond.
type NeverWrites struct {
	through ParamSet // nothing is sent through these parameters; a receiver is the first
	returns ParamSet // those of them through which a result can still be answered: it wraps the writer
}

// AFact marks NeverWrites as a fact.
func (*NeverWrites) AFact() {}

// String shows the fact as fixtures assert it: "quiet(0)", "quiet(0 1 returns 1)".
func (q *NeverWrites) String() string {
	s := "quiet(" + q.through.String()
	if q.returns != 0 {
		s += " returns " + q.returns.String()
	}
	return s + ")"
}

// GobEncode implements gob.GobEncoder.
func (q *NeverWrites) GobEncode() ([]byte, error) {
	var e summary.Encoder
	e.Int(int(q.through))
	e.Int(int(q.returns))
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (q *NeverWrites) GobDecode(data []byte) error {
	d := summary.NewDecoder(data)
	q.through, q.returns = ParamSet(d.Int()), ParamSet(d.Int())
	return d.Err()
}

// Silent reports whether nothing is sent by a call whose arguments held are
// aliases; a nil q knows nothing.
func (q *NeverWrites) Silent(held ParamSet) bool { return q != nil && held&^q.through == 0 }

// returnsAlias reports whether the result of such a call may be an alias.
func (q *NeverWrites) returnsAlias(held ParamSet) bool { return !q.Silent(held) || held&q.returns != 0 }

// A ParamSet is a set of a function's parameters by their places, the first 31 of
// them. One that is further back can be added to no set, and empties none: it
// stands for all at once.
type ParamSet uint32

const otherParams ParamSet = 1 << 31 // in no fact

// With returns the set with one more parameter.
func (s ParamSet) With(i int) ParamSet { return s | 1<<min(i, 31) }

func (s ParamSet) String() string {
	var parts []string
	for ; s != 0; s &= s - 1 {
		parts = append(parts, strconv.Itoa(bits.TrailingZeros32(uint32(s))))
	}
	return strings.Join(parts, " ")
}

// NeverWritesOf returns what is known of the function that a call runs, nil if nothing is.
func (p *Writers) NeverWritesOf(call *ssa.Call) *NeverWrites {
	if call.Call.IsInvoke() {
		return p.neverWritesByMethod(call.Call.Value.Type(), call.Call.Method)
	}
	fn := call.Call.StaticCallee()
	if fn == nil {
		fn = madeFor(call)
	}
	if fn == nil {
		return nil
	}
	if len(fn.Blocks) > 0 {
		return p.neverWritesIn(fn)
	}
	obj, _ := fn.Object().(*types.Func)
	if obj == nil {
		return nil
	}
	var fact NeverWrites
	if !p.Pass.ImportObjectFact(obj.Origin(), &fact) {
		return nil
	}
	return &fact
}

// madeFor returns the literal that a call runs which another call has made for it:
// preflight("GET")(w, r). It is nil if a function was not read, or makes more than one.
func madeFor(call *ssa.Call) *ssa.Function {
	maker, ok := call.Call.Value.(*ssa.Call)
	if !ok || maker.Call.StaticCallee() == nil {
		return nil
	}
	fn := maker.Call.StaticCallee()
	var made *ssa.Function
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		inner := ssautil.FunctionValue(ssautil.Unwrap(ret.Results[0]))
		if inner == nil || inner.Parent() != fn || made != nil && made != inner {
			return nil
		}
		made = inner
	}
	return made
}

// neverWritesIn finds out through which of its parameters a function sends nothing. In
// a recursion it may respond.
func (p *Writers) neverWritesIn(fn *ssa.Function) *NeverWrites {
	if q, ok := p.neverWrites[fn]; ok {
		return q
	}
	p.neverWrites[fn] = nil
	q := &NeverWrites{}
	for i, param := range fn.Params {
		if i >= 31 || valueflow.IsContext(param.Type()) && !p.IsWriterType(param.Type()) {
			continue
		}
		h := p.AliasesIn(fn, param)
		if h.writesIn(fn) {
			continue
		}
		q.through = q.through.With(i)
		if h.returnedBy(fn) {
			q.returns = q.returns.With(i)
		}
	}
	p.neverWrites[fn] = q
	return q
}

// returnedBy reports whether a function returns an alias.
func (h *Aliases) returnedBy(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && h.Uses(ret) {
			return true
		}
	}
	return false
}

// ExportNeverWrites exports what importers may know of a function, of the parameters
// through which it could have responded.
func (p *Writers) ExportNeverWrites(fn *ssa.Function, obj *types.Func) {
	var writers ParamSet
	for i, param := range fn.Params {
		if p.holdsWriter(param.Type()) {
			writers = writers.With(i)
		}
	}
	if writers &^= otherParams; writers == 0 {
		return
	}
	if q := p.neverWritesIn(fn); q.through&writers != 0 {
		p.Pass.ExportObjectFact(obj, &NeverWrites{q.through & writers, q.returns & writers})
	}
}
