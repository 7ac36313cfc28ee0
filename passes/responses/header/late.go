package header

import (
	"go/ast"
	"go/token"
	"go/types"
	"mime"
	"slices"
	"strings"
	"sync"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Late is a header or a status that is set when the response has begun: the
// client never sees it.
type Late struct {
	Node   ast.Node // the call, or the index of the header map that is assigned to
	API    string   // what sets it: "(http.Header).Set", a helper's name
	Header string   // its canonical name, "" for a status
	Code   int      // the status, 0 for a header and where it is not one constant
	// Begun is the call that has begun the response, nil where that was one call on
	// one path and another on the next; BegunAPI is its name.
	Begun    *ast.CallExpr
	BegunAPI string
	// ByResult says that Begun is a call whose result tells that it has responded.
	ByResult bool
	// Early says that Begun stands in a branch: on the paths through it the header
	// or status comes too late, on others it does not.
	Early bool
	Same  bool // the status is the one that was sent before
	Here  bool // no helper comes in between
	Bare  bool // it is a status and nothing else
	Body  bool // the status is the same, and a body goes out behind the one that was sent before
	// Failed says that it is set where what was to write the body has failed.
	Failed bool
}

// Lates finds what is set too late in the functions of the package.
func (p *Headers) Lates() (list []*Late) {
	goesOn := make(map[*ssa.Call]bool) // missing a return: that is one finding already
	for _, s := range p.Found.Responses {
		goesOn[s.Code.Call] = goesOn[s.Code.Call] || s.After != nil && !s.After.Left
	}
	elsewhere := sync.OnceValue(p.handlers.AllServedElsewhere)
	known := func(l *Late) bool { return l.Header == "Content-Type" && elsewhere() } // it may have been set before
	reported := make(map[ssa.Instruction]bool)
	each := func(visit func(ssa.Instruction)) {
		for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
			for _, b := range fn.Blocks {
				if !p.Flow.Live(b) {
					continue
				}
				for _, instr := range b.Instrs {
					visit(instr)
				}
			}
		}
	}
	each(func(instr ssa.Instruction) {
		if l := p.late(instr); l != nil {
			reported[instr] = true
			if known(l) {
				return
			}
			list = append(list, l)
			for _, s := range p.Found.Responses {
				s.Status.Late = s.Status.Late || l.Header == "" && s.At.Node == l.Node
			}
		}
	})
	each(func(instr ssa.Instruction) {
		if call, ok := instr.(*ssa.Call); ok && !goesOn[call] {
			if l := p.early(call, reported); l != nil && !known(l) {
				list = append(list, l)
			}
		}
	})
	slices.SortStableFunc(list, func(a, b *Late) int {
		switch {
		case p.Index.Before(a.Node.Pos(), b.Node.Pos()):
			return -1
		case p.Index.Before(b.Node.Pos(), a.Node.Pos()):
			return 1
		}
		return 0
	})
	return list
}

// late says what an instruction sets of a response that has certainly begun.
func (p *Headers) late(instr ssa.Instruction) *Late {
	if l := p.lateSent(instr); l != nil {
		return l
	}
	for _, c := range p.writers.Changes(instr) {
		at := p.asOf(instr, c.Writer)
		began, begun := p.begun(c.Writer, at)
		if !begun || c.Header != "" && p.arrives(c, instr) {
			continue
		}
		l := p.newLate(c, instr)
		if l == nil {
			return nil
		}
		if began != nil {
			l.Begun, l.BegunAPI = p.Index.Call(began.Pos()), p.nameOf(began)
		}
		sent := p.Flow.Load(c.Writer.Member(valueflow.MemStatus), instr)
		l.Same = l.Code != 0 && l.Code == summary.Only(sent) || l.Code == 200 && (p.unset(sent) || untold(sent))
		if l.Failed = at != instr; l.Failed && (l.Same || p.clientGone(at)) {
			return nil // the client has gone, or gets a half of the body either way
		}
		if l.Same && p.droppedByFramework(c.Writer) {
			return nil
		}
		return l
	}
	return nil
}

// untold reports whether nothing is known of a status: a file server or another handler sent it.
func untold(sent origin.Value) bool {
	codes, _ := sent.Ints()
	return len(codes) == 0
}

