package policy

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

// Where a client comes from that a function does not make itself. What a
// variable of the package or a field of one of its structs keeps is all that
// the package puts there, in whatever function: a constructor, an option. A
// client is configured where it is put there, and perhaps elsewhere: what
// setters do to it there may have happened.

// A stored value is one that is put into a variable or a field.
type stored struct {
	value origin.Value
	sets  bool // members alone are set of what is there already
}

// Origins returns v with what the package puts in the place of variables and
// fields.
func (ps *Policies) Origins(v origin.Value) origin.Value {
	var out origin.Value
	for _, t := range v {
		out = append(out, ps.OriginsOf(t)...)
	}
	return out
}

// maxOrigins bounds the places that are looked into on the way to one origin.
const maxOrigins = 32

// OriginsOf returns what a term may be, followed through the variables and members of
// the package that hold it.
func (ps *Policies) OriginsOf(t *origin.Term) origin.Value {
	key := t.Key()
	if len(t.Fields) > 0 || ps.busy[key] || len(ps.busy) > maxOrigins { // a client that is made anew from its own parts
		return origin.Value{t}
	}
	ps.busy[key] = true
	defer delete(ps.busy, key)
	place := ps.place(t)
	if place != nil && !place.IsField() {
		if d := ps.flow.Model().DefaultOf(place.Pkg().Path(), place.Name()); d != nil {
			return ps.flow.Default(d, place)
		}
	}
	if place != nil && place.Pkg() == ps.flow.Pkg.Pkg { // into a field of a library's struct others may put something, too
		if v := ps.put(place); v != nil {
			return v
		}
	}
	// A member of what is kept there: of s.client the transport.
	if i := strings.LastIndexByte(t.Path, '.'); i >= 0 {
		base := &origin.Term{Op: t.Op, Index: t.Index, Name: t.Name, Path: t.Path[:i], Pos: t.Pos, Fn: t.Fn}
		if v := ps.OriginsOf(base); len(v) != 1 || v[0] != base {
			return ps.Origins(origin.Select(v, t.Path[i:]))
		}
	}
	return origin.Value{t}
}

// put returns what the package puts into a variable or a field, with what it may
// set of that later; nil if that is nothing.
func (ps *Policies) put(place *types.Var) origin.Value {
	if v, ok := ps.memo[place]; ok {
		return v
	}
	ps.memo[place] = nil // what is put back where it came from adds nothing
	var out origin.Value
	kept := ps.kept(place)
	for _, s := range kept {
		if !s.sets {
			out = append(out, s.value...)
		}
	}
	if _, ok := place.Type().Underlying().(*types.Struct); ok && len(out) == 0 && ps.flow.Model().RetrierOf(place.Type()) != nil {
		out = origin.Fresh(place.Type()) // kept by value, and never replaced
	}
	for _, s := range kept {
		if s.sets {
			out = out.Optioned(s.value)
		}
	}
	if len(out) > 0 && place.Exported() {
		out = append(out, origin.AnyValue(false)...)
	}
	ps.memo[place] = out
	return out
}

// IsStandard reports whether a client or a transport is what net/http keeps in a variable.
func IsStandard(t *origin.Term) bool {
	return t.Op == origin.Global && t.Path == "" && strings.HasPrefix(t.Name, "net/http.Default")
}

// place returns the variable or the field that a term names, or nil.
func (ps *Policies) place(t *origin.Term) *types.Var {
	switch t.Op {
	case origin.Global:
		i := strings.LastIndexByte(t.Name, '.')
		if i < 0 {
			return nil
		}
		v := ps.flow.Variable(t.Name[:i], t.Name[i+1:])
		if v == nil || t.Path == "" {
			return v
		}
		return fieldAt(v.Type(), t.Path)
	case origin.Param:
		if t.Fn != nil && t.Index < len(t.Fn.Params) && t.Path != "" {
			return fieldAt(t.Fn.Params[t.Index].Type(), t.Path)
		}
	case origin.Opaque:
		if t.Type != nil && t.Path != "" {
			return fieldAt(t.Type, t.Path)
		}
	}
	return nil
}

