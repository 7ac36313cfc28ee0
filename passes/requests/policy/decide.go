package policy

import (
	literal "go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What a function decides that the project wrote: func(*resty.Response, error)
// bool, a CheckRetry. It is run, as far as it can be, once for each status and
// once for an error of the transport. What depends on anything else is unknown,
// and a branch on that goes both ways. To collect the comparisons along each
// path and to solve them was the other way: it fails on the first helper that
// returns a boolean, and on a list that is searched.

// decideSteps bounds the instructions that are run for one status.
const decideSteps = 2000

// decides reads a function as a condition.
func (ps *Policies) decides(fn *ssa.Function) condition {
	if fn.Signature.Results().Len() == 0 {
		return holds(Unknown)
	}
	c := condition{posts: Yes}
	for i := range c.statuses.List {
		c.statuses.List[i] = ps.decide(fn, Scenario{Status: i + 100})
	}
	c.errors = ps.decide(fn, Scenario{Failed: true})
	return c
}

// decide returns what the function gives in a trial as its first result.
func (ps *Policies) decide(fn *ssa.Function, t Scenario) Truth {
	r := &runner{ps: ps, trial: t, walk: paths.Walk[known]{Steps: decideSteps}}
	args := make([]any, len(fn.Params))
	for i, p := range fn.Params {
		args[i] = ps.valueOf(t, p.Type())
	}
	out := Unknown
	for i, res := range r.call(fn, args) {
		u := Unknown
		if c, ok := res[0].(literal.Value); ok && c.Kind() == literal.Bool {
			u = TruthOf(literal.BoolVal(c))
		}
		if i == 0 {
			out = u
		} else {
			out = out.Same(u)
		}
	}
	return out
}

// A Scenario is one outcome of a request.
type Scenario struct {
	Status int
	Failed bool // by an error of the transport; there is no response
	// Read says that the body of the response is read, and is what was expected. What is
	// made of that of a success works, too, as far as it is code that was not read.
	Read bool
}

// What a value is in a trial is nil where it is not known, a literal.Value, or
// one of these. A []any is what a call gives that has several results.
type (
	isNil   struct{}
	notNil  struct{}
	reply   struct{} // the response, which is not nil
	inquiry struct{} // what holds the response or the error: a struct that a library hands over
	place   struct {
		of   any
		name string
	}
)

// valueOf returns what a parameter of a type is, or a member of what is handed over.
func (ps *Policies) valueOf(t Scenario, typ types.Type) any {
	switch {
	case ps.flow.Model().ReplyOf(typ) != nil && !t.Failed:
		return reply{}
	case ps.flow.Model().ReplyOf(typ) != nil:
		return nil // nil with some libraries, empty with others
	case typeutil.IsError(typ) && t.Failed:
		return notNil{}
	case typeutil.IsError(typ):
		return isNil{}
	}
	if _, ok := typ.Underlying().(*types.Struct); ok {
		return inquiry{}
	}
	return nil
}

// A runner runs functions in a trial.
type runner struct {
	ps    *Policies
	trial Scenario
	walk  paths.Walk[known]
	depth int
	out   [][]any // the results of the function that is run, once for each way through it
}

// A known says what values are on the path that is run.
type known = map[ssa.Value]any

// maxWays bounds the ways through one function: their results are told apart no more
// where there are so many.
const maxWays = 16

// call returns the results of a function, once for each way through it.
func (r *runner) call(fn *ssa.Function, args []any) [][]any {
	unknown := [][]any{make([]any, max(fn.Signature.Results().Len(), 1))}
	if len(fn.Blocks) == 0 || r.depth > 4 || len(args) != len(fn.Params) {
		return unknown
	}
	sub := &runner{ps: r.ps, trial: r.trial, depth: r.depth + 1}
	sub.walk = paths.Walk[known]{Semantics: sub, Steps: r.walk.Steps}
	env := make(known)
	for i, p := range fn.Params {
		env[p] = args[i]
	}
	sub.walk.Through(fn, env)
	r.walk.Steps = sub.walk.Steps
	if sub.walk.Spent || len(sub.out) == 0 {
		return unknown
	}
	return sub.out
}

// Step runs an instruction.
func (r *runner) Step(instr ssa.Instruction, env known) (next known, others []known, ok bool) {
	if len(r.out) > maxWays {
		r.walk.Spent = true
		return env, nil, false
	}
	switch instr := instr.(type) {
	case *ssa.Phi:
	case *ssa.Return:
		res := make([]any, len(instr.Results))
		for i, x := range instr.Results {
			res[i] = r.value(x, env)
		}
		r.out = append(r.out, res)
	case ssa.Value:
		env[instr] = r.instr(instr, env)
	}
	return env, nil, true
}

// Arm returns what is known where a condition is true, or false.
func (r *runner) Arm(branch *ssa.If, val bool, env known) (known, bool) {
	if c, ok := r.value(branch.Cond, env).(literal.Value); ok && literal.BoolVal(c) != val {
		return nil, false
	}
	return maps.Clone(env), true
}

// Enter gives the phis of a block their values.
func (r *runner) Enter(from, to *ssa.BasicBlock, env known) (known, bool) {
	vs := make(known)
	for phi, v := range paths.Phis(from, to) {
		vs[phi] = r.value(v, env)
	}
	maps.Copy(env, vs)
	return env, true
}

// Key says that states are not compared: a function that decides is short.
func (r *runner) Key(known) string { return "" }

// value returns what an operand is.
func (r *runner) value(v ssa.Value, env known) any {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return isNil{}
		}
		return v.Value
	}
	if x, ok := env[v]; ok {
		return x
	}
	return r.constant(v)
}

