package nilslice_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/nilslice"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, nilslice.Analyzer, "nilslice/lists", "nilslice/wpp")
}
