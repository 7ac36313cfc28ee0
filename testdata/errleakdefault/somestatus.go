package errleakdefault

import "net/http"

type action func(w http.ResponseWriter, r *http.Request) (int, error)

// runs says why only where a client has made a mistake.
func runs(do action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status, err := do(w, r)
		text := http.StatusText(status)
		if status == http.StatusBadRequest && err != nil {
			text += ": " + err.Error() // ok: with a 400 alone
		}
		http.Error(w, text, status)
	}
}

// tells says why whatever has happened.
func tells(do action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status, err := do(w, r)
		text := http.StatusText(status)
		if err != nil {
			text += ": " + err.Error() // want `error text from do is sent to the client in the response body`
		}
		http.Error(w, text, status)
	}
}
