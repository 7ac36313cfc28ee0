// Package lines is said to come from elsewhere.
package lines

import (
	"encoding/json"
	. "fmt"
	h "net/http"
)

//line grammar.y:100000
func parse(w h.ResponseWriter, r *h.Request) {
	if err := r.ParseForm(); err != nil {
		h.Error(w, err.Error(), 500) //respvet:ignore
	}
	w.Header().Set("X", "late") //nolint:
//line /nowhere/at/all.go:1:1
	json.NewEncoder(w).Encode(map[string]any{"error": r})
	/*line :7:3*/ w.WriteHeader(500)
	//respvet:ignore errleak,
	Fprintln(w, r.ParseForm())
//line :1
	h.Error(w, Sprint(r), 200)
}

// get
//
// @Summary
// @Router
// @Router /x [
// @Success
// @Failure 999999999999999999999 {object
// @Failure 5XX,,4 {array} [][]
// @Failure default
// @Param
// swagger:route
// swagger:route GET
// swagger:route GET /x [ ] ,
// responses:
//
//	:
//	200
//	default: :
//
// swagger:operation GET /y
// ---
// responses: {{{
//   - : [
func get(w h.ResponseWriter, r *h.Request) {
	h := "shadow"
	Fprintf(w, "%v", h) //respvet:public
	w.WriteHeader(404)
} //respvet:

//respvet:ignore rawerror
//respvet:public
type t struct{ error }

var _ = func(w h.ResponseWriter, r *h.Request) { h.Error(w, t{}.Error(), 500) } //line ../../x.go:5
