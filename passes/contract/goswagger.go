package contract

import (
	"cmp"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// goSwaggerHead is: swagger:operation METHOD /path tags… id. All words between
// path and id are tags.
var goSwaggerHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|\s)swagger:(operation|route)\s+([A-Za-z]+)\s+(/\S*)((?:\s+[^\s:]+)*)\s*$`)
})

// goSwaggerResponse is a line of a route's list: status, what it is.
var goSwaggerResponse = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*(?:-\s+)?([[:alnum:]]+)\s*:\s*(.*?)\s*$`) })

// goSwagger reads the operations in a comment.
func goSwagger(lines []commentLine) (ops []*Operation) {
	for i, line := range lines {
		m := goSwaggerHead().FindStringSubmatch(line.text)
		if m == nil {
			continue
		}
		op := &Operation{Style: StyleGoSwagger, Pos: line.pos, Routes: []Route{{strings.ToUpper(m[2]), m[3]}}}
		if words := strings.Fields(m[4]); len(words) > 0 {
			op.ID = words[len(words)-1]
		}
		body := lines[i+1:]
		if end := slices.IndexFunc(body, func(l commentLine) bool { return strings.Contains(l.text, "swagger:") }); end >= 0 {
			body = body[:end]
		}
		if m[1] == "operation" {
			op.yaml(body)
		} else {
			op.route(body)
		}
		ops = append(ops, op)
	}
	return ops
}

// yaml reads what follows the line --- of a swagger:operation: an operation of
// Swagger 2.0.
func (o *Operation) yaml(lines []commentLine) {
	isRule := func(l commentLine) bool { return strings.TrimSpace(l.text) == "---" }
	start := slices.IndexFunc(lines, isRule)
	if start < 0 {
		return
	}
	lines = lines[start+1:]
	if end := slices.IndexFunc(lines, isRule); end >= 0 {
		lines = lines[:end]
	}
	o.body(lines)
}

// body reads the lines of YAML.
func (o *Operation) body(lines []commentLine) {
	v, mistakes := conf.Parse("", []byte(unindent(lines)))
	line := func(v *value) commentLine { return lines[min(v.Pos.Line, len(lines))-1] }
	if len(mistakes) > 0 {
		if len(lines) > 0 {
			at := lines[min(mistakes[0].Line, len(lines))-1]
			o.Broken = append(o.Broken, BrokenComment{at.pos, at.end(), "the YAML of swagger:operation " + o.ID + " is " + mistakes[0].What})
		}
		return
	}
	o.Consumes, o.Produces = mediaTypes(v.Get("consumes")), mediaTypes(v.Get("produces"))
	list := v.Get("responses")
	if list == nil || list.Kind != yaml.MappingNode {
		return
	}
	for i, key := range list.Keys {
		at := line(key)
		p, ok := parseResponse(key.Text)
		switch {
		case ok:
			body := cmp.Or(definition(list.Items[i].Get("schema")), definition(list.Items[i]))
			o.Responses = append(o.Responses, Response{Pattern: p, Type: body, Pos: at.pos})
		case !strings.HasPrefix(key.Text, "x-"):
			o.Broken = append(o.Broken, BrokenComment{at.pos, at.end(), "swagger:operation " + o.ID + " has " + conf.Quote(key.Text) + ", which is not a status code"})
		}
	}
	o.template = func(status int, text string) (token.Pos, string) {
		i, place, before, ok := o.beside(status, nil)
		if !ok {
			return token.NoPos, ""
		}
		index := func(r Response) int {
			return slices.IndexFunc(lines, func(l commentLine) bool { return l.pos == r.Pos })
		}
		_, added := yamlLines(lines[index(o.Responses[i]):], status, text)
		at := index(o.Responses[place])
		start := lines[at].start()
		if !before {
			n, _ := yamlLines(lines[at:], status, text)
			at += n
			start = lines[at-1].after
		}
		if added == "" || !start.IsValid() || !o.gains(lines, at, added, status) {
			return token.NoPos, ""
		}
		return start, added
	}
}

// gains reports whether the YAML says of a status what it did not, and all else as
// before, if some lines are put into it: YAML has more forms than yamlLines writes.
func (o *Operation) gains(lines []commentLine, at int, added string, status int) bool {
	lead := len(lines[at-1].raw) - len(lines[at-1].text)
	var more []commentLine
	for raw := range strings.Lines(added) {
		raw = strings.TrimSuffix(raw, "\n")
		more = append(more, commentLine{text: raw[min(lead, len(raw)):]})
	}
	var then Operation
	then.body(slices.Insert(slices.Clone(lines), at, more...))
	same := func(a, b Response) bool { return a.Pattern == b.Pattern && a.Type == b.Type }
	others := slices.DeleteFunc(slices.Clone(then.Responses), func(r Response) bool { return r.Pattern.String() == strconv.Itoa(status) })
	return len(then.Broken) == 0 && len(then.Responses) == len(o.Responses)+1 && slices.EqualFunc(others, o.Responses, same)
}

// definition returns the last part of the reference in a mapping, or "".
func definition(v *value) string {
	ref := v.Get("$ref")
	if ref == nil {
		return ""
	}
	return ref.Text[strings.LastIndexByte(ref.Text, '/')+1:]
}

// mediaTypes returns the words of a list, which may be missing.
func mediaTypes(v *value) []string {
	if v == nil {
		return nil
	}
	return words(texts(v))
}

