// Package factcodec is the form in which facts are written: numbers, and strings that
// are written once and referred to after that. It is a third of what gob makes of trees
// of small structs, and decoding needs no reflection.
package factcodec

import (
	"encoding/binary"
	"errors"
)

// An Encoder writes a fact. Its zero value is ready to use.
type Encoder struct {
	data []byte
	strs map[string]int
}

// Int writes a number.
func (e *Encoder) Int(n int) { e.data = binary.AppendVarint(e.data, int64(n)) }

// Bool writes a boolean.
func (e *Encoder) Bool(b bool) {
	n := 0
	if b {
		n = 1
	}
	e.Int(n)
}

// String writes a string, or where it was written before.
func (e *Encoder) String(s string) {
	if i, ok := e.strs[s]; ok {
		e.Int(i)
		return
	}
	if e.strs == nil {
		e.strs = make(map[string]int)
	}
	e.strs[s] = len(e.strs)
	e.Int(-1)
	e.Int(len(s))
	e.data = append(e.data, s...)
}

// Bytes returns what was written.
func (e *Encoder) Bytes() []byte { return e.data }

// A Decoder reads what an [Encoder] wrote, in the same order. After an error it reads
// nothing more: every number is 0, and every string empty.
type Decoder struct {
	data []byte
	strs []string
	err  error
}

// NewDecoder returns a decoder of data.
func NewDecoder(data []byte) *Decoder { return &Decoder{data: data} }

// Err returns the first error, nil if there was none.
func (d *Decoder) Err() error { return d.err }

// Fail notes that what was read makes no sense.
func (d *Decoder) Fail() {
	if d.err == nil {
		d.err = errors.New("malformed fact")
	}
	d.data = nil
}

// Int reads a number.
func (d *Decoder) Int() int {
	n, size := binary.Varint(d.data)
	if size <= 0 {
		d.Fail()
		return 0
	}
	d.data = d.data[size:]
	return int(n)
}

// Count reads a length, which cannot exceed what is left to read.
func (d *Decoder) Count() int {
	n := d.Int()
	if n < 0 || n > len(d.data) {
		d.Fail()
		return 0
	}
	return n
}

// Bool reads a boolean.
func (d *Decoder) Bool() bool { return d.Int() != 0 }

// String reads a string.
func (d *Decoder) String() string {
	i := d.Int()
	if i >= 0 {
		if i >= len(d.strs) {
			d.Fail()
			return ""
		}
		return d.strs[i]
	}
	n := d.Count()
	s := string(d.data[:n])
	d.data = d.data[n:]
	d.strs = append(d.strs, s)
	return s
}
