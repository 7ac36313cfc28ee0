package envelope

import (
	"fmt"
	"go/ast"
	"slices"

	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// variants gathers which of the contract's shapes the responses of a package have.
type variants struct {
	judge judge
	sites [][]*responses.Response // by the number of the shape
}

func (u *variants) note(s *responses.Response, v verdict) {
	if v.variant < 0 || len(v.problems) > 0 || v.shape == nil {
		return
	}
	for len(u.sites) <= v.variant {
		u.sites = append(u.sites, nil)
	}
	u.sites[v.variant] = append(u.sites[v.variant], s)
}

// mixed reports the responses in any shape but the contract's first, if that is used
// too, here or in packages of the module that are imported; and the imports of those
// that use another one, where this package is the first to know of both.
func (u *variants) mixed(imports []responses.Import) (list []report.Finding) {
	below := make([]shapes, len(imports))
	for i, imp := range imports {
		below[i] = u.judge.below(imp)
	}
	usual, there := u.usual(imports, below)
	if usual == nil {
		return nil
	}
	related := []analysis.RelatedInformation{{Pos: usual.Pos(), Message: "the usual shape is sent here" + there}}
	for i, sites := range u.sites {
		for _, s := range sites {
			if i > 0 && !u.fromInside(s, i) {
				list = append(list, report.Finding{
					Node:     s.At.Node,
					Category: "mixed",
					Message: fmt.Sprintf("%s sends %s in another shape of contract %s than the rest of the %s: clients have to decode both",
						s.Name(), body(s), u.judge.contract.Name, whole(there)),
					Related: related,
				})
			}
		}
	}
	told := make(map[string]bool) // below an import that knew of both
	for _, b := range below {
		if len(b.first) > 0 {
			for _, o := range b.other {
				told[o.String()] = true
			}
		}
	}
	for i, imp := range imports {
		other := slices.DeleteFunc(below[i].other, func(b responses.ErrorBody) bool { return told[b.String()] })
		if len(other) == 0 {
			continue
		}
		told[other[0].String()] = true
		list = append(list, report.Finding{
			Node:     imp.Spec,
			Category: "mixed",
			Message: fmt.Sprintf("package %s (%s) sends errors in another shape of contract %s than other packages: clients decode both",
				other[0].Pkg, other[0].Place, u.judge.contract.Name),
			Related: related,
		})
	}
	return list
}

// usual returns the first place where the contract's first shape is used, and words
// where that is if it is out of sight.
func (u *variants) usual(imports []responses.Import, below []shapes) (at ast.Node, there string) {
	if len(u.sites) > 0 && len(u.sites[0]) > 0 {
		return u.sites[0][0].At.Node, ""
	}
	for i, b := range below {
		if len(b.first) > 0 {
			return imports[i].Spec, fmt.Sprintf(": package %s (%s)", b.first[0].Pkg, b.first[0].Place)
		}
	}
	return nil, ""
}

func whole(there string) string {
	if there == "" {
		return "package"
	}
	return "module"
}

// fromInside reports whether it is the helper of a site that chooses the shape.
func (u *variants) fromInside(s *responses.Response, variant int) bool {
	return slices.ContainsFunc(s.Helpers.Inside, func(in *responses.Response) bool {
		v := u.judge.general(in, in.Shapes())
		return v.variant == variant && len(v.problems) == 0
	})
}

// shapes are error bodies in the contract's first shape, and in others of it.
type shapes struct{ first, other []responses.ErrorBody }

func (j judge) below(imp responses.Import) (s shapes) {
	for _, b := range imp.Bodies {
		switch v := j.body(b.Codes, true, judged(b.Shapes, b.Codes, false)); {
		case v.variant < 0 || len(v.problems) > 0 || v.shape == nil:
		case v.variant == 0:
			s.first = append(s.first, b)
		default:
			s.other = append(s.other, b)
		}
	}
	return s
}
