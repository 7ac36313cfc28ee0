package valueflow

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What a call does to memory: to the writers, buffers and objects it is given.

// writtenBy lists the members of a writer that a kind of call writes.
var writtenBy = map[httpmodel.Kind][]string{
	httpmodel.Status:   {memStatus, memSent},
	httpmodel.Body:     {memSent, memBody, memContent},
	httpmodel.Complete: {memStatus, memSent, memBody},
	httpmodel.Redirect: {memStatus, memSent, memBody},
	httpmodel.Serve:    {memStatus, memSent, memBody},
	httpmodel.Flush:    {memSent},
	httpmodel.Hijack:   {memStatus, memSent},

	httpmodel.SetStatus: {memStatus},
}

// callWrites returns the members that a call may write.
func (f *Result) callWrites(call *ssa.Call) []loc {
	args := ssautil.Args(&call.Call)
	var out []loc
	if row := f.row(&call.Call); row != nil {
		for _, m := range slices.Concat(row.Sets, row.Adds) {
			out = append(out, addAll(f.roots(args[0]), "."+m.Name)...)
		}
		r := row.Response
		if r == nil || r.Writer >= len(args) {
			return out
		}
		ws := f.writersOf(r, args)
		switch r.Kind {
		case httpmodel.SetHeader, httpmodel.AddHeader:
			k, _ := f.headerKey(r.Key, call)
			return addAll(ws, k)
		case httpmodel.Copy:
			if !isHeader(args[r.Writer]) {
				return addAll(ws, memElem)
			}
			return addAll(ws, ".Content-Type") // of a copied header only this member decides anything
		case httpmodel.DelHeader:
			return nil
		}
		for _, m := range writtenBy[r.Kind] {
			out = append(out, addAll(ws, m)...)
		}
		if row.Runs == nil {
			return out
		}
	}
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return nil
	}
	in := f.info(call)
	for _, r := range in.rows {
		for _, e := range r.effects {
			out = appendLocs(out, e.at)
		}
	}
	for _, l := range in.handed {
		if l.path == "" && namesMembers(l.root) {
			out = appendLocs(out, []loc{l.add(memElem)}) // any member may have been written
		}
	}
	return out
}

// namesMembers reports whether a place is a map or a struct that was made here.
func namesMembers(root ssa.Value) bool {
	switch root := root.(type) {
	case *ssa.MakeMap:
		return true
	case *ssa.Alloc:
		_, ok := root.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
		return ok
	}
	return false
}

// writersOf returns the places that a call of the model writes to: of a header
// call that is given the writer itself, the writer's header map.
func (f *Result) writersOf(r *httpmodel.Response, args []ssa.Value) []loc {
	ws := f.roots(args[r.Writer])
	switch r.Kind {
	case httpmodel.SetHeader, httpmodel.AddHeader, httpmodel.DelHeader:
		if f.IsWriter(ssautil.Unwrap(args[r.Writer]).Type()) {
			return addAll(ws, memHeader)
		}
	}
	return ws
}

// A callInfo is what a call does to memory, in terms of the caller's places.
type callInfo struct {
	rows    []rowInfo
	handed  []loc // given to code that was not read
	touches map[ssa.Value]bool
}

// A rowInfo is one way in which a callee returns.
type rowInfo struct {
	e       *env
	when    []origin.Guard // the guards that stay open at the call
	effects []effectInfo
}

type effectInfo struct {
	at       []loc
	value    origin.Value // in terms of the callee
	imported bool
}

// info returns what a call does to memory. It is asked for every place that is
// looked for across the call, so it is computed once.
func (f *Result) info(call *ssa.Call) *callInfo {
	if in, ok := lookup(&f.effort.questions, f.calls.infos, call); ok {
		return in
	}
	in := &callInfo{touches: make(map[ssa.Value]bool)}
	return evaluate(&f.effort.questions, f.calls.infos, call, in, func() *callInfo { // a cycle adds nothing
		f.findInfo(call, in)
		return in
	})
}

