package valueflow

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestStandard(t *testing.T) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	src := filepath.Join(strings.TrimSpace(string(out)), "src")
	for _, test := range []struct {
		path, file string
		want       bool
	}{
		{"fmt", filepath.Join(src, "fmt", "print.go"), true},
		{"net/mail", filepath.Join(src, "net", "mail", "message.go"), true},
		{"cmd/vet", filepath.Join(src, "cmd", "vet", "main.go"), true},
		{"command-line-arguments", filepath.Join(src, "fmt", "print.go"), false},
		{"fmt", filepath.Join(t.TempDir(), "src", "fmt", "print.go"), false},
		{"fmt", "print.go", false},
		{"example.com/shop", filepath.Join(t.TempDir(), "shop.go"), false},
	} {
		if got := standard(test.path, test.file); got != test.want {
			t.Errorf("standard(%s, %s) = %v", test.path, test.file, got)
		}
	}
}
