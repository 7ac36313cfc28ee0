package summary

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

func (p *Summaries) rowEvents(row *httpmodel.Row, call *ssa.Call) []*Write {
	r, fails := row.Response, false
	if r == nil {
		r, fails = row.Fails, true
	}
	if r == nil {
		return nil
	}
	switch r.Kind {
	case httpmodel.Flush, httpmodel.Copy, httpmodel.DelHeader, httpmodel.Hijack:
		return nil
	}
	args := ssautil.Args(&call.Call)
	if r.Writer >= len(args) {
		return nil
	}
	var out []*Write
	for _, made := range p.Flow.Roots(args[r.Writer]) {
		w := p.Wrapped(made)
		if _, given := w.Root.(*ssa.Parameter); !p.mayBeWriter(w, r.Kind) && (!given || row.Recv == "" || r.Writer > 0) {
			continue // an encoder that a function is given may have been made of a writer
		}
		a := &Write{
			Kind: r.Kind, API: p.APIName(row), Pkg: p.Pass.Pkg.Path(),
			To:     Destination{Writer: w},
			Status: WriteStatus{Failure: r.Error},
			When:   Occurrence{Fails: fails},
			At:     WritePlace{API: call.Pos(), Call: call.Pos()},
		}
		switch r.Kind {
		case httpmodel.SetHeader, httpmodel.AddHeader:
			a.Body.Value = p.Flow.EvalCall(r.Value, call)
			if !a.Body.Value.Tainted() {
				continue
			}
			if ks, ok := p.Flow.EvalCall(r.Key, call).Strings(); ok && len(ks) == 1 {
				a.Header = ks[0]
			}
		case httpmodel.Status, httpmodel.SetStatus:
			a.Status.Value = p.Flow.EvalCall(r.Status, call)
		case httpmodel.Body:
			a.Status.Value = p.statusAt(r, made, call)
			a.Body.Value = p.Flow.EvalCall(r.Body, call)
			p.label(a, r, made, call)
		case httpmodel.Complete:
			a.Status.Value = p.statusAt(r, made, call)
			a.Body.Value = p.Flow.EvalCall(r.Body, call)
			p.label(a, r, made, call)
		case httpmodel.Serve:
			a.Status.Implied = r.Implied
		case httpmodel.Redirect:
			a.Status.Value = p.Flow.EvalCall(r.Status, call)
			a.Body.Value = p.Flow.EvalCall(r.Value, call)
		}
		if p.Flow.InMode(call) {
			a.Body.Value = a.Body.Value.Gate()
		}
		out = append(out, a)
		break
	}
	return out
}

// statusAt returns the status that a call of the model sends: its own, or the one
// that was set before.
func (p *Summaries) statusAt(r *httpmodel.Response, w valueflow.Loc, call *ssa.Call) origin.Value {
	if r.Status.Op != 0 {
		return p.Flow.EvalCall(r.Status, call)
	}
	return p.Flow.Load(valueflow.Loc{Root: w.Root, Path: w.Path + valueflow.MemStatus}, call)
}

// label fills in the content type of a response: the one that its call forces, or
// the one that was set before, or the call's own where none was.
func (p *Summaries) label(a *Write, r *httpmodel.Response, w valueflow.Loc, call *ssa.Call) {
	if r.Replaced {
		a.Body.Type = origin.Value{{Op: origin.Unknown}}
		return
	}
	own := p.Flow.OwnContentType(r, call)
	if own != nil && !r.Keeps {
		if a.Body.Forced = r.ContentType; a.Body.Forced == "" {
			a.Body.Type = own
		}
		return
	}
	at := valueflow.Loc{Root: w.Root, Path: w.Path + valueflow.MemContentType}
	a.Body.Type = p.Flow.Load(at, call)
	if c := p.Flow.Model().ContextOf(w.Type()); c != nil && c.Buffered { // what is set behind the call counts as well
		instrs := call.Block().Instrs
		behind := p.Flow.Load(at, instrs[slices.Index(instrs, ssa.Instruction(call))+1])
		if end := p.Flow.Load(at, instrs[len(instrs)-1]); end.Key() != behind.Key() {
			a.Body.Type = end
		}
	}
	if _, a.Body.Typed = ContentType(a.Body.Type); !a.Body.Typed {
		a.Body.Type = append(a.Body.Type[:len(a.Body.Type):len(a.Body.Type)], own...)
	}
}
