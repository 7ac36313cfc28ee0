// Package promises documents JSON, and answers text.
package promises

import (
	"encoding/json"
	"net/http"
)

// Show shows a note.
//
// @Success 200 {object} string
// @Failure 400 {object} Refusal
// @Router /note [get]
func Show(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("id") == "" {
		http.Error(w, "which note?", http.StatusBadRequest) // want `http\.Error sends the 400 as text/plain; clients of a JSON API expect a JSON body \(rawerror\)`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(r.FormValue("id"))
}

// A Refusal is what is documented.
type Refusal struct {
	Error string `json:"error"`
}
