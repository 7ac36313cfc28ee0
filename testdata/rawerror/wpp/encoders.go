package wpp

import (
	"encoding/json"
	"log"
	"net/http"

	"github.com/respvet/respvet/testdata/rawerror/wpp/encode"
)

// encoded answers where encoding has failed, too: that is its own answer, not its
// callers'.
func encoded(w http.ResponseWriter, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		log.Print(err)
		w.WriteHeader(http.StatusInternalServerError) // want `WriteHeader sends the 500 without a body.*\(rawerror/empty\)`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(b)
}

// deny has no other answer.
func deny(w http.ResponseWriter) { w.WriteHeader(http.StatusForbidden) } // want `WriteHeader sends the 403 without a body.*\(rawerror/empty\)`

func one(w http.ResponseWriter, r *http.Request) {
	encoded(w, http.StatusOK, 1) // ok: there
}

func two(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		deny(w) // ok: there
		return
	}
	encode.JSON(w, http.StatusOK, 2) // ok: there
}

func three(w http.ResponseWriter, r *http.Request) {
	encoded(w, http.StatusBadRequest, map[string]any{"errors": []any{}}) // ok: envelope's
}
