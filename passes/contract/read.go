package contract

import "go.yaml.in/yaml/v3"

// status reads one status where a class would make no sense.
func (r *reader) status(v *value) (int, bool) {
	n, ok := parseStatus(v.Text)
	if v.Kind != yaml.ScalarNode || !ok {
		r.Wrong(v, "status", "100 to 599")
		return 0, false
	}
	return n, true
}

// pattern reads a key or an item of a status table; quoted, "404" is as good.
func (r *reader) pattern(v *value) (Pattern, bool) {
	p, ok := parsePattern(v.Text)
	if v.Kind != yaml.ScalarNode || !ok {
		r.Wrong(v, "status", patternForms)
		return Pattern{}, false
	}
	return p, true
}

// patterns reads a list of status patterns. It is never nil, so that an empty list
// differs from none.
func (r *reader) patterns(v *value, label string) []Pattern {
	patterns := []Pattern{}
	r.List(v, label, "a list of statuses", func(v *value) {
		if p, ok := r.pattern(v); ok {
			patterns = append(patterns, p)
		}
	})
	return patterns
}

func (r *reader) role(v *value, label string) Role {
	return roles[r.OneOf(v, label, roleWords...)]
}

var roleWords = []string{"backend", "gateway", "both"}

// roles gives the words of YAML and flags their meaning. "both" is said where
// an inherited role is to be lifted.
var roles = map[string]Role{"gateway": RoleGateway, "backend": RoleBackend, "both": RoleOpen}
