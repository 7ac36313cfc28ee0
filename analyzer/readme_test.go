package analyzer_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/contract"
)

// The blocks of the documents between <!-- generated: NAME --> and <!-- end --> are made
// here; after a change, `go test ./analyzer -run README -update` writes them.
var update = flag.Bool("update", false, "write the generated blocks of the documents, and the marks of the shops that wait")

// root is the directory of the module.
const (
	root    = ".."
	shopDir = "../testdata/shop"
)

// refund names the line of the shop that the README's example mends.
const refund = "refunds are for the staff"

var generated = regexp.MustCompile(`(?s)(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)`)

// TestREADME holds what the README shows against what the tool does.
func TestREADME(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the command")
	}
	want := readmeBlocks(t, buildRespvet(t))
	seen := make(map[string]bool)
	for _, page := range documents(t) {
		if page.name == "docs/frameworks.md" { // TestLibraries makes it
			continue
		}
		text := generated.ReplaceAllStringFunc(page.text, func(block string) string {
			m := generated.FindStringSubmatch(block)
			seen[m[2]] = true
			if now, ok := want[m[2]]; !ok {
				t.Errorf("%s has a generated block %q, which nothing makes", page.name, m[2])
			} else if m[3] != now && !*update {
				t.Errorf("%s, block %s, is not what the tool says now (-update writes it):\n%s", page.name, m[2], lineDiff(m[3], now))
			} else {
				return m[1] + now + m[4]
			}
			return block
		})
		if *update && text != page.text {
			if err := os.WriteFile(filepath.Join(root, page.name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name := range want {
		if !seen[name] {
			t.Errorf("no document has the generated block %q", name)
		}
	}
}

// readmeBlocks makes the generated blocks by running the command.
func readmeBlocks(t *testing.T, exe string) map[string]string {
	stdout, stderr := respvet(t, exe, "-C", shopDir, "./...")
	diff, _ := respvet(t, exe, "-C", shopDir, "-diff", "./internal/api")
	usage, _ := respvet(t, exe, "-h")
	kinds := findKinds(t, exe)
	covered(t, kinds)
	return map[string]string{
		"finding":   fence("text", refundFindings(t, stdout)),
		"fix":       fence("diff", hunk(t, diff, refund)),
		"shop":      fence("text", stdout+stderr),
		"missed":    missed(t, stdout),
		"usage":     fence("text", usage),
		"rules":     ruleTable(kinds),
		"contracts": contractTable(t, kinds),
		"alone":     alone(t),
		"keys":      configKeys(t),
	}
}

func fence(language, text string) string { return "```" + language + "\n" + text + "```\n" }

// buildRespvet returns the path of a new executable.
func buildRespvet(t *testing.T) string {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "respvet.exe") // any system runs that name
	if out, err := exec.Command("go", "build", "-o", exe, "../cmd/respvet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return exe
}

// respvet runs the command, for which findings are no failure.
func respvet(t *testing.T, exe string, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), "RESPVET_CONFIG=", "GOWORK=off")
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		t.Fatalf("respvet %s: %v\n%s", strings.Join(args, " "), err, &errs)
	}
	return out.String(), errs.String()
}

// refundFindings returns the findings, with their related places, on the line
// that the example is about.
func refundFindings(t *testing.T, findings string) string {
	file := "internal/api/orders.go"
	src, err := os.ReadFile(filepath.Join(shopDir, file))
	if err != nil {
		t.Fatal(err)
	}
	before, _, ok := strings.Cut(string(src), refund)
	if !ok {
		t.Fatalf("%s lacks %q", file, refund)
	}
	at := fmt.Sprintf("%s:%d:", file, 1+strings.Count(before, "\n"))
	var b strings.Builder
	on := false
	for line := range strings.Lines(findings) {
		if !strings.HasPrefix(line, "\t") {
			on = strings.HasPrefix(line, at)
		}
		if on {
			b.WriteString(line)
		}
	}
	return b.String()
}

