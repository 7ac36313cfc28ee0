package baseline

import (
	"bytes"
	"go/ast"
	"go/token"
	"strings"
)

// Func returns the declaration around a position, as stack traces name it:
// "get", "Server.get", "(*Server).get", and for a variable "handlers". A literal
// belongs to the declaration that it stands in. It is "" outside of any.
func Func(file *ast.File, pos token.Pos) string {
	for _, decl := range file.Decls {
		if pos < decl.Pos() || decl.End() <= pos {
			continue
		}
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			return receiver(decl) + decl.Name.Name
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if spec, ok := spec.(*ast.ValueSpec); ok && spec.Pos() <= pos && pos < spec.End() {
					return spec.Names[0].Name
				}
			}
		}
	}
	return ""
}

// receiver returns "T." or "(*T).", without type parameters, and "" for a function.
func receiver(decl *ast.FuncDecl) string {
	if decl.Recv == nil || len(decl.Recv.List) == 0 {
		return ""
	}
	t, form := ast.Unparen(decl.Recv.List[0].Type), "%."
	if star, ok := t.(*ast.StarExpr); ok {
		t, form = ast.Unparen(star.X), "(*%)."
	}
	switch index := t.(type) {
	case *ast.IndexExpr:
		t = index.X
	case *ast.IndexListExpr:
		t = index.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return strings.Replace(form, "%", id.Name, 1)
	}
	return ""
}

// Line returns the text of a line, counted from 1, with its words one space apart:
// "" if there is no such line.
func Line(src []byte, n int) string {
	for line := range bytes.Lines(src) {
		if n--; n == 0 {
			return strings.Join(strings.Fields(string(line)), " ")
		}
	}
	return ""
}
