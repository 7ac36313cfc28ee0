// Package envelope reports JSON bodies whose members are not those of a contract.
//
// A client reads an error by the names that the contract gives its parts. An
// response that is JSON and calls them otherwise, leaves one out, or says another
// status in the body than in its head, is one that the client's error handling
// does not understand: it shows "unknown error", or takes a 409 for a 400.
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
// What a body looks like is taken from the Go value that is encoded: the tags of
// its structs, as encoding/json reads them, the keys of its maps, constant JSON
// text; through helpers, in this package and others. One finding names everything
// that is wrong with a response:
//
//   - a member that is missing, or there under a name that comes close;
//   - a member of another type, one object where the contract has an array, null;
//   - a status, or a code that goes with it, which is not that of the response;
//   - an array of errors that is empty;
//   - omitempty on a required member that may be empty, and, where the contract
//     wants optional members left out, an empty one without it;
//   - members that the contract keeps apart, as JSON:API does data and errors, or
//     that belong to different shapes, of which wpp shows two;
//   - a list that is the body itself, where the contract has a member for it.
//
// A finding stands at the call that sends, and names the declaration of the struct
// as a related place. A helper that makes the body is reported itself, not its callers,
// and a struct that is wrong in one way once in a package, where it is sent first. Where packages have different shapes that know nothing of each
// other, the finding stands in the package that is the first to import both, at the
// import of the one whose shape is not the contract's first.
//
// Where an OpenAPI document has a schema for the error that an operation sends, that
// counts instead, whether a contract is chosen or not: required members that are
// missing, members of another type or value, and those that the schema forbids. Which
// operation a handler is, is known as statuscode knows it: by its routes, else by its
// name. The finding stands in the handler, also where a helper makes the body.
//
// # Silent
//
// The rule is silent without a chosen contract or a document, and about everything that
// is not known: a status, a value of an interface, a type with a MarshalJSON or
// MarshalText of its own, a map with computed keys, a map or a struct that code which was
// not read has got, JSON that is written in pieces. Of a document's schema it does not
// read oneOf, anyOf and not, nor what differs by the media type; of several operations
// that a handler may be, a body has to fit one. It is silent about members that the contract
// does not name, unless it forbids them, about the statuses of an array's items that
// are not all the same, of which the response's is the sum, and about responses that are
// no JSON: those are rawerror's.
//
// # Options
//
//	-envelope.callers    report each response with a struct, and each call of a helper, that is wrong
//	-envelope.each       report each of the bodies, of which a package has more than ten, that are
//	                     wrong in the same way and no struct's, and not the package once
//	-envelope.tests      look at _test.go files and packages that are for tests or examples, too
//	-envelope.generated  look at generated files too (without fixes)
//
// # Categories
//
//	envelope/lost   an error, or another value of which JSON shows nothing, where the message should be
//	envelope/mixed  of several shapes that the contract shows, another one than in the rest of the module
//
// # Fixes
//
// A tag or a key gets the contract's name, omitempty is dropped or added, and the
// status that is sent is written where a literal says another. A tag belongs to all
// responds with the struct, and to what decodes it: the fix says so. There is no fix
// if a part of what is wrong is for a person to decide.
//
// # Suppressing
//
//	//respvet:ignore envelope the form is RFC 6749's
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// What a custom encoder does to names is not seen. A list of errors that comes from
// elsewhere is not counted: where omitempty may leave it out, that is not reported.
// The operation of a handler that is registered in another package is known by
// the handler's name alone.
package envelope
