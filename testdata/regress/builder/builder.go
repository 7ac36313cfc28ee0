// Package builder passes an internal error to the builder of another package.
package builder

import (
	"net/http"

	"github.com/respvet/respvet/testdata/regress/builder/reply"
)

// A Store keeps things.
type Store interface{ Save(id string) error }

// Built hands the error to the builder: here it becomes text, and is sent.
func Built(w http.ResponseWriter, s Store) {
	if err := s.Save(""); err != nil {
		reply.New(w).Because(err).Send() // want `\(errleak/error\)`
	}
}
