package responses

import (
	"encoding/binary"
	"errors"

	"github.com/respvet/respvet/passes/valueflow"
)

// A factWriter writes what facts are made of.
type factWriter struct{ data []byte }

func (w *factWriter) int(n int) { w.data = binary.AppendVarint(w.data, int64(n)) }

func (w *factWriter) bool(b bool) {
	n := 0
	if b {
		n = 1
	}
	w.int(n)
}

func (w *factWriter) str(s string) {
	w.int(len(s))
	w.data = append(w.data, s...)
}

func (w *factWriter) values(vs ...valueflow.Value) {
	w.str(string(valueflow.EncodeValues(vs...)))
}

// A factReader reads what a factWriter wrote. After an error it reads nothing more.
type factReader struct {
	data []byte
	err  error
}

func (r *factReader) fail() {
	if r.err == nil {
		r.err = errors.New("responses: malformed fact")
	}
	r.data = nil
}

func (r *factReader) int() int {
	n, size := binary.Varint(r.data)
	if size <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

// count reads a length, which cannot exceed what is left to read.
func (r *factReader) count() int {
	n := r.int()
	if n < 0 || n > len(r.data) {
		r.fail()
		return 0
	}
	return n
}

func (r *factReader) bool() bool { return r.int() != 0 }

func (r *factReader) str() string {
	n := r.count()
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

// values reads n values.
func (r *factReader) values(n int) []valueflow.Value {
	vs, err := valueflow.DecodeValues([]byte(r.str()))
	if err != nil || len(vs) != n {
		r.fail()
		return make([]valueflow.Value, n)
	}
	return vs
}
