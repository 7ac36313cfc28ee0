package statuscode

import (
	"fmt"
	"go/types"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// maxGaps is how many handlers may lack one status of one helper before that is one
// finding: as many as a finding shows places.
const maxGaps = 5

// A gap is a status that the documentation of a handler lacks. However often the
// handler sends it, one line mends it.
type gap struct {
	op   *contract.Operation
	code int
}

// A shared status is one that a helper fixes for its callers, or a function chooses for those
// who send it.
type shared struct {
	helper types.Object
	code   int
}

// gaps are the findings of a package on statuses that handlers do not document.
type gaps struct {
	found map[shared][]report.Finding // in the order of the source
	names map[shared]string           // of the helpers, as calls have them
	order []shared
}

// add notes that a site sends a status which the operation lacks.
func (g *gaps) add(pass *analysis.Pass, s *responses.Response, f report.Finding, op *contract.Operation, code int) {
	f.Cause, f.Also = gap{op, code}, s.Name()+" sends it here too"
	k, by := shared{code: code}, s.Name()
	if src := s.Status.Source; src != nil && src.Func != nil {
		k.helper, by = src.Func, src.Name
	}
	if s.By.Via != "" && !s.Status.Here && s.At.Call != nil {
		k.helper, by = typeutil.Callee(pass.TypesInfo, s.At.Call), s.Name()
	}
	if g.found == nil {
		g.found, g.names = make(map[shared][]report.Finding), make(map[shared]string)
	}
	if g.found[k] == nil {
		g.order = append(g.order, k)
		g.names[k] = by
	}
	g.found[k] = append(g.found[k], f)
}

// report reports the gaps: one finding for each, and one for a helper whose status many
// handlers lack, with the fixes of all.
func (g *gaps) report(r *report.Reporter) {
	for _, k := range g.order {
		var first []report.Finding
		lacking := make(map[any]bool)
		for _, f := range g.found[k] {
			if !lacking[f.Cause] {
				lacking[f.Cause] = true
				first = append(first, f)
			}
		}
		if k.helper == nil || len(first) <= maxGaps {
			for _, f := range g.found[k] {
				r.Add(f)
			}
			continue
		}
		r.Fold(first, func(left []report.Finding) []report.Finding {
			if len(left) <= maxGaps {
				return left
			}
			f := report.Together(left, fmt.Sprintf("%s sends %s in %d handlers that do not document it; -statuscode.callers lists them",
				g.names[k], http.Named(k.code), len(left)))
			var edits []analysis.TextEdit
			for _, other := range left {
				for _, fix := range other.Fixes {
					edits = append(edits, fix.TextEdits...)
				}
			}
			if len(edits) > 0 {
				f.Fixes = []analysis.SuggestedFix{{Message: "Document " + http.Named(k.code), TextEdits: edits}}
			}
			return []report.Finding{f}
		})
	}
}
