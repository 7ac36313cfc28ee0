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
		at[s.Code.Call.Pos()] = append(at[s.Code.Call.Pos()], s)
	}
	for _, s := range p.Found.Responses {
		s.Helpers.Inside = p.insideOf(s, at)
		for in := s.Helpers.Inside; len(in) > 0; in = in[0].Helpers.Inside {
			if r := in[0].Helpers.Here; r != nil && !slices.Contains(r.Helpers.Callers, s) {
				r.Helpers.Callers = append(r.Helpers.Callers, s)
			}
		}
	}
}

func (p *Handlers) insideOf(s *summary.Response, at map[token.Pos][]*summary.Response) []*summary.Response {
	a := s.Code.Write.Via.Inner
	if a == nil || !s.Code.Write.Via.Within {
		return nil
	}
	in := &summary.Response{
		At:      summary.Place{Call: s.At.Call, Node: s.At.Node},
		By:      summary.Sender{API: a.API},
		Body:    summary.Body{Kind: summary.KindOfBody(a), Sent: sends(a), ContentType: a.Body.Forced},
		Code:    summary.Code{Write: a},
		Helpers: summary.Helpers{Func: s.Code.Write.Via.Helper},
	}
	if m, set := summary.ContentType(a.Body.Type); set && a.Body.Forced == "" {
		in.Body.ContentType = m
	}
	if !in.Body.Sent {
		in.Body.Kind = summary.NoBody
	}
	in.Body.Unformatted = Unformatted(in)
	in.Body.Certain.Empty = SaysNothing(a.Body.Value)
	p.shapes.Shape(in)
	in.SetCodes(a)
	for _, real := range at[a.At.Call] {
		if real.By.API == a.API && real.Code.Write.Kind == a.Kind && real.Code.Write.Status.Value.Key() == a.Status.Value.Key() && real.Code.Write.Body.Value.Key() == a.Body.Value.Key() {
			in.Helpers.Here, in.At.Call, in.At.Node, in.By.Listed = real, real.At.Call, real.At.Node, real.By.Listed
		}
	}
	in.Helpers.Inside = p.insideOf(in, at)
	return []*summary.Response{in}
}

// sends reports whether a body is part of a response.
func sends(a *summary.Write) bool {
	switch a.Kind {
	case httpmodel.Body, httpmodel.Complete:
		return a.Kind == httpmodel.Body || !isEmpty(a.Body.Value) || a.Body.Forced != ""
	case httpmodel.Redirect, httpmodel.Serve:
		return true
	}
	return false
}
