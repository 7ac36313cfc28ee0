package jsonshape

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// text returns the shape of JSON that is written as text.
func text(t *origin.Term) *summary.Shape {
	var doc strings.Builder
	parts := []origin.Value{{t}}
	if t.Op == origin.Concat {
		parts = t.Args
	}
	quoted := false // what is not known stands within a JSON string
	for _, part := range parts {
		ss, exact := part.Strings()
		switch {
		case exact && len(ss) == 1:
			doc.WriteString(ss[0])
			for i := 0; i < len(ss[0]); i++ {
				switch c := ss[0][i]; {
				case c == '\\' && quoted:
					i++
				case c == '"':
					quoted = !quoted
				}
			}
		case quoted:
			doc.WriteString(inText)
		default:
			doc.WriteString(`"` + inPlace + `"`)
		}
	}
	d := json.NewDecoder(strings.NewReader(doc.String()))
	d.UseNumber()
	s := parsed(d, 0)
	if s == nil || d.More() {
		return &summary.Shape{}
	}
	return s
}

// What is not known stands for these in JSON text, inside a string or in the
// place of a value. No text of a service has private characters.
const (
	inText  = "\ue000"
	inPlace = "\ue001"
)

// parsed reads one JSON value, nil if it is none.
func parsed(d *json.Decoder, depth int) *summary.Shape {
	tok, err := d.Token()
	if err != nil || depth > 4*MaxShape {
		return nil
	}
	switch tok := tok.(type) {
	case nil:
		return &summary.Shape{Kind: "null"}
	case bool:
		return &summary.Shape{Kind: "boolean", Const: strconv.FormatBool(tok), Known: true}
	case json.Number:
		s := &summary.Shape{Kind: "integer", Const: tok.String(), Known: true}
		if strings.ContainsAny(s.Const, ".eE") {
			s.Kind = "number"
		}
		return s
	case string:
		switch {
		case tok == inPlace:
			return &summary.Shape{}
		case strings.Contains(tok, inText):
			return &summary.Shape{Kind: "string"}
		}
		return &summary.Shape{Kind: "string", Const: tok, Known: true}
	case json.Delim:
		s := &summary.Shape{Kind: "object"}
		if tok == '[' {
			s.Kind = "array"
		}
		for d.More() {
			name := ""
			if tok == '{' {
				key, err := d.Token()
				if err != nil {
					return nil
				}
				name, _ = key.(string)
			}
			v := parsed(d, depth+1)
			if v == nil {
				return nil
			}
			switch {
			case tok == '[':
				s.Items = append(s.Items, v)
			case strings.ContainsAny(name, inText+inPlace):
				s.Open = true
			default:
				s.Members = append(s.Members, &summary.Member{Name: name, Values: []*summary.Shape{v}, Presence: summary.Always})
			}
		}
		s.Empty = tok == '[' && len(s.Items) == 0
		if _, err := d.Token(); err != nil {
			return nil
		}
		return s
	}
	return nil
}
