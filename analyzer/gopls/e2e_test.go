package gopls_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/respvet/respvet/analyzer/internal/e2e"
	"github.com/respvet/respvet/analyzer/internal/fragile"
)

var shop = map[string]string{
	"go.mod": "module example.com/shop\n\ngo 1.25\n",
	"reply/reply.go": `package reply

import (
	"encoding/json"
	"net/http"
)

func JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func Error(w http.ResponseWriter, status int, message string) {
	JSON(w, status, map[string]string{"message": message})
}
`,
	"shop/shop.go": `package shop

import (
	"net/http"

	"example.com/shop/reply"
)

type Server struct {
	load func(id string) (any, error)
}

func (s *Server) Order(w http.ResponseWriter, r *http.Request) {
	o, err := s.load(r.PathValue("id"))
	if err != nil {
		reply.Error(w, http.StatusGone, "no such order")
	}
	reply.JSON(w, http.StatusOK, o)
}

func (s *Server) Cart(w http.ResponseWriter, r *http.Request) {
	c, err := s.load(r.PathValue("id"))
	if err != nil {
		reply.Error(w, http.StatusInternalServerError, "no cart: "+err.Error())
		return
	}
	reply.JSON(w, http.StatusOK, c)
}
`,
}

// folder writes the files of a module, and returns its directory.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestSession is what a person at an editor sees.
func TestSession(t *testing.T) {
	const file = "shop/shop.go"
	s := start(t, e2e.Gopls(t), folder(t, shop))
	s.open(file)

	// Findings have their category, a link, and related places.
	found := s.expect(file, "missingreturn", "errleak")
	first, second := found[0], found[1]
	if first.Severity != 2 || first.Code != "missingreturn" ||
		first.CodeDescription.Href != "https://github.com/respvet/respvet/blob/main/docs/rules/missingreturn.md" {
		t.Errorf("severity %d, code %v, link %s", first.Severity, first.Code, first.CodeDescription.Href)
	}
	if second.Code != "error" || !strings.HasSuffix(second.Message, " (errleak/error)") {
		t.Errorf("code %v of %s", second.Code, second.Message)
	}
	if len(first.Related) != 1 || first.Related[0].Message != "the second response is written here" ||
		s.file(first.Related[0].Location.URI) != file || first.Related[0].Location.Range.Start.Line != first.Range.Start.Line+2 {
		t.Errorf("related to %s: %+v", first.Message, first.Related)
	}

	// A quick fix mends its finding and leaves the other.
	s.fix(file, second)
	s.expect(file, "missingreturn")
	if text := s.buffers[file]; !strings.Contains(text, `reply.Error(w, http.StatusInternalServerError, "no cart")`) || !strings.Contains(text, `"log/slog"`) {
		t.Errorf("the mended buffer:\n%s", text)
	}

	// What a function of another package does is known from its buffer, which
	// nobody has saved.
	s.open("reply/reply.go")
	const does = `JSON(w, status, map[string]string{"message": message})`
	s.replace("reply/reply.go", does, "_, _, _ = w, status, message")
	s.expect(file, "noresponse")
	s.replace("reply/reply.go", "_, _, _ = w, status, message", does)
	s.expect(file, "missingreturn")

	// A configuration appears and changes, and no Go file does.
	s.wait("a watcher of .respvet.yml", func() bool {
		return slices.ContainsFunc(s.watched, func(glob string) bool { return strings.Contains(glob, "**/.respvet.yml") })
	})
	s.save(".respvet.yml", "contract: wpp\n")
	found = s.expectAll(file, "missingreturn", "statuscode")
	if !slices.ContainsFunc(found, func(d diagnostic) bool {
		return d.Code == "undocumented" && strings.Contains(d.Message, "sends 410 Gone, which contract wpp does not document")
	}) {
		t.Errorf("with the contract wpp: %+v", found)
	}
	s.save(".respvet.yml", "disable: [missingreturn]\n")
	s.expect(file)
	s.save(".respvet.yml", "disable: [nosuch]\n")
	if found = s.expect(file, "contract", "missingreturn"); !strings.HasPrefix(found[0].Message, `.respvet.yml:1: unknown rule "nosuch", allowed: `) {
		t.Errorf("a mistake in the configuration: %s", found[0].Message)
	}
	s.save(".respvet.yml", "# nothing\n")
	s.expect(file, "missingreturn")

	// The editor's settings turn a rule off, and on again.
	s.analyse(map[string]bool{"missingreturn": false})
	s.expect(file)
	s.analyse(map[string]bool{})
	s.fix(file, s.expect(file, "missingreturn")[0])
	s.expect(file)

	// What the quick fixes have made compiles and is formatted.
	if n := strings.Count(s.buffers[file], "return\n"); n != 2 {
		t.Errorf("the mended buffer has %d returns:\n%s", n, s.buffers[file])
	}
}

