package observe

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func toolchain(t *testing.T) *Toolchain {
	t.Helper()
	out, err := exec.Command("go", EnvArgs...).Output()
	if err != nil {
		t.Fatal(err)
	}
	tc := new(Toolchain)
	if err := json.Unmarshal(out, tc); err != nil {
		t.Fatal(err)
	}
	return tc
}

// Every insertion point is there once in the Go in use, and no line moves.
func TestPatched(t *testing.T) {
	tc := toolchain(t)
	minor, err := tc.minor()
	if err != nil {
		t.Fatal(err)
	}
	files, err := patched(tc.GOROOT, minor)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(patches(minor)) + len(added()); len(files) != n {
		t.Errorf("%d files, want %d", len(files), n)
	}
	for _, p := range patches(minor) {
		src, err := os.ReadFile(filepath.Join(tc.GOROOT, "src", filepath.FromSlash(p.file)))
		if err != nil {
			t.Fatal(err)
		}
		got := bytes.SplitN(files[p.file], []byte("\n"), bytes.Count(src, []byte("\n"))+1)
		for i, line := range bytes.Split(src, []byte("\n")) {
			kept := strings.Fields(string(line))
			for _, word := range kept[:min(2, len(kept))] {
				if !bytes.Contains(got[i], []byte(word)) && !strings.Contains(string(line), "return t.roundTrip") {
					t.Fatalf("%s:%d: %s, want %s", p.file, i+1, got[i], line)
				}
			}
		}
		if bytes.Equal(src, files[p.file]) {
			t.Errorf("%s: nothing was inserted", p.file)
		}
	}
}

// A library that is not as it is known is refused, with the function that is not there
// or there twice.
func TestApplyRefuses(t *testing.T) {
	p := patch{file: "server.go", insertions: []insertion{{"(*response).WriteHeader", atStart, "x()"}}}
	for name, c := range map[string]struct{ src, want string }{
		"none":    {"package http\n", "server.go: function (*response).WriteHeader is there 0 times, not once"},
		"two":     {"package http\nfunc (w *response) WriteHeader() {}\nfunc (w *response) WriteHeader() {}\n", "server.go: function (*response).WriteHeader is there 2 times, not once"},
		"another": {"package http\nfunc (w response) WriteHeader() {}\n", "server.go: function (*response).WriteHeader is there 0 times, not once"},
		"broken":  {"package http\nfunc (", "server.go:2:"},
	} {
		if _, err := p.apply([]byte(c.src)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	field := patch{file: "server.go", insertions: []insertion{{"response", asField, "x int"}}}
	if _, err := field.apply([]byte("package http\ntype response int\n")); err == nil || !strings.Contains(err.Error(), "struct response is there 0 times") {
		t.Errorf("field: %v", err)
	}
	ret := patch{file: "server.go", insertions: []insertion{{"f", atReturn, "return"}}}
	if _, err := ret.apply([]byte("package http\nfunc f() { if x { return }\nreturn }\n")); err == nil || !strings.Contains(err.Error(), "function f returns at 2 times, not once") {
		t.Errorf("return: %v", err)
	}
}

func TestApply(t *testing.T) {
	src := "package http\n\ntype response struct {\n\ta int\n}\n\nfunc (r *response) f(x int) {\n\tg(x)\n}\n\nfunc (r response) h() int { return 1 }\n"
	p := patch{file: "server.go", add: "var _ respvet.RespvetResponse", insertions: []insertion{
		{"response", asField, "b int"}, {"(*response).f", atStart, "s()"}, {"(*response).f", atLast, "l()"}, {"(*response).f", atEnd, "e()"}, {"response.h", atReturn, "return 2"},
	}}
	got, err := p.apply([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	want := "package http; import respvet \"net/http/internal\"\n\ntype response struct { b int; \n\ta int\n}\n\nfunc (r *response) f(x int) { s(); \n\t l(); g(x); e()\n}\n\nfunc (r response) h() int { return 2 }\n\nvar _ respvet.RespvetResponse\n"
	if string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestToolchains(t *testing.T) {
	for version, want := range map[string]int{"go1.25": 25, "go1.25.3": 25, "go1.26.8 X:jsonv2": 26, "go1.27rc1": 27, "go1.24.9": 0, "go1.28": 0, "go1.280.1": 0, "devel go1.27-abc": 0, "": 0} {
		tc := &Toolchain{GOVERSION: version}
		if got, err := tc.minor(); got != want || err == nil != (want > 0) {
			t.Errorf("%s: %d, %v", version, got, err)
		} else if err != nil && !strings.HasSuffix(err.Error(), ", and this is "+version) {
			t.Errorf("%s: %v", version, err)
		}
	}
}

func TestCheckArgs(t *testing.T) {
	for args, want := range map[string]string{
		"go test ./...":                       "",
		"go test -run X ./... -args -overlay": "",
		"go test -trimpath=false ./...":       "",
		"go test -trimpath ./...":             "-trimpath hides",
		"go test --overlay x.json ./...":      "-overlay of its own",
		"go run . overlay":                    "",
	} {
		err := CheckArgs(strings.Fields(args))
		if want == "" != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", args, err, want)
		}
	}
}
