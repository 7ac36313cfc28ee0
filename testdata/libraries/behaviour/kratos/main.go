// Kratos shows what the calls of kratos do to a response, and what becomes of its errors.
package main

import (
	"errors"
	"net/http"
	"strings"

	kerrors "github.com/go-kratos/kratos/v2/errors"
	transport "github.com/go-kratos/kratos/v2/transport/http"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const (
	pkg  = "github.com/go-kratos/kratos/v2/transport/http."
	errs = "github.com/go-kratos/kratos/v2/errors."
)

func handle(do func(transport.Context) error) http.Handler {
	s := transport.NewServer()
	s.Route("/").GET("/", do)
	return s
}

var calls = observe.App[transport.Context]{
	Serve: func(do func(transport.Context)) http.Handler {
		return handle(func(c transport.Context) error { do(c); return nil })
	},
	Early: func(c transport.Context) {
		c.Response().Header().Set("Content-Type", "application/x-own")
		c.Response().Header().Set("X-Field", "old")
	},
	Late:   func(c transport.Context) { c.Response().Header().Set("X-Late", "yes") },
	Teapot: func(c transport.Context) { c.Response().WriteHeader(http.StatusTeapot) },
	Tail:   func(c transport.Context) { c.Response().Write([]byte("[tail]")) },
}

func main() {
	value := map[string]string{"text": observe.Marker}
	for name, do := range map[string]func(transport.Context){
		"JSON":   func(c transport.Context) { c.JSON(observe.Status, value) },
		"Result": func(c transport.Context) { c.Result(observe.Status, value) },
		"XML":    func(c transport.Context) { c.XML(observe.Status, observe.Marker) },
		"String": func(c transport.Context) { c.String(observe.Status, observe.Marker) },
		"Blob":   func(c transport.Context) { c.Blob(observe.Status, observe.ContentType, []byte(observe.Marker)) },
		"Stream": func(c transport.Context) {
			c.Stream(observe.Status, observe.ContentType, strings.NewReader(observe.Marker))
		},
	} {
		calls.Call(pkg+"Context."+name, do)
	}
	observe.Answers(pkg+"NewServer", transport.NewServer(), observe.Ask{Path: "/missing"})

	fails := func(err error) http.Handler { return handle(func(transport.Context) error { return err }) }
	for name, err := range map[string]error{
		"BadRequest":         kerrors.BadRequest("REASON", observe.Marker),
		"Unauthorized":       kerrors.Unauthorized("REASON", observe.Marker),
		"Forbidden":          kerrors.Forbidden("REASON", observe.Marker),
		"NotFound":           kerrors.NotFound("REASON", observe.Marker),
		"Conflict":           kerrors.Conflict("REASON", observe.Marker),
		"ClientClosed":       kerrors.ClientClosed("REASON", observe.Marker),
		"InternalServer":     kerrors.InternalServer("REASON", observe.Marker),
		"ServiceUnavailable": kerrors.ServiceUnavailable("REASON", observe.Marker),
		"GatewayTimeout":     kerrors.GatewayTimeout("REASON", observe.Marker),
		"New":                kerrors.New(observe.Status, "REASON", observe.Marker),
		"Newf":               kerrors.Newf(observe.Status, "REASON", "%s", observe.Marker),
		"Errorf":             kerrors.Errorf(observe.Status, "REASON", "%s", observe.Marker),
		"FromError":          kerrors.FromError(kerrors.New(observe.Status, "REASON", observe.Marker)),
	} {
		observe.Made(errs+name, fails(err))
	}
	observe.Carrier(errs+"Error", fails(kerrors.New(observe.Status, "REASON", observe.Marker)))
	observe.Carrier(pkg+"error", fails(errors.New(observe.Marker)))
}
