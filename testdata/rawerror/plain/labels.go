package plain

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Events are a stream: its readers parse no JSON error.
func (a *API) Events(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("q") == "" {
		http.Error(w, "q missing", http.StatusBadRequest) // ok: a stream's reader
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	for i := range 3 {
		fmt.Fprintf(w, "data: %d\n\n", i)
	}
}

// Table is a file by its content type.
func (a *API) Table(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("q") == "" {
		http.Error(w, "q missing", http.StatusBadRequest) // ok: a file's reader
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	fmt.Fprintf(w, "a,b,%s\n", r.FormValue("q"))
}

// Untyped has no content type that says so.
func (a *API) Untyped(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("q") == "" {
		http.Error(w, "q missing", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"q": %q}`, r.FormValue("q"))
}

// Files leaves the rest to a file server.
func Files(dir string) http.HandlerFunc {
	fs := http.StripPrefix("/files/", http.FileServer(http.Dir(dir)))
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Host == "" {
			http.Error(w, "forbidden", http.StatusForbidden) // ok: a file's reader
			return
		}
		fs.ServeHTTP(w, r)
	}
}

// Recovering answers what has panicked behind it.
func Recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				http.Error(w, "something went wrong", http.StatusInternalServerError) // ok: pages stand behind it, too
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Guarded leaves the rest to any handler.
func Guarded(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Host == "" {
			http.Error(w, "forbidden", http.StatusForbidden) // ok: it may stand before the pages of this package
			return
		}
		next.ServeHTTP(w, r)
	}
}

// Mislabelled says that it sends JSON.
func Mislabelled(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.Method {
	case http.MethodGet:
		w.WriteHeader(http.StatusNotFound)
		w.Write([]byte("no such thing")) // want `Write sends the 404 as plain text labelled application/json; clients of a JSON API expect a JSON body`
	case http.MethodPut:
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintf(w, "no such thing: %s", r.Host) // want `fmt\.Fprintf sends the 404 as plain text labelled application/json; clients of a JSON API expect a JSON body`
	case http.MethodPost:
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `"no such thing"`) // ok: JSON of a kind
	case http.MethodPatch:
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"error": "`)   // ok: JSON
		_, _ = io.WriteString(w, "no such thing") // ok: a part of it
		_, _ = io.WriteString(w, `"}`)            // ok: the end of it
	default:
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "null") // ok: JSON
	}
}

// Marshalled has the JSON as bytes, above them what a reader should know.
func Marshalled(w http.ResponseWriter, r *http.Request) {
	b, _ := json.Marshal(map[string]string{"error": "no such order"})
	if r.Host == "" {
		// Nothing to see.
		http.Error(w, string(b), http.StatusNotFound) // want `http\.Error sends the JSON body of the 404 as text/plain; clients of a JSON API expect Content-Type application/json`
		return
	}
	_, _ = w.Write(b)
}

// Text is text that also leaks: one fix at a time.
func (a *API) Text(w http.ResponseWriter, r *http.Request) {
	_, err := a.store.Order(r.PathValue("id"))
	w.WriteHeader(http.StatusForbidden)
	fmt.Fprintf(w, "forbidden: %v\n", err) // want `fmt.Fprintf sends the 403 as text/plain`
}

// Spaced is text in parts: no fix makes one of them.
func Spaced(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusForbidden)
	fmt.Fprint(w, "not yours: ", r.URL) // want `fmt.Fprint sends the 403 as text/plain`
}
