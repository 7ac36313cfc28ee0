package valueflow

import (
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// objectAt describes the object at l as it stands at an instruction, and other
// objects that it points to as they stand at a later one.
func (f *Result) objectAt(l loc, typ types.Type, at, now ssa.Instruction) origin.Value {
	if f.spent() {
		return origin.Unfinished(false)
	}
	if a, ok := l.root.(*ssa.Alloc); ok && (len(f.directStores(a, "")) > 0 || l.path == "" && (keepsPointer(a) || keepsError(a) || f.isFilled(a))) {
		// A struct that was copied here whole, and perhaps changed since, or one in
		// it; a variable that errors.As has put a pointer or an error into.
		if v := f.load(l, at); len(v) > 0 {
			vs := make([]origin.Value, len(v))
			for i, t := range v {
				if t.Op == origin.Zero || t.Op == origin.Object && t.Root == nil && !t.Pos.IsValid() && len(t.Fields) == 0 {
					t = f.baseTerm(l, typ) // declared, or T{}
				}
				vs[i] = f.overlaid(t, l, typ, at, now)
			}
			return f.union(vs...)
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
			k := loadKey{p, now}
			if f.values.describing[k] {
				vs[i] = origin.AnyValue(false) // itself: a list, a tree with parents
				continue
			}
			f.values.describing[k] = true
			vs[i] = f.objectAt(p, typ, now, now)
			delete(f.values.describing, k)
			if f.gatedPointer(l, p) {
				vs[i] = vs[i].Gate()
			}
		}
		return f.union(vs...)
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
	return f.union(vs...)
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
	if c, ok := ssautil.UnwrapInterface(k).(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
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
