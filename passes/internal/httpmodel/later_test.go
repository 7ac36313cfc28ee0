//go:build go1.27

package httpmodel

import (
	"encoding/json/jsontext"
	jsonv2 "encoding/json/v2"
	"testing"
)

// laterDir is a module of the version of Go that has these packages.
const laterDir = "../../../testdata/go127"

// TestLater holds the rows of what the standard library has since a later version than
// go.mod names against it.
func TestLater(t *testing.T) {
	pkgs := resolve(t, laterDir, later())
	for pkg, rows := range map[string][]Row{"encoding/json": encodingJSONLater(), "errors": {asType}, "net/url": netURLLater()} {
		c := newChecker(t, load(t, laterDir, []table{{pkg: pkg}}), nil)
		for _, r := range rows {
			r.Pkg = pkg
			fn := find(c.pkgs[pkg], r)
			if fn == nil || builtIn.Lookup(fn) == nil {
				t.Errorf("%s: no such function or method, or no row", r.name())
				continue
			}
			c.row(r, fn)
		}
	}
	for _, r := range rowsOf(later()) {
		if r.Response == nil {
			continue
		}
		b, ok := laterBehaviours[r.name()]
		if !ok {
			t.Errorf("%s: no behaviour test", r.name())
			continue
		}
		t.Run(r.name(), func(t *testing.T) { checks[r.Response.Kind](t, r.Response, b) })
	}
	if len(pkgs) == 0 {
		t.Error("no packages")
	}
}

var laterBehaviours = map[string]behaviour{
	"encoding/json/v2.MarshalWrite":  {do: func(w W, _ R) { jsonv2.MarshalWrite(w, marker) }},
	"encoding/json/v2.MarshalEncode": {do: func(w W, _ R) { jsonv2.MarshalEncode(jsontext.NewEncoder(w), marker) }},
	"encoding/json/jsontext.Encoder.WriteToken": {do: func(w W, _ R) {
		jsontext.NewEncoder(w).WriteToken(jsontext.String(marker))
	}},
	"encoding/json/jsontext.Encoder.WriteValue": {do: func(w W, _ R) {
		jsontext.NewEncoder(w).WriteValue(jsontext.Value(`"` + marker + `"`))
	}},
}
