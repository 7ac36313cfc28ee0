package responses

import (
	"github.com/respvet/respvet/passes/valueflow"
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
	}
	speeches := make(map[*ssa.Function]*speech)
	for _, s := range p.res.Sites {
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
	json := false
	for _, s := range p.res.Sites {
		h := of(s.fn)
		s.Serves, s.Fails = h.serves, h.fails
		kind := s.Kind
		if s.mislabelled() {
			kind = JSON
		}
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
			json = json || kind == JSON
		}
		if p.passesOn(s) {
			h.serves[Stream] = true
		}
		h.api = h.api || !s.probes()
		p.describe(s)
	}
	for _, fn := range files {
		if h := of(fn); h != nil {
			h.serves[Stream] = true
		}
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
	for _, s := range p.res.Sites {
		s.Probe = !of(s.fn).api
	}
}

// saysStatus reports whether an answer that is no error says no more than its status.
func saysStatus(s *Site) bool {
	body := s.ans.body
	return !s.IsError() && len(body) == 1 && body[0].Op == valueflow.StatusText
}

// isConstant reports whether the body of a site is constant text.
func isConstant(s *Site) bool {
	_, exact := s.ans.body.Strings()
	return exact
}
