package conform

import (
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/responses"
)

// Option returns the option of a tag that leaves a member out.
func Option(member *responses.Member) string {
	if member.OmitEmpty {
		return "omitempty"
	}
	return "omitzero"
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func label(path string) string {
	if path == "" {
		return "the top level"
	}
	return strconv.Quote(path)
}

// article names a JSON type in a sentence.
func article(kind string) string {
	switch kind {
	case "null":
		return "null"
	case "array", "object", "integer":
		return "an " + kind
	}
	return "a " + kind
}

func articles(kinds []string) string {
	var list []string
	for _, k := range kinds {
		list = append(list, article(k))
	}
	return strings.Join(list, " or ")
}

// And joins clauses as a sentence does.
func And(list []string) string {
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return strings.Join(list, "")
}
