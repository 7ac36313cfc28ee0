// Iris shows what the calls of iris do to a response.
package main

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/kataras/iris/v12"
	"github.com/kataras/iris/v12/middleware/recover"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const pkg = "github.com/kataras/iris/v12"

// built returns an app that is ready to serve.
func built(app *iris.Application) http.Handler {
	app.Logger().SetOutput(io.Discard)
	if err := app.Build(); err != nil {
		panic(err)
	}
	return app
}

var views string // a directory with a page

func serve(do func(iris.Context)) http.Handler {
	app := iris.New()
	app.RegisterView(iris.HTML(views, ".html"))
	app.Any("/{any:path}", do)
	app.Configure(iris.WithoutAutoFireStatusCode)
	return built(app)
}

var calls = observe.App[iris.Context]{
	Serve: serve,
	Early: func(c iris.Context) {
		c.ResponseWriter().Header().Set("Content-Type", "application/x-own")
		c.ResponseWriter().Header().Set("X-Field", "old")
	},
	Late:   func(c iris.Context) { c.ResponseWriter().Header().Set("X-Late", "yes") },
	Teapot: func(c iris.Context) { c.StatusCode(http.StatusTeapot) },
	Tail:   func(c iris.Context) { c.WriteString("[tail]") },
}

func main() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	views = dir
	if err := os.WriteFile(filepath.Join(dir, "page.html"), []byte("{{.}}"), 0o600); err != nil {
		panic(err)
	}
	value := map[string]any{"text": observe.Marker}
	for name, do := range map[string]func(iris.Context){
		"JSON":               func(c iris.Context) { c.JSON(value) },
		"XML":                func(c iris.Context) { c.XML(observe.Marker) },
		"YAML":               func(c iris.Context) { c.YAML(value) },
		"JSONP":              func(c iris.Context) { c.JSONP(value) },
		"Markdown":           func(c iris.Context) { c.Markdown([]byte(observe.Marker)) },
		"Text":               func(c iris.Context) { c.Text("%v", errors.New(observe.Marker)) },
		"HTML":               func(c iris.Context) { c.HTML("%v", observe.Marker) },
		"Binary":             func(c iris.Context) { c.Binary([]byte(observe.Marker)) },
		"View":               func(c iris.Context) { c.View("page", observe.Marker) },
		"Write":              func(c iris.Context) { c.Write([]byte(observe.Marker)) },
		"WriteString":        func(c iris.Context) { c.WriteString(observe.Marker) },
		"Writef":             func(c iris.Context) { c.Writef("%v", observe.Marker) },
		"StopWithText":       func(c iris.Context) { c.StopWithText(observe.Status, "%v", observe.Marker) },
		"StopWithError":      func(c iris.Context) { c.StopWithError(observe.Status, errors.New(observe.Marker)) },
		"StopWithPlainError": func(c iris.Context) { c.StopWithPlainError(observe.Status, errors.New(observe.Marker)) },
		"StopWithStatus":     func(c iris.Context) { c.StopWithStatus(observe.Status) },
		"StopWithJSON":       func(c iris.Context) { c.StopWithJSON(observe.Status, value) },
		"StopWithProblem":    func(c iris.Context) { c.StopWithProblem(observe.Status, iris.NewProblem().Title(observe.Marker)) },
		"StatusCode":         func(c iris.Context) { c.StatusCode(observe.Status) },
		"NotFound":           func(c iris.Context) { c.NotFound() },
		"Redirect":           func(c iris.Context) { c.Redirect(observe.Location, http.StatusSeeOther) },
		"Header":             func(c iris.Context) { c.Header("x-field", "new") },
		"ContentType":        func(c iris.Context) { c.ContentType(observe.ContentType) },
		"SetCookieKV":        func(c iris.Context) { c.SetCookieKV("field", "new") },
		"SetCookie":          func(c iris.Context) { c.SetCookie(&http.Cookie{Name: "field", Value: "new"}) },
	} {
		calls.Call(pkg+"/context.Context."+name, do)
	}
	observe.Implied(pkg+"/context.Context.Redirect", serve(func(c iris.Context) { c.Redirect(observe.Location) }))
	calls.Call(pkg+"/context.ResponseWriter.WriteHeader", func(c iris.Context) { c.ResponseWriter().WriteHeader(observe.Status) })

	missing := observe.Ask{Path: "/missing"}
	observe.Answers(pkg+".New", built(iris.New()), missing)
	app := iris.Default()
	app.Get("/panic", func(iris.Context) { panic(observe.Marker) })
	observe.Answers(pkg+".Default", built(app), missing, observe.Ask{Path: "/panic"})
	app = iris.New()
	app.Use(recover.New())
	app.Get("/", func(iris.Context) { panic(observe.Marker) })
	observe.Answers(pkg+"/middleware/recover.New", built(app))
}
