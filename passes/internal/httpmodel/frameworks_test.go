package httpmodel

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"net/http"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// frameworksDir is a module that requires the frameworks: this one does not.
const frameworksDir = "../../../testdata"

// frameworks maps the programs of testdata/behaviour to the tables that they
// show the truth of.
var frameworks = map[string]func() []table{
	"chi":        chi,
	"connect":    connect,
	"echo":       echo,
	"errors":     errorLibraries,
	"fiber":      fiber,
	"gin":        gin,
	"gorilla":    gorilla,
	"prometheus": prometheus,
	"grpc":       grpc,
	"huma":       huma,
}

// leftOut are the methods of contexts that have no row, since they run code
// that the caller chose, or do what no row can say; and the types of which
// handlers call but a few of many methods.
var leftOut = []string{
	"github.com/gin-gonic/gin.Context.Next",
	"github.com/gin-gonic/gin.Context.Stream",
	"github.com/labstack/echo/v4.Context.Error",
	humaPkg + ".Context.EachHeader",
	fiber2 + ".Ctx.Next",
	fiber2 + ".Ctx.RestartRouting",
	fiber3 + ".Ctx.Drop",
	fiber3 + ".Ctx.End",
	fiber3 + ".Ctx.Format",
	fiber3 + ".Ctx.Next",
	fiber3 + ".Ctx.Reset",
	fiber3 + ".Ctx.RestartRouting",
	fiber3 + ".CustomCtx.Drop",
	fiber3 + ".CustomCtx.End",
	fiber3 + ".CustomCtx.Format",
	fiber3 + ".CustomCtx.Next",
	fiber3 + ".CustomCtx.Reset",
	fiber3 + ".CustomCtx.RestartRouting",
	fiber3 + ".DefaultCtx.Drop",
	fiber3 + ".DefaultCtx.End",
	fiber3 + ".DefaultCtx.Format",
	fiber3 + ".DefaultCtx.Next",
	fiber3 + ".DefaultCtx.Reset",
	fiber3 + ".DefaultCtx.RestartRouting",
	fiber3 + ".DefaultRes.Drop",
	fiber3 + ".DefaultRes.End",
	fiber3 + ".DefaultRes.Format",
	fiber3 + ".Res.Drop",
	fiber3 + ".Res.End",
	fiber3 + ".Res.Format",
	"github.com/valyala/fasthttp.RequestCtx.EarlyHints",
	"github.com/valyala/fasthttp.RequestCtx.Hijack",
	"github.com/valyala/fasthttp.RequestCtx.IfModifiedSince",
	"github.com/valyala/fasthttp.RequestCtx.Init",
	"github.com/valyala/fasthttp.RequestCtx.Init2",
	"github.com/valyala/fasthttp.RequestCtx.LastTimeoutErrorResponse",
	"github.com/valyala/fasthttp.RequestCtx.NotModified",
	"github.com/valyala/fasthttp.RequestCtx.ResetBody",
	"github.com/valyala/fasthttp.RequestCtx.TimeoutError",
	"github.com/valyala/fasthttp.RequestCtx.TimeoutErrorWithCode",
	"github.com/valyala/fasthttp.RequestCtx.TimeoutErrorWithResponse",
	"github.com/valyala/fasthttp.RequestCtx.VisitUserValues",
	"github.com/valyala/fasthttp.RequestCtx.VisitUserValuesAll",
	"github.com/valyala/fasthttp.Response",
	"github.com/valyala/fasthttp.ResponseHeader",
	"github.com/valyala/fasthttp.header",
}

// A line is what a client got: testdata/behaviour/observe prints them.
type line struct {
	Row         string
	Probe       string
	Status      int
	ContentType string
	Header      http.Header
	Body        string
}

// An observed call, by probe.
type observed map[string][]line

// TestFrameworks holds every row against the declaration of its API and, where
// it says something of a response, against what the API does.
func TestFrameworks(t *testing.T) {
	for dir, programs := range map[string]map[string]func() []table{frameworksDir: frameworks, librariesDir: moreFrameworks} {
		for _, name := range slices.Sorted(maps.Keys(programs)) {
			t.Run(name, func(t *testing.T) { testFramework(t, dir, name, programs[name]()) })
		}
	}
}

