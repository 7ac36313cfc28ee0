package statuscode_test

import (
	"regexp"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/statuscode"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Enable(t, statuscode.Analyzer, "each")
	fixture.Run(t, statuscode.Analyzer, "statuscode/none", "statuscode/wpp", "statuscode/gateway", "statuscode/zalando", "statuscode/azure", "statuscode/success", "statuscode/docs", "statuscode/gaps", "statuscode/docswpp", "statuscode/brought", "statuscode/routes", "statuscode/once", "statuscode/supposed", "statuscode/opinions", "openapi")
}

// A package that says in each body what has happened is one finding.
func TestOnce(t *testing.T) {
	fixture.Wants(t, statuscode.Analyzer, "once/statuscode")
}

func TestImplied(t *testing.T) {
	fixture.Enable(t, statuscode.Analyzer, "implied")
	fixture.Wants(t, statuscode.Analyzer, "statuscode/implied")
}

func TestUnreturned(t *testing.T) {
	fixture.Enable(t, statuscode.Analyzer, "unreturned")
	fixture.Wants(t, statuscode.Analyzer, "statuscode/unreturned")
}

// What -fix documents unseen: errors, but no success beside another one.
func TestUnseen(t *testing.T) {
	if err := statuscode.Analyzer.Flags.Set("offer", "false"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = statuscode.Analyzer.Flags.Set("offer", "true") })
	success := regexp.MustCompile(`^.* sends 2\d\d .*\(statuscode/undocumented\)$`)
	failure := regexp.MustCompile(`^.* sends 4\d\d .*\(statuscode/undocumented\)$`)
	fixed := make(map[*regexp.Regexp]int)
	found := make(map[*regexp.Regexp]int)
	for _, f := range fixture.Find(t, statuscode.Analyzer, "statuscode/docs") {
		for _, re := range []*regexp.Regexp{success, failure} {
			if re.MatchString(f.Message) {
				found[re]++
				fixed[re] += len(f.Fixes)
			}
		}
	}
	if found[success] == 0 || fixed[success] > 0 {
		t.Errorf("of %d successes %d have a fix", found[success], fixed[success])
	}
	if fixed[failure] == 0 {
		t.Errorf("of %d errors none has a fix", found[failure])
	}
}

// With -callers the calls of helpers are listed beside the helpers.
func TestCallers(t *testing.T) {
	fixture.Enable(t, statuscode.Analyzer, "callers")
	fixture.Wants(t, statuscode.Analyzer, "callers/statuscode")
}

func TestUnsent(t *testing.T) {
	fixture.Enable(t, statuscode.Analyzer, "unsent")
	for _, dir := range []string{"std", "chi", "gin", "echo", "huma", "replaced"} {
		fixture.Wants(t, statuscode.Analyzer, "statuscode/unsent/"+dir)
	}
}
