package driver

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/explain"
	"github.com/respvet/respvet/passes/unjudged"
	"golang.org/x/tools/go/analysis"
)

// A finding is one diagnostic, as -format json prints it. Lines and columns
// count from 1, columns in bytes.
type finding struct {
	Rule      string    `json:"rule"`
	Category  string    `json:"category"`
	Severity  severity  `json:"severity"`
	File      string    `json:"file"` // relative to the directory of the run, if below it
	Line      int       `json:"line"`
	Column    int       `json:"column"`
	EndLine   int       `json:"endLine"`
	EndColumn int       `json:"endColumn"`
	Message   string    `json:"message"`
	URL       string    `json:"url"`
	Related   []related `json:"related"`
	Fixes     []fix     `json:"fixes"`

	// Fingerprint knows the finding again in another version of the file: that of
	// the first of equal ones ends in ":1".
	Fingerprint string `json:"fingerprint"`

	flows []trail // how what it is about came there, where that is known

	mere bool // the project's configuration calls it info: it is no failure
}

type severity = contract.Severity

// name is the rule, or the category of it, that the finding is of.
func (f finding) name() string {
	if f.Category == "" || f.Category == f.Rule {
		return f.Rule
	}
	return f.Rule + "/" + f.Category
}

// A related is a second place that a finding speaks of.
type related struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// A fix is a change on offer; -fix applies the first of a finding.
type fix struct {
	Message string `json:"message"`

	edits []edit // sorted
}

// An edit replaces the bytes from Start to End of a file.
type edit struct {
	File  string `json:"filename"` // as a finding's
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

func compareFindings(a, b finding) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
	)
}

// A report is all that one run of go vet -json has to say.
type report struct {
	findings map[string][]finding // by import path
	analysed map[string]bool      // import paths
	foreign  map[string][]unjudged.Foreign
	trails   []trail
	failures []string // analyses that failed, and why
	text     []string // lines that are not JSON: compile errors, go's own messages
}

// unitJSON is the shape of one object of the stream: package, analyzer, and
// then either a list of diagnostics or an object with an error.
type unitJSON map[string]map[string]json.RawMessage

type diagnosticJSON struct {
	Category       string      `json:"category"`
	Posn           string      `json:"posn"`
	End            string      `json:"end"`
	Message        string      `json:"message"`
	SuggestedFixes []fixJSON   `json:"suggested_fixes"`
	Related        []placeJSON `json:"related"`
}

type fixJSON struct {
	Message string `json:"message"`
	Edits   []edit `json:"edits"`
}

type placeJSON struct {
	Posn    string `json:"posn"`
	Message string `json:"message"`
}

