// Package contenttype reports JSON whose content type is not JSON.
//
// If no Content-Type is set, net/http guesses one from the body, and it never guesses
// JSON: it sends text/plain. Clients that check the type, as browsers and generated
// clients do, do not decode such a body.
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
// JSON is what encoding/json has encoded, and constant text that is a JSON object or
// array. A body is followed through helpers. If no handler sets the type before it calls a
// helper of the package, the finding is reported in the helper, otherwise in each handler
// that does not set it.
//
// # Silent
//
// The rule is silent
//
//   - where a type is set on any path to the body, by the framework, a helper, a writer or
//     a middleware that the package contains or refers to;
//   - where code that was not read gets the writer first;
//   - in a helper if a handler sets the type before it calls it, and in handlers that
//     others of the package call;
//   - in handlers that are passed to another package, for instance as a list of routes, or
//     that are exported and registered nowhere;
//   - about a body that is sent in parts;
//   - in a package other than main that never sets a JSON content type: a middleware of
//     another package may do so.
//
// Of types that are set, text/plain, XML, forms and invalid media types are reported.
// HTML, a stream of JSON, a script and a download may be intended. JSON that http.Error
// sends is reported by rawerror.
//
// # Options
//
//	-contenttype.each       report each response without a Content-Type, not one per package that has more than five
//	-contenttype.tests      report findings in _test.go files and in packages for tests or examples, too
//	-contenttype.generated  report findings in generated files, too (without fixes)
//
// # Categories
//
//	contenttype/contract  a JSON type, but not the one that a chosen contract requires for errors, or for successes
//
// The type that the contract requires is checked where the status is known. The finding is
// reported in the helper of the package that sends the body, even if its callers choose
// the status.
//
// # Fixes
//
// A line that sets application/json, or the type that a chosen contract requires for
// errors, before the call that sends the status. There is no fix where other code sends
// the status, nor for a wrong type.
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
