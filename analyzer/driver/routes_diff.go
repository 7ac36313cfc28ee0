package driver

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
)

// The classes of changes. Unknown is what depends on the clients, or on code that was
// not read.
const (
	breaking   = "breaking"
	compatible = "compatible"
	unknown    = "unknown"
)

// classes are the classes, the worst first.
var classes = []string{breaking, unknown, compatible}

// A change is one that clients of a service may see.
type change struct {
	Class   string  `json:"class"`
	Kind    string  `json:"kind"`
	Method  string  `json:"method"` // "" if it is any
	Path    string  `json:"path"`
	Status  int     `json:"status,omitempty"`
	Message string  `json:"message"`
	Place   string  `json:"place,omitempty"` // file:line of the call, or of the registration
	Was     bool    `json:"was,omitempty"`   // the place is in the other revision
	Commit  *commit `json:"commit,omitempty"`
}

// A comparison is what became of a service.
type comparison struct {
	Since   string   `json:"since"` // the revision or file
	Routes  compared `json:"routes"`
	Changes []change `json:"changes"`
}

// A compared says how much there was to compare.
type compared struct {
	Before int `json:"before"` // routes
	Now    int `json:"now"`
	Unread int `json:"unread"` // of these, those that may answer more than is known
}

// caveat says what silence does not mean, or "".
func (c compared) caveat() string {
	switch {
	case c.Before+c.Now == 0:
		return "no routes were found, so that nothing was compared"
	case c.Unread > 0:
		return fmt.Sprintf("%d of %s not read to the end: their responses may have changed unnoticed", c.Unread, count(c.Now, "route"))
	}
	return ""
}

// count returns how many changes are of a class.
func (c *comparison) count(class string) (n int) {
	for _, x := range c.Changes {
		if x.Class == class {
			n++
		}
	}
	return n
}

// An operation is all that is registered for a method and a path.
type operation struct {
	routeAnswer
	statuses map[int]answerPlace
}

// operations merges what is registered more than once, by method and path.
func operations(s *service) (ops []*operation) {
	by := make(map[string]*operation)
	for _, r := range s.Routes {
		key := r.Method + " " + anonymous(r.display())
		o := by[key]
		if o == nil {
			o = &operation{routeAnswer: r, statuses: make(map[int]answerPlace)}
			by[key] = o
			ops = append(ops, o)
		}
		o.Unread = cmp.Or(o.Unread, r.Unread)
		for _, a := range r.Answers {
			old, ok := o.statuses[a.Status]
			if !ok {
				o.statuses[a.Status] = a
				continue
			}
			if old.Media == nil || a.Media == nil {
				old.Media = nil
			} else {
				old.Media = slices.Compact(slices.Sorted(slices.Values(slices.Concat(old.Media, a.Media))))
			}
			old.Lacks = slices.Compact(slices.Sorted(slices.Values(slices.Concat(old.Lacks, a.Lacks))))
			old.Body = old.Body.Union(a.Body)
			o.statuses[a.Status] = old
		}
	}
	return ops
}

// anonymous leaves out how parameters of a path are called, which clients do not see.
func anonymous(path string) string {
	path = openAPIPath(path)
	if i := strings.LastIndex(path, "?"); i >= 0 && i == len(path)-1 {
		path = path[:i]
	}
	var b strings.Builder
	for path != "" {
		open := strings.IndexByte(path, '{')
		end := strings.IndexByte(path, '}')
		if open < 0 || end < open {
			break
		}
		b.WriteString(path[:open] + "{}")
		path = path[end+1:]
	}
	return b.String() + path
}

// compare returns what has changed from one state of a service to another.
func compare(since string, before, now *service) *comparison {
	c := &comparison{Since: since, Routes: compared{len(before.Routes), len(now.Routes), now.count().Unread}, Changes: []change{}}
	old, ops := operations(before), operations(now)
	for _, p := range pairs(old, ops) {
		switch {
		case p.old == nil:
			c.appeared(p.now)
		case p.now == nil:
			c.gone(p.old, ops)
		default:
			c.operation(p.old, p.now)
		}
	}
	slices.SortStableFunc(c.Changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method), cmp.Compare(slices.Index(classes, a.Class), slices.Index(classes, b.Class)),
			cmp.Compare(a.Status, b.Status))
	})
	return c
}

// A pair is an operation before and now; either may be nil.
type pair struct{ old, now *operation }

