package driver

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// A diff has the lines that differ and three around them, however many there are.
func TestUnified(t *testing.T) {
	const edits = 400
	var old, edited bytes.Buffer
	for i := range edits {
		for _, w := range []*bytes.Buffer{&old, &edited} {
			fmt.Fprintf(w, "func handler%d() {\n\tif err != nil {\n", i)
		}
		fmt.Fprintf(&old, "\t\tbad()\n")
		fmt.Fprintf(&edited, "\t\tgood()\n\t\treturn\n")
		for _, w := range []*bytes.Buffer{&old, &edited} {
			fmt.Fprintf(w, "\t\treturn\n\t}\n\tx := f(%d)\n\tg(x)\n\th(x)\n}\n\n", i)
		}
	}
	diff := string(unified("/a.go", old.Bytes(), edited.Bytes()))
	if !strings.HasPrefix(diff, "--- /a.go (old)\n+++ /a.go (new)\n@@ ") {
		t.Errorf("the diff begins with %.60q", diff)
	}
	for start, want := range map[string]int{"@@": edits, "-": edits + 1, "+": 2*edits + 1, "-\t\tbad()": edits, "+\t\tgood()": edits} {
		got := 0
		for line := range strings.Lines(diff) {
			if strings.HasPrefix(line, start) {
				got++
			}
		}
		if got != want {
			t.Errorf("%d lines begin with %q, want %d", got, start, want)
		}
	}
}
