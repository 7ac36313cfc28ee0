package leak

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

// Tee writes to the client and to a file at the same time.
func (a *API) Tee(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(io.MultiWriter(os.Stderr, w), "cannot save: %v\n", err) // want `\(errleak/error\)`
	}
}

// Tees keeps the writer, and encodes to it.
func (a *API) Tees(w http.ResponseWriter, r *http.Request) {
	var copied strings.Builder
	both := io.MultiWriter(w, &copied)
	if err := a.store.Save("", nil); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		_ = json.NewEncoder(both).Encode(body{Message: "cannot save: " + err.Error()}) // want `\(errleak/error\)`
	}
}

// Logs writes to no client.
func (a *API) Logs(w http.ResponseWriter, r *http.Request) {
	var copied strings.Builder
	if err := a.store.Save("", nil); err != nil {
		fmt.Fprintf(io.MultiWriter(os.Stderr, &copied), "cannot save: %v\n", err) // ok
		http.Error(w, "cannot save", http.StatusInternalServerError)
	}
}

// Any writes to writers that are not counted here.
func (a *API) Any(w http.ResponseWriter, r *http.Request, more []io.Writer) {
	if err := a.store.Save("", nil); err != nil {
		fmt.Fprintf(io.MultiWriter(more...), "cannot save: %v\n", err) // ok: nothing says that a client reads it
		http.Error(w, "cannot save", http.StatusInternalServerError)
	}
}
