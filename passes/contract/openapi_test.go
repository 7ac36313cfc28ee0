package contract

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// documented returns the document that the files of a module hold, which the
// config names, and the mistakes as lines.
func documented(t *testing.T, name string, files map[string]string) (*Document, string) {
	t.Helper()
	files[".respvet.yml"] = "openapi: " + name + "\n"
	l := newLoader(write(t, files))
	l.config()
	var lines []string
	for _, m := range l.Mistakes {
		lines = append(lines, m.Error())
	}
	if len(l.docs) == 0 {
		return nil, strings.Join(lines, "\n")
	}
	return l.docs[0], strings.Join(lines, "\n")
}

// showAll renders operations as lines.
func showAll(ops []*Operation) string {
	var lines []string
	for _, o := range ops {
		lines = append(lines, show(o))
	}
	return strings.Join(lines, "\n")
}

const minimal = "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses:\n        200: {description: ok}\n"

func TestDocuments(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string // the document is the one that begins with "openapi" or "swagger"
		want  string
	}{
		{"Swagger 2.0", map[string]string{"swagger.yaml": `
swagger: "2.0"
basePath: /api/
consumes: [application/json]
produces: [application/xml]
paths:
  x-more: 1
  /pets/{id}:
    parameters:
      - {name: id, in: path, required: true, type: string}
    get:
      operationId: getPet
      produces: [application/json]
      responses:
        200: {description: ok, schema: {$ref: '#/definitions/Pet'}}
        '404': {$ref: '#/responses/Missing'}
        default: {description: error}
        x-more: 1
definitions: {Pet: {type: object}}
responses:
  Missing: {description: none, schema: {$ref: '#/definitions/Pet'}}
`}, "openapi getPet [GET /api/pets/{id}] 200:Pet 404:Pet default [application/json]->[application/json]"},
		{"OpenAPI 3.0 in JSON", map[string]string{"openapi.json": `{"openapi": "3.0.1", "info": null,
"servers": [{"url": "https://{host}.example.com/{v}/", "variables": {"v": {"default": "v2"}}}, {"url": "/other"}],
"paths": {"/pets": {"post": {"operationId": "addPet",
"requestBody": {"content": {"application/json": {}}},
"responses": {"201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}, "5XX": {"description": "x"}}}}},
"components": {"schemas": {"Pet": {}}}}`},
			"openapi addPet [POST /v2/pets, POST /other/pets] 201:Pet 5XX [application/json]->[application/json]"},
		{"3.1 without paths", map[string]string{"openapi.yaml": "openapi: 3.1.0\nwebhooks: {}\n"}, ""},
		{"3.2", map[string]string{"openapi.yaml": `
openapi: 3.2.0
paths:
  /a:
    servers: [{url: base}]
    query: {operationId: q, responses: {200: {description: ok}}}
    additionalOperations:
      COPY: {operationId: c, servers: [{url: /own}], responses: {204: {}}}
`}, "openapi q [QUERY /base/a] 200\nopenapi c [COPY /own/a] 204"},
		{"several files", map[string]string{
			"openapi.yaml":             "openapi: 3.0.0\npaths:\n  /a: {$ref: parts/a.yaml}\n  /b: {$ref: './parts/b.json#/x~1y/0'}\n",
			"parts/a.yaml":             "get: {operationId: a, responses: {404: {$ref: 'common/errors.yaml#/Missing'}}}\n",
			"parts/b.json":             `{"x/y": [{"get": {"operationId": "b", "responses": {"404": {"$ref": "common/errors.yaml#/Missing"}}}}]}`,
			"parts/common/errors.yaml": "Missing: {content: {application/problem+json: {schema: {$ref: '#/Problem'}}}}\nProblem: {type: object}\n",
		}, "openapi a [GET /a] 404:Problem []->[application/problem+json]\nopenapi b [GET /b] 404:Problem []->[application/problem+json]"},
		{"aliases and merges", map[string]string{"openapi.yaml": `
openapi: 3.0.0
x-errors: &errors {404: {description: none}, 500: {description: bad}}
paths:
  /a:
    get: &get {operationId: a, responses: {<<: *errors, 200: {description: ok}}}
  /b:
    get: {<<: *get, operationId: b}
`}, "openapi a [GET /a] 200 404 500\nopenapi b [GET /b] 200 404 500"},
		{"remote references", map[string]string{"openapi.yaml": `
openapi: 3.0.0
paths:
  /a: {$ref: 'https://example.com/a.yaml'}
  /b: {get: {responses: {404: {$ref: 'https://example.com/e.yaml#/E'}}}}
`}, "openapi  [GET /b] 404:E"},
		{"defects elsewhere", map[string]string{"openapi.yaml": `
openapi: 3.0.0
info: [1, 1]
tags: {a: 1, a: 2}
paths:
  /a: {get: {tags: 3, parameters: {x: y}, responses: {200: none}}}
components: {schemas: {A: {$ref: '#/nowhere'}, A: 1}}
`}, "openapi  [GET /a] 200"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := ""
			for file := range tt.files {
				if strings.HasPrefix(file, "openapi") || strings.HasPrefix(file, "swagger") {
					name = file
				}
			}
			doc, mistakes := documented(t, name, tt.files)
			if mistakes != "" {
				t.Fatal(mistakes)
			}
			if got := showAll(doc.Operations()); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestBrokenDocuments(t *testing.T) {
	const (
		versions = `swagger: "2.0", openapi: 3.0.0 to 3.2`
		statuses = "100 to 599, 1XX to 5XX, default"
		inside   = "a relative path inside the module"
	)
	head := func(rest string) string { return "openapi: 3.0.3\npaths:\n" + rest }
	responses := func(rest string) string { return head("  /a:\n    get:\n      responses:\n" + rest) }
	tests := []struct{ name, doc, want string }{
		{"syntax", "openapi: 3.0.3\nsecret: hunter2: x\n", "openapi.yaml:2: not YAML: mapping values are not allowed in this context, allowed: a YAML document"},
		{"anchor", "openapi: *hunter2\n", "openapi.yaml:1: not YAML, allowed: a YAML document"},
		{"no document", "hunter2\n", "openapi.yaml:1: not an OpenAPI document, allowed: " + versions},
		{"empty", "", "openapi.yaml:1: not an OpenAPI document, allowed: " + versions},
		{"version", "paths: {}\nopenapi: 4.0.0\n", `openapi.yaml:2: bad version of OpenAPI "4.0.0", allowed: ` + versions},
		{"old version", "swagger: 1.2\n", `openapi.yaml:1: bad version of Swagger "1.2", allowed: ` + versions},
		{"paths", "openapi: 3.0.3\npaths: [a]\n", "openapi.yaml:2: bad paths, a list, allowed: a mapping of paths to their methods"},
		{"path", head("  a: {}\n"), `openapi.yaml:3: bad path "a", allowed: / and what follows`},
		{"duplicate path", head("  /a: {}\n  /a: {}\n"), `openapi.yaml:4: duplicate key "/a", first in line 3, allowed: each key once`},
		{"duplicate status", responses("        200: {}\n        '200': {}\n"), `openapi.yaml:7: duplicate key "200", first in line 6, allowed: each key once`},
		{"misspelt method", head("  /a:\n    pots: {}\n    summary: x\n    x-gett: {}\n"), `openapi.yaml:4: unknown method "pots" (did you mean "post"?), allowed: get, put, post, delete, options, head, patch, trace, query`},
		{"method", head("  /a:\n    GET: {}\n"), `openapi.yaml:4: unknown method "GET" (did you mean "get"?), allowed: get, put, post, delete, options, head, patch, trace, query`},
		{"operation", head("  /a:\n    get: [x]\n"), "openapi.yaml:4: bad operation, a list, allowed: a mapping with responses"},
		{"status", responses("        200: {}\n        2OO: {}\n"), `openapi.yaml:7: bad status "2OO", allowed: ` + statuses},
		{"responses", head("  /a:\n    get:\n      responses: [200]\n"), "openapi.yaml:5: bad responses, a list, allowed: a mapping of statuses to responses"},
		{"dangling", responses("        404: {$ref: '#/components/responses/E'}\n        500: {$ref: 'openapi.yaml#/E'}\n"),
			`openapi.yaml:6: reference to "#/components/responses/E", which is not there, allowed: what the document has
openapi.yaml:7: reference to "openapi.yaml#/E", which is not there, allowed: what the document has`},
		{"dangling schema", responses("        404: {content: {application/json: {schema: {$ref: '#/E'}}}}\n"),
			`openapi.yaml:6: reference to "#/E", which is not there, allowed: what the document has`},
		{"cycle", head("  /a: {$ref: '#/x'}\nx: {$ref: '#/y'}\ny: {$ref: '#/x'}\n"),
			"openapi.yaml:4: a reference that leads back to itself, allowed: one that ends"},
		{"missing file", head("  /a: {$ref: parts/a.yaml}\n"), `openapi.yaml:3: cannot read "parts/a.yaml": no such file, allowed: a file inside the module`},
		{"directory", head("  /a: {$ref: dir}\n"), `openapi.yaml:3: cannot read "dir": is a directory, allowed: a file inside the module`},
		{"outside", head("  /a: {$ref: ../a.yaml}\n"), `openapi.yaml:3: path "../a.yaml" leaves the module, allowed: ` + inside},
		{"absolute", head("  /a: {$ref: /etc/passwd}\n"), `openapi.yaml:3: path "/etc/passwd" is absolute, allowed: ` + inside},
		{"escaped", head("  /a: {$ref: '%2e%2e/a.yaml'}\n"), `openapi.yaml:3: path "../a.yaml" leaves the module, allowed: ` + inside},
		{"broken file", head("  /a: {$ref: dir/broken.json}\n"), "dir/broken.json:2: not JSON: invalid character '}' looking for beginning of value, allowed: a JSON document"},
		{"link", head("  /a: {$ref: link.yaml}\n"), `openapi.yaml:3: cannot read "link.yaml": path escapes from parent, allowed: a file inside the module`},
		{"alias of itself", "openapi: 3.0.3\npaths: &a\n  /a: *a\n", "openapi.yaml:1: the document has an alias inside its own anchor, allowed: 400 levels, merges of at most 10000 keys"},
		{"deep", "openapi: 3.0.3\nx: " + strings.Repeat("[", 500) + strings.Repeat("]", 500) + "\n",
			"openapi.yaml:1: the document is nested too deeply, allowed: 400 levels, merges of at most 10000 keys"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"openapi.yaml": tt.doc, "dir/broken.json": "{\n\"hunter2\": }", ".respvet.yml": "openapi: openapi.yaml\n"}
			dir := write(t, files)
			outside := filepath.Join(t.TempDir(), "x.yaml")
			writeFile(t, outside, "get: {}\n")
			if err := os.Symlink(outside, filepath.Join(dir, "link.yaml")); err != nil {
				t.Skip(err)
			}
			got := errors.Join(Check(dir)...)
			if got == nil || got.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", got, tt.want)
			}
			if strings.Contains(fmt.Sprint(got), "hunter2") {
				t.Error("the message shows what is in the file")
			}
			c, _, err := Load(dir)
			if err == nil || c.Err == nil || c.OperationNamed("a") != nil {
				t.Errorf("a broken document is in use: %v", err)
			}
			// Nobody has named it: it is as if it were not there.
			if err := os.Remove(filepath.Join(dir, ".respvet.yml")); err != nil {
				t.Fatal(err)
			}
			if c, _, err := Load(dir); err != nil || len(c.Project.OpenAPI) > 0 {
				t.Errorf("found by itself: %v, %v", c.Project.OpenAPI, err)
			}
		})
	}
}

