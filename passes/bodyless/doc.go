// Package bodyless reports bodies that their status does not allow.
//
// A response with 204, 304 or 101 has no body. net/http does not send one: Write returns
// http.ErrBodyNotAllowed, which few programs check, and the client never receives the
// body. A body with 205 is sent although RFC 9110 forbids it, and a client may read it as
// the start of the next response.
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
// Otherwise drop the body. The same holds for a helper that sends a body with any status:
// reply.JSON(w, http.StatusNoContent, order).
//
// # Silent
//
// The rule is silent if other statuses are possible, if the body is nil or empty, and
// about a helper that sends the body only under a condition that is unknown or false: if
// status != http.StatusNoContent, if v != nil. After a 1xx other than 101 another response
// follows. Responses to HEAD requests are not recognized.
//
// # Options
//
//	-bodyless.tests      report findings in _test.go files and in packages for tests or examples, too
//	-bodyless.generated  report findings in generated files, too (without fixes)
//
// # Fixes
//
// The statement that sends the body is removed, if its results are not used and it is not
// the last use of a variable. Where one call of a framework sends status and body, the
// body becomes nil: c.JSON(http.StatusNoContent, nil). Clients see no difference: they
// never received the body.
//
// # Suppressing
//
//	//respvet:ignore bodyless shared with HTTP/1.0 clients
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A status that is known only to be one of several is not checked, unless none of them
// allows a body.
package bodyless
