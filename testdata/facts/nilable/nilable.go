// Package nilable returns lists: some nil, some not.
package nilable

import "errors"

var names []string

// Loop returns what it declared if there are no names.
func Loop() ([]string, error) { // want Loop:`nilable\[0\]`
	if names == nil {
		return nil, errors.New("no names")
	}
	var out []string
	for _, n := range names {
		out = append(out, n)
	}
	return out, nil
}

// Made differs in the declaration.
func Made() ([]string, error) {
	if names == nil {
		return nil, errors.New("no names") // beside an error
	}
	out := make([]string, 0, len(names))
	for _, n := range names {
		out = append(out, n)
	}
	return out, nil
}

// Bare returns nil, and nothing says so.
func Bare() []string { // want Bare:`nilable\[0\]`
	if len(names) == 0 {
		return nil
	}
	return []string{"a"}
}

// Told differs in the word beside it.
func Told() ([]string, bool) {
	if len(names) == 0 {
		return nil, false
	}
	return []string{"a"}, true
}

// Passed returns what another function does.
func Passed() (int, []string) { // want Passed:`nilable\[1\]`
	return 1, Bare()
}

// Kept returns a variable: nobody knows.
func Kept() []string { return names }
