package httpmodel

import (
	"go/token"
	"go/types"
	"testing"
)

// A later version of a client than is known is taken for the newest that is; other libraries,
// and versions that have a table, are not.
func TestTakenFor(t *testing.T) {
	for path, want := range map[string]string{
		"github.com/cenkalti/backoff/v8":          "github.com/cenkalti/backoff/v7",
		"github.com/cenkalti/backoff/v12":         "github.com/cenkalti/backoff/v7",
		"github.com/avast/retry-go/v6":            "github.com/avast/retry-go/v5",
		"github.com/sethvargo/go-retry/v2":        "github.com/sethvargo/go-retry",
		"github.com/cenkalti/backoff/v7":          "",
		"github.com/cenkalti/backoff":             "",
		"github.com/labstack/echo/v9":             "",
		"github.com/valyala/fasthttp/v2":          "", // its responses are not only asked for
		"github.com/cenkalti/backoff/v101":        "",
		"github.com/cenkalti/backoff/v8/internal": "",
		"example.com/v2":                          "",
		"v2":                                      "",
		"":                                        "",
	} {
		if got := TakenFor(path); got != want {
			t.Errorf("%s is taken for %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string]bool{
		"github.com/labstack/echo/v9":    true,
		"github.com/gin-gonic/gin/v2":    true,
		"github.com/labstack/echo/v5":    false,
		"github.com/labstack/echo/v9/mw": false,
		"github.com/cenkalti/backoff/v8": false, // is judged
		"example.com/v2":                 false,
		"":                               false,
	} {
		if got := TooNew(path); got != want {
			t.Errorf("%s is too new: %v, want %v", path, got, want)
		}
	}
	later := types.NewPackage("github.com/cenkalti/backoff/v8", "backoff")
	retry := types.NewFunc(token.NoPos, later, "Retry", types.NewSignatureType(nil, nil, nil, nil, nil, false))
	if row := builtIn.Lookup(retry); row == nil || row.Retry == nil {
		t.Errorf("its Retry is %+v", row)
	}
}
