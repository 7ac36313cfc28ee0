package driver

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/respvet/respvet/passes/routes"
	"go.yaml.in/yaml/v3"
)

// The schemas of a document.

// nameSchemas gives each schema that has a Go type's name one that OpenAPI allows: the type's,
// with its package before it where two types have it, and with "Input" behind it where what
// is read differs from what is sent.
func (d *document) nameSchemas() {
	d.names = make(map[string]string)
	short := make(map[string][]string)
	all := slices.Sorted(maps.Keys(d.service.schemas))
	for _, full := range all {
		name, _ := strings.CutSuffix(full, routes.Request)
		if key := typeName(name, false); !slices.Contains(short[key], name) {
			short[key] = append(short[key], name)
		}
	}
	taken := make(map[string]bool)
	for _, full := range all {
		plain, request := strings.CutSuffix(full, routes.Request)
		name := typeName(plain, len(short[typeName(plain, false)]) > 1)
		if request && d.service.schemas[plain] != nil && !d.alike(plain, full) {
			name += "Input"
		}
		for taken[name] && !(request && d.service.schemas[plain] != nil && d.alike(plain, full)) {
			name += "_"
		}
		taken[name] = true
		d.names[full] = name
	}
}

// alike reports whether what is read and what is sent of a type have one schema.
func (d *document) alike(plain, request string) bool {
	a, _ := json.Marshal(d.service.schemas[plain])
	b, _ := json.Marshal(d.service.schemas[request])
	return string(a) == strings.ReplaceAll(string(b), routes.Request, "")
}

// typeName is the name of a type without the paths of packages: Page[store.Part] is PagePart.
func typeName(full string, qualified bool) string {
	var b strings.Builder
	for _, part := range strings.FieldsFunc(full, func(c rune) bool { return strings.ContainsRune("[],*{} ", c) }) {
		part = part[strings.LastIndexByte(part, '/')+1:]
		pkg, name, ok := strings.Cut(part, ".")
		if !ok {
			pkg, name = "", part
		}
		if qualified && pkg != "" {
			b.WriteString(capital(pkg))
		}
		b.WriteString(capital(name))
	}
	return strings.Map(func(c rune) rune {
		if c < 128 && (unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("._-", c)) {
			return c
		}
		return '_'
	}, b.String())
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// schemas returns the schemas that are referred to, and those which they refer to, but for
// those that are there already.
func (d *document) schemas(there *yaml.Node) *yaml.Node {
	made := make(map[string]*yaml.Node)
	for i := 0; i < len(d.used); i++ { // which grows
		full := d.used[i]
		name := d.names[full]
		if made[name] == nil && member(there, name) == nil {
			made[name] = mapping()
			*made[name] = *d.schema(d.service.schemas[full])
		}
	}
	out := mapping()
	for _, name := range slices.Sorted(maps.Keys(made)) {
		put(out, name, made[name])
	}
	return out
}

func (d *document) schema(s *routes.Schema) *yaml.Node {
	out := mapping()
	if s == nil {
		return out
	}
	if s.Ref != "" {
		name := d.names[s.Ref]
		if name == "" {
			return out
		}
		if !slices.Contains(d.used, s.Ref) {
			d.used = append(d.used, s.Ref)
		}
		put(out, "$ref", text("#/components/schemas/"+name))
		return out
	}
	if len(s.AnyOf) > 0 {
		list := sequence()
		for _, x := range s.AnyOf {
			list.Content = append(list.Content, d.schema(x))
		}
		put(out, "anyOf", list)
		return out
	}
	switch len(s.Types) {
	case 0:
	case 1:
		put(out, "type", text(s.Types[0]))
	default:
		list := sequence()
		list.Style = yaml.FlowStyle
		for _, t := range s.Types {
			list.Content = append(list.Content, text(t))
		}
		put(out, "type", list)
	}
	if s.Format != "" {
		put(out, "format", text(s.Format))
	}
	if s.Base64 {
		put(out, "contentEncoding", text("base64"))
	}
	if len(s.Properties) > 0 {
		props, required := mapping(), sequence()
		required.Style = yaml.FlowStyle
		for _, p := range s.Properties {
			put(props, p.Name, d.schema(p.Schema))
			if p.Required {
				required.Content = append(required.Content, text(p.Name))
			}
		}
		if len(required.Content) > 0 {
			put(out, "required", required)
		}
		put(out, "properties", props)
	}
	if s.Items != nil {
		put(out, "items", d.schema(s.Items))
	}
	if s.Values != nil {
		put(out, "additionalProperties", d.schema(s.Values))
	}
	return out
}
