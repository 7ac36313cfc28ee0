package routes

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/responses"
)

// A Sent is what one response of a handler is, besides its status.
type Sent struct {
	Status int
	Media  string   // the media type without parameters, "" if it is not known or there is no body
	Kind   string   // of body: none, text, json, … unknown
	Body   *Body    // of JSON, nil if nothing is known of it
	Lacks  []string // header fields of the request without which an error is sent
	Schema *Schema  // of JSON, nil if nothing is known of it
	Fields []string // header fields that it perhaps has, in canonical form
	// Unsure says that the media type may be another one: it is chosen elsewhere, or set too
	// late. Sniffed is the media type that net/http finds out, where none is set.
	Unsure  bool
	Sniffed string
}

// A Body is the shape of a JSON body, or what several have in common.
type Body struct {
	Members []Member `json:"members"`        // sorted by path
	Open    bool     `json:"open,omitempty"` // there may be others
}

// A Member is a value of a body: "" is the body itself, "errors[].code" the member of
// each element of a list.
type Member struct {
	Path   string   `json:"path"`
	Types  []string `json:"types,omitempty"`  // those of JSON Schema, sorted; none if they are not known
	Always bool     `json:"always,omitempty"` // it is in every such body
}

// Bounds of what is told of a body: the bodies of errors are small, and of larger ones the
// upper levels are what clients read first.
const (
	maxMembers = 64
	maxLevels  = 4
)

// sentBy returns what a response sends, an element for each status.
func (m *schemer) sentBy(s *responses.Response, h *responses.Handler) (list []Sent) {
	codes, _ := s.Statuses()
	if len(codes) == 0 && s.StatusCall != nil {
		codes, _ = s.StatusCall.Statuses()
	}
	if len(codes) == 0 && s.Code.Return != nil { // a library chooses it, for a success
		for _, r := range h.Replies {
			if r.Code < 300 {
				codes = append(codes, r.Code)
			}
		}
	}
	for _, code := range codes {
		x := Sent{Status: code, Lacks: s.Reason.Headers, Kind: string(s.Body.Kind)}
		switch {
		case s.Body.Sent && s.Code.Return == nil && !s.Status.Decides && !s.Status.Exact:
			x.Kind = string(responses.Unknown) // a status that may have been sent before, on a way that ends there
		case s.Body.Sent && s.Body.Kind != responses.NoBody:
			x.Media = media(s)
			set, unknown := s.Labelled()
			x.Unsure = s.Status.Late || x.Media == "" && unknown
			if x.Media == "" && !set && s.Lacks("Content-Type") && (s.Body.Kind == responses.JSON || s.Body.Kind == responses.Text) {
				x.Sniffed = "text/plain"
			}
			if s.Body.Kind == responses.JSON {
				x.Schema = m.body(s.Shapes(), m.bodyType(s))
				if code >= 400 {
					x.Body = bodyOf(s.Shapes())
				}
			}
		case s.Body.None:
			x.Kind = string(responses.NoBody)
		default:
			x.Kind = "" // another call sends it, or nobody knows
			if len(x.Lacks) == 0 {
				continue
			}
		}
		x.Fields = fields(s)
		list = append(list, x)
	}
	return list
}

// builtBy returns what an error that is built here becomes, an element for each status: what a
// framework sends of it, if nothing is put in its place.
func (m *schemer) builtBy(s *responses.Response) (list []Sent) {
	codes, _ := s.Statuses()
	for _, code := range codes {
		x := Sent{Status: code}
		if shapes := s.BuiltShapes(); len(shapes) > 0 {
			x.Kind, x.Media, x.Schema = string(responses.JSON), jsonMedia(s), m.body(shapes, nil)
		}
		list = append(list, x)
	}
	return list
}

