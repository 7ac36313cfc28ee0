package analyzer_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/internal/modcache"
	"go.yaml.in/yaml/v3"
)

// What stands at the top of the repository for other programs to read: the action, the
// hooks of pre-commit, the release, the image, the forms of issues.

// An action is what the tests read of action.yml.
type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct{ Steps []actionStep }
}

type actionStep struct {
	Name, ID, If, Shell, Uses, Run string
	Env                            map[string]string
}

func readYAML(t *testing.T, name string, v any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// A runner runs the steps of the action, as GitHub's would.
type runner struct {
	t       *testing.T
	action  action
	inputs  map[string]string
	outputs map[string]string // by step.output
	dir     string            // of the workflow
	temp    string
	env     []string
	log     string
}

var expression = regexp.MustCompile(`\$\{\{ ([\w.-]+) \}\}`)

// step runs one by its name and returns its exit status.
func (r *runner) step(name string) int {
	r.t.Helper()
	i := slices.IndexFunc(r.action.Runs.Steps, func(s actionStep) bool { return s.Name == name })
	if i < 0 {
		r.t.Fatalf("there is no step %q", name)
	}
	s := r.action.Runs.Steps[i]
	outputs := filepath.Join(r.temp, "outputs")
	if err := os.WriteFile(outputs, nil, 0o666); err != nil {
		r.t.Fatal(err)
	}
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run) // as GitHub runs it
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), append(r.env, "RUNNER_TEMP="+r.temp, "GITHUB_OUTPUT="+outputs, "GITHUB_STEP_SUMMARY="+filepath.Join(r.temp, "summary"))...)
	for key, value := range s.Env {
		cmd.Env = append(cmd.Env, key+"="+expression.ReplaceAllStringFunc(value, r.value))
	}
	out, err := cmd.CombinedOutput()
	r.log = string(out)
	if err != nil && cmd.ProcessState == nil {
		r.t.Fatal(err)
	}
	data, err := os.ReadFile(outputs)
	if err != nil {
		r.t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		r.outputs[s.ID+"."+key] = value
	}
	return cmd.ProcessState.ExitCode()
}

// value is that of an expression.
func (r *runner) value(s string) string {
	name := expression.FindStringSubmatch(s)[1]
	if input, ok := strings.CutPrefix(name, "inputs."); ok {
		if v, ok := r.inputs[input]; ok {
			return v
		}
		in, ok := r.action.Inputs[input]
		if !ok {
			r.t.Errorf("there is no input %s", input)
		}
		return in.Default
	}
	if output, ok := strings.CutPrefix(name, "steps."); ok {
		return r.outputs[strings.Replace(output, ".outputs", "", 1)]
	}
	values := map[string]string{"github.action_path": mustAbs(r.t, ".."), "github.event.pull_request.number": "7"}
	v, ok := values[name]
	if !ok {
		r.t.Errorf("what is %s?", name)
	}
	return v
}

