package valueflow

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Members of a writer or a buffer.
const (
	memStatus  = ".#status"  // the status that was set
	memSent    = ".#sent"    // true once the answer has begun
	memBody    = ".#body"    // true once body bytes were written
	memHeader  = ".#header"  // the header map
	memContent = ".#content" // the bytes written
	memElem    = ".[]"       // every element of a slice, or of a map under a computed key
)

// load returns what l holds just before the instruction at.
func (f *Result) load(l loc, at ssa.Instruction) origin.Value {
	k := loadKey{l, at}
	if v, ok := lookup(&f.effort.questions, f.values.loads, k); ok {
		return v
	}
	if f.spent() {
		return origin.Unfinished(false)
	}
	return memoize(&f.effort.questions, f.values.loads, k, func() origin.Value {
		b := at.Block()
		v, done, when := f.scan(l, b.Instrs[:f.index(at)])
		if done {
			return v
		}
		return f.union(v, origin.Guarded(f.loadEntry(l, b), when))
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
			return origin.Unfinished(false), true, nil
		}
		w, stop, rest := f.effect(l, instrs[i])
		if stop && len(when) == 0 && strings.HasSuffix(l.path, memSent) {
			return w, true, nil // whatever came later, it was sent
		}
		v = f.union(v, origin.Guarded(w, when))
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
	if v, ok := lookup(&f.effort.questions, f.values.entries, k); ok {
		return v
	}
	if v, ok := lastResult(&f.effort.questions, f.values.entries, k, false); ok {
		return v
	}
	if f.spent() {
		return origin.Unfinished(false)
	}
	return evaluate(&f.effort.questions, f.values.entries, k, nil, func() origin.Value {
		if len(b.Preds) == 0 {
			return f.entryValue(l, b.Parent())
		}
		vs := make([]origin.Value, 0, len(b.Preds))
		for _, p := range b.Preds {
			if f.never(p, b) {
				continue
			}
			w, done, when := f.scan(l, p.Instrs)
			if !done {
				w = f.union(w, origin.Guarded(f.loadEntry(l, p), when))
			}
			vs = append(vs, f.chosenOn(p, b, l, w))
		}
		return f.union(vs...)
	})
}

// isChosen reports whether a term is what a member is given by what an error is, or by
// whether there are arguments.
func isChosen(t *origin.Term) bool {
	return t.Op == origin.Const || t.Op == origin.Text || t.Op == origin.Error
}

// chosenOn returns what a place holds where control goes from one block to the next, with
// what an error, a parameter, is known to be there, and whether a list is empty: a member of
// a local struct may be the status that is chosen by it, or its text, or what is said of a
// call without arguments.
func (f *Result) chosenOn(from, to *ssa.BasicBlock, l loc, v origin.Value) origin.Value {
	a, ok := l.root.(*ssa.Alloc)
	d := to.Idom()
	if !ok || a.Parent() != to.Parent() || d == nil || len(to.Preds) < 2 ||
		!slices.ContainsFunc(v, isChosen) {
		return v
	}
	cs, base := f.edgeConds(from, to), len(f.conds(d))
	if len(cs) <= base {
		return v
	}
	gs := slices.DeleteFunc(f.guards(cs[base:], to.Parent()), func(g origin.Guard) bool { return !g.OfError() && g.Kind != origin.GuardEmpty })
	if len(gs) == 0 {
		return v
	}
	out := make(origin.Value, len(v))
	for i, t := range v {
		if out[i] = t; isChosen(t) {
			out[i] = origin.Guarded(origin.Value{t}, gs)[0]
		}
	}
	return out
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
			return f.union(vs...)
		}
	}
	if p := l.root.Parent(); p != nil && p != fn {
		for _, mc := range f.memory.closures[fn] {
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
		if a, ok := instr.Addr.(*ssa.FieldAddr); ok && f.stands(a.X.Type(), origin.FieldName(a.X.Type(), a.Field)) {
			return nil, false, nil // another writer around the same response
		}
		targets := f.roots(instr.Addr)
		for _, t := range targets {
			if rest, ok := below(l, t); ok {
				if a, isAlloc := l.root.(*ssa.Alloc); isAlloc && a.Parent() == instr.Parent() && f.writtenByClosure(a) {
					break // entryValue's reasoning holds here too
				}
				v := origin.Select(f.eval(instr.Val, instr), rest)
				if f.gatedStore(instr) {
					v = v.Gate()
				}
				if f.belowService(f.conds(instr.Block())) {
					v = v.ForClient()
				}
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
	return f.union(vs...)
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
	if t, ok := f.memory.touched[fn]; ok {
		return t
	}
	t := make(map[ssa.Value][]string)
	f.memory.touched[fn] = t // while it is computed, recursion sees what is known so far
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