// hunk returns the hunk of a diff that holds a text, below its file's name.
func hunk(t *testing.T, diff, text string) string {
	var head, body strings.Builder
	for line := range strings.Lines(diff + "--- \n") {
		if strings.HasPrefix(line, "--- ") || strings.HasPrefix(line, "@@ ") {
			if strings.Contains(body.String(), text) {
				return head.String() + body.String()
			}
			body.Reset()
		}
		switch {
		case strings.HasPrefix(line, "--- "):
			head.Reset()
			head.WriteString(line)
		case strings.HasPrefix(line, "+++ "):
			head.WriteString(line)
		default:
			body.WriteString(line)
		}
	}
	t.Fatalf("no hunk of the diff holds %q", text)
	return ""
}

// A mark is a comment of the shop that names a mistake.
var mark = regexp.MustCompile(`// BAD\(([\w/]+)\): (.*)`)

// missed lists the mistakes that the shop marks and that are not found.
func missed(t *testing.T, findings string) string {
	var b strings.Builder
	err := filepath.WalkDir(shopDir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(shopDir, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		lines := strings.Split(string(src), "\n")
		for i, line := range lines {
			m := mark.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			at := i
			for strings.HasPrefix(strings.TrimSpace(lines[at]), "//") {
				at++ // a comment on a line of its own is about the next line of code
			}
			found := regexp.MustCompile(fmt.Sprintf(`(?m)^%s:%d:.*\(%s\)$`, regexp.QuoteMeta(rel), at+1, m[1]))
			if !found.MatchString(findings) {
				fmt.Fprintf(&b, "- `%s` at [%s:%d](testdata/shop/%s#L%d): %s.\n", m[1], rel, at+1, rel, at+1, m[2])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return cmp.Or(b.String(), "None: each mistake that the shop marks is found.\n")
}

// mistakes holds one mistake of each kind, in a service that speaks JSON.
const mistakes = `package kinds

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

type Store interface{ Load(id string) (any, error) }

type Server struct{ store Store }

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func fail(w http.ResponseWriter, status int, message string) {
	send(w, status, map[string]string{"error": message})
}

func Raw(w http.ResponseWriter, r *http.Request) { http.Error(w, "no such order", http.StatusNotFound) }

func List(w http.ResponseWriter, r *http.Request) {
	var names []string
	for _, name := range r.URL.Query()["name"] {
		names = append(names, name)
	}
	send(w, http.StatusOK, map[string]any{"data": names})
}

type item struct {
	Code    string ` + "`json:\"errorCode\"`" + `
	Message string ` + "`json:\"errorMessage\"`" + `
}

func Body(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "GET":
		send(w, http.StatusNotFound, map[string]any{"status": 400, "message": "no such order"})
	case "PUT":
		send(w, http.StatusNotFound, map[string]any{"errors": []item{{"order", "no such order"}}})
	case "POST":
		send(w, http.StatusNotFound, map[string]any{"errors": []map[string]any{{"status_code": 404, "detail": "no such order"}}})
	}
}

func Empty(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotFound) }

func Undocumented(w http.ResponseWriter, r *http.Request) {
	fail(w, http.StatusUnprocessableEntity, "the cart is empty")
}

func Role(w http.ResponseWriter, r *http.Request) { fail(w, http.StatusTooManyRequests, "slow down") }

func Gateway(w http.ResponseWriter, r *http.Request) { fail(w, http.StatusServiceUnavailable, "try again later") }

func Unregistered(w http.ResponseWriter, r *http.Request) { fail(w, 498, "gone away") }

// @Failure 4O4 {object} item
// @Router /orders/{id} [get]
func Comment(w http.ResponseWriter, r *http.Request) { fail(w, http.StatusNotFound, "no such order") }

func Success(w http.ResponseWriter, r *http.Request) { fail(w, http.StatusOK, "no such order") }

func Invalid(w http.ResponseWriter, r *http.Request) { fail(w, 42, "what is it") }

func (s *Server) Error(w http.ResponseWriter, r *http.Request) {
	if _, err := s.store.Load("1"); err != nil {
		fail(w, http.StatusInternalServerError, err.Error())
	}
}

func (s *Server) Lost(w http.ResponseWriter, r *http.Request) {
	if _, err := s.store.Load("1"); err != nil {
		send(w, http.StatusInternalServerError, map[string]any{"error": err})
	}
}

func (s *Server) Swallowed(w http.ResponseWriter, r *http.Request) {
	v, err := s.store.Load("1")
	if err != nil {
		fmt.Println(err)
	}
	send(w, http.StatusOK, v)
}

func (s *Server) Error4xx(w http.ResponseWriter, r *http.Request) {
	if _, err := s.store.Load("1"); err != nil {
		fail(w, http.StatusNotFound, err.Error())
	}
}

func (s *Server) Verbose(w http.ResponseWriter, r *http.Request) {
	if _, err := s.store.Load("1"); err != nil {
		fail(w, http.StatusInternalServerError, fmt.Sprintf("load: %+v", err))
	}
}

func Parse(w http.ResponseWriter, r *http.Request) {
	var v struct{ ID string }
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		fail(w, http.StatusBadRequest, err.Error())
	}
}

func Panic(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if v := recover(); v != nil {
			fail(w, http.StatusInternalServerError, fmt.Sprint(v))
		}
	}()
	Parse(w, r)
}

func Stack(w http.ResponseWriter, r *http.Request) {
	fail(w, http.StatusInternalServerError, string(debug.Stack()))
}

func (s *Server) Return(w http.ResponseWriter, r *http.Request) {
	v, err := s.store.Load("1")
	if err != nil {
		fail(w, http.StatusNotFound, "no such order")
	}
	send(w, http.StatusOK, v)
}

func (s *Server) Silent(w http.ResponseWriter, r *http.Request) {
	if s.store == nil {
		fail(w, http.StatusInternalServerError, "internal server error")
		return
	}
	v, err := s.store.Load("1")
	if err != nil {
		return
	}
	send(w, http.StatusOK, v)
}

func Waits(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "30s")
	fail(w, http.StatusServiceUnavailable, "try again later")
}

func Meaning(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("id") == "" {
		fail(w, http.StatusInternalServerError, "an id is required")
	}
}

func Message(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("shape") {
	case "":
		send(w, http.StatusNotFound, map[string]string{"message": "not found"})
	case "detail":
		send(w, http.StatusNotFound, map[string]string{"detail": "not found"})
	case "error":
		send(w, http.StatusNotFound, map[string]map[string]string{"error": {"message": "not found"}})
	case "errors":
		send(w, http.StatusNotFound, map[string][]map[string]string{"errors": {{"errorMessage": "not found", "detail": "not found"}}})
	}
}

func Made(w http.ResponseWriter, r *http.Request) { send(w, http.StatusCreated, "made") }

func State(w http.ResponseWriter, r *http.Request) { fail(w, http.StatusConflict, "the cart is closed") }

func Removed(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

func Serve() error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /made", Made)
	mux.HandleFunc("GET /state", State)
	mux.HandleFunc("DELETE /state", Removed)
	mux.HandleFunc("GET /label", Label)
	return http.ListenAndServe(":80", mux)
}

func Late(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	w.Header().Set("X-Total", "0")
}

func Label(w http.ResponseWriter, r *http.Request) { json.NewEncoder(w).Encode([]string{}) }

func Bodyless(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	fmt.Fprintln(w, "deleted")
}

func Header(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusUnauthorized) }

func Unchecked(url string) (v any, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return v, json.NewDecoder(resp.Body).Decode(&v)
}

type Client struct{ http *http.Client }

func (c *Client) Fetch(url string) (v any, err error) {
	resp, err := c.http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("GET %s: %s", url, resp.Status)
	}
	return v, json.NewDecoder(resp.Body).Decode(&v)
}

// API is what other packages import.
type API struct{ http *http.Client }

func NewAPI() *API { return &API{&http.Client{Timeout: time.Minute}} }

func (a *API) get(path string, v any) error {
	resp, err := a.http.Get("https://shop.example.com" + path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", path, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

func (a *API) Orders() (v []item, err error) { return v, a.get("/orders", &v) }
func (a *API) Carts() (v []item, err error)  { return v, a.get("/carts", &v) }
func (a *API) Users() (v []item, err error)  { return v, a.get("/users", &v) }
func (a *API) Items() (v []item, err error)  { return v, a.get("/items", &v) }

func (c *Client) Blind(url string) (v any, err error) {
	var resp *http.Response
	if err := again(func() (err error) { resp, err = c.http.Get(url); return err }); err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("GET %s: %s", url, resp.Status)
	}
	return v, json.NewDecoder(resp.Body).Decode(&v)
}

func again(f func() error) (err error) {
	for range 3 {
		if err = f(); err == nil {
			break
		}
	}
	return err
}

func Insist(ctx context.Context, url, data string) *http.Response {
	req, err := http.NewRequestWithContext(ctx, "POST", url, strings.NewReader(data))
	if err != nil {
		return nil
	}
	for {
		resp, err := http.DefaultClient.Do(req)
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp
		}
		time.Sleep(time.Second)
	}
}

func Doubled(url string) *http.Response {
	for i := range 3 {
		resp, err := http.Get(url)
		if err != nil {
			return nil
		}
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
			return resp
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil
}

//respvet:ignore errleek shown to operators only
func Directive(w http.ResponseWriter, r *http.Request) { send(w, http.StatusOK, "ok") }
`

// contracts are the built-in ones that can be chosen.
var contracts = []string{"amperity", "wpp", "rfc9457", "google", "zalando", "azure", "jsonapi"}

// A kind is a rule, or a category of a rule, as findings carry it.
type kind struct {
	under  map[string]bool // the contracts under which it was found
	fixed  int             // findings with a fix, of all
	number int
}

// findKinds runs the command on mistakes under each contract.
func findKinds(t *testing.T, exe string) map[string]*kind {
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/kinds\n\ngo 1.25\n", "kinds.go": mistakes} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kinds := make(map[string]*kind)
	for _, name := range append([]string{"", "wpp gateway"}, contracts...) {
		name, role, _ := strings.Cut(name, " ")
		stdout, _ := respvet(t, exe, "-C", dir, "-format", "json", "-contract="+name, "-role="+role, "./...")
		var findings []struct {
			Rule, Category string
			Fixes          []any
		}
		if err := json.Unmarshal([]byte(stdout), &findings); err != nil {
			t.Fatal(err)
		}
		for _, f := range findings {
			full := f.Rule
			if f.Category != "" && f.Category != f.Rule {
				full += "/" + f.Category
			}
			k := kinds[full]
			if k == nil {
				k = &kind{under: make(map[string]bool)}
				kinds[full] = k
			}
			k.under[name] = true
			k.number++
			if len(f.Fixes) > 0 {
				k.fixed++
			}
		}
	}
	return kinds
}

// covered reports kinds of findings that the rules' documentation speaks of, or
// that other fixtures want, and that mistakes does not show: the tables would
// lack them; and categories that the documentation does not list.
func covered(t *testing.T, kinds map[string]*kind) {
	var names []string
	for _, a := range analyzer.Suite {
		names = append(names, a.Name)
	}
	// A bare rule is in the table anyway.
	named := regexp.MustCompile(`\b(?:` + strings.Join(names, "|") + `)/[a-z0-9]+\b`)
	absent := make(map[string]string)
	note := func(where, text string) {
		for _, name := range named.FindAllString(text, -1) {
			if c, ok := category.Find(name); kinds[name] == nil && (!ok || c.Default != category.Off || c.Contract != category.Off) {
				absent[name] = where
			}
		}
	}
	for _, a := range analyzer.Suite {
		if a != contract.Analyzer {
			note("the documentation of "+a.Name, a.Doc)
		}
		for _, c := range category.Of(a.Name) {
			if c.Name != "" && !regexp.MustCompile(`(?m)^\t`+c.String()+` `).MatchString(a.Doc) {
				t.Errorf("the documentation of %s does not list the category %s", a.Name, c)
			}
		}
		for name := range kinds {
			if _, ok := category.Find(name); strings.HasPrefix(name, a.Name+"/") && !ok {
				t.Errorf("%s is not in the table of categories", name)
			}
		}
	}
	err := filepath.WalkDir("../testdata", func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		src, err := os.ReadFile(name)
		for line := range strings.Lines(string(src)) {
			if _, want, ok := strings.Cut(line, "// want "); ok {
				note(name, want)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(absent)) {
		t.Errorf("%s speaks of %s, of which the constant mistakes has none", absent[name], name)
	}
}

func ruleTable(kinds map[string]*kind) string {
	var b strings.Builder
	b.WriteString("| rule | reports | categories | fix |\n|---|---|---|---|\n")
	for _, a := range analyzer.Suite {
		if a == contract.Analyzer {
			continue // it reports mistakes in the configuration, and is no rule
		}
		var categories []string
		fixed, number := 0, 0
		for _, c := range category.Of(a.Name) {
			if c.Name != "" {
				categories = append(categories, "`"+c.Name+"`")
			}
		}
		for name, k := range kinds {
			if rule, _, _ := strings.Cut(name, "/"); rule == a.Name {
				fixed, number = fixed+k.fixed, number+k.number
			}
		}
		fix := "yes"
		if fixed == 0 {
			fix = "no"
		} else if fixed < number {
			fix = "some"
		}
		first, _, _ := strings.Cut(a.Doc, "\n")
		fmt.Fprintf(&b, "| [%s](docs/rules/%[1]s.md) | %s | %s | %s |\n", a.Name,
			strings.TrimPrefix(first, "report "), cmp.Or(strings.Join(categories, ", "), "–"), fix)
	}
	return b.String()
}

// contractTable is the table of categories, with the contracts under which each is
// found, or those under which it is not if they are fewer.
func contractTable(t *testing.T, kinds map[string]*kind) string {
	var b strings.Builder
	b.WriteString("| finding | what happens | severity | no contract | a chosen contract | fix |\n|---|---|---|:-:|---|:-:|\n")
	for _, a := range analyzer.Suite {
		for _, c := range category.Of(a.Name) {
			k := kinds[c.String()]
			if k == nil {
				k = new(kind)
			}
			where := tick(c.Default == category.On)
			if c.Default == category.Documented {
				where = "documented"
			}
			if found := k.under[""]; found && c.Default == category.Off || !found && c.Default == category.On {
				t.Errorf("%s is found without a contract: %v; the table of categories has %v", c, found, c.Default)
			}
			which, found := under(k)
			if c.Default == category.Off && c.Contract == category.Off {
				where, which = "`-"+strings.Replace(c.String(), "/", ".", 1)+"`", "the same"
			} else if found != (c.Contract != category.Off) {
				t.Errorf("%s is found under a contract: %v; the table of categories has %v", c, found, c.Contract)
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", c, c.Why, c.Severity, where, which, tick(k.fixed > 0))
		}
	}
	return b.String()
}

// under names the contracts under which a kind is found.
func under(k *kind) (which string, found bool) {
	var in, out []string
	for _, c := range contracts {
		if k.under[c] {
			in = append(in, c)
		} else {
			out = append(out, c)
		}
	}
	switch {
	case len(in) == 0:
		return tick(false), false
	case len(out) == 0:
		return "any", true
	case len(out) < len(in):
		return "any but " + strings.Join(out, ", "), true
	}
	return strings.Join(in, ", "), true
}

func tick(yes bool) string {
	if yes {
		return "✓"
	}
	return "–"
}

// alone says how the README's program, run by itself, compares with the same
// program as a vet tool.
func alone(t *testing.T) string {
	exe := buildProgram(t)
	dir, err := filepath.Abs(shopDir)
	if err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) map[string]bool {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "RESPVET_CONFIG=", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		found := make(map[string]bool) // by place and rule
		for _, m := range regexp.MustCompile(`(?m)^(\S+:\d+:\d+): .* (\([\w/]+\))$`).FindAllStringSubmatch(string(out), -1) {
			found[strings.TrimPrefix(m[1], dir+string(filepath.Separator))+" "+m[2]] = true
		}
		if len(found) == 0 {
			t.Errorf("%s %s has no findings in the shop:\n%s", name, strings.Join(args, " "), out)
		}
		return found
	}
	self, vet := run(exe, "./..."), run("go", "vet", "-vettool="+exe, "./...")
	if maps.Equal(self, vet) {
		return "Both ways it finds the same.\n"
	}
	return fmt.Sprintf("It does not find the same by itself: in the shop %d findings, and %d as a vet tool.\n", len(self), len(vet))
}

// buildProgram builds the Go program in the README as a part of this module.
func buildProgram(t *testing.T) (exe string) {
	blocks := readDocument(t, "docs/drivers/go-vet.md").blocks
	i := slices.IndexFunc(blocks, func(b block) bool { return b.language == "go" && b.path != "" })
	if i < 0 {
		t.Fatal("docs/drivers/go-vet.md has no Go program that names its file in the first line")
	}
	return buildOverlay(t, blocks[i].path, blocks[i].text)
}

// buildOverlay builds a program as if it were in a file of this module.
func buildOverlay(t *testing.T, name, text string) (exe string) {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	src, overlay, exe := filepath.Join(dir, "main.go"), filepath.Join(dir, "overlay.json"), filepath.Join(dir, "program.exe")
	name = filepath.FromSlash(name)
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(root, name): src}})
	if err := errors.Join(err, os.WriteFile(src, []byte(text), 0o644), os.WriteFile(overlay, replace, 0o644)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "build", "-overlay", overlay, "-o", exe, "./"+filepath.ToSlash(filepath.Dir(name)))
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return exe
}

// lineDiff shows the lines that only one of two texts has.
func lineDiff(old, now string) string {
	a, b := strings.Split(old, "\n"), strings.Split(now, "\n")
	var out strings.Builder
	for _, line := range a {
		if !slices.Contains(b, line) {
			fmt.Fprintf(&out, "-%s\n", line)
		}
	}
	for _, line := range b {
		if !slices.Contains(a, line) {
			fmt.Fprintf(&out, "+%s\n", line)
		}
	}
	return cmp.Or(out.String(), "(the same lines in another order)\n")
}

// A block is a fenced block of code.
type block struct {
	language, text string
	path           string // the file that its first line names in a comment, or ""
	line           int
}

var pathComment = regexp.MustCompile(`^(?:#|//) ([\w./-]+)\n`)

// A document is a page in Markdown that people read.
type document struct {
	name   string // its path from the root of the module, with slashes
	text   string
	blocks []block
}

// documents returns README.md, CONTRIBUTING.md, SECURITY.md and what is below docs, but for the pages
// of rules, which TestRulePages makes.
func documents(t *testing.T) (list []document) {
	t.Helper()
	names := []string{"README.md", "CONTRIBUTING.md", "SECURITY.md"}
	for _, pattern := range []string{"docs/*.md", "docs/drivers/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			name, err := filepath.Rel(root, path)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, filepath.ToSlash(name))
		}
	}
	for _, name := range names {
		list = append(list, readDocument(t, name))
	}
	return list
}

func readDocument(t *testing.T, name string) document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	d := document{name: name, text: string(data)}
	for _, at := range regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$").FindAllStringSubmatchIndex(d.text, -1) {
		b := block{language: d.text[at[2]:at[3]], text: d.text[at[4]:at[5]], line: 1 + strings.Count(d.text[:at[0]], "\n")}
		if m := pathComment.FindStringSubmatch(b.text); m != nil {
			b.path = m[1]
		}
		d.blocks = append(d.blocks, b)
	}
	return d
}

