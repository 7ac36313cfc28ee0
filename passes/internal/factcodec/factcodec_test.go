package factcodec_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/factcodec"
)

func TestRoundTrip(t *testing.T) {
	var e factcodec.Encoder
	e.Int(-7)
	e.String("status")
	e.Bool(true)
	e.String("")
	e.String("status")
	e.Int(1 << 40)
	d := factcodec.NewDecoder(e.Bytes())
	if n, s, b := d.Int(), d.String(), d.Bool(); n != -7 || s != "status" || !b {
		t.Errorf("%d %q %t", n, s, b)
	}
	if empty, again, n := d.String(), d.String(), d.Int(); empty != "" || again != "status" || n != 1<<40 {
		t.Errorf("%q %q %d", empty, again, n)
	}
	if d.Err() != nil {
		t.Error(d.Err())
	}
	if d.Int() != 0 || d.Err() == nil {
		t.Error("what is behind the end is read without an error")
	}
}

// Whatever was cut off or changed is an error or something else, and no panic.
func TestMalformed(t *testing.T) {
	var e factcodec.Encoder
	e.String("member")
	e.Int(2)
	e.String("member")
	read := func(data []byte) error {
		d := factcodec.NewDecoder(data)
		_ = d.String()
		for range d.Count() {
			_ = d.Int()
		}
		_ = d.String()
		return d.Err()
	}
	data := e.Bytes()
	for i := range data {
		if read(data[:i]) == nil {
			t.Errorf("the first %d of %d bytes are no error", i, len(data))
		}
		for b := range 256 {
			changed := append([]byte(nil), data...)
			changed[i] = byte(b)
			_ = read(changed)
		}
	}
}
