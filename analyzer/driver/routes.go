package driver

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/responses/route"
	"github.com/respvet/respvet/passes/routes"
)

// A service is the answer map that `respvet routes` prints.
type service struct {
	Name   string        `json:"name"` // of the directory
	Routes []routeAnswer `json:"routes"`

	schemas map[string]*routes.Schema // of types, by their full names
}

// A routeAnswer is a route and what its handler answers.
type routeAnswer struct {
	Method     string        `json:"method"` // "" if it is any
	Path       string        `json:"path"`   // "…" stands for what is not known of it
	Whole      bool          `json:"whole"`  // the path is known from its beginning to its end
	Handler    string        `json:"handler"`
	Registered string        `json:"registered"`
	Declared   string        `json:"declared,omitempty"`
	Operation  string        `json:"operation,omitempty"` // what documents it
	Statuses   string        `json:"statuses,omitempty"`  // what is documented
	Answers    []answerPlace `json:"answers"`
	Unread     string        `json:"unread,omitempty"` // why there may be other answers
	// Unsent are documented statuses that neither the handler nor the middleware before it
	// sends; none where not all of that was read.
	Unsent []int `json:"unsent,omitempty"`

	functions []string // that serve it, by their full names
	inputs    []routes.Input
	sent      []routes.Sent // by the handler
	before    []routes.Sent // by the middleware before it

	unreadBefore string // why the middleware may answer something else
}

// An answerPlace is a status and the place that sends it.
type answerPlace struct {
	Status     int    `json:"status"`
	API        string `json:"api"`
	Place      string `json:"place"`
	Documented string `json:"documented"` // yes, no, or unknown where no document speaks of such statuses

	// Media are the media types of all bodies that go with the status, "none" for none; nil
	// if one is not known. Body is what the JSON bodies of an error have in common.
	Media []string     `json:"mediaTypes,omitempty"`
	Body  *routes.Body `json:"body,omitempty"`
	// Lacks are header fields of the request without which the status is sent.
	Lacks []string `json:"lacks,omitempty"`

	seen *int // how often it was seen; nil if it was not looked for
}

// routeFormats are the values of -format for `respvet routes`.
var routeFormats = map[string]func(io.Writer, *service) error{
	"text":     writeRoutesText,
	"json":     writeRoutesJSON,
	"markdown": writeRoutesMarkdown,
	"html":     writeRoutesHTML,
	"openapi":  writeRoutesOpenAPI,
}

func routeFormatNames() []string { return slices.Sorted(maps.Keys(routeFormats)) }

// routes prints the routes of packages.
func (c *command) routes(args []string) error {
	print := routeFormats[c.format]
	if print == nil {
		return unknownFormat(c.format, routeFormatNames())
	}
	if c.merge != "" && c.format != "openapi" {
		return errors.New("-merge goes with -format openapi")
	}
	if c.format == "openapi" && isJSON(c.output) {
		print = writeRoutesOpenAPIJSON
	}
	s, err := c.service(args)
	if err != nil {
		return err
	}
	if c.merge != "" {
		return c.write(func(w io.Writer) error { return s.merge(w, c.abs(c.merge), c.merge, c.output) })
	}
	return c.write(func(w io.Writer) error { return print(w, s) })
}

// service finds the routes of packages and of those of the main module that they import.
func (c *command) service(patterns []string) (*service, error) {
	units, err := c.routeUnits(patterns)
	if err != nil {
		return nil, err
	}
	return c.answers(units), nil
}

// routeUnits are what the packages say, and those of the main module that they import.
// An [incomplete] error comes with those that could be read.
func (c *command) routeUnits(patterns []string) (map[string]routes.Unit, error) {
	if c.patterns = patterns; len(patterns) == 0 {
		c.patterns = []string{"./..."}
	}
	if err := c.withImports(); err != nil {
		return nil, err
	}
	name := routes.Analyzer.Name
	c.tool = append(c.tool, "-"+name, "-"+name+".json")
	findings, trouble := c.findings()
	if in := (*incomplete)(nil); trouble != nil && !errors.As(trouble, &in) {
		return nil, trouble
	}
	units := make(map[string]routes.Unit)
	for _, f := range findings {
		var u routes.Unit
		if f.Rule != name {
			continue
		}
		if err := json.Unmarshal([]byte(f.Message), &u); err != nil {
			return nil, fmt.Errorf("the output of go vet cannot be read: %v", err)
		}
		if _, known := units[u.Routing.Pkg]; !known { // with its tests it is analysed twice
			units[u.Routing.Pkg] = u
		}
	}
	return units, trouble
}

