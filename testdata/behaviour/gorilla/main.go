// Gorilla shows what gorilla's mux and handlers answer of their own accord.
package main

import (
	"io"
	"log"
	"net/http"

	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/", none).Methods(http.MethodGet)
	observe.Answers("github.com/gorilla/mux.NewRouter", r, observe.Ask{Path: "/missing"}, observe.Ask{Method: http.MethodPost})

	const pkg = "github.com/gorilla/handlers."
	ok := http.HandlerFunc(none)
	cors := handlers.CORS(handlers.AllowedOrigins([]string{"*"}))(ok)
	preflight := func(headers ...string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Header.Set("Origin", "http://example.com")
			for i := 0; i < len(headers); i += 2 {
				r.Header.Set(headers[i], headers[i+1])
			}
			cors.ServeHTTP(w, r)
		})
	}
	options := observe.Ask{Method: http.MethodOptions}
	observe.Answers(pkg+"CORS", preflight(), options)
	observe.Answers(pkg+"CORS", preflight("Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "X-Own"), options)
	observe.Answers(pkg+"CORS", preflight("Access-Control-Request-Method", "DELETE"), options)
	observe.Answers(pkg+"CanonicalHost", handlers.CanonicalHost("http://example.com", observe.Status)(ok))
	observe.Answers(pkg+"ContentTypeHandler", handlers.ContentTypeHandler(ok, "application/json"),
		observe.Ask{Method: http.MethodPost, Header: "Content-Type: text/plain"})
	quiet := handlers.RecoveryLogger(log.New(io.Discard, "", 0))
	observe.Answers(pkg+"RecoveryHandler", handlers.RecoveryHandler(quiet)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		panic(observe.Marker)
	})))
}

func none(http.ResponseWriter, *http.Request) {}
