package handler

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// IsMethod reports whether a value is the method of a request.
func IsMethod(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	a, ok := load.X.(*ssa.FieldAddr)
	return ok && httpmodel.IsRequest(a.X.Type()) && a.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(a.Field).Name() == "Method"
}

// Tested returns what the condition tells that alone leads to a site.
//
// Of the branches that lead there the innermost counts, and only where the response
// stands in the arm that it leads to: what comes after an if statement whose arm has
// returned is what everybody else gets. Those around it have to be of no weight: they
// only turn other requests away, which is so if what they do on their other side was
// written before; or they choose among methods and paths, as routers do, and their
// other side is never reached from this one; or they only look closer at an error. A
// block that several conditions lead to, as with ||, is fine if all tell the same.
func (p *Handlers) Tested(s *summary.Response) summary.Condition {
	if s.Code.Call == nil || !s.Status.Here && !s.Code.Write.SentLater() && !p.chosenThere(s) {
		return summary.NoCondition
	}
	b := s.Code.Call.Block()
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		if t, branch := p.ledBy(b); branch {
			for outer := d.Idom(); outer != nil; d, outer = outer, outer.Idom() {
				if !p.turnsAway(outer, d, s.At.Node.Pos()) {
					return summary.NoCondition
				}
			}
			return t
		}
	}
	return summary.NoCondition
}

// chosenThere reports whether a helper gives a response whenever it is called, with
// a status of its own choice: the condition of the call is the response's as well.
func (p *Handlers) chosenThere(s *summary.Response) bool {
	if s.By.Via == "" {
		return false
	}
	always := func(a *summary.Write) bool {
		return a.API == s.Code.Write.API && a.Kind == s.Code.Write.Kind && a.When.Always && !a.Inherits() &&
			slices.Equal(codesOf(a.Status.Value), s.Status.Codes)
	}
	for _, t := range p.Flow.Targets(s.Code.Call) {
		if !slices.ContainsFunc(p.summaries.SummaryOf(t), always) {
			return false
		}
	}
	return true
}

func codesOf(v origin.Value) []int { codes, _ := v.Ints(); return codes }

// ledBy returns what is known in a block by the branches that lead into it;
// branch is false if none does.
func (p *Handlers) ledBy(b *ssa.BasicBlock) (t summary.Condition, branch bool) {
	for i, pred := range b.Preds {
		ifi, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if !ok {
			return summary.NoCondition, false // ways meet here
		}
		u := summary.NoCondition
		if p.leadsTo(ifi, b) {
			u = p.condition(ifi, pred.Succs[0] == b)
		}
		if i > 0 && u != t {
			u = summary.NoCondition
		}
		if t = u; t == summary.NoCondition {
			return summary.NoCondition, true
		}
	}
	return t, len(b.Preds) > 0
}

// leadsTo reports whether a branch goes to a block as its arm, and not past it: the
// block behind an if statement is for all that its arm has left. What is known of an
// error there is known all the same.
func (p *Handlers) leadsTo(ifi *ssa.If, b *ssa.BasicBlock) bool {
	return b.Comment != "if.done" || p.narrows(ifi.Cond)
}

// turnsAway reports whether a branch at the end of d, which leads to b and on to
// a response at pos, is of no weight for that answer.
func (p *Handlers) turnsAway(d, b *ssa.BasicBlock, pos token.Pos) bool {
	ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
	if !ok || len(b.Preds) != 1 || p.narrows(ifi.Cond) {
		return true
	}
	other := d.Succs[0]
	if other == b {
		other = d.Succs[1]
	}
	for _, instr := range other.Instrs {
		if instr.Pos().IsValid() && instr.Pos() < pos {
			return true
		}
	}
	return p.routes(ifi.Cond) && !ssautil.ReachesAround(b, other, d)
}

