// Package analyzer is the suite: every rule of respvet, for any go/analysis driver.
package analyzer

import (
	"github.com/respvet/respvet/passes/errleak"
	"github.com/respvet/respvet/passes/missingreturn"
	"github.com/respvet/respvet/passes/rawerror"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/statuscode"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
)

// Suite holds every rule, in the order a reader meets them.
var Suite = []*analysis.Analyzer{
	rawerror.Analyzer,
	statuscode.Analyzer,
	errleak.Analyzer,
	missingreturn.Analyzer,
}

// Producers holds the analyzers that export facts. A package that is only a
// dependency needs them alone.
var Producers = []*analysis.Analyzer{
	valueflow.Analyzer,
	responses.Analyzer,
}
