package driver

import (
	"bytes"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/gcexportdata"
)

// The imports of a unit get types where they have none, and keep their facts.
func TestTyped(t *testing.T) {
	out, err := exec.Command("go", "list", "-export", "-f", "{{.Export}}", "errors").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	facts, nothing := write("facts", "what is known"), write("nothing", "")
	u := &unit{
		PackageFile: map[string]string{"errors": strings.TrimSpace(string(out)), "silent": strings.TrimSpace(string(out))},
		PackageVetx: map[string]string{"errors": facts, "silent": nothing, "unsafe": nothing},
	}
	once, err := u.typed(write("vet.cfg", `{"ID": "a"}`))
	if err != nil {
		t.Fatal(err)
	}
	got, err := readUnit(once)
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != "a" || len(got.PackageVetx) != 2 {
		t.Fatalf("%+v, want a with the facts of errors and silent", got)
	}
	for path, want := range map[string]string{"errors": "what is known", "silent": ""} {
		known, err := factsIn(got.PackageVetx[path])
		if err != nil || string(known) != want {
			t.Errorf("%s has the facts %q, %v; want %q", path, known, err, want)
		}
		if hasFacts(got.PackageVetx[path]) != (want != "") {
			t.Errorf("%s: hasFacts does not see %q", path, want)
		}
		data, err := os.ReadFile(got.PackageVetx[path])
		if err != nil {
			t.Fatal(err)
		}
		pkg, err := gcexportdata.Read(bytes.NewReader(append([]byte("i"), data[len(vetxMagic)+8:]...)), token.NewFileSet(), make(map[string]*types.Package), "errors")
		if err != nil || pkg.Scope().Lookup("New") == nil {
			t.Errorf("the types of %s: %v, %v", path, pkg, err)
		}
	}
	again := &unit{PackageFile: got.PackageFile, PackageVetx: got.PackageVetx}
	twice, err := again.typed(once)
	if err != nil {
		t.Fatal(err)
	}
	if u, err := readUnit(twice); err != nil || u.PackageVetx["errors"] != got.PackageVetx["errors"] {
		t.Errorf("types are added twice: %v, %v", u, err)
	}
	if _, err := factsIn(write("short", vetxMagic+"12")); err == nil {
		t.Error("a file that is cut short has facts")
	}
}
