// Command routes registers a handler in each way that the model's routes say, and
// prints which requests get to it. The routes come on the standard input.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/danielgtaylor/huma/v2/adapters/humamux"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	fiber2 "github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/gorilla/mux"
	echo4 "github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

// A route is a row of the model: which argument is what, -1 for none.
type route struct {
	Pkg, Recv, Name               string
	Router, Path, Method, Handler int
	Last, Mount, Strips           bool
	Serves                        []int
	Calls                         string
	Scope                         int
	Verb                          string // the request method that the row is for, if it is for one
}

// What is registered: path and method where the call takes them, and what is
// asked of a router that the call returns, or is given.
const (
	path   = "/p"
	method = "PUT"
	inner  = "/q"
)

var (
	hit  bool // the handler has run
	code int  // of the answer
)

// Each framework's handler, and a middleware.
func stdH(w http.ResponseWriter, _ *http.Request) { hit = true }
func ginH(*gin.Context)                           { hit = true }
func ginMW(c *gin.Context)                        { c.Next() }
func echo4H(echo4.Context) error                  { hit = true; return nil }
func echo5H(*echo5.Context) error                 { hit = true; return nil }
func fiber2H(*fiber2.Ctx) error                   { hit = true; return nil }
func fiber2MW(c *fiber2.Ctx) error                { return c.Next() }
func fiber3H(fiber3.Ctx) error                    { hit = true; return nil }
func fiber3MW(c fiber3.Ctx) error                 { return c.Next() }

// registers has methods that huma calls, and others.
type registers struct{}

func (registers) RegisterInner(api huma.API) { add(api, inner) }
func (registers) Register(api huma.API)      { add(api, path) }
func (registers) Add(api huma.API)           { add(api, path+inner) }

type in struct{}
type out struct{}

func humaH(context.Context, *in) (*out, error) { hit = true; return nil, nil }

// handler returns the handler, or a middleware, as a parameter of a type wants it.
func handler(pkg string, t reflect.Type, middleware bool) reflect.Value {
	for _, pair := range [][2]any{
		{http.HandlerFunc(stdH), http.HandlerFunc(stdH)}, {ginH, ginMW}, {echo4H, nil}, {echo5H, nil}, {fiber2H, fiber2MW}, {humaH, nil},
	} {
		v := reflect.ValueOf(pair[0])
		if middleware && pair[1] != nil {
			v = reflect.ValueOf(pair[1])
		}
		if t.NumMethod() == 0 && t.Kind() == reflect.Interface { // any
			v = reflect.ValueOf(fiber3H)
			if middleware {
				v = reflect.ValueOf(fiber3MW)
			}
			return v
		}
		if v.Type().ConvertibleTo(t) {
			return v.Convert(t)
		}
	}
	panic(fmt.Sprintf("no handler for %s in %s", t, pkg))
}

// around returns middleware that leaves requests to what is behind it, as a parameter of a
// type wants it; ok is false for a type that is none of middleware.
func around(pkg string, t reflect.Type) (mw reflect.Value, ok bool) {
	switch pkg + " " + t.String() {
	case "github.com/gofiber/fiber/v2 interface {}":
		return reflect.ValueOf(fiber2MW), true
	case "github.com/gofiber/fiber/v3 interface {}":
		return reflect.ValueOf(fiber3MW), true
	}
	for _, mw := range []any{ginMW, fiber2MW} {
		if v := reflect.ValueOf(mw); t.Kind() == reflect.Func && v.CanConvert(t) {
			return v.Convert(t), true
		}
	}
	if t.Kind() == reflect.Func && t.NumIn() == 1 && t.NumOut() == 1 && t.In(0) == t.Out(0) {
		return reflect.MakeFunc(t, func(in []reflect.Value) []reflect.Value { return in }), true
	}
	return reflect.Value{}, false
}

