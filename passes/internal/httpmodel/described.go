package httpmodel

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/conf"
)

// A Model is what is known of APIs: the tables of this package and, before them, what
// the model files of a module describe. The nil Model is the tables alone. Nothing
// changes a Model once it is made, so that analyses may share it.
type Model struct {
	tables   map[string]*known // of the packages that files describe, with what the tables of this package say of them
	rows     map[factName]*describedRow
	routes   map[factName]*describedRoute
	facts    factsByName
	chains   []chain
	handlers []string // signatures, and names of types, of handlers
	entries  []Entry
}

// A describedRow is a row of a file. It counts for functions that have so many arguments,
// the receiver counted: a row that speaks of more is a mistake, see Check.
type describedRow struct {
	row       Row
	arguments int
}

type describedRoute struct {
	route     Route
	arguments int
}

// An Entry is an item of a model file.
type Entry struct {
	Pos  conf.Pos
	List string // the list that it stands in: "functions"
	Text string // what it is about, as the file says it
	// Pkg is an import path. Recv is the type of a method, or that which has the field
	// Name; both are empty for what is about a signature.
	Pkg, Recv, Name string

	kind      subject
	arguments int    // that it speaks of, the receiver counted
	results   int    // that it speaks of
	exprs     []Expr // in it
	statuses  []int  // the arguments that are statuses
}

// A subject is what an entry is about.
type subject uint8

const (
	aFunction  subject = iota // or a method
	aVariable                 // of a package
	aType                     // of a package
	aField                    // of a type
	aSignature                // of handlers
	aPackage
)

// Entries returns what the model files of a module say, in their order. It is nil-safe.
func (m *Model) Entries() []Entry {
	if m == nil {
		return nil
	}
	return m.entries
}

// Countable reports whether Count can tell where an entry applies: not for what a framework
// makes of errors of any type.
func (e Entry) Countable() bool { return e.kind != aType || e.Name != anyError }

// Counted names what Count counts for an entry: "call", "handler", "mention".
func (e Entry) Counted() string {
	switch e.kind {
	case aFunction:
		return "call"
	case aSignature:
		return "handler"
	}
	return "mention"
}

// table returns what is known of a package by its own path, nil if nothing is.
func (m *Model) table(path string) *known {
	if m != nil {
		if k := m.tables[path]; k != nil {
			return k
		}
	}
	return tables()[path]
}

// tableOf is table, and knows the packages that are alike but for their names.
func (m *Model) tableOf(path string) *known {
	if k := m.table(path); k != nil {
		return k
	}
	if isAWSService(path) {
		return tables()[awsService]
	}
	return tables()[TakenFor(path)]
}

// row returns the row of a function, of a method or of a variable that holds a function;
// nil if it has none.
func (m *Model) row(path, recv, name string, t types.Type) *Row {
	if m != nil {
		if d := m.rows[factName{path, recv, name}]; d != nil && d.arguments <= argumentsOf(t, recv) {
			return &d.row
		}
	}
	if table := m.tableOf(path); table != nil {
		return table.row(recv, name)
	}
	return nil
}

// Describes reports whether a file describes anything of a package.
func (m *Model) Describes(path string) bool { return m != nil && m.tables[path] != nil }

// KnowsFunc reports whether a table speaks for the package of a function, or a file for the
// function.
func (m *Model) KnowsFunc(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	return Known(fn.Pkg().Path()) || m.Describes(fn.Pkg().Path()) && (m.Lookup(fn) != nil || m.RouteOf(fn) != nil)
}

// argumentsOf returns how many arguments a call of a function has, the receiver counted.
func argumentsOf(t types.Type, recv string) int {
	sig, ok := t.Underlying().(*types.Signature)
	switch {
	case !ok:
		return 0
	case recv != "":
		return sig.Params().Len() + 1
	}
	return sig.Params().Len()
}

// handlerParam returns which parameter of a handler that a file describes is the one
// through which it responds, -1 if none describes such a handler.
func (m *Model) handlerParam(sig *types.Signature, writes func(types.Type) bool) int {
	if m == nil || !slices.ContainsFunc(m.handlers, func(h string) bool { return handles(h, sig) }) {
		return -1
	}
	for i := range sig.Params().Len() {
		if writes(sig.Params().At(i).Type()) {
			return i
		}
	}
	return -1
}

// handles reports whether a signature is that of a handler which a file describes, by a
// signature or by a type of functions. The package of the type is one of those that the
// signature mentions.
func handles(handler string, sig *types.Signature) bool {
	if strings.HasPrefix(handler, "func(") {
		return handler == signatureText(sig)
	}
	dot := strings.LastIndexByte(handler, '.')
	for v := range sig.Params().Variables() {
		n, ok := types.Unalias(deref(v.Type())).(*types.Named)
		if !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != handler[:dot] {
			continue
		}
		if tn, ok := n.Obj().Pkg().Scope().Lookup(handler[dot+1:]).(*types.TypeName); ok {
			want, ok := tn.Type().Underlying().(*types.Signature)
			return ok && signatureText(want) == signatureText(sig)
		}
	}
	return false
}

// signatureText writes a signature as model files do: no names of parameters, and the
// types of other packages with their import paths.
func signatureText(sig *types.Signature) string {
	unnamed := func(t *types.Tuple) *types.Tuple {
		var vs []*types.Var
		for v := range t.Variables() {
			vs = append(vs, types.NewParam(v.Pos(), v.Pkg(), "", v.Type()))
		}
		return types.NewTuple(vs...)
	}
	return types.TypeString(types.NewSignatureType(nil, nil, nil, unnamed(sig.Params()), unnamed(sig.Results()), sig.Variadic()), nil)
}
