package handler

import (
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/summary"
)

// FindInside fills in what helpers give by themselves, and their callers.
func (p *Handlers) FindInside() {
	at := make(map[token.Pos][]*summary.Response)
	for _, s := range p.Found.Responses {
		at[s.Instr.Pos()] = append(at[s.Instr.Pos()], s)
	}
	for _, s := range p.Found.Responses {
		s.Inside = p.insideOf(s, at)
		for in := s.Inside; len(in) > 0; in = in[0].Inside {
			if r := in[0].Real; r != nil && !slices.Contains(r.Callers, s) {
				r.Callers = append(r.Callers, s)
			}
		}
	}
}

func (p *Handlers) insideOf(s *summary.Response, at map[token.Pos][]*summary.Response) []*summary.Response {
	a := s.Write.Inner
	if a == nil || !s.Write.Within {
		return nil
	}
	in := &summary.Response{Call: s.Call, Node: s.Node, API: a.Api, Kind: summary.KindOfBody(a), Sends: sends(a), ContentType: a.Forced, Write: a, Helper: s.Write.Helper}
	if m, set := summary.ContentType(a.Ctype); set && a.Forced == "" {
		in.ContentType = m
	}
	if !in.Sends {
		in.Kind = summary.NoBody
	}
	in.Body.Empty = SaysNothing(a.Body)
	p.shapes.Shape(in)
	in.SetCodes(a)
	for _, real := range at[a.At] {
		if real.API == a.Api && real.Write.Kind == a.Kind && real.Write.Status.Key() == a.Status.Key() && real.Write.Body.Key() == a.Body.Key() {
			in.Real, in.Call, in.Node, in.Listed = real, real.Call, real.Node, real.Listed
		}
	}
	in.Inside = p.insideOf(in, at)
	return []*summary.Response{in}
}

// sends reports whether a body is part of an answer.
func sends(a *summary.Write) bool {
	switch a.Kind {
	case httpmodel.Body, httpmodel.Answer:
		return a.Kind == httpmodel.Body || !isEmpty(a.Body) || a.Forced != ""
	case httpmodel.Redirect, httpmodel.Serve:
		return true
	}
	return false
}
