package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Memory is read on demand: what a place holds at an instruction is found by
// walking backwards to the stores and calls that may have written it. A place
// is a root (a parameter, an allocation, a call that made an object) and a path
// of members below it; pointers are followed silently, so that a field reached
// through three pointers is one path.
//
// What a call does to a response is a write to memory as well: members that
// begin with # stand for the state of a writer (#status, #sent, #header) or of
// a buffer (#content). So "WriteHeader, then Encode", a fluent builder and a
// status kept in a context are all the same thing here: a write and a later
// read. A forward pass that carried all state of all objects through every
// function was tried on paper and dropped: most functions are never asked.

// A loc is a place in memory.
type loc struct {
	root ssa.Value
	path string
}

func (l loc) add(name string) loc { return loc{l.root, l.path + name} }

// Members of a writer or a buffer.
const (
	memStatus  = ".#status"  // the status that was set
	memSent    = ".#sent"    // true once the answer has begun
	memBody    = ".#body"    // true once body bytes were written
	memHeader  = ".#header"  // the header map
	memContent = ".#content" // the bytes written
	memElem    = ".[]"       // every element of a slice, or of a map under a computed key
)

// roots returns the places that a pointer, map, slice or interface may refer to.
func (f *Result) roots(v ssa.Value) []loc {
	if ls, ok := f.rootCache[v]; ok {
		return ls
	}
	f.rootCache[v] = nil // a cycle adds nothing
	ls := f.findRoots(v)
	f.rootCache[v] = ls
	return ls
}

func (f *Result) rootsAll(vs []ssa.Value) []loc {
	var out []loc
	for _, v := range vs {
		out = appendLocs(out, f.roots(v))
	}
	return out
}

func appendLocs(out, more []loc) []loc {
next:
	for _, l := range more {
		for _, o := range out {
			if o == l {
				continue next
			}
		}
		if len(out) < origin.MaxAlts {
			out = append(out, l)
		}
	}
	return out
}

func addAll(ls []loc, name string) []loc {
	out := make([]loc, 0, len(ls))
	for _, l := range ls {
		if strings.Count(l.path, ".") < origin.MaxDepth { // a linked structure has no end
			out = append(out, l.add(name))
		}
	}
	return out
}

// descend returns the places that a path below ls names, following what local
// objects keep: the writer inside a wrapper that was built here is that writer.
func (f *Result) descend(ls []loc, path string) []loc {
	for path != "" && len(ls) > 0 {
		var name string
		name, path = origin.SplitPath(path)
		var next []loc
		for i, l := range addAll(ls, "."+name) {
			switch {
			case strings.HasPrefix(name, "#"):
				next = appendLocs(next, []loc{l})
			case isAccess(name):
				next = appendLocs(next, f.accessed(ls[i], l, name))
			default:
				next = appendLocs(next, f.pointee(l, nil))
			}
		}
		ls = next
	}
	return ls
}

