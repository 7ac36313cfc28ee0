package driver

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// What a document lacks is written into its text, where it belongs: nothing that is there is
// moved, or written anew. A document that people have written keeps their comments, blank
// lines and order; what it says, and code does not, stays.

// merge writes the document of a file with what it lacks.
// It keeps its form: a YAML file is not written to a name that ends in .json.
func (s *service) merge(w io.Writer, name, shown, to string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("cannot read %s: %s", shown, reason(err))
	}
	if isJSON(to) && !json.Valid(data) {
		return fmt.Errorf("-merge keeps the form of %s, which is YAML: the name after -o may not end in .json", shown)
	}
	text, err := merged(s, string(data))
	if err != nil {
		if broken := (*syntaxError)(nil); errors.As(err, &broken) {
			return broken.in(shown)
		}
		return fmt.Errorf("%s: %v", shown, err)
	}
	_, err = io.WriteString(w, text)
	return err
}

// merged returns the text of a document with what it lacks.
func merged(s *service, source string) (string, error) {
	var file yaml.Node
	if err := yaml.Unmarshal([]byte(source), &file); err != nil {
		return "", &syntaxError{err}
	}
	if len(file.Content) != 1 || file.Content[0].Kind != yaml.MappingNode {
		return "", errors.New("not an OpenAPI document, allowed: one that begins with openapi: 3.1.0, or another version of 3")
	}
	root := file.Content[0]
	version := member(root, "openapi")
	if version == nil || !strings.HasPrefix(version.Value, "3.") {
		return "", errors.New("not a document of OpenAPI 3, allowed: one that begins with openapi: 3.1.0, or another version of 3")
	}
	m := &merger{document: newDocument(s), lines: strings.SplitAfter(source, "\n"), source: source}
	m.strict = strings.HasPrefix(version.Value, "3.0")
	m.offsets()
	m.ends(root, len(source))
	paths := member(root, "paths")
	added := mapping()
	m.each(func(path, method string, op *yaml.Node) {
		m.operation(paths, basePath(root), path, method, op, added)
	})
	if paths == nil {
		m.add(root, "paths", added)
	} else {
		m.addAll(paths, added)
	}
	m.components(root)
	return m.apply()
}

// basePath is the path of the only server, without a slash at its end: paths are below it.
func basePath(root *yaml.Node) string {
	servers := member(root, "servers")
	if servers == nil || servers.Kind != yaml.SequenceNode || len(servers.Content) != 1 {
		return ""
	}
	url := member(servers.Content[0], "url")
	if url == nil {
		return ""
	}
	path := url.Value
	if _, rest, ok := strings.Cut(path, "://"); ok {
		i := strings.IndexByte(rest, '/')
		if i < 0 {
			return ""
		}
		path = rest[i:]
	}
	return strings.TrimSuffix(path, "/")
}

// A merger collects what is to be inserted into a text.
type merger struct {
	*document
	source string
	lines  []string
	starts []int              // of lines
	end    map[*yaml.Node]int // where the text of a mapping or a list ends
	edits  []insertion
	strict bool // the document is of OpenAPI 3.0, which has no lists of types
}

type insertion struct {
	at   int
	text string
}

func (m *merger) offsets() {
	at := 0
	for _, line := range m.lines {
		m.starts = append(m.starts, at)
		at += len(line)
	}
	m.end = make(map[*yaml.Node]int)
}

// offset returns where a node starts.
func (m *merger) offset(n *yaml.Node) int {
	line := n.Line - 1
	if line < 0 || line >= len(m.starts) {
		return len(m.source)
	}
	at := m.starts[line]
	for i, c := range []rune(m.lines[line]) { // columns are counted in characters
		if i == n.Column-1 {
			break
		}
		at += len(string(c))
	}
	return at
}

// ends notes where the mappings and lists below a node end, which itself ends no later than
// at limit: where the next thing starts.
func (m *merger) ends(n *yaml.Node, limit int) {
	if n.Kind == yaml.AliasNode {
		return
	}
	if n.Style&yaml.FlowStyle != 0 {
		m.end[n] = m.closing(m.offset(n))
		for _, child := range n.Content {
			m.ends(child, m.end[n])
		}
		return
	}
	for i, child := range n.Content {
		next := limit
		if i+1 < len(n.Content) {
			next = m.offset(n.Content[i+1])
		}
		m.ends(child, next)
	}
	if n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode {
		m.end[n] = m.lastLine(n, limit)
	}
}

