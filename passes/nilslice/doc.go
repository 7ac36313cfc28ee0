// Package nilslice reports lists that are sent as null.
//
// encoding/json writes a nil slice as null and an empty one as []. A list that is
// declared nil and only appended to in a loop is therefore an array on most days
// and null on the day that there is nothing to list. A client which iterates over
// it without a look fails on that day only, and clients in most languages do.
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
// A list is followed into the members of structs and maps, through helpers that
// send it, through closures that append to it, and out of functions that return it,
// in this package and others. A finding stands at the declaration if that is in the
// function that sends, else at the call that sends, and names the function which
// returns the list.
//
// Where a chosen contract has a member for lists, as wpp has "data", the options
// omitempty and omitzero on that member are reported as well: they leave it out
// where the contract asks for [].
//
// # Silent
//
// The rule is silent unless everything that reaches the list is known: it is silent
// about a parameter, about what a call returns that was not read, also on one of
// several branches, and about a list whose address is handed on (to a decoder, a
// database). So it is behind a test that the list is not nil or not empty, about a
// list with an element on every path, about members with omitempty or omitzero, and
// about types with a MarshalJSON or MarshalText of their own. A nil beside an error,
// or beside another result that may tell the caller, does not count.
//
// # Options
//
//	-nilslice.tests      look at _test.go files and packages that are for tests or examples, too
//	-nilslice.generated  look at generated files too (without fixes)
//
// # Fixes
//
// The declaration makes an empty list:
//
//	data := []Product{}
//
// Clients see [] instead of null, as the fix says. A named result is set before the
// first statement. There is no fix for a list that another package returns, or that
// is a field. On the contract's member the option is dropped from the tag, and so
// from all responses that have it.
//
// # Suppressing
//
//	var data []Product //respvet:ignore nilslice the old client tells null from []
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A list in an embedded struct, in a struct that a function returns, or in an element
// of another list is not followed, nor is a member that a literal does not mention. A
// test of something else that implies an element (a count, a flag) is not understood.
package nilslice
