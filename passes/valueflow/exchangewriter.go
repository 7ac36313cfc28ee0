package valueflow

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// exchanged returns the handler's writer that is kept at a place, nil if it is not known
// that it is the handler's.
func (f *Result) exchanged(l loc) *ssa.Parameter {
	if !f.main || l.path == "" || strings.Contains(l.path, "#") {
		return nil
	}
	i := strings.LastIndexByte(l.path, '.')
	owner := keeperAt(l.root, l.path[:i])
	if owner == nil || l.path[i+1:] != f.keptWriter(owner) {
		return nil
	}
	return f.writerOf(l.root, owner)
}

// ExchangeWriter returns the writer of the handler if a value, or a struct that it embeds,
// keeps it as the writer of a request; else nil.
func (f *Result) ExchangeWriter(root ssa.Value) ssa.Value {
	if f.Pkg == nil || !f.main {
		return nil
	}
	owner := keeperAt(root, "")
	if owner == nil {
		return nil
	}
	owners := []*types.TypeName{owner}
	if s, ok := owner.Type().Underlying().(*types.Struct); ok {
		for field := range s.Fields() {
			if in := typeNameOf(field.Type()); in != nil && field.Embedded() {
				owners = append(owners, in)
			}
		}
	}
	for _, t := range owners {
		if f.keptWriter(t) == "" {
			continue
		}
		if w := f.writerOf(root, t); w != nil {
			return w
		}
	}
	return nil
}

// keeperAt returns the type of what stands at a path below a value. What a call gives as an
// interface is of the type that the function asserts, if that is one.
func keeperAt(root ssa.Value, path string) *types.TypeName {
	t := root.Type()
	if types.IsInterface(t) {
		asserted := assertedType(root)
		if asserted == nil {
			return nil
		}
		t = asserted
	}
	if t = memberBelow(t, path); t == nil {
		return nil
	}
	return typeNameOf(t)
}

// assertedType returns the one type that a value is asserted to be of, nil if there is none.
func assertedType(v ssa.Value) (t types.Type) {
	for _, ref := range *v.Referrers() {
		as, ok := ref.(*ssa.TypeAssert)
		switch {
		case !ok:
		case t != nil && !types.Identical(t, as.AssertedType):
			return nil
		default:
			t = as.AssertedType
		}
	}
	return t
}

// writerOf returns the writer of the handler whose exchange a value holds that is, or
// embeds, an owner.
func (f *Result) writerOf(root ssa.Value, owner *types.TypeName) *ssa.Parameter {
	k := exchangeKey{root, owner}
	if w, ok := f.exchanges.writers[k]; ok {
		return w
	}
	f.exchanges.writers[k] = nil
	w := f.findWriterOf(root, owner)
	f.exchanges.writers[k] = w
	return w
}

func (f *Result) findWriterOf(root ssa.Value, owner *types.TypeName) *ssa.Parameter {
	fn := root.Parent()
	if fn == nil {
		return nil
	}
	var w *ssa.Parameter
	switch root := root.(type) {
	case *ssa.Parameter:
		if w = f.handlersOwn(fn, owner); w == nil {
			w = f.closuresOwn(root, owner)
		} else if !f.givenTogether(root, w, owner) {
			return nil
		}
	case *ssa.Alloc, *ssa.Call, *ssa.TypeAssert, *ssa.Extract:
		for in := fn; in != nil && w == nil; in = in.Parent() {
			w = f.handlersOwn(in, owner)
		}
		if w == nil || !f.madeFor(root, w, owner) {
			return nil
		}
	}
	if w == nil || !f.keepsTo(w, owner) {
		return nil
	}
	return w
}

// handlersOwn returns the writer of a function that is given a request with it, nil if it is
// not given that, or several.
func (f *Result) handlersOwn(fn *ssa.Function, owner *types.TypeName) (w *ssa.Parameter) {
	kept := owner.Type().Underlying().(*types.Struct).Field(f.writerField(owner)).Type()
	request := f.model.IsContext(kept)
	for _, q := range fn.Params {
		switch {
		case httpmodel.IsRequest(q.Type()):
			request = true
		case types.Identical(q.Type(), kept):
			if w != nil {
				return nil
			}
			w = q
		}
	}
	if !request {
		return nil
	}
	return w
}

