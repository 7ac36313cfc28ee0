package responses

import (
	"go/types"
	"testing"
)

func TestNamed(t *testing.T) {
	own := types.NewPackage("example.com/shop", "shop")
	iter := types.NewPackage("github.com/json-iterator/go", "jsoniter")
	own.SetImports([]*types.Package{iter})
	res := &Result{Package: Package{types: own}}
	for full, want := range map[string]string{
		"(*example.com/shop/store.SQL).Load":                   "(*store.SQL).Load",
		"(github.com/labstack/echo/v4.Context).Bind":           "echo.Context.Bind",
		"github.com/labstack/echo/v4.NewHTTPError":             "echo.NewHTTPError",
		"(*gopkg.in/yaml.v3.Decoder).Decode":                   "(*yaml.Decoder).Decode",
		"gopkg.in/yaml.v3.Unmarshal":                           "yaml.Unmarshal",
		"(github.com/json-iterator/go.API).Unmarshal":          "jsoniter.API.Unmarshal",
		"(*example.com/shop/q.List[example.com/other.T]).Next": "(*q.List).Next",
		"resty.dev/v3.New":                                     "resty.New",
		"encoding/json.Unmarshal":                              "json.Unmarshal",
		"os.ReadFile":                                          "os.ReadFile",
		"(example.com/shop/store.Store).Load":                  "store.Store.Load",
		"(error).Error":                                        "error.Error",
		"":                                                     "",
	} {
		if got := res.Named(full); got != want {
			t.Errorf("Named(%q) = %q, want %q", full, got, want)
		}
	}
}
