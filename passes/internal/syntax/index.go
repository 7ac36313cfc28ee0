package syntax

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// An Index finds the syntax of a package by its positions, such as those that SSA
// instructions have.
type Index struct {
	fset     *token.FileSet
	files    []*ast.File
	calls    map[token.Pos]*ast.CallExpr // nil until it is asked for one
	literals map[token.Pos]*ast.CompositeLit
	funcs    []ast.Node // declarations and literals, by position, what is around one before it
}

// NewIndex returns the index of a package.
func NewIndex(pass *analysis.Pass) *Index { return &Index{fset: pass.Fset, files: pass.Files} }

// Before orders positions by file and offset: which file of a package has the
// smaller positions depends on who parsed them.
func (x *Index) Before(a, b token.Pos) bool {
	p, q := x.fset.Position(a), x.fset.Position(b)
	if p.Filename != q.Filename {
		return p.Filename < q.Filename
	}
	return p.Offset < q.Offset
}

// InTest reports whether a position lies in a test file.
func (x *Index) InTest(pos token.Pos) bool {
	return pos.IsValid() && strings.HasSuffix(x.fset.Position(pos).Filename, "_test.go")
}

// Call returns the call whose opening parenthesis stands at pos, nil if there is none.
func (x *Index) Call(pos token.Pos) *ast.CallExpr {
	x.fill()
	return x.calls[pos]
}

// Literal returns the composite literal whose opening brace stands at pos, nil if
// there is none.
func (x *Index) Literal(pos token.Pos) *ast.CompositeLit {
	x.fill()
	return x.literals[pos]
}

func (x *Index) fill() {
	if x.calls != nil {
		return
	}
	x.calls, x.literals = make(map[token.Pos]*ast.CallExpr), make(map[token.Pos]*ast.CompositeLit)
	for _, file := range x.files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				x.calls[n.Lparen] = n
			case *ast.CompositeLit:
				x.literals[n.Lbrace] = n
			case *ast.FuncDecl, *ast.FuncLit:
				x.funcs = append(x.funcs, n)
			}
			return true
		})
	}
	slices.SortStableFunc(x.funcs, func(a, b ast.Node) int { return cmp.Compare(a.Pos(), b.Pos()) })
}

// Func returns the innermost function declaration or literal around a position, nil
// if there is none.
func (x *Index) Func(pos token.Pos) ast.Node {
	x.fill()
	after, _ := slices.BinarySearchFunc(x.funcs, pos+1, func(n ast.Node, pos token.Pos) int { return cmp.Compare(n.Pos(), pos) })
	for _, n := range slices.Backward(x.funcs[:after]) {
		if pos < n.End() {
			return n
		}
	}
	return nil
}

// Ident returns the identifier that begins at pos, nil if there is none.
func (x *Index) Ident(pos token.Pos) (found *ast.Ident) {
	x.around(pos, func(n ast.Node) {
		if id, ok := n.(*ast.Ident); ok && id.Pos() == pos && found == nil {
			found = id
		}
	})
	return found
}

// IndexExpr returns the index expression whose bracket stands at pos, nil if there is none.
func (x *Index) IndexExpr(pos token.Pos) (found ast.Expr) {
	x.around(pos, func(n ast.Node) {
		if e, ok := n.(*ast.IndexExpr); ok && e.Lbrack == pos && found == nil {
			found = e
		}
	})
	return found
}

// Return returns the return statement that begins at pos, nil if there is none.
func (x *Index) Return(pos token.Pos) (found *ast.ReturnStmt) {
	x.around(pos, func(n ast.Node) {
		if r, ok := n.(*ast.ReturnStmt); ok && r.Return == pos {
			found = r
		}
	})
	return found
}

// Assigned returns what the assignment at pos puts into the variable that stands there, nil if
// there is none: `c.status = 500`.
func (x *Index) Assigned(pos token.Pos) (found ast.Expr) {
	x.around(pos, func(n ast.Node) {
		as, ok := n.(*ast.AssignStmt)
		if !ok || len(as.Lhs) != len(as.Rhs) {
			return
		}
		for i, to := range as.Lhs {
			if to.Pos() <= pos && pos < to.End() {
				found = as.Rhs[i]
			}
		}
	})
	return found
}

// around calls visit for each node that a position lies in, from the outside.
func (x *Index) around(pos token.Pos, visit func(ast.Node)) {
	for _, file := range x.files {
		if !pos.IsValid() || file.FileStart > pos || pos > file.FileEnd {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil || n.Pos() > pos || pos >= n.End() {
				return false
			}
			visit(n)
			return true
		})
	}
}

// Import returns the first import of a path outside of tests, nil if there is none.
func (x *Index) Import(path string) *ast.ImportSpec {
	for _, file := range x.files {
		if x.InTest(file.FileStart) {
			continue
		}
		for _, spec := range file.Imports {
			if name, err := strconv.Unquote(spec.Path.Value); err == nil && name == path {
				return spec
			}
		}
	}
	return nil
}
