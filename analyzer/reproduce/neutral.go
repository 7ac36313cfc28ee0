package reproduce

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// plain are the words that stay: those of HTTP, of JSON and of formats, which say nothing of
// a program, and on which a finding may depend.
var plain = words(`
	GET POST PUT PATCH DELETE HEAD OPTIONS CONNECT TRACE
	Accept Allow Authenticate Authorization Basic Bearer Cache Content Control Cookie Credentials
	Disposition Encoding Etag Expires Forwarded Host Key Length Location Match Modified None Origin
	Range Retry After Since Type Unmodified Vary WWW Idempotency Set Id
	application json text plain html xml problem charset utf octet stream event form data
	urlencoded www multipart http https tcp udp localhost
	error errors message status code detail title type instance name value null true false
	string int integer number object array`)

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[strings.ToLower(w)] = true
	}
	return m
}

// A vocabulary gives words neutral ones, the same word always the same.
type vocabulary struct {
	keep map[string]bool // words besides plain that stay
	seen map[string]int
}

var verb = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`%[-+# 0]*(\[\d+\])?[\d.*]*[a-zA-Z%]`) })

// text returns a text in which no word of the program is left, and everything else is: a
// route keeps its slashes, JSON its brackets, a format its verbs.
func (v *vocabulary) text(s string) string {
	if s == "" || strings.Contains(s, "2006") { // a layout of package time
		return s
	}
	var b strings.Builder
	at := 0
	for _, m := range verb().FindAllStringIndex(s, -1) {
		v.plainText(&b, s[at:m[0]])
		b.WriteString(s[m[0]:m[1]])
		at = m[1]
	}
	v.plainText(&b, s[at:])
	return b.String()
}

func (v *vocabulary) plainText(b *strings.Builder, s string) {
	word := ""
	flush := func() {
		b.WriteString(v.word(word))
		word = ""
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
			word += string(r)
			continue
		case unicode.IsDigit(r) && longer(s, i):
			r = '1'
		}
		flush()
		b.WriteRune(r)
	}
	flush()
}

// longer reports whether the digit at an index is one of several: of utf-8 it is not.
func longer(s string, i int) bool {
	digit := func(at int) bool { return at >= 0 && at < len(s) && s[at] >= '0' && s[at] <= '9' }
	return digit(i-1) || digit(i+1)
}

func (v *vocabulary) word(w string) string {
	key := strings.ToLower(w)
	if len([]rune(w)) <= 2 || plain[key] || v.keep[key] {
		return w
	}
	if v.seen[key] == 0 {
		v.seen[key] = len(v.seen) + 1
	}
	form := "w" + letters(v.seen[key])
	if unicode.IsUpper([]rune(w)[0]) {
		form = "W" + form[1:]
	}
	return form
}

// letters writes a number as a, b, … z, aa: a digit would be no part of a word.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}

// encodings are the keys of tags whose names and options mean something to an encoder or a
// framework.
var encodings = []string{"json", "xml", "form", "query", "uri", "header", "path", "param", "cookie", "body"}

// tag returns a tag with neutral names, and without the keys that say nothing of responses.
func (v *vocabulary) tag(literal string) string {
	s, err := strconv.Unquote(literal)
	if err != nil {
		return ""
	}
	var parts []string
	for _, key := range encodings {
		text, ok := reflect.StructTag(s).Lookup(key)
		if !ok {
			continue
		}
		name, options, more := strings.Cut(text, ",")
		name = v.text(name)
		if more {
			name += "," + options
		}
		parts = append(parts, fmt.Sprintf("%s:%q", key, name))
	}
	if len(parts) == 0 {
		return ""
	}
	return "`" + strings.Join(parts, " ") + "`"
}
