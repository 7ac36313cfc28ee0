package exchange

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Some APIs answer 200 whatever happened, and say in the body whether it worked: a
// code, a flag, a text. Who tests that, and makes an error of it, has looked at what
// the server said. What is read of a body is followed through the function, into the
// functions of the package that are given it, and out to those that get it back. A
// test counts if it alone leads to a failure. That decoding may fail is no test:
// {"error":"no such order"} decodes as well as an order does.

// maxContent bounds the functions, one given what another one read, in which content
// is followed: a method of a client, the helper below it, and the type's own method.
const maxContent = 4

// A content is what was read of the body of one response.
type content struct {
	p    *Exchanges
	seen map[ssa.Value]bool
	// readers are what libraries make of a body: scanners, decoders.
	readers map[ssa.Value]bool
	// up are the functions that have the content to hand on: the one that asks, and
	// those that get it from there. What another function is given goes back to its
	// call, and not to all who call it.
	up    map[*ssa.Function]bool
	depth int
	tests []*ssa.If // what depends on it, in the order in which it was met

	Tested    bool // a test of it leads to a failure
	Inspected bool // a branch depends on it
}

// Content follows what is read of the body of a response.
func (p *Exchanges) Content(s *Site) *content {
	c := &content{p: p, seen: make(map[ssa.Value]bool), readers: make(map[ssa.Value]bool), up: map[*ssa.Function]bool{ssautil.Outermost(s.Code.Func): true}}
	if s.Code.Request.Inside.Fills {
		c.filled(s.Code.Call)
	}
	c.uses(s.Code.Trace)
	if !s.Code.Request.Maker.Direct { // a helper has read it: what it gives back is content
		res := s.Code.Call.Call.Signature().Results()
		for i := range res.Len() {
			if !typeutil.IsError(res.At(i).Type()) && !p.isResponse(res.At(i).Type()) {
				c.addAll(ssautil.Results(s.Code.Call, i))
			}
		}
		for _, a := range ssautil.Args(&s.Code.Call.Call)[min(1, len(s.Code.Call.Call.Args)):] {
			c.into(a)
		}
	}
	c.Tested = c.Tested || slices.ContainsFunc(c.tests, c.tested)
	return c
}

// uses follows what the uses of a body read of it.
func (c *content) uses(t *Trace) {
	for _, u := range t.Uses {
		call, ok := u.At.(ssa.CallInstruction)
		if !ok {
			continue
		}
		is := func(a ssa.Value) bool {
			return slices.ContainsFunc(t.Items[a], func(h Result) bool { return h.What != TheStatus })
		}
		for _, tg := range c.p.Targets(call) {
			for i, a := range ssautil.Args(call.Common()) {
				for _, h := range t.Items[a] {
					if sub := c.p.Handles(tg, Result{i, h.Path, h.What}); tg.Fn != nil && sub != nil && c.depth < maxContent {
						c.depth++
						c.uses(sub)
						c.depth--
					}
				}
			}
		}
		c.call(call, is)
		for _, a := range ssautil.Args(call.Common()) {
			if made, ok := a.(*ssa.Call); ok && is(a) {
				c.digests(made.Call.Args...) // io.TeeReader(body, digest)
			}
		}
	}
}

// filled follows what a library's client was told to decode to, by the chain of calls
// that the request is made by.
func (c *content) filled(call *ssa.Call) {
	for range MaxSteps {
		args := ssautil.Args(&call.Call)
		if len(args) == 0 {
			return
		}
		for _, a := range args[1:] {
			c.into(a)
		}
		made := call
		for _, ref := range *args[0].Referrers() { // a statement of its own
			if told, ok := ref.(*ssa.Call); ok && told != call && len(ssautil.Args(&told.Call)) > 1 && ssautil.Args(&told.Call)[0] == args[0] {
				for _, a := range ssautil.Args(&told.Call)[1:] {
					c.into(a)
				}
			}
		}
		if made, _ = args[0].(*ssa.Call); made == nil {
			return
		}
		call = made
	}
}

func (c *content) addAll(vs []ssa.Value) {
	for _, v := range vs {
		c.add(v)
	}
}

// into follows content into what a pointer leads to.
func (c *content) into(a ssa.Value) {
	for {
		switch v := a.(type) {
		case *ssa.MakeInterface:
			a = v.X
			continue
		case *ssa.ChangeInterface:
			a = v.X
			continue
		case *ssa.ChangeType:
			a = v.X
			continue
		}
		break
	}
	switch a.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Global, *ssa.MakeClosure:
		return
	}
	if q, ok := a.(*ssa.Parameter); ok && c.up[q.Parent()] {
		c.filledBy(q)
	}
	switch a.Type().Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice:
		c.add(a)
	case *types.Interface:
		c.digests(a)
		if made, ok := a.(*ssa.Call); ok { // io.MultiWriter(file, digest)
			for _, arg := range made.Call.Args {
				c.digests(ssautil.Variadic(arg)...)
			}
		}
	}
}

