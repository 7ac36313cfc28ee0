package valueflow

import (
	"bytes"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/factcodec"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Returns is the fact of a function: its summary. One that was read from a file
// is kept as it was written until somebody asks: of the facts that a package's
// imports bring, it looks at few, and passes all of them on.
type Returns struct {
	Summary origin.Summary
	raw     []byte
}

// decoded returns the summary, or nil if the fact cannot be read.
func (r *Returns) decoded() *origin.Summary {
	if r.raw == nil {
		return &r.Summary
	}
	s := new(origin.Summary)
	if s.Decode(r.raw) != nil {
		return nil
	}
	return s
}

// AFact marks Returns as a fact.
func (*Returns) AFact() {}

// Holds is the fact of a package-level variable that is initialised once and
// never changed: its value.
type Holds struct{ Value origin.Value }

// AFact marks Holds as a fact.
func (*Holds) AFact() {}

func (h *Holds) String() string { return "holds(" + h.Value.String() + ")" }

// String shows a summary as fixtures assert it: the rows, each with its results,
// what it sets and when, as in "returns(param0, zero) sets(param1.#sent=true)
// if param0 != nil | returns(zero, param1)". A value that may be set is
// written "?=".
func (r *Returns) String() string {
	s := r.decoded()
	switch {
	case s == nil:
		return "malformed"
	case s.NoReturn:
		return "noreturn"
	}
	rows := make([]string, len(s.Rows))
	for i, row := range s.Rows {
		rows[i] = row.String()
	}
	return strings.Join(rows, " | ")
}

// exportFacts exports the summaries that another package can reach and that
// say more than "unknown".
func (f *Result) exportFacts() {
	var silent []*types.Func // methods with nothing to say
	changed := make(map[string]bool)
	export := func(obj types.Object, s *origin.Summary) {
		// As it was written: some drivers hand facts on in memory, and what
		// importers see must not depend on that.
		raw, _ := (&Returns{Summary: *s}).GobEncode()
		f.pass.ExportObjectFact(obj, &Returns{raw: raw})
	}
	for _, fn := range f.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() || !f.Analysed(obj) {
			continue
		}
		s := f.summary(fn)
		e := exported(s)
		if e == nil {
			silent = append(silent, obj)
			continue
		}
		export(obj, e)
		for _, r := range e.Rows {
			if len(r.Effects) > 0 {
				changed[httpmodel.RecvName(obj)] = true
			}
		}
	}
	// Of a type whose methods change its values, it matters that others do not.
	for _, obj := range silent {
		if recv := httpmodel.RecvName(obj); recv != "" && changed[recv] {
			export(obj, f.summary(f.Pkg.Prog.FuncValue(obj)))
		}
	}
	f.exportDispatched(export)
	if !f.main {
		return
	}
	f.exportExchanges()
	scope := f.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() {
			continue
		}
		g := f.Pkg.Var(name)
		if g == nil {
			continue
		}
		elem := v.Type()
		if !typeutil.IsError(elem) && !isBasicOrMap(elem) {
			continue
		}
		if val, ok := f.globalHolds(g); ok {
			f.pass.ExportObjectFact(v, &Holds{origin.Portable(val)})
		} else if typeutil.IsError(elem) {
			f.pass.ExportObjectFact(v, &Holds{origin.AnyValue(true)})
		}
	}
}

// globalHolds is ownGlobal as a question of its own.
func (f *Result) globalHolds(g *ssa.Global) (origin.Value, bool) {
	if f.begin() {
		defer f.finish()
	}
	return f.ownGlobal(g)
}

// exported returns what a fact says of a summary, or nil if that is nothing.
func exported(s *origin.Summary) *origin.Summary {
	if s.NoReturn {
		return &origin.Summary{NoReturn: true}
	}
	informative := false
	for _, r := range s.Rows {
		informative = informative || len(r.Effects) > 0
		for _, v := range r.Results {
			informative = informative || v.Informative()
		}
	}
	if !informative {
		return nil
	}
	return s
}

// isBasicOrMap reports whether a type is a basic one, or a map of such.
func isBasicOrMap(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Map:
		_, ok := t.Elem().Underlying().(*types.Basic)
		return ok
	}
	return false
}

func (f *Result) importedSummary(obj types.Object) *origin.Summary {
	if s, ok := f.summaries.imported[obj]; ok {
		return s
	}
	var s *origin.Summary
	var fact Returns
	if f.pass.ImportObjectFact(obj, &fact) {
		s = fact.decoded()
		if fn, ok := obj.(*types.Func); ok && s != nil && fn.Pkg() != nil && !f.OwnModule(fn.Pkg().Path()) {
			s = s.Attributed(fn.FullName())
		}
	}
	f.summaries.imported[obj] = s
	return s
}

func (f *Result) importedGlobal(g *ssa.Global) (origin.Value, bool) {
	if v, ok := g.Object().(*types.Var); ok {
		return f.importedVar(v)
	}
	return nil, false
}

func (f *Result) importedVar(v *types.Var) (origin.Value, bool) {
	var fact Holds
	if f.pass.ImportObjectFact(v, &fact) {
		return fact.Value, true
	}
	return f.sentinel(v)
}

// GobEncode implements gob.GobEncoder.
func (r *Returns) GobEncode() ([]byte, error) {
	if r.raw != nil {
		return r.raw, nil
	}
	return r.Summary.Encode(), nil
}

// GobDecode implements gob.GobDecoder.
func (r *Returns) GobDecode(data []byte) error {
	r.raw = bytes.Clone(data)
	return nil
}

// GobEncode implements gob.GobEncoder.
func (h *Holds) GobEncode() ([]byte, error) {
	var e factcodec.Encoder
	origin.EncodeValue(&e, h.Value)
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (h *Holds) GobDecode(data []byte) error {
	d := factcodec.NewDecoder(data)
	h.Value = origin.DecodeValue(d)
	return d.Err()
}
