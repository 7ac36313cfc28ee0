// Services shows what go-kit's encoders and templ's components do to a response.
package main

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/a-h/templ"
	transport "github.com/go-kit/kit/transport/http"
	goahttp "goa.design/goa/v3/http"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

var calls = observe.App[http.ResponseWriter]{
	Serve: func(do func(http.ResponseWriter)) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { do(w) })
	},
	Early: func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/x-own")
		w.Header().Set("X-Field", "old")
	},
	Late: func(w http.ResponseWriter) {
		w.(http.Flusher).Flush()
		w.Header().Set("X-Late", "yes")
	},
	Teapot: func(w http.ResponseWriter) { w.WriteHeader(http.StatusTeapot) },
	Tail:   func(w http.ResponseWriter) { io.WriteString(w, "[tail]") },
}

func main() {
	ctx := context.Background()
	page := templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, templ.EscapeString(observe.Marker))
		return err
	})
	for name, do := range map[string]func(http.ResponseWriter){
		"github.com/go-kit/kit/transport/http.EncodeJSONResponse": func(w http.ResponseWriter) {
			transport.EncodeJSONResponse(ctx, w, map[string]string{"text": observe.Marker})
		},
		"github.com/go-kit/kit/transport/http.DefaultErrorEncoder": func(w http.ResponseWriter) {
			transport.DefaultErrorEncoder(ctx, errors.New(observe.Marker), w)
		},
		"goa.design/goa/v3/http.Encoder.Encode": func(w http.ResponseWriter) {
			goahttp.ResponseEncoder(ctx, w).Encode(map[string]string{"text": observe.Marker})
		},
		"github.com/a-h/templ.Component.Render":     func(w http.ResponseWriter) { templ.Component(page).Render(ctx, w) },
		"github.com/a-h/templ.ComponentFunc.Render": func(w http.ResponseWriter) { page.Render(ctx, w) },
	} {
		calls.Call(name, do)
	}
}
