package handler

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// An Input is a part of a request that a handler reads.
type Input struct {
	In       string     // path, query, header, cookie, form, either the query or the form, or body
	Name     string     // "" for a body
	Type     types.Type // what a body is decoded into, or a parameter of an operation is; nil for text
	Required bool
}

// Where a request has what a handler reads.
const (
	InPath   = "path"
	InQuery  = httpmodel.InQuery
	InHeader = httpmodel.InHeader
	InCookie = httpmodel.InCookie
	InForm   = httpmodel.InForm   // of the body
	InEither = httpmodel.InEither // the query or the form
	InBody   = "body"
)

// maxReaders bounds the helpers that a handler reads a request through.
const maxReaders = 4

// Inputs returns the parts of a request that a handler reads, by names that are constants,
// itself and through functions of its package, in the order of the code. It reads SSA alone,
// so that it may be asked while others ask.
func (p *Handlers) Inputs(fn *ssa.Function) []Input {
	r := &inputReader{p: p}
	r.read(fn, nil, nil, 0)
	return r.found
}

// OperationInputs returns the parts of a request that a library gives a function which is
// registered as an operation, by the tags of what it takes.
func OperationInputs(sig *types.Signature) (list []Input) {
	t := sig.Params().At(sig.Params().Len() - 1).Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	return taggedInputs(t, nil)
}

func taggedInputs(t types.Type, seen []types.Type) (list []Input) {
	s, ok := t.Underlying().(*types.Struct)
	if !ok || slices.Contains(seen, t) {
		return nil
	}
	for i := range s.NumFields() {
		f, tag := s.Field(i), reflect.StructTag(s.Tag(i))
		if f.Embedded() {
			list = append(list, taggedInputs(f.Type(), append(seen, t))...)
			continue
		}
		for _, in := range []string{"path", httpmodel.InQuery, httpmodel.InHeader, httpmodel.InCookie} {
			if name, _, _ := strings.Cut(tag.Get(in), ","); name != "" {
				list = append(list, Input{In: in, Name: name, Type: f.Type(), Required: in == "path" || tag.Get("required") == "true"})
			}
		}
		if f.Name() == "Body" {
			_, optional := f.Type().Underlying().(*types.Pointer)
			list = append(list, Input{In: InBody, Type: f.Type(), Required: !optional})
		}
	}
	return list
}

type inputReader struct {
	p     *Handlers
	found []Input
	busy  []*ssa.Function
}

func (r *inputReader) add(in Input) {
	for i, old := range r.found {
		if old.In == in.In && old.Name == in.Name && (in.Type == nil || old.Type == nil || types.Identical(old.Type, in.Type)) {
			if r.found[i].Type == nil {
				r.found[i].Type = in.Type
			}
			return
		}
	}
	r.found = append(r.found, in)
}

// read reads a function whose parameters are given, and the type parameters of which are
// types; nil if nothing is known of them.
func (r *inputReader) read(fn *ssa.Function, given map[ssa.Value]ssa.Value, generic map[*types.TypeParam]types.Type, depth int) {
	if depth > maxReaders || slices.Contains(r.busy, fn) {
		return
	}
	r.busy = append(r.busy, fn)
	defer func() { r.busy = r.busy[:len(r.busy)-1] }()
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				r.call(instr, given, generic, depth)
			case *ssa.Lookup: // r.URL.Query()["name"]
				if in := r.place(instr.X); in != "" {
					r.named(in, instr.Index, given)
				}
			case *ssa.MakeClosure:
				if inner := instr.Fn.(*ssa.Function); inner.Parent() == fn {
					r.read(inner, given, generic, depth+1)
				}
			}
		}
	}
	for _, inner := range fn.AnonFuncs {
		r.read(inner, given, generic, depth+1)
	}
}

