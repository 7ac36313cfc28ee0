// Package responses says what is sent: every response that the functions of a
// package can write, through any number of helpers.
package responses

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Analyzer computes the *Result of the package and exports the summaries of its functions.
var Analyzer = &analysis.Analyzer{
	Name:       "responses",
	Doc:        "compute every response that the functions of a package can write",
	URL:        "https://pkg.go.dev/github.com/respvet/respvet/passes/responses",
	Run:        run,
	Requires:   []*analysis.Analyzer{valueflow.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Writes), new(Passes), new(Public), new(Carriers), new(Nilable), new(Makes), new(Quiet), new(KeepsErrors), new(Routing), new(ErrorBodies)},
}

// A Result holds what the rules read.
type Result struct {
	Sites []*Site // in the order of the source
	// Carried are the answers that are built here and sent later: errors with a
	// status. They have a Node and perhaps no Call; nothing is known of how they
	// are sent. Of those that a helper fixes there is one more where a handler gets
	// them from it, which is not Here.
	Carried []*Site
	// Refused are the calls that answer by themselves where they fail, and to
	// which the handler adds nothing then.
	Refused []*Site
	Leaks   []*Leak // in the order of the source
	// Unanswered are the ways out of handlers on which nothing is written.
	Unanswered []*Unanswered
	// Mounts are the routers and middleware that answer by themselves.
	Mounts []*Mount
	Lates  []*Late // in the order of the source
	// HeaderValues are the header fields that are set to constants.
	HeaderValues []*HeaderValue

	// Routing is what this package says of routes, Imported what those say that it
	// imports; see Routes.
	Routing  *Routing
	Imported []*Routing
	// SpeaksJSON says that this package sends JSON to clients or decodes what they send
	// as JSON, or sends nothing of its own and imports one of its module that answers errors
	// with JSON, or has nothing but helpers that answer errors for the handlers of others.
	SpeaksJSON bool
	// ServesPages says that this package sends pages or files to clients.
	ServesPages bool
	// Imports are the imports of packages of the module below which errors are answered.
	Imports []Import

	pkg *types.Package
	// Defects are the panics of the phases. What was not found out because of one is
	// left out, so that no rule judges by half of it.
	Defects []*defect.Defect

	finder *responders
	funcs  map[string]*ssa.Function // see Func
}

// A BodyKind says what the body of an answer is.
type BodyKind = httpmodel.BodyKind

// The kinds of bodies.
const (
	NoBody  = httpmodel.NoBody
	Text    = httpmodel.Text
	JSON    = httpmodel.JSON
	XML     = httpmodel.XML
	HTML    = httpmodel.HTML
	Stream  = httpmodel.Stream
	Other   = httpmodel.Other
	Unknown = httpmodel.Unknown
)

