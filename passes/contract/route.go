package contract

import (
	"go/ast"
	"slices"
	"strings"
)

// A routeEntry is a path of a document under which an operation is looked up.
type routeEntry struct {
	segments []string
	op       *Operation
	based    bool // with a base path; the operation is also looked up without
}

// index makes the operations ready to be looked up.
func (d *Document) index() {
	d.routes, d.names = make(map[string][]routeEntry), make(map[string][]*Operation)
	for _, op := range d.operations {
		for _, r := range op.Routes {
			if r.Path != op.Path {
				d.routes[r.Method] = append(d.routes[r.Method], routeEntry{segments(r.Path), op, true})
			}
		}
		if len(op.Routes) > 0 {
			method := op.Routes[0].Method
			d.routes[method] = append(d.routes[method], routeEntry{segments(op.Path), op, false})
		}
		for _, name := range spellings(op.ID) {
			d.names[name] = append(d.names[name], op)
		}
	}
}

// segments splits a path into what stands between slashes. A parameter is {name},
// in whatever way the router writes it: {id}, {id:[0-9]+}, {path...}, :id, :id?,
// :id<int>, *path, *. A slash at the end says nothing.
func segments(path string) []string {
	path = strings.TrimSuffix(path, "{$}")
	var list []string
	for len(path) > 0 {
		var part string
		depth := 0
		end := strings.IndexFunc(path, func(r rune) bool { // a regular expression may hold slashes
			switch r {
			case '{':
				depth++
			case '}':
				depth--
			}
			return r == '/' && depth <= 0
		})
		if end < 0 {
			part, path = path, ""
		} else {
			part, path = path[:end], path[end+1:]
		}
		if part == "" {
			continue
		}
		switch {
		case part[0] == '{' && part[len(part)-1] == '}':
			name, _, _ := strings.Cut(part[1:len(part)-1], ":")
			part = "{" + strings.TrimSuffix(name, "...") + "}"
		case part[0] == ':':
			name := part[1:]
			if i := strings.IndexAny(name, "?<("); i >= 0 {
				name = name[:i]
			}
			part = "{" + name + "}"
		case part[0] == '*' || part[0] == '+':
			part = "{" + part[1:] + "}"
		}
		list = append(list, part)
	}
	return list
}

func isParameter(segment string) bool { return segment[0] == '{' && segment[len(segment)-1] == '}' }

// EndAlike reports whether one of two paths ends as the other one does, whatever their parameters
// are called. Neither a document's base path nor the prefix of a router that was not found is in
// both.
func EndAlike(a, b string) bool {
	x, y := segments(a), segments(b)
	if (len(x) == 0) != (len(y) == 0) {
		return false // every path would end as that of the root does
	}
	for i := range min(len(x), len(y)) {
		s, o := x[len(x)-1-i], y[len(y)-1-i]
		if s != o && !(isParameter(s) && isParameter(o)) {
			return false
		}
	}
	return true
}

// matching says how well the path of a document fits that of a router, segment by
// segment: 0 not at all, and the more the better. The names of parameters matter
// little; a constant may be one value of the document's parameter, but not the
// other way round: the document then has an operation for one value alone.
func matching(router, document []string) int {
	if len(router) != len(document) {
		return 0
	}
	score := 1
	for i, s := range router {
		switch d := document[i]; {
		case s == d:
			score += 100
		case isParameter(s) && isParameter(d):
			score += 99
		case isParameter(d):
			score++
		default:
			return 0
		}
	}
	return score
}

// At returns the operations that a router's pattern stands for: the ones that fit
// best, with their base path better than without. The pattern may have a method
// and a host before the path, as net/http writes them. Method "" stands for any
// that the document has there; HEAD is answered as GET is.
func (d *Document) At(method, pattern string) []*Operation {
	if word, rest := cutWord(strings.TrimSpace(pattern)); rest != "" {
		method, pattern = word, rest
	}
	if i := strings.IndexByte(pattern, '/'); i > 0 {
		pattern = pattern[i:]
	}
	method = strings.ToUpper(method)
	d.Operations()
	want := segments(pattern)
	best, found := 0, []*Operation(nil)
	for m, entries := range d.routes {
		if method != "" && m != method {
			continue
		}
		for _, e := range entries {
			score := 2 * matching(want, e.segments)
			if e.based && score > 0 {
				score++
			}
			switch {
			case score == 0 || score < best || slices.Contains(found, e.op) && score == best:
			case score > best:
				best, found = score, []*Operation{e.op}
			default:
				found = append(found, e.op)
			}
		}
	}
	if len(found) == 0 && method == "HEAD" {
		return d.At("GET", pattern)
	}
	slices.SortFunc(found, func(a, b *Operation) int {
		return strings.Compare(a.Routes[0].String(), b.Routes[0].String())
	})
	return found
}

// Named returns the operation whose operationId is a function's name, or nil: the
// exact one, or the only one that differs in case and separators alone.
func (d *Document) Named(name string) *Operation {
	d.Operations()
	for _, form := range spellings(name) {
		switch ops := d.names[form]; len(ops) {
		case 0:
		case 1:
			return ops[0]
		default:
			return nil
		}
	}
	return nil
}

// OperationsAt looks a route up in the documents of the contract: see Document.At.
func (c *Contract) OperationsAt(method, pattern string) []*Operation {
	for _, d := range c.Project.docs {
		if ops := d.At(method, pattern); len(ops) > 0 {
			return ops
		}
	}
	return nil
}

// Commented returns the operations that the comment of a function documents. Where it
// has routes and says nothing of statuses, these are the documents' at those routes.
func (c *Contract) Commented(fn *ast.FuncDecl) []*Operation {
	own := c.Project.Comments.Of(fn)
	var found []*Operation
	for _, op := range own {
		if len(op.Responses) > 0 || len(op.Broken) > 0 {
			return own
		}
		for _, r := range op.Routes {
			found = append(found, c.OperationsAt(r.Method, r.Path)...)
		}
	}
	if len(found) == 0 {
		return own
	}
	return found
}

// OperationNamed looks a function's name up in the documents of the contract: see
// Document.Named. Two documents that have it, say two versions of an API, have none.
func (c *Contract) OperationNamed(name string) (found *Operation) {
	for _, d := range c.Project.docs {
		if op := d.Named(name); op != nil {
			if found != nil {
				return nil
			}
			found = op
		}
	}
	return found
}
