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
		"(example.com/shop/api.Server).get":  "api.Server.get",
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
		Path: `/"><script>alert(1)</script>/{id}`, Whole: true, Handler: "</script><b>", Registered: "javascript:alert(1)",
		Answers: []answerPlace{{Status: 404, Documented: "no", API: "<i>", Place: "<u>"}}, Unread: "<s>", Operation: "<em>", Statuses: "<q>",
	}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script>alert", `href="javascript:`, "<shop>", "</script><b>", `<i>"`, "<code><i>", "<u>", "<s>", "<em>", "<q>", "://"} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	for _, want := range []string{`<span class="chip s4 no" title="Not Found, not documented">404<span class="read"> not documented</span></span>`, `/<wbr><i>{id}</i>`, `<b>1</b> response not documented`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// Each path keeps all of its text, and parameters of every router are known.
func TestSegments(t *testing.T) {
	for path, want := range map[string]string{
		"/orders":                "/orders",
		"/orders/{id}/lines":     "/orders/[{id}]/lines",
		"/orders/:id/lines/:sku": "/orders/[:id]/lines/[:sku]",
		"/files/{path...}":       "/files/[{path...}]",
		"/files/*":               "/files/[*]",
	} {
		got := ""
		for _, s := range (routeAnswer{Path: path, Whole: true}).segments() {
			if s.Parameter {
				s.Text = "[" + s.Text + "]"
			}
			got += s.Text
		}
		if got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
