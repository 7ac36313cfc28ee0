package responses

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/types/typeutil"
)

// What fixes need to know of a site: its expressions, and which call sent the
// status.

// describe fills in the fields of a site that tell how its call is written.
func (p *producer) describe(s *Site) {
	s.Given = s.Kind
	body := s.ans.body
	if len(body) == 1 && body[0].Op == valueflow.Encoded && len(body[0].Args) == 1 {
		body = body[0].Args[0]
	}
	switch k := kindOf(body); {
	case s.Kind == Text && k == JSON:
		s.Given = k
	case s.Kind == JSON && k == Text && isText(body):
		s.Given = k
	}
	row := p.flow.Row(&s.call.Call)
	if row == nil || row.Response == nil {
		return
	}
	r := row.Response
	if e := p.receiverOrArg(s, r.Writer); e != nil {
		w := p.flow.ResponseWriter()
		if t := p.pass.TypesInfo.TypeOf(e); w != nil && t != nil && types.Implements(t, w) {
			s.WriterArg = e
		}
	}
	if s.MessageArg == nil && r.Body.Op == httpmodel.OpEncode && r.Body.X().Op == httpmodel.OpArg {
		s.MessageArg = p.argExpr(s.Call, &s.call.Call, r.Body.X().Arg)
	}
}

// isText reports whether every origin of a value is a string.
func isText(v valueflow.Value) bool {
	for _, t := range v {
		switch t.Op {
		case valueflow.Text, valueflow.StatusText, valueflow.Concat:
		case valueflow.Const:
			if _, ok := (valueflow.Value{t}).Strings(); !ok {
				return false
			}
		default:
			return false
		}
	}
	return len(v) > 0
}

// receiverOrArg returns the expression of an SSA argument: for the receiver of a
// method what it is selected from. A writer below a json.Encoder is what the
// encoder was made of, if that happens in the same expression.
func (p *producer) receiverOrArg(s *Site, i int) ast.Expr {
	e := p.argExpr(s.Call, &s.call.Call, i)
	if i == 0 && (s.call.Call.IsInvoke() || s.call.Call.Signature().Recv() != nil) {
		sel, ok := ast.Unparen(s.Call.Fun).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		e = sel.X
	}
	for {
		call, ok := ast.Unparen(orNil(e)).(*ast.CallExpr)
		if !ok {
			return e
		}
		fn, _ := typeutil.Callee(p.pass.TypesInfo, call).(*types.Func)
		row := httpmodel.Lookup(fn)
		if row == nil || row.Recv != "" || len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpArg || row.Results[0].Arg >= len(call.Args) {
			return e
		}
		e = call.Args[row.Results[0].Arg]
	}
}

func orNil(e ast.Expr) ast.Expr {
	if e == nil {
		return &ast.BadExpr{}
	}
	return e
}

// linkHeads finds, for each body that a call of this package writes, the status
// call before it.
func (p *producer) linkHeads() {
	for i, s := range p.res.Sites {
		if !s.BodyHere || s.ans.kind != httpmodel.Body {
			continue
		}
		// The sites of one function stand together, in the order of its blocks.
		for j, head := range p.res.Sites {
			if j == i || head.fn != s.fn || head.Via != "" || head.ans.kind != httpmodel.Status ||
				head.Call.Pos() > s.Call.Pos() || !sameWriter(head.ans.writer, s.ans.writer) ||
				!head.call.Block().Dominates(s.call.Block()) {
				continue
			}
			if s.Head == nil || head.Call.Pos() > s.Head.Call.Pos() {
				s.Head = head
			}
		}
	}
}

// passesOn reports whether an answer has the status of another server's.
func (p *producer) passesOn(s *Site) bool {
	if sel, ok := ast.Unparen(orNil(s.StatusArg)).(*ast.SelectorExpr); ok {
		if f, ok := p.pass.TypesInfo.Uses[sel.Sel].(*types.Var); ok && f.IsField() && f.Pkg() != nil &&
			f.Pkg().Path() == "net/http" && f.Name() == "StatusCode" {
			return true
		}
	}
	for _, t := range s.ans.status {
		if t.Op == valueflow.Opaque && t.Path == ".StatusCode" && (strings.HasPrefix(t.Name, "(*net/http.Client).") || strings.HasPrefix(t.Name, "net/http.")) {
			return true
		}
	}
	return false
}
