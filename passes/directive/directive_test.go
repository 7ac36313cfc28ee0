package directive_test

import (
	"testing"

	"github.com/respvet/respvet/passes/directive"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

func TestDirectives(t *testing.T) {
	a := directive.For([]*analysis.Analyzer{{Name: "statuscode"}})
	analysistest.Run(t, fixture.Dir(t), a, "./directive")
}
