package leak

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/errvalue"
	"github.com/respvet/respvet/passes/responses/summary"
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
	At       Place
	From     Origin
	Response *summary.Response // the response that sends it
	Sent     Sending
	Helper   Helper

	model *httpmodel.Model // what the calls around the text do
}

// A Place is where an error becomes text or, in a caller, the call that passes it.
type Place struct {
	Pos  token.Pos
	Node ast.Node // the expression there
	fn   *ssa.Function
}

// An Origin is where internal text comes from.
type Origin struct {
	Source Source
	Input  bool   // it is certainly about the client's own input
	Call   string // the function or method that the error came from, "" if unknown
	Value  string // the function value that it came from, as the source names it, where Call is ""
	Type   string // the error's type, "path.Name", "" if unknown
	found  *found
}

// A Sending is what the responses are that send the text.
type Sending struct {
	Header    string      // the header field that holds it, "" for the body
	Body      bool        // a response has it in its body, and not only in the URL of a redirect
	Codes     []int       // their statuses
	Others    bool        // and perhaps other statuses, which are not known
	Below     bool        // the statuses that are not known are below 500
	Places    []token.Pos // of text that another function made: where it is sent
	responses int         // how many have been looked at
	direct    bool        // Codes are those of responses in the very function that makes the text
}

// A Helper is a function that makes text of an error which is passed to it.
type Helper struct {
	// Name is set where the leak stands at a call of the helper: in a caller, and where
	// the helper is Foreign.
	Name    string
	Call    bool        // the leak is a call that passes an error to it
	Foreign bool        // it is another module's: its call is all that can be mended
	Passed  []token.Pos // of the leak in the helper: the calls that pass internal errors to it
	passed  []passing
	Open    bool // other packages, too, may call it with an error of theirs
}

// A passing is a call that passes an error to a helper.
type passing struct {
	at     token.Pos
	source Source
}

// found is one origin of leaking text in a value.
type found struct {
	source Source
	input  bool
	pos    token.Pos     // where it became text; NoPos in another package
	fn     *ssa.Function // around pos
	param  int           // the parameter that the error is, -1 if its origin is known
	pfn    *ssa.Function
	open   bool // a parameter, or a member of one, that other packages may pass
	origin string
	value  string
	at     token.Pos // where it came from, NoPos if that is in another package
	typ    string
	wide   bool // where it is printed, nothing says that it is an error
	client bool // it is sent with a status below 500 only
	types  []string
}

// Origin returns where the error came from: the call that gave it, NoPos if that is not in
// this package.
func (l *Leak) Origin() token.Pos { return l.From.found.at }

// PartOf reports whether the text is part of the text of an error whose type
// meets a condition: one that the project declares public, say.
func (l *Leak) PartOf(is func(typeName string) bool) bool {
	for _, t := range l.From.found.types {
		if is(t) {
			return true
		}
	}
	return false
}

// Types returns the types of the errors whose text the text is part of, the outermost first,
// "path.Name" each; those that have no name are left out.
func (l *Leak) Types() []string { return l.From.found.types }

// OfClient reports whether every response that carries the text says that the client has
// made a mistake. The status that another module's helper has for all errors says nothing.
func (l *Leak) OfClient() bool {
	return (len(l.Sent.Codes) > 0 || l.Sent.Below) && !l.Helper.Foreign && !slices.ContainsFunc(l.Sent.Codes, func(code int) bool { return code < 400 || code > 499 })
}

// OfPlace reports whether the text is no trace of the stack but the name of a source file.
func (l *Leak) OfPlace() bool { return l.From.Source == SourceStack && l.From.Call != "" }

// OfService reports whether every response that carries the text says that the service
// has failed.
func (l *Leak) OfService() bool {
	return len(l.Sent.Codes) > 0 && !slices.ContainsFunc(l.Sent.Codes, func(code int) bool { return code < 500 })
}