// A Site is a call of this package that answers a request or begins to.
type Site struct {
	Call *ast.CallExpr
	Node ast.Node // where findings stand: Call, or the literal of a carried answer
	API  string   // what answers in the end, as messages name it: "http.Error"
	Via  string   // the helper that is called, if API is called by it and not here
	// Sent is where the helper calls API, or makes a carried answer, if it does so in
	// this package.
	Sent token.Pos

	// Codes are the statuses that may be sent, if they are known; Exact says
	// that there are no others. An implicit 200 is in neither.
	Codes []int
	Exact bool
	// Begun is the status that a call has sent before, as its result says here; 0 if
	// none has.
	Begun int
	// Unset says that nobody has set a status, and the body is sent with a 200.
	Unset bool
	// Here says that the status becomes known at this call: it is a constant
	// here, or an argument of the helper. Otherwise the helper itself fixes
	// it, and it is judged there.
	Here bool
	// StatusArg is the expression of the status in this call, or nil.
	StatusArg ast.Expr
	// Source is what has chosen the status that is passed here, or that an error of this
	// type has: the function or method that many answers get it from. Nil for most.
	Source  *StatusSource
	Implied bool // the API chooses the status by itself: ServeContent, FileServer, Redirect
	// Foreign says that another module's code chooses the status by itself, one of
	// several, as a handshake refuses with 400, 403 or 405.
	Foreign bool
	// Unencoded says that it is sent only where what was to be sent could not be encoded.
	Unencoded bool

	Sends       bool     // a body is part of this call, or the whole answer
	Kind        BodyKind // what that body is
	BodyHere    bool     // the body's kind is decided by this call, not inside a helper of this module
	ContentType string   // the constant media type in force, "" if none or unknown
	Labels      bool     // ContentType is what this call tells a helper, or was set for it before
	Adds        bool     // the body is the status's own text, which the API adds to a status alone
	OwnText     bool     // the body is the API's own text, as http.NotFound has one
	Bare        bool     // a status without a body, which nothing can follow any more
	// Listed says that an error goes with a status alone into a list of the framework's,
	// which a middleware may answer.
	Listed     bool
	Late       bool     // the answer has certainly begun before with another status
	MessageArg ast.Expr // the expression of a text body in this call, or nil
	// Given is what the body was before the API gave it a form of its own: JSON
	// that is sent as text, a text that is encoded as a JSON string.
	Given BodyKind
	Text  *Given // the expressions of the body, or nil
	// WriterArg is the expression of the http.ResponseWriter in a call of a
	// known API, or nil.
	WriterArg ast.Expr
	// Form is how the framework's code answers that the site stands in, through
	// Context, with names of the package Library; nil for net/http's way.
	Form    *Form
	Context ast.Expr
	Library string
	Aborts  bool // the handlers behind this one do not run
	// Head is the call that certainly sent the status of this body just before,
	// nil if there is none in this function.
	Head *Site

	// Serves are the kinds of the handler's answers that are no errors. One that
	// passes another server's status on serves a Stream. Fails are the kinds of
	// its errors. A closure in a handler that answers too is a part of it.
	Serves, Fails map[BodyKind]bool
	// Probe says that the handler answers as a probe does: nothing but a status
	// alone, which is 200, 500 or 503.
	Probe bool
	Body  Body
	// Decides says that the call gives the answer its status, by an argument or by
	// itself, and does not send one that was set before.
	Decides bool
	// Allowed are the methods that the request certainly does not have, as the
	// handler compares them: those of a 405's Allow.
	Allowed []string
	// After is how the handler goes on after this answer, nil if it does not.
	After *After
	// Tested is what the condition tells that alone leads to this answer.
	Tested Tested
	// Guards says that the handler runs another one: it is a middleware.
	Guards bool
	// Challenges says that it asks a browser for a password: a 401 with a Basic challenge.
	Challenges bool
	// Methods are the request methods that the handler is registered for, nil if
	// they are not all known.
	Methods []string
	// Messages are the constant texts of an error's JSON members, by their names.
	Messages map[string]string
	// Func is the declaration or literal that the call stands in.
	Func ast.Node
	// Handler says that the function has the signature of an HTTP handler.
	Handler bool
	// Callers are the calls in this package of helpers that give this answer for them,
	// in the order of the source.
	Callers []*Site

	headed bool // WriterArg has a method Header, as net/http's has

	fn     *ssa.Function
	call   *ssa.Call
	lit    *ast.CompositeLit // of a carried answer
	ans    *answer
	shapes func() []*Shape // see Shapes; nil if it has none
	// NilLists are the lists that may be nil when the answer is encoded.
	NilLists []NilList

	fields *fields // see Root
	// Inside is the answer that the helper of a site gives by itself, before it knows
	// what this call passes, and what that one's helper gives. It is empty for a call
	// that sends, and for a helper of another module.
	Inside []*Site
	// Helper is the function whose answer a site is that stands in Inside, nil for a closure.
	Helper *types.Func
	real   *Site // of one that Inside returns: the site of this package, if there is one
}

// Start returns where the answer stands.
func (s *Site) Start() token.Pos { return s.pos() }

// IsError reports whether every status that the site may send is an error's.
func (s *Site) IsError() bool {
	if (!s.Exact || len(s.Codes) == 0) && !s.ans.failure {
		return false
	}
	for _, c := range s.Codes {
		if c < 400 || c > 599 {
			return false
		}
	}
	return true
}

// LeavesBody reports whether the call answers with an error for which others send the
// body: it is kept for them.
func (s *Site) LeavesBody() bool { return s.ans.failure && !s.Sends }

// An answer is an event in terms of one function: what is sent through which
// of its parameters. It is also what a fact says of a function.
type answer struct {
	writer  valueflow.Loc
	index   int    // in a summary: the parameter that is the writer
	path    string // and the member of it
	kind    httpmodel.Kind
	api     string
	sent    token.Pos // of api's call; NoPos where that came with a fact
	pkg     string    // path of the package whose code decides what is fixed here
	status  origin.Value
	body    origin.Value
	ctype   origin.Value
	forced  string // media type that the API forces
	fails   bool   // it is sent only where the call fails
	named   bool   // the content type was set before
	failure bool   // whatever the status, the answer is an error's
	header  string // for a header: its name
	guards  []origin.Guard
	maybe   bool // in a summary: whether it is written depends on more than guards
	always  bool // in a summary: the function does not return without it
	foreign bool // see Site.Foreign
	failing bool // in a summary: it is sent only where something has failed in the function
	// unencoded says that it is sent only where a value could not be encoded; if that is
	// a parameter, encoded is its index and one more, else 0.
	unencoded bool
	encoded   int

	// In a function that gives it through a helper: the answer in terms of the helper,
	// and who that is, nil for a closure. See Site.Inside.
	inner  *answer
	helper *types.Func
	within bool      // the helper is of this module: findings are made there too
	at     token.Pos // of the call in the function; NoPos where it came with a fact
	// refuses says that the function leaves the status to its callers, and that they
	// only ever pass an error's. See refusals.go.
	refuses bool
	method  string // of a carried answer: the method of an error that gives the status
}

// Found are the responses of a package that the phases have found so far.
type Found struct {
	Sites   []*Site // in the order of the source
	Carried []*Site // those that are built as errors here and sent later
}

