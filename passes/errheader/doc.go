// Package errheader reports error responses without the header fields that belong to their status.
//
// Some statuses need a header field. RFC 9110 requires WWW-Authenticate with a 401 and
// Allow with a 405; a client that gets a 429 needs to know when to try again. A contract
// lists the fields of each status; one of several may be enough.
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
// A finding is reported at the call that sends the status. If that is a helper of the
// package that every handler calls without the field, it is reported in the helper. Where
// one middleware could set the field for all of them, as with WWW-Authenticate, only the
// first response of a package is reported, with others as related places.
//
// # Silent
//
// The rule is silent without a chosen contract. It is silent if the field is set on any
// path to the response, by the call itself, a helper, or a middleware that the package
// contains or refers to; if a field is set whose name is unknown; where code that was not
// read gets the writer first; in helpers, and in handlers that others of the package call.
//
// # Options
//
//	-errheader.callers    report each response that lacks a field, not the first of a package
//	-errheader.offer      offer fixes that set the field to a value to adapt; -fix applies them only if this is set
//	-errheader.tests      report findings in _test.go files and in packages for tests or examples, too
//	-errheader.generated  report findings in generated files, too (without fixes)
//
// # Categories
//
//	errheader/value  a Retry-After that clients cannot parse; a field that differs from the body, where the contract has one value for both
//
// # Fixes
//
// A line that sets the field, before the call: WWW-Authenticate to Bearer, Retry-After to
// 1, Allow to the methods that the handler compares the request's method with. Such a
// value is an example to adapt: go vet -fix leaves it out unless -errheader.offer is set.
// There is no fix for other fields, whose values only the service knows.
//
// # Suppressing
//
//	//respvet:ignore errheader the gateway adds it
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A middleware in a package that this one does not import is not seen. Of the values of
// fields only constants are checked.
package errheader