// withImports adds to the packages those of the main module that they import:
// handlers stand there.
func (c *command) withImports() error {
	const format = "{{with .Module}}{{if .Main}}{{$.ImportPath}}{{end}}{{end}}"
	cmd, err := c.goCommand(slices.Concat([]string{"list", "-e", "-deps", "-f", format}, c.build, []string{"--"}, c.patterns))
	if err != nil {
		return err
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return &goError{"list", err, strings.Split(strings.TrimSpace(stderr.String()), "\n")}
	}
	if paths := strings.Fields(string(out)); len(paths) > 0 {
		c.patterns = paths
	}
	return nil
}

// answers joins what the packages say, and holds it against what is documented.
func (c *command) answers(units map[string]routes.Unit) *service {
	var parts []*responses.Routing
	for _, u := range units {
		parts = append(parts, u.Routing)
	}
	slices.SortFunc(parts, func(a, b *responses.Routing) int { return cmp.Compare(a.Pkg, b.Pkg) })
	contracts := make(map[string]*contract.Contract)
	s := &service{Name: filepath.Base(c.dir), Routes: []routeAnswer{}, schemas: make(map[string]*routes.Schema)}
	for _, u := range units {
		maps.Copy(s.schemas, u.Schemas)
	}
	joined := route.Join(parts)
	whole := make(map[string]bool) // registrations with a path that is known
	key := func(r responses.Route) string { return fmt.Sprint(r.Pkg, r.Pos, r.Method, r.Handler) }
	for _, r := range joined {
		whole[key(r)] = whole[key(r)] || r.Whole
	}
	unsent := make(map[string][]int) // by the handler whose comment documents all routes that it has
	for _, r := range joined {
		if !r.Whole && whole[key(r)] {
			continue // the same below a path that a setting says, which adds nothing
		}
		registered := units[r.Pkg].Places[r.Pos]
		file, _, _ := parsePosition(registered, "")
		dir := filepath.Dir(file)
		if contracts[dir] == nil {
			contracts[dir], _, _ = contract.Load(dir) // mistakes were reported by the packages
		}
		a := routeAnswer{Method: r.Method, Path: r.Path, Whole: r.Whole, Handler: shorten(r.Handler), Registered: c.shown(registered), Answers: []answerPlace{}}
		handlers := route.RepliesOf(parts, r.Handler)
		switch {
		case r.Handler == "":
			a.Unread = "which function this is was not found out"
		case len(handlers) == 0:
			a.Unread = "the handler is not part of this module, or was not read"
		}
		for _, h := range handlers {
			a.functions = append(a.functions, h.Name)
			u := unitOf(units, h)
			comment, commented := u.Comments[h.Name]
			var ops []*contract.Operation
			if k := contracts[dir]; !commented && k != nil {
				ops = documenting(k, r, h.Name)
			}
			c.describe(&a, r, h, u, ops)
			switch {
			case len(handlers) > 1:
			case commented:
				left, again := unsent[h.Name]
				if !again {
					left = comment.Numbers
				}
				unsent[h.Name] = route.Unsent(parts, r, left)
			case len(ops) == 1 && len(ops[0].Broken) == 0:
				a.Unsent = route.Unsent(parts, r, ops[0].Numbers())
			}
		}
		for _, around := range r.Around {
			a.before = append(a.before, answersBefore(units, around)...)
			a.unreadBefore = cmp.Or(a.unreadBefore, around.Unread)
			for _, name := range around.Funcs {
				a.inputs = append(a.inputs, inputsOf(units, name)...)
			}
		}
		s.Routes = append(s.Routes, a)
	}
	for i, a := range s.Routes {
		if len(a.functions) == 1 && a.Unsent == nil {
			s.Routes[i].Unsent = unsent[a.functions[0]]
		}
	}
	return s
}

