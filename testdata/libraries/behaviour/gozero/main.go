// Gozero shows what the calls of go-zero do to a response.
package main

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/zeromicro/go-zero/rest/httpx"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg = "github.com/zeromicro/go-zero/rest/httpx."

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
	ctx := context.Background()
	value := map[string]string{"text": observe.Marker}
	for name, do := range map[string]func(http.ResponseWriter){
		"OkJson":       func(w http.ResponseWriter) { httpx.OkJson(w, value) },
		"OkJsonCtx":    func(w http.ResponseWriter) { httpx.OkJsonCtx(ctx, w, value) },
		"WriteJson":    func(w http.ResponseWriter) { httpx.WriteJson(w, observe.Status, value) },
		"WriteJsonCtx": func(w http.ResponseWriter) { httpx.WriteJsonCtx(ctx, w, observe.Status, value) },
		"Ok":           func(w http.ResponseWriter) { httpx.Ok(w) },
	} {
		calls.Call(pkg+name, do)
	}
	for name, do := range map[string]func(http.ResponseWriter){
		"Error":    func(w http.ResponseWriter) { httpx.Error(w, errors.New(observe.Marker)) },
		"ErrorCtx": func(w http.ResponseWriter) { httpx.ErrorCtx(ctx, w, errors.New(observe.Marker)) },
	} {
		calls.Call(pkg+name, do)
	}
}
