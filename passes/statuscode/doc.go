// Package statuscode reports statuses that a contract or a document lacks.
//
// A contract lists the statuses that an API sends. Clients have code for these,
// and for no others: one that never heard of 422 can do no better than to treat it
// as 400, and a gateway may replace a status that only it is to set. A status
// of the project's own invention means nothing to anybody.
//
// For example, under the contract wpp, which knows 400 but not 422:
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
// A status is followed through constants, variables, fields, results and helpers,
// in this package and others. A finding stands at the call that decides the status:
// a helper that takes the status as a parameter is not reported, its callers are,
// and the place that sends is named beside them.
//
// # Documented statuses
//
// What is documented for one operation goes before the contract's table: the comment
// of a handler, in the form of swaggo/swag (@Success, @Failure, @Response) or of
// go-swagger (swagger:operation, swagger:route). The handler may be a function, a
// method, or what a function returns.
//
//	// @Success 200 {object} Order
//	// @Failure 404 {object} reply.Problem "no such order"
//	// @Router /orders/{id} [get]
//	func (s *Server) getOrder(w http.ResponseWriter, r *http.Request) {
//		…
//		reply.Error(w, http.StatusConflict, "being changed") // error: "reply.Error sends 409 Conflict, which getOrder does not document (only 200, 404)"
//
// Here a status that a helper fixes by itself counts too, at the call in the
// handler, and the 200 of a body that is sent before any status is set. 4XX and default
// cover what they say. An operation says nothing of requests that the handler turns away
// because they have another method, nor of a value that could not be encoded. One that a
// handler sends in several places is one finding; so is one that more than five handlers of a
// package have from one helper. Errors are documented where at least one is, and so are
// successes, and redirects, each by themselves: a comment
// without any error is silent about errors, and then an OpenAPI document of the project
// speaks, or else the contract's table. The document's operation is the one at the path
// that the handler is registered for, through groups, mounted routers and helpers; where
// that is not known, the one whose operationId is the handler's name (get-order, GetOrder).
//
// A handler whose path is complete only in another package, which passes a router
// to its own or registers it, is judged there: the finding stands at the call by which
// the path is complete, and names the handler.
//
// # Silent
//
// The rule is silent about a status that is not known, about one that was copied from
// another server's response, also where a test has looked at it, about registered 1xx, and about
// 3xx, whatever the API chooses by itself (http.ServeContent), and what another module's
// code chooses among several (a websocket's handshake), unless -statuscode.implied is set. A 3xx that the contract names as one not to be used is
// reported all the same, as zalando has them. A redirect with a status that is no 3xx is
// judged as any other response. So is a 0 in the very call that sends; to a helper it may
// be the word for "none chosen".
//
// A status that a function of the program chooses by what an error is, errors.Is(err, ErrTaken)
// for 409, counts for a handler only if its error is known to be that in some case; not if it
// comes out of an interface or of code that was not read. -statuscode.callers counts it.
//
// Methods are those that the handler is registered for in its own package. If one of them
// is not known, or one may have the status, the rule is silent.
//
// unsent is reported in the package that gives the router to a server, and only if every
// response of the handler and of all middleware on the way to it was read: of net/http, chi,
// gin, echo, gorilla and huma it is known how middleware gets there. Statuses that a router, a
// server, a panic or a proxy may send are none of it: 301, 307, 308, 405, 408, 417, 431, 500,
// 502, 503, 504. The comment of a handler is read in its own package alone; respvet routes
// joins all packages, and shows what is never sent at each route.
//
// A 2xx with an error in its body is reported only if that is certainly there: a
// member that may be nil, empty or left out is not, and neither is one beside data or
// jsonrpc, as GraphQL and JSON-RPC have it, nor one in a 207.
//
// What a router or a middleware of a library sends by itself is judged where this
// package makes it and serves it under a chosen contract, unless the package has put
// responses of its own in their place.
//
// Without a chosen contract every registered status is documented, and no role and no
// method is limited.
//
// # Options
//
//	-statuscode.implied    judge every redirect: 3xx, and what the API chooses itself
//	-statuscode.offer      offer fixes that replace the status; where -fix applies fixes unseen, only if it is set
//	-statuscode.each       report each success with an error in its body, not one per package that has more than five
//	-statuscode.callers    report each call of a helper of this module that fixes the status, and each place of one that is not documented
//	-statuscode.unreturned turn this category on; every category is a flag
//	-statuscode.unsent     report documented statuses that are never sent
//	-statuscode.tests      look at _test.go files and packages that are for tests or examples, too
//	-statuscode.generated  look at generated files too (without fixes)
//
// # Categories
//
//	statuscode/invalid       below 100 or above 999: net/http panics
//	statuscode/unregistered  not in IANA's registry, or (Unused) there, and not made common by a well-known program (499 by nginx,
//	                         520 by Cloudflare); only without a chosen contract, which knows better
//	statuscode/undocumented  not in what is documented for the operation, or not in the contract's table
//	statuscode/role          in the table, but only the gateway, or only the backend, sets it
//	statuscode/method        in the table, but for other methods than those that the handler is registered for; a 201 is statusmeaning's
//	statuscode/comment       a line of a doc comment with a status that is none: @Failure 4O4
//	statuscode/success       a 2xx with an error in its JSON body: the member error, errors, or the contract's
//	statuscode/unreturned    a documented 4xx that the handler never sends; only with -statuscode.unreturned, only
//	                         where all that it sends is known, and never one that middleware sends (401, 403, 405, 413, 415, 429)
//	statuscode/unsent        a documented status that neither the handler nor the middleware before it sends; only with -statuscode.unsent
//
// A category is turned off by "disable: [statuscode/role]" in .respvet.yml. A status
// that the project does document belongs into a contract of its own:
//
//	extends: wpp
//	statuses:
//	  422: both
//
// # Fixes
//
// The status that the contract prefers takes the place of a constant that stands in
// the call: http.StatusBadRequest for http.StatusUnprocessableEntity. Clients will
// see another status, as the fix says: whoever tests for the old one has to be told.
// So it is one to choose, in an editor; go vet -fix leaves it out unless
// -statuscode.offer is set.
// Where the contract prefers several, the best comes first and the others are
// alternatives. There is no fix for variables, which may have other values.
//
// A comment that documents other statuses gets a line, or a block, for the one that it
// lacks, like its neighbours. That is applied unseen, unless the contract does not
// have the status, or it is a success: then the response is perhaps what is wrong.
//
// # Suppressing
//
//	//respvet:ignore statuscode our proxy sends 499 only to itself
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// Of several statuses that one call may send, the first that is wrong is reported.
// A status that travels through a map, a database or the request's context is not
// known.
package statuscode
