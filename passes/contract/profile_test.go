package contract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// complete is what the built-in contracts have to say, one a row: all that a test
// can list of them. A contract without a row fails.
var complete = map[string]struct {
	documented func(status int) bool
	required   bool // an error response wants a body
	body       string
	mediaType  string
	preferred  map[int][]int     // for an open role
	headers    map[int]string    // beside those of RFC 9110
	meanings   map[Condition]int // where they differ from those of RFC 9110
}{
	"default": {documented: Registered, body: "{error}", mediaType: "application/json"},
	"amperity": {
		documented: among(200, 400, 401, 403, 404, 405, 409, 429, 500, 503),
		required:   true,
		body:       "{status* integer=status, message* string=message, request_id string, trace_id string}",
		mediaType:  "application/json",
		preferred:  map[int][]int{201: {200}, 202: {200}, 204: {200}, 422: {400}, 502: {503}, 504: {503}},
		meanings:   map[Condition]int{IfContentType: 0, IfDeadline: 503, IfUpstream: 503, IfAPIVersion: 401},
	},
	"wpp": {
		documented: among(200, 201, 202, 204, 400, 401, 403, 404, 405, 415, 429, 500, 502, 503, 504),
		required:   true,
		body: "{errors* [{errorCode* string=code, errorMessage* string=message, correlationId string, link string}]}" +
			" or {errors* [{status_code* integer=status, detail* string=message}]}",
		mediaType: "application/json",
		preferred: map[int][]int{409: {400}, 410: {404}, 413: {400}, 422: {400}, 501: {500}},
		meanings:  map[Condition]int{IfConflict: 400},
	},
	"rfc9457": {
		documented: Registered,
		body:       "{type string, title string=phrase, status integer=status, detail string=message, instance string}",
		mediaType:  "application/problem+json",
	},
	"google": {
		documented: func(status int) bool {
			return status < 400 || among(400, 401, 403, 404, 409, 429, 499, 500, 501, 503, 504)(status)
		},
		required:  true,
		body:      "{error* {code* integer=status, message* string=message, status* string=code, details [{@type* string}]}}",
		mediaType: "application/json",
		preferred: map[int][]int{402: {403}, 405: {501}, 406: {400}, 408: {504}, 410: {404}, 411: {400}, 412: {400}, 413: {400},
			414: {400}, 415: {400}, 416: {400}, 422: {400}, 423: {409}, 428: {400}, 451: {403}, 502: {503}},
		meanings: map[Condition]int{IfMethod: 501, IfContentType: 400, IfUpstream: 503},
	},
	"zalando": {
		documented: among(200, 201, 202, 204, 207, 400, 401, 404, 406, 412, 415, 428, 429, 500, 502, 503, 504,
			304, 403, 405, 409, 410, 411, 423, 431, 501, 507),
		required:  true,
		body:      "{type string, title string=phrase, status integer=status, detail string=message, instance string}",
		mediaType: "application/problem+json",
		preferred: map[int][]int{205: {204}, 206: {200}, 413: {400}, 414: {400}, 417: {400}, 418: {400}, 422: {400},
			424: {400}, 451: {403}},
		headers: map[int]string{429: "Retry-After|X-RateLimit-Limit|X-RateLimit-Remaining|X-RateLimit-Reset"},
	},
	"azure": {
		documented: Registered,
		required:   true,
		body: "{error* {code* string=code, message* string=message, target string," +
			" details [{code* string, message* string, target string, details array, innererror object}]," +
			" innererror {code string, innererror object}}}",
		mediaType: "application/json",
		headers: map[int]string{400: "x-ms-error-code=code", 401: "x-ms-error-code=code", 404: "x-ms-error-code=code",
			405: "x-ms-error-code=code", 429: "x-ms-error-code=code", 500: "x-ms-error-code=code", 503: "x-ms-error-code=code"},
	},
	"jsonapi": {
		documented: Registered,
		body: "{errors* [{id string, links {about string/object/null, type string/object/null}, status string=status, code string=code," +
			" title string=phrase, detail string=message, source {pointer string, parameter string, header string}, meta object}]; not data, errors}",
		mediaType: "application/vnd.api+json",
	},
}

func among(list ...int) func(int) bool {
	return func(status int) bool { return slices.Contains(list, status) }
}