// routes reports whether a condition looks at the method or the path of a request, as
// a handler does that stands for several.
func (p *Handlers) routes(cond ssa.Value) bool {
	switch v := cond.(type) {
	case *ssa.BinOp:
		return ssautil.IsEquality(v.Op) && (IsMethod(v.X) || IsMethod(v.Y) || isPath(v.X) || isPath(v.Y))
	case *ssa.Call:
		return slices.ContainsFunc(ssautil.Args(&v.Call), isPath)
	}
	return false
}

// narrows reports whether a condition asks of an error whether it is one, or of
// which type.
func (p *Handlers) narrows(cond ssa.Value) bool {
	switch v := cond.(type) {
	case *ssa.BinOp:
		x, ok := ssautil.NilTest(v)
		return ok && typeutil.IsError(x.Type())
	case *ssa.Call:
		row := p.Flow.Row(&v.Call)
		return row != nil && row.Finds
	case *ssa.Extract:
		assert, ok := v.Tuple.(*ssa.TypeAssert)
		return ok && typeutil.IsError(assert.X.Type())
	}
	return false
}

// condition returns what a branch tells on one of its sides.
func (p *Handlers) condition(ifi *ssa.If, val bool) summary.Condition {
	cond := ifi.Cond
	for {
		u, ok := cond.(*ssa.UnOp)
		if !ok || u.Op != token.NOT {
			break
		}
		cond, val = u.X, !val
	}
	if call, ok := cond.(*ssa.Call); ok {
		return p.callCondition(call, val)
	}
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || !ssautil.IsEquality(cmp.Op) && ssautil.LenOf(cmp.X) == nil {
		return summary.NoCondition
	}
	equal := val == (cmp.Op == token.EQL)
	x, y := ssautil.OnlyStored(cmp.X), cmp.Y
	if _, ok := x.(*ssa.Const); ok {
		x, y = ssautil.OnlyStored(y), x
	}
	if e, ok := ssautil.NilTest(cmp); ok {
		if typeutil.IsError(e.Type()) && !equal {
			return p.errorCondition(e, ifi)
		}
		return summary.NoCondition
	}
	if typeutil.IsError(x.Type()) && equal {
		return p.meaningOf(y, ifi)
	}
	c, ok := y.(*ssa.Const)
	if !ok || c.Value == nil {
		return summary.NoCondition
	}
	if of := ssautil.LenOf(x); of != nil && ssautil.OnlyStored(cmp.X) == x {
		switch empty := cmp.Op == token.EQL && val || (cmp.Op == token.NEQ || cmp.Op == token.GTR) && !val; {
		case constant.Sign(c.Value) != 0 || !empty:
			return summary.NoCondition
		case p.sendsList(of, make(map[ssa.Value]bool)):
			return summary.EmptyList
		}
		return p.parameter(ssautil.OnlyStored(of))
	}
	if c.Value.Kind() != constant.String {
		return summary.NoCondition
	}
	text := constant.StringVal(c.Value)
	switch {
	case isMember(x, "net/http", "Request", "Method") && !equal:
		return summary.WrongMethod
	case text == uniqueViolation && equal:
		return summary.Conflicting
	case p.isContentType(x, 0) && equal == (text == ""):
		return summary.WrongType
	case text == "" && equal:
		return p.parameter(x)
	}
	return summary.NoCondition
}

