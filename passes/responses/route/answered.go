package route

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/http"
)

// Answered returns the statuses that requests of a route may be answered with, by its handler
// and by the middleware before it, sorted. Unread says why there may be others, "" if there
// are none: then the way from the server to the handler is known, and all on it was read.
func Answered(parts []*Routing, r Route) (codes []int, unread string) {
	all := Around{}
	handlers := RepliesOf(parts, r.Handler)
	switch {
	case r.Handler == "" || len(handlers) == 0:
		all.Unread = "its handler was not read"
	case r.Server == "":
		all.Unread = "no server of it is seen"
	}
	for _, part := range parts {
		if slices.Contains(part.Remade, r.Library) {
			all = all.with(Around{Unread: "an error handler of the program's own answers"})
		}
	}
	for _, h := range handlers {
		all = all.with(Around{Unread: h.Unread})
		for _, reply := range h.Replies {
			all = all.with(Around{Codes: []int{reply.Code}})
		}
	}
	for _, a := range r.Around {
		all = all.with(a)
	}
	return all.Codes, all.Unread
}

// Unsent returns those of some documented statuses that no request of a route is answered
// with. It is nil where that is not known, and says nothing of statuses that others may send:
// a server of net/http, a router, what a panic or a proxy makes of it.
func Unsent(parts []*Routing, r Route, documented []int) (codes []int) {
	sent, unread := Answered(parts, r)
	if unread != "" {
		return nil
	}
	for _, code := range documented {
		if !slices.Contains(sent, code) && !slices.Contains(codes, code) && !byOthers(code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// byOthers reports whether a status may come from others than a handler and its middleware.
func byOthers(code int) bool {
	switch code {
	case http.StatusMovedPermanently, http.StatusTemporaryRedirect, http.StatusPermanentRedirect, // routers, for a path with another slash
		http.StatusMethodNotAllowed, http.StatusRequestTimeout, http.StatusExpectationFailed, http.StatusRequestHeaderFieldsTooLarge,
		http.StatusInternalServerError, // of a panic
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return code < 200 || code > 599
}
