// Package closures leaves what it sends in variables that closures set.
package closures

import (
	"encoding/json"
	"net/http"
)

type store interface{ Save(id string) error }

func locked(f func()) { f() }

func send(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": message})
}

func save(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var message string
		locked(func() {
			if err := st.Save(r.PathValue("id")); err != nil {
				message = err.Error() // want "errleak/error"
			}
		})
		if message != "" {
			send(w, http.StatusInternalServerError, message)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

func saveRight(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var message string
		locked(func() {
			if err := st.Save(r.PathValue("id")); err != nil {
				message = "cannot save"
			}
		})
		if message != "" {
			send(w, http.StatusInternalServerError, message)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}
