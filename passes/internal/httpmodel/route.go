package httpmodel

import (
	"go/types"
	"slices"
	"sync"
)

// A Route says what a function or method registers with a router, or which
// router it makes of another one. Arguments are counted as a Row's are.
//
// It stands apart from the Row of the same call, because some of what registers
// runs code that the caller chose, and has none.
type Route struct {
	Recv, Name string

	Router  int  `model:"router"`      // the argument that is the router, or DefaultRouter
	Path    Expr `model:"path,text"`   // below the router's own prefix; the zero Expr adds nothing
	Method  Expr `model:"method,text"` // of requests: a name or a list of them; the zero Expr: any, or Path begins with it
	Handler int  `model:"handler,arg"` // the argument that answers, 0 if there is none
	Last    bool `model:"last"`        // the handler is the last of the arguments from Handler on; those before it are middleware

	// Answerer is the member of the argument Handler that answers, if that is a struct.
	Answerer Expr `model:"handler-member"`
	// Serves are the statuses that a handler of the library's own answers, where there
	// is no other: a file server's. Below says that it gets what is below Path.
	Serves []int `model:"serves"`
	Below  bool  `model:"below"`

	// Calls begins the names of the methods of argument Scope that are given the
	// router; "" if that is a function.
	Calls string `model:"calls-methods"`

	// Plain says that the path is added to a prefix as it is, with no slash between.
	Plain bool `model:"plain"`

	Group  bool `model:"group"`     // the result is a router of what is below Path
	Scope  int  `model:"scope,arg"` // the argument that is a function and is given that router, 0 if there is none
	Mount  bool `model:"mount"`     // a router given as Handler gets the requests below Path, less Path
	Strips bool `model:"strips"`    // no router: requests reach the handler at Handler less Path, which is taken off
}

// DefaultRouter stands for http.DefaultServeMux, which no argument is.
const DefaultRouter = -1

// routes maps the path of a package to what registers there.
func routes(path string) []Route {
	switch path {
	case "net/http":
		return netHTTPRoutes()
	case chiPath:
		return chiRoutes()
	case ginPath:
		return ginRoutes()
	case echo4Path:
		return echo4Routes()
	case echo5Path:
		return echo5Routes()
	case fiber2Path:
		return fiber2Routes()
	case fiber3Path:
		return fiber3Routes()
	case "github.com/gorilla/mux":
		return gorillaRoutes()
	case hertzPath + "/route":
		return hertzRoutes()
	case irisPath + "/core/router":
		return irisRoutes()
	case fuegoPath:
		return fuegoRoutes()
	case kratosHTTP:
		return kratosRoutes()
	case httprouterPath:
		return httprouterRoutes()
	case bunPath:
		return bunRoutes()
	case humaPkg:
		return humaRouting()
	case humaPkg + "/adapters/humachi", humaPkg + "/adapters/humago", humaPkg + "/adapters/humamux",
		humaPkg + "/adapters/humaecho", humaPkg + "/adapters/humafiber", humaPkg + "/adapters/humagin":
		return humaAdapters()
	}
	return nil
}

// RouteOf returns what a function registers, nil if it is not known to.
func (m *Model) RouteOf(fn *types.Func) *Route {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	recv := RecvName(fn)
	is := func(r Route) bool { return r.Name == fn.Name() && r.Recv == recv }
	if m != nil {
		if d := m.routes[factName{fn.Pkg().Path(), recv, fn.Name()}]; d != nil && d.arguments <= argumentsOf(fn.Type(), recv) {
			return &d.route
		}
	}
	if rs := routes(fn.Pkg().Path()); slices.ContainsFunc(rs, is) {
		return &rs[slices.IndexFunc(rs, is)]
	}
	return nil
}

// IsRouter reports whether handlers are registered with values of a type, or of
// what it points to.
func (m *Model) IsRouter(t types.Type) bool {
	n, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	name, path := n.Obj().Name(), n.Obj().Pkg().Path()
	of := func(r Route) bool { return r.Recv == name }
	return m.describesRouter(path, name) ||
		path == humaPkg && (name == "API" || name == "Group") || // which functions register with
		path == fuegoPath && name == "Server" ||
		slices.ContainsFunc(routes(path), of) ||
		m.table(path) != nil && m.embedsRouter(n)
}

// describesRouter reports whether a file describes routes of a type.
func (m *Model) describesRouter(path, name string) bool {
	if m != nil {
		for at := range m.routes {
			if at.pkg == path && at.recv == name {
				return true
			}
		}
	}
	return false
}

