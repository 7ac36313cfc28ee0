package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// rowValue interprets an expression of the model at a call.
func (f *Result) rowValue(e httpmodel.Expr, call *ssa.Call, isErr bool) origin.Value {
	r := rowCall{f, call, ssautil.Args(&call.Call)}
	switch e.Op {
	case httpmodel.OpArg:
		return r.arg(e)
	case httpmodel.OpInt, httpmodel.OpStr, httpmodel.OpBool, httpmodel.OpNil, httpmodel.OpStack, httpmodel.OpHeader, httpmodel.OpPlain, httpmodel.OpVar:
		return r.leaf(e)
	case httpmodel.OpRest, httpmodel.OpText, httpmodel.OpFormat, httpmodel.OpPath, httpmodel.OpJoin, httpmodel.OpEncode,
		httpmodel.OpStatusText, httpmodel.OpEscape:
		return r.text(e)
	case httpmodel.OpError, httpmodel.OpWrap, httpmodel.OpJoined, httpmodel.OpCause, httpmodel.OpParseError, httpmodel.OpForeign,
		httpmodel.OpKept, httpmodel.OpIs, httpmodel.OpAs, httpmodel.OpFound:
		return r.err(e)
	case httpmodel.OpContent, httpmodel.OpBuffer, httpmodel.OpMake, httpmodel.OpMember, httpmodel.OpWith, httpmodel.OpOptions:
		return r.object(e)
	case httpmodel.OpStatus, httpmodel.OpGiven, httpmodel.OpCode:
		return r.status(e)
	case httpmodel.OpOr:
		return r.oneOf(e, isErr)
	case httpmodel.OpFirst:
		return f.firstOf(e, r.args, call)
	case httpmodel.OpList:
		return f.listed(e, r.args, call)
	case httpmodel.OpMedia:
		if exts, exact := r.value(e.X()).Strings(); exact && len(exts) == 1 && httpmodel.MediaOf(exts[0]) != "" {
			return r.made(origin.Term{Op: origin.Const, Const: constant.MakeString(httpmodel.MediaOf(exts[0]))})
		}
	}
	return origin.AnyValue(isErr)
}

// A rowCall is a call at which expressions of the model are interpreted.
type rowCall struct {
	f    *Result
	call *ssa.Call
	args []ssa.Value
}

// value returns the value of an operand that is no error.
func (r rowCall) value(e httpmodel.Expr) origin.Value { return r.f.rowValue(e, r.call, false) }

// made returns a value that the call makes.
func (r rowCall) made(t origin.Term) origin.Value {
	t.Pos, t.Fn = r.call.Pos(), r.call.Parent()
	return origin.One(&t)
}

// of returns what the call makes of another value.
func (r rowCall) of(op origin.Op, v origin.Value) origin.Value {
	return r.made(origin.Term{Op: op, Args: []origin.Value{v}})
}

// arg returns an argument, nil if the call has fewer.
func (r rowCall) arg(e httpmodel.Expr) origin.Value {
	if e.Arg >= len(r.args) {
		return nil
	}
	return r.f.eval(r.args[e.Arg], r.call)
}

// leaf returns what depends on no argument.
func (r rowCall) leaf(e httpmodel.Expr) origin.Value {
	switch e.Op {
	case httpmodel.OpInt:
		return r.made(origin.Term{Op: origin.Const, Const: constant.MakeInt64(int64(e.Int))})
	case httpmodel.OpStr:
		return r.made(origin.Term{Op: origin.Const, Const: constant.MakeString(e.Name)})
	case httpmodel.OpBool:
		return r.made(origin.Term{Op: origin.Const, Const: constant.MakeBool(e.Int != 0)})
	case httpmodel.OpNil:
		return r.made(origin.Term{Op: origin.Zero})
	case httpmodel.OpStack:
		return r.made(origin.Term{Op: origin.Stack, Name: e.Name})
	case httpmodel.OpHeader:
		return r.made(origin.Term{Op: origin.Opaque, Name: "header"})
	case httpmodel.OpVar:
		return r.f.rowVariable(r.call, e.Name)
	}
	return r.made(origin.Term{Op: origin.Opaque, Name: calleeName(r.call)}) // OpPlain
}

// text returns a text that the call makes, or bytes.
func (r rowCall) text(e httpmodel.Expr) origin.Value {
	switch e.Op {
	case httpmodel.OpRest:
		return origin.Join(r.f.restTexts(r.args, e.Arg, r.call, nil)...)
	case httpmodel.OpFormat:
		return r.f.formatted(r.args, e.Arg, r.call)
	case httpmodel.OpPath:
		return r.f.slashed(r.args, e.Arg, r.call)
	case httpmodel.OpJoin:
		return r.joined(e)
	case httpmodel.OpEncode:
		t := origin.Term{Op: origin.Encoded, Name: e.Name}
		for _, x := range e.Args { // what is encoded, and options
			t.Args = append(t.Args, r.value(x))
		}
		return r.made(t)
	case httpmodel.OpStatusText:
		return r.of(origin.StatusText, r.value(e.X()))
	case httpmodel.OpEscape:
		return r.of(origin.Escaped, r.value(e.X()))
	}
	v := r.value(e.X()) // OpText
	switch e.X().Op {
	case httpmodel.OpParseError:
		return r.f.text(v, token.NoPos, nil, false) // the library has made text of it
	case httpmodel.OpMember:
		v = r.f.asError(v, errorType) // of an error the error inside it
	}
	return r.f.text(v, r.call.Pos(), r.call.Parent(), false)
}

