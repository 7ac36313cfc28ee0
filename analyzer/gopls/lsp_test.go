package gopls_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long a test waits for what gopls has to say. On an idle machine
// it takes seconds.
const patience = 2 * time.Minute

// A session is an editor's: it speaks to one gopls about one folder.
type session struct {
	t       testing.TB
	folder  string
	process *os.Process
	stdin   io.WriteCloser
	stderr  strings.Builder // to be read when gopls has ended

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced at each message
	ended    bool
	calls    int
	answers  map[int]message
	watched  []string // globs that gopls wants to be told about
	analyses map[string]bool
	shown    map[string]published // by file
	versions map[string]int       // of open buffers, by file
	buffers  map[string]string
}

type message struct {
	ID     *json.RawMessage          `json:"id,omitempty"`
	Method string                    `json:"method,omitempty"`
	Params json.RawMessage           `json:"params,omitempty"`
	Result json.RawMessage           `json:"result,omitempty"`
	Error  *struct{ Message string } `json:"error,omitempty"`
}

type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type location struct {
	URI   string `json:"uri"`
	Range span   `json:"range"`
}

type diagnostic struct {
	Range           span
	Severity        int
	Code            any
	CodeDescription struct{ Href string }
	Source, Message string
	Related         []struct {
		Location location
		Message  string
	} `json:"relatedInformation"`
	raw json.RawMessage
}

func (d *diagnostic) UnmarshalJSON(data []byte) error {
	type plain diagnostic
	d.raw = slices.Clone(data)
	return json.Unmarshal(data, (*plain)(d))
}

// What gopls last said of a file.
type published struct {
	Version     int
	Diagnostics []diagnostic
}

// start starts gopls on a folder.
func start(t testing.TB, exe, folder string) *session {
	t.Helper()
	s := &session{
		t: t, folder: folder,
		changed: make(chan struct{}), answers: make(map[int]message), analyses: make(map[string]bool),
		shown: make(map[string]published), versions: make(map[string]int), buffers: make(map[string]string),
	}
	cmd := exec.Command(exe, "serve")
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off", "GOTOOLCHAIN=local", "RESPVET_CONFIG=",
		"GOPLSCACHE="+t.TempDir())
	cmd.Stderr = &s.stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.process, s.stdin = cmd.Process, stdin
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.read(bufio.NewReader(stdout))
	}()
	t.Cleanup(func() {
		s.call("shutdown", nil)
		s.notify("exit", nil)
		stdin.Close()
		<-done
		if err := cmd.Wait(); err != nil || t.Failed() {
			t.Logf("gopls ends: %v\n%s", err, &s.stderr)
		}
	})
	s.call("initialize", map[string]any{
		"processId":        os.Getpid(),
		"rootUri":          s.uri("."),
		"workspaceFolders": []any{map[string]any{"uri": s.uri("."), "name": "shop"}},
		"capabilities": map[string]any{
			"workspace": map[string]any{
				"configuration":         true,
				"didChangeWatchedFiles": map[string]any{"dynamicRegistration": true, "relativePatternSupport": true},
				"workspaceEdit":         map[string]any{"documentChanges": true},
			},
			"textDocument": map[string]any{
				"publishDiagnostics": map[string]any{
					"relatedInformation": true, "codeDescriptionSupport": true, "versionSupport": true, "dataSupport": true,
				},
				"codeAction": map[string]any{
					"codeActionLiteralSupport": map[string]any{"codeActionKind": map[string]any{"valueSet": []string{"quickfix"}}},
					"dataSupport":              true,
				},
			},
		},
	})
	s.notify("initialized", map[string]any{})
	return s
}

func (s *session) uri(file string) string {
	return "file://" + filepath.ToSlash(filepath.Join(s.folder, file))
}

func (s *session) file(uri string) string {
	name, err := filepath.Rel(s.folder, filepath.FromSlash(strings.TrimPrefix(uri, "file://")))
	if err != nil {
		s.t.Fatal(err)
	}
	return filepath.ToSlash(name)
}

// send writes a message. Gopls may have died; then whoever waits will see it.
func (s *session) send(m map[string]any) {
	m["jsonrpc"] = "2.0"
	data, err := json.Marshal(m)
	if err != nil {
		s.t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprintf(s.stdin, "Content-Length: %d\r\n\r\n%s", len(data), data)
}

func (s *session) notify(method string, params any) {
	s.send(map[string]any{"method": method, "params": params})
}

// call waits for the answer to a request.
func (s *session) call(method string, params any) json.RawMessage {
	s.t.Helper()
	s.calls++
	id := s.calls
	s.send(map[string]any{"id": id, "method": method, "params": params})
	var m message
	s.wait("an answer to "+method, func() bool {
		answer, ok := s.answers[id]
		m = answer
		return ok
	})
	if m.Error != nil {
		s.t.Fatalf("%s: %s", method, m.Error.Message)
	}
	return m.Result
}

// wait waits until a condition holds that messages from gopls change.
func (s *session) wait(what string, holds func() bool) {
	s.t.Helper()
	timeout := time.After(patience)
	for {
		s.mu.Lock()
		ok, ended, changed := holds(), s.ended, s.changed
		s.mu.Unlock()
		if ok {
			return
		}
		if ended {
			s.t.Fatalf("gopls has ended, and there was not %s", what)
		}
		select {
		case <-changed:
		case <-timeout:
			s.t.Fatalf("there is not %s, but %s", what, s)
		}
	}
}

// String lists what gopls shows.
func (s *session) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for file, p := range s.shown {
		fmt.Fprintf(&b, "%s, version %d:\n", file, p.Version)
		for _, d := range p.Diagnostics {
			fmt.Fprintf(&b, "\t%d: %s: %s\n", d.Range.Start.Line+1, d.Source, d.Message)
		}
	}
	return b.String()
}

