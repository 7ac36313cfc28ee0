// Package responses says what is sent: every response that the functions of a
// package can write, through any number of helpers.
package responses

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sort"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/responses/control"
	"github.com/respvet/respvet/passes/responses/errvalue"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/header"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/leak"
	"github.com/respvet/respvet/passes/responses/mount"
	"github.com/respvet/respvet/passes/responses/nillist"
	"github.com/respvet/respvet/passes/responses/object"
	"github.com/respvet/respvet/passes/responses/override"
	"github.com/respvet/respvet/passes/responses/responder"
	"github.com/respvet/respvet/passes/responses/route"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
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
	FactTypes:  []analysis.Fact{new(summary.Writes), new(header.SetsHeaders), new(summary.Public), new(errvalue.StatusErrors), new(nillist.Nilable), new(override.MakesRouters), new(writer.NeverWrites), new(writer.TakesOver), new(writer.KeepsErrors), new(route.Routing), new(route.Middleware), new(jsonshape.ErrorBodies), new(object.Adapters), new(control.Outcomes), new(writer.Runners), new(writer.OwnContext)},
}

// A Result holds what the rules read.
type Result struct {
	// Found are the responses. An error that is built here and sent later has a Node and
	// perhaps no Call, and nothing is known of how it is sent; of those that a helper fixes
	// there is one more where a handler gets them from it, which is not Here.
	summary.Found
	Binding Binding
	Leaks   []*leak.Leak // in the order of the source
	// MissingResponses are the ways out of handlers on which nothing is written.
	MissingResponses []*control.MissingResponse
	// Swallowed are successes that send the result of a call that has failed.
	Swallowed []*control.Swallowed
	// Mounts are the routers and middleware that respond by themselves.
	Mounts  []*mount.Mount
	Headers Headers
	Routing Routings
	Package Package

	// Defects are the panics of the phases. What was not found out because of one is
	// left out, so that no rule judges by half of it.
	Defects []*defect.Defect

	finder *responder.Finder
	inputs func(*ssa.Function) []Input // see Inputs

	bodyType func(*summary.Response) types.Type // see BodyType
	leaks    *leak.Leaks
	funcs    map[string]*ssa.Function // see Func
}

// Binding are the calls that decode a request and respond by themselves where that fails.
type Binding struct {
	Failures []*summary.Response // those to which the handler adds nothing then
	Ignored  []*summary.Response // those after which it goes on as if they had not failed
}

// Headers are the header fields that a package sets.
type Headers struct {
	Late   []*header.Late        // those that are set when the response has begun, in the order of the source
	Values []*header.HeaderValue // those that are set to constants
}

// Routings are what is known of the routes of a service; see Routes.
type Routings struct {
	Own      *route.Routing   // what this package says
	Imported []*route.Routing // what those say that it imports
}

// A Package is what a package does with HTTP.
type Package struct {
	// SpeaksJSON says that this package sends JSON to clients or decodes what they send
	// as JSON, or sends nothing of its own and imports one of its module that sends errors
	// as JSON, or has nothing but helpers that send errors for the handlers of others.
	SpeaksJSON bool
	// ErrorsLeft are the calls that leave an error in a list of the framework's, in functions
	// that send no error themselves: a middleware may.
	ErrorsLeft int
	// ServesPages says that this package sends pages or files to clients.
	ServesPages bool
	// Imports are the imports of packages of the module below which errors are sent.
	Imports []jsonshape.Import
	types   *types.Package
}

func run(pass *analysis.Pass) (any, error) {
	flow := pass.ResultOf[valueflow.Analyzer].(*valueflow.Result)
	p := newPhases(pass, flow)
	p.try(token.NoPos, p.summaries.ExportPublic)
	if flow.Pkg == nil {
		return p.res, nil
	}
	p.try(token.NoPos, p.lists.Export)
	for _, fn := range flow.Funcs {
		p.try(fn.Pos(), func() { p.export(fn) })
	}
	if !valueflow.Main(pass) { // findings are made in the main module
		p.exportWrites()
		return p.res, nil
	}
	p.try(token.NoPos, p.writers.ExportOwnContexts)
	p.try(token.NoPos, p.writers.ExportRunners)
	var registered map[string]*ssa.Function
	for tries := 0; !p.try(token.NoPos, func() { registered = p.findSites() }); tries++ {
		// Half of it would mislead the rules: what is missing is not what is not there.
		defects := p.res.Defects
		p.res, *p.Found = &Result{Defects: defects, Package: Package{types: pass.Pkg}}, summary.Found{}
		if tries == maxLeftOut || !p.leaveOut(defects[len(defects)-1].Pos) {
			p.exportWrites()
			return p.res, nil
		}
	}
	p.exportWrites() // after the sites, which show what callers pass
	p.res.Found = *p.Found
	p.res.leaks, p.res.inputs, p.res.bodyType = p.leaks, p.routes.Inputs, p.routes.BodyType
	for s := range defect.Each(p.Found.ErrorResponses) {
		p.shapes.Shape(s) // for BuiltShapes
	}
	p.res.Package.SpeaksJSON, p.res.Package.ServesPages = p.handlers.SpeaksJSON, p.handlers.ServesPages
	p.res.Package.ErrorsLeft = p.handlers.ErrorsLeft
	p.res.Routing.Own, p.res.Routing.Imported, p.res.funcs = p.routes.OwnRoutes, p.routes.Imported, p.routes.Funcs
	// Each of these finds what one or two rules are about, and no other one reads it.
	for _, phase := range []func(){
		func() { p.res.Leaks = p.leaks.Find() },
		func() { p.res.MissingResponses = p.control.MissingResponses() },
		func() { p.res.Swallowed = p.control.Swallowed() },
		func() { p.res.Mounts = p.mounts.Find() },
		func() { p.res.Headers.Late = p.headers.Lates() },
		func() { p.res.Headers.Values = p.headers.HeaderValues() },
		func() { p.routes.ExportRouting(registered) },
		func() { p.res.Package.Imports = p.shapes.ErrorBodies() },
	} {
		p.try(token.NoPos, phase)
	}
	p.try(token.NoPos, func() { p.res.finder = p.responders.NewResponders() })
	return p.res, nil
}

