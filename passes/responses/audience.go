package responses

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// To whom a handler speaks: what it answers when nothing fails says whether a
// text is the right thing to send when something does.

// audience fills in what the handlers of the sites answer otherwise. files are
// the functions that leave requests to a file server.
func (p *producer) audience(files []*ssa.Function) {
	type speech struct {
		serves, fails map[BodyKind]bool
		confirms      bool // it serves constant text, or the text of a status
		refuses       bool // it answers a 4xx
		api           bool // it is no probe
		guards        bool // it runs another handler
	}
	speeches := make(map[*ssa.Function]*speech)
	for _, s := range p.found.Sites {
		speeches[s.fn] = &speech{serves: make(map[BodyKind]bool), fails: make(map[BodyKind]bool)}
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
	p.servesPages = false
	json := p.readsJSON()
	serves := false // something else than JSON
	p.speaksJSON = json || p.respondsForOthers()
	for _, s := range p.found.Sites {
		h := of(s.fn)
		s.Serves, s.Fails = h.serves, h.fails
		kind := s.Kind
		if s.mislabelled() {
			kind = JSON
		}
		p.speaksJSON = p.speaksJSON || s.Sends && kind == JSON
		switch {
		case s.ans.kind.Heads():
		case saysStatus(s):
			h.confirms = true
		case s.Sends && s.Refuses():
			h.fails[kind] = true
			h.refuses = h.refuses || len(s.Codes) > 0 && s.Codes[0] < 500
		case s.Sends && kind == Text && isConstant(s) && !s.ans.named:
			h.confirms = true
		case s.Sends:
			h.serves[kind] = true
			serves = serves || kind != JSON
			p.servesPages = p.servesPages || kind == HTML || kind == Stream
			json = json || kind == JSON
		}
		if p.passesOn(s) {
			h.serves[Stream] = true
		}
		h.api = h.api || !s.probes()
		s.Challenges = p.challenges(s)
		p.describe(s)
	}
	p.servesPages = p.servesPages || len(files) > 0
	if !serves && len(files) == 0 { // else it speaks of its own accord, and not JSON
		p.speaksJSON = p.speaksJSON || p.importsErrorBodies()
	}
	for _, fn := range files {
		if h := of(fn); h != nil {
			h.serves[Stream] = true
		}
	}
	for _, fn := range p.flow.Funcs {
		h := of(fn)
		if h == nil {
			continue
		}
		if p.leavesUnread(fn) {
			h.serves[Unknown] = true
		}
		h.guards = h.guards || ssautil.AnyCall(fn, p.isNext)
	}
	for _, h := range speeches {
		switch {
		case !h.confirms:
		case json && h.refuses:
			// Among handlers that answer JSON one that says "deleted", or refuses
			// what it is asked, has the same clients.
			h.serves[JSON] = true
		default:
			h.serves[Text] = true
		}
	}
	for _, s := range p.found.Sites {
		s.Probe, s.Guards = !of(s.fn).api, of(s.fn).guards
	}
}

// respondsForOthers reports whether a package handles no request itself and has errors
// for the handlers of others. Whoever sends a status and its own text from a package of
// helpers has no page in mind.
func (p *producer) respondsForOthers() bool {
	refuses := false
	for _, s := range p.found.Sites {
		if s.Handler || s.Sends && s.Kind != Text {
			return false
		}
		refuses = refuses || s.Sends && s.ans.refuses && p.open(s.fn)
	}
	return refuses
}

// challenges reports whether an answer asks for a password as browsers do.
func (p *producer) challenges(s *Site) bool {
	if !slices.Contains(s.Codes, http.StatusUnauthorized) {
		return false
	}
	field := p.flow.Load(s.ans.writer.Member(valueflow.MemHeader+".Www-Authenticate"), s.call)
	return slices.ContainsFunc(field, func(t *origin.Term) bool {
		return strings.HasPrefix(strings.ToLower(origin.Value{t}.Prefix()), "basic ")
	})
}

// saysStatus reports whether an answer that is no error says no more than its status.
func saysStatus(s *Site) bool {
	body := s.ans.body
	return !s.IsError() && len(body) == 1 && body[0].Op == origin.StatusText
}

// isConstant reports whether the body of a site is constant text.
func isConstant(s *Site) bool {
	_, exact := s.ans.body.Strings()
	return exact
}

// readsJSON reports whether the package decodes JSON that clients send: one that
// answers nothing but text may be an API all the same.
func (p *producer) readsJSON() bool {
	return p.anyInstr(func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		fn := ssautil.Callee(&call.Call)
		if fn == nil || fn.Pkg() == nil {
			return false
		}
		return httpmodel.PartOf(fn) == httpmodel.Bound || httpmodel.DecodesJSON(fn.Pkg().Path()) && slices.ContainsFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool {
			return !httpmodel.IsRequest(a.Type()) && p.comesFrom(a, 0) == BadBody
		})
	})
}

