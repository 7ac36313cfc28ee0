package contract

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A Schema describes a JSON value: the part of JSON Schema that can be checked
// against a Go type. A keyword that is absent has its zero value here and
// demands nothing; properties, required, items and minItems speak, as in JSON
// Schema, only of a value that is an object or an array.
type Schema struct {
	Types       []string   // object, array, string, integer, number, boolean, null; none: any
	Properties  []Property // in the order of the file
	Required    []string
	Items       *Schema
	MinItems    int
	Enum        []string       // the values allowed, as JSON text (`"about:blank"`, `404`); const is an enum of one
	ByStatus    []StatusValues // which of Enum go with which status, or nil
	Apart       []string       // members that an object may not have all together: not: {required: …}
	Closed      bool           // additionalProperties: false
	MemberNames *regexp.Regexp // what the members' names look like, or nil
	Default     string         // as JSON text, or ""
	Description string
	Holds       Holds
	Pos         Pos
}

// A Property is a member of an object.
type Property struct {
	Name   string
	Schema *Schema
}

// StatusValues are the values, as JSON text, that go with a status. The first is
// what fixes write.
type StatusValues struct {
	Pattern Pattern
	Values  []string
}

// Values returns the values, as JSON text, that may stand here in a response with
// the status: 404 is `404` to a member that holds the status as an integer and
// `"404"` to one that holds it as a string. nil: any value of the type.
func (s *Schema) Values(status int) []string {
	if s.Holds == HoldsStatus {
		var list []string
		if s.Allows("integer") {
			list = append(list, strconv.Itoa(status))
		}
		if s.Allows("string") {
			list = append(list, `"`+strconv.Itoa(status)+`"`)
		}
		return list
	}
	return valuesFor(s.ByStatus, s.Enum, status)
}

// valuesFor returns the values that go with a status. One that has none of its
// own may have any: whether it may be sent at all is another question.
func valuesFor(list []StatusValues, all []string, status int) []string {
	if i := narrowest(list, func(v StatusValues) Pattern { return v.Pattern }, status); i >= 0 {
		return list[i].Values
	}
	return all
}

// Holds says what of an error a member carries. It is what binds a body to the
// response that it is sent with.
type Holds string

const (
	HoldsNothing Holds = ""        // known to the client alone
	HoldsStatus  Holds = "status"  // the status that is sent, as an integer or in a string
	HoldsMessage Holds = "message" // text for a human reader
	HoldsCode    Holds = "code"    // a name for the kind of error, for programs
	HoldsPhrase  Holds = "phrase"  // the status's reason phrase, or a fixed summary
)

var holdsWords = []string{string(HoldsStatus), string(HoldsMessage), string(HoldsCode), string(HoldsPhrase)}

// Property returns the schema of a member, or nil.
func (s *Schema) Property(name string) *Schema {
	for _, p := range s.Properties {
		if p.Name == name {
			return p.Schema
		}
	}
	return nil
}

// Requires reports whether an object must have the member.
func (s *Schema) Requires(name string) bool { return slices.Contains(s.Required, name) }

// Allows reports whether a JSON type may stand here. An integer is a number too.
func (s *Schema) Allows(jsonType string) bool {
	return len(s.Types) == 0 || slices.Contains(s.Types, jsonType) ||
		jsonType == "integer" && slices.Contains(s.Types, "number")
}

// Array reports whether the value must be an array.
func (s *Schema) Array() bool { return len(s.Types) == 1 && s.Types[0] == "array" }

// A Member is a member of an error body as it has to be written.
type Member struct {
	Name     string
	Type     string // the JSON type; "" if any will do
	Array    bool   // the value is an array; Type and Members are those of an item
	Required bool
	Holds    Holds
	Enum     []string // as in Schema
	ByStatus []StatusValues
	Members  []Member // of an object
}

// Written reports whether a body that is written anew should have the member:
// the contract requires it, or it carries some of what there is to say. What is
// required inside an optional member does not require that member.
func (m Member) Written() bool { return m.Required || m.says() }

func (m Member) says() bool {
	return m.Holds != HoldsNothing || slices.ContainsFunc(m.Members, Member.says)
}

// Value returns what a body that is written anew has in the member if it is sent
// with a status, as JSON text; false if the contract has no list of values by
// status, or none for this one.
func (m Member) Value(status int) (string, bool) {
	if list := valuesFor(m.ByStatus, nil, status); len(list) > 0 {
		return list[0], true
	}
	return "", false
}

// members lists what an object has, in the order of the file; names that are
// only required come last.
func (s *Schema) members() []Member {
	var list []Member
	for _, p := range s.Properties {
		m, item := Member{Name: p.Name, Required: s.Requires(p.Name)}, p.Schema
		if m.Array = item.Array(); m.Array {
			if item = item.Items; item == nil {
				item = &Schema{}
			}
		}
		if len(item.Types) > 0 {
			m.Type = item.Types[0]
		}
		m.Holds, m.Enum, m.ByStatus, m.Members = item.Holds, item.Enum, item.ByStatus, item.members()
		list = append(list, m)
	}
	for _, name := range s.Required {
		if s.Property(name) == nil {
			list = append(list, Member{Name: name, Required: true})
		}
	}
	return list
}

