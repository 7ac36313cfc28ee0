package httpmodel

import (
	"go/types"
	"strings"
)

// What the tables say of a function, a type or a package.

// Lookup returns the row of a function or method, or nil.
func (m *Model) Lookup(fn *types.Func) *Row {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	if r := m.row(fn.Pkg().Path(), RecvName(fn), fn.Name(), fn.Type()); r != nil {
		return r
	}
	if table := m.tableOf(fn.Pkg().Path()); table != nil && table.other != nil {
		return table.other(fn)
	}
	return nil
}

// LookupVar returns the row of a package's variable that holds a function, or
// nil: huma.NewError. A program may have put another there, see Overrides.
func (m *Model) LookupVar(v *types.Var) *Row {
	if v == nil || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	return m.row(v.Pkg().Path(), "", v.Name(), v.Type())
}

// LookupOn returns the row of a method that is called on a value of the type
// recv, or nil. It differs from Lookup's for an interface that means something
// else by a method than the interface does that it has the method from: gin's
// WriteHeader only chooses the status.
func (m *Model) LookupOn(fn *types.Func, recv types.Type) *Row {
	if n := namedType(recv); fn != nil && n != nil {
		if r := m.row(n.Obj().Pkg().Path(), n.Obj().Name(), fn.Name(), fn.Type()); r != nil {
			return r
		}
	}
	return m.Lookup(fn)
}

// ReturnsTo returns the path of the framework whose error handler decides what
// becomes of the Answers of a package's rows; "" if nothing but the package does.
func (m *Model) ReturnsTo(path string) string {
	if table := m.table(path); table != nil {
		return table.returns
	}
	return ""
}

// HandlerParam returns which parameter of a handler with a signature is the one through
// which it responds, -1 if handlers have no such signature: it is given a writer and the
// request, a framework's context, or what the type of a framework's handlers says.
func (m *Model) HandlerParam(sig *types.Signature, writes func(types.Type) bool) int {
	params := sig.Params()
	if params.Len() == 0 {
		return -1
	}
	if first := params.At(0).Type(); writes(first) && (params.Len() == 2 && IsRequest(params.At(1).Type()) || params.Len() == 1 && m.IsContext(first)) {
		return 0
	}
	if i := m.handlerParam(sig, writes); i >= 0 {
		return i
	}
	for v := range params.Variables() {
		_, table := m.named(v.Type())
		if table == nil || table.handler == "" {
			continue
		}
		obj, ok := types.Unalias(deref(v.Type())).(*types.Named).Obj().Pkg().Scope().Lookup(table.handler).(*types.TypeName)
		if !ok {
			continue // it was not imported
		}
		if want, ok := obj.Type().Underlying().(*types.Signature); ok && types.Identical(want.Params(), params) {
			for i := range params.Len() {
				if writes(params.At(i).Type()) {
					return i
				}
			}
		}
	}
	return -1
}

// SendsResult reports whether what a function of a signature returns before its error is
// sent as JSON by the library that its parameter is of.
func (m *Model) SendsResult(sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	if params.Len() != 1 || results.Len() != 2 || !types.Identical(results.At(1).Type(), types.Universe.Lookup("error").Type()) {
		return false
	}
	_, table := m.named(params.At(0).Type())
	return table != nil && table.sends
}

// CalledAs returns the name of the package by which code calls the types of another one,
// which that has aliases for: iris.Context is one of the package context. It is "" for
// packages that are called by their own name.
func CalledAs(path string) string {
	if table := tables()[path]; table != nil {
		return table.calledAs
	}
	return ""
}

// IsContext reports whether a framework's handlers respond through values of a type.
func (m *Model) IsContext(t types.Type) bool {
	if m.ContextOf(t) == nil {
		return false
	}
	obj := types.Unalias(deref(t)).(*types.Named).Obj()
	return obj.Pkg().Path() != "net/http" || obj.Name() != "ResponseWriter"
}

// MakerOf returns the row of the function that makes what a literal of a type, or
// of what it points to, is as well; nil if there is none.
func (m *Model) MakerOf(t types.Type) *Row {
	name, table := m.named(t)
	switch {
	case table == nil:
	case name == "ServeMux":
		return table.row("", "NewServeMux")
	case name == "ReverseProxy":
		return table.row("", "NewSingleHostReverseProxy")
	}
	return nil
}

// Known reports whether a table speaks for a package, so that its code need not
// be read. What a module describes of a package is not all of it.
func Known(path string) bool { return (*Model)(nil).tableOf(path) != nil }

// Contexts returns the types of a package through which requests are answered.
func (m *Model) Contexts(path string) []Context {
	if table := m.table(path); table != nil {
		return table.contexts
	}
	return nil
}

// ContextOf returns what is known of a type, or of what it points to, as one
// through which requests are answered; nil if it is none.
func (m *Model) ContextOf(t types.Type) *Context {
	n, table := m.named(t)
	if table != nil {
		for i := range table.contexts {
			if c := &table.contexts[i]; c.Type == n {
				return c
			}
		}
	}
	return nil
}

