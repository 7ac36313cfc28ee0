package driver

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/models"
	"github.com/respvet/respvet/passes/prefilter"
	"github.com/respvet/respvet/passes/unjudged"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// The go command starts its vet tool in three ways: with -flags to learn the
// tool's flags, with -V=full to learn what its results depend on, and with the
// .cfg file of one package, for each package and each dependency.
func isUnitCall(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return len(args) == 1 && (args[0] == "-flags" || args[0] == "-V=full") ||
		strings.HasSuffix(args[len(args)-1], ".cfg")
}

// Unit answers one call of the go command, whose arguments are those of the
// process, and exits. Packages that are vetted get rules; those that are only
// dependencies get producers, the analyzers that export facts.
func Unit(rules, producers []*analysis.Analyzer) {
	file := os.Args[len(os.Args)-1]
	if file == "-V=full" {
		line, err := versionLine()
		if err != nil {
			fatal(err)
		}
		fmt.Println(line)
		os.Exit(0)
	}
	if !strings.HasSuffix(file, ".cfg") {
		unitchecker.Main(rules...) // -flags
	}
	u, err := readUnit(file)
	if err != nil {
		fatal(err)
	}
	postponeGC()
	flags := slices.Clone(os.Args[1 : len(os.Args)-1])
	if slices.Contains(rules, unjudged.Analyzer) && selects(flags, rules) {
		os.Args = slices.Insert(os.Args, 1, "-"+unjudged.Analyzer.Name)
	}
	switch {
	case u.irrelevant():
		if err := os.WriteFile(u.VetxOutput, nil, 0o666); err != nil {
			fatal(err)
		}
		os.Exit(0)
	case u.large():
		if err := u.passOn(producers); err != nil {
			fatal(err)
		}
		os.Exit(0)
	}
	if typesInFacts() {
		if file, err = u.typed(file); err != nil {
			fatal(err)
		}
		os.Args[len(os.Args)-1] = file
	}
	switch {
	case u.VetxOnly && u.sharesCacheKey() && !edits(flags):
		if os.Args[len(os.Args)-1], err = vetted(file); err != nil {
			fatal(err)
		}
		fallthrough
	case !u.VetxOnly:
		if slices.Contains(flags, "-fix") && os.Getenv(fixChild) == "" {
			os.Exit(u.fix(flags))
		}
		if slices.Contains(flags, "-fix") {
			withhold(rules)
		}
		unitchecker.Main(rules...)
	default:
		// unitchecker would keep every rule, since all need facts. Without
		// the rules their flags are unknown, and facts depend on none.
		os.Args = []string{os.Args[0], file}
		if err := keepConfig(flags); err != nil {
			fatal(err)
		}
		if err := keepTests(flags); err != nil {
			fatal(err)
		}
		if err := unjudged.Analyzer.Flags.Set("stderr", "true"); err != nil {
			fatal(err)
		}
		unitchecker.Main(append(slices.Clip(producers), unjudged.Analyzer)...)
	}
}

func fatal(err error) {
	fmt.Fprintf(os.Stderr, "respvet: %v\n", err)
	os.Exit(exitTrouble)
}

// versionLine is the answer to -V=full. The go command keys its cache of vet
// results by it, so it digests all that decides findings and that the go
// command does not know of: this executable and the configuration around the
// directory where go vet runs.
func versionLine() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	if err := hashFile(h, exe); err != nil {
		return "", err
	}
	config := contract.Digest(dir)
	h.Write(config[:])
	return fmt.Sprintf("respvet version devel comments-go-here buildID=%x", h.Sum(nil)), nil
}

