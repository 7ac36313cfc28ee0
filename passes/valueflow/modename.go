package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"unicode"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What is sent to developers or administrators alone is asked for in many ways: a
// field, a method, a function, an environment variable, a flag, a parameter. What they
// have in common is a name that says so, and it says which way round.

// Words of a mode in which errors may be shown, of one in which they may not, those of
// both that are the value of a setting, and those that turn a name round.
var (
	openWords = map[string]bool{"debug": true, "debugging": true, "dev": true, "devel": true, "develop": true, "development": true,
		"developer": true, "verbose": true, "trace": true, "tracing": true, "admin": true, "administrator": true, "superuser": true}
	closedWords = map[string]bool{"prod": true, "production": true, "release": true}
	stageWords  = map[string]bool{"debug": true, "dev": true, "develop": true, "development": true, "prod": true, "production": true, "release": true}
	turnWords   = map[string]bool{"no": true, "non": true, "not": true, "without": true, "disable": true, "disabled": true, "hide": true, "off": true}
)

// showsErrors says what a name tells of a mode: errors may be shown in it (+1), may
// not (-1), or it names none (0).
func showsErrors(name string) int {
	sign, turn := 0, 1
	for _, w := range words(name) {
		switch {
		case openWords[w]:
			sign = +1
		case closedWords[w]:
			sign = -1
		case turnWords[w]:
			turn = -1
		}
	}
	return sign * turn
}

// words splits a name in the ways that names are put together: camelCase, snake_case,
// kebab-case, dots.
func words(name string) (list []string) {
	start := 0
	runes := []rune(name)
	flush := func(end int) {
		if end > start {
			list = append(list, strings.ToLower(string(runes[start:end])))
		}
		start = end
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r):
			flush(i)
			start = i + 1
		case unicode.IsUpper(r) && i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			flush(i)
		}
	}
	flush(len(runes))
	return list
}

// named reports whether conditions hold in a mode alone, as its name tells, in which
// errors may be shown.
func (f *Result) named(cs []cond) bool {
	for _, c := range cs {
		if c.any != nil {
			all := true
			for _, one := range c.any {
				all = all && f.named(one)
			}
			if all {
				return true
			}
			continue
		}
		if f.showsWhere(c) > 0 {
			return true
		}
	}
	return false
}

// showsWhere says whether errors may be shown where a condition holds (+1), may not
// (-1), or it tells nothing of that (0).
func (f *Result) showsWhere(c cond) int {
	if c.kind != origin.GuardConst || c.global != nil || c.x == nil || c.c.Value == nil {
		return 0
	}
	sign := 1
	if c.neg {
		sign = -1
	}
	switch c.c.Value.Kind() {
	case constant.Bool:
		if !constant.BoolVal(c.c.Value) {
			sign = -sign
		}
		return sign * f.modeOf(c.x, 0)
	case constant.String:
		switch s := constant.StringVal(c.c.Value); strings.ToLower(s) {
		case "", "0", "false", "off", "no": // DEBUG is not set
			return -sign * f.modeOf(c.x, 0)
		case "1", "true", "on", "yes":
			return sign * f.modeOf(c.x, 0)
		default: // the name of the mode is the constant: GO_ENV is "development"
			if stageWords[strings.ToLower(s)] && !f.fromClient(c.x) {
				return sign * showsErrors(s)
			}
		}
	}
	return 0
}

// maxModeSteps bounds how far the name of a setting is looked for behind a value:
// *flag, a conversion, the parsed text of an environment variable.
const maxModeSteps = 6

// modeOf says what the name of a setting tells that a value is read from, as
// showsErrors does.
func (f *Result) modeOf(v ssa.Value, step int) int {
	if step > maxModeSteps {
		return 0
	}
	next := func(v ssa.Value) int { return f.modeOf(v, step+1) }
	switch v := v.(type) {
	case *ssa.Parameter:
		if f.handedText(v) {
			return 0
		}
		return showsErrors(v.Name())
	case *ssa.FreeVar:
		return showsErrors(v.Name())
	case *ssa.Alloc:
		return showsErrors(v.Comment)
	case *ssa.Global:
		return showsErrors(v.Name())
	case *ssa.FieldAddr:
		sign := showsErrors(origin.FieldName(v.X.Type(), v.Field)[1:])
		if sign != 0 && !f.requested(v) && !slices.ContainsFunc(f.loadAll(f.roots(v), v), func(t *origin.Term) bool { return t.Op == origin.Opaque }) {
			return sign // and no member of what a client has sent
		}
	case *ssa.Field:
		return showsErrors(origin.FieldName(v.X.Type(), v.Field)[1:])
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return -next(v.X)
		}
		return next(v.X)
	case *ssa.Phi:
		return showsErrors(v.Comment)
	case *ssa.Extract:
		return next(v.Tuple)
	case *ssa.Convert:
		return next(v.X)
	case *ssa.ChangeType:
		return next(v.X)
	case *ssa.MakeInterface:
		return next(v.X)
	case *ssa.Lookup:
		return next(v.Index)
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String {
			return showsErrors(constant.StringVal(v.Value))
		}
	case *ssa.Call:
		return f.modeOfCall(v, step)
	}
	return 0
}

