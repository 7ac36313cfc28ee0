package edit

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"go/version"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// A File reads and edits one file of a pass.
type File struct {
	Syntax *ast.File

	pass *analysis.Pass
	Tok  *token.File
	src  []byte // nil before source was called, or if it failed
	read bool   // source was called
}

// FileOf returns the file of the pass that holds a position, nil if none does.
func FileOf(pass *analysis.Pass, pos token.Pos) *File {
	if syntax := SyntaxOf(pass, pos); syntax != nil {
		return New(pass, syntax)
	}
	return nil
}

func SyntaxOf(pass *analysis.Pass, pos token.Pos) *ast.File {
	for _, f := range pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}

func New(pass *analysis.Pass, syntax *ast.File) *File {
	return &File{Syntax: syntax, pass: pass, Tok: pass.Fset.File(syntax.FileStart)}
}

// Bytes returns the text of the file, nil if the driver cannot show the very
// text that was parsed.
func (f *File) Bytes() []byte {
	if !f.read {
		f.read = true
		read := f.pass.ReadFile
		if read == nil { // nogo
			read = os.ReadFile
		}
		if src, err := read(f.Tok.Name()); err == nil && len(src) == f.Tok.Size() {
			f.src = src
		}
	}
	return f.src
}

// Editable reports whether fixes may touch the file. A //line directive at its
// head means that somebody writes another file and gets this one made.
func (f *File) Editable() bool {
	return !f.Generated() && !f.cgo() &&
		f.pass.Fset.Position(f.Syntax.Package).Filename == f.Tok.Name() && f.Bytes() != nil
}

// Since reports whether the file may use what a version of Go has brought.
func (f *File) Since(goVersion string) bool {
	v := f.pass.TypesInfo.FileVersions[f.Syntax]
	return !version.IsValid(v) || version.Compare(v, goVersion) >= 0
}

// Source returns the text of a node of the file as its author wrote it. Where
// that cannot be read, the node is printed, without comments.
func (f *File) Source(n ast.Node) string {
	if f.Syntax.FileStart <= n.Pos() && n.End() <= f.Syntax.FileEnd && f.Bytes() != nil {
		return f.text(n.Pos(), n.End())
	}
	var b bytes.Buffer
	if err := format.Node(&b, f.pass.Fset, n); err != nil {
		return ""
	}
	return b.String()
}

// Func returns the innermost function around a position, a FuncDecl or a
// FuncLit, and its signature; nil at package level.
func (f *File) Func(pos token.Pos) (ast.Node, *types.Signature) {
	path, _ := astutil.PathEnclosingInterval(f.Syntax, pos, pos)
	for _, n := range path {
		var t types.Type
		switch n := n.(type) {
		case *ast.FuncDecl:
			if obj := f.pass.TypesInfo.Defs[n.Name]; obj != nil {
				t = obj.Type()
			}
		case *ast.FuncLit:
			t = f.pass.TypesInfo.TypeOf(n)
		default:
			continue
		}
		sig, _ := t.(*types.Signature)
		return n, sig
	}
	return nil, nil
}

// Stmt returns the statement around a position that stands in a list: one that
// InsertBefore and InsertAfter accept. It is the whole if for a position in its
// condition, and nil at package level.
func (f *File) Stmt(pos token.Pos) ast.Stmt {
	path, _ := astutil.PathEnclosingInterval(f.Syntax, pos, pos)
	for i, n := range path {
		if stmt, ok := n.(ast.Stmt); ok && i+1 < len(path) {
			if list, _, _ := stmts(path[i+1]); list != nil {
				switch stmt.(type) {
				case *ast.CaseClause, *ast.CommClause: // the list of a switch's own block
					continue
				}
				return stmt
			}
		}
	}
	return nil
}

// List returns the innermost list of statements around a range, nil if there is
// none.
func (f *File) List(from, to token.Pos) []ast.Stmt {
	path, _ := astutil.PathEnclosingInterval(f.Syntax, from, to)
	for _, n := range path {
		if list, open, _ := stmts(n); open.IsValid() {
			return list
		}
	}
	return nil
}