func TestComplete(t *testing.T) {
	for _, name := range Names() {
		want, ok := complete[name]
		if !ok {
			t.Errorf("%s is built in, and no row says what it promises", name)
			continue
		}
		c := load(t, name, "both")
		if c.About == "" {
			t.Errorf("%s does not say where it comes from", name)
		}
		for status := 100; status <= 599; status++ {
			if got, want := c.Documents(status), want.documented(status); got != want {
				t.Errorf("%s: Documents(%d) = %t", name, status, got)
			}
			if got, want := c.WantsBody(status), want.required && status >= 400; got != want {
				t.Errorf("%s: WantsBody(%d) = %t", name, status, got)
			}
			if got, want := c.Replacements(status), want.preferred[status]; !slices.Equal(got, want) {
				t.Errorf("%s: Replacements(%d) = %v, want %v", name, status, got, want)
			}
		}
		var shapes []string
		for _, s := range c.ErrorShapes() {
			shapes = append(shapes, render(s))
		}
		if got := strings.Join(shapes, " or "); got != want.body {
			t.Errorf("%s: the error body\n%s, want\n%s", name, got, want.body)
		}
		if got := c.ErrorMediaType(); got != want.mediaType {
			t.Errorf("%s: %s, want %s", name, got, want.mediaType)
		}
		for _, status := range []int{200, 400, 401, 404, 405, 429, 500, 503} {
			names := map[int]string{401: "WWW-Authenticate ", 405: "Allow "}[status] + want.headers[status]
			if got := headerNames(c, status); got != strings.TrimSpace(names) {
				t.Errorf("%s: the headers of %d: %q, want %q", name, status, got, names)
			}
		}
		meanings := map[Condition]int{IfMethod: 405, IfContentType: 415, IfParameter: 400, IfBody: 400, IfNotFound: 404,
			IfConflict: 409, IfToken: 401, IfDeadline: 504, IfUpstream: 502}
		for condition, status := range want.meanings {
			meanings[condition] = status
		}
		for _, condition := range conditions {
			status := meanings[Condition(condition)]
			if got, ok := c.Meaning(Condition(condition)); got != status || ok != (status != 0) {
				t.Errorf("%s: %s calls for %d, %t, want %d", name, condition, got, ok, status)
			}
		}
	}
	for name := range complete {
		if !slices.Contains(Names(), name) {
			t.Errorf("%s is not built in", name)
		}
	}
}

// render shows what a schema asks for: "{errors* [{code* integer=status}]}".
func render(s *Schema) string {
	switch {
	case s.Items != nil:
		return "[" + render(s.Items) + "]"
	case s.Properties != nil:
		var members []string
		for _, p := range s.Properties {
			star := ""
			if s.Requires(p.Name) {
				star = "*"
			}
			members = append(members, strings.TrimSpace(p.Name+star+" "+render(p.Schema)))
		}
		text := strings.Join(members, ", ")
		if s.Apart != nil {
			text += "; not " + strings.Join(s.Apart, ", ")
		}
		return "{" + text + "}"
	}
	text := strings.Join(s.Types, "/")
	if s.Holds != HoldsNothing && text != "" {
		text += "=" + string(s.Holds)
	}
	return text
}