// digests follows content into those writers that are digests.
func (c *content) digests(writers ...ssa.Value) {
	for _, w := range writers {
		if change, ok := w.(*ssa.ChangeInterface); ok {
			w = change.X
		}
		if isDigest(w.Type()) {
			c.add(w)
		}
	}
}

// isDigest reports whether a type is hash.Hash, or has its methods: who compares the
// digest of what came with the one that is wanted has tested it.
func isDigest(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Sum")
	sum, ok := obj.(*types.Func)
	if !ok || sum.Signature().Params().Len() != 1 || sum.Signature().Results().Len() != 1 {
		return false
	}
	bytes := types.NewSlice(types.Typ[types.Byte])
	return types.Identical(sum.Signature().Params().At(0).Type(), bytes) && types.Identical(sum.Signature().Results().At(0).Type(), bytes)
}

// add follows a value that is content, or holds it.
func (c *content) add(v ssa.Value) {
	if c.seen[v] || c.Tested || v.Referrers() == nil {
		return
	}
	c.seen[v] = true
	c.Inspected = c.Inspected || saysError(v.Type())
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == v {
				c.kept(ref.Addr)
			}
		case *ssa.Return:
			c.returned(v, ref)
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == v {
					c.add(ref.Fn.(*ssa.Function).FreeVars[i])
				}
			}
		case *ssa.If:
			c.Inspected = true
			c.tests = append(c.tests, ref)
		case ssa.CallInstruction:
			c.call(ref, func(a ssa.Value) bool { return a == v })
		case *ssa.Range, *ssa.Next, *ssa.Extract, *ssa.Phi, *ssa.UnOp, *ssa.BinOp, *ssa.Convert, *ssa.ChangeType, *ssa.ChangeInterface,
			*ssa.MakeInterface, *ssa.MultiConvert, *ssa.SliceToArrayPointer, *ssa.TypeAssert, *ssa.Slice, *ssa.FieldAddr, *ssa.Field, *ssa.IndexAddr, *ssa.Index, *ssa.Lookup:
			if u, ok := ref.(ssa.Value); ok {
				c.add(u)
			}
		}
	}
}

// kept follows content into the variable that it is put into, or into a member of.
func (c *content) kept(addr ssa.Value) {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
		case *ssa.IndexAddr:
			addr = a.X
		case *ssa.Alloc:
			c.add(a)
			return
		default:
			return
		}
	}
}

// saysError reports whether a type is a struct, or leads to one, with a member that
// is named for errors: it is there to be looked at, by code that is not seen perhaps.
func saysError(t types.Type) bool {
	return member(t, func(f *types.Var) bool {
		name := strings.ToLower(f.Name())
		return strings.HasPrefix(name, "err") || strings.HasSuffix(name, "error") || strings.HasSuffix(name, "errors") || typeutil.IsError(f.Type())
	})
}

// hasError reports whether a type is a struct, or leads to one, with a member that is an
// error, as the response of a JSON-RPC server has. A mere text may be one of many members
// that nobody thinks of.
func hasError(t types.Type) bool {
	return member(t, func(f *types.Var) bool {
		return f.Exported() && types.AssignableTo(f.Type(), types.Universe.Lookup("error").Type())
	})
}

// member reports whether a type is a struct of the project's, or leads to one, with a
// member of a kind.
func member(t types.Type, is func(*types.Var) bool) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if pkg := typeutil.PackageOf(t); !ok || pkg != nil && !thirdParty(pkg) {
		return false // a decoder keeps its own error
	}
	for f := range s.Fields() {
		if is(f) {
			return true
		}
	}
	return false
}

// call follows content through a call that is given it.
func (c *content) call(call ssa.CallInstruction, is func(ssa.Value) bool) {
	args := ssautil.Args(call.Common())
	value := call.Value()
	if value == nil {
		return
	}
	if _, ok := call.Common().Value.(*ssa.Builtin); ok {
		c.add(value)
		return
	}
	var targets []valueflow.Target
	row := c.p.Flow.Row(call.Common())
	if row == nil {
		targets = c.p.Flow.Targets(value)
	}
	read := false
	for _, t := range targets {
		if t.Fn == nil || len(t.Fn.Params) != len(args) || c.depth >= maxContent {
			continue
		}
		read = true
		c.depth++
		for i, a := range args {
			if is(a) && !c.p.isResponse(a.Type()) && !IsReader(a.Type()) {
				c.add(t.Fn.Params[i])
			}
		}
		c.depth--
	}
	res := call.Common().Signature().Results()
	reading := row != nil && slices.ContainsFunc(args, func(a ssa.Value) bool { return is(a) && IsReader(a.Type()) })
	for i := range res.Len() {
		switch {
		case c.p.isResponse(res.At(i).Type()), row != nil && row.Fills > 0:
		case counts(res.At(i).Type()) && len(args) == 1 && is(args[0]) && c.readers[args[0]]: // Scan, More
		case !typeutil.IsError(res.At(i).Type()):
			for _, v := range ssautil.Results(value, i) {
				c.readers[v] = reading
				c.add(v)
			}
		case row == nil && !read && len(args) == 1 && is(args[0]) && ofProject(call.Common()):
			c.addAll(ssautil.Results(value, i)) // its own method: Err, Validate
		}
	}
	for _, a := range args {
		if !is(a) {
			c.into(a) // json.Unmarshal(data, &v)
		}
	}
}

