package amperity

import "net/http"

// A4: the body goes with every 4xx and 5xx, so that none may be empty.

// A4Empty sends a status alone.
func A4Empty(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "400":
		w.WriteHeader(http.StatusBadRequest) // want `WriteHeader sends the 400 without a body; contract amperity requires a JSON body with status, message \(rawerror/empty\)`
	case "400 with a body":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest) // ok: the body follows
		encode(w, body(http.StatusBadRequest))
	case "404":
		w.WriteHeader(http.StatusNotFound) // want `WriteHeader sends the 404 without a body; contract amperity requires a JSON body with status, message \(rawerror/empty\)`
		return
	case "500":
		w.WriteHeader(http.StatusInternalServerError) // want `WriteHeader sends the 500 without a body; contract amperity requires a JSON body with status, message \(rawerror/empty\)`
	case "500 with a body":
		fail(w, http.StatusInternalServerError) // ok
	case "503":
		w.Header().Set("Retry-After", "5")
		w.WriteHeader(http.StatusServiceUnavailable) // want `WriteHeader sends the 503 without a body; contract amperity requires a JSON body with status, message \(rawerror/empty\)`
	case "200":
		w.WriteHeader(http.StatusOK) // ok: no error
	}
}

// bare sends a status alone; the status is the caller's.
func bare(w http.ResponseWriter, status int) {
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
}

// A4Helper sends a status alone through a helper.
func A4Helper(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "403":
		bare(w, http.StatusForbidden) // want `bare sends the 403 without a body; contract amperity requires a JSON body with status, message \(rawerror/empty\)`
	case "403 with a body":
		w.Header().Set("Content-Type", "application/json")
		bare(w, http.StatusForbidden) // ok: the body follows
		encode(w, body(http.StatusForbidden))
	case "200":
		bare(w, http.StatusOK) // ok: no error
	}
}

// A4Joined sends the status in a branch and the body after it.
func A4Joined(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	var b fault
	if r.URL.Query().Has("raw") {
		w.WriteHeader(http.StatusBadRequest) // ok: the body follows on every path
		b = body(http.StatusBadRequest)
	} else {
		w.WriteHeader(http.StatusNotFound) // ok: as above
		b = body(http.StatusNotFound)
	}
	encode(w, b)
}