// StatusErrorOf returns what is known of a type, or of what it points to, as an
// error that a framework answers with; nil if it is none.
func (m *Model) StatusErrorOf(t types.Type) *StatusError {
	n, table := m.named(t)
	if table != nil {
		for i := range table.statusErrors {
			if c := &table.statusErrors[i]; c.Type == n {
				return c
			}
		}
	}
	return nil
}

// StatusErrors returns the types of a package that carry responses.
func (m *Model) StatusErrors(path string) []StatusError {
	if table := m.table(path); table != nil {
		return table.statusErrors
	}
	return nil
}

// AnyErrorOf returns how the framework in a package answers an error of no type
// that it knows; nil if that is not known.
func (m *Model) AnyErrorOf(path string) *StatusError {
	if table := m.table(path); table != nil {
		for i := range table.statusErrors {
			if c := &table.statusErrors[i]; c.Type == anyError {
				return c
			}
		}
	}
	return nil
}

// SentinelOf returns what is known of a package's variable as an error that
// handlers return; nil if it is none.
func (m *Model) SentinelOf(v *types.Var) *Sentinel {
	if v == nil || v.Pkg() == nil {
		return nil
	}
	table := m.table(v.Pkg().Path())
	if table == nil || table.sentinels == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	sentinels := table.sentinels()
	for i := range sentinels {
		if s := &sentinels[i]; s.Name == v.Name() {
			return s
		}
	}
	return nil
}

// Overrides returns what replaces the responses of the library in a package.
func (m *Model) Overrides(path string) []Override {
	if table := m.table(path); table != nil {
		return table.overrides
	}
	return nil
}

// CallbackOf returns what is known of the function in a field of a struct, or of
// what it points to; nil if nothing is.
func (m *Model) CallbackOf(t types.Type, field string) *Callback {
	n, table := m.named(t)
	if table != nil {
		for i := range table.callbacks {
			if c := &table.callbacks[i]; c.Type == n && c.Name == field {
				return c
			}
		}
	}
	return nil
}

// ModeOf returns what is known of a function, or of a field of a type or of what
// it points to, as one that tells the mode; nil if it does not.
func (m *Model) ModeOf(pkg *types.Package, t types.Type, name string) *Mode {
	typ, table := m.named(t)
	if t == nil && pkg != nil {
		table = m.table(pkg.Path())
	}
	if table != nil {
		for i := range table.modes {
			if m := &table.modes[i]; m.Type == typ && m.Name == name {
				return m
			}
		}
	}
	return nil
}

// named returns the name of a type and the table of its package.
func (m *Model) named(t types.Type) (string, *known) {
	n := namedType(t)
	if n == nil {
		return "", nil
	}
	return n.Obj().Name(), m.tableOf(n.Obj().Pkg().Path())
}

// namedType returns a type that a package declares, or one that points to it, without
// the pointer; nil for all others.
func namedType(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	if n, ok := types.Unalias(deref(t)).(*types.Named); ok && n.Obj().Pkg() != nil {
		return n
	}
	return nil
}

// RecvName returns the name of the type that a method belongs to, without its
// pointer, and "" for a function.
func RecvName(fn *types.Func) string {
	sig, ok := fn.Type().(*types.Signature)
	if !ok || sig.Recv() == nil {
		return ""
	}
	if t, ok := types.Unalias(deref(sig.Recv().Type())).(*types.Named); ok {
		return t.Obj().Name()
	}
	return ""
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// MediaOf returns the media type of a file extension, with or without its dot;
// "" for one that is rarely answered with.
func MediaOf(ext string) string {
	switch strings.TrimPrefix(ext, ".") {
	case "html", "htm":
		return "text/html"
	case "json":
		return "application/json"
	case "xml":
		return "application/xml"
	case "txt":
		return "text/plain"
	case "css":
		return "text/css"
	case "js":
		return "text/javascript"
	}
	return ""
}

// DecodesJSON reports whether a package reads JSON, as encoding/json does.
func DecodesJSON(path string) bool {
	switch path {
	case "encoding/json", "encoding/json/v2", "encoding/json/jsontext",
		"github.com/bytedance/sonic", "github.com/goccy/go-json", "github.com/json-iterator/go", "github.com/go-chi/render",
		easyjsonPath, fastjsonPath, protojsonPath:
		return true
	}
	return false
}

// SaysMore reports whether the errors that a package declares for others to compare
// with come wrapped in what failed: the name of a file, an address, a host. Those of
// other packages are returned as they are, or with words of the code that read them.
func SaysMore(path string) bool {
	switch path {
	case "context", "io", "io/fs", "net", "os", "os/exec", "syscall", "golang.org/x/sys/unix":
		return true
	}
	return false
}
