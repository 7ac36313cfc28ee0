package zalando

import (
	"log/slog"
	"net/http"
	"runtime/debug"
)

// 177: no stack traces.

// Stack shows where the service was.
func Stack(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/problem+json")
	if r.URL.Query().Has("raw") {
		w.WriteHeader(http.StatusInternalServerError)
		encode(w, problem{Title: "Unexpected", Status: 500, Detail: string(debug.Stack())}) // want `\(errleak/stack\)`
		return
	}
	slog.Error("unexpected", "stack", string(debug.Stack()))
	w.WriteHeader(http.StatusInternalServerError)
	encode(w, problem{Title: "Unexpected", Status: 500}) // ok
}
