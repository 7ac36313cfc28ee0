package driver

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
)

// A subcommand is what the first words may name, in the place of packages.
type subcommand struct {
	name  string   // one word, or two
	args  string   // as the usage shows them
	about []string // lines
	takes []string // the flags of the command that it takes, besides -C
	rules bool     // it takes those of the rules, too
	// behind says that what stands behind "--" is a command to run.
	behind bool
	flags  func(c *command, fs *flag.FlagSet)
	run    func(c *command, fs *flag.FlagSet, args []string) (status int, err error)
	// formats are the values of its -format; words what its arguments may be, nil for files.
	formats []string
	words   func() []string
	values  map[string][]string // what the values of its own flags may be
}

// judging are the flags of what is judged, and by which contract.
var judging = []string{"contract", "role", "tags", "mod", "modfile"}

// subcommands returns all of them, in the order in which the usage shows them.
func subcommands() []*subcommand {
	return []*subcommand{
		{
			name: "help", args: "[RULE]", about: []string{"list the rules, or explain one or a subcommand"},
			run: func(c *command, fs *flag.FlagSet, args []string) (int, error) {
				return exitClean, help(c.stdout, fs, args)
			},
			words: helpWords,
		},
		{
			name: "routes", args: "[packages]",
			about: []string{"print the routes of a service and the responses of each (-format text, json,",
				"markdown, html, or openapi; -merge adds what an OpenAPI document lacks)"},
			takes: append([]string{"format", "o"}, judging...), rules: true, formats: routeFormatNames(),
			flags: func(c *command, fs *flag.FlagSet) {
				fs.StringVar(&c.merge, "merge", "", "with -format openapi: write the OpenAPI document of `file` and add what it lacks")
			},
			run: func(c *command, _ *flag.FlagSet, args []string) (int, error) { return exitClean, c.routes(args) },
		},
		routesDiff(),
		observeCommand(),
		{
			name: "config", about: []string{"print the configuration that applies here, and where it comes from"},
			takes: judging, rules: true, words: noWords,
			run: func(c *command, _ *flag.FlagSet, args []string) (int, error) {
				return exitClean, contract.WriteConfig(c.stdout, c.dir)
			},
		},
		initCommand(),
		explainCommand(),
		reproduceCommand(),
		modelsCheck(),
		rulesCommand(),
		goplsBuild(),
		completionCommand(),
		versionCommand(),
	}
}

func noWords() []string { return nil }

// findSubcommand returns the subcommand of a name, or nil; begun reports whether a
// longer name begins with this one.
func findSubcommand(name string) (sub *subcommand, begun bool) {
	for _, s := range subcommands() {
		if s.name == name {
			sub = s
		}
		begun = begun || strings.HasPrefix(s.name, name+" ")
	}
	return sub, begun
}

// parse reads flags wherever they stand: before the subcommand, which adds its own,
// before the packages and behind them. What stands behind "--" is no flag.
func (c *command) parse(fs *flag.FlagSet, args []string) (sub *subcommand, words []string, err error) {
	name := ""
	for {
		if err := fs.Parse(args); err != nil {
			if !errors.Is(err, flag.ErrHelp) {
				err = flagMistake(fs, sub, err)
			}
			return sub, nil, err
		}
		rest := fs.Args()
		if used := len(args) - len(rest); used > 0 && args[used-1] == "--" {
			if sub != nil && sub.behind {
				c.behind = rest
			} else {
				words = append(words, rest...)
			}
			rest = nil
		}
		if len(rest) == 0 {
			break
		}
		word := rest[0]
		args = rest[1:]
		longer := strings.TrimSpace(name + " " + word)
		if next, begun := findSubcommand(longer); len(words) == 0 && (next != nil || begun) {
			if name = longer; next != nil {
				if sub = next; sub.flags != nil {
					sub.flags(c, fs)
				}
			}
			continue
		}
		words = append(words, word)
	}
	if sub == nil && name != "" {
		return nil, nil, incompleteName(name, words)
	}
	return sub, words, c.allowed(fs, sub, words)
}

// continuations are the subcommands whose names begin with a word.
func continuations(name string) (names []string) {
	for _, s := range subcommands() {
		if strings.HasPrefix(s.name, name+" ") {
			names = append(names, s.name)
		}
	}
	return names
}

// allowed refuses flags and arguments that a subcommand would not look at.
func (c *command) allowed(fs *flag.FlagSet, sub *subcommand, words []string) error {
	if sub == nil {
		return nil
	}
	common := c.common()
	var err error
	fs.Visit(func(f *flag.Flag) {
		own := common.Lookup(f.Name) == nil
		if f.Name == "C" || own || slices.Contains(sub.takes, f.Name) || sub.rules && isRuleFlag(f) || err != nil {
			return
		}
		err = fmt.Errorf("respvet %s takes no -%s", sub.name, f.Name)
	})
	if err == nil && len(words) > 0 && sub.args == "" {
		return fmt.Errorf("respvet %s takes no arguments", sub.name)
	}
	return err
}

// isRuleFlag reports whether a flag is one of the rules': forwarded, and not to go build.
func isRuleFlag(f *flag.Flag) bool {
	fw, ok := f.Value.(forward)
	return ok && !slices.Contains(buildFlags, fw.name)
}
