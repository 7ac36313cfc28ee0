// Package nilslice reports lists that are sent as null.
//
// encoding/json writes a nil slice as null and an empty one as []. A list that is declared
// nil and appended to in a loop is an array most of the time, and null when there is
// nothing to list. Clients that iterate over it, in most languages, fail then and only
// then.
//
// For example:
//
//	func (s *Server) list(w http.ResponseWriter, r *http.Request) {
//		var data []Product // error: "data is encoded as "data": null when nothing is appended; clients expect []"
//		for _, p := range s.products {
//			if p.Visible {
//				data = append(data, p)
//			}
//		}
//		reply.JSON(w, http.StatusOK, page{Data: data})
//	}
//
// Better:
//
//	data := []Product{}
//
// A list is followed into the members of structs and maps, through helpers that send it,
// through closures that append to it, and out of functions that return it, in this package
// and others. A finding is reported at the declaration if that is in the function that
// sends the list, else at the call that sends it, with the name of the function that
// returns the list.
//
// Where a chosen contract has a member for lists, as wpp has "data", the options omitempty
// and omitzero on that member are reported as well: they omit it where the contract
// requires [].
//
// # Silent
//
// The rule is silent unless every value of the list is known: about a parameter, about the
// result of a call that was not read, even on one of several branches, and about a list
// whose address is passed on (to a decoder, a database). It is also silent after a test
// that the list is not nil or not empty, about a list that has an element on every path,
// about members with omitempty or omitzero, and about types with their own MarshalJSON or
// MarshalText. A nil beside an error, or beside another result that may tell the caller,
// does not count.
//
// # Options
//
//	-nilslice.tests      report findings in _test.go files and in packages for tests or examples, too
//	-nilslice.generated  report findings in generated files, too (without fixes)
//
// # Fixes
//
// The declaration creates an empty list:
//
//	data := []Product{}
//
// Clients get [] instead of null; the fix says so. A named result is set before the first
// statement. There is no fix for a list that another package returns, or that is a field.
// On the contract's member the option is removed from the tag, and so from all responses
// that have it.
//
// # Suppressing
//
//	var data []Product //respvet:ignore nilslice the old client tells null from []
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A list in an embedded struct, in a struct that a function returns, or in an element of
// another list is not followed, nor is a member that a literal does not set. A test of
// something else that implies an element (a count, a flag) is not understood.
package nilslice
