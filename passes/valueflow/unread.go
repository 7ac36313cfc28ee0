package valueflow

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What is known of a call that was not read: what it gives, and what it leaves where it
// writes, carries the text that it is given.

// opaque describes the result of a call that was not read. It passes the text
// of errors, and text that holds such already, on to a string.
func (f *Result) opaque(call *ssa.Call, i int, res types.Type) *origin.Term {
	t := &origin.Term{Op: origin.Opaque, Index: i, Pos: call.Pos(), Fn: call.Parent(), Err: typeutil.IsError(res)}
	if t.Err && f.neverFails(call) {
		return &origin.Term{Op: origin.Zero}
	}
	if res != nil && !types.IsInterface(res) {
		f.setType(t, res)
	}
	fn := ssautil.Callee(&call.Call)
	if fn != nil {
		t.Name = fn.FullName()
		if t.Err && fn.Pkg() != nil {
			unread := f.row(&call.Call) == nil
			t.Parse = unread && httpmodel.Parses(fn)
			t.Gone = unread && httpmodel.Marshals(fn)
			t.Checked = t.Parse && slices.ContainsFunc(ssautil.Args(&call.Call), f.ofRequest) || unread && (httpmodel.IsValidator(fn.Pkg().Path()) || httpmodel.Validates(fn)) || f.readsBody(call)
		}
	}
	if typeutil.IsText(res) && !f.readElsewhere(fn, call) {
		t.Args = f.textArgs(call)
	}
	if t.Depth() > origin.MaxDepth {
		t.Args = nil
	}
	if fn != nil && call.Call.IsInvoke() && len(call.Call.Args) == 0 && typeutil.IsInteger(res) {
		t.Owner, t.Path = origin.AnyOwner, "."+fn.Name()+"()"
	}
	return t
}

// readElsewhere reports whether a call runs a function of another package of the module, of
// which no fact says anything: it was read, and gives none of the text that it is given.
func (f *Result) readElsewhere(fn *types.Func, call *ssa.Call) bool {
	return f.main && f.pass.Module != nil && fn != nil && !call.Call.IsInvoke() && fn.Pkg() != nil && fn.Pkg() != f.pass.Pkg &&
		typeutil.Within(fn.Pkg().Path(), f.pass.Module.Path)
}

// textArgs returns the texts that a call which was not read is given: those that hold text of
// errors, those that a caller may pass, and those of errors that are formatted. What it makes
// of an error that it is given as such is not known: an id of a report, a fingerprint.
func (f *Result) textArgs(call *ssa.Call) (out []origin.Value) {
	fn := ssautil.Callee(&call.Call)
	fails := returnsError(call)
	passed := func(x ssa.Value) func(*origin.Term) bool {
		return func(t *origin.Term) bool {
			return t.Op == origin.Param && (typeutil.IsText(x.Type()) || isAny(x.Type())) || (origin.Value{t}).Tainted()
		}
	}
	for k, a := range ssautil.Args(&call.Call) {
		if k == 0 && fn != nil && call.Call.IsInvoke() && fn.Name() != "String" && fn.Name() != "GoString" {
			continue // Public() string: an error's second text, which is there to be another one
		}
		vals := ssautil.Variadic(a)
		if vals == nil {
			vals = []ssa.Value{a}
		}
		for _, x := range vals {
			x = ssautil.UnwrapInterface(x)
			v := f.eval(x, call)
			switch {
			case !typeutil.IsError(x.Type()):
				v = origin.Filter(v, passed(x))
			case fails: // redis.String(conn.Do(…)): what it is given comes back as its error
				continue
			case ssautil.Variadic(a) == nil:
				continue
			default:
				v = f.text(f.asError(v, x.Type()), call.Pos(), call.Parent(), false)
			}
			if len(v) > 0 {
				out = append(out, v)
			}
		}
	}
	return out
}

// isAny reports whether a type is the empty interface: what holds texts may be passed as one.
func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty()
}

// readsBody reports whether a call reads all of the body of a request, or is given it and
// was not read: that the body is too large, breaks off or is no such thing is the client's
// own doing.
func (f *Result) readsBody(call *ssa.Call) bool {
	row, args := f.row(&call.Call), ssautil.Args(&call.Call)
	if row != nil {
		if len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpContent || len(args) == 0 {
			return false
		}
		args = args[row.Results[0].Arg:][:1]
	}
	return slices.ContainsFunc(args, f.isRequestBody)
}

// isRequestBody reports whether a value is certainly the body of a request.
func (f *Result) isRequestBody(v ssa.Value) bool {
	ls := f.roots(v)
	return len(ls) > 0 && !slices.ContainsFunc(ls, func(l loc) bool {
		owner, ok := strings.CutSuffix(l.path, ".Body")
		t := Loc{l.root, owner}.Type()
		return !ok || t == nil || types.TypeString(t, nil) != "*net/http.Request"
	})
}

// leftBy returns what a call that was not read leaves at a place that it is given: of a
// buffer's content, the texts that it is given as well.
func (f *Result) leftBy(call *ssa.Call, l loc) origin.Value {
	if !strings.HasSuffix(l.path, memContent) {
		if t := f.leftInArgument(call, l); t != nil {
			return origin.One(t)
		}
		return origin.AnyValue(false)
	}
	args := f.textArgs(call)
	if len(args) == 0 {
		return origin.AnyValue(false)
	}
	return origin.One(&origin.Term{Op: origin.Opaque, Name: calleeName(call), Args: args, Pos: call.Pos(), Fn: call.Parent()})
}

// leftInArgument describes what a function value leaves in a member of a struct that it is
// given a pointer to, nil if l is none. See LeftBy.
func (f *Result) leftInArgument(call *ssa.Call, l loc) *origin.Term {
	made, ok := l.root.(*ssa.Alloc)
	if !ok || l.path == "" || strings.HasPrefix(l.path, ".#") || call.Call.IsInvoke() || call.Call.StaticCallee() != nil {
		return nil
	}
	for k, a := range call.Call.Args {
		if a == ssa.Value(made) {
			t := f.LeftBy(call, k)
			t.Path = l.path
			return t
		}
	}
	return nil
}

// LeftBy returns what stands for a struct that a call of a function value is given a pointer
// to, as it is afterwards, by the place of that argument.
func (f *Result) LeftBy(call *ssa.Call, arg int) *origin.Term {
	if f.begin() {
		defer f.finish()
	}
	return &origin.Term{Op: origin.Opaque, Name: leftName, Index: arg, Pos: call.Pos(), Fn: call.Parent()}
}

// leftName is no function's.
const leftName = "left in an argument"
