package driver

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// What is added to a document, in its words and its form.

// flow returns members as they stand between brackets: as JSON, which YAML is, too.
func (m *merger) flow(to, more *yaml.Node) string {
	var parts []string
	step := 1
	if more.Kind == yaml.MappingNode {
		step = 2
	}
	for i := 0; i < len(more.Content); i += step {
		part := jsonOf(more.Content[i])
		if step == 2 {
			part = quoteYAML(more.Content[i].Value) + ": " + jsonOf(more.Content[i+1])
		}
		parts = append(parts, part)
	}
	list := strings.Join(parts, ", ")
	if len(to.Content) > 0 {
		list = ", " + list
	}
	return list
}

// jsonOf writes a node as JSON.
func jsonOf(n *yaml.Node) string {
	var parts []string
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			parts = append(parts, quoteYAML(n.Content[i].Value)+": "+jsonOf(n.Content[i+1]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.SequenceNode:
		for _, c := range n.Content {
			parts = append(parts, jsonOf(c))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if n.Tag == "!!bool" || n.Tag == "!!int" {
		return n.Value
	}
	return quoteYAML(n.Value)
}

// forOpenAPI30 returns a node in the words of OpenAPI 3.0: a list of types with null is
// nullable, and bytes are a format.
func forOpenAPI30(n *yaml.Node) *yaml.Node {
	c := *n
	c.Content = nil
	for i := 0; i < len(n.Content); i++ {
		child := n.Content[i]
		if n.Kind == yaml.MappingNode && i%2 == 0 && i+1 < len(n.Content) {
			value := n.Content[i+1]
			switch {
			case child.Value == "type" && value.Kind == yaml.SequenceNode:
				c.Content = append(c.Content, child, text(value.Content[0].Value), text("nullable"), word("true", "!!bool"))
				i++
				continue
			case child.Value == "contentEncoding":
				c.Content = append(c.Content, text("format"), text("byte"))
				i++
				continue
			case child.Value == "anyOf" && value.Kind == yaml.SequenceNode:
				list := *value
				list.Content = slices.DeleteFunc(slices.Clone(value.Content), func(x *yaml.Node) bool {
					t := member(x, "type")
					return t != nil && t.Value == "null"
				})
				if len(list.Content) < len(value.Content) {
					c.Content = append(c.Content, text("nullable"), word("true", "!!bool"))
				}
				c.Content = append(c.Content, child, forOpenAPI30(&list))
				i++
				continue
			}
		}
		c.Content = append(c.Content, forOpenAPI30(child))
	}
	return &c
}
