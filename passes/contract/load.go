package contract

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/respvet/respvet/passes/internal/conf"
	"github.com/respvet/respvet/passes/internal/defect"
	"go.yaml.in/yaml/v3"
)

// A loader reads one config and the contracts it names, and gathers the mistakes.
type loader struct {
	reader
	conf.Files
	known     known
	docs      []*Document
	found     []string // their files, absolute
	contracts int
}

// newLoader is for the Go files in an absolute directory, or, if there are none
// that a person wrote, for "".
func newLoader(dir string) *loader { return options{}.loader(dir) }

func (o options) loader(dir string) *loader {
	p, mistake := conf.Find(dir)
	if o.config != "" {
		p, mistake = conf.InFlag(dir, o.config), nil
	}
	l := &loader{Files: conf.Files{Place: p, Base: p.Root}}
	if dir != "" {
		l.Module = conf.Above(dir, "go.mod")
	}
	if mistake != nil {
		l.Mistakes = append(l.Mistakes, mistake)
	}
	return l
}

// config reads the config of the place, the baseline and the documents.
func (l *loader) config() config {
	c := l.settingsFile()
	l.known = l.baseline(c.baseline)
	l.documents(c.openapi)
	return c
}

// settingsFile reads the config of the place. Without one it is empty.
func (l *loader) settingsFile() config {
	if l.Place.Config == "" {
		return config{}
	}
	v := l.Parse(&l.Reader, l.Place.Config, nil)
	if v == nil {
		return config{}
	}
	return l.reader.config(v)
}

// settingsOf returns what a config says of the package in dir.
func (l *loader) settingsOf(cfg config, dir string) settings {
	s := cfg.settings
	if rel, ok := l.Relative(dir); ok {
		for _, over := range cfg.overrides {
			if match, err := doublestar.Match(over.path, rel); match && err == nil {
				s.add(over.settings)
			}
		}
	}
	return s
}

// load computes the contract of the package in dir, and the YAML that it came
// from: the settings and then the merged contract, each piece with its place.
func (l *loader) load(dir string, o options) (c *Contract, tree *value) {
	if l.contain(func() { c, tree = l.compute(dir, o) }) {
		return c, tree
	}
	return (&loader{reader: l.reader}).compute("", options{})
}

// contain runs f, a part of loading. A panic of f counts as a mistake in the
// configuration, which stands at its head.
func (l *loader) contain(f func()) bool {
	text := defect.Catch(f)
	if text != "" {
		file := cmp.Or(l.Place.Config, filepath.Join(l.Place.Root, conf.Name))
		what := "respvet has a defect: contract fails on the configuration: " + text + "; please report this at " + defect.Issues
		l.Mistakes = append(l.Mistakes, &Mistake{Pos: Pos{File: l.Shown(file), Line: 1}, What: what})
	}
	return text == ""
}

func (l *loader) compute(dir string, o options) (*Contract, *value) {
	cfg := l.config()
	s := l.settingsOf(cfg, dir)
	flagged := func(text string) *value { return conf.Word(Pos{File: "flag"}, text) }
	if o.name != "" {
		s.contract = []*value{flagged(o.name)}
	}
	if o.role != "" {
		s.role = flagged(o.role)
	}

	// Below everything lies the default contract: what no layer speaks of is as
	// it is there.
	tree, names := builtin(defaultName), []string(nil)
	for _, ref := range s.contract {
		var name string
		tree, name = l.apply(tree, ref, filepath.Dir(l.Place.Config), nil)
		names = append(names, name)
	}
	if s.shape != nil {
		tree = merge(tree, &value{Pos: s.shape.Pos, Kind: yaml.MappingNode,
			Keys: []*value{conf.Word(s.shape.Pos, "errors")}, Items: []*value{shapeOf(s.shape)}})
	}
	// Half a contract would be worse than none: statuses that are not documented
	// any more, errors of a shape that nobody asked for.
	bad := len(l.Mistakes) > 0
	if bad {
		conf.SortMistakes(l.Mistakes)
		tree, names, s.contract, s.role, s.shape = builtin(defaultName), nil, nil, nil, nil
	}

	var r reader // the files have been read one by one, with their mistakes
	c := r.contract(tree)
	c.Chosen = len(names) > 0
	if c.Name = strings.Join(names, "+"); !c.Chosen {
		c.Name = defaultName
	}
	switch {
	case s.role != nil:
		c.Role, c.role.set = roles[s.role.Text], true
	case c.Chosen:
		c.Role = c.role.byContract
	}
	c.Project.Policy = l.policy(s)
	if o.everything {
		c.Project.Policy.known = known{}
	}
	c.Project.switches, c.Project.public, c.Project.Responders = switched(s.switches), words(s.public), words(s.responders)
	if bad {
		c.Err = l.err()
	} else {
		c.Project.OpenAPI, c.Project.docs = l.found, l.docs
		if s.openapi == nil && len(l.found) > 0 {
			s.openapi = []*value{conf.Word(Pos{File: "found"}, l.Shown(l.found[0]))}
		}
	}
	return c, report(tree, s, cfg.baseline, c)
}

// err joins the mistakes; each can be had with errors.As.
func (l *loader) err() error {
	var errs []error
	for _, m := range l.Mistakes {
		errs = append(errs, m)
	}
	return errors.Join(errs...)
}
