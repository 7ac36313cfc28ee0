package edit

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Import returns the name by which code at a position can call a package, with
// the edits that import it if the file does not, or if the name means something
// else there. Preferred is the name it should get; if that is taken in the file,
// another is chosen ("nethttp"). What is chosen depends on the file alone, so
// that two findings which need one import ask for it with the same edits.
// It is not ok if the file cannot import the package or must not be edited.
func (f *File) Import(path, preferred string, pos token.Pos) (name string, edits []analysis.TextEdit, ok bool) {
	for _, spec := range f.Syntax.Imports {
		if importOf(spec) != path {
			continue
		}
		// A dot or blank import has no name to offer: a second import is legal.
		pkgName := f.pass.TypesInfo.PkgNameOf(spec)
		if pkgName == nil || pkgName.Name() == "." || pkgName.Name() == "_" {
			continue
		}
		if f.resolve(pkgName.Name(), pos) == pkgName {
			return pkgName.Name(), nil, true
		}
	}
	if !f.Editable() || !importable(f.pass.Pkg.Path(), path) {
		return "", nil, false
	}
	name = f.freeName(path, preferred)
	n := newImport{path: path}
	if name != f.packageName(path) {
		n.alias = name
	}
	edits, ok = f.importEdits(n)
	return name, edits, ok
}

// importable reports whether Go's rules let one package import another.
func importable(from, path string) bool {
	if path == "" || path == "C" || path == from {
		return false
	}
	// Only what stands above the directory internal may import what is below it;
	// nothing of ours stands above the standard library's.
	root, _, found := strings.Cut("/"+path+"/", "/internal/")
	if !found {
		return true
	}
	root = strings.TrimPrefix(root, "/")
	return root != "" && (from == root || strings.HasPrefix(from, root+"/"))
}

// packageName returns the name that a package has without being renamed, or a
// guess from its path if no import of this package leads to it.
func (f *File) packageName(path string) string {
	seen := make(map[*types.Package]bool)
	var find func(imports []*types.Package) string
	find = func(imports []*types.Package) string {
		for _, p := range imports {
			if p.Path() == path {
				return p.Name()
			}
			if !seen[p] {
				seen[p] = true
				if name := find(p.Imports()); name != "" {
					return name
				}
			}
		}
		return ""
	}
	if name := find(f.pass.Pkg.Imports()); name != "" {
		return name
	}
	elements := strings.Split(path, "/")
	last := elements[len(elements)-1]
	if n := len(elements); n > 1 && len(last) > 1 && last[0] == 'v' && strings.Trim(last[1:], "0123456789") == "" {
		last = elements[n-2] // a major version
	}
	return last
}

// freeName returns a name for a package that nothing in the file bears, however
// deep: the response must not depend on the place where it is used.
func (f *File) freeName(importPath, preferred string) string {
	dir := path.Base(path.Dir(importPath))
	for _, name := range []string{preferred, dir + preferred, preferred + "pkg"} {
		if f.free(name) {
			return name
		}
	}
	for i := 2; ; i++ { // bounded: a preferred name that is no identifier never gets free
		if name := preferred + strconv.Itoa(i); f.free(name) || i > 1000 {
			return name
		}
	}
}

// free reports whether a file-level name would neither collide with nor hide or
// be hidden by another one. Fields and methods have no scope and do not count.
func (f *File) free(name string) bool {
	return token.IsIdentifier(name) && name != "_" && name != "init" && name != "main" &&
		types.Universe.Lookup(name) == nil &&
		f.pass.Pkg.Scope().Lookup(name) == nil &&
		!declares(f.pass.TypesInfo.Scopes[f.Syntax], name)
}

// declares reports whether a scope, or one within it, declares a name.
func declares(s *types.Scope, name string) bool {
	if s == nil {
		return false
	}
	if s.Lookup(name) != nil {
		return true
	}
	for inner := range s.Children() {
		if declares(inner, name) {
			return true
		}
	}
	return false
}

// A newImport is an import to be added.
type newImport struct{ path, alias string }

func (n newImport) String() string {
	return strings.TrimPrefix(n.alias+" ", " ") + strconv.Quote(n.path)
}

// before reports whether gofmt sorts it before an import: by path, then name.
func (n newImport) before(spec ast.Spec) bool {
	name := ""
	if s, ok := spec.(*ast.ImportSpec); ok && s.Name != nil {
		name = s.Name.Name
	}
	return cmp.Or(cmp.Compare(n.path, importOf(spec)), cmp.Compare(n.alias, name)) < 0
}

// importEdits returns the edits that add an import where gofmt and goimports
// would keep it.
func (f *File) importEdits(n newImport) ([]analysis.TextEdit, bool) {
	decls := f.importDecls()
	for _, d := range decls {
		if d.Lparen.IsValid() {
			return f.intoBlock(d, n)
		}
	}
	switch len(decls) {
	case 0: // behind the package clause and its comment
		end := f.Syntax.Name.End()
		if !f.blank(end, f.lineEnd(end)) {
			return nil, false
		}
		return []analysis.TextEdit{insert(f.lineEnd(end), "\n\nimport "+n.String())}, true
	case 1:
		return f.makeBlock(decls[0], n)
	}
	// Several single imports: one more, in their order.
	for _, d := range decls {
		if n.before(d.Specs[0]) {
			return []analysis.TextEdit{insert(f.head(d, d.Doc), "import "+n.String()+"\n")}, f.StartsLine(d.Pos())
		}
	}
	next, ok := f.nextLine(decls[len(decls)-1].End())
	return []analysis.TextEdit{insert(next, "import "+n.String()+"\n")}, ok
}

