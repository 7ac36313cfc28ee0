// Package kinds has errors that are about the client's input, that cannot be, and of
// which only the type is known.
package kinds

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"reflect"
)

// Link shows what url.Parse says of an address, without the address.
func Link(w http.ResponseWriter, r *http.Request) {
	_, err := url.Parse(r.FormValue("link"))
	var broken *url.Error
	if errors.As(err, &broken) {
		http.Error(w, "no link: "+broken.Err.Error(), http.StatusBadRequest) // want `parse error text from url\.Parse is sent to the client in the body of the 400 \(errleak/parse\)`
		return
	}
	_, err = http.Get(r.FormValue("link"))
	if errors.As(err, &broken) {
		http.Error(w, "no link: "+broken.Err.Error(), http.StatusBadGateway) // want `error text from http.Get is sent to the client .* \(errleak/error\)`
		return
	}
}

type entry struct { // of a catalogue
	Name string
	Tags []string
}

type note struct{ Of any }

// Entry encodes what can always be encoded.
func Entry(w http.ResponseWriter, r *http.Request) {
	data, err := json.Marshal(entry{Name: r.FormValue("name")})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok: strings are always JSON
		return
	}
	w.Write(data)
}

// Note encodes anything: the encoder names a type, and nothing else.
func Note(w http.ResponseWriter, r *http.Request) {
	data, err := json.Marshal(note{r.Context().Value(entry{})})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok
		return
	}
	w.Write(data)
}

// Field shows an error out of a value of any type.
func Field(w http.ResponseWriter, of any) {
	if err, ok := reflect.ValueOf(of).Field(0).Interface().(error); ok {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `internal error text is sent to the client`
	}
}

// Stat names what made the error.
func Stat(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("/"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from os\.Stat is sent to the client in the body of the 500`
	}
}
