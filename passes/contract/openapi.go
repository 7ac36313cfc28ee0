package contract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/respvet/respvet/internal/near"
	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// Bounds of documents. Real ones go to some ten megabytes.
const (
	maxDocument = 32 << 20 // bytes, of one file
	maxFiles    = 200      // of one document
	maxRefs     = 32       // references that lead to references
)

// A Document is an OpenAPI document, or a Swagger one as they were called before
// version 3, less all that has nothing to do with responses.
type Document struct {
	File string // as messages show it

	// What a large document has is decoded when it is first asked for: most packages
	// answer nobody. Rules ask while others run.
	decode     func() []*Operation
	once       sync.Once
	operations []*Operation
	routes     map[string][]routeEntry // by method
	names      map[string][]*Operation // by spelling of the operationId
}

// Operations returns what the document describes, in its order.
func (d *Document) Operations() []*Operation {
	d.once.Do(func() {
		if d.decode != nil {
			d.operations = d.decode()
		}
		d.index()
	})
	return d.operations
}

// usualPlaces are where documents are looked for in a module. The first counts.
var usualPlaces = []string{"openapi", "swagger", "api/openapi", "api/swagger", "docs/swagger", "docs/openapi"}

// usual returns the document at a usual place of the module, or "".
func (l *loader) usual() string {
	if l.Module == "" || l.Fixed {
		return ""
	}
	for _, file := range usualFiles(l.Module) {
		if l.Stat(file) == nil {
			return file
		}
	}
	return ""
}

// usualFiles lists the usual places of a module, the first that has a document
// counts.
func usualFiles(module string) (files []string) {
	for _, base := range usualPlaces {
		for _, ext := range []string{".yaml", ".yml", ".json"} {
			files = append(files, filepath.Join(module, filepath.FromSlash(base+ext)))
		}
	}
	return files
}

// documents reads the documents that a config names, or else the one at a usual
// place. Of that nobody has said that it is in use, or that it is for tools to
// read: with mistakes in it, it is as good as none.
func (l *loader) documents(named []*value) {
	if named == nil {
		if file := l.usual(); file != "" {
			if doc, files, mistakes := l.document(file); len(mistakes) == 0 {
				l.docs, l.found = append(l.docs, doc), append(l.found, file)
				l.Looked = append(l.Looked, files...)
			} else {
				l.Looked = append(l.Looked, file)
			}
		}
		return
	}
	for _, v := range named {
		file, ok := l.Resolve(&l.Reader, v, filepath.Dir(l.Place.Config))
		if !ok {
			continue
		}
		if err := l.Stat(file); err != nil {
			l.Looked = append(l.Looked, file)
			l.Fail(v, "cannot read "+conf.Quote(v.Text)+": "+conf.Reason(err), "a file inside the module")
			continue
		}
		doc, files, mistakes := l.document(file)
		l.docs, l.found = append(l.docs, doc), append(l.found, file)
		l.Looked = append(l.Looked, files...)
		l.Mistakes = append(l.Mistakes, mistakes...)
	}
}

// A docReader reads one document, and the files that its references lead to.
type docReader struct {
	*loader
	reader  // its own mistakes
	loaded  map[string]*value
	order   []string        // the names in loaded
	broken  map[*value]bool // references that were complained about
	schemas map[*value]*Schema
	left    int // how many more schemas may be read for the body at hand
	version int // 2 or 3
}

// readDocument reads a document from its files.
func (l *loader) readDocument(file string) (*Document, []string, []*Mistake) {
	d := &docReader{loader: l, loaded: make(map[string]*value), broken: make(map[*value]bool), schemas: make(map[*value]*Schema)}
	doc := &Document{File: l.Shown(file)}
	if root := d.load(file, nil); root != nil {
		d.document(doc, at{root, file})
	}
	return doc, d.order, d.reader.Mistakes
}

// at is a value of a document and the file, absolute, that holds it.
type at struct {
	*value
	file string
}

// in returns a member of a mapping; its value is nil if there is none.
func (a at) in(key string) at { return at{a.Get(key), a.file} }

// load returns what a file holds, nil if it cannot be read. ref is what names it.
func (d *docReader) load(file string, ref *value) *value {
	if v, ok := d.loaded[file]; ok {
		return v
	}
	d.loaded[file] = nil
	d.order = append(d.order, file)
	data, err := d.ReadUpTo(file, maxDocument)
	if err != nil {
		where := &value{Pos: Pos{File: d.Shown(file), Line: 1}}
		if ref != nil {
			where = ref
		}
		d.reader.Fail(where, "cannot read "+conf.Quote(d.Shown(file))+": "+conf.Reason(err), "a file inside the module")
		return nil
	}
	v, mistake := parseDocument(d.Shown(file), data)
	if mistake != nil {
		d.reader.Mistakes = append(d.reader.Mistakes, mistake)
	}
	d.loaded[file] = v
	return v
}

