package gopls

import (
	_ "embed"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
)

// injected is a file of gopls's package internal/settings.
//
//go:embed respvet.go.txt
var injected []byte

// errKey says that the keys of gopls's cache are not made where they used to be.
var errKey = errors.New("the cache of this gopls is made in another way: after an edit of .respvet.yml it shows old findings until a Go file of the package changes")

// inject adds the suite to a copy of gopls. With errKey it is there all the same.
func inject(dir string) error {
	if err := os.WriteFile(filepath.Join(dir, "internal", "settings", "respvet.go"), injected, 0o666); err != nil {
		return err // no gopls, or one that is laid out anew
	}
	file := filepath.Join(dir, "internal", "cache", "analysis.go")
	src, err := os.ReadFile(file)
	if err != nil {
		return errKey
	}
	patched, err := patchKey(src)
	if err != nil {
		return err
	}
	return os.WriteFile(file, patched, 0o666)
}

// patchKey brings the configuration into the keys by which gopls keeps what the
// analyzers have found in a package:
//
//	func (an *analysisNode) cacheKey() file.Hash {
//		hasher := sha256.New()
//
// Facts do not depend on the configuration, so packages of other modules are left
// alone.
func patchKey(src []byte) ([]byte, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "analysis.go", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, errKey
	}
	for _, decl := range f.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Name.Name != "cacheKey" || receiver(fn) != "analysisNode" || len(fn.Recv.List[0].Names) != 1 || fn.Body == nil {
			continue
		}
		for _, stmt := range fn.Body.List {
			hasher := newHash(stmt)
			if hasher == "" {
				continue
			}
			node := fn.Recv.List[0].Names[0].Name
			at := fset.Position(stmt.End()).Offset
			text := fmt.Sprintf(`

				// Findings of respvet depend on its configuration as well.
				if mp := %[1]s.ph.mp; len(mp.GoFiles) > 0 && (mp.Module == nil || mp.Module.Main) {
					%[2]s.Write(settings.RespvetDigest(mp.GoFiles[0].DirPath()))
				}
			`, node, hasher)
			return format.Source([]byte(string(src[:at]) + text + string(src[at:])))
		}
	}
	return nil, errKey
}

// receiver returns the name of the type that a method has a pointer to, or "".
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) != 1 {
		return ""
	}
	star, ok := fn.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return ""
	}
	name, _ := star.X.(*ast.Ident)
	if name == nil {
		return ""
	}
	return name.Name
}

// newHash returns the name of the variable that a statement sets to sha256.New(),
// or "".
func newHash(stmt ast.Stmt) string {
	set, ok := stmt.(*ast.AssignStmt)
	if !ok || len(set.Lhs) != 1 || len(set.Rhs) != 1 {
		return ""
	}
	name, ok := set.Lhs[0].(*ast.Ident)
	if !ok {
		return ""
	}
	call, ok := set.Rhs[0].(*ast.CallExpr)
	if !ok {
		return ""
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "New" {
		return ""
	}
	if pkg, ok := sel.X.(*ast.Ident); !ok || pkg.Name != "sha256" {
		return ""
	}
	return name.Name
}
