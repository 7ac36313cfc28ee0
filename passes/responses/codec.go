package responses

import (
	"github.com/respvet/respvet/passes/internal/factcodec"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// An encoder writes facts, with the values in them.
type encoder struct{ factcodec.Encoder }

func (e *encoder) values(vs ...origin.Value) {
	for _, v := range vs {
		origin.EncodeValue(&e.Encoder, v)
	}
}

// A decoder reads what an encoder wrote.
type decoder struct{ *factcodec.Decoder }

func newDecoder(data []byte) *decoder { return &decoder{factcodec.NewDecoder(data)} }

// values reads n values.
func (d *decoder) values(n int) []origin.Value {
	vs := make([]origin.Value, n)
	for i := range vs {
		vs[i] = origin.DecodeValue(d.Decoder)
	}
	return vs
}
