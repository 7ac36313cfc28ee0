// Package noresponse reports handlers that return without a response after a failure.
//
// If a handler writes nothing, net/http sends 200 and an empty body. A branch that logs an
// error and returns therefore reports success to the client, which stores nothing, shows
// nothing, and does not try again.
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
// elsewhere, a false that a function of the service returns beside its result. The finding
// is reported at the return, or at the closing brace of the branch if the handler's body
// ends after it.
//
// A body that is too large is no exception: http.MaxBytesReader makes reading fail and
// sends nothing itself.
//
// # Silent
//
// It must be certain that nothing was written. The rule follows the writer, and is silent
// if, before the test or on any path after it, something gets the writer that may respond:
// a helper that was not read, an upgrader, a closure that is passed on or deferred, a
// goroutine, a field, the next handler. It is silent about hijacked connections, about
// errors of the writer itself, and about panics.
//
// It must also be certain that this is a mistake. The rule is silent
//
//	where the function may not be the handler: another function of the package
//	  calls it and continues, or its signature is not a handler's
//	where more is known of the error: errors.Is, errors.As, a comparison or a
//	  function of the service has tested it, as for a client that has disconnected
//	about the error of a context, and that of reading a body without a limit: the
//	  client has disconnected
//	where the failed call returns only its error, and the handler sends nothing
//	  after a success either
//	where the error, or one that replaces it, is stored: in a field, a list, a map, a channel, a
//	  captured variable, by a method that stores it, a func(error) or a method of an
//	  interface that takes nothing else, or together with the request
//	where a helper's result does not show for certain that it has sent nothing
//	if another path from the same test responds
//	in handlers that send only a status or plain text, and never an error, such as
//	  receivers of webhooks
//
// # Swallowed failures
//
// Where a handler logs the error of a call, continues, and sends that call's result as a
// success, clients get null:
//
//	all, err := s.store.All()
//	if err != nil {
//		log.Print(err)
//	}
//	reply.JSON(w, http.StatusOK, all) // error: "s.store.All failed and reply.JSON sends its result anyway: the client gets a success"
//
// The value that is sent has to be that result, or be encoded from it alone. Where it is
// sent with other values, or another value replaces it, a part may be missing on purpose.
//
// # Options
//
//	-noresponse.tests      report findings in _test.go files and in packages for tests or examples, too
//	-noresponse.generated  report findings in generated files, too (without fixes)
//
// # Categories
//
//	noresponse/swallowed  the result of a failed call is sent as a success
//
// # Fixes
//
// The response that another branch of the handler sends, if it is right here as well: a
// 500, or the status that its helper finds for the error, without a text of its own:
//
//	s.fail(w, r, err)
//
// Otherwise a 500 through the project's own function that sends errors as JSON, if the
// file can call one.
//
// # Suppressing
//
//	//respvet:ignore noresponse the sender must not try again
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A failure that is reported by a nil result, by a number or by the comma-ok form of a map
// or type assertion is not seen, nor one in a helper that a handler calls. A helper of
// another package that gets the writer counts as a response, even if it only sets header
// fields.
package noresponse
