package driver

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/respvet/respvet/analyzer/internal/fragile"
)

// A panic of an analyzer costs what it was about to find, and nothing else.
func TestDefects(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	exe := filepath.Join(t.TempDir(), "respvet")
	if out, err := exec.Command("go", "build", "-overlay="+fragile.Overlay(t, root), "-o", exe, "../../cmd/respvet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	scripts(t, filepath.Join("testdata", "defect"), exe)
}
