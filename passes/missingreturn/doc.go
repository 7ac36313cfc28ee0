// Package missingreturn reports handlers that continue after they sent an error.
//
// Sending a response does not end a handler. Without a return it continues: it appends a
// second body to the first, under the first status; it makes the change that it has just
// rejected; or, in a middleware, it lets a request through that it has just rejected.
//
// For example:
//
//	o, err := s.store.Order(id)
//	if err != nil {
//		http.Error(w, "no such order", http.StatusNotFound) // error: "handler continues after http.Error sent 404: a second response is written at line 15"
//	}
//	reply.JSON(w, http.StatusOK, o)
//
// Better:
//
//	if err != nil {
//		http.Error(w, "no such order", http.StatusNotFound)
//		return
//	}
//	reply.JSON(w, http.StatusOK, o)
//
// In gin the handlers after a middleware run even if it returns, unless the chain is
// aborted:
//
//	c.JSON(http.StatusUnauthorized, gin.H{"error": "no token"}) // error: "handler does not abort the chain after (*gin.Context).JSON sent 401: …"
//	return
//
// The same holds for a helper that responds when something is wrong and reports that by
// its result, if the result is ignored, or tested without a return:
//
//	reply.OK(w, s.store.Save(o)) // error: "handler continues after reply.OK, which may have sent 500: …"
//	w.WriteHeader(http.StatusNoContent)
//
// All paths after the response are followed, through loops, switches and closures, as far
// as what is known excludes none of them: a flag or number that was set, a second test of
// the same error, length or call, and the results of helpers count, as do helpers that
// respond only if an argument is an error. What counts as further work:
//
//	another response through the same writer, or through a context of the
//	program's own that keeps it
//	the writer and the request are passed to the next handler
//	the result of a call or lookup is used that is known to have failed
//	the interface whose result made the handler reject the request is called again,
//	with an argument
//
// # Silent
//
// What follows in the same branch as the response is part of the response. The rule is
// silent
//
//   - about both sides of an if and else, and about the end of a handler;
//   - about logging, metrics, closing, unlocking and any other call that is not in the
//     list above;
//   - about deferred calls and goroutines;
//   - after a condition that checks the writer (Written(), a recorder's status);
//   - about helpers that may have responded and do not report it, except those without
//     results after which the handler responds on every path;
//   - about handlers that are not known to run before others. They are if the package
//     passes them to Use or lists them before the last handler of a route, or if they call
//     the next one on another path;
//   - after a condition that may depend on the response: on a variable, field, list, map,
//     channel or context that the response's branch or its helper changes, or on what the
//     condition before the response tested.
//
// A status alone in a branch, and the body after it for all branches, is one response,
// also through a helper that renders a page and sends a status only if that fails. Where a
// helper's result reports that it has responded, and the branch that tests it responds
// again, lateheader reports the second response.
//
// # Options
//
//	-missingreturn.tests      report findings in _test.go files and in packages for tests or examples, too
//	-missingreturn.generated  report findings in generated files, too (without fixes)
//
// # Fixes
//
// A return, with zero values for the results, at the end of the branch that responds, or
// in place of its break or continue. A helper's result that is ignored is tested:
//
//	if !reply.OK(w, s.store.Save(o)) {
//		return
//	}
//
// In a gin middleware a JSON response gets the form that aborts the chain:
// AbortWithStatusJSON.
//
// A result that was assigned to _ gets the name ok or err, if that is free, and one that
// was assigned and not tested is tested. There is no fix where a result is tested the
// wrong way round, or its branch responds again; where a return would leave a label
// unused; and where only a status was sent or set and a page follows, which the return
// would remove.
//
// # Suppressing
//
//	//respvet:ignore missingreturn the page is shown below the message
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// Work that is not in the list above is not seen: a handler that rejects a request and
// then calls a function of the program that sends nothing looks like one that cleans up:
// "if !admin { http.Error(w, …, 403) }; store.Delete(id)" is not reported if the handler
// ends there. If a helper of another package responds when its argument is an error, and
// returns that error, it is not known which result shows that it has responded.
package missingreturn
