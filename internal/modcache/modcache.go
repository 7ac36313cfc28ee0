// Package modcache fills the module cache for tests that load a module of fixtures.
package modcache

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// Fill downloads what the module in a directory requires, and returns the
// directory's absolute path. It comes before analysistest, which turns the module
// proxy off, and it keeps the go command's progress lines out of what tests read.
func Fill(t testing.TB, dir string) string {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	once, _ := downloads.LoadOrStore(dir, sync.OnceValue(func() error { return download(dir) }))
	if err := once.(func() error)(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// downloads are those of this process, by directory.
var downloads sync.Map

// download runs go mod download. Many test processes ask at a time: one does the
// work, the others wait and find it done.
func download(dir string) error {
	lock := filepath.Join(os.TempDir(), fmt.Sprintf("respvet-modcache-%d.lock", os.Getuid()))
	unlock, err := lockedfile.MutexAt(lock).Lock()
	if err != nil {
		return err
	}
	defer unlock()
	cmd := exec.Command("go", "mod", "download")
	cmd.Dir = dir
	// An empty GOFLAGS would leave those that `go env -w` has set.
	cmd.Env = append(os.Environ(), "PWD="+dir, "GOWORK=off", "GOFLAGS=-mod=readonly")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go mod download in %s: %w\n%s", dir, err, out)
	}
	return nil
}
