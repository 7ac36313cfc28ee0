package driver

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/baseline"
	"github.com/respvet/respvet/passes/contract"
)

// directiveRule has no place in a baseline: what it reports are comments for
// respvet, which are as easily mended as listed.
const directiveRule = "directive"

// onlyNew returns the findings that the file of -baseline does not have.
func (c *command) onlyNew(findings []finding) ([]finding, error) {
	known, err := c.knownFindings()
	if err != nil {
		return nil, err
	}
	file := c.abs(c.baseline)
	src, seen := c.sources(), make(map[string]int)
	return slices.DeleteFunc(findings, func(f finding) bool {
		return known.Has(src.known(f, filepath.Dir(file)), seen)
	}), nil
}

// knownFindings reads the file of -baseline.
func (c *command) knownFindings() (*baseline.Baseline, error) {
	file := c.abs(c.baseline)
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("-baseline %s: %s", c.baseline, reason(err))
	}
	known, err := baseline.Parse(filepath.Dir(file), data)
	if err != nil {
		return nil, notBaseline(c.baseline, err)
	}
	return known, nil
}

// notBaseline names the first line of a file that is not one of a baseline.
func notBaseline(file string, err error) error {
	line := 1
	if bad := (*baseline.Error)(nil); errors.As(err, &bad) {
		line = bad.Line
	}
	return fmt.Errorf("%s:%d: not a line of a baseline, allowed: what respvet -write-baseline writes", file, line)
}

// writeBaselines writes what was found into the baseline of each package: the file
// of -baseline, or else the one that the package's configuration names. What these
// have of packages that were not asked for stays.
func (c *command) writeBaselines(findings []finding) error {
	dirs, err := c.list("-f={{.Dir}}", "-e")
	if err != nil {
		return err
	}
	asked := make(map[string]bool)
	files := make(map[string][]baseline.Finding) // by file
	for dir := range strings.Lines(dirs) {
		dir = strings.TrimSuffix(dir, "\n")
		asked[dir] = true
		if file := c.baselineOf(dir); file != "" {
			files[file] = nil
		}
	}
	src := c.sources()
	for _, f := range findings {
		if f.Rule == directiveRule {
			continue
		}
		file := c.baselineOf(filepath.Dir(src.abs(f.File)))
		if file == "" {
			return errors.New("no baseline is named, allowed: -baseline FILE, or `baseline: FILE` in .respvet.yml")
		}
		files[file] = append(files[file], src.known(f, filepath.Dir(file)))
	}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		other := func(name string) bool {
			name = filepath.Join(filepath.Dir(file), filepath.FromSlash(name))
			_, err := os.Stat(name)
			return err == nil && !asked[filepath.Dir(name)]
		}
		if err := c.writeBaseline(file, files[file], other); err != nil {
			return err
		}
		fmt.Fprintf(c.stderr, "%s written to %s\n", count(len(files[file]), "finding"), fileName(relative(c.dir, file)))
	}
	return nil
}

// baselineOf returns the absolute name of the file for the findings in a
// directory, or "".
func (c *command) baselineOf(dir string) string {
	if c.baseline != "" {
		return c.abs(c.baseline)
	}
	return contract.LoadPolicy(dir).BaselineFile()
}

// writeBaseline writes one file. A name that a configuration chose may have been
// chosen by a stranger: no link is followed out of the project, and nothing is
// overwritten but a baseline.
func (c *command) writeBaseline(file string, findings []baseline.Finding, keep func(string) bool) error {
	dir := contract.Project(c.dir)
	if c.baseline != "" || dir == "" {
		dir = filepath.Dir(file)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	name, err := filepath.Rel(dir, file)
	if err != nil {
		return err
	}
	if info, err := root.Stat(name); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file", name)
	}
	earlier, err := root.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := baseline.Parse("", earlier); err != nil {
		return notBaseline(name, err)
	}
	var out bytes.Buffer
	if err := baseline.Write(&out, findings, earlier, keep); err != nil {
		return err
	}
	return root.WriteFile(name, out.Bytes(), 0o666)
}

// checkBaseline refuses flags that do not go with those of the baseline.
func (c *command) checkBaseline() error {
	switch {
	case c.writeBase && (c.fix || c.diff):
		return errors.New("-write-baseline cannot be used with -fix or -diff")
	case c.baseline != "" && (c.fix || c.diff):
		return errors.New("-fix and -diff use the baseline of .respvet.yml and cannot be used with -baseline")
	case c.baseline != "" && !c.writeBase:
		_, err := c.knownFindings() // before the long run
		return err
	case !c.writeBase:
		return nil
	}
	for _, flag := range c.tool {
		if name, _, _ := strings.Cut(flag, "="); !strings.Contains(name, ".") {
			return fmt.Errorf("-write-baseline is for all rules and cannot be used with %s", name)
		}
	}
	return nil
}
