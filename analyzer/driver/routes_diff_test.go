package driver

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/respvet/respvet/passes/routes"
)

func aRoute(method, path, handler string, answers ...answerPlace) routeAnswer {
	return routeAnswer{Method: method, Path: path, Whole: !strings.HasPrefix(path, "…"), Handler: handler, Registered: "main.go:1", Answers: answers}
}

func unreadRoute(r routeAnswer) routeAnswer { r.Unread = "f was not read"; return r }

func status(code int) answerPlace { return answerPlace{Status: code, API: "reply", Place: "a.go:1"} }

func media(code int, types ...string) answerPlace {
	a := status(code)
	a.Media = types
	return a
}

// body is an error's, of members like "code:integer", with "?" behind those that may lack.
func body(code int, members ...string) answerPlace {
	a := status(code)
	a.Body = &routes.Body{}
	for _, m := range members {
		path, typ, _ := strings.Cut(m, ":")
		path, optional := strings.CutSuffix(path, "?")
		a.Body.Members = append(a.Body.Members, routes.Member{Path: path, Types: strings.Fields(typ), Always: !optional})
	}
	return a
}

func open(a answerPlace) answerPlace { a.Body.Open = true; return a }

func lacks(code int, names ...string) answerPlace {
	a := status(code)
	a.Lacks = names
	return a
}