// JSON has its lines, and its mistakes too.
func TestBrokenJSON(t *testing.T) {
	deep := strings.Repeat("[", 500) + strings.Repeat("]", 500)
	tests := map[string]string{
		"{\n\n\"openapi\": \"hunter2\",\n}": "openapi.json:4: not JSON: invalid character '}' looking for beginning of object key string, allowed: a JSON document",
		"{\"openapi\": \"3.0.0\"":           "openapi.json:1: not JSON: it ends too early, allowed: a JSON document",
		"":                                  "openapi.json:1: not JSON: it ends too early, allowed: a JSON document",
		"{}\n{}":                            "openapi.json:1: not JSON: it continues after its end, allowed: a JSON document",
		"[]":                                `openapi.json:1: not an OpenAPI document, allowed: swagger: "2.0", openapi: 3.0.0 to 3.2`,
		"{\"openapi\": \"3.0.0\",\n\"paths\":\n{\"/a\": {\"get\": {\"responses\":\n{\"2OO\": 1}}}}}": `openapi.json:4: bad status "2OO", allowed: 100 to 599, 1XX to 5XX, default`,
		"{\"x\": " + deep + "}": "openapi.json:1: the document is nested too deeply, allowed: 400 levels",
	}
	for doc, want := range tests {
		if _, got := documented(t, "openapi.json", map[string]string{"openapi.json": doc}); got != want {
			t.Errorf("%.60q:\ngot  %s\nwant %s", doc, got, want)
		}
	}
}

