// Package registry calls back.
package registry

import "slices"

type Registry struct{ names []string }

// Range calls f for each name until it says no.
func (r *Registry) Range(f func(name string) bool) {
	for _, n := range r.names {
		if !f(n) {
			return
		}
	}
}

// All gives them as an iterator.
func (r *Registry) All() func(yield func(string) bool) { return slices.Values(r.names) }
