package errvalue

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A carrier is a type whose values become answers later, somewhere else: an
// error of a framework, or a project's own error with a status in it.
//
// The model knows those of the frameworks. A project's own is known by what is
// done with it: where a function sends a status that it reads from a member of
// a value, or from a method of an error, the type of that value carries it. So
// no name of a field or method decides, and an error type whose number is a
// code of another kind is none. That function is often a middleware far from
// the handlers; what it says of the type is a fact of its package, and holds
// where that package is imported, or is the same.
type StatusError struct {
	Typ    string       // name of the type; AnyOwner for errors that have the method
	method string       // that gives the status, "" if a member does
	status origin.Value // in terms of the value, parameter 0
	body   origin.Value
	api    string // what sends it
	Pkg    string // path of the package that says so
}

// maxCarriers bounds what one package says about carriers.
const maxCarriers = 40

// StatusErrors is the fact of a package: the types whose values its functions answer with.
type StatusErrors struct{ carriers []StatusError }

// AFact marks Carriers as a fact.
func (*StatusErrors) AFact() {}

// String shows the fact as fixtures assert it: "carries(shop.Error status=.Status)".
func (c *StatusErrors) String() string {
	var ss []string
	for _, x := range c.carriers {
		name := x.Typ[strings.LastIndexByte(x.Typ, '/')+1:]
		if x.method != "" {
			ss = append(ss, "carries(errors status="+x.method+"())")
		} else {
			ss = append(ss, "carries("+name+" status="+strings.TrimPrefix(x.status[0].Path, "param0")+")")
		}
	}
	return strings.Join(ss, " ")
}

// GobEncode implements gob.GobEncoder.
func (c *StatusErrors) GobEncode() ([]byte, error) {
	var w summary.Encoder
	w.Int(len(c.carriers))
	for _, x := range c.carriers {
		w.String(x.Typ)
		w.String(x.method)
		w.String(x.api)
		w.Values(x.status, x.body)
	}
	return w.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (c *StatusErrors) GobDecode(data []byte) error {
	r := summary.NewDecoder(data)
	for range r.Count() {
		x := StatusError{Typ: r.String(), method: r.String(), api: r.String()}
		vs := r.Values(2)
		if r.Err() != nil {
			return r.Err()
		}
		x.status, x.body = vs[0], vs[1]
		c.carriers = append(c.carriers, x)
	}
	return r.Err()
}

// ownTypes finds the types whose values the functions of this package answer with.
func (p *Errors) ownTypes() []StatusError {
	var out []StatusError
	seen := make(map[string]int) // index in out
	for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
		for _, a := range p.summaries.WritesOf(fn) {
			for _, t := range a.Status {
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
					c.body = a.Body.About(base)
				}
				k := c.Typ + path
				if i, ok := seen[k]; !ok && len(out) < maxCarriers {
					seen[k] = len(out)
					out = append(out, c)
				} else if ok && len(out[i].body) == 0 {
					out[i].body = c.body // the first sends none, say for HEAD
				}
			}
		}
	}
	for _, c := range p.encodableErrors() {
		if _, ok := seen[c.Typ+c.status[0].Path]; !ok && len(out) < maxCarriers {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b StatusError) int { return strings.Compare(a.Typ+a.method, b.Typ+b.method) })
	return out
}

