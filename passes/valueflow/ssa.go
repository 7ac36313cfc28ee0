package valueflow

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// buildSSA builds the SSA form of the package. It stands here rather than in a
// requirement of buildssa because that one drags ctrlflow's facts through
// every dependency of every driver.
func buildSSA(pass *analysis.Pass, files []*ast.File) *ssa.Package {
	prog := ssa.NewProgram(pass.Fset, ssa.BuilderMode(0))
	for _, p := range pass.Pkg.Imports() { // of the others methods alone are called, which are made on demand
		prog.CreatePackage(p, nil, nil, true)
	}
	info := *pass.TypesInfo
	info.InitOrder = inFiles(withoutTables(info.InitOrder), files)
	pkg := prog.CreatePackage(pass.Pkg, files, &info, false)
	pkg.Build()
	return pkg
}

// inFiles drops the initialisers that stand in other files.
func inFiles(order []*types.Initializer, files []*ast.File) []*types.Initializer {
	return slices.DeleteFunc(order, func(in *types.Initializer) bool {
		return !slices.ContainsFunc(files, func(f *ast.File) bool { return f.FileStart <= in.Rhs.Pos() && in.Rhs.Pos() < f.FileEnd })
	})
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
