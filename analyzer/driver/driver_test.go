package driver

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/goproxytest"
	"github.com/rogpeppe/go-internal/testscript"
)

// respvet is the command that the end-to-end tests run, built once.
var respvet string

func TestMain(m *testing.M) {
	os.Exit(testMain(m))
}

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "respvet")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	respvet = filepath.Join(dir, "respvet")
	cmd := exec.Command("go", "build", "-o", respvet, "../../cmd/respvet")
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// TestScript runs the command under the real go command, offline, in modules
// that need nothing but the standard library.
func TestScript(t *testing.T) {
	scripts(t, filepath.Join("..", "..", "testdata", "script"), respvet)
}

// scripts runs the scripts in a directory with an executable as the command respvet.
func scripts(t *testing.T, dir, respvet string) {
	out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	caches := strings.Fields(string(out))
	proxy := goproxytest.NewTestServer(t, filepath.Join("testdata", "mod"), "")
	testscript.Run(t, testscript.Params{
		Dir:  dir,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": exitStatus},
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", filepath.Dir(respvet)+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Setenv("RESPVET", respvet)
			env.Setenv("ROOT", root)
			env.Setenv("GOCACHE", caches[0])
			env.Setenv("GOMODCACHE", caches[1])
			env.Setenv("GOFLAGS", "-mod=mod")
			env.Setenv("GOPROXY", "off")
			env.Setenv("MODPROXY", proxy.URL)
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GOWORK", "off")
			return nil
		},
	})
}

// exitStatus is the script command `status N program args…`: the program must exit
// with that status, which exec does not tell from others.
func exitStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}
