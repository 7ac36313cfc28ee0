package httpmodel

import (
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
)

// IsOperation reports whether a signature is that of an operation, which knows nothing of
// HTTP: from a context and what a client has sent to a result and an error.
func IsOperation(sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	return params.Len() == 2 && typeutil.IsNamed(params.At(0).Type(), "context", "Context") &&
		results.Len() == 2 && typeutil.IsError(results.At(1).Type())
}

// ServiceOf returns the path of the package whose carriers say what becomes of the errors
// that a method of a service returns, "" if it is none: connect's are given requests of
// connect's own, gRPC's are methods of a type that embeds the generated one by which a
// service may grow.
func ServiceOf(fn *types.Func) string {
	sig := fn.Signature()
	if !IsOperation(sig) || sig.Recv() == nil {
		return ""
	}
	if typeutil.IsNamed(sig.Params().At(1).Type(), "connectrpc.com/connect", "Request") {
		return "connectrpc.com/connect"
	}
	n := typeutil.Named(sig.Recv().Type())
	if n == nil {
		return ""
	}
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for v := range s.Fields() {
		if v.Embedded() && strings.HasPrefix(v.Name(), "Unimplemented") && typeutil.Method(v.Type(), fn.Name()) != nil {
			return "google.golang.org/grpc/status"
		}
	}
	return ""
}

// OutputOf returns the field of what an operation of a library returns that is encoded as the
// body of its response, "" if there is none: text and functions send themselves.
func (m *Model) OutputOf(lib string, sig *types.Signature) string {
	table := m.table(lib)
	if table == nil || table.output == "" || sig.Results().Len() == 0 {
		return ""
	}
	s, ok := deref(sig.Results().At(0).Type()).Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for v := range s.Fields() {
		if v.Name() != table.output {
			continue
		}
		if _, run := v.Type().Underlying().(*types.Signature); run || typeutil.IsText(v.Type()) {
			return ""
		}
		return table.output
	}
	return ""
}