func hashFile(w io.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// A unit is what the go command says of one package in its .cfg file, as far
// as it is needed before unitchecker reads the same file.
type unit struct {
	ID            string // the import path, " [x.test]" after it if compiled for x's tests
	Dir           string
	GoFiles       []string          // absolute
	IgnoredFiles  []string          // absolute, excluded by build constraints
	ModulePath    string            // empty in the standard library
	ModuleVersion string            // empty in a main module
	Module        *module           // what Go says in the place of these two, since 1.27
	ImportMap     map[string]string // keyed by import paths as the source spells them
	PackageFile   map[string]string // what the compiler has written of direct imports, as files
	PackageVetx   map[string]string // the facts of direct imports, as files
	VetxOnly      bool              // a dependency: its facts are wanted, not its findings
	VetxOutput    string
	Stdout        string // where the findings or the diff go; empty before go 1.26
	FixArchive    string // where edited files go
}

// A module is one as the .cfg file has it.
type module struct{ Path, Version string }

func readUnit(file string) (*unit, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	u := new(unit)
	if err := json.Unmarshal(data, u); err != nil {
		return nil, fmt.Errorf("%s: %v", file, err)
	}
	if m := u.Module; m != nil {
		u.ModulePath, u.ModuleVersion = m.Path, m.Version
	}
	return u, nil
}

func (u *unit) std() bool  { return u.ModulePath == "" }
func (u *unit) main() bool { return u.ModulePath != "" && u.ModuleVersion == "" }

// irrelevant reports whether the unit is a dependency that can have no facts:
// it neither imports a library that answers or makes requests, nor a package
// that has facts. It is what keeps respvet cheap: of a thousand dependencies a
// few dozen are ever parsed. Packages of the main module are never skipped,
// because the proof that an error is public often lies in one that knows
// nothing of HTTP; the standard library always is, its behaviour being known, and
// so are the libraries of the model.
func (u *unit) irrelevant() bool {
	if !u.VetxOnly || u.main() {
		return false
	}
	if u.std() || !u.mayHaveFacts() {
		return true
	}
	path, _, _ := strings.Cut(u.ID, " ")
	return prefilter.Modelled(path) // asked last, since it makes the tables of the model
}

// mayHaveFacts reports whether there is something to read in a dependency that is no
// library of the model.
func (u *unit) mayHaveFacts() bool {
	for path := range u.ImportMap {
		if prefilter.Relevant(path) {
			return true
		}
	}
	if _, pauses := u.ImportMap["time"]; pauses && u.mayRepeat() {
		return true
	}
	for _, vetx := range u.PackageVetx {
		if fi, err := os.Stat(vetx); err != nil || fi.Size() > 0 && hasFacts(vetx) {
			return true
		}
	}
	return false
}

// mayRepeat reports whether the text of the unit may have a function that runs another one
// again after a pause. Every second dependency imports time; one in some dozens waits, and
// has a parameter that is a function which can fail.
func (u *unit) mayRepeat() bool {
	waits, given := false, false
	size := 0
	for _, name := range u.GoFiles {
		data, err := os.ReadFile(name)
		if err != nil {
			return true // unitchecker says so
		}
		if size += len(data); size > valueflow.MaxShared {
			return false // it would not be read
		}
		for _, text := range []string{"time.Sleep(", "time.After(", "time.NewTimer("} {
			waits = waits || bytes.Contains(data, []byte(text))
		}
		for _, text := range []string{"func() error)", "func() error,", "func(context.Context) error)", "func(context.Context) error,", ", error))", ", error),"} {
			given = given || bytes.Contains(data, []byte(text))
		}
	}
	return waits && given
}

// typesInFacts reports whether the unitchecker at hand takes the types of imports
// from the files with their facts: it does so since v0.50 of x/tools, which a module
// that has respvet as its tool may ask for.
func typesInFacts() bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return false
	}
	i := slices.IndexFunc(info.Deps, func(m *debug.Module) bool { return m.Path == "golang.org/x/tools" })
	if i < 0 {
		return false
	}
	m := info.Deps[i]
	if m.Replace != nil {
		m = m.Replace
	}
	var major, minor int
	_, err := fmt.Sscanf(m.Version, "v%d.%d.", &major, &minor)
	return err == nil && (major > 0 || minor >= 50)
}