func (f *Result) findRoots(v ssa.Value) []loc {
	switch v := v.(type) {
	case *ssa.Parameter:
		if w := f.calledWith(v); w != nil {
			return f.roots(w)
		}
	case *ssa.FreeVar:
		return f.rootsAll(f.bindings(v))
	case *ssa.FieldAddr:
		if name := origin.FieldName(v.X.Type(), v.Field); !stands(v.X.Type(), name) {
			return addAll(f.roots(v.X), name)
		}
		return f.roots(v.X)
	case *ssa.Field:
		var out []loc
		for _, l := range addAll(f.roots(v.X), origin.FieldName(v.X.Type(), v.Field)) {
			out = appendLocs(out, f.pointee(l, v.Type()))
		}
		return out
	case *ssa.IndexAddr:
		return addAll(f.roots(v.X), memElem)
	case *ssa.Index:
		return addAll(f.roots(v.X), memElem)
	case *ssa.Lookup:
		return addAll(f.roots(v.X), mapMember(v.X, v.Index))
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return []loc{{v, ""}}
		}
		var out []loc
		for _, l := range f.roots(v.X) {
			out = appendLocs(out, f.pointee(l, v.Type()))
		}
		return out
	case *ssa.Phi:
		return f.rootsAll(v.Edges)
	case *ssa.MakeInterface:
		return f.roots(v.X)
	case *ssa.ChangeInterface:
		return f.roots(v.X)
	case *ssa.ChangeType:
		return f.roots(v.X)
	case *ssa.Convert:
		return f.roots(v.X)
	case *ssa.TypeAssert:
		return appendLocs(f.rebound(v), f.roots(v.X)) // out of a pool
	case *ssa.Slice:
		return f.roots(v.X)
	case *ssa.SliceToArrayPointer:
		return f.roots(v.X)
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Call:
			return f.callRoots(v, t, v.Index)
		case *ssa.TypeAssert:
			if v.Index == 0 {
				return f.roots(t.X)
			}
		case *ssa.Lookup:
			if v.Index == 0 {
				return addAll(f.roots(t.X), mapMember(t.X, t.Index))
			}
		case *ssa.Next:
			if r, ok := t.Iter.(*ssa.Range); ok {
				return addAll(f.roots(r.X), memElem)
			}
		}
		return []loc{{v, ""}}
	case *ssa.Call:
		return f.callRoots(v, v, 0)
	case *ssa.Const, *ssa.Function, *ssa.MakeClosure, *ssa.BinOp, *ssa.Builtin:
		return nil
	}
	return []loc{{v, ""}}
}

// callRoots returns what result i of a call may refer to: an argument that it
// hands back, or the object that it made, which v (the result) then stands for.
func (f *Result) callRoots(v ssa.Value, call *ssa.Call, i int) []loc {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		if b.Name() == "append" {
			return appendLocs([]loc{{v, ""}}, f.roots(call.Call.Args[0]))
		}
		return []loc{{v, ""}}
	}
	args := ssautil.Args(&call.Call)
	if name := f.accessor(call); name != "" {
		return addAll(f.roots(args[0]), name)
	}
	if row := f.row(&call.Call); row != nil {
		if i < len(row.Results) {
			switch e := row.Results[i]; e.Op {
			case httpmodel.OpArg:
				return appendLocs(f.rebound(v), f.roots(args[e.Arg]))
			case httpmodel.OpEach:
				if each := ssautil.Variadic(args[e.Arg]); len(each) > 0 {
					return f.rootsAll(each)
				}
			case httpmodel.OpHeader:
				return addAll(f.roots(args[e.Arg]), memHeader)
			}
		}
		return []loc{{v, ""}}
	}
	var out []loc
	fresh := false
	for _, c := range f.callees(&call.Call) {
		for _, r := range c.sum.Rows {
			if i >= len(r.Results) {
				fresh = true
				continue
			}
			for _, t := range r.Results[i] {
				switch {
				case t.Op == origin.Param && r.Copies(t):
					fresh = true
				case t.Op == origin.Param && c.owns(t) && t.Index < len(c.args):
					out = appendLocs(out, f.descend(f.roots(c.args[t.Index]), t.Path))
				case t.Op == origin.Param:
					if p := t.Fn; p != nil && t.Index < len(p.Params) {
						out = appendLocs(out, []loc{{p.Params[t.Index], t.Path}})
					}
				case t.Op == origin.Zero:
				default:
					fresh = true
				}
			}
		}
	}
	if fresh || len(out) == 0 {
		out = appendLocs(out, []loc{{v, ""}})
	}
	return out
}

// rebound returns what a value that stands for another is told to stand for instead,
// whenever that is: (*gzip.Writer).Reset.
func (f *Result) rebound(v ssa.Value) (out []loc) {
	for _, ref := range *v.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok {
			continue
		}
		args := ssautil.Args(&call.Call)
		if row := f.row(&call.Call); row != nil && row.Rebinds > 0 && row.Rebinds < len(args) && args[0] == v {
			out = appendLocs(out, f.roots(args[row.Rebinds]))
		}
	}
	return out
}

