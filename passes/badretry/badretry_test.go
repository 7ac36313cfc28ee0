package badretry_test

import (
	"testing"

	"github.com/respvet/respvet/passes/badretry"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
)

func TestFindings(t *testing.T) {
	fixture.Run(t, badretry.Analyzer, "badretry")
}

// With -all, or a contract, every category counts.
func TestAll(t *testing.T) {
	fixture.Enable(t, badretry.Analyzer, "all")
	fixture.Run(t, badretry.Analyzer, "badretryall")
}
