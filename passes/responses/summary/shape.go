package summary

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A Shape is one value that a body may be, as encoding/json writes it.
type Shape struct {
	// Kind is the JSON type in the words of JSON Schema: "object", "array",
	// "string", "integer", "number", "boolean", "null"; "" if it is not known.
	Kind string
	// Const is the value of a string, number or boolean, without quotation marks,
	// if Known.
	Const string
	Known bool
	Full  bool // a string that is not empty, whatever it is

	Members []*Member // of an object, in the order in which they are encoded
	Open    bool      // an object may have members that are not listed

	Lost  bool     // an error, or another value of which nothing is encoded, or perhaps nothing
	Vague bool     // of what is lost: some of it is encoded perhaps, but not its text, the error of a library
	Items []*Shape // what the elements of an array may be
	Empty bool     // an array certainly has no elements

	Type types.Type        // the Go type that is encoded, nil if unknown
	Lit  *ast.CompositeLit // the literal in this package that makes it, or nil
}

// Named returns the type that a body is declared as, if it has a name.
func (s *Shape) Named() (*types.TypeName, bool) {
	if s == nil || s.Type == nil {
		return nil, false
	}
	t := s.Type
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return nil, false
	}
	return n.Obj(), true
}

// SetConst notes the constant that a term is.
func (s *Shape) SetConst(t *origin.Term) {
	s.Full = s.Kind == "string" && SaysSomething(t)
	switch {
	case t.Op == origin.Zero:
		s.Known = true
		s.Const = map[string]string{"integer": "0", "number": "0", "boolean": "false"}[s.Kind]
	case t.Op != origin.Const:
	case s.Kind == "string" && t.Const.Kind() == constant.String:
		s.Known, s.Const = true, constant.StringVal(t.Const)
	case s.Kind == "integer" && t.Const.Kind() == constant.Int, s.Kind == "boolean" && t.Const.Kind() == constant.Bool:
		s.Known, s.Const = true, t.Const.ExactString()
	}
}

// A Member is a member of a JSON object.
type Member struct {
	Name      string
	Values    []*Shape // what it may be
	Presence  Presence
	OmitEmpty bool       // an option of its tag
	OmitZero  bool       // another
	Field     *types.Var // the field of a struct that it is, nil for a map's
	Elt       *ast.KeyValueExpr
}

// Presence says whether a member is encoded.
type Presence uint8

const (
	Maybe  Presence = iota // it depends on a value that is not known
	Always                 // it is there
	Never                  // it is left out: empty, by an option of its tag
)

// Member returns a member of an object, or nil.
func (s *Shape) Member(name string) *Member {
	for _, m := range s.Members {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// A LostMember is a member of a body of which nothing is encoded, or not what it says.
type LostMember struct {
	Name  string // "" for the body itself
	Vague bool   // of an error whose type is not known: it may have exported fields
}

// LostMembers returns the members of a body, at any depth, of which nothing is encoded:
// errors, above all.
func (s *Shape) LostMembers() (list []LostMember) {
	if s.Lost {
		return []LostMember{{Vague: s.Vague}}
	}
	below := func(name string, inner []LostMember) {
		for _, m := range inner {
			if m.Name != "" {
				m.Name = "." + m.Name
			}
			list = append(list, LostMember{name + m.Name, m.Vague})
		}
	}
	for _, m := range s.Members {
		for _, v := range m.Values {
			below(m.Name, v.LostMembers())
		}
	}
	for _, item := range s.Items {
		below("[]", item.LostMembers())
	}
	return list
}

// Consts returns the constants that a member may be, without quotation marks,
// and whether it is nothing else.
func (m *Member) Consts() (consts []string, exact bool) {
	for _, v := range m.Values {
		if !v.Known {
			return nil, false
		}
		consts = append(consts, v.Const)
	}
	return consts, len(consts) > 0
}

// String shows a shape as JSON would: {"status":404,"message":string,"id"?:string}.
// A "?" marks what may be left out, a "!" what certainly is, "*" what is not
// known, "..." an object that may have further members.
func (s *Shape) String() string {
	switch {
	case s.Kind == "":
		return "*"
	case s.Known && s.Kind == "string":
		return strconv.Quote(s.Const)
	case s.Known:
		return s.Const
	case s.Kind == "array" && s.Empty:
		return "[]"
	case s.Kind == "array":
		return "[" + ShapesString(s.Items) + "]"
	case s.Kind != "object":
		return s.Kind
	}
	var list []string
	for _, m := range s.Members {
		mark := map[Presence]string{Maybe: "?", Never: "!"}[m.Presence]
		list = append(list, strconv.Quote(m.Name)+mark+":"+ShapesString(m.Values))
	}
	if s.Open {
		list = append(list, "...")
	}
	return "{" + strings.Join(list, ",") + "}"
}

// ShapesString shows shapes of which one holds.
func ShapesString(list []*Shape) string {
	var ss []string
	for _, s := range list {
		ss = append(ss, s.String())
	}
	return strings.Join(ss, "|")
}

// SaysSomething reports whether a text is not empty: it is an error's, or has a constant
// part.
func SaysSomething(t *origin.Term) bool {
	switch t.Op {
	case origin.Text, origin.StatusText:
		return true
	case origin.Const:
		return t.Const.Kind() == constant.String && constant.StringVal(t.Const) != ""
	case origin.Concat:
		return slices.ContainsFunc(t.Args, func(v origin.Value) bool {
			return len(v) > 0 && !slices.ContainsFunc(v, func(u *origin.Term) bool { return !SaysSomething(u) })
		})
	}
	return false
}
