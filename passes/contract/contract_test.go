package contract

import (
	"fmt"
	"go/token"
	"go/types"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// write makes a module of the files and returns its directory.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if _, ok := files["go.mod"]; !ok {
		writeFile(t, filepath.Join(dir, "go.mod"), "module example.com/shop\n")
	}
	for name, text := range files {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	return dir
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// configured returns the contract that a config makes.
func configured(t *testing.T, config string) *Contract {
	t.Helper()
	c, _, err := Load(write(t, map[string]string{".respvet.yml": config}))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRegistered(t *testing.T) {
	for status := range 1100 {
		want := http.StatusText(status) != "" && status != 306 && status != 418
		if got := Registered(status); got != want {
			t.Errorf("Registered(%d) = %t", status, got)
		}
		if got, want := Valid(status), 100 <= status && status <= 999; got != want {
			t.Errorf("Valid(%d) = %t", status, got)
		}
	}
	for _, status := range []int{419, 420, 440, 444, 499, 509, 520, 530} {
		if Registered(status) {
			t.Errorf("%d is unofficial", status)
		}
	}
}

// Every status a server can send, in every role: the tables of the contracts
// are exact.
func TestStatusTables(t *testing.T) {
	amperity := []int{200, 400, 401, 403, 404, 405, 409, 429, 500, 503}
	var (
		gatewayOnly = []int{429}
		backendOnly = []int{200, 201, 202, 204, 500, 503}
		both        = []int{400, 401, 403, 404, 405, 415, 502, 504}
	)
	for status := 100; status <= 999; status++ {
		var by Role
		if slices.Contains(gatewayOnly, status) {
			by = RoleGateway
		} else if slices.Contains(backendOnly, status) {
			by = RoleBackend
		}
		wpp := by != RoleOpen || slices.Contains(both, status)
		for _, role := range []string{"backend", "gateway", "both"} {
			c := load(t, "wpp", role)
			mine := by == RoleOpen || role == "both" || string(by) == role
			if got := c.Documents(status); got != wpp {
				t.Errorf("wpp, %s: Documents(%d) = %t", role, status, got)
			}
			if got := c.SetBy(status); got != by {
				t.Errorf("wpp, %s: SetBy(%d) = %v, want %v", role, status, got, by)
			}
			if got := c.MaySet(status); got != mine {
				t.Errorf("wpp, %s: MaySet(%d) = %t", role, status, got)
			}
			c = load(t, "amperity", role)
			if got, want := c.Documents(status), slices.Contains(amperity, status); got != want {
				t.Errorf("amperity, %s: Documents(%d) = %t", role, status, got)
			}
			if !c.MaySet(status) || c.SetBy(status) != RoleOpen {
				t.Errorf("amperity, %s: %d is limited to a role", role, status)
			}
		}
		for _, name := range []string{"default", "rfc9457"} {
			if got, want := load(t, name, "").Documents(status), Registered(status); got != want {
				t.Errorf("%s: Documents(%d) = %t", name, status, got)
			}
		}
		failure := 400 <= status && status <= 599
		for name, required := range map[string]bool{"amperity": true, "wpp": true, "default": false, "rfc9457": false} {
			c := load(t, name, "")
			if got := c.IsError(status); got != failure {
				t.Errorf("%s: IsError(%d) = %t", name, status, got)
			}
			if got := c.WantsBody(status); got != (failure && required) {
				t.Errorf("%s: WantsBody(%d) = %t", name, status, got)
			}
		}
	}
}

var loaded = make(map[[2]string]*Contract)

// load returns a built-in contract in a role. Tests that use it are not parallel.
func load(t *testing.T, name, role string) *Contract {
	t.Helper()
	key := [2]string{name, role}
	if loaded[key] == nil {
		c, _ := newLoader("").load("", options{name: name, role: role})
		if c.Err != nil {
			t.Fatal(c.Err)
		}
		loaded[key] = c
	}
	return loaded[key]
}

func TestReplacements(t *testing.T) {
	tests := []struct {
		name, role string
		want       map[int][]int // all there are
	}{
		{"amperity", "both", map[int][]int{422: {400}, 201: {200}, 202: {200}, 204: {200}, 502: {503}, 504: {503}}},
		{"wpp", "backend", map[int][]int{409: {400}, 413: {400}, 422: {400}, 410: {404}, 501: {500}}},
		// A gateway may not send the 500 that a 501 would become.
		{"wpp", "gateway", map[int][]int{409: {400}, 413: {400}, 422: {400}, 410: {404}, 503: {502, 504}}},
		{"default", "both", nil},
		{"rfc9457", "both", nil},
	}
	for _, test := range tests {
		c := load(t, test.name, test.role)
		for status := range 1000 {
			got := c.Replacements(status)
			if !slices.Equal(got, test.want[status]) {
				t.Errorf("%s, %s: Replacements(%d) = %v, want %v", test.name, test.role, status, got, test.want[status])
			}
			if first, ok := c.Preferred(status); ok != (len(got) > 0) || ok && first != got[0] {
				t.Errorf("%s, %s: Preferred(%d) = %d, %t", test.name, test.role, status, first, ok)
			}
		}
	}
}

func TestRetry(t *testing.T) {
	tests := map[string]func(int) bool{
		"default":  func(s int) bool { return s == 429 || s == 503 },
		"wpp":      func(s int) bool { return s == 429 || s == 503 },
		"amperity": func(s int) bool { return s == 429 || 500 <= s && s <= 599 },
		"rfc9457":  func(s int) bool { return s == 429 || s == 503 },
	}
	for name, want := range tests {
		c := load(t, name, "")
		for status := range 1000 {
			if got := c.Retries(status); got != want(status) {
				t.Errorf("%s: Retries(%d) = %t", name, status, got)
			}
		}
		if r := c.Retry; !r.Exponential || !r.Jitter || !r.RetryAfter || r.Attempts != 3 {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if got, want := load(t, "amperity", "").Advice(500), "simplify the request or retry with exponential backoff"; got != want {
		t.Errorf("amperity says of 500: %q", got)
	}
	wpp := load(t, "wpp", "")
	if got, want := fmt.Sprint(wpp.Retry.OptIn), "[504]"; got != want {
		t.Errorf("wpp: opt-in %s, want %s", got, want)
	}
	if got, want := wpp.Advice(503), "a retry may be required"; got != want || wpp.Advice(502) != "" {
		t.Errorf("wpp says of 503: %q", got)
	}
}

func TestErrorBody(t *testing.T) {
	render := func(c *Contract) string {
		var show func([]Member) string
		show = func(members []Member) string {
			var list []string
			for _, m := range members {
				s := m.Name
				if m.Array {
					s += "[]"
				}
				if m.Required {
					s += "*"
				}
				if s += " " + m.Type; m.Holds != "" {
					s += "=" + string(m.Holds)
				}
				if len(m.Members) > 0 {
					s += "{" + show(m.Members) + "}"
				}
				if m.Written() {
					s += "!"
				}
				list = append(list, s)
			}
			return strings.Join(list, " ")
		}
		return show(c.ErrorMembers())
	}
	tests := []struct{ name, phrase, mediaType, members string }{
		{"default", "a JSON body", "application/json", "error =message!"},
		{"amperity", "a JSON body with status, message", "application/json",
			"status* integer=status! message* string=message! request_id string trace_id string"},
		{"wpp", "a JSON body with errors[]", "application/json",
			"errors[]* object{errorCode* string=code! errorMessage* string=message! correlationId string link string}!"},
		{"rfc9457", "a problem+json body", "application/problem+json",
			"type string title string=phrase! status integer=status! detail string=message! instance string"},
	}
	for _, test := range tests {
		c := load(t, test.name, "")
		if got := c.ErrorBodyPhrase(); got != test.phrase {
			t.Errorf("%s: phrase %q, want %q", test.name, got, test.phrase)
		}
		if got := c.ErrorMediaType(); got != test.mediaType {
			t.Errorf("%s: media type %q", test.name, got)
		}
		if got := render(c); got != test.members {
			t.Errorf("%s: members\n%s, want\n%s", test.name, got, test.members)
		}
		if !c.AcceptsMediaType(test.mediaType+"; charset=utf-8") || c.AcceptsMediaType("text/plain") || c.AcceptsMediaType("") {
			t.Errorf("%s: media types %v", test.name, c.Errors.MediaTypes)
		}
	}
	if !load(t, "default", "").AcceptsMediaType("application/problem+json") {
		t.Error("default: a problem is JSON too")
	}
	if load(t, "wpp", "").AcceptsMediaType("application/problem+json") {
		t.Error("wpp: a problem is not its JSON")
	}
}

func TestShapes(t *testing.T) {
	either := load(t, "wpp", "").ErrorShapes()
	if len(either) != 2 {
		t.Fatalf("wpp has %d shapes, want 2", len(either))
	}
	item := either[1].Property("errors").Items
	if s := item.Property("status_code"); s.Holds != HoldsStatus || !s.Allows("integer") || s.Allows("string") {
		t.Errorf("status_code: %+v", s)
	}
	if !item.Requires("detail") || item.Requires("errorCode") {
		t.Errorf("the second shape requires %v", item.Required)
	}
	if errors := either[0].Property("errors"); !errors.Array() || errors.MinItems != 1 {
		t.Errorf("errors: %+v", errors)
	}
	if got := len(configured(t, "contract: wpp\nerrors: canonical\n").ErrorShapes()); got != 1 {
		t.Errorf("errors: canonical leaves %d shapes", got)
	}
	problem := load(t, "rfc9457", "").ErrorShapes()[0]
	if problem.Property("type").Default != `"about:blank"` || len(problem.Required) != 0 {
		t.Errorf("rfc9457: %+v", problem)
	}
	for name, want := range map[string]bool{"balance": true, "detail": true, "x": false, "_ab": false, "a-bc": false} {
		if got := problem.MemberNames.MatchString(name); got != want {
			t.Errorf("rfc9457: an extension called %s: %t", name, got)
		}
	}
	for _, name := range Names() {
		for _, s := range load(t, name, "").ErrorShapes() {
			if s.Closed {
				t.Errorf("%s refuses extra members", name)
			}
		}
	}
}

func TestOtherData(t *testing.T) {
	for name, want := range map[string]string{"amperity": "data", "wpp": "data", "default": "", "rfc9457": ""} {
		if got := load(t, name, "").List().Member(); got != want {
			t.Errorf("%s: list member %q", name, got)
		}
	}
	if l := load(t, "amperity", "").List(); l.Empty != 200 || l.Schema.Property("next_token") == nil || l.Schema.Property("total") == nil {
		t.Errorf("amperity: list %+v", l)
	}
	for _, name := range []string{"amperity", "default", "rfc9457", "wpp"} {
		c := load(t, name, "")
		for status, want := range map[int]string{401: "WWW-Authenticate", 405: "Allow", 404: ""} {
			got := ""
			for _, h := range c.Headers(status) {
				got += strings.Join(h.AnyOf, "|")
			}
			if got != want {
				t.Errorf("%s: headers of %d: %q, want %q", name, status, got, want)
			}
		}
	}

	meanings := []struct {
		name, role string
		condition  Condition
		want       int
	}{
		{"default", "", IfContentType, 415},
		{"default", "", IfConflict, 409},
		{"default", "", IfAPIVersion, 0},
		{"amperity", "", IfMethod, 405},
		{"amperity", "", IfToken, 401},
		{"amperity", "", IfAPIVersion, 401},
		{"amperity", "", IfConflict, 409},
		{"amperity", "", IfDeadline, 503},
		{"amperity", "", IfUpstream, 503},
		{"amperity", "", IfContentType, 0}, // undocumented, and nothing stands for it
		{"wpp", "backend", IfContentType, 415},
		{"wpp", "backend", IfConflict, 400},
		{"wpp", "backend", IfDeadline, 504},
		{"wpp", "gateway", IfUpstream, 502},
	}
	for _, test := range meanings {
		got, ok := load(t, test.name, test.role).Meaning(test.condition)
		if got != test.want || ok != (test.want != 0) {
			t.Errorf("%s: %s calls for %d, %t; want %d", test.name, test.condition, got, ok, test.want)
		}
	}

	wpp := load(t, "wpp", "")
	if wpp.MethodMaySet(201, "GET") || !wpp.MethodMaySet(201, "POST") || !wpp.MethodMaySet(200, "GET") {
		t.Error("wpp: 201 is for a new entity")
	}
	if s, _ := wpp.Status(202); s.Means == "" || s.Pos.File != "built-in wpp" || s.Pos.Line == 0 {
		t.Errorf("wpp: 202 is %+v", s)
	}
}

func TestRoles(t *testing.T) {
	tests := []struct {
		config string
		role   Role
		chosen bool
	}{
		{"", RoleOpen, false},
		{"disable: [nilslice]", RoleOpen, false},
		{"contract: default", RoleOpen, true},
		{"contract: amperity", RoleOpen, true},
		{"contract: wpp", RoleBackend, true},
		{"contract: wpp\nrole: gateway", RoleGateway, true},
		{"contract: wpp\nrole: both", RoleOpen, true},
		{"role: gateway", RoleGateway, false},
	}
	for _, test := range tests {
		c := configured(t, test.config)
		if c.Role != test.role || c.Chosen != test.chosen {
			t.Errorf("%q: role %v, chosen %t", test.config, c.Role, c.Chosen)
		}
	}
}

func TestZero(t *testing.T) {
	c := &Contract{Name: "default"}
	if !c.Documents(200) || c.Documents(418) || c.WantsBody(500) || !c.Enabled("errleak") || c.PublicType("x.Y") ||
		c.ErrorBodyPhrase() != "a JSON body" || c.ErrorMembers() != nil || !c.AcceptsMediaType("application/json") {
		t.Error("the zero contract is not the default one")
	}
	if _, ok := c.Meaning(IfMethod); ok {
		t.Error("the zero contract knows conditions")
	}
}

func TestEnabled(t *testing.T) {
	c := configured(t, "disable: [nilslice, errleak/parse]\npublic-errors: [example.com/shop/apierr.Error]\n")
	for rule, want := range map[string]bool{
		"nilslice": false, "nilslice/x": false, "errleak": true, "errleak/parse": false, "errleak/stack": true, "rawerror": true,
	} {
		if got := c.Enabled(rule); got != want {
			t.Errorf("Enabled(%q) = %t", rule, got)
		}
	}
	if !c.PublicType("example.com/shop/apierr.Error") || c.PublicType("example.com/shop/apierr.Other") {
		t.Error("public-errors")
	}
}

// The last layer that names a category, or else its rule, has the say.
func TestEnable(t *testing.T) {
	const text = `
enable: [errleak/parse, badretry, statusmeaning]
disable: [badretry/nojitter, errleak]
overrides:
  - path: chosen
    contract: wpp
  - path: over/**
    disable: [badretry]
  - path: over/again
    enable: [badretry/nojitter, errleak]
`
	dir := write(t, map[string]string{".respvet.yml": text, "over/again/x": "", "chosen/x": "", "plain/.respvet.yml": "", "named/.respvet.yml": "contract: wpp"})
	for _, test := range []struct{ at, on, off string }{
		{".", "errleak/parse badretry/constant badretry/unbounded statusmeaning/message statusmeaning rawerror",
			"errleak errleak/error errleak/stack badretry/nojitter rawerror/empty errheader statuscode/unreturned"},
		{"chosen", "errleak/parse badretry/context rawerror/empty errheader statuscode/role", "errleak/stack badretry/nojitter statuscode/unregistered"},
		{"over", "errleak/parse", "badretry/constant badretry/unbounded errleak/error"},
		{"over/again", "badretry/nojitter errleak/parse errleak/error", "badretry/constant badretry/unbounded"},
		{"plain", "errleak/error statuscode/unregistered noretry/wrapped badretry/body", "errleak/error4xx errleak/parse badretry/constant envelope/mixed"},
		{"named", "errleak/parse badretry/constant envelope/mixed", "statuscode/unregistered statuscode/unreturned"},
	} {
		c, _, err := Load(filepath.Join(dir, test.at))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range strings.Fields(test.on) {
			if !c.Enabled(name) || c.Disabled(name) {
				t.Errorf("%s: %s is off", test.at, name)
			}
		}
		for _, name := range strings.Fields(test.off) {
			if c.Enabled(name) {
				t.Errorf("%s: %s is on", test.at, name)
			}
		}
	}
	var out strings.Builder
	if err := WriteConfig(&out, filepath.Join(dir, "over/again")); err != nil {
		t.Fatal(err)
	}
	config := regexp.MustCompile(`\s*#.*`).ReplaceAllString(out.String(), "")
	if want := "enable:\n  - errleak/parse\n  - statusmeaning\n  - badretry/nojitter\n  - errleak\ndisable: [badretry]\n"; !strings.Contains(config, want) {
		t.Errorf("the configuration in force lacks\n%s%s", want, config)
	}
}

func TestIsResponder(t *testing.T) {
	c := configured(t, `
responders:
  - example.com/shop/reply.Error
  - example.com/shop/reply.(*W).Fail
  - example.com/shop/reply.V.Fail
`)
	pkg := types.NewPackage("example.com/shop/reply", "reply")
	method := func(typ, name string, ptr bool) *types.Func {
		var recv types.Type = types.NewNamed(types.NewTypeName(token.NoPos, pkg, typ, nil), types.NewStruct(nil, nil), nil)
		if ptr {
			recv = types.NewPointer(recv)
		}
		return types.NewFunc(token.NoPos, pkg, name, types.NewSignatureType(types.NewParam(token.NoPos, pkg, "", recv), nil, nil, nil, nil, false))
	}
	fn := func(name string) *types.Func {
		return types.NewFunc(token.NoPos, pkg, name, types.NewSignatureType(nil, nil, nil, nil, nil, false))
	}
	for _, test := range []struct {
		fn   *types.Func
		want bool
	}{
		{fn("Error"), true},
		{fn("Fail"), false},
		{method("W", "Fail", true), true},
		{method("W", "Fail", false), false},
		{method("V", "Fail", false), true},
		{types.Universe.Lookup("error").Type().Underlying().(*types.Interface).Method(0), false},
	} {
		if got := c.IsResponder(test.fn); got != test.want {
			t.Errorf("%s: %t", test.fn.FullName(), got)
		}
	}
}

func TestMerge(t *testing.T) {
	files := map[string]string{
		"api/base.yaml":  "statuses: [200, 400, 404]\nerrors:\n  body: required\n  schema: {required: [a], properties: {a: {x-holds: message}}}\n  alternatives: [{required: [b]}]\n  shape: either\n",
		"api/shop.yaml":  "extends: base.yaml\nstatuses:\n  409: both\n  404: null\n  5XX: gateway\n  503: backend\nheaders: {401: null, 429: [{any-of: [Retry-After, X-RateLimit-Reset]}]}\n",
		"api/shape.yaml": "name: shaped\nerrors:\n  schema: {required: [c], properties: {c: {type: array}}}\n",
		"api/list.yml":   "extends: [shop.yaml]\nstatuses: [200, default]\nlist: null\n",
	}
	with := func(config string) *Contract {
		t.Helper()
		all := map[string]string{".respvet.yml": config}
		for name, text := range files {
			all[name] = text
		}
		c, _, err := Load(write(t, all))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	documented := func(c *Contract, statuses ...int) (list []int) {
		for _, s := range statuses {
			if c.Documents(s) {
				list = append(list, s)
			}
		}
		return list
	}

	c := with("contract: api/shop.yaml\nrole: backend")
	if c.Name != "shop" || !c.WantsBody(404) || len(c.ErrorShapes()) != 2 {
		t.Errorf("shop is %s with %d shapes", c.Name, len(c.ErrorShapes()))
	}
	if got := documented(c, 200, 201, 400, 404, 409, 500, 503); !slices.Equal(got, []int{200, 400, 409, 500, 503}) {
		t.Errorf("a mapping adds to a list: %v", got)
	}
	if c.MaySet(500) || !c.MaySet(503) {
		t.Error("503 is more specific than 5XX")
	}
	if len(c.Headers(401)) != 0 || len(c.Headers(405)) != 1 || fmt.Sprint(c.Headers(429)[0].AnyOf) != "[Retry-After X-RateLimit-Reset]" {
		t.Errorf("headers: %+v", c.rules.headers)
	}

	c = with("contract: [api/shop.yaml, api/shape.yaml]")
	if c.Name != "shop+shaped" || len(c.ErrorShapes()) != 1 || c.ErrorBodyPhrase() != "a JSON body with c[]" || !c.WantsBody(500) {
		t.Errorf("a schema takes the alternatives along: %s, %q", c.Name, c.ErrorBodyPhrase())
	}

	c = with("contract: api/list.yml")
	if got := documented(c, 100, 200, 400, 599, 999); len(got) != 5 {
		t.Errorf("default covers everything: %v", got)
	}

	c = with("contract: [wpp, rfc9457]")
	if c.Name != "wpp+rfc9457" || c.Role != RoleBackend || c.Documents(409) || c.ErrorBodyPhrase() != "a problem+json body" || len(c.ErrorShapes()) != 1 {
		t.Errorf("wpp's statuses with problem details: %s", c.ErrorBodyPhrase())
	}
}

func TestFlags(t *testing.T) {
	fs := flags()
	for _, args := range [][2]string{
		{"name", "api/own.yaml"}, {"name", "wp"}, {"role", "server"},
	} {
		if err := fs.Set(args[0], args[1]); err == nil {
			t.Errorf("-%s %s is accepted", args[0], args[1])
		}
	}
	if err := fs.Set("name", "wp"); err == nil || err.Error() != `unknown contract "wp" (did you mean "wpp"?), allowed: amperity, azure, default, google, jsonapi, rfc9457, wpp, zalando` {
		t.Error(err)
	}
	if err := fs.Set("name", "wpp"); err != nil {
		t.Fatal(err)
	}
	if err := fs.Set("role", "gateway"); err != nil {
		t.Fatal(err)
	}
	dir := write(t, map[string]string{".respvet.yml": "contract: amperity\nrole: backend\ndisable: [nilslice]\n"})
	c, _ := newLoader(dir).load(dir, optionsOf(&fs))
	if c.Name != "wpp" || c.Role != RoleGateway || c.Enabled("nilslice") {
		t.Errorf("flags win over the config: %s, %s", c.Name, c.Role)
	}
}
