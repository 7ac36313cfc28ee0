package object

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A handler may leave its response in a context of the project's own, which its adapter sends:
//
//	func Adapt(h func(*Ctx)) http.HandlerFunc {
//		return func(w http.ResponseWriter, r *http.Request) {
//			c := &Ctx{Request: r}
//			h(c)
//			reply(w, c.status, c.body)
//		}
//	}
//
// What the adapter writes is kept in terms of the arguments' members. Where a handler of that
// signature sets such a member, it responds.

// writesOfArguments returns what the function around a dynamic call writes of what the call
// has left in its arguments: argument i is parameter i.
func (p *Objects) writesOfArguments(call *ssa.Call) []*summary.Write {
	bases := make([]*origin.Term, len(call.Call.Args))
	any := false
	for i, a := range call.Call.Args {
		if made, ok := a.(*ssa.Alloc); ok && isStruct(made.Type()) {
			bases[i], any = p.Flow.LeftBy(call, i), true
		}
	}
	if !any {
		return nil
	}
	as := p.writesAbout(call, bases, func(b *ssa.BasicBlock) bool { return ssautil.ReachesAround(call.Block(), b, nil) })
	for _, w := range as {
		w.Body.Value = withoutInitial(w.Body.Value)
	}
	return as
}

// withoutInitial returns a value without what a member is before a handler has set it.
func withoutInitial(v origin.Value) origin.Value {
	set := slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op == origin.Param })
	out := make(origin.Value, 0, len(v))
	for _, t := range v {
		if set && t.Op == origin.Zero {
			continue
		}
		c := t.Copy()
		c.Args = slices.Clone(t.Args)
		for i, a := range t.Args {
			c.Args[i] = withoutInitial(a)
		}
		out = append(out, c)
	}
	return out
}

func isStruct(t types.Type) bool {
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	_, ok = ptr.Elem().Underlying().(*types.Struct)
	return ok
}

// A keeper is a parameter of a handler and the members of it that are sent.
type keeper struct {
	param   *ssa.Parameter
	index   int      // among the parameters that are no receiver
	members []string // their paths
}

// keepers returns the parameters of a handler in whose members its responses are left.
func (p *Objects) keepers(fn *ssa.Function, writes []*summary.Write) (out []keeper) {
	first := len(fn.Params) - fn.Signature.Params().Len()
	for i := range fn.Signature.Params().Len() {
		k := keeper{param: fn.Params[first+i], index: i}
		for _, w := range writes {
			for _, v := range []origin.Value{w.Status.Value, w.Body.Value} {
				k.members = membersOf(v, i, k.members)
			}
		}
		if len(k.members) > 0 {
			out = append(out, k)
		}
	}
	return out
}

// membersOf adds the members of a parameter that a value is made of.
func membersOf(v origin.Value, param int, list []string) []string {
	for _, t := range v {
		if t.Op == origin.Param && t.Index == param && t.Path != "" {
			if !slices.Contains(list, t.Path) {
				list = append(list, t.Path)
			}
		}
		for _, a := range t.Args {
			list = membersOf(a, param, list)
		}
		for _, f := range t.Fields {
			list = membersOf(f.Value, param, list)
		}
	}
	return list
}

// kept adds the responses that a handler leaves in its parameters: one for each block in which
// it sets them, as they are after the last of these instructions.
func (p *Objects) kept(fn *ssa.Function, writes []*summary.Write) {
	ks := p.keepers(fn, writes)
	if len(ks) == 0 {
		return
	}
	var found []*summary.Response
	for _, b := range fn.Blocks {
		if !p.Flow.Live(b) {
			continue
		}
		var last ssa.Instruction
		for i, instr := range b.Instrs[:len(b.Instrs)-1] {
			switch instr.(type) {
			case *ssa.Store, *ssa.Call:
				if p.sets(instr, b.Instrs[i+1], ks) {
					last = instr
				}
			}
		}
		if last != nil {
			found = append(found, p.left(fn, last, ks, writes)...)
		}
	}
	for _, s := range found {
		s.After = p.replaced(s, found)
	}
	p.Found.Returned = append(p.Found.Returned, found...)
}