// Find gathers what internal text the sites send.
//
// An error is public only where every origin of it is proven so. A leak stands
// where the error becomes text, so one helper is one leak however many call
// it. Where that place is in another package, or is a helper that prints
// whatever it is given, the calls that pass an internal error are leaks of
// their own kind (Caller).
func (p *Leaks) Find() []*Leak {
	byPos := make(map[token.Pos]*Leak)
	var params []*Leak
	var order []*Leak
	called, alone := p.headers.CalledHere(), make(map[*Leak]bool)
	for s := range defect.Each(slices.Concat(p.Found.Responses, p.Found.ErrorResponses, p.Found.Returned, p.printers(), p.headers.HeaderStores())) {
		if p.replaced(s) {
			continue
		}
		var fs []found
		p.find(s.Code.Write.Body.Value, s, place{}, p.settled(s), &fs, 0)
		for i := range fs {
			f := &fs[i]
			if f.source == SourcePanic && f.pos.IsValid() && p.Index.Call(f.pos) == nil {
				f.pos, f.fn = s.Pos(), s.Code.Func // a library gives it to a parameter
			}
			local := f.pos.IsValid() && f.fn != nil
			if p.leaksElsewhere(f, s) || (f.source == SourceError || f.source == SourceParse) && p.routes.ForAdmins(s.Code.Func) {
				continue
			}
			if f.wide && (!local || f.fn != s.Code.Func && !ssautil.Within(s.Code.Func, f.fn)) {
				// The helper prints whatever it is given: here it is given an error.
				f.pos, f.fn, local = s.Pos(), s.Code.Func, true
			}
			if !local && s.By.Via == "" {
				f.pos, f.fn, local = s.Pos(), s.Code.Func, true // a library's text, first seen here
			}
			if !f.wide && f.pos == s.Pos() && p.leaksThere(s) {
				if f.param < 0 {
					order = append(order, p.callerLeak(f, s))
				}
				continue
			}
			if f.param >= 0 {
				// Whoever calls this function decides: it is a leak if that may be
				// another package, or a caller here passes an internal error. Where there
				// are callers here and none does, the others are not thought of.
				if local && p.writers.Open(f.pfn) {
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
				if f.fn != s.Code.Func && !ssautil.Within(s.Code.Func, f.fn) {
					if s.Code.Write.SentLater() && (s.Code.Call == nil || !p.control.PassesError(s.Code.Call)) {
						continue // it brings the text from there
					}
					switch {
					case p.Index.InTest(s.Code.Func.Pos()):
					case s.Code.Call != nil && p.Flow.Row(&s.Code.Call.Call) == nil && p.control.PassesError(s.Code.Call):
						l.Helper.passed = append(l.Helper.passed, passing{s.At.Node.Pos(), f.source})
					case len(s.Helpers.Inside) == 0: // else it is sent there
						l.Sent.Places = append(l.Sent.Places, s.At.Node.Pos())
					}
					order = append(order, p.callerLeak(f, s))
				}
				continue
			}
			order = append(order, p.callerLeak(f, s))
		}
	}
	for _, l := range params {
		if old := byPos[l.At.Pos]; old != nil {
			old.Sent.Codes = mergeCodes(old.Sent.Codes, l.Sent.Codes)
			old.Helper.Open = true
			continue
		}
		if !alone[l] {
			continue
		}
		byPos[l.At.Pos] = l
		order = append(order, l)
	}
	return p.distinct(order)
}

// distinct returns the leaks in the order of the source, one of each kind at a place.
func (p *Leaks) distinct(leaks []*Leak) (list []*Leak) {
	type spot struct {
		pos    token.Pos
		caller bool
	}
	seen := make(map[spot]bool)
	for _, l := range leaks {
		for _, call := range l.Helper.passed {
			if call.source == l.From.Source || call.source != SourceParse { // else it speaks of the client's input
				l.Helper.Passed = append(l.Helper.Passed, call.at)
			}
		}
		if at := (spot{l.At.Pos, l.Helper.Call}); l.At.Node != nil && !seen[at] && !p.shown(l) {
			seen[at] = true
			list = append(list, l)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return p.Index.Before(list[i].At.Pos, list[j].At.Pos) })
	return list
}

// shown reports whether a success shows an error that is a member of something, and that no
// call is known of: it has failed some time ago, and who asks for a journal or for the state of
// things is told so.
func (p *Leaks) shown(l *Leak) bool {
	if l.From.Source != SourceError || l.From.Call != "" || l.From.found.param >= 0 || l.Sent.Others {
		return false
	}
	if len(l.Sent.Codes) == 0 { // is it the 200 that nobody has set?
		fn := l.Response.Code.Func
		return fn != nil && l.Response.Code.Call != nil && p.writers.IsHandler(fn) && p.handlers.Unset(l.Response, fn, p.handlers.BegunHandlers())
	}
	return !slices.ContainsFunc(l.Sent.Codes, func(code int) bool { return code >= 300 })
}

// leaksThere reports whether what a call puts into a response is reported in the
// function of another package that the call runs: there, too, it is known that
// values of the type are answers.
func (p *Leaks) leaksThere(s *summary.Response) bool {
	if !s.Code.Write.SentLater() || s.Code.Call == nil || p.Flow.Row(&s.Code.Call.Call) != nil {
		return false
	}
	targets := p.Flow.Targets(s.Code.Call)
	for _, t := range targets {
		if t.Fn != nil || t.Obj == nil || !p.summaries.OwnModule(t.Obj.Pkg()) {
			return false
		}
		known := func(path string) bool {
			return path == t.Obj.Pkg().Path() || slices.ContainsFunc(t.Obj.Pkg().Imports(), func(i *types.Package) bool { return i.Path() == path })
		}
		if s.Code.Write.Pkg != "" && !known(s.Code.Write.Pkg) {
			return false
		}
	}
	return len(targets) > 0
}

// leaksElsewhere reports whether text that another package made is in an error of a
// type whose own package says that it is sent: there it has been told.
func (p *Leaks) leaksElsewhere(f *found, s *summary.Response) bool {
	if !s.Code.Write.SentLater() || s.Code.Write.Pkg == "" || s.Code.Write.Pkg == p.Pass.Pkg.Path() ||
		!slices.ContainsFunc(p.errors.Known, func(c errvalue.StatusError) bool {
			return c.Pkg == s.Code.Write.Pkg && strings.HasPrefix(c.Typ, c.Pkg+".")
		}) {
		return false
	}
	if !f.pos.IsValid() || f.fn == nil {
		return true
	}
	call := callAt(f.fn, f.pos) // where text of another package enters this one
	if call == nil || p.Flow.Row(&call.Call) != nil {
		return false
	}
	fn := ssautil.Callee(&call.Call)
	return fn != nil && fn.Pkg() != nil && fn.Pkg() != p.Pass.Pkg && p.summaries.OwnModule(fn.Pkg()) && !p.control.PassesError(call)
}

// callAt returns the call of a function that stands at a position, or nil.
func callAt(fn *ssa.Function, pos token.Pos) *ssa.Call {
	if fn == nil {
		return nil
	}
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
func (p *Leaks) settled(s *summary.Response) map[*origin.Term]bool {
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
	if s.By.Via == "" {
		return seen
	}
	for _, t := range p.Flow.Targets(s.Code.Call) {
		for _, a := range p.summaries.SummaryOf(t) {
			if t.Fn != s.Code.Func || a.At.Call != s.Code.Call.Pos() { // one that calls itself
				visit(a.Body.Value)
			}
		}
	}
	return seen
}

func (p *Leaks) newLeak(f *found, s *summary.Response) *Leak {
	l := &Leak{model: p.Flow.Model(), From: Origin{Source: f.source, Input: f.input, Call: f.origin, Value: f.value, Type: f.typ, found: f}, At: Place{Pos: f.pos, fn: f.fn}, Response: s}
	if e := p.Index.Call(f.pos); e != nil {
		l.At.Node = e
		l.At.Pos = f.pos
		if call := callAt(f.fn, f.pos); call != nil && len(p.summaries.Events(call)) > 0 && p.summaries.OfOthers(call) {
			l.Helper.Foreign, l.Helper.Name = true, syntax.Name(e.Fun)
		}
	} else if f.pos == s.Pos() {
		l.At.Node = p.whole(s) // an error that is returned as it is, or put into a literal
	}
	l.merge(f, s)
	return l
}

// whole returns what carries an error as it is: of a literal the member that is it.
func (p *Leaks) whole(s *summary.Response) ast.Node {
	if s.Code.Lit != nil {
		for _, e := range s.Code.Lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			if t := p.Pass.TypesInfo.TypeOf(e); t != nil && typeutil.IsError(t) {
				return e
			}
		}
	}
	return s.At.Node
}

func (p *Leaks) callerLeak(f *found, s *summary.Response) *Leak {
	l := &Leak{model: p.Flow.Model(), From: Origin{Source: f.source, Input: f.input, Call: f.origin, Value: f.value, Type: f.typ, found: f}, At: Place{Pos: s.Pos(), Node: s.At.Node, fn: s.Code.Func}, Response: s, Helper: Helper{Call: true, Name: cmp.Or(s.By.Via, helperName(f.fn))}}
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

func (l *Leak) merge(f *found, s *summary.Response) {
	switch from := &l.From; {
	case sourceRank[f.source] > sourceRank[from.Source], f.source == SourceError && from.Source == SourceParse,
		f.source == SourceParse && from.Source == SourceParse && from.Input && !f.input:
		from.Source, from.Input, from.Call, from.Type = f.source, f.input, f.origin, f.typ
	}
	l.Helper.Open = l.Helper.Open || f.open
	if s.Code.Write.Kind == httpmodel.SetHeader || s.Code.Write.Kind == httpmodel.AddHeader {
		l.Sent.Header = s.Code.Write.Header
	}
	switch {
	case s.Status.Implied && l.Sent.Body:
		return // a redirect says less than a body that has the text as well
	case !s.Status.Implied && !l.Sent.Body:
		l.Sent.Body, l.Sent.direct, l.Sent.Codes, l.Sent.Others = true, false, nil, false
	}
	codes, exact := unsupposed(s.Status), s.Status.Exact
	below := s.Code.Write.Status.Value.IsBelow()
	if some := slices.DeleteFunc(slices.Clone(codes), func(code int) bool { return code >= 500 }); f.client && (len(some) > 0 || !exact) {
		codes, below = some, true // else the test was about something else
	}
	l.Sent.Below = below && (l.Sent.Below || l.Sent.responses == 0)
	l.Sent.responses++
	if code := statusWhere(f, s); code != 0 {
		codes, exact = []int{code}, true
	}
	switch direct := exact && (f.fn == s.Code.Func || ssautil.Within(s.Code.Func, f.fn)); {
	case direct && !l.Sent.direct:
		l.Sent.direct, l.Sent.Codes, l.Sent.Others = true, codes, false // not what a wrapper may make of it
	case direct == l.Sent.direct:
		l.Sent.Codes = mergeCodes(l.Sent.Codes, codes)
		l.Sent.Others = l.Sent.Others || !exact && len(codes) > 0
	}
	l.Sent.Others = l.Sent.Others || begunBy(f, s) // the client may have the 200 of what was written
}

// unsupposed returns the statuses of a response that do not depend on the error being of one
// kind among others: where it is, its text is that kind's. All of them if all do.
func unsupposed(s summary.Status) []int {
	codes := slices.DeleteFunc(slices.Clone(s.Codes), func(code int) bool { return slices.Contains(s.Supposed, code) })
	if len(codes) == 0 {
		return s.Codes
	}
	return codes
}

// begunBy reports whether the error is that of a call which was given the response to write
// to: it may have begun it, with a status of its own.
func begunBy(f *found, s *summary.Response) bool {
	if s.Code.Func == nil || s.Code.Call == nil || !f.at.IsValid() {
		return false
	}
	call := callAt(s.Code.Func, f.at)
	if call == nil || call == s.Code.Call {
		return false
	}
	responds := ssautil.Args(&s.Code.Call.Call)
	return slices.ContainsFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool {
		a = ssautil.UnwrapInterface(a)
		if load, ok := a.(*ssa.UnOp); ok { // a member of a framework's context
			if field, ok := load.X.(*ssa.FieldAddr); ok && slices.Contains(responds, field.X) {
				return typeutil.Method(a.Type(), "Write") != nil
			}
		}
		return typeutil.Method(a.Type(), "Write") != nil && slices.ContainsFunc(responds, func(b ssa.Value) bool { return ssautil.UnwrapInterface(b) == a })
	})
}

// statusWhere returns the status that a response has where an error becomes text, if that
// is only done for one: if status == http.StatusBadRequest { text += err.Error() }.
func statusWhere(f *found, s *summary.Response) int {
	if f.fn != s.Code.Func || s.Code.Call == nil {
		return 0
	}
	call := callAt(f.fn, f.pos)
	if call == nil || call == s.Code.Call {
		return 0
	}
	args := ssautil.Args(&s.Code.Call.Call)
	status := 0
	for v, val := range paths.Entry(call.Block()).True {
		b, ok := v.(*ssa.BinOp)
		if !ok || !(b.Op == token.EQL && val || b.Op == token.NEQ && !val) || !slices.Contains(args, b.X) {
			continue
		}
		if code, ok := ssautil.IntConst(b.Y); ok && code >= 100 && code < 600 {
			if status != 0 && status != int(code) {
				return 0 // one of them is no status
			}
			status = int(code)
		}
	}
	return status
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

// Start returns where the leak stands.
func (l *Leak) Start() token.Pos { return l.At.Pos }
