package httpmodel

import (
	"reflect"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// How the items of each section become rows.

// functionExtras are keys of a function that make more than a row, or part of one.
type functionExtras struct {
	Part  RequestPart `model:"part"`  // what of a request the function returns
	Error *errorMade  `model:"error"` // what it returns is an error that becomes a response
}

// An errorMade is an error that a function makes and a framework responds with.
type errorMade struct {
	Status  Expr   `model:"status"`
	Message Expr   `model:"message"`
	As      string `model:"as"`
}

func (b *builder) function(s *section, y *conf.Value) {
	row, more := Row{Response: &Response{}}, functionExtras{}
	e, d, ok := b.item(s, y, &row, &more)
	if !ok {
		return
	}
	if has(y, *row.Response) {
		if y.Get("writer") == nil {
			b.Fail(y, "a response without a writer", "writer: receiver, writer: arg 1")
		}
		d.kind(row.Response, y, false)
	} else {
		row.Response = nil
	}
	if more.Error != nil && !b.errorMade(&row, &e, more.Error, y.Get("error")) {
		return
	}
	changes := row.Response != nil || row.Fails != nil || row.Fills > 0 || row.Finds || row.NoReturn || len(row.Sets)+len(row.Adds) > 0
	row.Pure = !changes
	e.results = len(row.Results)
	if row.Request != nil {
		e.results = max(e.results, row.Request.Response+1)
	}
	for _, r := range []*Response{row.Response, row.Fails} {
		if r != nil && r.Status.Op == OpArg {
			e.statuses = append(e.statuses, r.Status.Arg)
		}
	}
	if !b.add(e, &row) {
		return
	}
	row.Pkg, row.Recv, row.Name = e.Pkg, e.Recv, e.Name
	at := factName{e.Pkg, e.Recv, e.Name}
	b.of(e.Pkg)
	n, _ := spoken(reflect.ValueOf(row))
	b.rows[at] = &describedRow{row, n}
	if more.Part != 0 {
		b.facts[at] = fact{part: more.Part}
	}
	if r := row.Response; r != nil && r.Writer == 0 && e.Recv != "" && slices.Contains([]Kind{Status, Complete, Redirect, SetStatus}, r.Kind) {
		b.writer(e.Pkg, e.Recv)
	}
}

// has reports whether a mapping has a key of a struct.
func has(y *conf.Value, of any) bool {
	if y.Get(completes) != nil {
		return true
	}
	t := reflect.TypeOf(of)
	for i := range t.NumField() {
		if key, _, _ := strings.Cut(t.Field(i).Tag.Get("model"), ","); key != "" && y.Get(key) != nil {
			return true
		}
	}
	return false
}

// writer makes a type one through which requests are responded to.
func (b *builder) writer(path, typ string) {
	k := b.of(path)
	if !slices.ContainsFunc(k.contexts, func(c Context) bool { return c.Type == typ }) {
		k.contexts = append(slices.Clip(k.contexts), Context{Type: typ, Form: &Form{}})
	}
}

// errorMade makes the first result of a function an error with a status and a message, and
// has the framework send them. The error is of a type that nothing else has.
func (b *builder) errorMade(row *Row, e *Entry, m *errorMade, y *conf.Value) bool {
	if e.kind != aFunction || len(row.Results) > 0 {
		b.Fail(y, "error and results in one item", "one of them, of a func")
		return false
	}
	typ := e.Recv + e.Name
	row.Results = []Expr{made(typ, Member{"status", m.Status}, Member{"message", m.Message})}
	answer := Response{Kind: Complete, Status: member("status"), Error: true}
	switch m.As {
	case "", string(JSON):
		answer.Body, answer.ContentType = message(member("message")), "application/json"
	case string(Text):
		answer.Body, answer.ContentType = member("message"), plainCT
	default:
		b.Fail(y, "bad as "+conf.Quote(m.As), "json, text")
		return false
	}
	k := b.of(e.Pkg)
	k.statusErrors = append(slices.Clip(k.statusErrors), StatusError{Type: typ, Response: answer})
	return true
}

func (b *builder) runner(s *section, y *conf.Value) {
	var retry Retry
	e, _, ok := b.item(s, y, &retry)
	if !ok {
		return
	}
	if retry.Op.Op != OpArg {
		b.Fail(y, "a runner without runs", "runs: arg 1")
		return
	}
	if b.add(e, &retry) {
		b.of(e.Pkg)
		row := Row{Pkg: e.Pkg, Recv: e.Recv, Name: e.Name, Retry: &retry}
		n, _ := spoken(reflect.ValueOf(row))
		b.rows[factName{e.Pkg, e.Recv, e.Name}] = &describedRow{row, n}
	}
}

func (b *builder) handler(s *section, y *conf.Value) {
	e := Entry{Pos: y.Pos, List: s.name, Text: y.Text, kind: aSignature}
	text := strings.Join(strings.Fields(y.Text), " ")
	path, recv, _, ok := split(text)
	switch {
	case y.Kind != yaml.ScalarNode, !strings.HasPrefix(text, "func(") && (!ok || recv != ""):
		b.Wrong(y, "handler", "a signature, such as func(*example.com/web.Ctx) error, or a type, such as example.com/web.HandlerFunc")
		return
	case ok && !strings.HasPrefix(text, "func("):
		e.Pkg = path
	}
	if b.add(e) {
		b.handlers = append(b.handlers, text)
	}
}

// chainExtras are the keys of a context that make its chain of handlers.
type chainExtras struct {
	Next  []string `model:"next"`  // methods that run the handlers that come after the caller
	Stops []string `model:"stops"` // methods after which these do not run any more
}

func (b *builder) context(s *section, y *conf.Value) {
	var c Context
	var more chainExtras
	e, _, ok := b.item(s, y, &c, &more)
	if !ok || !b.add(e) {
		return
	}
	if c.Type = e.Name; y.Get("form") == nil {
		c.Form = &Form{} // no call of it is known, and no fix writes one
	}
	k := b.of(e.Pkg)
	k.contexts = append(slices.DeleteFunc(slices.Clone(k.contexts), func(o Context) bool { return o.Type == c.Type }), c)
	if len(more.Next)+len(more.Stops) > 0 {
		b.chains = append(b.chains, chain{pkg: e.Pkg, typ: e.Name, next: more.Next, stops: more.Stops})
	}
}

func (b *builder) statusError(s *section, y *conf.Value) {
	var c StatusError
	e, d, ok := b.item(s, y, &c)
	if !ok {
		return
	}
	d.kind(&c.Response, y, true)
	if !b.add(e, &c) {
		return
	}
	c.Type = e.Name
	k := b.of(e.Pkg)
	k.statusErrors = append([]StatusError{c}, k.statusErrors...)
}

// meaningExtras says what an error value means.
type meaningExtras struct {
	Means Meaning `model:"means"`
}

func (b *builder) sentinel(s *section, y *conf.Value) {
	var v Sentinel
	var more meaningExtras
	e, _, ok := b.item(s, y, &v, &more)
	if !ok || !b.add(e, &v) {
		return
	}
	if more.Means != 0 {
		b.facts[factName{e.Pkg, e.Recv, e.Name}] = fact{meaning: more.Means}
	}
	if v.Name = e.Name; v.Value.Op != 0 {
		k := b.of(e.Pkg)
		old := k.sentinels
		k.sentinels = func() []Sentinel {
			if old != nil {
				return append([]Sentinel{v}, old()...)
			}
			return []Sentinel{v}
		}
	}
}

func (b *builder) override(s *section, y *conf.Value) {
	var o Override
	e, _, ok := b.item(s, y, &o)
	if ok && b.add(e) {
		o.Type, o.Name = e.Recv, e.Name
		k := b.of(e.Pkg)
		k.overrides = append(slices.Clip(k.overrides), o)
	}
}

func (b *builder) callback(s *section, y *conf.Value) {
	var c Callback
	e, _, ok := b.item(s, y, &c)
	if ok && b.add(e, &c) {
		c.Type, c.Name = e.Recv, e.Name
		k := b.of(e.Pkg)
		k.callbacks = append([]Callback{c}, k.callbacks...)
	}
}

func (b *builder) mode(s *section, y *conf.Value) {
	var m Mode
	e, _, ok := b.item(s, y, &m)
	if ok && b.add(e) {
		m.Type, m.Name = e.Recv, e.Name
		k := b.of(e.Pkg)
		k.modes = append([]Mode{m}, k.modes...)
	}
}

// routeExtras are keys of a route that are kept beside it.
type routeExtras struct {
	Every bool `model:"every"` // handlers that are given run for every request
}

func (b *builder) route(s *section, y *conf.Value) {
	var r Route
	var more routeExtras
	e, _, ok := b.item(s, y, &r, &more)
	if !ok || !b.add(e, &r) {
		return
	}
	r.Recv, r.Name = e.Recv, e.Name
	n, _ := spoken(reflect.ValueOf(r))
	at := factName{e.Pkg, e.Recv, e.Name}
	b.routes[at] = &describedRoute{r, n}
	b.of(e.Pkg)
	f := b.facts[at]
	f.every = more.Every
	if r.Method.Op == OpStr {
		f.method = r.Method.Name
	}
	b.facts[at] = f
}

func (b *builder) retrier(s *section, y *conf.Value) {
	var r Retrier
	e, _, ok := b.item(s, y, &r)
	if ok && b.add(e, &r) {
		r.Type = e.Name
		k := b.of(e.Pkg)
		k.retriers = append([]Retrier{r}, k.retriers...)
	}
}

func (b *builder) reply(s *section, y *conf.Value) {
	var r Reply
	e, _, ok := b.item(s, y, &r)
	if ok && b.add(e, &r) {
		r.Type = e.Name
		k := b.of(e.Pkg)
		k.replies = append([]Reply{r}, k.replies...)
	}
}

func (b *builder) defaultClient(s *section, y *conf.Value) {
	var v Sentinel
	e, _, ok := b.item(s, y, &v)
	if ok && b.add(e, &v) {
		v.Name = e.Name
		k := b.of(e.Pkg)
		k.defaults = append([]Sentinel{v}, k.defaults...)
	}
}

func (b *builder) pkg(s *section, y *conf.Value) {
	var p packageSettings
	e, _, ok := b.item(s, y, &p)
	if ok && b.add(e) {
		k := b.of(e.Pkg)
		if p.Returns != "" {
			k.returns = p.Returns
		}
		if p.Form != nil {
			k.form = p.Form
		}
		k.sends = k.sends || p.Sends
	}
}
