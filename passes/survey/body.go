package survey

import (
	"cmp"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/conform"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// An Envelope is a shape that JSON bodies of errors have.
type Envelope struct {
	Type  string // the struct, "path.Name"; "" for a map or a struct without a name
	Place string // of the struct, file:line:column
	Count int
	Body  *Value
}

// A Value is a JSON value, or what several have in common.
type Value struct {
	Kind    string    `json:",omitempty"` // in the words of JSON Schema, "" if it is not known
	Null    bool      `json:",omitempty"` // it may be null as well
	Members []*Member `json:",omitempty"` // of an object, in the order in which they are encoded
	Items   *Value    `json:",omitempty"` // of an array
	// IsStatus says that it was the status of the response wherever it is known.
	IsStatus, NotStatus bool `json:",omitempty"`
}

// A Member is one of an object.
type Member struct {
	Name   string
	Always bool // it is in every such body
	Value  *Value
}

// A surveyor looks at the responses of a package.
type surveyor struct {
	pass      *analysis.Pass
	res       *responses.Result
	unit      *Unit
	contracts map[string]*contract.Contract
	counted   map[token.Pos]bool // places: a call that may send one of several things is one
	several   map[string]bool    // functions that send several shapes
	listing   map[token.Pos]bool // responses of middleware to the errors that were left to it
}

// byWeight sorts responses, so that of several that one call may send the one comes first
// that its program means: an error that is JSON, then a success. Where either is, a text is
// what a helper sends if it cannot encode, or fails otherwise, and the helper's own.
func byWeight(list []*responses.Response) []*responses.Response {
	weight := func(s *responses.Response) int {
		switch {
		case s.IsError() && isJSON(s):
			return 0
		case !s.IsError():
			return 1
		}
		return 2
	}
	slices.SortStableFunc(list, func(a, b *responses.Response) int { return cmp.Compare(weight(a), weight(b)) })
	return list
}

// response counts a response.
func (v *surveyor) response(s *responses.Response) {
	v.helper(s)
	v.list(s)
	at := s.At.Node.Pos()
	if v.counted[at] || s.Status.Implied || s.By.Object {
		return
	}
	v.counted[at] = true
	if s.Status.Exact && s.Status.Here {
		v.statuses(s.Status.Codes)
	}
	if !s.IsError() {
		return
	}
	switch {
	case isJSON(s):
		v.json(s, s.Shapes())
	case s.Body.Sent && s.Body.Kind == responses.Text:
		v.unit.Errors.Text++
	case s.Body.None && !s.Handler.Probe && !listed(s):
		v.unit.Errors.Empty++
	}
}

// list notes the body that a middleware sends for the errors which handlers left to it,
// whatever the status is. Those are counted where they are left.
func (v *surveyor) list(s *responses.Response) {
	success := slices.ContainsFunc(s.Status.Codes, func(code int) bool { return code < http.StatusBadRequest })
	if !s.Handler.ErrorList || !isJSON(s) || success || !known(s.Shapes()) || v.listing[s.At.Node.Pos()] {
		return
	}
	v.listing[s.At.Node.Pos()] = true
	v.unit.Lists = append(v.unit.Lists, v.body(s, s.Shapes()))
}

// listed reports whether an error goes, here or in a helper, into a list of the framework's
// which a middleware may send.
func listed(s *responses.Response) bool {
	return s.By.Listed || slices.ContainsFunc(s.Helpers.Inside, listed)
}

func isJSON(s *responses.Response) bool {
	return s.Body.Sent && s.Body.Kind == responses.JSON && s.Body.Unformatted != responses.Text
}

// helper notes the body that a function sends for its callers.
func (v *surveyor) helper(s *responses.Response) {
	if !isJSON(s) || s.Code.Func == nil || !s.IsError() && !s.FromCallers() {
		return
	}
	fn, ok := s.Code.Func.Object().(*types.Func)
	if !ok || !known(s.Shapes()) {
		return
	}
	name := contract.FuncName(fn.Origin())
	h := v.body(s, s.Shapes())
	if old := v.unit.Helpers[name]; v.several[name] || old != nil && old.Envelope.key() != h.Envelope.key() {
		v.several[name] = true
		delete(v.unit.Helpers, name)
		return
	}
	v.unit.Helpers[name] = h
}

// built counts an error that is sent later.
func (v *surveyor) built(s *responses.Response) {
	if !s.Status.Here || !s.Status.Exact || v.counted[s.At.Node.Pos()] {
		return
	}
	v.counted[s.At.Node.Pos()] = true
	v.statuses(s.Status.Codes)
	if s.IsError() {
		v.json(s, s.BuiltShapes())
	}
}

func (v *surveyor) statuses(codes []int) {
	for _, code := range codes {
		v.unit.Statuses[code]++
		for name, c := range v.contracts {
			if c.Documents(code) && c.MaySet(code) {
				continue
			}
			if v.unit.Foreign[name] == nil {
				v.unit.Foreign[name] = make(map[int]int)
			}
			v.unit.Foreign[name][code]++
		}
	}
}

// known reports whether all that a body may be is known to be objects.
func known(shapes []*responses.Shape) bool {
	return len(shapes) > 0 && !slices.ContainsFunc(shapes, func(shape *responses.Shape) bool {
		return shape.Kind != "object" || len(shape.Members) == 0
	})
}

// json counts the JSON body of an error.
func (v *surveyor) json(s *responses.Response, shapes []*responses.Shape) {
	if !known(shapes) {
		if fn := v.callee(s); fn != nil && fn.Pkg() != v.pass.Pkg {
			v.unit.Through[contract.FuncName(fn)]++
		}
		return
	}
	v.unit.count(v.body(s, shapes), 1)
}

// count counts bodies.
func (u *Unit) count(h *Helper, n int) {
	u.Errors.JSON += n
	for _, name := range h.Fits {
		u.Fits[name] += n
	}
	e := *h.Envelope
	e.Count = n
	u.Envelopes = Add(u.Envelopes, &e)
}

// body returns what is known of a body.
func (v *surveyor) body(s *responses.Response, shapes []*responses.Shape) *Helper {
	h := &Helper{Envelope: new(Envelope)}
	for _, name := range contract.Names() {
		if fits(s, shapes, v.contracts[name]) {
			h.Fits = append(h.Fits, name)
		}
	}
	e := h.Envelope
	if decl, ok := shapes[0].Named(); ok && decl.Pkg() != nil {
		if _, ok := decl.Type().Underlying().(*types.Struct); ok && v.own(decl.Pkg()) {
			e.Type, e.Place = decl.Pkg().Path()+"."+decl.Name(), v.pass.Fset.Position(decl.Pos()).String()
		}
	}
	for _, shape := range shapes {
		e.Body = e.Body.Union(valueOf(shape, s.Status.Codes, 0))
	}
	return h
}

// callee returns the function of the module that a response is sent through, or nil.
func (v *surveyor) callee(s *responses.Response) *types.Func {
	if s.By.Via == "" || s.At.Call == nil {
		return nil
	}
	if fn, ok := typeutil.Callee(v.pass.TypesInfo, s.At.Call).(*types.Func); ok && fn.Pkg() != nil && v.own(fn.Pkg()) {
		return fn.Origin()
	}
	return nil
}

// own reports whether a package is of the module.
func (v *surveyor) own(pkg *types.Package) bool {
	m := v.pass.Module
	return pkg == v.pass.Pkg || m != nil && (pkg.Path() == m.Path || strings.HasPrefix(pkg.Path(), m.Path+"/"))
}

// fits reports whether a body has the shape of a contract's, for which what is not known of
// it is no proof.
func fits(s *responses.Response, shapes []*responses.Shape, c *contract.Contract) bool {
	media := s.Body.ContentType
	if values, ok := s.FieldValues("Content-Type"); media == "" && ok && len(values) == 1 {
		media = values[0]
	}
	special := !slices.ContainsFunc(c.Errors.MediaTypes, func(p string) bool { ok, _ := path.Match(p, "application/json"); return ok })
	if media != "" && !c.AcceptsMediaType(media) || media == "" && special {
		return false
	}
	schemas := c.ErrorShapes()
	for _, shape := range shapes {
		named := false
		for _, schema := range schemas {
			named = named || slices.ContainsFunc(schema.Properties, func(p contract.Property) bool { return shape.Member(p.Name) != nil })
		}
		_, problems := conform.Body{Shape: shape, Codes: s.Status.Codes, OmitEmpty: c.Errors.OmitEmpty}.Closest(schemas)
		if !named || len(problems) > 0 {
			return false
		}
	}
	return true
}

// maxLevels is how deep a shape is looked at: the bodies of errors are flat.
const maxLevels = 4

// valueOf returns what a shape is, in a body that goes with some statuses.
func valueOf(shape *responses.Shape, codes []int, level int) *Value {
	out := &Value{Kind: shape.Kind}
	if shape.Known && shape.Kind == "integer" && len(codes) > 0 {
		out.IsStatus = slices.ContainsFunc(codes, func(code int) bool { return strconv.Itoa(code) == shape.Const })
		out.NotStatus = !out.IsStatus
	}
	if level == maxLevels {
		return out
	}
	for _, m := range shape.Members {
		member := &Member{Name: m.Name, Always: m.Presence == responses.Always && !m.OmitEmpty && !m.OmitZero, Value: &Value{}}
		for i, of := range m.Values {
			if one := valueOf(of, codes, level+1); i == 0 {
				member.Value = one
			} else {
				member.Value = member.Value.Union(one)
			}
		}
		out.Members = append(out.Members, member)
	}
	for i, item := range shape.Items {
		if one := valueOf(item, codes, level+1); i == 0 {
			out.Items = one
		} else {
			out.Items = out.Items.Union(one)
		}
	}
	return out
}

// Union returns what two values have in common, where either may be sent. A nil Value is
// none at all.
func (v *Value) Union(o *Value) *Value {
	switch {
	case v == nil:
		return o
	case o == nil:
		return v
	}
	u := &Value{Kind: v.Kind, Null: v.Null || o.Null || v.Kind == "null" || o.Kind == "null", IsStatus: v.IsStatus || o.IsStatus, NotStatus: v.NotStatus || o.NotStatus}
	switch { // what is not known, or null, is taken for the same
	case v.Kind == "" || v.Kind == "null":
		u.Kind = o.Kind
	case o.Kind != "" && o.Kind != "null" && o.Kind != v.Kind:
		u.Kind = ""
	}
	for _, m := range v.Members {
		other := o.Member(m.Name)
		one := &Member{Name: m.Name, Value: m.Value}
		if other != nil {
			one.Always, one.Value = m.Always && other.Always, m.Value.Union(other.Value)
		}
		u.Members = append(u.Members, one)
	}
	for _, m := range o.Members {
		if v.Member(m.Name) == nil {
			u.Members = append(u.Members, &Member{Name: m.Name, Value: m.Value})
		}
	}
	u.Items = v.Items.Union(o.Items)
	return u
}

// Member returns a member of an object, or nil.
func (v *Value) Member(name string) *Member {
	i := slices.IndexFunc(v.Members, func(m *Member) bool { return m.Name == name })
	if i < 0 {
		return nil
	}
	return v.Members[i]
}

// key is what bodies of one envelope have in common: the struct, or else the members that
// are always there.
func (e *Envelope) key() string {
	if e.Type != "" {
		return e.Type
	}
	var names []string
	for _, m := range e.Body.Members {
		if m.Always {
			names = append(names, strconv.Quote(m.Name))
		}
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}

// Add adds an envelope to a list, which has each once, the most used first.
func Add(list []*Envelope, e *Envelope) []*Envelope {
	if i := slices.IndexFunc(list, func(o *Envelope) bool { return o.key() == e.key() }); i >= 0 {
		list[i].Count += e.Count
		list[i].Body = list[i].Body.Union(e.Body)
	} else {
		list = append(list, e)
	}
	slices.SortStableFunc(list, func(a, b *Envelope) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.key(), b.key()))
	})
	return list
}

// Has reports whether a body of another envelope certainly has what this one always has.
func (v *Value) Has(want *Value) bool {
	for _, m := range want.Members {
		if !m.Always {
			continue
		}
		mine := v.Member(m.Name)
		if mine == nil || !mine.Always || mine.Value.Kind != "" && m.Value.Kind != "" && mine.Value.Kind != m.Value.Kind || !mine.Value.Has(m.Value) {
			return false
		}
	}
	return true
}

// responders counts the errors that functions of the module send for others.
func (v *surveyor) responders() {
	calls, counted := make(map[*types.Func]int), make(map[token.Pos]bool)
	for _, s := range v.res.Responses {
		if !s.IsError() || !s.Body.Sent || counted[s.At.Node.Pos()] {
			continue
		}
		if fn := v.callee(s); fn != nil {
			counted[s.At.Node.Pos()] = true
			calls[fn]++
		}
	}
	for _, fn := range slices.SortedFunc(maps.Keys(calls), func(a, b *types.Func) int { return cmp.Compare(a.FullName(), b.FullName()) }) {
		name := contract.FuncName(fn)
		_, usable := v.res.Responder(name)
		v.unit.Responders = append(v.unit.Responders, &Responder{name, calls[fn], usable})
	}
}
