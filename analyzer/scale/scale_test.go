//go:build unix

// Package scale runs the command over all packages of a list of modules and over
// all that they import, as go vet does, and says which packages made it panic or
// fail, which took the longest and which the most memory.
//
//	RESPVET_SCALE=analyzer/scale/modules.txt go test ./analyzer/scale -run Scale -timeout 0 -v
//
// Each line of the list is `path@version`, a module that is downloaded, a folder
// that holds one, or `std` or `cmd`. Rules run only in a main module, so each
// module is one in turn, and the packages that it imports are passed off as its
// own; a package is judged once a run. What RESPVET_CONFIG names is the
// configuration, as always; a chosen contract turns more rules on.
package scale

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

const (
	listEnv = "RESPVET_SCALE"      // the list of modules
	toolEnv = "RESPVET_SCALE_TOOL" // makes this executable a vet tool that measures that one
	logEnv  = "RESPVET_SCALE_LOG"  // where it writes what it measured
)

// unitLimit bounds one unit. It is generous: a busy machine may be slow.
const unitLimit = 20 * time.Minute

// chunk bounds the packages that one go vet is given, for the sake of its command line.
const chunk = 500

// shown is how many of the slowest and of the largest units are printed.
const shown = 10

// A unit is what was measured of one call of the tool.
type unit struct {
	ID      string        // the import path, " [x.test]" after it if compiled for x's tests
	Time    time.Duration // of the processor, whatever else the machine does
	Memory  int64         // bytes at the peak
	Trouble string        // what the tool wrote to stderr if it failed
}

func (u *unit) panicked() bool {
	return strings.Contains(u.Trouble, "panic: ") || strings.Contains(u.Trouble, "fatal error: ") || strings.Contains(u.Trouble, "goroutine ")
}