func headerNames(c *Contract, status int) string {
	var names []string
	for _, h := range c.Headers(status) {
		name := strings.Join(h.AnyOf, "|")
		if h.Holds != HoldsNothing {
			name += "=" + string(h.Holds)
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

// Which names go with which status, and with no other.
func TestGooglePairs(t *testing.T) {
	c := load(t, "google", "")
	body := c.ErrorShapes()[0].Property("error")
	pairs := map[int]string{
		400: "INVALID_ARGUMENT FAILED_PRECONDITION OUT_OF_RANGE", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED",
		404: "NOT_FOUND", 409: "ALREADY_EXISTS ABORTED", 429: "RESOURCE_EXHAUSTED", 499: "CANCELLED",
		500: "INTERNAL UNKNOWN DATA_LOSS", 501: "UNIMPLEMENTED", 503: "UNAVAILABLE", 504: "DEADLINE_EXCEEDED",
	}
	all := 0
	for status, names := range pairs {
		var want []string
		for _, name := range strings.Fields(names) {
			want = append(want, `"`+name+`"`)
		}
		all += len(want)
		if got := body.Property("status").Values(status); !slices.Equal(got, want) {
			t.Errorf("%d goes with %v, want %v", status, got, want)
		}
		if got, want := body.Property("code").Values(status), []string{fmt.Sprint(status)}; !slices.Equal(got, want) {
			t.Errorf("the code of %d is %v", status, got)
		}
	}
	// A status that has no name may have any: that it is undocumented is another finding.
	if got := body.Property("status").Values(418); len(got) != all {
		t.Errorf("418 goes with %v", got)
	}
	if got := body.Property("message").Values(404); got != nil {
		t.Errorf("a message is one of %v", got)
	}
	for status := range 600 {
		if got := c.Retries(status); got != (status == 503) {
			t.Errorf("UNAVAILABLE alone is retried: Retries(%d) = %t", status, got)
		}
	}
}

// A fix writes what has to be there and what there is to say; of the names for a
// status, the first.
func TestWritten(t *testing.T) {
	var written func([]Member) string
	written = func(members []Member) string {
		var list []string
		for _, m := range members {
			if m.Written() {
				name := m.Name
				if len(m.Members) > 0 {
					name += "(" + written(m.Members) + ")"
				}
				list = append(list, name)
			}
		}
		return strings.Join(list, " ")
	}
	for name, want := range map[string]string{
		"amperity": "status message", "wpp": "errors(errorCode errorMessage)", "rfc9457": "title status detail",
		"google": "error(code message status)", "zalando": "title status detail", "azure": "error(code message)",
		"jsonapi": "errors(status code title detail)", "default": "error",
	} {
		if got := written(load(t, name, "").ErrorMembers()); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	name := load(t, "google", "").ErrorMembers()[0].Members[2]
	for status, want := range map[int]string{404: `"NOT_FOUND"`, 400: `"INVALID_ARGUMENT"`, 410: ""} {
		if got, ok := name.Value(status); got != want || ok != (want != "") {
			t.Errorf("%d is called %s, %t, want %s", status, got, ok, want)
		}
	}
}

// The values of a member that holds the status follow from its type.
func TestStatusValues(t *testing.T) {
	for name, want := range map[string]string{"amperity": "404", "rfc9457": "404", "jsonapi": `"404"`} {
		s := load(t, name, "").ErrorShapes()[0]
		if errors := s.Property("errors"); errors != nil {
			s = errors.Items
		}
		if got := s.Property("status").Values(404); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
	for _, types := range [][]string{nil, {"integer", "string"}, {"string", "number"}} {
		if got := (&Schema{Types: types, Holds: HoldsStatus}).Values(404); fmt.Sprint(got) != `[404 "404"]` {
			t.Errorf("%v: %v", types, got)
		}
	}
	if got := (&Schema{Enum: []string{"1"}}).Values(404); fmt.Sprint(got) != "[1]" {
		t.Errorf("an enum: %v", got)
	}
}

func TestMethods(t *testing.T) {
	const all = "GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT QUERY"
	tests := map[string]map[int]string{
		"wpp": {200: all, 201: "POST PUT PATCH DELETE", 204: all},
		"zalando": {
			200: all, 201: "POST PUT", 204: "POST PUT PATCH DELETE", 409: "POST PUT PATCH DELETE",
			411: "POST PUT PATCH", 412: "PUT PATCH DELETE", 415: "POST PUT PATCH", 404: all, 500: all,
		},
		"azure": {200: "GET HEAD POST PUT PATCH OPTIONS TRACE CONNECT QUERY",
			201: "GET HEAD POST PUT PATCH OPTIONS TRACE CONNECT QUERY", 202: all, 204: all, 404: all},
		"amperity": {200: all, 405: all},
		"default":  {201: all, 204: all},
	}
	for name, rows := range tests {
		c := load(t, name, "")
		for status, want := range rows {
			for _, method := range methods {
				if got := c.MethodMaySet(status, method); got != slices.Contains(strings.Fields(want), method) {
					t.Errorf("%s: MethodMaySet(%d, %s) = %t", name, status, method, got)
				}
			}
		}
	}
	for _, test := range []struct {
		name, role string
		status     int
		methods    []string
		want       []int
	}{
		{"wpp", "backend", 201, []string{"GET"}, []int{200}},
		{"wpp", "backend", 201, []string{"POST"}, nil},
		{"wpp", "backend", 201, []string{"POST", "GET"}, []int{200}},
		{"wpp", "gateway", 201, []string{"GET"}, nil}, // 200 is the backend's as well
		{"zalando", "", 204, []string{"GET"}, []int{200}},
		{"zalando", "", 205, []string{"DELETE"}, []int{204}},
		{"zalando", "", 205, []string{"GET"}, nil}, // nor is 204 for it
		{"zalando", "", 409, []string{"GET"}, nil},
		{"azure", "", 200, []string{"DELETE"}, []int{204}},
		{"azure", "", 201, []string{"DELETE"}, []int{204}},
		{"azure", "", 201, []string{"PUT"}, nil},
	} {
		if got := load(t, test.name, test.role).Replacements(test.status, test.methods...); !slices.Equal(got, test.want) {
			t.Errorf("%s, %s: %v for %d to %v, want %v", test.name, test.role, got, test.status, test.methods, test.want)
		}
	}
}

func TestUse(t *testing.T) {
	c := load(t, "zalando", "")
	var (
		never   = []int{205, 206, 301, 302, 303, 307, 308, 408, 417, 418, 422, 424, 505, 511}
		allowed = []int{304, 403, 405, 409, 410, 411, 423, 431, 501, 507}
	)
	for status := range 1000 {
		row, documented := c.Status(status)
		want := UseFreely
		if slices.Contains(never, status) {
			want = UseNever
		} else if slices.Contains(allowed, status) {
			want = UseAllowed
		}
		if row.Use != want || documented && want == UseNever {
			t.Errorf("%d: use %q, documented: %t", status, row.Use, documented)
		}
		if got := c.Forbids(status); got != (want == UseNever) {
			t.Errorf("Forbids(%d) = %t", status, got)
		}
	}
	for _, name := range Names() {
		if name != "zalando" && load(t, name, "").Forbids(418) {
			t.Errorf("%s forbids what it does not name", name)
		}
	}
}

func TestLists(t *testing.T) {
	type row struct {
		member   string
		required bool // omitempty is wrong
		null     bool // and null
		any      bool // null is wrong for every array
		empty    int
	}
	tests := map[string]row{
		"wpp":      {member: "data", required: true, null: true, empty: 200},
		"amperity": {member: "data", required: true, null: true, empty: 200},
		"zalando":  {null: true, any: true},
		"default":  {}, "rfc9457": {}, "google": {}, "azure": {}, "jsonapi": {},
	}
	for _, name := range Names() {
		want, l := tests[name], load(t, name, "").List()
		got := row{l.Member(), l.Required(), l.ForbidsNull(want.member), l.ForbidsNull("items") && l.ForbidsNull(""), 0}
		if l != nil {
			got.empty = l.Empty
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	if got := render(load(t, "amperity", "").List().Schema); got != "{data* array, next_token string, total integer}" {
		t.Errorf("amperity: %s", got)
	}
}

// What is left of the rows: success bodies, forms of headers, optional members.
func TestRemainder(t *testing.T) {
	for _, name := range Names() {
		c := load(t, name, "")
		s := c.SuccessShape()
		if name != "jsonapi" && (s != nil || !c.AcceptsSuccessMediaType("application/json")) {
			t.Errorf("%s: a success is %+v", name, s)
		} else if name == "jsonapi" && (fmt.Sprint(s.Apart) != "[data errors]" || fmt.Sprint(s.Types) != "[object]" ||
			c.AcceptsSuccessMediaType("application/json") || !c.AcceptsSuccessMediaType("application/vnd.api+json; ext=x")) {
			t.Errorf("jsonapi: a success is %+v", c.Success)
		}
		form := FormAny
		if name == "azure" {
			form = FormSeconds
		}
		if got := c.HeaderForm("retry-after"); got != form || c.HeaderForm("Allow") != FormAny {
			t.Errorf("%s: Retry-After as %q", name, got)
		}
		if got, want := c.Errors.OmitEmpty, slices.Contains([]string{"amperity", "rfc9457", "zalando"}, name); got != want {
			t.Errorf("%s: OmitEmpty %t", name, got)
		}
	}
}

// A row over every registered status gives way to a class, and a row of one's own
// to nothing.
func TestLayers(t *testing.T) {
	dir := write(t, map[string]string{
		".respvet.yml": "contract: api/own.yaml\n",
		"api/own.yaml": "extends: zalando\nstatuses:\n  registered: {set-by: gateway}\n  5XX: both\n  422: both\n  default: backend\n" +
			"list: {nulls: allowed}\nerrors: {optional: any}\n",
	})
	c, _, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for status, want := range map[int]Role{402: RoleGateway, 404: RoleOpen, 419: RoleBackend, 508: RoleOpen, 599: RoleOpen, 999: RoleBackend} {
		if got := c.SetBy(status); got != want {
			t.Errorf("SetBy(%d) = %v, want %v", status, got, want)
		}
	}
	if !c.Documents(422) || c.Forbids(422) || !c.Forbids(418) {
		t.Error("own rows replace those that are inherited")
	}
	if c.List().ForbidsNull("items") || c.Errors.OmitEmpty || !c.WantsBody(404) || c.ErrorMediaType() != "application/problem+json" {
		t.Error("what zalando and rfc9457 say of errors and lists")
	}
}
