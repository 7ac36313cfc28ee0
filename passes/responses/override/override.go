package override

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Responses of a program in place of those that a library gives of its own accord.

// Overridden reports whether this package puts answers of its own in place of all
// those that what a library makes gives. Of one made value only that counts which
// is not certainly done to another; nil stands for any.
func (p *Overrides) Overridden(path string, made ssa.Value) bool {
	return p.Remade(path) || p.Replaced(path, 0, made)
}

// Replaced reports whether it does so for those of one status.
func (p *Overrides) Replaced(path string, code int, made ssa.Value) bool {
	asked := replacement{path, code, made}
	is, ok := p.replaced[asked]
	if !ok {
		is = p.findReplaced(path, code, made)
		p.replaced[asked] = is
	}
	return is
}

func (p *Overrides) findReplaced(path string, code int, made ssa.Value) bool {
	return p.summaries.AnyInstr(func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Store:
			addr, ok := instr.Addr.(*ssa.FieldAddr)
			if !ok {
				return false
			}
			named, ok := types.Unalias(addr.X.Type().Underlying().(*types.Pointer).Elem()).(*types.Named)
			return ok && typeutil.PackagePath(named) == path && p.concerns(addr.X, made) &&
				p.overrides(path, named.Obj().Name(), named.Underlying().(*types.Struct).Field(addr.Field).Name(), code)
		case *ssa.Call:
			fn := ssautil.Callee(&instr.Call)
			return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == path &&
				(p.overrides(path, httpmodel.RecvName(fn), fn.Name(), code) || unrouted(code) && p.catchesEvery(instr)) &&
				(fn.Signature().Recv() == nil || p.concerns(ssautil.Args(&instr.Call)[0], made))
		}
		return false
	})
}

// unrouted reports whether a router answers with a status where no route is for a
// request.
func unrouted(code int) bool {
	return code == http.StatusNotFound || code == http.StatusMethodNotAllowed
}

// Remade reports whether this package puts a function of its own into a variable
// by which the library in a package makes its errors.
func (p *Overrides) Remade(path string) bool {
	is, ok := p.remade[path]
	if !ok {
		is = p.findRemade(path)
		p.remade[path] = is
	}
	return is
}

func (p *Overrides) findRemade(path string) bool {
	return len(p.Flow.Model().Overrides(path)) > 0 && p.summaries.AnyInstr(func(instr ssa.Instruction) bool {
		st, ok := instr.(*ssa.Store)
		if !ok {
			return false
		}
		g, ok := st.Addr.(*ssa.Global)
		return ok && g.Object() != nil && g.Object().Pkg().Path() == path && p.overrides(path, "", g.Name(), 0)
	})
}

// overrides reports whether a field, function or variable puts answers of the
// program in place of the library's, of a status if one is given.
func (p *Overrides) overrides(path, typ, name string, code int) bool {
	return slices.ContainsFunc(p.Flow.Model().Overrides(path), func(o httpmodel.Override) bool {
		return o.Type == typ && o.Name == name && (o.Code == 0 || o.Code == code)
	})
}

// concerns reports whether what is done to a router, or to the configuration of
// one, may be done to the one that was made by made.
func (p *Overrides) concerns(v, made ssa.Value) bool {
	if made == nil {
		return true
	}
	roots := p.Flow.Roots(v)
	if call, ok := made.(*ssa.Call); ok {
		if row := p.Flow.Row(&call.Call); row != nil && row.Recv != "" && len(row.OwnResponses) > 0 { // a method made it: of what was told, or of another
			return p.mayBeOne(roots, p.Flow.Roots(ssautil.Args(&call.Call)[0]))
		}
	}
	configs, known := configsOf(made)
	return len(roots) == 0 || slices.ContainsFunc(roots, func(l valueflow.Loc) bool {
		switch {
		case l.Path != "" || l.Root == made:
			return true
		case p.isMade(l.Root):
			return false
		}
		a, ok := l.Root.(*ssa.Alloc)
		return !ok || !known || slices.Contains(configs, a)
	})
}

// mayBeOne reports whether two values may be the same: not if each was made by a call or
// in a variable, and by another one.
func (p *Overrides) mayBeOne(a, b []valueflow.Loc) bool {
	own := func(l valueflow.Loc) bool {
		switch l.Root.(type) {
		case *ssa.Call, *ssa.Alloc:
			return l.Path == ""
		}
		return false
	}
	for _, l := range a {
		if !own(l) || slices.Contains(b, l) {
			return true
		}
	}
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(b, func(l valueflow.Loc) bool { return !own(l) })
}

// isMade reports whether a value is a router that was just made.
func (p *Overrides) isMade(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		row := p.Flow.Row(&v.Call)
		return row != nil && row.Recv == "" && len(row.OwnResponses) > 0 || len(p.MadeFor(v)) > 0
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		return ok && len(p.MadeFor(call)) > 0
	case *ssa.Alloc:
		return p.Flow.Model().MakerOf(v.Type()) != nil
	}
	return false
}

// configsOf returns the structs that a router is made with, and whether it is made
// with nothing else that may say how it answers.
func configsOf(made ssa.Value) (configs []*ssa.Alloc, known bool) {
	call, ok := made.(*ssa.Call)
	if !ok {
		return nil, true // a literal
	}
	known = true
	var trace func(v ssa.Value)
	trace = func(v ssa.Value) {
		switch v := v.(type) {
		case *ssa.Const:
		case *ssa.Slice:
			trace(v.X)
		case *ssa.Alloc:
			configs = append(configs, v)
			for _, ref := range *v.Referrers() {
				elem, ok := ref.(*ssa.IndexAddr)
				if !ok {
					continue
				}
				for _, ref := range *elem.Referrers() {
					if st, ok := ref.(*ssa.Store); ok && st.Addr == elem {
						trace(st.Val)
					}
				}
			}
		case *ssa.UnOp:
			a, ok := v.X.(*ssa.Alloc)
			if known = known && ok; ok {
				configs = append(configs, a)
			}
		default:
			known = false
		}
	}
	for _, a := range call.Call.Args {
		trace(a)
	}
	return configs, known
}

// SendsErrorsItself reports whether an app of the framework in a package answers
// with the errors of a handler in the framework's own way: this package builds
// it, and gives it no error handler.
func (p *Overrides) SendsErrorsItself(path string, handler *ssa.Function) bool {
	switch {
	case !p.Builds(path) || p.Remade(path):
		return false
	case !p.Overridden(path, nil):
		return true
	}
	plain := false
	p.summaries.EachRow(func(row *httpmodel.Row, call *ssa.Call) {
		if row.Pkg != path || row.Recv == "" || plain {
			return
		}
		for _, a := range call.Call.Args {
			if slices.Contains(p.writers.HandlersIn(a), handler) {
				app := p.appOf(ssautil.Args(&call.Call)[0])
				plain = plain || app != nil && !p.Overridden(path, app)
			}
		}
	})
	return plain
}

// appOf returns the app that a value is, or a group of it; nil if it was not made
// here.
func (p *Overrides) appOf(v ssa.Value) ssa.Value {
	for range summary.MaxDepth {
		roots := p.Flow.Roots(v)
		if len(roots) != 1 || roots[0].Path != "" {
			return nil
		}
		root := roots[0].Root
		if p.isMade(root) {
			return root
		}
		call, ok := root.(*ssa.Call)
		if !ok || p.Flow.Row(&call.Call) == nil || ssautil.Callee(&call.Call).Signature().Recv() == nil {
			return nil
		}
		v = ssautil.Args(&call.Call)[0]
	}
	return nil
}