// modeOfCall says it of what a call gives: by the name of the function, or that of
// the setting or mode which it is given, as os.Getenv and strings.EqualFold are.
func (f *Result) modeOfCall(call *ssa.Call, step int) int {
	fn := ssautil.Callee(&call.Call)
	if fn == nil || f.readsRequest(call) {
		return 0
	}
	if sign := showsErrors(fn.Name()); sign != 0 {
		return sign
	}
	for _, a := range ssautil.Args(&call.Call) {
		if typeutil.IsText(a.Type()) {
			if sign := f.modeOf(a, step+1); sign != 0 {
				return sign
			}
		}
	}
	return 0
}

// handedText reports whether a parameter is no setting: a text, which any caller may
// have from its client.
func (f *Result) handedText(p *ssa.Parameter) bool { return typeutil.IsText(p.Type()) }

// fromClient reports whether a value is read from what a client has sent.
func (f *Result) fromClient(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		return f.readsRequest(v)
	case *ssa.UnOp:
		return f.fromClient(v.X)
	case *ssa.FieldAddr:
		return f.isRequest(v.X.Type())
	}
	return false
}

// readsRequest reports whether a call reads what a client has sent: a header or a query
// parameter named debug is no mode of the service's.
func (f *Result) readsRequest(call *ssa.Call) bool {
	args := ssautil.Args(&call.Call)
	return len(args) > 0 && f.isRequest(args[0].Type())
}

func (f *Result) isRequest(t types.Type) bool {
	switch types.TypeString(t, nil) {
	case "*net/http.Request", "net/http.Header", "net/url.Values", "*net/url.URL":
		return true
	}
	return f.IsWriter(t)
}

// inMode reports whether a block runs in such a mode alone: in a function that was
// made in it, at the latest.
func (f *Result) inMode(b *ssa.BasicBlock) bool {
	return f.named(f.conds(b)) || f.runsInMode(b.Parent())
}

// runsInMode reports whether a function of the package becomes a value, and is called, in such
// a mode alone: `if debug { s.fail = verbose }`.
func (f *Result) runsInMode(fn *ssa.Function) bool {
	if is, ok := f.control.inMode[fn]; ok {
		return is
	}
	f.control.inMode[fn] = false // a recursion chooses nothing
	used := f.usedAt(fn)
	is := len(used) > 0 && !slices.ContainsFunc(used, func(b *ssa.BasicBlock) bool { return !f.inMode(b) })
	f.control.inMode[fn] = is
	return is
}

// usedAt returns the blocks in which a function literal is used, or a function that is given
// an error and that other packages cannot name; tests are left out. What a variable becomes on
// one of the ways into a block is used on that way.
func (f *Result) usedAt(fn *ssa.Function) []*ssa.BasicBlock {
	if obj := fn.Object(); fn.Parent() == nil && (obj == nil || obj.Exported() ||
		!slices.ContainsFunc(fn.Params, func(q *ssa.Parameter) bool { return typeutil.IsError(q.Type()) })) {
		return nil
	}
	if f.control.used == nil {
		f.control.used = f.usesOfFunctions()
	}
	return f.control.used[fn]
}

func (f *Result) usesOfFunctions() map[*ssa.Function][]*ssa.BasicBlock {
	out := make(map[*ssa.Function][]*ssa.BasicBlock)
	note := func(v ssa.Value, b *ssa.BasicBlock) {
		fn, ok := v.(*ssa.Function)
		if !ok {
			return
		}
		if m, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" { // a method as a value
			if own := f.Pkg.Prog.FuncValue(m); own != nil {
				fn = own
			}
		}
		out[fn] = append(out[fn], b)
	}
	for _, fn := range f.Funcs {
		if f.inTest(fn.Pos()) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if phi, ok := instr.(*ssa.Phi); ok {
					for i, e := range phi.Edges {
						note(e, b.Preds[i])
					}
					continue
				}
				for _, v := range instr.Operands(nil) {
					note(*v, b)
				}
			}
		}
	}
	return out
}

// InMode reports whether a call is made in a mode alone in which errors may be shown:
// to developers, to administrators.
func (f *Result) InMode(call *ssa.Call) bool {
	if f.begin() {
		defer f.finish()
	}
	return f.inMode(call.Block())
}

// InMode reports whether guards of the target hold in such a mode alone, by what the
// call gives for its parameters: `fail(w, err, cfg.Debug)`.
func (t Target) InMode(gs []origin.Guard) bool {
	if t.e.f.begin() {
		defer t.e.f.finish()
	}
	return t.e.inMode(gs)
}

func (e *env) inMode(gs []origin.Guard) bool {
	if e.call == nil {
		return false
	}
	for _, g := range gs {
		if g.Kind != origin.GuardConst || g.Path != "" || g.Index >= len(e.c.args) || g.Fn != nil && g.Fn != e.c.fn {
			continue
		}
		c := cond{x: e.c.args[g.Index], kind: origin.GuardConst, neg: g.Neg, test: e.call.Block()}
		switch g.Val {
		case "true", "false":
			c.c = ssa.NewConst(constant.MakeBool(g.Val == "true"), types.Typ[types.Bool])
			if e.f.gated([]cond{c}) || e.f.showsWhere(c) > 0 {
				return true
			}
		}
	}
	return false
}
