// Package slips answers most errors with JSON.
package slips

import (
	"encoding/json"
	"net/http"
)

func note(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("case") {
	case "text 0":
		http.Error(w, "no such note", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	case "text 1":
		http.Error(w, "no such note", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	case "text 2":
		http.Error(w, "no such note", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	case "text 3":
		http.Error(w, "no such note", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	case "text 4":
		http.Error(w, "no such note", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	case "object 0":
		fail(w, http.StatusBadRequest, "no such note")
	case "object 1":
		fail(w, http.StatusBadRequest, "no such note")
	case "object 2":
		fail(w, http.StatusBadRequest, "no such note")
	case "object 3":
		fail(w, http.StatusBadRequest, "no such note")
	case "object 4":
		fail(w, http.StatusBadRequest, "no such note")
	case "object 5":
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
