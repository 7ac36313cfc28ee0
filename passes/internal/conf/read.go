package conf

import (
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/internal/near"
	"go.yaml.in/yaml/v3"
)

// A Reader turns values into typed data. It goes on after a mistake, so that a
// file's mistakes are reported together; what is wrong stays at its zero value.
type Reader struct{ Mistakes []*Mistake }

// Fail notes a mistake at a value.
func (r *Reader) Fail(v *Value, what, allowed string) {
	r.Mistakes = append(r.Mistakes, &Mistake{v.Pos, what, allowed})
}

// Wrong reports a value that is not what its place wants.
func (r *Reader) Wrong(v *Value, label, allowed string) {
	what := "bad " + label
	switch v.Kind {
	case yaml.ScalarNode:
		what += " " + Quote(v.Text)
	case yaml.SequenceNode:
		what += ", a list"
	default:
		what += ", a mapping"
	}
	r.Fail(v, what, allowed)
}

// Unknown reports a word that is none of some names, and the one that it is like.
func (r *Reader) Unknown(v *Value, label string, names []string, allowed string) {
	r.Fail(v, "unknown "+label+" "+Quote(v.Text)+near.Hint(v.Text, names), allowed)
}

// A Field is a key that a mapping may have. Null, which removes what was
// inherited, never reaches read.
type Field struct {
	Key  string
	Read func(*Value)
}

// Object reads a mapping with known keys, in the order of the file.
func (r *Reader) Object(v *Value, label string, fields ...Field) {
	var known []string
	for _, f := range fields {
		known = append(known, f.Key)
	}
	if v.Kind != yaml.MappingNode {
		what := "bad " + label + ", a list"
		if v.Kind == yaml.ScalarNode {
			what = "bad " + label + ", a text" // which is not shown: the file may be something else
		}
		r.Fail(v, what, "a mapping of "+strings.Join(known, ", "))
		return
	}
	for i, key := range v.Keys {
		f := slices.IndexFunc(fields, func(f Field) bool { return f.Key == key.Text })
		switch {
		case f < 0:
			r.Unknown(key, "key", known, strings.Join(known, ", "))
		case !v.Items[i].IsNull():
			fields[f].Read(v.Items[i])
		}
	}
}

// Table reads a mapping whose keys are data.
func (r *Reader) Table(v *Value, label, allowed string, read func(key, item *Value)) {
	if v.Kind != yaml.MappingNode {
		r.Wrong(v, label, allowed)
		return
	}
	for i, key := range v.Keys {
		if !v.Items[i].IsNull() {
			read(key, v.Items[i])
		}
	}
}

// List reads a sequence.
func (r *Reader) List(v *Value, label, allowed string, read func(*Value)) {
	if v.Kind != yaml.SequenceNode {
		r.Wrong(v, label, allowed)
		return
	}
	for _, item := range v.Items {
		read(item)
	}
}

// Text reads a string that says something.
func (r *Reader) Text(v *Value, label string) string {
	if v.Kind != yaml.ScalarNode || v.Tag != "!!str" || strings.TrimSpace(v.Text) == "" {
		r.Wrong(v, label, "a text")
		return ""
	}
	return v.Text
}

// OneOf reads one of some words, and returns "" for any other. The tag does not
// matter: a word that YAML takes for a truth value would be unknown anyway.
func (r *Reader) OneOf(v *Value, label string, words ...string) string {
	if v.Kind != yaml.ScalarNode || !slices.Contains(words, v.Text) {
		allowed := strings.Join(words, ", ")
		if v.Kind != yaml.ScalarNode {
			r.Wrong(v, label, allowed)
			return ""
		}
		r.Fail(v, "bad "+label+" "+Quote(v.Text)+near.Hint(v.Text, words), allowed)
		return ""
	}
	return v.Text
}

// Truth reads a boolean, as YAML 1.2 writes it: "yes" is a text.
func (r *Reader) Truth(v *Value, label string) bool {
	if v.Kind != yaml.ScalarNode || v.Tag != "!!bool" {
		r.Wrong(v, label, "true, false")
		return false
	}
	return v.Text == "true" || v.Text == "True" || v.Text == "TRUE"
}

// Number reads an integer within bounds. Out of them it returns the lower one.
func (r *Reader) Number(v *Value, label string, lo, hi int) int {
	n, err := strconv.Atoi(v.Text)
	if v.Kind != yaml.ScalarNode || v.Tag != "!!int" || err != nil || n < lo || n > hi {
		r.Wrong(v, label, strconv.Itoa(lo)+" to "+strconv.Itoa(hi))
		return lo
	}
	return n
}
