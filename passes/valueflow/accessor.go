package valueflow

import (
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A project's own context often hands its writer out by a method,
// `ResponseWriter() http.ResponseWriter`, and is known to handlers as an interface.
// Every call gives the same writer then: it is a member of the context, which is
// named by the method, ".ResponseWriter()".

// accessor returns the member that a call hands out, "" if it does not do that: a
// method that was not read, takes nothing and gives a writer alone.
func (f *Result) accessor(call *ssa.Call) string {
	fn := ssautil.Callee(&call.Call)
	if fn == nil {
		return ""
	}
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() > 0 || sig.Results().Len() != 1 || !f.IsWriter(sig.Results().At(0).Type()) {
		return ""
	}
	if f.IsWriter(sig.Recv().Type()) || f.row(&call.Call) != nil || len(f.callees(&call.Call)) > 0 {
		return ""
	}
	return "." + fn.Name() + "()"
}

// isGetter reports whether a call asks an interface for something: a method that takes nothing
// and gives no error does not respond, though it could, `c.User()`.
func (f *Result) isGetter(call *ssa.Call) bool {
	sig := call.Call.Signature()
	if !call.Call.IsInvoke() || sig.Params().Len() > 0 || sig.Results().Len() == 0 || f.row(&call.Call) != nil || len(f.callees(&call.Call)) > 0 {
		return false
	}
	for v := range sig.Results().Variables() {
		if typeutil.IsError(v.Type()) {
			return false
		}
	}
	return true
}

// isAccess reports whether the name of a member is that of a method that hands it out.
func isAccess(name string) bool { return strings.HasSuffix(name, "()") }

// accessType returns the type of what a method hands out, nil if the type has no
// such method.
func accessType(t types.Type, name string) types.Type {
	if m, _ := accessMethod(t, name); m != nil && m.Signature().Results().Len() == 1 {
		return m.Signature().Results().At(0).Type()
	}
	return nil
}

// accessMethod returns the method that a member is named by, and the path of the
// embedded fields that it is promoted from.
func accessMethod(t types.Type, name string) (m *types.Func, embedded string) {
	var pkg *types.Package // for a name that is not exported
	u := types.Unalias(t)
	if p, ok := u.(*types.Pointer); ok {
		u = types.Unalias(p.Elem())
	}
	if n, ok := u.(*types.Named); ok {
		pkg = n.Obj().Pkg()
	}
	obj, index, _ := types.LookupFieldOrMethod(t, true, pkg, strings.TrimSuffix(name, "()"))
	m, _ = obj.(*types.Func)
	if m == nil {
		return nil, ""
	}
	for _, i := range index[:len(index)-1] {
		field := origin.FieldName(u, i)
		embedded += field
		if u = origin.MemberType(u, field[1:]); u == nil {
			return nil, ""
		}
	}
	return m, embedded
}

// accessed returns the places that a method hands out of base: what its body
// returns, or else a member of its own.
func (f *Result) accessed(base, member loc, name string) (out []loc) {
	t := Loc{base.root, base.path}.Type()
	if t == nil || types.IsInterface(t) {
		return []loc{member}
	}
	if m, embedded := accessMethod(t, name); m != nil {
		of := f.descend([]loc{base}, embedded)
		for _, c := range f.byObject(m, nil) {
			for _, r := range c.sum.Rows {
				if len(r.Results) != 1 {
					continue
				}
				for _, u := range r.Results[0] {
					if u.Op == origin.Param && u.Index == 0 {
						out = appendLocs(out, f.descend(of, u.Path))
					}
				}
			}
		}
	}
	if len(out) == 0 {
		return []loc{member}
	}
	return out
}
