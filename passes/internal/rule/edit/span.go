package edit

import (
	"go/format"
	"go/token"
	"strings"
)

// A Span is a piece of a file, as what a finding or an edit covers.
type Span struct{ From, To token.Pos }

// Pos returns where it begins.
func (s Span) Pos() token.Pos { return s.From }

// End returns where it ends.
func (s Span) End() token.Pos { return s.To }

// Formatted returns an expression as gofmt writes it, its lines behind the first
// with some indentation; ok is false if it is none.
func Formatted(expr, indent string) (text string, ok bool) {
	const head = "package p\n\nvar _ = "
	out, err := format.Source([]byte(head + expr + "\n"))
	if err != nil {
		return "", false
	}
	text = strings.TrimSuffix(strings.TrimPrefix(string(out), head), "\n")
	return strings.ReplaceAll(text, "\n", "\n"+indent), true
}