// TestREADMECommands holds that the two commands a newcomer needs are there.
func TestREADMECommands(t *testing.T) {
	blocks := readDocument(t, "README.md").blocks
	for _, command := range []string{"go run ./cmd/respvet -C testdata/shop ./...", "go test ./..."} {
		if !slices.ContainsFunc(blocks, func(b block) bool {
			return b.language == "sh" && slices.Contains(strings.Split(b.text, "\n"), command)
		}) {
			t.Errorf("README.md does not show the command %s", command)
		}
	}
}

// TestREADMEConfig holds that every configuration and contract in the documents is
// read without a mistake, and that one configuration shows every key.
func TestREADMEConfig(t *testing.T) {
	t.Setenv("RESPVET_CONFIG", "")
	files := map[string]string{"go.mod": "module example.com/shop\n"}
	type config struct{ text, at string }
	var configs []config
	for _, page := range documents(t) {
		for _, b := range page.blocks {
			at := fmt.Sprintf("%s:%d", page.name, b.line)
			switch {
			case b.language != "yaml", page.name == "docs/models.md": // its own test reads them
			case b.path == ".custom-gcl.yml", b.path == ".golangci.yml": // package golangci tests them
			case b.path == ".pre-commit-config.yaml", strings.HasPrefix(b.path, ".github/"): // package driver tests their commands
			case b.path == ".respvet.yml":
				configs = append(configs, config{b.text, at})
			case b.path == "":
				t.Errorf("%s: a YAML block names no file in its first line", at)
			default:
				files[b.path] = b.text
				configs = append(configs, config{"contract: " + b.path + "\n", at})
			}
		}
	}
	files["api/openapi.yaml"] = "openapi: 3.0.3\n"
	files["api/models.yaml"] = "functions: []\n"
	var all strings.Builder
	for _, c := range configs {
		files[".respvet.yml"] = c.text
		all.WriteString(c.text)
		dir := t.TempDir()
		for name, text := range files {
			name = filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, err := range contract.Check(dir) {
			t.Errorf("%s: %v", c.at, err)
		}
		if _, _, err := contract.Load(dir); err != nil {
			t.Errorf("%s: %v", c.at, err)
		}
	}

	var schema struct{ Properties map[string]any }
	data, err := os.ReadFile("../passes/contract/schema/respvet.schema.json")
	if err == nil {
		err = json.Unmarshal(data, &schema)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range slices.Sorted(maps.Keys(schema.Properties)) {
		if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(key) + `:`).MatchString(all.String()) {
			t.Errorf("no configuration in the documents shows the key %s", key)
		}
	}
}

// TestREADMELinks holds that relative links lead to files, and anchors to headings.
func TestREADMELinks(t *testing.T) {
	for _, page := range documents(t) {
		folder := filepath.Dir(filepath.Join(root, filepath.FromSlash(page.name)))
		for _, m := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(prose(page.text), -1) {
			file, fragment, _ := strings.Cut(m[1], "#")
			if strings.Contains(file, "://") {
				continue
			}
			text := page.text
			if file != "" {
				path := filepath.Join(folder, filepath.FromSlash(file))
				if _, err := os.Stat(path); err != nil {
					t.Errorf("%s links to %s: %v", page.name, m[1], err)
					continue
				}
				if data, err := os.ReadFile(path); err == nil && strings.HasSuffix(file, ".md") {
					text = string(data)
				}
			}
			if fragment != "" && !anchors(text)[fragment] {
				t.Errorf("%s links to %s, and there is no such heading", page.name, m[1])
			}
		}
	}
}

// prose returns a text without its blocks of code.
func prose(text string) string {
	return regexp.MustCompile("(?ms)^```.*?^```$").ReplaceAllString(text, "")
}

// anchors returns the fragments that lead to the headings of a text.
func anchors(text string) map[string]bool {
	all := make(map[string]bool)
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(prose(text), -1) {
		all[anchor(m[1])] = true
	}
	return all
}

// anchor returns the fragment by which GitHub names a heading.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z':
			return r
		}
		return -1
	}, strings.ToLower(heading))
}

// TestREADMENames holds that the documents name no rule or category that there is not.
func TestREADMENames(t *testing.T) {
	rules := make(map[string]bool)
	for _, a := range analyzer.Suite {
		rules[a.Name] = true
	}
	known := make(map[string]bool)
	for _, m := range generated.FindAllStringSubmatch(readDocument(t, findingsPage).text, -1) {
		if m[2] == "contracts" {
			for _, n := range regexp.MustCompile("(?m)^\\| `([\\w/]+)`").FindAllStringSubmatch(m[3], -1) {
				known[n[1]] = true
			}
		}
	}
	for _, page := range documents(t) {
		for _, m := range regexp.MustCompile("`([a-z]+)/([a-z0-9]+)`").FindAllStringSubmatch(page.text, -1) {
			if name := m[1] + "/" + m[2]; rules[m[1]] && !known[name] {
				t.Errorf("%s speaks of %s, which is not in the table of %s", page.name, name, findingsPage)
			}
		}
	}
}

// findingsPage has the table of what is found.
const findingsPage = "docs/findings.md"
