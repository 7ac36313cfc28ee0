// Openapi shows what another reader of OpenAPI documents makes of the files that
// its arguments name: a line for each operation.
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"
)

func main() {
	for _, file := range os.Args[1:] {
		doc, err := load(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for path, item := range doc.Paths.Map() {
			for method, op := range item.Operations() {
				fmt.Println(line(method, path, op))
			}
		}
	}
}

func load(file string) (*openapi3.T, error) {
	if !strings.HasSuffix(file, "swagger.json") {
		loader := openapi3.NewLoader()
		loader.IsExternalRefsAllowed = true
		return loader.LoadFromFile(file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var doc openapi2.T
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	return openapi2conv.ToV3(&doc)
}

// line names an operation's method, path, operationId and statuses, each with the
// members that the body has to have.
func line(method, path string, op *openapi3.Operation) string {
	words := []string{method, path, op.OperationID}
	responses := op.Responses.Map()
	for _, status := range slices.Sorted(maps.Keys(responses)) {
		word := status
		if r := responses[status].Value; r != nil && r.Content.Get("application/json") != nil {
			if s := r.Content.Get("application/json").Schema; s != nil && (status >= "4" || status == "default") {
				word += fmt.Sprint(s.Value.Required)
			}
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}
