package responses

import (
	"go/ast"
	"go/token"
	"go/types"
	"mime"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Late is a header or a status that is set when the answer has begun: the
// client never sees it.
type Late struct {
	Node   ast.Node // the call, or the index of the header map that is assigned to
	API    string   // what sets it: "(http.Header).Set", a helper's name
	Header string   // its canonical name, "" for a status
	Code   int      // the status, 0 for a header and where it is not one constant
	// Begun is the call that has begun the answer, nil where that was one call on
	// one path and another on the next; BegunAPI is its name.
	Begun    *ast.CallExpr
	BegunAPI string
	// Early says that Begun stands in a branch: on the paths through it the header
	// or status comes too late, on others it does not.
	Early bool
	Same  bool // the status is the one that was sent before
	Here  bool // no helper comes in between
	Bare  bool // it is a status and nothing else
	Body  bool // the status is the same, and a body goes out behind the one that was sent before
}

// A change is a header or a status that an instruction sets for certain.
type change struct {
	writer valueflow.Loc
	api    string
	header string
	status origin.Value // nil for a header
}

// lates finds what is set too late in the functions of the package.
func (p *producer) lates() (list []*Late) {
	goesOn := make(map[*ssa.Call]bool) // missing a return: that is one finding already
	for _, s := range p.found.Sites {
		goesOn[s.call] = goesOn[s.call] || s.After != nil && !s.After.Left
	}
	reported := make(map[ssa.Instruction]bool)
	each := func(visit func(ssa.Instruction)) {
		for fn := range defect.EachAt(p.flow.Funcs, (*ssa.Function).Pos) {
			for _, b := range fn.Blocks {
				if !p.flow.Live(b) {
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
			list = append(list, l)
			for _, s := range p.found.Sites {
				s.Late = s.Late || l.Header == "" && s.Node == l.Node
			}
		}
	})
	each(func(instr ssa.Instruction) {
		if call, ok := instr.(*ssa.Call); ok && !goesOn[call] {
			if l := p.early(call, reported); l != nil {
				list = append(list, l)
			}
		}
	})
	slices.SortStableFunc(list, func(a, b *Late) int {
		switch {
		case p.index.Before(a.Node.Pos(), b.Node.Pos()):
			return -1
		case p.index.Before(b.Node.Pos(), a.Node.Pos()):
			return 1
		}
		return 0
	})
	return list
}

// late says what an instruction sets of an answer that has certainly begun.
func (p *producer) late(instr ssa.Instruction) *Late {
	if l := p.lateSent(instr); l != nil {
		return l
	}
	for _, c := range p.changes(instr) {
		at := p.asOf(instr, c.writer)
		began, begun := p.begun(c.writer, at)
		if !begun || c.header != "" && p.arrives(c, instr) {
			continue
		}
		l := p.newLate(c, instr)
		if l == nil {
			return nil
		}
		if began != nil {
			l.Begun, l.BegunAPI = p.index.Call(began.Pos()), p.nameOf(began)
		}
		sent := p.flow.Load(c.writer.Member(valueflow.MemStatus), instr)
		l.Same = l.Code != 0 && l.Code == only(sent)
		if l.Same && at != instr {
			return nil // the client has gone, or gets a half of the body either way
		}
		return l
	}
	return nil
}

// early says what is certainly set on every path behind a call that sends a
// status in a branch.
func (p *producer) early(call *ssa.Call, reported map[ssa.Instruction]bool) *Late {
	row := p.flow.Row(&call.Call)
	if row == nil || row.Response == nil || row.Response.Kind != httpmodel.Status {
		return nil
	}
	writers := p.flow.Roots(ssautil.Args(&call.Call)[row.Response.Writer])
	if len(writers) != 1 || !p.isWriter(writers[0]) {
		return nil
	}
	if codes, _ := p.flow.RowValue(row.Response.Status, call).Ints(); slices.ContainsFunc(codes, informational) {
		return nil
	}
	w := writers[0]
	var first ssa.Instruction
	var lost change
	missed := false
	p.forward(call, nil, func(instr ssa.Instruction) bool {
		if _, ok := instr.(*ssa.Return); ok {
			missed = true
		}
		for _, c := range p.changes(instr) {
			if sameWriter(c.writer, w) && (c.header == "" || !p.arrives(c, instr)) {
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
	l.Begun, l.BegunAPI = p.index.Call(call.Pos()), p.apiName(row)
	if l.Begun == nil {
		return nil
	}
	return l
}

func (p *producer) newLate(c change, instr ssa.Instruction) *Late {
	l := &Late{API: c.api, Header: c.header, Code: only(c.status), Here: true}
	if call, ok := instr.(*ssa.Call); ok {
		row := p.flow.Row(&call.Call)
		l.Here = row != nil
		l.Bare = row != nil && row.Response.Kind == httpmodel.Status
		if e := p.index.Call(call.Pos()); e != nil {
			l.Node = e
		}
	} else if e := p.index.IndexExpr(instr.Pos()); e != nil {
		l.Node = e
	}
	if l.Node == nil {
		return nil
	}
	return l
}

// only returns the status that a value is, 0 if it may be several.
func only(v origin.Value) int {
	if codes, exact := v.Ints(); exact && len(codes) == 1 {
		return codes[0]
	}
	return 0
}

// informational reports whether the answer proper follows a status.
func informational(code int) bool {
	return 100 <= code && code < 200 && code != http.StatusSwitchingProtocols
}

// changes returns the headers and the statuses that an instruction sets for
// certain, through one writer each, the statuses first.
func (p *producer) changes(instr ssa.Instruction) []change {
	switch instr := instr.(type) {
	case *ssa.MapUpdate:
		if w, ok := p.headerOf(instr.Map); ok {
			if key, ok := stringConst(instr.Key); ok {
				return []change{{writer: w, api: "the header map", header: http.CanonicalHeaderKey(key)}}
			}
		}
	case *ssa.Call:
		if row := p.flow.Row(&instr.Call); row != nil {
			return p.rowChanges(row, instr)
		}
		return p.helperChanges(instr)
	}
	return nil
}

func (p *producer) rowChanges(row *httpmodel.Row, call *ssa.Call) []change {
	r := row.Response
	if r == nil || r.Writer >= len(call.Call.Args)+1 {
		return nil
	}
	args := ssautil.Args(&call.Call)
	if r.Writer >= len(args) {
		return nil
	}
	c := change{api: p.apiName(row)}
	var ok bool
	switch r.Kind {
	case httpmodel.SetHeader, httpmodel.AddHeader:
		keys, exact := p.flow.RowValue(r.Key, call).Strings()
		if !exact || len(keys) != 1 {
			return nil // a trailer, perhaps
		}
		c.header = http.CanonicalHeaderKey(keys[0])
		c.writer, ok = p.headerOf(args[r.Writer])
		if !ok {
			c.writer, ok = p.writerOf(args[r.Writer])
		}
	case httpmodel.Status, httpmodel.SetStatus, httpmodel.Answer, httpmodel.Redirect:
		c.writer, ok = p.writerOf(args[r.Writer])
		c.status = p.flow.RowValue(r.Status, call)
		if keepsStatus(c.status) || p.goesOn(r, call) {
			if r.ContentType == "" {
				return nil
			}
			c.status, c.header = nil, "Content-Type"
		}
	}
	if !ok {
		return nil
	}
	return []change{c}
}

// keepsStatus reports whether a status may be the one that was set before.
func keepsStatus(v origin.Value) bool {
	codes, _ := v.Ints()
	return len(v) == 0 || slices.ContainsFunc(codes, informational) || slices.ContainsFunc(v, func(t *origin.Term) bool {
		return t.Op == origin.Unknown || strings.HasSuffix(t.Path, valueflow.MemStatus)
	})
}

// helperChanges returns what a helper sets on all its ways to return.
func (p *producer) helperChanges(call *ssa.Call) []change {
	e := p.index.Call(call.Pos())
	targets := p.flow.Targets(call)
	if e == nil || len(targets) != 1 {
		return nil
	}
	t := targets[0]
	rows := t.Rows()
	if len(rows) == 0 {
		return nil
	}
	var statuses, headers []change
	for _, eff := range rows[0].Effects {
		path, member, ok := cutMember(t.Bind(eff.Path))
		if !ok || eff.Index >= len(t.Args) || !slices.ContainsFunc(rows[0].Effects, certain(eff)) ||
			slices.ContainsFunc(rows[1:], func(r origin.Row) bool { return !slices.ContainsFunc(r.Effects, certain(eff)) }) {
			continue
		}
		ws := p.flow.Descend(p.flow.Roots(t.Args[eff.Index]), path)
		if len(ws) != 1 || !p.isWriter(p.wrapped(ws[0])) {
			continue
		}
		c := change{writer: ws[0], api: syntax.Name(e.Fun)}
		if member == valueflow.MemStatus {
			if c.status = t.Subst(eff.Value); !keepsStatus(c.status) {
				statuses = append(statuses, c)
			}
			continue
		}
		if c.header = strings.TrimPrefix(member, valueflow.MemHeader+"."); !strings.HasPrefix(c.header, "[") {
			headers = append(headers, c)
		}
	}
	return append(statuses, headers...)
}

// cutMember splits the path of an effect into that of the writer and the status
// or header of it that is set.
func cutMember(path string) (writer, member string, ok bool) {
	if w, found := strings.CutSuffix(path, valueflow.MemStatus); found {
		return w, valueflow.MemStatus, true
	}
	i := indexHeader(path)
	if i < 0 || len(path) == i+len(valueflow.MemHeader) {
		return "", "", false
	}
	return path[:i], path[i:], true
}

// certain returns a test for an effect at the place of another that is not, on
// some path, what the place was before.
func certain(at origin.Effect) func(origin.Effect) bool {
	return func(e origin.Effect) bool {
		return e.Index == at.Index && e.Path == at.Path && len(e.Value) > 0 &&
			!slices.ContainsFunc(e.Value, func(t *origin.Term) bool {
				return t.Op == origin.Unknown || t.Op == origin.Param && t.Index == at.Index && t.Path == at.Path
			})
	}
}

// writerOf returns the one writer that a value is.
func (p *producer) writerOf(v ssa.Value) (valueflow.Loc, bool) {
	ls := p.flow.Roots(v)
	if len(ls) != 1 || indexHeader(ls[0].Path) >= 0 || !p.isWriter(p.wrapped(ls[0])) {
		return valueflow.Loc{}, false
	}
	return ls[0], true
}

// headerOf returns the writer whose header map a value is.
func (p *producer) headerOf(v ssa.Value) (valueflow.Loc, bool) {
	ls := p.flow.Roots(v)
	if len(ls) != 1 {
		return valueflow.Loc{}, false
	}
	path, ok := strings.CutSuffix(ls[0].Path, valueflow.MemHeader)
	w := valueflow.Loc{Root: ls[0].Root, Path: path}
	return w, ok && p.isWriter(p.wrapped(w))
}

func stringConst(v ssa.Value) (string, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil {
		return "", false
	}
	ss, ok := origin.Value{{Op: origin.Const, Const: c.Value}}.Strings()
	if !ok || len(ss) != 1 {
		return "", false
	}
	return ss[0], true
}

// trailer reports whether a header may be a trailer, which is sent after the body.
func (p *producer) trailer(c change, at ssa.Instruction) bool {
	if strings.HasPrefix(c.header, http.TrailerPrefix) {
		return true
	}
	declared := p.flow.Load(c.writer.Member(valueflow.MemHeader+".Trailer"), at)
	return slices.ContainsFunc(declared, func(t *origin.Term) bool { return t.Op != origin.Zero && !p.entered(t) })
}

// arrives reports whether clients get a header although the response has begun.
func (p *producer) arrives(c change, at ssa.Instruction) bool {
	return p.trailer(c, at) || p.repeats(c, at)
}

// repeats reports whether a header is set to what it is already, as far as clients care:
// of a content type that is the media type.
func (p *producer) repeats(c change, at ssa.Instruction) bool {
	next := slices.Index(at.Block().Instrs, at) + 1
	if next == len(at.Block().Instrs) {
		return false
	}
	place := c.writer.Member(valueflow.MemHeader + "." + c.header)
	value := func(at ssa.Instruction) (string, bool) {
		values, exact := p.flow.Load(place, at).Strings()
		if !exact || len(values) != 1 {
			return "", false
		}
		if media, _, err := mime.ParseMediaType(values[0]); err == nil && c.header == "Content-Type" {
			return media, true
		}
		return values[0], true
	}
	before, known := value(at)
	after, same := value(at.Block().Instrs[next])
	return known && same && before == after
}

// entered reports whether a term is what a place held when the function that it
// is a parameter of was called.
func (p *producer) entered(t *origin.Term) bool {
	return t.Op == origin.Param && indexHeader(t.Path) >= 0
}

// begun reports whether an answer has certainly begun at an instruction, and by
// which call, if it is one that all paths take.
func (p *producer) begun(w valueflow.Loc, at ssa.Instruction) (by *ssa.Call, ok bool) {
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
func (p *producer) writesBody(call *ssa.Call) bool {
	row := p.flow.Row(&call.Call)
	return row != nil && row.Response != nil && row.Response.Kind == httpmodel.Body
}

// buffers reports whether a function puts a writer around another that keeps
// bytes back: it ends with Flush or Close.
func (p *producer) buffers(fn *ssa.Function) bool {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if b, ok := p.buffering[fn]; ok {
		return b
	}
	p.buffering[fn] = p.wrapsBuffer(fn)
	return p.buffering[fn]
}

func (p *producer) wrapsBuffer(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			row := p.flow.Row(&call.Call)
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

// sends reports whether a call certainly begins an answer.
func (p *producer) sends(call *ssa.Call, w valueflow.Loc) bool {
	if row := p.flow.Row(&call.Call); row != nil {
		switch r := row.Response; {
		case r == nil || r.Writer >= len(ssautil.Args(&call.Call)):
			return false
		case r.Kind == httpmodel.Status, r.Kind == httpmodel.Body, r.Kind == httpmodel.Answer, r.Kind == httpmodel.Redirect, r.Kind == httpmodel.Flush:
		default:
			return false // a connection that was taken over answers for itself
		}
	}
	if !slices.ContainsFunc(p.reach(call), func(l valueflow.Loc) bool { return l.Root == w.Root }) {
		return false
	}
	instrs := call.Block().Instrs
	next := slices.Index(instrs, ssa.Instruction(call)) + 1
	return next < len(instrs) && p.sentAt(w, instrs[next])
}

// sentAt reports whether an answer has certainly begun, by what its writer remembers.
func (p *producer) sentAt(w valueflow.Loc, at ssa.Instruction) bool {
	if c := httpmodel.ContextOf(w.Type()); c != nil && c.Buffered {
		return false
	}
	sent := p.flow.Load(w.Member(valueflow.MemSent), at)
	if len(sent) == 0 || slices.ContainsFunc(sent, func(t *origin.Term) bool { return t.Op != origin.Const }) {
		return false
	}
	codes, _ := p.flow.Load(w.Member(valueflow.MemStatus), at).Ints()
	return !slices.ContainsFunc(codes, informational)
}

// reach returns the places that a call's arguments refer to.
func (p *producer) reach(call *ssa.Call) []valueflow.Loc {
	var out []valueflow.Loc
	for _, a := range ssautil.Args(&call.Call) {
		out = append(out, p.flow.Roots(a)...)
	}
	return out
}

// asOf returns the instruction at which a writer has to be looked at for one that
// stands where something has failed: a call that was to write and failed may have
// written nothing.
func (p *producer) asOf(instr ssa.Instruction, w valueflow.Loc) ssa.Instruction {
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
			if v.Parent() == at.Parent() && ssautil.RunsBefore(v, at) && slices.ContainsFunc(p.reach(v), func(l valueflow.Loc) bool { return l.Root == w.Root }) {
				at = v
			}
		}
	}
	for v, val := range entry(instr.Block()).truth {
		_, compared := v.(*ssa.BinOp)
		if typeutil.IsError(v.Type()) && val || !typeutil.IsError(v.Type()) && !compared {
			trace(v)
		}
	}
	return at
}

// nameOf names what a call calls, as messages do.
func (p *producer) nameOf(call *ssa.Call) string {
	if row := p.flow.Row(&call.Call); row != nil {
		return p.apiName(row)
	}
	if e := p.index.Call(call.Pos()); e != nil {
		return syntax.Name(e.Fun)
	}
	return ""
}

// Start returns where it is set.
func (l *Late) Start() token.Pos { return l.Node.Pos() }
