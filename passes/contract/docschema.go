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
		s = &Schema{Pos: a.pos}
		d.schemas[a.value], d.left = s, maxSchemas
		d.describe(s, a, 0)
	}
	return s
}

// describe adds to a schema what a value says of it.
func (d *docReader) describe(s *Schema, a at, depth int) {
	a, ok := d.deref(a)
	if d.left--; !ok || a.kind != yaml.MappingNode || depth > maxSchemaDepth || d.left < 0 {
		return
	}
	if types := mediaTypes(a.get("type")); len(types) > 0 {
		s.Types = slices.DeleteFunc(types, func(t string) bool { return !slices.Contains(jsonTypes, t) })
	}
	if req := a.get("required"); req != nil && req.kind == yaml.SequenceNode {
		for _, name := range words(texts(req)) {
			if !s.Requires(name) {
				s.Required = append(s.Required, name)
			}
		}
	}
	if all := a.in("allOf"); all.value != nil && all.kind == yaml.SequenceNode {
		for _, part := range all.items {
			d.describe(s, at{part, all.file}, depth+1)
		}
	}
	whole := depth < maxSchemaDepth && d.left >= 0
	if props := a.in("properties"); props.value != nil && props.kind == yaml.MappingNode && depth < maxSchemaDepth {
		for i, key := range props.keys {
			if s.Property(key.text) == nil {
				p := &Schema{Pos: props.items[i].pos}
				d.describe(p, at{props.items[i], props.file}, depth+1)
				s.Properties = append(s.Properties, Property{key.text, p})
			}
			if props.items[i].says("writeOnly") { // what is required of it is required of requests
				s.Required = slices.DeleteFunc(s.Required, func(name string) bool { return name == key.text })
			}
		}
	}
	if items := a.in("items"); items.value != nil && depth < maxSchemaDepth {
		s.Items = &Schema{Pos: items.pos}
		d.describe(s.Items, items, depth+1)
	}
	if more := a.get("additionalProperties"); more != nil && more.tag == "!!bool" && more.text == "false" {
		// Names that match a pattern, or stand where nothing is read, are allowed too.
		s.Closed = whole && a.get("patternProperties") == nil
	}
	// Whoever writes it beside allOf, which has the types, means the whole.
	if len(s.Types) > 0 && (a.says("nullable") || a.says("x-nullable")) && !s.Allows("null") {
		s.Types = append(s.Types, "null")
	}
	s.Enum = append(s.Enum, d.constants(a)...)
}

// constants returns the values that a schema allows, as JSON text.
func (d *docReader) constants(a at) (list []string) {
	values := []*value{a.get("const")}
	if enum := a.get("enum"); enum != nil && enum.kind == yaml.SequenceNode {
		values = enum.items
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
func (v *value) says(key string) bool {
	member := v.get(key)
	return member != nil && member.text == "true"
}
