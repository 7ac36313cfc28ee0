// Package statuscode reports statuses that a contract or a document lacks.
//
// A contract lists the statuses that an API sends. Clients handle these and no others: a
// client that does not know 422 can only treat it as 400, and a gateway may replace a
// status that only it may set. A status that the project has invented means nothing to
// clients.
//
// For example, under the contract wpp, which has 400 but not 422:
//
//	if p.Size == "" {
//		reply.Error(w, http.StatusUnprocessableEntity, "size is required") // error: "reply.Error sends 422 Unprocessable Entity, which contract wpp does not document"
//		return
//	}
//
// Better:
//
//	if p.Size == "" {
//		reply.Error(w, http.StatusBadRequest, "size is required")
//		return
//	}
//
// A status is followed through constants, variables, fields, results and helpers, in this
// package and others. A finding is reported at the call that chooses the status: a helper
// that takes the status as a parameter is not reported, its callers are, with the place
// that sends it as a related place.
//
// # Documented statuses
//
// The documentation of an operation takes precedence over the contract's table: the
// comment of a handler, in the form of swaggo/swag (@Success, @Failure, @Response) or of
// go-swagger (swagger:operation, swagger:route). The handler may be a function, a method,
// or a function literal that a function returns.
//
//	// @Success 200 {object} Order
//	// @Failure 404 {object} reply.Problem "no such order"
//	// @Router /orders/{id} [get]
//	func (s *Server) getOrder(w http.ResponseWriter, r *http.Request) {
//		…
//		reply.Error(w, http.StatusConflict, "being changed") // error: "reply.Error sends 409 Conflict, which getOrder does not document (only 200, 404)"
//
// Here a constant status in a helper counts too, at the call in the handler, and so does
// the 200 of a body that is sent before any status is set. 4XX and default document what
// they cover. An operation need not document how the handler rejects other methods, nor
// that a value could not be encoded. A status that a handler sends in several places is
// one finding; so is one that more than five handlers of a package get from one helper.
// Errors, successes and redirects are each documented if at least one of them is: a
// comment without any error does not limit errors; then an OpenAPI document of the project
// applies, or else the contract's table. The document's operation is the one at the path
// that the handler is registered for, through groups, mounted routers and helpers; if that
// is not known, the one whose operationId is the handler's name (get-order, GetOrder).
//
// If a handler's path is complete only in another package, which passes its own router or
// registers the handler, the handler is checked there: the finding is reported at the call
// that completes the path, and names the handler.
//
// # Silent
//
// The rule is silent about a status that is unknown; about one that was copied from
// another server's response, even if it was tested; about registered 1xx; and, unless
// -statuscode.implied is set, about 3xx, about what the API chooses (http.ServeContent),
// and about what another module's code chooses among several (a websocket's handshake). A
// 3xx that the contract says not to use, as zalando does, is reported. A redirect with a
// status that is not a 3xx is checked like any other response. So is a 0 in the call that
// sends it; passed to a helper it may mean "none chosen".
//
// If a function of the program chooses a status by what an error is, as errors.Is(err,
// ErrTaken) for 409, the status counts for a handler only if its error is known to be that
// in some case; not if the error comes from an interface or from code that was not read.
// -statuscode.callers counts it.
//
// Methods are those that the handler is registered for in its own package. If one of them
// is unknown, or one may have the status, the rule is silent.
//
// unsent is reported in the package that passes the router to a server, and only if every
// response of the handler and of all middleware before it was read: the order of
// middleware is known for net/http, chi, gin, echo, gorilla and huma. It leaves out
// statuses that a router, a server, a panic or a proxy may send: 301, 307, 308, 405, 408,
// 417, 431, 500, 502, 503, 504. The comment of a handler is read in its own package alone;
// respvet routes joins all packages, and shows at each route what is never sent.
//
// A 2xx with an error in its body is reported only if the error is certainly there: not
// for a member that may be nil, empty or omitted, not beside data or jsonrpc, as in
// GraphQL and JSON-RPC, and not in a 207.
//
// What a router or a middleware of a library sends itself is checked where this package
// creates it and serves it under a chosen contract, unless the package has replaced these
// responses.
//
// Without a chosen contract every registered status is documented, and no role or method
// is limited.
//
// # Options
//
//	-statuscode.implied    check redirects: 3xx, and statuses that the API chooses
//	-statuscode.offer      offer fixes that replace the status; -fix applies them only if this is set
//	-statuscode.each       report each success with an error in its body, not one per package that has more than five
//	-statuscode.callers    report each call of a helper of this module that has a constant status, and each place of an undocumented one
//	-statuscode.unreturned report this category; every category is a flag
//	-statuscode.unsent     report documented statuses that are never sent
//	-statuscode.tests      report findings in _test.go files and in packages for tests or examples, too
//	-statuscode.generated  report findings in generated files, too (without fixes)
//
// # Categories
//
//	statuscode/invalid       below 100 or above 999: net/http panics
//	statuscode/unregistered  not in IANA's registry, or (Unused) there, and not used by a well-known program (499 by nginx,
//	                         520 by Cloudflare); only without a chosen contract, which has its own list
//	statuscode/undocumented  not in what is documented for the operation, or not in the contract's table
//	statuscode/role          in the table, but only the gateway, or only the backend, may set it
//	statuscode/method        in the table, but for other methods than those that the handler is registered for; a 201 is statusmeaning's
//	statuscode/comment       a doc comment with an invalid status: @Failure 4O4
//	statuscode/success       a 2xx with an error in its JSON body: the member error, errors, or the contract's
//	statuscode/unreturned    a documented 4xx that the handler never sends; only with -statuscode.unreturned, only where
//	                         all that it sends is known, and not 401, 403, 405, 413, 415, 429, which middleware sends
//	statuscode/unsent        a documented status that neither the handler nor the middleware before it sends; only with -statuscode.unsent
//
// A category is turned off by "disable: [statuscode/role]" in .respvet.yml. A status that
// the project does document belongs in a contract of its own:
//
//	extends: wpp
//	statuses:
//	  422: both
//
// # Fixes
//
// The status that the contract prefers replaces a constant in the call:
// http.StatusBadRequest replaces http.StatusUnprocessableEntity. Clients get another
// status, and the fix says so: check whether any of them tests for the old one. It is
// therefore offered in an editor; go vet -fix leaves it out unless -statuscode.offer is
// set. If the contract prefers several, the best comes first and the others are
// alternatives. There is no fix for variables, which may have other values.
//
// A comment that documents other statuses gets a line, or a block, for the missing one,
// like its neighbours. -fix applies that, unless the contract does not have the status, or
// it is a success: then the response may be what is wrong.
//
// # Suppressing
//
//	//respvet:ignore statuscode our proxy sends 499 only to itself
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// If one call may send several statuses, the first that is wrong is reported. A status
// that is stored in a map, a database or the request's context is not known.
package statuscode
