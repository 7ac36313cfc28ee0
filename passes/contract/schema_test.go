package contract

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/internal/conf"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

func compile(t *testing.T, name string) (*jsonschema.Schema, map[string]any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("schema", name))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s, doc.(map[string]any)
}

// data turns a value into what a JSON Schema validator, such as an editor's,
// sees of it.
func data(t *testing.T, v *value) any {
	t.Helper()
	switch v.Kind {
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range v.Items {
			list = append(list, data(t, item))
		}
		return list
	case yaml.MappingNode:
		object := make(map[string]any)
		for i, key := range v.Keys {
			object[key.Text] = data(t, v.Items[i])
		}
		return object
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

// agree holds a text against the schema and the reader. Names of contracts and
// files are the loader's: a contract that is not built in is none here.
func agree(t *testing.T, schema *jsonschema.Schema, read func(*reader, *value), text string, good bool) {
	t.Helper()
	v, mistakes := conf.Parse("f", []byte(text))
	if v == nil {
		t.Fatalf("%s: %v", text, mistakes)
	}
	var r reader
	read(&r, v)
	if got := len(r.Mistakes) == 0; got != good {
		t.Errorf("the reader takes it: %t, want %t\n%s\n%v", got, good, text, r.Mistakes)
	}
	if err := schema.Validate(data(t, v)); (err == nil) != good {
		t.Errorf("the schema takes it: %t, want %t\n%s\n%v", err == nil, good, text, err)
	}
}

func readConfig(r *reader, v *value)   { r.config(v) }
func readContract(r *reader, v *value) { r.contract(v) }

func TestConfigSchema(t *testing.T) {
	schema, doc := compile(t, "respvet.schema.json")
	for _, text := range []string{
		"", "{}", string(initial),
		"contract: wpp", "contract: [wpp, ./x.yaml, api/y.yml]", "contract: []", "contract: null",
		"role: both", "role: null", "errors: either", "baseline: .respvet.baseline", "baseline: null",
		"openapi: x.yaml", "openapi: [x.yaml, y.json]", "models: x.yaml", "models: [x.yaml, y.yaml]", "models: null",
		"public-errors: [example.com/shop/apierr.Error, gopkg.in/x.v3.É]", "public-errors: []", "disable: null",
		"responders: [a.b.C, example.com/a.(*W).Error, example.com/a.W.Error]",
		"disable: [rawerror, errleak/error4xx]", "enable: [errleak/parse, badretry]", "enable: null", "enable: []",
		"severity: {errleak: error, errleak/parse: warning, nilslice: info}", "severity: null", "severity: {errleak: null}",
		"overrides: [{path: 'a/**', contract: x.yaml, role: backend, errors: canonical, public-errors: [], responders: [], enable: [], disable: [], severity: {}}]",
		"overrides: [{path: ..a}, {path: 'a{b,c}/*/'}]",
	} {
		agree(t, schema, readConfig, text, true)
	}
	for _, text := range []string{
		"[]", "wpp", "rol: backend", "baseline: [x]", "baseline: ''", "contract: 1", "contract: {name: wpp}", "contract: ''", "contract: [[wpp]]",
		"role: server", "role: [backend]", "errors: true", "errors: {shape: either}", "openapi: {}", "openapi: [1]",
		"public-errors: apierr.Error", "public-errors: [Error]", "public-errors: ['a b.C']", "public-errors: [a.]", "public-errors: [1]",
		"responders: [Error]", "responders: ['a.(W).E']", "responders: ['a.(*W.E']", "responders: [a.(*1).E]",
		"severity: warning", "severity: {errleek: error}", "severity: {errleak: fatal}", "severity: [errleak]", "disable: [errleek]", "disable: [errleak/]", "disable: [errleak/X]", "disable: nilslice", "enable: nilslice", "enable: [errleek]", "enable: [errleak/pars]", "disable: [null]", "disable: {nilslice: true}",
		"overrides: {}", "overrides: [x]", "overrides: [{role: backend}]", "overrides: [{path: /x}]", "overrides: [{path: a/../b}]",
		"overrides: [{path: ' '}]", "overrides: [{path: a, openapi: x}]", "overrides: [{path: a, models: x}]", "models: {}", "models: [1]", "overrides: [{path: a, baseline: x}]", "overrides: [{path: a, overrides: []}]", "overrides: [{path: 1}]",
	} {
		agree(t, schema, readConfig, text, false)
	}
	// The names in the schema are those that there are.
	enum := func(path ...string) (names []string) {
		var at any = doc
		for _, key := range path {
			if list, ok := at.([]any); ok {
				at = list[0]
			}
			at = at.(map[string]any)[key]
		}
		for _, name := range at.([]any) {
			names = append(names, name.(string))
		}
		return names
	}
	if got := enum("$defs", "contractName", "anyOf", "enum"); !slices.Equal(got, Names()) {
		t.Errorf("contracts: %v", got)
	}
	names := slices.Clone(rules)
	for _, c := range category.Table {
		if c.Name != "" {
			names = append(names, c.String())
		}
	}
	if got := enum("$defs", "rule", "enum"); !slices.Equal(got, names) {
		t.Errorf("rules: %v, want %v", got, names)
	}
	for _, rule := range rules {
		agree(t, schema, readConfig, "disable: ["+rule+"]\nenable: ["+rule+"/x]", false)
	}
	for _, c := range category.Table {
		agree(t, schema, readConfig, "enable: ["+c.String()+"]\nseverity: {"+c.String()+": info}", true)
	}
	keysMatch(t, doc, readConfig, map[string][]string{
		"":                                {"properties"},
		"overrides: [{path: a, \x00: 1}]": {"properties", "overrides", "items", "properties"},
	})
}

func TestContractSchema(t *testing.T) {
	schema, doc := compile(t, "contract.schema.json")
	for _, name := range Names() {
		text, err := profiles.ReadFile("profiles/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		agree(t, schema, readContract, string(text), true)
	}
	// So is the example of the documentation.
	doc0, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, example := range []struct {
		first string
		check func(string)
	}{
		{"//\tname: shop", func(text string) { agree(t, schema, readContract, text, true) }},
		{"//\tcontract: wpp", func(text string) {
			config, _ := compile(t, "respvet.schema.json")
			agree(t, config, readConfig, text, true)
		}},
	} {
		_, text, ok := strings.Cut(string(doc0), example.first)
		if text, _, _ = strings.Cut(text, "\n//\n"); !ok {
			t.Fatalf("doc.go has no example %q", example.first)
		}
		example.check(strings.ReplaceAll(example.first+text, "//\t", ""))
	}
	for _, text := range []string{
		"", "{}", "extends: wpp", "extends: [x.yaml]", "extends: null",
		"statuses: registered", "statuses: [200, 4XX, default, '404']", "statuses: []", "statuses: null", "statuses: {}",
		"statuses: [registered, 499]", "statuses: {registered: both, 301: {use: never}, 304: {use: allowed, methods: [GET]}, 200: {use: freely}, 201: {use: null}}",
		"statuses: {200: both, 4XX: null, default: {}, 201: {set-by: gateway, methods: [POST], means: x}}",
		"preferred: {422: 400, 503: [502, '504'], 410: null}",
		"errors: canonical", "errors: null", "errors: {}", "errors: {for: [], media-types: []}",
		"errors: {media-types: [application/json, 'application/*+json']}",
		"errors: {schema: {}, alternatives: [{}]}", "errors: {optional: omitted}", "errors: {optional: any}", "errors: {optional: null}",
		"errors: {schema: {not: {required: [data, errors]}}}", "errors: {schema: {not: null}}", "errors: {schema: {not: {required: null}}}",
		"errors: {schema: {x-holds: code, x-by-status: {404: NOT_FOUND, 4XX: [A, B], default: 1, registered: true, 500: null}}}",
		"success: {}", "success: null", "success: {media-types: [application/json], schema: {type: object}}",
		"errors: {schema: {type: [string, 'null'], enum: [a, 1, 1.5, true], const: 4, default: x, minItems: 0, items: {type: object}}}",
		"errors: {schema: {properties: {a: {x-holds: status}, b: {type: number, x-holds: status}, c: {type: [], x-holds: code}}}}",
		"errors: {schema: {type: null, properties: null, required: null, x-holds: null}}",
		"list: {empty: '200', schema: {}}", "list: null", "list: {empty: null}", "list: {nulls: forbidden}", "list: {nulls: allowed}",
		"headers: {429: [Retry-After, {any-of: [A, B_c]}, {any-of: [D], holds: code}], 4XX: null}",
		"header-forms: {Retry-After: seconds, Age: null}", "header-forms: null",
		"retry: {statuses: [5XX], opt-in: [504], backoff: constant, jitter: false, retry-after: true, attempts: 100, advice: {500: x, 501: null}}",
		"meanings: {upstream: 502, token: null}",
	} {
		agree(t, schema, readContract, text, true)
	}
	for _, text := range []string{
		"[]", "wpp", "statusses: []", "name: ''", "name: 1", "about: []", "extends: {}", "extends: [1]", "role: server",
		"statuses: all", "statuses: [20]", "statuses: [600]", "statuses: [4xx]", "statuses: [null]", "statuses: {200: me}",
		"statuses: {99: both}", "statuses: {200: []}", "statuses: {200: {by: gateway}}", "statuses: {200: {methods: POST}}", "statuses: {200: {methods: [post]}}",
		"statuses: {200: {use: seldom}}", "statuses: {200: never}", "statuses: [Registered]",
		"preferred: []", "preferred: {4XX: 400}", "preferred: {422: 4XX}", "preferred: {422: [x]}",
		"errors: any", "errors: []", "errors: {form: x}", "errors: {for: 4XX}", "errors: {body: true}", "errors: {shape: both}",
		"errors: {media-types: json}", "errors: {media-types: [json]}", "errors: {media-types: ['application/*+json']}", "errors: {media-types: ['a/b/c']}",
		"errors: {schema: []}", "errors: {schema: {oneOf: []}}", "errors: {schema: {type: int}}", "errors: {schema: {type: {}}}",
		"errors: {schema: {properties: {a: []}}}", "errors: {schema: {required: a}}", "errors: {schema: {required: [1]}}",
		"errors: {optional: required}", "errors: {schema: {not: {properties: {}}}}", "errors: {schema: {not: [a]}}", "errors: {schema: {not: {required: a}}}",
		"errors: {schema: {x-by-status: [A]}}", "errors: {schema: {x-by-status: {200: {}}}}", "errors: {schema: {x-by-status: {20: A}}}", "errors: {schema: {x-by-status: {200: [[A]]}}}",
		"success: []", "success: {body: required}", "success: {media-types: ['a/*']}", "success: {schema: x}",
		"errors: {schema: {minItems: -1}}", "errors: {schema: {minItems: 1.5}}", "errors: {schema: {enum: a}}", "errors: {schema: {enum: [[]]}}",
		"errors: {schema: {enum: [null]}}", "errors: {schema: {const: []}}", "errors: {schema: {default: {}}}",
		"errors: {schema: {additionalProperties: {}}}", "errors: {schema: {propertyNames: {format: x}}}", "errors: {schema: {x-holds: text}}",
		"errors: {schema: {type: boolean, x-holds: status}}", "errors: {schema: {type: integer, x-holds: message}}",
		"errors: {schema: {type: [object, array], x-holds: status}}", "errors: {alternatives: {}}", "errors: {alternatives: [[]]}",
		"list: []", "list: {member: data}", "list: {empty: 2XX}", "list: {nulls: true}",
		"headers: []", "headers: {401: WWW-Authenticate}", "headers: {401: [1]}", "headers: {401: ['a b']}", "headers: {x: []}", "headers: {401: [{all-of: []}]}", "headers: {401: [{any-of: [A], holds: text}]}",
		"header-forms: []", "header-forms: {Retry-After: date}", "header-forms: {'a b': seconds}", "header-forms: {Retry-After: [seconds]}",
		"retry: []", "retry: {status: []}", "retry: {statuses: 429}", "retry: {backoff: linear}", "retry: {jitter: some}", "retry: {attempts: 0}",
		"retry: {attempts: 101}", "retry: {attempts: x}", "retry: {advice: {5XX: x}}", "retry: {advice: {500: 1}}",
		"meanings: []", "meanings: {gone: 410}", "meanings: {method: 4XX}",
	} {
		agree(t, schema, readContract, text, false)
	}
	keysMatch(t, doc, readContract, map[string][]string{
		"":                            {"properties"},
		"statuses: {200: {\x00: 1}}":  {"properties", "statuses", "anyOf", "2", "additionalProperties", "anyOf", "1", "properties"},
		"errors: {\x00: 1}":           {"properties", "errors", "anyOf", "1", "properties"},
		"errors: {schema: {\x00: 1}}": {"$defs", "schema", "properties"},
		"success: {\x00: 1}":          {"properties", "success", "properties"},
		"list: {\x00: 1}":             {"properties", "list", "properties"},
		"headers: {401: [{\x00: 1}]}": {"properties", "headers", "additionalProperties", "items", "anyOf", "1", "properties"},
		"retry: {\x00: 1}":            {"properties", "retry", "properties"},
		"meanings: {\x00: 400}":       {"properties", "meanings", "properties"},
		"errors: {schema: {propertyNames: {\x00: 1}}}": {"$defs", "schema", "properties", "propertyNames", "properties"},
		"errors: {schema: {not: {\x00: 1}}}":           {"$defs", "schema", "properties", "not", "properties"},
	})
}

// keysMatch asks the reader which keys it knows, by one that it cannot, and
// compares them with the properties at a path of the schema.
func keysMatch(t *testing.T, doc map[string]any, read func(*reader, *value), places map[string][]string) {
	t.Helper()
	for text, path := range places {
		if text == "" {
			text = "\x00: 1"
		}
		v, mistakes := conf.Parse("f", []byte(strings.ReplaceAll(text, "\x00", "nobody-knows-this")))
		if v == nil {
			t.Fatal(mistakes)
		}
		var r reader
		read(&r, v)
		if len(r.Mistakes) != 1 {
			t.Fatalf("%q: %v", text, r.Mistakes)
		}
		known := strings.Split(r.Mistakes[0].Allowed, ", ")
		var at any = doc
		for _, key := range path {
			if list, ok := at.([]any); ok {
				at = list[int(key[0]-'0')]
			} else {
				at = at.(map[string]any)[key]
			}
		}
		var described []string
		for key := range at.(map[string]any) {
			described = append(described, key)
		}
		slices.Sort(known)
		slices.Sort(described)
		if !slices.Equal(known, described) {
			t.Errorf("%q: the reader knows %v, the schema %v", text, known, described)
		}
	}
}
