package httpmodel

import "go/types"

// Discards reports whether a variable is a writer that drops what is written to it.
func Discards(v *types.Var) bool {
	if v == nil || v.Pkg() == nil || v.Name() != "Discard" {
		return false
	}
	return v.Pkg().Path() == "io" || v.Pkg().Path() == "io/ioutil"
}