// add registers the handler for GET requests of a path.
func add(router any, path string) {
	switch r := router.(type) {
	case *http.ServeMux:
		r.HandleFunc("GET "+path, stdH)
	case chi.Router:
		r.Get(path, stdH)
	case gin.IRoutes:
		r.GET(path, ginH)
	case *echo4.Echo:
		r.GET(path, echo4H)
	case *echo4.Group:
		r.GET(path, echo4H)
	case *echo5.Echo:
		r.GET(path, echo5H)
	case *echo5.Group:
		r.GET(path, echo5H)
	case fiber2.Router:
		r.Get(path, fiber2H)
	case fiber3.Router:
		r.Get(path, fiber3H)
	case fiber3.Register:
		r.RouteChain(path).Get(fiber3H)
	case *mux.Router:
		r.HandleFunc(path, stdH)
	case *mux.Route:
		r.Subrouter().HandleFunc(path, stdH)
	case huma.API:
		huma.Get(r, path, humaH)
	default:
		panic(fmt.Sprintf("no way to add to %T", router))
	}
}

// A server runs a request and reports whether it reached the handler.
type server func(r *http.Request)

func std(h http.Handler) server {
	return func(r *http.Request) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		code = w.Code
	}
}

// fiberApp serves an app of either version.
func fiberApp[C any](test func(*http.Request, ...C) (*http.Response, error)) server {
	return func(r *http.Request) {
		if resp, err := test(r); err == nil {
			code = resp.StatusCode
		}
	}
}

// routers returns a router for each type of a package, and what serves it.
func routers(rt route) (router any, serve server) {
	recv := rt.Recv
	switch rt.Pkg {
	case "net/http":
		if recv == "" {
			http.DefaultServeMux = http.NewServeMux()
			return nil, std(http.DefaultServeMux)
		}
		m := http.NewServeMux()
		return m, std(m)
	case "github.com/go-chi/chi/v5":
		m := chi.NewRouter()
		return m, std(m)
	case "github.com/gin-gonic/gin":
		e := gin.New()
		if recv == "Engine" {
			return e, std(e)
		}
		return &e.RouterGroup, std(e)
	case "github.com/labstack/echo/v4":
		e := echo4.New()
		if recv == "Group" {
			return e.Group(""), std(e)
		}
		return e, std(e)
	case "github.com/labstack/echo/v5":
		e := echo5.New()
		if recv == "Group" {
			return e.Group(""), std(e)
		}
		return e, std(e)
	case "github.com/gofiber/fiber/v2":
		app := fiber2.New()
		serve = fiberApp(app.Test)
		if recv == "App" {
			return app, serve
		}
		return app.Group(""), serve
	case "github.com/gofiber/fiber/v3":
		app := fiber3.New()
		serve = fiberApp(app.Test)
		switch {
		case recv == "App":
			return app, serve
		case recv == "Register" && rt.Handler > 0: // which has its path
			return app.RouteChain(path), serve
		case recv == "Register":
			return app.RouteChain(""), serve
		}
		return app.Group(""), serve
	case "github.com/gorilla/mux":
		r := mux.NewRouter()
		if recv == "Route" {
			return r.NewRoute(), std(r)
		}
		return r, std(r)
	case "github.com/danielgtaylor/huma/v2":
		m := chi.NewRouter()
		return humachi.New(m, huma.DefaultConfig("", "")), std(m)
	}
	return nil, nil
}

