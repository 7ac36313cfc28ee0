package httpmodel

import (
	"go/types"
	"strings"
)

// Pause returns the argument, the receiver counted, of a function of package time
// that says for how long it waits, or after which time it sends to the channel
// that it makes. Ends says that nothing but time ends the wait.
func Pause(fn *types.Func) (arg int, ends, ok bool) {
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "time" {
		return 0, false, false
	}
	switch fn.FullName() {
	case "time.Sleep":
		return 0, true, true
	case "time.After", "time.NewTimer":
		return 0, false, true
	case "(*time.Timer).Reset":
		return 1, false, true
	}
	return 0, false, false
}

// Chance reports whether a function gives what nobody can foretell.
func Chance(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "math/rand", "math/rand/v2", "crypto/rand":
		return true
	}
	return false
}

// Computes reports whether a function gives nothing but what its arguments make
// out: arithmetic, times, numbers and their texts.
func Computes(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch path := fn.Pkg().Path(); path {
	case "math", "math/bits", "strconv", "strings":
		return true
	case "time":
		return fn.Name() != "Now" && !strings.HasPrefix(fn.Name(), "Tick")
	case "net/http":
		return fn.Name() == "ParseTime"
	}
	return false
}

// Rewinds reports whether a member of a request, or a method of a reader, is
// what makes a body that was sent ready to be sent again.
func Rewinds(name string) bool {
	return name == "GetBody" || name == "Body" || name == "Seek" || name == "Reset"
}
