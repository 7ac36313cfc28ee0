// Package rawerror reports error responses whose body is not the kind that clients decode.
//
// An API's client reads the body of an error as the contract says: as JSON. An
// response that is plain text, or empty where the contract asks for a body, makes it
// fail in its decoder, and what went wrong is lost.
//
// For example:
//
//	func (s *Server) get(w http.ResponseWriter, r *http.Request) {
//		o, err := s.store.Get(r.PathValue("id"))
//		if err != nil {
//			http.Error(w, "no such order", http.StatusNotFound) // error: "http.Error sends the 404 as text/plain; clients of a JSON API expect a JSON body"
//			return
//		}
//		reply.JSON(w, http.StatusOK, o)
//	}
//
// http.Error always sends text/plain, even if it is given JSON. Better:
//
//	if err != nil {
//		reply.Error(w, http.StatusNotFound, "no such order")
//		return
//	}
//
// Reported are responses with a status of 4xx or 5xx whose body is text: http.Error,
// http.NotFound, WriteHeader followed by a write, JSON that is handed to
// http.Error, text that is labelled as JSON, and, unless a chosen contract allows it,
// a bare JSON string; XML where a contract was chosen. A finding stands at the call
// that decides on the text, once for a helper, and names up to five of its callers. A
// helper that gets its status from its callers counts if these only pass errors, or if
// what it writes is of use for errors alone: the text of an error or of the status. Of
// one in another package that may be for anything, the first call with an error is
// reported.
//
// Without a contract, a package all of whose errors are text, or most of many, has made up
// its mind: it gets one finding, at the first of them and with five others related. There
// is no fix for it; -rawerror.each lists all with theirs.
//
// # Silent
//
// The rule is about APIs that speak JSON. Without a contract it is silent in a package
// that sends no JSON, reads none of its clients', and imports none of its module that
// sends errors as JSON; and in a handler that leaves its response to code that was not
// read, or sends what may be anything: a page, a file, protobuf; for a Basic challenge,
// which is for browsers; and in a middleware of a package that has pages, before which it
// may stand. Nor does it say anything of a package that sends most of its errors, at
// least five, as text, or all of them where it imports none of its module that sends
// errors as JSON, unless the comment of a handler promises JSON for an error: that is a
// habit, and -rawerror.text reports it once. Nor of a handler whose comment says that it
// produces text and no JSON, or that the body of the error is a string (swag's {string},
// a swagger:response that is one).
//
// It is silent where text is right or nobody knows better: a handler whose
// other responses are an HTML page, a redirect, a file, a stream, another server's
// response (its status or its body), plain text or XML; a body or a status of unknown
// origin; a body that other code may have written, or that code of another module chooses
// among several, as where the program may set an error handler. A stream is also what has the
// content type text/event-stream, and a file, unless a contract was chosen, what has
// one of its own: text/csv, application/octet-stream. A handler that encodes JSON
// elsewhere, as a success or beside a file as an error, is an API's all the same. So
// is one that says "deleted" or another constant text, if it sends a 4xx too and the
// package encodes JSON, and one whose doc comment documents a JSON body for the error,
// be its success a page.
//
// Empty bodies are left alone where text would be, and in probes: handlers that
// send nothing but the statuses 200, 500 and 503, each without a body. One that a
// helper sends beside bodies, as where encoding has failed, is reported there, not at
// its callers.
//
// What a router or a middleware of a library sends by itself, 404 and 405 of
// http.ServeMux before all, counts where this package makes it and serves it under a
// chosen contract. It does not where a route, or a handler given to Use that leaves
// nothing to others, catches every path and method, where the
// package has put responses of its own in their place (NotFound, an error handler), or where
// a writer of the package looks at the status that it is given.
//
// # Options
//
//	-rawerror.callers    report each call of a helper that fixes the kind of the body, too
//	-rawerror.each       report each response of a package whose errors are text, and not the package
//	-rawerror.tests      look at _test.go files and packages that are for tests or examples, too
//	-rawerror.generated  look at generated files too (without fixes)
//
// # Categories
//
//	rawerror         the body is text or a bare string
//	rawerror/text    the errors of a package are text by habit: one finding
//	rawerror/empty   there is no body, and the contract, if one is chosen, requires one
//	rawerror/router  a library responds so by itself: a router, a middleware
//
// Without a chosen contract the last three are off. A category is turned on by
// "enable: [rawerror/empty]" and off by "disable: [rawerror/empty]" in .respvet.yml.
//
// # Fixes
//
// The response goes through the project's own responder if there is one in reach: a
// function named under responders in .respvet.yml, or one of this package or of a
// package that the file imports which sends a JSON object, takes the writer, the
// status and the message (and a request, a context, a code, if it likes), and is
// not used for successes. Else a body is written in place: the one that most other
// errors of the package have, its struct, map or constructor, if the message and the
// status are all that differs and a chosen contract's members are in it; else the
// contract's:
//
//	w.Header().Set("Content-Type", "application/json")
//	w.WriteHeader(http.StatusNotFound)
//	json.NewEncoder(w).Encode(map[string]any{"error": "no such order"})
//
// Where four or more errors of a package would be written out like that, and it has no
// responder, the fixes add one at the end of the first of their files, once, and call it:
//
//	respondError(w, http.StatusNotFound, "no such order")
//
// The message stays as it is; an empty body gets the status text, and a code that
// depends on the status is "error" where that is not constant. Clients see the new
// body: whoever compares the text has to be told. There is no fix for XML, nor for
// the operands of fmt.Fprint.
//
// # Suppressing
//
//	//respvet:ignore rawerror the device reads no JSON
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A handler that sends pages to browsers and JSON to programs, by the request's
// Accept header, is taken for an API's. So is a probe that says in text what is
// wrong and nothing otherwise, and a handler that leaves the rest to a file server
// which it was handed: http.FileServer has to be called in sight. A text that begins
// with a value of unknown origin may be anything and is not reported, but for
// http.Error, which sends text/plain whatever it is given.
//
// What a fix writes repeats the status where the contract's body holds it, as a number
// or as a name ("not_found"). A status that is replaced afterwards, as statuscode
// proposes where it is not documented, leaves them as they were: choose the status
// first.
package rawerror