// sharesCacheKey reports whether the go command (1.26, whose .cfg has Stdout
// but no Module yet) keeps the result of this unit where it later looks for the
// findings of the same package: `go vet ./b` and then `go vet ./a`, a being
// imported by b, would print nothing. Such a unit must leave its findings
// behind at once. A package with tests of its own is vetted as "a [a.test]"
// and so never shares.
func (u *unit) sharesCacheKey() bool {
	return u.main() && u.Module == nil && u.Stdout != "" && !strings.Contains(u.ID, " [") && !u.hasTests()
}

// hasTests reports whether the package has test files that are compiled into it.
func (u *unit) hasTests() bool {
	entries, _ := os.ReadDir(u.Dir)
	for _, e := range entries {
		name := filepath.Join(u.Dir, e.Name())
		if !strings.HasSuffix(name, "_test.go") || slices.Contains(u.IgnoredFiles, name) {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly)
		if err == nil && !strings.HasSuffix(f.Name.Name, "_test") {
			return true
		}
	}
	return false
}

// edits reports whether the flags make unitchecker edit source files. The go
// command collects the edits of the packages that it vets, and shares no cache
// key then; a dependency would be edited under its feet.
func edits(flags []string) bool {
	return slices.Contains(flags, "-fix") && !slices.Contains(flags, "-diff")
}

// keepConfig sets the flag that holds the configuration, which has the models of the
// project in it: facts of the main module depend on those.
func keepConfig(flags []string) error {
	for _, flag := range flags {
		name, text, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		if name == contract.Analyzer.Name+"."+models.ConfigFlag {
			return models.Analyzer.Flags.Set(models.ConfigFlag, text)
		}
	}
	return nil
}

// keepTests sets the flag that makes test files be read, if a rule reports findings there.
func keepTests(flags []string) error {
	for _, flag := range flags {
		name, text, set := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		if !strings.HasSuffix(name, "."+valueflow.TestsFlag) {
			continue
		}
		if on, err := strconv.ParseBool(text); !set || err == nil && on {
			return valueflow.Analyzer.Flags.Set(valueflow.TestsFlag, "true")
		}
	}
	return nil
}

// selects reports whether the flags name the analyzers to run, so that others do not.
func selects(flags []string, rules []*analysis.Analyzer) bool {
	return slices.ContainsFunc(rules, func(a *analysis.Analyzer) bool {
		return slices.ContainsFunc(flags, func(flag string) bool {
			name, value, set := strings.Cut(strings.TrimLeft(flag, "-"), "=")
			on, err := strconv.ParseBool(value)
			return name == a.Name && (!set || err == nil && on)
		})
	})
}

// withhold turns off, where fixes are applied without being looked at, those that
// a rule offers for a person to choose: -RULE.offer, which may still be set.
func withhold(rules []*analysis.Analyzer) {
	for _, a := range rules {
		if f := a.Flags.Lookup("offer"); f != nil {
			f.Value.Set("false")
		}
	}
}

// fixChild marks, in the environment, the process that applies fixes.
const fixChild = "RESPVET_FIX_CHILD"

// fix applies the unit's fixes in a child process, or prints the diff, and returns
// the exit status. Where two fixes touch the same text unitchecker applies one,
// leaves the other to a second run and fails; but the go command drops all edits of
// a tool that failed, so that no run would ever mend that package. Fixes that were
// applied are therefore a success.
func (u *unit) fix(flags []string) (status int) {
	exe, err := os.Executable()
	if err != nil {
		fatal(err)
	}
	args, out := slices.Clone(os.Args[1:]), u
	diffs := slices.Contains(flags, "-diff")
	if diffs {
		args = slices.DeleteFunc(args, func(a string) bool { return a == "-diff" })
		if args[len(args)-1], out, err = u.archived(args[len(args)-1]); err != nil {
			fatal(err)
		}
	}
	var stderr bytes.Buffer
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), fixChild+"=1")
	cmd.Stdout, cmd.Stderr = os.Stdout, &stderr
	err = cmd.Run()
	for line := range strings.Lines(stderr.String()) {
		tool, message, _ := strings.Cut(line, ": ")
		var applied, all int
		switch n, _ := fmt.Sscanf(message, "applied %d of %d ", &applied, &all); {
		case strings.Contains(line, ": ignoring alternative fix "):
			// Each second fix of a finding is such a line; all are a choice for editors.
		case diffs && n == 2:
			fmt.Fprintf(os.Stderr, "%s: %d of %d fixes skipped (e.g. due to conflicts)\n", tool, all-applied, all)
		default:
			fmt.Fprint(os.Stderr, line)
		}
	}
	fixed := out.fixed()
	if diffs && fixed {
		if err := out.printDiff(u.Stdout); err != nil {
			fatal(err)
		}
	}
	if err != nil && !fixed {
		return exitFindings
	}
	return 0
}

