package rawerror_test

import (
	"path/filepath"
	"testing"

	"github.com/respvet/respvet/passes/rawerror"
	"golang.org/x/tools/go/analysis/analysistest"
)

// What is reported, and what each file looks like with every fix applied.
// analysistest type-checks the result.
func TestFixes(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.RunWithSuggestedFixes(t, dir, rawerror.Analyzer, "./rawerror/...")
}
