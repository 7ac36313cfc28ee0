// Package errleakdefault is a library's catalogue, held against no contract.
package errleakdefault

import (
	"encoding/json"
	"net/http"
	"strconv"
)

type Shelf interface {
	Find(isbn int) (title string, err error)
}

type catalogue struct{ shelf Shelf }

func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"why": why})
}

// What a parser says of the client's own input is for the client.
func (c *catalogue) title(w http.ResponseWriter, r *http.Request) {
	isbn, err := strconv.Atoi(r.FormValue("isbn"))
	if err != nil {
		refuse(w, http.StatusBadRequest, "isbn: "+err.Error()) // ok
		return
	}
	title, err := c.shelf.Find(isbn)
	if err != nil {
		refuse(w, http.StatusNotFound, "isbn: "+err.Error()) // ok: many a service means it
		return
	}
	refuse(w, http.StatusOK, title)
}

// A comment that silences what is off is in use.
func (c *catalogue) loan(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("card")); err != nil {
		//respvet:ignore errleak/parse the card's owner may know
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	//respvet:ignore errleak/error nothing is here // want `//respvet:ignore errleak/error silences nothing`
	refuse(w, http.StatusOK, "lent")
}
