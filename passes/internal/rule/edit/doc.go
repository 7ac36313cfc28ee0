// Package edit writes the source code of fixes, so that it compiles.
//
// A [File] writes edits that leave the file formatted as gofmt would have it
// (but for comments behind code that were aligned across a new line) and every
// name resolved as its author meant it. Each method says with its last result
// whether that is possible; where it is not, the rule offers no fix.
// The edits of two findings that need the same import, or break the same
// one-line block, are identical at that place, so that a driver coalesces them.
package edit