// encodableErrors finds the error types of this package that are made to be sent: a
// struct whose members have JSON names, among them a text and a number to which
// functions of the package give the status of an error.
func (p *Errors) encodableErrors() (out []StatusError) {
	scope := p.Pass.Pkg.Scope()
	if !slices.ContainsFunc(scope.Names(), func(name string) bool {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		return ok && p.isErrorType(p.Pass.Pkg.Path()+"."+name) && hasJSONNames(obj.Type())
	}) {
		return nil
	}
	have := make(map[string]bool)
	for _, fn := range p.Flow.Funcs {
		if !returnsError(fn) {
			continue
		}
		for _, r := range p.Flow.Summary(fn).Rows {
			for _, v := range r.Results {
				for _, t := range v {
					if field := p.statusMember(t); field != "" && !have[t.TypeName] {
						have[t.TypeName] = true
						whole := origin.Value{{Op: origin.Param}}
						out = append(out, StatusError{
							Typ: t.TypeName, Pkg: p.Pass.Pkg.Path(), api: "json.Marshal",
							status: origin.Value{{Op: origin.Param, Path: "." + field}},
							body:   origin.Value{{Op: origin.Encoded, Name: string(summary.JSON), Args: []origin.Value{whole}}},
						})
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

// ReturnsError reports whether a function gives back an error, of whatever type.
func returnsError(fn *ssa.Function) bool {
	for v := range fn.Signature.Results().Variables() {
		if typeutil.IsError(v.Type()) {
			return true
		}
	}
	return false
}

// statusMember returns the member with the status in an error of this package that is
// made to be encoded, "" if it is none.
func (p *Errors) statusMember(t *origin.Term) string {
	if t.Op != origin.Object || !strings.HasPrefix(t.TypeName, p.Pass.Pkg.Path()+".") || !p.isErrorType(t.TypeName) {
		return ""
	}
	obj := typeutil.Lookup(p.Pass.Pkg, t.TypeName)
	s, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	text, status := false, ""
	for i := range s.NumFields() {
		name, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("json"), ",")
		b, ok := s.Field(i).Type().Underlying().(*types.Basic)
		if !ok || name == "" || name == "-" || !s.Field(i).Exported() {
			continue
		}
		text = text || b.Info()&types.IsString != 0
		if v, set := t.Member(s.Field(i).Name()); set && b.Info()&types.IsInteger != 0 && status == "" {
			if codes, exact := v.Ints(); exact && len(codes) > 0 && !slices.ContainsFunc(codes, func(c int) bool { return c < 400 || c > 599 }) {
				status = s.Field(i).Name()
			}
		}
	}
	if !text {
		return ""
	}
	return status
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
			for _, c := range fact.carriers {
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
// carries answers.
func (p *Errors) WriteOf(t *origin.Term) *summary.Write {
	if t.Op != origin.Object || t.TypeName == "" {
		return nil
	}
	v := origin.Value{t}
	typ := p.Flow.TypeOf(t)
	if c := httpmodel.CarrierOf(typ); c != nil && p.becomesHTTP(c) {
		return &summary.Write{
			Kind: httpmodel.Answer, Index: summary.CarriedIndex, Forced: c.Answer.ContentType, Failure: c.Answer.Error,
			Status: p.Flow.EvalModel(c.Answer.Status, v), Body: p.Flow.EvalModel(c.Answer.Body, v), API: p.summaries.ShortName(t.TypeName),
		}
	}
	for _, c := range p.Types {
		switch {
		case c.Typ == t.TypeName:
			return &summary.Write{
				Kind: httpmodel.Answer, Index: summary.CarriedIndex, Pkg: c.Pkg,
				Status: p.Flow.Apply(c.status, v), Body: p.Flow.Apply(c.body, v), API: p.summaries.ShortName(t.TypeName),
			}
		case c.Typ == origin.AnyOwner && typ != nil && typeutil.IsError(typ):
			if st, ok := p.Flow.Method(t, c.method); ok {
				return &summary.Write{Kind: httpmodel.Answer, Index: summary.CarriedIndex, Method: c.method, Status: st, API: p.summaries.ShortName(t.TypeName)}
			}
		}
	}
	return nil
}

// becomesHTTP reports whether the program may make HTTP responses of errors of a type:
// the framework does, or a package below has one that does.
func (p *Errors) becomesHTTP(c *httpmodel.Carrier) bool {
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

// Find finds the places where answers are built that are sent later.
func (p *Errors) Find() {
	p.Types = p.knownTypes()
	fns := p.Flow.Funcs
	if init := p.Flow.Init(); init != nil {
		fns = append([]*ssa.Function{init}, fns...)
	}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			if !p.Flow.Live(b) {
				continue
			}
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					p.findCall(fn, instr)
				case *ssa.Alloc:
					p.findLiteral(fn, instr)
				case *ssa.Return:
					p.findSentinel(fn, instr)
				}
			}
		}
	}
	slices.SortStableFunc(p.Found.ErrorResponses, func(a, b *summary.Response) int {
		switch {
		case p.Index.Before(a.At.Node.Pos(), b.At.Node.Pos()):
			return -1
		case p.Index.Before(b.At.Node.Pos(), a.At.Node.Pos()):
			return 1
		}
		return 0
	})
	for _, s := range p.Found.ErrorResponses {
		s.Reason.Condition = p.handlers.Tested(s)
	}
}

// mayHaveStatus reports whether values of a type may be such that carry answers.
func (p *Errors) mayHaveStatus(t types.Type) bool {
	return httpmodel.CarrierOf(t) != nil || typeutil.IsError(t) || p.hasStatus(t)
}

// hasStatus reports whether values of a type carry answers by what this module does with them.
func (p *Errors) hasStatus(t types.Type) bool {
	name := typeutil.Name(t)
	return name != "" && slices.ContainsFunc(p.Types, func(c StatusError) bool { return c.Typ == name })
}

// findCall adds a site for a call that builds an answer: a constructor of a
// framework, or a function whose result depends on what it is given here. What
// a function of this module fixes by itself is judged in it.
func (p *Errors) findCall(fn *ssa.Function, call *ssa.Call) {
	results := call.Call.Signature().Results()
	for i := range results.Len() {
		if !p.mayHaveStatus(results.At(i).Type()) {
			continue
		}
		row := p.Flow.Row(&call.Call)
		if row != nil && (i >= len(row.Results) || row.Results[i].Op != httpmodel.OpMake || row.Reads) {
			continue
		}
		var v ssa.Value = call
		if results.Len() > 1 {
			if v = ssautil.Result(call, i); v == nil {
				continue
			}
		}
		p.Flow.Refuel()
		end := call.Block().Instrs[len(call.Block().Instrs)-1]
		var a *summary.Write // of all alternatives together
		here := row != nil
		for _, t := range p.Flow.Eval(v, end) { // with what is set on it here
			b := p.WriteOf(t)
			if b == nil {
				continue
			}
			if row == nil {
				status, text := p.fixedHere(call, i, b)
				if !status && !text {
					continue
				}
				here = here || status || !p.runsOwn(call)
			}
			if t.Gated {
				b.Body = nil // made in one mode only
			}
			if a == nil {
				a = b
				continue
			}
			a.Status, a.Body = slices.Concat(a.Status, b.Status), slices.Concat(a.Body, b.Body)
		}
		if a == nil {
			continue
		}
		expr := p.Index.Call(call.Pos())
		if expr == nil {
			return
		}
		s := &summary.Response{
			At:     summary.Place{Call: expr, Node: expr, Func: p.Index.Func(expr.Pos())},
			By:     summary.Sender{API: a.API},
			Code:   summary.Code{Func: fn, Call: call, Write: a},
			Body:   summary.Body{Kind: summary.Unknown},
			Status: summary.Status{Here: here},
		}
		if row != nil {
			s.By.API = p.summaries.APIName(row)
			if p.overrides.Remade(row.Pkg) {
				a.Body = nil // what the library's own function would make of it
			}
		} else {
			s.By.Via = syntax.Name(expr.Fun)
		}
		s.SetCodes(a)
		if p.sentAtOnce(v, s.Status.Codes) || !p.control.MayBeSent(v, make(map[ssa.Value]bool)) {
			continue
		}
		if s.Status.Here {
			s.Status.Expr = p.handlers.StatusArg(s)
			s.Status.Source = p.handlers.SourceOf(s)
		}
		p.Found.ErrorResponses = append(p.Found.ErrorResponses, s)
	}
}

// sentAtOnce reports whether a value is given to a call that sends what it
// carries: that is judged there.
func (p *Errors) sentAtOnce(v ssa.Value, codes []int) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			if p.sentAtOnce(ref, codes) {
				return true
			}
		case *ssa.Call:
			for _, s := range p.Found.Responses {
				if s.Code.Call == ref && s.Status.Here && summary.EqualInts(s.Status.Codes, codes) {
					return true
				}
			}
		}
	}
	return false
}

// fixedHere reports whether a function builds an answer whose status, or whose text,
// depends on what this call gives it.
func (p *Errors) fixedHere(call *ssa.Call, i int, a *summary.Write) (status, text bool) {
	for _, target := range p.Flow.Targets(call) {
		for _, r := range target.Rows() {
			if i >= len(r.Results) {
				continue
			}
			for _, t := range r.Results[i] {
				b := p.WriteOf(t)
				if b == nil {
					continue
				}
				if _, exact := b.Status.Ints(); !exact && p.handed(b.Status, target.Args) && target.Subst(b.Status).Key() == a.Status.Key() {
					status = true
				}
				if a.Body.Tainted() && a.Body.Key() != b.Body.Key() && p.handed(b.Body, target.Args) {
					text = true
				}
			}
		}
	}
	return status, text
}

// runsOwn reports whether all that a call may run is of this module, where it is
// judged what that fixes.
func (p *Errors) runsOwn(call *ssa.Call) bool {
	return !slices.ContainsFunc(p.Flow.Targets(call), func(t valueflow.Target) bool {
		return t.Fn == nil && (t.Obj == nil || t.Obj.Pkg() == nil || !p.summaries.OwnModule(t.Obj.Pkg()))
	})
}

// handed reports whether a value depends on what a function is called with. An
// error that the function meets on its own way does not, whatever it says of
// the arguments; nor does what an argument that carries an answer has in it
// already, which is judged where that was built.
func (p *Errors) handed(v origin.Value, args []ssa.Value) bool {
	in := func(v origin.Value) bool { return p.handed(v, args) }
	for _, t := range v {
		switch {
		case t.Op == origin.Param && t.Index < len(args) && p.hasStatus(args[t.Index].Type()), t.Op == origin.Opaque && t.Err && t.Name != "":
			continue
		case t.Op == origin.Param, t.Op == origin.Opaque && t.Err, // of a function that it is given
			slices.ContainsFunc(t.Args, in),
			slices.ContainsFunc(t.Fields, func(f origin.Field) bool { return in(f.Value) }):
			return true
		}
	}
	return false
}

// findLiteral adds a site for a composite literal of a type that carries answers.
func (p *Errors) findLiteral(fn *ssa.Function, alloc *ssa.Alloc) {
	if alloc.Comment != "complit" || !p.mayHaveStatus(alloc.Type()) {
		return
	}
	lit := p.Index.Literal(alloc.Pos())
	if lit == nil {
		return
	}
	p.Flow.Refuel()
	for _, t := range p.Flow.Eval(alloc, alloc.Block().Instrs[len(alloc.Block().Instrs)-1]) {
		here := *t
		here.Pos, here.Fn = alloc.Pos(), fn // where an error in it becomes text
		a := p.WriteOf(&here)
		if a == nil {
			continue
		}
		s := &summary.Response{
			At:     summary.Place{Node: lit, Func: p.Index.Func(lit.Pos())},
			Code:   summary.Code{Lit: lit, Func: fn, Write: a},
			By:     summary.Sender{API: a.API},
			Body:   summary.Body{Kind: summary.Unknown},
			Status: summary.Status{Here: true},
		}
		s.SetCodes(a)
		s.Status.Source = p.handlers.TypeSource(&here, a.Method, s.Status.Codes)
		for _, e := range lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			if v := p.Pass.TypesInfo.Types[e].Value; v != nil && len(s.Status.Codes) == 1 && v.ExactString() == strconv.Itoa(s.Status.Codes[0]) {
				s.Status.Expr = e
			}
		}
		p.Found.ErrorResponses = append(p.Found.ErrorResponses, s)
		return
	}
}
