package requests

import (
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// clients returns the clients that a request may go through, nil if one of them
// is made elsewhere, or is none of net/http's, or if a transport makes errors of
// failures: one around it would see no status.
func (p *phases) clients(a exchange.Outgoing) []exchange.Client {
	if len(a.Statuses.Errs) > 0 {
		return nil
	}
	var out []exchange.Client
	for _, t := range a.Message.Client {
		if t.Op == origin.Global && t.Path == "" && t.Name == "net/http.DefaultClient" {
			out = append(out, exchange.Client{Shared: true})
			continue
		}
		for _, made := range p.Policies.OriginsOf(t) {
			if made.Op == origin.Zero {
				continue // what the constructor has not set yet
			}
			lit := p.Index.Literal(made.Pos)
			if made.Op != origin.Object || lit == nil || typeutil.Name(p.Pass.TypesInfo.TypeOf(lit)) != "net/http.Client" {
				return nil
			}
			out = append(out, exchange.Client{Lit: lit})
		}
	}
	return out
}
