package exchange

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What a function does about a status is found by walking through it, from the
// call on, as if that status had come: a branch that depends on the status, or on
// what a helper makes of it, is taken one way, every other branch both ways. So
// "comes back to the call" holds if some way does, and nothing has to be known
// of how a loop is written. Collecting the conditions of each loop instead was
// dropped: a status becomes an error, a boolean or a field of one before it is
// asked about, often in another function.

// An Approx is what a value is on the way.
type Approx struct {
	Kind approxKind
	n    int64 // of a number; 1 for true; of an error that is not nil which one, see errorApprox
}

type approxKind uint8

// ApproxBool returns what is known of a boolean that is true, or false.
func ApproxBool(b bool) Approx {
	if b {
		return Approx{isBool, 1}
	}
	return Approx{isBool, 0}
}

func approxConst(c *ssa.Const) Approx {
	switch {
	case c.Value == nil:
		if _, basic := c.Type().Underlying().(*types.Basic); !basic {
			return Approx{Kind: IsNone}
		}
	case c.Value.Kind() == constant.Bool:
		return ApproxBool(constant.BoolVal(c.Value))
	case c.Value.Kind() == constant.Int:
		if n, ok := constant.Int64Val(c.Value); ok {
			return Approx{isNumber, n}
		}
	}
	return Approx{}
}

// binary returns the result of an operator, otherwise if it is not known.
func binary(op token.Token, x, y, otherwise Approx) Approx {
	if x.Kind == isNumber && y.Kind == isNumber {
		switch op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return ApproxBool(constant.Compare(constant.MakeInt64(x.n), op, constant.MakeInt64(y.n)))
		case token.ADD:
			return Approx{isNumber, x.n + y.n}
		case token.SUB:
			return Approx{isNumber, x.n - y.n}
		case token.QUO:
			if y.n != 0 {
				return Approx{isNumber, x.n / y.n}
			}
		case token.REM:
			if y.n != 0 {
				return Approx{isNumber, x.n % y.n}
			}
		}
		return Approx{}
	}
	none := func(a, b Approx) bool { return a.Kind == IsNone && (b.Kind == IsNone || b.Kind == IsSome) }
	switch {
	case x.Kind == isBool && y.Kind == isBool, none(x, y), none(y, x):
		switch op {
		case token.EQL:
			return ApproxBool(x == y)
		case token.NEQ:
			return ApproxBool(x != y)
		}
	}
	return otherwise
}

// approx returns what a value is.
func (w *Walker) approx(v ssa.Value, env known) Approx {
	if slices.Contains(w.never, v) {
		return ApproxBool(false)
	}
	if w.Loop != nil {
		if g, ok := w.Loop.Hooks[v]; ok {
			return g
		}
	}
	if g, ok := env[v]; ok {
		return g
	}
	if g := w.statusValue(v); g.Kind != unsure {
		return g
	}
	switch v := v.(type) {
	case *ssa.Const:
		return approxConst(v)
	case *ssa.ChangeInterface:
		return w.approx(v.X, env)
	case *ssa.ChangeType:
		return w.approx(v.X, env)
	case *ssa.Convert:
		return w.approx(v.X, env)
	case *ssa.MakeInterface:
		if g := w.evaluated(v); g.Kind == IsSome {
			return g
		}
		if _, made := v.X.(*ssa.Alloc); made && typeutil.IsError(v.Type()) {
			// What has filled it was not read, as where a body is decoded into it. It is
			// another error than that of reading the body all the same.
			if vs := w.P.Flow.Eval(v, nil); len(vs) > 0 {
				return w.P.errorApprox(vs)
			}
		}
		return Approx{Kind: IsSome}
	case *ssa.MakeClosure, *ssa.Alloc, *ssa.Function, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		return Approx{Kind: IsSome}
	case *ssa.UnOp:
		if g := w.approx(v.X, env); v.Op == token.NOT && g.Kind == isBool {
			return Approx{isBool, 1 - g.n}
		}
		if v.Op == token.MUL {
			return w.loaded(v, env)
		}
	case *ssa.BinOp:
		x, y := w.approx(v.X, env), w.approx(v.Y, env)
		if g := w.compared(v, x, y); g.Kind != unsure {
			return g
		}
		return binary(v.Op, x, y, w.text(v))
	case *ssa.Call:
		return w.evaluated(v)
	case *ssa.Extract:
		switch from := v.Tuple.(type) {
		case *ssa.Call:
			return w.evaluated(v)
		case *ssa.UnOp:
			if ch, ok := from.X.Type().Underlying().(*types.Chan); ok && v.Index == 1 && IsTime(ch.Elem()) {
				return ApproxBool(true) // nobody closes the channel of a ticker
			}
		}
	}
	return Approx{}
}

