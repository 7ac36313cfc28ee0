package handler

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
	gotypeutil "golang.org/x/tools/go/types/typeutil"
)

// What fixes need to know of a site: its expressions, and which call sent the
// status.

// describe fills in the fields of a site that tell how its call is written.
func (p *Handlers) describe(s *summary.Response) {
	s.Body.Unformatted = Unformatted(s)
	row := p.Flow.Row(&s.Code.Call.Call)
	if row == nil {
		// An error's answer whatever its status, as http.Error gives it: a helper of
		// this module that does has been judged for all its callers.
		for _, t := range p.Flow.Targets(s.Code.Call) {
			if s.Code.Write.Status.Failure && (t.Fn != nil || t.Obj != nil && t.Obj.Pkg() != nil && p.summaries.OwnModule(t.Obj.Pkg())) {
				s.Body.Here = false
			}
		}
		return
	}
	if row.Response == nil {
		return
	}
	r := row.Response
	if e := p.receiverOrArg(s, r.Writer); e != nil {
		if p.writers.IsWriterType(p.Pass.TypesInfo.TypeOf(e)) {
			s.By.Writer = e
			p.frame(s, row)
		}
	}
	s.Body.Exprs = p.bodyExprs(s, r.Body)
}

// Unformatted returns what the body of a response was before its API gave it a form.
func Unformatted(s *summary.Response) summary.BodyKind {
	body := s.Code.Write.Body.Value
	switch {
	case s.Body.Kind == summary.Text && summary.KindOf(body) == summary.JSON:
		return summary.JSON
	case s.Body.Kind == summary.JSON && len(body) == 1 && body[0].Op == origin.Encoded && !jsonshape.DialectOf(body[0]).Unknown && isText(body[0].Args[0]):
		return summary.Text
	}
	return s.Body.Kind
}

// bodyExprs returns how a call gets its body, nil if a fix could not take the same
// expressions elsewhere.
func (p *Handlers) bodyExprs(s *summary.Response, body httpmodel.Expr) *summary.BodyExprs {
	for body.Op == httpmodel.OpEncode || body.Op == httpmodel.OpText {
		body = body.X()
	}
	switch body.Op {
	case httpmodel.OpArg, httpmodel.OpFormat, httpmodel.OpRest:
	case httpmodel.OpStr, httpmodel.OpStatusText:
		return &summary.BodyExprs{}
	default:
		return nil
	}
	shift := 0
	if s.Code.Call.Call.IsInvoke() || s.Code.Call.Call.Signature().Recv() != nil {
		shift = 1
	}
	first := body.Arg - shift
	if first < 0 || first >= len(s.At.Call.Args) || s.At.Call.Ellipsis.IsValid() || p.summaries.ArgExpr(s.At.Call, &s.Code.Call.Call, body.Arg) == nil {
		return nil
	}
	args := s.At.Call.Args[first:]
	switch {
	case body.Op == httpmodel.OpFormat && len(args) > 1:
		return &summary.BodyExprs{Args: args, Print: "Sprintf"}
	case body.Op == httpmodel.OpRest && len(args) > 1:
		return nil // Fprint and Fprintln put their blanks elsewhere
	}
	arg := args[0]
	if conv, ok := ast.Unparen(arg).(*ast.CallExpr); ok && len(conv.Args) == 1 && p.Pass.TypesInfo.Types[conv.Fun].IsType() && typeutil.IsString(p.Pass.TypesInfo.TypeOf(conv.Args[0])) {
		arg = conv.Args[0]
	}
	g := &summary.BodyExprs{Args: []ast.Expr{arg}}
	switch t := p.Pass.TypesInfo.TypeOf(arg); {
	case typeutil.IsString(t):
	case body.Op == httpmodel.OpRest:
		g.Print = "Sprint"
	case typeutil.IsError(t):
		g.Print = "Error"
	case body.Op == httpmodel.OpFormat:
		return nil
	default:
		g.Print = "string"
	}
	return g
}

