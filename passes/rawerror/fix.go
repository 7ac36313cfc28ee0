package rawerror

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// A fixer writes an answer anew: through the project's own responder if there
// is one, else as the contract's body in place.
//
// The expression of the message is never part of an edit: another rule may have
// something to say about it, and then both fixes apply.
type fixer struct {
	pass     *analysis.Pass
	contract *contract.Contract
	res      *responses.Result
	site     *responses.Site
	file     *report.File
	stmt     ast.Stmt    // the statement that the call is or stands in
	place    report.Span // what is replaced: the statement, or the call where its result is used
	head     ast.Stmt    // the statement before it that sends the status, or nil
	writer   ast.Expr
	text     *responses.Given    // what the new body says, nil for the status text
	mute     bool                // the answer said nothing: no text of it is known
	imports  []analysis.TextEdit // of the fix in the making
}

func fixes(pass *analysis.Pass, c *contract.Contract, res *responses.Result, s *responses.Site) []analysis.SuggestedFix {
	fx := fixer{pass: pass, contract: c, res: res, site: s, text: s.Text, file: report.FileOf(pass, s.Call.Pos())}
	if s.Text != nil && len(s.Text.Args) == 0 {
		fx.text = nil
	}
	fx.mute = s.Text == nil
	// A text that is not understood would be lost.
	if fx.file == nil || s.Sends && s.Text == nil || s.Kind == responses.XML || fx.loses() {
		return nil
	}
	fx.writer = s.WriterArg
	if s.Context != nil {
		fx.writer = s.Context
	}
	if !repeatable(pass.TypesInfo, fx.writer) {
		return nil
	}
	if fx.stmt = fx.file.Stmt(s.Call.Pos()); fx.stmt == nil {
		return nil
	}
	fx.place = report.Span{From: s.Call.Pos(), To: s.Call.End()}
	if fx.alone(s.Call) {
		fx.place = report.Span{From: fx.stmt.Pos(), To: fx.stmt.End()}
	} else if !isError(pass.TypesInfo.TypeOf(s.Call)) {
		return nil
	}
	st, ok := fx.status()
	if !ok {
		return nil
	}
	if phrase, ok := fx.phrase(st); ok && s.Kind == responses.Text && fx.text != nil && len(fx.text.Args) == 1 && fx.file.Source(fx.text.Args[0]) == phrase {
		fx.text = nil
	}
	try := func(message string, edits []analysis.TextEdit, ok bool) []analysis.SuggestedFix {
		if !ok {
			return nil
		}
		return []analysis.SuggestedFix{{Message: message + "; clients see the new body", TextEdits: append(edits, fx.imports...)}}
	}
	if s.Given == responses.JSON && s.Kind == responses.Text {
		fx.imports = nil
		edits, ok := fx.relabel(st)
		return try("Label the JSON as "+c.ErrorMediaType(), edits, ok)
	}
	if s.Kind != responses.JSON {
		for _, r := range fx.candidates() {
			fx.imports = nil
			name, edits, ok := fx.respond(r, st)
			if fix := try("Answer through "+name, edits, ok); fix != nil {
				return fix
			}
		}
	}
	fx.imports = nil
	edits, ok := fx.inline(st)
	return try(fmt.Sprintf("Answer with %s", c.ErrorBodyPhrase()), edits, ok)
}

// alone reports whether a call is a statement, whose results nobody uses.
func (fx *fixer) alone(call *ast.CallExpr) bool {
	return report.Ignores(fx.file.Stmt(call.Pos()), call)
}

// used reports whether the result of the call, an error, is: it is returned.
func (fx *fixer) used() bool { return fx.place.From == fx.site.Call.Pos() && !fx.alone(fx.site.Call) }

// loses reports whether the call does more with an argument than to send it, as
// one that keeps the error for the log.
func (fx *fixer) loses() bool {
	return slices.ContainsFunc(fx.site.Call.Args, func(e ast.Expr) bool {
		t := fx.pass.TypesInfo.TypeOf(e)
		return t != nil && !fx.pass.TypesInfo.Types[e].IsNil() && (fx.text == nil || !slices.Contains(fx.text.Args, e)) && types.AssignableTo(t, types.Universe.Lookup("error").Type())
	})
}

func isError(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

// status returns the status that the answer has, and finds the call that sends
// it. It is not ok if that stands where its answer cannot be mended.
func (fx *fixer) status() (st status, ok bool) {
	st.codes = fx.site.Codes
	arg := fx.site.StatusArg
	if h := fx.site.Head; h != nil {
		if fx.site.Call.Pos() > h.Call.Pos() || h.Call.End() > fx.site.Call.End() { // else one expression
			if fx.head = fx.file.Stmt(h.Call.Pos()); !fx.alone(h.Call) || !fx.neighbours() {
				return st, false
			}
		}
		arg = h.StatusArg
	} else if fx.site.StatusArg == nil && fx.text != nil && fx.site.Form == nil {
		return st, false // the status was sent elsewhere: no header can be set any more
	}
	if arg == nil {
		if len(st.codes) != 1 {
			return st, false
		}
		st.again = true
		st.text, fx.imports, ok = fx.file.Status(st.codes[0], fx.site.Call.Pos())
		return st, ok
	}
	st.text, st.again = fx.file.Source(arg), repeatable(fx.pass.TypesInfo, arg)
	return st, true
}

// neighbours reports whether the status and the body are sent in one list of
// statements, and nothing else is.
func (fx *fixer) neighbours() bool {
	list := fx.list()
	if !slices.Contains(list, fx.head) || !slices.Contains(list, fx.stmt) {
		return false
	}
	for _, s := range fx.res.Sites {
		if s != fx.site && s.Call != fx.site.Head.Call && s.Call != fx.site.Call &&
			(s.Head == fx.site.Head || fx.head.Pos() <= s.Call.Pos() && s.Call.Pos() < fx.stmt.End()) {
			return false
		}
	}
	return true
}

// list returns the innermost statements around the answer.
func (fx *fixer) list() []ast.Stmt { return fx.file.List(fx.stmt.Pos(), fx.stmt.End()) }
