package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/category"
	"golang.org/x/tools/go/analysis"
)

// A toggle is the flag of a category. Until it is set the configuration has the say.
type toggle struct{ set, on bool }

func (t *toggle) String() string {
	if !t.set {
		return ""
	}
	return strconv.FormatBool(t.on)
}

func (t *toggle) Set(s string) (err error) {
	if *t = (toggle{}); s == "" {
		return nil // as if nobody had set it
	}
	t.on, err = strconv.ParseBool(s)
	t.set = err == nil
	return err
}

func (t *toggle) Get() any { return t.on }

func (t *toggle) IsBoolFlag() bool { return true }

// toggles registers a flag for each category of a rule.
func toggles(a *analysis.Analyzer) {
	for _, c := range category.Of(a.Name) {
		if c.Name != "" {
			a.Flags.Var(new(toggle), c.Name, usage(c))
		}
	}
}

// usage says what the flag of a category turns on, and where that is so already.
func usage(c category.Category) string {
	with := "with a contract"
	switch {
	case c.Default != category.Off && c.Contract != category.Off:
		with = "by default"
	case c.Default != category.Off:
		with = "without a contract"
	case c.Contract == category.Off:
		with = "request only"
	}
	return fmt.Sprintf("report %s: %s (on %s)", c, c.Why, with)
}

// On reports whether findings of a category are reported, those of the rule without
// one if it is "".
func (r *Reporter) On(name string) bool {
	full := strings.TrimSuffix(r.pass.Analyzer.Name+"/"+name, "/")
	if f := r.pass.Analyzer.Flags.Lookup(name); f != nil {
		if t, ok := f.Value.(*toggle); ok && t.set {
			return t.on
		}
	}
	return r.enabled == nil || r.enabled(full)
}
