// Package gone answers a client that has gone, and sends errors whose JSON leaves
// their texts out.
package gone

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

func tune(w http.ResponseWriter, r *http.Request) {
	if _, err := w.Write([]byte("la\n")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok: nobody reads it
	}
	if _, err := fmt.Fprintf(w, "la %s\n", r.Host); err != nil {
		http.Error(w, "cannot sing: "+err.Error(), http.StatusInternalServerError) // ok
	}
	if err := whole(w); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok: nor this, a helper further
	}
	f, err := os.Create("tune")
	if err != nil {
		log.Print(err)
		return
	}
	if _, err := fmt.Fprintln(f, "la"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from fmt.Fprintln is sent`
	}
	if _, err := io.Copy(w, f); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from io.Copy is sent`
	}
}

func whole(w http.ResponseWriter) error {
	_, err := io.WriteString(w, "lala\n")
	return err
}

// A Note keeps why it is wrong to itself.
type Note struct {
	Pitch  string `json:"pitch"`
	Reason string `json:"reason"`
}

// MarshalJSON leaves the reason out.
func (n *Note) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"pitch": n.Pitch})
}

// A Chord does not.
type Chord struct {
	Pitch  string `json:"pitch"`
	Reason string `json:"reason"`
	Hidden string `json:"-"`
}

func play(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	err := os.Remove("tune")
	if err == nil {
		return
	}
	w.WriteHeader(http.StatusInternalServerError)
	switch r.Host {
	case "a":
		json.NewEncoder(w).Encode(&Note{Pitch: "a", Reason: err.Error()}) // ok: not in the JSON
	case "b":
		json.NewEncoder(w).Encode(&Chord{Pitch: "a", Hidden: err.Error()}) // ok: nor this
	default:
		json.NewEncoder(w).Encode(&Chord{Pitch: "a", Reason: err.Error()}) // want `error text from os.Remove is sent`
	}
}

// body reads what the client sends.
func body(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "cannot read: "+err.Error(), http.StatusInternalServerError) // ok: the client has gone, or has sent too much
		return
	}
	w.Write(b)
}

// file reads one of the service's own.
func file(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("menu")
	if err != nil {
		http.Error(w, "no menu", http.StatusNotFound)
		return
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		http.Error(w, "cannot read: "+err.Error(), http.StatusInternalServerError) // want `error text from io.ReadAll is sent to the client`
		return
	}
	w.Write(b)
}
