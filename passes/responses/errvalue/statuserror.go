package errvalue

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// maxStatusErrors bounds what one package says about status errors.
const maxStatusErrors = 40

// ownTypes finds the types whose values the functions of this package answer with.
func (p *Errors) ownTypes() []StatusError {
	var out []StatusError
	seen := make(map[string]int) // index in out
	for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
		for _, a := range p.summaries.WritesOf(fn) {
			for _, t := range a.Status.Value {
				if t.Owner == "" {
					continue
				}
				base, path := t.Below()
				if base == nil || t.Owner != origin.AnyOwner && !p.declared(t.Owner) {
					continue
				}
				c := StatusError{Typ: t.Owner, api: a.API, Pkg: p.Pass.Pkg.Path()}
				if t.Owner != origin.AnyOwner && base.Op == origin.Param && !p.isErrorType(t.Owner) {
					continue // whoever passes it is read: a builder, a struct that is sent at once
				}
				if t.Owner == origin.AnyOwner {
					c.method = strings.TrimSuffix(path[1:], "()")
				} else {
					c.status = origin.Value{t}.About(base)
					c.body = a.Body.Value.About(base)
				}
				k := c.Typ + path
				if i, ok := seen[k]; !ok && len(out) < maxStatusErrors {
					seen[k] = len(out)
					out = append(out, c)
				} else if ok && len(out[i].body) == 0 {
					out[i].body = c.body // the first sends none, say for HEAD
				}
			}
		}
	}
	for _, c := range p.encodableErrors() {
		if _, ok := seen[c.Typ+c.status[0].Path]; !ok && len(out) < maxStatusErrors {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b StatusError) int { return strings.Compare(a.Typ+a.method, b.Typ+b.method) })
	return out
}

// encodableErrors finds the error types of this package that are made to be sent: a
// struct whose members have JSON names, among them a text and a number to which
// functions of the package give the status of an error, or a parameter.
func (p *Errors) encodableErrors() (out []StatusError) {
	scope := p.Pass.Pkg.Scope()
	if !slices.ContainsFunc(scope.Names(), func(name string) bool {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		return ok && p.isErrorType(p.Pass.Pkg.Path()+"."+name) && hasJSONNames(obj.Type())
	}) {
		return nil
	}
	have := make(map[string]int) // index in out
	for _, fn := range p.Flow.Funcs {
		if !returnsError(fn) {
			continue
		}
		for _, r := range p.Flow.Summary(fn).Rows {
			for _, v := range r.Results {
				for _, t := range v {
					field, chosen := p.statusMember(t)
					if field == "" {
						continue
					}
					i, ok := have[t.TypeName]
					if !ok {
						i, have[t.TypeName] = len(out), len(out)
						out = append(out, StatusError{})
					} else if chosen || !out[i].chosen {
						continue
					}
					out[i] = StatusError{
						Typ: t.TypeName, Pkg: p.Pass.Pkg.Path(), api: "json.Marshal", chosen: chosen,
						status: origin.Value{{Op: origin.Param, Path: "." + field}},
						body:   origin.Value{{Op: origin.Encoded, Name: string(summary.JSON), Args: []origin.Value{{{Op: origin.Param}}}}},
					}
				}
			}
		}
	}
	return out
}

// hasJSONNames reports whether a type is a struct with a member that has a JSON name.
func hasJSONNames(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		if strings.Contains(s.Tag(i), "json:") {
			return true
		}
	}
	return false
}

// returnsError reports whether a function gives back an error, of whatever type.
func returnsError(fn *ssa.Function) bool {
	for v := range fn.Signature.Results().Variables() {
		if typeutil.IsError(v.Type()) {
			return true
		}
	}
	return false
}

// statusMember returns the member with the status in an error of this package that is
// made to be encoded, "" if it is none, and whether it is a parameter: what those say
// who call the function.
func (p *Errors) statusMember(t *origin.Term) (status string, chosen bool) {
	if t.Op != origin.Object || !strings.HasPrefix(t.TypeName, p.Pass.Pkg.Path()+".") || !p.isErrorType(t.TypeName) {
		return "", false
	}
	obj := typeutil.Lookup(p.Pass.Pkg, t.TypeName)
	s, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return "", false
	}
	text := false
	for i := range s.NumFields() {
		name, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("json"), ",")
		b, ok := s.Field(i).Type().Underlying().(*types.Basic)
		if !ok || name == "" || name == "-" || !s.Field(i).Exported() {
			continue
		}
		text = text || b.Info()&types.IsString != 0
		if v, set := t.Member(s.Field(i).Name()); set && b.Info()&types.IsInteger != 0 && status == "" {
			if codes, exact := v.Ints(); exact && areFailures(codes) {
				status, chosen = s.Field(i).Name(), false
			} else if !exact && len(v) == 1 && v[0].Op == origin.Param && v[0].Path == "" {
				status, chosen = s.Field(i).Name(), true
			}
		}
	}
	if !text {
		return "", false
	}
	return status, chosen
}

