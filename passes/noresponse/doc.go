// Package noresponse reports handlers that return without a response after a failure.
//
// A handler that writes nothing has responded: net/http sends 200 and an empty body.
// So a branch that logs an error and returns tells the client that all went well. The
// client stores nothing, shows nothing, and does not ask again.
//
// For example:
//
//	o, err := s.store.Order(id)
//	if err != nil {
//		slog.Error("cannot load order", "error", err)
//		return // error: "s.store.Order failed and the handler returns without a response: the client gets an empty 200"
//	}
//	reply.JSON(w, http.StatusOK, o)
//
// Better:
//
//	if err != nil {
//		slog.Error("cannot load order", "error", err)
//		reply.Error(w, http.StatusInternalServerError, "cannot load order")
//		return
//	}
//
// A failure is an error that is not nil, or, in a handler that responds with an error
// elsewhere, a false that a function of the service returns beside its result. The
// finding stands at the return, or at the brace that closes the branch where the
// handler's body ends after it.
//
// A body that is too large is no exception: http.MaxBytesReader makes reading fail and
// sends nothing by itself.
//
// # Silent
//
// That nothing was written has to be certain. The rule follows the writer wherever it
// goes and is silent if, before the test or on any way from it, something gets the
// writer that may respond: a helper that was not read, an upgrader, a closure that is
// handed on or deferred, a goroutine, a field, the next handler. It is silent about
// hijacked connections, about errors of the writer itself, and about panics.
//
// That it is a mistake has to be certain too. The rule is silent
//
//	where the function might not be the handler: another function of the package
//	  calls it and goes on, or its signature is no handler's
//	where more is known of the error: errors.Is, errors.As, a comparison or a
//	  function of the service has looked at it, as for a client that went away
//	about an error that a context gives, and that of reading a body as it comes,
//	  without a limit: the client has gone
//	where what failed gives the handler nothing but its error, and the handler says
//	  nothing where that went well either
//	where the error, or another one in its place, is kept for others: in a field, a list, a map, a channel, a
//	  captured variable, by a method that stores it, a func(error) or a method of an
//	  interface that takes nothing else, or together with the request
//	where a helper's result does not say for certain that it has sent nothing
//	if another way from the same test responds
//	in handlers that send nothing but a status or plain text, and never an error,
//	  as receivers of webhooks do
//
// # Swallowed failures
//
// Where a handler logs the error of a call, goes on, and sends that call's result as a
// success, the client takes null for what there is:
//
//	all, err := s.store.All()
//	if err != nil {
//		log.Print(err)
//	}
//	reply.JSON(w, http.StatusOK, all) // error: "s.store.All has failed, and reply.JSON sends its result as a success all the same"
//
// The value that is sent has to be that very result, or be encoded from it alone. Where
// other values stand beside it, or another one is put in its place, a part may be missing
// on purpose.
//
// # Options
//
//	-noresponse.tests      look at _test.go files and packages that are for tests or examples, too
//	-noresponse.generated  look at generated files too (without fixes)
//
// # Categories
//
//	noresponse/swallowed  a success that sends the result of a call that has failed
//
// # Fixes
//
// The response that another branch of the handler gives, if that is right here as well: a
// 500, or whatever status its helper finds for the error, with no text of its own:
//
//	s.fail(w, r, err)
//
// Else a 500 through the project's own function that sends errors as JSON, if it is
// in reach.
//
// # Suppressing
//
//	//respvet:ignore noresponse the sender must not try again
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A failure that is told by a nil result, by a number or by the comma-ok form of a map
// or type assertion is not seen, nor one in a helper that a handler calls. A helper of
// another package that gets the writer counts as a response, even if it only sets
// headers.
package noresponse
