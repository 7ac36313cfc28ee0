// Package envelope reports JSON bodies whose members are not those of a contract.
//
// Clients read an error by the member names that the contract defines. If a JSON body
// names them differently, omits one, or has another status in the body than in the status
// line, the client's error handling fails: it shows "unknown error", or treats a 409 as a
// 400.
//
// For example, under the contract amperity, whose errors have status and message:
//
//	reply.JSON(w, http.StatusNotFound, map[string]any{ // error: "reply.JSON sends a 404 body in which "status" is 400, not 404, and "msg" should be named "message"; …"
//		"status": http.StatusBadRequest,
//		"msg":    "no such campaign",
//	})
//
// Better:
//
//	reply.JSON(w, http.StatusNotFound, map[string]any{
//		"status":  http.StatusNotFound,
//		"message": "no such campaign",
//	})
//
// The shape of a body is taken from the Go value that is encoded: struct tags, as
// encoding/json reads them, map keys, constant JSON text; through helpers, in this package
// and others. One finding lists everything that is wrong with a response:
//
//   - a member that is missing, or has a similar name;
//   - a member of another type, an object where the contract has an array, null;
//   - a status, or a code that belongs to a status, other than that of the response;
//   - an empty array of errors;
//   - omitempty on a required member that may be empty, and, where the contract omits
//     empty optional members, an optional one without it;
//   - members that exclude each other, as data and errors in JSON:API, or that belong to
//     different shapes, of which wpp shows two;
//   - a list that is the whole body, where the contract has a member for it.
//
// A finding is reported at the call that sends the body, with the declaration of the
// struct as a related place. A helper that builds the body is reported itself, not its
// callers; a struct that is wrong in one way is reported once per package, where it is
// sent first. Where packages that do not import each other have different shapes, the
// finding is reported in the first package that imports both, at the import of the one
// whose shape is not the contract's first.
//
// Where an OpenAPI document has a schema for the error that an operation sends, that
// schema counts instead, with or without a chosen contract: required members that are
// missing, members of another type or value, and members that the schema forbids. The
// operation of a handler is found as statuscode finds it: by its routes, else by its name.
// The finding is reported in the handler, even if a helper builds the body.
//
// # Silent
//
// The rule is silent without a chosen contract or a document, and about everything that is
// unknown: a status, a value of an interface type, a type with its own MarshalJSON or
// MarshalText, a map with computed keys, a map or a struct that was passed to code that
// was not read, JSON that is written in pieces. In a document's schema it does not read
// oneOf, anyOf and not, nor differences between media types; of several operations that a
// handler may serve, a body has to fit one. It is silent about members that the contract
// does not name, unless it forbids them; about differing statuses in the items of an
// array, which the response's status summarizes; and about responses that are not JSON,
// which rawerror reports.
//
// # Options
//
//	-envelope.callers    report each response with a wrong struct, and each call of a wrong helper
//	-envelope.each       report each body, not the package once, where more than ten bodies of a package
//	                     that are no structs are wrong in the same way
//	-envelope.tests      report findings in _test.go files and in packages for tests or examples, too
//	-envelope.generated  report findings in generated files, too (without fixes)
//
// # Categories
//
//	envelope/lost   an error, or another value that is encoded as {}, where the message should be
//	envelope/mixed  a shape of the contract other than that of the rest of the module
//
// # Fixes
//
// A tag or a key gets the contract's name, omitempty is removed or added, and a literal
// status in the body becomes the one that is sent. A tag affects every response with the
// struct, and everything that decodes it: the fix says so. There is no fix if a part of
// the finding needs a decision.
//
// # Suppressing
//
//	//respvet:ignore envelope the form is RFC 6749's
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// What a custom encoder does to names is not known. A list of errors from elsewhere is not
// counted: where omitempty may omit it, that is not reported. The operation of a handler
// that is registered in another package is found by the handler's name alone.
package envelope
