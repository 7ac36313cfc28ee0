package conform

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
)

// A Problem is one thing that is wrong with a body.
type Problem struct {
	Text   string // that it is so, as a clause
	Kind   Kind
	Object *responses.Shape  // that has, or lacks, the member
	Member *responses.Member // nil if it is missing
	Want   string            // the name that the member should have
	Schema *contract.Schema  // of the member
}

// A Kind says what can be done about a problem.
type Kind uint8

const (
	Undecided Kind = iota // a person has to decide
	Misnamed              // the member has another name
	LeftOut               // an option of the tag leaves a required member out
	SentEmpty             // an optional member says nothing and is there
	Mistyped              // the member is of another type
	Unequal               // the member has another value
	Missing               // there is no such member
)

// A Body is one that is compared with schemas.
type Body struct {
	Shape     *responses.Shape
	Codes     []int // the statuses that it may be sent with
	OmitEmpty bool  // an optional member that says nothing is to be left out
}

// A matcher gathers the problems of one body.
type matcher struct {
	body     Body
	several  bool // its items have statuses of their own, of which the response's is the sum
	problems []Problem
}

func (m *matcher) add(p Problem, format string, args ...any) {
	p.Text = fmt.Sprintf(format, args...)
	m.problems = append(m.problems, p)
}

// Closest returns the problems of a body with that of several schemas which it comes
// closest to, and which that is; -1 if there is none, or it fits several of them.
func (b Body) Closest(schemas []*contract.Schema) (variant int, problems []Problem) {
	variant = -1
	m := matcher{body: b}
	for i, schema := range schemas {
		m.problems = nil
		m.match(schema, b.Shape, "")
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
			m.add(Problem{}, "%s is empty", label(path))
		}
		if schema.Items != nil {
			m.several = differ(schema.Items, shape.Items)
			seen := len(m.problems)
			for _, item := range shape.Items {
				if item.Kind != "" && !schema.Items.Allows(item.Kind) {
					m.add(Problem{}, "an item of %s is %s, not %s", label(path), article(item.Kind), articles(schema.Items.Types))
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
		m.add(Problem{}, "the top level is %s, not %s", article(shape.Kind), articles(schema.Types))
	}
}

// undecided leaves it to a person to mend the values of several items.
func (m *matcher) undecided(from int) {
	for i := range m.problems[from:] {
		if p := &m.problems[from+i]; p.Kind == Unequal || p.Kind == Mistyped || p.Kind == Missing {
			p.Kind = Undecided
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
		prob := Problem{Object: shape, Member: member, Want: p.Name, Schema: p.Schema}
		if member == nil {
			member = m.meant(schema, shape, p.Name, required, taken)
			if member != nil {
				taken[member] = true
				prob.Kind, prob.Member = Misnamed, member
				m.add(prob, "%s should be named %s", label(join(path, member.Name)), strconv.Quote(p.Name))
				m.value(p.Schema, member, join(path, member.Name), prob)
			} else if required && !shape.Open {
				prob.Kind = Missing
				m.add(prob, "%s is missing", label(at))
			}
			continue
		}
		prob.Kind = LeftOut
		switch {
		case !required && member.Presence == responses.Never:
			continue
		case required && member.Presence == responses.Never:
			if p.Schema.Array() {
				prob.Kind = Undecided // without the option it would be there, and wrong all the same
			}
			m.add(prob, "%s is omitted (%s)", label(at), Option(member))
			continue
		case required && member.Presence == responses.Maybe && member.Field == nil:
			prob.Kind = Undecided
			m.add(prob, "%s may be missing", label(at))
			continue
		case required && member.Presence == responses.Maybe && p.Schema.Array() && !mayBeEmpty(member):
			// How many there are is mostly decided out of sight.
		case required && member.Presence == responses.Maybe:
			m.add(prob, "%s may be omitted (%s)", label(at), Option(member))
		case !required && m.body.OmitEmpty && says(member, "") && member.Field != nil && p.Schema.Holds != contract.HoldsStatus:
			prob.Kind = SentEmpty
			m.add(prob, "%s is empty and not omitted (no omitempty)", label(at))
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
			m.add(Problem{}, "%s is not allowed", label(join(path, member.Name)))
		case schema.MemberNames != nil && !schema.MemberNames.MatchString(member.Name):
			m.add(Problem{}, "%s is not a valid member name", label(join(path, member.Name)))
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
		m.add(Problem{}, "%s are combined", And(names))
	}
}

// value compares what a member holds with its schema.
func (m *matcher) value(schema *contract.Schema, member *responses.Member, path string, prob Problem) {
	for _, v := range member.Values {
		if v.Kind == "" || schema.Allows(v.Kind) {
			continue
		}
		prob.Kind = Mistyped
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
func (m *matcher) constant(schema *contract.Schema, member *responses.Member, path string, prob Problem) bool {
	consts, exact := member.Consts()
	if !exact || len(m.body.Codes) == 0 || m.several && schema.Holds == contract.HoldsStatus {
		return false
	}
	var allowed []string
	for _, code := range m.body.Codes {
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
	prob.Kind = Unequal
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
