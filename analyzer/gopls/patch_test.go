package gopls

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPatchKey(t *testing.T) {
	const before = `package cache

func (an *analysisNode) cacheKey() file.Hash {
	hasher := sha256.New()
	fmt.Fprintln(hasher, an.analyzers)
}
`
	const after = `package cache

func (an *analysisNode) cacheKey() file.Hash {
	hasher := sha256.New()

	// Findings of respvet depend on its configuration as well.
	if mp := an.ph.mp; len(mp.GoFiles) > 0 && (mp.Module == nil || mp.Module.Main) {
		hasher.Write(settings.RespvetDigest(mp.GoFiles[0].DirPath()))
	}

	fmt.Fprintln(hasher, an.analyzers)
}
`
	got, err := patchKey([]byte(before))
	if err != nil || string(got) != after {
		t.Errorf("%v, patched:\n%s", err, got)
	}
	for _, change := range []struct{ old, new string }{
		{"cacheKey", "key"},
		{"*analysisNode", "analysisNode"},
		{"*analysisNode", "*node"},
		{"(an *", "(*"},
		{"sha256.New()", "newHash()"},
		{"sha256.New()", "sha512.New()"},
		{"hasher :=", "hasher, _ :="},
		{"func (", "func"},
	} {
		src := strings.Replace(before, change.old, change.new, 1)
		if got, err := patchKey([]byte(src)); !errors.Is(err, errKey) {
			t.Errorf("with %s for %s: %v, patched:\n%s", change.new, change.old, err, got)
		}
	}
}

// A gopls whose cache is made in another way gets the suite all the same.
func TestInject(t *testing.T) {
	dir := t.TempDir()
	if err := inject(dir); err == nil || errors.Is(err, errKey) {
		t.Errorf("what is no gopls: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "internal", "settings"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := inject(dir); !errors.Is(err, errKey) {
		t.Errorf("a gopls without analysis.go: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "internal", "settings", "respvet.go")); err != nil {
		t.Error(err)
	}
}

// A test is built in a clone.
func TestSource(t *testing.T) {
	s, err := source()
	if err != nil {
		t.Fatal(err)
	}
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Dir(filepath.Dir(wd)); s != (suite{dir: want}) {
		t.Errorf("source is %v, want %s", s, want)
	}
	if dir := clone(t.TempDir()); dir != "" {
		t.Errorf("a clone outside of any: %s", dir)
	}
}
