package ssautil

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// OnlyStored looks through a variable of the function, or a member of a struct that one
// holds, at what was put there, if that happens once. SSA does so by itself where
// no closure shares the variable.
func OnlyStored(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	var stored ssa.Value
	switch addr := load.X.(type) {
	case *ssa.Alloc:
		stored, _ = storedAt(addr, -1)
	case *ssa.FieldAddr:
		if a, ok := addr.X.(*ssa.Alloc); ok {
			stored, _ = storedAt(a, addr.Field)
		}
	}
	if s, ok := stored.(ssa.Instruction); ok && s.Parent() == load.Parent() && RunsBefore(s, load) {
		return stored
	}
	return v
}

// storedAt returns the one value that is stored at an address, or in a field of
// what stands there. The value is nil if there is none; only is false if there may
// be others, by whoever else has the address.
func storedAt(addr ssa.Value, field int) (stored ssa.Value, only bool) {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
			continue
		case *ssa.Store:
			if ref.Addr != addr || stored != nil {
				return nil, false
			}
			if stored = ref.Val; field >= 0 {
				var ok bool
				if stored, ok = fieldOf(ref.Val, field); !ok {
					return nil, false
				}
			}
		case *ssa.FieldAddr:
			in, ok := storedAt(ref, -1)
			if !ok || in != nil && (field < 0 || ref.Field == field && stored != nil) {
				return nil, false
			}
			if ref.Field == field && in != nil {
				stored = in
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b != addr {
					continue
				}
				if in, ok := storedAt(ref.Fn.(*ssa.Function).FreeVars[i], -1); !ok || in != nil {
					return nil, false
				}
			}
		default:
			return nil, false
		}
	}
	return stored, true
}

// fieldOf returns what was stored in a field of a struct, if that is a literal.
func fieldOf(v ssa.Value, field int) (ssa.Value, bool) {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil, false
	}
	lit, ok := load.X.(*ssa.Alloc)
	if !ok || lit.Comment != "complit" {
		return nil, false
	}
	return storedAt(lit, field)
}

// Local returns the variable of the function that an address lies in, or nil.
func Local(addr ssa.Value) *ssa.Alloc {
	a, _ := Base(addr).(*ssa.Alloc)
	return a
}

// Base returns what an address is a part of.
func Base(addr ssa.Value) ssa.Value {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
		case *ssa.IndexAddr:
			addr = a.X
		default:
			return addr
		}
	}
}

// CalledOnly reports whether what is kept in a local variable is only called.
func CalledOnly(addr ssa.Value) bool {
	a, ok := addr.(*ssa.Alloc)
	if !ok {
		return false
	}
	var check func(v ssa.Value) bool
	check = func(v ssa.Value) bool {
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
			case *ssa.UnOp:
				for _, use := range *ref.Referrers() {
					if c, ok := use.(ssa.CallInstruction); !ok || c.Common().Value != ref {
						return false
					}
				}
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == v && !check(ref.Fn.(*ssa.Function).FreeVars[i]) {
						return false
					}
				}
			default:
				return false
			}
		}
		return true
	}
	return check(a)
}
