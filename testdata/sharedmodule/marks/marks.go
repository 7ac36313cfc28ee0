// Package marks notes where errors are about. It has nothing to do with HTTP and is not read.
package marks

import "fmt"

// A Mark is an error with the page of the books that it is about.
type Mark struct {
	Page int
	err  error
}

func (m *Mark) Error() string { return fmt.Sprintf("page %d: %v", m.Page, m.err) }

// On marks an error.
func On(page int, err error) error { return &Mark{page, err} }
