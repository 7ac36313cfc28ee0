package conform

import (
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
)

// MixedShapes reports an object that has members of several of the contract's
// shapes, each of which the others lack.
func MixedShapes(schemas []*contract.Schema, shape *responses.Shape) (p Problem, ok bool) {
	if len(schemas) < 2 {
		return p, false
	}
	own := make([][]string, len(schemas))
	for i, schema := range schemas {
		own[i] = ownMembers(schema, shape, "", func(path string) bool {
			for k, o := range schemas {
				if k != i && slices.Contains(paths(o, ""), path) {
					return false
				}
			}
			return true
		})
	}
	var first []string
	for _, names := range own {
		if len(names) > 0 {
			first = append(first, label(names[0]))
		}
	}
	if len(first) < 2 {
		return p, false
	}
	return Problem{Text: And(first) + " belong to different shapes"}, true
}

// paths lists the members that a schema names, through objects and items.
func paths(schema *contract.Schema, path string) (list []string) {
	for _, p := range schema.Properties {
		list = append(list, join(path, p.Name))
		list = append(list, paths(p.Schema, join(path, p.Name))...)
	}
	if schema.Items != nil {
		list = append(list, paths(schema.Items, path+"[]")...)
	}
	return list
}

// ownMembers lists the members of a value that a schema names and that are its own.
func ownMembers(schema *contract.Schema, shape *responses.Shape, path string, own func(string) bool) (list []string) {
	for _, p := range schema.Properties {
		member := shape.Member(p.Name)
		if member == nil || member.Presence != responses.Always {
			continue
		}
		at := join(path, p.Name)
		if own(at) {
			list = append(list, at)
		}
		for _, v := range member.Values {
			list = append(list, ownMembers(p.Schema, v, at, own)...)
		}
	}
	if schema.Items != nil {
		for _, item := range shape.Items {
			list = append(list, ownMembers(schema.Items, item, path+"[]", own)...)
		}
	}
	return list
}
