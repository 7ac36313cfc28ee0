package responses

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Source says what text it is that a client would see.
type Source string

// The sources of a leak, the worst first.
const (
	SourceStack   Source = "stack"   // a stack trace
	SourcePanic   Source = "panic"   // a recovered value
	SourceVerbose Source = "verbose" // an error printed with %+v
	SourceParse   Source = "parse"   // why the client's input could not be parsed
	SourceError   Source = "error"   // the text of an error
)

// A Leak is internal text that reaches a client.
type Leak struct {
	Source Source
	Pos    token.Pos     // where the error becomes text or, for a caller, the call that passes it
	Node   ast.Node      // the expression there
	Site   *Site         // the answer that carries it
	Origin string        // the call that the error came from, "" if unknown
	Type   string        // the error's type, "path.Name", "" if unknown
	Header string        // the header that carries it, "" for the body
	Codes  []int         // statuses of the answers that carry it
	Caller bool          // a call that passes an error to a helper that prints it
	Helper string        // for a caller: the helper
	Passed []token.Pos   // for a helper: the calls that pass internal errors to it
	Given  bool          // a helper that other packages, too, may call with an error of theirs
	direct bool          // Codes are those of answers in the very function that makes the text
	cause  *found        // what was found there
	fn     *ssa.Function // the function that Pos lies in
}

// found is one origin of leaking text in a value.
type found struct {
	source Source
	pos    token.Pos     // where it became text; NoPos in another package
	fn     *ssa.Function // around pos
	param  int           // the parameter that the error is, -1 if its origin is known
	pfn    *ssa.Function
	given  bool // a parameter, or a member of one, that other packages may pass
	origin string
	typ    string
	wide   bool // where it is printed, nothing says that it is an error
	types  []string
}

// PartOf reports whether the text is part of the text of an error whose type
// meets a condition: one that the project declares public, say.
func (l *Leak) PartOf(is func(typeName string) bool) bool {
	for _, t := range l.cause.types {
		if is(t) {
			return true
		}
	}
	return false
}

// OfClient reports whether every answer that carries the text says that the client has
// made a mistake.
func (l *Leak) OfClient() bool {
	return len(l.Codes) > 0 && !slices.ContainsFunc(l.Codes, func(code int) bool { return code < 400 || code > 499 })
}

// OfService reports whether every answer that carries the text says that the service
// has failed.
func (l *Leak) OfService() bool {
	return len(l.Codes) > 0 && !slices.ContainsFunc(l.Codes, func(code int) bool { return code < 500 })
}

// leaks gathers what internal text the sites send.
//
// An error is public only where every origin of it is proven so. A leak stands
// where the error becomes text, so one helper is one leak however many call
// it. Where that place is in another package, or is a helper that prints
// whatever it is given, the calls that pass an internal error are leaks of
// their own kind (Caller).
func (p *producer) leaks() (list []*Leak) {
	byPos := make(map[token.Pos]*Leak)
	var params []*Leak
	var order []*Leak
	called, alone := p.calledHere(), make(map[*Leak]bool)
	for s := range defect.Each(slices.Concat(p.found.Sites, p.found.Carried, p.headerStores())) {
		p.flow.Refuel()
		var fs []found
		p.find(s.ans.body, s, place{}, p.settled(s), &fs, 0)
		for i := range fs {
			f := &fs[i]
			local := f.pos.IsValid() && f.fn != nil
			if p.leaksElsewhere(f, s) {
				continue
			}
			if f.wide && (!local || f.fn != s.fn && !ssautil.Within(s.fn, f.fn)) {
				// The helper prints whatever it is given: here it is given an error.
				f.pos, f.fn, local = s.pos(), s.fn, true
			}
			if !local && s.Via == "" {
				f.pos, f.fn, local = s.pos(), s.fn, true // a library's text, first seen here
			}
			if !f.wide && f.pos == s.pos() && p.leaksThere(s) {
				if f.param < 0 {
					order = append(order, p.callerLeak(f, s))
				}
				continue
			}
			if f.param >= 0 {
				// Whoever calls this function decides: it is a leak if that may be
				// another package, or a caller here passes an internal error. Where there
				// are callers here and none does, the others are not thought of.
				if local && p.open(f.pfn) {
					params = append(params, p.newLeak(f, s))
					alone[params[len(params)-1]] = !called[f.pfn]
				}
				continue
			}
			if local {
				l := byPos[f.pos]
				if l == nil {
					l = p.newLeak(f, s)
					byPos[f.pos] = l
					order = append(order, l)
				}
				l.merge(f, s)
				if f.fn != s.fn && !ssautil.Within(s.fn, f.fn) {
					if s.ans.index == carriedIndex && (s.call == nil || !p.passesError(s.call)) {
						continue // it brings the text from there
					}
					if !p.index.InTest(s.fn.Pos()) {
						l.Passed = append(l.Passed, s.Node.Pos())
					}
					order = append(order, p.callerLeak(f, s))
				}
				continue
			}
			order = append(order, p.callerLeak(f, s))
		}
	}
	for _, l := range params {
		if old := byPos[l.Pos]; old != nil {
			old.Codes = mergeCodes(old.Codes, l.Codes)
			old.Given = true
			continue
		}
		if !alone[l] {
			continue
		}
		byPos[l.Pos] = l
		order = append(order, l)
	}
	seen := make(map[string]bool)
	for _, l := range order {
		if l.Node == nil {
			continue
		}
		k := strconv.Itoa(int(l.Pos)) + strconv.FormatBool(l.Caller)
		if !seen[k] {
			seen[k] = true
			list = append(list, l)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return p.index.Before(list[i].Pos, list[j].Pos) })
	return list
}

