package report

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// exampleFolders are the names of folders whose packages show how something is used.
var exampleFolders = []string{"example", "examples", "_example", "_examples"}

// InExamples reports whether a package stands below a folder for examples of its module:
// nobody runs what it has, and it leaves out what a program would do. It is false where the
// driver does not know the module.
func InExamples(pass *analysis.Pass) bool {
	if pass.Module == nil || pass.Module.Path == "" {
		return false
	}
	below, ok := strings.CutPrefix(pass.Pkg.Path(), pass.Module.Path+"/")
	return ok && slices.ContainsFunc(strings.Split(below, "/"), func(folder string) bool { return slices.Contains(exampleFolders, folder) })
}
