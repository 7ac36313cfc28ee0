package route

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Routing is what one package adds to the routes of a service: what it
// registers, which routers it puts where, and what its handlers answer.
//
// Which path a route is served at may be decided elsewhere: a function that
// registers is given its router, and one that makes a router returns it. So
// routers have names, which mean the same in every package, and [Join] follows
// them from the registration to the router that is served. A name is
//
//	new F N      the router that function F makes, its Nth
//	param F N    the argument N of F, whichever router that is; a receiver is argument 0
//	result F N   the result N of F
//	field T.f    the field f of the values of type T, of all of them
//	var P.v      a variable of package P
//	?            a router of which nothing is known
//
// which leaves out who has called F: a function that is called with two routers
// registers all its routes with both.
type Routing struct {
	Pkg      string
	Routes   []Registration
	Mounts   []Mounting
	Handlers []*Handler
	// Functions are those of the package at hand; importers do not have them.
	Functions []*Function
	Used      []Using
	Served    []Serving
	// Remade are the libraries in whose place the package responds to errors that handlers
	// return.
	Remade []string

	open []open // of exported functions, see open
}

// A Registration gives a router a handler.
type Registration struct {
	Router  string
	Method  string // "" if it is any
	Path    string // below the router's own; a part that is not known is "…"
	Handler string // the name of a Handler or of a function that makes one; "" if it is not known

	// Mounts says that the handler is what Handler returns, which may be a router.
	Mounts string
	Pos    token.Pos // of the call, in the package that has it

	Library string // the path of the router's package
	// Abstract says that Handler is a method of an interface: a registration that is the same
	// but for its handler knows better.
	Abstract bool
	// Around is the middleware of this registration, beside the router's.
	Around []Around

	refs []ssa.Value // of this package, see Around
}

// A Mounting puts what is registered with one router below a path of another one.
type Mounting struct {
	Child, Parent string
	Prefix        string
	Same          bool // the two are names of one router
	Pos           token.Pos
}

// A Handler is a function that answers requests.
type Handler struct {
	// Name is that of types.Func.FullName, with $1 added for the first literal in
	// it, and so on.
	Name    string
	Replies []Reply
	// Unread says why there may be other responses, as far as the handler itself has a
	// say; "" if there are none.
	Unread string
	// Comment says that the handler's own comment documents an operation.
	Comment bool
	Pos     token.Pos
	// Responses are those that its Replies come from, where the handler is the package's
	// own. They are no part of the fact.
	Responses []*summary.Response `json:"-"`
}

// A Reply is a status that a handler may answer.
type Reply struct {
	Code int
	Pos  token.Pos // of the call that sends it, or of what is sent later
	API  string    // as messages name it
	// Implied says that the API chooses the status by itself, as a file server does.
	Implied bool
	// Supposed says that a function chooses it by what an error is, of which that is not known.
	Supposed bool
	// Except are request methods that certainly do not get it, as the handler compares them.
	Except []string
}

// Unread stands for what is not known of a path.
const Unread = "…"

// A Route is a registration with its path as clients see it.
type Route struct {
	Method  string
	Path    string
	Handler string
	// Whole says that the path is known from its beginning to its end.
	Whole bool
	Pkg   string    // whose registration it is
	Pos   token.Pos // of it
	// Via are the calls through which the path came, the outermost last, each with
	// the package that it stands in.
	Via []Via

	Library string
	// Abstract says that Handler is a method of an interface, of which nobody knows whose.
	Abstract bool
	Around   []Around // all middleware on the way from the server
	Server   string   // path of the package that gives it to a server, "" if none is seen to
}

// A Via is one of them.
type Via struct {
	Pkg string
	Pos token.Pos
}

// Bounds of what is joined: services have some hundred routes, and few routers
// that are mounted more than once.
const (
	maxChains = 32
	maxLevels = 24
)

