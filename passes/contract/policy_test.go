package contract

import (
	"path/filepath"
	"testing"
)

func TestSeverity(t *testing.T) {
	dir := write(t, map[string]string{
		".respvet.yml": `contract: wpp
severity:
  errleak: warning
  errleak/parse: info
  nilslice: info
overrides:
  - path: gateway
    severity: {errleak: error, nilslice: warning}
`,
		"gateway/x":           "",
		"broken/.respvet.yml": "contract: nowhere\nseverity: {errleak: warning, nilslice: fatal}\n",
	})
	for _, test := range []struct {
		at, rule string
		want     Severity
	}{
		{".", "rawerror", SeverityWarning}, // unless somebody says otherwise
		{".", "missingreturn", SeverityError},
		{".", "errleak", SeverityWarning},
		{".", "errleak/stack", SeverityWarning},
		{".", "errleak/parse", SeverityInfo},
		{".", "nilslice", SeverityInfo},
		{"gateway", "errleak/stack", SeverityError},
		{"gateway", "errleak/parse", SeverityInfo},
		{"gateway", "nilslice", SeverityWarning},
		{"broken", "errleak", SeverityWarning},
		{"broken", "nilslice", SeverityError},
	} {
		at := filepath.Join(dir, test.at)
		if got := LoadPolicy(at).Severity(test.rule); got != test.want {
			t.Errorf("%s: %s is %s, want %s", test.at, test.rule, got, test.want)
		}
		if c, _, _ := Load(at); c.Project.Policy.Severity(test.rule) != test.want {
			t.Errorf("%s: %s is %s in the contract, want %s", test.at, test.rule, c.Project.Policy.Severity(test.rule), test.want)
		}
	}
	if got := (*Policy)(nil).Severity("missingreturn"); got != SeverityError {
		t.Errorf("without a policy: %s", got)
	}
}
