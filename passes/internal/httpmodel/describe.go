package httpmodel

import (
	"go/token"
	"reflect"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// Describe returns the model that files hold, each of them the YAML of one. What is wrong
// in them goes to r; the model is then not to be used.
func Describe(r *conf.Reader, files ...*conf.Value) *Model {
	b := &builder{Reader: r, Model: &Model{
		tables: make(map[string]*known),
		rows:   make(map[factName]*describedRow),
		routes: make(map[factName]*describedRoute),
		facts:  make(factsByName),
	}}
	for _, file := range files {
		var fields []conf.Field
		for _, l := range sections {
			fields = append(fields, conf.Field{Key: l.name, Read: func(y *conf.Value) {
				r.List(y, l.name, "a list", func(y *conf.Value) { l.read(b, l, y) })
			}})
		}
		r.Object(file, "model", fields...)
	}
	return b.Model
}

// A section is one of the lists that a model file may have.
type section struct {
	name string
	keys []key // of an item: what it is about, one of these
	read func(b *builder, s *section, y *conf.Value)
	of   []any // values of the types that an item is read into
}

// A key says what an entry is about.
type key struct {
	name string
	kind subject
}

var (
	byFunc  = key{"func", aFunction}
	byVar   = key{"var", aVariable}
	byType  = key{"type", aType}
	byField = key{"field", aField}
	byPath  = key{"path", aPackage}
)

var sections = []*section{
	{"functions", []key{byFunc, byVar}, (*builder).function, []any{Row{Response: &Response{}}, functionExtras{}}},
	{"handlers", nil, (*builder).handler, nil},
	{"contexts", []key{byType}, (*builder).context, []any{Context{}, chainExtras{}}},
	{"errors", []key{byType}, (*builder).statusError, []any{StatusError{}}},
	{"error-values", []key{byVar, byFunc}, (*builder).sentinel, []any{Sentinel{}, meaningExtras{}}},
	{"overrides", []key{byField, byVar, byFunc}, (*builder).override, []any{Override{}}},
	{"callbacks", []key{byField}, (*builder).callback, []any{Callback{}}},
	{"modes", []key{byFunc, byField}, (*builder).mode, []any{Mode{}}},
	{"routers", []key{byFunc}, (*builder).route, []any{Route{}, routeExtras{}}},
	{"clients", []key{byType}, (*builder).retrier, []any{Retrier{}}},
	{"responses", []key{byType}, (*builder).reply, []any{Reply{}}},
	{"default-clients", []key{byVar}, (*builder).defaultClient, []any{Sentinel{}}},
	{"runners", []key{byFunc}, (*builder).runner, []any{Retry{}}},
	{"packages", []key{byPath}, (*builder).pkg, []any{packageSettings{}}},
}

// packageSettings are what a file says of a package as a whole.
type packageSettings struct {
	Returns string `model:"returns-to"`    // the framework whose app responds to what the middleware of the package returns
	Form    *Form  `model:"form"`          // of the package's functions, nil for net/http's
	Sends   bool   `model:"sends-results"` // what a handler returns before its error is sent as JSON, if it takes a type of the package first
}

// A builder makes a Model.
type builder struct {
	*conf.Reader
	*Model
}

// of returns the table of a package, with what the tables of this package say of it.
func (b *builder) of(path string) *known {
	k := b.tables[path]
	if k == nil {
		k = &known{rows: func() []Row { return nil }}
		if of := tables()[path]; of != nil {
			*k = *of
		}
		b.tables[path] = k
	}
	return k
}

// split takes the name of a function or a method apart: path.Name, path.T.Name,
// path.(*T).Name. It takes what is no exported name for a part of the path, as in
// gopkg.in/yaml.v3.Marshal.
func split(full string) (path, recv, name string, ok bool) {
	dot := strings.LastIndexByte(full, '.')
	if dot <= 0 {
		return "", "", "", false
	}
	path, name = full[:dot], full[dot+1:]
	if at := strings.LastIndex(path, ".(*"); at > 0 && strings.HasSuffix(path, ")") {
		path, recv = path[:at], path[at+3:len(path)-1]
	} else if at := strings.LastIndexByte(path, '.'); at > 0 && token.IsExported(path[at+1:]) && token.IsIdentifier(path[at+1:]) {
		path, recv = path[:at], path[at+1:]
	}
	return path, recv, name, token.IsIdentifier(name) && (recv == "" || token.IsIdentifier(recv)) && isPath(path)
}

// isPath reports whether a text may be an import path.
func isPath(path string) bool {
	return path != "" && !strings.ContainsAny(path, "()*{}[]!\"'`,;:<>=?\\^| \t")
}

// item reads an entry: the key that says what it is about, one of those of its section, and the keys
// of the structs. ok says that nothing in it is wrong.
func (b *builder) item(s *section, y *conf.Value, structs ...any) (e Entry, d *decoder, ok bool) {
	e.Pos, e.List = y.Pos, s.name
	var names []string
	for _, k := range s.keys {
		names = append(names, k.name)
	}
	if y.Kind != yaml.MappingNode {
		b.Wrong(y, "item of "+s.name, "a mapping with "+strings.Join(names, " or "))
		return e, nil, false
	}
	i := slices.IndexFunc(s.keys, func(k key) bool { return y.Get(k.name) != nil })
	if i < 0 {
		b.Fail(y, "an item of "+s.name+" that names nothing", strings.Join(names, ", "))
		return e, nil, false
	}
	at := y.Get(s.keys[i].name)
	e.kind, e.Text, e.Pos = s.keys[i].kind, at.Text, at.Pos
	if !b.subject(&e, at) {
		return e, nil, false
	}
	d = &decoder{Reader: b.Reader, about: e.kind, pkg: e.Pkg, recv: e.kind == aFunction && e.Recv != ""}
	fields := []conf.Field{{Key: s.keys[i].name, Read: func(*conf.Value) {}}}
	for _, v := range structs {
		fields = append(fields, d.fields(reflect.ValueOf(v).Elem())...)
	}
	before := len(b.Mistakes)
	b.Object(y, "item of "+s.name, fields...)
	return e, d, len(b.Mistakes) == before
}

// Names as files write them, for messages.
const (
	aFuncName  = "an import path and a function or method, such as example.com/web.Fail, example.com/web.(*Ctx).Fail"
	aTypeName  = "an import path and a type, such as example.com/web.Ctx"
	aVarName   = "an import path and a variable, such as example.com/web.ErrGone"
	aFieldName = "an import path, a type and a field, such as example.com/web.App.NotFound"
)

// subject reads what an entry is about.
func (b *builder) subject(e *Entry, at *conf.Value) bool {
	path, recv, name, ok := split(at.Text)
	if at.Kind != yaml.ScalarNode {
		ok = false
	}
	e.Pkg, e.Recv, e.Name = path, recv, name
	switch e.kind {
	case aFunction:
		if !ok {
			b.Wrong(at, "function", aFuncName)
		}
	case aVariable:
		if ok = ok && recv == ""; !ok {
			b.Wrong(at, "variable", aVarName)
		}
	case aType:
		if ok = ok && recv == ""; !ok {
			b.Wrong(at, "type", aTypeName)
		}
	case aField:
		if ok = ok && recv != ""; !ok {
			b.Wrong(at, "field", aFieldName)
		}
	case aPackage:
		e.Pkg, e.Recv, e.Name = at.Text, "", ""
		if ok = at.Kind == yaml.ScalarNode && isPath(at.Text); !ok {
			b.Wrong(at, "package", "an import path, such as example.com/web")
		}
	}
	return ok
}

// add notes an entry, with what it speaks of. One about what another one is about is a
// mistake.
func (b *builder) add(e Entry, values ...any) bool {
	for _, v := range values {
		n, exprs := spoken(reflect.ValueOf(v).Elem())
		e.arguments, e.exprs = max(e.arguments, n), append(e.exprs, exprs...)
	}
	for _, other := range b.entries {
		if other.List == e.List && other.kind == e.kind && other.Pkg == e.Pkg && other.Recv == e.Recv && other.Name == e.Name && e.kind != aSignature {
			b.Mistakes = append(b.Mistakes, &conf.Mistake{Pos: e.Pos, What: conf.Quote(e.Text) + " a second time", Allowed: "once, as in " + other.Pos.String()})
			return false
		}
	}
	b.entries = append(b.entries, e)
	return true
}
