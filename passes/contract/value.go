package contract

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// What a file may hold. Both are far beyond any real one; they stop a file that
// was made to exhaust the reader, above all by aliases of aliases.
const (
	maxFile  = 1 << 20 // bytes
	maxNodes = 20_000  // after aliases are expanded
	maxDepth = 64
)

// A Pos is the place in a YAML file that a part of a contract comes from.
type Pos struct {
	File string // as messages show it
	Line int    // from 1
}

func (p Pos) String() string { return p.File + ":" + strconv.Itoa(p.Line) }

// A Mistake is something wrong in a config or contract file.
type Mistake struct {
	Pos
	What    string // what is wrong
	Allowed string // what could stand there instead, "" if the mistake is not the file's
}

func (m *Mistake) Error() string {
	if m.Allowed == "" {
		return m.Pos.String() + ": " + m.What
	}
	return m.Pos.String() + ": " + m.What + ", allowed: " + m.Allowed
}

func sortMistakes(list []*Mistake) {
	slices.SortStableFunc(list, func(a, b *Mistake) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}

// A value is a piece of YAML that knows its file. Unlike a yaml.Node it has no
// aliases and no duplicate keys, and values of several files can make one tree.
type value struct {
	pos   Pos
	kind  yaml.Kind // ScalarNode, SequenceNode or MappingNode
	tag   string    // of a scalar: !!str, !!int, …
	text  string    // of a scalar
	keys  []*value  // of a mapping
	items []*value  // of a sequence; of a mapping, one for each key
}

func (v *value) isNull() bool { return v.kind == yaml.ScalarNode && v.tag == "!!null" }

// get returns what a mapping has for a key, or nil. It is nil-safe.
func (v *value) get(key string) *value {
	if v == nil || v.kind != yaml.MappingNode {
		return nil
	}
	if i := v.index(key); i >= 0 {
		return v.items[i]
	}
	return nil
}

func (v *value) index(key string) int {
	return slices.IndexFunc(v.keys, func(k *value) bool { return k.text == key })
}

func (v *value) set(key, item *value) {
	if i := v.index(key.text); i >= 0 {
		v.keys[i], v.items[i] = key, item
		return
	}
	v.keys, v.items = append(v.keys, key), append(v.items, item)
}

func (v *value) remove(key string) {
	if i := v.index(key); i >= 0 {
		v.keys, v.items = slices.Delete(v.keys, i, i+1), slices.Delete(v.items, i, i+1)
	}
}

// clone copies the level that merge writes to.
func (v *value) clone() *value {
	c := *v
	c.keys, c.items = slices.Clone(v.keys), slices.Clone(v.items)
	return &c
}

// sorted returns a mapping in the order of its keys, for a reader to look it up.
func (v *value) sorted() *value {
	out := &value{pos: v.pos, kind: v.kind, tag: v.tag, text: v.text, items: v.items}
	if v.kind == yaml.MappingNode {
		out.keys = slices.SortedFunc(slices.Values(v.keys), func(a, b *value) int { return strings.Compare(a.text, b.text) })
		out.items = nil
		for _, key := range out.keys {
			out.items = append(out.items, v.get(key.text))
		}
	}
	return out
}

// parse reads the one YAML document of a file. An empty file is an empty
// mapping. The mistakes name the file; without any, the value is complete.
func parse(file string, data []byte) (*value, []*Mistake) {
	top := Pos{file, 1}
	if len(data) > maxFile {
		return nil, []*Mistake{{top, "the file is too large", fmt.Sprintf("%d bytes", maxFile)}}
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return &value{pos: top, kind: yaml.MappingNode}, nil
	case err != nil:
		return nil, []*Mistake{syntaxMistake(file, err)}
	}
	var next yaml.Node
	switch err := dec.Decode(&next); {
	case err == nil:
		return nil, []*Mistake{{Pos{file, max(next.Line, 1)}, "a second YAML document", "one document a file"}}
	case !errors.Is(err, io.EOF):
		return nil, []*Mistake{syntaxMistake(file, err)}
	}
	x := expander{file: file}
	v := x.expand(doc.Content[0], 0)
	if len(x.mistakes) > 0 {
		return nil, x.mistakes
	}
	if v.isNull() {
		v = &value{pos: v.pos, kind: yaml.MappingNode}
	}
	return v, nil
}

// syntaxMistake turns "yaml: line 3: what" into a Mistake.
func syntaxMistake(file string, err error) *Mistake {
	what, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if m := regexp.MustCompile(`^(?:unmarshal errors:\s*)?line (\d+): `).FindStringSubmatch(what); m != nil {
		what = what[len(m[0]):]
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 {
			line = n
		}
	}
	return &Mistake{Pos{file, line}, "not YAML: " + shorten(what, 80), "a YAML document"}
}

type expander struct {
	file     string
	nodes    int
	stopped  bool // a limit was passed: what comes after it says nothing
	mistakes []*Mistake
}

func (x *expander) fail(line int, what, allowed string) {
	if x.stopped {
		return
	}
	x.mistakes = append(x.mistakes, &Mistake{Pos{x.file, max(line, 1)}, what, allowed})
}

// expand copies a node and replaces aliases by what they stand for. It stops at
// the first limit that is passed, so that an alias which contains itself ends.
func (x *expander) expand(n *yaml.Node, depth int) *value {
	v := &value{pos: Pos{x.file, max(n.Line, 1)}, kind: yaml.ScalarNode, tag: "!!null"}
	if x.nodes++; x.nodes > maxNodes {
		x.fail(n.Line, "too many YAML nodes, aliases expanded", strconv.Itoa(maxNodes))
		x.stopped = true
	}
	if depth > maxDepth {
		x.fail(n.Line, "YAML nested too deeply", strconv.Itoa(maxDepth)+" levels")
		x.stopped = true
	}
	if x.stopped {
		return v
	}
	switch n.Kind {
	case yaml.AliasNode:
		line := v.pos.Line
		if v = x.expand(n.Alias, depth+1); v.kind == yaml.ScalarNode {
			v.pos.Line = line // where it is used says more of a single word
		}
	case yaml.ScalarNode:
		v.tag, v.text = n.ShortTag(), n.Value
	case yaml.SequenceNode:
		v.kind, v.tag = n.Kind, ""
		for _, item := range n.Content {
			v.items = append(v.items, x.expand(item, depth+1))
		}
	case yaml.MappingNode:
		v.kind, v.tag = n.Kind, ""
		lines := make(map[string]int)
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := x.expand(n.Content[i], depth+1)
			if key.kind != yaml.ScalarNode {
				x.fail(key.pos.Line, "a key that is a list or a mapping", "a word or a number")
				continue
			}
			if first, ok := lines[key.text]; ok {
				x.fail(key.pos.Line, fmt.Sprintf("duplicate key %s, first in line %d", quote(key.text), first), "each key once")
				continue
			}
			lines[key.text] = key.pos.Line
			v.keys, v.items = append(v.keys, key), append(v.items, x.expand(n.Content[i+1], depth+1))
		}
	}
	return v
}

