package requests

import (
	"go/ast"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A Client is one that a request goes through.
type Client struct {
	// Lit is the literal of net/http's Client that makes it, nil if there is none.
	Lit *ast.CompositeLit
	// Shared says that it is net/http's own, for all.
	Shared bool
}

// clients returns the clients that a request may go through, nil if one of them
// is made elsewhere, or is none of net/http's, or if a transport makes errors of
// failures: one around it would see no status.
func (p *producer) clients(a ask) []Client {
	if len(a.errs) > 0 {
		return nil
	}
	var out []Client
	for _, t := range a.client {
		if t.Op == origin.Global && t.Path == "" && t.Name == "net/http.DefaultClient" {
			out = append(out, Client{Shared: true})
			continue
		}
		for _, made := range p.policies.OriginsOf(t) {
			if made.Op == origin.Zero {
				continue // what the constructor has not set yet
			}
			lit := p.index.Literal(made.Pos)
			if made.Op != origin.Object || lit == nil || typeutil.Name(p.pass.TypesInfo.TypeOf(lit)) != "net/http.Client" {
				return nil
			}
			out = append(out, Client{Lit: lit})
		}
	}
	return out
}