// leaksThere reports whether what a call puts into an answer is reported in the
// function of another package that the call runs: there, too, it is known that
// values of the type are answers.
func (p *producer) leaksThere(s *Site) bool {
	if s.ans.index != carriedIndex || s.call == nil || p.flow.Row(&s.call.Call) != nil {
		return false
	}
	targets := p.flow.Targets(s.call)
	for _, t := range targets {
		if t.Fn != nil || t.Obj == nil || !p.ownModule(t.Obj.Pkg()) {
			return false
		}
		known := func(path string) bool {
			return path == t.Obj.Pkg().Path() || slices.ContainsFunc(t.Obj.Pkg().Imports(), func(i *types.Package) bool { return i.Path() == path })
		}
		if s.ans.pkg != "" && !known(s.ans.pkg) {
			return false
		}
	}
	return len(targets) > 0
}

// leaksElsewhere reports whether text that another package made is in an error of a
// type whose own package says that it is sent: there it has been told.
func (p *producer) leaksElsewhere(f *found, s *Site) bool {
	if s.ans.index != carriedIndex || s.ans.pkg == "" || s.ans.pkg == p.pass.Pkg.Path() ||
		!slices.ContainsFunc(p.carry, func(c carrier) bool { return c.pkg == s.ans.pkg && strings.HasPrefix(c.typ, c.pkg+".") }) {
		return false
	}
	if !f.pos.IsValid() || f.fn == nil {
		return true
	}
	call := p.callAt(f.fn, f.pos) // where text of another package enters this one
	if call == nil || p.flow.Row(&call.Call) != nil {
		return false
	}
	fn := ssautil.Callee(&call.Call)
	return fn != nil && fn.Pkg() != nil && fn.Pkg() != p.pass.Pkg && p.ownModule(fn.Pkg()) && !p.passesError(call)
}

// callAt returns the call of a function that stands at a position, or nil.
func (p *producer) callAt(fn *ssa.Function, pos token.Pos) *ssa.Call {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call.Pos() == pos {
				return call
			}
		}
	}
	return nil
}

// settled returns the terms of a helper's own body that do not depend on what
// it is called with: they leak in the helper, whoever calls it.
func (p *producer) settled(s *Site) map[*origin.Term]bool {
	seen := make(map[*origin.Term]bool)
	var visit func(v origin.Value)
	visit = func(v origin.Value) {
		for _, t := range v {
			seen[t] = true
			for _, a := range t.Args {
				visit(a)
			}
			for _, f := range t.Fields {
				visit(f.Value)
			}
		}
	}
	if s.Via == "" {
		return seen
	}
	for _, t := range p.flow.Targets(s.call) {
		for _, a := range p.summaryOf(t) {
			visit(a.body)
		}
	}
	return seen
}

