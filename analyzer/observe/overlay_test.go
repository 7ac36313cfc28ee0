package observe

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fakeRoot copies what is patched of the Go in use to a root of its own.
func fakeRoot(t *testing.T, root string, minor int, real string) {
	t.Helper()
	for _, p := range patches(minor) {
		src, err := os.ReadFile(filepath.Join(real, "src", filepath.FromSlash(p.file)))
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(root, "src", filepath.FromSlash(p.file))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// An overlay replaces files of the root of Go; of one in the module cache, where the go
// command refuses that, those of a root of links. Nothing of it is left.
func TestNew(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	tc := toolchain(t)
	minor, err := tc.minor()
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	loaded := filepath.Join(cache, "golang.org", "toolchain@v0.0.1-go")
	fakeRoot(t, loaded, minor, tc.GOROOT)
	installed := t.TempDir()
	fakeRoot(t, installed, minor, tc.GOROOT)
	for name, root := range map[string]string{"installed": installed, "downloaded": loaded} {
		t.Run(name, func(t *testing.T) {
			o, err := New(&Toolchain{GOVERSION: tc.GOVERSION, GOROOT: root, GOFLAGS: "-mod=mod", GOMODCACHE: cache}, []string{"/shop"})
			if err != nil {
				t.Fatal(err)
			}
			var overlay struct{ Replace map[string]string }
			data, err := os.ReadFile(filepath.Join(o.dir, "overlay.json"))
			if err != nil || json.Unmarshal(data, &overlay) != nil {
				t.Fatal(err)
			}
			if n := len(patches(minor)) + len(added()); len(overlay.Replace) != n {
				t.Errorf("%d files are replaced, want %d", len(overlay.Replace), n)
			}
			for name, to := range overlay.Replace {
				if strings.HasPrefix(name, cache) {
					t.Errorf("%s is in the module cache", name)
				}
				if _, err := os.Stat(to); err != nil {
					t.Error(err)
				}
				if _, err := os.Stat(filepath.Join(name[:strings.LastIndex(name, string(filepath.Separator)+"src"+string(filepath.Separator))], "src", "net", "http", "server.go")); err != nil {
					t.Error(err)
				}
			}
			env := o.Env([]string{"A=b", "GOFLAGS=-v"})
			if i := slices.IndexFunc(env, func(v string) bool {
				return strings.HasPrefix(v, "GOFLAGS=-mod=mod -overlay=") && strings.HasSuffix(v, " -count=1")
			}); i < 2 {
				t.Errorf("%q have no GOFLAGS behind the given ones", env)
			}
			linked := slices.Contains(env, "GOROOT="+filepath.Join(o.dir, "goroot")) && slices.Contains(env, "GOTOOLCHAIN=local") && o.Go() != ""
			if linked != (name == "downloaded") {
				t.Errorf("%q, want a root of links for a downloaded Go alone", env)
			}
			if err := o.Remove(); err != nil {
				t.Error(err)
			}
			if _, err := os.Stat(filepath.Join(root, "src", "net", "http", "server.go")); err != nil {
				t.Errorf("the Go itself is gone: %v", err)
			}
		})
	}
	for flag, want := range map[string]string{"-trimpath": "-trimpath", "-v --overlay=x": "-overlay", "'-overlay=a b'": "-overlay"} {
		_, err := New(&Toolchain{GOVERSION: tc.GOVERSION, GOROOT: installed, GOFLAGS: flag, GOMODCACHE: cache}, nil)
		if err == nil || err.Error() != "GOFLAGS has "+want+", with which observe cannot work" {
			t.Errorf("%s: %v", flag, err)
		}
	}
	if err := os.WriteFile(filepath.Join(installed, "src", "net", "http", "client.go"), []byte("package http\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = New(&Toolchain{GOVERSION: tc.GOVERSION, GOROOT: installed, GOMODCACHE: cache}, nil)
	if want := "the net/http of " + tc.GOVERSION + " is not as observe knows it: net/http/client.go: function (*Client).do is there 0 times, not once"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "respvet-observe-*")); len(left) > 0 {
		t.Errorf("%v is left behind", left)
	}
}
