// Package prefilter tells the drivers, which stand outside passes, what the
// API model knows of imports: enough to skip a dependency unread.
package prefilter

import "github.com/respvet/respvet/passes/internal/httpmodel"

// Relevant reports whether a package that imports importPath, as its source
// spells it, may answer HTTP requests or make them.
func Relevant(importPath string) bool { return httpmodel.Relevant(importPath) }
