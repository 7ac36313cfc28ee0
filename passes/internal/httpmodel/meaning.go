package httpmodel

import (
	"go/types"
	"slices"
	"strings"
	"sync"
)

// What conditions of handlers are about: the parts of a request, the errors that
// mean something; and what is said where a handler is registered.

// A RequestPart says what of a request a call returns.
type RequestPart uint8

const (
	_         RequestPart = iota
	Path                  // a parameter of the path
	Parameter             // a parameter of the query or a form
	Header                // the header field that argument 1 names
	MediaType             // the media type of the Content-Type
	Bound                 // an error that says why the request's body could not be decoded
)

// A Meaning is what an error says.
type Meaning uint8

const (
	_        Meaning = iota
	NotFound         // there is no such thing
	Exists           // there is such a thing already
	Deadline         // something did not answer in time
)

// A fact says of one function, method or variable what Part, Meaning or Method
// says. Recv is as in a Row.
type fact struct {
	pkg, recv, name string
	part            RequestPart
	meaning         Meaning
	method          string
	every           bool // see ForEvery
}

func parts(pkg, recv string, part RequestPart, names ...string) (fs []fact) {
	for _, name := range names {
		fs = append(fs, fact{pkg: pkg, recv: recv, name: name, part: part})
	}
	return fs
}

const (
	chiPath    = "github.com/go-chi/chi/v5"
	ginPath    = "github.com/gin-gonic/gin"
	echo4Path  = "github.com/labstack/echo/v4"
	echo5Path  = "github.com/labstack/echo/v5"
	fiber2Path = "github.com/gofiber/fiber/v2"
	fiber3Path = "github.com/gofiber/fiber/v3"
)

// partFacts lists what returns a part of a request.
func partFacts() (fs []fact) {
	for _, add := range [][]fact{
		parts("net/http", "Request", Parameter, "FormValue", "PostFormValue"),
		parts("net/http", "Request", Path, "PathValue"),
		parts("net/url", "Values", Parameter, "Get"),
		parts("net/http", "Header", Header, "Get"),
		parts(chiPath, "", Path, "URLParam", "URLParamFromCtx"),
		parts("github.com/gorilla/mux", "", Path, "Vars"), // all of them, by their names
		parts("github.com/go-chi/render", "", Bound, "Bind", "DecodeForm", "DecodeJSON", "DecodeXML"),
		parts(ginPath, "Context", Parameter, "DefaultQuery", "PostForm", "Query"),
		parts(ginPath, "Context", Path, "Param"),
		parts(ginPath, "Context", Header, "GetHeader"),
		parts(ginPath, "Context", MediaType, "ContentType"),
		parts(ginPath, "Context", Bound, "ShouldBind", "ShouldBindBodyWith", "ShouldBindBodyWithJSON", "ShouldBindJSON", "ShouldBindXML"),
		parts(echo4Path, "Context", Parameter, "FormValue", "QueryParam"),
		parts(echo4Path, "Context", Path, "Param"),
		parts(echo4Path, "Context", Bound, "Bind"),
		parts(echo5Path, "Context", Parameter, "FormValue", "QueryParam"),
		parts(echo5Path, "Context", Path, "Param"),
		parts(echo5Path, "Context", Bound, "Bind"),
		parts(fiber2Path, "Ctx", Parameter, "FormValue", "Query"),
		parts(fiber2Path, "Ctx", Path, "Params"),
		parts(fiber2Path, "Ctx", Header, "Get"),
		parts(fiber2Path, "Ctx", Bound, "BodyParser"),
		parts(fiber3Path, "Ctx", Parameter, "FormValue", "Query"),
		parts(fiber3Path, "Ctx", Path, "Params"),
		parts(fiber3Path, "Ctx", Header, "Get"),
		parts(fiber3Path, "Bind", Bound, "Body", "JSON", "XML"),
	} {
		fs = append(fs, add...)
	}
	return fs
}

// meaningFacts lists errors, and functions that tell whether an error is of a kind.
func meaningFacts() []fact {
	return []fact{
		{pkg: "context", name: "DeadlineExceeded", meaning: Deadline},
		{pkg: "database/sql", name: "ErrNoRows", meaning: NotFound},
		{pkg: "io/fs", name: "ErrNotExist", meaning: NotFound},
		{pkg: "os", name: "ErrDeadlineExceeded", meaning: Deadline},
		{pkg: "os", name: "ErrNotExist", meaning: NotFound},
		{pkg: "os", name: "IsNotExist", meaning: NotFound},
		{pkg: "os", name: "IsTimeout", meaning: Deadline},
	}
}

