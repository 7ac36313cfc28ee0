package missingreturn_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/fixture"
	"github.com/respvet/respvet/passes/missingreturn"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, missingreturn.Analyzer, "missingreturn")
}
