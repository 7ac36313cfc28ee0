package header

import (
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// HeaderStores returns sites for what is stored in the header map of a response
// itself, past its methods, if that has text of an error: a store is no call, and
// hence no event.
func (p *Headers) HeaderStores() (sites []*summary.Response) {
	for _, fn := range p.Flow.Funcs {
		for _, b := range fn.Blocks {
			if !p.Flow.Live(b) {
				continue
			}
			for _, instr := range b.Instrs {
				store, ok := instr.(*ssa.MapUpdate)
				if !ok {
					continue
				}
				for _, c := range p.writers.Changes(store) {
					l, v := p.newLate(c, store), p.Flow.Eval(store.Value, store)
					if l == nil || !v.Tainted() {
						continue
					}
					ans := &summary.Write{To: summary.Destination{Writer: c.Writer}, Kind: httpmodel.SetHeader, API: c.Api, Pkg: p.Pass.Pkg.Path(), Header: c.Header, Body: summary.WriteBody{Value: v}}
					sites = append(sites, &summary.Response{
						At:   summary.Place{Node: l.Node, Func: p.Index.Func(store.Pos())},
						By:   summary.Sender{API: c.Api},
						Body: summary.Body{Kind: summary.Unknown},
						Code: summary.Code{Func: fn, Write: ans},
					})
				}
			}
		}
	}
	return sites
}
