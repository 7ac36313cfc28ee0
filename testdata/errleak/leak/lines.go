package leak

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Events have lines that mean something: none can be cut.
func (a *API) Events(w http.ResponseWriter, r *http.Request) {
	err := a.store.Save("", nil)
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusInternalServerError)
	switch r.Method {
	case http.MethodGet:
		fmt.Fprintf(w, "event: error\ndata: %s\n\n", err) // want `\(errleak/error\)`
	case http.MethodPut:
		fmt.Fprintf(w, "data: %s\n\n", err) // want `\(errleak/error\)`
	case http.MethodPost:
		_, _ = io.WriteString(w, "event: error\ndata: "+err.Error()+"\n\n") // want `\(errleak/error\)`
	default:
		fmt.Fprintf(w, "event: error\ndata: %s\n\n", "failed") // ok
	}
}

// Lines keep their ends.
func (a *API) Lines(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	for _, n := range r.Form["n"] {
		if err := a.store.Save(n, nil); err != nil {
			fmt.Fprintf(&b, "%s: %v\n", n, err) // want `\(errleak/error\)`
			fmt.Fprintf(&b, "%s: failed\n", n)  // ok
		}
	}
	http.Error(w, b.String(), http.StatusInternalServerError)
}

// Ends keep theirs, too.
func (a *API) Ends(w http.ResponseWriter, r *http.Request) {
	err := a.store.Save("", nil)
	w.WriteHeader(http.StatusConflict)
	switch r.Method {
	case http.MethodGet:
		fmt.Fprintf(w, "%v\n", err) // want `\(errleak/error4xx\)`
	case http.MethodPut:
		_, _ = io.WriteString(w, err.Error()+"\n") // want `\(errleak/error4xx\)`
	case http.MethodPost:
		_, _ = io.WriteString(w, "taken: "+err.Error()+"\n") // want `\(errleak/error4xx\)`
	case http.MethodPatch:
		_, _ = io.WriteString(w, "taken: "+r.Host+"\n") // ok: plain values
	}
}

// Sentences do not end before the error.
func (a *API) Sentences(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	err := a.store.Save(id, nil)
	switch r.Method {
	case http.MethodGet:
		http.Error(w, fmt.Sprintf("stat of %s failed with %v; call %s", id, err, r.Host), 500) // want `\(errleak/error\)`
	case http.MethodPut:
		http.Error(w, "failed because of "+err.Error(), 500) // want `\(errleak/error\)`
	case http.MethodPost:
		http.Error(w, fmt.Sprintf("stat of %s failed (%v), call %s", id, err, r.Host), 500) // want `\(errleak/error\)`
	default:
		http.Error(w, fmt.Sprintf("stat of %s failed; call %s", id, r.Host), 500) // ok: plain values
	}
}

// Several texts are joined: the status text says nothing of one of them.
func (a *API) Several(w http.ResponseWriter, r *http.Request) {
	var all []string
	var b strings.Builder
	for _, n := range r.Form["n"] {
		if err := a.store.Save(n, nil); err != nil {
			all = append(all, err.Error()) // want `\(errleak/error\)`
			b.WriteString(err.Error())     // want `\(errleak/error\)`
		}
		if n == "" {
			all = append(all, "no name") // ok
		}
	}
	if len(all) > 0 {
		http.Error(w, strings.Join(all, ", "), http.StatusInternalServerError)
		return
	}
	http.Error(w, b.String(), http.StatusInternalServerError)
}

// Begun has begun its answer when the text is made.
func (a *API) Begun(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		_ = json.NewEncoder(w).Encode(body{Message: "cannot save: " + err.Error()}) // want `\(errleak/error\)`
	}
}

// Canceled says what the context says: that has no words of its own.
func (a *API) Canceled(w http.ResponseWriter, r *http.Request) {
	if err := r.Context().Err(); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

// Value is an error as a member of an object: it is encoded by its fields.
func (a *API) Value(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		send(w, http.StatusInternalServerError, body{Detail: err}) // ok: no text
	}
}
