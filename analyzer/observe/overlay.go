package observe

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/analyzer/observe/recorder"
)

// Versions of Go whose net/http is known, as minor versions of Go 1.
const (
	minMinor = 25
	maxMinor = 27
)

// A Toolchain is the go command in use, as `go env` tells of it.
type Toolchain struct {
	GOVERSION, GOROOT, GOFLAGS, GOMODCACHE string
}

// EnvArgs are the arguments of the go command whose output is a Toolchain in JSON.
var EnvArgs = []string{"env", "-json", "GOVERSION", "GOROOT", "GOFLAGS", "GOMODCACHE"}

// minor returns the minor version, or an error that says which are known.
func (t *Toolchain) minor() (int, error) {
	m := regexp.MustCompile(`^go1\.(\d+)\b|^go1\.(\d+)rc`).FindStringSubmatch(t.GOVERSION)
	if m != nil {
		if n, err := strconv.Atoi(m[1] + m[2]); err == nil && n >= minMinor && n <= maxMinor {
			return n, nil
		}
	}
	return 0, fmt.Errorf("observe knows the net/http of go1.%d to go1.%d, and this is %s", minMinor, maxMinor, t.GOVERSION)
}

// An Overlay is a standard library that records, for commands to build with. It stands
// in a directory of its own; nothing of the project or of Go is changed.
type Overlay struct {
	dir     string
	records string
	env     []string // that makes go commands build with it, and programs record
	goroot  string   // where go is run from instead of its own root, or ""
}

// New makes an overlay for a toolchain. Places on stacks are kept where they are below
// one of the roots, the directories of the main modules.
func New(t *Toolchain, roots []string) (o *Overlay, err error) {
	minor, err := t.minor()
	if err != nil {
		return nil, err
	}
	files, err := patched(t.GOROOT, minor)
	if err != nil {
		return nil, fmt.Errorf("the net/http of %s is not as observe knows it: %v", t.GOVERSION, err)
	}
	if flag := regexp.MustCompile(`(^|\s|'|")--?(overlay|trimpath(=true)?)\b`).FindStringSubmatch(t.GOFLAGS); flag != nil {
		return nil, fmt.Errorf("GOFLAGS has -%s, with which observe cannot work", flag[2])
	}
	dir, err := os.MkdirTemp("", "respvet-observe-")
	if err != nil {
		return nil, err
	}
	o = &Overlay{dir: dir, records: filepath.Join(dir, "records")}
	defer func() {
		if err != nil {
			o.Remove()
		}
	}()
	if err := os.Mkdir(o.records, 0o700); err != nil {
		return nil, err
	}
	root, err := o.root(t)
	if err != nil {
		return nil, err
	}
	replace := make(map[string]string)
	for name, src := range files {
		to := filepath.Join(dir, strings.ReplaceAll(name, "/", "_"))
		if err := os.WriteFile(to, src, 0o600); err != nil {
			return nil, err
		}
		replace[filepath.Join(root, "src", filepath.FromSlash(name))] = to
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, err
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, data, 0o600); err != nil {
		return nil, err
	}
	// A test whose result is cached does not run, and says nothing.
	flags := strings.TrimSpace(t.GOFLAGS + " " + quoteFlag("-overlay="+overlay) + " -count=1")
	for i, root := range roots {
		roots[i] = filepath.ToSlash(root)
	}
	o.env = append(o.env, "GOFLAGS="+flags, recorder.RespvetDir+"="+o.records, recorder.RespvetRoots+"="+strings.Join(roots, string(os.PathListSeparator)))
	return o, nil
}

// quoteFlag writes a flag as GOFLAGS has it.
func quoteFlag(flag string) string {
	if strings.ContainsAny(flag, " \t\n'\"") {
		return "'" + flag + "'"
	}
	return flag
}

// root returns the root of Go to build with. The go command refuses to replace files of
// a toolchain that it has downloaded, in the module cache: such a one gets a directory
// of links as its root.
func (o *Overlay) root(t *Toolchain) (string, error) {
	rel, err := filepath.Rel(t.GOMODCACHE, t.GOROOT)
	if err != nil || !filepath.IsLocal(rel) {
		return t.GOROOT, nil
	}
	o.goroot = filepath.Join(o.dir, "goroot")
	if err := os.Mkdir(o.goroot, 0o700); err != nil {
		return "", err
	}
	entries, err := os.ReadDir(t.GOROOT)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		if err := os.Symlink(filepath.Join(t.GOROOT, e.Name()), filepath.Join(o.goroot, e.Name())); err != nil {
			return "", err
		}
	}
	o.env = append(o.env, "GOROOT="+o.goroot, "GOTOOLCHAIN=local",
		"PATH="+filepath.Join(o.goroot, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
	return o.goroot, nil
}

// Env returns an environment with which commands record.
func (o *Overlay) Env(environ []string) []string { return slices.Concat(environ, o.env) }

// Go returns the executable of the go command to run, "" for the one in the path.
func (o *Overlay) Go() string {
	if o.goroot == "" {
		return ""
	}
	name := "go"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(o.goroot, "bin", name)
}

// Remove removes all that the overlay has made.
func (o *Overlay) Remove() error { return os.RemoveAll(o.dir) }

// CheckArgs refuses flags of a go command that observe has a say in.
func CheckArgs(args []string) error {
	for _, a := range args {
		if a == "-args" || a == "--args" {
			break
		}
		name, value, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
		switch {
		case !strings.HasPrefix(a, "-"):
		case name == "overlay":
			return errors.New("the command has an -overlay of its own, and observe needs one")
		case name == "trimpath" && value != "false":
			return errors.New("-trimpath hides where responses are sent, leave it out")
		}
	}
	return nil
}