// archived returns the unit, and a copy of its .cfg, with an archive for the edited
// files. Unitchecker's own diff gives up the search for what lines have in common
// after a few dozen edits, and prints the whole file twice.
func (u *unit) archived(file string) (string, *unit, error) {
	edited := *u
	edited.FixArchive = strings.TrimSuffix(file, ".cfg") + ".diff.zip"
	edited.Stdout = strings.TrimSuffix(file, ".cfg") + ".diff.stdout"
	name, err := changed(file, "diff", map[string]any{"FixArchive": edited.FixArchive, "Stdout": edited.Stdout})
	return name, &edited, err
}

// printDiff writes how the archived files differ from those on disk.
func (u *unit) printDiff(to string) error {
	archive, err := zip.OpenReader(u.FixArchive)
	if err != nil {
		return err
	}
	defer archive.Close()
	var out bytes.Buffer
	for _, f := range archive.File {
		old, err := os.ReadFile(f.Name)
		if err != nil {
			return err
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		edited, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		out.Write(unified(f.Name, old, edited))
	}
	return os.WriteFile(to, out.Bytes(), 0o666)
}

// unified returns a diff with the same labels as unitchecker's.
func unified(name string, old, edited []byte) []byte {
	d := diff.Diff(name+" (old)", old, name+" (new)", edited)
	_, d, _ = bytes.Cut(d, []byte("\n")) // a line for the command
	return d
}

// fixed reports whether unitchecker has left edited files or a diff behind.
func (u *unit) fixed() bool {
	if u.FixArchive != "" {
		archive, err := zip.OpenReader(u.FixArchive)
		if err != nil {
			return false
		}
		defer archive.Close()
		return len(archive.File) > 0
	}
	fi, err := os.Stat(u.Stdout)
	return err == nil && fi.Size() > 0
}

// vetted writes a copy of the unit's .cfg that asks for findings as well.
func vetted(file string) (string, error) {
	return changed(file, "vetted", map[string]any{"VetxOnly": false})
}

// changed writes a copy of a .cfg file with other values, beside the original in
// the go command's temporary directory.
func changed(file, suffix string, values map[string]any) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var cfg map[string]any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&cfg); err != nil {
		return "", fmt.Errorf("%s: %v", file, err)
	}
	maps.Copy(cfg, values)
	if data, err = json.Marshal(cfg); err != nil {
		return "", err
	}
	name := strings.TrimSuffix(file, ".cfg") + "." + suffix + ".cfg"
	return name, os.WriteFile(name, data, 0o666)
}

// postponeGC lets the first 64 MB of garbage lie: most units end before they
// have made as much, and collecting it would be a tenth of their work. After
// the first collection the usual pace is kept, so that the peak grows by no
// more than that. A GOGC that is set wins.
func postponeGC() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(1600) // of the runtime's least heap, 4 MB
	runtime.SetFinalizer(new(sentinel), func(*sentinel) { debug.SetGCPercent(100) })
}

// A sentinel is garbage from the start; its finalizer runs after the first collection.
type sentinel struct{ _ [16]byte }
