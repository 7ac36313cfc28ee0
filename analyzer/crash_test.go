package analyzer_test

import (
	"bytes"
	"context"
	"fmt"
	"go/format"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis/analysistest"
)

// What once made the producers or a rule panic or recurse without end.
func TestMendedCrashes(t *testing.T) {
	analysistest.Run(t, testdata(t), together, "./crash/pointers", "./crash/unknownstatus")
}

// crashLimit bounds a run of the command. It takes half a minute on an idle machine,
// more where the frameworks have to be compiled first.
const crashLimit = 20 * time.Minute

// Programs that no one would write, but that compile: nothing in them makes the
// command panic or takes for ever, whatever is found.
func TestStrange(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command")
	}
	vetAll(t, testdata(t), "./crash/strange/...")
}

// TestShapes writes hundreds of types, puts each through encoders, libraries and
// helpers, and runs the command over them.
func TestShapes(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of functions")
	}
	dir := t.TempDir()
	writeShapes(t, dir)
	if n := vetAll(t, dir, "./..."); n < 1000 {
		t.Errorf("nearly nothing is found: %d", n)
	}
}

// vetAll runs go vet with the command and returns how many findings there are.
func vetAll(t *testing.T, dir, pattern string) int {
	t.Helper()
	tool := filepath.Join(t.TempDir(), "respvet")
	if out, err := exec.Command("go", "build", "-o", tool, "../cmd/respvet").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	// A chosen contract judges the shape of each body.
	config := filepath.Join(t.TempDir(), "wpp.yml")
	writeFile(t, config, []byte("contract: wpp\n"))
	ctx, cancel := context.WithTimeout(t.Context(), crashLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", "vet", "-json", "-vettool="+tool, pattern)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "RESPVET_CONFIG="+config)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var trouble strings.Builder
	for line := range strings.Lines(stderr.String()) {
		if !strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "go: downloading ") {
			trouble.WriteString(line)
		}
	}
	if err != nil || trouble.Len() > 0 {
		t.Errorf("%v\n%.6000s", err, &trouble)
	}
	return strings.Count(stdout.String(), `"posn"`)
}

// writeShapes writes a module of a package for each library.
func writeShapes(t *testing.T, dir string) {
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(testdata(t), name))
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.Replace(data, []byte("module github.com/respvet/respvet/testdata"), []byte("module example.com/depot"), 1)
		writeFile(t, filepath.Join(dir, name), data)
	}
	writeFile(t, filepath.Join(dir, "kit", "kit.go"), []byte(kit))
	shapes := shapesOf(plainTypes, 40)
	for _, lib := range libraries {
		writeGo(t, filepath.Join(dir, lib.name, lib.name+".go"), program(lib, shapes, false))
	}
	generic := append(shapesOf(parameters, 20), plainTypes...)
	for _, lib := range libraries {
		if lib.generic {
			writeGo(t, filepath.Join(dir, "generic", lib.name, lib.name+".go"), program(lib, generic, true))
		}
	}
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

func writeGo(t *testing.T, name, src string) {
	t.Helper()
	data, err := format.Source([]byte(src))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	writeFile(t, name, data)
}

// plainTypes are types that shapes are made of. The named ones are declarations.
var plainTypes = []string{
	"int", "string", "bool", "float32", "complex128", "uintptr", "byte", "any", "error", "unsafe.Pointer", "struct{}",
	"interface{ int64() }", "fmt.Stringer", "json.RawMessage", "json.Number", "time.Time", "*time.Duration", "http.Handler", "http.Header", "*http.Request",
	"iter.Seq[int]", "iter.Seq2[string, error]", "func()", "func(...any) (int, error)", "sync.Mutex", "atomic.Pointer[Self]",
	"Self", "Ping", "Pong", "Loop", "Cycle", "Maps", "Slices", "Funcs", "Chans", "Itself", "Asks", "Grows", "Embeds", "Deep", "Both",
	"Marshals", "MarshalsPtr", "Texts", "Fails", "FailsPtr", "hidden", "Hides", "Alias", "Elsewhere",
	"List[int]", "List[List[any]]", "Tree[string, *Self]", "Swap[int, string]", "Wraps[Wraps[Self]]", "PtrTo[int]", "Endless[error]", "GenericAlias[Self]", "kit.Page[Self]", "kit.Page[kit.Page[any]]",
}