// methodFacts lists what registers handlers: for one method, for every request.
func methodFacts() (fs []fact) {
	for _, r := range []struct{ pkg, recv string }{
		{ginPath, "Engine"}, {ginPath, "RouterGroup"}, {ginPath, "IRoutes"},
		{fiber2Path, "App"}, {fiber2Path, "Group"}, {fiber2Path, "Router"},
		{fiber3Path, "App"}, {fiber3Path, "Group"}, {fiber3Path, "Router"},
	} {
		fs = append(fs, fact{pkg: r.pkg, recv: r.recv, name: "Use", every: true})
	}
	for _, r := range []struct{ pkg, recv, get string }{
		{chiPath, "Router", "Get"}, {chiPath, "Mux", "Get"},
		{ginPath, "RouterGroup", "GET"}, {ginPath, "IRoutes", "GET"},
		{echo4Path, "Echo", "GET"}, {echo4Path, "Group", "GET"},
		{echo5Path, "Echo", "GET"}, {echo5Path, "Group", "GET"},
		{fiber2Path, "App", "Get"}, {fiber2Path, "Group", "Get"}, {fiber2Path, "Router", "Get"},
		{fiber3Path, "App", "Get"}, {fiber3Path, "Group", "Get"}, {fiber3Path, "Router", "Get"},
	} {
		fs = append(fs, fact{pkg: r.pkg, recv: r.recv, name: r.get, method: "GET"})
	}
	return fs
}

// PartOf returns what part of a request a function returns, 0 if that is not known.
func (m *Model) PartOf(fn *types.Func) RequestPart {
	return m.factOf(fn, RecvName(fn), partsByName()).part
}

// MeaningOf returns what an error variable means, or what it means of an error
// that a function says yes to; 0 if that is not known.
func (m *Model) MeaningOf(obj types.Object) Meaning {
	recv := ""
	if fn, ok := obj.(*types.Func); ok {
		recv = RecvName(fn)
	}
	return m.factOf(obj, recv, meaningsByName()).meaning
}

// A saying is what the texts of errors end with, or begin with before a noun, that
// say nothing else.
type saying struct {
	words   string
	before  bool
	meaning Meaning
}

var sayings = []saying{
	{"not found", false, NotFound},
	{"does not exist", false, NotFound},
	{"no such ", true, NotFound},
	{"already exists", false, Exists},
	{"exists already", false, Exists},
}

// maxWords bounds a text that names one thing and says one thing of it.
const maxWords = 6

// MeaningOfText returns what an error means by its own text, behind the name of
// its package: "store: not found". It is 0 for a text of more than a few words,
// which may go on to say that something else is wrong.
func MeaningOfText(text string) Meaning {
	text = strings.ToLower(strings.TrimRight(text, ".!"))
	text = strings.TrimSpace(text[strings.LastIndexByte(text, ':')+1:])
	i := slices.IndexFunc(sayings, func(s saying) bool {
		return s.before && strings.HasPrefix(text, s.words) || !s.before && strings.HasSuffix(" "+text, " "+s.words)
	})
	if i < 0 || len(strings.Fields(text)) > maxWords {
		return 0
	}
	return sayings[i].meaning
}

// MethodOf returns the request method that a function registers handlers for, ""
// if that is not known.
func (m *Model) MethodOf(fn *types.Func) string {
	return m.factOf(fn, RecvName(fn), methodsByName()).method
}

// ForEvery reports whether a method of an app, or of a group of routes, is given
// handlers for every request that comes to it: they run before those of the routes,
// and where there is no route. A path before them limits them to what is below it.
func (m *Model) ForEvery(fn *types.Func) bool {
	return fn != nil && m.factOf(fn, RecvName(fn), methodsByName()).every
}

// The tables are asked about every call and every variable.
var (
	partsByName    = sync.OnceValue(func() factsByName { return byName(partFacts()) })
	meaningsByName = sync.OnceValue(func() factsByName { return byName(meaningFacts()) })
	methodsByName  = sync.OnceValue(func() factsByName { return byName(methodFacts()) })
)

type (
	factName    struct{ pkg, recv, name string }
	factsByName map[factName]fact
)

func byName(facts []fact) factsByName {
	m := make(factsByName, len(facts))
	for _, f := range facts {
		m[factName{f.pkg, f.recv, f.name}] = f
	}
	return m
}

func (m *Model) factOf(obj types.Object, recv string, facts factsByName) fact {
	if obj == nil || obj.Pkg() == nil {
		return fact{}
	}
	name := factName{obj.Pkg().Path(), recv, obj.Name()}
	if m != nil {
		if f, ok := m.facts[name]; ok {
			return f
		}
	}
	return facts[name]
}
