package valueflow

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// maxInput is through how many calls, one of the result of another, a value is followed
// to the request that it is a part of: json.NewDecoder(http.MaxBytesReader(w, r.Body, n))
// has two. Beyond it a decoder's input is not known to be a client's.
const maxInput = 6

// readers are the packages of the standard library whose functions make of what they are
// given nothing that anybody else has a part in.
var readers = []string{"bufio", "bytes", "io", "io/ioutil", "mime/multipart", "net/http", "net/url", "strings"}

// ofRequest reports whether a value is certainly the request, a part of it, or made of
// nothing but such a part: its body, a reader of that, what was read, the value of a form.
func (f *Result) ofRequest(v ssa.Value) bool { return f.partOfRequest(v, 0) }

func (f *Result) partOfRequest(v ssa.Value, depth int) bool {
	v = ssautil.Unwrap(v)
	switch {
	case depth > maxInput:
		return false
	case httpmodel.IsRequest(v.Type()), f.Model().IsContext(v.Type()), f.isRequestBody(v):
		return true
	}
	switch v := ssautil.OnlyStored(v).(type) {
	case *ssa.UnOp:
		field, ok := v.X.(*ssa.FieldAddr)
		return ok && httpmodel.IsRequest(field.X.Type())
	case *ssa.Extract:
		return f.partOfRequest(v.Tuple, depth)
	case *ssa.Slice:
		return f.partOfRequest(v.X, depth+1)
	case *ssa.Call:
		return f.readsOnly(v) && slices.ContainsFunc(ssautil.Args(&v.Call), func(a ssa.Value) bool { return f.partOfRequest(a, depth+1) })
	}
	return false
}

// readsOnly reports whether what a call returns is made of its arguments alone. What a
// framework's context holds besides the request is no text.
func (f *Result) readsOnly(call *ssa.Call) bool {
	fn := ssautil.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	path := fn.Pkg().Path()
	if slices.Contains(readers, path) || strings.HasPrefix(path, "encoding/") || strings.HasPrefix(path, "compress/") || httpmodel.IsParser(path) {
		return true
	}
	args := ssautil.Args(&call.Call)
	return len(args) > 0 && f.Model().IsContext(args[0].Type()) && typeutil.IsText(resultType(call, 0))
}
