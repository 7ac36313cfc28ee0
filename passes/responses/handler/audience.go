package handler

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// To whom a handler speaks: what it answers when nothing fails says whether a
// text is the right thing to send when something does.

// A speech is what a handler answers, with the literals in it.
type speech struct {
	serves, fails map[summary.BodyKind]bool
	confirms      bool // it serves constant text, or the text of a status
	refuses       bool // it answers a 4xx
	api           bool // it is no probe
	guards        bool // it runs another handler
	bare, objects bool // it serves JSON strings; JSON that is none
	list          bool // it reads the errors that handlers left to the framework
}

// hear adds a response to what its handler answers. It returns what its body is, and
// whether that is served and no error.
func (p *Handlers) hear(s *summary.Response, h *speech) (kind summary.BodyKind, served bool) {
	kind = s.Body.Kind
	if s.Mislabelled() {
		kind = summary.JSON
	}
	switch {
	case s.Code.Write.Kind.Heads():
	case saysStatus(s):
		h.confirms = true
	case s.Body.Sent && s.IsFailure():
		h.fails[kind] = true
		h.refuses = h.refuses || len(s.Status.Codes) > 0 && s.Status.Codes[0] < 500
	case s.Body.Sent && kind == summary.Text && isConstant(s) && !s.Code.Write.Body.Typed:
		h.confirms = true
	case s.Body.Sent:
		h.serves[kind] = true
		served = true
		h.bare = h.bare || kind == summary.JSON && Unformatted(s) == summary.Text
		h.objects = h.objects || kind == summary.JSON && Unformatted(s) != summary.Text
	}
	if p.passesOn(s) {
		h.serves[summary.Stream] = true
	}
	h.api = h.api || !s.Probes()
	return kind, served
}

// Audience fills in what the handlers of the sites answer otherwise. files are
// the functions that leave requests to a file server.
func (p *Handlers) Audience(files []*ssa.Function) {
	speeches := make(map[*ssa.Function]*speech)
	for _, s := range p.Found.Responses {
		speeches[s.Code.Func] = &speech{serves: make(map[summary.BodyKind]bool), fails: make(map[summary.BodyKind]bool)}
	}
	// A literal in a function that answers runs for the same request: it is
	// handed to a builder, deferred, called. One in a function that only
	// registers handlers is a handler of its own.
	of := func(fn *ssa.Function) *speech {
		top := fn
		for outer := fn.Parent(); outer != nil; outer = outer.Parent() {
			if speeches[outer] != nil {
				top = outer
			}
		}
		return speeches[top]
	}
	p.ServesPages = false
	json := p.readsJSON()
	serves := false // something else than JSON
	p.SpeaksJSON = json || p.respondsForOthers()
	for _, s := range p.Found.Responses {
		h := of(s.Code.Func)
		s.Handler.Serves, s.Handler.Fails = h.serves, h.fails
		kind, served := p.hear(s, h)
		p.SpeaksJSON = p.SpeaksJSON || s.Body.Sent && kind == summary.JSON
		if served {
			serves = serves || kind != summary.JSON
			p.ServesPages = p.ServesPages || kind == summary.HTML || kind == summary.Stream
			json = json || kind == summary.JSON
		}
		s.Handler.Challenges = p.challenges(s)
		s.Reason.Negotiated = s.IsFailure() && s.Body.Kind == summary.Text && p.negotiated(s)
		p.describe(s)
	}
	p.ServesPages = p.ServesPages || len(files) > 0
	if !serves && len(files) == 0 { // else it speaks of its own accord, and not JSON
		p.SpeaksJSON = p.SpeaksJSON || p.importsErrorBodies()
	}
	for _, fn := range files {
		if h := of(fn); h != nil {
			h.serves[summary.Stream] = true
		}
	}
	p.ErrorsLeft = 0
	for _, fn := range p.Flow.Funcs {
		h := of(fn)
		if h == nil || len(h.fails) == 0 { // else the list is for the log
			p.ErrorsLeft += errorsLeft(p, fn)
		}
		if h == nil {
			continue
		}
		h.list = h.list || readsErrors(p, fn)
		if p.writers.LeavesUnread(fn) {
			h.serves[summary.Unknown] = true
		}
		h.guards = h.guards || p.handsOn(fn)
	}
	for _, h := range speeches {
		switch {
		case !h.confirms:
		case json && h.refuses:
			// Among handlers that answer JSON one that says "deleted", or refuses
			// what it is asked, has the same clients.
			h.serves[summary.JSON] = true
		default:
			h.serves[summary.Text] = true
		}
	}
	objects := false // one that says "deleted" among handlers that serve objects has their clients
	for _, h := range speeches {
		objects = objects || h.objects
	}
	for _, s := range p.Found.Responses {
		h := of(s.Code.Func)
		s.Handler.Probe, s.Handler.Guards, s.Handler.Bare = !h.api, h.guards, h.bare && !objects
		s.Handler.ErrorList = h.list
	}
}

