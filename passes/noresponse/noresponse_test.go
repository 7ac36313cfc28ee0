package noresponse_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/noresponse"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, noresponse.Analyzer, "noresponse")
}
