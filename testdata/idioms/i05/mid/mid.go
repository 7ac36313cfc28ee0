// Package mid reads the token of a request.
package mid

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i05/leaf"
)

// Who returns the member that a request comes from, or a status and the error.
func Who(book leaf.Book, r *http.Request) (m *leaf.Member, status int, err error) {
	token := r.Header.Get("Authorization")
	if status, err = leaf.Check(token); err != nil {
		return nil, status, err
	}
	return leaf.Resolve(book, token)
}

// Send answers with a text.
func Send(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": text})
}
