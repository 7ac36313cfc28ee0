// Package lateheader reports headers and statuses that are set after the response has started.
//
// The first byte of a body, or the status, sends the header with it. What is set
// afterwards is lost: the client gets a JSON body without its content type, or the 200
// that a body began with in the place of the 500 that came too late. net/http says so
// in the log of the server at best ("superfluous response.WriteHeader call").
//
// For example:
//
//	w.WriteHeader(http.StatusCreated)
//	w.Header().Set("Content-Type", "application/json") // error: "http.Header.Set sets Content-Type after WriteHeader has started the response: the client does not receive it"
//	json.NewEncoder(w).Encode(order)
//
// Better:
//
//	w.Header().Set("Content-Type", "application/json")
//	w.WriteHeader(http.StatusCreated)
//	json.NewEncoder(w).Encode(order)
//
// The same holds for w.Header()["X-Total"] = …, for a second WriteHeader, for
// http.Error and http.Redirect, and for helpers, of this package and others, that set
// a header or a status on all their ways. A status that one branch alone sends, and
// that all paths from there on set headers behind, is reported where it is sent. A
// helper that has responded where it returns an error, a false or nil has begun the
// response that its caller sends there once more.
//
// # Silent
//
// The rule is silent about a response that has only perhaps begun, about trailers
// (http.TrailerPrefix, those that are declared in Trailer, those whose name is not
// constant), about what follows a 1xx other than 101, about deferred calls, and
// behind a connection that may have been taken over. Where a call that was to write
// has failed, it may have written nothing: http.Error in the branch of Encode's error
// is reported only if the status had been sent before, or if the error says that the
// call has sent one. A buffer around the writer
// (bufio, csv, gzip) keeps back what is written to it. What follows the next handler
// of a middleware is not reported: it may have sent nothing. Behind a helper that has
// responded where it fails, another helper's response that may have the same status is late
// only if both have a body, or if a content type other than text/plain is lost and the
// handler is registered in its own package, so that no middleware can have set it. A
// framework drops a status that was sent before. A bare status is not reported where
// nothing can have failed but writing to the client (text, JSON of a value that can always
// be encoded), nor a content type in a package whose handlers are given to another package
// of the module, which may have set it before. More than four statuses of a package that are
// set where a body could not be written are one finding.
//
// # Options
//
//	-lateheader.tests      look at _test.go files and packages that are for tests or examples, too
//	-lateheader.generated  look at generated files too (without fixes)
//	-lateheader.each       report each call that comes too late behind a helper which
//	                       responds where it fails, and not the helper once
//
// # Fixes
//
// A header is set before the call that begins the response, if both are statements of
// one block, it calls nothing to get its value, and nothing in between declares or
// changes what it needs. A second WriteHeader with the status that was sent is
// dropped.
//
// # Suppressing
//
//	//respvet:ignore lateheader our writer keeps the header back
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A response writer of the project's own that keeps the header back is not known
// where it is passed on as an http.ResponseWriter.
package lateheader
