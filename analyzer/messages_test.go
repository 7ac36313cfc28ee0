package analyzer_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/internal/modcache"
	"github.com/respvet/respvet/passes/category"
)

// Messages have one form: what happens and where it matters, then what the client gets,
// then what is wanted. The subject comes first, the verb is in the present tense, the
// words are those of RFC 9110 and of Go, and the rule stands at the end.

// A text is what somebody reads of a finding.
type saying struct {
	kind string // "message", "fix" or "related"
	rule string // that says it
	text string
	file string // where it stands
}

// maxMessage is how many characters a message has, with the rule: what a terminal or the
// margin of a pull request shows without a break. Names are the user's: of one that is
// longer than maxName only that many characters count.
const (
	maxMessage = 140
	maxName    = 12
	maxFix     = 120 // a line of a menu
	maxRelated = 200 // it stands alone
)

// banned are words that say something else to a reader than what is meant, each with the
// reason.
var banned = []struct{ word, reason string }{
	{`answer(s|ed|ing)?`, "RFC 9110 has responses, which are sent"},
	{`nobody|somebody|whoever|who`, "the subject is code, not a person"},
	{`of its own accord|by itself|of their own`, "say what sends it: its own 404"},
	{`no rest|peace`, "a metaphor: a server recovers, or does not"},
	{`held|holds? \w+ against`, "judged against, compared with"},
	{`told|tells|says?|said|speaks?`, "code and documents do not talk: they document, return, set"},
	{`given up|gives? up|giving up`, "a request is not retried, attempts stop"},
	{`goes on|go on`, "a handler continues"},
	{`all the same|however often`, "still"},
	{`for ever`, "forever"},
	{`asks? for|asked for`, "contracts require"},
	{`takes? \w+( \w+)* for`, "clients treat a response as"},
	{`reaches|reached`, "text is sent to the client in the body"},
	{`refuses?|refused`, "a server rejects a request"},
	{`hands?|handed`, "a value is passed"},
	{`looks? at|a look`, "a status is checked, a field is read"},
	{`chance`, "jitter, random"},
	{`behind`, "after"},
	{`begins?|begun`, "a response starts"},
	{`leaves? open|gets lost|is lost`, "say what the client receives"},
	{`mends?|mended`, "fix"},
	{`things?`, "name it"},
	{`what \w+ makes|made here`, "name the value: handler from http.NewServeMux"},
	{`has (failed|begun|ended|answered)`, "the simple past is enough"},
	{`the contract`, "contract wpp requires"},
	{`, too`, "no comma"},
}

// quotedText are texts of the user's in a message, aName names: chains of identifiers, files,
// routes, media types, header fields, statuses with their reason phrase.
var (
	quotedText = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	aName      = regexp.MustCompile(`[\w-]+(?:\.[\w-]+)+(?:/[\w.-]+)+|\(\*[\w.]+\)\.\w+|//respvet:\w+|[\w./-]+\.(?:go|ya?ml|json):\d+|(?:application|text|multipart)/[\w.+-]+|/[\w/{}.-]*|[1-5]\d\d(?: [A-Z][\w'-]+)+|[\w-]+(?:\.[\w{}-]+)+|[A-Z]\w*-[\w-]+|[a-z]+[A-Z]\w*`)
	ruleAtEnd  = regexp.MustCompile(` \(([a-z]+)(?:/([a-z0-9]+))?\)$`)
	lister     = regexp.MustCompile(`;[^;]* -[a-z]+\.[a-z]+ lists them$`)
	lists      = regexp.MustCompile(`([1-5]\d\d|"[^"]*")(?:(?:,| or|,? and) (?:[1-5]\d\d|"[^"]*"))+`)
	banRE      = func() (list []*regexp.Regexp) {
		for _, b := range banned {
			list = append(list, regexp.MustCompile(`(?i)(^|[^\w-])(`+b.word+`)($|[^\w-])`))
		}
		return list
	}()
)

