package ruledoc_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
)

func TestOf(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"", "", ""},
		{"no comment", "package p\n", ""},
		{"one line", "// Package p reports bodies.\npackage p\n", "report bodies"},
		{"text, code and blank lines",
			"// Package p reports bodies.\n//\n// For example:\n//\n//\tw.Write(b) // error\n//\n// # Silent\n//\n// It is silent.\npackage p\n\n// more\n",
			"report bodies\n\nFor example:\n\n\tw.Write(b) // error\n\n# Silent\n\nIt is silent."},
		{"line ends of Windows", "// Package p reports bodies.\r\n//\r\n// Text.\r\npackage p\r\n", "report bodies\n\nText."},
	} {
		if got := ruledoc.Of(test.source); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
