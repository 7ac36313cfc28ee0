package zalando

import (
	"encoding/json"
	"net/http"
)

// 176: every 4xx and 5xx is a problem.

// Media labels the problem.
func Media(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "JSON":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(problem{Title: "No such order", Status: http.StatusNotFound}) // want `\(\*json\.Encoder\)\.Encode sends an error as application/json; contract zalando requires application/problem\+json \(contenttype/contract\)`
	case "problem":
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(problem{Title: "No such order", Status: http.StatusNotFound}) // ok
	case "none":
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(problem{Title: "No such order", Status: http.StatusNotFound}) // want `\(contenttype\)`
	case "text":
		http.Error(w, "no such order", http.StatusNotFound) // want `http\.Error sends the 404 as text/plain; contract zalando requires a problem\+json body \(rawerror\)`
	case "empty":
		w.WriteHeader(http.StatusNotFound) // want `\(rawerror/empty\)`
	case "success":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusOK)
		_ = json.NewEncoder(w).Encode(order{ID: "7"}) // ok: no problem
	}
}

func init() { http.HandleFunc("GET /media/{case}", Media) }
