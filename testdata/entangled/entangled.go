// Package entangled has functions that call each other in every order, lists that lead back
// to themselves and an error that is kept for later: the order of questions about them would
// show.
package entangled

import (
	"errors"
	"fmt"
	"net/http"
)

var last error

func even(n int, err error) error {
	if n == 0 {
		return err
	}
	return odd(n-1, fmt.Errorf("even: %w", err))
}

func odd(n int, err error) error {
	if n == 0 {
		return errors.New("odd")
	}
	return even(n-1, err)
}

type node struct {
	next *node
	err  error
	text string
}

func (n *node) walk() (text string) {
	for m := n; m != nil; m = m.next {
		if m.err != nil {
			text += m.err.Error()
			last = m.err
		}
		text += m.text
		m.text = text
	}
	return text
}

func a(n *node, err error) *node {
	if err != nil {
		return &node{err: err, next: b(n, err)}
	}
	return n
}

func b(n *node, err error) *node {
	if n.next != nil {
		return c(n.next, errors.Join(err, n.err))
	}
	n.err = err
	return n
}

func c(n *node, err error) *node {
	last = err
	if n.text == "" {
		return a(n, fmt.Errorf("c: %w", err))
	}
	return b(n, last)
}

func status(err error) int {
	switch {
	case errors.Is(err, last):
		return http.StatusNotFound
	case err == nil:
		return 200
	}
	return code(errors.Unwrap(err))
}

func code(err error) int {
	if err == nil {
		return 500
	}
	return status(err)
}

// Handle sends what the functions above make.
func Handle(w http.ResponseWriter, r *http.Request) {
	err := r.ParseForm()
	n := a(&node{text: r.Method}, even(3, err))
	n = c(n, odd(2, last))
	for i := range 3 {
		n = b(n, even(i, n.err))
		n.text = n.walk()
	}
	w.WriteHeader(status(n.err))
	fmt.Fprint(w, n.walk(), last)
}
