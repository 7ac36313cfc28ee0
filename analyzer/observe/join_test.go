package observe

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		literal       int
		ok            bool
	}{
		{"/orders", "/orders", 4, true},
		{"/orders", "/carts", 0, false},
		{"/orders/{id}", "/orders/7", 4, true},
		{"/orders/{id}", "/orders/", 0, false},
		{"/orders/{id}", "/orders/7/lines", 0, false},
		{"/orders/{id:[0-9]+}/lines", "/orders/7/lines", 6, true},
		{"/orders/:id", "/orders/7", 4, true},
		{"/orders/:id?", "/orders", 0, true},
		{"/orders/", "/orders/7/lines", 4, true},
		{"/orders/{$}", "/orders/7", 0, false},
		{"/orders/{$}", "/orders/", 6, true},
		{"/files/{path...}", "/files/a/b", 4, true},
		{"/files/*path", "/files/a/b", 4, true},
		{"/files/*", "/files/a/b", 4, true},
		{"/", "/anything", 2, true},
		{"/v{n}/x", "/v2/x", 5, true},
		{"/v{n}/x", "/w2/x", 0, false},
	} {
		if literal, ok := match(c.pattern, c.path); ok != c.ok || ok && literal != c.literal {
			t.Errorf("%s, %s: %d %t, want %d %t", c.pattern, c.path, literal, ok, c.literal, c.ok)
		}
	}
}

// shop is a service with a middleware, a handler that calls a helper, a method, and a
// handler whose errors others send.
func shop() *Service {
	return &Service{
		Name: "shop",
		Functions: []*Function{
			{Name: "shop.Auth$1", Shown: "func in shop.Auth", Declared: "auth.go:10", File: "/shop/auth.go", From: 10, To: 20, Handler: true, Answers: []Answer{{Status: 401}}},
			{Name: "(*shop.Server).get", Shown: "(*shop.Server).get", Declared: "get.go:1", File: "/shop/get.go", From: 1, To: 30, Handler: true, Answers: []Answer{{Status: 200}, {Status: 404}}},
			{Name: "(*shop.Server).get$1", Shown: "func in (*shop.Server).get", File: "/shop/get.go", From: 10, To: 12, Answers: []Answer{{Status: 404}}},
			{Name: "shop.fail", Shown: "shop.fail", File: "/shop/fail.go", From: 1, To: 9, FromCallers: true},
			{Name: "shop.later", Shown: "shop.later", File: "/shop/later.go", From: 1, To: 9, Handler: true, Returns: true, Answers: []Answer{{Status: 200}, {Status: 409}}, Unread: "it returns errors that other code responds to"},
		},
		Routes: []*Route{
			{Method: "GET", Path: "/orders/{id}", Whole: true, Handler: "(*shop.Server).get", Handlers: []string{"(*shop.Server).get"}, Statuses: []int{200, 401, 404, 410}, Answers: []RouteAnswer{{Answer: Answer{Status: 200}, Documented: "yes"}, {Answer: Answer{Status: 404}, Documented: "yes"}}},
			{Method: "POST", Path: "/later", Whole: true, Handler: "shop.later", Handlers: []string{"shop.later"}, Statuses: []int{413}, Unread: "it returns errors that other code responds to", Answers: []RouteAnswer{{Answer: Answer{Status: 200}}, {Answer: Answer{Status: 409}}}},
		},
	}
}

func frame(file string, line int) Frame {
	return Frame{Func: "shop.F", Calls: "a/b.Fail", File: "/shop/" + file, Line: line}
}

func calls(f Frame, name string) Frame { f.Calls = name; return f }