// closuresOwn returns the writer of the only handler among the literals of a function that
// capture one of its parameters.
func (f *Result) closuresOwn(q *ssa.Parameter, owner *types.TypeName) (w *ssa.Parameter) {
	several := false
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		for _, lit := range fn.AnonFuncs {
			own := f.handlersOwn(lit, owner)
			if own == nil {
				visit(lit)
				continue
			}
			if slices.ContainsFunc(lit.FreeVars, func(v *ssa.FreeVar) bool { return f.standsFor(v, q) }) {
				several = several || w != nil
				w = own
			}
		}
	}
	visit(q.Parent())
	if several {
		return nil
	}
	return w
}

// madeFor reports whether a value that a handler gets from a call was made for its
// exchange: the call is given its request, or its context, and no other writer, or the
// handler puts its own writer into what it has got.
func (f *Result) madeFor(root ssa.Value, w *ssa.Parameter, owner *types.TypeName) bool {
	if ex, ok := root.(*ssa.Extract); ok {
		root = ex.Tuple
	}
	if as, ok := root.(*ssa.TypeAssert); ok {
		root = as.X
	}
	call, ok := root.(*ssa.Call)
	switch {
	case !ok:
		return f.puts(w, owner)
	case f.keepsOthers(call, owner):
		return false
	}
	given := false
	for _, a := range ssautil.Args(&call.Call) {
		switch {
		case httpmodel.IsRequest(a.Type()), IsContext(a.Type()):
			given = true
		case f.IsWriter(a.Type()):
			if !f.standsFor(a, w) {
				return false
			}
			given = true
		}
	}
	return given || f.puts(w, owner)
}

// standsFor reports whether a value is a parameter, as it is seen in the function or in one
// of its literals, also through a variable that nothing else is put into.
func (f *Result) standsFor(v ssa.Value, q *ssa.Parameter) bool {
	seen := make(map[ssa.Value]bool)
	var is func(v ssa.Value) bool
	all := func(vs []ssa.Value) bool {
		return len(vs) > 0 && !slices.ContainsFunc(vs, func(v ssa.Value) bool { return !is(v) })
	}
	is = func(v ssa.Value) bool {
		if seen[v] {
			return true
		}
		seen[v] = true
		switch v := ssautil.Unwrap(v).(type) {
		case *ssa.Parameter:
			return v == q
		case *ssa.FreeVar:
			return all(f.bindings(v))
		case *ssa.Alloc:
			return all(f.directStores(v, ""))
		case *ssa.UnOp:
			return is(v.X)
		case *ssa.Phi:
			return all(v.Edges)
		}
		return false
	}
	return is(v)
}

// givenTogether reports whether the calls of a function, as far as this package shows them,
// give it a context and a writer of one exchange.
func (f *Result) givenTogether(q, w *ssa.Parameter, owner *types.TypeName) bool {
	fn := q.Parent()
	i, j := slices.Index(fn.Params, q), slices.Index(fn.Params, w)
	skip := len(fn.Params) - fn.Signature.Params().Len()
	together := true
	f.eachInstr(func(instr ssa.Instruction) {
		call, ok := instr.(*ssa.Call)
		if !ok || !together {
			return
		}
		args := call.Call.Args
		switch c := call.Call.StaticCallee(); {
		case c == fn:
			together = f.areTogether(args[i], args[j], owner)
		case c == nil && !call.Call.IsInvoke() && i >= skip && types.Identical(call.Call.Signature(), types.NewSignatureType(nil, nil, nil, fn.Signature.Params(), fn.Signature.Results(), fn.Signature.Variadic())):
			together = f.areTogether(args[i-skip], args[j-skip], owner)
		}
	})
	return together
}

// areTogether reports whether a context was not made here for another writer than one.
func (f *Result) areTogether(c, w ssa.Value, owner *types.TypeName) bool {
	is := func(v ssa.Value) bool { return f.baseOf(v) == f.baseOf(w) }
	switch v := f.baseOf(c).(type) {
	case *ssa.Alloc:
		vs := f.directStores(v, "."+f.keptWriter(owner))
		return !slices.ContainsFunc(vs, func(v ssa.Value) bool { return !is(v) })
	case *ssa.Call:
		return !f.keepsOthers(v, owner) && !slices.ContainsFunc(ssautil.Args(&v.Call), func(a ssa.Value) bool { return f.IsWriter(a.Type()) && !is(a) })
	}
	return true
}

