// Package unchecked decodes a response without checking its status.
package unchecked

import (
	"context"
	"encoding/json"
	"net/http"
)

// An Order is what the service sends.
type Order struct{ Total int }

// Get asks for an order.
func Get(ctx context.Context, client *http.Client, url string) (o Order, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return o, err
	}
	resp, err := client.Do(req) // MISTAKE: a 404 or 500 becomes an order of nothing
	if err != nil {
		return o, err
	}
	defer resp.Body.Close()
	return o, json.NewDecoder(resp.Body).Decode(&o)
}
