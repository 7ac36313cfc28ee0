// Package lateheader reports headers and statuses that are set after the response has started.
//
// The first byte of a body, or the status, sends the header. Fields that are set
// afterwards are not sent: the client gets a JSON body without its content type, or a 200
// instead of the 500 that came too late. At best, net/http logs it on the server
// ("superfluous response.WriteHeader call").
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
// The same holds for w.Header()["X-Total"] = …, for a second WriteHeader, for http.Error
// and http.Redirect, and for helpers, of this package and others, that set a field or a
// status on all paths. A status that only one branch sends, and after which all paths set
// header fields, is reported where it is sent. If a helper sends a response in each case
// in which it returns an error, false or nil, then a second response of its caller in that
// case is reported.
//
// # Silent
//
// The rule is silent
//
//   - where the response may not have started;
//   - about trailers: http.TrailerPrefix, those declared in Trailer, and names that are
//     not constant;
//   - after a 1xx other than 101, in deferred calls, and after a connection that may have
//     been hijacked;
//   - where the call that should have written failed: it may have written nothing.
//     http.Error in the branch of Encode's error is reported only if the status was sent
//     before, or if the error shows that the call has sent one;
//   - where a buffer around the writer (bufio, csv, gzip) holds back what is written;
//   - after the next handler in a middleware, which may have sent nothing;
//   - about a bare status where nothing can have failed but writing to the client (text,
//     JSON of a value that can always be encoded);
//   - about a content type in a package whose handlers are passed to another package of
//     the module, which may have set it before.
//
// If a helper responds when it fails, another helper's response after it, perhaps with the
// same status, is late only if both have a body, or if a content type other than
// text/plain is not sent and the handler is registered in its own package, so that no
// middleware can have set it. A status that a framework drops because one was sent before
// is not reported. More than four statuses of a package that are set where a body could
// not be written are one finding.
//
// # Options
//
//	-lateheader.tests      report findings in _test.go files and in packages for tests or examples, too
//	-lateheader.generated  report findings in generated files, too (without fixes)
//	-lateheader.each       report each call that comes too late after a helper which responds when
//	                       it fails, not the helper once
//
// # Fixes
//
// A header field is set before the call that starts the response, if both are statements
// of one block, its value needs no call, and nothing in between declares or changes what
// it needs. A second WriteHeader with the same status is removed.
//
// # Suppressing
//
//	//respvet:ignore lateheader our writer keeps the header back
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A response writer of the project that holds back the header is not recognized where it
// is passed on as an http.ResponseWriter.
package lateheader