// call makes the call of a route and returns its result.
func call(rt route, fn reflect.Value, recv any) any {
	var args []reflect.Value
	t := fn.Type()
	first := 0
	if rt.Recv != "" {
		first = 1 // the receiver is argument 0
	}
	for i := range t.NumIn() {
		p := t.In(i)
		variadic := t.IsVariadic() && i == t.NumIn()-1
		if variadic {
			p = p.Elem()
		}
		switch n := i + first; {
		case n == rt.Router && rt.Recv == "":
			args = append(args, reflect.ValueOf(recv))
		case n == rt.Path:
			args = append(args, reflect.ValueOf(path))
		case n == rt.Method && p.Kind() == reflect.Slice:
			args = append(args, reflect.ValueOf([]string{method}))
		case n == rt.Method:
			args = append(args, reflect.ValueOf(method))
		case p == reflect.TypeFor[echo5.Route]():
			args = append(args, reflect.ValueOf(echo5.Route{Method: method, Path: path, Handler: echo5H}))
		case len(rt.Serves) > 0 && p.Kind() == reflect.String && strings.HasPrefix(rt.Name, "Static") && !strings.HasPrefix(rt.Name, "StaticFile"):
			args = append(args, reflect.ValueOf("."))
		case len(rt.Serves) > 0 && p.Kind() == reflect.String:
			args = append(args, reflect.ValueOf(inner[1:]))
		case p == reflect.TypeFor[http.FileSystem]():
			args = append(args, reflect.ValueOf(http.Dir(".")))
		case p == reflect.TypeFor[fs.FS]():
			args = append(args, reflect.ValueOf(os.DirFS(".")))
		case n == rt.Scope && rt.Calls != "":
			args = append(args, reflect.ValueOf(registers{}))
		case n == rt.Handler && rt.Mount:
			sub := reflect.New(reflect.TypeOf(0)).Elem()
			switch recv.(type) {
			case fiber2.Router:
				app := fiber2.New()
				add(app, inner)
				sub = reflect.ValueOf(app)
			default:
				m := chi.NewRouter()
				add(m, inner)
				sub = reflect.ValueOf(m)
			}
			args = append(args, sub)
		case n == rt.Handler && rt.Last:
			args = append(args, handler(rt.Pkg, p, true))
			if variadic {
				args = append(args, handler(rt.Pkg, p, false))
			}
		case n == rt.Handler:
			args = append(args, handler(rt.Pkg, p, false))
		case n > rt.Handler && rt.Handler > 0 && rt.Last:
			args = append(args, handler(rt.Pkg, p, false))
		case n == rt.Scope && rt.Scope > 0:
			args = append(args, reflect.MakeFunc(p, func(in []reflect.Value) []reflect.Value {
				add(in[0].Interface(), inner)
				return nil
			}))
		case variadic && rt.Name == "Schemes":
			args = append(args, reflect.ValueOf("http"))
		case variadic:
			if mw, ok := around(rt.Pkg, p); ok && n > 0 { // fiber's Use panics without one
				args = append(args, mw)
			}
		case p.Kind() == reflect.Func: // a matcher
			args = append(args, reflect.MakeFunc(p, func([]reflect.Value) []reflect.Value { return []reflect.Value{reflect.ValueOf(true)} }))
		case p.Kind() == reflect.String:
			args = append(args, reflect.ValueOf("example.com")) // a host, or a name
		case p.Kind() == reflect.Interface && p.NumMethod() == 0: // fiber's middleware
			args = append(args, handler(rt.Pkg, p, true))
		case p == reflect.TypeFor[huma.Operation]():
			args = append(args, reflect.ValueOf(huma.Operation{OperationID: "x", Method: method, Path: path}))
		case p == reflect.TypeFor[huma.Config]():
			args = append(args, reflect.ValueOf(huma.DefaultConfig("", "")))
		default:
			args = append(args, reflect.Zero(p))
		}
	}
	if results := fn.Call(args); len(results) > 0 {
		return results[0].Interface()
	}
	return nil
}

// funcs are the functions that routes are about.
var funcs = map[string]any{
	"net/http.Handle":      http.Handle,
	"net/http.HandleFunc":  http.HandleFunc,
	"net/http.StripPrefix": http.StripPrefix,
}

func humaFuncs() {
	const pkg = "github.com/danielgtaylor/huma/v2"
	for name, fn := range map[string]any{
		"Register": huma.Register[in, out], "Delete": huma.Delete[in, out], "Get": huma.Get[in, out], "Head": huma.Head[in, out],
		"Patch": huma.Patch[in, out], "Post": huma.Post[in, out], "Put": huma.Put[in, out],
		"AutoRegister": huma.AutoRegister,
		"NewGroup":     func(api huma.API, prefixes ...string) huma.API { return huma.NewGroup(api, prefixes...) },
	} {
		funcs[pkg+"."+name] = fn
	}
	for name, fn := range map[string]any{
		"humachi.New": humachi.New, "humaecho.New": humaecho.New, "humafiber.New": humafiber.New, "humagin.New": humagin.New,
		"humago.New": humago.New, "humamux.New": func(r *mux.Router, c huma.Config) huma.API { return humamux.New(r, c) },
		"humago.NewWithPrefix": humago.NewWithPrefix, "humaecho.NewWithGroup": humaecho.NewWithGroup,
		"humafiber.NewWithGroup": humafiber.NewWithGroup, "humagin.NewWithGroup": humagin.NewWithGroup,
	} {
		funcs[pkg+"/adapters/"+name] = fn
	}
}

