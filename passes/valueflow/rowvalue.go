package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// text returns the text of v: what Error, String or printing with %v gives.
func (f *Result) text(v origin.Value, pos token.Pos, fn *ssa.Function, verbose bool) origin.Value {
	var texts, rest origin.Value
	for _, t := range v {
		switch {
		case t.Err || t.Op == origin.Recovered || t.Op == origin.Object:
			rest = append(rest, t)
		case t.Op == origin.Param && t.Path == "" && t.Fn != nil && t.Index < len(t.Fn.Params) && !types.IsInterface(t.Fn.Params[t.Index].Type()):
			texts = append(texts, t)
		case t.Op == origin.Param:
			rest = append(rest, t)
		default:
			texts = append(texts, t)
		}
	}
	if len(rest) == 0 {
		return texts
	}
	w := &origin.Term{Op: origin.Text, Args: []origin.Value{rest}, Pos: pos, Fn: fn, Verbose: verbose}
	for _, t := range rest {
		w.Wide = w.Wide || t.Op == origin.Param && !t.Err
	}
	return f.union(texts, origin.One(w))
}

// rowType returns the pointer to a type of the package whose function is called,
// or of another one.
func (f *Result) rowType(call *ssa.Call, name string) types.Type {
	pkg := ssautil.CalleePackage(call)
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		pkg, name = f.packages()[name[:i]], name[i+1:]
	}
	if pkg == nil {
		return nil
	}
	if o, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok {
		return types.NewPointer(o.Type())
	}
	return types.NewPointer(f.hidden(pkg, name))
}

// hidden returns a type of which no more is known than its name: the export data of a
// package that imports its package leaves out what signatures do not mention.
func (f *Result) hidden(pkg *types.Package, name string) types.Type {
	full := pkg.Path() + "." + name
	t := f.types.hidden[full]
	if t == nil {
		t = types.NewNamed(types.NewTypeName(token.NoPos, pkg, name, nil), types.NewStruct(nil, nil), nil)
		if f.types.hidden == nil {
			f.types.hidden = make(map[string]types.Type)
		}
		f.types.hidden[full] = t
	}
	return t
}

// rowVariable returns a variable of the package whose function is called.
func (f *Result) rowVariable(call *ssa.Call, name string) origin.Value {
	pkg := ssautil.CalleePackage(call)
	if pkg == nil {
		return origin.AnyValue(false)
	}
	v, ok := pkg.Scope().Lookup(name).(*types.Var)
	if !ok {
		return origin.AnyValue(false)
	}
	t := &origin.Term{Op: origin.Global, Name: pkg.Path() + "." + name}
	f.setType(t, v.Type())
	return origin.Value{t}
}

// listed returns what a variadic list may hold.
func (f *Result) listed(e httpmodel.Expr, args []ssa.Value, call *ssa.Call) origin.Value {
	if e.Arg >= len(args) {
		return origin.AnyValue(false)
	}
	if c, ok := args[e.Arg].(*ssa.Const); ok && c.IsNil() {
		return nil
	}
	var vs []origin.Value
	for _, x := range ssautil.Variadic(args[e.Arg]) {
		vs = append(vs, f.eval(x, call))
	}
	if vs == nil { // a list that was made elsewhere
		for _, t := range f.eval(args[e.Arg], call) {
			vs = append(vs, t.SelectField("[]"))
		}
	}
	return f.union(vs...)
}

// optioned returns v with the members that the options of a variadic list set,
// each in the place of what the ones before it say.
func (f *Result) optioned(v origin.Value, e httpmodel.Expr, args []ssa.Value, call *ssa.Call) origin.Value {
	if e.Arg >= len(args) {
		return v
	}
	apply := func(opt origin.Value, certain bool) {
		out := make(origin.Value, len(v))
		for i, t := range v {
			if e.Name == "" {
				out[i] = t.Optioned(f.optionsFor(opt, t), certain)
				continue
			}
			var of origin.Value
			for _, u := range t.SelectField(e.Name) {
				of = append(of, u.Optioned(f.optionsFor(opt, u), certain))
			}
			out[i] = t.Optioned(origin.Made(e.Name, of), true)
		}
		v = out
	}
	each := ssautil.Variadic(args[e.Arg])
	for _, x := range each {
		apply(f.eval(x, call), true)
	}
	if each == nil {
		if opt := f.listed(e, args, call); len(opt) > 0 {
			apply(opt, false)
		}
	}
	return v
}

// optionsFor returns options with, for a function that is given what it changes, the
// members that it sets of t: one object for each way in which it returns.
func (f *Result) optionsFor(opt origin.Value, t *origin.Term) origin.Value {
	var out origin.Value
	for _, o := range opt {
		if o.Op != origin.Func || o.Fn == nil || len(o.Fn.Blocks) == 0 || len(o.Fn.Params) != 1 {
			out = append(out, o)
			continue
		}
		s := f.summary(o.Fn)
		e := &env{f: f, c: callee{fn: o.Fn}, args: []origin.Value{{t}}}
		for _, r := range s.Rows {
			set := &origin.Term{Op: origin.Object}
			put := func(path string, v origin.Value) {
				name, rest := origin.SplitPath(path)
				if rest != "" {
					v = origin.AnyValue(false) // the rest of the member stays what it was
				}
				set.Fields = origin.SetField(set.Fields, origin.Field{Name: name, Value: v})
			}
			for _, eff := range r.Effects {
				if eff.Outer == nil && eff.Path != "" {
					put(eff.Path, e.subst(eff.Value))
				}
			}
			for _, p := range s.Clobbers {
				if p.Path == "" {
					set.Open = true
				} else {
					put(p.Path, origin.AnyValue(false))
				}
			}
			out = append(out, set)
		}
	}
	return out
}

