// Package headers sets header fields, as methods and as elements of a map.
package headers

import "net/http"

// Set is the usual way.
func Set(w http.ResponseWriter) { // want Set:`^returns\(\) sets\(param0.#header.Content-Type="application/json"\)$` Set:`^quiet\(0\)$`
	w.Header().Set("Content-Type", "application/json")
}

// Stored stores into the map.
func Stored(w http.ResponseWriter) { // want Stored:`^returns\(\) sets\(param0.#header.Content-Type="application/json"\)$` Stored:`^quiet\(0\)$`
	w.Header()["Content-Type"] = []string{"application/json"}
}

// Spelled keeps a spelling of its own, which is the same field to a client.
func Spelled(w http.ResponseWriter) { // want Spelled:`^returns\(\) sets\(param0.#header.Www-Authenticate="Basic"\)$` Spelled:`^quiet\(0\)$`
	h := w.Header()
	h["WWW-Authenticate"] = []string{"Basic"}
}

// Store takes the field from its caller.
func Store(h http.Header, key, value string) { // want Store:`^returns\(\) sets\(param0.\[\$1h\]=param2\)$`
	h[key] = []string{value}
}

// Through sets what Store stores.
func Through(w http.ResponseWriter) { // want Through:`^returns\(\) sets\(param0.#header.Etag="1"\)$` Through:`^quiet\(0\)$`
	Store(w.Header(), "etag", "1")
}

// Deleted takes back what it has set.
func Deleted(w http.ResponseWriter) { // want Deleted:`^returns\(\) sets\(param0.#header.Content-Type=-\)$` Deleted:`^quiet\(0\)$`
	w.Header()["Content-Type"] = []string{"application/json"}
	delete(w.Header(), "Content-Type")
}

// Kept takes another one back.
func Kept(w http.ResponseWriter) { // want Kept:`^returns\(\) sets\(param0.#header.Content-Type="application/json"\)$` Kept:`^quiet\(0\)$`
	w.Header()["Content-Type"] = []string{"application/json"}
	delete(w.Header(), "Etag")
}

// Map stores into a map that is no header.
func Map(m map[string][]string) { // want Map:`^returns\(\) sets\(param0.content-type={\[\]:"application/json"}\)$`
	m["content-type"] = []string{"application/json"}
}