func TestPlace(t *testing.T) {
	x := newIndex(shop())
	get, auth, fail := frame("get.go", 20), frame("auth.go", 15), frame("fail.go", 5)
	tested := frame("get_test.go", 5)
	for _, c := range []struct {
		name      string
		r         *Response
		owner     string
		predicted bool
		why       outside
	}{
		{"a handler below a middleware", &Response{Status: 404, Stack: []Frame{get, auth, tested}}, "(*shop.Server).get", true, inside},
		{"what it does not answer", &Response{Status: 500, Stack: []Frame{get, auth}}, "(*shop.Server).get", false, inside},
		{"the middleware's is none of it", &Response{Status: 401, Stack: []Frame{get, auth}}, "(*shop.Server).get", false, inside},
		{"a middleware that refuses", &Response{Status: 401, Stack: []Frame{auth, tested}}, "shop.Auth$1", true, inside},
		{"a helper of a handler", &Response{Status: 404, Stack: []Frame{fail, get}}, "(*shop.Server).get", true, inside},
		{"a helper of a test", &Response{Status: 404, Stack: []Frame{fail, tested}}, "", false, byTest},
		{"helpers of a test", &Response{Status: 404, Stack: []Frame{fail, frame("other.go", 3), tested}}, "", false, byTest},
		{"a helper below a test's dispatch", &Response{Status: 404, Stack: []Frame{fail, calls(tested, "net/http.HandlerFunc.ServeHTTP")}}, "shop.fail", false, inside},
		{"a literal in a handler", &Response{Status: 404, Stack: []Frame{frame("get.go", 11), frame("tx.go", 3), get}}, "(*shop.Server).get", true, inside},
		{"a literal that runs elsewhere", &Response{Status: 404, Stack: []Frame{frame("get.go", 11)}}, "(*shop.Server).get", true, inside},
		{"a test's own server", &Response{Status: 418, Stack: []Frame{calls(tested, "net/http.Error")}}, "", false, byTest},
		{"a router", &Response{Status: 404, Path: "/none", Method: "GET", Stack: []Frame{calls(tested, "net/http.(*ServeMux).ServeHTTP")}}, "", false, byLibrary},
		{"an error that is sent later", &Response{Status: 409, Method: "POST", Path: "/later"}, "shop.later", true, inside},
		{"by a middleware", &Response{Status: 409, Method: "POST", Path: "/later", Stack: []Frame{auth}}, "shop.later", true, inside},
		{"one that nobody predicts", &Response{Status: 410, Method: "POST", Path: "/later"}, "shop.later", false, inside},
		{"a router below a middleware", &Response{Status: 404, Stack: []Frame{calls(auth, "net/http.(*ServeMux).ServeHTTP")}}, "", false, byLibrary},
		{"a library in front of a handler", &Response{Status: 429, Method: "GET", Path: "/orders/1", Stack: []Frame{calls(auth, "net/http.HandlerFunc.ServeHTTP")}}, "", false, byLibrary},
		{"a helper of what is no handler", &Response{Status: 401, Stack: []Frame{fail, frame("get.go", 11)}}, "(*shop.Server).get", false, inside},
		{"another method", &Response{Status: 405, Method: "PUT", Path: "/later"}, "", false, byLibrary},
		{"HEAD is GET's", &Response{Status: 200, Method: "HEAD", Path: "/orders/1"}, "(*shop.Server).get", true, inside},
		{"a pattern of ServeMux", &Response{Status: 200, Pattern: "GET /orders/{id}"}, "(*shop.Server).get", true, inside},
		{"a method value that wrote nothing", &Response{Status: 200, Left: true, Handler: "shop.(*Server).get"}, "(*shop.Server).get", true, inside},
		{"a function that wrote nothing", &Response{Status: 200, Left: true, Handler: "/shop/later.go:1"}, "shop.later", true, inside},
		{"a test's that wrote nothing", &Response{Status: 200, Left: true, Handler: "/shop/get_test.go:1"}, "", false, byLibrary},
	} {
		s, why := x.place(c.r)
		owner := ""
		if s.owner != nil {
			owner = s.owner.Name
		}
		if owner != c.owner || s.predicted != c.predicted || why != c.why {
			t.Errorf("%s: %q %t %d, want %q %t %d", c.name, owner, s.predicted, why, c.owner, c.predicted, c.why)
		}
	}
}