// describe adds to a route what one of the functions that serve it answers, and which
// of that is documented: by the function's comment, or by operations of a document.
func (c *command) describe(a *routeAnswer, r responses.Route, h *responses.Handler, u routes.Unit, ops []*contract.Operation) {
	a.Declared = c.shown(u.Places[h.Pos])
	a.inputs, a.sent = append(a.inputs, u.Inputs[h.Name]...), append(a.sent, u.Sent[h.Name]...)
	comment, commented := u.Comments[h.Name]
	if commented {
		a.Operation, a.Statuses = "the comment at "+c.shown(comment.Place), comment.Statuses
	}
	if len(ops) > 0 {
		a.Operation, a.Statuses = operationName(ops[0]), ops[0].Statuses()
	}
	if h.Unread != "" {
		a.Unread = h.Unread
	}
	for _, reply := range h.Replies {
		if slices.Contains(reply.Except, r.Method) {
			continue
		}
		p := answerPlace{Status: reply.Code, API: reply.API, Place: c.shown(u.Places[reply.Pos]), Documented: "unknown"}
		p.describe(u.Sent[h.Name])
		known, documented := comment.Documented[reply.Code], false
		_, judged := comment.Documented[reply.Code]
		for _, o := range ops {
			if o.Only(reply.Except) {
				continue
			}
			judged = judged || o.Judges(reply.Code)
			documented = documented || o.Documents(reply.Code)
		}
		switch {
		case known || documented:
			p.Documented = "yes"
		case judged && !reply.Supposed:
			p.Documented = "no"
		}
		a.Answers = append(a.Answers, p)
	}
}

// answersBefore returns what middleware answers.
func answersBefore(units map[string]routes.Unit, a responses.Around) (list []routes.Sent) {
	for _, u := range units {
		for _, name := range a.Funcs {
			list = append(list, u.Sent[name]...)
		}
	}
	for _, code := range a.Codes {
		if !slices.ContainsFunc(list, func(s routes.Sent) bool { return s.Status == code }) {
			list = append(list, routes.Sent{Status: code})
		}
	}
	return slices.DeleteFunc(list, func(s routes.Sent) bool { return !slices.Contains(a.Codes, s.Status) })
}

// inputsOf returns what a function reads of a request.
func inputsOf(units map[string]routes.Unit, name string) []routes.Input {
	for _, u := range units {
		if list := u.Inputs[name]; len(list) > 0 {
			return list
		}
	}
	return nil
}

// documenting returns the operations of a document for a route: by its path, or by
// the handler's name.
func documenting(k *contract.Contract, r responses.Route, handler string) []*contract.Operation {
	if r.Whole {
		if ops := k.OperationsAt(r.Method, r.Path); len(ops) > 0 {
			return ops
		}
	}
	if !strings.Contains(handler, "$") {
		if op := k.OperationNamed(handler[strings.LastIndexByte(handler, '.')+1:]); op != nil {
			return []*contract.Operation{op}
		}
	}
	return nil
}

func operationName(o *contract.Operation) string {
	if o.ID == "" {
		return fmt.Sprintf("%s in %s", o.Routes[0], o.From)
	}
	return fmt.Sprintf("%s in %s", o.ID, o.From)
}

func unitOf(units map[string]routes.Unit, h *responses.Handler) routes.Unit {
	for _, u := range units {
		if slices.Contains(u.Routing.Handlers, h) {
			return u
		}
	}
	return routes.Unit{}
}

// shown is a place relative to the directory of the run, without its column.
func (c *command) shown(place string) string {
	if place == "" {
		return ""
	}
	file, line, _ := parsePosition(place, c.dir)
	return fmt.Sprintf("%s:%d", file, line)
}

// shorten leaves out of a function's name the path of its package up to the last
// element: (*api.Server).get. A literal is known by where it stands.
func shorten(name string) string {
	name, _, literal := strings.Cut(name, "$")
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		prefix := ""
		if strings.HasPrefix(name, "(") {
			prefix = name[:1+strings.Count(name[:2], "*")]
		}
		name = prefix + name[i+1:]
	}
	if method, ok := strings.CutPrefix(name, "("); ok && !strings.HasPrefix(method, "*") {
		name = strings.Replace(method, ")", "", 1)
	}
	if literal {
		return "func in " + name
	}
	return name
}
