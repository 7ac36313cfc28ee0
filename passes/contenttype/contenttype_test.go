package contenttype_test

import (
	"testing"

	"github.com/respvet/respvet/passes/contenttype"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Enable(t, contenttype.Analyzer, "each")
	fixture.Run(t, contenttype.Analyzer, "contenttype")
}

// A package that sets no Content-Type anywhere is one finding.
func TestOnce(t *testing.T) {
	fixture.Wants(t, contenttype.Analyzer, "once/contenttype")
}
