package responses

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
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Tested is what a handler has found out when it answers.
type Tested uint8

// What conditions tell.
const (
	Untold       Tested = iota // nothing that is known, or more than one thing
	WrongMethod                // the request's method is not the one that is served
	WrongType                  // the request's Content-Type is not the one that is read
	BadPath                    // a parameter of the path is missing or cannot be parsed
	BadParameter               // one of the query or a form is
	BadBody                    // the request's body cannot be decoded
	Missing                    // an error says that there is no such thing
	Conflicting                // an error says that the thing is there already
	TimedOut                   // an error says that something did not answer in time
	BrokenAnswer               // another server's answer cannot be decoded
	EmptyList                  // a list is empty that the handler sends otherwise
)

// tested returns what the condition tells that alone leads to a site.
//
// Of the branches that lead there the innermost counts, and only where the answer
// stands in the arm that it leads to: what comes after an if statement whose arm has
// returned is what everybody else gets. Those around it have to be of no weight: they
// only turn other requests away, which is so if what they do on their other side was
// written before; or they choose among methods and paths, as routers do, and their
// other side is never reached from this one; or they only look closer at an error. A
// block that several conditions lead to, as with ||, is fine if all tell the same.
func (p *producer) tested(s *Site) Tested {
	if s.call == nil || !s.Here && s.ans.index != carriedIndex && !p.chosenThere(s) {
		return Untold
	}
	b := s.call.Block()
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		if t, branch := p.ledBy(b); branch {
			for outer := d.Idom(); outer != nil; d, outer = outer, outer.Idom() {
				if !p.turnsAway(outer, d, s.Node.Pos()) {
					return Untold
				}
			}
			return t
		}
	}
	return Untold
}

// chosenThere reports whether a helper gives an answer whenever it is called, with
// a status of its own choice: the condition of the call is the answer's as well.
func (p *producer) chosenThere(s *Site) bool {
	if s.Via == "" {
		return false
	}
	always := func(a *answer) bool {
		return a.api == s.ans.api && a.kind == s.ans.kind && a.always && !a.inherits() &&
			slices.Equal(codesOf(a.status), s.Codes)
	}
	for _, t := range p.flow.Targets(s.call) {
		if !slices.ContainsFunc(p.summaryOf(t), always) {
			return false
		}
	}
	return true
}

func codesOf(v origin.Value) []int { codes, _ := v.Ints(); return codes }

// ledBy returns what is known in a block by the branches that lead into it;
// branch is false if none does.
func (p *producer) ledBy(b *ssa.BasicBlock) (t Tested, branch bool) {
	for i, pred := range b.Preds {
		ifi, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if !ok {
			return Untold, false // ways meet here
		}
		u := Untold
		if p.leadsTo(ifi, b) {
			u = p.condition(ifi, pred.Succs[0] == b)
		}
		if i > 0 && u != t {
			u = Untold
		}
		if t = u; t == Untold {
			return Untold, true
		}
	}
	return t, len(b.Preds) > 0
}

// leadsTo reports whether a branch goes to a block as its arm, and not past it: the
// block behind an if statement is for all that its arm has left. What is known of an
// error there is known all the same.
func (p *producer) leadsTo(ifi *ssa.If, b *ssa.BasicBlock) bool {
	return b.Comment != "if.done" || p.narrows(ifi.Cond)
}