// jsonMedia returns the media type that goes with an error's JSON.
func jsonMedia(s *responses.Response) string {
	if s.Code.Write.Body.Forced != "" {
		value, _, _ := strings.Cut(s.Code.Write.Body.Forced, ";")
		return strings.TrimSpace(value)
	}
	return "application/json"
}

// body returns the schema of what one of some shapes is, nil if there are none. Where nothing
// is known of one, it is that of the type by which the code has it.
func (m *schemer) body(shapes []*responses.Shape, typ types.Type) (out *Schema) {
	for _, shape := range shapes {
		if shape.Kind == "" && shape.Type == nil && typ != nil {
			out = out.Union(m.of(typ))
			continue
		}
		out = out.Union(m.shape(shape, 0))
	}
	return out
}

// fields returns the header fields that a response perhaps has, beside those that every one
// has.
func fields(s *responses.Response) (names []string) {
	if s.Fields == nil {
		return nil
	}
	for name := range s.Fields.Names {
		switch name {
		case "Content-Type", "Content-Length", "Content-Encoding", "Connection", "Date", "Trailer":
		default:
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// media returns the media type that is in force, without its parameters.
func media(s *responses.Response) string {
	value := s.Body.ContentType
	if value == "" {
		if values, ok := s.FieldValues("Content-Type"); ok && len(values) == 1 {
			value = values[0]
		}
	}
	value, _, _ = strings.Cut(value, ";")
	return strings.ToLower(strings.TrimSpace(value))
}

// bodyOf returns what some shapes have in common, nil if there are none.
func bodyOf(shapes []*responses.Shape) *Body {
	var b *Body
	for _, shape := range shapes {
		one := new(Body)
		one.add("", shape, true, 0)
		b = b.Union(one)
	}
	return b
}

// add adds a value and what is below it.
func (b *Body) add(path string, s *responses.Shape, always bool, level int) {
	if len(b.Members) == maxMembers {
		b.Open = true
		return
	}
	m := Member{Path: path, Always: always}
	if s.Kind != "" {
		m.Types = []string{s.Kind}
	}
	b.put(m)
	if level == maxLevels {
		b.Open = b.Open || s.Kind == "object" || s.Kind == "array"
		return
	}
	b.Open = b.Open || s.Open || s.Kind == ""
	for _, member := range s.Members {
		name := member.Name
		if path != "" {
			name = path + "." + name
		}
		if member.Presence == responses.Never {
			continue
		}
		if len(member.Values) == 0 {
			b.put(Member{Path: name, Always: always && member.Presence == responses.Always})
		}
		for _, v := range member.Values {
			b.add(name, v, always && member.Presence == responses.Always, level+1)
		}
	}
	for _, item := range s.Items {
		b.add(path+"[]", item, false, level+1)
	}
}

// put adds a member, or its types to the one that is there.
func (b *Body) put(m Member) {
	i, ok := slices.BinarySearchFunc(b.Members, m, func(a, b Member) int { return strings.Compare(a.Path, b.Path) })
	if !ok {
		b.Members = slices.Insert(b.Members, i, m)
		return
	}
	old := &b.Members[i]
	if len(old.Types) == 0 || len(m.Types) == 0 {
		old.Types = nil // one of them may be anything
	} else {
		old.Types = slices.Compact(slices.Sorted(slices.Values(slices.Concat(old.Types, m.Types))))
	}
	old.Always = old.Always && m.Always
}

// Union returns what two bodies have in common, where either may be sent. A nil Body is
// none at all.
func (b *Body) Union(o *Body) *Body {
	switch {
	case b == nil:
		return o
	case o == nil:
		return b
	}
	u := &Body{Open: b.Open || o.Open}
	for _, m := range slices.Concat(b.Members, o.Members) {
		m.Always = m.Always && b.has(m.Path) && o.has(m.Path)
		u.put(m)
	}
	return u
}

func (b *Body) has(path string) bool {
	return slices.ContainsFunc(b.Members, func(m Member) bool { return m.Path == path })
}
