// Package defect keeps a panic of one analyzer from costing the findings of the
// others. It becomes a diagnostic that says so, where the code stands that was
// being judged: go vet keeps diagnostics in its cache and prints them all, whereas
// it drops a package's other findings for an error of one analyzer.
package defect

import (
	"fmt"
	"go/token"
	"iter"
	"path"
	"runtime"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Category is that of every diagnostic about a defect. Drivers know them by it.
const Category = "defect"

const (
	module = "github.com/respvet/respvet/"
	// Issues is where defects are to be reported.
	Issues = "https://" + module + "issues"
)

// A Defect is a panic of an analyzer.
type Defect struct {
	Analyzer string
	Pkg      string
	Pos      token.Pos // what was being judged; not valid if that is not known
	Cause    string    // what the panic says, and where it arose
}

func (d *Defect) String() string {
	return fmt.Sprintf("respvet has a defect: %s fails in package %s, on the code here: %s; please report this at %s (%s/%s)",
		d.Analyzer, d.Pkg, d.Cause, Issues, d.Analyzer, Category)
}

// Report reports the defect, at the package clause if nothing better is known.
func (d *Defect) Report(pass *analysis.Pass) {
	pos := d.Pos
	if !pos.IsValid() && len(pass.Files) > 0 {
		pos = pass.Files[0].Name.Pos()
	}
	pass.Report(analysis.Diagnostic{Pos: pos, Category: Category, Message: d.String()})
}

// Rule returns the Run function of a rule whose panics are reported. What it has
// reported before counts.
func Rule(run func(*analysis.Pass) (any, error)) func(*analysis.Pass) (any, error) {
	return func(pass *analysis.Pass) (result any, err error) {
		d := Try(pass, token.NoPos, func() { result, err = run(pass) })
		if d != nil {
			d.Report(pass)
			return nil, nil
		}
		return result, err
	}
}

// Try runs f, and returns its panic or nil. The position is where the code stands
// that f judges; if f says so itself, with [Each], that counts.
func Try(pass *analysis.Pass, pos token.Pos, f func()) (d *Defect) {
	defer func() {
		if v := recover(); v != nil {
			d = newDefect(pass, pos, v)
		}
	}()
	f()
	return nil
}

// newDefect returns the defect of a panic that was recovered.
func newDefect(pass *analysis.Pass, pos token.Pos, v any) *Defect {
	at, ok := v.(*located)
	if !ok {
		at = &located{pos, cause(v)}
	}
	return &Defect{pass.Analyzer.Name, pass.Pkg.Path(), at.pos, at.cause}
}

// Catch runs f, which judges no package, and returns what its panic says and where it
// arose, "" if there was none.
func Catch(f func()) (text string) {
	defer func() {
		if v := recover(); v != nil {
			text = cause(v)
		}
	}()
	f()
	return ""
}

// Recover is deferred by a function that judges the code at a position, and whose panic
// is to cost its results alone: those without a name are zero then. The panic is
// reported.
func Recover(pass *analysis.Pass, pos token.Pos) {
	v := recover()
	if v == nil {
		return
	}
	newDefect(pass, pos, v).Report(pass)
}

// A located is a panic with the place of the code that was being judged.
type located struct {
	pos   token.Pos
	cause string
}

func (l *located) String() string { return l.cause }

// Each yields items that say where in the source they start. A panic of the loop's
// body is one that knows it.
func Each[T interface{ Start() token.Pos }](items []T) iter.Seq[T] {
	return EachAt(items, T.Start)
}

// EachAt yields items as [Each] does, which start where a function says.
func EachAt[T any](items []T, start func(T) token.Pos) iter.Seq[T] {
	return func(yield func(T) bool) {
		var at token.Pos
		defer func() {
			switch v := recover().(type) {
			case nil:
			case *located: // by a loop within this one
				panic(v)
			default:
				panic(&located{at, cause(v)})
			}
		}()
		for _, item := range items {
			at = start(item)
			if !yield(item) {
				return
			}
		}
	}
}

// cause says what panicked and where in this module. It is called by the deferred
// function, when the frames of what panicked are still there.
func cause(v any) string {
	text := strings.ReplaceAll(fmt.Sprint(v), "\n", " ")
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	panicked := false // frames above gopanic are those of the recovery
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			panicked = true
		case panicked && strings.HasPrefix(f.Function, module):
			dir := strings.TrimPrefix(f.Function, module)
			dir, _, _ = strings.Cut(dir[strings.LastIndexByte(dir, '/')+1:], ".")
			return fmt.Sprintf("%s, in %s/%s:%d", text, dir, path.Base(f.File), f.Line)
		}
		if !more {
			return text
		}
	}
}