// unindent joins lines, less the indentation that the first has, and with the
// tabs that gofmt has put before them: YAML refuses those.
func unindent(lines []commentLine) string {
	var b strings.Builder
	common := -1
	for _, l := range lines {
		rest := strings.TrimLeft(l.text, " \t")
		if common < 0 && rest != "" {
			common = len(l.text) - len(rest)
		}
		n := 0
		for n < common && n < len(l.text)-len(rest) {
			n++
		}
		indent := strings.ReplaceAll(l.text[n:len(l.text)-len(rest)], "\t", "  ")
		b.WriteString(indent + rest + "\n")
	}
	return b.String()
}

// yamlKey is the key of a response, in quotes or not, and what follows on its line.
var yamlKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([^[:alnum:]]*)(\w+)(["']?\s*:)(.*)$`) })

// yamlMember is a member of a response that says what it is.
var yamlMember = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(["']?)(description|\$ref)["']?\s*:`) })

// yamlLines writes a response like the one at the head of some lines, which has n of
// them: its description says the text, its schema is the same. A response that is
// only a reference stands for its own status, so that another has just a description;
// so has one that is sent without a body.
func yamlLines(lines []commentLine, status int, text string) (n int, out string) {
	n = 1
	for i := 1; i < len(lines) && (blank(lines[i]) || indentOf(lines[i]) > indentOf(lines[0])); i++ {
		if !blank(lines[i]) {
			n = i + 1
		}
	}
	head := yamlKey().FindStringSubmatch(lines[0].raw)
	if head == nil {
		return n, ""
	}
	code := strconv.Itoa(status)
	if strings.TrimSpace(head[4]) != "" {
		return n, head[1] + code + head[3] + " {description: " + text + "}\n"
	}
	out = head[1] + code + head[3] + "\n"
	described, within := false, false // a description, or one of several lines
	for _, l := range lines[1:n] {
		member := indentOf(l) == indentOf(lines[1])
		m := yamlMember().FindStringSubmatch(strings.TrimLeft(l.text, " \t"))
		switch {
		case member && m != nil && (m[2] == "description" || strings.Contains(l.text, "#/responses/")):
			out += l.raw[:len(l.raw)-len(l.text)+indentOf(l)] + m[1] + "description" + m[1] + ": " + text + "\n"
			described, within = true, true
		case within && (!member || blank(l)):
		default:
			if within = false; hasBody(status) {
				out += l.raw + "\n"
			}
		}
	}
	if !described {
		return n, ""
	}
	return n, out
}

func blank(l commentLine) bool { return strings.TrimSpace(l.text) == "" }

// indentOf returns the width of a line's indentation, a tab being one.
func indentOf(l commentLine) int { return len(l.text) - len(strings.TrimLeft(l.text, " \t")) }

// goSwaggerKey is the head of a section of a swagger:route.
var goSwaggerKey = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*(responses|consumes|produces|schemes|security|parameters|extensions|deprecated)\s*:\s*(.*)$`)
})

// route reads the sections of a swagger:route.
func (o *Operation) route(lines []commentLine) {
	section := ""
	at := make(map[token.Pos]commentLine)
	for _, l := range lines {
		if m := goSwaggerKey().FindStringSubmatch(l.text); m != nil {
			section = strings.ToLower(m[1])
			continue
		}
		if blank(l) {
			continue
		}
		item := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(l.text), "-"))
		switch section {
		case "consumes":
			o.Consumes = append(o.Consumes, item)
		case "produces":
			o.Produces = append(o.Produces, item)
		case "responses":
			m := goSwaggerResponse().FindStringSubmatch(l.text)
			if m == nil {
				section = ""
				continue
			}
			if p, ok := parseResponse(m[1]); ok {
				o.Responses = append(o.Responses, Response{Pattern: p, Type: goSwaggerType(m[2]), Pos: l.pos})
				at[l.pos] = l
			} else if '0' <= m[1][0] && m[1][0] <= '9' {
				o.Broken = append(o.Broken, BrokenComment{l.pos, l.end(), "swagger:route " + o.ID + " has " + conf.Quote(m[1]) + ", which is not a status code"})
			}
		}
	}
	o.template = func(status int, text string) (token.Pos, string) {
		i, place, before, ok := o.beside(status, func(r Response) bool {
			// A response with a name of its own says what that one status means.
			m := goSwaggerResponse().FindStringSubmatch(at[r.Pos].text)
			return len(m) > 2 && strings.HasPrefix(m[2], "body:")
		})
		if !ok {
			return token.NoPos, ""
		}
		l, there := at[o.Responses[i].Pos], at[o.Responses[place].Pos]
		m := goSwaggerResponse().FindStringSubmatchIndex(l.text)
		lead := len(l.raw) - len(l.text)
		head, what := l.raw[:lead+m[2]], l.text[m[4]:m[5]]
		if o.Responses[i].Type == "" || !strings.HasPrefix(what, "body:") || !hasBody(status) {
			what = "description: " + text
		} else if j := strings.Index(what, "description:"); j >= 0 {
			what = what[:j] + "description: " + text
		}
		if !l.after.IsValid() || !there.after.IsValid() {
			return token.NoPos, ""
		}
		start := there.after
		if before {
			start = there.start()
		}
		return start, head + strconv.Itoa(status) + l.text[m[3]:m[4]] + what + "\n"
	}
}

// goSwaggerType returns the name in "body:Pet", "notFound" and "Pet description: …".
func goSwaggerType(s string) string {
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "body:"), "response:"))
	name, _ := cutWord(s)
	if strings.HasSuffix(name, ":") {
		return "" // a description
	}
	return name
}
