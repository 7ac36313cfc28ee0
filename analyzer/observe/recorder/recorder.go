// Package recorder writes down the responses that a program sends and the requests
// that it makes. Its source is compiled into net/http/internal of the program that is
// observed, so it imports nothing that imports net/http, its names begin with
// Respvet, and JSON is written by hand. Bodies are looked at and not kept.
//
// A record is an event, written at once in one write, to a file that the process has
// for itself: what a process has done is there however it ends.
package recorder

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

// Names of the environment by which the command reaches the program.
const (
	RespvetDir   = "RESPVET_OBSERVE_DIR"   // the directory of the records
	RespvetRoots = "RESPVET_OBSERVE_ROOTS" // the directories of the main modules, as a list of paths
)

const (
	respvetMaxFrames = 512 // of a stack: frameworks put some dozens between a server and a handler
	respvetMaxPlaces = 48  // of the module on a stack
	respvetSniff     = 512 // bytes of a body that its kind is told by, as net/http's DetectContentType
)

var (
	respvetOut  = os.Getenv(RespvetDir)
	respvetDirs = respvetSplit(os.Getenv(RespvetRoots))
	respvetID   atomic.Uint64
	respvetMu   sync.Mutex // guards what follows
	respvetFile *os.File
	respvetDead bool // the file could not be made
)

func respvetSplit(list string) (dirs []string) {
	for _, dir := range strings.Split(list, string(os.PathListSeparator)) {
		if dir != "" {
			dirs = append(dirs, strings.TrimSuffix(dir, "/")+"/")
		}
	}
	return dirs
}

// RespvetOn reports whether the program is observed.
func RespvetOn() bool { return respvetOut != "" }

// A RespvetResponse is what is known of one response while it is written. The zero
// value is that of one that has not begun.
type RespvetResponse struct {
	// Recorder says that no server finishes the response: it ends where the outermost
	// handler returns.
	Recorder bool

	id      uint64
	status  int    // 0 until it is sent
	kind    string // of the body, "" if nothing of it was seen
	untyped bool   // the content type was not set when the body began
	method  string
	path    string
	pattern string // of the ServeMux
	handler string // the http.HandlerFunc that was called last: where it begins, or a method's name
	depth   int    // of http.HandlerFunc
	left    bool   // the handlers have returned and have sent nothing
}

// Request tells whose response it is.
func (r *RespvetResponse) Request(method, path, pattern string) {
	if !RespvetOn() {
		return
	}
	r.method, r.path = method, path
	if pattern != "" {
		r.pattern = pattern
	}
}

// Enter tells that a function is called with the response, as a handler.
func (r *RespvetResponse) Enter(pc uintptr) {
	r.depth++
	fn := runtime.FuncForPC(pc)
	if fn == nil || !RespvetOn() {
		return
	}
	if file, line := fn.FileLine(fn.Entry()); respvetOwn(file) {
		r.handler = file + ":" + strconv.Itoa(line)
	} else if method, ok := strings.CutSuffix(fn.Name(), "-fm"); ok { // of a method value, which is in no file
		r.handler = method
	}
}

// Leave tells that it has returned, and did not panic.
func (r *RespvetResponse) Leave() {
	if r.depth--; r.depth == 0 && r.Recorder {
		r.Done(nil)
	}
}

// Done tells that all handlers have returned: what was not sent by now is a 200
// without a body.
func (r *RespvetResponse) Done(header map[string][]string) {
	if RespvetOn() && r.status == 0 {
		r.left = true
		r.Header(200, header)
	}
}

// Header tells that the header is sent with a status, for the first time or again.
func (r *RespvetResponse) Header(status int, header map[string][]string) {
	if !RespvetOn() || status >= 100 && status <= 199 && status != 101 {
		return
	}
	event := "head"
	if r.status != 0 {
		if r.left {
			return // the server's own, after Done
		}
		event = "again"
	} else {
		r.id, r.status = respvetID.Add(1), status
	}
	b := respvetEvent(event)
	b = respvetNumber(b, "id", int64(r.id))
	b = respvetNumber(b, "status", int64(status))
	if event == "head" {
		b = respvetText(b, "method", r.method)
		b = respvetText(b, "path", r.path)
		b = respvetText(b, "pattern", r.pattern)
		b = respvetText(b, "handler", r.handler)
		b = respvetText(b, "kind", r.kind)
		if len(header["Content-Type"]) > 0 {
			b = respvetText(b, "type", header["Content-Type"][0])
		}
		b = respvetBool(b, "untyped", r.untyped)
		b = respvetBool(b, "left", r.left)
		b = append(b, `,"headers":[`...)
		first := true
		for name := range header {
			if !first {
				b = append(b, ',')
			}
			first = false
			b = respvetQuote(b, name)
		}
		b = append(b, ']')
	}
	if !r.left {
		b = respvetStack(b)
	}
	respvetWrite(b)
}