// TestModels describes a framework that respvet cannot read, in a model file, while files
// are open that use it.
func TestModels(t *testing.T) {
	const (
		file = "shop/shop.go"
		row  = `functions:
  - func: example.com/shop/web.(*Ctx).Fail
    writer: receiver
    status: arg 1
    body: {json: {object: {message: arg 2}}}
    completes: true
`
		other = `  - func: example.com/shop/web.(*Ctx).JSON
    writer: receiver
    status: 200
    body: {json: arg 1}
    completes: true
`
	)
	s := start(t, e2e.Gopls(t), folder(t, map[string]string{
		"go.mod": "module example.com/shop\n\ngo 1.25\n",
		"web/web.go": `package web

import (
	"encoding/json"
	"fmt"
	"net"
)

type Ctx struct {
	ID   string
	conn net.Conn
}

func (c *Ctx) JSON(v any) { c.send(200, v) }

func (c *Ctx) Fail(code int, message string) { c.send(code, message) }

func (c *Ctx) send(code int, v any) {
	data, _ := json.Marshal(v)
	fmt.Fprintf(c.conn, "HTTP/1.1 %d \r\n\r\n%s", code, data)
}
`,
		file: `package shop

import "example.com/shop/web"

func order(c *web.Ctx) {
	if c.ID == "" {
		c.Fail(404, "no such order")
	}
	c.JSON(c.ID)
}

var Handler func(*web.Ctx) = order
`,
	}))
	s.open(file)
	s.expect(file)
	s.wait("a watcher of model files", func() bool {
		return slices.ContainsFunc(s.watched, func(glob string) bool { return strings.Contains(glob, "**/*.respvet.yml") })
	})
	s.save("web.respvet.yml", row+other)
	s.save(".respvet.yml", "models: web.respvet.yml\n")
	s.expect(file, "missingreturn")

	// What changes in the file alone is seen at once, too, and what is wrong in it.
	s.save("web.respvet.yml", row)
	s.expect(file)
	s.save("web.respvet.yml", row+other)
	s.expect(file, "missingreturn")
	s.save("web.respvet.yml", strings.Replace(row, "Fail", "Fial", 1))
	if found := s.expect(file, "contract"); !strings.HasPrefix(found[0].Message, "web.respvet.yml:2: example.com/shop/web.Ctx has no method Fial, allowed: Fail, JSON") {
		t.Errorf("a mistake in the model file: %s", found[0].Message)
	}
}

// expectAll is expect for findings of which other rules may have some too.
func (s *session) expectAll(file string, rules ...string) (found []diagnostic) {
	s.t.Helper()
	s.wait(fmt.Sprintf("%v, among others, in %s", rules, file), func() bool {
		found = s.shown[file].Diagnostics
		for _, rule := range rules {
			if !slices.ContainsFunc(found, func(d diagnostic) bool { return d.Source == rule }) {
				return false
			}
		}
		return s.shown[file].Version == s.versions[file]
	})
	return found
}

// BenchmarkEdit measures the time from an edit of a handler to the finding that
// it causes, in the example service, and what of it is the default delay of gopls;
// and the memory that the suite costs.
func BenchmarkEdit(b *testing.B) {
	const file = "internal/api/orders.go"
	exe, stock := e2e.Gopls(b), e2e.StockGopls(b)
	dir := b.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(e2e.Root(b), "testdata", "shop"))); err != nil {
		b.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		b.Fatal(err)
	}

	plain := start(b, stock, dir)
	plain.open(file)
	plain.wait("the file's findings", func() bool { return plain.shown[file].Version == 1 })
	s := start(b, exe, dir)
	s.open(file)
	count := func(text string) (n int) {
		for _, d := range s.shown[file].Diagnostics {
			if strings.Contains(d.Message, text) {
				n++
			}
		}
		return n
	}
	s.wait("the file's findings", func() bool { return count("(missingreturn)") > 0 })
	clean := s.buffers[file]
	var times []time.Duration
	for b.Loop() {
		s.edit(file, clean+"\nfunc teapot(w http.ResponseWriter) { http.Error(w, \"\", http.StatusTeapot) }\n")
		begun := time.Now()
		s.wait("the finding", func() bool { return count("sends 418") > 0 })
		times = append(times, time.Since(begun))
		s.edit(file, clean)
		plain.edit(file, clean+"\n")
		s.wait("the finding to go", func() bool { return count("sends 418") == 0 })
		plain.edit(file, clean)
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Milliseconds()), "ms/median")
	b.ReportMetric(float64(times[len(times)-1].Milliseconds()), "ms/worst")
	own, theirs := peak(b, s.process.Pid), peak(b, plain.process.Pid)
	b.ReportMetric(own, "MB")
	b.ReportMetric(own/theirs, "times-stock-memory")
}

// peak returns the most memory that a process has had, in MB, or 0 where /proc
// does not say.
func peak(b *testing.B, pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	m := regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`).FindSubmatch(status)
	if m == nil {
		return 0
	}
	kB, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		b.Fatal(err)
	}
	return kB / 1024
}

// TestDefect shows the findings of the other rules where one panics, which is logged.
func TestDefect(t *testing.T) {
	exe := e2e.Gopls(t, "-overlay="+fragile.Overlay(t, e2e.Root(t)))
	var s *session
	t.Cleanup(func() { // after that of the session, which ends gopls
		if text := s.stderr.String(); !strings.Contains(text, "shop.go:10:") || !strings.Contains(text, "respvet has a defect: bodyless fails in package example.com/shop/shop") {
			t.Errorf("gopls logs:\n%s", text)
		}
	})
	s = start(t, exe, folder(t, map[string]string{
		"go.mod":       "module example.com/shop\n\ngo 1.25\n",
		"shop/shop.go": fragile.Teapot,
	}))
	s.open("shop/shop.go")
	s.expect("shop/shop.go", "lateheader", "statuscode")
}
