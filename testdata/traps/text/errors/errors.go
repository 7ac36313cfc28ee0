// Package errors is not the standard one: its errors carry a number.
package errors

import "strconv"

// A Numbered is an error that clients look up in the manual.
type Numbered struct {
	Number int
	Title  string
}

// New returns a numbered error of constant text.
func New(title string, number int) *Numbered { return &Numbered{Number: number, Title: title} }

func (e *Numbered) Error() string { return "E" + strconv.Itoa(e.Number) + " " + e.Title }

// Wrap returns a numbered error with another one's text.
func Wrap(err error, number int) *Numbered { return &Numbered{Number: number, Title: err.Error()} }
