package valueflow

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/factcodec"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A service's own context holds a request and the writer that belongs to it, and many a
// handler has both, the context and the writer:
//
//	func get(c *Context, w http.ResponseWriter, r *http.Request)
//
// What is sent through c is then sent through w: there is one response. It is proven by
// the type and by the handler. The type puts nothing into its field but writers that its
// functions are given, and the handler, with those that call it in this package, puts
// nothing there but w. Which of a chain's middleware has made the context need not be
// seen: whatever wraps a writer on its way to the handler, the response is the same.
//
// All of this is read off the instructions, before and beside any evaluation, so that it
// is the same whatever was asked before.

// A KeepsWriter is the fact of a struct type: which of its fields keeps the writer of the
// request that is in another one.
type KeepsWriter struct{ Field string }

// AFact marks KeepsWriter as a fact.
func (*KeepsWriter) AFact() {}

// String shows the fact as fixtures assert it: "keepsWriter(resp)".
func (k *KeepsWriter) String() string { return "keepsWriter(" + k.Field + ")" }

// GobEncode implements gob.GobEncoder.
func (k *KeepsWriter) GobEncode() ([]byte, error) {
	var e factcodec.Encoder
	e.String(k.Field)
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (k *KeepsWriter) GobDecode(data []byte) error {
	d := factcodec.NewDecoder(data)
	k.Field = d.String()
	return d.Err()
}

// An exchangeMemo holds which values hold the writer of a handler.
type exchangeMemo struct {
	fields  map[*types.TypeName]string                 // see keptWriter
	stores  map[fieldKey][]*ssa.Store                  // see writerStores
	writers map[exchangeKey]*ssa.Parameter             // see WriterOf
	setters map[*types.TypeName]map[*ssa.Function]bool // see settersOf
}

// An exchangeKey is a value, and the type within it that keeps a writer.
type exchangeKey struct {
	root  ssa.Value
	owner *types.TypeName
}

// exportExchanges exports which types of this package keep the writer of a request.
func (f *Result) exportExchanges() {
	scope := f.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		t, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !t.Exported() || t.IsAlias() {
			continue
		}
		if field := f.keptWriter(t); field != "" {
			f.pass.ExportObjectFact(t, &KeepsWriter{field})
		}
	}
}

// keptWriter returns the field in which a struct type keeps the writer of a request, ""
// if it keeps none, or one that no function of its package is given.
func (f *Result) keptWriter(t *types.TypeName) string {
	if field, ok := f.exchanges.fields[t]; ok {
		return field
	}
	field := ""
	if i := f.writerField(t); i >= 0 {
		field = t.Type().Underlying().(*types.Struct).Field(i).Name()
		var k KeepsWriter
		if t.Pkg() == f.pass.Pkg {
			if stores := f.writerStores(t, i); len(stores) == 0 || !f.allGiven(stores) {
				field = ""
			}
		} else if !f.pass.ImportObjectFact(t, &k) || k.Field != field {
			field = ""
		}
	}
	f.exchanges.fields[t] = field
	return field
}

// isKept reports whether a value is what a context of this package keeps: the writer of a
// request, or the request. While a handler runs neither is nil.
func (f *Result) isKept(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	owner := typeNameOf(fa.X.Type())
	if owner == nil || owner.Pkg() != f.pass.Pkg {
		return false
	}
	field := f.keptWriter(owner)
	return field != "" && (httpmodel.IsRequest(load.Type()) || origin.FieldName(fa.X.Type(), fa.Field) == "."+field)
}

// writerField returns the index of the only field of a struct type that is a response
// writer; -1 if there is none, or several, or no request beside it.
func (f *Result) writerField(t *types.TypeName) int {
	s, ok := t.Type().Underlying().(*types.Struct)
	if !ok {
		return -1
	}
	at, request := -1, false
	for i := range s.NumFields() {
		switch ft := s.Field(i).Type(); {
		case httpmodel.IsRequest(ft):
			request = true
		case types.IsInterface(ft) && f.IsWriter(ft):
			if at >= 0 {
				return -1
			}
			at = i
			request = request || f.model.IsContext(ft)
		}
	}
	if !request {
		return -1
	}
	return at
}