// MissingHeaders returns the header fields of the request that it lacks where an error is
// sent: the branch that leads there has found one of them empty.
func (p *Handlers) MissingHeaders(s *summary.Response) (names []string) {
	if s.Code.Call == nil || !s.IsError() {
		return nil
	}
	b := s.Code.Call.Block()
	for range maxStraight {
		if len(b.Preds) != 1 || len(b.Preds[0].Succs) > 1 {
			break
		}
		b = b.Preds[0] // what was set or logged before
	}
	for _, pred := range b.Preds {
		ifi, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if !ok || !p.leadsTo(ifi, b) {
			return nil
		}
		if name := p.emptyHeader(ifi.Cond, pred.Succs[0] == b); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for d := b.Idom(); len(names) > 0 && d != nil && d.Idom() != nil; d = d.Idom() {
		if !p.turnsAway(d.Idom(), d, s.At.Node.Pos()) {
			return nil // only some requests need it
		}
	}
	slices.Sort(names)
	return names
}

// maxStraight is how many blocks without a branch are followed back from a response.
const maxStraight = 4

// emptyHeader returns the name of the header field of a request that a condition finds
// empty, or "".
func (p *Handlers) emptyHeader(cond ssa.Value, val bool) string {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || !ssautil.IsEquality(cmp.Op) || val != (cmp.Op == token.EQL) {
		return ""
	}
	c, ok := cmp.Y.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String || constant.StringVal(c.Value) != "" {
		return ""
	}
	call, ok := ssautil.OnlyStored(cmp.X).(*ssa.Call)
	if !ok || p.requestPart(call) != httpmodel.Header {
		return ""
	}
	args := ssautil.Args(&call.Call)
	if typeutil.IsNamed(args[0].Type(), "net/http", "Header") && !isMember(args[0], "net/http", "Request", "Header") {
		return "" // a response's
	}
	name, ok := args[1].(*ssa.Const)
	if !ok || name.Value == nil || name.Value.Kind() != constant.String {
		return ""
	}
	return http.CanonicalHeaderKey(constant.StringVal(name.Value))
}

// parameter returns what it tells that a value is missing, or wrong, if it is a
// parameter of the request.
func (p *Handlers) parameter(v ssa.Value) summary.Condition {
	switch p.requestPart(v) {
	case httpmodel.Path:
		return summary.BadPath
	case httpmodel.Parameter:
		return summary.BadParameter
	}
	return summary.NoCondition
}

// uniqueViolation is the code by which databases say that a key is there
// already, of class 23 of SQLSTATE.
const uniqueViolation = "23505"

// callCondition returns what the response of a function tells: errors.Is, or one that
// looks at the content type.
func (p *Handlers) callCondition(call *ssa.Call, val bool) summary.Condition {
	fn := ssautil.Callee(&call.Call)
	args := ssautil.Args(&call.Call)
	row := p.Flow.Row(&call.Call)
	switch {
	case fn == nil:
	case val && len(args) == 1 && typeutil.IsError(args[0].Type()):
		return meanings[p.Flow.Model().MeaningOf(fn)]
	case val && len(args) == 2 && typeutil.IsError(args[0].Type()) && typeutil.IsError(args[1].Type()) && row != nil && row.Pkg == "errors":
		return p.meaningOf(args[1], call)
	case !val && len(args) == 2 && fn.Pkg() != nil && fn.Pkg().Path() == "strings" && p.isContentType(args[0], 0):
		return summary.WrongType
	}
	return summary.NoCondition
}

var meanings = map[httpmodel.Meaning]summary.Condition{httpmodel.NotFound: summary.Missing, httpmodel.Exists: summary.Conflicting, httpmodel.Deadline: summary.TimedOut}

// meaningOf returns what a sentinel tells, one of a service's own by its text.
func (p *Handlers) meaningOf(v ssa.Value, at ssa.Instruction) summary.Condition {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return summary.NoCondition
	}
	g, ok := load.X.(*ssa.Global)
	if !ok {
		return summary.NoCondition
	}
	if m := p.Flow.Model().MeaningOf(g.Object()); m != 0 {
		return meanings[m]
	}
	errs := p.Flow.Eval(v, at)
	if len(errs) != 1 || errs[0].Op != origin.Error {
		return summary.NoCondition
	}
	if text, ok := ConstText(errs[0].Args[0]); ok {
		return meanings[httpmodel.MeaningOfText(text)]
	}
	return summary.NoCondition
}

