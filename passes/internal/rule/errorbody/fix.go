// Package errorbody writes error responses anew, so that their body is the contract's:
// through the project's own responder if there is one, like most error responses of the
// package, or member by member. It knows what code says of a response, and decides nothing:
// which responses are to be mended is a rule's matter.
package errorbody

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// A fixer writes a response anew: through the project's own responder if there
// is one, else as the contract's body in place.
//
// The expression of the message is never part of an edit: another rule may have
// something to say about it, and then both fixes apply.
type fixer struct {
	pass     *analysis.Pass
	contract *contract.Contract
	res      *responses.Result
	site     *responses.Response
	file     *edit.File
	old      replaced
	text     *responses.BodyExprs // what the new body says, nil for the status text
	mute     bool                 // the response said nothing: no text of it is known
	status   status
	needs    []analysis.TextEdit // imports for the status
	imports  []analysis.TextEdit // of the fix in the making
	at       token.Pos           // where names mean what they mean in the new code
}

// A replaced is what a fix takes the place of.
type replaced struct {
	stmt   ast.Stmt  // the statement that the call is or stands in
	place  edit.Span // that statement, or the call where its result is used
	head   ast.Stmt  // the statement before it that sends the status, or nil
	writer ast.Expr
}

// newFixer returns what mends a response; it is not ok if that is for a person to do.
func newFixer(pass *analysis.Pass, c *contract.Contract, res *responses.Result, s *responses.Response) (*fixer, bool) {
	defer defect.Recover(pass, s.Start())
	fx := &fixer{pass: pass, contract: c, res: res, site: s, text: s.Body.Exprs, file: edit.FileOf(pass, s.At.Call.Pos())}
	if s.Body.None || s.Body.Exprs != nil && len(s.Body.Exprs.Args) == 0 {
		fx.text = nil
	}
	fx.mute = s.Body.None || s.Body.Exprs == nil
	// A text that is not understood would be lost.
	if fx.file == nil || s.Body.Sent && s.Body.Exprs == nil || s.Body.Kind == responses.XML || fx.loses() {
		return nil, false
	}
	fx.old.writer = s.By.Writer
	if s.By.Context != nil {
		fx.old.writer = s.By.Context
	}
	if !repeatable(pass.TypesInfo, fx.old.writer) {
		return nil, false
	}
	if fx.old.stmt = fx.file.Stmt(s.At.Call.Pos()); fx.old.stmt == nil {
		return nil, false
	}
	fx.at = fx.old.stmt.Pos()
	fx.old.place = edit.Span{From: s.At.Call.Pos(), To: s.At.Call.End()}
	if fx.alone(s.At.Call) {
		fx.old.place = edit.Span{From: fx.old.stmt.Pos(), To: fx.old.stmt.End()}
	} else if !typeutil.IsErrorInterface(pass.TypesInfo.TypeOf(s.At.Call)) {
		return nil, false
	}
	var ok bool
	if fx.status, ok = fx.sent(); !ok {
		return nil, false
	}
	if phrase, ok := fx.phrase(fx.status); ok && s.Body.Kind == responses.Text && fx.text != nil && len(fx.text.Args) == 1 && fx.file.Source(fx.text.Args[0]) == phrase {
		fx.text = nil
	}
	return fx, true
}

// fixes returns the fix of a response. Where nothing of the project's answers like it, it
// goes through a helper that is added, if there is to be one.
func (fx *fixer) fixes(h *helper) []analysis.SuggestedFix {
	defer defect.Recover(fx.pass, fx.site.Start())
	if fix := fx.project(); fix != nil {
		return fix
	}
	if edits, ok := fx.help(h); ok {
		return fx.fix("Send the error with a new helper, "+h.Func.Name(), append(edits, h.edits...))
	}
	fx.imports = slices.Clone(fx.needs)
	if fx.labels() {
		if edits, ok := fx.relabel(fx.status); ok {
			return fx.fix("Set Content-Type to "+fx.contract.ErrorMediaType(), edits)
		}
		return nil
	}
	if edits, ok := fx.inline(fx.status); ok {
		return fx.fix("Send "+fx.contract.ErrorBodyPhrase(), edits)
	}
	return nil
}

// project returns the fix that answers through the project's own responder, nil if none
// is in reach.
func (fx *fixer) project() []analysis.SuggestedFix {
	if fx.site.Body.Kind == responses.JSON || fx.labels() {
		return nil
	}
	for _, r := range fx.candidates() {
		fx.imports = slices.Clone(fx.needs)
		if name, edits, ok := fx.respond(r, fx.status); ok {
			return fx.fix("Send the error with "+name, edits)
		}
	}
	return nil
}