// declared are the types that the shapes name. Each refers to itself in another way.
const declared = `
type Self struct { Next *Self; Rest []Self; By map[string]*Self }
type Ping struct { Pong *Pong }
type Pong struct { Ping []Ping; any }
type Loop []Loop
type Cycle map[string]Cycle
type Maps map[any]map[Itself]Maps
type Slices [][]*Slices
type Funcs func(Funcs) Funcs
type Chans chan Chans
type Itself *Itself
type Asks interface { Ask(Asks) (Asks, error) }
type Grows interface { Asks; Grow() interface { Asks; Less(Grows) Grows } }
type Embeds struct { *Embeds; Name string }
type Deep struct { *Ping; *Self; Embeds; http.ResponseWriter }
type Both struct { Self; Pong; Error error ` + "`json:\"error,omitempty\"`" + `; Status int ` + "`json:\"status,string\"`" + ` }
type Marshals struct { Self *Self }
func (Marshals) MarshalJSON() ([]byte, error) { return nil, nil }
type MarshalsPtr struct { Self *Self }
func (*MarshalsPtr) MarshalJSON() ([]byte, error) { return nil, nil }
type Texts int
func (t Texts) MarshalText() ([]byte, error) { return []byte(t.String()), nil }
func (t Texts) String() string { return fmt.Sprint(int(t)) }
type Fails struct { Code int; Self error }
func (f Fails) Error() string { return f.Self.Error() }
func (f Fails) Unwrap() error { return f }
func (f Fails) StatusCode() int { return f.Code }
type FailsPtr struct { Fails; *Self; Of []error }
func (f *FailsPtr) Error() string { return fmt.Sprint(f) }
func (f *FailsPtr) Unwrap() []error { return append(f.Of, f) }
type hidden struct { hidden *hidden; self Self }
type Hides struct { hidden; *Self; Name string ` + "`json:\"-\"`" + `; Text string ` + "`json:\"\"`" + ` }
type Alias = *Both
type Elsewhere = kit.Body
type List[T any] struct { Value T; Next *List[T]; Prev, Last **List[T] }
type Tree[K comparable, V any] struct { By map[K]*Tree[K, V]; Values []V; Up *Tree[K, V] }
type Swap[A, B any] struct { *Inner[B]; Other *Swap[B, A]; Value A }
type Inner[T any] struct { Items []T }
type Wraps[T any] struct { T T; Of []Wraps[T] }
type PtrTo[T any] *T
type Endless[T any] *Endless[T]
type GenericAlias[T any] = List[*T]
`

// parameters are the type parameters that the generic functions have.
var parameters = []string{"T", "S", "M", "P", "F", "N", "C", "U", "E", "X", "I", "List[T]", "Tree[N, S]", "Swap[T, F]", "kit.Page[T]", "Wraps[P]", "PtrTo[T]", "GenericAlias[M]"}

// parameterList declares them, most with a core type.
const parameterList = "[T any, S ~[]T, M ~map[string]T, P interface{ *T; error }, F ~struct{ Error string; Items []int }, N ~int | ~string, C ~chan T, U ~[]byte | ~string, E error, X interface{ Asks; comparable }, I kit.Related[I]]"

// wrappers make a type of another.
var wrappers = []string{
	"*%s", "**%s", "[]%s", "[3]%s", "[0]*%s", "map[string]%s", "map[int][]%s", "map[any]%s", "chan %s", "func() %s", "func(%[1]s) (%[1]s, error)",
	"struct{ F %s }", "struct{ F *%s `json:\"f,omitempty\"`; G []%[1]s `json:\"error\"` }", "struct{ f %s }", "[]struct{ A, B %s }", "interface{ M() %s }",
	"List[%s]", "*Wraps[%s]", "Swap[%s, int]", "Tree[string, %s]", "kit.Page[%s]", "iter.Seq[%s]", "atomic.Pointer[%s]",
}

