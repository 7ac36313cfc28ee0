package contract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

func TestValidate(t *testing.T) {
	if err := analysis.Validate([]*analysis.Analyzer{Analyzer}); err != nil {
		t.Error(err)
	}
}

// results runs the analyzer on the packages of a module.
func results(t *testing.T, files map[string]string) map[string]*Contract {
	t.Helper()
	found := make(map[string]*Contract)
	for _, r := range analysistest.Run(t, write(t, files), Analyzer, "./...") {
		if r.Action.Err != nil {
			t.Fatal(r.Action.Err)
		}
		found[r.Action.Package.PkgPath] = r.Result.(*Contract)
	}
	return found
}

func TestAnalyzer(t *testing.T) {
	const proxy = "package gate\n\nimport \"net/http/httputil\"\n\nvar Proxy httputil.ReverseProxy\n"
	const dump = "package dump\n\nimport \"net/http/httputil\"\n\nvar Dump = httputil.DumpRequest\n"
	const bad = "package bad // want `^svc/.respvet.yml:1: unknown contract \"wp\" \\(did you mean \"wpp\"\\?\\), allowed: amperity, azure, default, google, jsonapi, rfc9457, wpp, zalando, or a file such as api/contract.yaml \\(and 1 more\\) \\(contract/config\\)$`\n"
	found := results(t, map[string]string{
		".respvet.yml":     "contract: wpp\noverrides: [{path: fixed/**, role: backend}]\n",
		"shop.go":          "package shop\n",
		"gate/gate.go":     proxy,
		"fixed/gate/g.go":  proxy,
		"dump/dump.go":     dump,
		"svc/.respvet.yml": "contract: wp\nrole: x\n",
		"svc/a.go":         bad,
		"svc/b.go":         "package bad\n",
	})
	for path, want := range map[string]Role{
		"": RoleBackend, "/gate": RoleGateway, "/fixed/gate": RoleBackend, "/dump": RoleBackend, "/svc": RoleOpen,
	} {
		if c := found["example.com/shop"+path]; c == nil || c.Role != want {
			t.Errorf("%s: %+v, want role %v", path, c, want)
		}
	}
	if c := found["example.com/shop/svc"]; c.Err == nil || c.Name != "default" {
		t.Errorf("%+v", c)
	}
}

// The first file that somebody wrote says where the package is.
func TestGeneratedFirst(t *testing.T) {
	found := results(t, map[string]string{
		".respvet.yml": "contract: amperity\n",
		"p/_cgo_x.go":  "package p\n",
		"p/a.go":       "//line /nowhere/at/all.y:1\npackage p\n",
	})
	if c := found["example.com/shop/p"]; c == nil || c.Name != "amperity" {
		t.Errorf("%+v", c)
	}
}

// A package's cost is a few file look-ups and two small files of YAML.
func BenchmarkLoad(b *testing.B) {
	dir := b.TempDir()
	for name, text := range map[string]string{"go.mod": "module x\n", ".respvet.yml": "contract: wpp\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	at := filepath.Join(dir, strings.Repeat("a/", 6))
	for b.Loop() {
		if c, _ := newLoader(at).load(at, options{}); c.Name != "wpp" {
			b.Fatal(c.Name)
		}
	}
}
