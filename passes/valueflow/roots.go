package valueflow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
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

// roots returns the places that a pointer, map, slice or interface may refer to.
func (f *Result) roots(v ssa.Value) []loc {
	if ls, ok := f.values.roots[v]; ok {
		return ls
	}
	f.values.roots[v] = nil // a cycle adds nothing
	ls := f.findRoots(v)
	f.values.roots[v] = ls
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
		if name := origin.FieldName(v.X.Type(), v.Field); !f.stands(v.X.Type(), name) {
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
	if l.path != "" && isPlain(l.root.Type(), l.path) {
		return []loc{l}
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
		if l.path != "" && !f.values.copying[root] && leads(root.Type(), l.path) {
			f.values.copying[root] = true // a list that is walked, two that change places
			for _, val := range f.directStores(root, "") {
				out = appendLocs(out, f.descend(f.roots(val), l.path))
			}
			delete(f.values.copying, root)
			if len(out) > 0 {
				return out
			}
		}
	case *ssa.Call:
		if args, ls := f.resultMember(root, l.path); args {
			return ls
		}
	}
	if w := f.exchanged(l); w != nil {
		return []loc{{root: w}}
	}
	return []loc{l}
}

// isPlain reports whether what is kept at a path below a value of a type is a number or a
// truth value: it refers to nothing, whatever it was made of. A text may be a buffer's.
func isPlain(t types.Type, path string) bool {
	if t = memberBelow(t, path); t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsBoolean) != 0
}

// memberBelow returns the type of what is kept at a path below a value of a type, nil if that
// is not known.
func memberBelow(t types.Type, path string) types.Type {
	for path != "" && t != nil {
		var name string
		name, path = origin.SplitPath(path)
		t = origin.MemberType(t, name)
	}
	return t
}

// leads reports whether what is kept at a path below a value of a type may refer
// to other memory.
func leads(t types.Type, path string) bool {
	t = memberBelow(t, path)
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
	for _, st := range f.storesAt(root, path) {
		vals = append(vals, st.Val)
	}
	return vals
}

// storesAt returns the instructions that store to a member of an allocation.
func (f *Result) storesAt(root ssa.Value, path string) []*ssa.Store {
	var stores []*ssa.Store
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
					stores = append(stores, ref)
				}
			case *ssa.FieldAddr:
				if name := origin.FieldName(ref.X.Type(), ref.Field); !f.stands(ref.X.Type(), name) && (path == name || strings.HasPrefix(path, name+".")) {
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
	return stores
}

// writtenByClosure reports whether a closure that captures the allocation stores to it, and
// may do so at any time: one that is only ever called in the function does so at its calls.
func (f *Result) writtenByClosure(root *ssa.Alloc) bool {
	if w, ok := f.memory.closureWrites[root]; ok {
		return w
	}
	w := false
	for _, ref := range *root.Referrers() {
		if mc, ok := ref.(*ssa.MakeClosure); ok && !onlyCalled(mc) {
			for i, b := range mc.Bindings {
				if b == root {
					w = w || storesTo(mc.Fn.(*ssa.Function).FreeVars[i])
				}
			}
		}
	}
	f.memory.closureWrites[root] = w
	return w
}

// onlyCalled reports whether nothing is done with a closure but to call it, in the function
// that makes it.
func onlyCalled(mc *ssa.MakeClosure) bool {
	for _, ref := range *mc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Call:
			if ref.Call.Value != ssa.Value(mc) || slices.Contains(ref.Call.Args, ssa.Value(mc)) {
				return false
			}
		default:
			return false
		}
	}
	return true
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
