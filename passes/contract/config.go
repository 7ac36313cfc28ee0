package contract

import (
	"cmp"
	"errors"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/internal/defect"
	"go.yaml.in/yaml/v3"
)

// rules are the names that enable, disable and severity take.
var rules = category.Rules()

// settings are what a config says of a package, or an override of some packages.
// They stay YAML until the contract is computed: a mistake found only then, such
// as a contract that does not exist, still has its line, and so has what
// `respvet config` prints. nil is what nobody set.
type settings struct {
	contract   []*value // names and files
	role       *value
	shape      *value
	openapi    []*value
	public     []*value
	responders []*value
	switches   []switches
	severity   []rated
}

// switches are the rules and categories that one layer of a config turns on and off.
type switches struct{ enable, disable []*value }

// A config is a .respvet.yml.
type config struct {
	settings
	baseline  *value
	overrides []override
}

type override struct {
	path string
	settings
}

// add lays an override over the settings: words replace, lists add up. A list
// that replaced would turn rules back on that the project turned off everywhere,
// and nothing in the override would say so.
func (s *settings) add(o settings) {
	if o.contract != nil {
		s.contract = o.contract
	}
	if o.role != nil {
		s.role = o.role
	}
	if o.shape != nil {
		s.shape = o.shape
	}
	s.public = append(slices.Clip(s.public), o.public...)
	s.responders = append(slices.Clip(s.responders), o.responders...)
	s.switches = append(slices.Clip(s.switches), o.switches...)
	s.severity = append(slices.Clip(s.severity), o.severity...)
}

// config reads the YAML of a .respvet.yml. An override whose path is wrong is
// dropped: it cannot be known which packages it is for.
func (r *reader) config(v *value) (c config) {
	fields := r.settings(&c.settings)
	fields = append(fields,
		field{"openapi", func(v *value) { c.openapi = r.oneOrMore(v, "openapi") }},
		field{"baseline", func(v *value) {
			if r.text(v, "baseline") != "" {
				c.baseline = v
			}
		}},
		field{"overrides", func(v *value) {
			r.list(v, "overrides", "a list of overrides, each with a path", func(v *value) {
				var o override
				r.object(v, "override", append([]field{{"path", func(v *value) { o.path = r.glob(v) }}}, r.settings(&o.settings)...)...)
				if v.kind == yaml.MappingNode && v.get("path") == nil {
					r.fail(v, "an override without a path", "path: internal/gateway/**")
				}
				if o.path != "" {
					c.overrides = append(c.overrides, o)
				}
			})
		}},
	)
	r.object(v, "config", fields...)
	return c
}

// settings lists the keys that a config and an override have in common. Whether
// a contract exists is seen when it is loaded, which is not done for overrides
// of other packages.
func (r *reader) settings(s *settings) []field {
	s.switches = make([]switches, 1)
	layer := &s.switches[0]
	return []field{
		{"contract", func(v *value) { s.contract = r.oneOrMore(v, "contract") }},
		{"role", func(v *value) {
			if r.oneOf(v, "role", roleWords...) != "" {
				s.role = v
			}
		}},
		{"errors", func(v *value) {
			if r.oneOf(v, "errors", "canonical", "either") != "" {
				s.shape = v
			}
		}},
		{"enable", func(v *value) {
			layer.enable = r.names(v, "rule", "a list of rules", r.rule)
			r.contrary(layer.enable, layer.disable)
		}},
		{"disable", func(v *value) {
			layer.disable = r.names(v, "rule", "a list of rules", r.rule)
			r.contrary(layer.disable, layer.enable)
		}},
		{"severity", func(v *value) { s.severity = r.severity(v) }},
		{"public-errors", func(v *value) { s.public = r.names(v, "type", "a list of types", r.typeName) }},
		{"responders", func(v *value) { s.responders = r.names(v, "function", "a list of functions", r.funcName) }},
	}
}

