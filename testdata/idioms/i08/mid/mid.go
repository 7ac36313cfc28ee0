// Package mid makes errors out of the leaf's, and answers.
package mid

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i08/leaf"
)

// Basket launders an error twice.
func Basket(err error) error { return leaf.Note("basket", leaf.Note("article", err)) }

// Limit refuses too many articles.
func Limit(n int) error {
	if n > 99 {
		return leaf.TooMany(n)
	}
	return nil
}

// Say answers with a text.
func Say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": text})
}
