package errvalue

import (
	"go/ast"
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Errors that handlers return and a framework answers. Those of a framework's
// own types are judged where they are built, unless a library built them. Those
// of the project's own types that a framework asks for a status are answers
// where a handler returns them. What becomes of any other is decided where the
// app is built: with the framework's own error handler all are answered alike.
// Only where the same package builds the app is that known to be so, and then
// each returned error is a response of its own.

// ReturnedErrors finds the errors that handlers of this package return to a
// framework which sends something of them.
func (p *Errors) ReturnedErrors() {
	answered := make(map[string]*httpmodel.StatusError)
	var asked []statusInterface
	for _, imp := range p.Pass.Pkg.Imports() {
		for _, c := range p.Flow.Model().StatusErrors(imp.Path()) {
			if o := imp.Scope().Lookup(c.Type); o != nil && types.IsInterface(o.Type()) {
				asked = append(asked, statusInterface{imp.Path(), o.Type().Underlying().(*types.Interface), c.Response})
			}
		}
		if c := p.Flow.Model().AnyErrorOf(imp.Path()); c != nil && p.overrides.Builds(imp.Path()) {
			answered[imp.Path()] = c
		}
	}
	brought := make(map[*ssa.Call]bool)
	for _, fn := range p.Flow.Funcs {
		if !p.errorsAreSent(fn) {
			continue
		}
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok || !p.Flow.Live(b) {
				continue
			}
			p.bringers(ret.Results[len(ret.Results)-1], make(map[ssa.Value]bool), func(call *ssa.Call, err ssa.Value) {
				if s := p.helperSite(fn, ret, call, err); s != nil && !brought[call] {
					brought[call] = true
					p.Found.ErrorResponses = append(p.Found.ErrorResponses, s)
				}
			})
			if s := p.returnedSite(fn, ret); s != nil {
				path := typeutil.PackagePath(fn.Signature.Params().At(0).Type())
				plain := answered[path]
				if plain != nil && !p.overrides.SendsErrorsItself(path, fn) {
					plain = nil
				}
				if own, lib := p.operation(fn); own != nil {
					plain, path = own, lib
				}
				p.returned(s, ret, asked, plain, path)
			}
		}
	}
}

// bringers visits the calls whose results an error may be.
func (p *Errors) bringers(err ssa.Value, seen map[ssa.Value]bool, visit func(call *ssa.Call, err ssa.Value)) {
	if seen[err] {
		return
	}
	seen[err] = true
	switch v := ssautil.UnwrapInterface(err).(type) {
	case *ssa.Call:
		visit(v, err)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			visit(call, err)
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			p.bringers(e, seen, visit)
		}
	}
}

// helperSite returns a site for a call of a handler's that brings it a response which
// the helper fixes alone, nil if it brings none: where that was built it is judged as
// a response, and here by what is documented for the handler. Nothing is known here of
// its body, and the helper may bring other errors.
func (p *Errors) helperSite(fn *ssa.Function, ret *ssa.Return, call *ssa.Call, err ssa.Value) *summary.Response {
	expr := p.Index.Call(call.Pos())
	if expr == nil || p.Flow.Row(&call.Call) != nil {
		return nil
	}
	index := call.Call.Signature().Results().Len() - 1
	a := summary.ErrorWrite("", nil, nil)
	s := &summary.Response{
		At:   summary.Place{Call: expr, Node: expr, Func: p.Index.Func(expr.Pos())},
		By:   summary.Sender{Via: syntax.Name(expr.Fun)},
		Code: summary.Code{Func: fn, Call: call, Write: a},
		Body: summary.Body{Kind: summary.Unknown},
	}
	for _, t := range p.Flow.Eval(err, ret) {
		b := p.WriteOf(t)
		if b == nil || t.Fn != nil && ssautil.Within(t.Fn, fn) {
			continue
		}
		if status, text := p.fixedHere(call, index, b); status || text {
			continue
		}
		s.By.API, a.Status.Value = b.API, append(a.Status.Value, b.Status.Value...)
		if made := p.builtAt(t); made != nil {
			s.At.Sent = made.Pos()
		}
	}
	s.SetCodes(a)
	s.Status.Exact = false
	if len(s.Status.Codes) == 0 {
		return nil
	}
	return s
}

// builtAt returns the call or literal of this package that makes a value, or nil.
func (p *Errors) builtAt(t *origin.Term) ast.Node {
	if e := p.Index.Call(t.Pos); e != nil {
		return e
	}
	if lit := p.Index.Literal(t.Pos); lit != nil {
		return lit
	}
	return nil
}

// A statusInterface is an interface that a framework asks errors for their status by.
type statusInterface struct {
	pkg      string
	typ      *types.Interface
	response httpmodel.Response
}

