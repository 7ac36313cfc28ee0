// Package statusmeaning reports statuses that do not match what happened.
//
// Clients act on the status. One that gets 500 for a misspelt parameter asks again, and
// again; one that gets 400 for an order that does not exist looks for a mistake of its
// own. Where one condition alone leads to a response, it is plain what has happened, and
// a contract has a status for it. The rule says nothing until a contract is chosen.
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
// The conditions, and the statuses for them where the contract says no other:
//
//	r.Method is not what is served                                      405
//	the Content-Type header is not what is read                         415
//	a parameter of path, query or form is empty or cannot be parsed     400
//	the request's body cannot be decoded                                400
//	the error is sql.ErrNoRows, fs.ErrNotExist or their like            404
//	the error is a variable whose text ends with "not found"            404
//	a database says 23505, or the text ends with "already exists"       409
//	the error is context.DeadlineExceeded or os.ErrDeadlineExceeded     504
//	the body of another server's response cannot be decoded               502
//	a list is empty that the handler sends otherwise                    not 404, not 204
//
// A status that the contract does not document is replaced by the one that it prefers.
//
// # Silent
//
// The innermost condition has to be the only one, and the response has to stand in the arm
// that it leads to. The rule is silent behind an if statement whose arm has returned, where
// two conditions lead to the response together (a && b), where another one around them chooses
// who gets it, other than by method or path, where several lead there that tell different things (a ||
// b), about conditions that it does not know, and about a status that is not known.
// It is silent about statuses that say the same in another way, or keep it from the
// client: 401 and 403 for most conditions, 413 and 422 for a request that is wrong, 404
// for a parameter of the path, or for another one where the message says that there is no
// such thing.
// What the contract does not document is statuscode's.
//
// # Options
//
//	-statusmeaning.offer      offer fixes that replace the status; where -fix applies fixes unseen, only if it is set
//	-statusmeaning.each       report each of the calls, where there are more than five, of a helper that
//	                          has one status, and not the helper once
//	-statusmeaning.tests      look at _test.go files and packages that are for tests or examples, too
//	-statusmeaning.generated  look at generated files too (without fixes)
//
// # Categories
//
//	statusmeaning/created  201 from a handler that is registered for no method for which the contract has it, as GET
//	statusmeaning/message  an error whose message is empty, or only the text of the status
//
// # Fixes
//
// The status takes the place of a constant that stands in the call. Clients will see
// another status, as the fix says. So it is one to choose, in an editor; go vet -fix
// leaves it out unless -statusmeaning.offer is set. There is no fix for a message:
// what to say is for a person to know.
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
