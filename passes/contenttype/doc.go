// Package contenttype reports JSON whose content type is not JSON.
//
// net/http guesses the type of a body that has none, and never guesses JSON: it says
// text/plain. Clients that look at the type, as generated ones and browsers do, do not
// decode such a body.
//
// For example:
//
//	func (s *Server) list(w http.ResponseWriter, r *http.Request) {
//		json.NewEncoder(w).Encode(s.orders) // error: "(*json.Encoder).Encode sends JSON without a Content-Type: clients get text/plain"
//	}
//
// Better:
//
//	func (s *Server) list(w http.ResponseWriter, r *http.Request) {
//		w.Header().Set("Content-Type", "application/json")
//		json.NewEncoder(w).Encode(s.orders)
//	}
//
// JSON is what encoding/json made, and constant text that is a JSON object or array. A
// body is followed through helpers. If no handler sets the type before it calls a
// helper of the package, the finding stands in the helper; otherwise it stands where a
// handler has forgotten it.
//
// # Silent
//
// The rule is silent where a type is set on any path to the body, by the framework, a
// helper, a writer or a middleware that the package has or names; where other code that is
// not known gets the writer before; in helpers, and in handlers that others of the package
// call; in handlers that are given to code of another package, as a registry or a list of
// routes, or that are exported and registered nowhere; and about a body that is sent in
// parts. It is silent in a package, other than
// main, that never labels JSON: there, the middleware of another package may do so.
//
// Of types that are set, text/plain, XML, forms and what is no media type at all are
// reported. A page (text/html), a stream of JSON, a script and a download may be meant.
// JSON that http.Error sends with an error is reported by rawerror.
//
// # Options
//
//	-contenttype.each       report each response without a Content-Type, not one per package that has more than five
//	-contenttype.tests      look at _test.go files and packages that are for tests or examples, too
//	-contenttype.generated  look at generated files too (without fixes)
//
// # Categories
//
//	contenttype/contract  JSON's type, but not the one that a chosen contract has for errors, or for successes
//
// The contract's type is asked for where the status is known. The finding stands in the
// helper of the package that sends, even if its callers say which status.
//
// # Fixes
//
// The line that sets application/json, or what a chosen contract has for errors, before
// the call that sends the status. There is none where the status is sent by other code,
// nor for a type that is set.
//
// # Suppressing
//
//	//respvet:ignore contenttype the proxy sets it
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A middleware in a package that this one does not import is not seen.
package contenttype