// early says what is certainly set on every path behind a call that sends a
// status in a branch.
func (p *Headers) early(call *ssa.Call, reported map[ssa.Instruction]bool) *Late {
	row := p.Flow.Row(&call.Call)
	if row == nil || row.Response == nil || row.Response.Kind != httpmodel.Status {
		return nil
	}
	writers := p.Flow.Roots(ssautil.Args(&call.Call)[row.Response.Writer])
	if len(writers) != 1 || !p.summaries.IsWriter(writers[0]) {
		return nil
	}
	if codes, _ := p.Flow.EvalCall(row.Response.Status, call).Ints(); slices.ContainsFunc(codes, writer.Informational) {
		return nil
	}
	w := writers[0]
	var first ssa.Instruction
	var lost writer.Change
	missed := false
	p.Paths.Forward(call, nil, func(instr ssa.Instruction) bool {
		if _, ok := instr.(*ssa.Return); ok {
			missed = true
		}
		for _, c := range p.writers.Changes(instr) {
			if summary.SameWriter(c.Writer, w) && (c.Header == "" || !p.arrives(c, instr)) {
				missed = missed || reported[instr]
				if first == nil {
					first, lost = instr, c
				}
				return true
			}
		}
		return missed
	})
	if missed || first == nil {
		return nil
	}
	l := p.newLate(lost, first)
	if l == nil {
		return nil
	}
	l.Early = true
	l.Begun, l.BegunAPI = p.Index.Call(call.Pos()), p.summaries.APIName(row)
	if l.Begun == nil {
		return nil
	}
	return l
}

func (p *Headers) newLate(c writer.Change, instr ssa.Instruction) *Late {
	l := &Late{API: c.Api, Header: c.Header, Code: summary.Only(c.Status), Here: true}
	if call, ok := instr.(*ssa.Call); ok {
		row := p.Flow.Row(&call.Call)
		l.Here = row != nil
		l.Bare = row != nil && row.Response.Kind == httpmodel.Status
		if e := p.Index.Call(call.Pos()); e != nil {
			l.Node = e
		}
	} else if e := p.Index.IndexExpr(instr.Pos()); e != nil {
		l.Node = e
	}
	if l.Node == nil {
		return nil
	}
	return l
}

// trailer reports whether a header may be a trailer, which is sent after the body.
func (p *Headers) trailer(c writer.Change, at ssa.Instruction) bool {
	if strings.HasPrefix(c.Header, http.TrailerPrefix) {
		return true
	}
	declared := p.Flow.Load(c.Writer.Member(valueflow.MemHeader+".Trailer"), at)
	return slices.ContainsFunc(declared, func(t *origin.Term) bool { return t.Op != origin.Zero && !p.entered(t) })
}

// arrives reports whether clients get a header although the response has begun.
func (p *Headers) arrives(c writer.Change, at ssa.Instruction) bool {
	return p.trailer(c, at) || p.repeats(c, at)
}

// repeats reports whether a header is set to what it is already, as far as clients care:
// of a content type that is the media type. A helper that sets it to something else where
// it fails itself sets it to what it is where it does not.
func (p *Headers) repeats(c writer.Change, at ssa.Instruction) bool {
	next := slices.Index(at.Block().Instrs, at) + 1
	if next == len(at.Block().Instrs) {
		return false
	}
	place := c.Writer.Member(valueflow.MemHeader + "." + c.Header)
	held := func(at ssa.Instruction) (values []string) {
		all, exact := p.Flow.Load(place, at).Strings()
		if !exact {
			return nil
		}
		for _, v := range all {
			if media, _, err := mime.ParseMediaType(v); err == nil && c.Header == "Content-Type" {
				v = media
			}
			values = append(values, v)
		}
		return values
	}
	before, after := held(at), held(at.Block().Instrs[next])
	if c.Header == "Content-Type" && len(after) == 1 && after[0] == "text/plain" && p.Flow.Load(place, at).OnlyZero() {
		return true // as net/http finds by itself
	}
	_, isCall := at.(*ssa.Call)
	return len(before) == 1 && (len(after) == 1 || isCall) && slices.Contains(after, before[0])
}

// entered reports whether a term is what a place held when the function that it
// is a parameter of was called.
func (p *Headers) entered(t *origin.Term) bool {
	return t.Op == origin.Param && summary.IndexHeader(t.Path) >= 0
}

// unset reports whether a status is what the function found, and not set by it: a response
// that begins then is a 200.
func (p *Headers) unset(status origin.Value) bool {
	return !slices.ContainsFunc(status, func(t *origin.Term) bool {
		return t.Op != origin.Zero && (t.Op != origin.Param || !strings.HasSuffix(t.Path, valueflow.MemStatus))
	})
}

// begun reports whether a response has certainly begun at an instruction, and by
// which call, if it is one that all paths take.
func (p *Headers) begun(w valueflow.Loc, at ssa.Instruction) (by *ssa.Call, ok bool) {
	buffers := p.buffers(at.Parent())
	for b := at.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			if instr == at {
				break
			}
			if call, ok := instr.(*ssa.Call); ok && p.sends(call, w) && !(buffers && p.writesBody(call)) {
				by = call // the first one counts
				break
			}
		}
	}
	return by, by != nil || !buffers && p.sentAt(w, at)
}

// writesBody reports whether a call writes body bytes and nothing else.
func (p *Headers) writesBody(call *ssa.Call) bool {
	row := p.Flow.Row(&call.Call)
	return row != nil && row.Response != nil && row.Response.Kind == httpmodel.Body
}