// An init function, because the go command does not call the tool as it calls a test.
func init() {
	if tool := os.Getenv(toolEnv); tool != "" {
		if err := measure(tool, os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
}

// measure calls the tool as the go command called this executable. A unit that
// fails has no facts, and the run goes on.
func measure(tool string, args []string) error {
	file := args[len(args)-1]
	if !strings.HasSuffix(file, ".cfg") {
		cmd := exec.Command(tool, args...)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if file == "-V=full" { // nothing that an earlier run left in the cache is this run's
			out = append(bytes.TrimSpace(out), fmt.Sprintf("%x\n", filepath.Base(os.Getenv(logEnv)))...)
		}
		os.Stdout.Write(out)
		return err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var cfg map[string]json.RawMessage
	if err := json.Unmarshal(data, &cfg); err != nil {
		return err
	}
	text := func(key string) (s string) {
		json.Unmarshal(cfg[key], &s)
		return s
	}
	u := unit{ID: text("ID")}
	var facts bool
	json.Unmarshal(cfg["VetxOnly"], &facts)
	switch {
	case text("ModulePath") != "":
		cfg["VetxOnly"], cfg["ModuleVersion"] = json.RawMessage("false"), json.RawMessage(`""`)
	case facts: // the standard library is read for its own sake alone
		return os.WriteFile(text("VetxOutput"), nil, 0o666)
	default: // the tool passes over what belongs to no module
		cfg["ModulePath"] = json.RawMessage(`"std"`)
	}
	if data, err = json.Marshal(cfg); err != nil {
		return err
	}
	if err := os.WriteFile(file, data, 0o666); err != nil {
		return err
	}
	if err := run(tool, args, &u); err != nil {
		u.Trouble = err.Error()
	}
	if vetx := text("VetxOutput"); vetx != "" {
		if _, err := os.Stat(vetx); err != nil {
			if err := os.WriteFile(vetx, nil, 0o666); err != nil {
				return err
			}
		}
	}
	line, err := json.Marshal(u)
	if err != nil {
		return err
	}
	log, err := os.OpenFile(os.Getenv(logEnv), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = log.Write(append(line, '\n'))
	return errors.Join(err, log.Close())
}

// run runs the tool on a unit and measures it.
func run(tool string, args []string, u *unit) error {
	ctx, cancel := context.WithTimeout(context.Background(), unitLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool, args...)
	cmd.Env = append(os.Environ(), "GOTRACEBACK=all")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGQUIT) } // shows where it hangs
	cmd.WaitDelay = 10 * time.Second
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run()
	u.Time = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.Memory = usage.Maxrss << 10
	}
	if err != nil {
		return fmt.Errorf("%v\n%s", err, &stderr)
	}
	return nil
}

// TestScale prints what it finds as it goes, and fails if the tool panicked anywhere. A
// run that is interrupted prints the figures of what it has done.
func TestScale(t *testing.T) {
	list := os.Getenv(listEnv)
	if list == "" {
		t.Skipf("%s names no list of modules", listEnv)
	}
	if !filepath.IsAbs(list) { // go test runs in the folder of the package
		list = filepath.Join("..", "..", list)
	}
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	tool := filepath.Join(t.TempDir(), "respvet")
	if out, err := exec.Command("go", "build", "-o", tool, "../../cmd/respvet").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	log := filepath.Join(t.TempDir(), fmt.Sprint(time.Now().UnixNano()))
	start := time.Now()
	ctx, stop := signal.NotifyContext(t.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		name := strings.TrimSpace(line)
		if name == "" {
			continue
		}
		if ctx.Err() != nil {
			fmt.Println("stopped before", name)
			break
		}
		before, from := len(read(t, log)), time.Now()
		if err := vet(ctx, t, name, tool, log); err != nil {
			fmt.Printf("%s: %v\n", name, err)
		}
		units := read(t, log)[before:]
		fmt.Printf("%-60s %5d packages, %s\n", name, count(units), time.Since(from).Round(time.Second))
		for _, u := range units {
			if u.Trouble != "" {
				fmt.Printf("FAILED %s after %s: %.3000s\n", u.ID, u.Time.Round(time.Millisecond), u.Trouble)
			}
		}
	}
	summarize(t, read(t, log), time.Since(start))
}

// summarize prints the figures of a run.
func summarize(t *testing.T, units []unit, took time.Duration) {
	fmt.Printf("\n%d packages in %s\n", count(units), took.Round(time.Second))
	panics, failures := 0, 0
	for _, u := range units {
		switch {
		case u.panicked():
			panics++
			t.Errorf("%s: the tool panicked", u.ID)
		case u.Trouble != "":
			failures++
		}
	}
	fmt.Printf("%d panics, %d other failures\n", panics, failures)
	slices.SortStableFunc(units, func(a, b unit) int { return cmp.Compare(b.Time, a.Time) })
	fmt.Println("the slowest:")
	for _, u := range units[:min(shown, len(units))] {
		fmt.Printf("  %-90s %s\n", u.ID, u.Time.Round(10*time.Millisecond))
	}
	slices.SortStableFunc(units, func(a, b unit) int { return cmp.Compare(b.Memory, a.Memory) })
	fmt.Println("the largest:")
	for _, u := range units[:min(shown, len(units))] {
		fmt.Printf("  %-90s %d MB\n", u.ID, u.Memory>>20)
	}
}

// count returns the number of packages; a package and its variant for tests are one.
func count(units []unit) int {
	ids := make(map[string]bool)
	for _, u := range units {
		path, _, _ := strings.Cut(u.ID, " ")
		ids[path] = true
	}
	return len(ids)
}

// read returns what was measured until now.
func read(t *testing.T, log string) (units []unit) {
	data, err := os.ReadFile(log)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(bytes.NewReader(data)); ; {
		var u unit
		if err := dec.Decode(&u); errors.Is(err, io.EOF) {
			return units
		} else if err != nil {
			t.Fatal(err)
		}
		units = append(units, u)
	}
}

// vet runs go vet over the packages of a module that can be loaded.
func vet(ctx context.Context, t *testing.T, name, tool, log string) error {
	exe, err := os.Executable()
	if err != nil {
		return err
	}
	dir, pattern, flags := ".", "./...", "GOFLAGS=-mod=readonly"
	switch {
	case name == "std", name == "cmd":
		pattern = name
	case filepath.IsAbs(name):
		dir = name
	default:
		if dir, err = checkout(t, name); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		flags = "GOFLAGS=-mod=mod"
	}
	env := append(os.Environ(), "GOWORK=off", "CGO_ENABLED=0", flags)
	cmd := exec.CommandContext(ctx, "go", "list", "-e", "-test", "-json=ImportPath,ForTest,Error,DepsErrors", pattern)
	cmd.Dir, cmd.Env = dir, env
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("go list: %v", err)
	}
	broken := make(map[string]bool)
	var all []string
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath, ForTest string
			Error               *struct{ Err string }
			DepsErrors          []*struct{ Err string }
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		path := strings.TrimSuffix(cmp.Or(p.ForTest, p.ImportPath), ".test")
		if !slices.Contains(all, path) {
			all = append(all, path)
		}
		broken[path] = broken[path] || p.Error != nil || len(p.DepsErrors) > 0
	}
	ready := slices.DeleteFunc(slices.Clone(all), func(p string) bool { return broken[p] })
	if n := len(all) - len(ready); n > 0 {
		fmt.Printf("%s: %d packages cannot be loaded\n", name, n)
	}
	for list := range slices.Chunk(ready, chunk) {
		if ctx.Err() != nil {
			break
		}
		cmd := exec.CommandContext(ctx, "go", append([]string{"vet", "-p=1", "-json", "-vettool=" + exe}, list...)...)
		cmd.Dir = dir
		cmd.Env = append(env, toolEnv+"="+tool, logEnv+"="+log)
		cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // it waits for the package at hand
		if out, err := cmd.CombinedOutput(); err != nil {
			fmt.Printf("%s: go vet: %v\n%.1000s\n", name, err, troubles(out))
		}
	}
	return nil
}