// labels reports whether the body is JSON already, and only its label is wrong.
func (fx *fixer) labels() bool {
	return fx.site.Body.Unformatted == responses.JSON && fx.site.Body.Kind == responses.Text
}

func (fx *fixer) fix(message string, edits []analysis.TextEdit) []analysis.SuggestedFix {
	return []analysis.SuggestedFix{{Message: message + "; clients get a different body", TextEdits: append(edits, fx.imports...)}}
}

// alone reports whether a call is a statement, whose results nobody uses.
func (fx *fixer) alone(call *ast.CallExpr) bool {
	return edit.Ignores(fx.file.Stmt(call.Pos()), call)
}

// used reports whether the result of the call, an error, is: it is returned.
func (fx *fixer) used() bool {
	return fx.old.place.From == fx.site.At.Call.Pos() && !fx.alone(fx.site.At.Call)
}

// loses reports whether the call does more with an argument than to send it, as
// one that keeps the error for the log.
func (fx *fixer) loses() bool {
	return slices.ContainsFunc(fx.site.At.Call.Args, func(e ast.Expr) bool {
		t := fx.pass.TypesInfo.TypeOf(e)
		return t != nil && !fx.pass.TypesInfo.Types[e].IsNil() && (fx.text == nil || !slices.Contains(fx.text.Args, e)) && types.AssignableTo(t, types.Universe.Lookup("error").Type())
	})
}

// sent returns the status that the response has, and finds the call that sends it. It
// is not ok if that stands where its response cannot be mended.
func (fx *fixer) sent() (st status, ok bool) {
	st.codes = fx.site.Status.Codes
	arg := fx.site.Status.Expr
	if h := fx.site.StatusCall; h != nil {
		if fx.site.At.Call.Pos() > h.At.Call.Pos() || h.At.Call.End() > fx.site.At.Call.End() { // else one expression
			if fx.old.head = fx.file.Stmt(h.At.Call.Pos()); !fx.alone(h.At.Call) || !fx.neighbours() {
				return st, false
			}
		}
		arg = h.Status.Expr
	} else if fx.site.Status.Expr == nil && fx.text != nil && fx.site.By.Form == nil {
		return st, false // the status was sent elsewhere: no header can be set any more
	}
	if arg == nil {
		arg = fx.chained()
	}
	if arg == nil {
		if len(st.codes) != 1 {
			return st, false
		}
		st.again = true
		st.text, fx.needs, ok = fx.file.Status(st.codes[0], fx.site.At.Call.Pos())
		return st, ok
	}
	st.text, st.again = fx.file.Source(arg), repeatable(fx.pass.TypesInfo, arg)
	return st, true
}

// chained returns the expression of the status in the calls that the response is chained
// to, as in c.Status(404).Send(nil); nil if there is none.
func (fx *fixer) chained() ast.Expr {
	for call := fx.site.At.Call; call != nil && len(fx.site.Status.Codes) == 1; {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		if call, ok = ast.Unparen(sel.X).(*ast.CallExpr); ok && len(call.Args) == 1 {
			if v := fx.pass.TypesInfo.Types[call.Args[0]].Value; v != nil && v.ExactString() == strconv.Itoa(fx.site.Status.Codes[0]) {
				return call.Args[0]
			}
		}
	}
	return nil
}

// neighbours reports whether the status and the body are sent in one list of
// statements, and nothing else is.
func (fx *fixer) neighbours() bool {
	list := fx.list()
	if !slices.Contains(list, fx.old.head) || !slices.Contains(list, fx.old.stmt) {
		return false
	}
	for _, s := range fx.res.Responses {
		if s != fx.site && s.At.Call != fx.site.StatusCall.At.Call && s.At.Call != fx.site.At.Call &&
			(s.StatusCall == fx.site.StatusCall || fx.old.head.Pos() <= s.At.Call.Pos() && s.At.Call.Pos() < fx.old.stmt.End()) {
			return false
		}
	}
	return true
}

// list returns the innermost statements around the response.
func (fx *fixer) list() []ast.Stmt { return fx.file.List(fx.old.stmt.Pos(), fx.old.stmt.End()) }

// Fixes returns the fixes of error responses, by response: what many of them would write
// out is a helper's. A response that only a person can mend has none.
func Fixes(pass *analysis.Pass, c *contract.Contract, res *responses.Result, sites []*responses.Response) map[*responses.Response][]analysis.SuggestedFix {
	var all []*fixer
	for _, s := range sites {
		if fx, ok := newFixer(pass, c, res, s); ok {
			all = append(all, fx)
		}
	}
	h := newHelper(pass, all)
	fixes := make(map[*responses.Response][]analysis.SuggestedFix, len(all))
	for _, fx := range all {
		fixes[fx.site] = fx.fixes(h)
	}
	return fixes
}