// lastLine returns the end of the last line of a block, which ends before limit. Blank lines
// and comments behind it belong to what comes next, unless they are indented as it is.
func (m *merger) lastLine(n *yaml.Node, limit int) int {
	line := len(m.lines)
	if limit < len(m.source) {
		found := false
		if line, found = slices.BinarySearch(m.starts, limit); !found {
			line-- // it starts within this one
		}
	}
	for line > n.Line {
		text := m.lines[line-1]
		trimmed := strings.TrimLeft(text, " \t")
		if strings.TrimSpace(text) != "" && (!strings.HasPrefix(trimmed, "#") || len(text)-len(trimmed) >= n.Column-1) {
			break
		}
		line--
	}
	if line >= len(m.starts) {
		return len(m.source)
	}
	return m.starts[line]
}

// closing returns where the bracket is that closes the one at a place.
func (m *merger) closing(at int) int {
	depth := 0
	for i := at; i < len(m.source); i++ {
		switch c := m.source[i]; c {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i
			}
		case '"':
			for i++; i < len(m.source) && m.source[i] != '"'; i++ {
				if m.source[i] == '\\' {
					i++
				}
			}
		case '\'':
			if prev := m.source[i-1]; strings.ContainsRune(" [{,:\n\t", rune(prev)) { // else it is within a word
				for i++; i < len(m.source) && m.source[i] != '\''; i++ {
				}
			}
		case '#':
			if m.source[i-1] == ' ' || m.source[i-1] == '\n' {
				for i < len(m.source) && m.source[i] != '\n' {
					i++
				}
			}
		}
	}
	return len(m.source)
}

// operation adds what the document lacks of an operation: to the path item that is there, or
// to those that are added.
func (m *merger) operation(paths *yaml.Node, base, path, method string, op, added *yaml.Node) {
	item := pathItem(paths, path)
	if below, ok := strings.CutPrefix(path, base+"/"); ok && base != "" {
		if item == nil {
			item = pathItem(paths, "/"+below)
		}
		path = "/" + below
	}
	if item == nil {
		fresh := pathItem(added, path)
		if fresh == nil {
			fresh = mapping()
			put(added, path, fresh)
		}
		put(fresh, method, op)
		return
	}
	if member(item, "$ref") != nil {
		return // it is elsewhere
	}
	there := member(item, method)
	if there == nil {
		m.add(item, method, op)
		return
	}
	if there.Kind != yaml.MappingNode || member(there, "$ref") != nil {
		return
	}
	m.parameters(item, there, member(op, "parameters"))
	if body := member(op, "requestBody"); body != nil && member(there, "requestBody") == nil {
		m.add(there, "requestBody", body)
	}
	m.responses(there, member(op, "responses"))
}

// pathItem returns the path item of a path, whatever its parameters are called.
func pathItem(paths *yaml.Node, path string) *yaml.Node {
	if paths == nil || paths.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(paths.Content); i += 2 {
		if templateOf(paths.Content[i].Value) == templateOf(path) {
			return paths.Content[i+1]
		}
	}
	return nil
}

// parameters adds parameters that neither the operation nor its path item has. Those of the
// path are there by other names, perhaps.
func (m *merger) parameters(item, op, list *yaml.Node) {
	if list == nil {
		return
	}
	own := member(op, "parameters")
	lacking := sequence()
	for _, p := range list.Content {
		in, name := member(p, "in").Value, member(p, "name").Value
		if in == "path" || hasParameter(own, in, name) || hasParameter(member(item, "parameters"), in, name) {
			continue
		}
		lacking.Content = append(lacking.Content, p)
	}
	switch {
	case len(lacking.Content) == 0:
	case own == nil:
		m.add(op, "parameters", lacking)
	case own.Kind == yaml.SequenceNode:
		for _, p := range lacking.Content {
			m.addItem(own, p)
		}
	}
}

// hasParameter reports whether a list has a parameter, or one that stands elsewhere.
func hasParameter(list *yaml.Node, in, name string) bool {
	if list == nil || list.Kind != yaml.SequenceNode {
		return false
	}
	return slices.ContainsFunc(list.Content, func(p *yaml.Node) bool {
		if member(p, "$ref") != nil {
			return strings.HasSuffix(member(p, "$ref").Value, "/"+name)
		}
		n, i := member(p, "name"), member(p, "in")
		if n == nil || i == nil || i.Value != in {
			return false
		}
		return n.Value == name || in == "header" && strings.EqualFold(n.Value, name)
	})
}

