// Package leaf gives up at once.
package leaf

// Must panics with an error.
func Must(err error) {
	if err != nil {
		panic(err) // ok: whoever recovers decides
	}
}

// Get returns a value or panics with an error.
func Get[T any](v T, err error) T {
	Must(err)
	return v
}
