package observe

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// What was seen is held against what was predicted by the function that responds. The
// stack at the first WriteHeader or Write has it, as a place: names of literals and of
// instances of generic functions differ between the compiler and go/types, lines do
// not. Of the functions on the stack, the innermost one that is registered for a route
// is meant, else the innermost handler, which a middleware is too. Where no such
// function is on the stack, because a framework sends afterwards what a handler has
// returned or set, it is the http.HandlerFunc that was called last, or the handler of
// the route that the request's path has.

// A Pair is a status of one function, as it was seen.
type Pair struct {
	Handler  string `json:"handler"`
	Declared string `json:"declared,omitempty"`
	Status   int    `json:"status"`
	Count    int    `json:"count"`
	Place    string `json:"place,omitempty"` // in the module, that was on the stack
	Func     string `json:"function,omitempty"`
	API      string `json:"api,omitempty"` // that the place has called
	Body     string `json:"body"`          // empty, json, text, binary
	Type     string `json:"type,omitempty"`
	Why      string `json:"why,omitempty"` // why it may not be predicted

	Stack []string `json:"stack,omitempty"` // the places of the module, the innermost first
}

// sighting is where a response belongs.
type sighting struct {
	owner     *Function
	predicted bool
	routed    []*Function // the handlers that it counts for as seen
}

// outside says why a response is none of a handler of the module: a test has written
// it itself, or a library answers without one.
type outside int

const (
	inside outside = iota
	byTest
	byLibrary
)

// place returns where a response belongs.
func (x *index) place(r *Response) (s sighting, why outside) {
	passes := len(r.Stack) > 0 && dispatches(r.Stack[0].Calls) // the innermost place leaves it to others
	if len(r.Stack) > 0 && r.Stack[0].Test() && !passes {
		return s, byTest
	}
	known := x.known(r.Stack)
	main := first(known, func(f *Function) bool { return x.registered[f] })
	if main == nil && !passes {
		main = cmp.Or(first(known, func(f *Function) bool { return f.Handler && !f.FromCallers }), first(known, func(f *Function) bool { return f.Handler }))
	}
	if main != nil && (x.registered[main] && len(main.Sends) == 0 || main.answers(r.Status)) {
		return sighting{main, main.answers(r.Status), []*Function{main}}, inside
	}
	if (main == nil || main.FromCallers) && len(known) > 0 && known[0].FromCallers && x.chosenByTest(r.Stack) {
		return s, byTest
	}
	// The request's own handler is not on the stack.
	called := x.called(r)
	if f := first(called, func(f *Function) bool { return f.answers(r.Status) }); f != nil {
		return sighting{f, true, called}, inside
	}
	if main != nil && slices.Contains(main.Sends, r.Status) { // of which function, nothing says
		return sighting{main, true, append(called, main)}, inside
	}
	if main == nil && !passes {
		main = cmp.Or(first(known, func(f *Function) bool { return !f.FromCallers }), first(known, func(*Function) bool { return true }))
	}
	if main == nil { // a library's response, unless it is what the handler has returned or left
		main = first(called, func(f *Function) bool { return f.Returns || r.Left && x.registered[f] })
	}
	if main == nil {
		return s, byLibrary
	}
	return sighting{main, main.answers(r.Status), append(called, main)}, inside
}

// known returns the functions on a stack that respond, the innermost first.
func (x *index) known(stack []Frame) (fs []*Function) {
	for _, f := range stack {
		if f.Test() {
			continue
		}
		for _, fn := range x.at(f.File, f.Line) {
			if !slices.Contains(fs, fn) {
				fs = append(fs, fn)
			}
		}
	}
	return fs
}

func first(fs []*Function, ok func(*Function) bool) *Function {
	if i := slices.IndexFunc(fs, ok); i >= 0 {
		return fs[i]
	}
	return nil
}

// chosenByTest reports whether a test has called the helpers that a stack begins with,
// and no handler is between.
func (x *index) chosenByTest(stack []Frame) bool {
	for _, frame := range stack {
		if frame.Test() {
			return !dispatches(frame.Calls)
		}
		for _, f := range x.at(frame.File, frame.Line) {
			if x.registered[f] || f.Handler && !f.FromCallers {
				return false
			}
		}
	}
	return false
}

// called returns the functions that a request was for, as far as they are not on the stack.
func (x *index) called(r *Response) (fs []*Function) {
	if i := strings.LastIndexByte(r.Handler, ':'); i >= 0 && strings.Contains(r.Handler[:i], "/") {
		var line int
		fmt.Sscan(r.Handler[i+1:], &line)
		if strings.HasSuffix(r.Handler[:i], "_test.go") {
			return nil
		}
		if around := x.at(r.Handler[:i], line); len(around) > 0 && around[0].From == line {
			fs = append(fs, around[0])
		}
	} else if f := x.named(r.Handler); f != nil {
		fs = append(fs, f)
	}
	if len(fs) > 0 && x.registered[fs[0]] {
		return fs
	}
	route := x.route(r.Method, r.Path)
	if method, path, ok := strings.Cut(r.Pattern, " "); ok || r.Pattern != "" {
		if !ok {
			method, path = "", r.Pattern
		}
		for _, known := range x.routes {
			if known.Path == path && known.Method == method {
				route = known
			}
		}
	}
	if route != nil {
		for _, name := range route.Handlers {
			if f := x.byName[name]; f != nil {
				fs = append(fs, f)
			}
		}
	}
	return fs
}

// dispatches reports whether a function leaves a request to handlers.
func dispatches(called string) bool {
	return strings.HasSuffix(called, ".ServeHTTP") || strings.HasSuffix(called, "gin.(*Context).Next") || strings.HasSuffix(called, ".HandleContext")
}

// why says why a response may not be predicted.
func why(f *Function, r *Response) string {
	switch {
	case f.Unread != "":
		return f.Unread
	case r.Left:
		return "nothing was sent: net/http sends 200"
	case len(r.Stack) == 0 || r.Stack[0].Test():
		return "it was sent when the handler had returned"
	}
	return "sent through " + shortName(r.Stack[0].Calls)
}

// shortName leaves out the path of a package up to its last element.
func shortName(name string) string {
	return name[strings.LastIndexByte(name, '/')+1:]
}

func sortPairs(ps []*Pair) {
	slices.SortFunc(ps, func(a, b *Pair) int {
		return cmp.Or(cmp.Compare(b.Status/100, a.Status/100), cmp.Compare(a.Status, b.Status), cmp.Compare(a.Handler, b.Handler), cmp.Compare(a.Declared, b.Declared), cmp.Compare(a.Place, b.Place))
	})
}