func TestCompare(t *testing.T) {
	get := func(answers ...answerPlace) []routeAnswer {
		return []routeAnswer{aRoute("GET", "/x/{id}", "get", answers...)}
	}
	post := func(answers ...answerPlace) []routeAnswer {
		return []routeAnswer{aRoute("POST", "/x", "post", answers...)}
	}
	for name, test := range map[string]struct {
		before, now []routeAnswer
		want        string // class kind status, one a change
	}{
		"same":                        {get(status(200), status(404)), get(status(404), status(200)), ""},
		"another name of a parameter": {get(status(200)), []routeAnswer{aRoute("GET", "/x/:key", "get", status(200))}, ""},
		"added":                       {nil, get(status(200)), "compatible route-added 0"},
		"removed":                     {get(status(200)), nil, "breaking route-removed 0"},
		"moved":                       {get(status(200)), []routeAnswer{aRoute("GET", "/y", "get", status(200))}, "breaking route-removed 0; compatible route-added 0"},
		"beginning unknown now":       {get(status(200)), []routeAnswer{aRoute("GET", "…/{id}", "get", status(200))}, ""},
		"no more than a parameter":    {get(status(200)), []routeAnswer{aRoute("GET", "…/{id}", "other", status(200))}, "breaking route-removed 0; unknown route-added 0"},
		"beginning unknown, same end": {[]routeAnswer{aRoute("GET", "/v1/x", "get", status(200))}, []routeAnswer{aRoute("GET", "…/x", "get", status(201))}, "breaking status-removed 200; unknown status-added 201"},
		"removed, unknown beginning":  {[]routeAnswer{aRoute("GET", "…/x", "get")}, nil, "unknown route-removed 0"},
		"any method now":              {get(status(200)), []routeAnswer{aRoute("", "/x/{id}", "all", status(200))}, ""},
		"no longer any method":        {[]routeAnswer{aRoute("", "/x/{id}", "all", status(200))}, get(status(200)), "unknown route-removed 0; compatible route-added 0"},

		"success removed":            {get(status(200), status(404)), get(status(404)), "breaking status-removed 200"},
		"success replaced":           {post(status(200)), post(status(201)), "breaking status-removed 200; unknown status-added 201"},
		"success added":              {post(status(200)), post(status(200), status(202)), "unknown status-added 202"},
		"error of a class added":     {get(status(404)), get(status(404), status(410)), "compatible status-added 410"},
		"first error of a class":     {get(status(200)), get(status(200), status(500)), "unknown status-added 500"},
		"refusal added":              {get(status(200), status(404)), get(status(200), status(404), status(403)), "unknown status-added 403"},
		"error removed":              {get(status(200), status(404)), get(status(200)), "compatible status-removed 404"},
		"error replaced":             {get(status(200), status(400)), get(status(200), status(422)), "unknown status-removed 400; compatible status-added 422"},
		"redirect of GET":            {get(status(200)), get(status(200), status(301)), "unknown redirect-added 301"},
		"redirect of POST":           {post(status(200)), post(status(200), status(303)), "breaking redirect-added 303"},
		"redirect with the method":   {post(status(200)), post(status(200), status(308)), "unknown redirect-added 308"},
		"another redirect":           {post(status(302)), post(status(303)), "compatible status-removed 302; compatible redirect-added 303"},
		"redirect that rewrites":     {post(status(307)), post(status(302)), "unknown status-removed 307; breaking redirect-added 302"},
		"not modified":               {get(status(200)), get(status(200), status(304)), "compatible status-added 304"},
		"not read now":               {get(status(200), status(404)), []routeAnswer{unreadRoute(get()[0])}, "unknown status-lost 0"},
		"not read before":            {[]routeAnswer{unreadRoute(get()[0])}, get(status(200)), "unknown status-added 200"},
		"not read either time":       {[]routeAnswer{unreadRoute(get(status(200))[0])}, []routeAnswer{unreadRoute(get(status(200))[0])}, ""},
		"registered twice":           {append(get(status(200)), get(status(404))...), get(status(200), status(404)), ""},
		"media type":                 {get(media(200, "application/json")), get(media(200, "application/xml")), "breaking media-type-changed 200"},
		"media type of one of two":   {get(media(200, "a/b", "c/d")), get(media(200, "a/b")), "breaking media-type-changed 200"},
		"media type besides":         {get(media(200, "a/b")), get(media(200, "a/b", "c/d")), "unknown media-type-changed 200"},
		"body besides none":          {get(media(404, noBody)), get(media(404, "a/b")), "compatible media-type-changed 404"},
		"media type not known":       {get(media(200, "a/b")), get(status(200)), ""},
		"member removed":             {get(body(400, ":object", "code:integer", "text:string")), get(body(400, ":object", "code:integer")), "breaking member-removed 400"},
		"optional member removed":    {get(body(400, ":object", "code?:integer")), get(body(400, ":object")), "unknown member-removed 400"},
		"member perhaps there":       {get(body(400, ":object", "code:integer")), get(open(body(400, ":object"))), ""},
		"member added":               {get(body(400, ":object")), get(body(400, ":object", "code:integer", "code.x:string")), "compatible member-added 400"},
		"member perhaps there once":  {get(open(body(400, ":object"))), get(body(400, ":object", "code:integer")), ""},
		"member optional":            {get(body(400, ":object", "code:integer")), get(body(400, ":object", "code?:integer")), "unknown member-optional 400"},
		"member optional, not known": {get(body(400, ":object", "code:integer")), get(open(body(400, ":object", "code?:integer"))), ""},
		"member of another type":     {get(body(400, ":object", "code:integer")), get(body(400, ":object", "code:string")), "breaking member-type-changed 400"},
		"narrower type":              {get(body(400, ":object", "code:number")), get(body(400, ":object", "code:integer")), ""},
		"null is no type":            {get(body(400, ":object", "list:null")), get(body(400, ":object", "list:array")), ""},
		"body of another type":       {get(body(400, ":object", "code:integer")), get(body(400, ":array", "[]:string")), "breaking member-type-changed 400"},
		"object removed":             {get(body(400, ":object", "error:object", "error.code:integer")), get(body(400, ":object")), "breaking member-removed 400"},
		"header needed":              {get(status(200)), get(status(200), lacks(401, "Authorization")), "breaking header-required 401"},
		"header needed as before":    {get(lacks(401, "Authorization")), get(lacks(403, "Authorization")), "unknown status-removed 401; unknown status-added 403"},
		"header, not read before":    {[]routeAnswer{unreadRoute(get(status(200))[0])}, get(status(200), lacks(401, "X-Key")), "unknown header-required 401"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, c := range compare("main", &service{Routes: test.before}, &service{Routes: test.now}).Changes {
				got = append(got, fmt.Sprintf("%s %s %d", c.Class, c.Kind, c.Status))
			}
			want := strings.Split(test.want, "; ")
			if test.want == "" {
				want = nil
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

// What a program's source says must not become markup of a comment.
func TestComparisonMarkdown(t *testing.T) {
	var out bytes.Buffer
	c := &comparison{Since: "main`<x>", Changes: []change{{Class: breaking, Method: "GET", Path: "/a|`<b>", Message: "<script> | @everyone", Place: "a`.go:1",
		Commit: &commit{ID: strings.Repeat("a", 40), Subject: "[x](y) <img> | @you"}}}}
	if err := writeComparisonMarkdown(&out, c); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script>", "<img>", "@you", "@everyone", "`<b>", "a`.go"} {
		if strings.Contains(out.String(), bad) {
			t.Errorf("there is %s in\n%s", bad, &out)
		}
	}
	for line := range strings.Lines(out.String()) {
		if strings.HasPrefix(line, "| ") && strings.Count(line, "|")-strings.Count(line, `\|`) != 5 {
			t.Errorf("not four cells: %s", line)
		}
	}
}

// TestInterrupted ends a comparison while the other revision is analysed: nothing is left
// of the checkout.
func TestInterrupted(t *testing.T) {
	dir, temp, bin := t.TempDir(), t.TempDir(), t.TempDir()
	goExe, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	// A go vet that takes long.
	slow := fmt.Sprintf("#!/bin/sh\nif [ \"$1\" = vet ]; then : >%s/started; exec sleep 60; fi\nexec %s \"$@\"\n", temp, goExe)
	for name, text := range map[string]string{
		filepath.Join(bin, "go"):     slow,
		filepath.Join(dir, "go.mod"): "module example.com/shop\n\ngo 1.25\n",
		filepath.Join(dir, "a.go"):   "package shop\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	env := append(os.Environ(), "TMPDIR="+temp, "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"), "GOFLAGS=", "GOWORK=off", "HOME="+temp,
		"GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
	git := func(args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Env = dir, env
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
		return string(out)
	}
	git("init", "-q", "-b", "main", ".")
	git("add", "-A")
	git("commit", "-q", "-m", "first")

	cmd := exec.Command(respvet, "routes", "diff", "main")
	var stderr bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stderr = dir, env, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 600 {
		if _, err := os.Stat(filepath.Join(temp, "started")); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if trees := git("worktree", "list"); strings.Count(trees, "\n") != 2 {
		t.Errorf("no checkout while it runs: %s", trees)
	}
	cmd.Process.Signal(os.Interrupt)
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitTrouble || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("exit status %d: %s", code, &stderr)
	}
	if trees := git("worktree", "list"); strings.Count(trees, "\n") != 1 {
		t.Errorf("a checkout is left: %s", trees)
	}
	os.Remove(filepath.Join(temp, "started"))
	if left, _ := filepath.Glob(filepath.Join(temp, "respvet*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// What was not read is said, so that silence is not taken for praise.
func TestCaveat(t *testing.T) {
	read, unread := aRoute("GET", "/x", "get"), unreadRoute(aRoute("GET", "/y", "get"))
	for want, routes := range map[string][]routeAnswer{
		"":                     {read},
		"no routes were found": nil,
		"1 of 2 routes not read to the end: their": {read, unread},
	} {
		c := compare("main", &service{Routes: routes}, &service{Routes: routes})
		for _, format := range []string{"text", "markdown"} {
			var out bytes.Buffer
			if err := comparisonFormats[format](&out, c); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(out.String(), want) || want == "" && strings.Contains(out.String(), "not read") {
				t.Errorf("%s: %s, want %q", format, &out, want)
			}
		}
	}
}

func TestComparisonJSON(t *testing.T) {
	var out bytes.Buffer
	if err := writeComparisonJSON(&out, compare("main", &service{}, &service{})); err != nil {
		t.Fatal(err)
	}
	var c comparison
	if err := json.Unmarshal(out.Bytes(), &c); err != nil || c.Changes == nil || c.Since != "main" {
		t.Errorf("%s: %v", &out, err)
	}
}