func (f *Result) findInfo(call *ssa.Call, in *callInfo) {
	if f.accessor(call) != "" || f.isGetter(call) {
		return
	}
	hand := func(ls []loc) {
		in.handed = appendLocs(in.handed, ls)
		for _, l := range ls {
			in.touches[l.root] = true
		}
	}
	cs := f.callees(&call.Call)
	if len(cs) == 0 {
		hand(f.reach(call))
	}
	for _, c := range cs {
		e := f.env(c, call)
		for _, r := range c.sum.Rows {
			f.effort.fuel -= len(r.Effects)
			if !e.allows(r.Guards) {
				continue
			}
			ri := rowInfo{e: e, when: e.translate(r.Guards)}
			for _, eff := range r.Effects {
				ei := effectInfo{at: f.effectLocs(c, eff, e), value: eff.Value, imported: c.fn == nil}
				for _, l := range ei.at {
					in.touches[l.root] = true
				}
				ri.effects = append(ri.effects, ei)
			}
			in.rows = append(in.rows, ri)
		}
		for _, p := range c.sum.Clobbers {
			if p.Index < len(c.args) {
				hand(f.descend(f.roots(c.args[p.Index]), p.Path))
			}
		}
	}
}

// reach returns the places that a call's arguments refer to, also those packed
// into a variadic list.
func (f *Result) reach(call *ssa.Call) []loc {
	var out []loc
	for _, a := range ssautil.Args(&call.Call) {
		if origin.Refers(a.Type()) && !IsContext(a.Type()) {
			out = appendLocs(out, f.roots(a))
		}
		for _, x := range ssautil.Variadic(a) {
			if x = ssautil.UnwrapInterface(x); origin.Refers(x.Type()) {
				out = appendLocs(out, f.roots(x))
			}
		}
	}
	return out
}

// IsContext reports whether a type is context.Context. What is passed as one is
// asked for values and deadlines; nobody answers a request through it, though a
// framework's own context may be what is passed.
func IsContext(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Context" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context"
}

// effectLocs returns the places of the caller that an effect of a callee names.
func (f *Result) effectLocs(c callee, eff origin.Effect, e *env) []loc {
	if eff.Outer != nil {
		return []loc{{eff.Outer, eff.Path}}
	}
	if eff.Index >= len(c.args) {
		return nil
	}
	return f.descend(f.roots(c.args[eff.Index]), e.bindKeys(eff.Path))
}

var trueTerm = origin.Shared(&origin.Term{Op: origin.Const, Const: constant.MakeBool(true)})

// callEffect returns what a call writes to l, and whether it certainly does;
// if not, rest is when it does not.
func (f *Result) callEffect(l loc, call *ssa.Call) (v origin.Value, done bool, rest []origin.Guard) {
	k := effectKey{l, call}
	w, ok := lookup(&f.effort.questions, f.values.effects, k)
	if !ok {
		w = memoize(&f.effort.questions, f.values.effects, k, func() written {
			v, done, rest := f.findCallEffect(l, call)
			return written{v, done, rest}
		})
	}
	return w.value, w.done, w.rest
}

type effectKey struct {
	l    loc
	call *ssa.Call
}

// A written is what a call writes to a place, whether it certainly does, and else
// when it does not.
type written struct {
	value origin.Value
	done  bool
	rest  []origin.Guard
}

func (f *Result) findCallEffect(l loc, call *ssa.Call) (v origin.Value, done bool, rest []origin.Guard) {
	args := ssautil.Args(&call.Call)
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		return nil, b.Name() == "delete" && f.deletes(l, args[0], args[1]), nil
	}
	if row := f.row(&call.Call); row != nil {
		if v, done = f.rowEffect(l, row, call, args); done || row.Runs == nil {
			return v, done, nil
		}
		w, done, rest := f.runEffect(l, call)
		return f.union(v, w), done, rest
	}
	// The closures that it is given may run.
	var vs []origin.Value
	for _, a := range append(args[:len(args):len(args)], call.Call.Value) {
		if mc, ok := a.(*ssa.MakeClosure); ok {
			vs = append(vs, f.closureEffect(l, mc))
		}
	}
	v, done, rest = f.runEffect(l, call)
	return f.union(append(vs, v)...), done, rest
}

