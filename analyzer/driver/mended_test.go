package driver

import (
	"strings"
	"testing"
)

// Of findings that say the same, those are gone that had a fix; then those that
// are far from what is left, which the fixes have moved.
func TestPrintMended(t *testing.T) {
	at := func(line int, fixes ...fix) finding {
		return finding{Rule: "rawerror", File: "h.go", Line: line, Column: 3, Message: "as text", Fixes: fixes}
	}
	mend := fix{Message: "Answer with JSON"}
	for name, test := range map[string]struct {
		before, after []finding
		want          []string
	}{
		"the fixable one":  {[]finding{at(14, mend), at(16)}, []finding{at(15)}, []string{"h.go:14:3"}},
		"the distant one":  {[]finding{at(14, mend), at(45, mend)}, []finding{at(47, mend)}, []string{"h.go:14:3"}},
		"two of three":     {[]finding{at(14, mend), at(45), at(60, mend)}, []finding{at(49)}, []string{"h.go:14:3", "h.go:60:3"}},
		"none":             {[]finding{at(14), at(45)}, []finding{at(14), at(45)}, nil},
		"one in each file": {[]finding{at(14, mend)}, []finding{{Rule: "rawerror", File: "g.go", Line: 14, Message: "as text"}}, []string{"h.go:14:3"}},
	} {
		var out strings.Builder
		(&command{stderr: &out}).printMended(test.before, test.after)
		var got []string
		for line := range strings.Lines(out.String()) {
			if place, ok := strings.CutPrefix(line, "mended "); ok {
				got = append(got, strings.TrimSuffix(place, ": as text\n"))
			}
		}
		if strings.Join(got, " ") != strings.Join(test.want, " ") {
			t.Errorf("%s: mended %v, want %v", name, got, test.want)
		}
	}
}
