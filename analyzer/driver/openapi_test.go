package driver

import (
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/routes"
	"go.yaml.in/yaml/v3"
)

// library is a service with two operations, one of which reads and sends types.
func library() *service {
	book := &routes.Schema{Types: []string{"object"}, Properties: []routes.Property{
		{Name: "isbn", Required: true, Schema: &routes.Schema{Types: []string{"string"}}},
		{Name: "tags", Schema: &routes.Schema{Types: []string{"array", "null"}, Items: &routes.Schema{Types: []string{"string"}}}},
	}}
	ref := &routes.Schema{Ref: "example.com/library/books.Book"}
	failure := &routes.Schema{Types: []string{"object"}, Properties: []routes.Property{{Name: "error", Required: true, Schema: &routes.Schema{Types: []string{"string"}}}}}
	return &service{
		Name: "library",
		Routes: []routeAnswer{
			{
				Method: "GET", Path: "/v1/books/{isbn}", Whole: true, Handler: "(*books.Shelf).one", functions: []string{"one"},
				Answers: []answerPlace{{Status: 200}, {Status: 404}, {Status: 410}},
				inputs:  []routes.Input{{In: responses.InQuery, Name: "lang"}, {In: responses.InHeader, Name: "X-Card"}},
				sent: []routes.Sent{
					{Status: 200, Kind: "json", Media: "application/json", Schema: ref, Fields: []string{"Etag"}},
					{Status: 404, Kind: "json", Media: "application/json", Schema: failure},
					{Status: 410, Kind: "none"},
				},
			},
			{
				Method: "POST", Path: "/v1/books", Whole: true, Handler: "(*books.Shelf).add", functions: []string{"add"}, Unread: "s.check may answer, and was not read",
				Answers: []answerPlace{{Status: 201}},
				inputs:  []routes.Input{{In: responses.InBody, Required: true, Schema: &routes.Schema{Ref: "example.com/library/books.Book" + routes.Request}}},
				sent:    []routes.Sent{{Status: 201, Kind: "none"}},
			},
			{Method: "", Path: "/say", Whole: true, Handler: "func in library.main"},
		},
		schemas: map[string]*routes.Schema{
			"example.com/library/books.Book":                  book,
			"example.com/library/books.Book" + routes.Request: {Types: []string{"object"}, Properties: []routes.Property{{Name: "isbn", Schema: &routes.Schema{Types: []string{"string"}}}}},
		},
	}
}

func TestOpenAPI(t *testing.T) {
	var b strings.Builder
	if err := writeRoutesOpenAPI(&b, library()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"  /v1/books/{isbn}:\n    get:\n      operationId: one\n      parameters:\n        - name: isbn\n          in: path\n          required: true\n",
		"        - name: lang\n          in: query\n", "        - name: X-Card\n          in: header\n",
		"$ref: '#/components/schemas/BookInput'\n", "$ref: '#/components/schemas/Book'\n",
		"        \"410\":\n          description: Gone\n", "Etag:\n", "      # there may be others: s.check may answer, and was not read\n      responses:\n",
		"type: [array, \"null\"]\n", "# left out: any /say, as OpenAPI has no operation for it\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

const written = `# What people have written.
openapi: 3.1.0
info: {title: Library, version: "1"} # short

# The library's own.
servers:
  - url: https://books.example.com/v1
paths:

  # One book.
  /books/{number}:
    get:
      operationId: getBook
      description: |
        A book,

        in full.
      parameters:
        - {name: number, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: the book # as it is

        # Not there.
        "404": {description: none}
    # what else there is to a book
    delete:
      responses:
        "204": {description: gone}

  /said:
    get:
      responses: {"200": {description: said}}

components:
  schemas:
    Fine: # cents
      type: integer
tags: []
`

func TestMerge(t *testing.T) {
	out, err := merged(library(), written)
	if err != nil {
		t.Fatal(err)
	}
	rest := out // the lines that were there are there, in their order
	for line := range strings.Lines(written) {
		core := strings.TrimSpace(strings.TrimRight(line, "}\n"))
		i := strings.Index(rest, core)
		if i < 0 {
			t.Fatalf("%q is gone or moved in\n%s", line, out)
		}
		rest = rest[i+len(core):]
	}
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string `yaml:"operationId"`
			Parameters  []struct{ Name, In string }
			RequestBody any `yaml:"requestBody"`
			Responses   map[string]struct {
				Description string
				Headers     map[string]any
				Content     map[string]any
			}
		}
		Components struct{ Schemas map[string]any }
	}
	if err := yaml.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	get := doc.Paths["/books/{number}"]["get"]
	switch {
	case get.OperationID != "getBook", len(get.Parameters) != 3, get.Parameters[1].Name != "lang", get.Parameters[2].Name != "X-Card":
		t.Errorf("get is %+v", get)
	case len(get.Responses) != 3, get.Responses["200"].Description != "the book", get.Responses["200"].Content == nil, get.Responses["200"].Headers["Etag"] == nil,
		get.Responses["404"].Description != "none", get.Responses["404"].Content["application/json"] == nil, get.Responses["410"].Description != "Gone":
		t.Errorf("get responds %+v", get.Responses)
	}
	if doc.Paths["/books"]["post"].RequestBody == nil || len(doc.Paths) != 3 || len(doc.Paths["/books/{number}"]) != 2 {
		t.Errorf("the paths are %+v", doc.Paths)
	}
	if len(doc.Components.Schemas) != 3 || doc.Components.Schemas["Fine"] == nil || doc.Components.Schemas["Book"] == nil {
		t.Errorf("the schemas are %+v", doc.Components.Schemas)
	}
	if t.Failed() {
		t.Log(out)
	}
	again, err := merged(library(), out)
	if err != nil || again != out {
		t.Errorf("merged once more it is another one: %v\n%s", err, again)
	}
}

// A document of OpenAPI 3.0, in JSON, gets what it lacks in the words of both.
func TestMergeJSON(t *testing.T) {
	const source = `{"openapi": "3.0.3", "info": {"title": "L}{", "version": "1"},
  "paths": {"/v1/books/{isbn}": {"get": {"responses": {"200": {"description": "it's a \"book\"", "content": {}}}}}}}
`
	out, err := merged(library(), source)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := yaml.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"410": {"description": "Gone"}`, `"/v1/books": {"post": {`, `"nullable": true`, `"components": {"schemas": {`, `{"title": "L}{", "version": "1"},`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
	if strings.Contains(out, "contentEncoding") || strings.Contains(out, `"null"`) {
		t.Errorf("3.0 has no such words:\n%s", out)
	}
}

func TestMergeRefused(t *testing.T) {
	for source, want := range map[string]string{
		"swagger: \"2.0\"\npaths: {}\n": "not a document of OpenAPI 3, allowed: one that begins with openapi: 3.1.0",
		"- a\n":                         "not an OpenAPI document, allowed: one that begins with openapi: 3.1.0",
		"a: [\n":                        "did not find expected node content",
	} {
		if _, err := merged(library(), source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", source, err)
		}
	}
}
