package lateheader

import (
	"encoding/json"
	"net/http"
)

// The five of them do the same where they cannot encode.

func created(w http.ResponseWriter, v any) {
	w.WriteHeader(http.StatusCreated)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		w.WriteHeader(http.StatusInternalServerError) // want `5 calls of this package set a status after writing the body failed: clients get the first status; -lateheader\.each lists them`
	}
}

func accepted(w http.ResponseWriter, v any) {
	w.WriteHeader(http.StatusAccepted)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func missing(w http.ResponseWriter, v any) {
	w.WriteHeader(http.StatusNotFound)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func refused(w http.ResponseWriter, v any) {
	w.WriteHeader(http.StatusBadRequest)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func conflicting(w http.ResponseWriter, v any) {
	w.WriteHeader(http.StatusConflict)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		http.Error(w, "cannot encode", http.StatusInternalServerError)
	}
}
