package lateheader_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/lateheader"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, lateheader.Analyzer, "lateheader")
}

// A function that many calls come too late behind is one finding.
func TestOnce(t *testing.T) {
	fixture.Wants(t, lateheader.Analyzer, "once/lateheader")
}
