package driver

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/routes"
	"go.yaml.in/yaml/v3"
)

// The OpenAPI document of a service: what its handlers read and answer, as the code says.

// writeRoutesOpenAPI writes a document of its own, as YAML.
func writeRoutesOpenAPI(w io.Writer, s *service) error {
	return encodeYAML(w, newDocument(s).root())
}

// writeRoutesOpenAPIJSON writes it as JSON.
func writeRoutesOpenAPIJSON(w io.Writer, s *service) error {
	d := newDocument(s)
	d.json = true
	var out bytes.Buffer
	if err := json.Indent(&out, []byte(jsonOf(d.root())), "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err := out.WriteTo(w)
	return err
}

// isJSON reports whether a file is to have JSON, by its name.
func isJSON(name string) bool { return strings.EqualFold(filepath.Ext(name), ".json") }

// root is the whole document.
func (d *document) root() *yaml.Node {
	paths := mapping()
	d.each(func(path, method string, op *yaml.Node) {
		item := member(paths, path)
		if item == nil {
			item = mapping()
			put(paths, path, item)
		}
		put(item, method, op)
	})
	info := mapping()
	put(info, "title", text(d.service.Name))
	put(info, "version", text("0"))
	root := mapping()
	put(root, "openapi", text("3.1.0"))
	put(root, "info", info)
	put(root, "paths", paths)
	if schemas := d.schemas(nil); len(schemas.Content) > 0 {
		components := mapping()
		put(components, "schemas", schemas)
		put(root, "components", components)
	}
	if d.json && len(d.left) > 0 {
		list := sequence()
		for _, left := range d.left {
			list.Content = append(list.Content, text(left))
		}
		put(root, "x-left-out", list)
		return root
	}
	for _, left := range d.left {
		root.FootComment += "# left out: " + left + "\n"
	}
	return root
}

func encodeYAML(w io.Writer, n *yaml.Node) error {
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	if err := enc.Encode(n); err != nil {
		return err
	}
	return enc.Close()
}

// A document is what is known of the operations of a service.
type document struct {
	service *service
	left    []string          // routes that are no operations
	names   map[string]string // of schemas, by the names that routes have for them
	used    []string          // schemas that are referred to, in order
	ids     map[string]int    // how many operations would have an operationId
	json    bool              // it has no comments: what they say stands in members whose names begin with x-
}

func newDocument(s *service) *document {
	d := &document{service: s, ids: make(map[string]int)}
	d.nameSchemas()
	for _, r := range s.Routes {
		d.ids[operationID(r)]++
	}
	return d
}

// each visits the operations, in the order of their paths.
func (d *document) each(visit func(path, method string, op *yaml.Node)) {
	seen := make(map[string]bool)
	for _, r := range d.service.Routes {
		path, method := openAPIPath(r.Path), strings.ToLower(r.Method)
		key := method + " " + templateOf(path)
		switch {
		case !r.Whole:
			d.left = append(d.left, fmt.Sprintf("%s %s, as its path is not known to the beginning", anyMethod(r.Method), r.display()))
		case !slices.Contains(operationMethods, method):
			d.left = append(d.left, fmt.Sprintf("%s %s, as OpenAPI has no operation for it", anyMethod(r.Method), r.Path))
		case !strings.HasPrefix(path, "/"):
			d.left = append(d.left, fmt.Sprintf("%s %s, as it is of one host", anyMethod(r.Method), r.Path))
		case seen[key]:
		default:
			seen[key] = true
			visit(path, method, d.operation(r, path))
		}
	}
}

// operationMethods are those that a path item has.
var operationMethods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// templateOf is a path without the names of its parameters.
func templateOf(path string) string {
	return parameter().ReplaceAllString(path, "{}")
}

func (d *document) operation(r routeAnswer, path string) *yaml.Node {
	op := mapping()
	if id := operationID(r); id != "" && d.ids[id] == 1 {
		put(op, "operationId", text(id))
	}
	if params := d.parameters(r, path); len(params.Content) > 0 {
		put(op, "parameters", params)
	}
	if body := d.requestBody(r); body != nil {
		put(op, "requestBody", body)
	}
	answers := d.responses(r)
	if len(answers.Content) == 0 {
		answers = mapping()
		fallback := mapping()
		put(fallback, "description", text("Not known."))
		put(answers, "default", fallback)
	}
	put(op, "responses", answers)
	switch why := cmp.Or(r.Unread, r.unreadBefore); {
	case why == "":
	case d.json:
		put(op, "x-there-may-be-others", text(why))
	default:
		op.Content[len(op.Content)-2].HeadComment = "# there may be others: " + why
	}
	return op
}

// operationID is the name of a handler, "" if it is a literal.
func operationID(r routeAnswer) string {
	if strings.HasPrefix(r.Handler, "func in ") || len(r.functions) != 1 {
		return ""
	}
	name := r.Handler[strings.LastIndexByte(r.Handler, '.')+1:]
	if strings.ContainsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_' }) {
		return ""
	}
	return name
}

func (d *document) parameters(r routeAnswer, path string) *yaml.Node {
	list := sequence()
	add := func(in, name string, required bool, schema *routes.Schema) {
		p := mapping()
		put(p, "name", text(name))
		put(p, "in", text(in))
		if required {
			put(p, "required", word("true", "!!bool"))
		}
		if schema == nil {
			schema = &routes.Schema{Types: []string{"string"}}
		}
		put(p, "schema", d.schema(schema))
		list.Content = append(list.Content, p)
	}
	known := make(map[string]*routes.Schema)
	for _, in := range r.inputs {
		if in.In == responses.InPath {
			known[in.Name] = in.Schema
		}
	}
	for _, m := range parameter().FindAllStringSubmatch(path, -1) {
		if name := m[1] + m[2]; name != "" {
			add(responses.InPath, name, true, known[name])
		}
	}
	for _, in := range r.inputs {
		switch {
		case in.In == responses.InQuery, in.In == responses.InCookie, in.In == responses.InEither && !hasForm(r.Method):
			if in.In == responses.InEither {
				in.In = responses.InQuery
			}
			add(in.In, in.Name, in.Required, in.Schema)
		case in.In == responses.InHeader:
			switch strings.ToLower(in.Name) {
			case "accept", "content-type", "authorization": // OpenAPI has other words for them
			default:
				add(in.In, in.Name, in.Required, in.Schema)
			}
		}
	}
	return list
}

