package joins

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

type nothing struct{}

func onHuma(context.Context, *nothing) (*nothing, error) { return nil, nil }

// Huma adds a path as it is.
func Huma() http.Handler {
	mux := http.NewServeMux()
	api := humago.NewWithPrefix(mux, "/api", huma.DefaultConfig("x", "1"))
	huma.Get(api, "/x", onHuma) // route GET /api/x joins.onHuma
	v1 := huma.NewGroup(api, "/v1")
	huma.Get(v1, "", onHuma)                          // route GET /api/v1 joins.onHuma
	huma.Get(v1, "/users", onHuma)                    // route GET /api/v1/users joins.onHuma
	huma.Get(huma.NewGroup(v1, "beta"), "/x", onHuma) // route GET /api/v1beta/x joins.onHuma
	return mux
}
