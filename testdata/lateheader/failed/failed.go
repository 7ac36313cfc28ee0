// Package failed sets a status where the body could not be written.
package failed

import (
	"encoding/json"
	"log"
	"net/http"
)

type note struct {
	ID   int      `json:"id"`
	Text string   `json:"text"`
	Tags []string `json:"tags"`
}

func anything(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		log.Print(err)
		w.WriteHeader(http.StatusInternalServerError) // want `WriteHeader sets status 500 after WriteHeader has started the response: the client gets the first status`
	}
}

func notes(w http.ResponseWriter, n note) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	if err := json.NewEncoder(w).Encode(n); err != nil {
		log.Print(err)
		w.WriteHeader(http.StatusInternalServerError) // ok: a note can always be encoded, so that the client has gone
	}
}

func text(w http.ResponseWriter, n note) {
	w.WriteHeader(http.StatusCreated)
	if _, err := w.Write([]byte(n.Text)); err != nil {
		w.WriteHeader(http.StatusInternalServerError) // ok: the client has gone
	}
}

func otherwise(w http.ResponseWriter, n note) {
	w.WriteHeader(http.StatusCreated)
	if n.Text == "" {
		w.WriteHeader(http.StatusBadRequest) // want `WriteHeader sets status 400 after WriteHeader has started the response: the client gets the first status`
		return
	}
	if err := json.NewEncoder(w).Encode(n); err != nil {
		http.Error(w, "cannot encode", http.StatusInternalServerError) // ok: nobody reads it
	}
}

func anythingElse(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		http.Error(w, "cannot encode", http.StatusInternalServerError) // want `http\.Error sets status 500 after WriteHeader has started the response: the client gets the first status`
	}
}

func register(mux *http.ServeMux) {
	mux.HandleFunc("POST /anything", func(w http.ResponseWriter, r *http.Request) { anything(w, map[string]any{"form": r.Form}) })
	mux.HandleFunc("POST /else", func(w http.ResponseWriter, r *http.Request) { anythingElse(w, map[string]any{"form": r.Form}) })
	mux.HandleFunc("POST /notes", func(w http.ResponseWriter, r *http.Request) { notes(w, note{Text: r.FormValue("text")}) })
	mux.HandleFunc("POST /text", func(w http.ResponseWriter, r *http.Request) { text(w, note{Text: r.FormValue("text")}) })
	mux.HandleFunc("POST /otherwise", func(w http.ResponseWriter, r *http.Request) { otherwise(w, note{Text: r.FormValue("text")}) })
}
