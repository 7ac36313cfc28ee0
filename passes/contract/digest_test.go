package contract

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A configuration in a flag stands for a file beside go.mod.
func TestConfigFlag(t *testing.T) {
	dir := write(t, map[string]string{
		"m/go.mod":          "",
		"m/.respvet.yml":    "contract: amperity\n",
		"m/api/house.yml":   "name: house\nextends: wpp\n",
		"m/internal/a/a.go": "",
		"m/openapi.yaml":    "openapi: 3.0.3\npaths: {}\n",
	})
	at := filepath.Join(dir, "m", "internal", "a")
	load := func(config string) *Contract {
		o := options{config: config}
		c, _ := o.loader(at).load(at, o)
		return c
	}
	if c := load(`{"contract": "api/house.yml", "overrides": [{"path": "internal/**", "disable": ["nilslice"]}]}`); c.Err != nil || c.Name != "house" || c.Enabled("nilslice") {
		t.Errorf("contract %s, nilslice %v, %v", c.Name, c.Enabled("nilslice"), c.Err)
	} else if len(c.Project.OpenAPI) != 1 {
		t.Errorf("OpenAPI documents %v", c.Project.OpenAPI)
	}
	if c := load("disable: [nosuch]"); c.Err == nil || !strings.HasPrefix(c.Err.Error(), `-contract.config:1: unknown rule "nosuch", allowed: `) {
		t.Errorf("a mistake: %v", c.Err)
	}
	if c := load("contract: ../house.yml"); c.Err == nil || !strings.Contains(c.Err.Error(), "leaves the module") {
		t.Errorf("a file outside: %v", c.Err)
	}
}

// A Watch and Digest change with whatever bears on a package, and come back with it.
func TestDigest(t *testing.T) {
	dir := write(t, map[string]string{
		"m/go.mod":         "",
		"m/.respvet.yml":   "contract: house.yml\n",
		"m/house.yml":      "extends: wpp\n",
		"m/a/a.go":         "",
		"m/b/.respvet.yml": "contract: wpp\n",
		"m/b/b.go":         "",
	})
	var w Watch
	file := func(name string) string { return filepath.Join(dir, "m", filepath.FromSlash(name)) }
	a, b, all := w.Digest(file("a")), w.Digest(file("b")), Digest(file("a"))
	if a == b || a != w.Digest(file("a")) || all != Digest(file("b")) || all != Digest(file(".")) {
		t.Error("digests before any change")
	}
	clock := time.Now()
	for _, change := range []struct {
		name, text string
		inA, inB   bool
	}{
		{"house.yml", "extends: amperity\n", true, false}, // as long as before, or nearly so
		{".respvet.yml", "contract: azure\n", true, false},
		{"openapi.yaml", "openapi: 3.0.3\npaths: {}\n", true, true},
		{"a/.respvet.yml", "contract: jsonapi\n", true, false},
		{"b/.respvet.yml", "contract: wqq\n", false, true},
		{"a/a.go", "package a\n", false, false},
	} {
		if err := os.WriteFile(file(change.name), []byte(change.text), 0o666); err != nil {
			t.Fatal(err)
		}
		clock = clock.Add(time.Second)
		if err := os.Chtimes(file(change.name), clock, clock); err != nil {
			t.Fatal(err)
		}
		nowA, nowB, nowAll := w.Digest(file("a")), w.Digest(file("b")), Digest(file("a"))
		if (nowA != a) != change.inA || (nowB != b) != change.inB || (nowAll != all) != (change.inA || change.inB) {
			t.Errorf("after %s: the digest of a changes: %v, of b: %v, of all: %v", change.name, nowA != a, nowB != b, nowAll != all)
		}
		a, b, all = nowA, nowB, nowAll
		var fresh Watch
		if a != fresh.Digest(file("a")) || b != fresh.Digest(file("b")) {
			t.Errorf("after %s: a new Watch differs from one that remembers", change.name)
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { w.Digest(file("a")) })
	}
	wg.Wait()
}
