// Package admin serves administrators.
package admin

import (
	"net/http"
	"os"
)

// Files is registered elsewhere.
func Files(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok: the package is theirs
	}
}