func (r *inputReader) call(call *ssa.Call, given map[ssa.Value]ssa.Value, generic map[*types.TypeParam]types.Type, depth int) {
	fn, args := ssautil.Callee(&call.Call), ssautil.Args(&call.Call)
	if in := httpmodel.InputOf(fn); in != "" && len(args) > 1 {
		if in == httpmodel.InGiven {
			in = r.place(args[0])
		}
		if in != "" {
			r.named(in, args[1], given)
		}
		return
	}
	row := r.p.Flow.Row(&call.Call)
	if row != nil {
		switch tag := httpmodel.FillsQuery(fn); {
		case row.Fills == 0 || row.Fills >= len(args):
		case tag != "":
			r.query(args[row.Fills], tag, given)
		case row.Fails != nil || r.p.Flow.Model().PartOf(fn) == httpmodel.Bound || r.p.comesFrom(resolve(args[0], given), 0) == summary.BadBody:
			r.body(args[row.Fills], given, generic)
		}
		return
	}
	callee := call.Call.StaticCallee()
	if callee == nil || !slices.ContainsFunc(args, r.holdsRequest) {
		return
	}
	if origin := callee.Origin(); origin != nil && len(callee.TypeArgs()) > 0 {
		bound := make(map[*types.TypeParam]types.Type)
		for i, t := range callee.TypeArgs() {
			bound[origin.TypeParams().At(i)] = instantiate(t, generic)
		}
		callee, generic = origin, bound
	}
	if len(callee.Blocks) == 0 || len(args) != len(callee.Params) {
		return
	}
	passed := make(map[ssa.Value]ssa.Value)
	for i, param := range callee.Params {
		passed[param] = resolve(args[i], given)
	}
	r.read(callee, passed, generic, depth+1)
}

// resolve returns what a value is that was given to the function it stands in.
func resolve(v ssa.Value, given map[ssa.Value]ssa.Value) ssa.Value {
	if x := given[ssautil.UnwrapInterface(v)]; x != nil {
		return x
	}
	return v
}

// holdsRequest reports whether a request can be read through a value.
func (r *inputReader) holdsRequest(v ssa.Value) bool {
	t := v.Type()
	return httpmodel.IsRequest(t) || r.p.Flow.Model().IsContext(t) || isMember(v, "net/http", "Request", "Body") ||
		typeutil.IsNamed(t, "net/url", "Values") && isQuery(v)
}

// place returns where a request has the values of a map, "" if they are none of its.
func (r *inputReader) place(v ssa.Value) string {
	switch {
	case isMember(v, "net/http", "Request", "Header"):
		return httpmodel.InHeader
	case isMember(v, "net/http", "Request", "PostForm"):
		return httpmodel.InForm
	case isMember(v, "net/http", "Request", "Form"):
		return httpmodel.InEither
	}
	if call, ok := v.(*ssa.Call); ok && typeutil.IsNamed(v.Type(), "net/url", "Values") && isQuery(call) {
		return httpmodel.InQuery
	}
	if a := ssautil.OnlyStored(v); a != v && a != nil {
		return r.place(a)
	}
	return ""
}

func (r *inputReader) named(in string, name ssa.Value, given map[ssa.Value]ssa.Value) {
	if text, ok := ssautil.StringConst(resolve(name, given)); ok && text != "" {
		r.add(Input{In: in, Name: text})
	}
}

// body notes what a request's body is decoded into.
func (r *inputReader) body(into ssa.Value, given map[ssa.Value]ssa.Value, generic map[*types.TypeParam]types.Type) {
	v := ssautil.UnwrapInterface(resolve(into, given))
	ptr, ok := v.Type().Underlying().(*types.Pointer)
	if !ok {
		return
	}
	t := instantiate(ptr.Elem(), generic)
	if types.IsInterface(t) {
		if _, param := t.(*types.TypeParam); param {
			return
		}
	}
	r.add(Input{In: InBody, Type: t, Required: true})
}

// query notes the fields of a struct that a request's query is bound to, by a tag.
func (r *inputReader) query(into ssa.Value, tag string, given map[ssa.Value]ssa.Value) {
	ptr, ok := ssautil.UnwrapInterface(resolve(into, given)).Type().Underlying().(*types.Pointer)
	if !ok {
		return
	}
	s, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i := range s.NumFields() {
		if name, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get(tag), ","); name != "" && name != "-" {
			r.add(Input{In: InQuery, Name: name, Type: s.Field(i).Type()})
		}
	}
}

// instantiate returns a type of a generic function for what the function is called with.
func instantiate(t types.Type, generic map[*types.TypeParam]types.Type) types.Type {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		if to := generic[t]; to != nil {
			return to
		}
	case *types.Pointer:
		return types.NewPointer(instantiate(t.Elem(), generic))
	case *types.Slice:
		return types.NewSlice(instantiate(t.Elem(), generic))
	case *types.Map:
		return types.NewMap(instantiate(t.Key(), generic), instantiate(t.Elem(), generic))
	}
	return t
}
