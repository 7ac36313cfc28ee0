// Connect shows what the errors of connect become.
package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg = "connectrpc.com/connect."

func unary(err error) http.Handler {
	return connect.NewUnaryHandler("/service/Method", func(context.Context, *connect.Request[emptypb.Empty]) (*connect.Response[emptypb.Empty], error) {
		return nil, err
	})
}

// fails calls a method that returns an error, whatever the request is.
func fails(err error) http.Handler {
	return asCall(unary(err))
}

func asCall(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Method, r.Body = http.MethodPost, io.NopCloser(strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		h.ServeHTTP(w, r)
	})
}

// An exchange is what a handler beside connect's gets.
type exchange struct {
	http.ResponseWriter
	r *http.Request
}

func (e exchange) fail(err error) {
	connect.NewErrorWriter().Write(e.ResponseWriter, e.r, err)
}

var app = observe.App[exchange]{
	Serve: func(do func(exchange)) http.Handler {
		return asCall(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { do(exchange{w, r}) }))
	},
	Early:  func(e exchange) { e.Header().Set("Content-Type", "application/x-own") },
	Late:   func(e exchange) { e.Header().Set("X-Late", "yes") },
	Teapot: func(e exchange) { e.WriteHeader(observe.Status) },
	Tail:   func(e exchange) { e.Write([]byte("[tail]")) },
}

func main() {
	failure := errors.New(observe.Marker)
	missing := connect.NewError(connect.CodeNotFound, failure)

	observe.Carrier(pkg+"Error", fails(missing))
	observe.Carrier(pkg+"error", fails(failure))
	observe.Made(pkg+"NewError", fails(missing))
	observe.Made(pkg+"NewWireError", fails(connect.NewWireError(connect.CodeNotFound, failure)))

	app.Call(pkg+"ErrorWriter.Write", func(e exchange) { e.fail(missing) })
	observe.Implied(pkg+"ErrorWriter.Write", app.Serve(func(e exchange) { e.fail(failure) }))
	observe.Answers(pkg+"NewUnaryHandler", unary(nil),
		observe.Ask{Method: "PUT"},
		observe.Ask{Method: "POST", Header: "Content-Type: text/plain"},
		observe.Ask{Method: "POST", Header: "Content-Type: application/json", Body: observe.Marker})

	// The status of every code.
	for c := connect.CodeCanceled; c <= connect.CodeUnauthenticated; c++ {
		observe.Code(pkg+"NewError", int(c), fails(connect.NewError(c, failure)))
	}
}
