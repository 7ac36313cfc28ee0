// Package shelf keeps books as files.
package shelf

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// What borrowers may be told.
var (
	ErrLent    = errors.New("the book is lent")
	ErrUnknown = errors.New("there is no such book")
	ErrGone    = ErrUnknown
)

// A Refusal is why a borrower gets no book.
type Refusal struct{ Reason string }

// Error is the reason.
func (r *Refusal) Error() string { return "refused: " + r.Reason }

// A Torn is a book that cannot be read.
type Torn struct{ Err error }

// Error tells where.
func (t *Torn) Error() string { return "torn: " + t.Err.Error() }

// Unwrap is what it is torn by.
func (t *Torn) Unwrap() error { return t.Err }

// Take reads a book.
func Take(title string) ([]byte, error) {
	switch title {
	case "":
		return nil, fmt.Errorf("%w: it has no title", ErrUnknown)
	case "lent":
		return nil, ErrLent
	case "old":
		return nil, &Refusal{Reason: "too old"}
	}
	return os.ReadFile(filepath.Join("books", title))
}

// Borrow wraps what Take says.
func Borrow(title, who string) ([]byte, error) {
	b, err := Take(title)
	if err != nil {
		return nil, fmt.Errorf("%s cannot borrow %s: %w", who, title, err)
	}
	return b, nil
}

// Open is Take of an old book.
func Open(title string) ([]byte, error) {
	b, err := Take(title)
	if err != nil {
		return nil, &Torn{Err: err}
	}
	return b, nil
}

// Shelf is where books are.
type Shelf struct{ dir string }

// Take reads a book.
func (s *Shelf) Take(title string) ([]byte, error) {
	if title == "" {
		return nil, fmt.Errorf("take: %w", ErrUnknown)
	}
	return os.ReadFile(filepath.Join(s.dir, title))
}

// IsMissing reports whether an error says that a book is not there.
func IsMissing(err error) bool {
	if err == nil {
		return false
	}
	return errors.Is(err, ErrLent) || errors.Is(err, ErrUnknown)
}

// IsLent is as short as such functions are.
func IsLent(err error) bool { return errors.Is(err, ErrLent) }
