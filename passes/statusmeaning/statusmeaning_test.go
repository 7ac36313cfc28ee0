package statusmeaning_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/statusmeaning"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, statusmeaning.Analyzer, "statusmeaning/none", "statusmeaning/wpp", "statusmeaning/amperity")
}

// Many calls of a helper that has one status are one finding.
func TestOnce(t *testing.T) {
	fixture.Wants(t, statusmeaning.Analyzer, "once/statusmeaning")
}
