package analyzer_test

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The fixes of all rules in the code of every framework, under several contracts: what
// they leave compiles. Each contract has a copy of the fixtures in one module, so that
// dependencies are analysed once.
func TestFixedFrameworks(t *testing.T) {
	skipBeforeVetFix(t)
	const module = "github.com/respvet/respvet/testdata"
	contracts := []string{"default", "wpp", "amperity"}
	root := testdata(t)
	tool := filepath.Join(t.TempDir(), "respvet")
	run(t, ".", "build", "-o", tool, "../cmd/respvet")
	dir := t.TempDir()
	for _, file := range []string{"go.mod", "go.sum"} {
		copyFile(t, filepath.Join(root, file), filepath.Join(dir, file))
	}
	for _, contract := range contracts {
		to := filepath.Join(dir, contract)
		for _, folder := range []string{
			"frameworks", "traps", "rawerror/contexts", "errleak/frameworks", "errleak/carried", "envelope/frameworks",
			"missingreturn/contexts", "noresponse/contexts", "statusmeaning/wpp",
		} {
			copyTree(t, filepath.Join(root, folder), filepath.Join(to, folder))
		}
		removeConfigs(t, to)
		eachGoFile(t, to, func(name string, src []byte) {
			src = bytes.ReplaceAll(src, []byte(`"`+module+`/`), []byte(`"`+module+"/"+contract+"/"))
			if err := os.WriteFile(name, src, 0o666); err != nil {
				t.Fatal(err)
			}
		})
		err := os.WriteFile(filepath.Join(to, ".respvet.yml"), fmt.Appendf(nil, "contract: %s\n", contract), 0o666)
		if err != nil {
			t.Fatal(err)
		}
	}
	before := make(map[string]string)
	eachGoFile(t, dir, func(name string, src []byte) { before[name] = string(src) })

	// One run: what a second one would do to fixes that wait for the first is what
	// TestFixedShops is about.
	cmd := exec.Command("go", "vet", "-vettool="+tool, "-fix", "./...")
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // an error if findings are left
	if bytes.Contains(out, []byte("defect")) {
		t.Errorf("%s", out)
	}
	run(t, dir, "vet", "./...")

	fixed := make(map[string]int) // files by contract and import
	eachGoFile(t, dir, func(name string, src []byte) {
		if string(src) == before[name] {
			return
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		contract, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
		for _, path := range imports(t, name) {
			fixed[contract+" "+path]++
		}
	})
	for _, contract := range contracts {
		for _, framework := range []string{
			"connectrpc.com/connect", "github.com/danielgtaylor/huma/v2", "github.com/gin-gonic/gin", "github.com/go-chi/render",
			"github.com/gofiber/fiber/v2", "github.com/gofiber/fiber/v3", "github.com/labstack/echo/v4",
			"github.com/labstack/echo/v5", "github.com/valyala/fasthttp", "net/http",
		} {
			if fixed[contract+" "+framework] == 0 {
				t.Errorf("under %s, no fix was applied in code of %s", contract, framework)
			}
		}
	}
}

// eachGoFile calls f for the Go files below a directory.
func eachGoFile(t *testing.T, dir string, f func(name string, src []byte)) {
	t.Helper()
	for _, name := range goFiles(t, dir) {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f(name, src)
	}
}

func removeConfigs(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == ".respvet.yml" {
			err = os.Remove(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func imports(t *testing.T, name string) (paths []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range f.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}
