package object

import (
	"go/ast"
	"go/types"
	"slices"
	"sort"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// An adapter runs a function value and responds with what that gives:
//
//	func (a *App) Handle(h func(*http.Request) (int, any)) http.HandlerFunc {
//		return func(w http.ResponseWriter, r *http.Request) {
//			status, v := h(r)
//			reply(w, status, v)
//		}
//	}
//
// What it writes is kept in terms of the results, by the function's signature. A function of
// that signature which is used as a value responds where it returns.

// Adapters is the fact of a package that has adapters.
type Adapters struct{ List []Adapter }

// An Adapter is what is written of the results of functions of one signature.
type Adapter struct {
	Sig    string
	Kept   bool // it is written of what they leave in their arguments, see kept
	Writes summary.Writes
	// Others are the statuses that the adapter sends by itself after such a function, as
	// for an error; OthersUnknown says that one of them is not known.
	Others        []int
	OthersUnknown bool
}

// AFact marks Adapters as a fact.
func (*Adapters) AFact() {}

func (f *Adapters) String() string {
	var ss []string
	for _, a := range f.List {
		ss = append(ss, a.Sig+" "+a.Writes.String())
	}
	return strings.Join(ss, "; ")
}

// GobEncode implements gob.GobEncoder.
func (f *Adapters) GobEncode() ([]byte, error) {
	var e summary.Encoder
	e.Int(len(f.List))
	for _, a := range f.List {
		e.String(a.Sig)
		e.Bool(a.Kept)
		data, err := a.Writes.GobEncode()
		if err != nil {
			return nil, err
		}
		e.String(string(data))
		e.Int(len(a.Others))
		for _, code := range a.Others {
			e.Int(code)
		}
		e.Bool(a.OthersUnknown)
	}
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (f *Adapters) GobDecode(data []byte) error {
	d := summary.NewDecoder(data)
	for range d.Count() {
		a := Adapter{Sig: d.String(), Kept: d.Bool()}
		if err := a.Writes.GobDecode([]byte(d.String())); err != nil {
			return err
		}
		for range d.Count() {
			a.Others = append(a.Others, d.Int())
		}
		a.OthersUnknown = d.Bool()
		f.List = append(f.List, a)
	}
	return d.Err()
}

// maxAdapters bounds what one package says of adapters; few have more than two.
const maxAdapters = 16

// signature names a signature by its types.
func signature(sig *types.Signature) string {
	list := func(t *types.Tuple) string {
		var ss []string
		for v := range t.Variables() {
			ss = append(ss, types.TypeString(v.Type(), nil))
		}
		return "(" + strings.Join(ss, ", ") + ")"
	}
	return list(sig.Params()) + list(sig.Results())
}

// findAdapters finds the adapters of this package.
func (p *Objects) findAdapters() (out []Adapter) {
	for _, call := range p.writers.DynamicCalls() {
		sig := call.Call.Signature()
		if as := p.writesOfArguments(call); len(as) > 0 && len(out) < maxAdapters {
			out = append(out, Adapter{Sig: signature(sig), Kept: true, Writes: summary.Writes{All: as}})
		}
		if sig.Results().Len() == 0 || sig.Results().Len() == 1 && typeutil.IsError(sig.Results().At(0).Type()) || !p.Flow.Live(call.Block()) {
			continue // an error alone is an error handler's
		}
		if as := p.writesOfResults(call); len(as) > 0 && len(out) < maxAdapters {
			a := Adapter{Sig: signature(sig), Writes: summary.Writes{All: as}}
			a.Others, a.OthersUnknown = p.othersAfter(call)
			out = append(out, a)
			p.adapts[call.Parent()] = append(p.adapts[call.Parent()], a.Sig)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Sig < out[j].Sig })
	return out
}

// writesOfResults returns what the function around a dynamic call writes of the call's
// results, in their terms: result i is parameter i.
func (p *Objects) writesOfResults(call *ssa.Call) (out []*summary.Write) {
	return p.writesAbout(call, p.results(call), func(b *ssa.BasicBlock) bool { return call.Block().Dominates(b) })
}

// results returns the terms by which the results of a dynamic call are known, nil for those
// that are known by none.
func (p *Objects) results(call *ssa.Call) []*origin.Term {
	bases := make([]*origin.Term, call.Call.Signature().Results().Len())
	for i := range bases {
		if v := ssautil.Result(call, i); v != nil {
			if given := p.Flow.Eval(v, call); len(given) == 1 && given[0].Op == origin.Opaque {
				bases[i] = given[0]
			}
		}
	}
	return bases
}

// writesAbout returns what the function around a dynamic call writes of some terms in its block
// and in those after it, as if each were the parameter of its place.
func (p *Objects) writesAbout(call *ssa.Call, bases []*origin.Term, after func(*ssa.BasicBlock) bool) (out []*summary.Write) {
	for _, b := range call.Parent().Blocks {
		if b != call.Block() && !after(b) || !p.Flow.Live(b) {
			continue
		}
		for _, instr := range b.Instrs {
			c, ok := instr.(*ssa.Call)
			if !ok || c == call || p.isMethodOf(c, bases) {
				continue
			}
			for _, a := range p.summaries.Events(c) {
				if a.When.Failing || a.When.Fails || a.When.Unencoded || !summary.HasBody(a) || !p.summaries.IsWriter(a.To.Writer) {
					continue
				}
				w := &summary.Write{
					Kind: a.Kind, API: a.API,
					Body:   summary.WriteBody{Forced: a.Body.Forced, Adds: a.Body.Adds},
					Status: summary.WriteStatus{Failure: a.Status.Failure},
					When:   summary.Occurrence{Maybe: a.When.Maybe || !p.byResults(call, b, bases)},
				}
				w.Status.Value, _ = a.Status.Value.AboutAll(bases)
				if a.Kind == httpmodel.Body && unsetIn(a) && p.writers.IsHandler(call.Parent()) {
					w.Status.Implied = []int{http.StatusOK}
				}
				w.Body.Value = ofResults(a.Body.Value, bases)        // the others are sent where something has failed
				if _, set := summary.ContentType(a.Body.Type); set { // else net/http finds it out
					w.Body.Type = a.Body.Type
				}
				if len(w.Body.Value) == 0 || p.ofError(w, call) {
					if _, of := a.Status.Value.AboutAll(bases); !of {
						continue
					}
					w.Body.Value = origin.Value{{Op: origin.Unknown}} // the status alone is a result's
				}
				w.When.Guards = append(p.needed(call, b), p.Flow.GuardsAbout(b, bases)...)
				out = append(out, w)
			}
		}
	}
	return out
}

// unsetIn reports whether the function that writes has set no status.
func unsetIn(a *summary.Write) bool {
	return len(a.Status.Value) > 0 && !slices.ContainsFunc(a.Status.Value, func(t *origin.Term) bool {
		return t.Op != origin.Param || !strings.HasSuffix(t.Path, valueflow.MemStatus)
	})
}

// othersAfter returns the statuses that the function around a dynamic call sends after it
// whatever the results are made of, and whether one of them is not known.
func (p *Objects) othersAfter(call *ssa.Call) (codes []int, unknown bool) {
	bases := p.results(call)
	for _, b := range call.Parent().Blocks {
		if !call.Block().Dominates(b) || !p.Flow.Live(b) {
			continue
		}
		for _, instr := range b.Instrs {
			c, ok := instr.(*ssa.Call)
			if !ok || c == call {
				continue
			}
			for _, a := range p.summaries.Events(c) {
				if summary.SetsHeader(a) || a.Kind == httpmodel.Body {
					continue
				}
				if _, of := a.Status.Value.AboutAll(bases); of {
					continue
				}
				sent, exact := a.Status.Value.Ints()
				codes, unknown = append(codes, sent...), unknown || !exact
			}
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes), unknown
}

// ofResults returns the origins of a value that are made of results, in their terms.
func ofResults(v origin.Value, bases []*origin.Term) (out origin.Value) {
	for _, t := range v {
		if w, of := (origin.Value{t}).AboutAll(bases); of {
			out = append(out, w...)
		}
	}
	return out
}

// isMethodOf reports whether a call is of a method of a result, or is given one as an error:
// an object that writes itself is judged where it is returned, and an error by who sends it.
func (p *Objects) isMethodOf(c *ssa.Call, bases []*origin.Term) bool {
	return slices.ContainsFunc(ssautil.Args(&c.Call), func(a ssa.Value) bool {
		if !typeutil.IsError(a.Type()) && (!c.Call.IsInvoke() || a != c.Call.Value) {
			return false
		}
		_, of := p.Flow.Eval(a, c).AboutAll(bases)
		return of
	})
}

// ofError reports whether what is written is an error that the call returns, or is found
// to have returned.
func (p *Objects) ofError(w *summary.Write, call *ssa.Call) bool {
	results := call.Call.Signature().Results()
	found := false
	var visit func(v origin.Value)
	visit = func(v origin.Value) {
		for _, t := range v {
			found = found || t.Op == origin.Param && t.Index < results.Len() && (t.Err || typeutil.IsError(results.At(t.Index).Type()))
			for _, a := range t.Args {
				visit(a)
			}
			for _, fd := range t.Fields {
				visit(fd.Value)
			}
		}
	}
	visit(w.Body.Value)
	return found
}

// needed returns what the results of a call have to be where a block is reached: whether
// an error is nil.
func (p *Objects) needed(call *ssa.Call, b *ssa.BasicBlock) (gs []origin.Guard) {
	truth := paths.Entry(b).True
	for i := range call.Call.Signature().Results().Len() {
		v := ssautil.Result(call, i)
		if val, known := truth[v]; v != nil && known && typeutil.IsError(v.Type()) {
			gs = append(gs, origin.Guard{Index: i, Kind: origin.GuardNil, Neg: val})
		}
	}
	return gs
}

// AdapterOf returns what is sent of the results of a function of this package by the adapter
// that runs it, nil if none does.
func (p *Objects) AdapterOf(fn *ssa.Function) *Adapter { return p.adapted[fn] }

// Adapts returns the signatures of the functions whose results a function sends.
func (p *Objects) Adapts(fn *ssa.Function) []string { return p.adapts[fn] }

// findAdapted adds the responses of functions that adapters run.
func (p *Objects) findAdapted() {
	known := append(p.findAdapters(), p.findEncoders()...)
	if len(known) > 0 {
		p.Pass.ExportPackageFact(&Adapters{known})
	}
	for _, f := range p.Pass.AllPackageFacts() {
		if a, ok := f.Fact.(*Adapters); ok && f.Package != p.Pass.Pkg && p.summaries.OwnModule(f.Package) {
			known = append(known, a.List...)
		}
	}
	for _, fn := range p.Flow.Funcs {
		p.encoded(fn, known)
		if p.Flow.Model().SendsResult(fn.Signature) && !p.Index.InTest(fn.Pos()) {
			p.eachReturn(fn, []*summary.Write{sentResult(fn, "")})
			continue
		}
		if lib := p.errors.LibraryOf(fn); lib != "" {
			if field := p.Flow.Model().OutputOf(lib, fn.Signature); field != "" && !p.Index.InTest(fn.Pos()) {
				p.eachReturn(fn, []*summary.Write{sentResult(fn, "."+field)})
			}
			continue
		}
		if !p.writers.UsedAsValue(fn) || p.Index.InTest(fn.Pos()) {
			continue
		}
		sig := signature(fn.Signature)
		if i := slices.IndexFunc(known, func(a Adapter) bool { return a.Sig == sig && !a.Kept }); i >= 0 {
			p.adapted[fn] = &known[i]
			p.eachReturn(fn, known[i].Writes.All)
		}
		if i := slices.IndexFunc(known, func(a Adapter) bool { return a.Sig == sig && a.Kept }); i >= 0 {
			p.kept(fn, known[i].Writes.All)
		}
	}
}

// eachReturn adds the responses that an adapter makes of what a function returns.
func (p *Objects) eachReturn(fn *ssa.Function, writes []*summary.Write) {
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && p.Flow.Live(b) {
			p.adaptedReturn(fn, ret, writes)
		}
	}
}

// sentResult returns what a library sends of the first result of a function, or of a member of
// it: as JSON, where the second, the error, is nil, with a status that others choose.
func sentResult(fn *ssa.Function, member string) *summary.Write {
	result := origin.Value{{Op: origin.Param, Path: member}}
	name := fn.Name()
	if fn.Parent() != nil {
		name = "the handler"
	}
	return &summary.Write{
		Kind: httpmodel.Complete, API: name,
		Body: summary.WriteBody{
			Value: origin.Value{{Op: origin.Encoded, Name: string(summary.JSON), Args: []origin.Value{result}}},
			Type:  origin.Value{{Op: origin.Unknown}},
		},
		Status: summary.WriteStatus{Value: origin.Value{{Op: origin.Unknown}}},
		When:   summary.Occurrence{Guards: []origin.Guard{{Index: 1, Kind: origin.GuardNil}}},
	}
}

// adaptedReturn adds the responses that an adapter makes of what a function returns.
func (p *Objects) adaptedReturn(fn *ssa.Function, ret *ssa.Return, writes []*summary.Write) {
	results := make([]origin.Value, len(ret.Results))
	for i, r := range ssautil.Returned(ret) {
		results[i] = p.Flow.Eval(r, ret)
	}
	node := p.mainResult(fn, ret)
	if node == nil {
		return
	}
	truth := paths.Entry(ret.Block()).True
	var judged [][]int // statuses: an adapter may send one in several ways
	for _, a := range writes {
		if !possible(a.When.Guards, results) || slices.ContainsFunc(a.When.Guards, func(g origin.Guard) bool {
			notNil, known := truth[ssautil.Returned(ret)[g.Index]]
			return g.Kind == origin.GuardNil && g.Path == "" && known && notNil != g.Neg
		}) {
			continue
		}
		s := p.sentBy(a, results, node)
		s.Code.Func, s.Code.Return = fn, ret
		s.Status.Here = !p.judgedAsError(node) && !slices.ContainsFunc(judged, func(codes []int) bool { return summary.EqualInts(codes, s.Status.Codes) })
		judged = append(judged, s.Status.Codes)
		if sent := s.Code.Write.Body.Value; len(sent) == 1 && sent[0].Op == origin.Unknown { // it is the adapter's
			s.Body.Kind, s.Body.Here = summary.Unknown, false
			p.Found.Returned = append(p.Found.Returned, s)
			continue
		}
		s.Body.ContentType, _ = summary.ContentType(s.Code.Write.Body.Type)
		s.Body.Unformatted = handler.Unformatted(s)
		s.Body.Here = !onlyText(a, writes)
		s.Body.Certain.Empty = handler.SaysNothing(s.Code.Write.Body.Value)
		s.Body.Certain.Sure = !a.When.Maybe && certain(a.When.Guards, results)
		p.shapes.Shape(s)
		p.lists.FillFrom(s, valueflow.Target{Args: ssautil.Returned(ret)}, a.Body.Value)
		p.Found.Returned = append(p.Found.Returned, s)
	}
}

// sentBy returns the response at a node that a function sends as a write says, in terms of
// what it is given.
func (p *Objects) sentBy(a *summary.Write, given []origin.Value, node ast.Node) *summary.Response {
	c := *a
	c.When.Guards, c.At.Call = nil, node.Pos()
	c.Status.Value, c.Body.Value, c.Body.Type = p.statusOf(a, given), p.Flow.Apply(a.Body.Value, given...), p.Flow.Apply(a.Body.Type, given...)
	s := &summary.Response{
		At:   summary.Place{Node: node, Func: p.Index.Func(node.Pos())},
		By:   summary.Sender{API: a.API},
		Code: summary.Code{Write: &c},
		Body: summary.Body{Sent: true, Here: true, Kind: summary.KindOfBody(&c)},
	}
	s.SetCodes(&c)
	return s
}

// onlyText reports whether an adapter sends errors as text, whatever is returned to it: that is
// judged where it does.
func onlyText(a *summary.Write, all []*summary.Write) bool {
	return a.Status.Failure && summary.KindOfBody(a) == summary.Text &&
		!slices.ContainsFunc(all, func(w *summary.Write) bool { return summary.KindOfBody(w) == summary.JSON })
}

// judgedAsError reports whether the status of a returned value is that of an error which is
// found where it is made.
func (p *Objects) judgedAsError(node ast.Node) bool {
	return slices.ContainsFunc(p.Found.ErrorResponses, func(s *summary.Response) bool { return s.At.Node.Pos() == node.Pos() })
}

// statusOf returns the status that an adapter sends for results: theirs, if they have one.
// What it sends otherwise is for results without, or where something has failed.
func (p *Objects) statusOf(a *summary.Write, results []origin.Value) origin.Value {
	given := origin.Filter(a.Status.Value, func(t *origin.Term) bool { return t.Op == origin.Param })
	if own := p.Flow.Apply(given, results...); len(given) > 0 {
		if codes, exact := own.Ints(); exact && len(codes) > 0 {
			return own
		}
	}
	return p.Flow.Apply(a.Status.Value, results...)
}

// mainResult returns the expression that a response stands at: the first result that is
// neither a number nor an error, or the whole statement's first.
func (p *Objects) mainResult(fn *ssa.Function, ret *ssa.Return) ast.Node {
	stmt := p.Index.Return(ret.Pos())
	if stmt == nil || len(stmt.Results) == 0 {
		return nil
	}
	for i, e := range stmt.Results {
		if i >= fn.Signature.Results().Len() {
			break
		}
		t := fn.Signature.Results().At(i).Type()
		if _, basic := t.Underlying().(*types.Basic); !basic && !typeutil.IsError(t) {
			return literal(e)
		}
	}
	return stmt.Results[0]
}

// literal returns the literal in an expression that takes its address.
func literal(e ast.Expr) ast.Node {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
		if lit, ok := ast.Unparen(u.X).(*ast.CompositeLit); ok {
			return lit
		}
	}
	return e
}

// possible reports whether guards can hold of results.
func possible(gs []origin.Guard, results []origin.Value) bool {
	return !slices.ContainsFunc(gs, func(g origin.Guard) bool {
		if g.Index >= len(results) {
			return false
		}
		v := origin.Select(results[g.Index], g.Path)
		return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool {
			is := g.Eval(t)
			if g.Kind == origin.GuardNil && t.Op == origin.Global && t.Err {
				is = -1 // io.EOF
			}
			return is == 0 || (is > 0) != g.Neg
		})
	})
}