// sets reports whether an instruction changes a member that is sent.
func (p *Objects) sets(instr, next ssa.Instruction, ks []keeper) bool {
	return slices.ContainsFunc(ks, func(k keeper) bool {
		return slices.ContainsFunc(k.members, func(path string) bool {
			l := valueflow.Loc{Root: k.param, Path: path}
			return p.Flow.Load(l, instr).Key() != p.Flow.Load(l, next).Key()
		})
	})
}

// left returns the responses that are left where an instruction has set the last of them.
func (p *Objects) left(fn *ssa.Function, last ssa.Instruction, ks []keeper, writes []*summary.Write) (out []*summary.Response) {
	var node ast.Node
	call, ok := last.(*ssa.Call)
	if ok {
		if e := p.Index.Call(call.Pos()); e != nil {
			node = e
		}
	} else if e := p.Index.Assigned(last.Pos()); e != nil {
		node = e
	}
	if node == nil {
		return nil
	}
	b := last.Block()
	next := b.Instrs[slices.Index(b.Instrs, last)+1]
	args := make([]origin.Value, fn.Signature.Params().Len())
	for _, k := range ks {
		args[k.index] = origin.Value{p.holding(k.param, "", k.members, next)}
	}
	for _, a := range writes {
		if !possible(a.When.Guards, args) {
			continue
		}
		s := p.sentBy(a, args, node)
		s.Code.Func, s.Code.Call = fn, call
		if e, ok := node.(*ast.CallExpr); ok && call != nil {
			s.At.Call, s.By.API = e, syntax.Name(e.Fun)
		}
		s.Status.Here = true
		s.Body.ContentType, _ = summary.ContentType(s.Code.Write.Body.Type)
		s.Body.Unformatted = handler.Unformatted(s)
		p.shapes.Shape(s)
		out = append(out, s)
	}
	return out
}

// holding describes a struct, or one in it, by what is held before an instruction in those
// members of it that are asked for.
func (p *Objects) holding(root ssa.Value, at string, members []string, before ssa.Instruction) *origin.Term {
	t := &origin.Term{Op: origin.Object}
	inner := make(map[string][]string) // members of a member
	for _, path := range members {
		name, rest := origin.SplitPath(path)
		if rest != "" {
			inner[name] = append(inner[name], rest)
			continue
		}
		t.Fields = append(t.Fields, origin.Field{Name: name, Value: p.Flow.Load(valueflow.Loc{Root: root, Path: at + path}, before)})
	}
	for name, rest := range inner {
		if !slices.Contains(members, "."+name) {
			t.Fields = append(t.Fields, origin.Field{Name: name, Value: origin.Value{p.holding(root, at+"."+name, rest, before)}})
		}
	}
	origin.SortFields(t.Fields)
	return t
}

// replaced finds the response that another one replaces on a path on which the handler goes on
// after an error's, nil if there is none.
func (p *Objects) replaced(s *summary.Response, others []*summary.Response) *summary.After {
	if s.Code.Call == nil || !s.IsError() {
		return nil
	}
	home := s.Code.Call.Block()
	var after *summary.After
	p.Paths.Walk(s.Code.Call, paths.NewEnv(), func(instr ssa.Instruction, _ paths.Env) bool {
		b := instr.Block()
		if ifi, ok := instr.(*ssa.If); ok {
			return slices.ContainsFunc(s.Code.Func.Params, func(q *ssa.Parameter) bool { return isStruct(q.Type()) && ssautil.Derives(ifi.Cond, q) })
		}
		if b == home || home.Dominates(b) {
			return false // it is a part of this response
		}
		i := slices.IndexFunc(others, func(o *summary.Response) bool {
			return o.Code.Call != nil && o.Code.Call == instr && len(o.Status.Codes) > 0 && o.Status.Exact && o.Status.Codes[0] < http.StatusBadRequest
		})
		if i < 0 {
			return false
		}
		after = &summary.After{Pos: others[i].At.Node.Pos(), Work: summary.WritesAgain, Unsent: true}
		return true
	})
	return after
}
