package driver

import (
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Fixes that do not touch each other are applied, though others of the same
// package have to wait for the next run.
func TestOverlappingFixes(t *testing.T) {
	if version.Compare(runtime.Version(), "go1.26") < 0 {
		t.Skip("go vet has no -fix")
	}
	dir := t.TempDir()
	tool := filepath.Join(dir, "overlap")
	if out, err := exec.Command("go", "build", "-o", tool, "./testdata/overlap").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	file := filepath.Join(dir, "a.go")
	for name, content := range map[string]string{
		filepath.Join(dir, "go.mod"): "module example.com/a\n\ngo 1.25\n",
		file:                         "package a\n\nfunc bad() {}\n\nfunc worse() {}\n",
	} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	fix := func(flags ...string) string {
		t.Helper()
		cmd := exec.Command("go", append([]string{"vet", "-vettool=" + tool, "-fix"}, flags...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		if err != nil && len(flags) == 0 {
			t.Fatalf("go vet -fix: %v\n%s", err, out)
		}
		if strings.Contains(string(out), "alternative") {
			t.Errorf("go vet -fix prints what it did not choose:\n%s", out)
		}
		return string(out)
	}
	const want = "package a\n\nfunc good() {}\n\nfunc bad() {}\n"

	if diff := fix("-diff"); !strings.Contains(diff, "+func good() {}") || !strings.Contains(diff, "1 of 3 fixes skipped") {
		t.Errorf("go vet -fix -diff prints\n%s", diff)
	}
	if out := fix(); !strings.Contains(out, "applied 2 of 3 fixes") {
		t.Errorf("go vet -fix prints\n%s", out)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("go vet -fix wrote\n%s\nwant\n%s", got, want)
	}
}
