package bodyless_test

import (
	"testing"

	"github.com/respvet/respvet/passes/bodyless"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, bodyless.Analyzer, "bodyless")
}
