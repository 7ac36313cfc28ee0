package rawerror_test

import (
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/rawerror"
)

// What is reported, and what each file looks like with every fix applied: it
// compiles, and nothing is found in it that had a fix.
func TestFindingsAndFixes(t *testing.T) {
	fixture.Enable(t, rawerror.Analyzer, "each")
	fixture.Run(t, rawerror.Analyzer, "rawerror")
}

// What a package does with all of its errors, or most of them, is one finding.
func TestOnce(t *testing.T) {
	for _, f := range fixture.Find(t, rawerror.Analyzer, "once/rawerror") {
		if strings.HasSuffix(f.Message, "(rawerror/text)") {
			t.Errorf("reported unasked: %s", f.Message)
		}
	}
	fixture.Enable(t, rawerror.Analyzer, "text")
	fixture.Wants(t, rawerror.Analyzer, "once/rawerror")
}

// What a router answers by itself has no fix: its handlers are for a person to write.
func TestRouters(t *testing.T) {
	fixture.Run(t, rawerror.Analyzer, "router")
}

// In the code of a framework a fix is written as that framework's users do.
func TestFrameworks(t *testing.T) {
	fixture.Enable(t, rawerror.Analyzer, "each")
	fixture.Run(t, rawerror.Analyzer, "frameworks/rawerror")
}

// With -callers the calls of helpers are listed beside the helpers.
func TestCallers(t *testing.T) {
	fixture.Enable(t, rawerror.Analyzer, "callers")
	fixture.Wants(t, rawerror.Analyzer, "callers/rawerror")
}
