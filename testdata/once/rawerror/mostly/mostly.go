// Package mostly answers most errors with text.
package mostly

import (
	"encoding/json"
	"net/http"
)

func note(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("case") {
	case "text 0":
		http.Error(w, "no such note", http.StatusBadRequest) // want `5 error responses of this package are text/plain, fewer are JSON; clients of a JSON API expect JSON; -rawerror\.each lists them`
	case "text 1":
		http.Error(w, "no such note", http.StatusBadRequest) // ok: the first is reported
	case "text 2":
		http.Error(w, "no such note", http.StatusBadRequest) // ok: the first is reported
	case "text 3":
		http.Error(w, "no such note", http.StatusBadRequest) // ok: the first is reported
	case "text 4":
		http.Error(w, "no such note", http.StatusBadRequest) // ok: the first is reported
	case "object 0":
		fail(w, http.StatusBadRequest, "no such note")
	case "object 1":
		fail(w, http.StatusBadRequest, "no such note")
	default:
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode("a note")
	}
}

func fail(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": text})
}
