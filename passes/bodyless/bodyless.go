package bodyless

import (
	_ "embed"
	"fmt"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports bodies that their status does not allow.
var Analyzer = &analysis.Analyzer{
	Name:     "bodyless",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("bodyless"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func init() { report.Flags(Analyzer) }

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	for s := range defect.Each(slices.Concat(res.Responses, res.Returned)) {
		codes := s.Status.Codes
		switch {
		case s.Status.Begun != 0:
			codes = []int{s.Status.Begun}
		case !s.Status.Exact:
			continue
		}
		if !s.Body.Sent || s.Status.Implied || s.Body.Certain.Empty || !s.Body.Certain.Sure || slices.ContainsFunc(codes, allows) {
			continue
		}
		if s.Status.Begun == 0 && slices.ContainsFunc(s.Helpers.Inside, wrong) {
			continue // it is reported in the helper
		}
		f := report.Finding{Node: s.At.Node, Message: message(s, codes[0])}
		if s.StatusCall != nil {
			f.Related = []analysis.RelatedInformation{{Pos: s.StatusCall.At.Call.Pos(), Message: s.StatusCall.By.API + " sends the status here"}}
		} else if s.At.Sent.IsValid() {
			f.Related = []analysis.RelatedInformation{{Pos: s.At.Sent, Message: s.By.API + " sends the body here"}}
		}
		f.Fixes = fixes(pass, s)
		r.Add(f)
	}
	r.Flush()
	return nil, nil
}

// wrong reports whether a response has a body, and a status that allows none.
func wrong(s *responses.Response) bool {
	return s.Body.Sent && !s.Status.Implied && !s.Body.Certain.Empty && s.Status.Exact && !slices.ContainsFunc(s.Status.Codes, allows)
}

// allows reports whether a response with a status may have a body. Behind an
// informational one comes another, which may.
func allows(code int) bool {
	switch code {
	case http.StatusSwitchingProtocols, http.StatusNoContent, http.StatusResetContent, http.StatusNotModified:
		return false
	}
	return true
}

// message words a finding.
func message(s *responses.Response, code int) string {
	api := s.Name()
	status := fmt.Sprint(code)
	if text := http.StatusText(code); text != "" {
		status += " " + text
	}
	if code == http.StatusResetContent {
		return fmt.Sprintf("%s sends a body with %s, which allows none: clients may read it as the next response", api, status)
	}
	return fmt.Sprintf("%s sends a body with %s, which allows none: the client does not receive it", api, status)
}

// fixes drops the call that writes the body and nothing else, or the body from a call of
// a framework's that sends the status as well.
func fixes(pass *analysis.Pass, s *responses.Response) []analysis.SuggestedFix {
	defer defect.Recover(pass, s.Start())
	file := edit.FileOf(pass, s.At.Node.Pos())
	if file == nil || s.By.Via != "" {
		return nil
	}
	if s.StatusCall == nil {
		return without(pass, file, s)
	}
	stmt := file.Stmt(s.At.Call.Pos())
	if !edit.Ignores(stmt, s.At.Call) {
		return nil
	}
	edits, unused, ok := file.Drop(stmt)
	if !ok || len(unused) > 0 {
		return nil
	}
	return []analysis.SuggestedFix{{Message: "Remove the body", TextEdits: edits}}
}

// without replaces the value that a framework's call encodes beside the status with nil.
// The client gets the same, and the chain of handlers is as it was: another call of the
// framework's may set the status without sending it.
func without(pass *analysis.Pass, file *edit.File, s *responses.Response) []analysis.SuggestedFix {
	if s.By.Form == nil || s.Body.Kind != responses.JSON || s.Body.Exprs == nil || len(s.Body.Exprs.Args) != 1 {
		return nil
	}
	body := s.Body.Exprs.Args[0]
	if !slices.Contains(s.At.Call.Args, body) || s.At.Call.Ellipsis.IsValid() {
		return nil
	}
	sig, ok := pass.TypesInfo.TypeOf(s.At.Call.Fun).(*types.Signature)
	at := slices.Index(s.At.Call.Args, body)
	if !ok || at >= sig.Params().Len() || !types.IsInterface(sig.Params().At(at).Type()) {
		return nil
	}
	edits, unused, ok := file.Replace(body.Pos(), body.End(), "nil")
	if !ok || len(unused) > 0 {
		return nil
	}
	return []analysis.SuggestedFix{{Message: "Remove the body", TextEdits: edits}}
}