// pointee returns what the pointer that is kept at l refers to. Of a local
// variable or object that is what was stored there; below a parameter the path
// itself names it.
func (f *Result) pointee(l loc, typ types.Type) []loc {
	if typ != nil {
		if _, ok := typ.Underlying().(*types.Struct); ok {
			return []loc{l}
		}
	}
	switch root := l.root.(type) {
	case *ssa.Alloc:
		var out []loc
		for _, val := range f.directStores(root, l.path) {
			out = appendLocs(out, f.roots(val))
		}
		if len(out) > 0 {
			if l.path == "" && handedOut(root) {
				out = appendLocs(out, []loc{l}) // errors.As, a decoder: what it points to then
			}
			return out
		}
		// A struct that was copied here whole: its pointers lead where the original's
		// do, all else is its own from then on.
		if l.path != "" && !f.copying[root] && leads(root.Type(), l.path) {
			f.copying[root] = true // a list that is walked, two that change places
			for _, val := range f.directStores(root, "") {
				out = appendLocs(out, f.descend(f.roots(val), l.path))
			}
			delete(f.copying, root)
			if len(out) > 0 {
				return out
			}
		}
	case *ssa.Call:
		if args, ls := f.resultMember(root, l.path); args {
			return ls
		}
	}
	return []loc{l}
}

// leads reports whether what is kept at a path below a value of a type may refer
// to other memory.
func leads(t types.Type, path string) bool {
	for path != "" && t != nil {
		var name string
		name, path = origin.SplitPath(path)
		t = origin.MemberType(t, name)
	}
	return t == nil || origin.Refers(t)
}

// handedOut reports whether the address of a local variable is given to a call.
func handedOut(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call:
			return true
		case *ssa.MakeInterface:
			return true
		case *ssa.ChangeType:
			return handedOut(ref)
		}
	}
	return false
}

// resultMember resolves a member of the object that a call made, where the
// callee put one of its arguments there.
func (f *Result) resultMember(call *ssa.Call, path string) (bool, []loc) {
	if path == "" {
		return false, nil
	}
	var out []loc
	for _, c := range f.callees(&call.Call) {
		for _, r := range c.sum.Rows {
			if len(r.Results) != 1 {
				return false, nil
			}
			for _, t := range origin.Select(r.Results[0], path) {
				if t.Op == origin.Param && c.owns(t) && t.Index < len(c.args) {
					out = appendLocs(out, addAll(f.roots(c.args[t.Index]), t.Path))
				}
			}
		}
	}
	return len(out) > 0, out
}

// directStores returns the values stored to a member of an allocation, by the
// function that made it and by closures that capture it.
func (f *Result) directStores(root ssa.Value, path string) []ssa.Value {
	var vals []ssa.Value
	seen := make(map[ssa.Value]bool)
	var walk func(addr ssa.Value, path string)
	walk = func(addr ssa.Value, path string) {
		if seen[addr] {
			return
		}
		seen[addr] = true
		refs := addr.Referrers()
		if refs == nil {
			return
		}
		for _, ref := range *refs {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr == addr && path == "" {
					vals = append(vals, ref.Val)
				}
			case *ssa.FieldAddr:
				if name := origin.FieldName(ref.X.Type(), ref.Field); !stands(ref.X.Type(), name) && (path == name || strings.HasPrefix(path, name+".")) {
					walk(ref, path[len(name):])
				}
			case *ssa.IndexAddr:
				if strings.HasPrefix(path, memElem) {
					walk(ref, path[len(memElem):])
				}
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == addr {
						walk(ref.Fn.(*ssa.Function).FreeVars[i], path)
					}
				}
			}
		}
	}
	walk(root, path)
	return vals
}