// Join returns the routes of a service from what its packages say, sorted by
// path, method and handler.
func Join(parts []*Routing) []Route {
	j := &joiner{class: make(map[string]string), up: make(map[string][]above), routes: make(map[string]bool), used: make(map[string][]Using), served: make(map[string]string)}
	for _, part := range parts {
		for _, m := range part.Mounts {
			if m.Same {
				j.class[j.find(m.Child)] = j.find(m.Parent)
			}
		}
	}
	for _, part := range parts {
		for _, m := range part.Mounts {
			if child := j.find(m.Child); !m.Same {
				j.up[child] = append(j.up[child], above{j.find(m.Parent), m.Prefix, Via{part.Pkg, m.Pos}})
			}
			for _, n := range []string{m.Child, m.Parent} {
				if strings.HasPrefix(n, "new ") {
					j.routes["made "+j.find(n)] = true
				}
			}
		}
		for _, r := range part.Routes {
			j.routes[j.find(r.Router)] = true
			if strings.HasPrefix(r.Router, "new ") {
				j.routes["made "+j.find(r.Router)] = true
			}
		}
	}
	for _, part := range parts {
		for _, u := range part.Used {
			class := j.find(u.Router)
			j.used[class] = append(j.used[class], u)
		}
		for _, s := range part.Served {
			j.served[j.find(s.Router)] = part.Pkg
		}
	}
	var all []Route
	for _, part := range parts {
		for _, r := range part.Routes {
			if r.Mounts != "" && j.isRouter(r.Mounts) {
				continue
			}
			for _, c := range j.chains(j.find(r.Router), nil) {
				path := rooted(addPath(c.prefix, r.Path))
				route := Route{
					Method: r.Method, Path: path, Handler: r.Handler, Pkg: part.Pkg, Pos: r.Pos, Via: c.via,
					Whole: c.whole && !strings.Contains(path, Unread), Library: r.Library, Abstract: r.Abstract, Server: j.served[c.root],
				}
				route.Around = slices.Clone(r.Around)
				for _, u := range j.used["?"] {
					route.Around = append(route.Around, u.Around...)
				}
				for _, at := range c.routers {
					below := strings.TrimPrefix(strings.Trim(path, "/"), strings.Trim(at.prefix, "/"))
					for _, u := range j.used[at.class] {
						if u.covers(below) {
							route.Around = append(route.Around, u.Around...)
						}
					}
				}
				all = append(all, route)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Route) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Handler, b.Handler))
	})
	return compact(concrete(all))
}

// concrete leaves out routes whose handler is a method of an interface, where it is known
// from the callers whose method that is.
func concrete(all []Route) []Route {
	type place struct{ method, path string }
	known := make(map[place]bool)
	for _, r := range all {
		if !r.Abstract {
			known[place{r.Method, r.Path}] = true
		}
	}
	return slices.DeleteFunc(all, func(r Route) bool { return r.Abstract && known[place{r.Method, r.Path}] })
}

// compact leaves of routes that are one and the same the first, with what runs before any of
// them.
func compact(all []Route) (out []Route) {
	for _, r := range all {
		if n := len(out) - 1; n >= 0 && r.Path == out[n].Path && r.Method == out[n].Method && r.Handler == out[n].Handler && r.Whole == out[n].Whole {
			out[n].Around = append(out[n].Around, r.Around...)
			if out[n].Server == "" || r.Server == "" {
				out[n].Server = ""
			}
			continue
		}
		out = append(out, r)
	}
	return out
}

// A joiner finds out where routers are.
type joiner struct {
	class  map[string]string  // of names that mean one router, towards the one that stands for all
	up     map[string][]above // by class
	routes map[string]bool    // the classes that have routes; "made C" if the router itself is known

	used   map[string][]Using // by class
	served map[string]string  // the packages that give routers to a server, by class
}

// above is where a router is mounted.
type above struct {
	router, prefix string
	via            Via
}

func (j *joiner) find(name string) string {
	for {
		next, ok := j.class[name]
		if !ok || next == name {
			return name
		}
		name = next
	}
}

// isRouter reports whether something is registered with a router, or with what
// is mounted on it.
func (j *joiner) isRouter(name string) bool {
	class := j.find(name)
	if j.routes[class] || j.routes["made "+class] {
		return true
	}
	for _, as := range j.up {
		for _, a := range as {
			if a.router == class {
				return true
			}
		}
	}
	return false
}

// A chain is one way from a router up to one that is served.
type chain struct {
	prefix  string
	whole   bool
	via     []Via
	root    string // the class of the router that is served
	routers []routerOn
}

// A routerOn is a router on a chain, and the path of the outermost at which it is.
type routerOn struct{ class, prefix string }

func (j *joiner) chains(class string, below []string) []chain {
	if slices.Contains(below, class) || len(below) > maxLevels {
		return nil
	}
	parents := j.up[class]
	if len(parents) == 0 {
		return []chain{{whole: j.routes["made "+class], root: class, routers: []routerOn{{class: class}}}}
	}
	below = append(slices.Clip(below), class)
	var all []chain
	for _, a := range parents {
		for _, c := range j.chains(a.router, below) {
			if len(all) < maxChains {
				prefix := addPath(c.prefix, a.prefix)
				all = append(all, chain{prefix, c.whole, append([]Via{a.via}, c.via...), c.root, append(slices.Clip(c.routers), routerOn{class, prefix})})
			}
		}
	}
	return all
}

// addPath puts a path below a prefix. One that does not begin with a slash is that of
// a router which adds it as it is.
func addPath(prefix, path string) string {
	if strings.HasPrefix(path, "/") || strings.HasPrefix(path, Unread) {
		return joinPath(prefix, path)
	}
	return prefix + path
}

// joinPath puts a path below a prefix, with one slash where the two meet.
func joinPath(prefix, path string) string {
	switch {
	case path == "":
		return prefix
	case prefix == "":
		return path
	}
	return strings.TrimRight(prefix, "/") + "/" + strings.TrimLeft(path, "/")
}

