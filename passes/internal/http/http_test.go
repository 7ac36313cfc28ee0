package http

import (
	"go/constant"
	"go/importer"
	"go/token"
	"go/types"
	"net/http"
	"testing"
)

// TestConstants holds that the two packages have the same statuses, and that
// every other constant here has the value that it has there.
func TestConstants(t *testing.T) {
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "source", nil)
	theirs, err := imports.Import("net/http")
	if err != nil {
		t.Fatal(err)
	}
	own, err := imports.Import("github.com/respvet/respvet/passes/internal/http")
	if err != nil {
		t.Fatal(err)
	}
	value := func(p *types.Package, name string) constant.Value {
		if c, ok := p.Scope().Lookup(name).(*types.Const); ok && c.Exported() {
			return c.Val()
		}
		return nil
	}
	for _, name := range own.Scope().Names() {
		if v := value(own, name); v != nil {
			if want := value(theirs, name); want == nil || !constant.Compare(v, token.EQL, want) {
				t.Errorf("%s is %v, in net/http %v", name, v, want)
			}
		}
	}
}

func TestStatusText(t *testing.T) {
	for code := range 1000 {
		if got, want := StatusText(code), http.StatusText(code); got != want {
			t.Errorf("%d: %q, in net/http %q", code, got, want)
		}
	}
}

func TestCanonicalHeaderKey(t *testing.T) {
	names := []string{"", "-", "--x", "content-type", "CONTENT-TYPE", "x-ms-error-code", "WWW-authenticate", "Www-Authenticate", "a b", "x_y-Z", "ä-b", "3d-X", "trailer:x", "a:b", "ETag", "x!-y"}
	for c := range 256 {
		names = append(names, "x-"+string([]byte{byte(c)})+"y", string([]byte{byte(c)}))
	}
	for _, name := range names {
		if got, want := CanonicalHeaderKey(name), http.CanonicalHeaderKey(name); got != want {
			t.Errorf("%q: %q, in net/http %q", name, got, want)
		}
	}
}

func TestParseTime(t *testing.T) {
	for _, text := range []string{
		"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
		"Sun, 06 Nov 1994 08:49:37 CET", "120", "",
	} {
		got, err := ParseTime(text)
		want, wantErr := http.ParseTime(text)
		if !got.Equal(want) || (err == nil) != (wantErr == nil) {
			t.Errorf("%q: %v, %v, in net/http %v, %v", text, got, err, want, wantErr)
		}
	}
}
