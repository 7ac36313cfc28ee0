// Package copied has structs that are made of a literal and then filled by code
// that is not read: what the literal left out is not zero any more.
package copied

import (
	"encoding/json"
	"errors"
	"net/http"
)

// A DB finds and forgets.
type DB interface {
	First(model any)
	Remove(id int) error
}

// A User is a row.
type User struct {
	ID   int
	Name string
}

// Delete forgets the user.
func (u *User) Delete(db DB) error {
	if u.ID == 0 {
		return errors.New("the user has no number")
	}
	return db.Remove(u.ID)
}

func fail(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusInternalServerError)
	json.NewEncoder(w).Encode(map[string]string{"message": err.Error()}) // want `\(errleak/error\)`
}

// Found deletes a user that is looked up by name.
func Found(w http.ResponseWriter, r *http.Request, db DB) {
	user := User{Name: r.PathValue("name")}
	db.First(&user)
	if err := user.Delete(db); err != nil {
		fail(w, err)
	}
}

func refuse(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusBadRequest)
	json.NewEncoder(w).Encode(map[string]string{"message": err.Error()}) // ok: the user has no number
}

// Made deletes one that is looked up by nobody.
func Made(w http.ResponseWriter, r *http.Request, db DB) {
	user := User{Name: r.PathValue("name")}
	if err := user.Delete(db); err != nil {
		refuse(w, err)
	}
}
