package edit

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// Replace returns the edits that put text in the place of [from, to), and delete
// the imports which nothing else in the file uses. Unused holds the local
// variables that would then be declared and not used: the fix does not compile
// unless it uses them otherwise, and the way to do so is to log them (Log), not
// to assign them to _.
func (f *File) Replace(from, to token.Pos, text string) (edits []analysis.TextEdit, unused []*types.Var, ok bool) {
	if !f.Editable() {
		return nil, nil, false
	}
	// A name in the new text may be a selector and no use at all. To take it for
	// one leaves an import behind at worst, which drivers remove.
	kept := identifiers(text)
	edits = append(edits, replace(from, to, text))
	for _, spec := range f.Syntax.Imports {
		pkgName := f.pass.TypesInfo.PkgNameOf(spec)
		if pkgName == nil || pkgName.Name() == "." || pkgName.Name() == "_" || kept[pkgName.Name()] {
			continue
		}
		if f.orphaned(pkgName, from, to) {
			edits = append(edits, f.dropImport(spec)...)
		}
	}
	return edits, f.unused(from, to, kept), true
}

// Unused returns the local variables whose last use lies in [from, to): without
// it, the compiler rejects them as declared and not used.
func (f *File) Unused(from, to token.Pos) []*types.Var { return f.unused(from, to, nil) }

func (f *File) unused(from, to token.Pos, kept map[string]bool) []*types.Var {
	var vars []*types.Var
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		if n == nil || n.End() <= from || to <= n.Pos() {
			return false
		}
		id, ok := n.(*ast.Ident)
		if !ok || id.Pos() < from || to < id.End() {
			return true
		}
		v, ok := f.pass.TypesInfo.Uses[id].(*types.Var)
		// What is declared in the range goes with it.
		if ok && v.Kind() == types.LocalVar && !kept[v.Name()] && (v.Pos() < from || to <= v.Pos()) &&
			!slices.Contains(vars, v) && f.orphaned(v, from, to) {
			vars = append(vars, v)
		}
		return true
	})
	return vars
}

// orphaned reports whether an object is used in [from, to) and nowhere else in
// the file. Being assigned to is no use.
func (f *File) orphaned(obj types.Object, from, to token.Pos) bool {
	assigned := make(map[*ast.Ident]bool)
	inside, outside := false, false
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.ASSIGN || n.Tok == token.DEFINE { // x += 1 counts as a use
				for _, x := range n.Lhs {
					mark(assigned, x)
				}
			}
		case *ast.RangeStmt:
			mark(assigned, n.Key)
			mark(assigned, n.Value)
		case *ast.Ident:
			// The variable of a type switch is one object a clause, all declared
			// at one place: a use of any of them will do.
			use := f.pass.TypesInfo.Uses[n]
			if use == nil || assigned[n] || use != obj && (use.Pos() != obj.Pos() || use.Name() != obj.Name()) {
				break
			}
			if from <= n.Pos() && n.End() <= to {
				inside = true
			} else {
				outside = true
			}
		}
		return !outside
	})
	return inside && !outside
}

func mark(assigned map[*ast.Ident]bool, x ast.Expr) {
	if x == nil {
		return
	}
	if id, ok := ast.Unparen(x).(*ast.Ident); ok {
		assigned[id] = true
	}
}

// identifiers returns the identifiers in a piece of Go.
func identifiers(text string) map[string]bool {
	found := make(map[string]bool)
	src := []byte(text)
	var s scanner.Scanner // the text may be any fragment, which a parser would refuse
	s.Init(token.NewFileSet().AddFile("", -1, len(src)), src, func(token.Position, string) {}, 0)
	for {
		_, tok, lit := s.Scan()
		switch tok {
		case token.EOF:
			return found
		case token.IDENT:
			found[lit] = true
		}
	}
}

// dropImport deletes an import with its line, and the declaration or the blank
// line that is left over. It returns nil, and leaves the import to the driver or
// the editor, where the layout is unusual.
func (f *File) dropImport(spec *ast.ImportSpec) []analysis.TextEdit {
	for _, d := range f.importDecls() {
		i := slices.Index(d.Specs, ast.Spec(spec))
		if i < 0 {
			continue
		}
		// The last spec takes its declaration with it.
		var n ast.Node = spec
		doc := spec.Doc
		if len(d.Specs) == 1 {
			n, doc = d, d.Doc
		}
		from := f.head(n, doc)
		to, ok := f.nextLine(n.End())
		if !ok || !f.StartsLine(n.Pos()) || !f.blank(n.End(), f.lineEnd(n.End())) {
			return nil
		}
		return []analysis.TextEdit{f.cutLines(from, to)}
	}
	return nil
}
