package httpmodel

import (
	"cmp"
	"go/types"
	"slices"
	"testing"
)

// librariesDir is a module that requires the frameworks which bring much along.
const librariesDir = "../../../testdata/libraries"

// moreFrameworks are those whose programs are there.
var moreFrameworks = map[string]func() []table{
	"encoders": func() []table {
		all := append(jsonEncoders(), ownEncoders()...)
		slices.SortFunc(all, func(a, b table) int { return cmp.Compare(a.pkg, b.pkg) })
		return all
	},
	"gozero":   gozero,
	"fuego":    fuego,
	"hertz":    hertz,
	"iris":     iris,
	"kratos":   kratos,
	"services": services,
	"restful":  restful,
	"routers":  routers,
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
	"lambda":   lambda,
	"builders": builders,
	"runners":  runners,
	"errors":   serviceErrors,
	"versions": otherVersions,
}

// TestMoreRoutes holds the routes of these frameworks against their declarations: the path
// is a text, the method one as well, the handler a function or what has one.
func TestMoreRoutes(t *testing.T) {
	var tables []table
	for _, path := range moreRouted {
		tables = append(tables, table{pkg: path})
	}
	pkgs := load(t, librariesDir, tables)
	isText := func(typ types.Type) bool {
		b, ok := typ.Underlying().(*types.Basic)
		return ok && b.Info()&types.IsString != 0
	}
	for _, path := range moreRouted {
		for _, r := range routes(path) {
			row := Row{Pkg: path, Recv: r.Recv, Name: r.Name}
			fn := find(pkgs[path], row)
			if fn == nil {
				t.Errorf("%s: no such function or method", row.name())
				continue
			}
			args := arguments(fn)
			for _, e := range []Expr{r.Path, r.Method} {
				if e.Op == OpArg && (e.Arg >= len(args) || !isText(args[e.Arg])) {
					t.Errorf("%s: argument %d is no text", row.name(), e.Arg)
				}
			}
			for _, i := range []int{r.Handler, r.Scope} {
				if i == 0 {
					continue
				}
				h := args[i]
				if s, ok := h.(*types.Slice); ok && r.Last {
					h = s.Elem()
				}
				if _, ok := h.Underlying().(*types.Signature); !ok && !types.IsInterface(h) {
					t.Errorf("%s: argument %d is no handler", row.name(), i)
				}
			}
			if r.Group && r.Scope == 0 && fn.Signature().Results().Len() != 1 {
				t.Errorf("%s: gives no router", row.name())
			}
		}
	}
}

var moreRouted = []string{hertzPath + "/route", irisPath + "/core/router", httprouterPath, bunPath, kratosHTTP, fuegoPath}
