package report

import (
	"cmp"
	"flag"
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"unicode"

	"github.com/respvet/respvet/passes/internal/rule/edit"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// maxRelated is how many related places a finding shows: enough to see the
// pattern, few enough to read.
const maxRelated = 5

// A Finding is one mistake, as a rule found it.
type Finding struct {
	Node     ast.Node  // where the mistake stands; nil if Pos says it
	Pos, End token.Pos // where it stands if Node is nil; without End, the node at Pos
	Category string    // the part of the rule that found it ("parse"); "" is shown as the rule's name
	Message  string    // without the suffix that names the rule
	Related  []analysis.RelatedInformation
	Fixes    []analysis.SuggestedFix // the one that is safe to apply blindly first
	// Cause is what several findings of a category come from, a key of its own kind:
	// they are one, the first in the source, to which the others are related. What is
	// said of those is Also. Nil for a finding that has a cause of its own.
	Cause any
	Also  string
}

// A Reporter gathers the findings of one rule in one package.
type Reporter struct {
	pass     *analysis.Pass
	enabled  func(string) bool
	findings []Finding
	folds    []fold
}

// A fold is several findings of which one is made.
type fold struct {
	findings []Finding
	into     func([]Finding) []Finding
}

// New returns the reporter of a pass. Enabled says whether a rule ("errleak") or
// a category of it ("errleak/parse") is on; nil turns everything on.
func New(pass *analysis.Pass, enabled func(ruleOrCategory string) bool) *Reporter {
	return &Reporter{pass: pass, enabled: enabled}
}

// Flags registers -tests, -generated, -nolint and the categories on a rule.
func Flags(a *analysis.Analyzer) {
	a.Flags.Bool("tests", false, "report findings in _test.go files too")
	a.Flags.Bool("generated", false, "report findings in generated files too (without fixes)")
	toggles(a)
	a.Flags.Bool("nolint", true, "heed //nolint and //nolint:respvet; off under golangci-lint, which heeds them and reports unused ones")
}

// CallersFlag registers -callers on a rule that reports what a helper fixes in the
// helper alone.
func CallersFlag(a *analysis.Analyzer) {
	a.Flags.Bool("callers", false, "report each call of a helper, not the helper once")
}

// Callers reports whether findings of one cause are to be listed, call by call.
func Callers(a *analysis.Analyzer) bool { return flagged(a, "callers") }

// flagged returns the value of a boolean flag, false if the rule has none of that name.
func flagged(a *analysis.Analyzer, name string) bool {
	f := a.Flags.Lookup(name)
	if f == nil {
		return false
	}
	getter, ok := f.Value.(flag.Getter)
	if !ok {
		return false
	}
	on, _ := getter.Get().(bool)
	return on
}

// Add notes a finding. Nothing is reported before Flush.
func (r *Reporter) Add(f Finding) { r.findings = append(r.findings, f) }

// Fold notes findings that may be reported as fewer, which into makes of those that
// would be reported: a file, a directive or the contract may silence some. It is not
// called where none is left.
func (r *Reporter) Fold(findings []Finding, into func([]Finding) []Finding) {
	r.folds = append(r.folds, fold{findings, into})
}

// Together returns one finding for several, at the first of them, with the others related.
// It has no fix: what mends one of them makes the others stand out.
func Together(findings []Finding, message string) Finding {
	f := Finding{Node: findings[0].Node, Category: findings[0].Category, Message: message}
	for _, other := range findings[1:] {
		f.Related = append(f.Related, analysis.RelatedInformation{Pos: other.Node.Pos(), End: other.Node.End(), Message: other.Message})
	}
	return f
}

// Flush reports the findings in the order of their positions, one for one
// problem, less those that a file, the contract, a directive or the baseline silences; and
// this rule's directives that are unused or have no reason. A rule calls it
// once, at the end of its run.
func (r *Reporter) Flush() {
	files := make(map[*ast.File]*unit)
	for _, syntax := range r.pass.Files {
		u := &unit{File: edit.New(r.pass, syntax)}
		u.silent = u.InTest() && !flagged(r.pass.Analyzer, "tests") ||
			u.Generated() && !flagged(r.pass.Analyzer, "generated")
		if !u.silent {
			u.directives = directives(u.File)
			u.deaf = r.pass.Analyzer.Flags.Lookup("nolint") != nil && !flagged(r.pass.Analyzer, "nolint")
		}
		files[syntax] = u
	}

	var all []caused
	for _, f := range r.findings {
		if d, u := r.diagnostic(f, files); u != nil {
			all = append(all, caused{d, u, f.Category, f.Cause, f.Also})
		}
	}
	r.findings = nil
	var found []analysis.Diagnostic
	for _, f := range r.fold(all) {
		// What is off counts for a directive all the same: whether one is in use does
		// not depend on flags.
		if !f.unit.silence(f.Diagnostic, r.pass.Analyzer.Name) && r.On(f.part) {
			found = append(found, f.Diagnostic)
		}
	}
	for _, fold := range r.folds {
		var left []Finding
		for _, f := range fold.findings {
			if d, u := r.diagnostic(f, files); u != nil && !u.silence(d, r.pass.Analyzer.Name) && r.On(f.Category) {
				left = append(left, f)
			}
		}
		if len(left) == 0 {
			continue
		}
		for _, f := range fold.into(left) {
			d, _ := r.diagnostic(f, files)
			found = append(found, d)
		}
	}
	r.folds = nil
	found = r.merge(found)
	for _, syntax := range r.pass.Files {
		for _, d := range files[syntax].complaints(r.pass.Analyzer.Name) {
			if _, name, _ := strings.Cut(d.Category, "/"); r.On(name) {
				found = append(found, r.finish(d, files))
			}
		}
	}
	r.sort(found)
	for _, d := range r.unknown(found) {
		// So far the whole name, which directives and the contract go by.
		d.Category = strings.TrimPrefix(d.Category, r.pass.Analyzer.Name+"/")
		r.pass.Report(d)
	}
}

// A unit is a file with what silences findings in it.
type unit struct {
	*edit.File
	silent     bool // a test or generated file that the flags leave out
	directives []*directive
	deaf       bool // a //nolint that names no rule is not for us
}

// diagnostic words a finding. Its unit is nil if there is nothing to report.
func (r *Reporter) diagnostic(f Finding, files map[*ast.File]*unit) (analysis.Diagnostic, *unit) {
	if f.Node != nil {
		f.Pos, f.End = f.Node.Pos(), f.Node.End()
	}
	syntax := edit.SyntaxOf(r.pass, f.Pos)
	if syntax == nil || files[syntax].silent {
		return analysis.Diagnostic{}, nil
	}
	name := r.pass.Analyzer.Name
	if f.Category != "" {
		name += "/" + f.Category
	}
	if f.End < f.Pos {
		// Editors underline the range: without an end they guess a word.
		path, _ := astutil.PathEnclosingInterval(syntax, f.Pos, f.Pos)
		f.End = path[0].End()
	}
	return r.finish(analysis.Diagnostic{
		Pos:            f.Pos,
		End:            f.End,
		Category:       name,
		Message:        f.Message,
		Related:        f.Related,
		SuggestedFixes: f.Fixes,
	}, files), files[syntax]
}

// finish adds what every diagnostic of the rule carries, and takes away the
// fixes that cannot be applied.
func (r *Reporter) finish(d analysis.Diagnostic, files map[*ast.File]*unit) analysis.Diagnostic {
	d.URL = r.pass.Analyzer.URL
	d.Message = printable(d.Message) + " (" + d.Category + ")"
	var fixes []analysis.SuggestedFix
	if u := files[edit.SyntaxOf(r.pass, d.Pos)]; u.Editable() {
		for _, fix := range d.SuggestedFixes {
			if edits, ok := r.normalise(fix.TextEdits, files); ok {
				fixes = append(fixes, analysis.SuggestedFix{Message: printable(fix.Message), TextEdits: edits})
			}
		}
	}
	d.SuggestedFixes = fixes
	return d
}

// printable takes out what a terminal would obey: messages quote constants of the
// code, and go vet prints them as they are.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != ' ' && !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// normalise sorts edits and drops repeated ones. It refuses edits that overlap,
// or that touch a file which must not be edited. Insertions at one place keep
// their order, except imports: these two helpers may have asked for in any order.
func (r *Reporter) normalise(edits []analysis.TextEdit, files map[*ast.File]*unit) ([]analysis.TextEdit, bool) {
	var result []analysis.TextEdit
	for _, e := range edits {
		if !e.End.IsValid() {
			e.End = e.Pos
		}
		syntax := edit.SyntaxOf(r.pass, e.Pos)
		if syntax == nil || e.End < e.Pos || e.End > syntax.FileEnd || !files[syntax].Editable() {
			return nil, false
		}
		same := func(o analysis.TextEdit) bool {
			return o.Pos == e.Pos && o.End == e.End && string(o.NewText) == string(e.NewText)
		}
		if !slices.ContainsFunc(result, same) {
			result = append(result, e)
		}
	}
	slices.SortStableFunc(result, func(a, b analysis.TextEdit) int { return cmp.Compare(a.Pos, b.Pos) })
	for i := 0; i < len(result); {
		n := i + 1
		for n < len(result) && edit.ImportPath(result[i]) != "" && edit.ImportPath(result[n]) != "" && result[n].Pos == result[i].Pos {
			n++
		}
		slices.SortFunc(result[i:n], func(a, b analysis.TextEdit) int { return cmp.Compare(edit.ImportPath(a), edit.ImportPath(b)) })
		i = n
	}
	for i := 1; i < len(result); i++ {
		if result[i].Pos < result[i-1].End {
			return nil, false
		}
	}
	return result, len(result) > 0
}

// A caused is a diagnostic with what it comes from.
type caused struct {
	analysis.Diagnostic
	unit  *unit
	part  string // of the rule, see Finding.Category
	cause any
	also  string
}

// fold makes one of the diagnostics of a category that have the same cause: the
// first in the source. This comes before directives, or each that silences one would
// bring up the next.
func (r *Reporter) fold(all []caused) []caused {
	slices.SortStableFunc(all, func(a, b caused) int {
		return cmp.Or(r.compare(a.Pos, b.Pos), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Message, b.Message))
	})
	type key struct {
		cause    any
		category string
	}
	first := make(map[key]int)
	var out []caused
	for _, f := range all {
		k := key{f.cause, f.Category}
		i, known := first[k]
		if f.cause == nil || !known {
			if f.cause != nil {
				first[k] = len(out)
			}
			out = append(out, f)
			continue
		}
		related := slices.Clip(out[i].Related)
		if f.Pos != out[i].Pos {
			related = append(related, analysis.RelatedInformation{Pos: f.Pos, End: f.End, Message: f.also})
		}
		out[i].Related = append(related, f.Related...)
	}
	return out
}