// buffers reports whether a function puts a writer around another that keeps
// bytes back: it ends with Flush or Close.
func (p *Headers) buffers(fn *ssa.Function) bool {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if b, ok := p.buffering[fn]; ok {
		return b
	}
	p.buffering[fn] = p.wrapsBuffer(fn)
	return p.buffering[fn]
}

func (p *Headers) wrapsBuffer(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			row := p.Flow.Row(&call.Call)
			if row == nil || row.Pkg == "net/http" || len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpArg {
				continue
			}
			t := call.Type()
			if tuple, ok := t.(*types.Tuple); ok {
				t = tuple.At(0).Type()
			}
			for _, name := range []string{"Flush", "Close"} {
				if m, _, _ := types.LookupFieldOrMethod(t, true, nil, name); m != nil {
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, p.wrapsBuffer)
}

// sends reports whether a call certainly begins a response.
func (p *Headers) sends(call *ssa.Call, w valueflow.Loc) bool {
	if row := p.Flow.Row(&call.Call); row != nil {
		switch r := row.Response; {
		case r == nil || r.Writer >= len(ssautil.Args(&call.Call)):
			return false
		case r.Kind == httpmodel.Status, r.Kind == httpmodel.Body, r.Kind == httpmodel.Complete, r.Kind == httpmodel.Redirect, r.Kind == httpmodel.Flush:
		default:
			return false // a connection that was taken over answers for itself
		}
	}
	if !slices.ContainsFunc(p.summaries.Reach(call), func(l valueflow.Loc) bool { return p.summaries.Belongs(l, w) }) {
		return false
	}
	instrs := call.Block().Instrs
	next := slices.Index(instrs, ssa.Instruction(call)) + 1
	return next < len(instrs) && p.sentAt(w, instrs[next])
}

// sentAt reports whether a response has certainly begun, by what its writer remembers.
func (p *Headers) sentAt(w valueflow.Loc, at ssa.Instruction) bool {
	if c := p.Flow.Model().ContextOf(w.Type()); c != nil && c.Buffered {
		return false
	}
	sent := p.Flow.Load(w.Member(valueflow.MemSent), at)
	if len(sent) == 0 || slices.ContainsFunc(sent, func(t *origin.Term) bool { return t.Op != origin.Const }) {
		return false
	}
	codes, _ := p.Flow.Load(w.Member(valueflow.MemStatus), at).Ints()
	return !slices.ContainsFunc(codes, writer.Informational)
}

// asOf returns the instruction at which a writer has to be looked at for one that
// stands where something has failed: a call that was to write and failed may have
// written nothing.
func (p *Headers) asOf(instr ssa.Instruction, w valueflow.Loc) ssa.Instruction {
	at := instr
	seen := make(map[ssa.Value]bool)
	var trace func(v ssa.Value)
	trace = func(v ssa.Value) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Extract:
			trace(v.Tuple)
		case *ssa.Phi:
			for _, e := range v.Edges {
				trace(e)
			}
		case *ssa.MakeInterface:
			trace(v.X)
		case *ssa.ChangeInterface:
			trace(v.X)
		case *ssa.TypeAssert:
			trace(v.X)
		case *ssa.BinOp:
			trace(v.X)
			trace(v.Y)
		case *ssa.UnOp:
			if a, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
				for _, ref := range *a.Referrers() {
					if s, ok := ref.(*ssa.Store); ok && s.Addr == a {
						trace(s.Val)
					}
				}
				break
			}
			trace(v.X)
		case *ssa.Call:
			for _, a := range v.Call.Args {
				if typeutil.IsError(a.Type()) {
					trace(a)
				}
			}
			if v.Parent() == at.Parent() && ssautil.RunsBefore(v, at) && slices.ContainsFunc(p.summaries.Reach(v), func(l valueflow.Loc) bool { return p.summaries.Belongs(l, w) }) {
				at = v
			}
		}
	}
	for v, val := range paths.Entry(instr.Block()).True {
		_, compared := v.(*ssa.BinOp)
		if typeutil.IsError(v.Type()) && val || !typeutil.IsError(v.Type()) && !compared {
			trace(v)
		}
	}
	return at
}

// clientGone reports whether an instruction is a call that fails only where it cannot
// write to the client.
func (p *Headers) clientGone(at ssa.Instruction) bool {
	call, ok := at.(*ssa.Call)
	return ok && p.Flow.FailsToWriteAlone(call)
}

// nameOf names what a call calls, as messages do.
func (p *Headers) nameOf(call *ssa.Call) string {
	if row := p.Flow.Row(&call.Call); row != nil {
		return p.summaries.APIName(row)
	}
	if e := p.Index.Call(call.Pos()); e != nil {
		return syntax.Name(e.Fun)
	}
	return ""
}

// Start returns where it is set.
func (l *Late) Start() token.Pos { return l.Node.Pos() }
