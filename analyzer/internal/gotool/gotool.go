// Package gotool runs the go command on behalf of modules that are not the
// user's own.
package gotool

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"iter"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// Run runs the go command in a directory and returns what it prints. What the
// user's environment says of the user's own modules does not count: the
// workspace, the default flags, and another toolchain to switch to.
func Run(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	// An empty GOFLAGS would leave those that `go env -w` has set.
	cmd.Env = append(os.Environ(), "PWD="+dir, "GOWORK=off", "GOFLAGS=-mod=mod", "GOTOOLCHAIN=local")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("the go command is not in $PATH")
	}
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), cmp.Or(ctx.Err(), err), strings.TrimSpace(stderr.String()))
	}
	return out, nil
}

// A Module is one version of a module, as the go command describes it.
type Module struct {
	Path      string
	Version   string
	Versions  []string // of the module, in ascending order
	GoMod     string   // its go.mod, in the module cache
	GoVersion string   // the Go that it needs: "1.26.0"
	Dir       string   // its files; they must not be changed
}

// Newest returns the newest release of a module that the Go at hand can build.
func Newest(ctx context.Context, dir, path string) (*Module, error) {
	for m, err := range Releases(ctx, dir, path) {
		return m, err
	}
	return nil, fmt.Errorf("%s has no release that the Go at hand can build", path)
}

// Releases yields, from the newest on, the last release of each minor version of a
// module that the Go at hand can build. An error is the end.
func Releases(ctx context.Context, dir, path string) iter.Seq2[*Module, error] {
	return func(yield func(*Module, error) bool) {
		local, err := goVersion(ctx, dir)
		if err != nil {
			yield(nil, err)
			return
		}
		all, err := list(ctx, dir, "-versions", path)
		if err != nil {
			yield(nil, err)
			return
		}
		last := ""
		for _, v := range slices.Backward(all.Versions) {
			minor := v[:strings.LastIndexByte(v, '.')]
			if strings.Contains(v, "-") || minor == last { // a pre-release, or an older patch
				continue
			}
			m, err := at(ctx, dir, path, v)
			if err == nil && !m.builds(local) {
				continue
			}
			last = minor
			if !yield(m, err) || err != nil {
				return
			}
		}
	}
}

// At returns one version of a module, an error if the Go at hand is too old for it.
func At(ctx context.Context, dir, path, version string) (*Module, error) {
	local, err := goVersion(ctx, dir)
	if err != nil {
		return nil, err
	}
	m, err := at(ctx, dir, path, version)
	if err != nil {
		return nil, err
	}
	if !m.builds(local) {
		return nil, fmt.Errorf("%s %s needs go%s, this is %s", path, m.Version, m.GoVersion, local)
	}
	return m, nil
}

// Download fetches the module's files, if they are not there yet, and sets Dir.
func (m *Module) Download(ctx context.Context, dir string) error {
	out, err := Run(ctx, dir, "mod", "download", "-json", m.Path+"@"+m.Version)
	if err != nil {
		return err
	}
	return json.Unmarshal(out, m)
}

// builds reports whether a Go version will do. A development version does not
// compare; it is taken to be recent.
func (m *Module) builds(local string) bool {
	return !version.IsValid(local) || version.Compare("go"+m.GoVersion, local) <= 0
}

// at describes one version. The go command itself says nothing of the Go that a
// module needs where that is newer than itself.
func at(ctx context.Context, dir, path, version string) (*Module, error) {
	m, err := list(ctx, dir, path+"@"+version)
	if err != nil {
		return nil, err
	}
	mod, err := os.ReadFile(m.GoMod)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(mod)) {
		if words := strings.Fields(line); len(words) >= 2 && words[0] == "go" {
			m.GoVersion = words[1]
		}
	}
	return m, nil
}

func list(ctx context.Context, dir string, args ...string) (*Module, error) {
	out, err := Run(ctx, dir, append([]string{"list", "-m", "-json"}, args...)...)
	if err != nil {
		return nil, err
	}
	m := new(Module)
	return m, json.Unmarshal(out, m)
}

func goVersion(ctx context.Context, dir string) (string, error) {
	out, err := Run(ctx, dir, "env", "GOVERSION")
	// Experiments follow the number.
	v, _, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	return v, err
}
