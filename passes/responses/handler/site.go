package handler

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
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
		s.Body.Kind = summary.NoBody
		s.By.Listed = row != nil && row.Response != nil && row.Response.Error
		s.Body.None = (p.writers.LastResponderOf(s.Code.Func) != nil || row != nil && summary.SendsBody(p.summaries.WritesOf(s.Code.Func))) &&
			!p.summaries.BodyFollows(s.Code.Call, a) && !p.writers.ReturnsError(s.Code.Call) && !(row == nil && !s.Status.Here && p.sendsBodies(s.Code.Call))
		return
	case httpmodel.Redirect:
		s.Body.Sent, s.Body.Kind = true, summary.HTML
		return
	case httpmodel.Serve:
		s.Body.Sent, s.Body.Kind = true, summary.Stream
		return
	}
	if ss, exact := a.Body.Value.Strings(); a.Kind == httpmodel.Complete && a.Body.Forced == "" && exact && strings.Join(ss, "") == "" {
		s.Body.Kind, s.Body.None = summary.NoBody, p.writers.LastResponderOf(s.Code.Func) != nil
		return
	}
	s.Body.Sent = true
	s.Body.Kind = summary.KindOfBody(a)
	// In a helper a caller may have set another one.
	if m, set := summary.ContentType(a.Body.Type); set && (s.Body.Kind != summary.Text || !summary.MayLack(a.Body.Type)) && (s.Handler.Is || a.Body.Typed || summary.MediaKind(m) == summary.JSON) {
		s.Body.ContentType = m
	}
	if a.Body.Forced != "" {
		s.Body.ContentType = a.Body.Forced
	}
	s.Body.Labels = row == nil && s.Body.ContentType != "" && p.labelledHere(s, a)
	s.Body.Text.OfHelper = row == nil && p.printedElsewhere(s, a)
	s.Body.Here = row != nil || s.Status.Here && !p.judgedThere(s, a) || s.Body.Text.OfHelper
	if s.Body.Kind == summary.Text && s.Body.Here && row == nil && p.summaries.SendsOtherwise(s.Code.Call) {
		s.Body.Kind = summary.Unknown
	}
	s.Body.Text.OfStatus = row != nil && row.Response.Body.Op == httpmodel.OpStatusText
	s.Body.Text.OfAPI = row != nil && row.Response.Body.Op == httpmodel.OpStr
	if row != nil && row.Response.Body.Op == httpmodel.OpArg {
		s.Body.Expr = p.summaries.ArgExpr(s.At.Call, &s.Code.Call.Call, row.Response.Body.Arg)
	}
}

// setStatus fills in what a site says of the status.
func (p *Handlers) setStatus(s *summary.Response, a *summary.Write, row *httpmodel.Row) {
	if a.Kind == httpmodel.SetHeader || a.Kind == httpmodel.AddHeader {
		return
	}
	s.Status.Implied = a.Kind == httpmodel.Serve || a.Kind == httpmodel.Redirect
	s.Status.Foreign = a.Status.Foreign
	s.Status.Unencoded = a.When.Unencoded || p.summaries.Unencoded(s.Code.Call.Block())
	s.SetCodes(a)
	s.Status.Here = row != nil && !p.summaries.Inherits(s.Code.Call, a)
	if row == nil {
		s.Status.Here = a.Pkg == "" // decided by what this call passes
		s.Status.Here = p.decidedHere(s, a)
	}
	if row != nil && row.Response != nil {
		if given := row.Response.Status.StatusArg(); given.Op == httpmodel.OpArg {
			s.Status.Expr = p.summaries.ArgExpr(s.At.Call, &s.Code.Call.Call, given.Arg)
		}
	}
	if row == nil && s.Status.Here {
		s.Status.Expr = p.StatusArg(s)
	}
	s.Status.Source = p.SourceOf(s)
}