func testFramework(t *testing.T, dir, name string, tables []table) {
	pkgs := resolve(t, dir, tables)
	checkComplete(t, pkgs, tables)
	seen := run(t, dir, name)
	told := make(map[string]bool)
	for _, r := range rowsOf(tables) {
		if want, ok := texts(r); ok {
			told[r.name()] = true
			if ls := seen[r.name()]["text"]; len(ls) != 1 || ls[0].Body != want {
				t.Errorf("%s: text %v, want %q", r.name(), ls, want)
			}
		}
		c, value := builds(pkgs[r.Pkg], r)
		if r.Response == nil && r.OwnResponses == nil && r.Fails == nil && c == nil {
			continue
		}
		told[r.name()] = true
		if c != nil {
			t.Run(r.name(), func(t *testing.T) { checkMade(t, c, value, seen[r.name()]["made"]) })
			continue
		}
		t.Run(r.name(), func(t *testing.T) { checkRow(t, r, waits(r.Pkg), seen[r.name()]) })
	}
	for _, tab := range tables {
		carries := func(name string, r Response) {
			told[name] = true
			t.Run(name, func(t *testing.T) { checkAlike(t, []Response{r}, seen[name]["carrier"]) })
		}
		shown := make(map[string]bool) // types, by name
		if tab.sentinels != nil {
			for _, s := range tab.sentinels() {
				c := builtIn.StatusErrorOf(pkgs[tab.pkg].Scope().Lookup(s.Name).Type())
				carries(tab.pkg+"."+s.Name, about(c.Response, s.Value.Members))
				shown[c.Type] = true
			}
		}
		for i := range tab.statusErrors {
			// Of a type that is not exported the sentinels tell all.
			if c := &tab.statusErrors[i]; c.Type == anyError || token.IsExported(c.Type) {
				carries(tab.pkg+"."+c.Type, c.Response)
			} else if !shown[c.Type] {
				t.Errorf("%s.%s: no sentinel shows it", tab.pkg, c.Type)
			}
		}
	}
	for row, o := range seen {
		if checkCodes(t, o) {
			told[row] = true
		}
		if !told[row] {
			t.Errorf("%s: observed, but no row says anything of a response", row)
		}
	}
}

// checkComplete checks that every method of a context has a row.
func checkComplete(t *testing.T, pkgs map[string]*types.Package, tables []table) {
	t.Helper()
	for _, tab := range tables {
		for _, c := range tab.contexts {
			if leaves(tab.pkg + "." + c.Type) {
				continue
			}
			typ := pkgs[tab.pkg].Scope().Lookup(c.Type).Type()
			if !types.IsInterface(typ) {
				typ = types.NewPointer(typ)
			}
			for sel := range types.NewMethodSet(typ).Methods() {
				fn := sel.Obj().(*types.Func)
				name := tab.pkg + "." + c.Type + "." + fn.Name()
				if row := builtIn.LookupOn(fn, typ); fn.Exported() && (row == nil) != leaves(name) {
					t.Errorf("%s: has a row: %t", name, row != nil)
				}
			}
		}
	}
}

// run runs a program and returns what it observed, by row.
func run(t *testing.T, dir, program string) map[string]observed {
	t.Helper()
	cmd := exec.Command("go", "run", "./behaviour/"+program)
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	seen := make(map[string]observed)
	for dec := json.NewDecoder(&stdout); dec.More(); {
		var l line
		if err := dec.Decode(&l); err != nil {
			t.Fatal(err)
		}
		if seen[l.Row] == nil {
			seen[l.Row] = make(observed)
		}
		seen[l.Row][l.Probe] = append(seen[l.Row][l.Probe], l)
	}
	return seen
}

// waits reports whether what is done through a package's contexts is sent only
// after the handler has returned.
func waits(path string) bool {
	contexts := tables()[path].contexts
	return len(contexts) > 0 && contexts[0].Buffered
}

func checkRow(t *testing.T, r Row, buffered bool, o observed) {
	if len(o) == 0 {
		t.Fatal("no observation")
	}
	if r.Response != nil {
		checkImplied(t, r.Response, o["implied"])
		switch r.Response.Kind {
		case Serve: // that is all that it says
		case Hijack:
			if ls := o["hijack"]; len(ls) != 1 || ls[0].Status != 299 {
				t.Errorf("does not hand the connection over: %v", ls)
			}
		default:
			checkCall(t, r.Response, buffered, o)
		}
	}
	if r.OwnResponses != nil {
		checkAlike(t, r.OwnResponses, o["answers"])
	}
	if r.Fails != nil {
		checkFails(t, r.Fails, o)
	}
}

