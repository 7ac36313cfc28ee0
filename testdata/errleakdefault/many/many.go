// Package many has functions that fail in more ways than are kept of a value.
package many

import (
	"database/sql"
	"net/http"
)

type order map[string]string

// A problem is an error whose text is meant for clients.
type problem struct {
	field, text string
}

func (p *problem) Error() string { return p.text }

// check fails with texts for clients only.
func check(o order) error {
	if o["name"] == "" {
		return &problem{"name", "name is missing"}
	}
	if o["size"] == "" {
		return &problem{"size", "size is missing"}
	}
	if o["color"] == "" {
		return &problem{"color", "color is missing"}
	}
	if o["weight"] == "" {
		return &problem{"weight", "weight is missing"}
	}
	if o["height"] == "" {
		return &problem{"height", "height is missing"}
	}
	if o["depth"] == "" {
		return &problem{"depth", "depth is missing"}
	}
	if o["owner"] == "" {
		return &problem{"owner", "owner is missing"}
	}
	if o["street"] == "" {
		return &problem{"street", "street is missing"}
	}
	if o["town"] == "" {
		return &problem{"town", "town is missing"}
	}
	if o["country"] == "" {
		return &problem{"country", "country is missing"}
	}
	if o["phone"] == "" {
		return &problem{"phone", "phone is missing"}
	}
	if o["mail"] == "" {
		return &problem{"mail", "mail is missing"}
	}
	if o["language"] == "" {
		return &problem{"language", "language is missing"}
	}
	if o["currency"] == "" {
		return &problem{"currency", "currency is missing"}
	}
	if o["vat"] == "" {
		return &problem{"vat", "vat is missing"}
	}
	if o["coupon"] == "" {
		return &problem{"coupon", "coupon is missing"}
	}
	if o["basket"] == "" {
		return &problem{"basket", "basket is missing"}
	}
	if o["card"] == "" {
		return &problem{"card", "card is missing"}
	}
	if o["expiry"] == "" {
		return &problem{"expiry", "expiry is missing"}
	}
	if o["code"] == "" {
		return &problem{"code", "code is missing"}
	}
	if o["note"] == "" {
		return &problem{"note", "note is missing"}
	}
	if o["gift"] == "" {
		return &problem{"gift", "gift is missing"}
	}
	if o["wrap"] == "" {
		return &problem{"wrap", "wrap is missing"}
	}
	if o["parcel"] == "" {
		return &problem{"parcel", "parcel is missing"}
	}
	if o["carrier"] == "" {
		return &problem{"carrier", "carrier is missing"}
	}
	if o["window"] == "" {
		return &problem{"window", "window is missing"}
	}
	if o["door"] == "" {
		return &problem{"door", "door is missing"}
	}
	return nil
}

// checkAndStore fails with the database's text as well.
func checkAndStore(db *sql.DB, o order) error {
	if _, err := db.Exec("INSERT INTO orders VALUES ($1)", o["name"]); err != nil {
		return err
	}
	if o["name"] == "-" {
		return &problem{"name", "name has to be given"}
	}
	if o["size"] == "-" {
		return &problem{"size", "size has to be given"}
	}
	if o["color"] == "-" {
		return &problem{"color", "color has to be given"}
	}
	if o["weight"] == "-" {
		return &problem{"weight", "weight has to be given"}
	}
	if o["height"] == "-" {
		return &problem{"height", "height has to be given"}
	}
	if o["depth"] == "-" {
		return &problem{"depth", "depth has to be given"}
	}
	if o["owner"] == "-" {
		return &problem{"owner", "owner has to be given"}
	}
	if o["street"] == "-" {
		return &problem{"street", "street has to be given"}
	}
	if o["town"] == "-" {
		return &problem{"town", "town has to be given"}
	}
	if o["country"] == "-" {
		return &problem{"country", "country has to be given"}
	}
	if o["phone"] == "-" {
		return &problem{"phone", "phone has to be given"}
	}
	if o["mail"] == "-" {
		return &problem{"mail", "mail has to be given"}
	}
	if o["language"] == "-" {
		return &problem{"language", "language has to be given"}
	}
	if o["currency"] == "-" {
		return &problem{"currency", "currency has to be given"}
	}
	if o["vat"] == "-" {
		return &problem{"vat", "vat has to be given"}
	}
	if o["coupon"] == "-" {
		return &problem{"coupon", "coupon has to be given"}
	}
	if o["basket"] == "-" {
		return &problem{"basket", "basket has to be given"}
	}
	if o["card"] == "-" {
		return &problem{"card", "card has to be given"}
	}
	if o["expiry"] == "-" {
		return &problem{"expiry", "expiry has to be given"}
	}
	if o["code"] == "-" {
		return &problem{"code", "code has to be given"}
	}
	if o["note"] == "-" {
		return &problem{"note", "note has to be given"}
	}
	if o["gift"] == "-" {
		return &problem{"gift", "gift has to be given"}
	}
	if o["wrap"] == "-" {
		return &problem{"wrap", "wrap has to be given"}
	}
	if o["parcel"] == "-" {
		return &problem{"parcel", "parcel has to be given"}
	}
	if o["carrier"] == "-" {
		return &problem{"carrier", "carrier has to be given"}
	}
	if o["window"] == "-" {
		return &problem{"window", "window has to be given"}
	}
	if o["door"] == "-" {
		return &problem{"door", "door has to be given"}
	}
	return nil
}

func create(w http.ResponseWriter, o order) {
	if err := check(o); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func replace(w http.ResponseWriter, db *sql.DB, o order) {
	if err := checkAndStore(db, o); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from \(\*sql\.DB\)\.Exec is sent to the client in the body of the 500`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