// baseOf looks through conversions, and through variables that one value is put into.
func (f *Result) baseOf(v ssa.Value) ssa.Value {
	for range origin.MaxDepth {
		v = ssautil.Unwrap(v)
		var vs []ssa.Value
		switch u := v.(type) {
		case *ssa.FreeVar:
			vs = f.bindings(u)
		case *ssa.UnOp:
			if addr, ok := f.baseOf(u.X).(*ssa.Alloc); ok {
				vs = f.directStores(addr, "")
			}
		}
		if len(vs) != 1 {
			return v
		}
		v = vs[0]
	}
	return v
}

// keepsTo reports whether the function of a writer, with its literals, puts no other writer
// than this one into values of a type.
func (f *Result) keepsTo(w *ssa.Parameter, owner *types.TypeName) bool {
	return !slices.ContainsFunc(f.putIn(w.Parent(), owner), func(v ssa.Value) bool { return !f.standsFor(v, w) })
}

// puts reports whether the function of a writer puts it into a value of a type.
func (f *Result) puts(w *ssa.Parameter, owner *types.TypeName) bool {
	return len(f.putIn(w.Parent(), owner)) > 0 && f.keepsTo(w, owner)
}

// putIn returns the writers that a function, with its literals, puts into values of a type:
// by an assignment, or by a call of what does so.
func (f *Result) putIn(fn *ssa.Function, owner *types.TypeName) (vs []ssa.Value) {
	field := f.writerField(owner)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if fa, ok := instr.Addr.(*ssa.FieldAddr); ok && fa.Field == field && typeNameOf(fa.X.Type()) == owner && !ssautil.IsNil(instr.Val) {
					vs = append(vs, instr.Val)
				}
			case *ssa.Call:
				if !f.isSetter(instr, owner) {
					continue
				}
				for _, a := range ssautil.Args(&instr.Call) {
					if f.IsWriter(a.Type()) && typeNameOf(a.Type()) != owner {
						vs = append(vs, a)
					}
				}
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		vs = append(vs, f.putIn(lit, owner)...)
	}
	return vs
}

// isSetter reports whether a call runs a function that puts a writer into a value of a type
// that it is given.
func (f *Result) isSetter(call *ssa.Call, owner *types.TypeName) bool {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return false
	}
	if len(fn.Blocks) > 0 {
		return f.settersOf(owner)[fn]
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return false
	}
	s := f.importedSummary(obj.Origin())
	return s != nil && slices.ContainsFunc(s.Rows, func(r origin.Row) bool {
		return slices.ContainsFunc(r.Effects, func(e origin.Effect) bool {
			return e.Index >= 0 && e.Index < len(call.Call.Args) && typeNameOf(call.Call.Args[e.Index].Type()) == owner && e.Path == "."+f.keptWriter(owner)
		})
	})
}

// settersOf returns the functions of this package that put a writer into a value of a type
// that they are given, by themselves or by calling one of them.
func (f *Result) settersOf(owner *types.TypeName) map[*ssa.Function]bool {
	if set, ok := f.exchanges.setters[owner]; ok {
		return set
	}
	set := make(map[*ssa.Function]bool)
	f.exchanges.setters[owner] = set
	for _, st := range f.writerStores(owner, f.writerField(owner)) {
		if _, given := ssautil.Base(st.Addr).(*ssa.Parameter); given {
			set[st.Parent()] = true
		}
	}
	for more := len(set) > 0; more; {
		more = false
		f.eachInstr(func(instr ssa.Instruction) {
			call, ok := instr.(*ssa.Call)
			if !ok || set[call.Parent()] || !set[call.Call.StaticCallee()] {
				return
			}
			if slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
				_, given := a.(*ssa.Parameter)
				return given && typeNameOf(a.Type()) == owner
			}) {
				set[call.Parent()], more = true, true
			}
		})
	}
	return set
}
