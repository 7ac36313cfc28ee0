package envelope

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// fixes returns the fix that mends all that is wrong with an answer, none if a
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
		message += ", " + and(fx.done[1:])
	}
	if fx.tagged != "" {
		message += "; every answer with " + fx.tagged + " changes, and what decodes it"
	} else {
		message += "; clients see another body"
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

func (fx *fixer) mend(p problem) bool {
	switch p.kind {
	case misnamed:
		return fx.rename(p)
	case leftOut:
		return fx.retag(p, "drop "+option(p.member)+" from "+strconv.Quote(p.want), func(name string, options []string) (string, []string) {
			return name, slices.DeleteFunc(options, func(o string) bool { return o == "omitempty" || o == "omitzero" })
		})
	case sentNull:
		return fx.retag(p, "leave "+strconv.Quote(p.want)+" out where it is empty", func(name string, options []string) (string, []string) {
			return name, append(options, "omitempty")
		})
	case unequal, mistyped, missing:
		return fx.status(p)
	}
	return false
}

// retag changes the tag of a struct's field.
func (fx *fixer) retag(p problem, done string, change func(string, []string) (string, []string)) bool {
	if p.member.Field == nil {
		return false
	}
	// The name that encoding/json took from the field has to be spelt out.
	edits, ok := edit.JSONTag(fx.pass, p.member.Field, change)
	if !ok {
		return false
	}
	fx.edits, fx.done = append(fx.edits, edits...), append(fx.done, done)
	fx.tagged = "this struct"
	if decl, ok := declared(p.object); ok {
		fx.tagged = decl.Name()
	}
	return true
}

// rename gives a member the name that it should have: in the tag of its field or
// as the key of the literal.
func (fx *fixer) rename(p problem) bool {
	done := "rename " + strconv.Quote(p.member.Name) + " to " + strconv.Quote(p.want)
	if p.member.Field != nil {
		return fx.retag(p, done, func(_ string, options []string) (string, []string) { return p.want, options })
	}
	if p.member.Elt == nil {
		return false
	}
	key, ok := ast.Unparen(p.member.Elt.Key).(*ast.BasicLit)
	if !ok {
		return false
	}
	fx.edits = append(fx.edits, analysis.TextEdit{Pos: key.Pos(), End: key.End(), NewText: []byte(strconv.Quote(p.want))})
	fx.done = append(fx.done, done)
	return true
}

// status writes the status that is sent where a member has to hold it.
func (fx *fixer) status(p problem) bool {
	expr, ok := fx.statusExpr(p)
	if !ok {
		return false
	}
	file := edit.FileOf(fx.pass, p.object.Lit.Pos())
	switch {
	case p.member != nil && p.member.Elt != nil:
		edits, unused, ok := file.Replace(p.member.Elt.Value.Pos(), p.member.Elt.Value.End(), expr)
		if !ok || len(unused) > 0 {
			return false
		}
		fx.edits = append(fx.edits, edits...)
	default:
		key := strconv.Quote(p.want)
		if p.member != nil {
			field := p.member.Field
			if field == nil || !declares(p.object.Type, field) {
				return false // it is written behind the literal, or belongs to an embedded struct
			}
			key = field.Name()
		}
		lit := p.object.Lit
		if len(lit.Elts) == 0 {
			return false
		}
		last := lit.Elts[len(lit.Elts)-1]
		line := func(n ast.Node) int { return fx.pass.Fset.Position(n.End()).Line }
		if _, keyed := last.(*ast.KeyValueExpr); !keyed || line(last) != fx.pass.Fset.Position(lit.Rbrace).Line {
			return false
		}
		fx.edits = append(fx.edits, analysis.TextEdit{Pos: last.End(), End: last.End(), NewText: []byte(", " + key + ": " + expr)})
	}
	fx.done = append(fx.done, "set "+strconv.Quote(p.want)+" to the status that is sent")
	return true
}

// declares reports whether a field is a struct's own.
func declares(t types.Type, field *types.Var) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f == field {
			return true
		}
	}
	return false
}

// alone reports whether nothing else sends what a literal makes: it stands in the
// call, or in a variable that is otherwise only given members.
func (fx *fixer) alone(lit *ast.CompositeLit) bool {
	call := fx.site.At.Node
	if call.Pos() <= lit.Pos() && lit.End() <= call.End() {
		return true
	}
	file := edit.FileOf(fx.pass, lit.Pos())
	path, _ := astutil.PathEnclosingInterval(file.Syntax, lit.Pos(), lit.End())
	var v types.Object
	for _, n := range path {
		if assign, ok := n.(*ast.AssignStmt); ok && len(assign.Lhs) == 1 && assign.Tok == token.DEFINE {
			if id, ok := assign.Lhs[0].(*ast.Ident); ok {
				v = fx.pass.TypesInfo.Defs[id]
			}
		}
	}
	members := make(map[*ast.Ident]bool)
	ok := v != nil
	ast.Inspect(file.Syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				switch x := ast.Unparen(x).(type) {
				case *ast.SelectorExpr:
					if id, ok := x.X.(*ast.Ident); ok {
						members[id] = true
					}
				case *ast.IndexExpr:
					if id, ok := x.X.(*ast.Ident); ok {
						members[id] = true
					}
				}
			}
		case *ast.Ident:
			if fx.pass.TypesInfo.Uses[n] == v && !members[n] && (n.Pos() < call.Pos() || call.End() <= n.Pos()) {
				ok = false
			}
		}
		return ok
	})
	return ok
}

// statusExpr returns an expression of the status, of the type that the member
// has in the literal.
func (fx *fixer) statusExpr(p problem) (string, bool) {
	arg := fx.site.Status.Expr
	if arg == nil && fx.site.StatusCall != nil {
		arg = fx.site.StatusCall.Status.Expr
	}
	if p.schema == nil || p.schema.Holds != contract.HoldsStatus || p.object == nil || p.object.Lit == nil || p.object.Type == nil || arg == nil || fx.pass.TypesInfo.Types[arg].Value == nil {
		return "", false
	}
	lit := p.object.Lit
	file := edit.FileOf(fx.pass, lit.Pos())
	in := fx.site.At.Func
	if file == nil || in == nil || !fx.alone(lit) || file.Syntax != edit.FileOf(fx.pass, arg.Pos()).Syntax || lit.Pos() < in.Pos() || in.End() < lit.End() {
		return "", false // a name may mean something else there
	}
	var typ types.Type
	switch u := p.object.Type.Underlying().(type) {
	case *types.Map:
		typ = u.Elem()
	default:
		if p.member == nil || p.member.Field == nil {
			return "", false
		}
		typ = p.member.Field.Type()
	}
	text := file.Source(arg)
	integer := p.schema.Allows("integer")
	basic, _ := typ.Underlying().(*types.Basic)
	isText := basic != nil && basic.Info()&types.IsString != 0
	switch {
	case integer && (types.IsInterface(typ) || types.Identical(typ, types.Typ[types.Int])):
		return text, true
	case p.schema.Allows("string") && (types.IsInterface(typ) || isText) && len(fx.site.Status.Codes) == 1:
		return strconv.Quote(strconv.Itoa(fx.site.Status.Codes[0])), true
	}
	return "", false
}
