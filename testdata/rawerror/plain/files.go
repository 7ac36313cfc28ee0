package plain

import (
	"encoding/csv"
	"encoding/json"
	"image"
	"image/png"
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
		http.Error(w, "cannot stream", http.StatusInternalServerError) // want `http.Error answers 500 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	for i := range 3 {
		_ = json.NewEncoder(w).Encode(i)
		flusher.Flush()
	}
}