// statusValue returns what the status, and what asks about it, is.
func (w *Walker) statusValue(v ssa.Value) Approx {
	for _, h := range w.T.Items[v] {
		if h.Path != "" {
			continue
		}
		b, basic := v.Type().Underlying().(*types.Basic)
		switch {
		case h.What == TheResponse, h.What == theBody: // net/http gives a body with every response
			if _, addr := v.(*ssa.Alloc); !addr {
				return Approx{Kind: IsSome}
			}
		case h.What != TheStatus || w.Status == 0 || !basic:
		case b.Info()&types.IsInteger != 0:
			return Approx{isNumber, int64(w.Status)}
		case b.Info()&types.IsBoolean != 0:
			return w.predicate(v)
		}
	}
	return Approx{}
}

// predicate returns what a method or a member of the response gives that tells good from bad.
func (w *Walker) predicate(v ssa.Value) Approx {
	var holder types.Type
	asks := httpmodel.Expr{Op: httpmodel.OpMember}
	switch v := v.(type) {
	case *ssa.Call:
		if fn, args := ssautil.Callee(&v.Call), ssautil.Args(&v.Call); fn != nil && len(args) > 0 {
			holder, asks.Op, asks.Name = args[0].Type(), httpmodel.OpMethod, fn.Name()
		}
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			holder, asks.Name = fa.X.Type(), strings.TrimPrefix(origin.FieldName(fa.X.Type(), fa.Field), ".")
		}
	}
	r := w.P.Flow.Model().ReplyOf(holder)
	if r == nil {
		return Approx{}
	}
	if is, ok := r.Tells(asks.Op, asks.Name, w.Status); ok {
		return ApproxBool(is)
	}
	return Approx{}
}

// loaded returns what a variable holds.
func (w *Walker) loaded(v *ssa.UnOp, env known) Approx {
	if g, ok := env[v.X]; ok {
		switch v.X.(type) {
		case *ssa.Alloc, *ssa.FreeVar:
			return g
		}
	}
	if g := w.statusValue(v); g.Kind != unsure {
		return g
	}
	if _, ok := v.X.(*ssa.Global); ok && typeutil.IsError(v.Type()) {
		return w.evaluated(v)
	}
	return Approx{}
}

// evaluated returns what valueflow knows of a value: an error that is made here
// is none that is nil.
func (w *Walker) evaluated(v ssa.Value) Approx {
	if _, basic := v.Type().Underlying().(*types.Basic); basic {
		return Approx{}
	}
	vs := w.P.Flow.Eval(v, nil)
	kind := unsure
	for i, t := range vs {
		k := unsure
		switch t.Op {
		case origin.Zero:
			k = IsNone
		case origin.Error, origin.Object, origin.Func:
			k = IsSome
		case origin.Global:
			if t.Err {
				k = IsSome // a sentinel
			}
		}
		if i > 0 && k != kind {
			return Approx{}
		}
		kind = k
	}
	if kind == IsSome && typeutil.IsError(v.Type()) {
		return w.P.errorApprox(vs)
	}
	return Approx{Kind: kind}
}

// text compares the status as a text with a constant: it begins with the number.
func (w *Walker) text(v *ssa.BinOp) Approx {
	for _, ops := range [][2]ssa.Value{{v.X, v.Y}, {v.Y, v.X}} {
		c, ok := ops[1].(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.String || w.Status == 0 {
			continue
		}
		for _, h := range w.T.Items[ops[0]] {
			if h.What == TheStatus && h.Path == "" && !strings.HasPrefix(constant.StringVal(c.Value), strconv.Itoa(w.Status)) {
				return ApproxBool(v.Op == token.NEQ)
			}
		}
	}
	return Approx{}
}

// decides reports whether functions take branches on values of a type.
func decides(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()&(types.IsBoolean|types.IsInteger) != 0
	}
	return typeutil.IsError(t)
}
