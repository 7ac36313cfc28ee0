// Package store returns lists: some nil, some not.
package store

import "errors"

// A Hen is what lists hold.
type Hen struct {
	Name string `json:"name"`
}

var hens = map[string]Hen{}

// Named returns what it was declared with if no hen matches.
func Named(prefix string) ([]Hen, error) {
	if prefix == "" {
		return nil, errors.New("no prefix")
	}
	var out []Hen
	for _, h := range hens {
		out = append(out, h)
	}
	return out, nil
}

// Made differs in the declaration.
func Made(prefix string) ([]Hen, error) {
	if prefix == "" {
		return nil, errors.New("no prefix")
	}
	out := make([]Hen, 0, len(hens))
	for _, h := range hens {
		out = append(out, h)
	}
	return out, nil
}

// Old returns nil beside a word that tells the caller.
func Old() ([]Hen, bool) {
	if len(hens) == 0 {
		return nil, false
	}
	return []Hen{{}}, true
}

// Farm keeps hens.
type Farm struct{ hens []Hen }

// All may return nil, through a method.
func (f *Farm) All(keep func(Hen) bool) (out []Hen) {
	for _, h := range f.hens {
		if keep(h) {
			out = append(out, h)
		}
	}
	return out
}

// Kept returns a field: nobody knows.
func (f *Farm) Kept() []Hen { return f.hens }
