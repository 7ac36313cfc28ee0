package httpmodel

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/conf"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "write the schema of model files anew")

const schemaFile = "../../models/schema/models.schema.json"

// comments returns what the comments in this package say of the fields of structs:
// "Row.Results".
func comments(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	said := make(map[string]string)
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			s, ok := spec.Type.(*ast.StructType)
			if !ok {
				return true
			}
			last := ""
			for _, f := range s.Fields.List {
				text := f.Doc.Text()
				if text == "" {
					text = f.Comment.Text()
				}
				if text == "" && len(f.Names) > 0 { // the field before it speaks for both
					text = last
				}
				last = text
				for _, id := range f.Names {
					said[spec.Name.Name+"."+id.Name] = strings.Join(strings.Fields(text), " ")
				}
			}
			return true
		})
	}
	return said
}

type object = map[string]any

// schemaMaker makes the schema from what the decoder reads: the tags.
type schemaMaker struct {
	said map[string]string
	defs object
}

func (m *schemaMaker) properties(t reflect.Type) object {
	props := object{}
	if t == reflect.TypeFor[Response]() {
		props[completes] = object{"description": "The call responds as a whole: does: answer.", "type": "boolean"}
	}
	for i := range t.NumField() {
		f := t.Field(i)
		key, as, _ := strings.Cut(f.Tag.Get("model"), ",")
		if as == "flat" {
			typ := f.Type
			if typ.Kind() == reflect.Pointer {
				typ = typ.Elem()
			}
			for k, v := range m.properties(typ) {
				props[k] = v
			}
			continue
		}
		if key == "" {
			continue
		}
		p := m.value(f.Type, key, as)
		if said := m.said[t.Name()+"."+f.Name]; said != "" {
			p = object{"description": said, "anyOf": []any{p, object{"type": "null"}}}
		}
		props[key] = p
	}
	return props
}

func ref(name string) object { return object{"$ref": "#/$defs/" + name} }

func orList(p object) object { return object{"anyOf": []any{p, object{"type": "array", "items": p}}} }

func (m *schemaMaker) value(t reflect.Type, key, as string) object {
	if ws := wordsOf(t); ws != nil {
		return object{"enum": ws[1:]}
	}
	switch t {
	case reflect.TypeFor[Expr]():
		if as == "text" {
			return ref("textOrValue")
		}
		return ref("value")
	case reflect.TypeFor[[]Member]():
		return ref("members")
	}
	switch t.Kind() {
	case reflect.String:
		return ref("text")
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int:
		status := object{"type": "integer", "minimum": 100, "maximum": 599}
		switch {
		case key == "router":
			return object{"anyOf": []any{ref("argument"), object{"const": wordDefault}}}
		case as == "arg":
			return ref("argument")
		case key == "begins":
			return object{"anyOf": []any{status, object{"const": wordGiven}}}
		case key == "response":
			return object{"type": "string", "pattern": "^(result [1-9][0-9]*|none)$"}
		case key == "implied", key == "serves", key == "status":
			return status
		}
		return object{"type": "integer", "minimum": 0, "maximum": maxCount}
	case reflect.Pointer:
		if key == "form" {
			return object{"anyOf": []any{object{"const": wordNetHTTP}, m.structure(t.Elem())}}
		}
		return m.value(t.Elem(), key, as)
	case reflect.Slice:
		return orList(m.value(t.Elem(), key, as))
	}
	return m.structure(t)
}

// structure returns a reference to the schema of a struct.
func (m *schemaMaker) structure(t reflect.Type) object {
	name := strings.ToLower(t.Name()[:1]) + t.Name()[1:]
	if m.defs[name] == nil {
		m.defs[name] = object{} // it may hold itself
		m.defs[name] = object{"type": "object", "additionalProperties": false, "properties": m.properties(t)}
		if t == reflect.TypeFor[Response]() {
			m.defs[name].(object)["anyOf"] = []any{object{"required": []string{"does"}}, object{"required": []string{"status"}}, object{"required": []string{"body"}}, object{"required": []string{completes}}}
		}
	}
	return ref(name)
}

