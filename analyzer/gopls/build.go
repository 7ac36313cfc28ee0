// Package gopls builds a gopls that carries the suite, so that editors show the
// findings while one types.
//
// Gopls has no plugins: its analyzers are compiled into it. Build therefore takes
// a release of gopls from the module cache, adds the suite to a copy, and builds
// that. Two more things are changed in it: it watches .respvet.yml and files named after it (api.respvet.yml), and what it
// keeps of a package's findings is kept under a key that the configuration is a
// part of. Gopls is held to the golang.org/x/tools that it was released with, a
// newer one would not compile.
package gopls

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/respvet/respvet/analyzer/internal/gotool"
)

const (
	module = "golang.org/x/tools/gopls"
	tools  = "golang.org/x/tools"
	own    = "github.com/respvet/respvet"
)

// Options say what to build. The zero value is the newest gopls that the local
// Go can build, at the usual place, in silence.
type Options struct {
	Version string    // of gopls, such as v0.21.1
	Output  string    // the executable; "" is gopls-respvet where `go install` puts executables
	Log     io.Writer // progress and warnings, a line each; or nil
	Flags   []string  // of go build, beside its own
}

// Build builds a gopls and returns the path of the executable, which is absolute.
// It needs the go command, and the module proxy for what is not in the module
// cache.
func Build(ctx context.Context, o Options) (exe string, err error) {
	log := func(format string, args ...any) {
		if o.Log != nil {
			fmt.Fprintf(o.Log, "respvet: "+format+"\n", args...)
		}
	}
	suite, err := source()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "respvet-gopls")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	if o.Output == "" {
		o.Output, err = usual(ctx, dir)
	} else {
		o.Output, err = filepath.Abs(o.Output)
	}
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(o.Output); err == nil && info.IsDir() {
		return "", fmt.Errorf("%s is a directory, and the executable is to be there", o.Output)
	}

	gopls, err := choose(ctx, dir, o.Version)
	if err != nil {
		return "", err
	}
	log("downloading gopls %s", gopls.Version)
	if err := gopls.Download(ctx, dir); err != nil {
		return "", err
	}
	if err := os.CopyFS(dir, os.DirFS(gopls.Dir)); err != nil {
		return "", err
	}
	switch err := inject(dir); {
	case errors.Is(err, errKey):
		log("%v", err)
	case err != nil:
		return "", fmt.Errorf("gopls %s takes no analyzers: %w", gopls.Version, err)
	}
	if err := require(ctx, dir, suite); err != nil {
		return "", err
	}
	log("building it with %s, which takes minutes the first time", suite)
	build := append([]string{"build", "-trimpath", "-ldflags=-s -w -X main.version=" + gopls.Version + "+respvet", "-o", o.Output}, o.Flags...)
	_, err = gotool.Run(ctx, dir, append(build, ".")...)
	if err != nil {
		return "", fmt.Errorf("gopls %s does not build with %s, another version may (-gopls): %w", gopls.Version, suite, err)
	}
	log("built %s", o.Output)
	return o.Output, nil
}

func choose(ctx context.Context, dir, version string) (*gotool.Module, error) {
	if version == "" {
		return gotool.Newest(ctx, dir, module)
	}
	return gotool.At(ctx, dir, module, version)
}

// usual returns where `go install` would put the executable.
func usual(ctx context.Context, dir string) (string, error) {
	out, err := gotool.Run(ctx, dir, "env", "-json", "GOBIN", "GOPATH", "GOEXE")
	if err != nil {
		return "", err
	}
	var env struct{ GOBIN, GOPATH, GOEXE string }
	if err := json.Unmarshal(out, &env); err != nil {
		return "", err
	}
	if env.GOBIN == "" {
		env.GOBIN = filepath.Join(filepath.SplitList(env.GOPATH)[0], "bin")
	}
	return filepath.Join(env.GOBIN, "gopls-respvet"+env.GOEXE), nil
}

// require makes the suite a requirement of gopls, whose own version of x/tools
// is to stay.
func require(ctx context.Context, dir string, s suite) error {
	out, err := gotool.Run(ctx, dir, "list", "-m", "-f", "{{.Version}}", tools)
	if err != nil {
		return err
	}
	edit := []string{"mod", "edit", "-replace=" + tools + "=" + tools + "@" + strings.TrimSpace(string(out))}
	if s.dir != "" {
		edit = append(edit, "-require="+own+"@v0.0.0", "-replace="+own+"="+s.dir)
	} else {
		edit = append(edit, "-require="+own+"@"+s.version)
	}
	_, err = gotool.Run(ctx, dir, edit...)
	return err
}

// A suite is where the suite comes from: a release, or a directory.
type suite struct{ version, dir string }

func (s suite) String() string {
	if s.dir != "" {
		return "respvet in " + s.dir
	}
	return "respvet " + s.version
}

// source returns the suite that this executable has itself. One that was built in
// a clone knows where that is, or is run there.
func source() (suite, error) {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range append(info.Deps, &info.Main) {
			// Only what comes from the module cache has a sum: the version of a
			// clone need not be published.
			if m.Path == own && m.Replace == nil && m.Sum != "" {
				return suite{version: m.Version}, nil
			}
		}
	}
	if _, file, _, ok := runtime.Caller(0); ok && filepath.IsAbs(file) { // not with -trimpath
		if dir := clone(filepath.Dir(file)); dir != "" {
			return suite{dir: dir}, nil
		}
	}
	if wd, err := os.Getwd(); err == nil {
		if dir := clone(wd); dir != "" {
			return suite{dir: dir}, nil
		}
	}
	return suite{}, fmt.Errorf("this respvet is no release, and the clone that it was built in is not to be found: run it there, or install one with `go install %s/cmd/respvet@latest`", own)
}

// clone returns the directory of this module that a directory is in, or "".
func clone(dir string) string {
	for {
		if mod, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil {
			first, _, _ := strings.Cut(string(mod), "\n")
			if strings.TrimSpace(first) == "module "+own {
				return dir
			}
			return ""
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}
