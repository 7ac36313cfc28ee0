package envelope

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/conform"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// fixes returns the fix that mends all that is wrong with a response, none if a
// part of it is for a person to decide.
func fixes(pass *analysis.Pass, s *responses.Response, v verdict) []analysis.SuggestedFix {
	defer defect.Recover(pass, s.Start())
	fx := &fixer{pass: pass, site: s}
	for _, p := range v.problems {
		if !fx.mend(p) {
			return nil
		}
	}
	if len(fx.edits) == 0 {
		return nil
	}
	message := strings.ToUpper(fx.done[0][:1]) + fx.done[0][1:]
	if len(fx.done) > 1 {
		message += ", " + conform.And(fx.done[1:])
	}
	if fx.tagged != "" {
		message += "; every response with " + fx.tagged + " changes"
	} else {
		message += "; clients get a different body"
	}
	return []analysis.SuggestedFix{{Message: message, TextEdits: fx.edits}}
}

// A fixer gathers the edits of one fix.
type fixer struct {
	pass   *analysis.Pass
	site   *responses.Response
	edits  []analysis.TextEdit
	done   []string
	tagged string // a struct whose tags change
}

func (fx *fixer) mend(p conform.Problem) bool {
	switch p.Kind {
	case conform.Misnamed:
		return fx.rename(p)
	case conform.LeftOut:
		return fx.retag(p, "remove "+conform.Option(p.Member)+" from "+strconv.Quote(p.Want), func(name string, options []string) (string, []string) {
			return name, slices.DeleteFunc(options, func(o string) bool { return o == "omitempty" || o == "omitzero" })
		})
	case conform.SentEmpty:
		return fx.retag(p, "omit "+strconv.Quote(p.Want)+" when it is empty", func(name string, options []string) (string, []string) {
			return name, append(options, "omitempty")
		})
	case conform.Unequal, conform.Mistyped, conform.Missing:
		return fx.status(p)
	}
	return false
}

// retag changes the tag of a struct's field.
func (fx *fixer) retag(p conform.Problem, done string, change func(string, []string) (string, []string)) bool {
	if p.Member.Field == nil {
		return false
	}
	// The name that encoding/json took from the field has to be spelt out.
	edits, ok := edit.JSONTag(fx.pass, p.Member.Field, change)
	if !ok {
		return false
	}
	fx.edits, fx.done = append(fx.edits, edits...), append(fx.done, done)
	fx.tagged = "this struct"
	if decl, ok := p.Object.Named(); ok {
		fx.tagged = decl.Name()
	}
	return true
}

// rename gives a member the name that it should have: in the tag of its field or
// as the key of the literal.
func (fx *fixer) rename(p conform.Problem) bool {
	done := "rename " + strconv.Quote(p.Member.Name) + " to " + strconv.Quote(p.Want)
	if p.Member.Field != nil {
		return fx.retag(p, done, func(_ string, options []string) (string, []string) { return p.Want, options })
	}
	if p.Member.Elt == nil {
		return false
	}
	key, ok := ast.Unparen(p.Member.Elt.Key).(*ast.BasicLit)
	if !ok {
		return false
	}
	fx.edits = append(fx.edits, analysis.TextEdit{Pos: key.Pos(), End: key.End(), NewText: []byte(strconv.Quote(p.Want))})
	fx.done = append(fx.done, done)
	return true
}

// status writes the status that is sent where a member has to hold it.
func (fx *fixer) status(p conform.Problem) bool {
	expr, ok := fx.statusExpr(p)
	if !ok {
		return false
	}
	file := edit.FileOf(fx.pass, p.Object.Lit.Pos())
	switch {
	case p.Member != nil && p.Member.Elt != nil:
		edits, unused, ok := file.Replace(p.Member.Elt.Value.Pos(), p.Member.Elt.Value.End(), expr)
		if !ok || len(unused) > 0 {
			return false
		}
		fx.edits = append(fx.edits, edits...)
	default:
		key := strconv.Quote(p.Want)
		if p.Member != nil {
			field := p.Member.Field
			if field == nil || !typeutil.HasField(p.Object.Type, field) {
				return false // it is written behind the literal, or belongs to an embedded struct
			}
			key = field.Name()
		}
		edits, ok := file.AppendElement(p.Object.Lit, key+": "+expr)
		if !ok {
			return false
		}
		fx.edits = append(fx.edits, edits...)
	}
	fx.done = append(fx.done, "set "+strconv.Quote(p.Want)+" to the status that is sent")
	return true
}

// statusExpr returns an expression of the status, of the type that the member
// has in the literal.
func (fx *fixer) statusExpr(p conform.Problem) (string, bool) {
	arg := fx.site.Status.Expr
	if arg == nil && fx.site.StatusCall != nil {
		arg = fx.site.StatusCall.Status.Expr
	}
	if p.Schema == nil || p.Schema.Holds != contract.HoldsStatus || p.Object == nil || p.Object.Lit == nil || p.Object.Type == nil || arg == nil || fx.pass.TypesInfo.Types[arg].Value == nil {
		return "", false
	}
	lit := p.Object.Lit
	file := edit.FileOf(fx.pass, lit.Pos())
	in := fx.site.At.Func
	if file == nil || in == nil || !file.UsedOnlyIn(lit, fx.site.At.Node) || file.Syntax != edit.FileOf(fx.pass, arg.Pos()).Syntax || lit.Pos() < in.Pos() || in.End() < lit.End() {
		return "", false // a name may mean something else there
	}
	var typ types.Type
	switch u := p.Object.Type.Underlying().(type) {
	case *types.Map:
		typ = u.Elem()
	default:
		if p.Member == nil || p.Member.Field == nil {
			return "", false
		}
		typ = p.Member.Field.Type()
	}
	text := file.Source(arg)
	integer := p.Schema.Allows("integer")
	basic, _ := typ.Underlying().(*types.Basic)
	isText := basic != nil && basic.Info()&types.IsString != 0
	switch {
	case integer && (types.IsInterface(typ) || types.Identical(typ, types.Typ[types.Int])):
		return text, true
	case p.Schema.Allows("string") && (types.IsInterface(typ) || isText) && len(fx.site.Status.Codes) == 1:
		return strconv.Quote(strconv.Itoa(fx.site.Status.Codes[0])), true
	}
	return "", false
}