func (m *schemaMaker) operand(is operand, op Op) object {
	switch is {
	case toArg, toInt:
		return ref("argument")
	case toName:
		if op == OpStr {
			return object{"type": "string"}
		}
		if op == OpEncode {
			return object{"enum": kinds}
		}
		return ref("text")
	case toType:
		return ref("typeName")
	case toArgs:
		return orList(ref("value"))
	case toMembers:
		return ref("members")
	case toOpen:
		return object{"type": "boolean"}
	}
	return ref("value")
}

func (m *schemaMaker) schema() object {
	const path = `[^()*{}\[\]!"'` + "`" + `,;:<>=?\\^|\s]+`
	const name = `[\p{L}_][\p{L}\p{Nd}_]*`
	m.defs["text"] = object{"type": "string", "pattern": `\S`}
	m.defs["typeName"] = object{"type": "string", "pattern": `^` + path + `\.` + name + `$`, "examples": []string{"example.com/web.Error"}}
	m.defs["functionName"] = object{"type": "string", "pattern": `^` + path + `(\.\(\*` + name + `\))?\.` + name + `$`, "examples": []string{"example.com/web.Fail", "example.com/web.(*Ctx).Fail"}}
	m.defs["argument"] = object{
		"description": "An argument of the call: the receiver, or one counted from 1 without the receiver. Where a type is described, the value is its value.",
		"type":        "string", "pattern": `^(receiver|value|arg [1-9][0-9]*)$`,
	}
	m.defs["members"] = object{"type": "object", "additionalProperties": ref("value")}
	names := []string{"receiver", "value", "arg [1-9][0-9]*", `(member|method) \S+`, "unknown"}
	var mappings []any
	for _, s := range spellings {
		if s.main == noOperand {
			names = append(names, s.word)
			continue
		}
		props, required := object{s.word: m.operand(s.main, s.op)}, []string{s.word}
		for _, x := range s.more {
			props[x.key] = m.operand(x.is, s.op)
			if !x.may {
				required = append(required, x.key)
			}
		}
		mappings = append(mappings, object{"type": "object", "additionalProperties": false, "properties": props, "required": required})
	}
	plain := []any{object{"type": "integer"}, object{"type": "boolean"}}
	m.defs["value"] = object{"anyOf": append(append([]any{object{"type": "string", "pattern": "^(" + strings.Join(names, "|") + ")$"}}, plain...), mappings...)}
	m.defs["textOrValue"] = object{"anyOf": append(append([]any{ref("text")}, plain...), mappings...)}

	props := object{}
	for _, s := range sections {
		item := object{"type": "string", "pattern": `^(func\(.*|` + path + `\.` + name + `)$`}
		if s.keys != nil {
			fields := object{}
			var required []any
			for _, k := range s.keys {
				required = append(required, object{"required": []string{k.name}})
				of := ref("typeName")
				switch k.kind {
				case aFunction, aField:
					of = ref("functionName")
				case aPackage:
					of = ref("text")
				}
				fields[k.name] = of
			}
			for _, v := range s.of {
				for k, p := range m.properties(reflect.TypeOf(v)) {
					fields[k] = p
				}
			}
			item = object{"type": "object", "additionalProperties": false, "properties": fields, "anyOf": required}
		}
		props[s.name] = object{"type": []string{"array", "null"}, "items": item}
	}
	return object{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"$id":                  "https://raw.githubusercontent.com/respvet/respvet/main/passes/models/schema/models.schema.json",
		"title":                "a model file of respvet",
		"description":          "What functions do to a response, how clients ask: docs/models.md.",
		"type":                 []string{"object", "null"},
		"additionalProperties": false,
		"properties":           props,
		"$defs":                m.defs,
	}
}