// parseDocument reads JSON or YAML. What is wrong is said without the words of
// the file: it may be any file of the module.
func parseDocument(file string, data []byte) (*value, *Mistake) {
	if len(data) > maxDocument {
		return nil, &Mistake{Pos: Pos{File: file, Line: 1}, What: "the file is too large", Allowed: fmt.Sprintf("%d bytes", maxDocument)}
	}
	if strings.HasSuffix(file, ".json") {
		v, line, err := parseJSON(file, data)
		switch {
		case errors.Is(err, errDepth):
			return nil, &Mistake{Pos: Pos{File: file, Line: line}, What: "the document " + err.Error(), Allowed: fmt.Sprintf("%d levels", maxDocumentDepth)}
		case err != nil:
			return nil, &Mistake{Pos: Pos{File: file, Line: line}, What: "not JSON: " + jsonReason(err), Allowed: "a JSON document"}
		}
		return v, nil
	}
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); err != nil && !errors.Is(err, io.EOF) {
		m := conf.SyntaxMistake(file, err)
		if strings.Contains(m.What, "anchor") { // whose name is shown
			m.What = "not YAML"
		}
		return nil, m
	}
	if len(doc.Content) == 0 {
		return &value{Pos: Pos{File: file, Line: 1}, Kind: yaml.MappingNode}, nil
	}
	r := &yamlReader{file, make(map[*yaml.Node]*value)}
	v, err := r.value(doc.Content[0], 0)
	if err != nil {
		return nil, &Mistake{Pos: Pos{File: file, Line: 1}, What: "the document " + err.Error(), Allowed: fmt.Sprintf("%d levels, merges of at most %d keys", maxDocumentDepth, maxMerged)}
	}
	return v, nil
}

// jsonReason says what is wrong with JSON, in no more than a character of it.
func jsonReason(err error) string {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "it ends too early"
	}
	return err.Error()
}

// document reads the operations.
func (d *docReader) document(doc *Document, root at) {
	if !d.versioned(root) {
		return
	}
	paths := root.in("paths")
	if paths.value == nil {
		return // 3.1 lets a document have components alone
	}
	bases := d.bases(root, nil)
	d.members(paths, "paths", "a mapping of paths to their methods", func(key *value, item at) {
		if strings.HasPrefix(key.Text, "x-") {
			return
		}
		if !strings.HasPrefix(key.Text, "/") {
			d.Wrong(key, "path", "/ and what follows")
			return
		}
		d.path(doc, root, key.Text, item, bases)
	})
}

// versioned reads the version of a document.
func (d *docReader) versioned(root at) bool {
	const allowed = "swagger: \"2.0\", openapi: 3.0.0 to 3.2"
	if v := root.Get("openapi"); v != nil && v.Kind == yaml.ScalarNode {
		for _, version := range []string{"3.0", "3.1", "3.2"} {
			if v.Text == version || strings.HasPrefix(v.Text, version+".") {
				d.version = 3
				return true
			}
		}
		d.Wrong(v, "version of OpenAPI", allowed)
		return false
	}
	if v := root.Get("swagger"); v != nil && v.Kind == yaml.ScalarNode {
		if d.version = 2; v.Text != "2.0" && v.Text != "2" {
			d.Wrong(v, "version of Swagger", allowed)
			return false
		}
		return true
	}
	where := Pos{File: d.Shown(root.file), Line: 1}
	d.reader.Mistakes = append(d.reader.Mistakes, &Mistake{Pos: where, What: "not an OpenAPI document", Allowed: allowed})
	return false
}

// members reads the members of a mapping, in its order. Keys that come twice,
// of which nobody knows which counts, are mistakes.
func (d *docReader) members(a at, label, allowed string, read func(key *value, item at)) {
	if a.Kind != yaml.MappingNode {
		d.Wrong(a.value, label, allowed)
		return
	}
	lines := make(map[string]int, len(a.Keys))
	for i, key := range a.Keys {
		if first, ok := lines[key.Text]; ok {
			d.reader.Fail(key, fmt.Sprintf("duplicate key %s, first in line %d", conf.Quote(key.Text), first), "each key once")
			continue
		}
		lines[key.Text] = key.Pos.Line
		read(key, at{a.Items[i], a.file})
	}
}

