package errleak

import (
	_ "embed"
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports internal text that reaches a client.
var Analyzer = &analysis.Analyzer{
	Name:     "errleak",
	Doc:      ruledoc.Of(doc),
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/errleak",
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var each bool

func init() {
	Analyzer.Flags.BoolVar(&each, "each", false, "report each leak of a package that has many, and not the package")
	Analyzer.Flags.Bool("callers", false, "report each call that passes an internal error to a helper that prints it, too")
	report.Flags(Analyzer)
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	callers := report.Callers(pass.Analyzer)
	several := make(map[string][]report.Finding) // by category
	through := make(map[ast.Node]string)         // the function of the program that sends the text
	for l := range defect.Each(res.Leaks) {
		if l.Helper.Call && !callers || l.PartOf(c.PublicType) {
			continue
		}
		f := report.Finding{Node: l.At.Node, Category: category(l), Message: message(res, l)}
		for _, pos := range l.Helper.Passed {
			f.Related = append(f.Related, analysis.RelatedInformation{Pos: pos, Message: "an internal error is passed here"})
		}
		for _, pos := range l.Sent.Places {
			f.Related = append(f.Related, analysis.RelatedInformation{Pos: pos, Message: "the answer is sent here"})
		}
		if len(f.Related) == 0 && l.Helper.Name == "" && l.Response.At.Node != l.At.Node {
			f.Related = append(f.Related, analysis.RelatedInformation{Pos: l.Response.At.Node.Pos(), End: l.Response.At.Node.End(), Message: "the answer is sent here"})
		}
		f.Fixes = fixes(pass, c, res, l)
		switch f.Category {
		case "error", "error4xx", "parse":
			through[f.Node] = l.Response.By.Via
			several[f.Category] = append(several[f.Category], f)
		default:
			r.Add(f)
		}
	}
	for _, category := range slices.Sorted(maps.Keys(several)) {
		r.Fold(several[category], func(left []report.Finding) []report.Finding {
			switch {
			case each || callers:
				return left
			case len(left) > many:
				return []report.Finding{together(left)}
			}
			return alike(left, through)
		})
	}
	r.Flush()
	return nil, nil
}

// many is how many leaks of one category a package is told one by one. Whoever has more
// of them has a habit, and one finding to decide whether to change it is read where a
// hundred are turned off. Another leak changes the number in the message, which a
// baseline does not know.
const many = 10

// manyThrough is how many of them go through the same function of the program before the
// package is told of that function once: what it sends was decided where it was written.
const manyThrough = 5

// alike returns the leaks of one category in a package, with those as one that the same
// function sends, if they are many.
func alike(findings []report.Finding, through map[ast.Node]string) (list []report.Finding) {
	by := make(map[string][]report.Finding)
	for _, f := range findings {
		name := through[f.Node]
		by[name] = append(by[name], f)
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		if same := by[name]; name == "" || len(same) <= manyThrough {
			list = append(list, same...)
		} else {
			list = append(list, report.Together(same, fmt.Sprintf("%d calls of %s in this package send clients %s; -errleak.each lists them",
				len(same), name, texts[same[0].Category])))
		}
	}
	return list
}

// texts words what leaks of a category have in common.
var texts = map[string]string{"error": "the text of internal errors", "error4xx": "the text of internal errors with a 4xx", "parse": "the text of parse errors"}

// together words the leaks of one category in a package as one.
func together(findings []report.Finding) report.Finding {
	return report.Together(findings, fmt.Sprintf("%d responses of this package send clients %s; -errleak.each lists them",
		len(findings), texts[findings[0].Category]))
}

// category is the worst source, else the class of the statuses.
func category(l *responses.Leak) string {
	switch {
	case l.From.Source == responses.SourceParse && l.OfService() && !l.From.Input:
		return "error" // what the service itself could not parse
	case l.From.Source != responses.SourceError:
		return string(l.From.Source)
	case l.OfClient():
		return "error4xx"
	}
	return "error"
}

func message(res *responses.Result, l *responses.Leak) string {
	what := map[responses.Source]string{
		responses.SourceStack:   "a stack trace",
		responses.SourcePanic:   "the recovered value",
		responses.SourceVerbose: "an error printed with %+v",
		responses.SourceParse:   "the text of a parse error",
		responses.SourceError:   "the text of an internal error",
	}[l.From.Source]
	if l.OfPlace() {
		what = "the name of a source file (from " + l.From.Call + ")"
	}
	if l.From.Call != "" && (l.From.Source == responses.SourceError || l.From.Source == responses.SourceParse) {
		what += " (from " + res.Named(l.From.Call) + ")"
	}
	where := "the body"
	if l.Sent.Header != "" {
		where = "the header " + l.Sent.Header
	} else if l.Response.Status.Implied {
		where = "the URL of a redirect"
	}
	if l.Helper.Name != "" {
		return fmt.Sprintf("%s sends %s to the client in %s%s", l.Helper.Name, what, where, with(l))
	}
	return fmt.Sprintf("%s reaches the client in %s%s", what, where, with(l))
}

// with names the statuses of the answers, if they are known.
func with(l *responses.Leak) string {
	codes := l.Sent.Codes
	if len(codes) == 0 || len(codes) > 3 || l.Sent.Others {
		return ""
	}
	var ss []string
	for _, c := range codes {
		s := fmt.Sprint(c)
		if t := http.StatusText(c); t != "" && len(codes) == 1 {
			s += " " + t
		}
		ss = append(ss, s)
	}
	return " of a " + strings.Join(ss, " or ") + " answer"
}
