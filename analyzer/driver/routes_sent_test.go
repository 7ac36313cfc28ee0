package driver

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// sending is a service, less the backquotes, whose statuses come with all sorts of bodies.
const sending = `package main

import (
	"encoding/json"
	"io"
	"net/http"
)

type problem struct {
	Code   int      BTjson:"code"BT
	Detail string   BTjson:"detail"BT
	More   []string BTjson:"more,omitempty"BT
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func refuse(w http.ResponseWriter, status int, detail string) {
	send(w, status, problem{Code: status, Detail: detail})
}

func one(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("x-key") == "" {
		refuse(w, http.StatusUnauthorized, "no key")
		return
	}
	send(w, http.StatusOK, map[string]any{"id": 1})
}

// Only some requests need the header; an empty header of the response is none of a request.
func two(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > 0 {
		if r.Header.Get("X-Key") == "" {
			refuse(w, http.StatusUnauthorized, "no key")
			return
		}
		refuse(w, http.StatusBadRequest, "no body")
		return
	}
	if w.Header().Get("X-Key") == "" {
		http.Error(w, "no key", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Two bodies go with one status: what they have in common is there always.
func three(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > 0 {
		refuse(w, http.StatusNotFound, "no body")
		return
	}
	send(w, http.StatusNotFound, map[string]any{"code": "none"})
}

func four(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > 0 {
		http.Error(w, "no body", http.StatusNotFound)
		return
	}
	w.WriteHeader(http.StatusNotFound)
}

func allowed(w http.ResponseWriter, r *http.Request) bool {
	if r.ContentLength > 0 {
		refuse(w, http.StatusForbidden, "no body")
		return false
	}
	return true
}

// Behind a helper that may have responded, the body is none of its refusals for sure.
func five(w http.ResponseWriter, r *http.Request) {
	if !allowed(w, r) {
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	io.Copy(w, r.Body)
}

func six(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/vnd.shop+json")
	w.WriteHeader(http.StatusConflict)
	w.Write([]byte(BT{"error":{"code":3}}BT))
}

func main() {
	http.HandleFunc("GET /five", five)
	http.HandleFunc("GET /six", six)
	http.HandleFunc("GET /one", one)
	http.HandleFunc("GET /two", two)
	http.HandleFunc("GET /three", three)
	http.HandleFunc("GET /four", four)
	http.ListenAndServe(":80", nil)
}
`

// TestSent says what goes with each status of a service.
func TestSent(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/shop\n\ngo 1.25\n", "main.go": strings.ReplaceAll(sending, "BT", "`")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(respvet, "-C", dir, "routes", "-format", "json")
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var s service
	if err := json.Unmarshal(out, &s); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range s.Routes {
		for _, a := range r.Answers {
			fmt.Fprintf(&b, "%s %d %v", r.Path, a.Status, a.Media)
			if a.Body != nil {
				for _, m := range a.Body.Members {
					optional := "?"
					if m.Always {
						optional = ""
					}
					fmt.Fprintf(&b, " %s%s:%s", m.Path, optional, strings.Join(m.Types, "|"))
				}
			}
			if len(a.Lacks) > 0 {
				fmt.Fprintf(&b, " lacks %v", a.Lacks)
			}
			b.WriteString("\n")
		}
	}
	const want = `/five 200 []
/five 403 [] ?:object code?:integer detail?:string
/four 404 [none text/plain]
/one 200 [application/json]
/one 401 [application/json] :object code:integer detail:string lacks [X-Key]
/six 409 [application/vnd.shop+json] :object error:object error.code:integer
/three 404 [application/json] :object code:integer|string detail?:string
/two 204 [none]
/two 400 [application/json] :object code:integer detail:string
/two 401 [application/json] :object code:integer detail:string
/two 500 [text/plain]
`
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", &b, want)
	}
}
