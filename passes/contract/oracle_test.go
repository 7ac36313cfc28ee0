package contract

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
)

// Another reader of OpenAPI documents finds the same operations. It runs as a
// program of the module testdata, so that it is no dependency of this one.
func TestOracle(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	testdata := fixture.Dir(t)
	dir := write(t, map[string]string{
		"big/openapi.json": string(big()),
		"parts/openapi.yaml": `
openapi: 3.0.2
info: {title: Parts, version: "1"}
paths:
  /a/{id}:
    $ref: more/a.yaml
  /b:
    head: {operationId: b, responses: {default: {$ref: 'more/errors.json#/list/One'}, '2XX': {description: ok}}}
    trace: {operationId: c, responses: {'204': {description: none}, '418': {$ref: '#/components/responses/Tea'}}}
components:
  responses:
    Tea: {$ref: '#/components/responses/Pot'}
    Pot:
      description: x
      content:
        application/json:
          schema:
            type: object
            required: [pot, tea]
`,
		"parts/more/a.yaml":      "patch:\n  operationId: a\n  responses:\n    '400': {$ref: 'errors.json#/list/One'}\n    '200': {description: ok}\n",
		"parts/more/errors.json": `{"list": {"One": {"description": "x", "content": {"application/json": {"schema": {"type": "object", "required": ["message"]}}}}}}`,
	})
	for _, file := range []string{
		filepath.Join(testdata, "openapi/shop/openapi.yaml"),
		filepath.Join(testdata, "openapi/legacy/swagger.json"),
		filepath.Join(testdata, "openapi/split/openapi.json"),
		filepath.Join(dir, "big/openapi.json"),
		filepath.Join(dir, "parts/openapi.yaml"),
	} {
		doc, _, mistakes := newLoader(filepath.Dir(file)).readDocument(file)
		if len(mistakes) > 0 {
			t.Errorf("%s: %v", file, mistakes)
			continue
		}
		var got []string
		for _, o := range doc.Operations() {
			got = append(got, oracleLine(o))
		}
		cmd := exec.Command("go", "run", "./behaviour/openapi", file)
		cmd.Dir, cmd.Stderr = testdata, os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		want := strings.Split(strings.TrimSpace(string(out)), "\n")
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %.2000s\nwant %.2000s", file, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		}
	}
}

// oracleLine names an operation as the program does.
func oracleLine(o *Operation) string {
	var statuses []string
	for _, r := range o.Responses {
		word := r.Pattern.String()
		if r.Schema != nil {
			word += fmt.Sprint(r.Schema.Required)
		}
		statuses = append(statuses, word)
	}
	slices.Sort(statuses)
	return strings.Join(append([]string{o.Routes[0].Method, o.Path, o.ID}, statuses...), " ")
}