// constant returns what valueflow knows of a value: a captured variable, one of
// the package.
func (r *runner) constant(v ssa.Value) any {
	if at := v.Parent(); at == nil {
		return nil
	}
	if vs := r.ps.flow.Eval(v, nil); len(vs) == 1 && vs[0].Op == origin.Const {
		return vs[0].Const
	}
	return nil
}

func (r *runner) instr(v ssa.Value, env known) any {
	switch v := v.(type) {
	case *ssa.BinOp:
		return compared(v.Op, r.value(v.X, env), r.value(v.Y, env))
	case *ssa.UnOp:
		switch x := r.value(v.X, env).(type) {
		case literal.Value:
			if v.Op == token.NOT {
				return literal.UnaryOp(token.NOT, x, 0)
			}
		case place:
			if v.Op == token.MUL {
				return r.member(x.of, x.name, v.Type())
			}
		}
		if v.Op == token.MUL {
			return r.constant(v)
		}
	case *ssa.FieldAddr:
		if x := r.value(v.X, env); x != nil {
			return place{x, fieldOf(v)}
		}
		if a, ok := v.X.(*ssa.Alloc); ok && keepsParameter(a) {
			return place{inquiry{}, fieldOf(v)}
		}
	case *ssa.Field:
		return r.member(r.value(v.X, env), v.X.Type().Underlying().(*types.Struct).Field(v.Field).Name(), v.Type())
	case *ssa.MakeInterface:
		return r.value(v.X, env)
	case *ssa.ChangeInterface:
		return r.value(v.X, env)
	case *ssa.ChangeType:
		return r.value(v.X, env)
	case *ssa.Convert:
		if c, ok := r.value(v.X, env).(literal.Value); ok && c.Kind() == literal.Int {
			if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
				return c
			}
		}
	case *ssa.TypeAssert:
		if _, ok := r.value(v.X, env).(isNil); ok && v.CommaOk {
			return []any{isNil{}, literal.MakeBool(false)}
		}
	case *ssa.Extract:
		if xs, ok := r.value(v.Tuple, env).([]any); ok && v.Index < len(xs) {
			return xs[v.Index]
		}
	case *ssa.Call:
		return r.result(v, env)
	case *ssa.Lookup:
		return r.lookup(v, env)
	}
	return nil
}

// lookup returns what a map has for a number.
func (r *runner) lookup(v *ssa.Lookup, env known) any {
	key, ok := r.value(v.Index, env).(literal.Value)
	if !ok || key.Kind() != literal.Int {
		return nil
	}
	n, _ := literal.Int64Val(key)
	c, has, ok := r.ps.Entry(v, n)
	if !ok {
		return nil
	}
	var val any
	switch elem := v.X.Type().Underlying().(*types.Map).Elem().Underlying().(type) {
	case *types.Basic:
		if !has && elem.Info()&types.IsBoolean != 0 {
			val = literal.MakeBool(false)
		} else if has && c != nil {
			val = c
		}
	}
	if v.CommaOk {
		return []any{val, literal.MakeBool(has)}
	}
	return val
}

// keepsParameter reports whether a variable is where a parameter lives that is a
// struct.
func keepsParameter(a *ssa.Alloc) bool {
	kept := false
	for _, ref := range *a.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == a {
			if _, kept = st.Val.(*ssa.Parameter); !kept {
				return false
			}
		}
	}
	return kept
}

// member returns a member of the response, or of what holds it.
func (r *runner) member(of any, name string, typ types.Type) any {
	switch of.(type) {
	case reply:
		if name == "StatusCode" && typeutil.IsInteger(typ) {
			return literal.MakeInt64(int64(r.trial.Status))
		}
		return r.ps.valueOf(r.trial, typ) // a library's response holds net/http's
	case inquiry:
		return r.ps.valueOf(r.trial, typ)
	}
	return nil
}