type producer struct {
	pass  *analysis.Pass
	flow  *valueflow.Result
	index *syntax.Index
	carry []carrier
	memo  map[*ssa.Function][]*answer
	busy  map[*ssa.Function]bool
	evs   map[*ssa.Call][]*answer
	facts map[types.Object]*Writes

	copied   map[*ssa.Function]int // see maxCopied
	outcomes map[outcomeKey]outcome
	names    map[string]string // of packages, by their paths
	ways     map[wayKey][]way  // see waysOf

	routed                  map[string][]Route         // see routesTo
	makes                   map[*ssa.Function][]Router // see place
	escaped                 map[*ssa.Function]bool     // see escaping
	stands                  map[*ssa.Function]standing // see standings
	speakers                map[*ssa.Function]*speaker // see speakerOf
	mentions                map[*ssa.Function]*fields  // see mentioned
	quiet                   map[*ssa.Function]*Quiet   // see quietIn
	unreads                 map[*ssa.Function]bool     // see leavesUnread
	res                     *Result
	found                   *Found
	speaksJSON, servesPages bool
	mounted                 []*Mount
	ownRoutes               *Routing
	imported                []*Routing
	funcs                   map[string]*ssa.Function
	shaper                  *shaper
	nils                    *nils
	buffering               map[*ssa.Function]bool // see buffers
}

func newProducer(pass *analysis.Pass, flow *valueflow.Result) *producer {
	p := &producer{
		pass: pass, flow: flow, index: syntax.NewIndex(pass),
		memo: make(map[*ssa.Function][]*answer), busy: make(map[*ssa.Function]bool),
		evs: make(map[*ssa.Call][]*answer), facts: make(map[types.Object]*Writes),
		res: &Result{pkg: pass.Pkg}, found: &Found{}, speakers: make(map[*ssa.Function]*speaker), shaper: &shaper{pkg: pass.Pkg, files: pass.Files},
		mentions:  make(map[*ssa.Function]*fields),
		quiet:     make(map[*ssa.Function]*Quiet),
		unreads:   make(map[*ssa.Function]bool),
		makes:     make(map[*ssa.Function][]Router),
		buffering: make(map[*ssa.Function]bool),
		copied:    make(map[*ssa.Function]int),
		outcomes:  make(map[outcomeKey]outcome),
		names:     make(map[string]string),
		ways:      make(map[wayKey][]way),
	}
	p.nils = &nils{p: p, memo: make(map[*ssa.Function][]nilness)}
	return p
}

func run(pass *analysis.Pass) (any, error) {
	flow := pass.ResultOf[valueflow.Analyzer].(*valueflow.Result)
	p := newProducer(pass, flow)
	p.try(token.NoPos, p.exportPublic)
	if flow.Pkg == nil {
		return p.res, nil
	}
	p.try(token.NoPos, p.exportNilable)
	for _, fn := range flow.Funcs {
		p.try(fn.Pos(), func() { p.export(fn) })
	}
	if !valueflow.Main(pass) { // findings are made in the main module
		p.exportWrites()
		return p.res, nil
	}
	var registered map[string]*ssa.Function
	for tries := 0; !p.try(token.NoPos, func() { registered = p.findSites() }); tries++ {
		// Half of it would mislead the rules: what is missing is not what is not there.
		defects := p.res.Defects
		p.res, *p.found = &Result{Defects: defects, pkg: pass.Pkg}, Found{}
		if tries == maxLeftOut || !p.leaveOut(defects[len(defects)-1].Pos) {
			p.exportWrites()
			return p.res, nil
		}
	}
	p.exportWrites() // after the sites, which show what callers pass
	p.res.Sites, p.res.Carried, p.res.SpeaksJSON, p.res.ServesPages = p.found.Sites, p.found.Carried, p.speaksJSON, p.servesPages
	p.res.Routing, p.res.Imported, p.res.funcs = p.ownRoutes, p.imported, p.funcs
	// Each of these finds what one or two rules are about, and no other one reads it.
	for _, phase := range []func(){
		func() { p.res.Leaks = p.leaks() },
		func() { p.res.Unanswered = p.unanswered() },
		func() { p.res.Mounts = p.mounts() },
		func() { p.res.Lates = p.lates() },
		func() { p.res.HeaderValues = p.headerValues() },
		func() { p.exportRouting(registered) },
		func() { p.res.Imports = p.errorBodies() },
	} {
		p.try(token.NoPos, phase)
	}
	p.try(token.NoPos, func() { p.res.finder = p.newResponders() })
	return p.res, nil
}

// maxLeftOut is how many functions of a package may be left out. A defect that more
// of them show is one of the package as a whole, and each costs a run.
const maxLeftOut = 8

// leaveOut leaves out the function around a position, as if its body had not been
// there to read. It reports whether there is one.
func (p *producer) leaveOut(pos token.Pos) bool {
	around := func(fn *ssa.Function) bool {
		for fn.Parent() != nil {
			fn = fn.Parent()
		}
		return pos.IsValid() && fn.Syntax() != nil && fn.Syntax().Pos() <= pos && pos < fn.Syntax().End()
	}
	read := len(p.flow.Funcs)
	p.flow.Funcs = slices.DeleteFunc(slices.Clone(p.flow.Funcs), func(fn *ssa.Function) bool {
		if around(fn) {
			p.memo[fn] = nil
		}
		return around(fn)
	})
	return len(p.flow.Funcs) < read
}