// open is what a function registers that depends on what it is called with, in
// terms of its parameters: the helper that adds a project's middleware.
type open struct {
	fn      string // the function's name
	router  string
	param   int // the argument that is the router, -1: router says which
	path    []origin.Value
	method  []origin.Value
	handler int    // the argument that is the handler, -1: name says which, or value
	name    string // the handler's
	value   origin.Value
	mount   bool // a router as handler is served below path, less path
	library string
	around  []Around    // of the registration
	refs    []ssa.Value // of this package, see around
}

// AFact marks Routing as a fact.
func (*Routing) AFact() {}

// String shows the fact as fixtures assert it.
func (r *Routing) String() string {
	var parts []string
	for _, m := range r.Mounts {
		sign := " < "
		if m.Same {
			sign = " = "
		}
		parts = append(parts, m.Child+sign+m.Parent+m.Prefix)
	}
	for _, x := range r.Routes {
		parts = append(parts, strings.TrimSpace(x.Method+" "+x.Router+": "+x.Path+" "+x.Handler))
	}
	return "routes(" + strings.Join(parts, "; ") + ")"
}

// GobEncode implements gob.GobEncoder. Positions are the package's own.
func (r *Routing) GobEncode() ([]byte, error) {
	var e summary.Encoder
	e.String(r.Pkg)
	e.Int(len(r.Routes))
	for _, x := range r.Routes {
		for _, s := range []string{x.Router, x.Method, x.Path, x.Handler, x.Mounts, x.Library} {
			e.String(s)
		}
		e.Bool(x.Abstract)
		encodeAround(&e, x.Around)
	}
	e.Int(len(r.Mounts))
	for _, m := range r.Mounts {
		e.String(m.Child)
		e.String(m.Parent)
		e.String(m.Prefix)
		e.Bool(m.Same)
	}
	e.Int(len(r.Handlers))
	for _, h := range r.Handlers {
		e.String(h.Name)
		e.String(h.Unread)
		e.Bool(h.Comment)
		e.Int(len(h.Replies))
		for _, a := range h.Replies {
			e.Int(a.Code)
			e.String(a.API)
			e.Bool(a.Implied)
			e.Bool(a.Supposed)
			e.Int(len(a.Except))
			for _, m := range a.Except {
				e.String(m)
			}
		}
	}
	e.Int(len(r.Used))
	for _, u := range r.Used {
		e.String(u.Router)
		e.String(u.Prefix)
		encodeAround(&e, u.Around)
	}
	e.Int(len(r.Served))
	for _, s := range r.Served {
		e.String(s.Router)
		e.String(s.Pkg)
	}
	e.Int(len(r.Remade))
	for _, path := range r.Remade {
		e.String(path)
	}
	e.Int(len(r.open))
	for _, o := range r.open {
		e.String(o.fn)
		e.String(o.router)
		e.String(o.name)
		e.String(o.library)
		encodeAround(&e, o.around)
		e.Int(o.param)
		e.Int(o.handler)
		e.Bool(o.mount)
		e.Int(len(o.path))
		e.Int(len(o.method))
		e.Values(append(slices.Concat(o.path, o.method), o.value)...)
	}
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (r *Routing) GobDecode(data []byte) error {
	d := summary.NewDecoder(data)
	r.Pkg = d.String()
	for range d.Count() {
		r.Routes = append(r.Routes, Registration{Router: d.String(), Method: d.String(), Path: d.String(), Handler: d.String(), Mounts: d.String(), Library: d.String(), Abstract: d.Bool(), Around: decodeAround(d)})
	}
	for range d.Count() {
		r.Mounts = append(r.Mounts, Mounting{Child: d.String(), Parent: d.String(), Prefix: d.String(), Same: d.Bool()})
	}
	for range d.Count() {
		h := &Handler{Name: d.String(), Unread: d.String(), Comment: d.Bool()}
		for range d.Count() {
			a := Reply{Code: d.Int(), API: d.String(), Implied: d.Bool(), Supposed: d.Bool()}
			for range d.Count() {
				a.Except = append(a.Except, d.String())
			}
			h.Replies = append(h.Replies, a)
		}
		r.Handlers = append(r.Handlers, h)
	}
	for range d.Count() {
		r.Used = append(r.Used, Using{Router: d.String(), Prefix: d.String(), Around: decodeAround(d)})
	}
	for range d.Count() {
		r.Served = append(r.Served, Serving{Router: d.String(), Pkg: d.String()})
	}
	for range d.Count() {
		r.Remade = append(r.Remade, d.String())
	}
	for range d.Count() {
		o := open{fn: d.String(), router: d.String(), name: d.String(), library: d.String(), around: decodeAround(d), param: d.Int(), handler: d.Int(), mount: d.Bool()}
		n, m := d.Count(), d.Count()
		vs := d.Values(n + m + 1)
		if d.Err() != nil {
			break
		}
		o.path, o.method, o.value = vs[:n], vs[n:n+m], vs[n+m]
		r.open = append(r.open, o)
	}
	return d.Err()
}