// troubles returns the lines of go vet's output that are no findings.
func troubles(out []byte) string {
	var b strings.Builder
	for line := range strings.Lines(string(out)) {
		if line[0] != '#' && !strings.ContainsAny(line[:1], "{}\t ") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// checkout downloads a module and returns a copy that go vet may be run in. What
// replaces its dependencies by folders beside it is not part of a module.
func checkout(t *testing.T, name string) (dir string, err error) {
	cmd := exec.Command("go", "mod", "download", "-json", name)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	out, err := cmd.Output()
	var m struct{ Dir, GoMod, Error string }
	if json.Unmarshal(out, &m); m.Error != "" || err != nil {
		return "", fmt.Errorf("go mod download: %v %s", err, m.Error)
	}
	if dir, err = os.MkdirTemp("", "scale"); err != nil {
		return "", err
	}
	if err := os.CopyFS(dir, os.DirFS(m.Dir)); err != nil {
		return "", err
	}
	mod, err := os.ReadFile(m.GoMod) // some have none in their archive
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), mod, 0o666); err != nil {
		return "", err
	}
	if out, err = exec.Command("go", "mod", "edit", "-json", filepath.Join(dir, "go.mod")).Output(); err != nil {
		return "", err
	}
	var parsed struct {
		Replace []struct {
			Old, New struct{ Path, Version string }
		}
	}
	if err := json.Unmarshal(out, &parsed); err != nil {
		return "", err
	}
	for _, r := range parsed.Replace {
		if strings.HasPrefix(r.New.Path, ".") {
			old := r.Old.Path
			if r.Old.Version != "" {
				old += "@" + r.Old.Version
			}
			if err := exec.Command("go", "mod", "edit", "-dropreplace="+old, filepath.Join(dir, "go.mod")).Run(); err != nil {
				return "", err
			}
		}
	}
	return dir, nil
}
