package control_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture/room"
	"github.com/respvet/respvet/passes/responses/control"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

const helpers = `
type store struct{}

func (store) load(id string) (string, error) {
	if id == "" {
		return "", errors.New("no id")
	}
	return id, nil
}

var db store

func fail(w http.ResponseWriter, err error) bool {
	if err != nil {
		http.Error(w, "no", 500)
		return true
	}
	return false
}
`

// work names what a handler does after it has responded.
var work = map[summary.Work]string{
	summary.CallsAgain: "calls again", summary.UsesResult: "uses the result", summary.WritesAgain: "writes again", summary.CallsNext: "calls next",
}

// bodies are bodies of handlers, what the first of their responses is followed by, and
// whether a way leads out of them on which something has failed and nothing is sent.
var bodies = []struct {
	name, body, after string
	missing           bool
}{
	{"returns", `
		v, err := db.load(r.URL.Path)
		if err != nil {
			http.Error(w, "no", 500)
			return
		}
		io.WriteString(w, v)`, "", false},
	{"writes again", `
		v, err := db.load(r.URL.Path)
		if err != nil {
			http.Error(w, "no", 500)
		}
		io.WriteString(w, v)`, "writes again", false},
	{"has another branch", `
		v, err := db.load(r.URL.Path)
		if err != nil {
			http.Error(w, "no", 500)
		} else {
			io.WriteString(w, v)
		}`, "", false},
	{"logs", `
		if _, err := db.load(r.URL.Path); err != nil {
			http.Error(w, "no", 500)
			log.Print(err)
		}`, "", false},
	{"has a helper that tells", `
		v, err := db.load(r.URL.Path)
		if fail(w, err) {
			return
		}
		io.WriteString(w, v)`, "", false},
	{"does not ask the helper", `
		v, err := db.load(r.URL.Path)
		fail(w, err)
		io.WriteString(w, v)`, "writes again", false},
	{"sends nothing", `
		v, err := db.load(r.URL.Path)
		if err != nil {
			log.Print(err)
			return
		}
		if v == "" {
			http.Error(w, "no", 404)
			return
		}
		io.WriteString(w, v)`, "", true},
	{"sends nothing for one kind of error", `
		v, err := db.load(r.URL.Path)
		if errors.Is(err, io.EOF) {
			return
		}
		if v == "" {
			http.Error(w, "no", 404)
			return
		}
		io.WriteString(w, v)`, "", false},
	{"panics", `
		v, err := db.load(r.URL.Path)
		if err != nil {
			http.Error(w, "no", 500)
			panic(err)
		}
		io.WriteString(w, v)`, "", false},
}

func TestControl(t *testing.T) {
	var src strings.Builder
	src.WriteString(helpers)
	for i, test := range bodies {
		fmt.Fprintf(&src, "\nfunc h%d(w http.ResponseWriter, r *http.Request) {%s\n}\n\nfunc init() { http.HandleFunc(\"/%[1]d\", h%[1]d) }\n", i, test.body)
	}
	room.Open(t, src.String(), func(s *summary.Summaries) {
		writers := writer.New(s)
		handlers := handler.New(s, writers, jsonshape.New(s))
		p := control.New(s, writers, handlers)
		for _, fn := range s.Flow.Funcs {
			for _, call := range room.Calls(fn) {
				s.Found.Responses = append(s.Found.Responses, handlers.SitesOf(fn, call)...)
			}
		}
		handlers.LinkHeads()
		missing := make(map[*ssa.Function]bool)
		for _, m := range p.MissingResponses() {
			for _, fn := range s.Flow.Funcs {
				if syntax := fn.Syntax(); syntax != nil && syntax.Pos() <= m.Pos && m.Pos <= syntax.End() {
					missing[fn] = true
				}
			}
		}
		for i, test := range bodies {
			fn := room.Func(t, s, fmt.Sprintf("h%d", i))
			after := ""
			for _, site := range s.Found.Responses {
				if a := p.After(site); site.Code.Func == fn && a != nil && after == "" {
					after = work[a.Work]
				}
			}
			if after != test.after || missing[fn] != test.missing {
				t.Errorf("%s: %q afterwards, a way without a response: %v; want %q, %v", test.name, after, missing[fn], test.after, test.missing)
			}
		}
	})
}