// export exports the facts of a function.
func (p *producer) export(fn *ssa.Function) {
	obj, ok := fn.Object().(*types.Func)
	if !ok || fn.Parent() != nil || !obj.Exported() || !p.flow.Asked(obj) {
		return
	}
	p.answers(fn)
	p.exportPasses(fn, obj)
	p.exportQuiet(fn, obj)
	p.exportKeeps(fn, obj)
}

// exportWrites exports what functions write.
func (p *producer) exportWrites() {
	for _, fn := range p.flow.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() || !p.flow.Asked(obj) {
			continue
		}
		p.try(fn.Pos(), func() {
			if w := newWrites(p.answers(fn), func() bool { return p.leavesUnread(fn) }); w != nil {
				p.pass.ExportObjectFact(obj, w)
			}
		})
	}
}

// findSites finds the answers, and what every rule may ask of them.
func (p *producer) findSites() (registered map[string]*ssa.Function) {
	p.sites()
	registered = p.routing() // after the sites: what it evaluates with little fuel is remembered
	for s := range defect.Each(p.found.Sites) {
		s.Methods = p.methodsOf(s.fn)
	}
	p.bodies()
	p.findFields()
	p.res.Refused = p.refusals()
	p.carriedSites()
	p.returnedErrors()
	return registered
}

// try runs a phase or a step of one, and notes its panic: see [defect.Try]. It
// reports whether there was none.
func (p *producer) try(pos token.Pos, f func()) bool {
	d := defect.Try(p.pass, pos, f)
	if d == nil {
		return true
	}
	p.res.Defects = append(p.res.Defects, d)
	clear(p.busy)
	p.flow.Abandon()
	return false
}

// answers returns what fn may write through its parameters and, for a closure,
// through what it captures.
func (p *producer) answers(fn *ssa.Function) []*answer {
	if as, ok := p.memo[fn]; ok {
		return as
	}
	if p.busy[fn] || len(fn.Blocks) == 0 {
		return nil // recursion adds no answer of its own
	}
	p.busy[fn] = true
	defer delete(p.busy, fn)
	var as []*answer
	seen := make(map[string]*answer)
	for _, b := range fn.Blocks {
		if !p.flow.Live(b) {
			continue
		}
		failed := ownFailure(b)
		value, unencoded := p.unencoded(b)
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			evs := p.events(call)
			for _, a := range evs {
				if a.kind.Heads() && p.bodyFollows(call, a) {
					continue // one answer with the body's event, which knows the status
				}
				i, ok := paramIndex(a.writer.Root, fn)
				if !ok {
					continue
				}
				c := *a
				c.index, c.path = i, a.writer.Path
				c.failing = failed || a.failing || a.fails
				if unencoded {
					c.unencoded, c.encoded = true, value
				}
				if i >= 0 {
					c.guards = append(p.flow.Guards(b), a.guards...)
					c.maybe = a.maybe || ssautil.Undecided(b) || a.kind == httpmodel.Body && !p.untouched(a.writer, valueflow.MemBody, call)
					c.always = (a.always || p.flow.Row(&call.Call) != nil) && !ssautil.Avoidable(fn.Blocks[0], b)
				}
				k := c.key()
				if was := seen[k]; was != nil {
					was.failing = was.failing && c.failing
					was.unencoded = was.unencoded && c.unencoded
				} else if len(as) < 24 {
					seen[k] = &c
					as = append(as, &c)
				}
			}
		}
	}
	p.memo[fn] = as
	return as
}

// paramIndex returns the parameter of fn that a root is; -1 for a parameter of
// an enclosing function.
func paramIndex(root ssa.Value, fn *ssa.Function) (int, bool) {
	q, ok := root.(*ssa.Parameter)
	if !ok {
		return 0, false
	}
	if q.Parent() != fn {
		return -1, true
	}
	for i, r := range fn.Params {
		if r == q {
			return i, true
		}
	}
	return 0, false
}

// events returns what a call writes to responses, in terms of the caller.
func (p *producer) events(call *ssa.Call) []*answer {
	if evs, ok := p.evs[call]; ok {
		return evs
	}
	p.evs[call] = nil
	p.flow.Refuel()
	evs := p.findEvents(call)
	p.evs[call] = evs
	return evs
}

func (p *producer) findEvents(call *ssa.Call) []*answer {
	if row := p.flow.Row(&call.Call); row != nil {
		return p.rowEvents(row, call)
	}
	var out []*answer
	for _, t := range p.flow.Targets(call) {
		foreign := p.choosesItself(t)
		for _, a := range p.summaryOf(t) {
			if !t.Allows(a.guards) || a.encoded > 0 && a.encoded <= len(t.Args) && p.flow.Encodable(t.Args[a.encoded-1]) {
				continue
			}
			if a.index < 0 {
				c := *a // a closure answers through what it captured
				p.through(&c, a, t, call)
				c.status, c.body, c.ctype = t.Subst(a.status), t.Subst(a.body), t.Subst(a.ctype)
				out = append(out, &c)
				continue
			}
			if a.index >= len(t.Args) {
				continue
			}
			for _, w := range p.flow.Descend(p.flow.Roots(t.Args[a.index]), a.path) {
				c := *a
				p.through(&c, a, t, call)
				c.writer = p.wrapped(w)
				c.foreign = a.foreign || foreign && len(fixed(a)) > 0
				if a.encoded > 0 && a.encoded <= len(t.Args) {
					c.encoded = paramIndexOf(t.Args[a.encoded-1])
				}
				c.guards = t.Translate(a.guards)
				c.status, c.body, c.ctype = t.Assumed(p.asCalled(t, a.status), a.guards), t.Subst(a.body), t.Subst(a.ctype)
				if t.InMode(a.guards) {
					c.body = c.body.Gate()
				}
				out = append(out, &c)
				break
			}
		}
	}
	return out
}

