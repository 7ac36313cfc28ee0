package contract

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/baseline"
	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// A Severity says how much a finding weighs.
type Severity = category.Severity

const (
	SeverityError   = category.Error
	SeverityWarning = category.Warning
	SeverityInfo    = category.Info // where the configuration says so, shown and no failure
)

// A Policy is what the configuration of a package says of findings, rather than
// of responses. Its methods take nil for no configuration.
type Policy struct {
	severities []rated
	known      known
}

// A known is a baseline, and the name of its file, absolute, or "".
type known struct {
	*baseline.Baseline
	file string
}

// A rated is an entry of the key severity: a rule or category, and a word.
type rated struct{ name, word *value }

// LoadPolicy returns the policy for the Go files in an absolute directory. It is
// never nil: a configuration with mistakes counts as far as it can be read, and
// Check says what they are. It is much cheaper than Load, which reads contracts
// and OpenAPI documents.
func LoadPolicy(dir string) *Policy {
	l := optionsOf(&Analyzer.Flags).loader(filepath.Clean(dir))
	cfg := l.settingsFile()
	l.known = l.baseline(cfg.baseline)
	return l.policy(l.settingsOf(cfg, dir))
}

func (l *loader) policy(s settings) *Policy {
	return &Policy{severities: s.severity, known: l.known}
}

// Baseline returns the findings that are to be left out.
func (p *Policy) Baseline() *baseline.Baseline {
	if p == nil {
		return nil
	}
	return p.known.Baseline
}

// BaselineFile returns the absolute name of the file that the configuration names
// as its baseline, be it there or not, and "" if it names none. The file is
// inside the module.
func (p *Policy) BaselineFile() string {
	if p == nil {
		return ""
	}
	return p.known.file
}

// baseline reads the baseline that a config names; v is nil for none. One that is
// not there yet is empty. Nothing of a file that is no baseline is shown.
func (l *loader) baseline(v *value) known {
	if v == nil {
		return known{}
	}
	file, ok := l.Resolve(&l.Reader, v, filepath.Dir(l.Place.Config))
	if !ok {
		return known{}
	}
	l.Looked = append(l.Looked, file)
	data, err := l.ReadUpTo(file, baseline.MaxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		l.Fail(v, "cannot read "+conf.Quote(v.Text)+": "+conf.Reason(err), "a file inside the module")
		return known{}
	case len(data) > baseline.MaxSize:
		l.Fail(v, "the baseline "+conf.Quote(v.Text)+" is too large", fmt.Sprintf("%d bytes", baseline.MaxSize))
		return known{}
	}
	b, err := baseline.Parse(filepath.Dir(file), data)
	if bad := (*baseline.Error)(nil); errors.As(err, &bad) { // the first line of perhaps many
		l.Mistakes = append(l.Mistakes, &Mistake{Pos: Pos{File: l.Shown(file), Line: bad.Line}, What: "not a line of a baseline", Allowed: "what respvet -write-baseline writes"})
	}
	return known{b, file}
}

// Severity returns how much findings of a rule ("errleak") or category
// ("errleak/parse") weigh. What is said of a category goes before what is said
// of its rule, wherever it is said. Where nothing is, the table of categories says it.
func (p *Policy) Severity(rule string) Severity {
	if s, ok := p.Configured(rule); ok {
		return s
	}
	return category.SeverityOf(rule)
}

// Configured is Severity without the table: ok is false if the configuration says
// nothing of the rule or category.
func (p *Policy) Configured(rule string) (s Severity, ok bool) {
	if p == nil {
		return "", false
	}
	name, _, _ := strings.Cut(rule, "/")
	for _, name := range []string{rule, name} {
		for _, r := range slices.Backward(p.severities) { // overrides come last
			if r.name.Text == name {
				return Severity(r.word.Text), true
			}
		}
	}
	return "", false
}

// severity reads a mapping of rules and categories to severities.
func (r *reader) severity(v *value) (list []rated) {
	r.Table(v, "severity", "a mapping of rules to "+strings.Join(category.Severities, ", "), func(name, word *value) {
		if r.rule(name) && r.OneOf(word, "severity", category.Severities...) != "" {
			list = append(list, rated{name, word})
		}
	})
	return list
}

// severities is the mapping again, each name once, nil for none.
func severities(list []rated) *value {
	if len(list) == 0 {
		return nil
	}
	v := &value{Pos: list[0].name.Pos, Kind: yaml.MappingNode}
	for _, r := range list {
		v.Set(r.name, r.word)
	}
	return v
}
