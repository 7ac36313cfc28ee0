package driver

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Code that does not compile costs the findings in that code, and no others. Go vet
// is less patient: it refuses to start for one package that cannot be loaded, and a
// test file that does not compile costs the package that it tests. So what is left
// of a run that failed is run again.

// An incomplete error says what could not be analysed, and why. The findings that
// it comes with are those in the rest.
type incomplete struct {
	vet   *goError // nil if go vet did not fail
	lines []string
}

func (e *incomplete) Error() string {
	lines := e.lines
	if e.vet != nil {
		lines = append([]string{e.vet.Error()}, lines...)
	}
	return strings.Join(lines, "\n")
}

// A goPackage is what go list says of a package.
type goPackage struct {
	ImportPath   string
	Dir          string
	Name         string
	Deps         []string
	GoFiles      []string
	CgoFiles     []string
	TestGoFiles  []string
	XTestGoFiles []string
	Error        *struct{}
	DepsErrors   []struct{}
	Incomplete   bool // it has an error, or a dependency has
}

func (p *goPackage) loads() bool { return p.Error == nil && len(p.DepsErrors) == 0 && !p.Incomplete }
func (p *goPackage) tests() bool { return len(p.TestGoFiles)+len(p.XTestGoFiles) > 0 }

// packages returns the packages asked for, also those that cannot be loaded.
func (c *command) packages() ([]*goPackage, error) {
	// Without a field of what is embedded, go list does not look for it, and reports no error.
	const fields = "-json=ImportPath,Dir,Name,Deps,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,EmbedFiles,Error,DepsErrors,Incomplete"
	out, err := c.list(fields, "-e")
	if err != nil {
		return nil, err
	}
	var pkgs []*goPackage
	for d := json.NewDecoder(strings.NewReader(out)); ; {
		p := new(goPackage)
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			return pkgs, nil
		} else if err != nil {
			return nil, fmt.Errorf("the output of go list cannot be read: %v", err)
		}
		pkgs = append(pkgs, p)
	}
}

// salvage adds to the report of a go vet that failed what is found in the packages
// that can be analysed. From then on the command is about these alone.
func (c *command) salvage(rep *report, failed *goError) (*incomplete, error) {
	pkgs, err := c.packages()
	if err != nil || slices.ContainsFunc(pkgs, func(p *goPackage) bool { return p.ImportPath == "command-line-arguments" }) {
		if len(rep.analysed) == 0 {
			return nil, failed // and the reason why is in it
		}
		return &incomplete{vet: failed}, nil
	}
	left := func(test func(*goPackage) bool) (paths []string) {
		for _, p := range pkgs {
			if !rep.analysed[p.ImportPath] && p.loads() && test(p) {
				paths = append(paths, p.ImportPath)
			}
		}
		return paths
	}
	again := func(paths []string) error {
		more, err := c.vetJSON(rep, paths)
		if more != nil {
			failed.add(more.lines)
		}
		return err
	}
	if paths := left(func(*goPackage) bool { return true }); len(rep.analysed) == 0 && len(paths) > 0 && len(paths) < len(pkgs) {
		if err := again(paths); err != nil {
			return nil, err
		}
	}
	crashed := failed.crashed()
	untested := left(func(p *goPackage) bool { return p.tests() && !crashed[p.ImportPath] })
	if len(untested) > 0 {
		if err := c.hideTests(pkgs, untested); err != nil {
			return nil, err
		}
		if err := again(untested); err != nil {
			return nil, err
		}
	}

	in := &incomplete{vet: failed}
	c.patterns = nil
	for _, p := range pkgs {
		switch path := p.ImportPath; {
		case rep.analysed[path]:
			c.patterns = append(c.patterns, path)
			if slices.Contains(untested, path) {
				in.lines = append(in.lines, path+" was analysed without its tests, which do not compile")
			}
		case len(p.GoFiles)+len(p.CgoFiles)+len(p.TestGoFiles) > 0 || !p.loads():
			in.lines = append(in.lines, path+" was not analysed"+failed.reason(p))
		}
	}
	if len(c.patterns) == 0 {
		return nil, in
	}
	return in, nil
}

