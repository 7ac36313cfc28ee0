package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// Tainted reports whether text of an error, a stack or a recovered value is part of v.
func (v Value) Tainted() bool {
	for _, t := range v {
		switch t.Op {
		case Text, Stack, Recovered:
			return true
		}
		for _, a := range t.Args {
			if a.Tainted() {
				return true
			}
		}
		for _, fd := range t.Fields {
			if fd.Value.Tainted() {
				return true
			}
		}
	}
	return false
}

// text returns the text of v: what Error, String or printing with %v gives.
func (f *Result) text(v Value, pos token.Pos, fn *ssa.Function, verbose bool) Value {
	var texts, rest Value
	for _, t := range v {
		switch {
		case t.Err || t.Op == Recovered || t.Op == Object:
			rest = append(rest, t)
		case t.Op == Param && t.Path == "" && t.Fn != nil && t.Index < len(t.Fn.Params) && !types.IsInterface(t.Fn.Params[t.Index].Type()):
			texts = append(texts, t)
		case t.Op == Param:
			rest = append(rest, t)
		default:
			texts = append(texts, t)
		}
	}
	if len(rest) == 0 {
		return texts
	}
	w := &Term{Op: Text, Args: []Value{rest}, Pos: pos, Fn: fn, Verbose: verbose}
	for _, t := range rest {
		w.Wide = w.Wide || t.Op == Param && !t.Err
	}
	return union(texts, one(w))
}

