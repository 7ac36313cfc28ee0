// Package errleak reports internal error text that is sent to clients.
//
// The text of an error is written for operators. It holds addresses, file names,
// SQL, other customers' keys, and it changes with every library; a stack trace
// shows the code itself. A client gets help from none of it, an attacker does.
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
// The text is followed through variables, fields, formatting, helpers and other
// packages into the body, a header, a cookie or the URL of a redirect. A finding
// stands where the error becomes text, once for a helper, and names up to five of
// the calls that pass internal errors to it. An error of the project's own type whose
// Error method prints another is reported where the response prints the outer one; a
// recovered value where it becomes text. What is wrong with the client's own input is of
// category parse whatever the status is. More than ten leaks of one category in a
// package are one finding, with five of them as related places; so are more than five that
// one function of the program sends.
//
// # Silent
//
// An error is fit for clients only if every origin of it is known to be: constant
// text, an error composed on the spot of constants and plain values, a sentinel, a
// type or function whose declaration says //respvet:public, a type named under
// public-errors in .respvet.yml, or a function that returns nothing else. Where errors.Is,
// errors.As, a comparison or a type switch has found one of these in an error, it is
// that one, with the text that wraps it. The rule is silent about those, about the
// status text, about text that goes elsewhere (a log, another server's request), about
// the error of writing to the client, about a member that the JSON leaves out, about
// what is sent in a debug or development mode or to administrators alone, by a switch of that
// name, a route with a segment "admin" or a package of that name, and about
// strings of unknown origin, such as what unread code makes of an error that it is given.
// The result of an interface's method, or of code that was
// not read, counts as internal; r.Context().Err() does not, its texts are fixed. An
// error that is encoded as a value, say as a member of a JSON object, is no text.
//
// # Options
//
//	-errleak.callers    report each call that passes an internal error to a helper that prints it, too
//	-errleak.each       report each leak of a package that has more than ten, or sends more than five
//	                    by one function of the program, and not the package
//	-errleak.tests      look at _test.go files and packages that are for tests or examples, too
//	-errleak.generated  look at generated files too (without fixes)
//
// # Categories
//
//	errleak/stack     a stack trace
//	errleak/panic     the value that recover returned
//	errleak/verbose   an error printed with %+v, which may show its stack
//	errleak/parse     why the client's own input could not be parsed; with a chosen contract, or -errleak.parse
//	errleak/error4xx  another error, in a response that is certainly a 4xx; with a chosen contract, or -errleak.error4xx
//	errleak/error     another error
//
// A category is turned on and off by "enable: [errleak/parse]" and "disable: [errleak/parse]"
// in .respvet.yml, or by -errleak.parse and -errleak.parse=false.
//
// # Fixes
//
// The message keeps what precedes the error ("cannot load user: %v" becomes "cannot
// load user") and its line end; what follows the error goes with it. Only where
// nothing precedes, the contract's message or the text of a 5xx status takes its
// place. The error is logged before the response begins, as a warning where the client
// has made a mistake, by the logger in use nearby or in the rest of the module, with
// the request's context if the package logs with one, unless another statement records
// it. Clients no longer see the error: whoever reads its text has to be told.
//
// There is no fix in a helper that other packages can call where what leaks is an
// argument: it is for them to say whether its text is meant for clients, and their
// tests may ask for it. Nor is there one where some of the errors that may stand there
// are meant for clients, where two errors stand in one text, for redirects, for JSON
// put together by hand, and for headers that hold nothing else; where nothing precedes
// the error and the status is unknown or no 5xx, or the call has a format or a title
// of its own; where what precedes is half a sentence ("failed with %v"); where the
// text has several lines, as an event of a stream has, or is an element of a list.
//
// # Suppressing
//
//	//respvet:ignore errleak the text is shown to operators only
//
// on the line or the line above. The reason is required. An error type whose text
// is meant for clients says so itself, and is public everywhere:
//
//	//respvet:public
//	type ValidationError struct{ ... }
//
// # Known problems
//
// An error type that is public by habit only, say a validator's in another module,
// has to be named under public-errors. An error handed to a framework's list or
// panicked is reported where it is printed, which may be in another module.
package errleak
