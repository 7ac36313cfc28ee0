package responses

import (
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"golang.org/x/tools/go/ssa"
)

// headerStores returns sites for what is stored in the header map of a response
// itself, past its methods, if that has text of an error: a store is no call, and
// hence no event.
func (p *producer) headerStores() (sites []*Site) {
	for _, fn := range p.flow.Funcs {
		for _, b := range fn.Blocks {
			if !p.flow.Live(b) {
				continue
			}
			for _, instr := range b.Instrs {
				store, ok := instr.(*ssa.MapUpdate)
				if !ok {
					continue
				}
				for _, c := range p.changes(store) {
					p.flow.Refuel()
					l, v := p.newLate(c, store), p.flow.Eval(store.Value, store)
					if l == nil || !v.Tainted() {
						continue
					}
					ans := &answer{writer: c.writer, kind: httpmodel.SetHeader, api: c.api, pkg: p.pass.Pkg.Path(), header: c.header, body: v}
					sites = append(sites, &Site{Node: l.Node, API: c.api, Func: p.index.Func(store.Pos()), Kind: Unknown, fn: fn, ans: ans})
				}
			}
		}
	}
	return sites
}
