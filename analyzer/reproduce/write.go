package reproduce

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

const (
	// maxDecls is how many declarations a file may have: a reproduction is to be read.
	maxDecls = 300
	// maxRepairs is how often a name is given back, or a method added, that an interface of
	// another module needs.
	maxRepairs = 20
)

// called are the names of methods that the standard library and frameworks call by an
// interface: they keep their names, and types that have them keep them.
var called = []string{
	"Error", "Unwrap", "Is", "As", "String", "ServeHTTP", "Write", "WriteString", "Header", "WriteHeader", "Read", "Close",
	"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "RoundTrip", "Flush", "Scan", "Value", "Timeout", "Temporary",
	"Len", "Less", "Swap", "StatusCode", "GetStatus", "Format",
}

// A File is one that reproduces something.
type File struct {
	Text    []byte
	Imports []string // sorted
}

// A Cut says what is cut out.
type Cut struct {
	Functions []*types.Func
	Depth     int // to which the functions that they call are in full
	// Keep are words that literals keep, in lower case: the names of a contract's members.
	Keep map[string]bool
	// Doc is the comment of the first function, as lines with slashes.
	Doc string
	// JSON adds a handler that sends JSON, as the package of the functions does elsewhere.
	JSON bool
}

// jsonHandler is what Cut.JSON adds.
const jsonHandler = `
// It stands for the handlers of the package that send JSON.
func JSONElsewhere(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"name": r.PathValue("name")})
}
`

// Write returns a file with what is cut out, and the types and constants that it needs.
func (p *Program) Write(cut Cut) (*File, error) {
	w := &writer{
		Program: p, Cut: cut, depth: cut.Depth, words: &vocabulary{cut.Keep, make(map[string]int)},
		kept: make(map[string]bool), needed: make(map[string]bool),
	}
	for _, name := range called {
		w.kept[name], w.needed[name] = true, true
	}
	for range maxRepairs {
		f, err := w.write()
		if err != nil {
			return nil, err
		}
		wrong := w.check(f)
		if wrong == nil {
			return f, nil
		}
		if !w.repair(wrong.Error()) {
			return nil, fmt.Errorf("what was cut out does not compile: %w", wrong)
		}
	}
	return nil, errors.New("what was cut out does not compile")
}

// A writer makes one file. What it keeps over several tries is above the line.
type writer struct {
	*Program
	Cut
	depth  int
	words  *vocabulary
	kept   map[string]bool // names of methods and fields that are not replaced
	needed map[string]bool // names of methods that types keep, used or not

	need    map[types.Object]int // how deep it was called, from 0; -1 is not in full
	order   []types.Object
	queue   []types.Object
	fields  map[*types.Var]bool // of structs that are cut down, and methods of interfaces
	methods map[*types.Func]bool
	names   map[types.Object]string
	members map[string]string
	locals  map[string]string
	imports map[string]string // names by path
	failed  error
}

func (w *writer) write() (*File, error) {
	w.need, w.order, w.queue = make(map[types.Object]int), nil, nil
	w.fields, w.methods = make(map[*types.Var]bool), make(map[*types.Func]bool)
	w.names, w.members, w.locals, w.imports = make(map[types.Object]string), make(map[string]string), make(map[string]string), make(map[string]string)
	for _, fn := range w.Functions {
		w.add(fn, 0)
	}
	w.close()
	if w.failed != nil {
		return nil, w.failed
	}
	if len(w.order) > maxDecls {
		return nil, fmt.Errorf("it needs %d declarations of the program, which is more than anybody reads", len(w.order))
	}
	if w.JSON {
		w.imports["encoding/json"], w.imports["net/http"] = "", ""
	}
	w.nameImports()
	var b bytes.Buffer
	b.WriteString(w.Doc)
	for _, obj := range w.order {
		text, err := w.declaration(obj)
		if err != nil {
			return nil, err
		}
		b.WriteString(text + "\n\n")
	}
	if w.JSON {
		b.WriteString(jsonHandler)
	}
	var head bytes.Buffer
	head.WriteString("package reproduce\n\n")
	paths := slices.Sorted(maps.Keys(w.imports))
	if len(paths) > 0 {
		head.WriteString("import (\n")
		for _, path := range paths {
			spec := strconv.Quote(path)
			if pkg := w.external[path]; pkg != nil && (pkg.Name() != w.imports[path] || !strings.HasSuffix(path, pkg.Name())) {
				spec = w.imports[path] + " " + spec
			}
			head.WriteString("\t" + spec + "\n")
		}
		head.WriteString(")\n\n")
	}
	text, err := format.Source(append(head.Bytes(), b.Bytes()...))
	if err != nil {
		return nil, fmt.Errorf("what was cut out is no Go: %w", err)
	}
	return &File{text, paths}, nil
}

// check type-checks a file with the packages that the program imports.
func (w *writer) check(f *File) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "reproduce.go", f.Text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	conf := types.Config{Importer: importer(w.external)}
	_, err = conf.Check("example.com/reproduce", fset, []*ast.File{file}, nil)
	return err
}

type importer map[string]*types.Package

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := i[path]; pkg != nil {
		return pkg, nil
	}
	return nil, fmt.Errorf("%s is not imported by the program", path)
}

var lacking = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:missing method|has no field or method|undefined \(type .* has no .*method) (\w+)`)
})

// repair reads what is wrong, and keeps a name or a method that is missing.
func (w *writer) repair(wrong string) bool {
	m := lacking().FindStringSubmatch(wrong)
	if m == nil {
		return false
	}
	for name, neutral := range w.members {
		if neutral == m[1] && !w.kept[name] {
			w.kept[name], w.needed[name] = true, true
			return true
		}
	}
	if w.needed[m[1]] {
		return false
	}
	w.kept[m[1]], w.needed[m[1]] = true, true
	return true
}

// nameImports gives each import a name of its own.
func (w *writer) nameImports() {
	taken := make(map[string]bool)
	for _, path := range slices.Sorted(maps.Keys(w.imports)) {
		name := path[strings.LastIndexByte(path, '/')+1:]
		if pkg := w.external[path]; pkg != nil {
			name = pkg.Name()
		}
		for base, n := name, 2; taken[name]; n++ {
			name = base + strconv.Itoa(n)
		}
		taken[name], w.imports[path] = true, name
	}
}

// constant writes a constant by its value.
func (w *writer) constant(c *types.Const) string {
	text := c.Val().ExactString()
	switch c.Val().Kind() {
	case constant.String:
		text = strconv.Quote(w.words.text(constant.StringVal(c.Val())))
	case constant.Float:
		text = c.Val().String()
	}
	typ := ""
	if b, ok := c.Type().(*types.Basic); !ok || b.Info()&types.IsUntyped == 0 {
		typ = " " + w.typeString(c.Type())
	}
	return fmt.Sprintf("const %s%s = %s", w.name(c), typ, text)
}