// pairs finds which operations are the same: those with one method and path, or with a
// path of which one begins where it is not known; and what a handler for any method serves.
func pairs(old, now []*operation) (list []pair) {
	left := slices.Clone(now)
	take := func(o *operation, same func(o, n *operation) bool) bool {
		i := slices.IndexFunc(left, func(n *operation) bool { return same(o, n) })
		if i < 0 {
			return false
		}
		list = append(list, pair{o, left[i]})
		left = slices.Delete(left, i, i+1)
		return true
	}
	for _, same := range []func(o, n *operation) bool{
		func(o, n *operation) bool {
			return o.Method == n.Method && anonymous(o.display()) == anonymous(n.display())
		},
		func(o, n *operation) bool {
			return o.Method == n.Method && o.Handler == n.Handler && o.Handler != "" && (endsAlike(o, n) || endsAlike(n, o))
		},
		func(o, n *operation) bool {
			named := strings.Trim(anonymous(o.display()), "…/{}") != "" && strings.Trim(anonymous(n.display()), "…/{}") != ""
			return o.Method == n.Method && named && (endsAlike(o, n) || endsAlike(n, o))
		},
	} {
		old = slices.DeleteFunc(slices.Clone(old), func(o *operation) bool { return take(o, same) })
	}
	for _, o := range old {
		// One handler for all methods now.
		i := slices.IndexFunc(now, func(n *operation) bool {
			return n.Method == "" && anonymous(o.display()) == anonymous(n.display())
		})
		if i < 0 {
			list = append(list, pair{old: o})
			continue
		}
		list = append(list, pair{o, now[i]})
		left = slices.DeleteFunc(left, func(n *operation) bool { return n == now[i] })
	}
	for _, n := range left {
		list = append(list, pair{now: n})
	}
	return list
}

// endsAlike reports whether the path of one operation is the end of another's, and may
// begin like that, too.
func endsAlike(part, whole *operation) bool {
	tail := strings.TrimLeft(anonymous(part.display()), "…/")
	return !part.Whole && tail != "" && strings.HasSuffix(anonymous(whole.display()), "/"+tail)
}

func (c *comparison) add(o *operation, class, kind string, status int, place, format string, args ...any) *change {
	c.Changes = append(c.Changes, change{Class: class, Kind: kind, Method: o.Method, Path: o.display(), Status: status, Place: place, Message: fmt.Sprintf(format, args...)})
	return &c.Changes[len(c.Changes)-1]
}

func (c *comparison) appeared(o *operation) {
	class, more := compatible, ""
	if !o.Whole {
		class, more = unknown, "; where its path begins is not known"
	}
	c.add(o, class, "route-added", 0, o.Registered, "the route is new, handled by %s%s", orUnknown(o.Handler), more)
}

func (c *comparison) gone(o *operation, now []*operation) {
	class, more := breaking, ""
	var methods []string
	for _, n := range now {
		if anonymous(n.display()) == anonymous(o.display()) {
			methods = append(methods, n.Method)
		} else if n.Handler == o.Handler && n.Method == o.Method && o.Handler != "" && n.Whole && more == "" {
			more = "; its handler serves " + n.display()
		}
	}
	switch {
	case !o.Whole:
		class, more = unknown, "; where its path began was not known"
	case o.Method == "" && len(methods) > 0:
		class, more = unknown, "; there is "+strings.Join(methods, ", ")
	}
	c.add(o, class, "route-removed", 0, o.Registered, "the route is gone%s", more).Was = true
}

// operation compares what one answers.
func (c *comparison) operation(o, n *operation) {
	var lost []int // not found any more, where not all was read
	for _, code := range codesOf(o) {
		was := o.statuses[code]
		is, sent := n.statuses[code]
		switch {
		case sent:
			c.content(n, was, is)
		case n.Unread != "":
			lost = append(lost, code)
		default:
			c.removed(o, n, was)
		}
	}
	if len(lost) > 0 {
		var names []string
		for _, code := range lost {
			names = append(names, fmt.Sprint(code))
		}
		c.add(n, unknown, "status-lost", 0, n.Declared, "%s may be sent no longer: %s", strings.Join(names, ", "), n.Unread)
	}
	told := c.headers(o, n)
	for _, code := range codesOf(n) {
		if _, sent := o.statuses[code]; !sent && !slices.Contains(told, code) {
			c.added(o, n, n.statuses[code])
		}
	}
}