// writtenByClosure reports whether a closure that captures the allocation stores to it.
func (f *Result) writtenByClosure(root *ssa.Alloc) bool {
	if w, ok := f.closureWrites[root]; ok {
		return w
	}
	w := false
	for _, ref := range *root.Referrers() {
		if mc, ok := ref.(*ssa.MakeClosure); ok {
			for i, b := range mc.Bindings {
				if b == root {
					w = w || storesTo(mc.Fn.(*ssa.Function).FreeVars[i])
				}
			}
		}
	}
	f.closureWrites[root] = w
	return w
}

func storesTo(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == v {
				return true
			}
		case *ssa.FieldAddr:
			if storesTo(ref) {
				return true
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == v && storesTo(ref.Fn.(*ssa.Function).FreeVars[i]) {
					return true
				}
			}
		}
	}
	return false
}

// load returns what l holds just before the instruction at.
func (f *Result) load(l loc, at ssa.Instruction) origin.Value {
	k := loadKey{l, at}
	if v, ok := lookup(&f.questions, f.loadCache, k); ok {
		return v
	}
	if f.spent() {
		return origin.AnyValue(false)
	}
	return memoize(&f.questions, f.loadCache, k, func() origin.Value {
		b := at.Block()
		v, done, when := f.scan(l, b.Instrs[:f.index(at)])
		if done {
			return v
		}
		return origin.Union(v, origin.Guarded(f.loadEntry(l, b), when))
	})
}

type loadKey struct {
	l  loc
	at ssa.Instruction
}

// scan walks a block's instructions backwards; done says that the place was
// certainly written there. Otherwise when is the condition under which it
// still holds what it held before.
func (f *Result) scan(l loc, instrs []ssa.Instruction) (v origin.Value, done bool, when []origin.Guard) {
	for i := len(instrs) - 1; i >= 0; i-- {
		switch instrs[i].(type) {
		case *ssa.Store, *ssa.MapUpdate, *ssa.Call, *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Extract:
		default:
			continue
		}
		if f.spent() {
			return origin.AnyValue(false), true, nil
		}
		w, stop, rest := f.effect(l, instrs[i])
		v = origin.Union(v, origin.Guarded(w, when))
		if stop {
			return v, true, nil
		}
		if len(when)+len(rest) <= 4 {
			when = append(when, rest...)
		}
	}
	return v, false, when
}

type entryKey struct {
	l loc
	b *ssa.BasicBlock
}

// loadEntry returns what l holds when control enters block b.
func (f *Result) loadEntry(l loc, b *ssa.BasicBlock) origin.Value {
	k := entryKey{l, b}
	if v, ok := lookup(&f.questions, f.entryCache, k); ok {
		return v
	}
	if v, ok := lastResult(&f.questions, f.entryCache, k, false); ok {
		return v
	}
	if f.spent() {
		return origin.AnyValue(false)
	}
	return evaluate(&f.questions, f.entryCache, k, nil, func() origin.Value {
		if len(b.Preds) == 0 {
			return f.entryValue(l, b.Parent())
		}
		vs := make([]origin.Value, 0, len(b.Preds))
		for _, p := range b.Preds {
			w, done, when := f.scan(l, p.Instrs)
			if !done {
				w = origin.Union(w, origin.Guarded(f.loadEntry(l, p), when))
			}
			vs = append(vs, w)
		}
		return origin.Union(vs...)
	})
}

// entryValue returns what l holds when fn is entered.
func (f *Result) entryValue(l loc, fn *ssa.Function) origin.Value {
	switch root := l.root.(type) {
	case *ssa.Parameter:
		return origin.Value{f.paramTerm(root, l.path)}
	case *ssa.Global:
		return f.globalValue(root, l.path)
	case *ssa.Alloc:
		if root.Parent() == fn || root.Parent() == nil {
			return nil
		}
		// Captured: the closure may run at any time, so every store counts.
		var vs []origin.Value
		for _, val := range f.directStores(root, l.path) {
			vs = append(vs, f.eval(val, nil))
		}
		if len(vs) > 0 {
			return origin.Union(vs...)
		}
	}
	if p := l.root.Parent(); p != nil && p != fn {
		for _, mc := range f.closures[fn] {
			if mc.Parent() == p {
				return f.load(l, mc)
			}
		}
	}
	return origin.AnyValue(false)
}

