package observe

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Frame is a place of the module on a stack.
type Frame struct {
	Func  string `json:"func"`
	Calls string `json:"calls"` // the function that it has called
	File  string `json:"file"`  // absolute, with slashes
	Line  int    `json:"line"`
}

// Test reports whether it is in a test file.
func (f Frame) Test() bool { return strings.HasSuffix(f.File, "_test.go") }

// An event is a line of a record, see package recorder.
type event struct {
	Event   string   `json:"event"`
	At      int64    `json:"at"`
	End     int64    `json:"end"`
	ID      uint64   `json:"id"`
	Status  int      `json:"status"`
	Method  string   `json:"method"`
	Path    string   `json:"path"`
	Pattern string   `json:"pattern"`
	Handler string   `json:"handler"`
	Kind    string   `json:"kind"`
	Type    string   `json:"type"`
	Untyped bool     `json:"untyped"`
	Left    bool     `json:"left"`
	Headers []string `json:"headers"`
	By      string   `json:"by"`
	URL     string   `json:"url"`
	Via     string   `json:"via"`
	Stack   []Frame  `json:"stack"`
}

// A Response is one that was sent.
type Response struct {
	Status  int
	Method  string // of the request; "" if it is not known, as of a ResponseRecorder's
	Path    string
	Pattern string // of the ServeMux, or ""
	Handler string // of http.HandlerFunc: file:line of its beginning, or a method's name
	Kind    string // of the body: json, text, binary, or "" for an empty one
	Type    string // the content type that was set, or ""
	Untyped bool   // the content type was not set when the body began
	Left    bool   // nobody has sent it: a 200 without a body
	Headers []string
	Stack   []Frame // the innermost first, but for methods of writers
	// Again are further calls of WriteHeader; Refused is a body after a status that has
	// none, nil if there is none.
	Again   []Again
	Refused *Again
}

// Again is what comes after the header of a response.
type Again struct {
	Status int
	Stack  []Frame
}

// A Request is one that a client has made.
type Request struct {
	By     string // client or transport
	Method string
	URL    string // a hash of it
	Status int    // 0 if no response came
	At     int64  // when it began and ended, in nanoseconds
	End    int64
	Stack  []Frame
	Run    int // the process
}

// Read returns what was recorded.
func (o *Overlay) Read() (responses []*Response, requests []*Request, err error) {
	names, err := filepath.Glob(filepath.Join(o.records, "*.jsonl"))
	if err != nil {
		return nil, nil, err
	}
	slices.Sort(names)
	for i, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, nil, err
		}
		rs, qs, err := readRecord(f, i)
		f.Close()
		if err != nil {
			return nil, nil, fmt.Errorf("record of a process: %v", err)
		}
		responses, requests = append(responses, rs...), append(requests, qs...)
	}
	return responses, requests, nil
}

// maxEvent bounds the length of a line: 48 places with long names are some 20 kB.
const maxEvent = 1 << 20

// readRecord reads the events of a process. A last line that was cut off, as by a
// process that was killed, is left out.
func readRecord(r io.Reader, process int) (responses []*Response, requests []*Request, err error) {
	byID := make(map[uint64]*Response)
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxEvent)
	for s.Scan() {
		var e event
		if json.Unmarshal(s.Bytes(), &e) != nil {
			continue
		}
		resp := byID[e.ID]
		switch {
		case e.Event == "head":
			slices.Sort(e.Headers)
			resp = &Response{Status: e.Status, Method: e.Method, Path: e.Path, Pattern: e.Pattern, Handler: e.Handler, Kind: e.Kind,
				Type: e.Type, Untyped: e.Untyped, Left: e.Left, Headers: e.Headers, Stack: passWrappers(e.Stack)}
			byID[e.ID] = resp
			responses = append(responses, resp)
		case e.Event == "ask":
			requests = append(requests, &Request{By: e.By, Method: e.Method, URL: e.URL, Status: e.Status, At: e.At, End: e.End, Stack: e.Stack, Run: process})
		case resp == nil:
		case e.Event == "body":
			resp.Kind = e.Kind
		case e.Event == "again":
			resp.Again = append(resp.Again, Again{e.Status, passWrappers(e.Stack)})
		case e.Event == "refused":
			resp.Refused = &Again{e.Status, passWrappers(e.Stack)}
		}
	}
	return responses, requests, s.Err()
}

// passWrappers leaves out the innermost places that are methods of response writers:
// they hand on what others send.
func passWrappers(stack []Frame) []Frame {
	i := slices.IndexFunc(stack, func(f Frame) bool {
		dot := strings.LastIndexByte(f.Func, '.')
		return dot < 0 || !slices.Contains([]string{"Write", "WriteHeader", "WriteString", "WriteHeaderNow", "ReadFrom", "Flush", "FlushError"}, f.Func[dot+1:])
	})
	if i < 0 {
		return stack
	}
	return stack[i:]
}
