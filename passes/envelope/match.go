package envelope

import (
	"encoding/json"
	"fmt"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
)

// A problem is one thing that is wrong with a body.
type problem struct {
	text   string
	kind   kind
	object *responses.Shape  // that has, or lacks, the member
	member *responses.Member // nil if it is missing
	want   string            // the name that the member should have
	schema *contract.Schema  // of the member
}

type kind uint8

const (
	other    kind = iota
	misnamed      // the member has another name
	leftOut       // an option of the tag leaves a required member out
	sentNull      // an optional member says nothing and is there
	mistyped      // the member is of another type
	unequal       // the member has another value
	missing       // there is no such member
)

// A matcher gathers the problems of one body.
type matcher struct {
	contract *contract.Contract
	codes    []int
	errors   bool // it is the body of an error
	several  bool // its items have statuses of their own, of which the answer's is the sum
	problems []problem
}

func (m *matcher) add(p problem, format string, args ...any) {
	p.text = fmt.Sprintf(format, args...)
	m.problems = append(m.problems, p)
}

// closest returns the problems of a body with that of several schemas which it comes
// closest to, and which that is; -1 if there is none, or it fits several of them.
func (m matcher) closest(schemas []*contract.Schema, shape *responses.Shape) (variant int, problems []problem) {
	variant = -1
	for i, schema := range schemas {
		m.problems = nil
		m.match(schema, shape, "")
		switch {
		case i == 0 || len(m.problems) < len(problems):
			variant, problems = i, m.problems
		case len(m.problems) == 0:
			variant = -1
		}
	}
	return variant, problems
}

// match compares a value with its schema. What is not known fits. Path leads to
// the value: "errors[]".
func (m *matcher) match(schema *contract.Schema, shape *responses.Shape, path string) {
	switch shape.Kind {
	case "object":
		m.object(schema, shape, path)
	case "array":
		if schema.MinItems > 0 && shape.Empty {
			m.add(problem{}, "%s is empty", label(path))
		}
		if schema.Items != nil {
			m.several = differ(schema.Items, shape.Items)
			seen := len(m.problems)
			for _, item := range shape.Items {
				if item.Kind != "" && !schema.Items.Allows(item.Kind) {
					m.add(problem{}, "an item of %s is %s, not %s", label(path), article(item.Kind), articles(schema.Items.Types))
				} else {
					m.match(schema.Items, item, path+"[]")
				}
				if len(m.problems) > seen {
					if len(shape.Items) > 1 {
						m.undecided(seen)
					}
					break // one item speaks for all
				}
			}
		}
	}
	if path == "" && shape.Kind != "" && !schema.Allows(shape.Kind) {
		m.add(problem{}, "the whole is %s, not %s", article(shape.Kind), articles(schema.Types))
	}
}

// undecided leaves it to a person to mend the values of several items.
func (m *matcher) undecided(from int) {
	for i := range m.problems[from:] {
		if p := &m.problems[from+i]; p.kind == unequal || p.kind == mistyped || p.kind == missing {
			p.kind = other
		}
	}
}

// object compares the members of an object, those that the schema names first.
func (m *matcher) object(schema *contract.Schema, shape *responses.Shape, path string) {
	taken := make(map[*responses.Member]bool)
	for _, p := range schema.Properties {
		if member := shape.Member(p.Name); member != nil {
			taken[member] = true
		}
	}
	for _, p := range properties(schema) {
		required := schema.Requires(p.Name)
		member := shape.Member(p.Name)
		at := join(path, p.Name)
		prob := problem{object: shape, member: member, want: p.Name, schema: p.Schema}
		if member == nil {
			member = m.meant(schema, shape, p.Name, required, taken)
			if member != nil {
				taken[member] = true
				prob.kind, prob.member = misnamed, member
				m.add(prob, "%s stands for %s", label(join(path, member.Name)), strconv.Quote(p.Name))
				m.value(p.Schema, member, join(path, member.Name), prob)
			} else if required && !shape.Open {
				prob.kind = missing
				m.add(prob, "%s is missing", label(at))
			}
			continue
		}
		prob.kind = leftOut
		switch {
		case !required && member.Presence == responses.Never:
			continue
		case required && member.Presence == responses.Never:
			if p.Schema.Array() {
				prob.kind = other // without the option it would be there, and wrong all the same
			}
			m.add(prob, "%s is left out (%s)", label(at), option(member))
			continue
		case required && member.Presence == responses.Maybe && member.Field == nil:
			prob.kind = other
			m.add(prob, "%s may be missing", label(at))
			continue
		case required && member.Presence == responses.Maybe && p.Schema.Array() && !mayBeEmpty(member):
			// How many there are is mostly decided out of sight.
		case required && member.Presence == responses.Maybe:
			m.add(prob, "%s may be left out (%s)", label(at), option(member))
		case !required && m.errors && m.contract.Errors.OmitEmpty && says(member, "") && member.Field != nil && p.Schema.Holds != contract.HoldsStatus:
			prob.kind = sentNull
			m.add(prob, "%s is there and empty (no omitempty)", label(at))
			continue
		}
		m.value(p.Schema, member, at, prob)
	}
	m.rest(schema, shape, path, taken)
}