// names reads a list and keeps what is good of it.
func (r *reader) names(v *value, label, allowed string, good func(*value) bool) (names []*value) {
	r.list(v, label+"s", allowed, func(v *value) {
		if good(v) {
			names = append(names, v)
		}
	})
	return names
}

// contrary refuses what two lists of one layer have in common: one turns it on and
// the other turns it off.
func (r *reader) contrary(names, others []*value) {
	for _, v := range names {
		if slices.ContainsFunc(others, func(o *value) bool { return o.text == v.text }) {
			r.fail(v, quote(v.text)+" is in enable and in disable", "one of them")
		}
	}
}

// rule accepts a rule or one of its categories.
func (r *reader) rule(v *value) bool {
	name, _, cut := strings.Cut(v.text, "/")
	if v.kind != yaml.ScalarNode || !slices.Contains(rules, name) {
		r.fail(v, "unknown rule "+quote(v.text), strings.Join(rules, ", ")+", or one of their categories as rule/category")
		return false
	}
	if !cut {
		return true
	}
	allowed := []string{name}
	for _, c := range category.Of(name) {
		if c.Name != "" && c.String() == v.text {
			return true
		}
		if c.Name != "" {
			allowed = append(allowed, c.String())
		}
	}
	r.fail(v, "unknown category "+quote(v.text), strings.Join(allowed, ", "))
	return false
}

// typeName accepts path.Name. Whether there is such a type is not asked: the
// package may be one that this one does not import.
func (r *reader) typeName(v *value) bool {
	dot := strings.LastIndexByte(v.text, '.')
	if v.kind == yaml.ScalarNode && dot > 0 && importPath(v.text[:dot]) && token.IsIdentifier(v.text[dot+1:]) {
		return true
	}
	r.wrong(v, "type", "an import path and a type, such as example.com/shop/apierr.Error")
	return false
}

func (r *reader) funcName(v *value) bool {
	if v.kind == yaml.ScalarNode && isFuncName(v.text) {
		return true
	}
	r.wrong(v, "function", "an import path and a function or method, such as example.com/shop/reply.Error, example.com/shop/reply.(*W).Error")
	return false
}

// isFuncName accepts path.Name, path.T.Name and path.(*T).Name.
func isFuncName(s string) bool {
	dot := strings.LastIndexByte(s, '.')
	if dot < 0 || !token.IsIdentifier(s[dot+1:]) {
		return false
	}
	s = s[:dot]
	if at := strings.LastIndex(s, ".(*"); at >= 0 && strings.HasSuffix(s, ")") {
		return importPath(s[:at]) && token.IsIdentifier(s[at+3:len(s)-1])
	}
	// A dot after the last slash may be the path's own, as in gopkg.in/yaml.v3,
	// or lead to a type: either way an import path is left.
	return importPath(s)
}

// importPath is as strict as the Go specification: what a compiler may refuse, a
// config has no use for. It keeps spaces and globs out, which are likely slips.
func importPath(s string) bool {
	if s == "" {
		return false
	}
	for part := range strings.SplitSeq(s, "/") {
		if strings.Trim(part, ".") == "" || strings.ContainsFunc(part, func(c rune) bool {
			return c <= ' ' || strings.ContainsRune("!\"#$%&'()*,:;<=>?[\\]^`{|}\u007f", c)
		}) {
			return false
		}
	}
	return true
}

