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
	a := s.Code.Write.Inner
	if a == nil || !s.Code.Write.Within {
		return nil
	}
	in := &summary.Response{
		At:      summary.Place{Call: s.At.Call, Node: s.At.Node},
		By:      summary.Sender{API: a.API},
		Body:    summary.Body{Kind: summary.KindOfBody(a), Sent: sends(a), ContentType: a.Forced},
		Code:    summary.Code{Write: a},
		Helpers: summary.Helpers{Func: s.Code.Write.Helper},
	}
	if m, set := summary.ContentType(a.Ctype); set && a.Forced == "" {
		in.Body.ContentType = m
	}
	if !in.Body.Sent {
		in.Body.Kind = summary.NoBody
	}
	in.Body.Certain.Empty = SaysNothing(a.Body)
	p.shapes.Shape(in)
	in.SetCodes(a)
	for _, real := range at[a.At] {
		if real.By.API == a.API && real.Code.Write.Kind == a.Kind && real.Code.Write.Status.Key() == a.Status.Key() && real.Code.Write.Body.Key() == a.Body.Key() {
			in.Helpers.Here, in.At.Call, in.At.Node, in.By.Listed = real, real.At.Call, real.At.Node, real.By.Listed
		}
	}
	in.Helpers.Inside = p.insideOf(in, at)
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
