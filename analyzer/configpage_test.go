package analyzer_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const configSchema = "../passes/contract/schema/respvet.schema.json"

// configKeys returns the table of the keys of .respvet.yml: what the schema says of each,
// in its order.
func configKeys(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(configSchema)
	if err != nil {
		t.Fatal(err)
	}
	var root yaml.Node // JSON is YAML, and a node keeps the order
	if err := yaml.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	top := root.Content[0]
	var b strings.Builder
	b.WriteString("| key | meaning |\n|---|---|\n")
	keys := member(top, "properties")
	for i := 0; i+1 < len(keys.Content); i += 2 {
		name, schema := keys.Content[i].Value, keys.Content[i+1]
		about := member(schema, "description")
		if ref := member(schema, "$ref"); about == nil && ref != nil {
			about = member(member(member(top, "$defs"), strings.TrimPrefix(ref.Value, "#/$defs/")), "description")
		}
		if about == nil {
			t.Errorf("%s says nothing of the key %s", configSchema, name)
			continue
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", name, strings.ReplaceAll(about.Value, "|", `\|`))
	}
	return b.String()
}

// member returns the value of a key in a mapping, or nil.
func member(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n != nil && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}