// Aliases of aliases stand for a billion values, and cost no more than they are.
func TestAliasBomb(t *testing.T) {
	bomb := "openapi: 3.0.3\na0: &a0 [x, x]\nm0: &m0 {k0: 1}\n"
	for i := range 40 {
		bomb += fmt.Sprintf("a%d: &a%d [*a%d, *a%d, *a%d]\n", i+1, i+1, i, i, i)
	}
	bomb += "paths:\n  /a:\n    get:\n      responses: {404: {content: {application/json: {schema: {allOf: *a40}}}}}\n"
	doc, mistakes := documented(t, "openapi.yaml", map[string]string{"openapi.yaml": bomb})
	if mistakes != "" || len(doc.Operations()) != 1 {
		t.Errorf("%v %s", doc, mistakes)
	}
	merges := "openapi: 3.0.3\nm: &m0 {"
	for i := range 99 {
		merges += fmt.Sprintf("k%d: 1, ", i)
	}
	merges += "z: 1}\nlist:\n"
	for i := range 200 {
		merges += fmt.Sprintf("- &m%d {<<: *m%d", i+1, i)
		for j := range 99 {
			merges += fmt.Sprintf(", k%d_%d: 1", i, j)
		}
		merges += "}\n"
	}
	if _, mistakes = documented(t, "openapi.yaml", map[string]string{"openapi.yaml": merges}); !strings.Contains(mistakes, "merges too much") {
		t.Error(mistakes)
	}
}