// checkImplied holds the statuses that a call chooses itself against those that
// it was seen to choose.
func checkImplied(t *testing.T, r *Response, lines []line) {
	var got []int
	for _, l := range lines {
		got = append(got, l.Status)
	}
	if slices.Contains(r.Implied, 403) {
		got = append(got, 403) // of a file that may not be read: whoever runs the test may read all
	}
	slices.Sort(got)
	want := slices.Clone(r.Implied)
	if r.Status.Op == OpFirst { // where none is given
		want = append(want, r.Status.X().Int)
	}
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("implies the statuses %v, sends %v", want, got)
	}
}

func checkCall(t *testing.T, r *Response, buffered bool, o observed) {
	for _, probe := range []string{"alone", "early", "late", "status"} {
		if len(o[probe]) != 1 {
			t.Fatalf("%d observations of it %s, want 1", len(o[probe]), probe)
		}
	}
	alone, early, late, status := o["alone"][0], o["early"][0], o["late"][0], o["status"][0]

	begins := !buffered && !slices.Contains([]Kind{SetStatus, SetHeader, AddHeader, DelHeader}, r.Kind)
	if sent := late.Header.Get("X-Late") == ""; sent != begins {
		t.Errorf("begins the answer: %t, by its kind %t", sent, begins)
	}
	want := 418
	switch {
	case r.Status.Op == OpInt:
		want = r.Status.Int
	case r.Status.Op == OpPlain: // its own choice
		want = alone.Status
	case r.Kind == Redirect:
		want = 303
	case r.Status.Op == OpCode:
		want = 404
	case r.Status.Op == 0 || r.Status.Op == OpStatus:
		want = 200
		if status.Status != 418 {
			t.Errorf("status %d after 418 was set", status.Status)
		}
	}
	if alone.Status != want {
		t.Errorf("status %d, want %d", alone.Status, want)
	}
	checkContentType(t, r, alone, early)
	if r.ContentType != "" && r.Key.Name == "Content-Type" {
		if ls := o["given"]; len(ls) != 1 || ls[0].ContentType != "application/x-given" {
			t.Errorf("given another content type: %v", ls)
		}
	}
	switch r.Kind {
	case Body, Complete:
		checkText(t, r.Body, alone.Body, "")
	case Redirect:
		if got := alone.Header.Get("Location"); !strings.HasSuffix(got, "/there") { // fasthttp makes it absolute
			t.Errorf("Location %q", got)
		}
	default:
		tail := "[tail]"
		if want == http.StatusNoContent {
			tail = ""
		}
		if alone.Body != "" || late.Body != tail {
			t.Errorf("body %q, then %q: it sends one, or lets none follow", alone.Body, late.Body)
		}
	}
	if want, ok := map[Kind][]string{SetHeader: {"new"}, AddHeader: {"old", "new"}, DelHeader: nil}[r.Kind]; ok && r.Key.Op == OpStr && (r.Key.Name != "Set-Cookie" || r.Value.Op == OpPlain) {
		got := alone.Header.Get(r.Key.Name)
		if got == "" || r.Key.Name != "Content-Type" && r.Value.Op != OpPlain && !strings.Contains(got, "new") {
			t.Errorf("%s: %q", r.Key.Name, got)
		}
	} else if ok {
		got := early.Header.Values("X-Field")
		for _, c := range early.Header.Values("Set-Cookie") {
			value, _, _ := strings.Cut(strings.TrimPrefix(c, "field="), ";")
			got = append(got, value)
		}
		if strings.Join(got, ", ") != strings.Join(want, ", ") { // some add to the one field
			t.Errorf("X-Field: %q, want %q", got, want)
		}
	}
}

// checkContentType checks the content type that a call gives a response, with
// and without one that was set before.
func checkContentType(t *testing.T, r *Response, alone, early line) {
	given := r.ContentType
	if r.Key.Name == "Content-Type" {
		if r.Value.Op == OpPlain {
			return // its own choice
		}
		if given == "" {
			given = "application/x-given"
		}
	}
	if given != "" && alone.ContentType != given {
		t.Errorf("content type %q, want %q", alone.ContentType, given)
	}
	want := "application/x-own"
	if given != "" && !r.Keeps {
		want = given
	}
	if early.ContentType != want {
		t.Errorf("content type %q after another was set, want %q", early.ContentType, want)
	}
}

