package driver

import (
	"strings"
	"testing"
)

func TestOpenAPIPath(t *testing.T) {
	for path, want := range map[string]string{
		"/orders":                   "/orders",
		"/orders/{id}":              "/orders/{id}",
		"/orders/{id:[0-9]+}/lines": "/orders/{id}/lines",
		"/files/{path...}":          "/files/{path}",
		"/{$}":                      "/",
		"/orders/:id":               "/orders/{id}",
		"/orders/:id?":              "/orders/{id}",
		"/files/*path":              "/files/{path}",
		"/files/*":                  "/files/{path}",
	} {
		if got := openAPIPath(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestShorten(t *testing.T) {
	for name, want := range map[string]string{
		"example.com/shop/api.Get":           "api.Get",
		"(*example.com/shop/api.Server).get": "(*api.Server).get",
		"(example.com/shop/api.Server).get":  "(api.Server).get",
		"example.com/shop/api.Routes$1":      "func in api.Routes",
		"main.main":                          "main.main",
		"":                                   "",
	} {
		if got := shorten(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// What a program's source says must not become markup of the page.
func TestRoutesHTML(t *testing.T) {
	var b strings.Builder
	err := writeRoutesHTML(&b, &service{Name: "<shop>", Routes: []routeAnswer{{
		Path: `/"><script>alert(1)</script>`, Handler: "f", Registered: "javascript:alert(1)", Answers: []answerPlace{{Status: 404, Documented: "no"}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script>alert", `href="javascript:`, "<shop>"} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	if !strings.Contains(b.String(), `<span class="chip no" title="Not Found">404</span>`) {
		t.Error("the page does not show the status")
	}
}