// choosesItself reports whether what a call runs is another module's, and answers
// with several statuses that it fixes.
func (p *producer) choosesItself(t valueflow.Target) bool {
	if t.Fn != nil || t.Obj == nil || t.Obj.Pkg() == nil || p.ownModule(t.Obj.Pkg()) {
		return false
	}
	var codes []int
	for _, a := range p.summaryOf(t) {
		codes = append(codes, fixed(a)...)
	}
	slices.Sort(codes)
	return len(slices.Compact(codes)) > 1
}

// sendsOtherwise reports whether a call runs another module's code that may answer with
// JSON as well, or in a way that was not read: by a handler that the program sets, by
// what it is given. Which of its responses is sent it chooses.
func (p *producer) sendsOtherwise(call *ssa.Call) bool {
	return slices.ContainsFunc(p.flow.Targets(call), func(t valueflow.Target) bool {
		if t.Fn != nil || t.Obj == nil || t.Obj.Pkg() == nil || p.ownModule(t.Obj.Pkg()) {
			return false
		}
		return slices.ContainsFunc(p.summaryOf(t), func(a *answer) bool {
			return (a.kind == httpmodel.Body || a.kind == httpmodel.Answer) && t.Allows(a.guards) && bodyKind(a) == JSON
		}) || p.facts[t.Obj] != nil && p.facts[t.Obj].unread
	})
}

// asCalled returns the status of an answer without those that another module's code
// sends in the place of the one that it is given, as where the client is gone: these
// are not the call's.
func (p *producer) asCalled(t valueflow.Target, status origin.Value) origin.Value {
	if t.Fn != nil || t.Obj == nil || t.Obj.Pkg() == nil || p.ownModule(t.Obj.Pkg()) {
		return status
	}
	given := slices.DeleteFunc(slices.Clone(status), func(u *origin.Term) bool {
		return u.Op != origin.Param || strings.HasSuffix(u.Path, valueflow.MemStatus)
	})
	others := slices.ContainsFunc(status, func(u *origin.Term) bool { return u.Op != origin.Param && u.Op != origin.Const })
	if len(given) == 0 || others {
		return status
	}
	return given
}

// fixed returns the statuses of an answer that are constants, nil if there may be others.
func fixed(a *answer) []int {
	if codes, exact := a.status.Ints(); exact {
		return codes
	}
	return nil
}

// summaryOf returns the answers of a function that a call runs.
func (p *producer) summaryOf(t valueflow.Target) []*answer {
	if t.Fn != nil {
		return p.answers(t.Fn)
	}
	if t.Obj == nil || t.Obj.Pkg() == nil || t.Obj.Pkg() == p.pass.Pkg {
		return nil
	}
	w, ok := p.facts[t.Obj]
	if !ok {
		var fact Writes
		if p.pass.ImportObjectFact(t.Obj, &fact) {
			w = &fact
		}
		p.facts[t.Obj] = w
	}
	if w == nil {
		return nil
	}
	return w.answers
}

func (p *producer) rowEvents(row *httpmodel.Row, call *ssa.Call) []*answer {
	r, fails := row.Response, false
	if r == nil {
		r, fails = row.Fails, true
	}
	if r == nil {
		return nil
	}
	switch r.Kind {
	case httpmodel.Flush, httpmodel.Copy, httpmodel.DelHeader, httpmodel.Hijack:
		return nil
	}
	args := ssautil.Args(&call.Call)
	if r.Writer >= len(args) {
		return nil
	}
	var out []*answer
	for _, made := range p.flow.Roots(args[r.Writer]) {
		w := p.wrapped(made)
		if !p.mayBeWriter(w, r.Kind) {
			continue
		}
		a := &answer{writer: w, kind: r.Kind, api: p.apiName(row), sent: call.Pos(), at: call.Pos(), pkg: p.pass.Pkg.Path(), failure: r.Error, fails: fails}
		switch r.Kind {
		case httpmodel.SetHeader, httpmodel.AddHeader:
			a.body = p.flow.RowValue(r.Value, call)
			if !a.body.Tainted() {
				continue
			}
			if ks, ok := p.flow.RowValue(r.Key, call).Strings(); ok && len(ks) == 1 {
				a.header = ks[0]
			}
		case httpmodel.Status, httpmodel.SetStatus:
			a.status = p.flow.RowValue(r.Status, call)
		case httpmodel.Body:
			a.status = p.statusAt(r, made, call)
			a.body = p.flow.RowValue(r.Body, call)
			p.label(a, r, made, call)
		case httpmodel.Answer:
			a.status = p.statusAt(r, made, call)
			a.body = p.flow.RowValue(r.Body, call)
			p.label(a, r, made, call)
		case httpmodel.Redirect:
			a.status = p.flow.RowValue(r.Status, call)
			a.body = p.flow.RowValue(r.Value, call)
		}
		if p.flow.InMode(call) {
			a.body = a.body.Gate()
		}
		out = append(out, a)
		break
	}
	return out
}