// shapesOf returns each type, in each wrapper, and some of those in a second one.
func shapesOf(types []string, twice int) (shapes []string) {
	shapes = append(shapes, types...)
	for i, t := range types {
		for j := range 2 { // others for the next type
			shapes = append(shapes, fmt.Sprintf(wrappers[(2*i+j)%len(wrappers)], t))
		}
	}
	r := rand.New(rand.NewPCG(1, 2)) // the same ones each time
	for n := len(shapes); twice > 0; twice-- {
		shapes = append(shapes, fmt.Sprintf(wrappers[r.IntN(len(wrappers))], shapes[r.IntN(n)]))
	}
	return shapes
}

// A library is how the handlers of a program are written.
type library struct {
	name    string
	imports string
	params  string   // of a handler
	result  string   // and its result
	end     string   // its last statement
	uses    []string // of the variable v, of the type %[1]s
	generic bool     // may a function with type parameters use it
}

var libraries = []library{
	{"plain", `"encoding/xml"; "html/template"; "log/slog"; "context"; "io"; "bytes"`, "w http.ResponseWriter, r *http.Request", "", "", []string{
		`json.NewEncoder(w).Encode(v)`,
		`json.NewEncoder(w).Encode(&v)`,
		`w.WriteHeader(500); b, _ := json.MarshalIndent(map[string]any{"error": v, "status": 500}, "", " "); w.Write(b)`,
		`w.WriteHeader(404); xml.NewEncoder(w).Encode(&v)`,
		`http.Error(w, fmt.Sprint(v), 500)`,
		`http.Error(w, fmt.Sprintf("%%+v %%v", &v, v), 400)`,
		`fmt.Fprintf(w, "{\"error\": %%q}", fmt.Sprint(v))`,
		`fmt.Fprintln(w, v, &v)`,
		`w.Header().Set("X-Value", fmt.Sprint(v)); w.WriteHeader(204)`,
		`kit.Reply(w, 409, v)`,
		`kit.Reply(w, 400, &v)`,
		`kit.Any(w, 500, &v)`,
		`kit.Any(w, 500, []any{v, &v, nil})`,
		`kit.Fail(w, fmt.Errorf("depot: %%v: %%w", v, io.EOF))`,
		`var a any = v; switch x := a.(type) { case error: http.Error(w, x.Error(), 500); case fmt.Stringer: io.WriteString(w, x.String()); case *%[1]s: kit.Any(w, 200, x) }`,
		`var p *%[1]s; if r.Method == "GET" { p = &v }; kit.Any(w, 200, p)`,
		`p := new(%[1]s); q := &p; if json.NewDecoder(r.Body).Decode(*q) != nil { w.WriteHeader(400); return }; json.NewEncoder(w).Encode(q)`,
		`defer func() { if x := recover(); x != nil { kit.Any(w, 500, x) } }(); panic(v)`,
		`template.Must(template.New("").Parse("{{.}}")).Execute(w, v)`,
		`ctx := context.WithValue(r.Context(), "k", v); x, _ := ctx.Value("k").(%[1]s); kit.Reply(w, 200, x)`,
		`list := []%[1]s{}; for range 3 { list = append(list, v) }; json.NewEncoder(w).Encode(list)`,
		`var list []%[1]s; for _, x := range list { v = x }; kit.Any(w, 200, kit.Page[%[1]s]{Items: list, First: &v})`,
		`m := map[string]%[1]s{"error": v}; m["status"] = v; delete(m, "status"); clear(m); json.NewEncoder(w).Encode(m)`,
		`ch := make(chan %[1]s, 1); select { case ch <- v: case v = <-ch: case <-r.Context().Done(): return }; kit.Any(w, 200, v)`,
		`get := func() (x %[1]s, err error) { defer func() { x = v }(); return }; x, err := get(); if err != nil { kit.Fail(w, err); return }; kit.Reply(w, 200, x)`,
		`f := kit.Reply[%[1]s]; f(w, 500, v)`,
		`var buf bytes.Buffer; if err := json.NewEncoder(&buf).Encode(v); err != nil { slog.Error("no", "v", v); http.Error(w, err.Error(), 500); return }; buf.WriteTo(w)`,
		`for x := range func(yield func(%[1]s) bool) { yield(v) } { kit.Any(w, 400, x); return }`,
		`res, err := kit.Fetch[%[1]s](r.Context(), "http://localhost"); if err != nil { http.Error(w, err.Error(), 502); return }; kit.Reply(w, 200, res)`,
		`err := kit.Again(func() error { res, err := http.Get("http://localhost"); if err != nil { return err }; defer res.Body.Close(); return json.NewDecoder(res.Body).Decode(&v) }); if err != nil { kit.Fail(w, err) }`,
	}, true},
	{"gins", `"github.com/gin-gonic/gin"`, "c *gin.Context", "", "", []string{
		`c.JSON(500, v)`, `c.JSON(200, &v)`, `c.IndentedJSON(404, gin.H{"error": v})`, `c.AbortWithStatusJSON(400, &v)`, `c.XML(500, v)`, `c.YAML(500, &v)`,
		`c.String(500, "%%v", v)`, `c.AbortWithError(500, fmt.Errorf("%%v", v))`, `c.Error(fmt.Errorf("%%v", v)); c.Status(500)`,
		`if err := c.ShouldBindJSON(&v); err != nil { c.JSON(400, gin.H{"error": err.Error(), "v": v}); return }`, `if c.BindJSON(&v) == nil { c.Set("v", v) }`,
		`x, _ := c.Get("v"); y, _ := x.(%[1]s); c.JSON(500, y)`, `c.JSON(500, gin.H{"errors": []any{v, gin.H{"v": &v}}})`, `c.Header("X", fmt.Sprint(v)); c.Next()`,
		`c.Negotiate(500, gin.Negotiate{Offered: []string{gin.MIMEJSON}, Data: v})`, `next := c.Next; next(); done := c.Abort; done()`, `panic(v)`,
	}, true},
	{"echos", `"github.com/labstack/echo/v4"`, "c echo.Context", "error", "return nil", []string{
		`return c.JSON(500, v)`, `return c.JSONPretty(404, &v, " ")`, `return c.XML(500, v)`, `return c.String(400, fmt.Sprint(v))`, `return echo.NewHTTPError(500, v)`,
		`return echo.NewHTTPError(400, &v, fmt.Sprint(v))`, `return &echo.HTTPError{Code: 500, Message: v}`, `return fmt.Errorf("%%v", v)`,
		`if err := c.Bind(&v); err != nil { return err }; if err := c.Validate(v); err != nil { return c.JSON(400, echo.Map{"error": err.Error()}) }`,
		`x, _ := c.Get("v").(%[1]s); return c.JSON(200, []any{x, &x})`, `return c.HTML(500, fmt.Sprintf("%%v", v))`, `return echo.NewHTTPError(500).SetInternal(fmt.Errorf("%%v", v))`,
	}, true},
	{"fibers", `"github.com/gofiber/fiber/v2"`, "c *fiber.Ctx", "error", "return nil", []string{
		`return c.JSON(v)`, `return c.Status(500).JSON(&v)`, `return c.Status(404).JSON(fiber.Map{"error": v})`, `return c.SendString(fmt.Sprint(v))`, `return fiber.NewError(500, fmt.Sprint(v))`,
		`return &fiber.Error{Code: 400, Message: fmt.Sprint(v)}`, `if err := c.BodyParser(&v); err != nil { return c.Status(400).JSON(err) }`, `c.Locals("v", v); x, _ := c.Locals("v").(%[1]s); return c.JSON(x)`,
		`return c.Status(500).XML(v)`, `return fmt.Errorf("%%v", v)`, `_, err := fmt.Fprint(c, v); return err`,
	}, true},
	{"fibers3", `"github.com/gofiber/fiber/v3"`, "c fiber.Ctx", "error", "return nil", []string{
		`return c.JSON(v)`, `return c.Status(500).JSON(&v)`, `return c.Status(404).JSON(fiber.Map{"error": v})`, `return c.SendString(fmt.Sprint(v))`, `return fiber.NewError(500, fmt.Sprint(v))`,
		`if err := c.Bind().Body(&v); err != nil { return c.Status(400).JSON(err) }`, `return fmt.Errorf("%%v", v)`,
	}, true},
	{"chis", `"github.com/go-chi/render"; "github.com/go-chi/chi/v5"`, "w http.ResponseWriter, r *http.Request", "", "", []string{
		`render.JSON(w, r, v)`, `render.Status(r, 500); render.JSON(w, r, &v)`, `render.Status(r, 404); render.XML(w, r, v)`, `render.PlainText(w, r, fmt.Sprint(v))`,
		`if err := render.DecodeJSON(r.Body, &v); err != nil { render.Status(r, 400); render.JSON(w, r, map[string]any{"error": err.Error(), "v": v}) }`, `render.Respond(w, r, v)`,
		`mux := chi.NewRouter(); mux.Get("/", func(w http.ResponseWriter, r *http.Request) { kit.Any(w, 500, v) }); mux.ServeHTTP(w, r)`,
	}, true},
	{"fasts", `"github.com/valyala/fasthttp"`, "ctx *fasthttp.RequestCtx", "", "", []string{
		`ctx.Error(fmt.Sprint(v), 500)`, `ctx.SetStatusCode(404); json.NewEncoder(ctx).Encode(v)`, `b, err := json.Marshal(&v); if err != nil { ctx.Error(err.Error(), 500); return }; ctx.SetBody(b)`, `fmt.Fprintf(ctx, "%%v", v)`,
	}, true},
	{"humas", `"github.com/danielgtaylor/huma/v2"; "context"`, "api huma.API", "", "", []string{
		`type out struct { Body %[1]s }; huma.Get(api, "/", func(ctx context.Context, in *struct{ Body %[1]s }) (*out, error) { if in == nil { return nil, huma.Error500InternalServerError(fmt.Sprint(v), fmt.Errorf("%%v", v)) }; return &out{v}, nil })`,
		`huma.Register(api, huma.Operation{Method: "GET", Path: "/"}, func(ctx context.Context, in *struct{}) (*struct{ Status int; Body any }, error) { return &struct{ Status int; Body any }{500, v}, fmt.Errorf("%%v", v) })`,
	}, false},
	{"clients", `"github.com/avast/retry-go/v4"; "github.com/cenkalti/backoff/v4"; "github.com/go-resty/resty/v2"; "github.com/hashicorp/go-retryablehttp"; "errors"; "bytes"; "io"`, "client *http.Client, url string", "(out any, err error)", "return", []string{
		`for { res, err := client.Get(url); if err != nil { continue }; defer res.Body.Close(); if res.StatusCode >= 500 { time.Sleep(time.Second); continue }; err = json.NewDecoder(res.Body).Decode(&v); return v, err }`,
		`err = retry.Do(func() error { res, err := client.Get(url); if err != nil { return err }; defer res.Body.Close(); return json.NewDecoder(res.Body).Decode(&v) }); return &v, err`,
		`op := func() error { res, err := http.Post(url, fmt.Sprint(v), nil); if err == nil && res.StatusCode == 429 { return backoff.Permanent(fmt.Errorf("%%v", v)) }; return err }; err = backoff.Retry(op, backoff.NewExponentialBackOff())`,
		`res, err := resty.New().R().SetBody(v).SetResult(&v).SetError(new(%[1]s)).Post(url); if err != nil { return nil, err }; return res.Result(), nil`,
		`b, _ := json.Marshal(v); req, err := http.NewRequest("POST", url, bytes.NewReader(b)); if err != nil { return }; for i := range 3 { var res *http.Response; if res, err = client.Do(req); err == nil { io.Copy(io.Discard, res.Body); return v, errors.Join(err, res.Body.Close()) }; time.Sleep(time.Duration(i)) }`,
		`c := retryablehttp.NewClient(); res, err := c.Get(url); if err != nil { return }; if res.StatusCode != 200 { return nil, fmt.Errorf("%%v", v) }; return v, json.NewDecoder(res.Body).Decode(&v)`,
		`send := client.Do; req, _ := http.NewRequest("GET", url, nil); res, err := send(req); if err != nil { return nil, err }; return v, json.NewDecoder(res.Body).Decode(&v)`,
	}, true},
}

