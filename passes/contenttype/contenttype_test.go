package contenttype_test

import (
	"testing"

	"github.com/respvet/respvet/passes/contenttype"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, contenttype.Analyzer, "contenttype")
}
