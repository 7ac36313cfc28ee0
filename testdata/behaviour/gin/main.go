// Gin shows what the calls of gin do to a response.
package main

import (
	"errors"
	"html/template"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
	"github.com/gin-gonic/gin/render"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg = "github.com/gin-gonic/gin."

func serve(do func(*gin.Context)) http.Handler {
	e := gin.New()
	e.SetHTMLTemplate(template.Must(template.New("page").Parse("{{.}}")))
	e.NoRoute(func(c *gin.Context) { c.Status(http.StatusOK) }, do)
	return e
}

var app = observe.App[*gin.Context]{
	Serve: serve,
	Early: func(c *gin.Context) {
		c.Writer.Header().Set("Content-Type", "application/x-own")
		c.Writer.Header().Set("X-Field", "old")
	},
	Late:   func(c *gin.Context) { c.Writer.Header().Set("X-Late", "yes") },
	Teapot: func(c *gin.Context) { c.Status(http.StatusTeapot) },
	Tail:   func(c *gin.Context) { io.WriteString(c.Writer, "[tail]") },
}

func main() {
	gin.SetMode(gin.ReleaseMode)
	gin.DefaultWriter, gin.DefaultErrorWriter = io.Discard, io.Discard

	answers()
	headers()
	files()
	bind()
	rendering()
	engine()
}

// call makes a call of a method of gin.Context or of gin.ResponseWriter.
func call(name string, do func(*gin.Context)) { app.Call(pkg+name, do) }

func answers() {
	value := gin.H{"text": observe.Marker}
	encoders := map[string]func(*gin.Context, int, any){
		"JSON":                    (*gin.Context).JSON,
		"IndentedJSON":            (*gin.Context).IndentedJSON,
		"PureJSON":                (*gin.Context).PureJSON,
		"SecureJSON":              (*gin.Context).SecureJSON,
		"AsciiJSON":               (*gin.Context).AsciiJSON,
		"JSONP":                   (*gin.Context).JSONP,
		"AbortWithStatusJSON":     (*gin.Context).AbortWithStatusJSON,
		"AbortWithStatusPureJSON": (*gin.Context).AbortWithStatusPureJSON,
		"XML":                     (*gin.Context).XML,
		"YAML":                    (*gin.Context).YAML,
		"TOML":                    (*gin.Context).TOML,
	}
	for name, encode := range encoders {
		call("Context."+name, func(c *gin.Context) { encode(c, observe.Status, value) })
	}
	call("Context.ProtoBuf", func(c *gin.Context) { c.ProtoBuf(observe.Status, wrapperspb.String(observe.Marker)) })
	call("Context.String", func(c *gin.Context) { c.String(observe.Status, "%v", errors.New(observe.Marker)) })
	call("Context.HTML", func(c *gin.Context) { c.HTML(observe.Status, "page", observe.Marker) })
	call("Context.Data", func(c *gin.Context) { c.Data(observe.Status, observe.ContentType, []byte(observe.Marker)) })
	call("Context.DataFromReader", func(c *gin.Context) {
		c.DataFromReader(observe.Status, int64(len(observe.Marker)), observe.ContentType, strings.NewReader(observe.Marker), nil)
	})
	call("Context.Render", func(c *gin.Context) {
		c.Render(observe.Status, render.Data{Data: []byte(observe.Marker)})
	})
	negotiate := func(c *gin.Context) {
		c.Negotiate(observe.Status, gin.Negotiate{Offered: []string{binding.MIMEYAML}, Data: value})
	}
	call("Context.Negotiate", negotiate)
	observe.Implied(pkg+"Context.Negotiate", serve(negotiate), observe.Ask{Header: "Accept: image/png"})
	call("Context.Redirect", func(c *gin.Context) { c.Redirect(http.StatusSeeOther, observe.Location) })
	call("Context.SSEvent", func(c *gin.Context) { c.SSEvent("event", observe.Marker) })
	call("Context.AbortWithStatus", func(c *gin.Context) { c.AbortWithStatus(observe.Status) })
	call("Context.AbortWithError", func(c *gin.Context) { c.AbortWithError(observe.Status, errors.New(observe.Marker)) })
	call("Context.Status", func(c *gin.Context) { c.Status(observe.Status) })
	call("ResponseWriter.WriteHeader", func(c *gin.Context) { c.Writer.WriteHeader(observe.Status) })
	call("ResponseWriter.WriteHeaderNow", func(c *gin.Context) { c.Writer.WriteHeaderNow() })
	call("ResponseWriter.WriteString", func(c *gin.Context) { c.Writer.WriteString(observe.Marker) })
}

func headers() {
	call("Context.Header", func(c *gin.Context) { c.Header("x-field", "new") })
	call("Context.SetCookie", func(c *gin.Context) { c.SetCookie("field", "new", 0, "", "", false, false) })
	call("Context.SetCookieData", func(c *gin.Context) { c.SetCookieData(&http.Cookie{Name: "field", Value: "new"}) })
}

func files() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(file, []byte("text"), 0o600); err != nil {
		panic(err)
	}
	content := []observe.Ask{
		{},
		{Header: "Range: bytes=0-1"},
		{Header: "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"},
		{Header: `If-Match: "other"`},
		{Header: "Range: bytes=900000-"},
	}
	for name, send := range map[string]func(c *gin.Context, path string){
		"Context.File":           (*gin.Context).File,
		"Context.FileAttachment": func(c *gin.Context, path string) { c.FileAttachment(path, "b.txt") },
	} {
		h := serve(func(c *gin.Context) { send(c, file) })
		observe.Implied(pkg+name, h, append(content, observe.Ask{Path: "/index.html"}, observe.Ask{Path: "/x/../a"})...)
		observe.Implied(pkg+name, serve(func(c *gin.Context) { send(c, file+".missing") }))
		observe.Implied(pkg+name, serve(func(c *gin.Context) { send(c, strings.Repeat("a", 300)) }))
	}
	const fromFS = pkg + "Context.FileFromFS"
	observe.Implied(fromFS, serve(func(c *gin.Context) { c.FileFromFS("a.txt", http.Dir(dir)) }), content...)
	observe.Implied(fromFS, serve(func(c *gin.Context) { c.FileFromFS("/x/../a.txt", http.Dir(dir)) }))
	for _, path := range []string{"index.html", "missing", strings.Repeat("a", 300)} {
		observe.Implied(fromFS, serve(func(c *gin.Context) { c.FileFromFS(path, http.Dir(dir)) }))
	}
}

