package driver

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestIsUnitCall(t *testing.T) {
	for _, test := range []struct {
		args []string
		want bool
	}{
		{nil, false},
		{[]string{"-flags"}, true},
		{[]string{"-V=full"}, true},
		{[]string{"vet.cfg"}, true},
		{[]string{"-json", "-errleak=false", "/tmp/b001/vet.cfg"}, true},
		{[]string{"./..."}, false},
		{[]string{"-flags", "./..."}, false},
		{[]string{"help", "errleak"}, false},
	} {
		if got := isUnitCall(test.args); got != test.want {
			t.Errorf("isUnitCall(%q) = %t, want %t", test.args, got, test.want)
		}
	}
}

func TestIrrelevant(t *testing.T) {
	dir := t.TempDir()
	none, some := filepath.Join(dir, "none"), filepath.Join(dir, "some")
	if err := os.WriteFile(none, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(some, []byte("facts"), 0o666); err != nil {
		t.Fatal(err)
	}
	imports := func(paths ...string) map[string]string {
		m := make(map[string]string)
		for _, p := range paths {
			m[p] = p
		}
		return m
	}
	dependency := func(u unit) unit {
		u.VetxOnly, u.ModulePath, u.ModuleVersion = true, "example.com/dep", "v1.0.0"
		return u
	}
	for _, test := range []struct {
		name string
		unit unit
		want bool
	}{
		{"dependency of plain packages", dependency(unit{ImportMap: imports("fmt", "net")}), true},
		{"dependency that imports net/http", dependency(unit{ImportMap: imports("fmt", "net/http")}), false},
		{"dependency that imports a framework", dependency(unit{ImportMap: imports("github.com/labstack/echo/v4")}), false},
		{"dependency that imports a vendored framework", dependency(unit{ImportMap: map[string]string{
			"github.com/gin-gonic/gin": "example.com/x/vendor/github.com/gin-gonic/gin"}}), false},
		{"dependency of packages without facts", dependency(unit{PackageVetx: map[string]string{"a": none, "b": none}}), true},
		{"dependency of a package with facts", dependency(unit{PackageVetx: map[string]string{"a": none, "b": some}}), false},
		{"dependency whose facts are gone", dependency(unit{PackageVetx: map[string]string{"a": filepath.Join(dir, "gone")}}), false},
		{"dependency in the main module", unit{VetxOnly: true, ModulePath: "example.com/main"}, false},
		{"dependency in the standard library", unit{VetxOnly: true, ImportMap: imports("net/http")}, true},
		{"vetted package of the standard library", unit{ImportMap: imports("fmt")}, false},
		{"vetted package of another module", unit{ModulePath: "example.com/dep", ModuleVersion: "v1.0.0"}, false},
	} {
		if got := test.unit.irrelevant(); got != test.want {
			t.Errorf("%s: irrelevant() = %t, want %t", test.name, got, test.want)
		}
	}
}

func TestSharesCacheKey(t *testing.T) {
	dir := t.TempDir()
	base := unit{ID: "example.com/a", Dir: dir, ModulePath: "example.com", VetxOnly: true, Stdout: "vet.stdout"}
	check := func(what string, u unit, want bool) {
		t.Helper()
		if got := u.sharesCacheKey(); got != want {
			t.Errorf("%s: sharesCacheKey() = %t, want %t", what, got, want)
		}
	}
	check("go 1.26", base, true)

	u := base
	u.Stdout = ""
	check("go 1.25", u, false)
	u = base
	u.Module = &module{}
	check("go 1.27", u, false)
	u = base
	u.ModuleVersion = "v1.0.0"
	check("other module", u, false)
	u = base
	u.ID = "example.com/a [example.com/b.test]"
	check("compiled for another package's tests", u, false)

	external := filepath.Join(dir, "x_test.go")
	if err := os.WriteFile(external, []byte("package a_test\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	check("external tests", base, true)
	internal := filepath.Join(dir, "a_test.go")
	if err := os.WriteFile(internal, []byte("package a\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	check("tests", base, false)
	u = base
	u.IgnoredFiles = []string{internal}
	check("tests for another platform", u, true)
}

func TestVetted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "vet.cfg")
	const cfg = `{"ID": "example.com/a", "GoFiles": ["/a.go"], "VetxOnly": true, "VetxOutput": "vet.out"}`
	if err := os.WriteFile(file, []byte(cfg), 0o666); err != nil {
		t.Fatal(err)
	}
	name, err := vetted(file)
	if err != nil {
		t.Fatal(err)
	}
	u, err := readUnit(name)
	if err != nil {
		t.Fatal(err)
	}
	if u.VetxOnly || u.ID != "example.com/a" || u.VetxOutput != "vet.out" || filepath.Ext(name) != ".cfg" {
		data, _ := json.Marshal(u)
		t.Errorf("vetted wrote %s with %s", name, data)
	}
}

func TestEdits(t *testing.T) {
	for _, test := range []struct {
		flags []string
		want  bool
	}{
		{nil, false},
		{[]string{"-json"}, false},
		{[]string{"-errleak", "-fix"}, true},
		{[]string{"-fix", "-diff"}, false},
	} {
		if got := edits(test.flags); got != test.want {
			t.Errorf("edits(%q) = %t, want %t", test.flags, got, test.want)
		}
	}
}

// TestLinksNoNetwork holds the start of the tool, which is paid for each package,
// and that it opens no connection: net brings the C library, and net/http more.
func TestLinksNoNetwork(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "../../cmd/respvet")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range strings.Lines(string(out)) {
		switch pkg = strings.TrimSpace(pkg); pkg {
		case "net", "net/http", "runtime/cgo":
			t.Errorf("respvet links %s; passes/internal/http has what it needs of net/http", pkg)
		}
	}
}

// Since Go 1.27 the .cfg file has the module as one member.
func TestReadUnit(t *testing.T) {
	for _, test := range []struct {
		name, text string
		std, main  bool
	}{
		{"go 1.26", `{"ModulePath": "example.com/a"}`, false, true},
		{"go 1.26, dependency", `{"ModulePath": "example.com/a", "ModuleVersion": "v1.0.0"}`, false, false},
		{"go 1.27", `{"Module": {"Path": "example.com/a", "Version": "", "Main": true}}`, false, true},
		{"go 1.27, dependency", `{"Module": {"Path": "example.com/a", "Version": "v1.0.0"}}`, false, false},
		{"standard library", `{"Module": null}`, true, false},
	} {
		file := filepath.Join(t.TempDir(), "vet.cfg")
		if err := os.WriteFile(file, []byte(test.text), 0o666); err != nil {
			t.Fatal(err)
		}
		u, err := readUnit(file)
		if err != nil {
			t.Fatal(err)
		}
		if u.std() != test.std || u.main() != test.main {
			t.Errorf("%s: std() = %t, main() = %t", test.name, u.std(), u.main())
		}
	}
}
