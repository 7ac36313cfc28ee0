package responses

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
	gotypeutil "golang.org/x/tools/go/types/typeutil"
)

// What fixes need to know of a site: its expressions, and which call sent the
// status.

// describe fills in the fields of a site that tell how its call is written.
func (p *producer) describe(s *Site) {
	s.Given = s.Kind
	body := s.ans.body
	switch {
	case s.Kind == Text && kindOf(body) == JSON:
		s.Given = JSON
	case s.Kind == JSON && len(body) == 1 && body[0].Op == origin.Encoded && isText(body[0].Args[0]):
		s.Given = Text
	}
	row := p.flow.Row(&s.call.Call)
	if row == nil {
		// An error's answer whatever its status, as http.Error gives it: a helper of
		// this module that does has been judged for all its callers.
		for _, t := range p.flow.Targets(s.call) {
			if s.ans.failure && (t.Fn != nil || t.Obj != nil && t.Obj.Pkg() != nil && p.ownModule(t.Obj.Pkg())) {
				s.BodyHere = false
			}
		}
		return
	}
	if row.Response == nil {
		return
	}
	r := row.Response
	if e := p.receiverOrArg(s, r.Writer); e != nil {
		if p.isWriterType(p.pass.TypesInfo.TypeOf(e)) {
			s.WriterArg = e
			p.frame(s, row)
		}
	}
	s.Text = p.given(s, r.Body)
}

// A Given is how a call of a known API gets its body.
type Given struct {
	// Args are the expressions that make up the body, in a row; none where the API
	// has a text of its own.
	Args []ast.Expr
	// Print is what makes one string of them, where they are none: "string" for
	// bytes, else a function of package fmt ("Sprintf").
	Print string
}

// given returns how a call gets its body, nil if a fix could not take the same
// expressions elsewhere.
func (p *producer) given(s *Site, body httpmodel.Expr) *Given {
	for body.Op == httpmodel.OpEncode || body.Op == httpmodel.OpText {
		body = body.X()
	}
	switch body.Op {
	case httpmodel.OpArg, httpmodel.OpFormat, httpmodel.OpRest:
	case httpmodel.OpStr, httpmodel.OpStatusText:
		return &Given{}
	default:
		return nil
	}
	shift := 0
	if s.call.Call.IsInvoke() || s.call.Call.Signature().Recv() != nil {
		shift = 1
	}
	first := body.Arg - shift
	if first < 0 || first >= len(s.Call.Args) || s.Call.Ellipsis.IsValid() || p.argExpr(s.Call, &s.call.Call, body.Arg) == nil {
		return nil
	}
	args := s.Call.Args[first:]
	switch {
	case body.Op == httpmodel.OpFormat && len(args) > 1:
		return &Given{args, "Sprintf"}
	case body.Op == httpmodel.OpRest && len(args) > 1:
		return nil // Fprint and Fprintln put their blanks elsewhere
	}
	arg := args[0]
	if conv, ok := ast.Unparen(arg).(*ast.CallExpr); ok && len(conv.Args) == 1 && p.pass.TypesInfo.Types[conv.Fun].IsType() && typeutil.IsString(p.pass.TypesInfo.TypeOf(conv.Args[0])) {
		arg = conv.Args[0]
	}
	g := &Given{Args: []ast.Expr{arg}}
	switch t := p.pass.TypesInfo.TypeOf(arg); {
	case typeutil.IsString(t):
	case body.Op == httpmodel.OpRest:
		g.Print = "Sprint"
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
		fn, _ := gotypeutil.Callee(p.pass.TypesInfo, call).(*types.Func)
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
	for i, s := range p.found.Sites {
		if !s.BodyHere || s.ans.kind != httpmodel.Body && !p.inherits(s.call, s.ans) {
			continue
		}
		// The sites of one function stand together, in the order of its blocks.
		for j, head := range p.found.Sites {
			if j == i || head.fn != s.fn || head.Via != "" || !head.ans.kind.Heads() ||
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
		if t.Op == origin.Opaque && t.Path == ".StatusCode" && (strings.HasPrefix(t.Name, "(*net/http.Client).") || strings.HasPrefix(t.Name, "net/http.")) {
			return true
		}
	}
	return false
}

// unlabel leaves open what text is that is said to be JSON where it may be a
// part of some: another body goes out under the same status or through the same
// helper.
func (p *producer) unlabel() {
	answer := func(s *Site) any {
		if s.Head != nil {
			return s.Head
		}
		return s.call
	}
	parts := make(map[any]int)
	for _, s := range p.found.Sites {
		if s.ans.kind == httpmodel.Body {
			parts[answer(s)]++
		}
	}
	for _, s := range p.found.Sites {
		if s.mislabelled() && parts[answer(s)] > 1 {
			s.Kind = Unknown
		}
	}
}

// probes reports whether a probe could answer this: a status alone, which says
// no more than whether the service is well.
func (s *Site) probes() bool {
	if !s.Bare || !s.Exact {
		return false
	}
	for _, c := range s.Codes {
		if c != 200 && c != 500 && c != 503 {
			return false
		}
	}
	return true
}

// servesFiles reports whether a call leaves the request to a handler that was
// made in sight and that serves files, metrics or the like, as http.FileServer
// does.
func (p *producer) servesFiles(call *ssa.Call) bool {
	c := &call.Call
	if !c.IsInvoke() || c.Method.Name() != "ServeHTTP" {
		return false
	}
	ls := p.flow.Roots(c.Value)
	for _, l := range ls {
		made, ok := l.Root.(*ssa.Call)
		if !ok || l.Path != "" {
			return false
		}
		row := p.flow.Row(&made.Call)
		if row == nil || !slices.ContainsFunc(row.Answers, func(r httpmodel.Response) bool { return r.Kind == httpmodel.Serve }) {
			return false
		}
	}
	return len(ls) > 0
}

// fills reports whether a call leaves the response to code that was not read, and
// that writes what the content type says: an image, a page, no JSON.
func (p *producer) fills(call *ssa.Call) bool {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok || p.flow.Row(&call.Call) != nil || len(p.events(call)) > 0 {
		return false
	}
	for _, w := range p.reach(call) {
		if indexHeader(w.Path) >= 0 || !p.isWriter(w) {
			continue
		}
		media, _ := contentType(p.flow.Load(w.Member(valueflow.MemContentType), call))
		kind := mediaKind(media)
		return kind != JSON && kind != Unknown
	}
	return false
}