// properties are those of a schema, with names that are only required.
func properties(schema *contract.Schema) []contract.Property {
	list := slices.Clone(schema.Properties)
	for _, name := range schema.Required {
		if schema.Property(name) == nil {
			list = append(list, contract.Property{Name: name, Schema: &contract.Schema{}})
		}
	}
	return list
}

// mayBeEmpty reports whether one of the lists that a member may be has no elements.
func mayBeEmpty(member *responses.Member) bool {
	return slices.ContainsFunc(member.Values, func(v *responses.Shape) bool { return v.Kind == "null" || v.Empty })
}

// rest looks at the members that the schema does not name, and at those that it
// does not want together.
func (m *matcher) rest(schema *contract.Schema, shape *responses.Shape, path string, taken map[*responses.Member]bool) {
	for _, member := range shape.Members {
		if taken[member] || member.Presence == responses.Never {
			continue
		}
		switch {
		case schema.Closed:
			m.add(problem{}, "%s is one too many", label(join(path, member.Name)))
		case schema.MemberNames != nil && !schema.MemberNames.MatchString(member.Name):
			m.add(problem{}, "%s is no name for a member", label(join(path, member.Name)))
		}
	}
	if len(schema.Apart) > 0 && !slices.ContainsFunc(schema.Apart, func(name string) bool {
		member := shape.Member(name)
		return member == nil || member.Presence != responses.Always
	}) {
		var names []string
		for _, name := range schema.Apart {
			names = append(names, label(join(path, name)))
		}
		m.add(problem{}, "%s stand together", and(names))
	}
}

// value compares what a member holds with its schema.
func (m *matcher) value(schema *contract.Schema, member *responses.Member, path string, prob problem) {
	for _, v := range member.Values {
		if v.Kind == "" || schema.Allows(v.Kind) {
			continue
		}
		prob.kind = mistyped
		if v.Kind == "object" && schema.Array() {
			m.add(prob, "%s is one object, not an array", label(path))
		} else {
			m.add(prob, "%s is %s, not %s", label(path), article(v.Kind), articles(schema.Types))
		}
		return
	}
	if m.constant(schema, member, path, prob) {
		return
	}
	seen := len(m.problems)
	for _, v := range member.Values {
		if m.match(schema, v, path); len(m.problems) > seen {
			return
		}
	}
}

// constant compares the constants that a member may be with the values that go
// with the statuses: it reports a member that fits none of them.
func (m *matcher) constant(schema *contract.Schema, member *responses.Member, path string, prob problem) bool {
	consts, exact := member.Consts()
	if !exact || len(m.codes) == 0 || m.several && schema.Holds == contract.HoldsStatus {
		return false
	}
	var allowed []string
	for _, code := range m.codes {
		values := schema.Values(code)
		if values == nil {
			return false
		}
		for _, v := range values {
			if !slices.Contains(allowed, v) {
				allowed = append(allowed, v)
			}
		}
	}
	var written []string
	for i, text := range consts {
		if member.Values[i].Kind == "string" {
			text = quoted(text)
		}
		if slices.Contains(allowed, text) {
			return false
		}
		if !slices.Contains(written, text) {
			written = append(written, text)
		}
	}
	prob.kind = unequal
	m.add(prob, "%s is %s, not %s", label(path), strings.Join(written, " or "), strings.Join(allowed, " or "))
	return true
}

// quoted returns a text as schemas have it, which is not how Go writes all of them.
func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		return strconv.Quote(text)
	}
	return string(data)
}

// differ reports whether the items of an array hold different statuses.
func differ(schema *contract.Schema, items []*responses.Shape) bool {
	for _, p := range schema.Properties {
		if p.Schema.Holds != contract.HoldsStatus {
			continue
		}
		var all []string
		for _, item := range items {
			if member := item.Member(p.Name); member != nil {
				consts, _ := member.Consts()
				all = append(all, consts...)
			}
		}
		slices.Sort(all)
		return len(slices.Compact(all)) > 1
	}
	return false
}

// meant returns the member that may stand for another one under a name of its
// own. An optional member is only meant by its own name in another spelling.
func (m *matcher) meant(schema *contract.Schema, shape *responses.Shape, want string, required bool, taken map[*responses.Member]bool) *responses.Member {
	var found *responses.Member
	best := 0
	for _, member := range shape.Members {
		if taken[member] || member.Presence == responses.Never {
			continue
		}
		if n := likeness(member.Name, want); n > best && (required || n == same) {
			best, found = n, member
		}
	}
	return found
}

// says reports whether a member is certainly that text; null says nothing.
func says(member *responses.Member, text string) bool {
	for _, v := range member.Values {
		if v.Kind == "null" && text == "" || v.Kind == "array" && v.Empty && text == "" {
			continue
		}
		if !v.Known || v.Const != text {
			return false
		}
	}
	return len(member.Values) > 0
}

// bothShapes reports an object that has members of several of the contract's
// shapes, each of which the others lack.
func bothShapes(schemas []*contract.Schema, shape *responses.Shape) (p problem, ok bool) {
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
	return problem{text: and(first) + " are of different shapes"}, true
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

func option(member *responses.Member) string {
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
		return "the whole"
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

// declared returns the type that a body is declared as, if it has a name.
func declared(shape *responses.Shape) (*types.TypeName, bool) {
	if shape == nil || shape.Type == nil {
		return nil, false
	}
	t := shape.Type
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return nil, false
	}
	return n.Obj(), true
}
