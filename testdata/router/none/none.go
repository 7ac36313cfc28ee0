// Package none has no contract that asks for more than a status.
package none

import "net/http"

func serve() error {
	m := http.NewServeMux() // ok
	return http.ListenAndServe(":80", m)
}
