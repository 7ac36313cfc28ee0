package route

import (
	"go/token"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// Routes are often kept in a table, a list or map of structs that a loop goes
// through. What valueflow knows of such a list is what any of its elements may be;
// here the members of one element have to stay together.

// A row is an element of a table: its members, "" for the element itself, "#"
// for its key in a map.
type row struct {
	table ssa.Value // an array or a map
	elem  map[string]ssa.Value
}

// member returns what a value is in this row, nil if it is not read from the table.
func (r *row) member(v ssa.Value, in *registrar) ssa.Value {
	if r == nil {
		return nil
	}
	if table, name, ok := in.tableLoad(v); ok && table == r.table {
		return r.elem[name]
	}
	return nil
}

// rows returns the elements of the table that arguments are read from; where there
// is none, a nil row alone.
func (r *registrar) rows(args []ssa.Value) []*row {
	var table ssa.Value
	var find func(v ssa.Value, depth int)
	find = func(v ssa.Value, depth int) {
		if table != nil || depth > 4 {
			return
		}
		if t, _, ok := r.tableLoad(v); ok {
			table = t
			return
		}
		switch v := v.(type) {
		case *ssa.BinOp:
			find(v.X, depth+1)
			find(v.Y, depth+1)
		case *ssa.MakeInterface:
			find(v.X, depth+1)
		case *ssa.ChangeType:
			find(v.X, depth+1)
		case *ssa.Call:
			for _, a := range v.Call.Args {
				find(a, depth+1)
			}
		case *ssa.Slice:
			for _, a := range elements(v) {
				for _, x := range a {
					find(x, depth+1)
				}
			}
		}
	}
	for _, a := range args {
		find(a, 0)
	}
	if table == nil {
		return []*row{nil}
	}
	var all []*row
	for _, elem := range elements(table) {
		all = append(all, &row{table, elem})
	}
	return all
}

// tableLoad reports whether a value is read from an element of a table, and which
// member that is.
func (r *registrar) tableLoad(v ssa.Value) (table ssa.Value, member string, ok bool) {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return nil, "", false
		}
		switch addr := v.X.(type) {
		case *ssa.FieldAddr:
			if t := r.element(addr.X); t != nil {
				return t, typeutil.FieldName(addr.X.Type(), addr.Field), true
			}
		case *ssa.IndexAddr:
			if t := r.element(addr); t != nil {
				return t, "", true
			}
		}
	case *ssa.Field:
		if t := r.element(v.X); t != nil {
			return t, typeutil.FieldName(v.X.Type(), v.Field), true
		}
	case *ssa.Extract:
		if next, ok := v.Tuple.(*ssa.Next); ok && !next.IsString {
			if rng, ok := next.Iter.(*ssa.Range); ok {
				if t := r.container(rng.X, 0); t != nil {
					return t, []string{"", "#", ""}[v.Index], true
				}
			}
		}
	}
	return nil, "", false
}

// element returns the table that a value is an element of, or points to one, or is
// a variable that holds one; nil if it is none.
func (r *registrar) element(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.IndexAddr:
		if _, fixed := v.Index.(*ssa.Const); !fixed {
			return r.container(v.X, 0)
		}
	case *ssa.Index:
		return r.container(v.X, 0)
	case *ssa.UnOp:
		return r.element(v.X)
	case *ssa.Extract:
		t, _, _ := r.tableLoad(v)
		return t
	case *ssa.FreeVar:
		if vs := r.Flow.Bindings(v); len(vs) == 1 {
			return r.element(vs[0])
		}
	case *ssa.Alloc:
		var stored ssa.Value
		for _, ref := range *v.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == v {
				if stored != nil {
					return nil
				}
				stored = st.Val
			}
		}
		if stored != nil {
			return r.element(stored)
		}
	}
	return nil
}

// container returns the array or map that a value is made of where it is written
// out, nil if it is not.
func (r *registrar) container(v ssa.Value, depth int) ssa.Value {
	if depth > 4 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Slice:
		return r.container(v.X, depth+1)
	case *ssa.MakeMap:
		return v
	case *ssa.Alloc:
		if len(elements(v)) > 0 {
			return v
		}
		return r.onlyStore(v, v.Parent(), depth)
	case *ssa.UnOp:
		switch x := v.X.(type) {
		case *ssa.Global:
			if init := r.Flow.Init(); init != nil {
				return r.onlyStore(x, init, depth)
			}
		case *ssa.Alloc:
			return r.container(x, depth+1)
		}
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil && fn.Pkg == r.Flow.Pkg {
			var found ssa.Value
			for _, b := range fn.Blocks {
				if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) == 1 {
					if found != nil {
						return nil
					}
					found = ret.Results[0]
				}
			}
			if found != nil {
				return r.container(found, depth+1)
			}
		}
	}
	return nil
}

// onlyStore returns the container that is put at an address by the only store
// there in a function.
func (r *registrar) onlyStore(addr ssa.Value, fn *ssa.Function, depth int) ssa.Value {
	var stored ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok && st.Addr == addr {
				if stored != nil {
					return nil
				}
				stored = st.Val
			}
		}
	}
	if stored == nil {
		return nil
	}
	return r.container(stored, depth+1)
}

// elements returns the members of each element of an array or map that is written
// out, in the order of the source.
func elements(table ssa.Value) (all []map[string]ssa.Value) {
	if s, ok := table.(*ssa.Slice); ok {
		table = s.X
	}
	if table.Referrers() == nil {
		return nil
	}
	for _, ref := range *table.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			if _, fixed := ref.Index.(*ssa.Const); fixed && ref.X == table {
				elem := members(ref)
				for _, r := range *ref.Referrers() {
					if st, ok := r.(*ssa.Store); ok && st.Addr == ref {
						elem = whole(st.Val, elem)
					}
				}
				all = append(all, elem)
			}
		case *ssa.MapUpdate:
			elem := whole(ref.Value, make(map[string]ssa.Value))
			elem["#"] = ref.Key
			all = append(all, elem)
		}
	}
	return all
}

// members returns what is stored in the fields below an address.
func members(addr ssa.Value) map[string]ssa.Value {
	elem := make(map[string]ssa.Value)
	for _, ref := range *addr.Referrers() {
		if fa, ok := ref.(*ssa.FieldAddr); ok {
			for _, r := range *fa.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == fa {
					elem[typeutil.FieldName(fa.X.Type(), fa.Field)] = st.Val
				}
			}
		}
	}
	return elem
}

// whole adds an element that is stored as such: a struct, a pointer to one, or
// something without members.
func whole(v ssa.Value, elem map[string]ssa.Value) map[string]ssa.Value {
	elem[""] = v
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	if a, ok := v.(*ssa.Alloc); ok {
		for name, x := range members(a) {
			elem[name] = x
		}
	}
	return elem
}
