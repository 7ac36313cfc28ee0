package errheader_test

import (
	"testing"

	"github.com/respvet/respvet/passes/errheader"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Enable(t, errheader.Analyzer, "callers")
	fixture.Run(t, errheader.Analyzer, "errheader")
}

// Without -callers the first of what one middleware mends is reported.
func TestOnce(t *testing.T) {
	fixture.Wants(t, errheader.Analyzer, "once/errheader")
}