// A schema that refers to itself, and to many that do, is read as far as bodies go.
func TestRecursiveSchema(t *testing.T) {
	doc := minimal + "        404: {content: {application/json: {schema: {$ref: '#/E'}}}}\n        default: {content: {application/json: {schema: {$ref: '#/E'}}}}\n" +
		"E:\n  type: object\n  required: [code, details]\n  additionalProperties: false\n  allOf: [{$ref: '#/Base'}]\n  properties:\n    details: {type: array, items: {$ref: '#/E'}}\n"
	for i := range 30 {
		doc += fmt.Sprintf("    p%d: {$ref: '#/E'}\n", i)
	}
	doc += "Base: {required: [message], properties: {code: {type: integer, nullable: true, enum: [1, 2]}, message: {type: [string]}}}\n"
	d, mistakes := documented(t, "openapi.yaml", map[string]string{"openapi.yaml": doc})
	if mistakes != "" {
		t.Fatal(mistakes)
	}
	o := d.Operations()[0]
	s := o.Response(404).Schema
	if s == nil || s != o.Response(500).Schema || o.Response(200).Schema != nil {
		t.Fatalf("%+v", o.Responses)
	}
	if !slices.Equal(s.Required, []string{"code", "details", "message"}) || !s.Closed || s.phrase() != "code, details[], message" {
		t.Errorf("%+v", s)
	}
}