// adapted calls an adapter's function, on a group of /p where it takes one.
func adapted(rt route, fn reflect.Value) (any, server) {
	config := reflect.ValueOf(huma.DefaultConfig("", ""))
	var router, group any
	var serve server
	switch fn.Type().In(0) {
	case reflect.TypeFor[chi.Router]():
		m := chi.NewRouter()
		router, serve = m, std(m)
	case reflect.TypeFor[*echo4.Echo]():
		e := echo4.New()
		router, group, serve = e, e.Group(path), std(e)
	case reflect.TypeFor[*fiber2.App]():
		app := fiber2.New()
		router, group, serve = app, app.Group(path), fiberApp(app.Test)
	case reflect.TypeFor[*gin.Engine]():
		e := gin.New()
		router, group, serve = e, e.Group(path), std(e)
	case reflect.TypeFor[*mux.Router]():
		m := mux.NewRouter()
		router, serve = m, std(m)
	default:
		m := http.NewServeMux()
		router, serve = m, std(m)
	}
	args := []reflect.Value{reflect.ValueOf(router)}
	switch rt.Name {
	case "NewWithGroup":
		args = append(args, reflect.ValueOf(group))
	case "NewWithPrefix":
		args = append(args, reflect.ValueOf(path))
	}
	return fn.Call(append(args, config))[0].Interface(), serve
}

// observe registers and returns the requests that reach the handler.
func observe(rt route) (served []string, ok bool) {
	recv, serve := routers(rt)
	var fn reflect.Value
	if rt.Recv != "" {
		fn = reflect.ValueOf(recv).MethodByName(rt.Name)
	} else {
		fn = reflect.ValueOf(funcs[rt.Pkg+"."+rt.Name])
	}
	if !fn.IsValid() {
		return nil, false
	}
	var result any
	switch {
	case serve == nil:
		result, serve = adapted(rt, fn)
	case rt.Strips:
		sub := http.NewServeMux()
		add(sub, inner)
		http.Handle(path+"/", http.StripPrefix(path, sub))
	default:
		result = call(rt, fn, recv)
	}
	if r, ok := result.(*mux.Route); ok && rt.Name == "Path" {
		r.HandlerFunc(stdH) // nothing is below it
	} else if rt.Handler <= 0 && rt.Scope == 0 && len(rt.Serves) == 0 {
		add(result, inner)
	}
	for _, p := range []string{path, inner, path + inner} {
		methods := []string{"DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"}
		if rt.Verb != "" && !slices.Contains(methods, rt.Verb) {
			methods = append(methods, rt.Verb)
		}
		if len(rt.Serves) > 0 {
			methods = []string{"GET", "HEAD", "OPTIONS", "POST", "PUT"}
		}
		for _, m := range methods {
			r := httptest.NewRequest("GET", "http://example.com"+p, nil)
			r.Method, hit, code = m, false, 0 // NewRequest reads the URL of CONNECT in another way
			serve(r)
			if len(rt.Serves) > 0 {
				hit = code == http.StatusOK
			}
			if hit {
				served = append(served, m+" "+p)
			}
		}
	}
	slices.Sort(served)
	return served, true
}

// atFile goes to a directory that has a file of a name and nothing else.
func atFile(name string) error {
	dir, err := os.MkdirTemp("", "routes")
	if err != nil {
		return err
	}
	return errors.Join(os.Chdir(dir), os.WriteFile(name, []byte("text"), 0o666))
}

func main() {
	gin.SetMode(gin.ReleaseMode)
	log.SetOutput(io.Discard)
	humaFuncs()
	if err := atFile(inner[1:]); err != nil {
		panic(err)
	}
	var routes []route
	if err := json.NewDecoder(os.Stdin).Decode(&routes); err != nil {
		panic(err)
	}
	result := make([][]string, len(routes))
	for i, rt := range routes {
		func() {
			defer func() {
				if v := recover(); v != nil {
					result[i] = []string{fmt.Sprint("panic: ", v)}
				}
			}()
			if served, ok := observe(rt); ok {
				result[i] = append([]string{}, served...)
			}
		}()
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		panic(err)
	}
}
