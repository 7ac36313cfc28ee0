// Package news is none for tests, though the name of its folder has the letters.
package news

import "net/http"

func Show(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(498) // want `498`
}
