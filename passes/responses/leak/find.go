package leak

import (
	"go/token"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// maxNesting bounds how deep errors inside errors are followed.
const maxNesting = 6

// A place is where the outermost conversion to text stands; pos is NoPos if
// that is in another package.
type place struct {
	known  bool
	pos    token.Pos
	fn     *ssa.Function
	wide   bool     // nothing says there that it is an error
	json   bool     // it is part of what is encoded as JSON
	full   bool     // it was printed with %+v
	client bool     // it is sent with a status below 500 only
	types  []string // the error types whose text it is part of
}

// or returns the place, or that of a term if nothing was converted yet.
func (at place) or(t *origin.Term) place {
	at.client = at.client || t.Client
	if at.known {
		return at
	}
	return place{known: true, pos: t.Pos, fn: t.Fn, wide: t.Wide, json: at.json, full: t.Verbose, client: at.client}
}

// find gathers the leaking text in what a body or header holds.
func (p *Leaks) find(v origin.Value, s *summary.Response, at place, seen map[*origin.Term]bool, out *[]found, nest int) {
	if nest > maxNesting {
		return
	}
	for _, t := range v {
		if seen[t] {
			continue
		}
		seen[t] = true
		if t.Gated {
			continue // the arm of a mode: debug, not production, an administrator
		}
		add := func(f found) {
			in := at.or(t)
			f.pos, f.fn, f.client = in.pos, in.fn, in.client
			*out = append(*out, f)
		}
		switch t.Op {
		case origin.Stack:
			if p.routes.DebugRoute(s.Code.Func) {
				continue
			}
			if t.Name != "" { // whoever asks for a place may log it: it leaks where it is sent
				*out = append(*out, found{source: SourceStack, origin: t.Name, param: -1, pos: s.Pos(), fn: s.Code.Func})
				continue
			}
			add(found{source: SourceStack, param: -1})
		case origin.Recovered:
			add(found{source: SourcePanic, param: -1})
		case origin.Text:
			for _, e := range t.Args[0] {
				p.findError(e, t, s, at.or(t), seen, out, nest)
			}
		case origin.Error:
			// As a value in an encoded object an error shows no text.
		case origin.Encoded:
			in := at
			in.client = at.client || t.Client
			in.json = at.json || t.Name == string(summary.JSON)
			for _, a := range t.Args {
				if t.Name == string(summary.HTML) || t.Name == string(summary.Unknown) {
					p.findPrinted(a, t, s, at.or(t), seen, out, nest)
				}
				p.find(a, s, in, seen, out, nest)
			}
		default:
			at := at
			at.client = at.client || t.Client
			if at.json && t.Op == origin.Object {
				if v, own := p.Flow.Marshaled(t); own { // what it leaves out, nobody reads
					p.find(v, s, at, seen, out, nest+1)
					continue
				}
			}
			for _, a := range t.Args {
				p.find(a, s, at, seen, out, nest)
			}
			for _, fd := range t.Fields {
				if !fd.Hidden {
					p.find(fd.Value, s, at, seen, out, nest)
				}
			}
		}
	}
}

// findPrinted gathers the errors that a template is given: it prints their text.
func (p *Leaks) findPrinted(v origin.Value, tpl *origin.Term, s *summary.Response, at place, seen map[*origin.Term]bool, out *[]found, nest int) {
	for _, t := range v {
		if t.Err {
			p.findError(t, tpl, s, at, seen, out, nest)
			continue
		}
		for _, fd := range t.Fields {
			p.findPrinted(fd.Value, tpl, s, at, seen, out, nest)
		}
	}
}

// findError gathers the leaks in the text of an error, or of another value
// that was printed.
func (p *Leaks) findError(e, text *origin.Term, s *summary.Response, at place, seen map[*origin.Term]bool, out *[]found, nest int) {
	if e.Gated || e.Offered && (e.TypeName == "" || e.Op == origin.Opaque) || e.Gone || e.Unfinished() {
		p.note(e, s, at, why(e))
		return
	}
	at.client = at.client || e.Client || text.Client
	f := found{source: SourceError, pos: at.pos, fn: at.fn, param: -1, typ: e.TypeName, wide: at.wide, types: at.types, client: at.client}
	if e.TypeName != "" {
		at.types = append(at.types[:len(at.types):len(at.types)], e.TypeName)
		f.types = at.types
	}
	if at.full = at.full || text.Verbose; at.full {
		f.source = SourceVerbose
	}
	switch e.Op {
	case origin.Zero, origin.Const, origin.StatusText:
		return
	case origin.Recovered:
		f.source, f.at = SourcePanic, e.Pos
		*out = append(*out, f)
		return
	case origin.Param:
		if !e.Err {
			return // text of a value that is no error here; the caller's argument decides
		}
		if p.publicTerm(e) {
			p.note(e, s, at, Declared)
			return
		}
		if v, ok := p.Flow.ErrorText(e); ok {
			before := len(*out)
			p.find(v, s, at, seen, out, nest+1)
			p.decided(e, s, at, before, len(*out))
			return
		}
		p.note(e, s, at, OfCaller)
		f.param, f.pfn = e.Index, e.Fn
		if f.pfn == nil {
			f.pfn = s.Code.Func
		}
		f.open = p.writers.Open(f.pfn)
		if e.Path != "" && e.Fn != nil && f.open {
			if token.IsExported(e.Path[strings.LastIndexByte(e.Path, '.')+1:]) && e.Index < len(f.pfn.Params) && typeutil.IsErrorInterface(f.pfn.Params[e.Index].Type()) {
				p.note(e, s, at, Asked)
				return // a member that is there for those who ask for the error's type
			}
			f.param = -1 // a member that only a caller could know
		}
		*out = append(*out, f)
		return
	case origin.Global:
		p.note(e, s, at, Sentinel)
		return
	}
	if !e.Err {
		p.find(origin.Value{e}, s, at, seen, out, nest+1)
		return
	}
	if p.publicTerm(e) {
		p.note(e, s, at, Declared)
		return
	}
	if e.Op == origin.Object && e.Name == "" && s.Code.Write.SentLater() && p.Flow.Model().StatusErrorOf(p.Flow.TypeOf(e)) != nil {
		p.note(e, s, at, JudgedBefore)
		return // a response inside another: it is judged where it is made, if no library did
	}
	if v, ok := p.Flow.ErrorText(e); ok {
		before := len(*out)
		p.find(v, s, at, seen, out, nest+1)
		p.decided(e, s, at, before, len(*out))
		return
	}
	if e.Offered {
		p.note(e, s, at, why(e))
		return // of a type that was made for clients, whose text was not read
	}
	p.note(e, s, at, Internal)
	f.origin, f.at = p.madeFrom(e).Name, e.Pos
	if f.origin == "" {
		f.value = p.functionValue(e)
	}
	if f.source == SourceError && (e.Parse || e.Checked || ofInput(e.TypeName)) {
		f.source, f.input = SourceParse, e.Checked
	}
	*out = append(*out, f)
}

// madeFrom returns the error that a call was given which made another one of it, and was not
// read: that says more of where it came from. Without one it returns the error itself.
func (p *Leaks) madeFrom(e *origin.Term) *origin.Term {
	for range maxNesting {
		call := callAt(e.Fn, e.Pos)
		if call == nil {
			break
		}
		inner := e
		for _, a := range ssautil.Args(&call.Call) {
			if !typeutil.IsError(a.Type()) {
				continue
			}
			for _, t := range p.Flow.Eval(a, call) {
				if t.Op == origin.Opaque && t.Err && t.Name != "" {
					inner = t
				}
			}
		}
		if inner == e {
			break
		}
		e = inner
	}
	return e
}

// functionValue returns the name by which the source calls the function value that an error
// came from, such as the handler that an adapter runs; "" if it came from something else.
func (p *Leaks) functionValue(e *origin.Term) string {
	call := callAt(e.Fn, e.Pos)
	if call == nil || call.Call.IsInvoke() || call.Call.StaticCallee() != nil {
		return ""
	}
	if expr := p.Index.Call(call.Pos()); expr != nil {
		return syntax.Name(expr.Fun)
	}
	return ""
}

// ofInput reports whether an error's type is one whose text speaks of a client's input.
func ofInput(typeName string) bool {
	i := strings.LastIndexByte(typeName, '.')
	return i > 0 && (httpmodel.IsParser(typeName[:i]) || httpmodel.IsValidator(typeName[:i]))
}

// publicTerm reports whether a declaration says that an error's text is meant
// for clients: its type's, or that of the function it came from.
func (p *Leaks) publicTerm(t *origin.Term) bool {
	if t.TypeName != "" {
		if obj := typeutil.Lookup(p.Pass.Pkg, t.TypeName); obj != nil && p.Pass.ImportObjectFact(obj, new(summary.Public)) {
			return true
		}
	}
	return false
}
