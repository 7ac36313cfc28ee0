package valueflow

import (
	"os"
	"path/filepath"
	"strings"
)

// standard reports whether a file of a package is the standard library's: it lies
// where its import path says below a directory that has the package builtin. A
// tool that was built with -trimpath, as gopls and golangci-lint are, does not
// know where GOROOT is.
func standard(path, file string) bool {
	src, ok := strings.CutSuffix(filepath.ToSlash(filepath.Dir(file)), "/"+path)
	if !ok {
		return false
	}
	_, err := os.Stat(filepath.Join(filepath.FromSlash(src), "builtin", "builtin.go"))
	return err == nil
}