// stmts returns the list that a node holds, the position behind its opening
// brace or colon, and that of its closing brace, which a clause has not.
func stmts(n ast.Node) (list []ast.Stmt, open, end token.Pos) {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List, n.Lbrace + 1, n.Rbrace
	case *ast.CaseClause:
		return n.Body, n.Colon + 1, token.NoPos
	case *ast.CommClause:
		return n.Body, n.Colon + 1, token.NoPos
	}
	return nil, token.NoPos, token.NoPos
}

// lookup returns what a name means at a position, seen by a statement at from:
// of the names around pos, those that are declared before from.
func (f *File) lookup(name string, pos, from token.Pos) types.Object {
	scope := f.scope(pos)
	if scope == nil {
		return nil
	}
	_, obj := scope.LookupParent(name, from)
	return obj
}

// resolve is lookup for text that may end up before or after the statement at
// pos: the names which that statement declares count as well.
func (f *File) resolve(name string, pos token.Pos) types.Object {
	from := pos
	if stmt := f.Stmt(pos); stmt != nil {
		from = stmt.End()
	}
	return f.lookup(name, pos, from)
}

// scope returns the innermost scope at a position, the file's at package level.
func (f *File) scope(pos token.Pos) *types.Scope {
	top := f.pass.TypesInfo.Scopes[f.Syntax]
	if top == nil {
		return nil
	}
	if inner := top.Innermost(pos); inner != nil {
		return inner
	}
	return top
}

// Lines are counted as they stand in the file: //line directives are no matter
// to an edit.

func (f *File) Line(pos token.Pos) int { return f.Tok.PositionFor(pos, false).Line }

// text returns the source in [from, to).
func (f *File) text(from, to token.Pos) string {
	return string(f.src[f.Tok.Offset(from):f.Tok.Offset(to)])
}

// lineStart returns where the line of pos begins.
func (f *File) lineStart(pos token.Pos) token.Pos { return f.Tok.LineStart(f.Line(pos)) }

// lineEnd returns where the line of pos ends, before its newline.
func (f *File) lineEnd(pos token.Pos) token.Pos {
	rest := f.src[f.Tok.Offset(pos):]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = bytes.TrimSuffix(rest[:i], []byte("\r"))
	}
	return pos + token.Pos(len(rest))
}

// nextLine returns where the line after pos begins; false on the last line.
func (f *File) nextLine(pos token.Pos) (token.Pos, bool) {
	if line := f.Line(pos); line < f.Tok.LineCount() {
		return f.Tok.LineStart(line + 1), true
	}
	return token.NoPos, false
}

// Indent returns the white space that the line of a position begins with, "" where
// the file cannot be read.
func (f *File) Indent(pos token.Pos) string {
	if f.Bytes() == nil {
		return ""
	}
	return f.indent(pos)
}

// indent returns the white space that the line of pos begins with.
func (f *File) indent(pos token.Pos) string {
	line := f.text(f.lineStart(pos), f.lineEnd(pos))
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// StartsLine reports whether nothing but white space stands before pos on its line.
func (f *File) StartsLine(pos token.Pos) bool {
	return strings.TrimSpace(f.text(f.lineStart(pos), pos)) == ""
}

func insert(pos token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

func replace(from, to token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: from, End: to, NewText: []byte(text)}
}

// cutLines deletes whole lines, and a blank one if two would meet or one would
// stand at the edge of a block: gofmt keeps neither.
func (f *File) cutLines(from, to token.Pos) analysis.TextEdit {
	line := func(pos token.Pos) string { return strings.TrimSpace(f.text(f.lineStart(pos), f.lineEnd(pos))) }
	before, after := "", ""
	if f.Line(from) > 1 {
		before = line(from - 1)
	}
	if int(to)-f.Tok.Base() < f.Tok.Size() {
		after = line(to)
	}
	next, more := f.nextLine(to)
	switch {
	case more && after == "" && (before == "" || strings.HasSuffix(before, "{") || strings.HasSuffix(before, "(")):
		to = next
	case before == "" && (strings.HasPrefix(after, "}") || strings.HasPrefix(after, ")")):
		from = f.lineStart(from - 1)
	}
	return replace(from, to, "")
}

// LastLineBelow returns the last line of the node that starts in the comment's column
// on the line below it, the comment's own line if there is none.
func (f *File) LastLineBelow(c *ast.Comment) int {
	at := f.Tok.PositionFor(c.Pos(), false)
	last := at.Line
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		if p := f.Tok.PositionFor(n.Pos(), false); p.Line == at.Line+1 && p.Column == at.Column {
			last = max(last, f.Line(n.End()))
		}
		// A package clause may be covered while its comment precedes every node.
		return n == f.Syntax || f.Line(n.Pos()) <= at.Line+1 && f.Line(n.End()) > at.Line
	})
	return last
}

