package driver

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/models"
	"golang.org/x/tools/go/packages"
)

// modelsCheck is `respvet models check`.
func modelsCheck() *subcommand {
	return &subcommand{
		name: "models check", args: "[packages]",
		about: []string{"check the model files: what they describe, and how often the packages call it"},
		takes: []string{"o", "tags", "mod", "modfile"},
		run: func(c *command, _ *flag.FlagSet, args []string) (int, error) {
			if err := errors.Join(contract.Check(c.dir)...); err != nil {
				return 0, err
			}
			if len(args) == 0 {
				args = []string{"./..."}
			}
			return exitClean, c.checkModels(args)
		},
	}
}

// checkModels prints, for each entry of the model files, how often packages have what it is
// about.
func (c *command) checkModels(patterns []string) error {
	m := c.models().Model
	if len(m.Entries()) == 0 {
		return errors.New("no model files: the key models of .respvet.yml names them")
	}
	if err := c.resolveModels(); err != nil {
		return err
	}
	pkgs, err := c.load(packages.LoadSyntax, patterns)
	if err != nil {
		return err
	}
	counts := make([]int, len(m.Entries()))
	for _, p := range pkgs {
		if len(p.Errors) > 0 {
			return p.Errors[0]
		}
		m.Count(p.TypesInfo, p.Syntax, counts)
	}
	return c.write(func(w io.Writer) error {
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for i, e := range m.Entries() {
			count := fmt.Sprintf("%d %ss", counts[i], e.Counted())
			switch {
			case !e.Countable():
				count = "-"
			case counts[i] == 1:
				count = "1 " + e.Counted()
			}
			fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", e.Pos, e.List, e.Text, count)
		}
		return tw.Flush()
	})
}

// models returns what the model files for the directory of the command say.
func (c *command) models() *models.Result {
	return models.Load(c.dir, models.Analyzer.Flags.Lookup(models.ConfigFlag).Value.String())
}

// load reads packages as the go command builds them.
func (c *command) load(mode packages.LoadMode, patterns []string) ([]*packages.Package, error) {
	return packages.Load(&packages.Config{Mode: mode, Dir: c.dir, BuildFlags: c.build}, patterns...)
}

// resolveModels holds the model files against the packages that they describe. Where there
// are no files nothing is read.
func (c *command) resolveModels() error {
	m := c.models().Model
	var paths []string
	for _, e := range m.Entries() {
		if e.Pkg != "" && !slices.Contains(paths, e.Pkg) {
			paths = append(paths, e.Pkg)
		}
	}
	if len(paths) == 0 {
		return nil
	}
	pkgs, err := c.load(packages.NeedName|packages.NeedTypes|packages.NeedExportFile|packages.NeedImports, paths)
	if err != nil {
		return err
	}
	var mistakes []error
	for _, p := range pkgs {
		if len(p.Errors) > 0 {
			mistakes = append(mistakes, m.Unread(p.PkgPath))
			continue
		}
		for _, mistake := range m.Check(p.Types) {
			mistakes = append(mistakes, mistake)
		}
	}
	return errors.Join(mistakes...)
}