// maxLeftOut is how many functions of a package may be left out. A defect that more
// of them show is one of the package as a whole, and each costs a run.
const maxLeftOut = 8

// leaveOut leaves out the function around a position, as if its body had not been
// there to read. It reports whether there is one.
func (p *phases) leaveOut(pos token.Pos) bool {
	around := func(fn *ssa.Function) bool {
		for fn.Parent() != nil {
			fn = fn.Parent()
		}
		return pos.IsValid() && fn.Syntax() != nil && fn.Syntax().Pos() <= pos && pos < fn.Syntax().End()
	}
	read := len(p.Flow.Funcs)
	p.Flow.Funcs = slices.DeleteFunc(slices.Clone(p.Flow.Funcs), func(fn *ssa.Function) bool {
		if around(fn) {
			p.summaries.Memo[fn] = nil
		}
		return around(fn)
	})
	return len(p.Flow.Funcs) < read
}

// export exports the facts of a function.
func (p *phases) export(fn *ssa.Function) {
	obj, ok := fn.Object().(*types.Func)
	if !ok || fn.Parent() != nil || !obj.Exported() || !p.Flow.Analysed(obj) {
		return
	}
	p.summaries.WritesOf(fn)
	p.headers.ExportSetsHeaders(fn, obj)
	p.writers.ExportNeverWrites(fn, obj)
	p.writers.ExportTakesOver(fn, obj)
	p.control.ExportOutcomes(fn, obj)
	p.writers.ExportKeeps(fn, obj)
}

// exportWrites exports what functions write.
func (p *phases) exportWrites() {
	for _, fn := range p.Flow.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() || !p.Flow.Analysed(obj) {
			continue
		}
		p.try(fn.Pos(), func() {
			if w := summary.NewWrites(p.summaries.WritesOf(fn), func() bool { return p.writers.LeavesUnread(fn) }); w != nil {
				p.Pass.ExportObjectFact(obj, w)
			}
		})
	}
	p.exportDispatched()
}

// exportDispatched exports what calls through variables and interfaces of this package
// write.
func (p *phases) exportDispatched() {
	scope := p.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		for _, d := range p.Flow.DispatchedBy(scope.Lookup(name)) {
			p.try(d.Obj.Pos(), func() {
				if w := p.summaries.Dispatched(d.Fns, p.writers.LeavesUnread); w != nil {
					p.Pass.ExportObjectFact(d.Obj, w)
				}
			})
		}
	}
}

// findSites finds the responses, and what every rule may ask of them.
func (p *phases) findSites() (registered map[string]*ssa.Function) {
	p.sites()
	registered = p.routes.Routing() // after the sites: what it evaluates with little fuel is remembered
	for s := range defect.Each(p.Found.Responses) {
		s.Handler.Methods = p.routes.MethodsOf(s.Code.Func)
	}
	p.control.Bodies()
	p.headers.FindFields()
	p.res.Binding.Failures, p.res.Binding.Ignored = p.headers.BindFailures()
	p.errors.Find()
	p.errors.ReturnedErrors()
	p.objects.Find()
	return registered
}

// try runs a phase or a step of one, and notes its panic: see [defect.Try]. It
// reports whether there was none.
func (p *phases) try(pos token.Pos, f func()) bool {
	d := defect.Try(p.Pass, pos, f)
	if d == nil {
		return true
	}
	p.res.Defects = append(p.res.Defects, d)
	clear(p.summaries.Busy)
	p.Flow.Abandon()
	return false
}

// sites turns the events of every function into Sites.
func (p *phases) sites() {
	var files []*ssa.Function // those that leave requests to a file server or the like
	for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
		for _, b := range fn.Blocks {
			if !p.Flow.Live(b) {
				continue
			}
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					if p.handlers.ServesFiles(call) || p.handlers.Fills(call) {
						files = append(files, fn)
					}
					if sites := p.handlers.SitesOf(fn, call); len(sites) > 0 && !p.writers.Taken(call) {
						p.Found.Responses = append(p.Found.Responses, sites...)
					}
				}
			}
		}
	}
	p.handlers.FindFailing()
	p.handlers.Audience(files)
	p.shapes.Fill()
	for _, s := range p.Found.Responses {
		p.lists.Fill(s)
	}
	p.handlers.LinkHeads()
	p.handlers.Unlabel()
	sort.SliceStable(p.Found.Responses, func(i, j int) bool {
		return p.Index.Before(p.Found.Responses[i].At.Call.Pos(), p.Found.Responses[j].At.Call.Pos())
	})
	p.handlers.FindInside()
	for s := range defect.Each(p.Found.Responses) {
		s.After = p.control.After(s)
		s.Reason.Condition, s.Reason.Messages = p.handlers.Tested(s), p.handlers.Messages(s)
		s.Reason.Headers = p.handlers.MissingHeaders(s)
		if s.Reason.Condition == summary.BadParameter && handler.SaysNoSuchThing(s) {
			s.Reason.Condition = summary.NoCondition
		}
	}
}
