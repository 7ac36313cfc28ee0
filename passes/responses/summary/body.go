package summary

import (
	"encoding/json"
	"mime"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// KindOfBody says what the body of a response is: by what encoded it first, by the
// content type second. What neither decides is unknown.
func KindOfBody(a *Write) BodyKind {
	if a.Body.Forced != "" {
		return MediaKind(a.Body.Forced)
	}
	kind := KindOf(a.Body.Value)
	declared, set := ContentType(a.Body.Type)
	label := MediaKind(declared)
	switch {
	case kind == HTML && label == XML:
		return XML // "<" begins both
	case kind == JSON && label == Stream:
		return Stream // of events, each of which is JSON
	case kind == JSON || kind == HTML || kind == XML || kind == Stream:
		return kind
	case set && declared == "":
		return Unknown // some content type that is not known here
	case label == JSON && prose(a.Body.Value):
		return Text
	case set:
		return label
	}
	return kind
}

// Mislabelled reports whether the body is text that is said to be JSON.
func (s *Response) Mislabelled() bool {
	return s.Body.Kind == Text && MediaKind(s.Body.ContentType) == JSON
}

// prose reports whether every origin of a body begins with constant text that is
// no JSON, whatever follows.
func prose(v origin.Value) bool {
	for _, t := range v {
		if t.Op == origin.StatusText {
			continue
		}
		head := origin.Value{t}
		if t.Op == origin.Concat && len(t.Args) > 0 {
			head = t.Args[0]
		}
		ss, ok := head.Strings()
		if !ok {
			return false
		}
		for _, s := range ss {
			s = strings.TrimSpace(s)
			if first, _ := utf8.DecodeRuneInString(s); !unicode.IsLetter(first) || json.Valid([]byte(s)) {
				return false
			}
		}
	}
	return len(v) > 0
}

// MayLack reports whether a content type is one that was set on some ways alone.
func MayLack(v origin.Value) bool {
	return slices.ContainsFunc(v, func(t *origin.Term) bool {
		return t.Op == origin.Zero || t.Op == origin.Param && strings.HasSuffix(t.Path, valueflow.MemContentType)
	})
}

// ContentType returns the content type in force; set says that one was given,
// known or not.
func ContentType(v origin.Value) (media string, set bool) {
	for _, t := range v {
		switch {
		case t.Op == origin.Zero:
		case t.Op == origin.Param && strings.HasSuffix(t.Path, valueflow.MemContentType):
			// what the caller has set, nothing here
		default:
			if ss, ok := (origin.Value{t}).Strings(); ok {
				if media != "" && media != ss[0] {
					return "", true
				}
				media, set = ss[0], true
				continue
			}
			return "", true
		}
	}
	return media, set
}

// MediaKind says what a content type promises; "" promises nothing.
func MediaKind(ct string) BodyKind {
	m, _, err := mime.ParseMediaType(ct)
	switch {
	case err != nil:
		return Unknown
	case m == "text/plain":
		return Text
	case m == "text/html" || m == "application/xhtml+xml":
		return HTML
	case m == "application/json" || strings.HasSuffix(m, "+json"):
		return JSON
	case m == "application/xml" || m == "text/xml" || strings.HasSuffix(m, "+xml"):
		return XML
	case m == "text/event-stream":
		return Stream
	}
	return Other
}

// KindOf says what a body value is by how it was made.
func KindOf(v origin.Value) BodyKind {
	kind := BodyKind("")
	for _, t := range v {
		k := termKind(t)
		if kind != "" && kind != k {
			return Unknown
		}
		kind = k
	}
	if kind == "" {
		return Unknown
	}
	return kind
}

func termKind(t *origin.Term) BodyKind {
	switch t.Op {
	case origin.Encoded:
		return BodyKind(t.Name)
	case origin.Escaped:
		return HTML
	case origin.Text, origin.StatusText, origin.Stack, origin.Recovered:
		return Text
	case origin.Const:
		if ss, ok := (origin.Value{t}).Strings(); ok {
			return LiteralKind(ss[0])
		}
	case origin.Concat:
		for _, a := range t.Args {
			if ss, ok := a.Strings(); ok && len(ss) == 1 && strings.TrimSpace(ss[0]) == "" {
				continue
			}
			return KindOf(a)
		}
		return Text
	}
	return Unknown
}

// LiteralKind says what a constant body is.
func LiteralKind(s string) BodyKind {
	switch s = strings.TrimSpace(s); {
	case strings.HasPrefix(s, "{"), strings.HasPrefix(s, "["):
		return JSON
	case strings.HasPrefix(s, "<"):
		return HTML
	case s == "":
		return Unknown
	}
	return Text
}
