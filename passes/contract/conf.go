package contract

import "github.com/respvet/respvet/passes/internal/conf"

type (
	// A Pos is the place in a YAML file that a part of a contract comes from.
	Pos = conf.Pos
	// A Mistake is something wrong in a config or contract file.
	Mistake = conf.Mistake

	value = conf.Value
	field conf.Field
)

// A reader turns values into contracts, configs and OpenAPI documents.
type reader struct{ conf.Reader }

// object reads a mapping with known keys, in the order of the file.
func (r *reader) object(v *value, label string, fields ...field) {
	known := make([]conf.Field, len(fields))
	for i, f := range fields {
		known[i] = conf.Field(f)
	}
	r.Object(v, label, known...)
}