// quote makes a piece of a file safe to show: short, on one line, in quotes.
func quote(s string) string { return strconv.Quote(shorten(s, 40)) }

func shorten(s string, n int) string {
	s = printable(s)
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// printable takes out what a terminal would obey.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s)
}

// merge lays a patch over a base and changes neither. Its rule is that of JSON
// Merge Patch (RFC 7396): mappings merge, anything else replaces, null removes.
// Two things differ. A schema is replaced as a whole, and takes the alternatives
// of the old one with it: members of two shapes would make a third that nobody
// wrote. And a status list below a status mapping counts as a mapping.
func merge(base, patch *value) *value {
	if patch.kind != yaml.MappingNode {
		return patch
	}
	if base == nil || base.kind != yaml.MappingNode {
		base = &value{kind: yaml.MappingNode}
	}
	out := base.clone()
	out.pos = patch.pos
	for i, key := range patch.keys {
		item := patch.items[i]
		switch old := base.get(key.text); {
		case item.isNull():
			out.remove(key.text)
		case key.text == "schema":
			if patch.get("alternatives") == nil {
				out.remove("alternatives")
			}
			out.set(key, item)
		case key.text == "statuses" && old != nil:
			out.set(key, merge(statusTable(old), item).sorted())
		default:
			out.set(key, merge(old, item))
		}
	}
	return out
}

// statusTable turns a list of statuses into the mapping that says the same.
func statusTable(v *value) *value {
	if v.kind != yaml.SequenceNode {
		return v
	}
	table := &value{pos: v.pos, kind: yaml.MappingNode}
	for _, key := range v.items {
		table.set(key, &value{pos: key.pos, kind: yaml.ScalarNode, tag: "!!str", text: "both"})
	}
	return table
}

// word makes a scalar that no file holds.
func word(pos Pos, text string) *value {
	return &value{pos: pos, kind: yaml.ScalarNode, tag: "!!str", text: text}
}