func (p *producer) newLeak(f *found, s *Site) *Leak {
	l := &Leak{Source: f.source, Pos: f.pos, Site: s, Origin: f.origin, Type: f.typ, cause: f, fn: f.fn}
	if e := p.index.Call(f.pos); e != nil {
		l.Node = e
		l.Pos = f.pos
	} else if f.pos == s.pos() {
		l.Node = p.whole(s) // an error that is returned as it is, or put into a literal
	}
	l.merge(f, s)
	return l
}

// pos returns the position by which terms know the site's place.
func (s *Site) pos() token.Pos {
	switch {
	case s.Call != nil:
		return s.Call.Lparen
	case s.lit != nil:
		return s.lit.Lbrace
	}
	return s.Node.Pos()
}

// whole returns what carries an error as it is: of a literal the member that is it.
func (p *producer) whole(s *Site) ast.Node {
	if s.lit != nil {
		for _, e := range s.lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			if t := p.pass.TypesInfo.TypeOf(e); t != nil && typeutil.IsError(t) {
				return e
			}
		}
	}
	return s.Node
}

func (p *producer) callerLeak(f *found, s *Site) *Leak {
	l := &Leak{Source: f.source, Pos: s.pos(), Node: s.Node, Site: s, Origin: f.origin, Type: f.typ, Caller: true, Helper: cmp.Or(s.Via, helperName(f.fn)), cause: f, fn: s.fn}
	l.merge(f, s)
	return l
}

// helperName names a function that makes the text which a call sends.
func helperName(fn *ssa.Function) string {
	if fn == nil {
		return ""
	}
	return fn.Name()
}

var sourceRank = map[Source]int{SourceStack: 4, SourcePanic: 3, SourceVerbose: 2, SourceParse: 1, SourceError: 1}

func (l *Leak) merge(f *found, s *Site) {
	if sourceRank[f.source] > sourceRank[l.Source] || f.source == SourceError && l.Source == SourceParse {
		l.Source, l.Origin, l.Type = f.source, f.origin, f.typ
	}
	l.Given = l.Given || f.given
	switch direct := s.Exact && (f.fn == s.fn || ssautil.Within(s.fn, f.fn)); {
	case direct && !l.direct:
		l.direct, l.Codes = true, s.Codes // not what a wrapper may make of it
	case direct == l.direct:
		l.Codes = mergeCodes(l.Codes, s.Codes)
	}
	if s.ans.kind == httpmodel.SetHeader || s.ans.kind == httpmodel.AddHeader {
		l.Header = s.ans.header
	}
}

func mergeCodes(a, b []int) []int {
next:
	for _, c := range b {
		for _, d := range a {
			if c == d {
				continue next
			}
		}
		a = append(a[:len(a):len(a)], c)
	}
	sort.Ints(a)
	return a
}

// open reports whether a function can be called with arguments that this
// package does not show: it is exported, a method, or used as a value.
func (p *producer) open(fn *ssa.Function) bool {
	if fn == nil {
		return false
	}
	if obj := fn.Object(); obj != nil && fn.Parent() == nil && obj.Exported() {
		return true
	}
	return p.escaping()[fn]
}

// escaping returns the functions that are used as values: stored, returned,
// passed on. Who calls them, and with what, cannot be seen.
func (p *producer) escaping() map[*ssa.Function]bool {
	if p.escaped != nil {
		return p.escaped
	}
	p.escaped = make(map[*ssa.Function]bool)
	for _, fn := range p.flow.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, _ := instr.(ssa.CallInstruction)
				for _, op := range instr.Operands(nil) {
					if op == nil || *op == nil || call != nil && *op == call.Common().Value && !call.Common().IsInvoke() {
						continue
					}
					switch v := (*op).(type) {
					case *ssa.Function:
						if _, ok := instr.(*ssa.MakeClosure); !ok {
							p.escaped[v] = true
						}
					case *ssa.MakeClosure:
						if st, ok := instr.(*ssa.Store); !ok || !ssautil.CalledOnly(st.Addr) {
							p.escaped[p.handlerOf(v)] = true
						}
					}
				}
			}
		}
	}
	return p.escaped
}

// maxNesting bounds how deep errors inside errors are followed.
const maxNesting = 6

// A place is where the outermost conversion to text stands; pos is NoPos if
// that is in another package.
type place struct {
	known bool
	pos   token.Pos
	fn    *ssa.Function
	wide  bool     // nothing says there that it is an error
	json  bool     // it is part of what is encoded as JSON
	types []string // the error types whose text it is part of
}

