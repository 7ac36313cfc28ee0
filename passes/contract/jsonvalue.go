package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"go.yaml.in/yaml/v3"
)

var (
	errDepth  = errors.New("is nested too deeply")
	errCyclic = errors.New("has an alias inside its own anchor")
)

// maxDocumentDepth bounds the nesting of a document. Schemas in schemas go deep.
const maxDocumentDepth = 400

// A jsonReader turns JSON into values that know their lines. YAML's reader could
// read it too, and takes longer.
type jsonReader struct {
	file string
	data []byte
	dec  *json.Decoder
	line int
	seen int64 // up to where lines are counted
}

// parseJSON reads the one JSON value of a file. On an error line is where it is.
func parseJSON(file string, data []byte) (v *value, line int, err error) {
	r := &jsonReader{file: file, data: data, dec: json.NewDecoder(bytes.NewReader(data)), line: 1}
	r.dec.UseNumber()
	if v, err = r.value(0); err == nil {
		if _, more := r.dec.Token(); more != io.EOF {
			err = errors.New("it continues after its end")
		}
	}
	if err != nil {
		if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
			r.seen, r.line = 0, 1
			r.count(min(syntax.Offset, int64(len(data))))
		}
		return nil, r.line, err
	}
	return v, 0, nil
}

// count moves on to an offset, and counts the lines on the way.
func (r *jsonReader) count(to int64) {
	r.line += bytes.Count(r.data[r.seen:to], []byte("\n"))
	r.seen = to
}

func (r *jsonReader) value(depth int) (*value, error) {
	token, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	if depth > maxDocumentDepth {
		return nil, errDepth
	}
	r.count(r.dec.InputOffset())
	v := &value{Pos: Pos{File: r.file, Line: r.line}, Kind: yaml.ScalarNode}
	switch token := token.(type) {
	case string:
		v.Tag, v.Text = "!!str", token
	case json.Number:
		v.Tag, v.Text = "!!float", token.String()
		if _, err := token.Int64(); err == nil {
			v.Tag = "!!int"
		}
	case bool:
		v.Tag, v.Text = "!!bool", "false"
		if token {
			v.Text = "true"
		}
	case nil:
		v.Tag = "!!null"
	case json.Delim:
		v.Kind = yaml.SequenceNode
		if token == '{' {
			v.Kind = yaml.MappingNode
		}
		for r.dec.More() {
			if v.Kind == yaml.MappingNode {
				key, err := r.value(depth + 1)
				if err != nil {
					return nil, err
				}
				v.Keys = append(v.Keys, key)
			}
			item, err := r.value(depth + 1)
			if err != nil {
				return nil, err
			}
			v.Items = append(v.Items, item)
		}
		_, err = r.dec.Token()
	}
	return v, err
}

// A yamlReader turns YAML nodes into values. What an alias stands for is shared
// rather than copied, so that aliases of aliases cost nothing.
type yamlReader struct {
	file string
	made map[*yaml.Node]*value // of anchors; nil while one is being read
}

func (r *yamlReader) value(n *yaml.Node, depth int) (*value, error) {
	if depth > maxDocumentDepth {
		return nil, errDepth
	}
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Anchor != "" {
		if v, ok := r.made[n]; v != nil {
			return v, nil
		} else if ok {
			return nil, errCyclic
		}
		r.made[n] = nil
	}
	v := &value{Pos: Pos{File: r.file, Line: max(n.Line, 1)}, Kind: n.Kind}
	switch n.Kind {
	case yaml.ScalarNode:
		v.Tag, v.Text = n.ShortTag(), n.Value
	case yaml.SequenceNode:
		for _, c := range n.Content {
			item, err := r.value(c, depth+1)
			if err != nil {
				return nil, err
			}
			v.Items = append(v.Items, item)
		}
	case yaml.MappingNode:
		if err := r.mapping(v, n, depth); err != nil {
			return nil, err
		}
	}
	if n.Anchor != "" {
		r.made[n] = v
	}
	return v, nil
}

// mapping reads the members of a mapping, and then what "<<" merges into it.
func (r *yamlReader) mapping(v *value, n *yaml.Node, depth int) error {
	var merged []*value
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, err := r.value(n.Content[i], depth+1)
		if err != nil {
			return err
		}
		item, err := r.value(n.Content[i+1], depth+1)
		if err != nil {
			return err
		}
		switch {
		case key.Kind != yaml.ScalarNode: // no key of ours
		case key.Tag != "!!merge":
			v.Keys, v.Items = append(v.Keys, key), append(v.Items, item)
		case item.Kind == yaml.SequenceNode:
			merged = append(merged, item.Items...)
		default:
			merged = append(merged, item)
		}
	}
	for _, m := range merged {
		if m.Kind != yaml.MappingNode {
			continue
		}
		if len(v.Keys)+len(m.Keys) > maxMerged {
			return errors.New("merges too much")
		}
		for i, key := range m.Keys {
			if v.Get(key.Text) == nil {
				v.Keys, v.Items = append(v.Keys, key), append(v.Items, m.Items[i])
			}
		}
	}
	return nil
}

// maxMerged bounds a mapping that others are merged into: merges of merges do copy.
const maxMerged = 10_000
