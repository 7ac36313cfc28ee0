// Restful shows what the calls of go-restful do to a response.
package main

import (
	"errors"
	"net/http"

	"github.com/emicklei/go-restful/v3"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg = "github.com/emicklei/go-restful/v3."

// container has a service with one handler.
func container(do func(*restful.Response), produces ...string) *restful.Container {
	ws := new(restful.WebService)
	ws.Produces(produces...)
	ws.Route(ws.GET("/").To(func(_ *restful.Request, w *restful.Response) { do(w) }))
	return restful.NewContainer().Add(ws)
}

var calls = observe.App[*restful.Response]{
	Serve: func(do func(*restful.Response)) http.Handler { return container(do, restful.MIME_JSON) },
	Early: func(w *restful.Response) {
		w.Header().Set("Content-Type", "application/x-own")
		w.Header().Set("X-Field", "old")
	},
	Late:   func(w *restful.Response) { w.Header().Set("X-Late", "yes") },
	Teapot: func(w *restful.Response) { w.WriteHeader(http.StatusTeapot) },
	Tail:   func(w *restful.Response) { w.Write([]byte("[tail]")) },
}

func main() {
	value := map[string]string{"text": observe.Marker}
	entities := map[string]func(*restful.Response){
		"WriteEntity":          func(w *restful.Response) { w.WriteEntity(value) },
		"WriteHeaderAndEntity": func(w *restful.Response) { w.WriteHeaderAndEntity(observe.Status, value) },
		"WriteServiceError": func(w *restful.Response) {
			w.WriteServiceError(observe.Status, restful.NewError(observe.Status, observe.Marker))
		},
	}
	for name, do := range entities {
		calls.Call(pkg+"Response."+name, do)
		observe.Implied(pkg+"Response."+name, container(do))
	}
	for name, do := range map[string]func(*restful.Response){
		"WriteAsJson":         func(w *restful.Response) { w.WriteAsJson(value) },
		"WriteJson":           func(w *restful.Response) { w.WriteJson(value, observe.ContentType) },
		"WriteHeaderAndJson":  func(w *restful.Response) { w.WriteHeaderAndJson(observe.Status, value, observe.ContentType) },
		"WriteAsXml":          func(w *restful.Response) { w.WriteAsXml(observe.Marker) },
		"WriteHeaderAndXml":   func(w *restful.Response) { w.WriteHeaderAndXml(observe.Status, observe.Marker) },
		"WriteError":          func(w *restful.Response) { w.WriteError(observe.Status, errors.New(observe.Marker)) },
		"WriteErrorString":    func(w *restful.Response) { w.WriteErrorString(observe.Status, observe.Marker) },
		"InternalServerError": func(w *restful.Response) { w.InternalServerError() },
		"WriteHeader":         func(w *restful.Response) { w.WriteHeader(observe.Status) },
		"Write":               func(w *restful.Response) { w.Write([]byte(observe.Marker)) },
		"Flush":               func(w *restful.Response) { w.Flush() },
		"AddHeader":           func(w *restful.Response) { w.AddHeader("x-field", "new") },
	} {
		calls.Call(pkg+"Response."+name, do)
	}
	observe.Hijack(pkg+"Response.Hijack", container(func(w *restful.Response) { observe.TakeOver(w.Hijack()) }, restful.MIME_JSON))
	none := func(*restful.Response) {}
	observe.Answers(pkg+"NewContainer", container(none), observe.Ask{Path: "/missing"}, observe.Ask{Method: http.MethodPost})
}
