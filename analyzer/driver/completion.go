package driver

import (
	"cmp"
	"embed"
	"flag"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/contract"
)

// The scripts ask the command itself, by [completeWord], and offer files where it has
// nothing to say.
//
//go:embed completion
var completionScripts embed.FS

var shells = []string{"bash", "fish", "zsh"}

// completeWord is the hidden subcommand: what may stand in the place of the last of
// the words behind it, a line each, with an explanation behind a tab.
const completeWord = "__complete"

// completionCommand is `respvet completion`.
func completionCommand() *subcommand {
	return &subcommand{
		name: "completion", args: "SHELL", about: []string{"print the completion script for bash, fish or zsh"},
		words: func() []string { return shells },
		run: func(c *command, _ *flag.FlagSet, args []string) (int, error) {
			if len(args) != 1 || !slices.Contains(shells, args[0]) {
				return 0, unknownWord("shell", strings.Join(args, " "), shells)
			}
			script, err := completionScripts.ReadFile(path.Join("completion", "respvet."+args[0]))
			if err != nil {
				return 0, err
			}
			_, err = c.stdout.Write(script)
			return exitClean, err
		},
	}
}

// A candidate is a word that may stand there, and what it means.
type candidate struct{ word, about string }

// complete prints the candidates for the last of words.
func complete(w io.Writer, words []string) {
	for _, c := range candidates(words) {
		if about, _, _ := strings.Cut(c.about, "\n"); about != "" {
			fmt.Fprintf(w, "%s\t%s\n", c.word, about)
		} else {
			fmt.Fprintln(w, c.word)
		}
	}
}

// candidates is empty where a file may stand.
func candidates(words []string) []candidate {
	if len(words) == 0 {
		words = []string{""}
	}
	words, cut := joined(words)
	c := &command{stderr: io.Discard}
	fs := c.flags()
	sub, given := c.preface(fs, words[:len(words)-1])
	last := words[len(words)-1]
	var list []candidate
	name, value, isValue := strings.Cut(last, "=")
	switch {
	case isValue && strings.HasPrefix(name, "-"):
		for _, v := range valuesOf(fs, sub, strings.TrimLeft(name, "-")) {
			list = append(list, candidate{name + "=" + v, ""})
		}
	case given.wants != "":
		for _, v := range valuesOf(fs, sub, given.wants) {
			list = append(list, candidate{v, ""})
		}
	case strings.HasPrefix(last, "-") && !given.ended:
		list = flagCandidates(fs, sub, last)
	case sub != nil && sub.words != nil && (given.words == 0 || sub.name == "help"):
		for _, v := range sub.words() {
			list = append(list, candidate{v, ""})
		}
	case given.words == 0:
		list = subcommandCandidates(given.name)
	}
	list = slices.DeleteFunc(list, func(c candidate) bool { return !strings.HasPrefix(c.word, last) })
	if cut { // the shell has the flag and "=" as words of their own
		for i, c := range list {
			list[i].word = strings.TrimPrefix(c.word, strings.TrimSuffix(last, value))
		}
	}
	return list
}

// joined undoes that bash makes three words of -format=json.
func joined(words []string) (out []string, cut bool) {
	for _, w := range words {
		n := len(out)
		switch {
		case w == "=" && n > 0 && strings.HasPrefix(out[n-1], "-"):
			out[n-1] += "="
			cut = true
		case n > 0 && cut && strings.HasPrefix(out[n-1], "-") && strings.HasSuffix(out[n-1], "="):
			out[n-1] += w
		default:
			out, cut = append(out, w), false
		}
	}
	return out, cut
}

// A preface is what stands before the word that is to be completed.
type preface struct {
	name  string // the beginning of a subcommand's name
	words int    // arguments
	wants string // the flag whose value is next, or ""
	ended bool   // by "--"
}

// preface reads words as [command.parse] does, but for mistakes in them.
func (c *command) preface(fs *flag.FlagSet, words []string) (sub *subcommand, p preface) {
	for _, w := range words {
		switch {
		case p.wants != "":
			p.wants = ""
		case w == "--":
			p.ended = true
		case strings.HasPrefix(w, "-") && len(w) > 1 && !p.ended:
			name := strings.TrimLeft(w, "-")
			if f := fs.Lookup(name); f != nil && !isBool(f) {
				p.wants = name
			}
		default:
			longer := strings.TrimSpace(p.name + " " + w)
			next, begun := findSubcommand(longer)
			if p.words > 0 || p.ended || next == nil && !begun {
				p.words++
				continue
			}
			if p.name = longer; next != nil {
				if sub = next; sub.flags != nil {
					sub.flags(c, fs)
				}
			}
		}
	}
	return sub, p
}

func isBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// valuesOf returns what the value of a flag may be, nil for a file or anything.
func valuesOf(fs *flag.FlagSet, sub *subcommand, name string) []string {
	switch name {
	case "format":
		if sub != nil {
			return sub.formats
		}
		return formatNames()
	case "contract", "contract.name":
		return contract.Names()
	case "role", "contract.role":
		return roles
	}
	if f := fs.Lookup(name); f != nil && isBool(f) {
		return []string{"true", "false"}
	}
	if sub != nil {
		return sub.values[name]
	}
	return nil
}

// flagCandidates leaves the options of rules out until the name of the rule is there.
func flagCandidates(fs *flag.FlagSet, sub *subcommand, last string) (list []candidate) {
	common, dashes := (&command{}).flags(), "-"
	if strings.HasPrefix(last, "--") {
		dashes = "--"
	}
	fs.VisitAll(func(f *flag.Flag) {
		rule, _, option := strings.Cut(f.Name, ".")
		switch {
		case option && !strings.HasPrefix(last, dashes+rule+"."):
			return
		case sub != nil && f.Name != "C" && common.Lookup(f.Name) != nil && !slices.Contains(sub.takes, f.Name) && !(sub.rules && isRuleFlag(f)):
			return
		}
		_, about := flag.UnquoteUsage(f)
		if i := slices.Index(ruleNames(), f.Name); i >= 0 && about == "" {
			about = analyzer.Suite[i].Doc
		}
		list = append(list, candidate{dashes + f.Name, about})
	})
	return list
}

// subcommandCandidates are the words that may follow those of a name.
func subcommandCandidates(name string) (list []candidate) {
	words := make(map[string]string)
	for _, s := range subcommands() {
		rest, ok := s.name, true
		if name != "" {
			rest, ok = strings.CutPrefix(s.name, name+" ")
		}
		if !ok {
			continue
		}
		word, _, _ := strings.Cut(rest, " ")
		words[word] = cmp.Or(words[word], strings.TrimSuffix(strings.Join(s.about, " "), " "))
	}
	for _, word := range slices.Sorted(maps.Keys(words)) {
		list = append(list, candidate{word, words[word]})
	}
	return list
}