// firstOf returns the first operand of a variadic call, or what stands for it
// where there is none.
func (f *Result) firstOf(e httpmodel.Expr, args []ssa.Value, call *ssa.Call) origin.Value {
	if e.Arg >= len(args) {
		return origin.AnyValue(false)
	}
	if xs := ssautil.Variadic(args[e.Arg]); len(xs) > 0 {
		v := f.eval(xs[0], call)
		if x := ssautil.UnwrapInterface(xs[0]); typeutil.IsError(x.Type()) {
			v = f.asError(v, x.Type())
		}
		return v
	}
	if c, ok := args[e.Arg].(*ssa.Const); ok && c.IsNil() {
		return f.rowValue(e.X(), call, false)
	}
	return origin.AnyValue(false) // a list that was made elsewhere
}

// statusOf returns the status that was set on a writer before a call, or by the
// methods that the call runs first.
func (f *Result) statusOf(w ssa.Value, call *ssa.Call) origin.Value {
	var vs []origin.Value
	row := f.row(&call.Call)
	runs := row == nil || row.Runs != nil // else what it is given is read, and no code of the caller's runs
	for _, l := range addAll(f.roots(w), memStatus) {
		var v origin.Value
		var done bool
		var when []origin.Guard
		if runs {
			v, done, when = f.runEffect(l, call)
		}
		if !done {
			v = f.union(v, origin.Guarded(f.load(l, call), when))
		}
		vs = append(vs, v)
	}
	return f.union(vs...)
}

func calleeName(call *ssa.Call) string {
	if fn := ssautil.Callee(&call.Call); fn != nil {
		return fn.FullName()
	}
	return ""
}

// restTexts returns the texts of a variadic call's operands from argument i on.
// verbs, if not nil, are the printf verbs that print them.
func (f *Result) restTexts(args []ssa.Value, i int, call *ssa.Call, verbs []origin.Verb) []origin.Value {
	if i >= len(args) {
		return nil
	}
	var out []origin.Value
	for n, x := range ssautil.Variadic(args[i]) {
		verbose := false
		if n < len(verbs) {
			verbose = verbs[n].Plus
			if verbs[n].TypeOnly { // a type's name is no text of a value's
				out = append(out, origin.Value{{Op: origin.Opaque}})
				continue
			}
		}
		v := f.eval(x, call)
		if typeutil.IsError(ssautil.UnwrapInterface(x).Type()) {
			v = f.asError(v, ssautil.UnwrapInterface(x).Type())
		}
		if b, ok := ssautil.UnwrapInterface(x).Type().Underlying().(*types.Basic); ok && !typeutil.IsError(ssautil.UnwrapInterface(x).Type()) {
			if b.Info()&types.IsString == 0 {
				v = origin.Value{{Op: origin.Opaque}} // a number prints as a number
			}
			out = append(out, v)
			continue
		}
		out = append(out, f.text(v, call.Pos(), call.Parent(), verbose))
	}
	if out == nil { // passed on as a slice: args...
		v := f.eval(args[i], call)
		for _, t := range v {
			out = append(out, f.text(t.SelectField("[]"), call.Pos(), call.Parent(), false))
		}
	}
	return out
}

// formatted returns the text of a printf call whose format is argument i.
func (f *Result) formatted(args []ssa.Value, i int, call *ssa.Call) origin.Value {
	if i >= len(args) {
		return origin.AnyValue(false)
	}
	fv := f.eval(args[i], call)
	fs, exact := fv.Strings()
	if !exact || len(fs) != 1 {
		return origin.Join(append([]origin.Value{fv}, f.restTexts(args, i+1, call, nil)...)...)
	}
	lits, verbs := origin.ParseFormat(fs[0])
	ops := f.restTexts(args, i+1, call, verbs)
	if len(ops) != len(verbs) {
		ops2 := []origin.Value{{{Op: origin.Const, Const: constant.MakeString(strings.Join(lits, ""))}}}
		return origin.Join(append(ops2, ops...)...)
	}
	var parts []origin.Value
	for k, lit := range lits {
		if lit != "" {
			parts = append(parts, origin.Value{{Op: origin.Const, Const: constant.MakeString(lit)}})
		}
		if k < len(ops) {
			parts = append(parts, ops[k])
		}
	}
	if len(parts) == 0 {
		return origin.Value{{Op: origin.Const, Const: constant.MakeString("")}}
	}
	return origin.Join(parts...)
}

// headerKey returns the member that a header call names.
func (f *Result) headerKey(e httpmodel.Expr, call *ssa.Call) (string, bool) {
	v := f.rowValue(e, call, false)
	if ks, exact := v.Strings(); exact && len(ks) == 1 {
		return headerMember(ks[0]), true
	}
	if len(v) == 1 && v[0].Op == origin.Param && v[0].Path == "" && v[0].Fn == call.Parent() {
		return keyParam(v[0].Fn.Params[v[0].Index], "h"), true
	}
	return memElem, false
}

// slashed returns variadic texts with slashes between them. Where one has a slash of its
// own there are two.
func (f *Result) slashed(args []ssa.Value, i int, call *ssa.Call) origin.Value {
	if i >= len(args) || len(ssautil.Variadic(args[i])) == 0 {
		return origin.AnyValue(false)
	}
	var vs []origin.Value
	for k, x := range ssautil.Variadic(args[i]) {
		if k > 0 {
			vs = append(vs, origin.Value{{Op: origin.Const, Const: constant.MakeString("/")}})
		}
		vs = append(vs, f.eval(x, call))
	}
	return origin.Join(vs...)
}