// errorCondition returns what an error tells by where it comes from.
func (p *Handlers) errorCondition(e ssa.Value, at ssa.Instruction) summary.Condition {
	call, ok := e.(*ssa.Call)
	if !ok {
		call, ok = ssautil.TupleOf(e).(*ssa.Call)
	}
	if !ok {
		return summary.NoCondition
	}
	args := ssautil.Args(&call.Call)
	if fn := ssautil.Callee(&call.Call); fn != nil && p.Flow.Model().PartOf(fn) == httpmodel.Bound {
		return summary.BadBody
	}
	if !p.parses(call, e, at) {
		return summary.NoCondition
	}
	found := summary.NoCondition
	for _, a := range args {
		if i, ok := a.Type().Underlying().(*types.Interface); ok && i.Empty() {
			continue // what is encoded, or decoded into: no input
		}
		t := p.comesFrom(a, 0)
		if t == summary.NoCondition {
			continue
		}
		if found != summary.NoCondition && found != t {
			return summary.NoCondition
		}
		found = t
	}
	return found
}

// parses reports whether an error, whenever it is one, says why input could not
// be parsed.
func (p *Handlers) parses(call *ssa.Call, e ssa.Value, at ssa.Instruction) bool {
	if fn := ssautil.Callee(&call.Call); fn != nil && fn.Pkg() != nil && httpmodel.Parses(fn) {
		return true
	}
	parse := false
	for _, t := range p.Flow.Eval(e, at) {
		switch {
		case t.Op == origin.Zero:
		case t.Parse:
			parse = true
		default:
			return false
		}
	}
	return parse
}

// requestPart returns what of a request a value is.
func (p *Handlers) requestPart(v ssa.Value) httpmodel.RequestPart {
	if one, ok := v.(*ssa.Lookup); ok {
		v = one.X // of several that a call returns
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return 0
	}
	fn := ssautil.Callee(&call.Call)
	if fn == nil {
		return 0
	}
	part := p.Flow.Model().PartOf(fn)
	args := ssautil.Args(&call.Call)
	if recv := fn.Signature().Recv(); recv != nil && typeutil.IsNamed(recv.Type(), "net/url", "Values") && !isQuery(args[0]) {
		return 0 // values of the service's own
	}
	return part
}

// isQuery reports whether values are those of a request: a member of it, or what
// its URL parses to.
func isQuery(v ssa.Value) bool {
	if call, ok := v.(*ssa.Call); ok && len(call.Call.Args) == 1 {
		return isMember(call.Call.Args[0], "net/http", "Request", "URL")
	}
	return isMember(v, "net/http", "Request", "Form") || isMember(v, "net/http", "Request", "PostForm")
}

// isPath reports whether a value is the path of a request.
func isPath(v ssa.Value) bool {
	if !isMember(v, "net/url", "URL", "Path") {
		return false
	}
	return isMember(v.(*ssa.UnOp).X.(*ssa.FieldAddr).X, "net/http", "Request", "URL")
}

// isContentType reports whether a text is made of the request's Content-Type.
func (p *Handlers) isContentType(v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := ssautil.OnlyStored(v).(type) {
	case *ssa.Extract:
		return v.Index == 0 && p.isContentType(v.Tuple, depth)
	case *ssa.Call:
		args := ssautil.Args(&v.Call)
		switch p.requestPart(v) {
		case httpmodel.MediaType:
			return true
		case httpmodel.Header:
			c, ok := args[1].(*ssa.Const)
			return ok && c.Value != nil && strings.EqualFold(constant.StringVal(c.Value), "Content-Type") &&
				(!typeutil.IsNamed(args[0].Type(), "net/http", "Header") || isMember(args[0], "net/http", "Request", "Header"))
		}
		return len(args) > 0 && p.Flow.Row(&v.Call) == nil && p.isContentType(args[0], depth+1) || mediaParser(v) && p.isContentType(args[0], depth+1)
	}
	return false
}

func mediaParser(call *ssa.Call) bool {
	fn := ssautil.Callee(&call.Call)
	return fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "mime" || fn.Pkg().Path() == "strings")
}

// isMember reports whether a value is a field of a struct type.
func isMember(v ssa.Value, pkg, typ, field string) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok || !typeutil.IsNamed(addr.X.Type(), pkg, typ) {
		return false
	}
	s, ok := addr.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	return ok && s.Field(addr.Field).Name() == field
}
