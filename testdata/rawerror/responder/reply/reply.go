// Package reply is how the handlers of package responder answer.
package reply

import (
	"encoding/json"
	"net/http"
)

type item struct {
	Code    string `json:"errorCode"`
	Message string `json:"errorMessage"`
}

type body struct {
	Errors []item `json:"errors"`
}

// JSON answers with any value.
func JSON(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "cannot encode the answer", http.StatusInternalServerError) // want `http.Error sends the 500 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

// Problem answers with one error.
func Problem(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	JSON(w, status, body{[]item{{code, message}}})
}

// Note answers with a word about what was done.
func Note(w http.ResponseWriter, status int, note string) {
	JSON(w, status, map[string]string{"note": note})
}
