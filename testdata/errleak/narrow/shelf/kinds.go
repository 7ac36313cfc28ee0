package shelf

import (
	"errors"
	"os"
)

// ErrShut is for the borrowers.
var ErrShut = errors.New("the library is shut")

// A Missing is a book that is not there. Each is taken for each.
type Missing struct{ Title string }

// Error names the book.
func (m Missing) Error() string { return "missing: " + m.Title }

// Is takes any other for itself.
func (m Missing) Is(target error) bool {
	_, ok := target.(Missing)
	if !ok {
		_, ok = target.(*Missing)
	}
	return ok
}

// A Coded has a number, which says whether it is another.
type Coded struct {
	Code int
	Err  error
}

// Error tells what is behind it.
func (c *Coded) Error() string { return "coded: " + c.Err.Error() }

// Is compares the numbers.
func (c *Coded) Is(target error) bool {
	t, ok := target.(*Coded)
	return ok && t.Code == c.Code
}

// Renew has a reason for the borrower, or none.
func Renew(title string) error {
	if title == "" {
		return &Missing{Title: title}
	}
	return os.Remove(title)
}

// Keep is Renew with numbers.
func Keep(title string) error {
	if title == "" {
		return &Missing{Title: title}
	}
	if err := os.Remove(title); err != nil {
		return &Coded{Code: 1, Err: err}
	}
	return nil
}
