package route

import (
	"slices"
	"testing"
)

// What packages say of routes is joined by the names of routers.
func TestJoin(t *testing.T) {
	users := &Routing{Pkg: "users", Routes: []Registration{
		{Router: "param users.Routes 0", Method: "GET", Path: "/{id}", Handler: "users.get"},
		{Router: "param users.Routes 0", Method: "POST", Path: "", Handler: "users.add"},
	}}
	for _, test := range []struct {
		name  string
		parts []*Routing
		want  []string
	}{
		{"nothing", nil, nil},
		{"a router that is made and served", []*Routing{{Pkg: "main", Routes: []Registration{
			{Router: "new main.main 0", Method: "GET", Path: "/health", Handler: "main.health"},
		}}}, []string{"GET /health main.health"}},
		{"a function that is given a router", []*Routing{users, {Pkg: "main", Mounts: []Mounting{
			{Child: "param users.Routes 0", Parent: "new main.main 0", Same: true},
		}}}, []string{"GET /{id} users.get", "POST  users.add"}},
		{"a router below a path", []*Routing{users, {Pkg: "main", Mounts: []Mounting{
			{Child: "param users.Routes 0", Parent: "new main.main 0", Prefix: "/users"},
		}}}, []string{"GET /users/{id} users.get", "POST /users users.add"}},
		{"a router below two", []*Routing{users, {Pkg: "main", Mounts: []Mounting{
			{Child: "param users.Routes 0", Parent: "new main.main 0", Prefix: "/v1"},
			{Child: "param users.Routes 0", Parent: "new main.main 0", Prefix: "/v2"},
		}}}, []string{"GET /v1/{id} users.get", "GET /v2/{id} users.get", "POST /v1 users.add", "POST /v2 users.add"}},
		{"a router below itself", []*Routing{users, {Pkg: "main", Mounts: []Mounting{
			{Child: "param users.Routes 0", Parent: "param users.Routes 0", Prefix: "/loop"},
		}}}, nil},
	} {
		var got []string
		for _, r := range Join(test.parts) {
			got = append(got, r.Method+" "+r.Path+" "+r.Handler)
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestRooted(t *testing.T) {
	for path, want := range map[string]string{
		"": "", "/a": "/a", "a/b": "/a/b", "example.com/a": "example.com/a", Unread + "/a": "/" + Unread + "/a",
	} {
		if got := rooted(path); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}