// importDecls returns the import declarations that can be extended. One that
// imports "C" cannot: its comment is C code.
func (f *File) importDecls() []*ast.GenDecl {
	var decls []*ast.GenDecl
	for _, d := range f.Syntax.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.IMPORT {
			break // imports come first
		}
		if d.Lparen.IsValid() || len(d.Specs) == 1 && importOf(d.Specs[0]) != "C" {
			decls = append(decls, d)
		}
	}
	return decls
}

// intoBlock adds a spec to a parenthesised declaration: to the group of its
// kind, in order.
func (f *File) intoBlock(d *ast.GenDecl, n newImport) ([]analysis.TextEdit, bool) {
	line := "\t" + n.String() + "\n"
	end, ok := f.nextLine(d.Lparen)
	if !ok || end > d.Rparen || !f.blank(d.Lparen+1, f.lineEnd(d.Lparen)) {
		return nil, false // import ("a"; "b")
	}
	// A group is what gofmt sorts: specs on consecutive lines.
	var groups [][]*ast.ImportSpec
	for i, s := range d.Specs {
		s := s.(*ast.ImportSpec)
		if !f.StartsLine(s.Pos()) {
			return nil, false
		}
		if i == 0 || f.Line(s.Pos()) > f.Line(d.Specs[i-1].End())+1 {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], s)
	}
	group := bestGroup(groups, n.path)
	switch {
	case len(groups) == 0:
		return []analysis.TextEdit{insert(end, line)}, true
	case group == nil && standard(n.path): // a new first group
		return []analysis.TextEdit{insert(end, line+"\n")}, true
	case group == nil: // a new last group
		return []analysis.TextEdit{insert(f.lineStart(d.Rparen), "\n"+line)}, f.StartsLine(d.Rparen)
	}
	for _, s := range group {
		if n.before(s) {
			return []analysis.TextEdit{insert(f.head(s, s.Doc), line)}, true
		}
	}
	// Whole lines go in at the start of a line, never at the end of one: what goes
	// in behind a spec and before the next one is the same edit.
	next, ok := f.nextLine(group[len(group)-1].End())
	return []analysis.TextEdit{insert(next, line)}, ok && next <= d.Rparen
}

// bestGroup returns the group that a path belongs to: the standard library's, or
// the one whose paths have most in common with it; nil if it needs its own.
func bestGroup(groups [][]*ast.ImportSpec, path string) []*ast.ImportSpec {
	var best []*ast.ImportSpec
	most := 0
	for _, group := range groups {
		for _, s := range group {
			score := 0
			if p := importOf(s); p != "C" && standard(p) == standard(path) {
				score = 1 // of the same kind at least
				if !standard(path) {
					score += common(p, path)
				}
			}
			if score > most {
				best, most = group, score
			}
		}
	}
	return best
}

// common counts the leading path elements that two import paths share.
func common(a, b string) int {
	p, q := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < len(p) && n < len(q) && p[n] == q[n] {
		n++
	}
	return n
}

// standard reports whether a path is the standard library's: its first element
// has no dot.
func standard(path string) bool {
	domain, _, _ := strings.Cut(path, "/")
	return !strings.Contains(domain, ".")
}

// makeBlock turns `import "a"` into a block with a second spec. The parentheses
// are edits of their own, and no two edits end at one place, so that two
// findings which add different imports still merge.
func (f *File) makeBlock(d *ast.GenDecl, n newImport) ([]analysis.TextEdit, bool) {
	s := d.Specs[0].(*ast.ImportSpec)
	closing, ok := f.nextLine(s.End())
	if !ok || !f.blank(s.End(), f.lineEnd(s.End())) || f.text(d.Pos(), s.Pos()) != "import " {
		return nil, false
	}
	gap, before := "\n", n.before(s)
	if std := standard(n.path); std != standard(importOf(s)) {
		gap, before = "\n\n", std
	}
	added := insert(f.lineEnd(s.End()), gap+"\t"+n.String())
	if before {
		added = insert(s.Pos(), n.String()+gap+"\t")
	}
	return []analysis.TextEdit{insert(s.Pos(), "(\n\t"), added, insert(closing, ")\n")}, true
}

// head returns the start of the line on which a node, or its comment, begins.
func (f *File) head(n ast.Node, doc *ast.CommentGroup) token.Pos {
	if doc != nil {
		return f.lineStart(doc.Pos())
	}
	return f.lineStart(n.Pos())
}

// blank reports whether there is nothing but white space and comments in
// [from, to), none of which reaches beyond it.
func (f *File) blank(from, to token.Pos) bool {
	for _, group := range f.Syntax.Comments {
		for _, c := range group.List {
			if from <= c.Pos() && c.Pos() < to {
				if strings.TrimSpace(f.text(from, c.Pos())) != "" || c.End() > to {
					return false
				}
				from = c.End()
			}
		}
	}
	return strings.TrimSpace(f.text(from, to)) == ""
}

// importOf returns the path of an import spec.
func importOf(spec ast.Spec) string {
	if s, ok := spec.(*ast.ImportSpec); ok {
		if path, err := strconv.Unquote(s.Path.Value); err == nil {
			return path
		}
	}
	return ""
}

// ImportPath returns the path that an edit imports, "" if it is none of Import's.
func ImportPath(e analysis.TextEdit) string {
	spec := strings.TrimPrefix(strings.TrimSpace(string(e.NewText)), "import ")
	if name, path, ok := strings.Cut(spec, " "); ok && token.IsIdentifier(name) {
		spec = path
	}
	if !strings.HasPrefix(spec, `"`) {
		return ""
	}
	path, _ := strconv.Unquote(spec)
	return path
}
