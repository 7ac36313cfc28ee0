package httpmodel

import (
	"slices"
	"testing"
)

// librariesDir is a module that requires the frameworks which bring much along.
const librariesDir = "../../../testdata/libraries"

// moreFrameworks are those whose programs are there.
var moreFrameworks = map[string]func() []table{
	"gozero":  gozero,
	"fuego":   fuego,
	"hertz":   hertz,
	"iris":    iris,
	"kratos":  kratos,
	"restful": restful,
	"routers": routers,
}

// moreLeftOut are the methods of their contexts that have no row, see leftOut.
var moreLeftOut = []string{
	hertzPath + "/app.RequestContext.File",
	hertzPath + "/app.RequestContext.FileAttachment",
	hertzPath + "/app.RequestContext.FileFromFS",
	hertzPath + "/app.RequestContext.Flush",
	hertzPath + "/app.RequestContext.Hijack",
	hertzPath + "/app.RequestContext.Next",
	hertzPath + "/app.RequestContext.NotModified",
	hertzPath + "/app.RequestContext.Reset",
	hertzPath + "/app.RequestContext.ResetWithoutConn",
	hertzPath + "/protocol.Response",
	irisPath + "/context.Context",
	kratosHTTP + ".Context.Middleware",
	kratosHTTP + ".Context.Reset",
	kratosHTTP + ".Context.Returns",
	irisPath + "/context.ResponseWriter",
	hertzPath + "/protocol.ResponseHeader",
}

// leaves reports whether a method, or all of a type, is left out.
func leaves(name string) bool {
	return slices.Contains(leftOut, name) || slices.Contains(moreLeftOut, name)
}

// moduleOf returns the module of fixtures that requires a package.
func moduleOf(path string) string {
	for _, tables := range moreFrameworks {
		if slices.ContainsFunc(tables(), func(t table) bool { return t.pkg == path }) {
			return librariesDir
		}
	}
	return frameworksDir
}

// TestResolveOnly holds the rows of libraries that answer no request themselves against
// their declarations: what becomes of a value, a service outside decides.
func TestResolveOnly(t *testing.T) {
	for name, tables := range resolvedOnly {
		t.Run(name, func(t *testing.T) { resolve(t, librariesDir, tables()) })
	}
}

var resolvedOnly = map[string]func() []table{
	"lambda":  lambda,
	"runners": olderRunners,
}
