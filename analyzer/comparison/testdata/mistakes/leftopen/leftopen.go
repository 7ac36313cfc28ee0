// Package leftopen never closes the body of a response, and sends a request without a context.
package leftopen

import "net/http"

// Healthy reports whether a service says that it is well.
func Healthy(url string) bool {
	resp, err := http.Get(url) // MISTAKE: no Close, no context
	return err == nil && resp.StatusCode == http.StatusOK
}
