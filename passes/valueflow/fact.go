package valueflow

import (
	"bytes"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/factcodec"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// Returns is the fact of a function: its summary. One that was read from a file
// is kept as it was written until somebody asks: of the facts that a package's
// imports bring, it looks at few, and passes all of them on.
type Returns struct {
	Summary Summary
	raw     []byte
}

// decoded returns the summary, or nil if the fact cannot be read.
func (r *Returns) decoded() *Summary {
	if r.raw == nil {
		return &r.Summary
	}
	s := new(Summary)
	if s.decode(r.raw) != nil {
		return nil
	}
	return s
}

// AFact marks Returns as a fact.
func (*Returns) AFact() {}

// Holds is the fact of a package-level variable that is initialised once and
// never changed: its value.
type Holds struct{ Value Value }

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

func (r Row) String() string {
	results := make([]string, len(r.Results))
	for i, v := range r.Results {
		results[i] = v.String()
	}
	s := "returns(" + strings.Join(results, ", ") + ")"
	if len(r.Effects) > 0 {
		effects := make([]string, len(r.Effects))
		for i, e := range r.Effects {
			effects[i] = e.String()
		}
		s += " sets(" + strings.Join(effects, ", ") + ")"
	}
	if len(r.Guards) > 0 {
		guards := make([]string, len(r.Guards))
		for i, g := range r.Guards {
			guards[i] = g.String()
		}
		s += " if " + strings.Join(guards, " and ")
	}
	return s
}

func (e Effect) String() string {
	before := func(t *Term) bool {
		return t.Op == Param && t.Index == e.Index && t.Path == e.Path && len(t.Fields) == 0
	}
	eq := "="
	set := filter(e.Value, func(t *Term) bool { return !before(t) })
	if len(set) < len(e.Value) {
		eq = "?="
	}
	return "param" + strconv.Itoa(e.Index) + e.Path + eq + set.String()
}

// String shows a value as fixtures and facts name it.
func (v Value) String() string {
	if len(v) == 0 {
		return "-"
	}
	ss := make([]string, len(v))
	for i, t := range v {
		ss[i] = t.String()
	}
	return strings.Join(ss, "|")
}

func (t *Term) String() string {
	arg := func(i int) string {
		if i < len(t.Args) {
			return t.Args[i].String()
		}
		return ""
	}
	var s string
	switch t.Op {
	case Const:
		s = t.Const.ExactString()
	case Zero:
		s = "zero"
	case Param:
		s = "param" + strconv.Itoa(t.Index) + t.Path
	case Global:
		s = shortName(t.Name) + t.Path
	case Object:
		s = shortName(t.TypeName)
	case Func:
		s = "func " + shortName(t.Name)
	case Concat:
		parts := make([]string, len(t.Args))
		for i := range t.Args {
			parts[i] = arg(i)
		}
		s = strings.Join(parts, "+")
	case Error:
		s = "error(" + arg(0) + ")"
	case Encoded:
		s = t.Name + "(" + arg(0) + ")"
	case Opaque:
		s = "call(" + shortName(t.Name) + ")" + t.Path
	case Compare:
		s = t.Guards[0].String()
	case Text, StatusText, Escaped:
		s = t.Op.String() + "(" + arg(0) + ")"
	default:
		s = t.Op.String()
	}
	if len(t.Fields) > 0 {
		fs := make([]string, len(t.Fields))
		for i, fd := range t.Fields {
			fs[i] = fd.Name + ":" + fd.Value.String()
		}
		s += "{" + strings.Join(fs, " ") + "}"
	}
	return s
}

// shortName shortens the import path in a qualified name to its last element:
// "(*example.com/shop/store.DB).Get" is "(*store.DB).Get".
func shortName(name string) string {
	bare := strings.TrimLeft(name, "(*")
	return name[:len(name)-len(bare)] + bare[strings.LastIndexByte(bare, '/')+1:]
}

// exportFacts exports the summaries that another package can reach and that
// say more than "unknown".
func (f *Result) exportFacts() {
	var silent []*types.Func // methods with nothing to say
	changed := make(map[string]bool)
	export := func(obj *types.Func, s *Summary) {
		// As it was written: some drivers hand facts on in memory, and what
		// importers see must not depend on that.
		raw, _ := (&Returns{Summary: *s}).GobEncode()
		f.pass.ExportObjectFact(obj, &Returns{raw: raw})
	}
	for _, fn := range f.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() || !f.Asked(obj) {
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
	if !f.main {
		return
	}
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
		if val, ok := f.ownGlobal(g); ok {
			f.pass.ExportObjectFact(v, &Holds{portable(val)})
		} else if typeutil.IsError(elem) {
			f.pass.ExportObjectFact(v, &Holds{AnyValue(true)})
		}
	}
}

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

// portable returns a value without what means something in this package alone.
func portable(v Value) Value {
	vs, err := DecodeValues(EncodeValues(v))
	if err != nil || len(vs) != 1 {
		return AnyValue(false)
	}
	vs[0].Settle()
	return vs[0]
}

// exported returns what a fact says of a summary, or nil if that is nothing.
func exported(s *Summary) *Summary {
	if s.NoReturn {
		return &Summary{NoReturn: true}
	}
	informative := false
	for _, r := range s.Rows {
		informative = informative || len(r.Effects) > 0
		for _, v := range r.Results {
			informative = informative || v.informative()
		}
	}
	if !informative {
		return nil
	}
	return s
}

// informative reports whether a value says more than that it is the result of
// some call.
func (v Value) informative() bool {
	for _, t := range v {
		switch t.Op {
		case Unknown:
		case Zero:
		case Opaque:
			if len(t.Args) > 0 || t.Parse || t.Gone || t.Checked {
				return true
			}
		case Func:
		case Object:
			if t.Err || len(t.Fields) > 0 {
				return true
			}
		default:
			return true
		}
	}
	return false
}

func (f *Result) importedSummary(obj *types.Func) *Summary {
	if s, ok := f.imported[obj]; ok {
		return s
	}
	var s *Summary
	var fact Returns
	if f.pass.ImportObjectFact(obj, &fact) {
		s = fact.decoded()
	}
	f.imported[obj] = s
	return s
}

func (f *Result) importedGlobal(g *ssa.Global) (Value, bool) {
	if v, ok := g.Object().(*types.Var); ok {
		return f.importedVar(v)
	}
	return nil, false
}

func (f *Result) importedVar(v *types.Var) (Value, bool) {
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
	return r.Summary.encode(), nil
}

// GobDecode implements gob.GobDecoder.
func (r *Returns) GobDecode(data []byte) error {
	r.raw = bytes.Clone(data)
	return nil
}

// encode writes a summary for a fact. What it says of the variables of functions around
// it means nothing elsewhere.
func (s *Summary) encode() []byte {
	e := encoder{new(factcodec.Encoder)}
	e.Bool(s.NoReturn)
	e.Int(len(s.Rows))
	for _, row := range s.Rows {
		e.Int(len(row.Results))
		for _, v := range row.Results {
			e.value(v)
		}
		n := 0
		for _, ef := range row.Effects {
			if ef.outer == nil {
				n++
			}
		}
		e.Int(n)
		for _, ef := range row.Effects {
			if ef.outer == nil {
				e.Int(ef.Index)
				e.String(ef.Path)
				e.value(ef.Value)
			}
		}
		e.guards(row.Guards)
		e.Bool(row.fails)
	}
	e.Int(len(s.Clobbers))
	for _, p := range s.Clobbers {
		e.Int(p.Index)
		e.String(p.Path)
	}
	return e.Bytes()
}

// decode reads what encode wrote.
func (s *Summary) decode(data []byte) error {
	d := decoder{factcodec.NewDecoder(data)}
	s.NoReturn = d.Bool()
	for range d.Count() {
		var row Row
		for range d.Count() {
			row.Results = append(row.Results, d.value())
		}
		for range d.Count() {
			row.Effects = append(row.Effects, Effect{Index: d.Int(), Path: d.String(), Value: d.value()})
		}
		row.Guards = d.guards()
		row.fails = d.Bool()
		s.Rows = append(s.Rows, row)
	}
	for range d.Count() {
		s.Clobbers = append(s.Clobbers, Place{d.Int(), d.String()})
	}
	return d.Err()
}

// GobEncode implements gob.GobEncoder.
func (h *Holds) GobEncode() ([]byte, error) {
	var e factcodec.Encoder
	EncodeValue(&e, h.Value)
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (h *Holds) GobDecode(data []byte) error {
	d := factcodec.NewDecoder(data)
	h.Value = DecodeValue(d)
	return d.Err()
}

// An encoder writes values and what they are made of.
type encoder struct{ *factcodec.Encoder }

func (e encoder) guards(gs []Guard) {
	e.Int(len(gs))
	for _, g := range gs {
		e.Int(g.Index)
		e.String(g.Path)
		e.Int(int(g.Kind))
		e.String(g.Val)
		e.Bool(g.Neg)
	}
}

func (e encoder) value(v Value) {
	e.Int(len(v))
	for _, t := range v {
		e.Int(int(t.Op))
		flags := 0
		for i, b := range []bool{t.Err, t.Verbose, t.Parse, t.Open, t.Wide, t.Gated, t.Owner != "", t.Offered, t.Var != "", t.Gone, t.Checked,
			t.Op == Object && t.TypeName == "" && t.Type != nil && unnamedStruct(t.Type)} {
			if b {
				flags |= 1 << i
			}
		}
		e.Int(flags)
		switch t.Op {
		case Const:
			e.Int(int(t.Const.Kind()))
			e.String(t.Const.ExactString())
		case Param:
			e.Int(t.Index)
			e.String(t.Path)
		default:
			e.String(t.Path)
			e.String(t.Name)
		}
		e.String(t.TypeName)
		if t.Owner != "" {
			e.String(t.Owner)
		}
		if t.Var != "" {
			e.String(t.Var)
		}
		if flags&2048 != 0 {
			e.layout(t.Type, 0)
		}
		e.guards(t.Guards)
		e.Int(len(t.Args))
		for _, a := range t.Args {
			e.value(a)
		}
		e.Int(len(t.Fields))
		for _, fd := range t.Fields {
			e.String(fd.Name)
			e.Bool(fd.Hidden)
			e.value(fd.Value)
		}
	}
}

// A decoder reads what an encoder wrote.
type decoder struct{ *factcodec.Decoder }

func (d decoder) guards() []Guard {
	var gs []Guard
	for range d.Count() {
		gs = append(gs, Guard{Index: d.Int(), Path: d.String(), Kind: GuardKind(d.Int()), Val: d.String(), Neg: d.Bool()})
	}
	return gs
}

func (d decoder) value() Value {
	var v Value
	for range d.Count() {
		t := &Term{Op: Op(d.Int())}
		flags := d.Int()
		t.Err, t.Verbose, t.Parse, t.Open = flags&1 != 0, flags&2 != 0, flags&4 != 0, flags&8 != 0
		t.Wide, t.Gated, t.Offered = flags&16 != 0, flags&32 != 0, flags&128 != 0
		t.Gone, t.Checked = flags&512 != 0, flags&1024 != 0
		switch t.Op {
		case Const:
			kind := constant.Kind(d.Int())
			t.Const = parseConst(kind, d.String())
		case Param:
			t.Index = d.Int()
			t.Path = d.String()
		default:
			t.Path = d.String()
			t.Name = d.String()
		}
		t.TypeName = d.String()
		if flags&64 != 0 {
			t.Owner = d.String()
		}
		if flags&256 != 0 {
			t.Var = d.String()
		}
		if flags&2048 != 0 {
			t.Type = d.layout(0)
		}
		t.Guards = d.guards()
		for range d.Count() {
			t.Args = append(t.Args, d.value())
		}
		for range d.Count() {
			t.Fields = append(t.Fields, Field{d.String(), d.Bool(), d.value()})
		}
		if t.Op > Compare || t.Op == Const && t.Const == nil || t.Op == Compare && len(t.Guards) == 0 {
			d.Fail()
			return nil
		}
		v = append(v, t)
	}
	return v
}

func parseConst(kind constant.Kind, s string) constant.Value {
	switch kind {
	case constant.Bool:
		return constant.MakeBool(s == "true")
	case constant.String:
		u, err := strconv.Unquote(s)
		if err != nil {
			return nil
		}
		return constant.MakeString(u)
	case constant.Int:
		neg := strings.HasPrefix(s, "-")
		c := constant.MakeFromLiteral(strings.TrimPrefix(s, "-"), token.INT, 0)
		if neg {
			c = constant.UnaryOp(token.SUB, c, 0)
		}
		return c
	}
	return constant.MakeString(fmt.Sprintf("%s constant", kind)) // floats and complex numbers never matter
}
