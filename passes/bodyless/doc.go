// Package bodyless reports bodies that their status does not allow.
//
// A response with 204, 304 or 101 has no body. net/http refuses it: Write returns
// http.ErrBodyNotAllowed, which hardly anybody looks at, and the client never gets what
// was meant for it. A body with 205 is sent although RFC 9110 forbids it, and a client
// may take it for the beginning of the next response.
//
// For example:
//
//	w.WriteHeader(http.StatusNoContent)
//	json.NewEncoder(w).Encode(order) // error: "(*json.Encoder).Encode sends a body with 204 No Content, which allows none: the client does not receive it"
//
// Better, if the client needs the body:
//
//	w.WriteHeader(http.StatusOK)
//	json.NewEncoder(w).Encode(order)
//
// and without the body if not. The same holds for a helper that sends a body whatever
// the status is: reply.JSON(w, http.StatusNoContent, order).
//
// # Silent
//
// The rule is silent if the status may be another, if the body is nil or empty, and
// about a helper that sends the body under a condition which is not known, or which is
// not met: if status != http.StatusNoContent, if v != nil. Behind a 1xx other than 101
// comes another response. Responses to HEAD are not known.
//
// # Options
//
//	-bodyless.tests      look at _test.go files and packages that are for tests or examples, too
//	-bodyless.generated  look at generated files too (without fixes)
//
// # Fixes
//
// The statement that sends the body is dropped, if nobody uses its results and it is
// not the last use of a variable. Clients see no difference: they never got it.
//
// # Suppressing
//
//	//respvet:ignore bodyless shared with HTTP/1.0 clients
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A status that is known only to be one of several is not judged.
package bodyless