// glob reads a path that overrides match packages with. One that leaves the
// config's directory could never match; "./x" and "x/" are "x".
func (r *reader) glob(v *value) string {
	glob := strings.TrimSuffix(r.text(v, "path"), "/")
	if glob == "" {
		return ""
	}
	if strings.HasPrefix(glob, "/") || slices.Contains(strings.Split(glob, "/"), "..") || !doublestar.ValidatePattern(glob) {
		r.wrong(v, "path", "a path or glob below the config's directory, such as internal/gateway/**")
		return ""
	}
	return strings.TrimPrefix(glob, "./")
}

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
	if l.given != "" && file == l.place.config {
		v, mistakes := parse(configFlag, []byte(l.given))
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
		c.Role, c.roleSet = roles[s.role.text], true
	case c.Chosen:
		c.Role = c.defaultRole
	}
	c.Policy = l.policy(s)
	if o.everything {
		c.Policy.known = known{}
	}
	c.switches, c.public, c.Responders = switched(s.switches), words(s.public), words(s.responders)
	if bad {
		c.Err = l.err()
	} else {
		c.OpenAPI, c.docs = l.found, l.docs
		if s.openapi == nil && len(l.found) > 0 {
			s.openapi = []*value{word(Pos{File: "found"}, l.shown(l.found[0]))}
		}
	}
	return c, report(tree, s, cfg.baseline, c)
}

// switched returns what each layer turns on and off.
func switched(layers []switches) (list []map[string]bool) {
	for _, l := range layers {
		names := make(map[string]bool)
		for _, v := range l.enable {
			names[v.text] = true
		}
		for _, v := range l.disable {
			names[v.text] = false
		}
		if len(names) > 0 {
			list = append(list, names)
		}
	}
	return list
}

// enabled and disabled return the names that are on and off when all layers have
// spoken: a later one takes back what it names, and the categories of a rule that it
// names.
func (s *settings) enabled() []*value {
	return s.last(func(l switches) (these, others []*value) { return l.enable, l.disable })
}

func (s *settings) disabled() []*value {
	return s.last(func(l switches) (these, others []*value) { return l.disable, l.enable })
}

func (s *settings) last(lists func(switches) (these, others []*value)) (names []*value) {
	for _, l := range s.switches {
		these, others := lists(l)
		for _, v := range others {
			names = slices.DeleteFunc(names, func(n *value) bool {
				rule, _, _ := strings.Cut(n.text, "/")
				return n.text == v.text || rule == v.text
			})
		}
		for _, v := range these { // each once: overrides repeat what is so already
			if !slices.ContainsFunc(names, func(n *value) bool { return n.text == v.text }) {
				names = append(names, v)
			}
		}
	}
	return names
}

// err joins the mistakes; each can be had with errors.As.
func (l *loader) err() error {
	var errs []error
	for _, m := range l.mistakes {
		errs = append(errs, m)
	}
	return errors.Join(errs...)
}

// words returns the texts of a list, each once: overrides repeat what holds
// already.
func words(list []*value) []string {
	var texts []string
	for _, v := range list {
		if !slices.Contains(texts, v.text) {
			texts = append(texts, v.text)
		}
	}
	return texts
}

// report puts the settings before the contract's own YAML. The names of layers
// stand in the comments, so the contract's own name and extends are left out.
func report(tree *value, s settings, baseline *value, c *Contract) *value {
	out := &value{kind: yaml.MappingNode}
	add := func(key string, v *value) {
		if v != nil {
			out.set(word(v.pos, key), v)
		}
	}
	list := func(items []*value) *value {
		if len(items) == 0 {
			return nil
		}
		return &value{pos: items[0].pos, kind: yaml.SequenceNode, items: items}
	}
	switch len(s.contract) {
	case 0:
		add("contract", word(Pos{File: "none chosen"}, defaultName))
	case 1:
		add("contract", s.contract[0])
	default:
		add("contract", list(s.contract))
	}
	role := s.role
	if role == nil && c.Chosen {
		role = tree.get("role")
	}
	if role == nil {
		role = word(Pos{File: "none chosen"}, c.Role.String())
	}
	add("role", role)
	add("openapi", list(s.openapi))
	add("public-errors", list(s.public))
	add("responders", list(s.responders))
	add("enable", list(s.enabled()))
	add("disable", list(s.disabled()))
	add("severity", severities(s.severity))
	add("baseline", baseline)
	for i, key := range tree.keys {
		if out.get(key.text) == nil && key.text != "name" && key.text != "extends" {
			out.set(key, tree.items[i])
		}
	}
	return out
}