// effect returns what an instruction writes to l, and whether it certainly does.
func (f *Result) effect(l loc, instr ssa.Instruction) (v origin.Value, done bool, rest []origin.Guard) {
	switch instr := instr.(type) {
	case *ssa.Store:
		if a, ok := instr.Addr.(*ssa.FieldAddr); ok && stands(a.X.Type(), origin.FieldName(a.X.Type(), a.Field)) {
			return nil, false, nil // another writer around the same response
		}
		targets := f.roots(instr.Addr)
		for _, t := range targets {
			if rest, ok := below(l, t); ok {
				if a, isAlloc := l.root.(*ssa.Alloc); isAlloc && a.Parent() == instr.Parent() && f.writtenByClosure(a) {
					break // entryValue's reasoning holds here too
				}
				v := origin.Select(f.eval(instr.Val, instr), rest)
				return v, len(targets) == 1 && !strings.Contains(l.path, memElem), nil
			}
		}
		if a, ok := l.root.(*ssa.Alloc); ok && f.writtenByClosure(a) {
			for _, t := range targets {
				if t == l {
					return f.capturedValue(l), true, nil
				}
			}
		}
	case *ssa.MapUpdate:
		targets := addAll(f.roots(instr.Map), mapMember(instr.Map, instr.Key))
		stored := func() origin.Value {
			v := f.eval(instr.Value, instr)
			if isHeader(instr.Map) {
				v = origin.Select(v, memElem) // the list of a field's lines
			}
			return v
		}
		for _, t := range targets {
			if rest, ok := below(l, t); ok {
				return origin.Select(stored(), rest), len(targets) == 1 && !strings.Contains(l.path, memElem), nil
			}
			if strings.HasSuffix(t.path, memElem) && t.root == l.root && strings.HasPrefix(l.path, t.path[:len(t.path)-len(memElem)]) {
				return stored(), false, nil
			}
		}
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice:
		if instr.(ssa.Value) != l.root {
			return nil, false, nil
		}
		if strings.Contains(l.path, "#") || strings.Contains(l.path, memElem) || strings.HasSuffix(l.path, "·") {
			return nil, true, nil
		}
		if _, ok := instr.(*ssa.MakeMap); ok {
			return origin.Value{origin.AbsentTerm}, true, nil
		}
		return origin.Value{{Op: origin.Zero}}, true, nil
	case *ssa.Extract:
		if instr == l.root {
			return origin.Through(f.eval(instr, instr), instr.Type(), l.path), true, nil
		}
	case *ssa.Call:
		if instr == l.root {
			return origin.Through(f.callResult(instr, 0, instr), instr.Type(), l.path), true, nil
		}
		return f.callEffect(l, instr)
	}
	return nil, false, nil
}

// capturedValue returns what a variable may hold that a closure writes too.
func (f *Result) capturedValue(l loc) origin.Value {
	var vs []origin.Value
	for _, val := range f.directStores(l.root, l.path) {
		vs = append(vs, f.eval(val, nil))
	}
	return origin.Union(vs...)
}

// below reports whether l is t or lies below it, and the path from t to l.
func below(l, t loc) (rest string, ok bool) {
	if l.root != t.root || !strings.HasPrefix(l.path, t.path) {
		return "", false
	}
	rest = l.path[len(t.path):]
	return rest, rest == "" || rest[0] == '.' && !strings.HasPrefix(rest, ".#")
}

