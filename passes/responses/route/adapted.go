package route

import (
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/responses/object"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

// Handlers whose results an adapter sends: func(w, r) (int, error). What they send through
// their writer is theirs, and so is what the adapter makes of each return.

// sentByAdapters returns the responses of returns that an adapter, or a library, sends.
func (p *Routes) sentByAdapters() (out []*summary.Response) {
	for _, s := range p.Found.Returned {
		if s.Code.Return != nil && (p.objects.AdapterOf(s.Code.Func) != nil || p.errors.LibraryOf(s.Code.Func) != "") {
			out = append(out, s)
		}
	}
	return out
}

// ownWriters returns the aliases of the writers that a function is given.
func (p *Routes) ownWriters(fn *ssa.Function) *writer.Aliases {
	var given []ssa.Value
	for _, param := range fn.Params {
		if p.Flow.HoldsWriter(param.Type()) {
			given = append(given, param)
		}
	}
	return p.writers.AliasesIn(fn, given...)
}

// returnsTo returns the returns of a function to its adapter by how it ends: those that the
// adapter sends, and those of which it sends nothing that is their own.
func (p *Routes) returnsTo(fn *ssa.Function, sites []*summary.Response) (sent, left []*ssa.Return) {
	of := make(map[*ssa.Return]bool)
	for _, s := range sites {
		if s.Code.Return != nil && s.Code.Func == fn && !onlyZero(s) {
			of[s.Code.Return] = true
		}
	}
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && p.Flow.Live(b) {
			if of[ret] {
				sent = append(sent, ret)
			} else {
				left = append(left, ret)
			}
		}
	}
	return sent, left
}

// onlyZero reports whether the status of a response is 0 and nothing else: a handler's way
// to say that it has responded by itself.
func onlyZero(s *summary.Response) bool {
	codes, exact := s.Code.Write.Status.Value.Ints()
	return exact && !slices.ContainsFunc(codes, func(code int) bool { return code != 0 })
}

// unreadAdapted says why a function whose results an adapter sends may have other statuses,
// "" if it has none.
func (p *Routes) unreadAdapted(fn *ssa.Function, sites []*summary.Response, a *object.Adapter) string {
	known := sendingCalls(sites)
	for _, s := range sites {
		if s.Code.Return != nil && s.Code.Func == fn && !s.Status.Exact && !onlyZero(s) && len(s.Code.Write.Status.Implied) == 0 {
			return "the status that it returns is not known"
		}
	}
	if _, left := p.returnsTo(fn, sites); len(left) > 0 && a.OthersUnknown {
		return "the responses of its adapter are not known"
	}
	return p.unreadIn(fn, &writer.LastResponder{Kind: writer.Plain, Aliases: p.ownWriters(fn)}, known)
}

// leftToAdapter adds what is answered for returns of which an adapter sends nothing that is
// their own: what it sends by itself, or the server's 200 where nothing has been written.
func (p *Routes) leftToAdapter(h *Handler, fn *ssa.Function, sites []*summary.Response, a *object.Adapter) {
	_, left := p.returnsTo(fn, sites)
	if len(left) == 0 {
		return
	}
	for _, code := range a.Others {
		h.reply(Reply{Code: code, Pos: left[0].Pos(), API: "its adapter"})
	}
	if len(a.Others) > 0 || a.OthersUnknown {
		return
	}
	at := p.control.ImplicitOKIn(fn, p.ownWriters(fn), sites, func(ret *ssa.Return) bool { return slices.Contains(left, ret) })
	if at != token.NoPos {
		h.reply(Reply{Code: 200, Pos: at, API: "return", Implied: true})
	}
}
