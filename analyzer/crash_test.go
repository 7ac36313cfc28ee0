package analyzer_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

// What once made the producers or a rule panic or recurse without end.
func TestMendedCrashes(t *testing.T) {
	analysistest.Run(t, testdata(t), together, "./crash/...")
}