// touched returns the members of a root that fn or its closures write.
func (f *Result) touched(fn *ssa.Function) map[ssa.Value][]string {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if t, ok := f.touchCache[fn]; ok {
		return t
	}
	t := make(map[ssa.Value][]string)
	f.touchCache[fn] = t // while it is computed, recursion sees what is known so far
	add := func(ls []loc) {
	next:
		for _, l := range ls {
			if l.path == "" {
				continue
			}
			for _, p := range t[l.root] {
				if p == l.path {
					continue next
				}
			}
			t[l.root] = append(t[l.root], l.path)
		}
	}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		// Closures first: the summary of one that is called below needs what it writes.
		for _, a := range fn.AnonFuncs {
			visit(a)
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					add(f.roots(instr.Addr))
				case *ssa.MapUpdate:
					add(addAll(f.roots(instr.Map), mapMember(instr.Map, instr.Key)))
				case *ssa.Call:
					add(f.callWrites(instr))
				}
			}
		}
	}
	visit(fn)
	return t
}

// objectAt describes the object at l as it stands at an instruction, and other
// objects that it points to as they stand at a later one.
func (f *Result) objectAt(l loc, typ types.Type, at, now ssa.Instruction) origin.Value {
	if f.spent() {
		return origin.AnyValue(false)
	}
	if a, ok := l.root.(*ssa.Alloc); ok && l.path == "" && (len(f.directStores(a, "")) > 0 || keepsPointer(a) || keepsError(a) || f.isFilled(a)) {
		// A struct that was copied here whole, and perhaps changed since; a
		// variable that errors.As has put a pointer or an error into.
		if v := f.load(l, at); len(v) > 0 {
			vs := make([]origin.Value, len(v))
			for i, t := range v {
				if t.Op == origin.Zero || t.Op == origin.Object && t.Root == nil && !t.Pos.IsValid() && len(t.Fields) == 0 {
					t = f.baseTerm(l, typ) // declared, or T{}
				}
				vs[i] = f.overlaid(t, l, typ, at, now)
			}
			return origin.Union(vs...)
		}
	}
	return f.overlaid(f.baseTerm(l, typ), l, typ, at, now)
}

// isFilled reports whether a variable is decoded into.
func (f *Result) isFilled(a *ssa.Alloc) bool {
	for _, ref := range *a.Referrers() {
		x, ok := ref.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		for _, use := range *x.Referrers() {
			call, ok := use.(*ssa.Call)
			if !ok {
				continue
			}
			if row := f.row(&call.Call); row != nil && row.Fills > 0 && ssautil.Args(&call.Call)[row.Fills] == x {
				return true
			}
		}
	}
	return false
}

// keepsPointer reports whether an allocation is a variable of a pointer type.
func keepsPointer(a *ssa.Alloc) bool {
	_, ok := a.Type().(*types.Pointer).Elem().Underlying().(*types.Pointer)
	return ok
}

// keepsError reports whether an allocation is a variable of an error type whose
// address a call gets.
func keepsError(a *ssa.Alloc) bool {
	return typeutil.IsError(a.Type().(*types.Pointer).Elem()) && handedOut(a)
}

