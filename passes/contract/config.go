package contract

import (
	"go/token"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/internal/conf"
	"github.com/respvet/respvet/passes/models"
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
	models     []*value
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
		field{models.Key, func(v *value) { c.models = r.oneOrMore(v, models.Key) }},
		field{"baseline", func(v *value) {
			if r.Text(v, "baseline") != "" {
				c.baseline = v
			}
		}},
		field{"overrides", func(v *value) {
			r.List(v, "overrides", "a list of overrides, each with a path", func(v *value) {
				var o override
				r.object(v, "override", append([]field{{"path", func(v *value) { o.path = r.glob(v) }}}, r.settings(&o.settings)...)...)
				if v.Kind == yaml.MappingNode && v.Get("path") == nil {
					r.Fail(v, "an override without a path", "path: internal/gateway/**")
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
			if r.OneOf(v, "role", roleWords...) != "" {
				s.role = v
			}
		}},
		{"errors", func(v *value) {
			if r.OneOf(v, "errors", "canonical", "either") != "" {
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
	r.List(v, label+"s", allowed, func(v *value) {
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
		if slices.ContainsFunc(others, func(o *value) bool { return o.Text == v.Text }) {
			r.Fail(v, conf.Quote(v.Text)+" is in enable and in disable", "one of them")
		}
	}
}

// rule accepts a rule or one of its categories.
func (r *reader) rule(v *value) bool {
	name, _, cut := strings.Cut(v.Text, "/")
	if v.Kind != yaml.ScalarNode || !slices.Contains(rules, name) {
		r.Unknown(v, "rule", slices.Concat(rules, categoryNames()), strings.Join(rules, ", ")+", or one of their categories as rule/category")
		return false
	}
	if !cut {
		return true
	}
	allowed := []string{name}
	for _, c := range category.Of(name) {
		if c.Name != "" && c.String() == v.Text {
			return true
		}
		if c.Name != "" {
			allowed = append(allowed, c.String())
		}
	}
	r.Unknown(v, "category", allowed, strings.Join(allowed, ", "))
	return false
}

// categoryNames are the categories of all rules, as rule/category.
func categoryNames() (names []string) {
	for _, rule := range rules {
		for _, c := range category.Of(rule) {
			if c.Name != "" {
				names = append(names, c.String())
			}
		}
	}
	return names
}

// typeName accepts path.Name. Whether there is such a type is not asked: the
// package may be one that this one does not import.
func (r *reader) typeName(v *value) bool {
	dot := strings.LastIndexByte(v.Text, '.')
	if v.Kind == yaml.ScalarNode && dot > 0 && importPath(v.Text[:dot]) && token.IsIdentifier(v.Text[dot+1:]) {
		return true
	}
	r.Wrong(v, "type", "an import path and a type, such as example.com/shop/apierr.Error")
	return false
}

func (r *reader) funcName(v *value) bool {
	if v.Kind == yaml.ScalarNode && isFuncName(v.Text) {
		return true
	}
	r.Wrong(v, "function", "an import path and a function or method, such as example.com/shop/reply.Error, example.com/shop/reply.(*W).Error")
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
	glob := strings.TrimSuffix(r.Text(v, "path"), "/")
	if glob == "" {
		return ""
	}
	if strings.HasPrefix(glob, "/") || slices.Contains(strings.Split(glob, "/"), "..") || !doublestar.ValidatePattern(glob) {
		r.Wrong(v, "path", "a path or glob below the config's directory, such as internal/gateway/**")
		return ""
	}
	return strings.TrimPrefix(glob, "./")
}

// switched returns what each layer turns on and off.
func switched(layers []switches) (list []map[string]bool) {
	for _, l := range layers {
		names := make(map[string]bool)
		for _, v := range l.enable {
			names[v.Text] = true
		}
		for _, v := range l.disable {
			names[v.Text] = false
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
				rule, _, _ := strings.Cut(n.Text, "/")
				return n.Text == v.Text || rule == v.Text
			})
		}
		for _, v := range these { // each once: overrides repeat what is so already
			if !slices.ContainsFunc(names, func(n *value) bool { return n.Text == v.Text }) {
				names = append(names, v)
			}
		}
	}
	return names
}

// words returns the texts of a list, each once: overrides repeat what holds
// already.
func words(list []*value) []string {
	var texts []string
	for _, v := range list {
		if !slices.Contains(texts, v.Text) {
			texts = append(texts, v.Text)
		}
	}
	return texts
}

// report puts the settings before the contract's own YAML. The names of layers
// stand in the comments, so the contract's own name and extends are left out.
func report(tree *value, s settings, baseline *value, c *Contract) *value {
	out := &value{Kind: yaml.MappingNode}
	add := func(key string, v *value) {
		if v != nil {
			out.Set(conf.Word(v.Pos, key), v)
		}
	}
	list := func(items []*value) *value {
		if len(items) == 0 {
			return nil
		}
		return &value{Pos: items[0].Pos, Kind: yaml.SequenceNode, Items: items}
	}
	switch len(s.contract) {
	case 0:
		add("contract", conf.Word(Pos{File: "none chosen"}, defaultName))
	case 1:
		add("contract", s.contract[0])
	default:
		add("contract", list(s.contract))
	}
	role := s.role
	if role == nil && c.Chosen {
		role = tree.Get("role")
	}
	if role == nil {
		role = conf.Word(Pos{File: "none chosen"}, c.Role.String())
	}
	add("role", role)
	add("openapi", list(s.openapi))
	add(models.Key, list(s.models))
	add("public-errors", list(s.public))
	add("responders", list(s.responders))
	add("enable", list(s.enabled()))
	add("disable", list(s.disabled()))
	add("severity", severities(s.severity))
	add("baseline", baseline)
	for i, key := range tree.Keys {
		if out.Get(key.Text) == nil && key.Text != "name" && key.Text != "extends" {
			out.Set(key, tree.Items[i])
		}
	}
	return out
}
