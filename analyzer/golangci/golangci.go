// Package golangci is the plugin "respvet" of golangci-lint v2, for its module
// plugin system: link it into a golangci-lint with `golangci-lint custom`.
//
// All rules report as one linter, respvet. Its settings are the keys of
// .respvet.yml, which then is not read, and a list of flags as the command takes
// them:
//
//	linters:
//	  enable: [respvet]
//	  settings:
//	    custom:
//	      respvet:
//	        type: module
//	        settings:
//	          contract: wpp
//	          enable: [badretry/nojitter]
//	          disable: [errleak/parse]
//	          flags: [errleak.callers, missingreturn.tests=true]
//
// With no settings, or with flags alone, each package has its .respvet.yml.
package golangci

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/internal/near"
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/models"
	"golang.org/x/tools/go/analysis"
)

const name = "respvet"

func init() { register.Plugin(name, New) }

// settings hold what package contract reads as they are: it knows better what is
// wrong with them.
type settings struct {
	Contract     any      `json:"contract,omitempty"`
	Role         any      `json:"role,omitempty"`
	Errors       any      `json:"errors,omitempty"`
	OpenAPI      any      `json:"openapi,omitempty"`
	Models       any      `json:"models,omitempty"`
	PublicErrors any      `json:"public-errors,omitempty"`
	Responders   any      `json:"responders,omitempty"`
	Enable       any      `json:"enable,omitempty"`
	Disable      any      `json:"disable,omitempty"`
	Baseline     any      `json:"baseline,omitempty"`
	Overrides    any      `json:"overrides,omitempty"`
	Flags        []string `json:"flags,omitempty"`
}

type plugin struct{ dir string }

// New returns the plugin. It sets the flags of the analyzers, of which a process
// has one set: golangci-lint asks for one plugin of a name.
func New(conf any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[settings](conf)
	if err != nil {
		return nil, fmt.Errorf("settings of respvet: %w", err)
	}
	dir, err := os.Getwd() // golangci-lint has gone to where its own configuration says
	if err != nil {
		return nil, err
	}
	if err := s.configure(dir); err != nil {
		return nil, fmt.Errorf("settings of respvet: %w", err)
	}
	return &plugin{dir}, nil
}

// configure hands the settings on to the analyzers.
func (s settings) configure(dir string) error {
	for _, a := range analyzer.Suite {
		for flag, value := range unattended {
			if a.Flags.Lookup(flag) != nil {
				if err := a.Flags.Set(flag, value); err != nil {
					return err
				}
			}
		}
	}
	var mistakes []error
	for _, f := range s.Flags {
		if err := set(f); err != nil {
			mistakes = append(mistakes, err)
		}
	}
	s.Flags = nil
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if string(text) == "{}" {
		text = nil // none: then .respvet.yml
	}
	if err := contract.Analyzer.Flags.Set("config", string(text)); err != nil {
		return err
	}
	if text != nil {
		_, _, err := contract.Load(dir)
		mistakes = append(mistakes, unplaced(err))
	}
	return errors.Join(mistakes...)
}

// unattended are flags that differ from what they are where people choose among
// fixes: golangci-lint applies whatever it is given, and reads //nolint:respvet
// itself.
var unattended = map[string]string{"offer": "false", "nolint": "false"}

// set sets a flag that is written as on the command line, RULE.FLAG or
// RULE.FLAG=VALUE.
func set(text string) error {
	name, value, given := strings.Cut(strings.TrimLeft(text, "-"), "=")
	rule, option, _ := strings.Cut(name, ".")
	i := slices.IndexFunc(analyzer.Suite, func(a *analysis.Analyzer) bool { return a.Name == rule })
	if i < 0 || analyzer.Suite[i] == contract.Analyzer {
		return fmt.Errorf("flag %q belongs to no rule%s, allowed: %s", text, near.Hint(rule, rules()), strings.Join(rules(), ", "))
	}
	f := analyzer.Suite[i].Flags.Lookup(option)
	if f == nil {
		return fmt.Errorf("%s has no flag %q%s, allowed: %s", rule, option, near.Hint(option, options(analyzer.Suite[i])), strings.Join(options(analyzer.Suite[i]), ", "))
	}
	if b, ok := f.Value.(interface{ IsBoolFlag() bool }); !given && ok && b.IsBoolFlag() {
		value = "true"
	}
	if err := f.Value.Set(value); err != nil {
		return fmt.Errorf("flag %q: %w", text, err)
	}
	return nil
}

func rules() (names []string) {
	for _, a := range analyzer.Suite {
		if a != contract.Analyzer {
			names = append(names, a.Name)
		}
	}
	return names
}

func options(a *analysis.Analyzer) (names []string) {
	a.Flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return names
}

// unplaced leaves out where a mistake stands: the settings have become one line.
func unplaced(err error) error {
	var all []error
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range joined.Unwrap() {
			all = append(all, unplaced(err))
		}
		return errors.Join(all...)
	}
	if m := (*contract.Mistake)(nil); errors.As(err, &m) {
		return fmt.Errorf("%s, allowed: %s", m.What, m.Allowed)
	}
	return err
}

// GetLoadMode says that the analyzers look at types.
func (*plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the suite. Golangci-lint keeps what a linter has found by
// the Go files, by golangci-lint's own configuration and by the names of the
// analyzers: a name brings the files in that it does not know of.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	nameProducers(models.Load(p.dir, models.Analyzer.Flags.Lookup(models.ConfigFlag).Value.String()).Sum)
	var all []*analysis.Analyzer
	for _, a := range analyzer.Logged() {
		if a != contract.Analyzer { // which the rules require as it is
			a = plain(a)
		}
		all = append(all, a)
	}
	return append(all, &analysis.Analyzer{
		Name: fmt.Sprintf("respvetconfig_%x", contract.Digest(p.dir)),
		Doc:  "stand for the configuration in the keys of the cache\n\nIt reports nothing.",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}), nil
}

// nameProducers brings the model files into the names of the analyzers that export facts.
// golangci-lint keeps facts by these names and by the Go files, for packages that it was
// not asked for: those of the module follow from its model files as well.
func nameProducers(sum string) {
	for _, a := range analyzer.Producers {
		if a.Name, _, _ = strings.Cut(a.Name, "_"); sum != "" {
			a.Name += "_" + sum[:16]
		}
	}
}

// plain returns a rule whose findings have nothing that golangci-lint makes
// something else of: it reports related places as findings of their own, applies
// all fixes of a finding and not one of them, and drops edits of other files
// while it applies the rest.
func plain(rule *analysis.Analyzer) *analysis.Analyzer {
	a := *rule
	a.Run = func(pass *analysis.Pass) (any, error) {
		p := *pass
		p.Report = func(d analysis.Diagnostic) {
			d.Related = nil
			d.SuggestedFixes = d.SuggestedFixes[:min(1, len(d.SuggestedFixes))]
			file := pass.Fset.File(d.Pos)
			for _, fix := range d.SuggestedFixes {
				if slices.ContainsFunc(fix.TextEdits, func(e analysis.TextEdit) bool { return pass.Fset.File(e.Pos) != file }) {
					d.SuggestedFixes = nil
				}
			}
			pass.Report(d)
		}
		return rule.Run(&p)
	}
	return &a
}