// merge makes one diagnostic of those that say the same of one place. What differs is
// never dropped.
func (r *Reporter) merge(found []analysis.Diagnostic) []analysis.Diagnostic {
	r.sort(found) // so that the message which stays is always the same
	var merged []analysis.Diagnostic
	for _, d := range found {
		if n := len(merged); n > 0 && merged[n-1].Pos == d.Pos && merged[n-1].Category == d.Category && merged[n-1].Message == d.Message {
			first := &merged[n-1]
			// The rule may share the slice among findings: never grow it in place.
			first.Related = append(slices.Clip(first.Related), d.Related...)
			if len(first.SuggestedFixes) == 0 {
				first.SuggestedFixes = d.SuggestedFixes
			}
			continue
		}
		merged = append(merged, d)
	}
	for i := range merged {
		merged[i].Related = r.related(merged[i].Related)
	}
	return merged
}

// related sorts related places, drops repeated ones and keeps the first few.
func (r *Reporter) related(places []analysis.RelatedInformation) []analysis.RelatedInformation {
	places = slices.Clone(places)
	for i := range places {
		places[i].Message = printable(places[i].Message)
	}
	slices.SortFunc(places, func(a, b analysis.RelatedInformation) int {
		return cmp.Or(r.compare(a.Pos, b.Pos), cmp.Compare(a.Message, b.Message))
	})
	places = slices.CompactFunc(places, func(a, b analysis.RelatedInformation) bool {
		return a.Pos == b.Pos && a.Message == b.Message
	})
	return places[:min(len(places), maxRelated)]
}

// sort puts diagnostics in an order that does not depend on how the rule found them.
func (r *Reporter) sort(found []analysis.Diagnostic) {
	slices.SortStableFunc(found, func(a, b analysis.Diagnostic) int {
		return cmp.Or(r.compare(a.Pos, b.Pos), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Message, b.Message))
	})
}

// compare orders positions by file name and offset: a token.Pos alone depends on
// the order in which the driver happened to parse the files.
func (r *Reporter) compare(a, b token.Pos) int {
	p, q := r.pass.Fset.PositionFor(a, false), r.pass.Fset.PositionFor(b, false)
	return cmp.Or(cmp.Compare(p.Filename, q.Filename), cmp.Compare(p.Offset, q.Offset), cmp.Compare(p.Line, q.Line))
}
