package contract

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/respvet/respvet/passes/internal/defect"
	"go.yaml.in/yaml/v3"
)

// A loader reads one config and the contracts it names, and gathers the mistakes.
type loader struct {
	reader
	place
	base      string   // file names in messages are relative to this directory
	module    string   // the directory of go.mod, or ""
	files     []string // absolute; every file that was looked for
	known     known
	docs      []*Document
	found     []string // their files, absolute
	contracts int
}

// newLoader is for the Go files in an absolute directory, or, if there are none
// that a person wrote, for "".
func newLoader(dir string) *loader { return options{}.loader(dir) }

func (o options) loader(dir string) *loader {
	p, mistake := find(dir)
	if o.config != "" {
		p, mistake = inline(dir, o.config), nil
	}
	l := &loader{place: p, base: p.root}
	if dir != "" {
		l.module = above(dir, "go.mod")
	}
	if mistake != nil {
		l.mistakes = append(l.mistakes, mistake)
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
	if l.place.config == "" {
		return config{}
	}
	v := l.parse(l.place.config, nil)
	if v == nil {
		return config{}
	}
	return l.reader.config(v)
}

// settingsOf returns what a config says of the package in dir.
func (l *loader) settingsOf(cfg config, dir string) settings {
	s := cfg.settings
	if rel, ok := l.relative(dir); ok {
		for _, over := range cfg.overrides {
			if match, err := doublestar.Match(over.path, rel); match && err == nil {
				s.add(over.settings)
			}
		}
	}
	return s
}

// parse reads a file. ref, which named it, is where the mistake is if it cannot
// be read; without ref that is the file itself.
func (l *loader) parse(file string, ref *value) *value {
	if l.inline != "" && file == l.place.config {
		v, mistakes := parse(configFlag, []byte(l.inline))
		l.mistakes = append(l.mistakes, mistakes...)
		return v
	}
	l.files = append(l.files, file)
	data, err := l.read(file)
	if err != nil {
		if ref != nil {
			l.fail(ref, "cannot read "+quote(ref.text)+": "+reason(err), "a file inside the module")
		} else {
			l.mistakes = append(l.mistakes, &Mistake{Pos{l.shown(file), 1}, "cannot read: " + reason(err), "a readable file inside the module"})
		}
		return nil
	}
	v, mistakes := parse(l.shown(file), data)
	l.mistakes = append(l.mistakes, mistakes...)
	return v
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
		file := cmp.Or(l.place.config, filepath.Join(l.place.root, configName))
		what := "respvet has a defect: contract fails on the configuration: " + text + "; please report this at " + defect.Issues
		l.mistakes = append(l.mistakes, &Mistake{Pos: Pos{l.shown(file), 1}, What: what})
	}
	return text == ""
}

func (l *loader) compute(dir string, o options) (*Contract, *value) {
	cfg := l.config()
	s := l.settingsOf(cfg, dir)
	flagged := func(text string) *value { return word(Pos{File: "flag"}, text) }
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
		tree, name = l.apply(tree, ref, filepath.Dir(l.place.config), nil)
		names = append(names, name)
	}
	if s.shape != nil {
		tree = merge(tree, &value{pos: s.shape.pos, kind: yaml.MappingNode,
			keys: []*value{word(s.shape.pos, "errors")}, items: []*value{shapeOf(s.shape)}})
	}
	// Half a contract would be worse than none: statuses that are not documented
	// any more, errors of a shape that nobody asked for.
	bad := len(l.mistakes) > 0
	if bad {
		sortMistakes(l.mistakes)
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
		c.Role, c.role.set = roles[s.role.text], true
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
			s.openapi = []*value{word(Pos{File: "found"}, l.shown(l.found[0]))}
		}
	}
	return c, report(tree, s, cfg.baseline, c)
}

// err joins the mistakes; each can be had with errors.As.
func (l *loader) err() error {
	var errs []error
	for _, m := range l.mistakes {
		errs = append(errs, m)
	}
	return errors.Join(errs...)
}