// or returns the place, or that of a term if nothing was converted yet.
func (at place) or(t *origin.Term) place {
	if at.known {
		return at
	}
	return place{known: true, pos: t.Pos, fn: t.Fn, wide: t.Wide, json: at.json}
}

// find gathers the leaking text in what a body or header holds.
func (p *producer) find(v origin.Value, s *Site, at place, seen map[*origin.Term]bool, out *[]found, nest int) {
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
			f.pos, f.fn = in.pos, in.fn
			*out = append(*out, f)
		}
		switch t.Op {
		case origin.Stack:
			if p.debugRoute(s.fn) {
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
			in.json = at.json || t.Name == string(JSON)
			for _, a := range t.Args {
				if t.Name == string(HTML) || t.Name == string(Unknown) {
					p.findPrinted(a, t, s, at.or(t), seen, out, nest)
				}
				p.find(a, s, in, seen, out, nest)
			}
		default:
			if at.json && t.Op == origin.Object {
				if v, own := p.flow.Marshaled(t); own { // what it leaves out, nobody reads
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
func (p *producer) findPrinted(v origin.Value, tpl *origin.Term, s *Site, at place, seen map[*origin.Term]bool, out *[]found, nest int) {
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
func (p *producer) findError(e, text *origin.Term, s *Site, at place, seen map[*origin.Term]bool, out *[]found, nest int) {
	if e.Gated || e.Offered || e.Gone {
		return
	}
	f := found{source: SourceError, pos: at.pos, fn: at.fn, param: -1, typ: e.TypeName, wide: at.wide, types: at.types}
	if e.TypeName != "" {
		at.types = append(at.types[:len(at.types):len(at.types)], e.TypeName)
		f.types = at.types
	}
	if text.Verbose {
		f.source = SourceVerbose
	}
	switch e.Op {
	case origin.Zero, origin.Const, origin.StatusText:
		return
	case origin.Recovered:
		f.source = SourcePanic
		*out = append(*out, f)
		return
	case origin.Param:
		if !e.Err {
			return // text of a value that is no error here; the caller's argument decides
		}
		if p.publicTerm(e) {
			return
		}
		if v, ok := p.flow.ErrorText(e); ok {
			p.find(v, s, at, seen, out, nest+1)
			return
		}
		f.param, f.pfn = e.Index, e.Fn
		if f.pfn == nil {
			f.pfn = s.fn
		}
		f.given = p.open(f.pfn)
		if e.Path != "" && e.Fn != nil && f.given {
			f.param = -1 // a member that only a caller could know
		}
		*out = append(*out, f)
		return
	case origin.Global:
		return // a sentinel
	}
	if !e.Err {
		p.find(origin.Value{e}, s, at, seen, out, nest+1)
		return
	}
	if p.publicTerm(e) {
		return
	}
	if e.Op == origin.Object && e.Name == "" && s.ans.index == carriedIndex && httpmodel.CarrierOf(p.flow.TypeOf(e)) != nil {
		return // an answer inside another: it is judged where it is made, if no library did
	}
	if v, ok := p.flow.ErrorText(e); ok {
		p.find(v, s, at, seen, out, nest+1)
		return
	}
	f.origin = e.Name
	if f.source == SourceError && (e.Parse || e.Checked || ofInput(e.TypeName)) {
		f.source = SourceParse
	}
	*out = append(*out, f)
}

// ofInput reports whether an error's type is one whose text speaks of a client's input.
func ofInput(typeName string) bool {
	i := strings.LastIndexByte(typeName, '.')
	return i > 0 && (httpmodel.IsParser(typeName[:i]) || httpmodel.IsValidator(typeName[:i]))
}

// publicTerm reports whether a declaration says that an error's text is meant
// for clients: its type's, or that of the function it came from.
func (p *producer) publicTerm(t *origin.Term) bool {
	if t.TypeName != "" {
		if obj := typeutil.Lookup(p.pass.Pkg, t.TypeName); obj != nil && p.pass.ImportObjectFact(obj, new(Public)) {
			return true
		}
	}
	return false
}

// Start returns where the leak stands.
func (l *Leak) Start() token.Pos { return l.Pos }
