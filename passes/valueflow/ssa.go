package valueflow

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// buildSSA builds the SSA form of the package. It stands here rather than in a
// requirement of buildssa because that one drags ctrlflow's facts through
// every dependency of every driver.
func buildSSA(pass *analysis.Pass) *ssa.Package {
	prog := ssa.NewProgram(pass.Fset, ssa.BuilderMode(0))
	created := make(map[*types.Package]bool)
	var create func(pkgs []*types.Package)
	create = func(pkgs []*types.Package) {
		for _, p := range pkgs {
			if !created[p] {
				created[p] = true
				prog.CreatePackage(p, nil, nil, true)
				create(p.Imports())
			}
		}
	}
	create(pass.Pkg.Imports())
	info := *pass.TypesInfo
	info.InitOrder = withoutTables(info.InitOrder)
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, &info, false)
	pkg.Build()
	return pkg
}

// maxTable is the number of expressions from which on an initialiser is a
// table: generated, and of no interest here, but an instruction or more each. Bodies of
// function literals are code, as those of declarations are, and do not count.
const maxTable = 512

// withoutTables drops the initialisers of package-level variables that are
// tables. The variables stay, as ones of unknown content.
func withoutTables(order []*types.Initializer) []*types.Initializer {
	var out []*types.Initializer
	for _, in := range order {
		n := 0
		ast.Inspect(in.Rhs, func(node ast.Node) bool {
			n++
			_, code := node.(*ast.FuncLit)
			return n <= maxTable && !code
		})
		if n <= maxTable {
			out = append(out, in)
		}
	}
	return out
}
