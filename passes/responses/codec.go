package responses

import (
	"github.com/respvet/respvet/passes/internal/factcodec"
	"github.com/respvet/respvet/passes/valueflow"
)

// An encoder writes facts, with the values in them.
type encoder struct{ factcodec.Encoder }

func (e *encoder) values(vs ...valueflow.Value) {
	for _, v := range vs {
		valueflow.EncodeValue(&e.Encoder, v)
	}
}

// A decoder reads what an encoder wrote.
type decoder struct{ *factcodec.Decoder }

func newDecoder(data []byte) *decoder { return &decoder{factcodec.NewDecoder(data)} }

// values reads n values.
func (d *decoder) values(n int) []valueflow.Value {
	vs := make([]valueflow.Value, n)
	for i := range vs {
		vs[i] = valueflow.DecodeValue(d.Decoder)
	}
	return vs
}