// complaints returns what is wrong with the form of a text.
func complaints(x saying, source string) (list []string) {
	bare := x.text
	if x.kind == "message" {
		m := ruleAtEnd.FindStringSubmatch(x.text)
		switch {
		case m == nil:
			list = append(list, "the rule does not stand at the end")
		case m[1] != x.rule:
			list = append(list, "it ends in the rule "+m[1]+", of "+x.rule)
		default:
			if _, known := category.Find(strings.Trim(m[1]+"/"+m[2], "/")); !known && m[1] != "directive" && !strings.HasPrefix(x.text, "//respvet:") {
				list = append(list, "no category is called "+m[1]+"/"+m[2])
			}
		}
		bare = ruleAtEnd.ReplaceAllString(x.text, "")
		if ruleAtEnd.MatchString(bare) {
			list = append(list, "the rule stands there twice")
		}
	}
	if strings.TrimRight(bare, ".!… \n") != bare {
		list = append(list, "it has a stop at the end")
	}
	if strings.HasPrefix(bare, " ") || strings.Contains(quotedText.ReplaceAllString(bare, "Q"), "  ") {
		list = append(list, "a name is empty")
	}
	list = append(list, beginning(x, bare, source)...)
	words := aName.ReplaceAllString(quotedText.ReplaceAllString(bare, " "), " ")
	for i, rx := range banRE {
		if m := rx.FindStringSubmatch(words); m != nil && !strings.Contains(source, m[2]+"(") { // a function of that name
			list = append(list, fmt.Sprintf("%q: %s", m[2], banned[i].reason))
		}
	}
	limit := map[string]int{"message": maxMessage, "fix": maxFix, "related": maxRelated}[x.kind]
	if n := length(x.text); n > limit {
		list = append(list, fmt.Sprintf("%d characters", n))
	}
	return list
}

// beginning complains of the first letter: small in messages unless it is a name's of
// the file, capital in fixes, which are verb phrases.
func beginning(x saying, bare, source string) []string {
	first, _ := utf8.DecodeRuneInString(bare)
	word, _, _ := strings.Cut(bare, " ")
	switch {
	case x.kind == "fix" && !unicode.IsUpper(first):
		return []string{"it does not begin with a capital letter"}
	case x.kind != "message" || !unicode.IsUpper(first):
	case word == strings.ToUpper(word): // POST
	case !strings.Contains(source, word):
		return []string{"it begins with a capital letter, of no name in the file"}
	}
	return nil
}

// length counts the characters of a text. A name counts for no more than maxName, a list
// of statuses or of quoted texts for its first, as do several problems with one body; and
// where many findings are one, the flag that lists them does not count.
func length(s string) int {
	rule := ruleAtEnd.FindString(s)
	s = lister.ReplaceAllString(strings.TrimSuffix(s, rule), "")
	if before, after, ok := strings.Cut(s, ", and \""); ok {
		_, after, _ = strings.Cut(after, ";")
		s = before + ";" + after
	}
	s = lists.ReplaceAllString(s, "$1")
	cut := func(name string) string { return name[:min(len(name), maxName)] }
	return utf8.RuneCountInString(aName.ReplaceAllStringFunc(quotedText.ReplaceAllStringFunc(s, cut), cut) + rule)
}

// TestMessageForm holds every message, related place and fix that the fixtures of all
// rules get against the form, and wants at least one message of each category.
func TestMessageForm(t *testing.T) {
	if testing.Short() {
		t.Skip("runs go vet over all fixtures")
	}
	exe := buildRespvet(t)
	dir := modcache.Fill(t, "../testdata")
	texts := make(map[saying]string) // with a place
	seen := make(map[string]bool)
	each := []string{"-errleak.each", "-rawerror.each", "-statusmeaning.each", "-lateheader.each", "-envelope.each", "-noretry.each", "-contenttype.each", "-statuscode.each"}
	on := []string{"-errleak.parse", "-errleak.error4xx", "-rawerror.text", "-badretry.all", "-noretry.all", "-statuscode.implied", "-statuscode.unreturned", "-statuscode.unsent"}
	callers := []string{"-errleak.callers", "-rawerror.callers", "-statuscode.callers", "-envelope.callers", "-errheader.callers"}
	for _, flags := range [][]string{on, slices.Concat(on, each, callers)} {
		collect(t, dir, exe, flags, texts)
	}
	sources := make(map[string]string)
	for x := range texts {
		if _, ok := sources[x.file]; !ok {
			src, err := os.ReadFile(x.file)
			if err != nil {
				t.Fatal(err)
			}
			sources[x.file] = string(src)
		}
	}
	for _, x := range slices.SortedFunc(maps.Keys(texts), func(a, b saying) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.text, b.text), cmp.Compare(a.file, b.file))
	}) {
		if m := ruleAtEnd.FindStringSubmatch(x.text); m != nil && x.kind == "message" {
			seen[strings.Trim(m[1]+"/"+m[2], "/")] = true
		}
		for _, what := range complaints(x, sources[x.file]) {
			t.Errorf("%s: %s %q: %s", texts[x], x.kind, x.text, what)
		}
	}
	for _, c := range category.Table {
		if !seen[c.String()] {
			t.Errorf("no fixture has a message of %s", c)
		}
	}
	printForms(t, texts)
}

