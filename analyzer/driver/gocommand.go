package driver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/respvet/respvet/passes/unjudged"
)

// A goError is a go command that failed; what it printed says why, in lines that
// begin with a position.
type goError struct {
	command string
	err     error
	lines   []string
}

func (e *goError) Unwrap() error { return e.err }

func (e *goError) Error() string {
	s := fmt.Sprintf("go %s: %v", e.command, e.err)
	for line := range strings.Lines(strings.Join(e.shortened(), "\n")) {
		s += "\n" + printableLine(strings.TrimRight(line, "\r\n"))
	}
	return s
}

// goVet is a run of go vet with this executable as its tool. With -trimpath,
// which may stand in GOFLAGS, two checkouts share cached results, and a fix
// would edit the other one.
func (c *command) goVet(patterns []string, mode ...string) (*exec.Cmd, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if slices.Contains(mode, "-json") {
		mode = append(mode, "-"+unjudged.Analyzer.Name+".json")
	}
	return c.goCommand(slices.Concat(
		[]string{"vet", "-vettool=" + exe, "-trimpath=false"}, mode, c.build, c.tool, []string{"--"}, patterns))
}

// patience is how long the go command may take to end when it is told to.
const patience = 10 * time.Second

func (c *command) goCommand(args []string) (*exec.Cmd, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return nil, errors.New("the go command is not in $PATH, and respvet runs go vet")
	}
	ctx := c.ctx
	if ctx == nil {
		ctx = context.Background()
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // go vet ends what it has started
	cmd.WaitDelay = patience
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), "PWD="+c.dir)
	return cmd, nil
}

// vetJSON adds to a report what go vet says of packages. Its failure is returned
// apart, since there may be findings all the same.
func (c *command) vetJSON(rep *report, patterns []string) (failed *goError, err error) {
	cmd, err := c.goVet(patterns, "-json")
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := startProgress(c.stderr, func() int { return c.units(patterns) })
	readErr := rep.read(stdout, c.dir, p.unit)
	vetErr := cmd.Wait()
	p.stop()
	if readErr == nil {
		readErr = rep.read(&stderr, c.dir, func() {})
	}
	text := rep.text
	rep.text = nil
	if vetErr != nil {
		return &goError{"vet", vetErr, text}, nil
	}
	if readErr != nil {
		return nil, readErr
	}
	for _, line := range text {
		if strings.HasSuffix(line, "/"+unjudged.DefectCategory+")") { // in a dependency
			rep.failures = append(rep.failures, line)
			continue
		}
		if !strings.HasPrefix(line, "# ") { // a package's name, above what its analysis printed
			fmt.Fprintln(c.stderr, printableLine(line))
		}
	}
	return nil, nil
}

// units returns how many packages go vet analyses, with those that tests are, or 0 if go
// list does not say.
func (c *command) units(patterns []string) int {
	const format = "{{if or .GoFiles .CgoFiles .TestGoFiles}}package\n{{end}}{{if .XTestGoFiles}}tests\n{{end}}"
	cmd, err := c.goCommand(slices.Concat([]string{"list", "-e", "-f", format}, c.build, []string{"--"}, patterns))
	if err != nil {
		return 0
	}
	out, err := cmd.Output()
	if err != nil {
		return 0
	}
	return len(strings.Fields(string(out)))
}

// list returns what go list says of the packages asked for, in a format. Others
// have findings too, those that share their cache key: see [unit.sharesCacheKey].
func (c *command) list(format string, flags ...string) (string, error) {
	cmd, err := c.goCommand(slices.Concat([]string{"list", format}, flags, c.build, []string{"--"}, c.patterns))
	if err != nil {
		return "", err
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", &goError{"list", err, strings.Split(strings.TrimSpace(stderr.String()), "\n")}
	}
	return string(out), nil
}

// moduleDir returns the directory of the go.mod file above dir, or else dir.
func moduleDir(dir string) string {
	for up := dir; ; up = filepath.Dir(up) {
		if info, err := os.Stat(filepath.Join(up, "go.mod")); err == nil && info.Mode().IsRegular() {
			return up
		}
		if up == filepath.Dir(up) {
			return dir
		}
	}
}
