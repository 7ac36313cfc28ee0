package contract

import (
	"flag"
	"fmt"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/respvet/respvet/internal/near"
	"github.com/respvet/respvet/passes/internal/conf"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/models"
	"golang.org/x/tools/go/analysis"
)

const url = "https://pkg.go.dev/github.com/respvet/respvet/passes/contract"

// Analyzer computes the *Contract of the package. Its Result is never nil and
// must not be changed; a mistake in the configuration is reported once a
// package, and in Contract.Err.
var Analyzer = &analysis.Analyzer{
	Name: "contract",
	Doc: `compute the API contract that applies to a package

The contract comes from .respvet.yml, found upwards from the package, or from
the flags. A mistake there is reported at the package clause as
"file:line: what is wrong, allowed: …"; until it is mended the package is held
against the default contract.`,
	URL:        url,
	Flags:      flags(),
	Requires:   []*analysis.Analyzer{models.Analyzer},
	Run:        contained,
	ResultType: reflect.TypeFor[*Contract](),
}

// contained is run, whose panic costs the package its findings: there is nothing to hold
// it against.
func contained(pass *analysis.Pass) (result any, err error) {
	d := defect.Try(pass, token.NoPos, func() { result, err = run(pass) })
	if d == nil {
		return result, err
	}
	d.Report(pass)
	off := make(map[string]bool)
	for _, rule := range rules {
		off[rule] = false
	}
	return &Contract{Name: defaultName, Project: Settings{switches: []map[string]bool{off}}}, nil
}

func run(pass *analysis.Pass) (any, error) {
	_, clause := conf.PackageDir(pass)
	c, l := of(pass, optionsOf(&pass.Analyzer.Flags))
	mistakes := append(l.Mistakes, pass.ResultOf[models.Analyzer].(*models.Result).Mistakes...)
	if n := len(mistakes); n > 0 && clause != nil {
		message := mistakes[0].Error()
		if n > 1 {
			message += fmt.Sprintf(" (and %d more)", n-1)
		}
		pass.Report(analysis.Diagnostic{
			Pos: clause.Pos(), End: clause.End(),
			Category: "config", URL: url,
			Message: message + " (contract/config)",
		})
	}
	return c, nil
}

// of returns the contract of a package, and what has read it.
func of(pass *analysis.Pass, o options) (*Contract, *loader) {
	dir, _ := conf.PackageDir(pass)
	l := o.loader(dir)
	c, _ := l.load(dir, o)
	c.Project.Comments = ReadComments(pass.Fset, pass.Files)
	if c.Chosen && !c.role.set && c.role.byContract != RoleOpen && usesReverseProxy(pass) {
		c.Role = RoleGateway
	}
	return c, l
}

// Under returns the contract of a package as if a built-in one had been chosen. What the
// configuration says besides holds.
func Under(pass *analysis.Pass, name string) *Contract {
	o := optionsOf(&Analyzer.Flags)
	o.name = name
	c, _ := of(pass, o)
	return c
}

// usesReverseProxy reports whether the package passes requests on to another
// server, which makes it a gateway.
func usesReverseProxy(pass *analysis.Pass) bool {
	imported := slices.ContainsFunc(pass.Pkg.Imports(), func(p *types.Package) bool { return p.Path() == "net/http/httputil" })
	if !imported {
		return false
	}
	for _, obj := range pass.TypesInfo.Uses {
		if obj.Pkg() != nil && obj.Pkg().Path() == "net/http/httputil" &&
			(obj.Name() == "ReverseProxy" || obj.Name() == "NewSingleHostReverseProxy") {
			return true
		}
	}
	return false
}

// options are what the flags say: the words of the config and the config itself,
// or "".
type options struct {
	name, role, config string
	everything         bool // the baseline does not count
}

// flags are the analyzer's. Their values live in the FlagSet, so that there is
// no other place that could disagree.
func flags() flag.FlagSet {
	var fs flag.FlagSet
	fs.Var(&choice{what: "contract", allowed: Names}, "name", "the built-in contract to check the package against, instead of the configured one")
	fs.Var(&choice{what: "role", allowed: func() []string { return roleWords }},
		"role", "the role of the package: backend, gateway, both")
	// One value, so that the models are those of the same configuration.
	config := models.Analyzer.Flags.Lookup(models.ConfigFlag)
	fs.Var(config.Value, "config", config.Usage)
	fs.Bool("baseline", true, "leave out the findings that the configured baseline has")
	return fs
}

func optionsOf(fs *flag.FlagSet) options {
	word := func(name string) string { return fs.Lookup(name).Value.String() }
	return options{word("name"), word("role"), word("config"), word("baseline") == "false"}
}

// A choice is a flag that takes one of some words.
type choice struct {
	what    string
	allowed func() []string
	word    string
}

func (c *choice) String() string { return c.word }

func (c *choice) Set(s string) error {
	if allowed := c.allowed(); s != "" && !slices.Contains(allowed, s) {
		return fmt.Errorf("unknown %s %s%s, allowed: %s", c.what, conf.Quote(s), near.Hint(s, allowed), strings.Join(allowed, ", "))
	}
	c.word = s
	return nil
}
