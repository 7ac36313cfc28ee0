package edit

import (
	"go/ast"
	"go/build"
	"go/build/constraint"
	"io"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Unused reports whether nothing in a package bears a name, however deep.
func Unused(pass *analysis.Pass, name string) bool {
	for id := range pass.TypesInfo.Defs {
		if id.Name == name {
			return false
		}
	}
	for _, file := range pass.Files {
		if s := pass.TypesInfo.Scopes[file]; s != nil && s.Lookup(name) != nil {
			return false
		}
	}
	return true
}

// Host returns the file of a package, of some that are preferred, that takes the
// declarations of fixes, nil if there is none: the first by name that is hand-written,
// no test, free of cgo, and part of the package under every build constraint.
func Host(pass *analysis.Pass, preferred func(*ast.File) bool) *ast.File {
	name := func(f *ast.File) string { return filepath.Base(pass.Fset.PositionFor(f.Package, false).Filename) }
	var host *ast.File
	for _, f := range pass.Files {
		if !New(pass, f).HandWritten() || constrained(f, name(f)) {
			continue
		}
		if host == nil || preferred(f) && !preferred(host) || preferred(f) == preferred(host) && name(f) < name(host) {
			host = f
		}
	}
	return host
}

// HandWritten reports whether fixes may touch the file, and it is no test.
func (f *File) HandWritten() bool { return f.Editable() && !f.InTest() }

// constrained reports whether a file is built on some systems only.
func constrained(f *ast.File, name string) bool {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if c.Pos() < f.Package && (constraint.IsGoBuild(c.Text) || constraint.IsPlusBuild(c.Text)) {
				return true
			}
		}
	}
	// No system is called "": only names that no system is part of match.
	nowhere := build.Context{Compiler: "gc", OpenFile: func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("package p")), nil
	}}
	match, err := nowhere.MatchFile("", name)
	return err != nil || !match
}