// What a schema of an error demands less than it seems to.
func TestLenientSchema(t *testing.T) {
	const doc = minimal + "        404: {content: {application/json: {schema: {$ref: '#/E'}}, application/problem+json: {schema: {$ref: '#/E'}}}}\n" +
		"        409: {content: {application/json: {schema: {$ref: '#/E'}}, application/problem+json: {schema: {type: object}}}}\n"
	for name, test := range map[string]struct {
		schema string
		fits   func(s *Schema) bool
	}{
		"closed":         {"additionalProperties: false", func(s *Schema) bool { return s.Closed }},
		"patterns":       {"additionalProperties: false, patternProperties: {^x-: {}}", func(s *Schema) bool { return !s.Closed }},
		"required":       {"required: [a], properties: {a: {type: string}}", func(s *Schema) bool { return s.Requires("a") }},
		"of requests":    {"required: [a], properties: {a: {type: string, writeOnly: true}}", func(s *Schema) bool { return !s.Requires("a") }},
		"not null":       {"allOf: [{type: object}]", func(s *Schema) bool { return !s.Allows("null") }},
		"nullable":       {"allOf: [{type: object}], nullable: true", func(s *Schema) bool { return s.Allows("null") && s.Allows("object") }},
		"nullable first": {"type: object, x-nullable: true", func(s *Schema) bool { return s.Allows("null") && s.Allows("object") }},
		"any type":       {"nullable: true", func(s *Schema) bool { return s.Allows("string") }},
	} {
		d, mistakes := documented(t, "openapi.yaml", map[string]string{"openapi.yaml": doc + "E: {" + test.schema + "}\n"})
		if mistakes != "" {
			t.Fatal(name, mistakes)
		}
		o := d.Operations()[0]
		if s := o.Response(404).Schema; s == nil || !test.fits(s) {
			t.Errorf("%s: %+v", name, s)
		}
		if s := o.Response(409).Schema; s != nil {
			t.Errorf("%s: of two schemas, by the media type, one counts: %+v", name, s)
		}
	}
}

