// Package statusmeaning reports statuses that do not match what happened.
//
// Clients act on the status. A client that gets 500 for a misspelt parameter tries again,
// and again; one that gets 400 for an order that does not exist is searched for a mistake
// that it does not have. Where a single condition leads to a response, it is clear what
// happened, and a contract has a status for it. The rule is off until a contract is
// chosen.
//
// For example, under the contract wpp:
//
//	o, err := s.store.Order(id)
//	if errors.Is(err, sql.ErrNoRows) {
//		reply.Error(w, http.StatusBadRequest, "no such order") // error: "reply.Error sends 400 Bad Request for a not-found error; contract wpp requires 404 Not Found"
//		return
//	}
//
// Better:
//
//	if errors.Is(err, sql.ErrNoRows) {
//		reply.Error(w, http.StatusNotFound, "no such order")
//		return
//	}
//
// The conditions, and their statuses unless the contract has others:
//
//	r.Method is not one that is served                                  405
//	the Content-Type is not one that is read                            415
//	a parameter of path, query or form is empty or cannot be parsed     400
//	the request's body cannot be decoded                                400
//	the error is sql.ErrNoRows, fs.ErrNotExist or their like            404
//	the error is a variable whose text ends with "not found"            404
//	the database error is 23505, or the text ends with "already exists" 409
//	the error is context.DeadlineExceeded or os.ErrDeadlineExceeded     504
//	the body of another server's response cannot be decoded             502
//	the list that the handler sends is empty                            not 404, not 204
//
// A status that the contract does not document is replaced by the one that it prefers.
//
// # Silent
//
// The innermost condition has to be the only one, and the response has to be in the branch
// that it leads to. The rule is silent after an if statement whose branch has returned;
// where two conditions lead to the response together (a && b); where another one around
// them, other than by method or path, chooses who gets it; where several different ones
// lead there (a || b); and about conditions and statuses that it does not know. It is
// silent about statuses that say the same in another way, or hide it from the client: 401
// and 403 for most conditions, 413 and 422 for a bad request, 404 for a path parameter, or
// for another parameter where the message says that something does not exist. statuscode
// reports statuses that the contract does not document.
//
// # Options
//
//	-statusmeaning.offer      offer fixes that replace the status; -fix applies them only if this is set
//	-statusmeaning.each       report each call of a helper with one status, not the helper once, where
//	                          there are more than five
//	-statusmeaning.tests      report findings in _test.go files and in packages for tests or examples, too
//	-statusmeaning.generated  report findings in generated files, too (without fixes)
//
// # Categories
//
//	statusmeaning/created  201 from a handler for methods for which the contract does not have it, such as GET
//	statusmeaning/message  an error whose message is empty, or only the text of the status
//
// # Fixes
//
// The status replaces a constant in the call. Clients get another status, and the fix says
// so. It is therefore offered in an editor; go vet -fix leaves it out unless
// -statusmeaning.offer is set. There is no fix for a message: only you know what it should
// say.
//
// # Suppressing
//
//	//respvet:ignore statusmeaning a probe for ids must not learn which exist
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// Of a service's own errors only variables with a text of few words are known. Those of
// its database library or of a method such as IsNotFound are not, nor are expired tokens.
// A condition in a helper that returns a status is not seen.
package statusmeaning