// operationKeys are the keys of a path item that are operations; query is 3.2's.
var operationKeys = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}

// pathKeys are the others.
var pathKeys = []string{"$ref", "summary", "description", "servers", "parameters", "additionalOperations"}

// path reads the operations of a path.
func (d *docReader) path(doc *Document, root at, path string, item at, bases []string) {
	item, ok := d.deref(item)
	if !ok || item.IsNull() {
		return
	}
	bases = d.bases(item, bases)
	d.members(item, "path", "a mapping of methods to operations", func(key *value, op at) {
		switch {
		case slices.Contains(operationKeys, key.Text):
			d.operation(doc, root, item, key, Route{strings.ToUpper(key.Text), path}, op, bases)
		case key.Text == "additionalOperations" && op.Kind == yaml.MappingNode:
			d.members(op, key.Text, "a mapping of methods to operations", func(key *value, op at) {
				d.operation(doc, root, item, key, Route{key.Text, path}, op, bases)
			})
		case slices.Contains(pathKeys, key.Text), strings.HasPrefix(key.Text, "x-"):
		case near.Word(key.Text, operationKeys) != "":
			d.reader.Unknown(key, "method", operationKeys, strings.Join(operationKeys, ", "))
		}
	})
}

// operation reads one operation, of a key in a path item.
func (d *docReader) operation(doc *Document, root, path at, key *value, route Route, v at, bases []string) {
	if v.Kind != yaml.MappingNode {
		d.Wrong(v.value, "operation", "a mapping with responses")
		return
	}
	op := &Operation{Style: StyleOpenAPI, Path: route.Path, From: key.Pos}
	if id := v.Get("operationId"); id != nil && id.Kind == yaml.ScalarNode {
		op.ID = id.Text
	}
	for _, base := range d.bases(v, bases) {
		op.Routes = append(op.Routes, Route{route.Method, base + route.Path})
	}
	op.Parameters = d.parameters(v.in("parameters"), d.parameters(path.in("parameters"), nil))
	if d.version == 2 {
		op.Consumes, op.Produces = mediaTypes(v.Get("consumes")), mediaTypes(v.Get("produces"))
		if v.Get("consumes") == nil {
			op.Consumes = mediaTypes(root.Get("consumes"))
		}
		if v.Get("produces") == nil {
			op.Produces = mediaTypes(root.Get("produces"))
		}
	} else if body := v.in("requestBody"); body.value != nil {
		if body, ok := d.deref(body); ok {
			op.Consumes = contentTypes(body.Get("content"))
		}
	}
	if list := v.in("responses"); list.value != nil {
		d.members(list, "responses", "a mapping of statuses to responses", func(key *value, item at) {
			d.response(op, key, item)
		})
	}
	doc.operations = append(doc.operations, op)
}

// response reads one response of an operation.
func (d *docReader) response(op *Operation, key *value, item at) {
	if strings.HasPrefix(key.Text, "x-") {
		return
	}
	p, ok := parseResponse(key.Text)
	if !ok {
		d.Wrong(key, "status", "100 to 599, 1XX to 5XX, default")
		return
	}
	r := Response{Pattern: p, From: key.Pos}
	r.Type = definition(item.value)
	if item, ok := d.deref(item); ok && item.Kind == yaml.MappingNode {
		schemas := []at{item.in("schema")}
		if d.version == 3 {
			schemas = jsonSchemas(item.in("content"))
			for _, t := range contentTypes(item.Get("content")) {
				if !slices.Contains(op.Produces, t) {
					op.Produces = append(op.Produces, t)
				}
			}
		}
		for i, schema := range schemas {
			if name := definition(schema.value); i == 0 && name != "" {
				r.Type = name
			}
			if !p.alike(400) {
				break
			}
			if s := d.schema(schema); i == 0 {
				r.Schema = s
			} else if s != r.Schema {
				r.Schema = nil // which of them counts depends on what the client accepts
			}
		}
	}
	op.Responses = append(op.Responses, r)
}

// contentTypes returns the media types of a content mapping.
func contentTypes(v *value) (types []string) {
	if v != nil && v.Kind == yaml.MappingNode {
		for _, key := range v.Keys {
			types = append(types, key.Text)
		}
	}
	return types
}

// jsonSchemas returns the schemas of the JSON among the media types of a content
// mapping.
func jsonSchemas(content at) (schemas []at) {
	for _, t := range contentTypes(content.value) {
		if name, _, _ := strings.Cut(t, ";"); name == "application/json" || strings.HasSuffix(name, "+json") {
			schemas = append(schemas, content.in(t).in("schema"))
		}
	}
	return schemas
}
