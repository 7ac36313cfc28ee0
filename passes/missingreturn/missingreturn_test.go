package missingreturn_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/missingreturn"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, missingreturn.Analyzer, "missingreturn")
}

// In the code of a framework a fix is written as that framework's users do.
func TestFrameworks(t *testing.T) {
	fixture.Run(t, missingreturn.Analyzer, "frameworks/missingreturn")
}
