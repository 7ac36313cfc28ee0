package observe

import (
	"cmp"
	"slices"
	"strings"
)

// A Service is what respvet predicts.
type Service struct {
	Name      string
	Functions []*Function
	Routes    []*Route
}

// A Function is a function of the module that responds.
type Function struct {
	Name     string // as types.Func.FullName has it; the literals in it have $1, $2 added
	Shown    string // for people
	Declared string // file:line, relative to the run
	File     string // absolute, with slashes
	From, To int    // its first and last line
	Handler  bool   // it has the signature of a handler, or is registered as one
	Answers  []Answer
	Unread   string // why there may be other answers, "" if there are none

	FromCallers bool // a status is left to its callers, or is not known
	Returns     bool // what it returns is sent by others
	// Sends are the statuses that functions return which it runs, whatever function that
	// is: an adapter's.
	Sends []int
}

// An Answer is a status that may be sent.
type Answer struct {
	Status int
	API    string
	Place  string // file:line, relative to the run
}

// A Route is a route of the service.
type Route struct {
	Method     string // "" if it is any
	Path       string // "…" stands for what is not known of it
	Whole      bool
	Handler    string   // for people
	Handlers   []string // the names of the functions that serve it
	Registered string
	Operation  string // what documents it, "" if nothing does
	Statuses   []int  // that are documented by number
	Answers    []RouteAnswer
	Unread     string
}

// A RouteAnswer is a status that a route may answer.
type RouteAnswer struct {
	Answer
	Documented string // yes, no or unknown
}

func (f *Function) answers(status int) bool {
	return slices.ContainsFunc(f.Answers, func(a Answer) bool { return a.Status == status })
}

// An index finds functions and routes.
type index struct {
	byFile     map[string][]*Function
	byName     map[string]*Function
	registered map[*Function]bool
	routes     []*Route
}

func newIndex(s *Service) *index {
	x := &index{byFile: make(map[string][]*Function), byName: make(map[string]*Function), registered: make(map[*Function]bool), routes: s.Routes}
	for _, f := range s.Functions {
		x.byFile[f.File] = append(x.byFile[f.File], f)
		x.byName[f.Name] = f
	}
	for _, r := range s.Routes {
		for _, name := range r.Handlers {
			if f := x.byName[name]; f != nil {
				x.registered[f] = true
			}
		}
	}
	return x
}

// at returns the functions around a place, the innermost first. Only those are known
// that respond.
func (x *index) at(file string, line int) (found []*Function) {
	for _, f := range x.byFile[file] {
		if f.From <= line && line <= f.To {
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b *Function) int {
		return cmp.Or(cmp.Compare(a.To-a.From, b.To-b.From), cmp.Compare(len(b.Name), len(a.Name)))
	})
	return found
}

// named returns the function of a name as the runtime has it: pkg.F, pkg.T.M or pkg.(*T).M.
func (x *index) named(name string) *Function {
	if f := x.byName[name]; f != nil {
		return f
	}
	name = strings.ReplaceAll(name, "[...]", "") // of a generic type
	slash := strings.LastIndexByte(name, '/') + 1
	dot := strings.IndexByte(name[slash:], '.')
	if dot < 0 {
		return nil
	}
	pkg, rest := name[:slash+dot], name[slash+dot+1:]
	recv, method, ok := strings.Cut(rest, ".")
	if !ok {
		return nil
	}
	if star, ok := strings.CutPrefix(recv, "(*"); ok {
		return x.byName["(*"+pkg+"."+strings.TrimSuffix(star, ")")+")."+method]
	}
	return x.byName["("+pkg+"."+recv+")."+method]
}

// route returns the route that serves a request, the most special one; nil if none
// does, or its path is not known.
func (x *index) route(method, path string) (found *Route) {
	best := -1
	for _, r := range x.routes {
		if !r.Whole || r.Method != "" && r.Method != method && !(r.Method == "GET" && method == "HEAD") {
			continue
		}
		if n, ok := match(r.Path, path); ok && (n > best || n == best && found != nil && cmp.Compare(r.Method, found.Method) > 0) {
			best, found = n, r
		}
	}
	return found
}

// match reports whether the pattern of a router matches a path, and how much of it is
// literal.
func match(pattern, path string) (literal int, ok bool) {
	want, got := strings.Split(strings.TrimSuffix(pattern, "{$}"), "/"), strings.Split(path, "/")
	for i, w := range want {
		last := i == len(want)-1
		switch {
		case strings.HasPrefix(w, "*") || strings.HasPrefix(w, "{") && strings.Contains(w, "...") || strings.HasPrefix(w, "{") && strings.Contains(w, ":.*"):
			return literal, i < len(got)
		case last && w == "" && i > 0 && pattern != "" && !strings.HasSuffix(pattern, "{$}") && i < len(got):
			return literal, true // a subtree of ServeMux
		case i >= len(got):
			return 0, last && strings.HasPrefix(w, ":") && strings.HasSuffix(w, "?")
		case strings.HasPrefix(w, ":") || strings.HasPrefix(w, "{"):
			if got[i] == "" {
				return 0, false
			}
		case w == got[i]:
			literal += 2
		default:
			before, _, param := strings.Cut(w, "{")
			if !param || !strings.HasPrefix(got[i], before) {
				return 0, false
			}
			literal++
		}
	}
	return literal, len(want) == len(got)
}