// runEffect returns what the functions that a call runs write to l.
func (f *Result) runEffect(l loc, call *ssa.Call) (v origin.Value, done bool, rest []origin.Guard) {
	var vs []origin.Value
	in := f.info(call)
	if !in.touches[l.root] {
		return nil, false, nil
	}
	done = len(in.rows) > 0
	missed := 0
	for _, r := range in.rows {
		hit, perhaps := false, false
		for _, eff := range r.effects {
			for _, t := range eff.at {
				if below, ok := below(l, t); ok {
					w := origin.Select(r.e.subst(eff.value), below)
					if eff.imported {
						w = stamp(w, call)
					}
					vs = append(vs, origin.Guarded(w, r.when))
					hit = hit || len(eff.at) == 1
				}
				perhaps = perhaps || anyField(l, t)
			}
		}
		if perhaps && !hit {
			vs = append(vs, origin.AnyValue(false)) // a field whose name is not known may be this one
		}
		if !hit {
			missed++
			rest = r.when
		}
		done = done && hit
	}
	if missed > 1 {
		rest = nil
	}
	for _, t := range in.handed {
		if t.root == l.root && (strings.HasPrefix(l.path, t.path) || len(in.rows) == 0 && strings.HasPrefix(t.path, l.path)) {
			vs = append(vs, f.leftBy(call, l))
			rest = nil
		}
	}
	return f.union(vs...), done, rest
}

// anyField reports whether t stands for the header fields of a response whose
// names are not known, and l is one of its fields.
func anyField(l, t loc) bool {
	header, ok := strings.CutSuffix(t.path, memElem)
	return ok && t.root == l.root && strings.HasSuffix(header, memHeader) && l.path != t.path &&
		strings.HasPrefix(l.path, header+".")
}

// deletes reports whether what is taken out of a map is certainly l.
func (f *Result) deletes(l loc, m, key ssa.Value) bool {
	from, name := f.roots(m), mapMember(m, key)
	return len(from) == 1 && name != memElem && from[0].add(name) == l
}

// rowEffect interprets what a call of the model writes to l.
func (f *Result) rowEffect(l loc, row *httpmodel.Row, call *ssa.Call, args []ssa.Value) (origin.Value, bool) {
	if row.Finds && len(args) == 2 {
		for _, t := range f.roots(args[1]) {
			if t.root == l.root && strings.HasPrefix(l.path, t.path) {
				return origin.Select(f.foundIn(args[0], args[1], call), l.path[len(t.path):]), true
			}
		}
	}
	if row.Fills > 0 && row.Fills < len(args) {
		for _, t := range f.roots(args[row.Fills]) {
			if t.root == l.root && strings.HasPrefix(l.path, t.path) {
				v := &origin.Term{Op: origin.Opaque, Name: calleeName(call), Path: l.path[len(t.path):], Pos: call.Pos(), Fn: call.Parent()}
				if l.path == t.path {
					if p, ok := ssautil.Unwrap(args[row.Fills]).Type().Underlying().(*types.Pointer); ok {
						f.setType(v, p.Elem())
					}
				}
				return origin.Value{v}, true
			}
		}
	}
	if row.Empties && strings.HasSuffix(l.path, memContent) {
		if ws := f.roots(args[0]); len(ws) == 1 && ws[0].add(memContent) == l {
			return origin.Value{{Op: origin.Const, Const: constant.MakeString("")}}, true
		}
	}
	if len(row.Sets)+len(row.Adds) > 0 {
		if v, done, ok := f.memberEffect(l, row, call, args); ok {
			return v, done
		}
	}
	switch {
	case row.Response != nil:
		return f.responseEffect(l, row.Response, call, args)
	case row.Fails != nil: // perhaps
		v, _ := f.responseEffect(l, row.Fails, call, args)
		return v, false
	}
	return nil, false
}

// memberEffect interprets what a call sets of its first argument; ok says that l
// is a member that it sets or adds to.
func (f *Result) memberEffect(l loc, row *httpmodel.Row, call *ssa.Call, args []ssa.Value) (v origin.Value, done, ok bool) {
	at := f.roots(args[0])
	for i, m := range slices.Concat(row.Sets, row.Adds) {
		for _, t := range addAll(at, "."+m.Name) {
			if rest, ok := below(l, t); ok {
				return origin.Select(f.rowValue(m.Value, call, false), rest), len(at) == 1 && i < len(row.Sets), true
			}
		}
	}
	return nil, false, false
}