// statusAt returns the status that a call of the model sends: its own, or the one
// that was set before.
func (p *producer) statusAt(r *httpmodel.Response, w valueflow.Loc, call *ssa.Call) origin.Value {
	if r.Status.Op != 0 {
		return p.flow.RowValue(r.Status, call)
	}
	return p.flow.Load(valueflow.Loc{Root: w.Root, Path: w.Path + valueflow.MemStatus}, call)
}

// label fills in the content type of an answer: the one that its call forces, or
// the one that was set before, or the call's own where none was.
func (p *producer) label(a *answer, r *httpmodel.Response, w valueflow.Loc, call *ssa.Call) {
	if r.Replaced {
		a.ctype = origin.Value{{Op: origin.Unknown}}
		return
	}
	own := p.flow.OwnContentType(r, call)
	if own != nil && !r.Keeps {
		if a.forced = r.ContentType; a.forced == "" {
			a.ctype = own
		}
		return
	}
	a.ctype = p.flow.Load(valueflow.Loc{Root: w.Root, Path: w.Path + valueflow.MemContentType}, call)
	if _, a.named = contentType(a.ctype); !a.named {
		a.ctype = append(a.ctype[:len(a.ctype):len(a.ctype)], own...)
	}
}

// wrapped returns the writer inside a wrapper that was made here: a struct that
// is a response writer because it embeds one.
func (p *producer) wrapped(l valueflow.Loc) valueflow.Loc {
	a, ok := l.Root.(*ssa.Alloc)
	if !ok || !p.flow.IsWriter(a.Type()) {
		return l
	}
	i := indexHeader(l.Path)
	path, rest := l.Path, ""
	if i >= 0 {
		path, rest = l.Path[:i], l.Path[i:]
	}
	ptr, ok := a.Type().Underlying().(*types.Pointer)
	if !ok || path != "" {
		return l
	}
	s, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return l
	}
	for v := range s.Fields() {
		if p.flow.IsWriter(v.Type()) {
			for _, in := range p.flow.Descend([]valueflow.Loc{{Root: a}}, "."+v.Name()) {
				if in.Root != a {
					in.Path += rest
					return p.wrapped(in)
				}
			}
		}
	}
	return l
}

// mayBeWriter reports whether a place can be what a request is answered
// through: it is a response writer, or an io.Writer or header map that a
// caller may have taken from one.
func (p *producer) mayBeWriter(l valueflow.Loc, kind httpmodel.Kind) bool {
	if _, ok := l.Root.(*ssa.Alloc); ok {
		return false // a buffer, a recorder: made here, read here
	}
	if p.isWriter(l) {
		return true
	}
	if _, ok := l.Root.(*ssa.Parameter); !ok {
		return false
	}
	t := l.Type()
	return t != nil && types.IsInterface(t)
}

// isWriter reports whether what stands at a place is a response writer.
func (p *producer) isWriter(l valueflow.Loc) bool {
	path := l.Path
	if i := indexHeader(path); i >= 0 {
		path = path[:i]
	}
	t := (valueflow.Loc{Root: l.Root, Path: path}).Type()
	if t == nil {
		return false
	}
	if _, made := l.Root.(*ssa.Alloc); !types.IsInterface(t) && made {
		return false // a recorder
	}
	return p.flow.IsWriter(t)
}

func indexHeader(path string) int {
	for i := 0; i+len(valueflow.MemHeader) <= len(path); i++ {
		if path[i:i+len(valueflow.MemHeader)] == valueflow.MemHeader {
			return i
		}
	}
	return -1
}

func (p *producer) apiName(row *httpmodel.Row) string {
	return apiName(p.packageName(row.Pkg), row.Recv, row.Name)
}

// apiName names a function or method of a package: "http.Error", "(echo.Context).JSON".
func apiName(pkg, recv, name string) string {
	switch recv {
	case "":
		return pkg + "." + name
	case "ResponseWriter":
		return name
	}
	return "(" + pkg + "." + recv + ")." + name
}

// bodyFollows reports whether a body can follow a status call on its writer.
func (p *producer) bodyFollows(call *ssa.Call, a *answer) bool {
	return p.bodyFollowsWhere(call, a, nil)
}

// bodyFollowsWhere reports whether one can where something is known of values.
func (p *producer) bodyFollowsWhere(call *ssa.Call, a *answer, known map[ssa.Value]bool) bool {
	found := false
	p.forward(call, known, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Call:
			if n := len(ssautil.Args(&instr.Call)); n == 0 {
				return false
			}
			for _, b := range p.events(instr) {
				if !b.kind.Heads() && b.kind != httpmodel.SetHeader && b.kind != httpmodel.AddHeader && sameWriter(a.writer, b.writer) {
					found = true
				}
			}
			if !found && p.hands(&instr.Call, a.writer) {
				found = true
			}
		case *ssa.Defer:
		}
		return found
	})
	return found
}

