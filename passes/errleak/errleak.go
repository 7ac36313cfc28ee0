package errleak

import (
	_ "embed"
	"fmt"
	"go/ast"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports internal text that reaches a client.
var Analyzer = &analysis.Analyzer{
	Name:     "errleak",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("errleak"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var each bool

func init() {
	Analyzer.Flags.BoolVar(&each, "each", false, "report each leak, not one per package that has many")
	Analyzer.Flags.Bool("callers", false, "report each call that passes an internal error to a helper that sends its text")
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
			f.Related = append(f.Related, analysis.RelatedInformation{Pos: pos, Message: "internal error is passed here"})
		}
		for _, pos := range l.Sent.Places {
			f.Related = append(f.Related, analysis.RelatedInformation{Pos: pos, Message: "response is sent here"})
		}
		if len(f.Related) == 0 && l.Helper.Name == "" && l.Response.At.Node != l.At.Node {
			f.Related = append(f.Related, analysis.RelatedInformation{Pos: l.Response.At.Node.Pos(), End: l.Response.At.Node.End(), Message: "response is sent here"})
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
			list = append(list, report.Together(same, fmt.Sprintf("%d calls of %s in this package send %s to clients; -errleak.each lists them",
				len(same), name, texts[same[0].Category])))
		}
	}
	return list
}

// texts words what leaks of a category have in common.
var texts = map[string]string{"error": "internal error text", "error4xx": "internal error text with a 4xx", "parse": "parse error text"}

// together words the leaks of one category in a package as one.
func together(findings []report.Finding) report.Finding {
	return report.Together(findings, fmt.Sprintf("%d responses of this package send %s to clients; -errleak.each lists them",
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
		responses.SourceStack:   "stack trace",
		responses.SourcePanic:   "recovered panic value",
		responses.SourceVerbose: "error printed with %+v",
		responses.SourceParse:   "parse error text",
		responses.SourceError:   "internal error text",
	}[l.From.Source]
	switch {
	case l.OfPlace():
		what = "source file name from " + l.From.Call
	case l.From.Value != "" && l.From.Source == responses.SourceError:
		what = "error text from " + l.From.Value
	case l.From.Call == "":
	case l.From.Source == responses.SourceError:
		what = "error text from " + res.Named(l.From.Call)
	case l.From.Source == responses.SourceParse:
		what += " from " + res.Named(l.From.Call)
	}
	if l.Helper.Name != "" {
		return fmt.Sprintf("%s sends %s to the client in %s", l.Helper.Name, what, where(l))
	}
	return fmt.Sprintf("%s is sent to the client in %s", what, where(l))
}

// where names the part of the response that the text is in.
func where(l *responses.Leak) string {
	statuses := with(l)
	switch {
	case l.Sent.Header != "":
		return "header field " + l.Sent.Header + statuses
	case !l.Sent.Body:
		return "the URL of the redirect"
	case statuses == "":
		return "the response body"
	}
	return "the body" + statuses
}

// with names the statuses of the responses, if they are known.
func with(l *responses.Leak) string {
	codes := l.Sent.Codes
	if len(codes) == 0 || len(codes) > 3 || l.Sent.Others {
		return ""
	}
	var ss []string
	for _, c := range codes {
		ss = append(ss, fmt.Sprint(c))
	}
	return " of the " + syntax.Or(ss)
}
