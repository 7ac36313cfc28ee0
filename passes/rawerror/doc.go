// Package rawerror reports error responses whose body is not the kind that clients decode.
//
// Clients of an API decode the body of an error as the contract defines it: as JSON. If
// the response is plain text, or empty where the contract requires a body, their decoder
// fails, and the reason for the error is lost.
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
// The rule reports responses with a 4xx or 5xx whose body is text: http.Error,
// http.NotFound, WriteHeader followed by a write, JSON that is passed to http.Error, text
// that is labelled as JSON, and, unless a chosen contract allows it, a bare JSON string;
// under a chosen contract also XML. A finding is reported at the call that chooses the
// text, once for a helper, with up to five of its callers. A helper that gets its status
// from its callers counts if they only pass errors, or if what it writes is only used for
// errors: the text of an error or of the status. If such a helper is in another package
// and may send anything, the first call with an error is reported.
//
// Without a contract, a package that sends all of its errors as text, or most of many,
// does so by decision: it gets one finding, at the first error, with five others as
// related places, and no fix. The same holds for more than five errors that are JSON sent as
// text/plain. -rawerror.each lists all of them, with fixes.
//
// # Silent
//
// The rule is about APIs that send JSON. Without a contract it is silent
//
//   - in a package that sends no JSON, decodes none from its clients, and imports no
//     package of its module that sends errors as JSON;
//   - in a handler that leaves its response to code that was not read, or sends something
//     that may be anything: a page, a file, protobuf;
//   - about a Basic challenge, which is for browsers;
//   - in a middleware of a package that has pages, which may run before them;
//   - in a package that sends most of its errors, at least five, as text, or all of them
//     if it imports no package of its module that sends errors as JSON, unless a handler's
//     comment documents a JSON error: that is a convention, and -rawerror.text reports it
//     once;
//   - about a handler whose comment says that it produces text and no JSON, or that the
//     error's body is a string (swag's {string}, a swagger:response that is one).
//
// It is silent where text is right or the kind is unknown: a handler whose other responses
// are an HTML page, a redirect, a file, a stream, another server's response (its status or
// its body), plain text or XML; a body or a status of unknown origin; a body that other
// code may have written, or that code of another module chooses among several, for
// instance where the program may set an error handler. A response with the content type
// text/event-stream is a stream, and, unless a contract is chosen, one with text/csv,
// application/octet-stream and the like is a file. A handler that encodes JSON elsewhere,
// as a success or beside a file as an error, is still an API's. So is one that sends
// "deleted" or another constant text, if it sends a 4xx too and the package encodes JSON,
// and one whose doc comment documents a JSON body for the error, even if its success is a
// page.
//
// Empty bodies are not reported where text would not be, and in probes: handlers that send
// only the statuses 200, 500 and 503, each without a body. If a helper sends some bodies
// and some empty responses, as where encoding fails, the empty ones are reported there and
// not at its callers.
//
// What a router or a middleware of a library sends itself, above all 404 and 405 of
// http.ServeMux, is reported where this package creates it and serves it under a chosen
// contract. It is not reported where a route, or a handler passed to Use that passes
// nothing on, matches every path and method; where the package has replaced these
// responses (NotFound, an error handler); or where a writer of the package checks the
// status that is set.
//
// # Options
//
//	-rawerror.callers    also report each call of a helper that chooses the kind of the body
//	-rawerror.each       report each response of a package whose errors are text, not the package once
//	-rawerror.tests      report findings in _test.go files and in packages for tests or examples, too
//	-rawerror.generated  report findings in generated files, too (without fixes)
//
// # Categories
//
//	rawerror         the body is text or a bare string
//	rawerror/text    the errors of a package are text by convention: one finding
//	rawerror/empty   there is no body, and the contract, if one is chosen, requires one
//	rawerror/router  a router or middleware of a library sends its own text
//
// Without a chosen contract the last three are off. A category is turned on by "enable:
// [rawerror/empty]" and off by "disable: [rawerror/empty]" in .respvet.yml.
//
// # Fixes
//
// The response is sent by the project's own responder if the file can call one: a function
// listed under responders in .respvet.yml, or one of this package or of a package that the
// file imports, which sends a JSON object, takes the writer, the status and the message
// (and perhaps a request, a context or a code), and is not used for successes. Otherwise
// the body is written in place: the one that most other errors of the package have, its
// struct, map or constructor, if the message and the status are all that differs and it
// has a chosen contract's members; else the contract's:
//
//	w.Header().Set("Content-Type", "application/json")
//	w.WriteHeader(http.StatusNotFound)
//	json.NewEncoder(w).Encode(map[string]any{"error": "no such order"})
//
// If four or more errors of a package would be written in place, and it has no responder,
// the fixes add one at the end of the file of the first, once, and call it:
//
//	respondError(w, http.StatusNotFound, "no such order")
//
// The message is unchanged; an empty body gets the status text, and a code that depends on
// the status is "error" if the status is not constant. Clients get the new body: check
// whether any of them compares the text. There is no fix for XML, nor for the operands of
// fmt.Fprint.
//
// # Suppressing
//
//	//respvet:ignore rawerror the device reads no JSON
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A handler that sends pages to browsers and JSON to programs, by the request's Accept
// header, is treated as an API's. So is a probe that sends text if something is wrong and
// nothing otherwise, and a handler that passes the rest to a file server that it was
// given: http.FileServer is recognized only where it is called. A text that starts with a
// value of unknown origin may be anything and is not reported, except with http.Error,
// which always sends text/plain.
//
// If the contract's body contains the status, as a number or as a name ("not_found"), a
// fix writes it a second time. If the status is changed later, as statuscode proposes
// where it is not documented, the body still has the old one: choose the status first.
package rawerror
