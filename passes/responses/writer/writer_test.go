package writer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture/room"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
)

const handlers = `
type ctx struct {
	w http.ResponseWriter
	r *http.Request
}

type recorder struct {
	http.ResponseWriter
	code int
}

func plain(w http.ResponseWriter, r *http.Request) {}

func returning(w http.ResponseWriter, r *http.Request) error { return nil }

func helper(w http.ResponseWriter, r *http.Request, name string) {}

func alone(w http.ResponseWriter) {}

func holder(c *ctx) {}

func counting(w http.ResponseWriter, r *http.Request) (int, error) { return 0, nil }

func used(w http.ResponseWriter, r *http.Request) { helper(w, r, "") }

func wrapping(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func init() { http.HandleFunc("/", used) }
`

func TestHandlerKind(t *testing.T) {
	room.Open(t, handlers, func(s *summary.Summaries) {
		p := writer.New(s)
		for name, want := range map[string]writer.HandlerKind{
			"plain":      writer.Plain,
			"returning":  writer.Returning,
			"helper":     writer.NoHandler,
			"alone":      writer.NoHandler,
			"counting":   writer.NoHandler,
			"wrapping":   writer.NoHandler,
			"wrapping$1": writer.Plain,
		} {
			if got := p.HandlerKind(room.Func(t, s, name)); got != want {
				t.Errorf("%s: kind %d, want %d", name, got, want)
			}
		}
		if w := p.WriterOf(room.Func(t, s, "plain")); w == nil || w.Name() != "w" {
			t.Errorf("plain responds through %v", w)
		}
	})
}

// A function that is a value somewhere may be called by anybody.
func TestCallers(t *testing.T) {
	room.Open(t, handlers, func(s *summary.Summaries) {
		p := writer.New(s)
		for name, want := range map[string]struct{ called, value bool }{
			"plain":  {},
			"helper": {called: true},
			"used":   {value: true},
		} {
			fn := room.Func(t, s, name)
			if p.Called(fn) != want.called || p.UsedAsValue(fn) != want.value {
				t.Errorf("%s: called %v, used as a value %v", name, p.Called(fn), p.UsedAsValue(fn))
			}
		}
	})
}

// nothing are functions, their arguments, and through which of their parameters nothing is
// certainly sent.
var nothing = []struct{ name, source, args, want string }{
	{"sets a header field", `func f(w http.ResponseWriter) { w.Header().Set("A", "b") }`, "w", "quiet(0)"},
	{"sets a cookie", `func f(w http.ResponseWriter) { http.SetCookie(w, &http.Cookie{Name: "a"}) }`, "w", "quiet(0)"},
	{"reads the request", `func f(w http.ResponseWriter, r *http.Request) string { return r.FormValue("a") }`, "w, r", "quiet(0 1)"},
	{"writes", `func f(w http.ResponseWriter) { w.Write(nil) }`, "w", "quiet()"},
	{"passes it on", `func f(w http.ResponseWriter, g func(http.ResponseWriter)) { g(w) }`, "w, g", "quiet()"},
	{"writes in a goroutine", `func f(w http.ResponseWriter) { go w.Write(nil) }`, "w", "quiet()"},
	{"writes when it returns", `func f(w http.ResponseWriter) { defer w.WriteHeader(500) }`, "w", "quiet()"},
	{"wraps it", `type rec struct { http.ResponseWriter }; func f(w http.ResponseWriter) *rec { return &rec{w} }`, "w", "quiet(0 returns 0)"},
	{"keeps it", `var kept http.ResponseWriter; func f(w http.ResponseWriter) { kept = w }`, "w", "quiet()"},
	{"writes to one of two", `func f(w, v http.ResponseWriter) { fmt.Fprint(v, "a") }`, "w, v", "quiet(0)"},
	{"calls itself", `func f(w http.ResponseWriter) { f(w) }`, "w", "quiet()"},
}

func TestNeverWrites(t *testing.T) {
	var src strings.Builder
	for i, test := range nothing {
		name := fmt.Sprintf("f%d(", i)
		fmt.Fprintf(&src, "\n// It %s.\n%s\n", test.name, strings.ReplaceAll(test.source, "f(w", name+"w"))
		fmt.Fprintf(&src, "\nfunc call%d(w, v http.ResponseWriter, r *http.Request, g func(http.ResponseWriter)) { %s%s) }\n", i, name, test.args)
	}
	room.Open(t, src.String(), func(s *summary.Summaries) {
		p := writer.New(s)
		for i, test := range nothing {
			got := "unknown"
			if q := p.NeverWritesOf(room.Calls(room.Func(t, s, fmt.Sprintf("call%d", i)))[0]); q != nil {
				got = q.String()
			}
			if got != test.want {
				t.Errorf("%s: %q, want %q", test.name, got, test.want)
			}
		}
	})
}
