// Package jsonx is a project's own package for JSON, behind an interface that one may replace.
package jsonx

import "encoding/json"

type Codec interface {
	Marshal(v any) ([]byte, error)
	Unmarshal(data []byte, v any) error
}

type std struct{}

func (std) Marshal(v any) ([]byte, error)      { return json.Marshal(v) }
func (std) Unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }

var codec Codec = std{}

func Marshal(v any) ([]byte, error)   { return codec.Marshal(v) }
func Unmarshal(d []byte, v any) error { return codec.Unmarshal(d, v) }

var MarshalFn = json.Marshal

func Enc(v any) ([]byte, error) { return MarshalFn(v) }

var swap Codec = std{}

func Use(c Codec) { swap = c }

func Other(v any) ([]byte, error) { return swap.Marshal(v) }
