package noretry_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/noretry"
)

// Without a contract only what is wrapped, and clients that others import.
func TestDefault(t *testing.T) {
	fixture.Run(t, noretry.Analyzer, "noretry")
}

// With -all, or a contract, every request counts.
func TestAll(t *testing.T) {
	fixture.Enable(t, noretry.Analyzer, "all")
	fixture.Enable(t, noretry.Analyzer, "each")
	fixture.Run(t, noretry.Analyzer, "noretryall")
}

// A package that gives up many requests is told so once.
func TestMany(t *testing.T) {
	fixture.Enable(t, noretry.Analyzer, "all")
	fixture.Wants(t, noretry.Analyzer, "noretrymany")
}

// A transport that stands around itself has no innermost one to look at.
func TestCyclic(t *testing.T) {
	fixture.Enable(t, noretry.Analyzer, "all")
	fixture.Wants(t, noretry.Analyzer, "cyclic")
}
