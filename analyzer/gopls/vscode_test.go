package gopls_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer/internal/e2e"
)

// TestVSCode drives gopls with the protocol library of VS Code's client, from the npm
// registry, and with the capabilities that the client announces: findings have their link
// and related places, and the quick fixes, which are asked for when they are chosen, mend
// the buffer.
func TestVSCode(t *testing.T) {
	exe := e2e.Gopls(t)
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Skip("no npm")
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "client.cjs"} {
		data, err := os.ReadFile(filepath.Join("testdata", "vscode", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	install := exec.Command(npm, "install", "--no-audit", "--no-fund", "--ignore-scripts")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		t.Skipf("the client library is not to be had: %v\n%s", err, out)
	}

	const file = "shop/shop.go"
	cmd := exec.Command("node", filepath.Join(dir, "client.cjs"), exe, folder(t, shop), file)
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off", "GOTOOLCHAIN=local", "RESPVET_CONFIG=",
		"GOPLSCACHE="+t.TempDir())
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var seen struct {
		Rounds [][]diagnostic
		Text   string
	}
	if err := json.Unmarshal(out, &seen); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var counts []int
	for _, list := range seen.Rounds {
		counts = append(counts, len(list))
	}
	if len(counts) != 3 || counts[0] != 2 || counts[1] != 1 || counts[2] != 0 {
		t.Fatalf("findings after each quick fix: %v, want 2, 1 and none: %+v", counts, seen.Rounds)
	}
	for _, d := range seen.Rounds[0] {
		if !strings.HasPrefix(d.CodeDescription.Href, "https://github.com/respvet/respvet/blob/main/docs/rules/") {
			t.Errorf("%s links to %q", d.Message, d.CodeDescription.Href)
		}
		if d.Source == "missingreturn" && (len(d.Related) != 1 || d.Related[0].Message != "the second response is written here") {
			t.Errorf("related to %s: %+v", d.Message, d.Related)
		}
	}
	if !strings.Contains(seen.Text, "\"no such order\")\n\t\treturn\n") || !strings.Contains(seen.Text, `reply.Error(w, http.StatusInternalServerError, "no cart")`) {
		t.Errorf("the mended buffer:\n%s", seen.Text)
	}
}