// SitesOf returns the sites at one call: one for each response that differs in
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
		if !p.summaries.IsWriter(a.To.Writer) || a.When.Fails {
			continue
		}
		s := &summary.Response{
			At:   summary.Place{Call: expr, Node: expr},
			By:   summary.Sender{API: a.API},
			Code: summary.Code{Func: fn, Call: call, Write: a},
		}
		s.At.Func = p.Index.Func(expr.Pos())
		s.Handler.Is = p.writers.IsHandler(fn)
		if row == nil {
			s.By.Via = syntax.Name(expr.Fun)
			if sent := p.Index.Call(a.At.API); sent != nil {
				s.At.Sent = sent.Pos()
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
// the helper's whole response, and judged there.
func (p *Handlers) sendsBodies(call *ssa.Call) bool {
	return slices.ContainsFunc(p.Flow.Targets(call), func(t valueflow.Target) bool { return summary.SendsBody(p.summaries.SummaryOf(t)) })
}

// judgedThere reports whether a helper's answer is an error whatever status it
// is called with, so that one finding in the helper says it all.
func (p *Handlers) judgedThere(s *summary.Response, a *summary.Write) bool {
	if !a.Status.Failure {
		return false
	}
	for _, t := range p.Flow.Targets(s.Code.Call) {
		if t.Fn == nil && t.Obj != nil && !p.summaries.OwnModule(t.Obj.Pkg()) {
			return false
		}
	}
	return true
}

// printedElsewhere reports whether another module's helper sends the text of what this
// call gives it: there is no other place to mend it.
func (p *Handlers) printedElsewhere(s *summary.Response, a *summary.Write) bool {
	if a.Via.Inner == nil || a.Status.Foreign || !a.Via.Inner.Body.Value.Tainted() || !p.summaries.OfOthers(s.Code.Call) {
		return false
	}
	return slices.ContainsFunc(ssautil.Args(&s.Code.Call.Call), func(v ssa.Value) bool { return typeutil.IsError(v.Type()) })
}

// labelledHere reports whether a helper's answer has a content type that depends on
// the call: on its arguments, or on what was set on the writer before.
func (p *Handlers) labelledHere(s *summary.Response, a *summary.Write) bool {
	return slices.ContainsFunc(p.Flow.Targets(s.Code.Call), func(t valueflow.Target) bool {
		return slices.ContainsFunc(p.summaries.SummaryOf(t), func(b *summary.Write) bool {
			own, _ := summary.ContentType(b.Body.Type)
			return b.API == a.API && b.Kind == a.Kind && b.Body.Forced == "" && own == "" && t.Subst(b.Body.Type).Key() == a.Body.Type.Key()
		})
	})
}

// decidedHere reports whether the status of a helper's answer depends on the
// call's arguments. What a library fixes for itself is not this code's choice.
func (p *Handlers) decidedHere(s *summary.Response, a *summary.Write) bool {
	for _, t := range p.Flow.Targets(s.Code.Call) {
		for _, b := range p.summaries.SummaryOf(t) {
			if b.API == a.API && b.Kind == a.Kind && t.Subst(p.summaries.AsCalled(t, b.Status.Value)).Key() == a.Status.Value.Key() {
				if codes, exact := b.Status.Value.Ints(); (!exact || len(codes) == 0) && !b.Inherits() {
					return true
				}
			}
		}
	}
	return false
}

// StatusArg finds the argument of a helper's call that is the status.
func (p *Handlers) StatusArg(s *summary.Response) ast.Expr {
	args := ssautil.Args(&s.Code.Call.Call)
	for i, a := range args {
		if b, ok := a.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
			continue
		}
		if codes, exact := p.Flow.Eval(a, s.Code.Call).Ints(); exact && summary.EqualInts(codes, s.Status.Codes) {
			return p.summaries.ArgExpr(s.At.Call, &s.Code.Call.Call, i)
		}
	}
	return nil
}