// embedsRouter reports whether a library's type has the methods of a router from one
// that it embeds.
func (m *Model) embedsRouter(n *types.Named) bool {
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f.Embedded() && m.IsRouter(f.Type()) {
			return true
		}
	}
	return false
}

// TakesOwnPath reports whether routers of a type look at the whole path of a
// request, whatever another router has taken off that they are mounted on.
func TakesOwnPath(t types.Type) bool {
	n, ok := types.Unalias(deref(t)).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "net/http"
}

// asTheyAre returns routes whose paths are added as they are.
func asTheyAre(rs []Route) []Route {
	for i := range rs {
		rs[i].Plain = true
	}
	return rs
}

// onEach returns the routes of several types that have the same methods.
func onEach(rs []Route, recvs ...string) (all []Route) {
	for _, recv := range recvs {
		for _, r := range rs {
			r.Recv = recv
			all = append(all, r)
		}
	}
	return all
}

// serving returns routes of a library's file servers, all for the same methods.
func serving(method Expr, below bool, serves []int, names ...string) (rs []Route) {
	for _, name := range names {
		rs = append(rs, Route{Name: name, Method: method, Path: arg(1), Serves: serves, Below: below})
	}
	return rs
}

// getOrHead are the methods that most of them are for.
func getOrHead() Expr { return or(str("GET"), str("HEAD")) }

// perMethod returns methods that are named after request methods, all alike.
func perMethod(alike Route, upper bool, methods ...string) (rs []Route) {
	for _, m := range methods {
		alike.Name, alike.Method = m, str(m)
		if !upper {
			alike.Name = m[:1] + lower(m[1:])
		}
		rs = append(rs, alike)
	}
	return rs
}

func memberOf(x Expr, name string) Expr { return Expr{Op: OpMember, Name: name, Args: []Expr{x}} }

func lower(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] += 'a' - 'A'
	}
	return string(b)
}