func TestNamed(t *testing.T) {
	x := &index{byName: make(map[string]*Function)}
	for _, name := range []string{"(*example.com/a.b/shop.Server).get", "(example.com/a.b/shop.Page).show", "example.com/a.b/shop.Get"} {
		x.byName[name] = &Function{Name: name}
	}
	for name, want := range map[string]string{
		"example.com/a.b/shop.(*Server).get":      "(*example.com/a.b/shop.Server).get",
		"example.com/a.b/shop.(*Server[...]).get": "(*example.com/a.b/shop.Server).get",
		"example.com/a.b/shop.Page.show":          "(example.com/a.b/shop.Page).show",
		"example.com/a.b/shop.Get":                "example.com/a.b/shop.Get",
		"example.com/a.b/shop.(*Other).get":       "",
		"":                                        "",
		"nothing":                                 "",
	} {
		got := ""
		if f := x.named(name); f != nil {
			got = f.Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	get := []Frame{frame("get.go", 20)}
	rep := Join(shop(), "/shop", []*Response{
		{Status: 200, Kind: "json", Stack: get},
		{Status: 200, Kind: "json", Stack: get},
		{Status: 500, Kind: "text", Stack: []Frame{frame("get.go", 25)}},
		{Status: 500, Kind: "text", Stack: []Frame{frame("get.go", 21)}, Again: []Again{{200, get}}, Refused: &Again{500, get}},
		{Status: 410, Method: "POST", Path: "/later"},
		{Status: 404, Method: "GET", Path: "/none"},
		{Status: 418, Stack: []Frame{frame("get_test.go", 2)}},
	}, nil)
	var b strings.Builder
	if err := rep.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	const want = `seen and not predicted:
  500 Internal Server Error  (*shop.Server).get  get.go:21  b.Fail  text  2×  sent through b.Fail

seen, of functions that may have other responses:
  410 Gone  shop.later      empty  1×  it returns errors that other code responds to

predicted and never seen:
  409 Conflict   POST /later       shop.later
  404 Not Found  GET /orders/{id}  (*shop.Server).get      documented
  200 OK         POST /later       shop.later

documented, neither predicted nor seen:
  410 Gone  GET /orders/{id}  (*shop.Server).get

sent after the response had started, and dropped:
  500 Internal Server Error  a body  shop.F  get.go:20  1×
  500 Internal Server Error  200 OK  shop.F  get.go:20  1×

5 responses of shop, with ; 1 more that no function of the module sent
3 statuses of functions: 1 predicted, 1 of functions that may have other responses, 1 not predicted
1 of 4 statuses that routes are predicted to send were seen
`
	if b.String() != want {
		t.Errorf("%s\nwant %s", b.String(), want)
	}
}

func TestExchanges(t *testing.T) {
	const ms = 1000000
	client := []Frame{frame("client.go", 5), frame("client_test.go", 9)}
	inner := append([]Frame{frame("transport.go", 3)}, client...)
	for _, c := range []struct {
		name string
		rs   []*Request
		want string
	}{
		{"one", []*Request{{By: "client", Status: 200, At: 0, End: ms, Stack: client}, {By: "transport", Status: 200, At: 0, End: ms, Stack: client}}, "1 [{200 1}] 1 [] 0"},
		{"a redirect is followed", []*Request{
			{By: "client", Status: 200, At: 0, End: 9, Stack: client}, {By: "transport", Status: 302, At: 1, End: 2, Stack: client}, {By: "transport", Status: 200, At: 3, End: 4, Stack: client},
		}, "1 [{200 1}] 1 [] 0"},
		{"a transport that makes it again", []*Request{
			{By: "client", Status: 200, At: 0, End: 900 * ms, Stack: client}, {By: "transport", Status: 503, At: 1, End: ms, Stack: inner}, {By: "transport", Status: 200, At: 101 * ms, End: 102 * ms, Stack: inner},
		}, "1 [{200 1} {503 1}] 2 [100] 0"},
		{"a loop", []*Request{
			{By: "client", Status: 0, At: 0, End: ms, Stack: client}, {By: "client", Status: 429, At: 11 * ms, End: 12 * ms, Stack: client}, {By: "client", Status: 200, At: 32 * ms, End: 33 * ms, Stack: client},
		}, "1 [{0 1} {200 1} {429 1}] 3 [10 20] 0"},
		{"a success is asked for twice", []*Request{{By: "client", Status: 200, At: 0, End: 1, Stack: client}, {By: "client", Status: 200, At: 2, End: 3, Stack: client}}, "2 [{200 2}] 1 [] 0"},
		{"another address", []*Request{{By: "client", Status: 503, At: 0, End: 1, Stack: client}, {By: "client", Status: 200, URL: "x", At: 2, End: 3, Stack: client}}, "2 [{200 1} {503 1}] 1 [] 1"},
		{"another process", []*Request{{By: "client", Status: 503, At: 0, End: 1, Stack: client}, {By: "client", Status: 200, Run: 1, At: 2, End: 3, Stack: client}}, "2 [{200 1} {503 1}] 1 [] 1"},
		{"another caller", []*Request{{By: "client", Status: 429, At: 0, End: 1, Stack: client}, {By: "client", Status: 200, At: 2, End: 3, Stack: client[:1]}}, "2 [{200 1} {429 1}] 1 [] 1"},
		{"much later", []*Request{{By: "client", Status: 500, At: 0, End: 1, Stack: client}, {By: "client", Status: 200, At: int64(maxPause) + 2, End: int64(maxPause) + 3, Stack: client}}, "2 [{200 1} {500 1}] 1 [] 0"},
	} {
		all := exchanges(c.rs, func(f Frame) string { return f.File })
		got := ""
		for _, e := range all {
			got += fmt.Sprint(e.Count, e.Statuses, e.Attempts, e.Waits, e.Dropped)
		}
		got = strings.NewReplacer("1 1 []", "1 [").Replace(got)
		want := strings.ReplaceAll(c.want, " ", "")
		if strings.ReplaceAll(got, " ", "") != want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if all := exchanges([]*Request{{By: "client", Stack: client[1:]}}, nil); len(all) != 0 {
		t.Errorf("a test's own request: %v", all)
	}
}

func TestReadRecord(t *testing.T) {
	const record = `{"event":"head","at":1,"id":1,"status":404,"kind":"json","headers":["B","A"],"stack":[{"func":"f","file":"/a.go","line":1}]}
{"event":"body","at":2,"id":1,"kind":"text"}
{"event":"body","at":2,"id":9,"kind":"text"}
{"event":"again","at":3,"id":1,"status":500}
{"event":"refused","at":3,"id":1,"status":204}
{"event":"ask","at":4,"by":"client","method":"GET","url":"x","status":200,"end":5}
{"event":"head","at":6,"id":2,"sta`
	responses, requests, err := readRecord(strings.NewReader(record), 3)
	if err != nil || len(responses) != 1 || len(requests) != 1 {
		t.Fatal(responses, requests, err)
	}
	r := responses[0]
	if r.Status != 404 || r.Kind != "text" || !slices.Equal(r.Headers, []string{"A", "B"}) || len(r.Again) != 1 || r.Again[0].Status != 500 || r.Refused == nil || r.Stack[0].Line != 1 {
		t.Errorf("%+v", r)
	}
	if q := requests[0]; q.Run != 3 || q.End != 5 || q.Status != 200 {
		t.Errorf("%+v", q)
	}
}

// JSON has lists where there is nothing.
func TestJSON(t *testing.T) {
	var b strings.Builder
	if err := Join(&Service{Name: "none"}, "/", nil, nil).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "null") || !json.Valid([]byte(b.String())) {
		t.Error(b.String())
	}
}

// What a program's source says must not become markup or columns of a table.
func TestMarkdown(t *testing.T) {
	s := shop()
	s.Routes[0].Handler = "a|b<c>_*"
	var b strings.Builder
	if err := Join(s, "/shop", nil, nil).WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `| 404 Not Found | GET /orders/{id} | a\|b&lt;c>\_\* |`) {
		t.Error(b.String())
	}
}