// returned follows content to the callers of the function that returns it.
func (c *content) returned(v ssa.Value, ret *ssa.Return) {
	fn := ret.Parent()
	if c.depth >= maxContent || !c.up[ssautil.Outermost(fn)] {
		return
	}
	if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
		c.Tested = true // it says whether it worked
		return
	}
	if typeutil.IsError(v.Type()) {
		c.Tested = true
		return
	}
	if m, ok := fn.Object().(*types.Func); ok && m.Exported() && hasError(v.Type()) {
		c.Tested = true // callers in other packages look for the error there
		return
	}
	c.depth++
	defer func() { c.depth-- }()
	for _, by := range c.p.CallersOf(fn) {
		for i, r := range ret.Results {
			if r == v && by.Call != nil {
				c.up[ssautil.Outermost(by.Call.Parent())] = true
				c.addAll(ssautil.Results(by.Call, i))
			}
		}
	}
}

// filledBy follows content to what the callers of a function gave it to decode to.
func (c *content) filledBy(q *ssa.Parameter) {
	fn := q.Parent()
	if i := slices.Index(fn.Params, q); i >= 0 && c.depth < maxContent {
		c.depth++
		defer func() { c.depth-- }()
		for _, by := range c.p.CallersOf(fn) {
			if by.Call == nil {
				continue
			}
			if args := ssautil.Args(&by.Call.Call); i < len(args) {
				c.up[ssautil.Outermost(by.Call.Parent())] = true
				c.into(args[i])
			}
		}
	}
}

// tested reports whether an arm of a branch that depends on content leads to a failure. It is
// asked when all content is known: the arm may print another member.
func (c *content) tested(branch *ssa.If) bool {
	return slices.ContainsFunc(branch.Block().Succs, func(arm *ssa.BasicBlock) bool {
		return len(arm.Preds) == 1 && c.fails(arm)
	})
}

// fails reports whether an arm of a branch leads to a failure and to nothing else: all
// of its returns are errors, it ends the program, it responds to a request and goes no
// further, or it makes an error, or prints the content, and then goes on with the other arm.
func (c *content) fails(arm *ssa.BasicBlock) bool {
	w := &Walker{P: c.p, T: &Trace{}}
	failing := func(v ssa.Value) bool {
		if load, ok := v.(*ssa.UnOp); ok && typeutil.IsError(v.Type()) {
			if _, sentinel := load.X.(*ssa.Global); sentinel {
				return true
			}
		}
		return w.approx(v, nil).Kind == IsSome
	}
	returns, made, responds := 0, false, false
	for _, b := range arm.Parent().Blocks {
		if !arm.Dominates(b) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Return:
				returns++
				n := len(instr.Results)
				switch {
				case n == 0:
				case typeutil.IsError(instr.Results[n-1].Type()):
					if !failing(returnedAs(instr, n-1)) {
						return false
					}
					made = true
				default:
					k, ok := returnedAs(instr, n-1).(*ssa.Const)
					made = made || ok && k.Value != nil && k.Value.Kind() == constant.Bool && !constant.BoolVal(k.Value) || withholds(instr)
				}
			case *ssa.Panic:
				made = true
			case *ssa.Store:
				made = made || returns == 0 && typeutil.IsError(instr.Val.Type()) && failing(instr.Val)
			case *ssa.Call:
				made = made || c.p.Flow.NoReturn(&instr.Call) || typeutil.IsError(instr.Type()) && failing(instr)
				responds = responds || slices.ContainsFunc(ssautil.Args(&instr.Call), func(a ssa.Value) bool { return c.p.Flow.HoldsWriter(a.Type()) })
				made = made || len(ssautil.Results(instr, 0)) == 0 && slices.ContainsFunc(ssautil.Args(&instr.Call), func(a ssa.Value) bool { return c.seen[a] })
			}
		}
	}
	return made || responds && returns > 0
}

// withholds reports whether a return gives nothing, a nil or an empty text, for a result that is
// made of something elsewhere in its function.
func withholds(ret *ssa.Return) bool {
	for i := range ret.Results {
		k, ok := returnedAs(ret, i).(*ssa.Const)
		if !ok || k.Value != nil && (k.Value.Kind() != constant.String || constant.StringVal(k.Value) != "") {
			continue
		}
		for _, b := range ret.Parent().Blocks {
			other, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok || other == ret {
				continue
			}
			if _, constant := returnedAs(other, i).(*ssa.Const); !constant {
				return true
			}
		}
	}
	return false
}

// thirdParty reports whether a package is none of the standard library's.
func thirdParty(pkg *types.Package) bool {
	first, _, _ := strings.Cut(pkg.Path(), "/")
	return strings.Contains(first, ".")
}

// ofProject reports whether a call is of a function outside the standard library, the
// methods of which fail for reasons of their own.
func ofProject(c *ssa.CallCommon) bool {
	fn := ssautil.Callee(c)
	return fn != nil && fn.Pkg() != nil && thirdParty(fn.Pkg())
}