// They are made when they are asked for: few units register anything.
var (
	netHTTPRoutes = sync.OnceValue(func() []Route {
		return []Route{
			{Recv: "ServeMux", Name: "Handle", Path: arg(1), Handler: 2},
			{Recv: "ServeMux", Name: "HandleFunc", Path: arg(1), Handler: 2},
			{Name: "Handle", Router: DefaultRouter, Path: arg(0), Handler: 1},
			{Name: "HandleFunc", Router: DefaultRouter, Path: arg(0), Handler: 1},
			{Name: "StripPrefix", Path: arg(0), Handler: 1, Strips: true},
		}
	})

	chiRoutes = sync.OnceValue(func() []Route {
		return onEach(slices.Concat(
			perMethod(Route{Path: arg(1), Handler: 2}, false, "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"),
			[]Route{
				{Name: "Handle", Path: arg(1), Handler: 2},
				{Name: "HandleFunc", Path: arg(1), Handler: 2},
				{Name: "Method", Method: arg(1), Path: arg(2), Handler: 3},
				{Name: "MethodFunc", Method: arg(1), Path: arg(2), Handler: 3},
				{Name: "Mount", Path: arg(1), Handler: 2, Mount: true},
				{Name: "Route", Path: arg(1), Scope: 2, Group: true},
				{Name: "Group", Scope: 1, Group: true},
				{Name: "With", Group: true},
			}), "Mux", "Router")
	})

	// An Engine has the methods from the RouterGroup that it embeds.
	ginRoutes = sync.OnceValue(func() []Route {
		return slices.Concat(
			onEach(slices.Concat(
				perMethod(Route{Path: arg(1), Handler: 2, Last: true}, true, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
				[]Route{
					{Name: "Any", Path: arg(1), Handler: 2, Last: true},
					{Name: "Handle", Method: arg(1), Path: arg(2), Handler: 3, Last: true},
					{Name: "Match", Method: arg(1), Path: arg(2), Handler: 3, Last: true},
					{Name: "Use", Group: true},
				},
				serving(getOrHead(), true, []int{200, 206, 301, 304, 403, 404, 412, 416, 500}, "Static", "StaticFS"),
				serving(getOrHead(), false, []int{200, 206, 301, 304, 400, 403, 404, 412, 416, 500}, "StaticFile", "StaticFileFS"),
			), "RouterGroup", "IRoutes", "IRouter"),
			[]Route{
				{Recv: "RouterGroup", Name: "Group", Path: arg(1), Group: true},
				{Recv: "IRouter", Name: "Group", Path: arg(1), Group: true},
				{Recv: "Engine", Name: "Use", Group: true},
				{Recv: "Engine", Name: "With", Group: true},
			})
	})

	// A server's Hertz has the methods from the RouterGroup of the Engine that it embeds.
	hertzRoutes = sync.OnceValue(func() []Route {
		return slices.Concat(
			onEach(slices.Concat(
				perMethod(Route{Path: arg(1), Handler: 2, Last: true}, true, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
				[]Route{
					{Name: "Any", Path: arg(1), Handler: 2, Last: true},
					{Name: "Handle", Method: arg(1), Path: arg(2), Handler: 3, Last: true},
					{Name: "Use", Group: true},
				},
			), "RouterGroup", "IRoutes", "IRouter"),
			[]Route{
				{Recv: "RouterGroup", Name: "Group", Path: arg(1), Group: true},
				{Recv: "IRouter", Name: "Group", Path: arg(1), Group: true},
				{Recv: "Engine", Name: "Use", Group: true},
			})
	})

	// An Application has the methods from the APIBuilder that it embeds.
	irisRoutes = sync.OnceValue(func() []Route {
		return onEach(slices.Concat(
			perMethod(Route{Path: arg(1), Handler: 2, Last: true}, false, "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"),
			[]Route{
				{Name: "Any", Path: arg(1), Handler: 2, Last: true},
				{Name: "Handle", Method: arg(1), Path: arg(2), Handler: 3, Last: true},
				{Name: "Party", Path: arg(1), Group: true},
				{Name: "PartyFunc", Path: arg(1), Scope: 2, Group: true},
			}), "APIBuilder", "Party")
	})

	httprouterRoutes = sync.OnceValue(func() []Route {
		return onEach(append(
			perMethod(Route{Path: arg(1), Handler: 2}, true, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
			Route{Name: "Handle", Method: arg(1), Path: arg(2), Handler: 3},
			Route{Name: "Handler", Method: arg(1), Path: arg(2), Handler: 3},
			Route{Name: "HandlerFunc", Method: arg(1), Path: arg(2), Handler: 3}), "Router")
	})

	// A Router has the methods from the Group that it embeds.
	bunRoutes = sync.OnceValue(func() []Route {
		return append(onEach(append(
			perMethod(Route{Path: arg(1), Handler: 2}, true, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
			Route{Name: "Handle", Method: arg(1), Path: arg(2), Handler: 3},
			Route{Name: "NewGroup", Path: arg(1), Group: true},
			Route{Name: "WithMiddleware", Group: true},
			Route{Name: "WithGroup", Path: arg(1), Scope: 2, Group: true}), "Group", "CompatGroup"), Route{Recv: "Group", Name: "Use", Group: true})
	})

	kratosRoutes = sync.OnceValue(func() []Route {
		return append(onEach(append(
			perMethod(Route{Path: arg(1), Handler: 2}, true, "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"),
			Route{Name: "Handle", Method: arg(1), Path: arg(2), Handler: 3},
			Route{Name: "Group", Path: arg(1), Group: true}), "Router"),
			Route{Recv: "Server", Name: "Route", Path: arg(1), Group: true})
	})

	// The server is no receiver: these are functions.
	fuegoRoutes = sync.OnceValue(func() []Route {
		return append(perMethod(Route{Path: arg(1), Handler: 2}, false, "DELETE", "GET", "PATCH", "POST", "PUT"),
			Route{Name: "All", Path: arg(1), Handler: 2},
			Route{Name: "Group", Path: arg(1), Group: true})
	})

	echoRoutes = sync.OnceValue(func() []Route {
		return asTheyAre(onEach(slices.Concat(
			perMethod(Route{Path: arg(1), Handler: 2}, true, "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"),
			[]Route{
				{Name: "Add", Method: arg(1), Path: arg(2), Handler: 3},
				{Name: "Any", Path: arg(1), Handler: 2},
				{Name: "Match", Method: arg(1), Path: arg(2), Handler: 3},
				{Name: "Group", Path: arg(1), Group: true},
			},
			serving(str("GET"), true, []int{200, 206, 301, 304, 404, 412, 416, 500}, "Static", "StaticFS"),
			serving(str("GET"), false, []int{200, 206, 304, 404, 412, 416, 500}, "File", "FileFS"),
		), "Echo", "Group"))
	})

	echo4Routes = sync.OnceValue(func() []Route { return append([]Route{{Recv: "Echo", Name: "Host", Group: true}}, echoRoutes()...) })

	echo5Routes = sync.OnceValue(func() []Route {
		return append(onEach([]Route{
			{Plain: true, Name: "AddRoute", Method: memberOf(arg(1), "Method"), Path: memberOf(arg(1), "Path"), Handler: 1, Answerer: memberOf(arg(1), "Handler")},
		}, "Echo", "Group"), echoRoutes()...)
	})

	fiber2Routes = sync.OnceValue(func() []Route {
		return onEach(slices.Concat(
			perMethod(Route{Path: arg(1), Handler: 2, Last: true}, false, "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"),
			[]Route{
				{Name: "Add", Method: arg(1), Path: arg(2), Handler: 3, Last: true},
				{Name: "All", Path: arg(1), Handler: 2, Last: true},
				{Name: "Group", Path: arg(1), Group: true},
				{Name: "Mount", Path: arg(1), Handler: 2, Mount: true},
				{Name: "Name", Group: true},
				{Name: "Route", Path: arg(1), Scope: 2, Group: true},
				{Name: "Use", Group: true}, // whatever path the middleware is for
			},
			serving(getOrHead(), true, []int{200, 206, 302, 304, 403, 404, 416}, "Static"),
		), "App", "Group", "Router")
	})

	// A Register, of RouteChain, has its path already. Its All is what others call Use.
	fiber3Routes = sync.OnceValue(func() []Route {
		methods := []string{"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"}
		return slices.Concat(
			onEach(slices.Concat(
				perMethod(Route{Path: arg(1), Handler: 2, Last: true}, false, methods...),
				[]Route{
					{Name: "Add", Method: arg(1), Path: arg(2), Handler: 3, Last: true},
					{Name: "All", Path: arg(1), Handler: 2, Last: true},
					{Name: "Group", Path: arg(1), Group: true},
					{Name: "Name", Group: true},
					{Name: "Route", Path: arg(1), Scope: 2, Group: true},
					{Name: "RouteChain", Path: arg(1), Group: true},
					{Name: "Use", Group: true}, // whatever path the middleware is for
				}), "App", "Group", "Router"),
			onEach(slices.Concat(
				perMethod(Route{Handler: 1, Last: true}, false, methods...),
				[]Route{
					{Name: "Add", Method: arg(1), Handler: 2, Last: true},
					{Name: "All", Group: true},
					{Name: "RouteChain", Path: arg(1), Group: true},
				}), "Register"),
		)
	})

	// A *Route is a router that is narrowed down step by step.
	gorillaRoutes = sync.OnceValue(func() []Route {
		return slices.Concat(
			onEach([]Route{
				{Name: "Path", Path: arg(1), Group: true},
				{Name: "PathPrefix", Path: arg(1), Group: true},
				{Name: "Methods", Method: arg(1), Group: true},
				{Name: "Headers", Group: true},
				{Name: "Host", Group: true},
				{Name: "MatcherFunc", Group: true},
				{Name: "Name", Group: true},
				{Name: "Queries", Group: true},
				{Name: "Schemes", Group: true},
			}, "Router", "Route"),
			[]Route{
				{Recv: "Router", Name: "Handle", Path: arg(1), Handler: 2, Group: true},
				{Recv: "Router", Name: "HandleFunc", Path: arg(1), Handler: 2, Group: true},
				{Recv: "Router", Name: "NewRoute", Group: true},
				{Recv: "Router", Name: "SkipClean", Group: true},
				{Recv: "Router", Name: "StrictSlash", Group: true},
				{Recv: "Router", Name: "UseEncodedPath", Group: true},
				{Recv: "Route", Name: "Handler", Handler: 1, Group: true},
				{Recv: "Route", Name: "HandlerFunc", Handler: 1, Group: true},
				{Recv: "Route", Name: "Subrouter", Group: true},
			})
	})

	humaRouting = sync.OnceValue(func() []Route {
		return asTheyAre(slices.Concat(
			perMethod(Route{Path: arg(1), Handler: 2}, false, "DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"),
			[]Route{
				{Name: "Register", Method: memberOf(arg(1), "Method"), Path: memberOf(arg(1), "Path"), Handler: 2},
				{Name: "NewGroup", Path: list(1), Group: true},
				{Name: "AutoRegister", Scope: 1, Calls: "Register"},
			}))
	})

	// Each adapter has New and, at most, one of the others.
	humaAdapters = sync.OnceValue(func() []Route {
		return []Route{
			{Name: "New", Group: true},
			{Name: "NewWithPrefix", Path: arg(1), Group: true},
			{Name: "NewWithGroup", Router: 1, Group: true},
		}
	})
)
