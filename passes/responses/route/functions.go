package route

import (
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

// A Function is a function of the package that responds, and where it stands: what
// is seen on the stack of a program that runs is held against it.
type Function struct {
	Name     string // as that of a Handler
	Pos, End token.Pos
	// Replies are what it responds by itself, as far as that is known. Those of a Handler
	// of the same name are complete, with what is answered for the errors that it returns.
	Replies []Reply
	// FromCallers says that a status is left to its callers, or is not known, as that of a
	// receiver; Returns that others respond with what it returns.
	FromCallers, Returns bool
	// Adapts are the signatures of functions whose results this one sends, and Adapted is
	// the function's own, where an adapter sends its results.
	Adapts  []string
	Adapted string
}

// functions returns the functions that respond, or are handlers, but those of tests.
func (p *Routes) functions(handlers []*Handler) (all []*Function) {
	sites := make(map[*ssa.Function][]*summary.Response)
	for _, s := range slices.Concat(p.Found.Responses, p.Found.ErrorResponses, p.sentByAdapters()) {
		if s.Code.Func != nil {
			sites[s.Code.Func] = append(sites[s.Code.Func], s)
		}
	}
	isHandler := make(map[string]bool)
	for _, h := range handlers {
		isHandler[h.Name] = true
	}
	for _, fn := range p.Flow.Funcs {
		name := funcName(fn)
		if fn.Syntax() == nil || p.Index.InTest(fn.Pos()) || len(sites[fn]) == 0 && !isHandler[name] {
			continue
		}
		var h Handler
		for _, s := range sites[fn] {
			h.add(p, s)
		}
		last := p.writers.LastResponderOf(fn)
		f := &Function{
			Returns: last != nil && last.Kind == writer.Returning,
			Name:    name, Pos: fn.Syntax().Pos(), End: fn.Syntax().End(), Replies: h.Replies,
			FromCallers: slices.ContainsFunc(sites[fn], leavesStatus),
			Adapts:      p.objects.Adapts(fn),
		}
		if a := p.objects.AdapterOf(fn); a != nil {
			f.Adapted = a.Sig
		}
		all = append(all, f)
	}
	return all
}

// leavesStatus reports whether a response has a status that its function does not say.
func leavesStatus(s *summary.Response) bool {
	if s.Code.Write == nil || s.Code.Write.Kind == httpmodel.SetHeader || s.Code.Write.Kind == httpmodel.AddHeader {
		return false
	}
	return s.FromCallers() || !s.Status.Exact && !s.Status.Implied && !s.Status.Unset
}
