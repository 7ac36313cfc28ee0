package contract

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A reader turns values into typed data. It goes on after a mistake, so that a
// file's mistakes are reported together; what is wrong stays at its zero value.
type reader struct{ mistakes []*Mistake }

func (r *reader) fail(v *value, what, allowed string) {
	r.mistakes = append(r.mistakes, &Mistake{v.pos, what, allowed})
}

// wrong reports a value that is not what its place wants.
func (r *reader) wrong(v *value, label, allowed string) {
	what := "bad " + label
	switch v.kind {
	case yaml.ScalarNode:
		what += " " + quote(v.text)
	case yaml.SequenceNode:
		what += ", a list"
	default:
		what += ", a mapping"
	}
	r.fail(v, what, allowed)
}

// A field is a key that a mapping may have. Null, which removes what was
// inherited, never reaches read.
type field struct {
	key  string
	read func(*value)
}

// object reads a mapping with known keys, in the order of the file.
func (r *reader) object(v *value, label string, fields ...field) {
	var known []string
	for _, f := range fields {
		known = append(known, f.key)
	}
	if v.kind != yaml.MappingNode {
		what := "bad " + label + ", a list"
		if v.kind == yaml.ScalarNode {
			what = "bad " + label + ", a text" // which is not shown: the file may be something else
		}
		r.fail(v, what, "a mapping of "+strings.Join(known, ", "))
		return
	}
	for i, key := range v.keys {
		f := slices.IndexFunc(fields, func(f field) bool { return f.key == key.text })
		switch {
		case f < 0:
			r.fail(key, "unknown key "+quote(key.text), strings.Join(known, ", "))
		case !v.items[i].isNull():
			fields[f].read(v.items[i])
		}
	}
}

// table reads a mapping whose keys are data.
func (r *reader) table(v *value, label, allowed string, read func(key, item *value)) {
	if v.kind != yaml.MappingNode {
		r.wrong(v, label, allowed)
		return
	}
	for i, key := range v.keys {
		if !v.items[i].isNull() {
			read(key, v.items[i])
		}
	}
}

// list reads a sequence.
func (r *reader) list(v *value, label, allowed string, read func(*value)) {
	if v.kind != yaml.SequenceNode {
		r.wrong(v, label, allowed)
		return
	}
	for _, item := range v.items {
		read(item)
	}
}

// text reads a string that says something.
func (r *reader) text(v *value, label string) string {
	if v.kind != yaml.ScalarNode || v.tag != "!!str" || strings.TrimSpace(v.text) == "" {
		r.wrong(v, label, "a text")
		return ""
	}
	return v.text
}

// oneOf reads one of some words, and returns "" for any other. The tag does not
// matter: a word that YAML takes for a truth value would be unknown anyway.
func (r *reader) oneOf(v *value, label string, words ...string) string {
	if v.kind != yaml.ScalarNode || !slices.Contains(words, v.text) {
		r.wrong(v, label, strings.Join(words, ", "))
		return ""
	}
	return v.text
}

// truth reads a boolean, as YAML 1.2 writes it: "yes" is a text.
func (r *reader) truth(v *value, label string) bool {
	if v.kind != yaml.ScalarNode || v.tag != "!!bool" {
		r.wrong(v, label, "true, false")
		return false
	}
	return v.text == "true" || v.text == "True" || v.text == "TRUE"
}

// number reads an integer within bounds. Out of them it returns the lower one.
func (r *reader) number(v *value, label string, lo, hi int) int {
	n, err := strconv.Atoi(v.text)
	if v.kind != yaml.ScalarNode || v.tag != "!!int" || err != nil || n < lo || n > hi {
		r.wrong(v, label, strconv.Itoa(lo)+" to "+strconv.Itoa(hi))
		return lo
	}
	return n
}

// status reads one status where a class would make no sense.
func (r *reader) status(v *value) (int, bool) {
	n, ok := parseStatus(v.text)
	if v.kind != yaml.ScalarNode || !ok {
		r.wrong(v, "status", "100 to 599")
		return 0, false
	}
	return n, true
}

// pattern reads a key or an item of a status table; quoted, "404" is as good.
func (r *reader) pattern(v *value) (Pattern, bool) {
	p, ok := parsePattern(v.text)
	if v.kind != yaml.ScalarNode || !ok {
		r.wrong(v, "status", patternForms)
		return Pattern{}, false
	}
	return p, true
}

// patterns reads a list of status patterns. It is never nil, so that an empty list
// differs from none.
func (r *reader) patterns(v *value, label string) []Pattern {
	patterns := []Pattern{}
	r.list(v, label, "a list of statuses", func(v *value) {
		if p, ok := r.pattern(v); ok {
			patterns = append(patterns, p)
		}
	})
	return patterns
}

func (r *reader) role(v *value, label string) Role {
	return roles[r.oneOf(v, label, roleWords...)]
}

var roleWords = []string{"backend", "gateway", "both"}

// roles gives the words of YAML and flags their meaning. "both" is said where
// an inherited role is to be lifted.
var roles = map[string]Role{"gateway": RoleGateway, "backend": RoleBackend, "both": RoleOpen}
