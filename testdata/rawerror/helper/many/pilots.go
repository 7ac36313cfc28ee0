package many

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// Pilots answers through a writer of another name, in a closure, and with a status alone
// before the text.
func Pilots(names []string) http.HandlerFunc {
	return func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("Content-Type", "application/json")
		if len(names) == 0 {
			fail := func(status int) {
				http.Error(out, "no pilot is on duty", status) // want `http.Error sends an error as text/plain`
			}
			fail(http.StatusServiceUnavailable)
			return
		}
		if len(names) < 3 {
			out.WriteHeader(http.StatusConflict)
			fmt.Fprintf(out, "only %d pilots are on duty", len(names)) // want `fmt\.Fprintf sends the 409 as plain text labelled application/json; clients of a JSON API expect a JSON body`
			return
		}
		_ = json.NewEncoder(out).Encode(names)
	}
}

// Tugs has a content type of its own, which only this answer gets.
func Tugs(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("tug") == "" {
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, "which tug?") // want `fmt.Fprint sends the 400 as text/plain`
		return
	}
	if r.FormValue("line") == "" {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, "which line?") // want `fmt.Fprint sends the 400 as text/plain`
		return
	}
	_ = json.NewEncoder(w).Encode(r.FormValue("tug"))
}
