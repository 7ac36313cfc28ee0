// Package ways has helpers whose one return tells, by an error or a comparison, whether they
// have responded on the way there.
package ways

import (
	"encoding/json"
	"net/http"
	"strconv"
)

type store interface {
	Add(item string) (int, error)
}

// read responds where it returns false.
func read(w http.ResponseWriter, r *http.Request, out any) bool {
	err := json.NewDecoder(r.Body).Decode(out)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
	return err == nil
}

// failed responds where it returns true.
func failed(w http.ResponseWriter, err error) bool {
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
	return err != nil
}

// number responds where it returns an error.
func number(w http.ResponseWriter, text string) (n int, err error) {
	n, err = strconv.Atoi(text)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
	return
}

type order struct{ Item string }

func createBad(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var o order
		if !read(w, r, &o) {
			return
		}
		_, err := s.Add(o.Item)
		if err != nil {
			return // want `s\.Add failed and the handler returns without a response: the client gets an empty 200`
		}
		w.WriteHeader(http.StatusCreated)
	}
}

func createGood(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var o order
		if !read(w, r, &o) {
			return
		}
		_, err := s.Add(o.Item)
		if failed(w, err) {
			return
		}
		w.WriteHeader(http.StatusCreated)
	}
}

func twiceBad(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var o order
		if !read(w, r, &o) {
			w.WriteHeader(http.StatusUnprocessableEntity) // want `WriteHeader sets status 422 after read has started the response: the client gets the first status`
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

func orderBad(w http.ResponseWriter, r *http.Request) {
	n, err := number(w, r.PathValue("order")) // want `handler continues after number, which may have sent 400: a second response is written at line \d+`
	if err != nil {
		n = 1
	}
	if n > 100 {
		http.Error(w, "no such order", http.StatusNotFound)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func orderGood(w http.ResponseWriter, r *http.Request) {
	n, err := number(w, r.PathValue("order"))
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]int{"order": n})
}

// numbered hands on what number has refused, and says so once.
func numbered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := number(w, r.PathValue("order"))
		if err != nil {
			http.Error(w, "no such order", http.StatusBadRequest) // want `handler continues after http\.Error sent 400: the rejected request is still passed to the next handler at line \d+`
		}
		next.ServeHTTP(w, r)
	})
}

func numberedGood(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := number(w, r.PathValue("order")); err != nil {
			return
		}
		next.ServeHTTP(w, r)
	})
}
