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

// ServiceOf returns the path of the package whose status errors say what becomes of the errors
// that an operation returns, "" if it is none: connect's are given requests of connect's
// own, gRPC's are methods of a type that embeds the generated one by which a service may
// grow. Those of interfaces that were generated [ServedIn] finds.
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

// A Served is an interface that was generated for a service, with the library that sends what
// its methods return. Where the library is Replaceable, the program may have put something
// of its own in place of what the library makes of errors, where it makes the server.
type Served struct {
	Lib         string
	Interface   *types.Interface
	Replaceable bool
}

// ServedIn returns the interfaces of services that a package declares. They are known by the
// functions that are generated beside them: twirp's NewHaberdasherServer, which returns a
// TwirpServer; kratos' RegisterGreeterHTTPServer, which is given a server of kratos'; gqlgen's
// NewExecutableSchema, whose Config has the root of the resolvers.
func ServedIn(pkg *types.Package) (out []Served) {
	for _, imp := range pkg.Imports() {
		switch imp.Path() {
		case twirpPath, kratosHTTP, gqlgenPath:
		default:
			continue
		}
		for _, name := range pkg.Scope().Names() {
			fn, ok := pkg.Scope().Lookup(name).(*types.Func)
			if !ok || fn.Signature().Recv() != nil {
				continue
			}
			for _, t := range servedBy(imp.Path(), fn) {
				if i, ok := t.Underlying().(*types.Interface); ok && i.NumMethods() > 0 {
					lib := imp.Path()
					if lib == gqlgenPath {
						lib = gqlServer
					}
					out = append(out, Served{lib, i, lib != twirpPath})
				}
			}
		}
	}
	return out
}

// servedBy returns the interfaces that a generated function makes a service of.
func servedBy(lib string, fn *types.Func) (list []types.Type) {
	params, results := fn.Signature().Params(), fn.Signature().Results()
	switch {
	case lib == twirpPath && params.Len() > 0 && results.Len() == 1 && strings.HasPrefix(fn.Name(), "New") && typeutil.IsNamed(results.At(0).Type(), fn.Pkg().Path(), "TwirpServer"):
		return []types.Type{params.At(0).Type()}
	case lib == kratosHTTP && params.Len() == 2 && strings.HasPrefix(fn.Name(), "Register") && typeutil.IsNamed(params.At(0).Type(), kratosHTTP, "Server"):
		return []types.Type{params.At(1).Type()}
	case lib == gqlgenPath && params.Len() == 1 && results.Len() == 1 && typeutil.IsNamed(results.At(0).Type(), gqlgenPath, "ExecutableSchema"):
		return resolvers(params.At(0).Type())
	}
	return nil
}

// resolvers returns the interfaces of the resolvers that the root of a configuration gives.
func resolvers(config types.Type) (list []types.Type) {
	s, ok := config.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for v := range s.Fields() {
		root, ok := v.Type().Underlying().(*types.Interface)
		if !ok || v.Name() != "Resolvers" {
			continue
		}
		for m := range root.Methods() {
			if res := m.Signature().Results(); m.Signature().Params().Len() == 0 && res.Len() == 1 {
				list = append(list, res.At(0).Type())
			}
		}
	}
	return list
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
