package contract

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// How deep and how wide a body is looked at. Error bodies are small; what is not
// refers to itself.
const (
	maxSchemaDepth = 6
	maxSchemas     = 500
)

// schema reads the schema of a body. It is tolerant: what it does not know
// demands nothing, and neither does what it cannot follow.
func (d *docReader) schema(a at) *Schema {
	a, ok := d.deref(a)
	if !ok {
		return nil
	}
	s := d.schemas[a.value] // one for all that refer to it
	if s == nil {
		s = &Schema{Pos: a.Pos}
		d.schemas[a.value], d.left = s, maxSchemas
		d.describe(s, a, 0)
	}
	return s
}

// describe adds to a schema what a value says of it.
func (d *docReader) describe(s *Schema, a at, depth int) {
	a, ok := d.deref(a)
	if d.left--; !ok || a.Kind != yaml.MappingNode || depth > maxSchemaDepth || d.left < 0 {
		return
	}
	if types := mediaTypes(a.Get("type")); len(types) > 0 {
		s.Types = slices.DeleteFunc(types, func(t string) bool { return !slices.Contains(jsonTypes, t) })
	}
	if req := a.Get("required"); req != nil && req.Kind == yaml.SequenceNode {
		for _, name := range words(texts(req)) {
			if !s.Requires(name) {
				s.Required = append(s.Required, name)
			}
		}
	}
	if all := a.in("allOf"); all.value != nil && all.Kind == yaml.SequenceNode {
		for _, part := range all.Items {
			d.describe(s, at{part, all.file}, depth+1)
		}
	}
	whole := depth < maxSchemaDepth && d.left >= 0
	if props := a.in("properties"); props.value != nil && props.Kind == yaml.MappingNode && depth < maxSchemaDepth {
		for i, key := range props.Keys {
			if s.Property(key.Text) == nil {
				p := &Schema{Pos: props.Items[i].Pos}
				d.describe(p, at{props.Items[i], props.file}, depth+1)
				s.Properties = append(s.Properties, Property{key.Text, p})
			}
			if says(props.Items[i], "writeOnly") { // what is required of it is required of requests
				s.Required = slices.DeleteFunc(s.Required, func(name string) bool { return name == key.Text })
			}
		}
	}
	if items := a.in("items"); items.value != nil && depth < maxSchemaDepth {
		s.Items = &Schema{Pos: items.Pos}
		d.describe(s.Items, items, depth+1)
	}
	if more := a.Get("additionalProperties"); more != nil && more.Tag == "!!bool" && more.Text == "false" {
		// Names that match a pattern, or stand where nothing is read, are allowed too.
		s.Closed = whole && a.Get("patternProperties") == nil
	}
	// Whoever writes it beside allOf, which has the types, means the whole.
	if len(s.Types) > 0 && (says(a.value, "nullable") || says(a.value, "x-nullable")) && !s.Allows("null") {
		s.Types = append(s.Types, "null")
	}
	s.Enum = append(s.Enum, d.constants(a)...)
}

// constants returns the values that a schema allows, as JSON text.
func (d *docReader) constants(a at) (list []string) {
	values := []*value{a.Get("const")}
	if enum := a.Get("enum"); enum != nil && enum.Kind == yaml.SequenceNode {
		values = enum.Items
	}
	var quiet reader // whatever else an enum holds is not checked
	for _, v := range values {
		if v != nil {
			if text := quiet.scalar(v, "enum"); text != "" {
				list = append(list, text)
			}
		}
	}
	return list
}

// says reports whether a member of a mapping is true.
func says(v *value, key string) bool {
	member := v.Get(key)
	return member != nil && member.Text == "true"
}
