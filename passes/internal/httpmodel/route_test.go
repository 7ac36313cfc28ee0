package httpmodel

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// routed are the packages that have routes.
var routed = []string{
	"net/http", chiPath, ginPath, echo4Path, echo5Path, fiber2Path, fiber3Path, "github.com/gorilla/mux", humaPkg,
	humaPkg + "/adapters/humachi", humaPkg + "/adapters/humaecho", humaPkg + "/adapters/humafiber", humaPkg + "/adapters/humagin",
	humaPkg + "/adapters/humago", humaPkg + "/adapters/humamux",
}

// TestRoutes lets each router register a handler as a route says, and asks for it:
// testdata/behaviour/routes passes /p as the path and PUT as the method, and adds
// GET /q to the router that a call returns, runs a function with, or mounts.
func TestRoutes(t *testing.T) {
	type row struct {
		Pkg, Recv, Name               string
		Router, Path, Method, Handler int
		Last, Mount, Strips           bool
		Serves                        []int
		Calls                         string
		Scope                         int
		Verb                          string
	}
	argument := func(e Expr) int {
		if e.Op == OpArg || e.Op == OpList {
			return e.Arg
		}
		return -1
	}
	var rows []row
	var all []Route
	for _, pkg := range routed {
		for _, r := range routes(pkg) {
			all = append(all, r)
			rows = append(rows, row{pkg, r.Recv, r.Name, r.Router, argument(r.Path), argument(r.Method), r.Handler, r.Last, r.Mount, r.Strips, r.Serves, r.Calls, r.Scope, verb(r)})
		}
	}
	input, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", "./behaviour/routes")
	cmd.Dir, cmd.Stdin = frameworksDir, bytes.NewReader(input)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var served [][]string
	if err := json.Unmarshal(out, &served); err != nil || len(served) != len(rows) {
		t.Fatalf("%d of %d rows: %v", len(served), len(rows), err)
	}
	tested := make(map[string]bool)
	for i, r := range all {
		name := rows[i].Pkg + "." + r.Recv + "." + r.Name
		if served[i] == nil {
			if r.Recv != "" || !strings.HasPrefix(r.Name, "NewWith") { // not every adapter has them
				t.Errorf("%s: there is no such function", name)
			}
			continue
		}
		tested[rows[i].Pkg] = true
		if want := reached(rows[i].Pkg, r); !slices.Equal(served[i], want) {
			t.Errorf("%s: serves %v, the route says %v", name, served[i], want)
		}
	}
	if len(tested) != len(routed) {
		t.Errorf("%d packages tested, %d have routes", len(tested), len(routed))
	}
}

// reached returns the requests that reach the handler, by what a route says.
func reached(pkg string, r Route) (requests []string) {
	path, methods := "", []string{"GET"}
	if r.Path.Op != 0 && r.Calls == "" || r.Name == "NewWithGroup" || r.Recv == "Register" && r.Handler > 0 {
		path = "/p"
	}
	handler := (r.Handler > 0 || len(r.Serves) > 0) && !r.Mount && !r.Strips
	switch {
	case r.Method.Op == OpStr:
		methods = []string{verb(r)}
	case r.Method.Op == OpOr:
		methods = nil
		for _, m := range r.Method.Args {
			methods = append(methods, m.Name)
		}
	case r.Method.Op != 0:
		methods = []string{"PUT"}
	case handler, pkg == "github.com/gorilla/mux": // whose routes are of every method
		methods = []string{"DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"}
	}
	paths := []string{path}
	switch {
	case r.Below, !handler && r.Name != "Path": // nothing is below gorilla's
		paths = []string{path + "/q"}
	case path == "": // gorilla's Handler: any
		paths = []string{"/p", "/p/q", "/q"}
	}
	for _, m := range methods {
		for _, p := range paths {
			requests = append(requests, m+" "+p)
		}
	}
	slices.Sort(requests)
	return requests
}

// verb returns the request method that a route is for by its name, or "".
func verb(r Route) string {
	if r.Method.Op == OpStr {
		return r.Method.Name
	}
	return ""
}
