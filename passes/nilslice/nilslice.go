package nilslice

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

//go:embed doc.go
var doc string

// Analyzer reports lists that are sent as null.
var Analyzer = &analysis.Analyzer{
	Name:     "nilslice",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("nilslice"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func init() { report.Flags(Analyzer) }

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	for s := range defect.Each(slices.Concat(res.Responses, res.Returned)) {
		for _, l := range s.NilLists {
			if !l.OmitEmpty {
				r.Add(null(pass, s, l))
			}
		}
		if f, ok := omitted(pass, c, s); ok {
			r.Add(f)
		}
	}
	r.Flush()
	return nil, nil
}

// null words a list that is sent as null. It stands at the declaration, if that
// is in the function that sends.
func null(pass *analysis.Pass, s *responses.Response, l responses.NilList) report.Finding {
	null := "null"
	if l.Member != "" {
		null = fmt.Sprintf("%q: null", l.Member)
	}
	f := report.Finding{Node: s.At.Node}
	switch {
	case l.Var == nil && l.From == "":
		f.Message = fmt.Sprintf("%s sends %s when the list is empty; clients expect []", s.Name(), null)
		return f
	case l.Var == nil:
		f.Message = fmt.Sprintf("%s sends %s when %s returns a nil slice; clients expect []", s.Name(), null, l.From)
		if l.By != nil {
			f.Cause, f.Also = l.By, s.Name()+" sends it here too"
		}
		return f
	case l.From != "":
		f.Message = fmt.Sprintf("%s sends %s when %s appends nothing to %s; clients expect []", s.Name(), null, l.From, l.Var.Name)
		f.Related = []analysis.RelatedInformation{{Pos: l.Var.Pos(), Message: l.Var.Name + " is declared nil here"}}
		f.Cause, f.Also = l.Var, s.Name()+" sends it here too"
	default:
		f.Node = l.Var
		f.Message = fmt.Sprintf("%s is encoded as %s when nothing is appended; clients expect []", l.Var.Name, null)
		f.Related = []analysis.RelatedInformation{{Pos: s.At.Node.Pos(), Message: s.Name() + " sends it here"}}
	}
	f.Fixes = declare(pass, l)
	return f
}

// omitted finds the contract's list left out by an option of its tag.
func omitted(pass *analysis.Pass, c *contract.Contract, s *responses.Response) (f report.Finding, ok bool) {
	list := c.List().Member()
	codes, exact := s.Statuses()
	if !c.Chosen || !c.List().Required() || !exact || slices.ContainsFunc(codes, func(code int) bool { return code < 200 || code > 299 }) {
		return f, false
	}
	for _, shape := range s.Shapes() {
		m := shape.Member(list)
		if m == nil || m.Presence == responses.Always || m.Field == nil || !isList(m.Field.Type()) {
			continue
		}
		option := "omitempty"
		if !m.OmitEmpty {
			option = "omitzero"
		}
		f.Node = s.At.Node
		f.Message = fmt.Sprintf("%s omits %q when the list is empty (%s); %s", s.Name(), list, option, c.Requires("[]"))
		f.Related = []analysis.RelatedInformation{{Pos: m.Field.Pos(), Message: m.Field.Name() + " is declared here"}}
		edits, ok := edit.JSONTag(pass, m.Field, func(name string, options []string) (string, []string) {
			return name, slices.DeleteFunc(options, func(o string) bool { return o == "omitempty" || o == "omitzero" })
		})
		if m.Field.Pkg() != pass.Pkg {
			f.Related = nil
		}
		f.Cause, f.Also = m.Field, s.Name()+" sends it here too"
		if ok {
			f.Fixes = []analysis.SuggestedFix{{
				Message:   fmt.Sprintf("Remove %s from the tag of %s; clients then get the member in every response", option, m.Field.Name()),
				TextEdits: edits,
			}}
		}
		return f, true
	}
	return f, false
}

func isList(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// declare returns the fix that makes an empty list where a variable is declared.
func declare(pass *analysis.Pass, l responses.NilList) []analysis.SuggestedFix {
	defer defect.Recover(pass, l.Var.Pos())
	file := edit.FileOf(pass, l.Var.Pos())
	if file == nil {
		return nil
	}
	path, _ := astutil.PathEnclosingInterval(file.Syntax, l.Var.Pos(), l.Var.End())
	var from, to ast.Node
	var text string
	for i, n := range path {
		switch n := n.(type) {
		case *ast.ValueSpec: // var xs []T
			decl, ok := path[i+1].(*ast.GenDecl)
			if !ok || len(n.Names) != 1 || len(n.Values) > 0 || decl.Lparen.IsValid() {
				return nil
			}
			from, to = decl, decl
			text = n.Names[0].Name + " := " + file.Source(n.Type) + "{}"
		case *ast.AssignStmt: // xs := []T(nil)
			if len(n.Lhs) != 1 || n.Tok != token.DEFINE {
				return nil
			}
			conv, ok := n.Rhs[0].(*ast.CallExpr)
			if !ok || !pass.TypesInfo.Types[conv.Fun].IsType() {
				return nil
			}
			from, to = conv, conv
			text = file.Source(ast.Unparen(conv.Fun)) + "{}"
		case *ast.Field: // a named result
			return result(file, path[i:], l)
		default:
			continue
		}
		break
	}
	if from == nil {
		return nil
	}
	edits, _, ok := file.Replace(from.Pos(), to.End(), text)
	if !ok {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "Initialize " + l.Var.Name + " to an empty slice; clients get [] instead of null",
		TextEdits: edits,
	}}
}

// result returns the fix for a result that is named: it is set before all else.
func result(file *edit.File, path []ast.Node, l responses.NilList) []analysis.SuggestedFix {
	field := path[0].(*ast.Field)
	for _, n := range path {
		fn, ok := n.(*ast.FuncDecl)
		if !ok || fn.Body == nil || len(fn.Body.List) == 0 {
			continue
		}
		typ := file.Source(field.Type)
		if strings.HasPrefix(typ, "...") {
			return nil
		}
		edits, ok := file.InsertBefore(fn.Body.List[0], l.Var.Name+" = "+typ+"{}")
		if !ok {
			return nil
		}
		return []analysis.SuggestedFix{{
			Message:   "Initialize " + l.Var.Name + " to an empty slice; clients get [] instead of null",
			TextEdits: edits,
		}}
	}
	return nil
}
