package httpmodel

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// What follows writes rows as YAML, so that reading it can be held against the rows.

// An encoder writes the values of one entry.
type encoder struct {
	about subject
	pkg   string
	recv  bool
}

type yamlMap = []yamlItem

type yamlItem struct {
	key   string
	value any // a scalar, a list or a yamlMap
}

func (c encoder) argument(i int) any {
	switch {
	case c.about == aType:
		return "value"
	case c.recv && i == 0:
		return "receiver"
	case c.recv:
		return fmt.Sprint("arg ", i)
	}
	return fmt.Sprint("arg ", i+1)
}

func (c encoder) structure(v reflect.Value) (m yamlMap) {
	if r, ok := v.Interface().(Response); ok {
		m = append(m, yamlItem{"does", wordsOf(reflect.TypeFor[Kind]())[r.Kind]}, yamlItem{"writer", c.argument(r.Writer)})
		if r.Kind == Complete && r.ContentType == "" && r.Body.Op == OpEncode && r.Body.Name == string(JSON) {
			m = append(m, yamlItem{"content-type", wordUnset})
		}
	}
	for i := range v.NumField() {
		key, as, _ := strings.Cut(v.Type().Field(i).Tag.Get("model"), ",")
		f := v.Field(i)
		if _, ok := v.Interface().(Response); ok && (key == "does" || key == "writer") {
			continue
		}
		if as == "flat" {
			if f.Kind() != reflect.Pointer {
				m = append(m, c.structure(f)...)
			} else if !f.IsNil() {
				m = append(m, c.structure(f.Elem())...)
			}
			continue
		}
		if key == "" || f.IsZero() && key != "of" && key != "args" && key != "response" && key != "router" {
			continue
		}
		if key == "router" && f.Int() == 0 {
			continue
		}
		if x := c.field(f, key, as); x != nil {
			m = append(m, yamlItem{key, x})
		}
	}
	return m
}

func (c encoder) field(f reflect.Value, key, as string) any {
	if ws := wordsOf(f.Type()); ws != nil {
		return ws[f.Uint()]
	}
	switch x := f.Interface().(type) {
	case Expr:
		return c.expr(x)
	case []Member:
		return c.members(x)
	case int:
		switch {
		case key == "router" && x == DefaultRouter:
			return wordDefault
		case key == "router", as == "arg":
			return c.argument(x)
		case key == "begins" && x == begun:
			return wordGiven
		case key == "response" && x < 0:
			return wordNone
		case key == "response":
			return fmt.Sprint("result ", x+1)
		}
		return x
	case string, bool:
		return x
	}
	switch f.Kind() {
	case reflect.Pointer:
		return c.structure(f.Elem())
	case reflect.Slice:
		list := []any{}
		for i := range f.Len() {
			list = append(list, c.field(f.Index(i), key, as))
		}
		return list
	}
	return c.structure(f)
}

func (c encoder) members(ms []Member) yamlMap {
	out := yamlMap{}
	for _, m := range ms {
		out = append(out, yamlItem{m.Name, c.expr(m.Value)})
	}
	return out
}

func (c encoder) expr(e Expr) any {
	switch e.Op {
	case 0:
		return "unknown"
	case OpArg:
		return c.argument(e.Arg)
	case OpInt:
		return e.Int
	case OpBool:
		return e.Int != 0
	}
	i := slices.IndexFunc(spellings, func(s spelling) bool {
		switch {
		case s.op != e.Op:
			return false
		case s.main == noOperand:
			return e.Name == ""
		case s.word == "make":
			return e.Name != ""
		case s.op == OpEncode:
			return s.word == e.Name || s.word == "encode"
		}
		return true
	})
	s := spellings[i]
	if s.main == noOperand {
		return s.word
	}
	part := func(is operand) any {
		switch is {
		case toArg:
			return c.argument(e.Arg)
		case toInt:
			if e.Int == 0 {
				return nil
			}
			return c.argument(e.Int)
		case toName:
			if e.Name == "" && e.Op != OpStr {
				return nil
			}
			return e.Name
		case toType:
			if strings.Contains(e.Name, ".") {
				return e.Name
			}
			return c.pkg + "." + e.Name
		case toX:
			return c.expr(e.X())
		case toElse:
			if len(e.Args) < 2 {
				return nil
			}
			return c.expr(e.Args[1])
		case toArgs:
			list := []any{}
			for _, x := range e.Args {
				list = append(list, c.expr(x))
			}
			return list
		case toMembers:
			return c.members(e.Members)
		case toOpen:
			return e.Int == 1
		}
		return nil
	}
	m := yamlMap{{s.word, part(s.main)}}
	for _, x := range s.more {
		if v := part(x.is); v != nil {
			m = append(m, yamlItem{x.key, v})
		}
	}
	return m
}