func TestParameters(t *testing.T) {
	d, mistakes := documented(t, "openapi.yaml", map[string]string{"openapi.yaml": `
openapi: 3.0.0
paths:
  /a/{id}:
    parameters: [{name: id, in: path, required: true}, {name: q, in: query}, {$ref: '#/P'}]
    get: {parameters: [{name: q, in: query, required: true}, {in: query}], responses: {}}
P: {name: X-Id, in: header}
`})
	if mistakes != "" {
		t.Fatal(mistakes)
	}
	want := []Parameter{{"id", "path", true}, {"q", "query", true}, {"X-Id", "header", false}}
	if got := d.Operations()[0].Parameters; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// A document at a usual place of the module is found, whether or not there is a
// config, unless that names none on purpose.
func TestUsualPlaces(t *testing.T) {
	tests := []struct {
		files []string
		want  string
	}{
		{[]string{"openapi.yaml", "swagger.json"}, "openapi.yaml"},
		{[]string{"openapi.json", "openapi.yml"}, "openapi.yml"},
		{[]string{"api/openapi.yml"}, "api/openapi.yml"},
		{[]string{"docs/swagger.json"}, "docs/swagger.json"},
		{[]string{"docs/openapi.yaml", "docs/swagger.yaml"}, "docs/swagger.yaml"},
		{[]string{"pkg/openapi.yaml"}, ""},
	}
	for _, tt := range tests {
		files := map[string]string{"pkg/x.go": ""}
		for _, f := range tt.files {
			files[f] = minimal
			if strings.HasSuffix(f, ".json") {
				files[f] = `{"swagger": "2.0"}`
			}
		}
		dir := write(t, files)
		for _, config := range []string{"", "contract: wpp\n", "openapi: []\n"} {
			if config != "" {
				writeFile(t, filepath.Join(dir, ".respvet.yml"), config)
			}
			want := tt.want
			if strings.HasPrefix(config, "openapi") {
				want = ""
			}
			c, _, err := Load(filepath.Join(dir, "pkg"))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, f := range c.Project.OpenAPI {
				rel, _ := filepath.Rel(dir, f)
				got += filepath.ToSlash(rel)
			}
			if got != want {
				t.Errorf("%v, %q: %q, want %q", tt.files, config, got, want)
			}
			found := slices.Contains(Files(filepath.Join(dir, "pkg")), filepath.Join(dir, filepath.FromSlash(tt.want)))
			if found != (want != "") {
				t.Errorf("%v, %q: the version line knows of it: %t", tt.files, config, found)
			}
		}
	}
}

// big makes a document of some five megabytes.
func big() []byte {
	type m = map[string]any
	paths, schemas := m{}, m{}
	for i := range 1700 {
		op := m{
			"operationId": fmt.Sprintf("getThing%d", i), "description": strings.Repeat("A thing. ", 90),
			"responses": m{
				"200": m{"description": "ok", "content": m{"application/json": m{"schema": m{"$ref": fmt.Sprintf("#/components/schemas/T%d", i)}}}},
				"404": m{"$ref": "#/components/responses/E"},
			},
		}
		paths[fmt.Sprintf("/things%d/{id}", i)] = m{"get": op}
		props := m{}
		for j := range 10 {
			props[fmt.Sprintf("p%d", j)] = m{"type": "string", "description": "What the property says, in some words.", "example": "x"}
		}
		schemas[fmt.Sprintf("T%d", i)] = m{"type": "object", "properties": props}
	}
	schemas["E"] = m{"type": "object", "required": []string{"message"}, "properties": m{"message": m{"type": "string"}}}
	data, _ := json.MarshalIndent(m{"openapi": "3.0.3", "paths": paths, "components": m{"schemas": schemas,
		"responses": m{"E": m{"content": m{"application/json": m{"schema": m{"$ref": "#/components/schemas/E"}}}}}}}, "", "  ")
	return data
}

// A large document is read once, and again when it, or a file of its, changes.
func TestCache(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Setenv("HOME", cache)
	if cacheDir() == "" || !strings.HasPrefix(cacheDir(), cache) {
		t.Skip("the cache is elsewhere")
	}
	doc := minimal + "        404: {$ref: 'e.yaml#/E'}\nx: " + strings.Repeat("x", cacheFrom) + "\n"
	errorOf := func(member string) string {
		return "E: {content: {application/json: {schema: {required: [" + member + "]}}}}\n"
	}
	dir := write(t, map[string]string{"openapi.yaml": doc, "e.yaml": errorOf("message")})
	entries := func() []string {
		names, _ := filepath.Glob(filepath.Join(cacheDir(), "*"))
		return names
	}
	check := func(what, member string, want int) {
		t.Helper()
		l := newLoader(dir)
		d, files, mistakes := l.document(filepath.Join(dir, "openapi.yaml"))
		if len(mistakes) > 0 || len(files) != 2 || len(d.Operations()) != 1 {
			t.Fatalf("%s: %v %v %v", what, d, files, mistakes)
		}
		o := d.At("GET", "/a")[0]
		if r := o.Response(404); show(o) != "openapi  [GET /a] 200 404:E []->[application/json]" || r.From.Line != 7 || !slices.Equal(r.Schema.Required, []string{member}) {
			t.Errorf("%s: %s, %+v", what, show(o), r)
		}
		if got := len(entries()); got != want {
			t.Errorf("%s: %d entries, want %d", what, got, want)
		}
	}
	check("first", "message", 1)
	check("again", "message", 1)
	writeFile(t, filepath.Join(dir, "e.yaml"), errorOf("code"))
	check("another file changed", "code", 1)
	for _, junk := range []string{"", "{", "null", `{"Operations":[null],"Bodies":[[]]}`, `{"Files":[{"Name":"../../x"}],"Operations":[{}],"Bodies":[[0]]}`} {
		writeFile(t, entries()[0], junk)
		check("corrupt: "+junk, "code", 1)
	}
	kept, err := os.ReadFile(entries()[0])
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(kept), "\n")
	for _, junk := range []string{"", "{", "null", `{"Operations":[null],"Bodies":[[]]}`, `{"Operations":[{}],"Bodies":[[0]]}`} {
		writeFile(t, entries()[0], head+"\n"+junk)
		check("corrupt operations: "+junk, "code", 1)
	}
	writeFile(t, filepath.Join(dir, "openapi.yaml"), doc+"# changed\n")
	check("changed", "code", 2)
	writeFile(t, filepath.Join(dir, "openapi.yaml"), strings.Replace(doc, "200:", "2OO:", 1))
	l := newLoader(dir)
	for range 2 {
		if _, _, mistakes := l.document(filepath.Join(dir, "openapi.yaml")); len(mistakes) != 1 {
			t.Errorf("broken: %v", mistakes)
		}
	}
	// A cache that cannot be written is none.
	writeFile(t, filepath.Join(cache, "file"), "")
	t.Setenv("XDG_CACHE_HOME", filepath.Join(cache, "file"))
	t.Setenv("HOME", filepath.Join(cache, "file"))
	writeFile(t, filepath.Join(dir, "openapi.yaml"), doc)
	check("no cache", "code", 0)
}

