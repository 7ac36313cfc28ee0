package summary

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Untouched reports whether a member of a writer certainly is as it was when the
// function was called.
func (p *Summaries) Untouched(w valueflow.Loc, member string, at ssa.Instruction) bool {
	return !slices.ContainsFunc(p.Flow.Load(w.Member(member), at), func(t *origin.Term) bool {
		return t.Op != origin.Zero && t.Op != origin.Param
	})
}

// Wrapped returns the writer inside a wrapper that was made here: a struct that
// is a response writer because it embeds one, or whose Write goes on to one.
func (p *Summaries) Wrapped(l valueflow.Loc) valueflow.Loc {
	a, ok := l.Root.(*ssa.Alloc)
	if !ok {
		return p.exchanged(l)
	}
	forwards := ""
	if !p.Flow.IsWriter(a.Type()) {
		if forwards = p.forwardsTo(a.Type()); forwards == "" {
			return l
		}
	}
	i := IndexHeader(l.Path)
	path, rest := l.Path, ""
	if i >= 0 {
		path, rest = l.Path[:i], l.Path[i:]
	}
	ptr, ok := a.Type().Underlying().(*types.Pointer)
	if !ok || path != "" {
		return l
	}
	s, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return l
	}
	for v := range s.Fields() {
		if forwards == "."+v.Name() || forwards == "" && p.Flow.IsWriter(v.Type()) {
			for _, in := range p.Flow.Descend([]valueflow.Loc{{Root: a}}, "."+v.Name()) {
				if in.Root != a {
					in.Path += rest
					return p.Wrapped(in)
				}
			}
		}
	}
	return l
}

// exchanged returns the handler's own writer in the place of a context that is a response
// writer because it embeds that one.
func (p *Summaries) exchanged(l valueflow.Loc) valueflow.Loc {
	header := IndexHeader(l.Path)
	if l.Path != "" && header != 0 || !p.Flow.IsWriter(l.Root.Type()) || p.Flow.Model().IsContext(l.Root.Type()) {
		return l
	}
	if w := p.Flow.ExchangeWriter(l.Root); w != nil {
		l.Root = w
	}
	return l
}

// forwardsTo returns the path of the member that the Write method of a type of this
// package writes to, "" if it is none.
func (p *Summaries) forwardsTo(t types.Type) string {
	m := typeutil.Method(t, "Write")
	if m == nil || m.Pkg() != p.Pass.Pkg {
		return ""
	}
	fn := p.Flow.Pkg.Prog.FuncValue(m)
	if fn == nil {
		return ""
	}
	for _, a := range p.WritesOf(fn) {
		if a.Kind == httpmodel.Body && a.To.Index == 0 && strings.Count(a.To.Path, ".") == 1 {
			return a.To.Path
		}
	}
	return ""
}

// mayBeWriter reports whether a place can be what a request is answered
// through: it is a response writer, or an io.Writer or header map that a
// caller may have taken from one.
func (p *Summaries) mayBeWriter(l valueflow.Loc, kind httpmodel.Kind) bool {
	if _, ok := l.Root.(*ssa.Alloc); ok {
		return false // a buffer, a recorder: made here, read here
	}
	if p.IsWriter(l) {
		return true
	}
	if _, ok := l.Root.(*ssa.Parameter); !ok {
		return false
	}
	t := l.Type()
	return t != nil && types.IsInterface(t)
}

// IsWriter reports whether what stands at a place is a response writer.
func (p *Summaries) IsWriter(l valueflow.Loc) bool {
	path := l.Path
	if i := IndexHeader(path); i >= 0 {
		path = path[:i]
	}
	at := valueflow.Loc{Root: l.Root, Path: path}
	t := at.Type()
	if t == nil {
		return at.Behind()
	}
	if _, made := l.Root.(*ssa.Alloc); !types.IsInterface(t) && made {
		return false // a recorder
	}
	return p.Flow.IsWriter(t)
}

// IndexHeader returns where the path of a member comes to a header, -1 if it does not.
func IndexHeader(path string) int {
	for i := 0; i+len(valueflow.MemHeader) <= len(path); i++ {
		if path[i:i+len(valueflow.MemHeader)] == valueflow.MemHeader {
			return i
		}
	}
	return -1
}

// PassesWriter reports whether a call that was not read gets the writer.
func (p *Summaries) PassesWriter(c *ssa.CallCommon, w valueflow.Loc) bool {
	if row := p.Flow.Row(c); row != nil {
		return false
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return false
	}
	for _, a := range ssautil.Args(c) {
		if valueflow.IsContext(a.Type()) {
			continue
		}
		for _, l := range p.Flow.Roots(a) {
			if SameWriter(l, w) || l.Root != w.Root && p.Belongs(l, w) {
				return true
			}
		}
	}
	return false
}

// Belongs reports whether a place is a part of what holds a writer: of the value that the
// writer is found in, or of a context that keeps it.
func (p *Summaries) Belongs(l, w valueflow.Loc) bool {
	return l.Root == w.Root || p.Flow.ExchangeWriter(l.Root) == w.Root
}

// SameWriter reports whether two places are one writer.
func SameWriter(a, b valueflow.Loc) bool { return a.Root == b.Root && a.Path == b.Path }
