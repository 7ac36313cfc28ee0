package driver

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/routes"
)

// members compares the JSON bodies of an error.
func (c *comparison) members(n *operation, was, is answerPlace) {
	status := statusName(is.Status)
	var skip []string // below these nothing is said
	below := func(path string) bool {
		return slices.ContainsFunc(skip, func(up string) bool {
			return up == "" || strings.HasPrefix(path, up+".") || strings.HasPrefix(path, up+"[")
		})
	}
	for _, m := range was.Body.Members {
		if below(m.Path) {
			continue
		}
		now := bodyMember(is.Body, m.Path)
		switch {
		case now == nil && is.Body.Open:
		case now == nil && m.Path == "":
		case now == nil:
			class := unknown
			if m.Always {
				class = breaking
			}
			c.add(n, class, "member-removed", is.Status, is.Place, "the body of %s lacks %s", status, m.Path)
			skip = append(skip, m.Path)
		case otherType(m.Types, now.Types):
			c.add(n, breaking, "member-type-changed", is.Status, is.Place, "%s of %s is of type %s, it was %s", orBody(m.Path), status,
				strings.Join(now.Types, " or "), strings.Join(m.Types, " or "))
			skip = append(skip, m.Path)
		case m.Always && !now.Always && m.Path != "" && !is.Body.Open:
			c.add(n, unknown, "member-optional", is.Status, is.Place, "the body of %s does not always have %s", status, m.Path)
			skip = append(skip, m.Path)
		}
	}
	for _, m := range is.Body.Members {
		if bodyMember(was.Body, m.Path) == nil && !was.Body.Open && !below(m.Path) {
			c.add(n, compatible, "member-added", is.Status, is.Place, "the body of %s has %s", status, m.Path)
			skip = append(skip, m.Path)
		}
	}
}

func orBody(path string) string {
	if path == "" {
		return "the body"
	}
	return path
}

func bodyMember(b *routes.Body, path string) *routes.Member {
	if i := slices.IndexFunc(b.Members, func(m routes.Member) bool { return m.Path == path }); i >= 0 {
		return &b.Members[i]
	}
	return nil
}

// otherType reports whether a value may be of a type now that it was not of before. Of
// null it is not known what else it may be.
func otherType(was, is []string) bool {
	notNull := func(types []string) []string {
		return slices.DeleteFunc(slices.Clone(types), func(t string) bool { return t == "null" })
	}
	was, is = notNull(was), notNull(is)
	if len(was) == 0 || len(is) == 0 {
		return false
	}
	return slices.ContainsFunc(is, func(t string) bool {
		return !slices.Contains(was, t) && !(t == "integer" && slices.Contains(was, "number"))
	})
}