func BenchmarkDocument(b *testing.B) {
	data := big()
	for _, name := range []string{"openapi.json", "openapi.yaml"} {
		dir := b.TempDir()
		b.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
		file := filepath.Join(dir, name)
		for path, text := range map[string][]byte{filepath.Join(dir, "go.mod"): []byte("module x\n"), file: data} {
			if err := os.WriteFile(path, text, 0o644); err != nil {
				b.Fatal(err)
			}
		}
		for _, cached := range []bool{false, true} {
			read := (*loader).readDocument
			if cached {
				read = (*loader).document
			}
			b.Run(fmt.Sprintf("%s/cached=%t", name, cached), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					if d, _, mistakes := read(newLoader(dir), file); len(mistakes) > 0 || len(d.Operations()) != 1700 {
						b.Fatal(mistakes)
					}
				}
			})
		}
	}
}

// A document may hold anything: what is read of it has a line and its routes.
func FuzzDocument(f *testing.F) {
	f.Add([]byte(minimal), false)
	f.Add([]byte("openapi: 3.0.3\na: &a {$ref: '#/a'}\npaths: {/a: {get: {<<: *a, responses: {404: {content: {application/json: {schema: {allOf: [*a]}}}}}}}}"), false)
	f.Add([]byte(`{"swagger": "2.0", "basePath": "/x", "paths": {"/a/{b}": {"get": {"responses": {"200": {"$ref": "#/paths/~1a~1{b}"}}}}}}`), true)
	dir := f.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module x\n"), 0o644); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte, isJSON bool) {
		file := filepath.Join(dir, "openapi.yaml")
		if isJSON {
			file = filepath.Join(dir, "openapi.json")
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		doc, _, mistakes := newLoader(dir).readDocument(file)
		for _, m := range mistakes {
			if m.Line < 1 || m.What == "" || m.Allowed == "" {
				t.Errorf("%+v", m)
			}
		}
		for _, o := range doc.Operations() {
			if o.From.Line < 1 || len(o.Routes) == 0 {
				t.Errorf("%+v", o)
			}
		}
	})
}
