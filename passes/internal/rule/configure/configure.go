// Package configure writes what tells a library how to send a request again, for the
// fixes of the rules about retries.
package configure

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// packages are the imports that the texts of the model may need beside the library.
var packages = map[string]string{"http": "net/http", "strconv": "strconv", "time": "time"}

// word finds what stands for something else in a text, and a name behind it.
var word = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\$[a-z]+)(?:\.(\w+))?`) })

// Edits returns the edits that tell all of several settings, with words of their
// texts and what these stand for, each as $http.Get names the imports that it needs.
// It is not ok if one of them cannot be told.
func Edits(pass *analysis.Pass, settings []requests.Setting, words ...string) (edits []analysis.TextEdit, ok bool) {
	for _, s := range settings {
		more, ok := set(pass, s, words)
		if !ok {
			return nil, false
		}
		edits = append(edits, more...)
	}
	return edits, len(settings) > 0
}

func set(pass *analysis.Pass, s requests.Setting, words []string) ([]analysis.TextEdit, bool) {
	file := edit.FileOf(pass, s.Expr.Pos())
	if file == nil || s.Pkg == nil {
		return nil, false
	}
	text := strings.NewReplacer(words...).Replace(s.Mend.Text)
	var names []string
	var edits, more []analysis.TextEdit
	for _, m := range word().FindAllStringSubmatch(text, -1) {
		w := m[1]
		path, name := packages[w[1:]], w[1:]
		if w == "$pkg" {
			path, name = s.Pkg.Path(), s.Pkg.Name()
			if s.Pkg.Scope().Lookup(m[2]) == nil {
				return nil, false // a version without it
			}
		}
		if path == "" {
			continue
		}
		local, more, ok := file.Import(path, name, s.Expr.End())
		if !ok {
			return nil, false
		}
		names, edits = append(names, w, local), append(edits, more...)
	}
	ok := false
	text = strings.NewReplacer(names...).Replace(text)
	call, _ := s.Expr.(*ast.CallExpr)
	switch s.Mend.Place {
	case httpmodel.Behind:
		more, ok = behind(file, call, text)
	case httpmodel.Next:
		more, ok = next(pass, file, call, text)
	case httpmodel.InChain:
		more, ok = inChain(pass, file, call, text)
	case httpmodel.AsOption:
		more, ok = asOption(pass, call, text, s.Mend.Like)
	case httpmodel.Around:
		before, after, _ := strings.Cut(text, "$expr")
		more, ok = []analysis.TextEdit{insert(s.Expr.Pos(), before), insert(s.Expr.End(), after)}, true
	case httpmodel.Instead:
		more, ok = instead(file, call, text)
	}
	return append(edits, more...), ok
}

func insert(at token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: at, End: at, NewText: []byte(text)}
}

// behind puts a statement behind the one that puts what a call gives into a variable
// or a field.
func behind(file *edit.File, call *ast.CallExpr, text string) ([]analysis.TextEdit, bool) {
	stmt := file.Stmt(call.Pos())
	client, value := assigned(stmt)
	if value == nil || ast.Unparen(value) != call || !named(client) {
		return nil, false
	}
	return file.InsertAfter(stmt, strings.ReplaceAll(text, "$client", file.Source(client)))
}

// next goes on with a chain right behind a call of it.
func next(pass *analysis.Pass, file *edit.File, call *ast.CallExpr, text string) ([]analysis.TextEdit, bool) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, false
	}
	dot, tabs := ".", file.Indent(call.End())
	_, method := pass.TypesInfo.Selections[sel]
	if method && pass.Fset.Position(sel.X.End()).Line != pass.Fset.Position(sel.Sel.Pos()).Line {
		dot += "\n" + tabs // the chain has a line for each call
	}
	return []analysis.TextEdit{insert(call.End(), dot+strings.ReplaceAll(text, "\n", "\n"+tabs))}, true
}

// inChain goes on with a chain where it ends, which is where its type changes; a call
// of the same name in it is told otherwise.
func inChain(pass *analysis.Pass, file *edit.File, call *ast.CallExpr, text string) ([]analysis.TextEdit, bool) {
	name, args, _ := strings.Cut(text, "(")
	typ := pass.TypesInfo.TypeOf(call)
	path, _ := astutil.PathEnclosingInterval(file.Syntax, call.Pos(), call.End())
	last := call
	for i := slices.Index(path, ast.Node(call)); i >= 0 && i+2 < len(path); i += 2 {
		sel, isSel := path[i+1].(*ast.SelectorExpr)
		outer, isCall := path[i+2].(*ast.CallExpr)
		if !isSel || !isCall || outer.Fun != sel || !types.Identical(pass.TypesInfo.TypeOf(outer), typ) {
			break
		}
		if sel.Sel.Name == name {
			return []analysis.TextEdit{{Pos: outer.Lparen + 1, End: outer.Rparen, NewText: []byte(strings.TrimSuffix(args, ")"))}}, true
		}
		last = outer
	}
	return next(pass, file, last, text)
}

// asOption gives a call one more option, or changes the last one of the same name.
func asOption(pass *analysis.Pass, call *ast.CallExpr, text, like string) ([]analysis.TextEdit, bool) {
	sig, ok := types.Unalias(pass.TypesInfo.TypeOf(call.Fun)).Underlying().(*types.Signature)
	if !ok || !sig.Variadic() || call.Ellipsis.IsValid() || len(call.Args) == 0 && sig.Params().Len() > 1 {
		return nil, false
	}
	name, _, _ := strings.Cut(text, "(")
	name = name[strings.LastIndexByte(name, '.')+1:]
	for i, arg := range slices.Backward(call.Args) {
		option, ok := ast.Unparen(arg).(*ast.CallExpr)
		if !ok || i < sig.Params().Len()-1 {
			continue
		}
		written := syntax.Name(option.Fun)
		if written = written[strings.LastIndexByte(written, '.')+1:]; written == name || written == like {
			return []analysis.TextEdit{{Pos: arg.Pos(), End: arg.End(), NewText: []byte(text)}}, true
		}
	}
	if len(call.Args) == 0 {
		return []analysis.TextEdit{insert(call.Rparen, text)}, true
	}
	return []analysis.TextEdit{insert(call.Args[len(call.Args)-1].End(), ", "+text)}, true
}

// instead puts an expression in the place of an argument. What is kept in a variable
// may be used as what it was.
func instead(file *edit.File, call *ast.CallExpr, text string) ([]analysis.TextEdit, bool) {
	path, _ := astutil.PathEnclosingInterval(file.Syntax, call.Pos(), call.End())
	i := slices.Index(path, ast.Node(call))
	if i < 0 || i+1 >= len(path) {
		return nil, false
	}
	before, after, ok := strings.Cut(text, "$args")
	outer, isCall := path[i+1].(*ast.CallExpr)
	return []analysis.TextEdit{
		{Pos: call.Pos(), End: call.Lparen + 1, NewText: []byte(before)},
		{Pos: call.Rparen, End: call.End(), NewText: []byte(after)},
	}, ok && isCall && len(call.Args) == 1 && slices.Contains(outer.Args, ast.Expr(call))
}

// assigned returns what a statement puts something into, and what that is; nil if
// it is no assignment or declaration, or one of several.
func assigned(stmt ast.Stmt) (to, value ast.Expr) {
	switch stmt := stmt.(type) {
	case *ast.AssignStmt:
		if len(stmt.Lhs) == 1 && len(stmt.Rhs) == 1 {
			return stmt.Lhs[0], stmt.Rhs[0]
		}
	case *ast.DeclStmt:
		if decl, ok := stmt.Decl.(*ast.GenDecl); ok && len(decl.Specs) == 1 {
			if spec, ok := decl.Specs[0].(*ast.ValueSpec); ok && len(spec.Names) == 1 && len(spec.Values) == 1 {
				return spec.Names[0], spec.Values[0]
			}
		}
	}
	return nil, nil
}

// named reports whether an expression is a variable, or a field of one.
func named(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		return named(e.X)
	case *ast.Ident:
		return e.Name != "_"
	}
	return false
}