// responses adds the statuses that an operation lacks, and to those that it has the body and
// the header fields that it says nothing of.
func (m *merger) responses(op, list *yaml.Node) {
	own := member(op, "responses")
	if own == nil {
		m.add(op, "responses", list)
		return
	}
	if own.Kind != yaml.MappingNode {
		return
	}
	lacking := mapping()
	for i := 0; i+1 < len(list.Content); i += 2 {
		status, fresh := list.Content[i], list.Content[i+1]
		there := member(own, status.Value)
		switch {
		case there == nil && status.Value == "default":
		case there == nil:
			lacking.Content = append(lacking.Content, status, fresh)
		case there.Kind == yaml.MappingNode && member(there, "$ref") == nil:
			for _, key := range []string{"headers", "content"} {
				more, has := member(fresh, key), member(there, key)
				switch {
				case more == nil:
				case has == nil:
					m.add(there, key, more)
				case has.Kind == yaml.MappingNode && key == "headers":
					fields := mapping()
					for j := 0; j+1 < len(more.Content); j += 2 {
						if !hasKeyFold(has, more.Content[j].Value) {
							fields.Content = append(fields.Content, more.Content[j], more.Content[j+1])
						}
					}
					m.addAll(has, fields)
				}
			}
		}
	}
	m.addAll(own, lacking)
}

func hasKeyFold(n *yaml.Node, key string) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if strings.EqualFold(n.Content[i].Value, key) {
			return true
		}
	}
	return false
}

// components adds the schemas that what is added refers to.
func (m *merger) components(root *yaml.Node) {
	components := member(root, "components")
	schemas := member(components, "schemas")
	lacking := m.schemas(schemas)
	if len(lacking.Content) == 0 {
		return
	}
	switch {
	case components == nil:
		components = mapping()
		put(components, "schemas", lacking)
		m.add(root, "components", components)
	case schemas == nil:
		m.add(components, "schemas", lacking)
	default:
		m.addAll(schemas, lacking)
	}
}

// addAll adds members to a mapping of the text.
func (m *merger) addAll(to, members *yaml.Node) {
	if len(members.Content) == 0 {
		return
	}
	m.insert(to, members)
}

func (m *merger) add(to *yaml.Node, key string, value *yaml.Node) {
	one := mapping()
	name := text(key)
	one.Content = append(one.Content, name, value)
	m.insert(to, one)
}

func (m *merger) addItem(to, item *yaml.Node) {
	list := sequence()
	list.Content = append(list.Content, item)
	m.insert(to, list)
}

// insert writes the members of a node behind those of one of the text.
func (m *merger) insert(to, more *yaml.Node) {
	if m.strict {
		more = forOpenAPI30(more)
	}
	at, known := m.end[to]
	if !known {
		return // an alias, or nothing at all
	}
	if to.Style&yaml.FlowStyle != 0 || len(to.Content) == 0 {
		m.edits = append(m.edits, insertion{at, m.flow(to, more)})
		return
	}
	out, err := rendered(more)
	if err != nil {
		return
	}
	indent := strings.Repeat(" ", to.Column-1)
	var b strings.Builder
	if at > 0 && m.source[at-1] != '\n' {
		b.WriteString("\n")
	}
	for line := range strings.Lines(out) {
		if strings.TrimSpace(line) != "" {
			b.WriteString(indent)
		}
		b.WriteString(line)
	}
	m.edits = append(m.edits, insertion{at, b.String()})
}

// apply inserts what was collected, and makes sure that a document has come of it.
func (m *merger) apply() (string, error) {
	edits := slices.Clone(m.edits)
	slices.SortStableFunc(edits, func(a, b insertion) int { return cmp.Compare(a.at, b.at) })
	var b strings.Builder
	last := 0
	for _, e := range edits {
		b.WriteString(m.source[last:e.at])
		b.WriteString(e.text)
		last = e.at
	}
	b.WriteString(m.source[last:])
	out := b.String()
	var file yaml.Node
	if err := yaml.Unmarshal([]byte(out), &file); err != nil {
		return "", fmt.Errorf("what it lacks cannot be written into it: %v", err)
	}
	return out, nil
}