// compared compares what can be compared.
func compared(op token.Token, x, y any) any {
	cx, ok1 := x.(literal.Value)
	cy, ok2 := y.(literal.Value)
	if ok1 && ok2 {
		switch op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			if cx.Kind() == cy.Kind() {
				return literal.MakeBool(literal.Compare(cx, op, cy))
			}
		case token.ADD, token.SUB, token.MUL:
			if cx.Kind() == literal.Int && cy.Kind() == literal.Int {
				return literal.BinaryOp(cx, op, cy)
			}
		case token.QUO: // resp.StatusCode/100 == 5
			if cx.Kind() == literal.Int && cy.Kind() == literal.Int && literal.Sign(cy) != 0 {
				return literal.BinaryOp(cx, token.QUO_ASSIGN, cy)
			}
		}
		return nil
	}
	a, b := nilness(x), nilness(y)
	if a == Yes && b == Yes || a == Yes && b == No || a == No && b == Yes {
		switch op {
		case token.EQL:
			return literal.MakeBool(a == b)
		case token.NEQ:
			return literal.MakeBool(a != b)
		}
	}
	return nil
}

// nilness says whether a value is nil.
func nilness(x any) Truth {
	switch x.(type) {
	case isNil:
		return Yes
	case notNil, reply:
		return No
	}
	return Unknown
}

// result returns what a call gives: one value, or a []any.
func (r *runner) result(call *ssa.Call, env known) any {
	var args []any
	for _, a := range ssautil.Args(&call.Call) {
		args = append(args, r.value(a, env))
	}
	if len(args) > 0 && !call.Call.IsInvoke() {
		if _, ok := args[0].(reply); ok {
			if v, ok := r.statusMethod(ssautil.Callee(&call.Call), call.Call.Args[0].Type()); ok {
				return v
			}
		}
	}
	if v, ok := r.known(call, args); ok {
		return v
	}
	fn := call.Call.StaticCallee()
	if fn == nil {
		return nil
	}
	ways := r.call(fn, args)
	res := ways[0]
	for _, w := range ways[1:] {
		for i := range res {
			if res[i] != w[i] && !equal(res[i], w[i]) {
				res[i] = nil
			}
		}
	}
	if len(res) == 1 {
		return res[0]
	}
	return res
}

func equal(x, y any) bool {
	cx, ok1 := x.(literal.Value)
	cy, ok2 := y.(literal.Value)
	return ok1 && ok2 && cx.Kind() == cy.Kind() && literal.Compare(cx, token.EQL, cy)
}

// statusMethod returns what a method of a response tells of its status.
func (r *runner) statusMethod(fn *types.Func, typ types.Type) (any, bool) {
	is := r.ps.flow.Model().ReplyOf(typ)
	if fn == nil || is == nil {
		return nil, false
	}
	has := func(es []httpmodel.Expr) bool {
		return slices.ContainsFunc(es, func(e httpmodel.Expr) bool { return e.Op == httpmodel.OpMethod && e.Name == fn.Name() })
	}
	if has(is.Status) && typeutil.IsInteger(fn.Signature().Results().At(0).Type()) {
		return literal.MakeInt64(int64(r.trial.Status)), true
	}
	if told, ok := is.Tells(httpmodel.OpMethod, fn.Name(), r.trial.Status); ok {
		return literal.MakeBool(told), true
	}
	return nil, false
}

// known returns what a call of the model gives: a condition of a library, or the
// search in a list.
func (r *runner) known(call *ssa.Call, args []any) (any, bool) {
	fn := ssautil.Callee(&call.Call)
	row := r.ps.flow.Row(&call.Call)
	if fn == nil || row == nil {
		return nil, false
	}
	sig := fn.Signature()
	if sig.Results().Len() == 1 && types.Identical(sig.Results().At(0).Type(), types.Typ[types.Bool]) &&
		typeutil.IsError(call.Call.Args[0].Type()) && nilness(args[0]) == Yes {
		return literal.MakeBool(false), true // errors.Is: in the chain of no error nothing is found
	}
	if len(row.Results) == 1 && row.Results[0].Op == httpmodel.OpIn {
		e := row.Results[0]
		return r.search(call, e.Arg, args[e.X().Arg]), true
	}
	if row.Is.Op != 0 {
		c := r.ps.condition(r.ps.flow.EvalModel(row.Is, nil))
		t := c.errors
		if !r.trial.Failed {
			t = c.statuses.Of(r.trial.Status)
		}
		if t == Unknown {
			return nil, true
		}
		v := any(literal.MakeBool(t == Yes))
		if n := sig.Results().Len(); n > 1 {
			res := make([]any, n)
			res[0] = v
			return res, true
		}
		return v, true
	}
	return nil, true
}

// search returns whether a list, an argument of a call, holds a value.
func (r *runner) search(call *ssa.Call, list int, x any) any {
	c, ok := x.(literal.Value)
	v := r.ps.flow.Eval(ssautil.Args(&call.Call)[list], call)
	if !ok {
		return nil
	}
	n, isInt := literal.Int64Val(literal.ToInt(c))
	if has, known := r.ps.Listed(v, int(n)); isInt && known {
		return literal.MakeBool(has)
	}
	return nil
}
