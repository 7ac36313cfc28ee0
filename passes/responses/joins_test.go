package responses_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/responses/route"
)

// TestJoins asks the routers of testdata/routes/joins for the paths that are found for
// them: each joins a path with its prefix in its own way.
func TestJoins(t *testing.T) {
	parts, pkgs := routings(t, "./routes/joins")
	type request struct{ Router, Method, Path string }
	var requests []request
	asked := make(map[string]bool)
	for _, r := range route.Join(parts) {
		file := filepath.Base(pkgs[0].Fset.Position(r.Pos).Filename)
		router := strings.TrimSuffix(strings.TrimPrefix(file, "joined_"), ".go")
		requests = append(requests, request{router, cmp.Or(r.Method, "GET"), strings.TrimSuffix(r.Path, "{$}")})
		asked[router] = true
	}
	input, err := json.Marshal(requests)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", "./behaviour/joins")
	cmd.Dir, cmd.Stdin, cmd.Stderr = testdata, bytes.NewReader(input), t.Output()
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var codes []int
	if err := json.Unmarshal(out, &codes); err != nil || len(codes) != len(requests) {
		t.Fatalf("%d of %d answers: %v", len(codes), len(requests), err)
	}
	for i, r := range requests {
		if codes[i] != 200 && codes[i] != 204 { // huma's, of nothing
			t.Errorf("%s answers %d to %s %s", r.Router, codes[i], r.Method, r.Path)
		}
	}
	if len(asked) != 11 || len(requests) < 70 {
		t.Errorf("%d routers and %d routes only", len(asked), len(requests))
	}
}
