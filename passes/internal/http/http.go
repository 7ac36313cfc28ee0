// Package http holds what the suite needs of net/http: names of statuses and
// methods, and the spelling of headers and times.
//
// The go command starts the vet tool once for each package, a thousand times for
// a large project. Linked with net/http, and so with net and the C library, half
// of the tool's start was theirs; and it could open connections, which it never
// does. A test holds what is here against net/http.
package http

import (
	"strings"
	"time"
)

// The methods that are judged by name.
const (
	MethodGet     = "GET"
	MethodHead    = "HEAD"
	MethodPost    = "POST"
	MethodPut     = "PUT"
	MethodPatch   = "PATCH"
	MethodDelete  = "DELETE"
	MethodOptions = "OPTIONS"
)

// TrailerPrefix begins the names of those members of a header map that are sent
// as trailers.
const TrailerPrefix = "Trailer:"

// CanonicalHeaderKey returns the form of a header's name that is the key in
// net/http's header maps: "Content-Type" for "content-type". What is no name of a
// header is its own key.
func CanonicalHeaderKey(name string) string {
	key := []byte(name)
	first := true
	for i, c := range key {
		switch {
		case !isToken(c):
			return name
		case first && 'a' <= c && c <= 'z':
			key[i] = c - ('a' - 'A')
		case !first && 'A' <= c && c <= 'Z':
			key[i] = c + ('a' - 'A')
		}
		first = c == '-'
	}
	return string(key)
}

// isToken reports whether a byte may stand in a header's name.
func isToken(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// ParseTime parses the value of a header that is a time, in any of the three
// forms that HTTP/1.1 has for them.
func ParseTime(text string) (t time.Time, err error) {
	for _, layout := range []string{"Mon, 02 Jan 2006 15:04:05 GMT", time.RFC850, time.ANSIC} {
		if t, err = time.Parse(layout, text); err == nil {
			break
		}
	}
	return t, err
}
