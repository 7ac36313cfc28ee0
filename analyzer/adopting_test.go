package analyzer_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestREADMEAdopting runs the commands of docs/adopting.md, one after the other, in a copy
// of the shop that has no configuration yet: each of them works, and finds something.
func TestREADMEAdopting(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the command")
	}
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell")
	}
	bin, dir := t.TempDir(), filepath.Join(t.TempDir(), "shop")
	if out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "respvet"), "../cmd/respvet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	if err := os.CopyFS(dir, os.DirFS(shopDir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, ".respvet.yml")); err != nil {
		t.Fatal(err)
	}
	run := func(command string) (stdout string, status int) {
		var out, errs bytes.Buffer
		cmd := exec.Command(sh, "-c", command)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "RESPVET_CONFIG=", "GOWORK=off")
		cmd.Stdout, cmd.Stderr = &out, &errs
		err := cmd.Run()
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
			status, err = exit.ExitCode(), nil
		}
		if err != nil || status > 1 {
			t.Fatalf("%s: status %d, %v\n%s", command, status, err, &errs)
		}
		return out.String(), status
	}
	run("git init -q .")
	commands := 0
	for _, b := range readDocument(t, "docs/adopting.md").blocks {
		if b.language != "sh" {
			continue
		}
		for line := range strings.Lines(b.text) {
			command := strings.TrimSpace(line)
			stdout, status := run(command)
			commands++
			finds := strings.HasPrefix(command, "respvet ") && strings.HasSuffix(command, "./...") &&
				!strings.Contains(command, "-write-baseline") && !strings.Contains(command, " -fix ")
			if finds && (status != 1 || stdout == "") {
				t.Errorf("%s: status %d, and prints %q", command, status, stdout)
			}
		}
	}
	if commands < 15 {
		t.Errorf("docs/adopting.md shows %d commands", commands)
	}
	// What was found is in the baseline now.
	if stdout, status := run("respvet ./..."); status != 0 {
		t.Errorf("behind the last command there are findings:\n%s", stdout)
	}
}
