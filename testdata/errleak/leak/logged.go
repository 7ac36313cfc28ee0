package leak

import (
	"log"
	"net/http"
)

// Logged has logged the error already.
func (a *API) Logged(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		log.Printf("save: %v", err)
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
	}
}

// Unlogged gets the logger that the file uses.
func (a *API) Unlogged(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
	}
}
