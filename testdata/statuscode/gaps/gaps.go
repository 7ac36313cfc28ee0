// Package gaps documents less than it sends.
package gaps

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/statuscode/gaps/gate"
)

type seat struct {
	Row    int    `json:"row"`
	Letter string `json:"letter"`
}

type anything struct {
	Row any `json:"row"`
}

// send answers 500 where the value cannot be encoded.
func send(w http.ResponseWriter, code int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_, _ = w.Write(data)
}

// saved answers 500 where the seat is not stored, which can happen.
func saved(w http.ResponseWriter, save func() error) bool {
	if err := save(); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return false
	}
	return true
}

// Show sends what can always be encoded.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /seat [get]
func Show(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("row") == "" {
		send(w, http.StatusNotFound, seat{}) // ok
		return
	}
	send(w, http.StatusOK, seat{Row: 1, Letter: "a"}) // ok
}

// Any sends what may fail to be encoded: nobody documents that.
//
// @Success 200 {object} anything
// @Failure 404 {object} anything
// @Router /any [get]
func Any(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusOK, anything{Row: r.Context()}) // ok
}

// Buffered encodes by itself, and first to memory.
//
// @Success 200 {object} anything
// @Failure 404 {object} anything
// @Router /buffered [get]
func Buffered(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode(anything{Row: r.Context()}); err != nil {
		w.WriteHeader(http.StatusInternalServerError) // ok
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(buf.Bytes())
}

// Save fails in another way.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /save [post]
func Save(store func() error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !saved(w, store) { // want `saved sends 500 Internal Server Error, which Save does not document \(only 200, 404\) \(statuscode/undocumented\)`
			return
		}
		send(w, http.StatusOK, seat{}) // ok
	}
}

// Move sends one status that it does not document in three places, and another in one.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /move [post]
func Move(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.FormValue("from") == "":
		send(w, http.StatusBadRequest, seat{}) // want `send sends 400 Bad Request, which Move does not document \(only 200, 404\) \(statuscode/undocumented\)`
	case r.FormValue("to") == "":
		send(w, http.StatusBadRequest, seat{}) // ok: one line documents both
	case r.FormValue("to") == r.FormValue("from"):
		send(w, http.StatusConflict, seat{}) // want `send sends 409 Conflict, which Move does not document \(only 200, 404\) \(statuscode/undocumented\)`
	default:
		send(w, http.StatusOK, seat{})
	}
}

// Six handlers pass the gate and say nothing of its 401, five nothing of its 429.

// One is the first.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /one [get]
func One(w http.ResponseWriter, r *http.Request) {
	if !gate.Enter(w, r) { // want `gate\.Enter sends 401 Unauthorized in 6 handlers that do not document it; -statuscode\.callers lists them \(statuscode/undocumented\)` `gate\.Enter sends 429 Too Many Requests, which One does not document \(only 200, 404\) \(statuscode/undocumented\)`
		return
	}
	send(w, http.StatusOK, seat{})
}

// Two is another.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /two [get]
func Two(w http.ResponseWriter, r *http.Request) {
	if !gate.Enter(w, r) { // want `gate\.Enter sends 429 Too Many Requests, which Two does not document \(only 200, 404\) \(statuscode/undocumented\)`
		return
	}
	send(w, http.StatusOK, seat{})
}

// Three is another.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /three [get]
func Three(w http.ResponseWriter, r *http.Request) {
	if !gate.Enter(w, r) { // want `gate\.Enter sends 429 Too Many Requests, which Three does not document \(only 200, 404\) \(statuscode/undocumented\)`
		return
	}
	send(w, http.StatusOK, seat{})
}

// Four is another.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /four [get]
func Four(w http.ResponseWriter, r *http.Request) {
	if !gate.Enter(w, r) { // want `gate\.Enter sends 429 Too Many Requests, which Four does not document \(only 200, 404\) \(statuscode/undocumented\)`
		return
	}
	send(w, http.StatusOK, seat{})
}

// Five is another.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /five [get]
func Five(w http.ResponseWriter, r *http.Request) {
	if !gate.Enter(w, r) { // want `gate\.Enter sends 429 Too Many Requests, which Five does not document \(only 200, 404\) \(statuscode/undocumented\)`
		return
	}
	send(w, http.StatusOK, seat{})
}

// Six documents the 429.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Failure 429 {object} seat
// @Router /six [get]
func Six(w http.ResponseWriter, r *http.Request) {
	if !gate.Enter(w, r) { // ok
		return
	}
	send(w, http.StatusOK, seat{})
}

// done answers 204 where it is given nothing to send, else 200.
func done(w http.ResponseWriter, v ...any) {
	if len(v) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	send(w, http.StatusOK, v[0])
}

// List sends something.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /list [get]
func List(w http.ResponseWriter, r *http.Request) {
	done(w, seat{}) // ok
}

// Remove sends nothing.
//
// @Success 204
// @Failure 404 {object} seat
// @Router /remove [delete]
func Remove(w http.ResponseWriter, r *http.Request) {
	done(w) // ok
}

// Replace says that it sends something.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /replace [put]
func Replace(w http.ResponseWriter, r *http.Request) {
	done(w) // want `done sends 204 No Content, which Replace does not document \(only 200, 404\) \(statuscode/undocumented\)`
}

// Some sends what there is, or nothing.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /some [get]
func Some(find func() []any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		done(w, find()...) // want `done sends 204 No Content, which Some does not document \(only 200, 404\) \(statuscode/undocumented\)`
	}
}

// stored answers one status for two failures: the seat is not encoded, or not stored.
func stored(w http.ResponseWriter, save func() error, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	if err := save(); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(data)
}

// Keep sends what can always be encoded, and may fail all the same.
//
// @Success 200 {object} seat
// @Failure 404 {object} seat
// @Router /keep [post]
func Keep(save func() error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		stored(w, save, seat{}) // want `stored sends 500 Internal Server Error, which Keep does not document \(only 200, 404\) \(statuscode/undocumented\)`
	}
}