// overlaid describes the object at l as base with what was written to its
// members since.
func (f *Result) overlaid(base *origin.Term, l loc, typ types.Type, at, now ssa.Instruction) origin.Value {
	fn := at.Parent()
	var names []string
	hasContent := false
	if base.Op == origin.Object || base.Op == origin.Param || base.Op == origin.Opaque || base.Op == origin.Unknown && base.Root != nil {
		seen := map[string]bool{}
		for _, p := range f.touched(fn)[l.root] {
			if !strings.HasPrefix(p, l.path) || p == l.path || p[len(l.path)] != '.' {
				continue
			}
			name, _ := origin.SplitPath(p[len(l.path):])
			if name == "#content" {
				hasContent = true
			}
			if strings.HasPrefix(name, "#") || seen[name] {
				continue
			}
			seen[name] = true
			names = append(names, name)
		}
	}
	if hasContent {
		if v := f.load(l.add(memContent), at); len(v) > 0 {
			return v
		}
	}
	if len(names) == 0 || len(names) > 40 {
		return origin.Value{base}
	}
	t := base.Copy()
	t.Fields = append([]origin.Field(nil), base.Fields...)
	few := typeutil.IsMap(typ) || len(names) <= fewMembers // a map has its members by being written, not by its type
	for _, name := range names {
		v := f.memberAt(l.add("."+name), origin.MemberType(typ, name), at, now)
		if "."+name == memElem && namesMembers(l.root) {
			switch {
			case !typeutil.IsMap(typ):
				t.Open = t.Open || !v.OnlyZero()
				continue
			case len(v) == 0:
				continue // only later
			}
		}
		if old, ok := base.Member(name); ok && old.Key() == v.Key() {
			continue
		}
		if v.OnlyZero() && base.Op == origin.Object && !typeutil.IsMap(typ) || base.Op == origin.Param && len(v) == 1 && v[0].Op == origin.Param && v[0].Index == base.Index && v[0].Path == l.path+"."+name {
			continue
		}
		if base.Op == origin.Object && !v.Informative() && !v.HasError() && !few {
			t.Open = true // says nothing, and a model of forty columns is many such
			continue
		}
		t.Fields = origin.SetField(t.Fields, origin.Field{Name: name, Hidden: origin.Hidden(typ, name), Value: v})
	}
	return origin.One(t)
}

// memberAt returns what a member of an object holds at an instruction, with what
// was written to members below it.
func (f *Result) memberAt(l loc, typ types.Type, at, now ssa.Instruction) origin.Value {
	if ps := f.pointee(l, typ); typ != nil && hasMembers(typ) && len(ps) > 0 && ps[0] != l {
		// A pointer to another local object: that object as it is now.
		vs := make([]origin.Value, len(ps))
		for i, p := range ps {
			vs[i] = f.objectAt(p, typ, now, now)
		}
		return origin.Union(vs...)
	}
	v := f.load(l, at)
	deeper := false
	for _, p := range f.touched(at.Parent())[l.root] {
		deeper = deeper || strings.HasPrefix(p, l.path+".") && !strings.HasPrefix(p, l.path+".#")
	}
	if !deeper || strings.Count(l.path, ".") > 3 {
		return v
	}
	if len(v) == 0 || v.OnlyZero() {
		t := &origin.Term{Op: origin.Object, Root: l.root}
		f.setType(t, typ)
		v = origin.Value{t}
	}
	vs := make([]origin.Value, len(v))
	for i, t := range v {
		if t.Op == origin.Unknown && !t.Err {
			t = &origin.Term{Op: origin.Object, Open: true, Root: l.root}
		}
		vs[i] = f.overlaid(t, l, typ, at, now)
	}
	return origin.Union(vs...)
}

// fewMembers is how many members an object keeps of which nothing is known.
const fewMembers = 8

// baseTerm describes the object at l without what was written to it since.
func (f *Result) baseTerm(l loc, typ types.Type) *origin.Term {
	switch root := l.root.(type) {
	case *ssa.Parameter:
		t := f.paramTerm(root, l.path).Copy()
		f.setType(t, typ)
		return t
	case *ssa.Global:
		if obj, ok := root.Object().(*types.Var); ok && l.path == "" {
			if v, ok := f.sentinel(obj); ok && len(v) == 1 {
				return v[0]
			}
		}
		if l.path == "" && !typeutil.IsError(root.Type()) {
			if v := f.globalValue(root, ""); len(v) == 1 && v[0].Op == origin.Object {
				t := v[0].Copy()
				t.Root = l.root
				return t
			}
		}
		return &origin.Term{Op: origin.Global, Name: globalName(root), Path: l.path, Err: typeutil.IsError(typ)}
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice:
		if l.path != "" {
			break
		}
		t := &origin.Term{Op: origin.Object, Root: l.root, Pos: l.root.Pos()}
		f.setType(t, typ)
		return t
	case *ssa.Call, *ssa.Extract:
		if l.path == "" {
			var v origin.Value
			if c, ok := root.(*ssa.Call); ok {
				v = f.callResult(c, 0, c)
			} else {
				v = f.eval(root, root.(ssa.Instruction))
			}
			v = v.NotNil() // a row that returns nil refers to nothing
			if i := slices.IndexFunc(v, func(t *origin.Term) bool { return len(v) == 1 || t.Op == origin.Object }); i >= 0 {
				t := v[i].Copy() // one of several
				t.Root = l.root
				return t
			}
		}
	}
	return &origin.Term{Op: origin.Unknown, Err: typeutil.IsError(typ)}
}

