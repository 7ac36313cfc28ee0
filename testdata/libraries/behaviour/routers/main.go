// Routers shows what httprouter, bunrouter and negroni answer of their own accord.
package main

import (
	"io"
	"log"
	"net/http"

	"github.com/julienschmidt/httprouter"
	"github.com/uptrace/bunrouter"
	"github.com/urfave/negroni"
	negroni3 "github.com/urfave/negroni/v3"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

var calls = observe.App[http.ResponseWriter]{
	Serve: func(do func(http.ResponseWriter)) http.Handler {
		r := bunrouter.New()
		r.GET("/", func(w http.ResponseWriter, _ bunrouter.Request) error { do(w); return nil })
		return r
	},
	Early: func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/x-own")
		w.Header().Set("X-Field", "old")
	},
	Late:   func(w http.ResponseWriter) { w.Header().Set("X-Late", "yes") },
	Teapot: func(w http.ResponseWriter) { w.WriteHeader(http.StatusTeapot) },
	Tail:   func(w http.ResponseWriter) { io.WriteString(w, "[tail]") },
}

func main() {
	missing := []observe.Ask{{Path: "/missing"}, {Method: http.MethodPost}}
	h := httprouter.New()
	h.GET("/", func(http.ResponseWriter, *http.Request, httprouter.Params) {})
	observe.Answers("github.com/julienschmidt/httprouter.New", h, missing...)

	b := bunrouter.New()
	b.GET("/", func(http.ResponseWriter, bunrouter.Request) error { return nil })
	observe.Answers("github.com/uptrace/bunrouter.New", b, missing...)
	calls.Call("github.com/uptrace/bunrouter.JSON", func(w http.ResponseWriter) {
		bunrouter.JSON(w, bunrouter.H{"text": observe.Marker})
	})

	panics := func(http.ResponseWriter, *http.Request) { panic(observe.Marker) }
	log.SetOutput(io.Discard)
	none := log.New(io.Discard, "", 0)
	for name, n := range map[string]*negroni.Negroni{"NewRecovery": negroni.New(negroni.NewRecovery()), "Classic": negroni.Classic()} {
		for _, h := range n.Handlers() {
			switch h := h.(type) {
			case *negroni.Recovery:
				h.Logger = none
			case *negroni.Logger:
				h.ALogger = none
			}
		}
		n.UseHandlerFunc(panics)
		observe.Answers("github.com/urfave/negroni."+name, n)
	}
	for name, n := range map[string]*negroni3.Negroni{"NewRecovery": negroni3.New(negroni3.NewRecovery()), "Classic": negroni3.Classic()} {
		for _, h := range n.Handlers() {
			switch h := h.(type) {
			case *negroni3.Recovery:
				h.Logger = none
			case *negroni3.Logger:
				h.ALogger = none
			}
		}
		n.UseHandlerFunc(panics)
		observe.Answers("github.com/urfave/negroni/v3."+name, n)
	}
}