// areFailures reports whether numbers are all statuses of errors.
func areFailures(codes []int) bool {
	return len(codes) > 0 && !slices.ContainsFunc(codes, func(c int) bool { return c < 400 || c > 599 })
}

// declared reports whether a type belongs to code that findings are made in.
func (p *Errors) declared(name string) bool {
	obj := typeutil.Lookup(p.Pass.Pkg, name)
	return obj != nil && obj.Pkg() != nil && p.summaries.OwnModule(obj.Pkg())
}

// isErrorType reports whether the type of a name is an error.
func (p *Errors) isErrorType(name string) bool {
	obj := typeutil.Lookup(p.Pass.Pkg, name)
	return obj != nil && (typeutil.IsError(obj.Type()) || typeutil.IsError(types.NewPointer(obj.Type())))
}

// knownTypes returns all types that are known to carry answers here.
func (p *Errors) knownTypes() []StatusError {
	own := p.ownTypes()
	if len(own) > 0 {
		for _, c := range own {
			c.status.Settle()
			c.body.Settle()
		}
		p.Pass.ExportPackageFact(&StatusErrors{own})
	}
	for _, imp := range p.Pass.Pkg.Imports() {
		var fact StatusErrors
		if p.Pass.ImportPackageFact(imp, &fact) {
			for _, c := range fact.types {
				c.Pkg = imp.Path()
				own = append(own, c)
			}
		}
	}
	// What a type's own package says of it, everybody knows who makes one.
	for i, c := range own {
		for _, d := range own {
			if d.Typ == c.Typ && strings.HasPrefix(c.Typ, d.Pkg+".") {
				own[i].Pkg = d.Pkg
			}
		}
	}
	return own
}

// WriteOf returns what would be sent for a value, nil if it is of no type that
// carries answers, or of one whose status callers choose and have not chosen.
func (p *Errors) WriteOf(t *origin.Term) *summary.Write {
	a := p.writeOf(t)
	if a == nil || a.Status.Chosen == "" {
		return a
	}
	if codes, exact := a.Status.Value.Ints(); !exact || !areFailures(codes) {
		if exact && len(codes) > 0 {
			p.numbered[t.TypeName] = true
		}
		return nil
	}
	return a
}

// writeOf is [Errors.WriteOf] of a value whose status may still be a parameter.
func (p *Errors) writeOf(t *origin.Term) *summary.Write {
	if t.Op != origin.Object || t.TypeName == "" {
		return nil
	}
	v := origin.Value{t}
	typ := p.Flow.TypeOf(t)
	if c := p.Flow.Model().StatusErrorOf(typ); c != nil && p.becomesHTTP(c) {
		a := summary.ErrorWrite(p.summaries.ShortName(t.TypeName), p.Flow.EvalModel(c.Response.Status, v), p.Flow.EvalModel(c.Response.Body, v))
		a.Status.Failure, a.Body.Forced = c.Response.Error, c.Response.ContentType
		return a
	}
	var open *summary.Write
	for _, c := range p.Known {
		switch {
		case c.Typ == t.TypeName:
			a := summary.ErrorWrite(p.summaries.ShortName(t.TypeName), p.Flow.Apply(c.status, v), p.Flow.Apply(c.body, v))
			a.Pkg = c.Pkg
			if !c.chosen {
				return a
			}
			if open == nil {
				open, a.Status.Chosen = a, c.Typ
			}
		case c.Typ == origin.AnyOwner && typ != nil && typeutil.IsError(typ):
			if st, ok := p.Flow.Method(t, c.method); ok {
				a := summary.ErrorWrite(p.summaries.ShortName(t.TypeName), st, nil)
				a.Status.Method = c.method
				return a
			}
		}
	}
	return open
}

// becomesHTTP reports whether the program may make HTTP responses of errors of a type:
// the framework does, or a package below has one that does.
func (p *Errors) becomesHTTP(c *httpmodel.StatusError) bool {
	if c.Through == nil {
		return true
	}
	known, ok := p.through[c]
	if !ok {
		seen := make(map[*types.Package]bool)
		known = imports(p.Pass.Pkg, c.Through, seen)
		p.through[c] = known
	}
	return known
}

// imports reports whether a package, or one below it as far as its types show, imports
// one of some paths.
func imports(pkg *types.Package, paths []string, seen map[*types.Package]bool) bool {
	return slices.ContainsFunc(pkg.Imports(), func(imp *types.Package) bool {
		if seen[imp] {
			return false
		}
		seen[imp] = true
		return slices.Contains(paths, imp.Path()) || imports(imp, paths, seen)
	})
}

// mayHaveStatus reports whether values of a type may be such that carry answers.
func (p *Errors) mayHaveStatus(t types.Type) bool {
	return p.Flow.Model().StatusErrorOf(t) != nil || typeutil.IsError(t) || p.hasStatus(t)
}

// hasStatus reports whether values of a type carry answers by what this module does with them.
func (p *Errors) hasStatus(t types.Type) bool {
	name := typeutil.Name(t)
	return name != "" && slices.ContainsFunc(p.Known, func(c StatusError) bool { return c.Typ == name })
}
