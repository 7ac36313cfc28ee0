package handler

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// setBody fills in what a site says of the body.
func (p *Handlers) setBody(s *summary.Response, a *summary.Write, row *httpmodel.Row) {
	switch a.Kind {
	case httpmodel.SetHeader, httpmodel.AddHeader:
		return
	case httpmodel.Status, httpmodel.SetStatus:
		s.Kind = summary.NoBody
		s.Listed = row != nil && row.Response != nil && row.Response.Error
		s.Bare = (p.writers.SpeakerOf(s.Fn) != nil || row != nil && summary.SendsBody(p.summaries.WritesOf(s.Fn))) &&
			!p.summaries.BodyFollows(s.Instr, a) && !p.writers.ReturnsError(s.Instr) && !(row == nil && !s.Here && p.sendsBodies(s.Instr))
		return
	case httpmodel.Redirect:
		s.Sends, s.Kind = true, summary.HTML
		return
	case httpmodel.Serve:
		s.Sends, s.Kind = true, summary.Stream
		return
	}
	if ss, exact := a.Body.Strings(); a.Kind == httpmodel.Answer && a.Forced == "" && exact && strings.Join(ss, "") == "" {
		s.Kind, s.Bare = summary.NoBody, p.writers.SpeakerOf(s.Fn) != nil
		return
	}
	s.Sends = true
	s.Kind = summary.KindOfBody(a)
	// In a helper a caller may have set another one.
	if m, set := summary.ContentType(a.Ctype); set && (s.Handler || a.Named || summary.MediaKind(m) == summary.JSON) {
		s.ContentType = m
	}
	if a.Forced != "" {
		s.ContentType = a.Forced
	}
	s.Labels = row == nil && s.ContentType != "" && p.labelledHere(s, a)
	s.BodyHere = row != nil || s.Here && !p.judgedThere(s, a)
	if s.Kind == summary.Text && s.BodyHere && row == nil && p.summaries.SendsOtherwise(s.Instr) {
		s.Kind = summary.Unknown
	}
	s.Adds = row != nil && row.Response.Body.Op == httpmodel.OpStatusText
	s.OwnText = row != nil && row.Response.Body.Op == httpmodel.OpStr
	if row != nil && row.Response.Body.Op == httpmodel.OpArg {
		s.MessageArg = p.summaries.ArgExpr(s.Call, &s.Instr.Call, row.Response.Body.Arg)
	}
}

// setStatus fills in what a site says of the status.
func (p *Handlers) setStatus(s *summary.Response, a *summary.Write, row *httpmodel.Row) {
	if a.Kind == httpmodel.SetHeader || a.Kind == httpmodel.AddHeader {
		return
	}
	s.Implied = a.Kind == httpmodel.Serve || a.Kind == httpmodel.Redirect
	s.Foreign = a.Foreign
	_, unencoded := p.summaries.Unencoded(s.Instr.Block())
	s.Unencoded = a.Unencoded || unencoded
	s.SetCodes(a)
	s.Here = row != nil && !p.summaries.Inherits(s.Instr, a)
	if row == nil {
		s.Here = a.Pkg == "" // decided by what this call passes
		s.Here = p.decidedHere(s, a)
	}
	if row != nil && row.Response != nil {
		if given := row.Response.Status.Given(); given.Op == httpmodel.OpArg {
			s.StatusArg = p.summaries.ArgExpr(s.Call, &s.Instr.Call, given.Arg)
		}
	}
	if row == nil && s.Here {
		s.StatusArg = p.StatusArg(s)
	}
	s.Source = p.SourceOf(s)
}

// SitesOf returns the sites at one call: one for each answer that differs in
// what a rule looks at.
func (p *Handlers) SitesOf(fn *ssa.Function, call *ssa.Call) []*summary.Response {
	evs := p.summaries.Events(call)
	if len(evs) == 0 {
		return nil
	}
	expr := p.Index.Call(call.Pos())
	if expr == nil {
		return nil
	}
	row := p.Flow.Row(&call.Call)
	var out []*summary.Response
	for _, a := range evs {
		if !p.summaries.IsWriter(a.Writer) || a.Fails {
			continue
		}
		s := &summary.Response{Call: expr, Node: expr, API: a.Api, Fn: fn, Instr: call, Write: a}
		s.Func = p.Index.Func(expr.Pos())
		s.Handler = p.writers.IsHandler(fn)
		if row == nil {
			s.Via = syntax.Name(expr.Fun)
			if sent := p.Index.Call(a.Sent); sent != nil {
				s.Sent = sent.Pos()
			}
		}
		p.setStatus(s, a, row)
		p.setBody(s, a, row)
		out = append(out, s)
	}
	return out
}

// sendsBodies reports whether a call runs a helper that sends bodies too: a
// status of its own to which it adds none, as where encoding has failed, is then
// the helper's whole answer, and judged there.
func (p *Handlers) sendsBodies(call *ssa.Call) bool {
	return slices.ContainsFunc(p.Flow.Targets(call), func(t valueflow.Target) bool { return summary.SendsBody(p.summaries.SummaryOf(t)) })
}

// judgedThere reports whether a helper's answer is an error whatever status it
// is called with, so that one finding in the helper says it all.
func (p *Handlers) judgedThere(s *summary.Response, a *summary.Write) bool {
	if !a.Failure {
		return false
	}
	for _, t := range p.Flow.Targets(s.Instr) {
		if t.Fn == nil && t.Obj != nil && !p.summaries.OwnModule(t.Obj.Pkg()) {
			return false
		}
	}
	return true
}

// labelledHere reports whether a helper's answer has a content type that depends on
// the call: on its arguments, or on what was set on the writer before.
func (p *Handlers) labelledHere(s *summary.Response, a *summary.Write) bool {
	return slices.ContainsFunc(p.Flow.Targets(s.Instr), func(t valueflow.Target) bool {
		return slices.ContainsFunc(p.summaries.SummaryOf(t), func(b *summary.Write) bool {
			own, _ := summary.ContentType(b.Ctype)
			return b.Api == a.Api && b.Kind == a.Kind && b.Forced == "" && own == "" && t.Subst(b.Ctype).Key() == a.Ctype.Key()
		})
	})
}

// decidedHere reports whether the status of a helper's answer depends on the
// call's arguments. What a library fixes for itself is not this code's choice.
func (p *Handlers) decidedHere(s *summary.Response, a *summary.Write) bool {
	for _, t := range p.Flow.Targets(s.Instr) {
		for _, b := range p.summaries.SummaryOf(t) {
			if b.Api == a.Api && b.Kind == a.Kind && t.Subst(p.summaries.AsCalled(t, b.Status)).Key() == a.Status.Key() {
				if codes, exact := b.Status.Ints(); (!exact || len(codes) == 0) && !b.Inherits() {
					return true
				}
			}
		}
	}
	return false
}

// StatusArg finds the argument of a helper's call that is the status.
func (p *Handlers) StatusArg(s *summary.Response) ast.Expr {
	args := ssautil.Args(&s.Instr.Call)
	for i, a := range args {
		if b, ok := a.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
			continue
		}
		if codes, exact := p.Flow.Eval(a, s.Instr).Ints(); exact && summary.EqualInts(codes, s.Codes) {
			return p.summaries.ArgExpr(s.Call, &s.Instr.Call, i)
		}
	}
	return nil
}
