package plain

import (
	"encoding/csv"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"net/http"
)

// Rows is a file by what encodes it, whenever that is labelled.
func Rows(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("q") == "" {
		http.Error(w, "q missing", http.StatusBadRequest) // ok: a file's reader
		return
	}
	_ = csv.NewWriter(w).WriteAll([][]string{{"a", "b"}})
}

// Picture is one as well.
func Picture(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("q") == "" {
		http.Error(w, "q missing", http.StatusBadRequest) // ok: a file's reader
		return
	}
	_ = png.Encode(w, image.NewGray(image.Rect(0, 0, 1, 1)))
}

// JSONEvents sends JSON in a stream of events.
func JSONEvents(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "cannot stream", http.StatusInternalServerError) // ok: a stream's reader
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	for i := range 3 {
		_, _ = w.Write([]byte("data: "))
		_ = json.NewEncoder(w).Encode(i)
		flusher.Flush()
	}
}

// JSONLines sends JSON in lines.
func JSONLines(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "cannot stream", http.StatusInternalServerError) // want `http.Error sends the 500 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	for i := range 3 {
		_ = json.NewEncoder(w).Encode(i)
		flusher.Flush()
	}
}

// A drawer writes what it draws.
type drawer interface{ Draw(w io.Writer) error }

// Drawn labels what somebody else writes.
func Drawn(d drawer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("q") == "" {
			http.Error(w, "q missing", http.StatusBadRequest) // ok: a picture's reader
			return
		}
		w.Header().Set("Content-Type", "image/svg+xml")
		_ = d.Draw(w)
	}
}

// DrawnJSON differs in the label.
func DrawnJSON(d drawer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("q") == "" {
			http.Error(w, "q missing", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = d.Draw(w)
	}
}
