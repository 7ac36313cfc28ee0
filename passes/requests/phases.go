package requests

import (
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/retry"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
)

// The phases find the requests of a package.
type phases struct {
	*exchange.Package
	exchanges *exchange.Exchanges
	retries   *retry.Retries

	res *Result
}

func newPhases(pass *analysis.Pass, flow *valueflow.Result) *phases {
	exchanges := exchange.New(pass, flow)
	return &phases{Package: exchanges.Package, exchanges: exchanges, retries: retry.New(exchanges), res: &Result{}}
}
