package driver

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/respvet/respvet/internal/near"
)

// What is wrong with the arguments of a command: each mistake is one sentence that names
// the word, says what is wrong, and what is allowed.

// unknownWord is a word that is none of those allowed.
func unknownWord(what, word string, allowed []string) error {
	return fmt.Errorf("unknown %s %q%s, allowed: %s", what, word, near.Hint(word, allowed), strings.Join(allowed, ", "))
}

func unknownFormat(format string, formats []string) error {
	return unknownWord("format", format, formats)
}

// Package flag has these sentences, and no types for them.
var (
	undefinedFlag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^flag provided but not defined: -+(.*)$`) })
	badFlag       = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^invalid (?:boolean )?value ("(?:[^"\\]|\\.)*") for (?:flag )?-([^:]*): (.*)$`)
	})
	lackingFlag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^flag needs an argument: -+(.*)$`) })
)

// flagMistake says in the words of all mistakes what package flag has found.
func flagMistake(fs *flag.FlagSet, sub *subcommand, err error) error {
	more := "respvet -h"
	if sub != nil {
		more = "respvet help " + sub.name
	}
	text := err.Error()
	if m := undefinedFlag().FindStringSubmatch(text); m != nil {
		if rule, _, option := strings.Cut(m[1], "."); option && slices.Contains(ruleNames(), rule) {
			more = "respvet help " + rule
		}
		var names []string
		fs.VisitAll(func(f *flag.Flag) { names = append(names, "-"+f.Name) })
		return fmt.Errorf("unknown flag -%s%s, allowed: what %s lists", m[1], near.Hint("-"+m[1], names), more)
	}
	allowed := func(name, otherwise string) string {
		if values := valuesOf(fs, sub, name); len(values) > 0 {
			return "allowed: " + strings.Join(values, ", ")
		}
		return otherwise
	}
	if m := badFlag().FindStringSubmatch(text); m != nil {
		return fmt.Errorf("bad value %s of -%s, %s", m[1], m[2], allowed(m[2], m[3]))
	}
	if m := lackingFlag().FindStringSubmatch(text); m != nil {
		return fmt.Errorf("-%s has no value, %s", m[1], allowed(m[1], "allowed: what "+more+" says of it"))
	}
	return err
}

// misspelt asks whether a subcommand was meant, "" if a word is like none. It is asked
// when go vet knows no such package.
func misspelt(sub *subcommand, words []string) string {
	if len(words) == 0 || strings.ContainsAny(words[0], "./\\") {
		return ""
	}
	word := words[0]
	if sub != nil {
		word = sub.name + " " + word
	}
	var names []string
	for _, s := range subcommands() {
		names = append(names, s.name)
	}
	name := near.Word(word, names)
	if name == "" || sub != nil && !strings.HasPrefix(name, sub.name+" ") {
		return ""
	}
	return fmt.Sprintf("there is no subcommand %q, did you mean %q?", word, name)
}

// incompleteName says how a subcommand goes on whose first word alone is there.
func incompleteName(name string, words []string) error {
	allowed := continuations(name)
	if len(words) > 0 {
		return unknownWord("subcommand", name+" "+words[0], allowed)
	}
	return fmt.Errorf("incomplete subcommand %q, allowed: %s", name, strings.Join(allowed, ", "))
}

// goPlace reads FILE:LINE.
func goPlace(at, dir string) (file string, line int, err error) {
	file, line, _ = parsePosition(at, dir)
	if line < 1 || filepath.Ext(file) != ".go" {
		return "", 0, fmt.Errorf("bad place %q, allowed: FILE:LINE of a Go file, such as shop/orders.go:41", at)
	}
	return file, line, nil
}

// checkOutput refuses a file of -o that cannot be made, before the long run.
func (c *command) checkOutput() error {
	if c.output == "" {
		return nil
	}
	name := c.abs(c.output)
	if fi, err := os.Stat(name); err == nil && fi.IsDir() {
		return fmt.Errorf("-o %s is a directory, allowed: the name of a file", c.output)
	}
	if fi, err := os.Stat(filepath.Dir(name)); err != nil || !fi.IsDir() {
		return fmt.Errorf("-o %s: there is no directory %s", c.output, relative(c.dir, filepath.Dir(name)))
	}
	return nil
}

// A syntaxError is what the YAML library says of a document, with the line in its text.
type syntaxError struct{ err error }

func (e *syntaxError) Error() string { return e.err.Error() }

// in puts the line where it belongs, behind the file.
func (e *syntaxError) in(file string) error {
	text, line := strings.TrimPrefix(e.Error(), "yaml: "), "1"
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		if n, what, ok := strings.Cut(rest, ": "); ok {
			line, text = n, what
		}
	}
	return fmt.Errorf("%s:%s: not YAML or JSON: %s", file, line, text)
}

// reason says what is wrong with a file, which the sentence around it names.
func reason(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "no such file"
	}
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