func codesOf(o *operation) (codes []int) {
	for code := range o.statuses {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// has reports whether an operation answers a status that fits.
func (o *operation) has(fits func(code int) bool) bool { return slices.ContainsFunc(codesOf(o), fits) }

func statusName(code int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", code, contract.StatusText(code)))
}

func ofClass(class int) func(int) bool { return func(code int) bool { return code/100 == class } }

func (c *comparison) removed(o, n *operation, was answerPlace) {
	class, more := compatible, ""
	newError := func(code int) bool {
		_, before := o.statuses[code]
		return code >= 400 && !before
	}
	switch {
	case was.Status/100 == 2:
		class = breaking
	case isRedirect(was.Status) && !n.has(func(code int) bool { return isRedirect(code) && rewrites(code) == rewrites(was.Status) }):
		class = unknown
	case n.has(newError):
		class, more = unknown, ", perhaps another error in its place"
	}
	c.add(n, class, "status-removed", was.Status, was.Place, "%s is no longer sent%s", statusName(was.Status), more).Was = true
}

// added classes a status that was not sent before. RFC 9110 has clients treat a status
// that they do not know as the first of its class; one that refuses who was let in
// before, or that succeeds in another way, they may not expect.
func (c *comparison) added(o, n *operation, is answerPlace) {
	class, kind, more := compatible, "status-added", ""
	code := is.Status
	switch {
	case o.Unread != "":
		class, more = unknown, ", or was not found before: "+o.Unread
	case isRedirect(code) && o.has(func(c int) bool { return isRedirect(c) && rewrites(c) == rewrites(code) }):
		kind = "redirect-added"
	case isRedirect(code):
		class, kind = unknown, "redirect-added"
		if rewrites(code) && !slices.Contains([]string{"", "GET", "HEAD"}, n.Method) {
			class, more = breaking, ": clients go on with a GET"
		}
	case code/100 == 2 && o.has(ofClass(2)):
		class, more = unknown, ": it is another success than before"
	case code == 401 || code == 403:
		class, more = unknown, ": requests may be rejected that were not before"
	case code >= 400 && !o.has(ofClass(code/100)):
		class, more = unknown, fmt.Sprintf(": there was no %dxx", code/100)
	}
	if is.API != "" && is.API != "return" {
		more = " (" + is.API + ")" + more
	}
	c.add(n, class, kind, code, is.Place, "%s is new%s", statusName(code), more)
}

func isRedirect(code int) bool { return code/100 == 3 && code != 304 }

// rewrites reports whether clients follow a redirect with a GET, whatever they have sent.
func rewrites(code int) bool { return code >= 301 && code <= 303 }

// content compares the bodies that go with a status.
func (c *comparison) content(n *operation, was, is answerPlace) {
	if was.Media != nil && is.Media != nil && !slices.Equal(was.Media, is.Media) {
		class := compatible
		for _, m := range was.Media {
			if m != noBody && !slices.Contains(is.Media, m) {
				class = breaking
			}
		}
		if more := slices.ContainsFunc(is.Media, func(m string) bool { return !slices.Contains(was.Media, m) }); class == compatible && more && !slices.Equal(was.Media, []string{noBody}) {
			class = unknown
		}
		c.add(n, class, "media-type-changed", is.Status, is.Place, "%s has the body %s, it was %s", statusName(is.Status), strings.Join(is.Media, " or "), strings.Join(was.Media, " or "))
	}
	if was.Body != nil && is.Body != nil {
		c.members(n, was, is)
	}
}

// headers compares which header fields a request needs, and returns the statuses of those
// that lack one which was not needed before.
func (c *comparison) headers(o, n *operation) (told []int) {
	var needed []string
	for _, a := range o.statuses {
		needed = append(needed, a.Lacks...)
	}
	for _, code := range codesOf(n) {
		for _, name := range n.statuses[code].Lacks {
			if slices.Contains(needed, name) {
				continue
			}
			needed, told = append(needed, name), append(told, code)
			class, more := breaking, ""
			if o.Unread != "" {
				class, more = unknown, ", or was not found to be needed before: "+o.Unread
			}
			c.add(n, class, "header-required", code, n.statuses[code].Place, "a request without %s gets %s%s", name, statusName(code), more)
		}
	}
	return told
}

// docsOfRoutes is where the classes are explained.
const docsOfRoutes = homePage + "/blob/main/docs/routes.md"
