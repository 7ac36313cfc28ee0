package valueflow

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
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
		if !isError(elem) && !isBasicOrMap(elem) {
			continue
		}
		if val, ok := f.ownGlobal(g); ok {
			f.pass.ExportObjectFact(v, &Holds{portable(val)})
		} else if isError(elem) {
			f.pass.ExportObjectFact(v, &Holds{unknown(true)})
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
		return unknown(false)
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

// Facts are written in a form of their own: it is a third of what gob makes of
// trees of small structs, and decoding it needs no reflection.

// GobEncode implements gob.GobEncoder.
func (r *Returns) GobEncode() ([]byte, error) {
	if r.raw != nil {
		return r.raw, nil
	}
	var e encoder
	s := &r.Summary
	e.bool(s.NoReturn)
	e.int(len(s.Rows))
	for _, row := range s.Rows {
		e.int(len(row.Results))
		for _, v := range row.Results {
			e.value(v)
		}
		n := 0
		for _, ef := range row.Effects {
			if ef.outer == nil {
				n++
			}
		}
		e.int(n)
		for _, ef := range row.Effects {
			if ef.outer == nil {
				e.int(ef.Index)
				e.str(ef.Path)
				e.value(ef.Value)
			}
		}
		e.guards(row.Guards)
		e.bool(row.fails)
	}
	e.int(len(s.Clobbers))
	for _, p := range s.Clobbers {
		e.int(p.Index)
		e.str(p.Path)
	}
	return e.buf.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (r *Returns) GobDecode(data []byte) error {
	r.raw = bytes.Clone(data)
	return nil
}

func (s *Summary) decode(data []byte) error {
	d := &decoder{data: data}
	s.NoReturn = d.bool()
	for range d.count() {
		var row Row
		for range d.count() {
			row.Results = append(row.Results, d.value())
		}
		for range d.count() {
			row.Effects = append(row.Effects, Effect{Index: d.int(), Path: d.str(), Value: d.value()})
		}
		row.Guards = d.guards()
		row.fails = d.bool()
		s.Rows = append(s.Rows, row)
	}
	for range d.count() {
		s.Clobbers = append(s.Clobbers, Place{d.int(), d.str()})
	}
	return d.err
}

// GobEncode implements gob.GobEncoder.
func (h *Holds) GobEncode() ([]byte, error) {
	var e encoder
	e.value(h.Value)
	return e.buf.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (h *Holds) GobDecode(data []byte) error {
	d := &decoder{data: data}
	h.Value = d.value()
	return d.err
}

type encoder struct {
	buf  bytes.Buffer
	strs map[string]int
}

func (e *encoder) int(n int) { e.buf.Write(binary.AppendVarint(nil, int64(n))) }

func (e *encoder) bool(b bool) {
	n := 0
	if b {
		n = 1
	}
	e.int(n)
}

// str writes a string once and refers to it after that.
func (e *encoder) str(s string) {
	if i, ok := e.strs[s]; ok {
		e.int(i)
		return
	}
	if e.strs == nil {
		e.strs = make(map[string]int)
	}
	e.int(-1)
	e.strs[s] = len(e.strs)
	e.int(len(s))
	e.buf.WriteString(s)
}

func (e *encoder) guards(gs []Guard) {
	e.int(len(gs))
	for _, g := range gs {
		e.int(g.Index)
		e.str(g.Path)
		e.int(int(g.Kind))
		e.str(g.Val)
		e.bool(g.Neg)
	}
}

func (e *encoder) value(v Value) {
	e.int(len(v))
	for _, t := range v {
		e.int(int(t.Op))
		flags := 0
		for i, b := range []bool{t.Err, t.Verbose, t.Parse, t.open, t.Wide, t.Gated, t.Owner != "", t.Offered, t.Var != "", t.Gone, t.Checked,
			t.Op == Object && t.TypeName == "" && t.Type != nil && unnamedStruct(t.Type)} {
			if b {
				flags |= 1 << i
			}
		}
		e.int(flags)
		switch t.Op {
		case Const:
			e.int(int(t.Const.Kind()))
			e.str(t.Const.ExactString())
		case Param:
			e.int(t.Index)
			e.str(t.Path)
		default:
			e.str(t.Path)
			e.str(t.Name)
		}
		e.str(t.TypeName)
		if t.Owner != "" {
			e.str(t.Owner)
		}
		if t.Var != "" {
			e.str(t.Var)
		}
		if flags&2048 != 0 {
			e.layout(t.Type, 0)
		}
		e.guards(t.Guards)
		e.int(len(t.Args))
		for _, a := range t.Args {
			e.value(a)
		}
		e.int(len(t.Fields))
		for _, fd := range t.Fields {
			e.str(fd.Name)
			e.bool(fd.Hidden)
			e.value(fd.Value)
		}
	}
}

type decoder struct {
	data []byte
	strs []string
	err  error
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = errors.New("valueflow: malformed fact")
	}
	d.data = nil
}

func (d *decoder) int() int {
	n, size := binary.Varint(d.data)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.data = d.data[size:]
	return int(n)
}

// count reads a length, which cannot exceed what is left to read.
func (d *decoder) count() int {
	n := d.int()
	if n < 0 || n > len(d.data) {
		d.fail()
		return 0
	}
	return n
}

func (d *decoder) bool() bool { return d.int() != 0 }

func (d *decoder) str() string {
	i := d.int()
	if i >= 0 {
		if i >= len(d.strs) {
			d.fail()
			return ""
		}
		return d.strs[i]
	}
	n := d.count()
	s := string(d.data[:n])
	d.data = d.data[n:]
	d.strs = append(d.strs, s)
	return s
}

func (d *decoder) guards() []Guard {
	var gs []Guard
	for range d.count() {
		gs = append(gs, Guard{Index: d.int(), Path: d.str(), Kind: GuardKind(d.int()), Val: d.str(), Neg: d.bool()})
	}
	return gs
}

func (d *decoder) value() Value {
	var v Value
	for range d.count() {
		t := &Term{Op: Op(d.int())}
		flags := d.int()
		t.Err, t.Verbose, t.Parse, t.open = flags&1 != 0, flags&2 != 0, flags&4 != 0, flags&8 != 0
		t.Wide, t.Gated, t.Offered = flags&16 != 0, flags&32 != 0, flags&128 != 0
		t.Gone, t.Checked = flags&512 != 0, flags&1024 != 0
		switch t.Op {
		case Const:
			kind := constant.Kind(d.int())
			t.Const = parseConst(kind, d.str())
		case Param:
			t.Index = d.int()
			t.Path = d.str()
		default:
			t.Path = d.str()
			t.Name = d.str()
		}
		t.TypeName = d.str()
		if flags&64 != 0 {
			t.Owner = d.str()
		}
		if flags&256 != 0 {
			t.Var = d.str()
		}
		if flags&2048 != 0 {
			t.Type = d.layout(0)
		}
		t.Guards = d.guards()
		for range d.count() {
			t.Args = append(t.Args, d.value())
		}
		for range d.count() {
			t.Fields = append(t.Fields, Field{d.str(), d.bool(), d.value()})
		}
		if t.Op > Compare || t.Op == Const && t.Const == nil || t.Op == Compare && len(t.Guards) == 0 {
			d.fail()
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
