package contract

import (
	"embed"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// A profile is read only when a package asks for it: under go vet a process
// looks at one package, and most never get here.
//
//go:embed profiles/*.yaml
var profiles embed.FS

const defaultName = "default"

// Names returns the built-in contracts, sorted.
func Names() []string {
	entries, _ := profiles.ReadDir("profiles") // embedded: always there, and sorted
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return names
}

// builtin returns the YAML of a built-in contract, or nil.
func builtin(name string) *value {
	data, err := profiles.ReadFile("profiles/" + name + ".yaml")
	if err != nil {
		return nil
	}
	v, _ := conf.Parse("built-in "+name, data)
	return v
}

// isFile reports whether a contract is named as a file: with a folder or an
// extension, so that a file cannot hide a built-in name.
func isFile(name string) bool {
	return strings.Contains(name, "/") || path.Ext(name) != ""
}

// maxContracts bounds how many contracts one configuration may draw in: each may
// extend several, which doubles at every step.
const maxContracts = 32

// apply lays the contract that ref names over a tree, first all that it extends
// and then itself, and returns the new tree and the contract's name. Files are
// looked for from the directory within. chain holds the files that led here.
// What cannot be loaded leaves the tree as it was.
//
// The layers go on the tree one by one, rather than being merged among
// themselves: a null has to remove what any layer below it says.
func (l *loader) apply(tree, ref *value, within string, chain []string) (*value, string) {
	if l.contracts++; l.contracts > maxContracts {
		if l.contracts == maxContracts+1 {
			l.Fail(ref, "too many contracts", strconv.Itoa(maxContracts)+" in all")
		}
		return tree, ""
	}
	if !isFile(ref.Text) {
		v := builtin(ref.Text)
		if v == nil {
			l.Unknown(ref, "contract", Names(), strings.Join(Names(), ", ")+", or a file such as api/contract.yaml")
			return tree, ""
		}
		return merge(l.bases(tree, v, within, chain), v), ref.Text
	}
	file, ok := l.Resolve(&l.Reader, ref, within)
	if !ok {
		return tree, ""
	}
	// Mistakes quote words: of a contract, and not of whatever else lies in the module.
	if ext := path.Ext(ref.Text); ext != ".yaml" && ext != ".yml" {
		l.Fail(ref, "bad contract file "+conf.Quote(ref.Text), "a file that ends in .yaml or .yml")
		return tree, ""
	}
	if i := slices.Index(chain, file); i >= 0 {
		var names []string
		for _, f := range append(slices.Clone(chain[i:]), file) {
			names = append(names, filepath.Base(f))
		}
		l.Fail(ref, "cyclic extends: "+conf.Shorten(strings.Join(names, " → "), 200), "a contract that does not extend itself")
		return tree, ""
	}
	v := l.Parse(&l.Reader, file, ref)
	if v == nil {
		return tree, ""
	}
	own := l.reader.contract(v)
	if own.Name == "" {
		own.Name = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	}
	tree = l.bases(tree, v, filepath.Dir(file), append(slices.Clip(chain), file))
	tree = merge(tree, plain(v))
	if own.About == "" {
		tree.Remove("about") // it is not about this one
	}
	return tree, own.Name
}

// bases lays over a tree what a contract extends.
func (l *loader) bases(tree, v *value, within string, chain []string) *value {
	if extends := v.Get("extends"); extends != nil {
		for _, ref := range texts(extends) {
			tree, _ = l.apply(tree, ref, within, chain)
		}
	}
	return tree
}

// plain spells out the short form of errors, for merge to see.
func plain(v *value) *value {
	i := v.Index("errors")
	if i < 0 || v.Items[i].Kind != yaml.ScalarNode || v.Items[i].IsNull() {
		return v
	}
	v = v.Clone()
	v.Items[i] = shapeOf(v.Items[i])
	return v
}

// shapeOf makes {shape: …} of a word.
func shapeOf(shape *value) *value {
	return &value{Pos: shape.Pos, Kind: yaml.MappingNode, Keys: []*value{conf.Word(shape.Pos, "shape")}, Items: []*value{shape}}
}

// texts returns the texts of a value that is one text or a list of them.
func texts(v *value) []*value {
	items := []*value{v}
	if v.Kind == yaml.SequenceNode {
		items = v.Items
	}
	list := []*value{}
	for _, item := range items {
		if item.Kind == yaml.ScalarNode && item.Tag == "!!str" && item.Text != "" {
			list = append(list, item)
		}
	}
	return list
}

// oneOrMore reads a text or a list of texts. What it returns may be shorter than
// what is there, and is not nil if the key is: "contract: []" is a choice too.
func (r *reader) oneOrMore(v *value, label string) []*value {
	if v.Kind != yaml.SequenceNode {
		r.Text(v, label)
		return texts(v)
	}
	for _, item := range v.Items {
		r.Text(item, label)
	}
	return texts(v)
}

// contract reads the YAML of a contract, be it one layer, to find its mistakes,
// or all of them merged, to be used. It knows nothing of what a layer leaves to
// those below, so it asks no questions that need the whole: a preferred status
// that turns out to be undocumented is simply not preferred (Replacements).
func (r *reader) contract(v *value) *Contract {
	c := &Contract{rules: responseRules{forms: make(map[string]HeaderForm), preferred: make(map[int][]int), meanings: make(map[Condition]int)}}
	r.object(v, "contract",
		field{"name", func(v *value) { c.Name = conf.Shorten(r.Text(v, "name"), 40) }},
		field{"about", func(v *value) { c.About = r.Text(v, "about") }},
		field{"extends", func(v *value) { r.oneOrMore(v, "contract") }},
		field{"role", func(v *value) { c.role.byContract = r.role(v, "role") }},
		field{"statuses", func(v *value) { c.Statuses = r.statuses(v) }},
		field{"preferred", func(v *value) {
			r.Table(v, "preferred", "a mapping of statuses to statuses", func(key, item *value) {
				list := []*value{item}
				if item.Kind == yaml.SequenceNode {
					list = item.Items
				}
				from, ok := r.status(key)
				for _, v := range list {
					if to, good := r.status(v); ok && good {
						c.rules.preferred[from] = append(c.rules.preferred[from], to)
					}
				}
			})
		}},
		field{"errors", func(v *value) { c.Errors = r.errors(v) }},
		field{"success", func(v *value) {
			r.object(v, "success",
				field{"media-types", func(v *value) { c.Success.MediaTypes = r.mediaTypes(v) }},
				field{"schema", func(v *value) { c.Success.Schema = r.schema(v) }},
			)
		}},
		field{"list", func(v *value) {
			c.rules.list = &List{}
			r.object(v, "list",
				field{"empty", func(v *value) { c.rules.list.Empty, _ = r.status(v) }},
				field{"nulls", func(v *value) { c.rules.list.NoNull = r.OneOf(v, "nulls", "forbidden", "allowed") == "forbidden" }},
				field{"schema", func(v *value) { c.rules.list.Schema = r.schema(v) }},
			)
		}},
		field{"headers", func(v *value) { c.rules.headers = r.headers(v) }},
		field{"header-forms", func(v *value) {
			r.Table(v, "header-forms", "a mapping of header names to forms", func(key, item *value) {
				name, form := r.headerName(key), r.OneOf(item, "form", string(FormSeconds))
				c.rules.forms[strings.ToLower(name)] = HeaderForm(form)
			})
		}},
		field{"retry", func(v *value) { c.Retry = r.retry(v) }},
		field{"meanings", func(v *value) {
			r.Table(v, "meanings", "a mapping of conditions to statuses", func(key, item *value) {
				condition := Condition(r.OneOf(key, "condition", conditions...))
				if status, ok := r.status(item); ok && condition != "" {
					c.rules.meanings[condition] = status
				}
			})
		}},
	)
	return c
}

var methods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY"}

var useWords = []string{"freely", "allowed", "never"}

// uses gives the words of YAML their meaning. "freely" is said where something
// else is inherited.
var uses = map[string]Use{"freely": UseFreely, "allowed": UseAllowed, "never": UseNever}

// statuses reads the table in any of its three forms and sorts it.
func (r *reader) statuses(v *value) []Status {
	if v.Kind == yaml.ScalarNode && v.Text == "registered" {
		return nil
	}
	table := []Status{} // not nil, which is every registered status
	r.Table(statusTable(v), "statuses", "registered, a list of statuses, a mapping of statuses to who sets them", func(key, item *value) {
		p, ok := r.pattern(key)
		if !ok {
			return
		}
		s := Status{Pattern: p, Pos: key.Pos}
		if item.Kind == yaml.ScalarNode {
			s.SetBy = r.role(item, "set-by")
		} else {
			r.object(item, "status",
				field{"set-by", func(v *value) { s.SetBy = r.role(v, "set-by") }},
				field{"use", func(v *value) { s.Use = uses[r.OneOf(v, "use", useWords...)] }},
				field{"methods", func(v *value) {
					r.List(v, "methods", "a list of request methods", func(v *value) {
						s.Methods = append(s.Methods, r.OneOf(v, "method", methods...))
					})
				}},
				field{"means", func(v *value) { s.Means = r.Text(v, "means") }},
			)
		}
		table = append(table, s)
	})
	// In order for who lists the table; look-ups do not depend on it.
	slices.SortFunc(table, func(a, b Status) int {
		if a.Pattern.lo != b.Pattern.lo {
			return a.Pattern.lo - b.Pattern.lo
		}
		return a.Pattern.hi - b.Pattern.hi // no two are the same
	})
	return table
}

// errors reads the error rule, or the one word that is short for its shape.
func (r *reader) errors(v *value) (e Errors) {
	shape := func(v *value) { e.Either = r.OneOf(v, "shape", "canonical", "either") == "either" }
	if v.Kind == yaml.ScalarNode {
		shape(v)
		return e
	}
	r.object(v, "errors",
		field{"for", func(v *value) { e.For = r.patterns(v, "for") }},
		field{"body", func(v *value) { e.Required = r.OneOf(v, "body", "required", "optional") == "required" }},
		field{"media-types", func(v *value) { e.MediaTypes = r.mediaTypes(v) }},
		field{"optional", func(v *value) { e.OmitEmpty = r.OneOf(v, "optional", "omitted", "any") == "omitted" }},
		field{"shape", shape},
		field{"messages", func(v *value) { e.messages = r.advice(v, "messages") }},
		field{"schema", func(v *value) { e.Schema = r.schema(v) }},
		field{"alternatives", func(v *value) {
			r.List(v, "alternatives", "a list of schemas", func(v *value) { e.Alternatives = append(e.Alternatives, r.schema(v)) })
		}},
	)
	return e
}

func (r *reader) mediaTypes(v *value) (types []string) {
	r.List(v, "media-types", "a list of media types", func(v *value) {
		if m := r.mediaType(v, len(types) > 0); m != "" {
			types = append(types, m)
		}
	})
	return types
}

// mediaType reads a media type. The first of a list is written by fixes and may
// hold no star.
func (r *reader) mediaType(v *value, star bool) string {
	kind, sub, ok := strings.Cut(v.Text, "/")
	allowed := "a media type such as application/json"
	if star {
		allowed += " or application/*+json"
	}
	good := func(s string) bool {
		return strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789.+-_*") == "" && s != "" &&
			(star || !strings.Contains(s, "*"))
	}
	if v.Kind != yaml.ScalarNode || !ok || !good(kind) || !good(sub) {
		r.Wrong(v, "media type", allowed)
		return ""
	}
	return strings.ToLower(v.Text)
}

// headers reads the header rules. All those whose pattern covers a status hold:
// what 4XX asks for, 401 does not take back.
func (r *reader) headers(v *value) (headers []HeaderRule) {
	r.Table(v, "headers", "a mapping of statuses to header names", func(key, item *value) {
		p, ok := r.pattern(key)
		r.List(item, "headers", "a list of header names", func(v *value) {
			h := HeaderRule{Pattern: p, Pos: v.Pos}
			if v.Kind == yaml.MappingNode {
				r.object(v, "header",
					field{"any-of", func(v *value) {
						r.List(v, "any-of", "a list of header names", func(v *value) { h.AnyOf = append(h.AnyOf, r.headerName(v)) })
					}},
					field{"holds", func(v *value) { h.Holds = Holds(r.OneOf(v, "holds", holdsWords...)) }},
				)
			} else {
				h.AnyOf = []string{r.headerName(v)}
			}
			if ok && len(h.AnyOf) > 0 {
				headers = append(headers, h)
			}
		})
	})
	return headers
}

// headerName is narrower than RFC 9110, which allows "!#$%" too: no header has
// them, and a slip may.
func (r *reader) headerName(v *value) string {
	if v.Kind != yaml.ScalarNode || v.Tag != "!!str" ||
		strings.Trim(strings.ToLower(v.Text), "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" || v.Text == "" {
		r.Wrong(v, "header name", "a name such as Retry-After")
		return ""
	}
	return v.Text
}

// advice reads a text for each of some statuses.
func (r *reader) advice(v *value, where string) map[int]string {
	texts := make(map[int]string)
	r.Table(v, where, "a mapping of statuses to texts", func(key, item *value) {
		if status, ok := r.status(key); ok {
			texts[status] = r.Text(item, where)
		}
	})
	return texts
}

func (r *reader) retry(v *value) (retry Retry) {
	r.object(v, "retry",
		field{"statuses", func(v *value) { retry.Statuses = r.patterns(v, "statuses") }},
		field{"opt-in", func(v *value) { retry.OptIn = r.patterns(v, "opt-in") }},
		field{"backoff", func(v *value) {
			retry.Exponential = r.OneOf(v, "backoff", "exponential", "constant") == "exponential"
		}},
		field{"jitter", func(v *value) { retry.Jitter = r.Truth(v, "jitter") }},
		field{"retry-after", func(v *value) { retry.RetryAfter = r.Truth(v, "retry-after") }},
		field{"attempts", func(v *value) { retry.Attempts = r.Number(v, "attempts", 1, 100) }},
		field{"advice", func(v *value) { retry.advice = r.advice(v, "advice") }},
	)
	return retry
}
