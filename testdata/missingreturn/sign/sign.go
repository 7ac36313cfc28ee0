// Package sign asks helpers that answer, or do not, as their arguments want.
package sign

import (
	"encoding/json"
	"errors"
	"net/http"
)

var (
	ok     = []byte("ok")
	errBad = errors.New("bad")
)

func guard(w http.ResponseWriter, err error) bool {
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return true
	}
	return false
}

func guardE(w http.ResponseWriter, err error) error {
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
	return err
}

func guardAny[T comparable](w http.ResponseWriter, v T) bool {
	var zero T
	if v == zero {
		http.Error(w, "failed", http.StatusBadRequest)
		return true
	}
	return false
}

func outer(w http.ResponseWriter, err error) bool { return guard(w, err) }

func may(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func dropped(w http.ResponseWriter, r *http.Request) {
	guard(w, r.Context().Err()) // want `handler continues after guard, which may have sent 500`
	w.Write(ok)
}

func droppedError(w http.ResponseWriter, r *http.Request) {
	guardE(w, r.Context().Err()) // want `handler continues after guardE, which may have sent 500`
	w.Write(ok)
}

func droppedGeneric(w http.ResponseWriter, r *http.Request) {
	guardAny(w, r.FormValue("id")) // want `handler continues after guardAny, which may have sent 400`
	w.Write(ok)
}

func droppedOuter(w http.ResponseWriter, r *http.Request) {
	outer(w, r.Context().Err()) // want `handler continues after outer, which may have sent 500`
	w.Write(ok)
}

func unreturned(w http.ResponseWriter, r *http.Request) {
	if guard(w, r.Context().Err()) { // want `handler continues after guard, which may have sent 500`
		println("x")
	}
	w.Write(ok)
}

func inverted(w http.ResponseWriter, r *http.Request) {
	if !guard(w, r.Context().Err()) { // want `handler continues after guard, which may have sent 500`
		return
	}
	w.Write(ok)
}

func asked(w http.ResponseWriter, r *http.Request) {
	if guard(w, r.Context().Err()) { // ok
		return
	}
	w.Write(ok)
}

func askedError(w http.ResponseWriter, r *http.Request) {
	if err := guardE(w, r.Context().Err()); err != nil { // ok
		return
	}
	w.Write(ok)
}

func certainly(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		may(w, err) // want `handler continues after may sent 500: a second response is written at line \d+`
	}
	w.Write(ok)
}

func certainlyReturned(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		may(w, err) // ok
		return
	}
	w.Write(ok)
}

func certainlyGuarded(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		guard(w, err) // want `handler continues after guard sent 500: a second response is written at line \d+`
	}
	w.Write(ok)
}

func perhaps(w http.ResponseWriter, r *http.Request) {
	may(w, r.ParseForm()) // want `handler continues after may, which may have sent 500: a second response is written at line \d+`
	w.Write(ok)
}

// cond returns false after it has answered.
func cond(w http.ResponseWriter, r *http.Request) bool {
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest)
		return false
	}
	return true
}

func polarity(w http.ResponseWriter, r *http.Request) {
	if cond(w, r) { // want `handler continues after cond, which may have sent 400`
		return
	}
	w.Write(ok)
}

func assigned(w http.ResponseWriter, r *http.Request) {
	ok := cond(w, r) // want `handler continues after cond, which may have sent 400`
	println(ok)
	w.WriteHeader(http.StatusNoContent)
}

func assignedAndAsked(w http.ResponseWriter, r *http.Request) {
	ok := cond(w, r) // ok
	println(ok)
	if !ok {
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": message})
}

func decode(w http.ResponseWriter, r *http.Request) (string, error) {
	var v string
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		fail(w, http.StatusBadRequest, "no JSON")
		return "", err
	}
	return v, nil
}

func twice(w http.ResponseWriter, r *http.Request) {
	v, err := decode(w, r) // ok: the second answer, below, is late
	if err != nil {
		fail(w, http.StatusBadRequest, "bad")
		return
	}
	fail(w, http.StatusOK, v)
}

func once(w http.ResponseWriter, r *http.Request) {
	v, err := decode(w, r) // ok
	if err != nil {
		return
	}
	fail(w, http.StatusOK, v)
}

func requireID(w http.ResponseWriter, r *http.Request) (string, error) {
	id := r.PathValue("id")
	if id == "" {
		fail(w, http.StatusBadRequest, "no id")
		return "", errBad
	}
	return id, nil
}

func blank(w http.ResponseWriter, r *http.Request) {
	id, _ := requireID(w, r) // want `handler continues after requireID, which may have sent 400`
	fail(w, http.StatusOK, id)
}

func blankTaken(w http.ResponseWriter, r *http.Request) {
	err := r.ParseForm()
	id, _ := requireID(w, r) // want `handler continues after requireID, which may have sent 400`
	println(err)
	fail(w, http.StatusOK, id)
}

func blankAsked(w http.ResponseWriter, r *http.Request) {
	id, _ := requireID(w, r) // ok: without an id it has answered
	if id == "" {
		return
	}
	fail(w, http.StatusOK, id)
}

// A user is who asks.
type user struct{ name string }

func current(w http.ResponseWriter, r *http.Request) *user {
	name, _, found := r.BasicAuth()
	if !found {
		fail(w, http.StatusUnauthorized, "who are you")
		return nil
	}
	return &user{name}
}

func pointer(w http.ResponseWriter, r *http.Request) {
	u := current(w, r) // want `handler continues after current, which may have sent 401: the nil result is used at line`
	fail(w, http.StatusOK, u.name)
}

func pointerAsked(w http.ResponseWriter, r *http.Request) {
	u := current(w, r) // ok
	if u == nil {
		return
	}
	fail(w, http.StatusOK, u.name)
}

// sharedSign shares the result with a literal, and asks it all the same.
func sharedSign(w http.ResponseWriter, r *http.Request) {
	u := current(w, r) // ok
	if u == nil {
		return
	}
	later(func() string { return u.name })
	w.Write(ok)
}

// sharedLater asks too late.
func sharedLater(w http.ResponseWriter, r *http.Request) {
	u := current(w, r) // want `handler continues after current, which may have sent 401: a second response is written`
	later(func() string {
		if u == nil {
			return ""
		}
		return u.name
	})
	w.Write(ok)
}

func later(f func() string) { go f() }