// responseEffect interprets what a call of the model does to a response at l.
func (f *Result) responseEffect(l loc, r *httpmodel.Response, call *ssa.Call, args []ssa.Value) (origin.Value, bool) {
	if r.Writer >= len(args) {
		return nil, false
	}
	for _, w := range f.writersOf(r, args) {
		if w.root != l.root || !strings.HasPrefix(l.path, w.path) {
			continue
		}
		m := l.path[len(w.path):]
		switch r.Kind {
		case httpmodel.SetHeader, httpmodel.AddHeader, httpmodel.DelHeader:
			k, exact := f.headerKey(r.Key, call)
			if exact && m == k {
				if r.Kind == httpmodel.DelHeader {
					return nil, true
				}
				return f.rowValue(r.Value, call, false), r.Kind == httpmodel.SetHeader
			}
			if !exact && m != "" && !strings.HasPrefix(m, ".#") {
				return f.rowValue(r.Value, call, false), false
			}
			return nil, false
		case httpmodel.Copy:
			if m == "" || r.Value.Arg >= len(args) {
				return nil, false
			}
			return f.loadAll(addAll(f.roots(args[r.Value.Arg]), m), call), false
		}
		switch m {
		case memSent:
			if r.Kind == httpmodel.SetStatus {
				return nil, false
			}
			return origin.Value{trueTerm}, true
		case memBody:
			switch r.Kind {
			case httpmodel.Body, httpmodel.Complete, httpmodel.Redirect, httpmodel.Serve:
				return origin.Value{trueTerm}, true
			}
		case memStatus:
			switch r.Kind {
			case httpmodel.Status, httpmodel.Complete, httpmodel.Redirect, httpmodel.SetStatus:
				if r.Status.Op == 0 {
					return nil, false // the one that was set before
				}
				return f.rowValue(r.Status, call, false), true
			case httpmodel.Serve, httpmodel.Hijack:
				return origin.AnyValue(false), true
			}
		case memContent:
			if r.Kind == httpmodel.Body {
				return f.rowValue(r.Body, call, false), false
			}
		case memHeader + ".Content-Type":
			if own := f.OwnContentType(r, call); own != nil {
				return own, !r.Keeps
			}
			if r.Kind == httpmodel.Serve {
				return origin.AnyValue(false), true
			}
		}
	}
	return nil, false
}

// OwnContentType returns the content type that a call of the model gives its
// answer, nil if it gives none.
func (f *Result) OwnContentType(r *httpmodel.Response, call *ssa.Call) origin.Value {
	if f.begin() {
		defer f.finish()
	}
	if ks, exact := f.rowValue(r.Key, call, false).Strings(); exact && len(ks) == 1 && http.CanonicalHeaderKey(ks[0]) == "Content-Type" {
		return f.rowValue(r.Value, call, false)
	}
	if r.ContentType != "" {
		return origin.Value{{Op: origin.Const, Const: constant.MakeString(r.ContentType)}}
	}
	return nil
}

// foundIn returns the error that errors.As finds in a chain: one of the target's
// type, where the chain is known the very one.
func (f *Result) foundIn(chain, target ssa.Value, call *ssa.Call) origin.Value {
	p, ok := ssautil.Unwrap(target).Type().Underlying().(*types.Pointer)
	if !ok {
		return origin.AnyValue(true)
	}
	return f.found(f.eval(chain, call), p.Elem(), call)
}

// found returns the error of a type that a call finds in chains.
func (f *Result) found(chains origin.Value, typ types.Type, call *ssa.Call) origin.Value {
	if f.distinguishes(typ) {
		return origin.Offered(origin.Implementing(chains, typ))
	}
	name := typeutil.Name(typ)
	// Who asks for a type of its own sends what that was made to say.
	pkg := typeutil.PackageOf(typ)
	own := pkg != nil && !types.IsInterface(typ) && f.OwnModule(pkg.Path())
	var vs []origin.Value
	for _, t := range chains {
		switch {
		case t.Op == origin.Zero:
			continue
		case name != "" && t.TypeName == name, t.Op == origin.Param && t.TypeName == "" && name != "":
			vs = append(vs, f.asserted(origin.Value{t}, typ))
		default: // perhaps deeper in the chain
			u := &origin.Term{Op: origin.Opaque, Pos: call.Pos(), Fn: call.Parent(), Err: true, Offered: own}
			if t.Op == origin.Opaque && t.Name != "" {
				u.Name, u.Parse, u.Checked, u.Gone = t.Name, t.Parse, t.Checked, t.Gone
			}
			f.setType(u, typ)
			vs = append(vs, origin.Value{u})
		}
	}
	return f.union(vs...)
}
