package analyzer_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/internal/modcache"
	"github.com/respvet/respvet/passes/contract"
)

// examples is the directory of the programs that hold the examples of the rules' pages: of
// each rule one with what is bad, and one with what is better.
const examples = "pages"

// An example is a piece of code of a rule's page.
type example struct {
	bad      bool
	lines    []string         // as in the page, without indentation and messages
	messages map[int][]string // by index in lines: what is reported there
}

// TestRuleExamples compiles the examples of the rules' pages, in programs that hold them line
// by line, and runs respvet on these: it reports what the page says, where it says so, and
// nothing of the rule in what is better.
func TestRuleExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the command")
	}
	exe := buildRespvet(t)
	dir := modcache.Fill(t, "../testdata")
	build := exec.Command("go", "build", "./"+examples+"/...")
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	type found struct {
		Rule, File, Message string
		Line                int
	}
	cmd := exec.Command(exe, "-format", "json", "./"+examples+"/...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "RESPVET_CONFIG=", "GOWORK=off")
	out, err := cmd.Output()
	if exit := cmd.ProcessState; exit == nil || exit.ExitCode() != 1 {
		t.Fatalf("%v\n%s", err, out)
	}
	var all []found
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	for _, rule := range analyzer.Suite {
		if rule == contract.Analyzer || rule.Name == "directive" {
			continue
		}
		t.Run(rule.Name, func(t *testing.T) {
			bad, better := 0, 0
			for _, e := range examplesOf(rule.Doc) {
				kind := "good"
				if e.bad {
					kind, bad = "bad", bad+1
				} else {
					better++
				}
				name := filepath.ToSlash(filepath.Join(examples, rule.Name, kind, kind+".go"))
				at, err := e.find(filepath.Join(dir, name))
				if err != nil {
					t.Error(err)
					continue
				}
				for i, messages := range e.messages {
					for _, message := range messages {
						if !slices.ContainsFunc(all, func(f found) bool {
							return f.Rule == rule.Name && f.File == name && f.Line == at[i] && says(f.Message, message)
						}) {
							t.Errorf("%s:%d: not reported: %s", name, at[i], message)
						}
					}
				}
			}
			for _, f := range all {
				if f.Rule == rule.Name && strings.HasPrefix(f.File, examples+"/"+rule.Name+"/good/") {
					t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
				}
			}
			if bad == 0 || better == 0 && rule.Name != "noretry" { // what is better there is a library
				t.Errorf("%d examples of what is bad, %d of what is better", bad, better)
			}
			if t.Failed() {
				for _, f := range all {
					if f.Rule == rule.Name {
						t.Logf("%s:%d: %s", f.File, f.Line, f.Message)
					}
				}
			}
		})
	}
}

// says reports whether a message is that of a page, which may leave out a part of it and the
// rule at the end, and whose lines have other numbers.
func says(message, page string) bool {
	message = lineNumber.ReplaceAllString(message, "line N")
	for _, part := range strings.Split(lineNumber.ReplaceAllString(page, "line N"), "…") {
		_, after, ok := strings.Cut(message, strings.TrimSpace(part))
		if !ok {
			return false
		}
		message = after
	}
	return true
}

var (
	lineNumber = regexp.MustCompile(`\bline \d+`)
	exampleMsg = regexp.MustCompile(`^(.*?)\s*// error: "(.*)"$`)
)

// examplesOf returns the examples of a page: code with messages is bad, code after a
// paragraph that ends in "Better:" or begins with that word is better.
func examplesOf(doc string) (list []example) {
	var e example
	better, code := false, false
	flush := func() {
		if code && (len(e.messages) > 0 || better) {
			e.bad = len(e.messages) > 0
			list = append(list, e)
		}
		e, code = example{}, false
	}
	for line := range strings.Lines(doc) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "\t"):
			code = true
			line = strings.TrimSpace(line)
			if m := exampleMsg.FindStringSubmatch(line); m != nil {
				line = m[1]
				if e.messages == nil {
					e.messages = make(map[int][]string)
				}
				if line == "" { // a line of its own: of the line above
					e.messages[len(e.lines)-1] = append(e.messages[len(e.lines)-1], m[2])
					continue
				}
				e.messages[len(e.lines)] = append(e.messages[len(e.lines)], m[2])
			}
			e.lines = append(e.lines, line)
		case line != "":
			flush()
			better = strings.HasPrefix(line, "Better") || strings.HasSuffix(line, "Better:")
		}
	}
	flush()
	return list
}

// find returns the lines of a file at which an example stands: one after the other, but for
// a line "…", which stands for any number of them.
func (e example) find(file string) ([]int, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		lines = append(lines, strings.TrimSpace(line))
	}
	for start := range lines {
		if at := e.match(lines, start); at != nil {
			return at, nil
		}
	}
	return nil, fmt.Errorf("%s does not hold:\n\t%s", file, strings.Join(e.lines, "\n\t"))
}

func (e example) match(lines []string, n int) (at []int) {
	skip := false
	for _, want := range e.lines {
		if want == "…" {
			skip, at = true, append(at, 0)
			continue
		}
		for skip && n < len(lines) && lines[n] != want {
			n++
		}
		skip = false
		if n >= len(lines) || lines[n] != want {
			return nil
		}
		n++
		at = append(at, n) // from 1
	}
	return at
}