// importsErrorBodies reports whether a package of the module that this one imports
// answers errors with JSON.
func (p *producer) importsErrorBodies() bool {
	return slices.ContainsFunc(p.pass.Pkg.Imports(), func(imp *types.Package) bool {
		var fact ErrorBodies
		return p.ownModule(imp) && p.pass.ImportPackageFact(imp, &fact)
	})
}

// leavesUnread reports whether a function leaves its response, or a part of it, to
// code that was not read: what that sends may be anything. The next handler is none,
// as it has an audience of its own, nor is what is deferred.
func (p *producer) leavesUnread(fn *ssa.Function) bool {
	if unread, known := p.unreads[fn]; known {
		return unread
	}
	p.unreads[fn] = false // a recursion adds nothing
	var writers []ssa.Value
	for _, param := range fn.Params {
		if p.flow.HoldsWriter(param.Type()) {
			writers = append(writers, param)
		}
	}
	for _, v := range fn.FreeVars {
		t := v.Type()
		if ptr, ok := t.Underlying().(*types.Pointer); ok && !p.isWriterType(t) {
			t = ptr.Elem() // of a variable
		}
		if p.isWriterType(t) {
			writers = append(writers, v)
		}
	}
	if len(writers) == 0 {
		return false
	}
	h := p.holding(fn, writers...)
	for _, b := range fn.Blocks {
		if p.flow.Live(b) && slices.ContainsFunc(b.Instrs, h.leavesUnread) {
			p.unreads[fn] = true
			return true
		}
	}
	return false
}

// leavesUnread reports whether an instruction leaves what may be answered to code
// that was not read.
func (h *holders) leavesUnread(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Store, *ssa.MapUpdate, *ssa.Send:
		return h.mayAnswer(instr)
	case *ssa.Go:
		return h.uses(instr) && h.runsUnread(&instr.Call)
	case *ssa.Call:
		if row := h.p.flow.Row(&instr.Call); row != nil {
			return row.Response != nil && row.Response.Kind == httpmodel.Hijack && h.uses(instr)
		}
		return h.uses(instr) && h.callMayAnswer(instr) && h.runsUnread(&instr.Call) && !h.p.leavesToNext(instr) && !h.p.labelledJSON(instr)
	}
	return false
}

// runsUnread reports whether a call runs code that was not read, or that leaves
// what it is given to such code.
func (h *holders) runsUnread(c *ssa.CallCommon) bool {
	if mc, ok := c.Value.(*ssa.MakeClosure); ok {
		return h.p.leavesUnread(mc.Fn.(*ssa.Function))
	}
	fn := c.StaticCallee()
	if fn == nil {
		return true
	}
	if len(fn.Blocks) > 0 {
		return h.p.leavesUnread(fn)
	}
	obj, _ := fn.Object().(*types.Func)
	if obj == nil {
		return true
	}
	var fact Writes
	return !h.p.pass.ImportObjectFact(obj.Origin(), &fact) || fact.unread
}

// labelledJSON reports whether what a call is given to answer through is labelled as
// JSON: then it sends that, whoever it is.
func (p *producer) labelledJSON(call *ssa.Call) bool {
	return slices.ContainsFunc(p.reach(call), func(w valueflow.Loc) bool {
		if indexHeader(w.Path) >= 0 || !p.isWriter(w) {
			return false
		}
		media, _ := contentType(p.flow.Load(w.Member(valueflow.MemContentType), call))
		return mediaKind(media) == JSON
	})
}

// leavesToNext reports whether a call runs a handler of the program that is not
// known here: one that another module has made in sight is none.
func (p *producer) leavesToNext(call *ssa.Call) bool {
	if !p.isNext(call) {
		return false
	}
	return !slices.ContainsFunc(p.flow.Roots(call.Call.Value), func(l valueflow.Loc) bool {
		made, ok := l.Root.(*ssa.Call)
		if !ok {
			return false
		}
		fn := ssautil.Callee(&made.Call)
		return fn != nil && fn.Pkg() != nil && !p.ownModule(fn.Pkg()) && p.flow.Row(&made.Call) == nil
	})
}
