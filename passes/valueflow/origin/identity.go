package origin

import (
	"go/constant"
	"hash/maphash"
	"math/bits"
)

// Most of what evaluation does is to join sets of origins, and most origins that are
// joined stand there already. Their keys are texts, and as long as the terms are deep; a
// number that is made of the numbers of a term's parts tells them apart as well, and each
// part is looked at once.

// seed is the same for all terms of a process. The numbers are compared, never ordered
// or written down.
var seed = maphash.MakeSeed()

// A digest is a number that is being made of parts.
type digest uint64

func (d *digest) number(n uint64) {
	const odd = 0x9e3779b97f4a7c15
	*d = digest(bits.RotateLeft64((uint64(*d)^n)*odd, 29))
}

func (d *digest) text(s string) {
	if s == "" {
		d.number(0)
	} else {
		d.number(maphash.String(seed, s))
	}
}

func (d *digest) flags(list ...bool) {
	n := uint64(0)
	for _, b := range list {
		n <<= 1
		if b {
			n |= 1
		}
	}
	d.number(n)
}

// identity tells terms apart as Key does.
func (t *Term) identity() uint64 {
	if t.id == 0 {
		t.id = max(t.makeIdentity(), 1)
	}
	return t.id
}

func (t *Term) makeIdentity() uint64 {
	var d digest
	d.number(uint64(t.Op) + 1)
	switch t.Op {
	case Const:
		d.constant(t.Const)
	case Param:
		d.number(uint64(t.Index))
		if t.Fn != nil {
			d.text(t.Fn.Name())
		}
	}
	d.text(t.Path)
	d.text(t.Name)
	if t.Op != Param {
		d.text(t.TypeName)
	}
	d.text(t.Var)
	d.flags(t.Verbose, t.Err, t.Gated, t.Offered, t.Gone, t.Supposed, t.Parse, t.Checked, t.Client)
	for _, a := range t.Args {
		d.value(a)
	}
	d.number(uint64(len(t.Args)))
	for _, f := range t.Fields {
		d.text(f.Name)
		d.value(f.Value)
	}
	d.number(uint64(len(t.Fields)))
	for _, g := range t.Guards {
		d.guard(g)
	}
	if t.Pos.IsValid() && (t.Op == Text || t.Op == Stack || t.Op == Recovered) {
		d.number(uint64(t.Pos))
	}
	return uint64(d)
}

func (d *digest) value(v Value) {
	for _, t := range v {
		d.number(t.identity())
	}
	d.number(uint64(len(v)))
}

func (d *digest) guard(g Guard) {
	kind := g.Kind
	if kind == GuardAs {
		kind = GuardIs // what they look for tells them apart
	}
	d.number(uint64(g.Index)<<8 | uint64(kind))
	d.flags(g.Neg)
	d.text(g.Path)
	d.text(g.Val)
}

// constant adds a constant as its exact text tells it apart from others.
func (d *digest) constant(c constant.Value) {
	if c.Kind() == constant.String {
		d.number(1)
		d.text(constant.StringVal(c))
		return
	}
	if n, exact := constant.Int64Val(constant.ToInt(c)); exact && c.Kind() != constant.Bool {
		d.number(2)
		d.number(uint64(n))
		return
	}
	d.text(c.ExactString())
}
