package contract

import "go.yaml.in/yaml/v3"

// merge lays a patch over a base and changes neither. Its rule is that of JSON
// Merge Patch (RFC 7396): mappings merge, anything else replaces, null removes.
// Two things differ. A schema is replaced as a whole, and takes the alternatives
// of the old one with it: members of two shapes would make a third that nobody
// wrote. And a status list below a status mapping counts as a mapping.
func merge(base, patch *value) *value {
	if patch.Kind != yaml.MappingNode {
		return patch
	}
	if base == nil || base.Kind != yaml.MappingNode {
		base = &value{Kind: yaml.MappingNode}
	}
	out := base.Clone()
	out.Pos = patch.Pos
	for i, key := range patch.Keys {
		item := patch.Items[i]
		switch old := base.Get(key.Text); {
		case item.IsNull():
			out.Remove(key.Text)
		case key.Text == "schema":
			if patch.Get("alternatives") == nil {
				out.Remove("alternatives")
			}
			out.Set(key, item)
		case key.Text == "statuses" && old != nil:
			out.Set(key, merge(statusTable(old), item).Sorted())
		default:
			out.Set(key, merge(old, item))
		}
	}
	return out
}

// statusTable turns a list of statuses into the mapping that says the same.
func statusTable(v *value) *value {
	if v.Kind != yaml.SequenceNode {
		return v
	}
	table := &value{Pos: v.Pos, Kind: yaml.MappingNode}
	for _, key := range v.Items {
		table.Set(key, &value{Pos: key.Pos, Kind: yaml.ScalarNode, Tag: "!!str", Text: "both"})
	}
	return table
}