// hideTests puts empty files in the place of some packages' tests, for the go command to
// see. Without any test file such a package would share its key in go vet's cache with what
// it is as a dependency, see [unit.sharesCacheKey].
func (c *command) hideTests(pkgs []*goPackage, paths []string) error {
	dir, err := os.MkdirTemp("", "respvet")
	if err != nil {
		return err
	}
	c.temporary = append(c.temporary, dir)
	replace := make(map[string]string)
	empty := func(p *goPackage, files []string, suffix string) error {
		if len(files) == 0 {
			return nil
		}
		name := filepath.Join(dir, fmt.Sprintf("%d_test.go", len(replace)))
		for _, f := range files {
			replace[filepath.Join(p.Dir, f)] = name
		}
		return os.WriteFile(name, []byte("package "+p.Name+suffix+"\n"), 0o666)
	}
	for _, p := range pkgs {
		if slices.Contains(paths, p.ImportPath) {
			if err := errors.Join(empty(p, p.TestGoFiles, ""), empty(p, p.XTestGoFiles, "_test")); err != nil {
				return err
			}
		}
	}
	return c.replace(dir, replace)
}

// add adds lines that are not there yet: what fails in one run fails in the next.
func (e *goError) add(lines []string) {
	have := make(map[string]bool)
	for _, line := range e.lines {
		have[line] = true
	}
	for _, line := range lines {
		if !have[line] {
			e.lines = append(e.lines, line)
		}
	}
}

// blocks returns the lines by the package that they are about, whose name stands
// above them: "# example.com/shop [example.com/shop.test]".
func (e *goError) blocks() map[string][]string {
	blocks := make(map[string][]string)
	path := ""
	for _, line := range e.lines {
		if id, ok := strings.CutPrefix(line, "# "); ok {
			if !strings.HasPrefix(id, "[") {
				path = testedPath(id)
			}
			continue
		}
		blocks[path] = append(blocks[path], line)
	}
	return blocks
}

// crashed returns the packages whose analysis ended in a way that cannot be caught.
func (e *goError) crashed() map[string]bool {
	crashed := make(map[string]bool)
	for path, lines := range e.blocks() {
		if slices.ContainsFunc(lines, isCrash) {
			crashed[path] = true
		}
	}
	return crashed
}

// isCrash reports whether a line is the first of those that the Go runtime prints
// before it ends a program.
func isCrash(line string) bool {
	return strings.HasPrefix(line, "fatal error: ") || strings.HasPrefix(line, "panic: ") ||
		strings.HasPrefix(line, "runtime: goroutine stack exceeds ")
}

// shortened makes one line of each trace that the Go runtime has printed.
func (e *goError) shortened() (lines []string) {
	path, skip := "", false
	for _, line := range e.lines {
		if id, ok := strings.CutPrefix(line, "# "); ok {
			path, skip = testedPath(id), false
		}
		if skip {
			continue
		}
		if skip = isCrash(line); skip {
			line = fmt.Sprintf("respvet: the analysis of %s crashed: %s; please report this at %s/issues", path, line, homePage)
		}
		lines = append(lines, line)
	}
	return lines
}

// reason says why a package was not analysed, where the lines do not.
func (e *goError) reason(p *goPackage) string {
	blocks := e.blocks()
	if len(blocks[p.ImportPath]) > 0 || !p.loads() {
		return ""
	}
	deps := make(map[string]bool)
	for _, d := range p.Deps {
		deps[d] = true
	}
	for _, path := range slices.Sorted(maps.Keys(blocks)) {
		if deps[path] {
			return ": it depends on " + path + ", which does not compile"
		}
	}
	return ""
}
