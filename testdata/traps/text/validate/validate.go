// Package validate is a service's own validator: what it reports is for clients.
package validate

import (
	"errors"
	"fmt"
	"strings"
)

// Name reports what is wrong with a name.
func Name(s string) error {
	if s == "" {
		return errors.New("name is missing")
	}
	if len(s) > 40 {
		return fmt.Errorf("name has %d letters, 40 are allowed", len(s))
	}
	return nil
}

// Problems are what is wrong with the fields of a form.
type Problems []string

// Error lists the problems.
func (p Problems) Error() string { return strings.Join(p, "; ") }

// Form reports what is wrong with a form's fields.
func Form(fields map[string]string) error {
	var p Problems
	for _, name := range []string{"name", "city"} {
		if fields[name] == "" {
			p = append(p, name+" is missing")
		}
	}
	if len(p) > 0 {
		return p
	}
	return nil
}

// Age reports what is wrong with an age, in the parser's words: parse is what
// reads it.
func Age(s string, parse func(string) (int, error)) error {
	n, err := parse(s)
	if err != nil {
		return fmt.Errorf("age: %w", err)
	}
	if n < 18 {
		return errors.New("age is below 18")
	}
	return nil
}