// checkFails checks what a call sends where it fails, and that it sends nothing
// where it does not.
func checkFails(t *testing.T, r *Response, o observed) {
	if ls := o["passes"]; len(ls) != 1 || ls[0].Header.Get("X-Late") == "" {
		t.Errorf("begins the answer although it does not fail, or was not seen to pass: %v", ls)
	}
	var got []int
	for _, l := range o["fails"] {
		got = append(got, l.Status)
		if l.Header.Get("X-Late") != "" || r.Kind == Status && l.Body != "[tail]" {
			t.Errorf("fails, but answers otherwise: %v", l)
		}
	}
	slices.Sort(got)
	want := append([]int{r.Status.Int}, r.Implied...)
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("answers %v where it fails, want %v", got, want)
	}
}

// checkAlike checks answers that are given in the order of the responses.
func checkAlike(t *testing.T, rs []Response, lines []line) {
	t.Helper()
	if len(rs) == 1 && rs[0].Kind == Serve {
		checkImplied(t, &rs[0], lines)
		return
	}
	if len(rs) != len(lines) {
		t.Fatalf("%d answers were seen, want %d", len(lines), len(rs))
	}
	for i, l := range lines {
		checkOwn(t, &rs[i], l)
	}
}

// about returns a response of a value of which the members are known.
func about(r Response, members []Member) Response {
	r.Status, r.Body = substitute(r.Status, members), substitute(r.Body, members)
	return r
}

func substitute(e Expr, members []Member) Expr {
	if e.Op == OpMember {
		for _, m := range members {
			if m.Name == e.Name {
				return m.Value
			}
		}
	}
	e.Args, e.Members = slices.Clone(e.Args), slices.Clone(e.Members)
	for i := range e.Args {
		e.Args[i] = substitute(e.Args[i], members)
	}
	for i := range e.Members {
		e.Members[i].Value = substitute(e.Members[i].Value, members)
	}
	if e.Op == OpStatusText && e.X().Op == OpInt {
		return str(http.StatusText(e.X().Int))
	}
	return e
}

// checkOwn checks a response that nobody's call gives.
func checkOwn(t *testing.T, r *Response, l line) {
	statuses := []int{418}
	if r.Status.Op == OpInt {
		statuses = []int{r.Status.Int}
	} else if r.Status.Op == OpCode {
		statuses = []int{404}
	} else if r.Kind == Serve {
		statuses = r.Implied
	}
	if !slices.Contains(statuses, l.Status) {
		t.Errorf("status %d, want %d", l.Status, statuses)
	}
	if r.ContentType != "" && l.ContentType != r.ContentType {
		t.Errorf("content type %q, want %q", l.ContentType, r.ContentType)
	}
	if key := r.Key.Name; key != "" && l.Header.Get(key) == "" {
		t.Errorf("no %s", key)
	} else if v := r.Value; v.Op == OpStr && l.Header.Get(key) != v.Name {
		t.Errorf("%s: %q, want %q", key, l.Header.Get(key), v.Name)
	}
	if r.Kind == Status && l.Body != "" {
		t.Errorf("body %q, want none", l.Body)
	}
	checkText(t, r.Body, l.Body, shown(r.Body))
}

// shown returns the text that a body made without a caller shows, "" for marker.
func shown(e Expr) string {
	switch e.Op {
	case OpStr:
		return e.Name
	case OpStatusText:
		return http.StatusText(http.StatusTeapot)
	case OpMake:
		return shown(e.Members[0].Value)
	case OpEncode, OpNamed:
		return shown(e.X())
	case OpPlain:
		return "<"
	}
	return ""
}

// checkCodes holds StatusOfCode against the statuses that gRPC codes were seen to
// become, and reports whether there are any.
func checkCodes(t *testing.T, o observed) bool {
	t.Helper()
	n := 0
	for probe, lines := range o {
		number, ok := strings.CutPrefix(probe, "code ")
		if !ok {
			continue
		}
		n++
		if code, err := strconv.Atoi(number); err != nil || StatusOfCode(code) != lines[0].Status {
			t.Errorf("code %s becomes %d, want %d", number, lines[0].Status, StatusOfCode(code))
		}
	}
	if n > 0 && n < len(codeStatus)-1 { // connect has no OK
		t.Errorf("%d codes were seen, want %d", n, len(codeStatus))
	}
	return n > 0
}

