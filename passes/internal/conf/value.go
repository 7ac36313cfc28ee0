// Package conf finds and reads the YAML files by which a project configures respvet, and
// says what is wrong in them: file, line, what is allowed.
package conf

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

// A Pos is the place in a YAML file that a value comes from.
type Pos struct {
	File string // as messages show it
	Line int    // from 1
}

func (p Pos) String() string { return p.File + ":" + strconv.Itoa(p.Line) }

// A Mistake is something wrong in a file.
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

// SortMistakes sorts by file and line.
func SortMistakes(list []*Mistake) {
	slices.SortStableFunc(list, func(a, b *Mistake) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}

// A Value is a piece of YAML that knows its file. Unlike a yaml.Node it has no
// aliases and no duplicate keys, and values of several files can make one tree.
type Value struct {
	Pos   Pos
	Kind  yaml.Kind // ScalarNode, SequenceNode or MappingNode
	Tag   string    // of a scalar: !!str, !!int, …
	Text  string    // of a scalar
	Keys  []*Value  // of a mapping
	Items []*Value  // of a sequence; of a mapping, one for each key
}

// IsNull reports whether a value is YAML's null.
func (v *Value) IsNull() bool { return v.Kind == yaml.ScalarNode && v.Tag == "!!null" }

// Get returns what a mapping has for a key, or nil. It is nil-safe.
func (v *Value) Get(key string) *Value {
	if v == nil || v.Kind != yaml.MappingNode {
		return nil
	}
	if i := v.Index(key); i >= 0 {
		return v.Items[i]
	}
	return nil
}

// Index returns the place of a key in a mapping, -1 if it is not there.
func (v *Value) Index(key string) int {
	return slices.IndexFunc(v.Keys, func(k *Value) bool { return k.Text == key })
}

// Set gives a mapping an item for a key.
func (v *Value) Set(key, item *Value) {
	if i := v.Index(key.Text); i >= 0 {
		v.Keys[i], v.Items[i] = key, item
		return
	}
	v.Keys, v.Items = append(v.Keys, key), append(v.Items, item)
}

// Remove takes a key out of a mapping.
func (v *Value) Remove(key string) {
	if i := v.Index(key); i >= 0 {
		v.Keys, v.Items = slices.Delete(v.Keys, i, i+1), slices.Delete(v.Items, i, i+1)
	}
}

// Clone copies the level that merge writes to.
func (v *Value) Clone() *Value {
	c := *v
	c.Keys, c.Items = slices.Clone(v.Keys), slices.Clone(v.Items)
	return &c
}

// Sorted returns a mapping in the order of its keys, for a reader to look it up.
func (v *Value) Sorted() *Value {
	out := &Value{Pos: v.Pos, Kind: v.Kind, Tag: v.Tag, Text: v.Text, Items: v.Items}
	if v.Kind == yaml.MappingNode {
		out.Keys = slices.SortedFunc(slices.Values(v.Keys), func(a, b *Value) int { return strings.Compare(a.Text, b.Text) })
		out.Items = nil
		for _, key := range out.Keys {
			out.Items = append(out.Items, v.Get(key.Text))
		}
	}
	return out
}

// Parse reads the one YAML document of a file. An empty file is an empty
// mapping. The mistakes name the file; without any, the value is complete.
func Parse(file string, data []byte) (*Value, []*Mistake) {
	top := Pos{file, 1}
	if len(data) > maxFile {
		return nil, []*Mistake{{top, "the file is too large", fmt.Sprintf("%d bytes", maxFile)}}
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return &Value{Pos: top, Kind: yaml.MappingNode}, nil
	case err != nil:
		return nil, []*Mistake{SyntaxMistake(file, err)}
	}
	var next yaml.Node
	switch err := dec.Decode(&next); {
	case err == nil:
		return nil, []*Mistake{{Pos{file, max(next.Line, 1)}, "a second YAML document", "one document a file"}}
	case !errors.Is(err, io.EOF):
		return nil, []*Mistake{SyntaxMistake(file, err)}
	}
	x := expander{file: file}
	v := x.expand(doc.Content[0], 0)
	if len(x.mistakes) > 0 {
		return nil, x.mistakes
	}
	if v.IsNull() {
		v = &Value{Pos: v.Pos, Kind: yaml.MappingNode}
	}
	return v, nil
}

// SyntaxMistake turns "yaml: line 3: what" into a Mistake.
func SyntaxMistake(file string, err error) *Mistake {
	what, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if m := regexp.MustCompile(`^(?:unmarshal errors:\s*)?line (\d+): `).FindStringSubmatch(what); m != nil {
		what = what[len(m[0]):]
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 {
			line = n
		}
	}
	return &Mistake{Pos{file, line}, "not YAML: " + Shorten(what, 80), "a YAML document"}
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
func (x *expander) expand(n *yaml.Node, depth int) *Value {
	v := &Value{Pos: Pos{x.file, max(n.Line, 1)}, Kind: yaml.ScalarNode, Tag: "!!null"}
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
		line := v.Pos.Line
		if v = x.expand(n.Alias, depth+1); v.Kind == yaml.ScalarNode {
			v.Pos.Line = line // where it is used says more of a single word
		}
	case yaml.ScalarNode:
		v.Tag, v.Text = n.ShortTag(), n.Value
	case yaml.SequenceNode:
		v.Kind, v.Tag = n.Kind, ""
		for _, item := range n.Content {
			v.Items = append(v.Items, x.expand(item, depth+1))
		}
	case yaml.MappingNode:
		v.Kind, v.Tag = n.Kind, ""
		lines := make(map[string]int)
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := x.expand(n.Content[i], depth+1)
			if key.Kind != yaml.ScalarNode {
				x.fail(key.Pos.Line, "a key that is a list or a mapping", "a word or a number")
				continue
			}
			if first, ok := lines[key.Text]; ok {
				x.fail(key.Pos.Line, fmt.Sprintf("duplicate key %s, first in line %d", Quote(key.Text), first), "each key once")
				continue
			}
			lines[key.Text] = key.Pos.Line
			v.Keys, v.Items = append(v.Keys, key), append(v.Items, x.expand(n.Content[i+1], depth+1))
		}
	}
	return v
}

// Quote makes a piece of a file safe to show: short, on one line, in quotes.
func Quote(s string) string { return strconv.Quote(Shorten(s, 40)) }

// Shorten makes a text safe to show, of at most n characters.
func Shorten(s string, n int) string {
	s = Printable(s)
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// Printable takes out what a terminal would obey.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s)
}

// Word makes a scalar that no file holds.
func Word(pos Pos, text string) *Value {
	return &Value{Pos: pos, Kind: yaml.ScalarNode, Tag: "!!str", Text: text}
}
