package driver

import (
	"testing"
	"testing/fstest"
)

func TestPlaceholder(t *testing.T) {
	there := fstest.MapFS{
		"page.html":       {},
		"static/.keep":    {},
		"static/_draft":   {},
		"hidden/a/.keep":  {},
		"full/a/b.css":    {},
		".well-known/jwk": {},
	}
	for pattern, want := range map[string]string{
		"page.html":       "", // it is there
		"*.html":          "",
		"full":            "",
		"full/*":          "",
		".well-known":     "",
		"all:static":      "", // hidden files count
		"static":          "static/respvet",
		"hidden":          "hidden/respvet",
		"dist":            "dist/respvet",
		"all:dist":        "dist/respvet",
		"dist/*":          "dist/respvet",
		"dist/*.js":       "dist/respvet.js",
		"main.wasm":       "main.wasm",
		"v?/[a-c].tmpl":   "vr/a.tmpl",
		`odd\*name.txt`:   "",
		"[^a].txt":        "^.txt",
		"[!":              "",
		"[":               "", // no pattern
		"../outside.html": "",
	} {
		if got := placeholder(there, pattern); got != want {
			t.Errorf("placeholder(%q) = %q, want %q", pattern, got, want)
		}
	}
}
