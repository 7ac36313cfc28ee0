package driver

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/survey"
)

// ownContract is the file of the contract that init writes for a project with an error
// body of its own.
const ownContract = ".respvet.contract.yml"

// initCommand is `respvet init`.
func initCommand() *subcommand {
	return &subcommand{
		name: "init", args: "[packages]",
		about: []string{"write a .respvet.yml that fits what the packages do now (-n only prints it)"},
		takes: []string{"tags", "mod", "modfile"},
		flags: func(c *command, fs *flag.FlagSet) {
			const usage = "print the files instead of writing them"
			fs.BoolVar(&c.dry, "n", false, usage)
			fs.BoolVar(&c.dry, "dry-run", false, usage)
		},
		run: func(c *command, _ *flag.FlagSet, args []string) (int, error) { return exitClean, c.init(args) },
	}
}

// init looks at packages and writes a configuration. Where there are none to look at, it is
// one that is all comments.
func (c *command) init(patterns []string) error {
	name := filepath.Join(c.dir, ".respvet.yml")
	if _, err := os.Lstat(name); err == nil && !c.dry {
		return fmt.Errorf("%s is already there; respvet init -n prints what it would write", relative(c.dir, name))
	}
	if contract.Project(c.dir) == "" {
		return c.begin(contract.Initial(nil), nil)
	}
	if c.patterns = patterns; len(patterns) == 0 {
		c.patterns = []string{"./..."}
	}
	if packages, err := c.list("-f={{.ImportPath}}", "-e"); err == nil && packages == "" {
		return c.begin(contract.Initial(nil), nil)
	}
	seen, err := c.survey()
	if err != nil {
		return err
	}
	p := &proposal{seen: seen, docs: contract.FindDocuments(c.dir), dir: c.dir, now: "none"}
	if k, _, _ := contract.Load(c.dir); k != nil && k.Chosen { // by a file above, or one that -n leaves alone
		p.now = "now"
	}
	lines := p.lines()
	if err := c.begin(contract.Initial(lines), p.files); err != nil || c.dry {
		return err
	}
	_, _, err = contract.Load(c.dir)
	return err
}

// begin writes a configuration and the files beside it, or prints them.
func (c *command) begin(config string, beside map[string]string) error {
	names := slices.Sorted(maps.Keys(beside))
	if !c.dry {
		if err := contract.Init(c.dir, config, beside); err != nil {
			return err
		}
		fmt.Fprintf(c.stderr, "%s written; respvet config prints the effect\n",
			strings.Join(append([]string{".respvet.yml"}, names...), " and "))
		return nil
	}
	return c.write(func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "-- .respvet.yml --\n%s", config)
		for _, name := range names {
			if err == nil {
				_, err = fmt.Fprintf(w, "-- %s --\n%s", name, beside[name])
			}
		}
		return err
	})
}

// survey returns what the packages do. One that cannot be read is an error: a proposal
// that is made of half of the code would be half as good, and look whole.
func (c *command) survey() (*survey.Unit, error) {
	c.tool = append(c.tool, "-"+survey.Name, "-"+survey.Name+".json")
	found, err := c.findings()
	if err != nil {
		return nil, err
	}
	all, known := new(survey.Unit), make(map[string]bool)
	for _, f := range found {
		if f.Rule != survey.Name {
			continue
		}
		u := new(survey.Unit)
		if err := json.Unmarshal([]byte(f.Message), u); err != nil {
			return nil, errors.New("the output of go vet cannot be read: " + err.Error())
		}
		if !known[u.Pkg] { // with its tests it is analysed twice
			known[u.Pkg] = true
			all.Merge(u)
		}
	}
	all.Join()
	return all, nil
}