// isText reports whether every origin of a value is a string.
func isText(v origin.Value) bool {
	for _, t := range v {
		switch t.Op {
		case origin.Text, origin.StatusText, origin.Concat:
		case origin.Const:
			if _, ok := (origin.Value{t}).Strings(); !ok {
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
func (p *Handlers) receiverOrArg(s *summary.Response, i int) ast.Expr {
	e := p.summaries.ArgExpr(s.At.Call, &s.Code.Call.Call, i)
	if i == 0 && (s.Code.Call.Call.IsInvoke() || s.Code.Call.Call.Signature().Recv() != nil) {
		sel, ok := ast.Unparen(s.At.Call.Fun).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		e = sel.X
	}
	for {
		call, ok := ast.Unparen(syntax.OrBad(e)).(*ast.CallExpr)
		if !ok {
			return e
		}
		fn, _ := gotypeutil.Callee(p.Pass.TypesInfo, call).(*types.Func)
		row := p.Flow.Model().Lookup(fn)
		if row == nil || row.Recv != "" || len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpArg || row.Results[0].Arg >= len(call.Args) {
			return e
		}
		e = call.Args[row.Results[0].Arg]
	}
}

// LinkHeads finds, for each body that a call of this package writes, the status
// call before it.
func (p *Handlers) LinkHeads() {
	heads := make(map[*ssa.BasicBlock][]*summary.Response)
	for _, s := range p.Found.Responses {
		if s.By.Via == "" && s.Code.Write.Kind.Heads() {
			heads[s.Code.Call.Block()] = append(heads[s.Code.Call.Block()], s)
		}
	}
	for _, s := range p.Found.Responses {
		if !s.Body.Here || s.Code.Write.Kind != httpmodel.Body && !p.summaries.Inherits(s.Code.Call, s.Code.Write) {
			continue
		}
		for b := s.Code.Call.Block(); b != nil; b = b.Idom() {
			for _, head := range heads[b] {
				if head == s || head.At.Call.Pos() > s.At.Call.Pos() || !summary.SameWriter(head.Code.Write.To.Writer, s.Code.Write.To.Writer) {
					continue
				}
				if s.StatusCall == nil || head.At.Call.Pos() > s.StatusCall.At.Call.Pos() {
					s.StatusCall = head
				}
			}
		}
	}
}

// passesOn reports whether a response has the status of another server's.
func (p *Handlers) passesOn(s *summary.Response) bool {
	if sel, ok := ast.Unparen(syntax.OrBad(s.Status.Expr)).(*ast.SelectorExpr); ok {
		if f, ok := p.Pass.TypesInfo.Uses[sel.Sel].(*types.Var); ok && f.IsField() && f.Pkg() != nil &&
			f.Pkg().Path() == "net/http" && f.Name() == "StatusCode" {
			return true
		}
	}
	for _, t := range s.Code.Write.Status.Value {
		if t.Op == origin.Opaque && t.Path == ".StatusCode" && (strings.HasPrefix(t.Name, "(*net/http.Client).") || strings.HasPrefix(t.Name, "net/http.")) {
			return true
		}
	}
	return false
}

// Unlabel leaves open what text is that is said to be JSON where it may be a
// part of some: another body goes out under the same status or through the same
// helper.
func (p *Handlers) Unlabel() {
	answer := func(s *summary.Response) any {
		if s.StatusCall != nil {
			return s.StatusCall
		}
		return s.Code.Call
	}
	parts := make(map[any]int)
	for _, s := range p.Found.Responses {
		if s.Code.Write.Kind == httpmodel.Body {
			parts[answer(s)]++
		}
	}
	for _, s := range p.Found.Responses {
		if s.Mislabelled() && parts[answer(s)] > 1 {
			s.Body.Kind = summary.Unknown
		}
	}
}

// ServesFiles reports whether a call leaves the request to a handler that was
// made in sight and that serves files, metrics or the like, as http.FileServer
// does.
func (p *Handlers) ServesFiles(call *ssa.Call) bool {
	c := &call.Call
	if !c.IsInvoke() || c.Method.Name() != "ServeHTTP" {
		return false
	}
	ls := p.Flow.Roots(c.Value)
	for _, l := range ls {
		made, ok := l.Root.(*ssa.Call)
		if !ok || l.Path != "" {
			return false
		}
		row := p.Flow.Row(&made.Call)
		if row == nil || !slices.ContainsFunc(row.OwnResponses, func(r httpmodel.Response) bool { return r.Kind == httpmodel.Serve }) {
			return false
		}
	}
	return len(ls) > 0
}

// Fills reports whether a call leaves the response to code that was not read, and
// that writes what the content type says: an image, a page, no JSON.
func (p *Handlers) Fills(call *ssa.Call) bool {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok || p.Flow.Row(&call.Call) != nil || len(p.summaries.Events(call)) > 0 {
		return false
	}
	for _, w := range p.summaries.Reach(call) {
		if summary.IndexHeader(w.Path) >= 0 || !p.summaries.IsWriter(w) {
			continue
		}
		media, _ := summary.ContentType(p.Flow.Load(w.Member(valueflow.MemContentType), call))
		kind := summary.MediaKind(media)
		return kind != summary.JSON && kind != summary.Unknown
	}
	return false
}
