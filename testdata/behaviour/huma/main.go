// Huma shows what the calls of huma do to a response.
package main

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/gin-gonic/gin"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg = "github.com/danielgtaylor/huma/v2."

// app has operations that answer through the context themselves. Of the
// adapters, gin's is one that sends no status before the body.
var app = observe.App[huma.Context]{
	Serve: func(do func(huma.Context)) http.Handler {
		return serve(func(context.Context, *struct{}) (*huma.StreamResponse, error) {
			return &huma.StreamResponse{Body: do}, nil
		})
	},
	Early: func(c huma.Context) {
		c.SetHeader("Content-Type", "application/x-own")
		c.SetHeader("X-Field", "old")
	},
	Late:   func(c huma.Context) { c.SetHeader("X-Late", "yes") },
	Teapot: func(c huma.Context) { c.SetStatus(observe.Status) },
	Tail:   func(c huma.Context) { io.WriteString(c.BodyWriter(), "[tail]") },
}

// api is the one that serve has made last.
var api huma.API

func serve[O any](handler func(context.Context, *struct{}) (*O, error)) http.Handler {
	e := gin.New()
	api = humagin.New(e, huma.DefaultConfig("test", "1"))
	huma.Register(api, huma.Operation{OperationID: "get", Method: http.MethodGet, Path: "/"}, handler)
	return e
}

// fails serves an operation that returns an error.
func fails(err error) http.Handler {
	mux := http.NewServeMux()
	huma.Get(humago.New(mux, huma.DefaultConfig("test", "1")), "/", func(context.Context, *struct{}) (*struct{}, error) { return nil, err })
	return mux
}

// ownError is an error of the program's own that huma answers with.
type ownError struct{ Text string }

func (e *ownError) Error() string { return "not sent" }

func (e *ownError) GetStatus() int { return observe.Status }

func main() {
	gin.SetMode(gin.ReleaseMode)
	failure := errors.New(observe.Marker)

	call := func(name string, do func(huma.Context)) { app.Call(pkg+name, do) }
	call("Context.SetStatus", func(c huma.Context) { c.SetStatus(observe.Status) })
	call("Context.SetHeader", func(c huma.Context) { c.SetHeader("x-field", "new") })
	call("Context.AppendHeader", func(c huma.Context) { c.AppendHeader("x-field", "new") })
	call("API.Marshal", func(c huma.Context) { api.Marshal(c.BodyWriter(), "application/json", observe.Marker) })
	call("WriteErr", func(c huma.Context) { huma.WriteErr(api, c, observe.Status, "it failed", failure) })

	observe.Carrier(pkg+"StatusError", fails(&ownError{observe.Marker}))
	observe.Carrier(pkg+"ErrorModel", fails(&huma.ErrorModel{Status: observe.Status, Detail: observe.Marker}))
	observe.Carrier(pkg+"error", fails(failure))

	observe.Made(pkg+"NewError", fails(huma.NewError(observe.Status, "it failed", failure)))
	observe.Made(pkg+"NewErrorWithContext", fails(huma.NewErrorWithContext(nil, observe.Status, "it failed", failure)))
	observe.Made(pkg+"Status304NotModified", fails(huma.Status304NotModified()))
	for name, create := range map[string]func(string, ...error) huma.StatusError{
		"Error400BadRequest":           huma.Error400BadRequest,
		"Error401Unauthorized":         huma.Error401Unauthorized,
		"Error403Forbidden":            huma.Error403Forbidden,
		"Error404NotFound":             huma.Error404NotFound,
		"Error405MethodNotAllowed":     huma.Error405MethodNotAllowed,
		"Error406NotAcceptable":        huma.Error406NotAcceptable,
		"Error409Conflict":             huma.Error409Conflict,
		"Error410Gone":                 huma.Error410Gone,
		"Error412PreconditionFailed":   huma.Error412PreconditionFailed,
		"Error415UnsupportedMediaType": huma.Error415UnsupportedMediaType,
		"Error422UnprocessableEntity":  huma.Error422UnprocessableEntity,
		"Error429TooManyRequests":      huma.Error429TooManyRequests,
		"Error500InternalServerError":  huma.Error500InternalServerError,
		"Error501NotImplemented":       huma.Error501NotImplemented,
		"Error502BadGateway":           huma.Error502BadGateway,
		"Error503ServiceUnavailable":   huma.Error503ServiceUnavailable,
		"Error504GatewayTimeout":       huma.Error504GatewayTimeout,
	} {
		observe.Made(pkg+name, fails(create("it failed", failure)))
	}
}