// turnsAway reports whether a branch at the end of d, which leads to b and on to
// an answer at pos, is of no weight for that answer.
func (p *producer) turnsAway(d, b *ssa.BasicBlock, pos token.Pos) bool {
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
func (p *producer) routes(cond ssa.Value) bool {
	switch v := cond.(type) {
	case *ssa.BinOp:
		return ssautil.IsEquality(v.Op) && (isMethod(v.X) || isMethod(v.Y) || isPath(v.X) || isPath(v.Y))
	case *ssa.Call:
		return slices.ContainsFunc(ssautil.Args(&v.Call), isPath)
	}
	return false
}

// narrows reports whether a condition asks of an error whether it is one, or of
// which type.
func (p *producer) narrows(cond ssa.Value) bool {
	switch v := cond.(type) {
	case *ssa.BinOp:
		x, ok := ssautil.NilTest(v)
		return ok && typeutil.IsError(x.Type())
	case *ssa.Call:
		row := p.flow.Row(&v.Call)
		return row != nil && row.Finds
	case *ssa.Extract:
		assert, ok := v.Tuple.(*ssa.TypeAssert)
		return ok && typeutil.IsError(assert.X.Type())
	}
	return false
}

// condition returns what a branch tells on one of its sides.
func (p *producer) condition(ifi *ssa.If, val bool) Tested {
	cond := ifi.Cond
	for {
		u, ok := cond.(*ssa.UnOp)
		if !ok || u.Op != token.NOT {
			break
		}
		cond, val = u.X, !val
	}
	if call, ok := cond.(*ssa.Call); ok {
		return p.asked(call, val)
	}
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || !ssautil.IsEquality(cmp.Op) && ssautil.LenOf(cmp.X) == nil {
		return Untold
	}
	equal := val == (cmp.Op == token.EQL)
	x, y := ssautil.OnlyStored(cmp.X), cmp.Y
	if _, ok := x.(*ssa.Const); ok {
		x, y = ssautil.OnlyStored(y), x
	}
	if e, ok := ssautil.NilTest(cmp); ok {
		if typeutil.IsError(e.Type()) && !equal {
			return p.refused(e, ifi)
		}
		return Untold
	}
	if typeutil.IsError(x.Type()) && equal {
		return p.meaningOf(y, ifi)
	}
	c, ok := y.(*ssa.Const)
	if !ok || c.Value == nil {
		return Untold
	}
	if of := ssautil.LenOf(x); of != nil && ssautil.OnlyStored(cmp.X) == x {
		switch empty := cmp.Op == token.EQL && val || (cmp.Op == token.NEQ || cmp.Op == token.GTR) && !val; {
		case constant.Sign(c.Value) != 0 || !empty:
			return Untold
		case p.sendsList(of, make(map[ssa.Value]bool)):
			return EmptyList
		}
		return p.parameter(ssautil.OnlyStored(of))
	}
	if c.Value.Kind() != constant.String {
		return Untold
	}
	text := constant.StringVal(c.Value)
	switch {
	case isMember(x, "net/http", "Request", "Method") && !equal:
		return WrongMethod
	case text == uniqueViolation && equal:
		return Conflicting
	case p.isContentType(x, 0) && equal == (text == ""):
		return WrongType
	case text == "" && equal:
		return p.parameter(x)
	}
	return Untold
}

// parameter returns what it tells that a value is missing, or wrong, if it is a
// parameter of the request.
func (p *producer) parameter(v ssa.Value) Tested {
	switch p.partOf(v) {
	case httpmodel.Path:
		return BadPath
	case httpmodel.Parameter:
		return BadParameter
	}
	return Untold
}

// uniqueViolation is the code by which databases say that a key is there
// already, of class 23 of SQLSTATE.
const uniqueViolation = "23505"

// asked returns what the answer of a function tells: errors.Is, or one that
// looks at the content type.
func (p *producer) asked(call *ssa.Call, val bool) Tested {
	fn := ssautil.Callee(&call.Call)
	args := ssautil.Args(&call.Call)
	row := p.flow.Row(&call.Call)
	switch {
	case fn == nil:
	case val && len(args) == 1 && typeutil.IsError(args[0].Type()):
		return meanings[httpmodel.MeaningOf(fn)]
	case val && len(args) == 2 && typeutil.IsError(args[0].Type()) && typeutil.IsError(args[1].Type()) && row != nil && row.Pkg == "errors":
		return p.meaningOf(args[1], call)
	case !val && len(args) == 2 && fn.Pkg() != nil && fn.Pkg().Path() == "strings" && p.isContentType(args[0], 0):
		return WrongType
	}
	return Untold
}

var meanings = map[httpmodel.Meaning]Tested{httpmodel.NotFound: Missing, httpmodel.Exists: Conflicting, httpmodel.Deadline: TimedOut}

// meaningOf returns what a sentinel tells, one of a service's own by its text.
func (p *producer) meaningOf(v ssa.Value, at ssa.Instruction) Tested {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return Untold
	}
	g, ok := load.X.(*ssa.Global)
	if !ok {
		return Untold
	}
	if m := httpmodel.MeaningOf(g.Object()); m != 0 {
		return meanings[m]
	}
	errs := p.flow.Eval(v, at)
	if len(errs) != 1 || errs[0].Op != origin.Error {
		return Untold
	}
	if text, ok := constText(errs[0].Args[0]); ok {
		return meanings[httpmodel.MeaningOfText(text)]
	}
	return Untold
}

