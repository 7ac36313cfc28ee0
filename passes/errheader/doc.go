// Package errheader reports error responses without the header fields that belong to their status.
//
// Some statuses are half a response. RFC 9110 says that a 401 must come with
// WWW-Authenticate and a 405 with Allow; a client that gets a 429 wants to know when to
// try again. A contract says which header belongs to which status; one of several may
// be enough.
//
// For example, under the contract zalando:
//
//	if !s.limiter.Allow() {
//		reply.Error(w, http.StatusTooManyRequests, "slow down") // error: "reply.Error sends the 429 without Retry-After, … or X-RateLimit-Reset; contract zalando requires one"
//		return
//	}
//
// Better:
//
//	if !s.limiter.Allow() {
//		w.Header().Set("Retry-After", "1")
//		reply.Error(w, http.StatusTooManyRequests, "slow down")
//		return
//	}
//
// A finding stands at the call that gives the response its status. If that is a helper of
// the package which all handlers call without the header, it stands in the helper. Where
// one middleware could set the header for all of them, as WWW-Authenticate, the first
// response of a package is reported, and others as related places.
//
// # Silent
//
// The rule is silent without a chosen contract. It is silent if the header is set on
// any path to the response, by the call itself, a helper, or a middleware that the package
// has or names; if a header is set whose name is not known; where other code that is not
// known gets the writer before; in helpers, and in handlers that others of the package
// call.
//
// # Options
//
//	-errheader.callers    report each response that lacks a header, not the first of a package
//	-errheader.offer      offer fixes that set the header to a value to adapt; where -fix applies fixes unseen, only if it is set
//	-errheader.tests      look at _test.go files and packages that are for tests or examples, too
//	-errheader.generated  look at generated files too (without fixes)
//
// # Categories
//
//	errheader/value  a Retry-After that clients cannot read; a header that says something else than the body, where the contract has one value for both
//
// # Fixes
//
// The line that sets the header, before the call: WWW-Authenticate to Bearer,
// Retry-After to 1, Allow to the methods that the handler compares the request's with.
// Such a value is one to adapt: go vet -fix leaves it out unless -errheader.offer is
// set. There is no fix for other headers, whose values only the service knows.
//
// # Suppressing
//
//	//respvet:ignore errheader the gateway adds it
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A middleware in a package that this one does not import is not seen. Of what headers
// say only constants are looked at.
package errheader
