// Package missingreturn reports handlers that continue after they sent an error.
//
// Responding does not end a handler. One that lacks the return goes on: it sends a
// second body behind the first, under the first one's status, it changes what it
// has just refused to change, or, in a middleware, it lets a request through that
// it has just turned away.
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
// In gin the handlers behind a middleware run as well where it returns, unless the
// chain was stopped:
//
//	c.JSON(http.StatusUnauthorized, gin.H{"error": "no token"}) // error: "handler does not abort the chain after (*gin.Context).JSON sent 401: …"
//	return
//
// The same holds for a helper that responds where something is wrong and says so by
// its result, if that is not looked at, or looked at without a return:
//
//	reply.OK(w, s.store.Save(o)) // error: "handler continues after reply.OK, which may have sent 500: …"
//	w.WriteHeader(http.StatusNoContent)
//
// All paths from the response are followed, through loops, switches and closures, as
// far as what is known there allows them: a flag or number that was set, a second
// test of the same error, length or question, and the results of helpers count, also
// of those that respond only if an argument is an error. What is further work:
//
//	another response through the same writer, or through a context of the
//	program's own that keeps it
//	the writer and the request are handed to the next handler
//	a result is used of the call or lookup that is known to have failed
//	the interface whose result made the handler refuse is called again, with an argument
//
// # Silent
//
// What follows in the response's own branch is part of the response. The rule is silent
// about both sides of an if and else, about the end of a handler, about logging,
// metrics, closing, unlocking and any other call that is not in the list above,
// about deferred calls and goroutines, behind a condition that asks the writer
// (Written(), a recorder's status), and about helpers that may have responded and do
// not say so, but for those without results behind which the handler responds on every
// way; about handlers that are not known to stand before others, as they do
// where the package gives them to Use or lists them before the last handler of a
// route, or where they run the next one on another path.
// It is silent behind a condition that may remember the response: one that
// depends on a variable, field, list, map, channel or context that the response's
// branch or its helper changes, or on what the condition before the response asked. A
// status alone in a branch, and the body behind it for all branches, is one response, also
// through a helper that renders a page and responds by itself only where that fails.
// Where a helper's result says that it has responded, and the branch that tests it does
// so once more, lateheader reports the second one.
//
// # Options
//
//	-missingreturn.tests      look at _test.go files and packages that are for tests or examples, too
//	-missingreturn.generated  look at generated files too (without fixes)
//
// # Fixes
//
// A return, with the zero values of the results, at the end of the branch that
// responds, in the place of a break or continue there. A helper's result that is
// dropped is tested:
//
//	if !reply.OK(w, s.store.Save(o)) {
//		return
//	}
//
// In a middleware of gin's the response gets the form that stops the chain, if it is
// JSON: AbortWithStatusJSON.
//
// A result that was assigned to _ gets the name ok or err, if that is free, and one
// that was assigned and not tested is tested. There is no fix where a result is
// tested the wrong way round, or its branch responds once more, where a return would
// leave a label unused, and where a status alone was sent or set and a page follows:
// the return would take it away.
//
// # Suppressing
//
//	//respvet:ignore missingreturn the page is shown below the message
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// Work that is not in the list above is not seen: a handler that has refused and
// then calls a function of its own that sends nothing looks like one that tidies
// up: "if !admin { http.Error(w, …, 403) }; store.Delete(id)" is silent if the handler
// ends there. Of a helper of another package that responds if its argument is an
// error, the sign is not known if it hands that error back.
package missingreturn