// hands reports whether a call that was not read gets the writer.
func (p *producer) hands(c *ssa.CallCommon, w valueflow.Loc) bool {
	if row := p.flow.Row(c); row != nil {
		return false
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return false
	}
	for _, a := range ssautil.Args(c) {
		if valueflow.IsContext(a.Type()) {
			continue
		}
		for _, l := range p.flow.Roots(a) {
			if sameWriter(l, w) {
				return true
			}
		}
	}
	return false
}

func sameWriter(a, b valueflow.Loc) bool { return a.Root == b.Root && a.Path == b.Path }

// sites turns the events of every function into Sites.
func (p *producer) sites() {
	var files []*ssa.Function // those that leave requests to a file server or the like
	for fn := range defect.EachAt(p.flow.Funcs, (*ssa.Function).Pos) {
		for _, b := range fn.Blocks {
			if !p.flow.Live(b) {
				continue
			}
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					if p.servesFiles(call) || p.fills(call) {
						files = append(files, fn)
					}
					p.found.Sites = append(p.found.Sites, p.sitesOf(fn, call)...)
				}
			}
		}
	}
	p.refusing()
	p.audience(files)
	p.findShapes()
	for _, s := range p.found.Sites {
		p.findNilLists(s)
	}
	p.linkHeads()
	p.unlabel()
	sort.SliceStable(p.found.Sites, func(i, j int) bool { return p.index.Before(p.found.Sites[i].Call.Pos(), p.found.Sites[j].Call.Pos()) })
	p.findInside()
	for s := range defect.Each(p.found.Sites) {
		s.After = p.after(s)
		s.Tested, s.Messages = p.tested(s), p.messages(s)
		if s.Tested == BadParameter && saysNoSuchThing(s) {
			s.Tested = Untold
		}
	}
}

// sitesOf returns the sites at one call: one for each answer that differs in
// what a rule looks at.
func (p *producer) sitesOf(fn *ssa.Function, call *ssa.Call) []*Site {
	evs := p.events(call)
	if len(evs) == 0 {
		return nil
	}
	expr := p.index.Call(call.Pos())
	if expr == nil {
		return nil
	}
	row := p.flow.Row(&call.Call)
	var out []*Site
	for _, a := range evs {
		if !p.isWriter(a.writer) || a.fails {
			continue
		}
		s := &Site{Call: expr, Node: expr, API: a.api, fn: fn, call: call, ans: a}
		s.Func = p.index.Func(expr.Pos())
		s.Handler = p.isHandler(fn)
		if row == nil {
			s.Via = syntax.Name(expr.Fun)
			if sent := p.index.Call(a.sent); sent != nil {
				s.Sent = sent.Pos()
			}
		}
		p.setStatus(s, a, row)
		p.setBody(s, a, row)
		out = append(out, s)
	}
	return out
}

// setStatus fills in what a site says of the status.
func (p *producer) setStatus(s *Site, a *answer, row *httpmodel.Row) {
	if a.kind == httpmodel.SetHeader || a.kind == httpmodel.AddHeader {
		return
	}
	s.Implied = a.kind == httpmodel.Serve || a.kind == httpmodel.Redirect
	s.Foreign = a.foreign
	_, unencoded := p.unencoded(s.call.Block())
	s.Unencoded = a.unencoded || unencoded
	s.setCodes(a)
	s.Here = row != nil && !p.inherits(s.call, a)
	if row == nil {
		s.Here = a.pkg == "" // decided by what this call passes
		s.Here = p.decidedHere(s, a)
	}
	if row != nil && row.Response != nil {
		if given := row.Response.Status.Given(); given.Op == httpmodel.OpArg {
			s.StatusArg = p.argExpr(s.Call, &s.call.Call, given.Arg)
		}
	}
	if row == nil && s.Here {
		s.StatusArg = p.statusArg(s)
	}
	s.Source = p.sourceOf(s)
}

func (s *Site) setCodes(a *answer) {
	codes, exact := a.status.Ints()
	seen := make(map[int]bool)
	for _, c := range codes {
		if c != 0 && !seen[c] { // 0 is a helper's way to say that nothing was decided
			seen[c] = true
			s.Codes = append(s.Codes, c)
		}
	}
	s.Exact = exact && len(s.Codes) > 0
}

// decidedHere reports whether the status of a helper's answer depends on the
// call's arguments. What a library fixes for itself is not this code's choice.
func (p *producer) decidedHere(s *Site, a *answer) bool {
	for _, t := range p.flow.Targets(s.call) {
		for _, b := range p.summaryOf(t) {
			if b.api == a.api && b.kind == a.kind && t.Subst(p.asCalled(t, b.status)).Key() == a.status.Key() {
				if codes, exact := b.status.Ints(); (!exact || len(codes) == 0) && !b.inherits() {
					return true
				}
			}
		}
	}
	return false
}

