package lateheader_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/lateheader"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, lateheader.Analyzer, "lateheader")
}
