package contract

import (
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/respvet/respvet/passes/internal/conf"
)

var (
	// swagResponse is: codes, {object} or the like, type, "description".
	swagResponse = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\S+)(?:\s+\{[\w]*\}\s*(\S*))?`) })
	// swagRouter is: path [method].
	swagRouter = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(/\S*)[ \t]+\[(\w+)\]`) })
	swagText   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"[^"]*"?[ \t]*$`) })
)

// swagTypes are the words for media types, as swag has them.
var swagTypes = map[string]string{
	"json": "application/json", "xml": "text/xml", "plain": "text/plain", "html": "text/html",
	"mpfd": "multipart/form-data", "x-www-form-urlencoded": "application/x-www-form-urlencoded",
	"json-api": "application/vnd.api+json", "json-stream": "application/x-json-stream", "event-stream": "text/event-stream",
	"octet-stream": "application/octet-stream", "png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif",
}

// swag reads the operation in the doc comment of a handler, nil if there is
// none. As in swag, keywords may be in any case, and lines in any order.
func swag(lines []commentLine) *Operation {
	op := &Operation{Style: StyleSwag}
	at := make(map[token.Pos]commentLine)
	for _, line := range lines {
		keyword, rest := cutWord(strings.TrimSpace(line.text))
		if keyword == "" || keyword[0] != '@' {
			continue
		}
		switch strings.ToLower(keyword) {
		case "@success", "@failure", "@response":
			before := len(op.Responses)
			op.swagResponse(line, keyword, rest)
			for _, r := range op.Responses[before:] {
				at[r.Pos] = line
			}
		case "@router", "@deprecatedrouter":
			if m := swagRouter().FindStringSubmatch(rest); m != nil {
				op.Routes = append(op.Routes, Route{strings.ToUpper(m[2]), m[1]})
			}
		case "@id":
			op.ID = rest
		case "@accept":
			op.Consumes = append(op.Consumes, swagMedia(rest)...)
		case "@produce":
			op.Produces = append(op.Produces, swagMedia(rest)...)
		default:
			continue
		}
		if !op.Pos.IsValid() {
			op.Pos = line.pos
		}
	}
	if len(op.Routes) == 0 {
		op.Broken = nil // no tool reads it: what looks broken may be prose
		if len(op.Responses) == 0 {
			return nil
		}
	}
	op.template = func(status int, text string) (token.Pos, string) {
		like, place, before, ok := op.beside(status, nil)
		if !ok {
			return token.NoPos, ""
		}
		line := swagLine(at[op.Responses[like].Pos], status, text)
		if there := at[op.Responses[place].Pos]; !before {
			return there.after, line
		} else if there.after.IsValid() {
			return there.start(), line
		}
		return token.NoPos, ""
	}
	return op
}

// swagResponse reads "400,404 {object} E "text"": a response for each status.
func (o *Operation) swagResponse(line commentLine, keyword, rest string) {
	m := swagResponse().FindStringSubmatch(rest)
	if m == nil {
		o.Broken = append(o.Broken, BrokenComment{line.pos, line.end(), keyword + " names no status"})
		return
	}
	for code := range strings.SplitSeq(m[1], ",") {
		p, ok := parseResponse(code)
		if code == "" { // what follows "400, " is no status to swag
			o.Broken = append(o.Broken, BrokenComment{line.pos, line.end(), keyword + " has a comma without a status"})
			continue
		}
		if !ok {
			o.Broken = append(o.Broken, BrokenComment{line.pos, line.end(), keyword + " has " + conf.Quote(code) + ", which is not a status code"})
			continue
		}
		o.Responses = append(o.Responses, Response{Pattern: p, Type: m[2], Pos: line.pos})
	}
}

// swagLine writes a response like the one on a line, columns and type included, but
// no type of a body where there is none.
func swagLine(like commentLine, status int, text string) string {
	keyword, rest := cutWord(strings.TrimSpace(like.text))
	m := swagResponse().FindStringSubmatch(rest)
	if m == nil || !like.after.IsValid() {
		return ""
	}
	i := strings.Index(like.raw, keyword) + len(keyword)
	i += strings.Index(like.raw[i:], m[1])
	head, tail := like.raw[:i], like.raw[i+len(m[1]):]
	if !hasBody(status) {
		tail = strings.TrimRight(tail[:len(tail)-len(strings.TrimLeft(tail, " \t"))]+swagText().FindString(tail), " \t")
	}
	if quoted := swagText().FindStringIndex(tail); quoted != nil {
		tail = tail[:quoted[0]] + strconv.Quote(text)
	}
	return head + strconv.Itoa(status) + tail + "\n"
}

// swagMedia reads a list of media types and of swag's words for them.
func swagMedia(list string) (types []string) {
	for t := range strings.SplitSeq(list, ",") {
		t = strings.TrimSpace(t)
		if full, ok := swagTypes[strings.ToLower(t)]; ok {
			t = full
		}
		if t != "" {
			types = append(types, t)
		}
	}
	return types
}

// cutWord splits a text after its first word.
func cutWord(s string) (word, rest string) {
	i := strings.IndexAny(s, " \t")
	if i < 0 {
		return s, ""
	}
	return s[:i], strings.TrimSpace(s[i:])
}