func node(v any) *yaml.Node {
	n := &yaml.Node{}
	switch v := v.(type) {
	case yamlMap:
		n.Kind = yaml.MappingNode
		for _, item := range v {
			n.Content = append(n.Content, node(item.key), node(item.value))
		}
	case []any:
		n.Kind = yaml.SequenceNode
		for _, x := range v {
			n.Content = append(n.Content, node(x))
		}
	default:
		if err := n.Encode(v); err != nil {
			panic(err)
		}
	}
	return n
}

// written returns the YAML of a table and of the routes of its package.
func written(t table) string {
	var doc yamlMap
	list := func(name string, items []any) {
		if len(items) > 0 {
			doc = append(doc, yamlItem{name, items})
		}
	}
	full := func(recv, name string) string {
		if recv != "" {
			return t.pkg + ".(*" + recv + ")." + name
		}
		return t.pkg + "." + name
	}
	item := func(key, text string, about subject, recv bool, v any) any {
		c := encoder{about: about, pkg: t.pkg, recv: recv}
		return append(yamlMap{{key, text}}, c.structure(reflect.ValueOf(v))...)
	}
	var functions, runners, contexts, errors, values, overrides, callbacks, modes, clients, replies, defaults, routers []any
	for _, r := range t.read() {
		if r.Retry != nil {
			runners = append(runners, item("func", full(r.Recv, r.Name), aFunction, r.Recv != "", *r.Retry))
		} else {
			functions = append(functions, item("func", full(r.Recv, r.Name), aFunction, r.Recv != "", r))
		}
	}
	for _, c := range t.contexts {
		m := item("type", full("", c.Type), aType, false, c).(yamlMap)
		if c.Form == nil {
			m = append(m, yamlItem{"form", wordNetHTTP})
		}
		contexts = append(contexts, m)
	}
	for _, c := range t.statusErrors {
		errors = append(errors, item("type", full("", c.Type), aType, false, c))
	}
	if t.sentinels != nil {
		for _, s := range t.sentinels() {
			values = append(values, item("var", full("", s.Name), aVariable, false, s))
		}
	}
	for _, o := range t.overrides {
		if o.Type != "" {
			overrides = append(overrides, item("field", t.pkg+"."+o.Type+"."+o.Name, aField, false, o))
		} else {
			overrides = append(overrides, item("var", full("", o.Name), aVariable, false, o))
		}
	}
	for _, c := range t.callbacks {
		callbacks = append(callbacks, item("field", t.pkg+"."+c.Type+"."+c.Name, aField, false, c))
	}
	for _, m := range t.modes {
		if m.Type != "" {
			modes = append(modes, item("field", t.pkg+"."+m.Type+"."+m.Name, aField, false, m))
		} else {
			modes = append(modes, item("func", full("", m.Name), aFunction, false, m))
		}
	}
	for _, r := range t.retriers {
		clients = append(clients, item("type", full("", r.Type), aType, false, r))
	}
	for _, r := range t.replies {
		replies = append(replies, item("type", full("", r.Type), aType, false, r))
	}
	for _, d := range t.defaults {
		defaults = append(defaults, item("var", full("", d.Name), aVariable, false, d))
	}
	for _, r := range routes(t.pkg) {
		routers = append(routers, item("func", full(r.Recv, r.Name), aFunction, r.Recv != "", r))
	}
	list("functions", functions)
	list("runners", runners)
	list("contexts", contexts)
	list("errors", errors)
	list("error-values", values)
	list("overrides", overrides)
	list("callbacks", callbacks)
	list("modes", modes)
	list("clients", clients)
	list("responses", replies)
	list("default-clients", defaults)
	list("routers", routers)
	p := packageSettings{Returns: t.returns, Form: t.form, Sends: t.sends}
	if !reflect.ValueOf(p).IsZero() {
		list("packages", []any{item("path", t.pkg, aPackage, false, p)})
	}
	text, err := yaml.Marshal(node(doc))
	if err != nil {
		panic(err)
	}
	return string(text)
}