func mustAbs(t *testing.T, name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// gh stands in for GitHub's command: it notes what it is called with.
const gh = `#!/bin/sh
echo "$@" >> "$GH_LOG"
case $* in *--jq*) cat "$GH_COMMENTS" ;; esac
`

// handlers are two states of a service.
var handlers = [2]string{
	"package shop\n\nimport \"net/http\"\n\nfunc Get(w http.ResponseWriter, r *http.Request) {\n\tw.WriteHeader(200)\n}\n\nfunc Serve() { http.HandleFunc(\"GET /x\", Get); http.ListenAndServe(\":80\", nil) }\n",
	"package shop\n\nimport \"net/http\"\n\nfunc Get(w http.ResponseWriter, r *http.Request) {\n\tw.WriteHeader(204)\n\tw.Write([]byte(\"lost\"))\n}\n\nfunc Serve() { http.HandleFunc(\"GET /x\", Get); http.ListenAndServe(\":80\", nil) }\n",
}

// TestAction runs the steps of the action on a pull request.
func TestAction(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the command")
	}
	r := &runner{t: t, outputs: make(map[string]string), inputs: make(map[string]string), dir: t.TempDir(), temp: t.TempDir()}
	readYAML(t, "../action.yml", &r.action)
	bin := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(bin, "gh"), gh)
	write(filepath.Join(r.temp, "comments"), "")
	write(filepath.Join(r.dir, "go.mod"), "module example.com/shop\n\ngo 1.25\n")
	r.env = []string{"PATH=" + bin + string(filepath.ListSeparator) + os.Getenv("PATH"), "GOFLAGS=", "GOWORK=off", "RESPVET_CONFIG=", "HOME=" + r.temp, "GOCACHE=" + goEnv(t, "GOCACHE"),
		"GOMODCACHE=" + goEnv(t, "GOMODCACHE"), "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
		"GITHUB_REPOSITORY=example/shop", "GH_LOG=" + filepath.Join(r.temp, "gh.log"), "GH_COMMENTS=" + filepath.Join(r.temp, "comments")}
	git := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Env = r.dir, append(os.Environ(), r.env...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	git("init", "-q", "-b", "main", ".")
	for _, text := range handlers {
		write(filepath.Join(r.dir, "shop.go"), text)
		git("add", "-A")
		git("commit", "-q", "-m", "A state")
	}
	git("remote", "add", "origin", "file://"+r.dir)
	r.env = append(r.env, "GITHUB_SHA="+git("rev-parse", "HEAD"))

	if status := r.step("Build respvet"); status != 0 {
		t.Fatalf("it is not built: %s", r.log)
	}
	if status := r.step("Vet"); status != 0 || r.outputs["vet.status"] != "1" || !strings.Contains(r.log, "::error file=shop.go,line=7,") {
		t.Errorf("vet: %d, %v: %s", status, r.outputs, r.log)
	}
	if status := r.step("Result"); status != 1 || !strings.Contains(r.log, "there are findings") {
		t.Errorf("result: %d: %s", status, r.log)
	}
	r.inputs["fail"], r.inputs["report"], r.inputs["args"] = "false", "sarif", "-contract rfc9457"
	if status := r.step("Vet"); status != 0 || r.outputs["vet.status"] != "1" {
		t.Errorf("vet: %d: %s", status, r.log)
	}
	if _, err := os.Stat(filepath.Join(r.dir, "respvet.sarif")); err != nil {
		t.Error(err)
	}
	if status := r.step("Result"); status != 0 {
		t.Errorf("result: %d: %s", status, r.log)
	}
	r.inputs["report"] = "$(touch pwned)"
	if status := r.step("Vet"); status != 2 {
		t.Errorf("vet: %d: %s", status, r.log)
	}
	if _, err := os.Stat(filepath.Join(r.dir, "pwned")); err == nil {
		t.Error("an input is executed")
	}

	if status := r.step("Compare routes"); status != 0 || r.outputs["diff.breaking"] != "true" {
		t.Fatalf("compare: %d, %v: %s", status, r.outputs, r.log)
	}
	if summary, _ := os.ReadFile(filepath.Join(r.temp, "summary")); !strings.Contains(string(summary), "200 OK is no longer sent") {
		t.Errorf("summary: %s", summary)
	}
	r.step("Comment")
	write(filepath.Join(r.temp, "comments"), "31\n44\n")
	r.step("Comment")
	log, _ := os.ReadFile(filepath.Join(r.temp, "gh.log"))
	for _, want := range []string{"api --silent repos/example/shop/issues/7/comments -F body=@", "api --silent -X PATCH repos/example/shop/issues/comments/31 -F body=@"} {
		if !strings.Contains(string(log), want) {
			t.Errorf("gh was not called with %q:\n%s", want, log)
		}
	}
	if r.step("Result") != 0 {
		t.Errorf("result: %s", r.log)
	}
	r.inputs["fail-breaking"] = "true"
	if r.step("Result") != 1 {
		t.Errorf("result: %s", r.log)
	}
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// TestActionScripts holds the scripts of the action to what is safe: no expression is a
// part of a script, and shellcheck has nothing to say, where there is one.
func TestActionScripts(t *testing.T) {
	var a action
	readYAML(t, "../action.yml", &a)
	shellcheck, missing := exec.LookPath("shellcheck")
	runs := 0
	for _, s := range a.Runs.Steps {
		if s.Run == "" {
			continue
		}
		runs++
		if s.Shell != "bash" {
			t.Errorf("%s: the shell is %q", s.Name, s.Shell)
		}
		if strings.Contains(s.Run, "${{") {
			t.Errorf("%s: an expression is part of the script", s.Name)
		}
		if missing == nil {
			cmd := exec.Command(shellcheck, "-s", "bash", "-")
			cmd.Stdin = strings.NewReader("#!/bin/bash -e\n" + s.Run)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %s", s.Name, out)
			}
		}
	}
	if runs < 5 {
		t.Errorf("only %d scripts", runs)
	}
}

