package envelope_test

import (
	"testing"

	"github.com/respvet/respvet/passes/envelope"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
)

func TestFindingsAndFixes(t *testing.T) {
	fixture.Run(t, envelope.Analyzer, "envelope/amperity", "envelope/wpp", "envelope/second", "envelope/google", "envelope/jsonapi", "envelope/frameworks", "envelope/documented", "envelope/mixedimports", "envelope/once", "envelope/unnamed", "envelope/lost")
}

// With -callers the calls of helpers are listed beside the helpers.
func TestCallers(t *testing.T) {
	fixture.Enable(t, envelope.Analyzer, "callers")
	fixture.Wants(t, envelope.Analyzer, "callers/envelope")
}

// Bodies of one shape are one finding of a package that has many.
func TestOnce(t *testing.T) {
	fixture.Wants(t, envelope.Analyzer, "once/envelope")
}
