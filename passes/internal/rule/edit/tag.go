package edit

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// JSONTag returns the edits that rewrite the json tag of a struct's field in
// this package: change is given its name and options. It is not ok if the field
// stands elsewhere, shares its tag with others, or has one that is not
// understood.
func JSONTag(pass *analysis.Pass, field *types.Var, change func(name string, options []string) (string, []string)) ([]analysis.TextEdit, bool) {
	defer defect.Recover(pass, field.Pos())
	f := FileOf(pass, field.Pos())
	if field.Pkg() != pass.Pkg || f == nil || !f.Editable() {
		return nil, false
	}
	path, _ := astutil.PathEnclosingInterval(f.Syntax, field.Pos(), field.Pos())
	for _, n := range path {
		decl, ok := n.(*ast.Field)
		if !ok {
			continue
		}
		if len(decl.Names) != 1 {
			return nil, false
		}
		if decl.Tag == nil {
			name, options := change("", nil)
			return []analysis.TextEdit{insert(decl.Type.End(), " `"+tag(name, options)+"`")}, true
		}
		text, err := strconv.Unquote(decl.Tag.Value)
		if err != nil || !strings.HasPrefix(decl.Tag.Value, "`") {
			return nil, false
		}
		old, set := reflect.StructTag(text).Lookup("json")
		name, options, _ := strings.Cut(old, ",")
		var list []string
		if options != "" {
			list = strings.Split(options, ",")
		}
		changed := tag(change(name, list))
		if !set {
			return []analysis.TextEdit{replace(decl.Tag.Pos(), decl.Tag.End(), "`"+changed+" "+text+"`")}, true
		}
		was := "json:" + strconv.Quote(old)
		if strings.Count(text, was) != 1 {
			return nil, false
		}
		return []analysis.TextEdit{replace(decl.Tag.Pos(), decl.Tag.End(), "`"+strings.Replace(text, was, changed, 1)+"`")}, true
	}
	return nil, false
}

func tag(name string, options []string) string {
	return "json:" + strconv.Quote(strings.Join(slices.Insert(slices.Clone(options), 0, name), ","))
}