// read handles what gopls sends.
func (s *session) read(r *bufio.Reader) {
	defer s.update(func() { s.ended = true })
	for {
		header, err := textproto.NewReader(r).ReadMIMEHeader()
		if err != nil {
			return
		}
		n, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil {
			return
		}
		data := make([]byte, n)
		if _, err := io.ReadFull(r, data); err != nil {
			return
		}
		var m message
		if err := json.Unmarshal(data, &m); err != nil {
			return
		}
		s.handle(m)
	}
}

func (s *session) update(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *session) handle(m message) {
	switch {
	case m.Method == "":
		id, err := strconv.Atoi(string(*m.ID))
		if err == nil {
			s.update(func() { s.answers[id] = m })
		}
		return
	case m.Method == "textDocument/publishDiagnostics":
		var p struct {
			URI string
			published
		}
		if json.Unmarshal(m.Params, &p) == nil {
			s.update(func() { s.shown[s.file(p.URI)] = p.published })
		}
	case m.Method == "client/registerCapability":
		var p struct {
			Registrations []struct {
				RegisterOptions struct {
					Watchers []struct{ GlobPattern json.RawMessage }
				}
			}
		}
		if json.Unmarshal(m.Params, &p) == nil {
			s.update(func() {
				for _, r := range p.Registrations {
					for _, w := range r.RegisterOptions.Watchers {
						s.watched = append(s.watched, string(w.GlobPattern))
					}
				}
			})
		}
	}
	if m.ID == nil {
		return
	}
	var result any
	if m.Method == "workspace/configuration" {
		var p struct{ Items []any }
		_ = json.Unmarshal(m.Params, &p)
		s.mu.Lock()
		settings := map[string]any{"analyses": s.analyses}
		s.mu.Unlock()
		var list []any
		for range p.Items {
			list = append(list, settings)
		}
		result = list
	}
	s.send(map[string]any{"id": m.ID, "result": result})
}

// open opens a file, as it is on the disk.
func (s *session) open(file string) {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.folder, file))
	if err != nil {
		s.t.Fatal(err)
	}
	s.buffers[file] = string(data)
	s.versions[file] = 1
	s.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": s.uri(file), "languageId": "go", "version": 1, "text": string(data),
	}})
}

// edit replaces the text of a buffer, which is not saved.
func (s *session) edit(file, text string) {
	s.buffers[file] = text
	s.versions[file]++
	s.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": s.uri(file), "version": s.versions[file]},
		"contentChanges": []any{map[string]any{"text": text}},
	})
}

// replace replaces a piece of a buffer, which has to be there once.
func (s *session) replace(file, old, new string) {
	s.t.Helper()
	if strings.Count(s.buffers[file], old) != 1 {
		s.t.Fatalf("%s does not have %q once", file, old)
	}
	s.edit(file, strings.Replace(s.buffers[file], old, new, 1))
}

// save changes a file on the disk behind the editor's back, as its watcher sees it.
func (s *session) save(file, text string) {
	s.t.Helper()
	name := filepath.Join(s.folder, file)
	kind := 2
	if _, err := os.Stat(name); err != nil {
		kind = 1
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		s.t.Fatal(err)
	}
	s.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{map[string]any{"uri": s.uri(file), "type": kind}}})
}

// analyse switches analyzers on or off.
func (s *session) analyse(analyses map[string]bool) {
	s.mu.Lock()
	s.analyses = analyses
	s.mu.Unlock()
	s.notify("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{}})
}

// expect waits until exactly some rules have findings in the buffer as it is now,
// and returns these in the order of the file.
func (s *session) expect(file string, rules ...string) []diagnostic {
	s.t.Helper()
	var found []diagnostic
	s.wait(fmt.Sprintf("%v in %s", rules, file), func() bool {
		p := s.shown[file]
		if p.Version != s.versions[file] {
			return false
		}
		found = slices.Clone(p.Diagnostics)
		slices.SortStableFunc(found, func(a, b diagnostic) int { return a.Range.Start.Line - b.Range.Start.Line })
		var sources []string
		for _, d := range found {
			sources = append(sources, d.Source)
		}
		return slices.Equal(sources, rules)
	})
	return found
}

// fix applies the first quick fix of a finding to the buffers.
func (s *session) fix(file string, d diagnostic) {
	s.t.Helper()
	var actions []struct {
		Title string
		Kind  string
		Edit  struct {
			DocumentChanges []struct {
				TextDocument struct{ URI string }
				Edits        []struct {
					Range   span
					NewText string
				}
			}
		}
	}
	answer := s.call("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": s.uri(file)},
		"range":        d.Range,
		"context":      map[string]any{"diagnostics": []any{d.raw}, "only": []string{"quickfix"}},
	})
	if err := json.Unmarshal(answer, &actions); err != nil {
		s.t.Fatal(err)
	}
	if len(actions) == 0 || len(actions[0].Edit.DocumentChanges) == 0 {
		s.t.Fatalf("no quick fix for %s: %s", d.Message, answer)
	}
	for _, change := range actions[0].Edit.DocumentChanges {
		name := s.file(change.TextDocument.URI)
		text := s.buffers[name]
		edits := change.Edits
		slices.SortFunc(edits, func(a, b struct {
			Range   span
			NewText string
		}) int {
			return offset(text, b.Range.Start) - offset(text, a.Range.Start)
		})
		for _, e := range edits {
			text = text[:offset(text, e.Range.Start)] + e.NewText + text[offset(text, e.Range.End):]
		}
		s.edit(name, text)
	}
}

// offset finds a position in a text that is ASCII.
func offset(text string, p position) int {
	at := 0
	for range p.Line {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	return at + p.Character
}