// fieldAt returns the field at the end of a path of members below a type.
func fieldAt(t types.Type, path string) *types.Var {
	var at *types.Var
	for _, name := range strings.Split(path, ".")[1:] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		s, ok := t.Underlying().(*types.Struct)
		if !ok {
			return nil
		}
		at = nil
		for f := range s.Fields() {
			if f.Name() == name {
				at, t = f, f.Type()
			}
		}
		if at == nil {
			return nil
		}
	}
	return at
}

// kept returns what the package puts into a variable or a field. It reads the
// whole package when it is first asked.
func (ps *Policies) kept(place *types.Var) []stored {
	if ps.writes == nil {
		ps.writes = make(map[*types.Var][]ssa.Instruction)
		fns := ps.flow.Funcs
		if init := ps.flow.Init(); init != nil {
			fns = append([]*ssa.Function{init}, fns...)
		}
		for _, fn := range fns {
			if ssautil.InTest(fn) {
				continue // a transport that a test puts there is none of the program's
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					ps.note(instr)
				}
			}
		}
	}
	var out []stored
	for _, instr := range ps.writes[place] {
		switch instr := instr.(type) {
		case *ssa.Store:
			if a, ok := instr.Addr.(*ssa.FieldAddr); ok && stores(a) != place {
				out = append(out, stored{origin.Made(fieldOf(a), ps.flow.Eval(instr.Val, instr)), true})
				continue
			}
			out = append(out, stored{value: ps.flow.Eval(instr.Val, end(instr))})
		case *ssa.Call:
			row := ps.flow.Row(&instr.Call)
			for _, m := range slices.Concat(row.Sets, row.Adds) {
				out = append(out, stored{origin.Made(m.Name, ps.flow.EvalCall(m.Value, instr)), true})
			}
		}
	}
	return out
}

// note notes which variables and fields an instruction writes to.
func (ps *Policies) note(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		if place := stores(instr.Addr); place != nil {
			ps.writes[place] = append(ps.writes[place], instr)
		}
		if a, ok := instr.Addr.(*ssa.FieldAddr); ok { // a member of a client that is kept there
			if place := ps.loaded(a.X); place != nil {
				ps.writes[place] = append(ps.writes[place], instr)
			}
		}
	case *ssa.Call:
		if row := ps.flow.Row(&instr.Call); row != nil && len(row.Sets)+len(row.Adds) > 0 {
			if place := ps.loaded(ssautil.Args(&instr.Call)[0]); place != nil {
				ps.writes[place] = append(ps.writes[place], instr)
			}
		}
	}
}

// stores returns the variable or the field whose address it is, or nil.
func stores(addr ssa.Value) *types.Var {
	switch addr := addr.(type) {
	case *ssa.Global:
		v, _ := addr.Object().(*types.Var)
		return v
	case *ssa.FieldAddr:
		return fieldAt(addr.X.Type(), "."+fieldOf(addr))
	}
	return nil
}

func fieldOf(a *ssa.FieldAddr) string {
	s := a.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	return s.Field(a.Field).Name()
}

// loaded returns the variable or the field that a client is kept in of which
// members are set, or nil.
func (ps *Policies) loaded(v ssa.Value) *types.Var {
	for {
		switch w := v.(type) {
		case *ssa.FieldAddr, *ssa.Global: // kept by value
			return stores(w)
		case *ssa.UnOp:
			if w.Op == token.MUL {
				return stores(w.X)
			}
			return nil
		case *ssa.Call: // a chain of setters
			row := ps.flow.Row(&w.Call)
			if row == nil || len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpArg {
				return nil
			}
			v = ssautil.Args(&w.Call)[row.Results[0].Arg]
		default:
			return nil
		}
	}
}

// end returns the last instruction that certainly follows: what is configured
// after it is put away counts as well.
func end(instr ssa.Instruction) ssa.Instruction {
	b := instr.Block()
	for len(b.Succs) == 1 && len(b.Succs[0].Preds) == 1 {
		b = b.Succs[0]
	}
	return b.Instrs[len(b.Instrs)-1]
}
