package summary

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// AnyInstr reports whether an instruction of the package meets a condition.
func (p *Summaries) AnyInstr(is func(ssa.Instruction) bool) bool {
	fns := p.Flow.Funcs
	if init := p.Flow.Init(); init != nil {
		fns = append(fns[:len(fns):len(fns)], init)
	}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if is(instr) {
					return true
				}
			}
		}
	}
	return false
}

// EachRow calls visit for every call of a known API.
func (p *Summaries) EachRow(visit func(*httpmodel.Row, *ssa.Call)) {
	for _, fn := range p.Flow.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					if row := p.Flow.Row(&call.Call); row != nil {
						visit(row, call)
					}
				}
			}
		}
	}
}

// MaxWrapped bounds how many helpers inside helpers are read.
const MaxWrapped = 3

// MaxDepth bounds how far the operands of a condition are followed.
const MaxDepth = 12

// Only returns the status that a value is, 0 if it may be several.
func Only(v origin.Value) int {
	if codes, exact := v.Ints(); exact && len(codes) == 1 {
		return codes[0]
	}
	return 0
}

// ownFailure reports whether a function gets to a block only where something that it
// did itself has failed: an error that it was not given is not nil, or a call or a
// lookup says that there is nothing.
func ownFailure(env paths.Env) bool {
	for v, val := range env.True {
		e, _ := v.(*ssa.Extract)
		switch {
		case typeutil.IsError(v.Type()):
			if _, param := v.(*ssa.Parameter); val && !param {
				return true
			}
		case e != nil && IsSign(e) && !val:
			return true
		}
	}
	return false
}

// IsSign reports whether a value says of others whether they are good.
func IsSign(e *ssa.Extract) bool {
	return typeutil.IsError(e.Type()) || types.Identical(e.Type().Underlying(), types.Typ[types.Bool])
}

// Unencoded reports whether a function gets to a block only where a value could not be
// encoded.
func (p *Summaries) Unencoded(b *ssa.BasicBlock) bool {
	_, ok := p.unencoded(paths.Entry(b))
	return ok
}

// unencoded reports whether that is so by what is known in a block, and which parameter
// of the function the value is; see Write.encoded.
func (p *Summaries) unencoded(env paths.Env) (param int, ok bool) {
	for v, val := range env.True {
		if !val || !typeutil.IsError(v.Type()) {
			continue
		}
		call, isCall := v.(*ssa.Call)
		if !isCall {
			call, isCall = ssautil.TupleOf(v).(*ssa.Call)
		}
		if !isCall {
			continue
		}
		if row := p.Flow.Row(&call.Call); row != nil {
			if e := row.Encodes(); e.Op == httpmodel.OpEncode {
				param, ok = max(param, paramIndexOf(Operand(e, &call.Call))), true
			}
		}
	}
	return param, ok
}

// paramIndexOf returns which parameter of its function a value is, counted from 1; 0 if none.
func paramIndexOf(v ssa.Value) int {
	if v == nil {
		return 0
	}
	q, ok := ssautil.Unwrap(v).(*ssa.Parameter)
	if !ok {
		return 0
	}
	return 1 + slices.Index(q.Parent().Params, q)
}

// Operand returns the argument of a call that becomes the body.
func Operand(e httpmodel.Expr, c *ssa.CallCommon) ssa.Value {
	for e.Op == httpmodel.OpEncode || e.Op == httpmodel.OpText {
		e = e.X()
	}
	args := ssautil.Args(c)
	if e.Op != httpmodel.OpArg || e.Arg >= len(args) {
		return nil
	}
	return args[e.Arg]
}

// HasBody reports whether a response is more than a status.
func HasBody(a *Write) bool { return a.Kind == httpmodel.Complete || a.Kind == httpmodel.Body }

// GoesOn reports whether a call of the model leaves the status to those before it.
func (p *Summaries) GoesOn(r *httpmodel.Response, call *ssa.Call) bool {
	switch st := r.Status; st.Op {
	case 0:
		return true
	case httpmodel.OpStatus: // one that was noted on the request is no other call's answer
		return st.Arg == r.Writer
	case httpmodel.OpGiven:
		codes, exact := p.Flow.EvalCall(st.X(), call).Ints()
		return exact && len(codes) == 1 && codes[0] < 1
	}
	return false
}

// Members visits the origins of what an encoded value holds, with the name of
// the innermost JSON member around each.
func (p *Summaries) Members(v origin.Value, member string, visit func(t *origin.Term, member string)) {
	for _, t := range v {
		visit(t, member)
		if t.Op == origin.Encoded || t.Op == origin.Concat {
			for _, a := range t.Args {
				p.Members(a, member, visit)
			}
		}
		if t.Op != origin.Object {
			continue
		}
		for _, f := range t.Fields {
			switch {
			case f.Hidden:
			case f.Name == "[]":
				p.Members(f.Value, member, visit)
			default:
				p.Members(f.Value, p.jsonName(t, f.Name), visit)
			}
		}
	}
}

// jsonName returns the name under which a member of an object is encoded.
func (p *Summaries) jsonName(t *origin.Term, field string) string {
	typ := t.Type
	if i := strings.LastIndexByte(t.TypeName, '.'); typ == nil && i >= 0 {
		if pkg := typeutil.FindPackage(p.Pass.Pkg, t.TypeName[:i]); pkg != nil {
			if obj := pkg.Scope().Lookup(t.TypeName[i+1:]); obj != nil {
				typ = obj.Type()
			}
		}
	}
	if typ == nil {
		return field
	}
	if ptr, ok := typ.Underlying().(*types.Pointer); ok {
		typ = ptr.Elem()
	}
	if s, ok := typ.Underlying().(*types.Struct); ok {
		for i := range s.NumFields() {
			if s.Field(i).Name() == field {
				name, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("json"), ",")
				return cmp.Or(name, field)
			}
		}
	}
	return field
}

// SetsHeader reports whether an event does no more than to set a header.
func SetsHeader(a *Write) bool {
	return a.Kind == httpmodel.SetHeader || a.Kind == httpmodel.AddHeader
}

// Reach returns the places that a call's arguments refer to, but for what is passed as
// a context.Context.
func (p *Summaries) Reach(call *ssa.Call) []valueflow.Loc {
	var out []valueflow.Loc
	for _, a := range ssautil.Args(&call.Call) {
		if valueflow.IsContext(a.Type()) {
			continue
		}
		out = append(out, p.Flow.Roots(a)...)
	}
	return out
}
