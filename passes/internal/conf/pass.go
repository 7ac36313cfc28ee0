package conf

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// PackageDir returns the directory of the first file of the pass that a person
// wrote, and the name in its package clause. cgo's output, files of a sandbox
// and files that are not there do not count. Without any, dir is "" and clause
// is the first there is.
func PackageDir(pass *analysis.Pass) (dir string, clause *ast.Ident) {
	for _, f := range pass.Files {
		if clause == nil {
			clause = f.Name
		}
		for _, name := range fileNames(pass.Fset, f) {
			base := filepath.Base(name)
			if !filepath.IsAbs(name) || filepath.Ext(base) != ".go" ||
				strings.HasPrefix(base, "_cgo_") || strings.HasSuffix(base, ".cgo1.go") {
				continue
			}
			if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
				return filepath.Dir(name), f.Name
			}
		}
	}
	return "", clause
}

// fileNames returns a file's own name and the one that //line comments give it:
// with cgo only the second leads to the source.
func fileNames(fset *token.FileSet, f *ast.File) []string {
	names := []string{fset.Position(f.Name.Pos()).Filename}
	if tf := fset.File(f.FileStart); tf != nil {
		names = append([]string{tf.Name()}, names...)
	}
	return names
}