// program returns a package whose functions use each shape in some of the ways of
// a library, and each way for many shapes.
func program(lib library, shapes []string, generic bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport (\n", lib.name)
	all := `"encoding/json"; "fmt"; "iter"; "net/http"; "sync"; "sync/atomic"; "time"; "unsafe"; "example.com/depot/kit"`
	for imp := range strings.SplitSeq(all+"; "+lib.imports, "; ") {
		b.WriteString(imp + "\n")
	}
	b.WriteString(")\n" + declared + "\nvar _ = unsafe.Pointer(nil)\nvar _ sync.Mutex\nvar _ iter.Seq[int]\nvar _ atomic.Bool\nvar _ = json.Marshal\nvar _ time.Time\nvar _ kit.Body\nvar _ = fmt.Sprint\n")
	step := min(len(lib.uses), 10) // one or a few of the ways for each shape, others for the next
	params := ""
	if generic {
		params = parameterList
	}
	for i, shape := range shapes {
		known := i/step%2 == 0
		for j := i % step; j < len(lib.uses); j += step {
			use := fmt.Sprintf(lib.uses[j]+"%[2]s", shape, "")
			body := "var v " + shape + "\n"
			if !known {
				body = ""
			}
			fmt.Fprintf(&b, "\nfunc h%d_%d%s(%s", i, j, params, lib.params)
			if !known {
				fmt.Fprintf(&b, ", v %s", shape)
			}
			fmt.Fprintf(&b, ") %s {\n%s_ = v\n%s", lib.result, body, strings.ReplaceAll(use, "; ", "\n"))
			if lib.end != "" && !strings.HasPrefix(use, "return") {
				fmt.Fprintf(&b, "\n%s", lib.end)
			}
			b.WriteString("\n}\n")
		}
	}
	return b.String()
}

// kit is the package of helpers that the others share.
const kit = `package kit

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

// A Related type is compared with itself alone.
type Related[T any] interface{ Less(T) bool }

type Body struct {
	Errors []Body ` + "`json:\"errors\"`" + `
	Detail any    ` + "`json:\"detail,omitempty\"`" + `
	Cause  *Body
}

type Page[T any] struct {
	Items []T      ` + "`json:\"items\"`" + `
	First *T       ` + "`json:\"first,omitempty\"`" + `
	Next  *Page[T] ` + "`json:\"next\"`" + `
}

func Reply[T any](w http.ResponseWriter, code int, v T) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

func Any(w http.ResponseWriter, code int, v any) { Reply(w, code, &v) }

func Fail(w http.ResponseWriter, err error) {
	if err == nil {
		Fail(w, errors.New("nothing"))
	}
	Any(w, 500, Body{Detail: err.Error(), Errors: []Body{{Detail: err}}})
}

func Fetch[T any](ctx context.Context, url string) (v T, err error) {
	for range 3 {
		req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			continue
		}
		defer res.Body.Close()
		if res.StatusCode == 200 {
			return v, json.NewDecoder(res.Body).Decode(&v)
		}
	}
	return
}

func Again(f func() error) error {
	if err := f(); err != nil {
		return Again(f)
	}
	return nil
}
`