// TestWritten writes every row of the tables as YAML and reads it: what comes back is the
// row. So files can say what the tables say, and mean the same by it.
func TestWritten(t *testing.T) {
	entries := 0
	for _, lib := range libraryTables {
		for _, tab := range lib() {
			text := written(tab)
			file, mistakes := conf.Parse(tab.pkg, []byte(text))
			var r conf.Reader
			r.Mistakes = mistakes
			if file == nil {
				t.Fatal(mistakes)
			}
			m := Describe(&r, file)
			if len(r.Mistakes) > 0 {
				lines := strings.Split(text, "\n")
				for _, mistake := range r.Mistakes[:min(3, len(r.Mistakes))] {
					at := mistake.Line - 1
					t.Errorf("%v\n%s", mistake, strings.Join(lines[max(0, at-3):min(len(lines), at+6)], "\n"))
				}
				continue
			}
			entries += len(m.entries)
			same(t, tab, m)
		}
	}
	if entries < 3000 {
		t.Errorf("only %d entries", entries)
	}
}

// same holds what was read against a table.
func same(t *testing.T, tab table, m *Model) {
	t.Helper()
	equal := func(what string, got, want any) {
		t.Helper()
		if g, w := reflect.ValueOf(got), reflect.ValueOf(want); g.Kind() == reflect.Slice && g.Len() == 0 && w.Len() == 0 {
			return
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s %s:\n got %s\nwant %s", tab.pkg, what, printed(got), printed(want))
		}
	}
	for _, r := range tab.read() {
		got := m.rows[factName{tab.pkg, r.Recv, r.Name}]
		if got == nil {
			t.Errorf("%s: no row", r.name())
			continue
		}
		equal(r.name(), got.row, r)
	}
	for _, r := range routes(tab.pkg) {
		got := m.routes[factName{tab.pkg, r.Recv, r.Name}]
		if got == nil {
			t.Errorf("%s.%s: no route", r.Recv, r.Name)
			continue
		}
		equal("route of "+r.Name, got.route, r)
	}
	k := m.tables[tab.pkg]
	if k == nil {
		k = &known{}
	}
	reversed := func(list any) any { // a file's entry stands before those of the tables
		v := reflect.ValueOf(list)
		out := reflect.MakeSlice(v.Type(), 0, v.Len())
		for i := v.Len() - 1; i >= 0; i-- {
			out = reflect.Append(out, v.Index(i))
		}
		return out.Interface()
	}
	first := func(list any, n int) any {
		return reflect.ValueOf(list).Slice(0, min(n, reflect.ValueOf(list).Len())).Interface()
	}
	for _, c := range tab.contexts {
		i := slices.IndexFunc(k.contexts, func(o Context) bool { return o.Type == c.Type })
		equal("context "+c.Type, k.contexts[i], c)
	}
	equal("status errors", first(k.statusErrors, len(tab.statusErrors)), reversed(tab.statusErrors))
	equal("callbacks", first(k.callbacks, len(tab.callbacks)), reversed(tab.callbacks))
	equal("modes", first(k.modes, len(tab.modes)), reversed(tab.modes))
	equal("clients", first(k.retriers, len(tab.retriers)), reversed(tab.retriers))
	equal("responses", first(k.replies, len(tab.replies)), reversed(tab.replies))
	equal("defaults", first(k.defaults, len(tab.defaults)), reversed(tab.defaults))
	if tab.sentinels != nil {
		for _, want := range tab.sentinels() {
			got := k.sentinels()
			equal("error value "+want.Name, got[slices.IndexFunc(got, func(s Sentinel) bool { return s.Name == want.Name })], want)
		}
	}
	equal("returns", k.returns, tab.returns)
	equal("form", k.form, tab.form)
	equal("sends", k.sends, tab.sends)
}

// printed prints a value with what its pointers lead to.
func printed(v any) string {
	text := fmt.Sprintf("%+v", v)
	if r, ok := v.(Row); ok && r.Response != nil {
		text += " " + fmt.Sprintf("%+v", *r.Response)
	}
	return strconv.Quote(text)[:min(900, len(strconv.Quote(text)))]
}

// TestCheck holds the tables, as files would say them, against the packages that they are
// about: nothing in them is wrong.
func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		dir    string
		tables []table
	}{
		{".", standard()},
		{frameworksDir, slices.Concat(gin(), echo(), fiber(), chi(), gorilla(), clients())},
	} {
		for path, pkg := range load(t, tt.dir, tt.tables) {
			i := slices.IndexFunc(tt.tables, func(tab table) bool { return tab.pkg == path })
			if i < 0 {
				continue
			}
			var r conf.Reader
			file, _ := conf.Parse(path, []byte(written(tt.tables[i])))
			for _, mistake := range Describe(&r, file).Check(pkg) {
				if !strings.HasSuffix(path, "/middleware") { // which responds with errors of echo's
					t.Error(mistake)
				}
			}
		}
	}
}
