// Package openapi asks for orders with the client of go-openapi/runtime.
package openapi

import (
	"fmt"
	"net/http"

	"github.com/go-openapi/runtime"
	"github.com/go-openapi/runtime/client"
	"github.com/go-openapi/strfmt"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Order asks as the code does that go-swagger generates.
func Order(host, id string) (*orders.Order, error) {
	transport := client.New(host, "/v1", []string{"https"})
	out, err := transport.Submit(&runtime.ClientOperation{ // BAD(noretry)
		ID:          "getOrder",
		Method:      http.MethodGet,
		PathPattern: "/orders/{id}",
		Schemes:     []string{"https"},
		Params: runtime.ClientRequestWriterFunc(func(r runtime.ClientRequest, _ strfmt.Registry) error {
			return r.SetPathParam("id", id)
		}),
		Reader: runtime.ClientResponseReaderFunc(func(r runtime.ClientResponse, c runtime.Consumer) (any, error) {
			if r.Code() != http.StatusOK {
				return nil, fmt.Errorf("status %d", r.Code())
			}
			var o orders.Order
			return &o, c.Consume(r.Body(), &o)
		}),
	})
	if err != nil {
		return nil, err
	}
	return out.(*orders.Order), nil
}