type input struct {
	N int `json:"n" xml:"n" form:"n" yaml:"n" toml:"n" header:"n" uri:"n"`
}

func bind() {
	post := func(body string) observe.Ask {
		return observe.Ask{Method: http.MethodPost, Body: body, Header: "Content-Type: application/json"}
	}
	limit := func(bind func(*gin.Context) error) func(*gin.Context) {
		return func(c *gin.Context) {
			c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 16)
			if c.Request.ContentLength > 16 {
				c.Request.ContentLength = -1
			}
			bind(c)
		}
	}
	long := strings.Repeat(" ", 20)
	const in, out = `{"n":1}`, `{"n":"x"}`
	fail := func(name string, bind func(*gin.Context, any) error, good observe.Ask, bad ...observe.Ask) {
		app.Fail(pkg+"Context."+name, limit(func(c *gin.Context) error { return bind(c, new(input)) }), good, bad...)
	}
	fail("Bind", (*gin.Context).Bind, post(in), post(out), post(long+in))
	fail("BindJSON", (*gin.Context).BindJSON, post(in), post(out), post(long+in))
	with := func(bind func(*gin.Context, any, binding.Binding) error) func(*gin.Context, any) error {
		return func(c *gin.Context, v any) error { return bind(c, v, binding.JSON) }
	}
	fail("BindWith", with((*gin.Context).BindWith), post(in), post(out), post(long+in))
	fail("MustBindWith", with((*gin.Context).MustBindWith), post(in), post(out), post(long+in))
	fail("BindXML", (*gin.Context).BindXML, post("<x><n>1</n></x>"), post("<x>"), post(long+"<x></x>"))
	fail("BindYAML", (*gin.Context).BindYAML, post("n: 1"), post("n: x"), post(long+"n: 1"))
	fail("BindTOML", (*gin.Context).BindTOML, post("n = 1"), post("n = x"), post(long+"n = 1"))
	app.Fail(pkg+"Context.BindPlain", limit(func(c *gin.Context) error {
		if c.Request.ContentLength == 3 {
			return c.BindPlain(new(int)) // of no use for text
		}
		return c.BindPlain(new(string))
	}), post("text"), post("bad"), post(long))
	fail("BindQuery", (*gin.Context).BindQuery, observe.Ask{Path: "/?n=1"}, observe.Ask{Path: "/?n=x"})
	fail("BindHeader", (*gin.Context).BindHeader, observe.Ask{Header: "N: 1"}, observe.Ask{Header: "N: x"})
	app.Fail(pkg+"Context.BindUri", func(c *gin.Context) {
		c.Params = gin.Params{{Key: "n", Value: c.Query("n")}}
		c.BindUri(new(input))
	}, observe.Ask{Path: "/?n=1"}, observe.Ask{Path: "/?n=x"})
}

func rendering() {
	const pkg = "github.com/gin-gonic/gin/render."
	value := gin.H{"text": observe.Marker}
	for name, r := range map[string]render.Render{
		"IndentedJSON.Render": render.IndentedJSON{Data: value},
		"JSON.Render":         render.JSON{Data: value},
		"PureJSON.Render":     render.PureJSON{Data: value},
		"Render.Render":       render.String{Format: observe.Marker},
	} {
		app.Call(pkg+name, func(c *gin.Context) { r.Render(c.Writer) })
	}
	app.Call(pkg+"WriteJSON", func(c *gin.Context) { render.WriteJSON(c.Writer, value) })
	app.Call(pkg+"WriteString", func(c *gin.Context) { render.WriteString(c.Writer, "%s", []any{observe.Marker}) })
}

func engine() {
	broken := func(e *gin.Engine) http.Handler {
		e.GET("/panic", func(*gin.Context) { panic(observe.Marker) })
		return e
	}
	behind := func(m gin.HandlerFunc) *gin.Engine {
		e := gin.New()
		e.Use(m)
		e.GET("/", func(c *gin.Context) {
			c.Error(errors.New(observe.Marker))
			c.Status(observe.Status)
		})
		return e
	}
	accounts := gin.Accounts{"name": "word"}
	observe.Answers(pkg+"New", gin.New())
	observe.Answers(pkg+"Default", broken(gin.Default()), observe.Ask{}, observe.Ask{Path: "/panic"})
	observe.Answers(pkg+"Recovery", broken(behind(gin.Recovery())), observe.Ask{Path: "/panic"})
	observe.Answers(pkg+"BasicAuth", behind(gin.BasicAuth(accounts)))
	observe.Answers(pkg+"BasicAuthForRealm", behind(gin.BasicAuthForRealm(accounts, "realm")))
	observe.Answers(pkg+"BasicAuthForProxy", behind(gin.BasicAuthForProxy(accounts, "realm")))
	observe.Answers(pkg+"Bind", behind(gin.Bind(input{})), observe.Ask{Path: "/?n=x"})
	observe.Answers(pkg+"ErrorLogger", behind(gin.ErrorLogger()))
}