// labelledHere reports whether a helper's answer has a content type that depends on
// the call: on its arguments, or on what was set on the writer before.
func (p *producer) labelledHere(s *Site, a *answer) bool {
	return slices.ContainsFunc(p.flow.Targets(s.call), func(t valueflow.Target) bool {
		return slices.ContainsFunc(p.summaryOf(t), func(b *answer) bool {
			own, _ := contentType(b.ctype)
			return b.api == a.api && b.kind == a.kind && b.forced == "" && own == "" && t.Subst(b.ctype).Key() == a.ctype.Key()
		})
	})
}

// inherits reports whether an answer's status is what the caller has set on the
// writer before: that call was judged already.
func (a *answer) inherits() bool {
	for _, t := range a.status {
		if t.Op != origin.Param || t.Index != a.index || !strings.HasSuffix(t.Path, valueflow.MemStatus) {
			return false
		}
	}
	return true
}

// answersWhole reports whether a call runs a helper that sends bodies too: a
// status of its own to which it adds none, as where encoding has failed, is then
// the helper's whole answer, and judged there.
func (p *producer) answersWhole(call *ssa.Call) bool {
	return slices.ContainsFunc(p.flow.Targets(call), func(t valueflow.Target) bool { return sendsBody(p.summaryOf(t)) })
}

// sendsBody reports whether one of a function's answers has a body.
func sendsBody(as []*answer) bool {
	return slices.ContainsFunc(as, func(a *answer) bool { return a.kind == httpmodel.Body || a.kind == httpmodel.Answer })
}

// judgedThere reports whether a helper's answer is an error whatever status it
// is called with, so that one finding in the helper says it all.
func (p *producer) judgedThere(s *Site, a *answer) bool {
	if !a.failure {
		return false
	}
	for _, t := range p.flow.Targets(s.call) {
		if t.Fn == nil && t.Obj != nil && !p.ownModule(t.Obj.Pkg()) {
			return false
		}
	}
	return true
}

// ownModule reports whether findings are made in a package too: it belongs to
// the module of this one.
func (p *producer) ownModule(pkg *types.Package) bool {
	if p.pass.Module == nil {
		return true
	}
	return typeutil.Within(pkg.Path(), p.pass.Module.Path)
}

// statusArg finds the argument of a helper's call that is the status.
func (p *producer) statusArg(s *Site) ast.Expr {
	args := ssautil.Args(&s.call.Call)
	for i, a := range args {
		if b, ok := a.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
			continue
		}
		if codes, exact := p.flow.Eval(a, s.call).Ints(); exact && equalInts(codes, s.Codes) {
			return p.argExpr(s.Call, &s.call.Call, i)
		}
	}
	return nil
}

func equalInts(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// argExpr returns the expression of an SSA argument. A call f(g()) passes
// several results with one expression: then there is none.
func (p *producer) argExpr(call *ast.CallExpr, c *ssa.CallCommon, i int) ast.Expr {
	if c.IsInvoke() || c.Signature().Recv() != nil {
		i--
	}
	if i < 0 || i >= len(call.Args) || c.Signature().Params().Len() > len(call.Args) && !c.Signature().Variadic() {
		return nil
	}
	return call.Args[i]
}

// setBody fills in what a site says of the body.
func (p *producer) setBody(s *Site, a *answer, row *httpmodel.Row) {
	switch a.kind {
	case httpmodel.SetHeader, httpmodel.AddHeader:
		return
	case httpmodel.Status, httpmodel.SetStatus:
		s.Kind = NoBody
		s.Listed = row != nil && row.Response != nil && row.Response.Error
		s.Bare = (p.speakerOf(s.fn) != nil || row != nil && sendsBody(p.answers(s.fn))) &&
			!p.bodyFollows(s.call, a) && !p.returnsError(s.call) && !(row == nil && !s.Here && p.answersWhole(s.call))
		return
	case httpmodel.Redirect:
		s.Sends, s.Kind = true, HTML
		return
	case httpmodel.Serve:
		s.Sends, s.Kind = true, Stream
		return
	}
	if ss, exact := a.body.Strings(); a.kind == httpmodel.Answer && a.forced == "" && exact && strings.Join(ss, "") == "" {
		s.Kind, s.Bare = NoBody, p.speakerOf(s.fn) != nil
		return
	}
	s.Sends = true
	s.Kind = bodyKind(a)
	// In a helper a caller may have set another one.
	if m, set := contentType(a.ctype); set && (s.Handler || a.named || mediaKind(m) == JSON) {
		s.ContentType = m
	}
	if a.forced != "" {
		s.ContentType = a.forced
	}
	s.Labels = row == nil && s.ContentType != "" && p.labelledHere(s, a)
	s.BodyHere = row != nil || s.Here && !p.judgedThere(s, a)
	if s.Kind == Text && s.BodyHere && row == nil && p.sendsOtherwise(s.call) {
		s.Kind = Unknown
	}
	s.Adds = row != nil && row.Response.Body.Op == httpmodel.OpStatusText
	s.OwnText = row != nil && row.Response.Body.Op == httpmodel.OpStr
	if row != nil && row.Response.Body.Op == httpmodel.OpArg {
		s.MessageArg = p.argExpr(s.Call, &s.call.Call, row.Response.Body.Arg)
	}
}
