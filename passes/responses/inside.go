package responses

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// A mistake is reported where it can be mended. What a helper fixes whatever it is
// called with, is the helper's; what a call passes, the caller's. So an answer that
// is given through helpers is kept as each of them sees it: its status and body in
// terms of that helper's parameters. The innermost that shows the mistake already is
// where it stands. In this package that is a site of its own; another package of the
// module reports its own, if it knows enough.

// through notes which helper gives an answer for a call.
func (p *producer) through(c, a *answer, t valueflow.Target, call *ssa.Call) {
	c.inner, c.at, c.helper, c.refuses = a, call.Pos(), t.Obj, false
	c.within = t.Fn != nil || t.Obj != nil && t.Obj.Pkg() != nil && p.ownModule(t.Obj.Pkg())
}

// Refuses reports whether an answer is an error's: by its status, or because the
// function that it stands in only ever gets an error's from its callers.
func (s *Site) Refuses() bool { return s.IsError() || s.ans != nil && s.ans.refuses }

// A Cause is the place in helpers of this module that fixes what several calls have
// in common.
type Cause struct {
	// Site is the site of this package that findings stand at.
	Site *Site
	// Helper is the function that Site calls, if it is in there that this is fixed, and
	// Site only the first call of it that is seen.
	Helper *types.Func
	// Known says that it is reported there without knowledge of this call.
	Known bool
}

// Of returns the key under which findings have the same cause.
func (c Cause) Of() any {
	if c.Helper != nil {
		return c.Helper
	}
	return c.Site
}

// Cause returns the innermost helper that fixes what a condition says of the answer,
// the site itself if there is none.
func (s *Site) Cause(is func(in *Site) bool) Cause {
	c := Cause{Site: s}
	for {
		i := slices.IndexFunc(s.Inside, is)
		if i < 0 {
			return c
		}
		s = s.Inside[i]
		c.Known = c.Known || s.Refuses()
		c.Helper = s.Helper
		if s.real != nil {
			c.Site, c.Helper = s.real, nil
		}
	}
}

// findInside fills in what helpers give by themselves, and their callers.
func (p *producer) findInside() {
	at := make(map[token.Pos][]*Site)
	for _, s := range p.found.Sites {
		at[s.call.Pos()] = append(at[s.call.Pos()], s)
	}
	for _, s := range p.found.Sites {
		s.Inside = p.insideOf(s, at)
		for in := s.Inside; len(in) > 0; in = in[0].Inside {
			if r := in[0].real; r != nil && !slices.Contains(r.Callers, s) {
				r.Callers = append(r.Callers, s)
			}
		}
	}
}

func (p *producer) insideOf(s *Site, at map[token.Pos][]*Site) []*Site {
	a := s.ans.inner
	if a == nil || !s.ans.within {
		return nil
	}
	in := &Site{Call: s.Call, Node: s.Node, API: a.api, Kind: bodyKind(a), Sends: sends(a), ContentType: a.forced, ans: a, Helper: s.ans.helper}
	if m, set := contentType(a.ctype); set && a.forced == "" {
		in.ContentType = m
	}
	if !in.Sends {
		in.Kind = NoBody
	}
	in.Body.Empty = saysNothing(a.body)
	p.shape(in)
	in.setCodes(a)
	for _, real := range at[a.at] {
		if real.API == a.api && real.ans.kind == a.kind && real.ans.status.Key() == a.status.Key() && real.ans.body.Key() == a.body.Key() {
			in.real, in.Call, in.Node, in.Listed = real, real.Call, real.Node, real.Listed
		}
	}
	in.Inside = p.insideOf(in, at)
	return []*Site{in}
}

// sends reports whether a body is part of an answer.
func sends(a *answer) bool {
	switch a.kind {
	case httpmodel.Body, httpmodel.Answer:
		return a.kind == httpmodel.Body || !isEmpty(a.body) || a.forced != ""
	case httpmodel.Redirect, httpmodel.Serve:
		return true
	}
	return false
}