// joined returns texts one after another.
func (r rowCall) joined(e httpmodel.Expr) origin.Value {
	var vs []origin.Value
	for _, x := range e.Args {
		v := r.value(x)
		for _, t := range v { // a list of strings: its elements
			if el, ok := t.Member("[]"); ok && t.Op == origin.Object {
				v = r.f.union(origin.Filter(v, func(u *origin.Term) bool { return u != t }), el)
			}
		}
		vs = append(vs, v)
	}
	return origin.Join(vs...)
}

// err returns an error that the call makes or finds, or what it says of one.
func (r rowCall) err(e httpmodel.Expr) origin.Value {
	wrapping := func(v origin.Value) origin.Value {
		return r.made(origin.Term{Op: origin.Error, Err: true, Args: []origin.Value{v}})
	}
	switch e.Op {
	case httpmodel.OpError:
		return wrapping(r.value(e.X()))
	case httpmodel.OpWrap:
		return wrapping(r.f.formatted(r.args, e.Arg, r.call))
	case httpmodel.OpJoined:
		return wrapping(origin.Join(r.f.restTexts(r.args, e.Arg, r.call, nil)...))
	case httpmodel.OpCause:
		var vs []origin.Value
		for _, t := range r.f.rowValue(e.X(), r.call, true) {
			if t.Op == origin.Error {
				vs = append(vs, origin.AnyValue(true))
			} else {
				vs = append(vs, origin.Value{t})
			}
		}
		return r.f.union(vs...)
	case httpmodel.OpParseError:
		t := r.f.opaque(r.call, 0, errorType)
		t.Parse, t.Checked = true, slices.ContainsFunc(r.args, r.f.ofRequest)
		return origin.Value{t}
	case httpmodel.OpForeign:
		return r.made(origin.Term{Op: origin.Opaque, Name: calleeName(r.call), Err: true})
	case httpmodel.OpKept:
		if v, ok := r.f.kept(e.Name, r.call); ok {
			return v
		}
		t := r.f.opaque(r.call, 0, errorType)
		t.Checked = true
		return origin.Value{t}
	case httpmodel.OpFound:
		return r.f.found(r.arg(e), resultType(r.call, 0), r.call)
	}
	return r.f.chainResult(r.call) // OpIs, OpAs
}

// object returns a value with members, or one of them.
func (r rowCall) object(e httpmodel.Expr) origin.Value {
	switch e.Op {
	case httpmodel.OpContent:
		if e.Arg >= len(r.args) {
			return origin.AnyValue(false)
		}
		if v := r.f.loadAll(addAll(r.f.roots(r.args[e.Arg]), memContent), r.call); len(v) > 0 {
			return v
		}
		return r.arg(e)
	case httpmodel.OpBuffer:
		return r.made(origin.Term{Op: origin.Object, Fields: []origin.Field{{Name: "#content", Value: r.value(e.X())}}})
	case httpmodel.OpMake:
		t := origin.Term{Op: origin.Object, Root: r.call, Open: e.Int == 1, Fields: r.fields(e.Members)}
		origin.SortFields(t.Fields)
		r.f.setType(&t, r.f.rowType(r.call, e.Name))
		return r.made(t)
	case httpmodel.OpWith:
		opt := &origin.Term{Op: origin.Object, Fields: r.fields(e.Members)}
		v := append(origin.Value(nil), r.value(e.X())...)
		for i, t := range v {
			if t.Op == origin.Object {
				v[i] = t.Optioned(origin.Value{opt}, true)
			}
		}
		return v
	case httpmodel.OpOptions:
		return r.f.optioned(r.value(e.X()), e, r.args, r.call)
	}
	if v := r.kept(e); len(v) > 0 {
		return v
	}
	return origin.Select(r.value(e.X()), "."+e.Name) // OpMember
}

// kept returns what has been put, before the call, into a member of what an argument points
// to: c.Data["json"] = v. It is nil where that is not seen here.
func (r rowCall) kept(e httpmodel.Expr) origin.Value {
	path := ""
	for ; e.Op == httpmodel.OpMember; e = e.X() {
		path = origin.Member(e.Name) + path
	}
	if e.Op != httpmodel.OpArg || e.Arg >= len(r.args) {
		return nil
	}
	if _, ok := r.args[e.Arg].Type().Underlying().(*types.Pointer); !ok {
		return nil
	}
	return r.f.loadAll(addAll(r.f.roots(r.args[e.Arg]), path), r.call)
}

// fields returns the members of an object that a row describes.
func (r rowCall) fields(members []httpmodel.Member) []origin.Field {
	var out []origin.Field
	for _, m := range members {
		out = append(out, origin.Field{Name: m.Name, Value: r.value(m.Value)})
	}
	return out
}

// status returns a status code.
func (r rowCall) status(e httpmodel.Expr) origin.Value {
	switch e.Op {
	case httpmodel.OpStatus:
		if e.Arg >= len(r.args) {
			return origin.AnyValue(false)
		}
		return r.f.statusOf(r.args[e.Arg], r.call)
	case httpmodel.OpCode:
		return origin.StatusOfCode(r.value(e.X()))
	}
	v := r.value(e.X()) // OpGiven
	positive := origin.Filter(v, func(t *origin.Term) bool {
		return t.Op != origin.Zero && (t.Op != origin.Const || t.Const.Kind() != constant.Int || constant.Sign(t.Const) > 0)
	})
	if len(positive) < len(v) {
		positive = r.f.union(positive, r.value(e.Args[1]))
	}
	return positive
}

// oneOf returns any of several values.
func (r rowCall) oneOf(e httpmodel.Expr, isErr bool) origin.Value {
	var vs []origin.Value
	for _, x := range e.Args {
		v := r.f.rowValue(x, r.call, isErr)
		for _, t := range v {
			if x.Op == httpmodel.OpMake && isErr {
				t.Name = calleeName(r.call) // what failed
			}
		}
		vs = append(vs, v)
	}
	return r.f.union(vs...)
}