// collect adds what go vet -json prints of the fixtures.
func collect(t *testing.T, dir, exe string, flags []string, texts map[saying]string) {
	t.Helper()
	cmd := exec.Command("go", slices.Concat([]string{"vet", "-json", "-vettool=" + exe}, flags, []string{"./..."})...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "RESPVET_CONFIG=", "GOWORK=off")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v", cmd.Args, err)
	}
	type place struct{ Posn, Message string }
	type diagnostic struct {
		place
		Fixes   []place `json:"suggested_fixes"`
		Related []place
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		var units map[string]map[string]json.RawMessage
		if err := dec.Decode(&units); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		for _, results := range units {
			for rule, raw := range results {
				var found []diagnostic
				if json.Unmarshal(raw, &found) != nil { // an error, which other tests see
					continue
				}
				for _, d := range found {
					file, _, ok := strings.Cut(d.Posn, ".go:")
					if _, err := os.Stat(file + ".go"); !ok || err != nil { // after a line directive
						continue
					}
					add := func(kind, s string) { texts[saying{kind, rule, s, file + ".go"}] = d.Posn }
					add("message", d.Message)
					for _, f := range d.Fixes {
						add("fix", f.Message)
					}
					for _, r := range d.Related {
						add("related", r.Message)
					}
				}
			}
		}
	}
}

// list is a file for all messages, to be read aloud.
var listFile = flag.String("messages", "", "write every distinct message, fix and related place to a `file`")

func printForms(t *testing.T, texts map[saying]string) {
	if *listFile == "" {
		return
	}
	var lines []string
	for x := range texts {
		lines = append(lines, fmt.Sprintf("%-7s %-15s %3d %s", x.kind, x.rule, length(x.text), x.text))
	}
	slices.Sort(lines)
	if err := os.WriteFile(*listFile, []byte(strings.Join(slices.Compact(lines), "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestMessageFormComplains is the test of the test: each of these is wrong in one way.
func TestMessageFormComplains(t *testing.T) {
	const source = "func WriteAll() { http.Error() }"
	for _, x := range []struct {
		kind, text, want string
	}{
		{"message", "http.Error sends the 403 as text/plain; contract wpp requires a JSON body with errors[] (rawerror)", ""},
		{"message", "WriteAll sends the 403 as text/plain (rawerror)", ""},
		{"message", "http.Error sends the 403 as text/plain", "the rule does not stand at the end"},
		{"message", "http.Error sends the 403 as text/plain (errleak)", "it ends in the rule errleak, of rawerror"},
		{"message", "http.Error sends the 403 as text/plain (rawerror) (rawerror)", "the rule stands there twice"},
		{"message", "http.Error sends the 403 as text/plain (rawerror/odd)", "no category is called rawerror/odd"},
		{"message", "http.Error sends the 403 as text/plain. (rawerror)", "it has a stop at the end"},
		{"message", "Error sent as text (rawerror)", ""}, // a name of the file
		{"message", "Text is sent (rawerror)", "it begins with a capital letter, of no name in the file"},
		{"message", "http.Error answers 403 as text/plain (rawerror)", `"answers": RFC 9110 has responses, which are sent`},
		{"message", "a server that has too much to do gets no rest (rawerror)", `"no rest": a metaphor: a server recovers, or does not`},
		{"message", `send sends "answers" and a.answers (rawerror)`, ""}, // names
		{"message", "http.Error sends " + strings.Repeat("very ", 20) + "plain text (rawerror)", ""},
		{"message", "http.Error sends " + strings.Repeat("very ", 23) + "plain text (rawerror)", "153 characters"},
		{"message", "send sends " + strings.Repeat("a.", 70) + "b (rawerror)", ""}, // a name
		{"fix", "Send 404 Not Found instead of 400; clients get a different status", ""},
		{"fix", "send 404", "it does not begin with a capital letter"},
		{"fix", "Send 404.", "it has a stop at the end"},
		{"related", "response is sent here", ""},
		{"related", " sets a status", "a name is empty"},
		{"related", "the answer is sent here", `"answer": RFC 9110 has responses, which are sent`},
	} {
		if got := strings.Join(complaints(saying{kind: x.kind, rule: "rawerror", text: x.text}, source), "; "); got != x.want {
			t.Errorf("%s %q: complaint %q, want %q", x.kind, x.text, got, x.want)
		}
	}
}

// TestMessageFormOfFlags holds the help of flags and the reasons of categories against
// the words.
func TestMessageFormOfFlags(t *testing.T) {
	check := func(where, s string) {
		t.Helper()
		for i, rx := range banRE {
			if m := rx.FindStringSubmatch(s); m != nil {
				t.Errorf("%s: %q: %q: %s", where, s, m[2], banned[i].reason)
			}
		}
	}
	for _, a := range analyzer.Suite {
		title, _, _ := strings.Cut(a.Doc, "\n")
		check(a.Name, title)
		a.Flags.VisitAll(func(f *flag.Flag) { check("-"+a.Name+"."+f.Name, f.Usage) })
	}
	for _, c := range category.Table {
		check(c.String(), c.Why)
	}
}