func (f *Result) setType(t *origin.Term, typ types.Type) {
	if typ == nil {
		return
	}
	t.Err = t.Err || typeutil.IsError(typ)
	if name := typeutil.Name(typ); name != "" {
		if t.Type == nil {
			t.Type, t.TypeName = typ, name
		}
	}
}

// paramTerm names a parameter, and a path below it.
func (f *Result) paramTerm(p *ssa.Parameter, path string) *origin.Term {
	fn := p.Parent()
	for i, q := range fn.Params {
		if q == p {
			t := &origin.Term{Op: origin.Param, Index: i, Path: path, Fn: fn}
			if path == "" {
				t.Err = typeutil.IsError(p.Type())
				if !types.IsInterface(p.Type()) {
					f.setType(t, p.Type())
				}
			}
			return t
		}
	}
	return origin.UnknownTerm
}

// mapMember returns the member of a map that a key is; a key that is not a
// constant string is any of them. Those of a header are its fields, however they
// are spelled: who stores into the map itself wants another spelling on the wire.
func mapMember(m, k ssa.Value) string {
	named, kind := origin.Member, ""
	if isHeader(m) {
		named, kind = headerMember, "h"
	}
	if p, ok := k.(*ssa.Parameter); ok {
		return keyParam(p, kind)
	}
	if c, ok := k.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return named(constant.StringVal(c.Value))
	}
	return memElem
}

// isHeader reports whether a map is a header.
func isHeader(m ssa.Value) bool { return typeutil.Name(m.Type()) == "net/http.Header" }

// keyParam returns the member under a key that is a parameter of the function:
// the caller's argument names it. kind h canonicalises it as a header field.
func keyParam(p *ssa.Parameter, kind string) string {
	for i, q := range p.Parent().Params {
		if p == q {
			return ".[$" + strconv.Itoa(i) + kind + "]"
		}
	}
	return memElem
}

// bindKeys replaces the keys in an effect's path that are parameters of the
// callee by what the call gives for them.
func (e *env) bindKeys(path string) string {
	var out strings.Builder
	for {
		i := strings.Index(path, ".[$")
		if i < 0 {
			return out.String() + path
		}
		j := i + strings.IndexByte(path[i:], ']')
		num := path[i+3 : j]
		n, _ := strconv.Atoi(strings.TrimSuffix(num, "h"))
		key := memElem
		v := e.param(n, "")
		if ks, exact := v.Strings(); exact && len(ks) == 1 {
			key = origin.Member(ks[0])
			if strings.HasSuffix(num, "h") {
				key = headerMember(ks[0])
			}
		} else if len(v) == 1 && v[0].Op == origin.Param && v[0].Path == "" && e.call != nil && v[0].Fn == e.call.Parent() {
			key = ".[$" + strconv.Itoa(v[0].Index) + strings.TrimLeft(num, "0123456789") + "]"
		}
		out.WriteString(path[:i] + key)
		path = path[j+1:]
	}
}

// headerMember returns the member that a header field is.
func headerMember(key string) string { return origin.Member(http.CanonicalHeaderKey(key)) }