// errorsAreSent reports whether a framework answers with the errors that a
// function returns: it is a handler that returns one, or is given a context and
// a request, and returns a result and an error.
func (p *Errors) errorsAreSent(fn *ssa.Function) bool {
	if p.writers.HandlerKind(fn) == writer.Returning {
		return true
	}
	if httpmodel.IsOperation(fn.Signature) || p.LibraryOf(fn) != "" {
		return true
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && p.servedBy(obj).Lib != ""
}

// returnedSite returns a site for what a handler returns as its error, nil if
// that is no expression: the result of a call, or one of its results.
func (p *Errors) returnedSite(fn *ssa.Function, ret *ssa.Return) *summary.Response {
	stmt := p.Index.Return(ret.Pos())
	if stmt == nil || len(stmt.Results) == 0 {
		return nil
	}
	node := stmt.Results[len(stmt.Results)-1]
	s := &summary.Response{
		At:   summary.Place{Node: node, Func: p.Index.Func(node.Pos())},
		Code: summary.Code{Func: fn},
		Body: summary.Body{Kind: summary.Unknown},
	}
	v := ssautil.UnwrapInterface(ssautil.Returned(ret)[len(ret.Results)-1])
	if e, ok := v.(*ssa.Extract); ok && len(stmt.Results) == 1 {
		v = e.Tuple // return f(), of a function with several results
	}
	if call, ok := v.(*ssa.Call); ok && call.Parent() == fn {
		if s.At.Call = p.Index.Call(call.Pos()); s.At.Call != nil && s.At.Call == ast.Unparen(node) {
			s.Code.Call, s.By.Via = call, syntax.Name(s.At.Call.Fun)
		} else {
			s.At.Call = nil
		}
	}
	return s
}

// returned adds the site of a returned error for what a framework sends of it;
// plain is what it sends of an error that it does not know, from the library of a path.
func (p *Errors) returned(s *summary.Response, ret *ssa.Return, asked []statusInterface, plain *httpmodel.StatusError, lib string) {
	errs := p.Flow.Eval(ret.Results[len(ret.Results)-1], ret)
	var own, bound, others origin.Value
	var a *summary.Write
	for _, t := range errs {
		if !t.Err || t.Op == origin.Zero {
			continue
		}
		switch b := p.WriteOf(t); {
		case b != nil && b.Status.Chosen != "" && p.statusMethodWrite(t, asked) != nil:
			own = append(own, t) // the library asks it, whoever made it
		case b != nil && p.registered(s.Code.Func) && p.libraryMade(t, b, s.Code.Func):
			bound, a = append(bound, t), b
		case b != nil:
		case p.statusMethodWrite(t, asked) != nil:
			own = append(own, t)
		default:
			others = append(others, t)
		}
	}
	switch {
	case len(own) > 0:
		for _, t := range own {
			b := p.statusMethodWrite(t, asked)
			if a == nil {
				a = b
			} else {
				a.Status.Value, a.Body.Value = append(a.Status.Value, b.Status.Value...), append(a.Body.Value, b.Body.Value...)
			}
		}
		s.By.API, s.Status.Here = a.API, true
	case len(bound) > 0:
		a.Body.Value = s.ErrorText(bound)
		s.By.API = a.API
	case plain != nil && len(others) > 0 && !p.passedOn(ssautil.Returned(ret)[0], s.Code.Func):
		if !p.Flow.EvalModel(plain.Response.Body, others).Tainted() {
			return // public, or kept from the client
		}
		a = summary.ErrorWrite("", p.Flow.EvalModel(plain.Response.Status, nil), s.ErrorText(others))
		a.Pkg, a.Body.Forced = p.Pass.Pkg.Path(), plain.Response.ContentType
		s.By.API = "the error handler of " + summary.PkgName(lib)
	default:
		return
	}
	s.Code.Write = a
	s.SetCodes(a)
	if s.Status.Here && s.Code.Call != nil {
		s.Status.Expr = p.handlers.StatusArg(s)
	}
	p.Found.ErrorResponses = append(p.Found.ErrorResponses, s)
}

// registered reports whether a function that returns an error is a handler, and
// can be registered as one. What is only called may look like one.
func (p *Errors) registered(fn *ssa.Function) bool {
	return p.writers.HandlerKind(fn) == writer.Returning && p.writers.Open(fn)
}

// statusMethodWrite returns what is sent for an error that a framework asks for its
// status, nil if none does.
func (p *Errors) statusMethodWrite(t *origin.Term, asked []statusInterface) *summary.Write {
	typ := p.Flow.TypeOf(t)
	if t.Op != origin.Object || typ == nil {
		return nil
	}
	for _, c := range asked {
		if types.Implements(typ, c.typ) {
			v := origin.Value{t}
			a := summary.ErrorWrite(p.summaries.ShortName(t.TypeName), p.Flow.EvalModel(c.response.Status, v), p.Flow.EvalModel(c.response.Body, v))
			a.Pkg, a.Body.Forced = p.Pass.Pkg.Path(), c.response.ContentType
			return a
		}
	}
	return nil
}

// libraryMade reports whether a value that carries a response is the error of a
// library's function that failed, and sends the text of what it failed by: there
// is nobody to tell where it was made. What another handler returns is judged in it.
func (p *Errors) libraryMade(t *origin.Term, a *summary.Write, fn *ssa.Function) bool {
	return t.Name != "" && a.Body.Value.Tainted() && (t.Fn == nil || t.Fn == fn || !p.registered(t.Fn))
}

// passedOn reports whether an error is that of another handler, which a call
// that was not read has given the context to.
func (p *Errors) passedOn(v ssa.Value, fn *ssa.Function) bool {
	call, ok := v.(*ssa.Call)
	if e, isExtract := v.(*ssa.Extract); isExtract {
		call, ok = e.Tuple.(*ssa.Call)
	}
	return ok && p.summaries.PassesWriter(&call.Call, valueflow.Loc{Root: fn.Params[len(fn.Params)-fn.Signature.Params().Len()]})
}
