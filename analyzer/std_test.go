package analyzer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// unitEnv makes this executable a vet tool that reads the standard library.
const unitEnv = "RESPVET_STD_UNIT"

// unitLimit bounds one package. On an idle machine the largest takes half a minute.
const unitLimit = 3 * time.Minute

// An init function rather than TestMain, which other tests of the package may want.
func init() {
	if os.Getenv(unitEnv) == "" {
		return
	}
	if err := valueflow.Analyzer.Flags.Set("std", "true"); err != nil {
		panic(err)
	}
	suite := slices.Concat(analyzer.Producers, analyzer.Suite)
	for _, a := range suite { // what is found in the standard library is nobody's business
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			pass.Report = func(analysis.Diagnostic) {}
			return run(pass)
		}
	}
	unitchecker.Main(suite...)
}

// TestStandardLibrary proves that no package of the standard library makes the
// producers or a rule panic, fail or hang. The standard library holds about
// every construct of the language, and is never analysed otherwise.
//
// Each package is a unit as go vet makes them. go vet itself would analyse most
// packages three times: alone, with their tests, and their external tests.
func TestStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole standard library")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	pkgs := listStd(t)
	if len(pkgs) < 200 {
		t.Fatalf("the standard library has %d packages", len(pkgs))
	}
	dir := t.TempDir()
	vetx := func(i int) string { return filepath.Join(dir, strconv.Itoa(i)+".vetx") }
	index := make(map[string]int)
	done := make([]chan struct{}, len(pkgs))
	export := make(map[string]string)
	for i, p := range pkgs {
		index[p.ImportPath], done[i], export[p.ImportPath] = i, make(chan struct{}), p.Export
	}
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, p := range pkgs {
		cfg := unitchecker.Config{
			ID: p.ImportPath, ImportPath: p.ImportPath, Dir: p.Dir, Compiler: "gc",
			ImportMap: make(map[string]string), PackageFile: export, PackageVetx: make(map[string]string),
			Standard: map[string]bool{p.ImportPath: true}, VetxOutput: vetx(i),
		}
		for _, name := range p.GoFiles {
			cfg.GoFiles = append(cfg.GoFiles, filepath.Join(p.Dir, name))
		}
		for _, imp := range p.Imports {
			cfg.ImportMap[imp] = imp
			if j, ok := index[imp]; ok {
				cfg.PackageVetx[imp] = vetx(j)
			}
		}
		for spelled, path := range p.ImportMap {
			cfg.ImportMap[spelled] = path
		}
		go func() {
			defer close(done[i])
			for _, imp := range p.Imports {
				if j, ok := index[imp]; ok {
					<-done[j]
				}
			}
			slots <- struct{}{}
			defer func() { <-slots }()
			if t.Context().Err() != nil {
				return
			}
			if out, err := analyse(t.Context(), exe, &cfg); err != nil {
				t.Errorf("%s: %v\n%s", p.ImportPath, err, out)
			}
		}()
	}
	for _, d := range done {
		<-d
	}
}

// A stdPackage is what go list says of a package.
type stdPackage struct {
	ImportPath, Dir, Export string
	GoFiles, Imports        []string
	ImportMap               map[string]string
}

// listStd returns the packages of the standard library as they are without cgo,
// imports before their importers.
func listStd(t *testing.T) []stdPackage {
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles,Imports,ImportMap", "std")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []stdPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p stdPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		if len(p.GoFiles) > 0 && p.ImportPath != "unsafe" { // which has no file of types
			pkgs = append(pkgs, p)
		}
	}
}

// analyse runs the suite on one package in a process of its own, which shows
// its goroutines if it takes too long.
func analyse(ctx context.Context, exe string, cfg *unitchecker.Config) (out []byte, err error) {
	data, err := json.Marshal(cfg)
	if err != nil {
		return nil, err
	}
	file := cfg.VetxOutput + ".cfg"
	if err := os.WriteFile(file, data, 0o666); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, unitLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, exe, file)
	cmd.Env = append(os.Environ(), unitEnv+"=1", "GOTRACEBACK=all")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGQUIT) }
	cmd.WaitDelay = 10 * time.Second
	return cmd.CombinedOutput()
}
