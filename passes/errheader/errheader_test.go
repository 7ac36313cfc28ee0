package errheader_test

import (
	"testing"

	"github.com/respvet/respvet/passes/errheader"
	"github.com/respvet/respvet/passes/internal/fixture"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, errheader.Analyzer, "errheader")
}
