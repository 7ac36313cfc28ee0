// Package api answers for parcels.
package api

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i06/leaf"
	"github.com/respvet/respvet/testdata/idioms/i06/mid"
)

// A Depot holds parcels.
type Depot interface {
	Weigh(id string) (int, error)
}

// Handler serves parcels.
type Handler struct{ depot Depot }

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// Weigh prints an error through two helpers.
func (h *Handler) Weigh(w http.ResponseWriter, r *http.Request) {
	n, err := h.depot.Weigh(r.PathValue("id"))
	if err != nil {
		mid.Numbered(w, r, http.StatusInternalServerError, "cannot weigh: %s", err) // want `500.*\(rawerror\)` `\(errleak/error\)`
		return
	}
	send(w, n)
}

// Label prints where nothing is wrong.
func (h *Handler) Label(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("numbered") {
		mid.Numbered(w, r, http.StatusOK, "parcel %q", r.PathValue("id")) // ok: no error
		return
	}
	leaf.Printf(w, http.StatusOK, "parcel %q", r.PathValue("id")) // ok: no error
}

// Look prints an error through one helper, and a plain value.
func (h *Handler) Look(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if _, err := h.depot.Weigh(id); err != nil {
		if r.URL.Query().Has("raw") {
			leaf.Printf(w, http.StatusNotFound, "no parcel: %v", err) // want `404.*\(rawerror\)` `\(errleak/error4xx\)`
			return
		}
		leaf.Printf(w, http.StatusNotFound, "no parcel %q", id) // ok: the first call says it for the package
		return
	}
	send(w, id)
}

// Track prints an error itself.
func (h *Handler) Track(w http.ResponseWriter, r *http.Request) {
	n, err := h.depot.Weigh(r.PathValue("id"))
	if err == nil {
		fmt.Fprintf(w, "%d g", n) // ok: no error
		return
	}
	switch r.PathValue("case") {
	case "Fprintf":
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "cannot weigh: %s", err) // want `fmt\.Fprintf sends the 500 as text/plain; clients of a JSON API expect a JSON body \(rawerror\)` `\(errleak/error\)`
	case "Write of Sprintf":
		w.WriteHeader(http.StatusInternalServerError)
		w.Write([]byte(fmt.Sprintf("cannot weigh: %s", err))) // want `Write sends the 500 as text/plain; clients of a JSON API expect a JSON body \(rawerror\)` `\(errleak/error\)`
	case "WriteString":
		w.WriteHeader(http.StatusInternalServerError)
		io.WriteString(w, err.Error()) // want `io\.WriteString sends the 500 as text/plain; clients of a JSON API expect a JSON body \(rawerror\)` `\(errleak/error\)`
	case "Fprint":
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprint(w, err) // want `fmt\.Fprint sends the 500 as text/plain; clients of a JSON API expect a JSON body \(rawerror\)` `\(errleak/error\)`
	case "Fprintf with 200":
		fmt.Fprintf(w, "cannot weigh: %s", err) // want `\(errleak/error\)`
	case "Fprintf of JSON":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "{\"message\":%q}", err) // want `\(errleak/error\)`
	case "Fprintf of JSON with a constant":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "{\"message\":%q}", "cannot weigh") // ok: JSON, constant
	}
}
