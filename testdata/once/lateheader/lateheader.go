// Package lateheader takes a helper that responds for one that only says what is wrong.
package lateheader

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// number returns the number that a part of the path is; it responds if it is none.
func number(w http.ResponseWriter, r *http.Request, name string) (int, error) {
	n, err := strconv.Atoi(r.PathValue(name))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
	return n, err
}

func fail(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"error": text})
}

func show(w http.ResponseWriter, r *http.Request) {
	n, err := number(w, r, "order")
	if err != nil {
		fail(w, http.StatusBadRequest, "no such order") // want `5 calls of this package set a header or status after number started the response: it is not sent; -lateheader\.each lists them \(lateheader\)`
		return
	}
	json.NewEncoder(w).Encode(n)
}

func remove(w http.ResponseWriter, r *http.Request) {
	if _, err := number(w, r, "order"); err != nil {
		fail(w, http.StatusBadRequest, "no such order")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func pay(w http.ResponseWriter, r *http.Request) {
	if _, err := number(w, r, "order"); err != nil {
		fail(w, http.StatusNotFound, "no such order")
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func line(w http.ResponseWriter, r *http.Request) {
	if _, err := number(w, r, "line"); err != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func ship(w http.ResponseWriter, r *http.Request) {
	n, err := number(w, r, "order")
	if err != nil {
		fail(w, http.StatusConflict, "no such order")
		return
	}
	carrier := r.FormValue("carrier")
	if err != nil { // it was asked before
		fail(w, http.StatusBadRequest, "no such carrier")
		return
	}
	json.NewEncoder(w).Encode(map[string]any{"order": n, "carrier": carrier})
}

// dispatch asks another error the second time.
func dispatch(w http.ResponseWriter, r *http.Request) {
	if _, err := number(w, r, "order"); err != nil {
		return
	}
	n, err := strconv.Atoi(r.FormValue("carrier"))
	if err != nil {
		fail(w, http.StatusBadRequest, "no such carrier")
		return
	}
	json.NewEncoder(w).Encode(n)
}

// bind decodes what a client sends; it responds if it cannot.
func bind(w http.ResponseWriter, r *http.Request, out any) bool {
	err := json.NewDecoder(r.Body).Decode(out)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
	return err == nil
}

func create(w http.ResponseWriter, r *http.Request) {
	var order struct{ Item string }
	if !bind(w, r, &order) {
		fail(w, http.StatusUnprocessableEntity, "no order") // want `fail sets status 422 after bind has started the response: the client gets the first status`
		return
	}
	fail(w, http.StatusConflict, "out of "+order.Item)
}