// hasForm reports whether requests of a method have a body with a form.
func hasForm(method string) bool { return method == "POST" || method == "PUT" || method == "PATCH" }

func (d *document) requestBody(r routeAnswer) *yaml.Node {
	if !hasForm(r.Method) && r.Method != "DELETE" {
		return nil
	}
	content, required := mapping(), false
	var bodies *routes.Schema
	fields := mapping()
	for _, in := range r.inputs {
		switch in.In {
		case responses.InBody:
			required = required || in.Required
			bodies = bodies.Union(in.Schema)
		case responses.InForm, responses.InEither:
			if hasForm(r.Method) {
				put(fields, in.Name, d.schema(&routes.Schema{Types: []string{"string"}}))
			}
		}
	}
	if bodies != nil {
		media := mapping()
		put(media, "schema", d.schema(bodies))
		put(content, "application/json", media)
	}
	if len(fields.Content) > 0 {
		schema, media := mapping(), mapping()
		put(schema, "type", text("object"))
		put(schema, "properties", fields)
		put(media, "schema", schema)
		put(content, "application/x-www-form-urlencoded", media)
	}
	if len(content.Content) == 0 {
		return nil
	}
	body := mapping()
	if required && len(fields.Content) == 0 {
		put(body, "required", word("true", "!!bool"))
	}
	put(body, "content", content)
	return body
}

// responses returns what a route answers, by its handler and by the middleware before it.
func (d *document) responses(r routeAnswer) *yaml.Node {
	sent := make(map[int][]routes.Sent)
	codes := make(map[int]bool)
	for _, a := range r.Answers {
		codes[a.Status] = true
	}
	for _, s := range r.sent {
		if codes[s.Status] {
			sent[s.Status] = append(sent[s.Status], s)
		}
	}
	for _, s := range r.before {
		codes[s.Status] = true
		sent[s.Status] = append(sent[s.Status], s)
	}
	out := mapping()
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		if code < 100 || code > 599 {
			continue
		}
		key := text(strconv.Itoa(code))
		key.Style = yaml.DoubleQuotedStyle
		out.Content = append(out.Content, key, d.response(code, sent[code], r.Method))
	}
	return out
}

func (d *document) response(code int, sent []routes.Sent, method string) *yaml.Node {
	out := mapping()
	description := contract.StatusText(code)
	if description == "" {
		description = strconv.Itoa(code)
	}
	put(out, "description", text(description))
	fields := make(map[string]bool)
	content := make(map[string]*routes.Schema)
	known := true
	for _, s := range sent {
		for _, name := range s.Fields {
			fields[name] = true
		}
		media, schema := mediaOf(s)
		switch {
		case s.Kind == "" || s.Kind == string(responses.NoBody):
		case media == "":
			known = false
		default:
			if old, ok := content[media]; ok && (old == nil || schema == nil) {
				schema = nil
			} else {
				schema = schema.Union(old)
			}
			content[media] = schema
		}
	}
	if len(fields) > 0 {
		headers := mapping()
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			h := mapping()
			put(h, "schema", d.schema(&routes.Schema{Types: []string{"string"}}))
			put(headers, name, h)
		}
		put(out, "headers", headers)
	}
	if !known || len(content) == 0 || code == 204 || code == 304 || code < 200 || method == "HEAD" {
		return out
	}
	bodies := mapping()
	for _, media := range slices.Sorted(maps.Keys(content)) {
		m := mapping()
		if schema := content[media]; schema != nil {
			put(m, "schema", d.schema(schema))
		}
		put(bodies, media, m)
	}
	put(out, "content", bodies)
	return out
}

// mediaOf returns the media type of a body and its schema, "" and nil where they are not known.
func mediaOf(s routes.Sent) (media string, schema *routes.Schema) {
	if s.Unsure {
		return "", nil
	}
	if media = s.Media; media == "" {
		media = s.Sniffed
	}
	switch s.Kind {
	case string(responses.JSON):
		if media == "" {
			media = "application/json"
		}
		return media, s.Schema
	case string(responses.Text):
		if media == "" {
			media = "text/plain"
		}
		return media, &routes.Schema{Types: []string{"string"}}
	case string(responses.HTML):
		if media == "" {
			media = "text/html"
		}
		return media, &routes.Schema{Types: []string{"string"}}
	}
	return media, nil
}

// Nodes.

func mapping() *yaml.Node  { return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"} }
func sequence() *yaml.Node { return &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"} }

func word(value, tag string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: value}
}

func text(value string) *yaml.Node { return word(value, "!!str") }

// member returns the value of a key of a mapping, nil if it is not there.
func member(m *yaml.Node, key string) *yaml.Node {
	if m == nil || m.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value == key {
			return m.Content[i+1]
		}
	}
	return nil
}

func put(m *yaml.Node, key string, value *yaml.Node) {
	m.Content = append(m.Content, text(key), value)
}

// rendered is a node as text.
func rendered(n *yaml.Node) (string, error) {
	var b bytes.Buffer
	err := encodeYAML(&b, n)
	return b.String(), err
}
