package errleak_test

import (
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/errleak"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
)

// What is reported, and what each file looks like with every fix applied: it
// compiles, and nothing is found in it that had a fix.
func TestFindingsAndFixes(t *testing.T) {
	fixture.Enable(t, errleak.Analyzer, "parse", "error4xx", "each")
	fixture.Run(t, errleak.Analyzer, "errleak")
}

// With -callers the calls that pass an internal error on are findings as well.
func TestCallers(t *testing.T) {
	fixture.Enable(t, errleak.Analyzer, "callers", "parse", "error4xx")
	got := make(map[string]int)
	for _, f := range fixture.Find(t, errleak.Analyzer, "errleak/helper") {
		if helper, _, ok := strings.Cut(f.Message, " sends "); ok {
			got[helper]++
		}
	}
	for helper, want := range map[string]int{"reply.Fail": 3, "generic": 1, "p.with": 0, "placeOrder": 0} {
		if got[helper] != want {
			t.Errorf("%d calls of %s, want %d", got[helper], helper, want)
		}
	}
}

// In the code of a framework a fix is written as that framework's users do.
func TestFrameworks(t *testing.T) {
	fixture.Enable(t, errleak.Analyzer, "parse", "error4xx", "each")
	fixture.Run(t, errleak.Analyzer, "frameworks/errleak")
}

// Many leaks of one package are one finding of each category.
func TestOnce(t *testing.T) {
	fixture.Wants(t, errleak.Analyzer, "once/errleak")
}

// Without a contract the text of a parser is left alone, unless somebody asks for it.
func TestDefaults(t *testing.T) {
	fixture.Wants(t, errleak.Analyzer, "errleakdefault")
}
