// Package analyzer is the suite: every rule of respvet, for any go/analysis driver.
package analyzer

import (
	"flag"

	"github.com/respvet/respvet/passes/badretry"
	"github.com/respvet/respvet/passes/bodyless"
	"github.com/respvet/respvet/passes/contenttype"
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/directive"
	"github.com/respvet/respvet/passes/envelope"
	"github.com/respvet/respvet/passes/errheader"
	"github.com/respvet/respvet/passes/errleak"
	"github.com/respvet/respvet/passes/lateheader"
	"github.com/respvet/respvet/passes/missingreturn"
	"github.com/respvet/respvet/passes/nilslice"
	"github.com/respvet/respvet/passes/noresponse"
	"github.com/respvet/respvet/passes/noretry"
	"github.com/respvet/respvet/passes/rawerror"
	"github.com/respvet/respvet/passes/requests"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/statuscode"
	"github.com/respvet/respvet/passes/statusmeaning"
	"github.com/respvet/respvet/passes/uncheckedstatus"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
)

// Suite holds every analyzer that reports something, in the order a reader
// meets them: the rules, then what watches over the comments that silence them
// and over the configuration. A driver runs them all: contract is a requirement
// of every rule as well, but only a root's findings are shown.
var Suite = suite(
	rawerror.Analyzer,
	statuscode.Analyzer,
	errleak.Analyzer,
	envelope.Analyzer,
	missingreturn.Analyzer,
	noresponse.Analyzer,
	statusmeaning.Analyzer,
	nilslice.Analyzer,
	lateheader.Analyzer,
	contenttype.Analyzer,
	bodyless.Analyzer,
	errheader.Analyzer,
	uncheckedstatus.Analyzer,
	noretry.Analyzer,
	badretry.Analyzer,
)

func suite(rules ...*analysis.Analyzer) []*analysis.Analyzer {
	for _, a := range rules {
		if f := a.Flags.Lookup(valueflow.TestsFlag); f != nil {
			f.Value = reading{f.Value.(boolFlag)}
		}
	}
	return append(rules, directive.For(rules), contract.Analyzer)
}

// Producers holds the analyzers that export facts. A package that is only a
// dependency needs them alone.
var Producers = []*analysis.Analyzer{
	valueflow.Analyzer,
	responses.Analyzer,
	requests.Analyzer,
}

// A boolFlag is the value of a flag like those that package flag makes.
type boolFlag interface {
	flag.Getter
	IsBoolFlag() bool
}

// reading is the flag of a rule that asks for findings in test files, so that these are
// read.
type reading struct{ boolFlag }

// Set implements flag.Value.
func (r reading) Set(text string) error {
	if err := r.boolFlag.Set(text); err != nil {
		return err
	}
	if on, _ := r.Get().(bool); on {
		return valueflow.Analyzer.Flags.Set(valueflow.TestsFlag, text)
	}
	return nil
}