// rowValue interprets an expression of the model at a call.
func (f *Result) rowValue(e httpmodel.Expr, call *ssa.Call, isErr bool) Value {
	args := ssautil.Args(&call.Call)
	operand := func(i int) Value {
		if i >= len(args) {
			return nil
		}
		return f.eval(args[i], call)
	}
	at := func(t Term) Value {
		t.Pos, t.Fn = call.Pos(), call.Parent()
		return one(&t)
	}
	switch e.Op {
	case httpmodel.OpArg:
		return operand(e.Arg)
	case httpmodel.OpRest:
		return concat(f.restTexts(args, e.Arg, call, nil)...)
	case httpmodel.OpInt:
		return at(Term{Op: Const, Const: constant.MakeInt64(int64(e.Int))})
	case httpmodel.OpStr:
		return at(Term{Op: Const, Const: constant.MakeString(e.Name)})
	case httpmodel.OpText:
		v := f.rowValue(e.X(), call, false)
		if e.X().Op == httpmodel.OpParseError {
			return f.text(v, token.NoPos, nil, false) // the library has made text of it
		}
		if e.X().Op == httpmodel.OpMember {
			v = f.asError(v, errorType) // of an error the error inside it
		}
		return f.text(v, call.Pos(), call.Parent(), false)
	case httpmodel.OpFormat:
		return f.formatted(args, e.Arg, call)
	case httpmodel.OpJoin:
		var vs []Value
		for _, x := range e.Args {
			v := f.rowValue(x, call, false)
			for _, t := range v { // a list of strings: its elements
				if el, ok := t.field("[]"); ok && t.Op == Object {
					v = union(filter(v, func(u *Term) bool { return u != t }), el)
				}
			}
			vs = append(vs, v)
		}
		return concat(vs...)
	case httpmodel.OpEncode:
		return at(Term{Op: Encoded, Name: e.Name, Args: []Value{f.rowValue(e.X(), call, false)}})
	case httpmodel.OpError:
		return at(Term{Op: Error, Err: true, Args: []Value{f.rowValue(e.X(), call, false)}})
	case httpmodel.OpWrap:
		t := Term{Op: Error, Err: true, Args: []Value{f.formatted(args, e.Arg, call)}}
		return at(t)
	case httpmodel.OpJoined:
		return at(Term{Op: Error, Err: true, Args: []Value{concat(f.restTexts(args, e.Arg, call, nil)...)}})
	case httpmodel.OpCause:
		var vs []Value
		for _, t := range f.rowValue(e.X(), call, true) {
			if t.Op == Error {
				vs = append(vs, AnyValue(true))
			} else {
				vs = append(vs, Value{t})
			}
		}
		return union(vs...)
	case httpmodel.OpContent:
		if e.Arg >= len(args) {
			return AnyValue(false)
		}
		if v := f.loadAll(addAll(f.roots(args[e.Arg]), memContent), call); len(v) > 0 {
			return v
		}
		return operand(e.Arg)
	case httpmodel.OpBuffer:
		return at(Term{Op: Object, Fields: []Field{{Name: "#content", Value: f.rowValue(e.X(), call, false)}}})
	case httpmodel.OpStack:
		return at(Term{Op: Stack})
	case httpmodel.OpStatusText:
		return at(Term{Op: StatusText, Args: []Value{f.rowValue(e.X(), call, false)}})
	case httpmodel.OpEscape:
		return at(Term{Op: Escaped, Args: []Value{f.rowValue(e.X(), call, false)}})
	case httpmodel.OpParseError:
		t := f.opaque(call, 0, types.Universe.Lookup("error").Type())
		t.Parse = true
		return Value{t}
	case httpmodel.OpStatus:
		if e.Arg >= len(args) {
			return AnyValue(false)
		}
		return f.statusOf(args[e.Arg], call)
	case httpmodel.OpGiven:
		v := f.rowValue(e.X(), call, false)
		given := filter(v, func(t *Term) bool {
			return t.Op != Zero && (t.Op != Const || t.Const.Kind() != constant.Int || constant.Sign(t.Const) > 0)
		})
		if len(given) < len(v) {
			given = union(given, f.rowValue(e.Args[1], call, false))
		}
		return given
	case httpmodel.OpForeign:
		return at(Term{Op: Opaque, Name: calleeName(call), Err: true})
	case httpmodel.OpMake:
		t := Term{Op: Object, root: call, Open: e.Int == 1}
		for _, m := range e.Members {
			t.Fields = append(t.Fields, Field{Name: m.Name, Value: f.rowValue(m.Value, call, false)})
		}
		sortFields(t.Fields)
		f.setType(&t, f.rowType(call, e.Name))
		return at(t)
	case httpmodel.OpMedia:
		if exts, exact := f.rowValue(e.X(), call, false).Strings(); exact && len(exts) == 1 && httpmodel.MediaOf(exts[0]) != "" {
			return at(Term{Op: Const, Const: constant.MakeString(httpmodel.MediaOf(exts[0]))})
		}
	case httpmodel.OpCode:
		return httpStatus(f.rowValue(e.X(), call, false))
	case httpmodel.OpMember:
		return Select(f.rowValue(e.X(), call, false), "."+e.Name)
	case httpmodel.OpNil:
		return at(Term{Op: Zero})
	case httpmodel.OpOr:
		var vs []Value
		for _, x := range e.Args {
			v := f.rowValue(x, call, isErr)
			for _, t := range v {
				if x.Op == httpmodel.OpMake && isErr {
					t.Name = calleeName(call) // what failed
				}
			}
			vs = append(vs, v)
		}
		return union(vs...)
	case httpmodel.OpFirst:
		return f.firstOf(e, args, call)
	case httpmodel.OpBool:
		return at(Term{Op: Const, Const: constant.MakeBool(e.Int != 0)})
	case httpmodel.OpVar:
		return f.rowVariable(call, e.Name)
	case httpmodel.OpList:
		return f.listed(e, args, call)
	case httpmodel.OpWith:
		opt := &Term{Op: Object}
		for _, m := range e.Members {
			opt.Fields = append(opt.Fields, Field{Name: m.Name, Value: f.rowValue(m.Value, call, false)})
		}
		v := append(Value(nil), f.rowValue(e.X(), call, false)...)
		for i, t := range v {
			if t.Op == Object {
				v[i] = t.optioned(Value{opt}, true)
			}
		}
		return v
	case httpmodel.OpOptions:
		return f.optioned(f.rowValue(e.X(), call, false), e, args, call)
	case httpmodel.OpHeader:
		return at(Term{Op: Opaque, Name: "header"})
	case httpmodel.OpKept:
		if v, ok := f.kept(e.Name, call); ok {
			return v
		}
		t := f.opaque(call, 0, errorType)
		t.Checked = true
		return Value{t}
	case httpmodel.OpIs, httpmodel.OpAs:
		return f.asks(call)
	case httpmodel.OpFound:
		return f.found(operand(e.Arg), resultType(call, 0), call)
	case httpmodel.OpPlain:
		return at(Term{Op: Opaque, Name: calleeName(call)})
	}
	return AnyValue(isErr)
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
	t := f.hiddenTypes[full]
	if t == nil {
		t = types.NewNamed(types.NewTypeName(token.NoPos, pkg, name, nil), types.NewStruct(nil, nil), nil)
		if f.hiddenTypes == nil {
			f.hiddenTypes = make(map[string]types.Type)
		}
		f.hiddenTypes[full] = t
	}
	return t
}

// rowVariable returns a variable of the package whose function is called.
func (f *Result) rowVariable(call *ssa.Call, name string) Value {
	pkg := ssautil.CalleePackage(call)
	if pkg == nil {
		return AnyValue(false)
	}
	v, ok := pkg.Scope().Lookup(name).(*types.Var)
	if !ok {
		return AnyValue(false)
	}
	t := &Term{Op: Global, Name: pkg.Path() + "." + name}
	f.setType(t, v.Type())
	return Value{t}
}

