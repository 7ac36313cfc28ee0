package problem

import (
	"encoding/json"
	"net/http"
)

// write is told what it writes by its caller.
func write(w http.ResponseWriter, status int, label string, v any) {
	w.Header().Set("Content-Type", label)
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // ok: the callers say what it is called
}

// refuse hands on what it is told.
func refuse(w http.ResponseWriter, label, title string) {
	write(w, http.StatusConflict, label, problem{Title: title, Status: http.StatusConflict}) // ok: likewise
}

// finish leaves the label to whoever has begun.
func finish(w http.ResponseWriter, status int, v any) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // ok: likewise
}

func told(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("id") {
	case "1":
		write(w, http.StatusNotFound, "application/json", problem{Title: "Not Found", Status: http.StatusNotFound}) // want `write sends an error as application/json; contract rfc9457 requires application/problem\+json \(contenttype/contract\)`
	case "2":
		write(w, http.StatusNotFound, "application/problem+json", problem{Title: "Not Found", Status: http.StatusNotFound}) // ok
	case "3":
		refuse(w, "application/json", "Conflict") // want `refuse sends an error as application/json; contract rfc9457 requires application/problem\+json \(contenttype/contract\)`
	case "4":
		refuse(w, "application/problem+json", "Conflict") // ok
	case "5":
		w.Header().Set("Content-Type", "application/json")
		finish(w, http.StatusNotFound, problem{Title: "Not Found", Status: http.StatusNotFound}) // want `finish sends an error as application/json; contract rfc9457 requires application/problem\+json \(contenttype/contract\)`
	case "6":
		w.Header().Set("Content-Type", "application/problem+json")
		finish(w, http.StatusNotFound, problem{Title: "Not Found", Status: http.StatusNotFound}) // ok
	default:
		write(w, http.StatusOK, "application/json", r.PathValue("id")) // ok: no error
	}
}
