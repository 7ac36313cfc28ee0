package uncheckedstatus_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/uncheckedstatus"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, uncheckedstatus.Analyzer, "uncheckedstatus")
}