// read adds a stream of go vet -json to the report. The objects are indented,
// so that a line that holds a lone brace begins or ends one; go 1.25 mixes
// them with lines of text. The func unit is called after each package.
func (rep *report) read(r io.Reader, dir string, unit func()) error {
	var object strings.Builder
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadString('\n')
		switch trimmed := strings.TrimRight(line, "\r\n"); {
		case trimmed == "{}":
			unit()
		case trimmed == "{" || object.Len() > 0:
			object.WriteString(line)
			if trimmed == "}" {
				if err := rep.add(object.String(), dir); err != nil {
					return err
				}
				object.Reset()
				unit()
			}
		case trimmed != "":
			rep.text = append(rep.text, trimmed)
		}
		if errors.Is(err, io.EOF) {
			if object.Len() > 0 {
				return errors.New("the output of go vet ends in the middle of an object")
			}
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (rep *report) add(object, dir string) error {
	var units unitJSON
	if err := json.Unmarshal([]byte(object), &units); err != nil {
		return fmt.Errorf("the output of go vet cannot be read: %v", err)
	}
	if rep.findings == nil {
		rep.findings, rep.analysed = make(map[string][]finding), make(map[string]bool)
		rep.foreign = make(map[string][]unjudged.Foreign)
	}
	for pkg, results := range units {
		path := testedPath(pkg)
		for rule, result := range results {
			var failure struct{ Error string }
			if json.Unmarshal(result, &failure) == nil && failure.Error != "" {
				rep.failures = append(rep.failures, fmt.Sprintf("%s: %s: %s", pkg, rule, failure.Error))
				continue
			}
			var diagnostics []diagnosticJSON
			if err := json.Unmarshal(result, &diagnostics); err != nil {
				return fmt.Errorf("the output of go vet cannot be read: %s: %s: %v", pkg, rule, err)
			}
			for _, d := range diagnostics {
				switch {
				case d.Category == unjudged.DefectCategory:
					file, line, column := parsePosition(d.Posn, dir)
					rep.failures = append(rep.failures, place(file, line, column)+" "+d.Message)
					continue
				case rule == contract.Analyzer.Name:
					rep.failures = append(rep.failures, d.Message) // of the configuration
					continue
				case rule == explain.Analyzer.Name:
					if err := rep.addTrails(d.Message, dir); err != nil {
						return err
					}
					continue
				case rule == unjudged.Analyzer.Name:
					// Not with "x_test [x.test]", the tests in a package of their own.
					if pkg == path || strings.HasPrefix(pkg, path+" [") {
						var u unjudged.Package
						if err := json.Unmarshal([]byte(d.Message), &u); err != nil {
							return fmt.Errorf("the output of go vet cannot be read: %s: %v", pkg, err)
						}
						rep.analysed[path] = true
						if len(u.Foreign) > 0 {
							rep.foreign[path] = u.Foreign
						}
					}
					continue
				}
				rep.findings[path] = append(rep.findings[path], newFinding(rule, d, dir))
			}
		}
	}
	return nil
}

// testedPath is the import path of the package that a unit belongs to: x, of
// "x", "x [x.test]" and "x_test [x.test]".
func testedPath(id string) string {
	if _, test, ok := strings.Cut(id, " ["); ok {
		return strings.TrimSuffix(test, ".test]")
	}
	return id
}

// sorted returns the findings in some packages, in order of place. A file that
// is compiled into a package and into its tests is analysed more than once: the
// findings are one.
func (rep *report) sorted(paths []string) []finding {
	var findings []finding
	for _, path := range paths {
		findings = append(findings, rep.findings[path]...)
		// Tests in a package of their own that do not import the package have no
		// name behind theirs: "x_test".
		findings = append(findings, rep.findings[path+"_test"]...)
	}
	slices.SortFunc(findings, compareFindings)
	return slices.CompactFunc(findings, func(a, b finding) bool { return reflect.DeepEqual(a, b) })
}

// notes says which handlers respond through libraries that respvet does not know.
func (rep *report) notes(paths []string) (notes []string) {
	for _, path := range paths {
		for _, f := range rep.foreign[path] {
			if f.As != "" {
				notes = append(notes, fmt.Sprintf("note: package %s imports %s, which respvet takes for %s, the newest version that it knows", path, f.Library, f.As))
				continue
			}
			verb := "respond"
			if f.Handlers == 1 {
				verb = "responds"
			}
			notes = append(notes, fmt.Sprintf("note: %s of package %s %s through %s, which respvet does not know",
				count(f.Handlers, "handler"), path, verb, f.Library))
		}
	}
	return notes
}

// failed returns what failed. What did because a prerequisite failed says nothing
// that the prerequisite's own failure does not.
func (rep *report) failed() []string {
	first := slices.DeleteFunc(slices.Clone(rep.failures), func(f string) bool {
		return strings.Contains(f, ": failed prerequisites: ")
	})
	if len(first) == 0 {
		first = slices.Clone(rep.failures)
	}
	slices.Sort(first)
	return slices.Compact(first)
}

func newFinding(rule string, d diagnosticJSON, dir string) finding {
	f := finding{
		Rule:     rule,
		Category: d.Category,
		Message:  d.Message,
		URL:      ruleURL(rule),
		Related:  []related{},
		Fixes:    []fix{},
	}
	f.Severity = category.SeverityOf(f.name())
	f.File, f.Line, f.Column = parsePosition(d.Posn, dir)
	_, f.EndLine, f.EndColumn = parsePosition(d.End, dir)
	for _, p := range d.Related {
		r := related{Message: p.Message}
		r.File, r.Line, r.Column = parsePosition(p.Posn, dir)
		f.Related = append(f.Related, r)
	}
	for _, s := range d.SuggestedFixes {
		for i, e := range s.Edits {
			s.Edits[i].File = relative(dir, e.File)
		}
		slices.SortStableFunc(s.Edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Start, b.Start)) })
		f.Fixes = append(f.Fixes, fix{s.Message, s.Edits})
	}
	return f
}

func ruleURL(rule string) string {
	i := slices.IndexFunc(analyzer.Suite, func(a *analysis.Analyzer) bool { return a.Name == rule })
	if i < 0 {
		return ""
	}
	return analyzer.Suite[i].URL
}

// parsePosition splits "file:line:column", or "file:line" where a //line comment
// hides columns, and makes the file relative to dir where it lies below it.
func parsePosition(posn, dir string) (file string, line, column int) {
	file = posn
	var numbers []int // from the last
	for len(numbers) < 2 {
		i := strings.LastIndexByte(file, ':')
		if i < 0 {
			break
		}
		n, err := strconv.Atoi(file[i+1:])
		if err != nil {
			break
		}
		file, numbers = file[:i], append(numbers, n)
	}
	switch len(numbers) {
	case 1:
		line = numbers[0]
	case 2:
		line, column = numbers[1], numbers[0]
	}
	return relative(dir, file), line, column
}

func relative(dir, file string) string {
	if !filepath.IsAbs(file) {
		return filepath.Clean(file) // go 1.25 has shortened it
	}
	if rel, err := filepath.Rel(dir, file); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return file
}