// TestWorkflows has actionlint read the workflows that docs/drivers/ci.md shows, with the action
// at hand in the place of the published one.
func TestWorkflows(t *testing.T) {
	dir := t.TempDir()
	copied, err := os.ReadFile("../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"action.yml": string(copied), ".git/HEAD": "ref: refs/heads/main\n"}
	shown := 0
	for _, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(readDocument(t, "docs/drivers/ci.md").text, -1) {
		if strings.Contains(m[1], "runs-on:") {
			shown++
			files[fmt.Sprintf(".github/workflows/%d.yml", shown)] = regexp.MustCompile(`respvet/respvet@\S+`).ReplaceAllString(m[1], "./")
		}
	}
	if shown < 2 {
		t.Errorf("docs/drivers/ci.md shows %d workflows", shown)
	}
	files[".github/workflows/bad.yml"] = "on: push\njobs:\n  respvet:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./\n        with:\n          nope: true\n"
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	exe := filepath.Join(t.TempDir(), "formats.exe")
	build := exec.Command("go", "build", "-o", exe, ".")
	build.Dir = modcache.Fill(t, "../testdata/formats")
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	lint := exec.Command(exe, "actionlint")
	lint.Dir = dir
	out, err := lint.CombinedOutput()
	if err == nil || !strings.Contains(string(out), `input "nope" is not defined in action "respvet"`) {
		t.Fatalf("actionlint takes everything: %v: %s", err, out)
	}
	if err := os.Remove(filepath.Join(dir, ".github/workflows/bad.yml")); err != nil {
		t.Fatal(err)
	}
	lint = exec.Command(exe, "actionlint")
	lint.Dir = dir
	if out, err := lint.CombinedOutput(); err != nil {
		t.Errorf("actionlint: %v\n%s", err, out)
	}
}

// TestHooks says what pre-commit needs of a hook.
func TestHooks(t *testing.T) {
	var hooks []map[string]any
	readYAML(t, "../.pre-commit-hooks.yaml", &hooks)
	if len(hooks) == 0 {
		t.Error("there are none")
	}
	for _, h := range hooks {
		for _, key := range []string{"id", "name", "entry", "language"} {
			if s, ok := h[key].(string); !ok || s == "" {
				t.Errorf("a hook lacks %s: %v", key, h)
			}
		}
		// go install ./... makes an executable of each command, called as its directory.
		if _, err := os.Stat(filepath.Join("../cmd", h["entry"].(string), "main.go")); err != nil || h["language"] != "golang" {
			t.Errorf("%v: %v", h, err)
		}
		if h["pass_filenames"] != false {
			t.Errorf("a hook gets files, and respvet takes packages: %v", h)
		}
	}
}

// TestForms reads the forms of issues.
func TestForms(t *testing.T) {
	names, err := filepath.Glob("../.github/ISSUE_TEMPLATE/*.yml")
	if err != nil || len(names) < 4 {
		t.Fatalf("%q, %v", names, err)
	}
	for _, name := range names {
		if filepath.Base(name) == "config.yml" {
			continue
		}
		var form struct {
			Name, Description string
			Body              []struct {
				Type, ID   string
				Attributes map[string]any
			}
		}
		readYAML(t, name, &form)
		ids := make(map[string]bool)
		for _, b := range form.Body {
			if b.Type != "textarea" || b.ID == "" || ids[b.ID] || b.Attributes["label"] == nil {
				t.Errorf("%s: %+v", name, b)
			}
			ids[b.ID] = true
		}
		if form.Name == "" || form.Description == "" || !ids["version"] {
			t.Errorf("%s: %+v", name, form)
		}
	}
}

// release is the build that releases are made by.
type release struct {
	Builds []struct {
		Main    string
		Env     []string
		Flags   []string
		Ldflags []string
	}
}

// TestReproducible builds the release from two copies of the source: the bytes are equal.
func TestReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command twice")
	}
	var rel release
	readYAML(t, "../.goreleaser.yaml", &rel)
	if len(rel.Builds) != 1 {
		t.Fatalf("%d builds", len(rel.Builds))
	}
	b := rel.Builds[0]
	if !slices.Contains(b.Flags, "-trimpath") {
		t.Error("the release is built without -trimpath")
	}
	var built [2][]byte
	for i := range built {
		dir := t.TempDir()
		copySource(t, dir)
		exe := filepath.Join(dir, "respvet.exe")
		args := slices.Concat([]string{"build"}, b.Flags, []string{"-buildvcs=false", "-ldflags=" + strings.Join(b.Ldflags, " "), "-o", exe, b.Main})
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(append(os.Environ(), "GOWORK=off", "GOFLAGS="), b.Env...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go build: %v\n%s", err, out)
		}
		var err error
		if built[i], err = os.ReadFile(exe); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(built[i], []byte(dir)) {
			t.Errorf("the executable names the directory that it was built in")
		}
	}
	if !bytes.Equal(built[0], built[1]) {
		t.Error("two builds of the same source differ")
	}
}

// copySource copies what the command is built from.
func copySource(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"cmd", "analyzer", "passes", "internal"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("..", name))); err != nil {
			t.Fatal(err)
		}
	}
}

// TestImage runs the command as the image does: with the go command, and without a shell,
// git, a C compiler, root's home, or anything else in $PATH.
func TestImage(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the command")
	}
	data, err := os.ReadFile("../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	stages := strings.Split(string(data), "\nFROM ")
	last := stages[len(stages)-1]
	for _, want := range []string{"/distroless/", "\nUSER nonroot", "\nENTRYPOINT [\"/usr/local/bin/respvet\"]"} {
		if !strings.Contains("\n"+last, want) {
			t.Errorf("the image lacks %q", want)
		}
	}
	if strings.Contains(last, "\nRUN ") {
		t.Error("there is no shell in the image that could run anything")
	}
	env := regexp.MustCompile(`(?m)^ENV (.*)$`).FindStringSubmatch(last)
	if env == nil {
		t.Fatal("the image sets no environment")
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/shop\n\ngo 1.25\n", "shop.go": handlers[1]} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(buildRespvet(t), "./...")
	cmd.Dir = dir
	cmd.Env = append(strings.Fields(strings.ReplaceAll(env[1], "/usr/local/go", goEnv(t, "GOROOT"))), "HOME="+t.TempDir(), "PWD="+dir)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), "(bodyless)") {
		t.Errorf("%v: %s", err, out)
	}
}
