package contract

import (
	"slices"
	"strings"
	"testing"
)

func TestSegments(t *testing.T) {
	tests := map[string]string{
		"/":                        "",
		"/users/{id}":              "users {id}",
		"/users/:id/":              "users {id}",
		"/users/{id:[0-9]{2,3}/?}": "users {id}",
		"/users/:id<int>":          "users {id}",
		"/users/:id?":              "users {id}",
		"/files/{path...}":         "files {path}",
		"/files/*path":             "files {path}",
		"/files/*":                 "files {}",
		"/users/{$}":               "users",
		"//users":                  "users",
		"/users/{id}.json":         "users {id}.json",
		"/{unclosed/x":             "{unclosed/x",
		"":                         "",
	}
	for path, want := range tests {
		if got := strings.Join(segments(path), " "); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestEndAlike(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"/api/v1/users/{id}", "/users/:name", true},
		{"/users/{id:[0-9]+}", "/api/users/{id}", true},
		{"/users/{id}", "/api/users", false},
		{"/users/{id}", "/users/me", false},
		{"/", "/", true},
		{"/", "/users", false},
	} {
		if got := EndAlike(test.a, test.b); got != test.want {
			t.Errorf("%s, %s: %v", test.a, test.b, got)
		}
		if got := EndAlike(test.b, test.a); got != test.want {
			t.Errorf("%s, %s: %v", test.b, test.a, got)
		}
	}
}

func TestLookup(t *testing.T) {
	d, mistakes := documented(t, "openapi.yaml", map[string]string{"openapi.yaml": `
openapi: 3.0.0
servers: [{url: /api/v1}]
paths:
  /users: {get: {operationId: listUsers}, post: {operationId: users.create}}
  /users/: {}
  /users/{id}: {get: {operationId: getUser}, delete: {operationId: delete_user}}
  /users/me: {get: {operationId: get-me}}
  /users/{name}/files/{path}: {get: {operationId: readFile}}
  /api/v1/users: {get: {operationId: odd, servers: [{url: /}]}}
  /kinds/cat: {get: {operationId: cat}}
  /twins/{a}: {get: {operationId: twinA}}
  /twins/{b}: {get: {operationId: twinB}}
`})
	if mistakes != "" {
		t.Fatal(mistakes)
	}
	ids := func(ops []*Operation) string {
		var list []string
		for _, o := range ops {
			list = append(list, o.ID)
		}
		return strings.Join(list, " ")
	}
	routes := []struct{ method, pattern, want string }{
		{"GET", "/users", "listUsers"},
		{"get", "/users/", "listUsers"},
		{"POST", "/api/v1/users", "users.create"},
		{"GET", "/users/{id}", "getUser"},
		{"GET", "/users/:userID", "getUser"},
		{"", "GET /users/{id}", "getUser"},
		{"", "GET example.com/users/{id}", "getUser"},
		{"HEAD", "/users/{id}", "getUser"},
		{"", "/users/{id}", "delete_user getUser"},
		{"GET", "/users/me", "get-me"},
		{"GET", "/users/you", "getUser"}, // one of its values
		{"DELETE", "/api/v1/users/:id", "delete_user"},
		{"GET", "/users/{name}/files/{path...}", "readFile"},
		{"GET", "/users/:n/files/*", "readFile"},
		{"GET", "/kinds/:kind", ""}, // the document has one of them only
		{"GET", "/twins/:x", "twinA twinB"},
		{"GET", "/twins/{b}", "twinB"},
		{"PUT", "/users", ""},
		{"GET", "/v2/users", ""},
		{"GET", "/", ""},
		{"GET", "", ""},
	}
	for _, tt := range routes {
		if got := ids(d.At(tt.method, tt.pattern)); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.method, tt.pattern, got, tt.want)
		}
	}
	// With and without its base path a route may be another one's: the longer fits better.
	if got := ids(d.At("GET", "/api/v1/users")); got != "listUsers" {
		t.Errorf("/api/v1/users: %q", got)
	}

	names := map[string]string{
		"listUsers": "listUsers", "ListUsers": "listUsers", "list_users": "listUsers", "HandleListUsers": "listUsers",
		"UsersCreate": "users.create", "DeleteUser": "delete_user", "getMe": "get-me", "GetMeHandler": "get-me",
		"users": "", "handle": "", "handler": "", "": "",
	}
	for name, want := range names {
		got := ""
		if o := d.Named(name); o != nil {
			got = o.ID
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}

	c := &Contract{Project: Settings{docs: []*Document{d}}}
	if got := c.OperationsAt("GET", "/users"); !slices.Equal(got, d.At("GET", "/users")) || c.OperationNamed("GetUser") == nil {
		t.Errorf("of the contract: %v", got)
	}
	if c.Project.docs = append(c.Project.docs, d); c.OperationNamed("GetUser") != nil {
		t.Error("a name of two documents")
	}
}

func FuzzRoute(f *testing.F) {
	f.Add("/users/{id}")
	f.Add("GET example.com/:a/{b:[/]}/*c")
	d := &Document{operations: []*Operation{{Path: "/a/{b}", Routes: []Route{{"GET", "/x/a/{b}"}}}}}
	f.Fuzz(func(t *testing.T, pattern string) { d.At("GET", pattern) })
}