// constText returns a text that is made of constants alone.
func constText(v origin.Value) (string, bool) {
	if len(v) == 1 && v[0].Op == origin.Concat {
		var b strings.Builder
		for _, part := range v[0].Args {
			text, ok := constText(part)
			if !ok {
				return "", false
			}
			b.WriteString(text)
		}
		return b.String(), true
	}
	texts, exact := v.Strings()
	if !exact || len(texts) != 1 {
		return "", false
	}
	return texts[0], true
}

// refused returns what an error tells by where it comes from.
func (p *producer) refused(e ssa.Value, at ssa.Instruction) Tested {
	call, ok := e.(*ssa.Call)
	if !ok {
		call, ok = ssautil.TupleOf(e).(*ssa.Call)
	}
	if !ok {
		return Untold
	}
	args := ssautil.Args(&call.Call)
	if fn := ssautil.Callee(&call.Call); fn != nil && httpmodel.PartOf(fn) == httpmodel.Bound {
		return BadBody
	}
	if !p.parses(call, e, at) {
		return Untold
	}
	found := Untold
	for _, a := range args {
		if i, ok := a.Type().Underlying().(*types.Interface); ok && i.Empty() {
			continue // what is encoded, or decoded into: no input
		}
		t := p.comesFrom(a, 0)
		if t == Untold {
			continue
		}
		if found != Untold && found != t {
			return Untold
		}
		found = t
	}
	return found
}

// parses reports whether an error, whenever it is one, says why input could not
// be parsed.
func (p *producer) parses(call *ssa.Call, e ssa.Value, at ssa.Instruction) bool {
	if fn := ssautil.Callee(&call.Call); fn != nil && fn.Pkg() != nil && httpmodel.IsParser(fn.Pkg().Path()) {
		return true
	}
	parse := false
	for _, t := range p.flow.Eval(e, at) {
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

// partOf returns what of a request a value is.
func (p *producer) partOf(v ssa.Value) httpmodel.Part {
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
	part := httpmodel.PartOf(fn)
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
func (p *producer) isContentType(v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := ssautil.OnlyStored(v).(type) {
	case *ssa.Extract:
		return v.Index == 0 && p.isContentType(v.Tuple, depth)
	case *ssa.Call:
		args := ssautil.Args(&v.Call)
		switch p.partOf(v) {
		case httpmodel.MediaType:
			return true
		case httpmodel.Header:
			c, ok := args[1].(*ssa.Const)
			return ok && c.Value != nil && strings.EqualFold(constant.StringVal(c.Value), "Content-Type") &&
				(!typeutil.IsNamed(args[0].Type(), "net/http", "Header") || isMember(args[0], "net/http", "Request", "Header"))
		}
		return len(args) > 0 && p.flow.Row(&v.Call) == nil && p.isContentType(args[0], depth+1) || mediaParser(v) && p.isContentType(args[0], depth+1)
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

// messages returns the constant texts that an error answer's JSON members hold, by
// the names of the members.
func (p *producer) messages(s *Site) map[string]string {
	if s.Kind != JSON || !s.IsError() {
		return nil
	}
	texts := make(map[string]string)
	several := make(map[string]bool)
	p.members(s.ans.body, "", func(t *origin.Term, member string) {
		switch was, seen := texts[member]; {
		case member == "" || t.Op == origin.Object || t.Op == origin.Encoded:
		case t.Op != origin.Const && t.Op != origin.StatusText || t.Const != nil && t.Const.Kind() != constant.String:
			several[member] = true
		default:
			text := ""
			if t.Op == origin.StatusText && len(s.Codes) == 1 {
				text = http.StatusText(s.Codes[0])
			} else if t.Op == origin.Const {
				text = constant.StringVal(t.Const)
			}
			texts[member] = text
			if seen && was != text || t.Op == origin.StatusText && text == "" {
				several[member] = true
			}
		}
	})
	for member := range several {
		delete(texts, member)
	}
	return texts
}

// saysNoSuchThing reports whether an answer is a 404 in its own words: what it was
// asked for by a parameter is not there.
func saysNoSuchThing(s *Site) bool {
	if !slices.Equal(s.Codes, []int{http.StatusNotFound}) {
		return false
	}
	for _, text := range s.Messages {
		if httpmodel.MeaningOfText(text) == httpmodel.NotFound {
			return true
		}
	}
	return false
}