// texts returns the text of the error that an error library's function makes, of
// the error "cause" and the marker.
func texts(r Row) (string, bool) {
	if len(r.Results) != 1 || r.Pkg != "github.com/pkg/errors" && r.Pkg != "golang.org/x/xerrors" {
		return "", false
	}
	e := r.Results[0]
	switch e.Op {
	case OpArg:
		return "cause", true
	case OpWrap:
		return marker, true
	case OpError:
		if e.X().Op != OpJoin {
			return marker, true
		}
		var b strings.Builder
		for _, x := range e.X().Args {
			switch {
			case x.Op == OpStr:
				b.WriteString(x.Name)
			case x.Op == OpText:
				b.WriteString("cause")
			default:
				b.WriteString(marker)
			}
		}
		return b.String(), true
	}
	return "", false
}

// builds returns the error that a row's function makes, and how it is answered;
// nil if it makes none.
func builds(pkg *types.Package, r Row) (*StatusError, Expr) {
	for _, e := range r.Results {
		if e.Op == OpMake && e.Name != "" && r.Recv == "" && r.Response == nil {
			return builtIn.StatusErrorOf(pkg.Scope().Lookup(e.Name).Type()), e
		}
	}
	return nil, Expr{}
}

// checkMade checks the response that an error becomes. What a call makes it of is
// the status 418 and the marker, or what stands for them.
func checkMade(t *testing.T, c *StatusError, made Expr, lines []line) {
	if len(lines) != 1 {
		t.Fatalf("%d answers were seen, want 1", len(lines))
	}
	l := lines[0]
	members := make(map[string]Expr)
	for _, m := range made.Members {
		members[m.Name] = m.Value
		for _, in := range m.Value.Members { // of a struct that is embedded
			members[in.Name] = in.Value
		}
	}
	want := http.StatusTeapot
	switch s := members[c.Response.Status.Name]; {
	case c.Response.Status.Op == OpCode:
		want = http.StatusNotFound
	case s.Op == OpInt:
		want = s.Int
	case c.Response.Status.Op == OpInt:
		want = c.Response.Status.Int
	}
	if l.Status != want {
		t.Errorf("status %d, want %d", l.Status, want)
	}
	if want == http.StatusNotModified {
		return // no body
	}
	if ct := c.Response.ContentType; ct != "" && l.ContentType != ct {
		t.Errorf("content type %q, want %q", l.ContentType, ct)
	}
	text := Expr{Op: OpText}
	if body := c.Response.Body; body.Op == OpEncode {
		text = Expr{Op: OpEncode, Name: body.Name}
	} else if m := members[body.Name]; m.Op == OpStr {
		text = m
	}
	checkText(t, text, l.Body, "")
}

// checkText checks that a body shows the text, marker if it is empty, in the
// form that the expression says.
func checkText(t *testing.T, e Expr, body, want string) {
	t.Helper()
	if want == "" {
		want = marker
	}
	switch kind := BodyKind(e.Name); {
	case e.Op == 0:
		return
	case e.Op == OpStr:
		want = e.Name
	case e.Op == OpPlain:
		want = ""
	case e.Op == OpStatusText:
		want = http.StatusText(http.StatusTeapot)
	case e.Op == OpEscape, e.Op == OpEncode && kind == HTML && want == marker:
		want = "two &lt; three"
	case e.Op == OpEncode && kind == XML:
		var text struct {
			Text string `xml:",chardata"`
		}
		_, content, found := strings.Cut(body, "?>")
		if !found {
			content = body
		}
		if err := xml.Unmarshal([]byte("<x>"+content+"</x>"), &text); err != nil {
			t.Errorf("body %q is no XML: %v", body, err)
		}
		body = strings.ReplaceAll(body, "&lt;", "<")
	case e.Op == OpEncode:
		if kind == JSON && !json.Valid([]byte(body)) {
			t.Errorf("body %q is no JSON", body)
		}
		body = strings.NewReplacer(`\u003c`, "<", `\u0026`, "&").Replace(body)
	}
	if !strings.Contains(body, want) {
		t.Errorf("body %q, want %q in it", body, want)
	}
}

func (l line) String() string {
	return fmt.Sprintf("%d %s %q", l.Status, l.ContentType, l.Body)
}