// phrase names what a body must have: "errors[]", "status, message", or "".
func (s *Schema) phrase() string {
	var names []string
	for _, name := range s.Required {
		if p := s.Property(name); p != nil && p.Array() {
			name += "[]"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// Members names what a body of this schema must have, for a message: "errors[]",
// "another body" if it requires no members.
func (s *Schema) Members() string {
	return cmp.Or(s.phrase(), "another body")
}

// jsonTypes are the types of JSON Schema.
var jsonTypes = []string{"object", "array", "string", "integer", "number", "boolean", "null"}

// schema reads a schema, and those inside it; parse has bounded the depth. A
// keyword that it does not know is a mistake rather than, as in JSON Schema,
// ignored: it would look as if it were enforced.
func (r *reader) schema(v *value) *Schema {
	s := &Schema{Pos: v.Pos}
	var holds *value
	r.object(v, "schema",
		field{"type", func(v *value) {
			if v.Kind != yaml.SequenceNode {
				s.Types = append(s.Types, r.OneOf(v, "type", jsonTypes...))
				return
			}
			r.List(v, "type", "", func(v *value) { s.Types = append(s.Types, r.OneOf(v, "type", jsonTypes...)) })
		}},
		field{"properties", func(v *value) {
			r.Table(v, "properties", "a mapping of member names to schemas", func(key, item *value) {
				s.Properties = append(s.Properties, Property{key.Text, r.schema(item)})
			})
		}},
		field{"required", func(v *value) {
			r.List(v, "required", "a list of member names", func(v *value) { s.Required = append(s.Required, r.Text(v, "member name")) })
		}},
		field{"items", func(v *value) { s.Items = r.schema(v) }},
		field{"minItems", func(v *value) { s.MinItems = r.Number(v, "minItems", 0, 1000) }},
		field{"const", func(v *value) { s.Enum = []string{r.scalar(v, "const")} }},
		field{"enum", func(v *value) {
			s.Enum = nil
			r.List(v, "enum", "a list of texts, numbers, true, false", func(v *value) { s.Enum = append(s.Enum, r.scalar(v, "enum")) })
		}},
		field{"not", func(v *value) {
			r.object(v, "not", field{"required", func(v *value) {
				r.List(v, "required", "a list of member names", func(v *value) { s.Apart = append(s.Apart, r.Text(v, "member name")) })
			}})
		}},
		field{"x-by-status", func(v *value) { s.ByStatus = r.byStatus(v) }},
		field{"additionalProperties", func(v *value) { s.Closed = !r.Truth(v, "additionalProperties") }},
		field{"propertyNames", func(v *value) {
			r.object(v, "propertyNames", field{"pattern", func(v *value) {
				var err error
				if s.MemberNames, err = regexp.Compile(r.Text(v, "pattern")); err != nil {
					r.Wrong(v, "pattern", "a regular expression")
				}
			}})
		}},
		field{"default", func(v *value) { s.Default = r.scalar(v, "default") }},
		field{"description", func(v *value) { s.Description = r.Text(v, "description") }},
		field{"x-holds", func(v *value) {
			holds = v
			s.Holds = Holds(r.OneOf(v, "x-holds", holdsWords...))
		}},
	)
	if s.Enum == nil {
		for _, values := range s.ByStatus {
			s.Enum = append(s.Enum, values.Values...)
		}
	}
	// A status may be a number or a string, the rest is text.
	if fits := s.Allows("string") || s.Holds == HoldsStatus && s.Allows("integer"); s.Holds != HoldsNothing && !fits {
		allowed := "string"
		if s.Holds == HoldsStatus {
			allowed = "integer, string"
		}
		r.Fail(holds, "x-holds: "+string(s.Holds)+" in a member of another type", allowed)
	}
	return s
}

// byStatus reads the values that go with each status: one or a list.
func (r *reader) byStatus(v *value) (list []StatusValues) {
	r.Table(v, "x-by-status", "a mapping of statuses to values", func(key, item *value) {
		p, ok := r.pattern(key)
		items := []*value{item}
		if item.Kind == yaml.SequenceNode {
			items = item.Items
		}
		values := StatusValues{Pattern: p}
		for _, item := range items {
			values.Values = append(values.Values, r.scalar(item, "value"))
		}
		if ok {
			list = append(list, values)
		}
	})
	return list
}

// scalar reads a constant and returns it as JSON text.
func (r *reader) scalar(v *value, label string) string {
	node := yaml.Node{Kind: yaml.ScalarNode, Tag: v.Tag, Value: v.Text}
	var data any
	if v.Kind == yaml.ScalarNode && slices.Contains([]string{"!!str", "!!int", "!!float", "!!bool"}, v.Tag) && node.Decode(&data) == nil {
		if text, err := json.Marshal(data); err == nil { // .inf is no JSON
			return string(text)
		}
	}
	r.Wrong(v, label, "a text, a number, true, false")
	return ""
}