// Body tells that a piece of the body is written, data or text.
func (r *RespvetResponse) Body(data []byte, text string, header map[string][]string) {
	if !RespvetOn() || len(data)+len(text) == 0 {
		return
	}
	if r.status >= 100 && r.status <= 199 || r.status == 204 || r.status == 304 {
		if r.kind != "refused" {
			r.kind = "refused"
			b := respvetNumber(respvetEvent("refused"), "id", int64(r.id))
			b = respvetNumber(b, "status", int64(r.status))
			respvetWrite(respvetStack(b))
		}
		return
	}
	if r.kind != "" {
		return
	}
	if len(text) > respvetSniff {
		text = text[:respvetSniff]
	}
	if len(data) > respvetSniff {
		data = data[:respvetSniff]
	}
	r.kind = respvetKind(string(data)+text, header["Content-Type"])
	if r.status == 0 {
		_, typed := header["Content-Type"]
		r.untyped = !typed
		return // the header comes now, and says it
	}
	b := respvetNumber(respvetEvent("body"), "id", int64(r.id))
	respvetWrite(respvetText(b, "kind", r.kind))
}

// respvetKind tells what a body is by its first bytes: json, text or binary.
func respvetKind(s string, types []string) string {
	if len(types) > 0 && strings.Contains(types[0], "json") {
		return "json"
	}
	if trimmed := strings.TrimLeft(s, " \t\r\n"); strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[") {
		return "json"
	}
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == utf8.RuneError && n == 1 && len(s)-i >= utf8.UTFMax {
			return "binary"
		}
		i += n
	}
	return "text"
}

// RespvetAsk tells that a request is made; what it returns is called with the status
// that came, or 0, at its end. by is "client" or "transport".
func RespvetAsk(by, method, url string) func(status int) {
	if !RespvetOn() {
		return func(int) {}
	}
	b := respvetText(respvetEvent("ask"), "by", by)
	b = respvetText(b, "method", method)
	hash := uint64(14695981039346656037) // FNV-1a: the address itself may hold secrets
	for i := 0; i < len(url); i++ {
		hash = (hash ^ uint64(url[i])) * 1099511628211
	}
	b = respvetText(b, "url", strconv.FormatUint(hash, 36))
	b = respvetStack(b)
	return func(status int) {
		b = respvetNumber(b, "status", int64(status))
		b = respvetNumber(b, "end", time.Now().UnixNano())
		respvetWrite(b)
	}
}

// respvetOwn reports whether a file is one of the main modules'.
func respvetOwn(file string) bool {
	for _, dir := range respvetDirs {
		if strings.HasPrefix(file, dir) && !strings.Contains(file[len(dir)-1:], "/vendor/") {
			return true
		}
	}
	return false
}

// respvetStack adds the places in the main modules that are on the stack, the
// innermost first, each with the function that it has called.
func respvetStack(b []byte) []byte {
	var pcs [respvetMaxFrames]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	called, n := "", 0
	for {
		f, more := frames.Next()
		if respvetOwn(f.File) {
			if n == 0 {
				b = append(b, `,"stack":[`...)
			} else {
				b = append(b, ',')
			}
			b = append(b, `{"func":`...)
			b = respvetQuote(b, f.Function)
			b = respvetText(b, "calls", called)
			b = respvetText(b, "file", f.File)
			b = append(respvetNumber(b, "line", int64(f.Line)), '}')
			n++
		}
		called = f.Function
		if !more || n == respvetMaxPlaces {
			break
		}
	}
	if n > 0 {
		b = append(b, ']')
	}
	return b
}

func respvetEvent(name string) []byte {
	b := append(make([]byte, 0, 1024), `{"event":`...)
	b = respvetQuote(b, name)
	return respvetNumber(b, "at", time.Now().UnixNano())
}

func respvetNumber(b []byte, name string, n int64) []byte {
	b = append(b, `,"`...)
	b = append(b, name...)
	b = append(b, `":`...)
	return strconv.AppendInt(b, n, 10)
}

func respvetBool(b []byte, name string, v bool) []byte {
	if !v {
		return b
	}
	b = append(b, `,"`...)
	b = append(b, name...)
	return append(b, `":true`...)
}

func respvetText(b []byte, name, s string) []byte {
	if s == "" {
		return b
	}
	b = append(b, `,"`...)
	b = append(b, name...)
	b = append(b, `":`...)
	return respvetQuote(b, s)
}

// respvetQuote adds a JSON string.
func respvetQuote(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

// respvetWrite writes an event. The file belongs to the process: its name holds the
// process and the time, as a number of a process may come again.
func respvetWrite(b []byte) {
	b = append(b, '}', '\n')
	respvetMu.Lock()
	defer respvetMu.Unlock()
	if respvetDead {
		return
	}
	if respvetFile == nil {
		name := respvetOut + "/" + strconv.Itoa(os.Getpid()) + "-" + strconv.FormatInt(time.Now().UnixNano(), 36) + ".jsonl"
		f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			respvetDead = true
			return
		}
		respvetFile = f
	}
	respvetFile.Write(b)
}
