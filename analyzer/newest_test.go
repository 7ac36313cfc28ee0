//go:build go1.27

package analyzer_test

import (
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/respvet/respvet/internal/modcache"
)

// TestNewestGo vets, as a tool that the newest Go has built, a service that uses what only
// that has, and the oldest of the shops: the mistakes that are marked are found, and nothing
// else is. What the fixes leave of the service compiles.
func TestNewestGo(t *testing.T) {
	for _, name := range []string{"go127", "shop"} {
		dir := modcache.Fill(t, filepath.Join("../testdata", name))
		found, marked := vetLibraries(t, dir), make(map[string]string)
		eachGoFile(t, dir, func(name string, src []byte) {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range marks(fset, f, badMark) {
				marked[placeOf(t, dir, name, m.line, m.rule)] = m.text
			}
		})
		waits := waiting(t)
		for key, text := range marked {
			if _, ok := found[key]; !ok && waits[name+"/"+key] != '-' {
				t.Errorf("%s: not found: %s, %s", name, key, text)
			}
		}
		for key, text := range found {
			if _, ok := marked[key]; !ok && waits[name+"/"+key] != '+' {
				t.Errorf("%s: not marked: %s, %s", name, key, text)
			}
		}
		if len(marked) < 8 {
			t.Errorf("%s has %d marks only", name, len(marked))
		}
	}
	dir := t.TempDir()
	copyTree(t, "../testdata/go127", dir)
	tool, err := exec.Command("go", "tool", "-n", "respvet").Output()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "vet", "-vettool="+strings.TrimSpace(string(tool)), "-fix", "./...")
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // an error if findings are left
	if strings.Contains(string(out), "errleak") || strings.Contains(string(out), "defect") {
		t.Errorf("the fixes leave:\n%s", out)
	}
	run(t, dir, "vet", "./...")
}