// handsOn reports whether a function hands the request on to the next handler, or one that
// it stands in does: what a middleware defers is the middleware's.
func (p *Handlers) handsOn(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if ssautil.AnyCall(fn, p.writers.IsNext) {
			return true
		}
	}
	return false
}

// respondsForOthers reports whether a package handles no request itself and has errors
// for the handlers of others. Whoever sends a status and its own text from a package of
// helpers has no page in mind.
func (p *Handlers) respondsForOthers() bool {
	refuses := false
	for _, s := range p.Found.Responses {
		if s.Handler.Is || s.Body.Sent && s.Body.Kind != summary.Text {
			return false
		}
		refuses = refuses || s.Body.Sent && s.Code.Write.Status.CallersFail && p.writers.Open(s.Code.Func)
	}
	return refuses
}

// challenges reports whether a response asks for a password as browsers do.
func (p *Handlers) challenges(s *summary.Response) bool {
	if !slices.Contains(s.Status.Codes, http.StatusUnauthorized) {
		return false
	}
	field := p.Flow.Load(s.Code.Write.To.Writer.Member(valueflow.MemHeader+".Www-Authenticate"), s.Code.Call)
	return slices.ContainsFunc(field, func(t *origin.Term) bool {
		return strings.HasPrefix(strings.ToLower(origin.Value{t}.Prefix()), "basic ")
	})
}

// saysStatus reports whether a response that is no error says no more than its status.
func saysStatus(s *summary.Response) bool {
	body := s.Code.Write.Body.Value
	return !s.IsError() && len(body) == 1 && body[0].Op == origin.StatusText
}

// isConstant reports whether the body of a site is constant text.
func isConstant(s *summary.Response) bool {
	_, exact := s.Code.Write.Body.Value.Strings()
	return exact
}

// readsJSON reports whether the package decodes JSON that clients send: one that
// answers nothing but text may be an API all the same.
func (p *Handlers) readsJSON() bool {
	return p.summaries.AnyInstr(func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		fn := ssautil.Callee(&call.Call)
		if fn == nil || fn.Pkg() == nil {
			return false
		}
		return p.Flow.Model().PartOf(fn) == httpmodel.Bound || httpmodel.DecodesJSON(fn.Pkg().Path()) && slices.ContainsFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool {
			return !httpmodel.IsRequest(a.Type()) && p.comesFrom(a, 0) == summary.BadBody
		})
	})
}

// importsErrorBodies reports whether a package of the module that this one imports
// answers errors with JSON.
func (p *Handlers) importsErrorBodies() bool {
	return slices.ContainsFunc(p.Pass.Pkg.Imports(), func(imp *types.Package) bool {
		var fact jsonshape.ErrorBodies
		return p.summaries.OwnModule(imp) && p.Pass.ImportPackageFact(imp, &fact)
	})
}
