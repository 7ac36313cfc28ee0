package origin

import (
	"fmt"
	"go/constant"
	"go/token"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/factcodec"
)

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
			t.Op == Object && t.TypeName == "" && t.Type != nil && unnamedStruct(t.Type), t.Supposed, t.Client} {
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
		t.Gone, t.Checked, t.Supposed, t.Client = flags&512 != 0, flags&1024 != 0, flags&4096 != 0, flags&8192 != 0
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

// Portable returns a value without what means something in this package alone.
func Portable(v Value) Value {
	vs, err := DecodeValues(EncodeValues(v))
	if err != nil || len(vs) != 1 {
		return AnyValue(false)
	}
	vs[0].Settle()
	return vs[0]
}

// Informative reports whether a value says more than that it is the result of
// some call.
func (v Value) Informative() bool {
	for _, t := range v {
		switch t.Op {
		case Unknown:
			if t.Unfinished() && t.Err {
				return true // not an error of code that was not read
			}
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
	set := Filter(e.Value, func(t *Term) bool { return !before(t) })
	if len(set) < len(e.Value) {
		eq = "?="
	}
	return "param" + strconv.Itoa(e.Index) + e.Path + eq + set.String()
}

// Encode writes a summary for a fact. What it says of the variables of functions around
// it means nothing elsewhere.
func (s *Summary) Encode() []byte {
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
			if ef.Outer == nil {
				n++
			}
		}
		e.Int(n)
		for _, ef := range row.Effects {
			if ef.Outer == nil {
				e.Int(ef.Index)
				e.String(ef.Path)
				e.value(ef.Value)
			}
		}
		e.guards(row.Guards)
		e.Bool(row.Fails)
	}
	e.Int(len(s.Clobbers))
	for _, p := range s.Clobbers {
		e.Int(p.Index)
		e.String(p.Path)
	}
	return e.Bytes()
}

// Decode reads what encode wrote.
func (s *Summary) Decode(data []byte) error {
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
		row.Fails = d.Bool()
		s.Rows = append(s.Rows, row)
	}
	for range d.Count() {
		s.Clobbers = append(s.Clobbers, Place{d.Int(), d.String()})
	}
	return d.Err()
}

// EncodeValue writes a value, as a part of a fact of another producer.
func EncodeValue(e *factcodec.Encoder, v Value) { encoder{e}.value(v) }

// DecodeValue reads what EncodeValue wrote.
func DecodeValue(d *factcodec.Decoder) Value { return decoder{d}.value() }

// EncodeValues writes values that a fact of another form holds.
func EncodeValues(vs ...Value) []byte {
	var e factcodec.Encoder
	e.Int(len(vs))
	for _, v := range vs {
		EncodeValue(&e, v)
	}
	return e.Bytes()
}

// DecodeValues reads what EncodeValues wrote.
func DecodeValues(data []byte) ([]Value, error) {
	d := factcodec.NewDecoder(data)
	var vs []Value
	for range d.Count() {
		vs = append(vs, DecodeValue(d))
	}
	return vs, d.Err()
}

// GuardsValue carries guards where a Value is wanted, for EncodeValue.
func GuardsValue(gs []Guard) Value { return Value{{Op: Unknown, Guards: gs}} }