// listed returns what a variadic list may hold.
func (f *Result) listed(e httpmodel.Expr, args []ssa.Value, call *ssa.Call) Value {
	if e.Arg >= len(args) {
		return AnyValue(false)
	}
	if c, ok := args[e.Arg].(*ssa.Const); ok && c.IsNil() {
		return nil
	}
	var vs []Value
	for _, x := range ssautil.Variadic(args[e.Arg]) {
		vs = append(vs, f.eval(x, call))
	}
	if vs == nil { // a list that was made elsewhere
		for _, t := range f.eval(args[e.Arg], call) {
			vs = append(vs, t.selectField("[]"))
		}
	}
	return union(vs...)
}

// optioned returns v with the members that the options of a variadic list set,
// each in the place of what the ones before it say.
func (f *Result) optioned(v Value, e httpmodel.Expr, args []ssa.Value, call *ssa.Call) Value {
	if e.Arg >= len(args) {
		return v
	}
	apply := func(opt Value, certain bool) {
		out := make(Value, len(v))
		for i, t := range v {
			if e.Name == "" {
				out[i] = t.optioned(f.told(opt, t), certain)
				continue
			}
			var of Value
			for _, u := range t.selectField(e.Name) {
				of = append(of, u.optioned(f.told(opt, u), certain))
			}
			out[i] = t.optioned(Made(e.Name, of), true)
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

// optioned returns an object with the members that an option sets, or with
// certain false may set. One of which nothing is known may set any.
func (t *Term) optioned(opt Value, certain bool) *Term {
	c := t.copy()
	c.Fields = append([]Field(nil), t.Fields...)
	certain = certain && len(opt) == 1
	for _, o := range opt {
		switch {
		case o.Op == Zero:
		case o.Op == Object && !o.Open:
			for _, fd := range o.Fields {
				if !certain {
					fd.Value = union(c.selectField(fd.Name), fd.Value)
				}
				c.Fields = setField(c.Fields, fd)
			}
		default:
			c.Fields, c.Open = nil, true
		}
	}
	return c
}

// told returns options with, for a function that is given what it changes, the
// members that it sets of t: one object for each way in which it returns.
func (f *Result) told(opt Value, t *Term) Value {
	var out Value
	for _, o := range opt {
		if o.Op != Func || o.Fn == nil || len(o.Fn.Blocks) == 0 || len(o.Fn.Params) != 1 {
			out = append(out, o)
			continue
		}
		s := f.summary(o.Fn)
		e := &env{f: f, c: callee{fn: o.Fn}, args: []Value{{t}}}
		for _, r := range s.Rows {
			set := &Term{Op: Object}
			put := func(path string, v Value) {
				name, rest := splitPath(path)
				if rest != "" {
					v = AnyValue(false) // the rest of the member stays what it was
				}
				set.Fields = setField(set.Fields, Field{Name: name, Value: v})
			}
			for _, eff := range r.Effects {
				if eff.outer == nil && eff.Path != "" {
					put(eff.Path, e.subst(eff.Value))
				}
			}
			for _, p := range s.Clobbers {
				if p.Path == "" {
					set.Open = true
				} else {
					put(p.Path, AnyValue(false))
				}
			}
			out = append(out, set)
		}
	}
	return out
}

// firstOf returns the first operand of a variadic call, or what stands for it
// where there is none.
func (f *Result) firstOf(e httpmodel.Expr, args []ssa.Value, call *ssa.Call) Value {
	if e.Arg >= len(args) {
		return AnyValue(false)
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
	return AnyValue(false) // a list that was made elsewhere
}

// statusOf returns the status that was set on a writer before a call, or by the
// methods that the call runs first.
func (f *Result) statusOf(w ssa.Value, call *ssa.Call) Value {
	var vs []Value
	row := f.row(&call.Call)
	runs := row == nil || row.Runs != nil // else what it is given is read, and no code of the caller's runs
	for _, l := range addAll(f.roots(w), memStatus) {
		var v Value
		var done bool
		var when []Guard
		if runs {
			v, done, when = f.runEffect(l, call)
		}
		if !done {
			v = union(v, guarded(f.load(l, call), when))
		}
		vs = append(vs, v)
	}
	return union(vs...)
}

// httpStatus returns the HTTP statuses that gRPC codes stand for.
func httpStatus(v Value) Value {
	out := make([]Value, len(v))
	for i, t := range v {
		out[i] = AnyValue(false)
		if ns, exact := (Value{t}).Ints(); exact && len(ns) == 1 {
			if s := httpmodel.StatusOfCode(ns[0]); s != 0 && s != 499 { // nobody reads the status of a call that was canceled
				out[i] = Value{{Op: Const, Const: constant.MakeInt64(int64(s)), Pos: t.Pos, Fn: t.Fn}}
			}
		}
	}
	return union(out...)
}

func calleeName(call *ssa.Call) string {
	if fn := ssautil.Callee(&call.Call); fn != nil {
		return fn.FullName()
	}
	return ""
}

// restTexts returns the texts of a variadic call's operands from argument i on.
// verbs, if not nil, are the printf verbs that print them.
func (f *Result) restTexts(args []ssa.Value, i int, call *ssa.Call, verbs []verb) []Value {
	if i >= len(args) {
		return nil
	}
	var out []Value
	for n, x := range ssautil.Variadic(args[i]) {
		verbose := false
		if n < len(verbs) {
			verbose = verbs[n].plus
			if verbs[n].typeOnly {
				continue
			}
		}
		v := f.eval(x, call)
		if typeutil.IsError(ssautil.UnwrapInterface(x).Type()) {
			v = f.asError(v, ssautil.UnwrapInterface(x).Type())
		}
		if b, ok := ssautil.UnwrapInterface(x).Type().Underlying().(*types.Basic); ok && !typeutil.IsError(ssautil.UnwrapInterface(x).Type()) {
			if b.Info()&types.IsString == 0 {
				v = Value{{Op: Opaque}} // a number prints as a number
			}
			out = append(out, v)
			continue
		}
		out = append(out, f.text(v, call.Pos(), call.Parent(), verbose))
	}
	if out == nil { // passed on as a slice: args...
		v := f.eval(args[i], call)
		for _, t := range v {
			out = append(out, f.text(t.selectField("[]"), call.Pos(), call.Parent(), false))
		}
	}
	return out
}

// formatted returns the text of a printf call whose format is argument i.
func (f *Result) formatted(args []ssa.Value, i int, call *ssa.Call) Value {
	if i >= len(args) {
		return AnyValue(false)
	}
	fv := f.eval(args[i], call)
	fs, exact := fv.Strings()
	if !exact || len(fs) != 1 {
		return concat(append([]Value{fv}, f.restTexts(args, i+1, call, nil)...)...)
	}
	lits, verbs := parseFormat(fs[0])
	ops := f.restTexts(args, i+1, call, verbs)
	if len(ops) != len(verbs) {
		ops2 := []Value{{{Op: Const, Const: constant.MakeString(strings.Join(lits, ""))}}}
		return concat(append(ops2, ops...)...)
	}
	var parts []Value
	for k, lit := range lits {
		if lit != "" {
			parts = append(parts, Value{{Op: Const, Const: constant.MakeString(lit)}})
		}
		if k < len(ops) {
			parts = append(parts, ops[k])
		}
	}
	if len(parts) == 0 {
		return Value{{Op: Const, Const: constant.MakeString("")}}
	}
	return concat(parts...)
}

type verb struct {
	plus     bool // %+v
	typeOnly bool // %T, %p: no text of the operand
}

// parseFormat splits a printf format into its literal parts and verbs; there
// is one more part than there are verbs. Explicit argument indexes are rare
// enough in answers to be read in order.
func parseFormat(s string) (lits []string, verbs []verb) {
	var lit strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+1 == len(s) {
			lit.WriteByte(s[i])
			continue
		}
		i++
		if s[i] == '%' {
			lit.WriteByte('%')
			continue
		}
		v, quote := verb{}, ""
		for i < len(s) && strings.IndexByte("+-# 0123456789.[]*", s[i]) >= 0 {
			v.plus = v.plus || s[i] == '+'
			i++
		}
		if i < len(s) {
			v.typeOnly = s[i] == 'T' || s[i] == 'p'
			if s[i] == 'q' && s[i-1] != '#' {
				quote = `"` // of a text; a rune in JSON is nobody's
			}
		}
		lits = append(lits, lit.String()+quote)
		lit.Reset()
		lit.WriteString(quote)
		verbs = append(verbs, v)
	}
	return append(lits, lit.String()), verbs
}

// headerKey returns the member that a header call names.
func (f *Result) headerKey(e httpmodel.Expr, call *ssa.Call) (string, bool) {
	v := f.rowValue(e, call, false)
	if ks, exact := v.Strings(); exact && len(ks) == 1 {
		return headerMember(ks[0]), true
	}
	if len(v) == 1 && v[0].Op == Param && v[0].Path == "" && v[0].Fn == call.Parent() {
		return keyParam(v[0].Fn.Params[v[0].Index], "h"), true
	}
	return memElem, false
}
