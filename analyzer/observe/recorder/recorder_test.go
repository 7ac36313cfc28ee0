package recorder

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// record turns recording on, and returns what reads the events so far.
func record(t *testing.T) func() []map[string]any {
	t.Helper()
	_, file, _, _ := runtime.Caller(0)
	dir := t.TempDir()
	respvetOut, respvetDirs = dir, []string{filepath.ToSlash(filepath.Dir(file)) + "/"}
	t.Cleanup(func() {
		respvetFile.Close()
		respvetOut, respvetFile = "", nil
	})
	return func() (events []map[string]any) {
		names, _ := filepath.Glob(filepath.Join(dir, "*.jsonl"))
		if len(names) != 1 {
			t.Fatalf("%d files, want one for the process", len(names))
		}
		data, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			var e map[string]any
			if err := json.Unmarshal(line, &e); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			events = append(events, e)
		}
		return events
	}
}

func TestEvents(t *testing.T) {
	events := record(t)
	r := new(RespvetResponse)
	r.Request("GET", "/a\"b\\c\n\x01é", "GET /a")
	r.Body([]byte(" {}"), "", nil)
	r.Header(200, map[string][]string{"Content-Type": {"text/plain"}})
	r.Header(500, nil)
	r.Body(nil, "more", nil)
	none := new(RespvetResponse)
	none.Header(103, nil) // informational: more comes
	none.Header(204, nil)
	none.Body(nil, "", nil)
	none.Body(nil, "x", nil)
	none.Body(nil, "x", nil)
	left := &RespvetResponse{Recorder: true}
	pc, _, _, _ := runtime.Caller(0)
	left.Enter(pc)
	left.Enter(pc)
	left.Leave()
	left.Leave()
	left.Header(200, nil)
	RespvetAsk("client", "POST", "http://localhost/secret")(201)

	var got []string
	for _, e := range events() {
		s := e["event"].(string)
		for _, name := range []string{"status", "kind", "type", "untyped", "left", "path", "pattern"} {
			if v, ok := e[name]; ok {
				data, _ := json.Marshal(v)
				s += " " + name + "=" + string(data)
			}
		}
		got = append(got, s)
		if stack, _ := e["stack"].([]any); e["event"] != "body" && e["left"] == nil {
			if len(stack) == 0 || !strings.HasSuffix(stack[len(stack)-1].(map[string]any)["func"].(string), "recorder.TestEvents") {
				t.Errorf("%v: %v is not the stack", e, stack)
			}
		}
		if data, _ := json.Marshal(e); bytes.Contains(data, []byte("secret")) {
			t.Errorf("%s holds the address", data)
		}
	}
	want := []string{
		`head status=200 kind="json" type="text/plain" untyped=true path="/a\"b\\c\n\u0001é" pattern="GET /a"`,
		`again status=500`,
		`head status=204`,
		`refused status=204`,
		`head status=200 left=true`,
		`ask status=201`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Responses that are sent at once do not mix their lines.
func TestParallel(t *testing.T) {
	events := record(t)
	const n = 200
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { new(RespvetResponse).Header(200, nil) })
	}
	wg.Wait()
	if got := len(events()); got != n {
		t.Errorf("%d events, want %d", got, n)
	}
}

// A program that is built with the recorder and not observed writes nothing.
func TestOff(t *testing.T) {
	r := new(RespvetResponse)
	r.Request("GET", "/", "")
	r.Enter(0)
	r.Header(200, nil)
	r.Body([]byte("x"), "", nil)
	r.Leave()
	r.Done(nil)
	RespvetAsk("client", "GET", "/")(200)
	if respvetFile != nil {
		t.Error("there is a record")
	}
}

func TestKind(t *testing.T) {
	for body, want := range map[string]string{
		"{}": "json", "\n [1]": "json", "plain": "text", "<p>": "text", "tab\tand\r\n": "text", "\x00\x01": "binary", "caf\xc3\xa9": "text", "\xff\xfe\xfd\xfc\xfb": "binary", "cut \xe2\x82": "text",
	} {
		if got := respvetKind(body, nil); got != want {
			t.Errorf("%q: %s, want %s", body, got, want)
		}
	}
	if got := respvetKind("1", []string{"application/problem+json"}); got != "json" {
		t.Errorf("by its type: %s", got)
	}
}

func TestOwn(t *testing.T) {
	defer func(dirs []string) { respvetDirs = dirs }(respvetDirs)
	respvetDirs = respvetSplit("/shop" + string(os.PathListSeparator) + "/lib/")
	for file, want := range map[string]bool{"/shop/a.go": true, "/lib/b/c.go": true, "/shopping/a.go": false, "/shop/vendor/x/a.go": false, "/usr/a.go": false} {
		if respvetOwn(file) != want {
			t.Errorf("%s: %t", file, !want)
		}
	}
}
