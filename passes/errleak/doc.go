// Package errleak reports internal error text that is sent to clients.
//
// The text of an error is written for operators. It may contain addresses, file names, SQL
// and other customers' keys, and it changes with every library; a stack trace shows the
// code itself. It helps an attacker and not the client.
//
// For example:
//
//	u, err := s.store.User(id)
//	if err != nil {
//		http.Error(w, "cannot load user: "+err.Error(), http.StatusInternalServerError) // error: "error text from store.Store.User is sent to the client in the body of the 500"
//		return
//	}
//
// Better:
//
//	if err != nil {
//		slog.Error("cannot load user", "error", err)
//		http.Error(w, "cannot load user", http.StatusInternalServerError)
//		return
//	}
//
// The text is followed through variables, fields, formatting, helpers and other packages
// into the body, a header field, a cookie or the URL of a redirect. A finding is reported
// where the error becomes text, once for a helper, with up to five of the calls that pass
// internal errors to it. If the Error method of a type of the project prints another
// error, the response that prints the outer one is reported; a recovered value is reported
// where it becomes text. Errors in the client's own input are of category parse, whatever
// the status is. More than ten leaks of one category in a package are one finding, with
// five of them as related places; so are more than five that one function of the program
// sends.
//
// # Silent
//
// An error is public only if each of its origins is: constant text, an error that is
// composed on the spot of constants and plain values, a sentinel, a type or function whose
// declaration says //respvet:public, a type listed under public-errors in .respvet.yml, or
// a function that returns nothing else. Where errors.Is, errors.As, a comparison or a type
// switch has found one of these in an error, the error is treated as that one, with the
// text that wraps it.
//
// The rule is silent about public errors, and about
//
//   - the text of the status;
//   - text that goes elsewhere: a log, another server's request;
//   - the error of writing to the client;
//   - a member that the JSON omits;
//   - what is sent only in a debug or development mode, or only to administrators: by a
//     flag of that name, a route with a segment "admin", or a package of that name;
//   - strings of unknown origin, such as the result of code that was not read and got an
//     error;
//   - an error that is encoded as a value, as a member of a JSON object for instance: that
//     is not its text.
//
// The result of an interface's method, or of code that was not read, counts as internal.
// r.Context().Err() does not: its texts are fixed.
//
// # Options
//
//	-errleak.callers    also report each call that passes an internal error to a helper that prints it
//	-errleak.each       report each leak, not the package once, where it has more than ten, or sends more
//	                    than five by one function of the program
//	-errleak.tests      report findings in _test.go files and in packages for tests or examples, too
//	-errleak.generated  report findings in generated files, too (without fixes)
//
// # Categories
//
//	errleak/stack     a stack trace
//	errleak/panic     the value that recover returned
//	errleak/verbose   an error printed with %+v, which may show its stack
//	errleak/parse     why the client's own input could not be parsed; with a chosen contract, or -errleak.parse
//	errleak/error4xx  any other error, in a response that is certainly a 4xx; with a chosen contract, or -errleak.error4xx
//	errleak/error     any other error
//
// A category is turned on and off by "enable: [errleak/parse]" and "disable:
// [errleak/parse]" in .respvet.yml, or by -errleak.parse and -errleak.parse=false.
//
// # Fixes
//
// The message keeps what precedes the error ("cannot load user: %v" becomes "cannot load
// user") and its line end; what follows the error is removed with it. If nothing precedes
// the error, the contract's message or the text of a 5xx status replaces it. The error is
// logged before the response starts, as a warning if the client made a mistake, by the
// logger in use nearby or elsewhere in the module, with the request's context if the
// package logs with one, unless another statement logs it already. Clients no longer see
// the error: check whether any of them uses its text.
//
// There is no fix
//
//   - in a helper that other packages can call, where the leak is an argument: the callers
//     decide whether its text is public, and their tests may expect it;
//   - where some of the possible errors are public, or two errors are in one text;
//   - for redirects, for JSON that is put together by hand, and for header fields that
//     contain nothing else;
//   - where nothing precedes the error and the status is unknown or not a 5xx, or the call
//     has a format or title of its own;
//   - where what precedes is half a sentence ("failed with %v");
//   - where the text has several lines, like an event of a stream, or is an element of a
//     list.
//
// # Suppressing
//
//	//respvet:ignore errleak the text is shown to operators only
//
// on the line or the line above. The reason is required. An error type whose text is meant
// for clients can say so, and is public everywhere:
//
//	//respvet:public
//	type ValidationError struct{ ... }
//
// # Known problems
//
// An error type that is public by convention only, such as that of a validator in another
// module, has to be listed under public-errors. An error that is passed to a framework's
// list or to panic is reported where it is printed, which may be in another module.
package errleak