// TestSchema holds the schema against the tags, every row of the tables against the schema,
// and both against what is wrong.
func TestSchema(t *testing.T) {
	m := &schemaMaker{comments(t), object{}}
	made, err := json.MarshalIndent(m.schema(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	made = append(made, '\n')
	if *update {
		if err := os.WriteFile(schemaFile, made, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, made) {
		t.Errorf("%s is not what the rows say: run the test with -update", schemaFile)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("models", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("models")
	if err != nil {
		t.Fatal(err)
	}
	agree := func(text string, good bool) {
		t.Helper()
		file, mistakes := conf.Parse("f", []byte(text))
		if file == nil {
			t.Fatal(mistakes)
		}
		var r conf.Reader
		Describe(&r, file)
		if got := len(r.Mistakes) == 0; got != good {
			t.Errorf("the decoder takes it: %t, want %t: %v\n%s", got, good, r.Mistakes, text)
		}
		if err := schema.Validate(data(t, file)); (err == nil) != good {
			t.Errorf("the schema takes it: %t, want %t: %v\n%.800s", err == nil, good, err, text)
		}
	}
	for _, lib := range libraryTables {
		for _, tab := range lib() {
			agree(written(tab), true)
		}
	}
	for _, text := range []string{
		"", "functions: null", "functions: []",
		"functions: [{func: a.b/c.F, writer: arg 1, status: arg 2}]",
		"functions: [{func: a.b/c.(*T).F, writer: receiver, status: 404, body: {const: gone}, completes: true}]",
		"functions: [{func: a.b/c.T.F, error: {status: arg 1, message: {text: arg 2}, as: text}}]",
		"handlers: [func(*a.b/c.T) error, a.b/c.HandlerFunc]",
		"routers: [{func: a.b/c.F, router: default, path: /x, method: GET, handler: arg 2}]",
		"contexts: [{type: a.b/c.T, form: net/http, next: Next}]",
	} {
		agree(text, true)
	}
	for _, text := range []string{
		"[]", "x", "functionen: []", "functions: {}", "functions: [x]", "functions: [{}]", "functions: [{writer: arg 1}]",
		"functions: [{func: F}]", "functions: [{func: 'a b.F'}]", "functions: [{func: [a.F]}]",
		"functions: [{func: a.b/c.F, wirter: arg 1}]", "functions: [{func: a.b/c.F, writer: 1, status: 404}]",
		"functions: [{func: a.b/c.F, writer: arg 0, status: 404}]", "functions: [{func: a.b/c.F, writer: arg 1, does: anser}]",
		"functions: [{func: a.b/c.F, results: [arg]}]", "functions: [{func: a.b/c.F, results: [{jsn: arg 1}]}]", "functions: [{func: a.b/c.F, results: [{json: arg 1, as: x}]}]",
		"functions: [{func: a.b/c.F, results: [{member: X}]}]", "functions: [{func: a.b/c.F, results: [{encode: arg 1, as: yaml}]}]", "functions: [{func: a.b/c.F, no-return: 1}]",
		"functions: [{func: a.b/c.F, writer: arg 1, does: serve, implied: [20]}]", "functions: [{func: a.b/c.F, request: {response: arg 1}}]",
		"handlers: [1]", "handlers: [{}]", "contexts: [{type: a.b/c.T, same: {}}]", "responses: [{type: T}]", "clients: [{type: a.b/c.T, unlimited: maybe}]",
		"routers: [{func: a.b/c.F, path: [x]}]", "packages: [{path: ''}]",
	} {
		agree(text, false)
	}
}

// data turns a value into what a validator sees of it.
func data(t *testing.T, v *conf.Value) any {
	t.Helper()
	switch v.Kind {
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range v.Items {
			list = append(list, data(t, item))
		}
		return list
	case yaml.MappingNode:
		o := object{}
		for i, key := range v.Keys {
			o[key.Text] = data(t, v.Items[i])
		}
		return o
	}
	var x any
	if err := (&yaml.Node{Kind: v.Kind, Tag: v.Tag, Value: v.Text}).Decode(&x); err != nil {
		t.Fatal(err)
	}
	if i, ok := x.(int); ok {
		return json.Number(fmt.Sprint(i))
	}
	return x
}
