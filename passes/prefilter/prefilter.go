// Package prefilter tells the drivers, which stand outside passes, what the
// API model knows of imports: enough to skip a dependency unread.
package prefilter

import "github.com/respvet/respvet/passes/internal/httpmodel"

// Relevant reports whether a package that imports importPath, as its source
// spells it, may answer HTTP requests or make them.
func Relevant(importPath string) bool { return httpmodel.Relevant(importPath) }

// Modelled reports whether nothing is to be read of a package, because the model
// says what it does.
func Modelled(importPath string) bool { return httpmodel.Modelled(importPath) }

// TakenFor returns the version of a library that an import is judged as, "" unless it is a
// later one that the model does not know.
func TakenFor(importPath string) string { return httpmodel.TakenFor(importPath) }

// TooNew reports whether a package is of a major version of a framework that the model does
// not know, as it knows older ones.
func TooNew(importPath string) bool { return httpmodel.TooNew(importPath) }
