// Fuego shows what becomes of the errors of fuego.
package main

import (
	"io"
	"log/slog"
	"net/http"

	"github.com/go-fuego/fuego"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg = "github.com/go-fuego/fuego."

func fails(err error) http.Handler {
	s := server()
	fuego.Get(s, "/", func(fuego.ContextNoBody) (string, error) { return "", err })
	return s.Mux
}

func server() *fuego.Server {
	return fuego.NewServer(fuego.WithEngineOptions(fuego.WithOpenAPIConfig(fuego.OpenAPIConfig{Disabled: true, DisableLocalSave: true})))
}

var calls = observe.App[http.ResponseWriter]{
	Serve: func(do func(http.ResponseWriter)) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { do(w) })
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
	calls.Call(pkg+"SendJSON", func(w http.ResponseWriter) { fuego.SendJSON(w, nil, map[string]string{"text": observe.Marker}) })
	failed := fuego.HTTPError{Status: observe.Status, Title: observe.Marker}
	calls.Call(pkg+"SendError", func(w http.ResponseWriter) { fuego.SendError(w, &http.Request{}, failed) })
	calls.Call(pkg+"SendJSONError", func(w http.ResponseWriter) { fuego.SendJSONError(w, nil, failed) })
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	observe.Answers(pkg+"NewServer", server().Mux, observe.Ask{Path: "/missing"})
	for name, err := range map[string]error{
		"HTTPError":          fuego.HTTPError{Status: observe.Status, Title: observe.Marker},
		"BadRequestError":    fuego.BadRequestError{Title: observe.Marker},
		"ConflictError":      fuego.ConflictError{Title: observe.Marker},
		"ForbiddenError":     fuego.ForbiddenError{Title: observe.Marker},
		"NotAcceptableError": fuego.NotAcceptableError{Title: observe.Marker},
		"NotFoundError":      fuego.NotFoundError{Title: observe.Marker},
		"UnauthorizedError":  fuego.UnauthorizedError{Title: observe.Marker},
	} {
		observe.Carrier(pkg+name, fails(err))
	}
}