// cgo reports whether the file uses cgo. Most drivers show such a file as cgo
// has rewritten it: its offsets are not the author's.
func (f *File) cgo() bool {
	if strings.HasSuffix(f.Tok.Name(), ".cgo1.go") {
		return true
	}
	return slices.ContainsFunc(f.Syntax.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"C"` })
}

// Generated reports whether a program wrote the file. What cgo made of a
// hand-written file says so too, in a first line that is cgo's own.
func (f *File) Generated() bool {
	if strings.HasPrefix(filepath.Base(f.Tok.Name()), "_cgo_") {
		return true
	}
	if !ast.IsGenerated(f.Syntax) || !f.cgo() {
		return ast.IsGenerated(f.Syntax)
	}
	rest := *f.Syntax
	rest.Comments = slices.DeleteFunc(slices.Clone(rest.Comments), func(g *ast.CommentGroup) bool {
		return g.List[0].Text == "// Code generated by cmd/cgo; DO NOT EDIT."
	})
	return ast.IsGenerated(&rest)
}

// InTest reports whether the file belongs to tests: those of its package, or of others, for
// which it has servers and clients to test with.
func (f *File) InTest() bool {
	return isTestFile(f.pass, f.Syntax) || forTests(f.pass)
}

func isTestFile(pass *analysis.Pass, file *ast.File) bool {
	return strings.HasSuffix(pass.Fset.Position(file.Package).Filename, "_test.go")
}

// testLibraries begin the paths of packages that nothing but tests imports.
var testLibraries = []string{"github.com/onsi/ginkgo", "github.com/onsi/gomega", "github.com/stretchr/testify/", "github.com/frankban/quicktest", "gopkg.in/check.v1"}

// testFolders are the names of folders for what tests need, or the last words of such names:
// functional-tests. Nobody serves what is in devtools either, and what stands in for another
// service is named for that: mock-slack. Programs that make load have no users either.
var testFolders = []string{"test", "tests", "e2e", "testutil", "testutils", "devtools", "fixture", "fixtures", "mock", "mocks", "fake", "fakes",
	"bench", "benchmark", "benchmarks", "loadgen", "loadtest", "loadtests"}

// forTests reports whether a package exists for tests: it imports what only tests need, has
// servers to test with (a recorder alone may be there for a program that asks itself), or
// stands in a folder of the module that is named for them. A program in a folder of examples
// is no service either, nor are the packages that several of them share; that of an _examples
// is only looked at where it is named.
func forTests(pass *analysis.Pass) bool {
	for _, syntax := range pass.Files {
		if isTestFile(pass, syntax) {
			continue
		}
		for _, s := range syntax.Imports {
			path := strings.Trim(s.Path.Value, `"`)
			library := slices.ContainsFunc(testLibraries, func(lib string) bool { return strings.HasPrefix(path, lib) })
			switch {
			case path == "testing", library, path == "net/http/httptest" && pass.Pkg.Name() != "main" && servesTests(pass, syntax):
				return true
			}
		}
	}
	if pass.Module == nil || pass.Module.Path == "" {
		return false
	}
	folder, below := strings.CutPrefix(pass.Pkg.Path(), pass.Module.Path+"/")
	return below && slices.ContainsFunc(strings.Split(folder, "/"), func(name string) bool {
		words := strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
		return slices.Contains(testFolders, name) || len(words) > 0 && slices.Contains(testFolders, words[len(words)-1]) ||
			len(words) > 1 && (words[0] == "mock" || words[0] == "fake") ||
			name == "examples" || pass.Pkg.Name() == "main" && (name == "example" || strings.HasPrefix(name, "mock"))
	})
}

// servesTests reports whether a file makes or holds a server of net/http/httptest.
func servesTests(pass *analysis.Pass, file *ast.File) bool {
	serves := false
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && !serves {
			obj := pass.TypesInfo.Uses[id]
			serves = obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "net/http/httptest" && strings.HasSuffix(obj.Name(), "Server")
		}
		return !serves
	})
	return serves
}
