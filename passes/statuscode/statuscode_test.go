package statuscode_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/fixture"
	"github.com/respvet/respvet/passes/statuscode"
	"golang.org/x/tools/go/analysis/analysistest"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, statuscode.Analyzer, "statuscode/none", "statuscode/wpp", "statuscode/gateway", "statuscode/zalando", "statuscode/azure", "statuscode/success", "statuscode/docs", "statuscode/docswpp", "statuscode/brought", "statuscode/routes", "openapi")
}

func TestImplied(t *testing.T) {
	set(t, "implied")
	analysistest.Run(t, fixture.Dir(t), statuscode.Analyzer, "./statuscode/implied")
}

// set turns a flag on for the rest of a test.
func set(t *testing.T, flag string) {
	t.Helper()
	if err := statuscode.Analyzer.Flags.Set(flag, "true"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = statuscode.Analyzer.Flags.Set(flag, "false") })
}

func TestUnreturned(t *testing.T) {
	set(t, "unreturned")
	analysistest.Run(t, fixture.Dir(t), statuscode.Analyzer, "./statuscode/unreturned")
}