// keepsOthers reports whether a call runs a function of this package that puts another
// writer into a value of a type: a recorder, for a part of a request.
func (f *Result) keepsOthers(call *ssa.Call, owner *types.TypeName) bool {
	fn := call.Call.StaticCallee()
	return fn != nil && slices.ContainsFunc(f.writerStores(owner, f.writerField(owner)), func(st *ssa.Store) bool {
		return ssautil.Within(st.Parent(), fn) && !f.isGiven(st.Val, make(map[ssa.Value]bool))
	})
}

// writerStores returns the assignments of this package to a field that is a writer, but
// for those in tests and of nil.
func (f *Result) writerStores(t *types.TypeName, field int) []*ssa.Store {
	if f.exchanges.stores == nil {
		f.exchanges.stores = make(map[fieldKey][]*ssa.Store)
		f.eachInstr(func(instr ssa.Instruction) {
			st, ok := instr.(*ssa.Store)
			if !ok || ssautil.IsNil(st.Val) {
				return
			}
			if fa, ok := st.Addr.(*ssa.FieldAddr); ok && f.IsWriter(st.Val.Type()) {
				if owner := typeNameOf(fa.X.Type()); owner != nil {
					k := fieldKey{owner, fa.Field}
					f.exchanges.stores[k] = append(f.exchanges.stores[k], st)
				}
			}
		})
	}
	return f.exchanges.stores[fieldKey{t, field}]
}

// eachInstr visits the instructions of the package, but for those of tests.
func (f *Result) eachInstr(visit func(ssa.Instruction)) {
	for _, fn := range f.program() {
		if f.inTest(fn.Pos()) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				visit(instr)
			}
		}
	}
}

// typeNameOf returns the declaration of a named type, or of what a pointer to one points to.
func typeNameOf(t types.Type) *types.TypeName {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Origin().Obj()
	}
	return nil
}

// allGiven reports whether all that is stored are writers that functions are given.
func (f *Result) allGiven(stores []*ssa.Store) bool {
	return !slices.ContainsFunc(stores, func(st *ssa.Store) bool {
		return !f.isGiven(st.Val, make(map[ssa.Value]bool))
	})
}

// isGiven reports whether a writer is one that a function is given, or stands for one: a
// recorder and a buffer do not.
func (f *Result) isGiven(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	all := func(vs []ssa.Value) bool {
		return len(vs) > 0 && !slices.ContainsFunc(vs, func(v ssa.Value) bool { return !f.isGiven(v, seen) })
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return types.IsInterface(v.Type()) || !f.outside(v.Type())
	case *ssa.FreeVar:
		return all(f.bindings(v))
	case *ssa.Alloc: // a variable, or a struct that embeds the writer
		if vs := f.directStores(v, ""); len(vs) > 0 {
			return all(vs)
		}
		s, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
		if !ok {
			return false
		}
		for field := range s.Fields() {
			if field.Embedded() && f.IsWriter(field.Type()) {
				return all(f.directStores(v, "."+field.Name()))
			}
		}
		return false
	case *ssa.FieldAddr, *ssa.Field: // what another context keeps
		return true
	case *ssa.UnOp:
		return f.isGiven(v.X, seen)
	case *ssa.Extract:
		return f.isGiven(v.Tuple, seen)
	case *ssa.Phi:
		return all(v.Edges)
	case *ssa.Call: // what wraps a writer, or hands it out
		return all(slices.DeleteFunc(slices.Clone(ssautil.Args(&v.Call)), func(a ssa.Value) bool { return !f.HoldsWriter(a.Type()) }))
	}
	if x := ssautil.Unwrap(v); x != v {
		return f.isGiven(x, seen)
	}
	return false
}
