// Package statusmeaning has one helper for all that goes wrong.
package statusmeaning

import (
	"encoding/json"
	"net/http"
	"strconv"
)

func fail(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusInternalServerError)
	json.NewEncoder(w).Encode(map[string][]map[string]string{"errors": {{"code": "internal", "message": "it went wrong"}}})
}

func book(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("book")); err != nil {
		fail(w, err) // want `fail sends 500 Internal Server Error for a missing or malformed parameter; contract wpp requires 400 Bad Request; 6 calls of it do so and -statusmeaning\.each lists them \(statusmeaning\)`
		return
	}
	w.WriteHeader(http.StatusOK)
}

func shelf(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("shelf")); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func reader(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("reader")); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func loan(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("loan")); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func fine(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("fine")); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func copy(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("copy")); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusOK)
}

// sent is something else than asked.
func sent(w http.ResponseWriter, r *http.Request) {
	var v struct{ Title string }
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		fail(w, err) // want `fail sends 500 Internal Server Error for a body that cannot be decoded; contract wpp requires 400 Bad Request \(statusmeaning\)`
		return
	}
	w.WriteHeader(http.StatusOK)
}
