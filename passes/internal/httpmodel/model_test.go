package httpmodel

import (
	"cmp"
	"fmt"
	"go/token"
	"go/types"
	"go/version"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/packages"
)

// builtIn is what the tables know alone.
var builtIn *Model

// name is how tests call a row: "net/http.ResponseWriter.Write".
func (r Row) name() string {
	if r.Recv != "" {
		return r.Pkg + "." + r.Recv + "." + r.Name
	}
	return r.Pkg + "." + r.Name
}

func rowsOf(tables []table) []Row {
	var rows []Row
	for _, t := range tables {
		rows = append(rows, t.read()...)
	}
	return rows
}

// load type-checks the packages of tables in the module of a directory and
// returns them by path.
func load(tb testing.TB, dir string, tables []table) map[string]*types.Package {
	tb.Helper()
	paths := []string{"encoding", "io", "net/http"}
	for _, t := range tables {
		paths = append(paths, t.pkg)
	}
	mode := packages.NeedName | packages.NeedTypes | packages.NeedImports
	// What the compiler of Go 1.27 exports, golang.org/x/tools cannot read yet; and none exports
	// a type that no signature mentions.
	hidden := slices.ContainsFunc(tables, func(t table) bool {
		return t.sentinels == nil && slices.ContainsFunc(t.statusErrors, func(c StatusError) bool { return c.Type != anyError && !token.IsExported(c.Type) })
	})
	if hidden || version.Compare(runtime.Version(), "go1.27") >= 0 {
		mode |= packages.NeedDeps | packages.NeedSyntax
	}
	pkgs, err := packages.Load(&packages.Config{Dir: dir, Mode: mode}, paths...)
	if err != nil {
		tb.Fatal(err)
	}
	m := make(map[string]*types.Package)
	for _, p := range pkgs {
		for _, err := range p.Errors {
			tb.Error(err)
		}
		m[p.PkgPath] = p.Types
	}
	return m
}

// find returns the function or method that a row is about.
func find(pkg *types.Package, r Row) *types.Func {
	if pkg == nil {
		return nil
	}
	if r.Recv == "" {
		switch obj := pkg.Scope().Lookup(r.Name).(type) {
		case *types.Func:
			return obj
		case *types.Var: // as if it were declared
			if sig, ok := obj.Type().(*types.Signature); ok && reflect.DeepEqual(builtIn.LookupVar(obj), &r) {
				return types.NewFunc(obj.Pos(), pkg, obj.Name(), sig)
			}
		}
		return nil
	}
	tn, ok := pkg.Scope().Lookup(r.Recv).(*types.TypeName)
	if !ok {
		return nil
	}
	obj, index, _ := types.LookupFieldOrMethod(types.NewPointer(tn.Type()), true, pkg, r.Name)
	if types.IsInterface(tn.Type()) {
		obj, index, _ = types.LookupFieldOrMethod(tn.Type(), true, pkg, r.Name)
	}
	fn, _ := obj.(*types.Func)
	if fn == nil || len(index) > 1 && !types.IsInterface(tn.Type()) {
		return nil // promoted: calls name the embedded type's method
	}
	return fn
}

// lookup returns the row that a call of r's function gets.
func lookup(pkg *types.Package, r Row, fn *types.Func) *Row {
	if r.Recv == "" {
		return builtIn.Lookup(fn)
	}
	return builtIn.LookupOn(fn, pkg.Scope().Lookup(r.Recv).Type())
}

// arguments returns the types of a call's arguments, the receiver first.
func arguments(fn *types.Func) []types.Type {
	sig := fn.Signature()
	var ts []types.Type
	if sig.Recv() != nil {
		ts = append(ts, sig.Recv().Type())
	}
	for v := range sig.Params().Variables() {
		ts = append(ts, v.Type())
	}
	return ts
}

// TestResolve holds every row against the declaration of its API.
func TestResolve(t *testing.T) { resolve(t, ".", standard()) }

// resolve does so for tables of packages that the module of a directory requires.
func resolve(t *testing.T, dir string, tables []table) map[string]*types.Package {
	t.Helper()
	pkgs := load(t, dir, tables)
	c := newChecker(t, pkgs, rowsOf(tables))
	seen := make(map[string]bool)
	for _, r := range rowsOf(tables) {
		if seen[r.name()] {
			t.Errorf("%s: two rows", r.name())
		}
		seen[r.name()] = true
		fn := find(pkgs[r.Pkg], r)
		if fn == nil {
			t.Errorf("%s: no such function or method", r.name())
			continue
		}
		if got := lookup(pkgs[r.Pkg], r, fn); got == nil || !reflect.DeepEqual(*got, r) {
			t.Errorf("%s: Lookup finds another row: %+v", r.name(), got)
		}
		c.row(r, fn)
	}
	var paths []string
	for _, tab := range tables {
		paths = append(paths, tab.pkg)
		c.types(tab)
	}
	if !slices.IsSorted(paths) || len(slices.Compact(slices.Clone(paths))) != len(paths) {
		t.Errorf("the tables are not sorted by package, or one stands there twice: %q", paths)
	}
	return pkgs
}

// A checker holds the indices of a row against the types that they name.
type checker struct {
	t       *testing.T
	pkgs    map[string]*types.Package
	writer  []*types.Interface      // a writer implements one of these
	wraps   map[string]bool         // types that stand for the writer that their constructor got
	keeps   map[string][]types.Type // what a status can be set on, by package
	name    string
	pkg     string
	args    []types.Type
	results *types.Tuple
}

func newChecker(t *testing.T, pkgs map[string]*types.Package, rows []Row) *checker {
	iface := func(pkg, name string) *types.Interface {
		return pkgs[pkg].Scope().Lookup(name).Type().Underlying().(*types.Interface)
	}
	c := &checker{t: t, pkgs: pkgs, wraps: make(map[string]bool), keeps: make(map[string][]types.Type)}
	for _, name := range []string{"Writer", "ByteWriter", "StringWriter", "ReaderFrom"} {
		c.writer = append(c.writer, iface("io", name))
	}
	for _, name := range []string{"ResponseWriter", "Flusher", "Hijacker"} {
		c.writer = append(c.writer, iface("net/http", name))
	}
	for _, r := range rows {
		fn := find(pkgs[r.Pkg], r)
		if fn != nil && r.Response != nil && r.Response.Kind == SetStatus {
			t := arguments(fn)[r.Response.Writer]
			if r.Recv != "" { // of a promoted method it is the interface that has it
				t = pkgs[r.Pkg].Scope().Lookup(r.Recv).Type()
			}
			c.keeps[r.Pkg] = append(c.keeps[r.Pkg], deref(t))
		}
		if fn == nil || len(r.Results) == 0 || r.Results[0].Op != OpArg {
			continue
		}
		if args := arguments(fn); r.Results[0].Arg < len(args) && c.isWriter(args[r.Results[0].Arg]) {
			c.wraps[types.TypeString(fn.Signature().Results().At(0).Type(), nil)] = true
		}
	}
	return c
}

func (c *checker) isWriter(t types.Type) bool {
	if builtIn.ContextOf(t) != nil {
		return true
	}
	for _, w := range c.writer {
		if types.Implements(t, w) {
			return true
		}
	}
	return c.wraps[types.TypeString(t, nil)]
}

func (c *checker) errorf(format string, args ...any) {
	c.t.Helper()
	c.t.Errorf("%s: %s", c.name, fmt.Sprintf(format, args...))
}

func (c *checker) row(r Row, fn *types.Func) {
	c.name, c.pkg, c.args, c.results = r.name(), r.Pkg, arguments(fn), fn.Signature().Results()
	if r.Retry != nil {
		if r.Response != nil || r.Pure || len(r.Results) > 0 {
			c.errorf("a runner says only what it runs")
		}
	} else if changes := r.Response != nil || r.Fails != nil || r.Fills > 0 || r.Finds || r.NoReturn || len(r.Sets)+len(r.Adds) > 0; changes == r.Pure {
		c.errorf("a row either changes something or is Pure")
	}
	if r.Finds && (len(c.args) != 2 || !isError(c.args[0]) || !types.IsInterface(c.args[1])) {
		c.errorf("finds no error, or has nowhere to put it")
	}
	if len(r.Results) > c.results.Len() {
		c.errorf("has %d results, the row %d", c.results.Len(), len(r.Results))
		return
	}
	for i, e := range r.Results {
		c.result(e, c.results.At(i).Type())
	}
	if r.Fills > 0 {
		if t := c.arg(r.Fills); t != nil {
			switch t.Underlying().(type) {
			case *types.Pointer, *types.Slice, *types.Interface:
			default:
				c.errorf("cannot fill a %s", t)
			}
		}
	}
	if r.Response != nil {
		c.response(r.Response)
	}
	if r.Fails != nil {
		c.response(r.Fails)
		if n := c.results.Len(); n == 0 || !isError(c.results.At(n-1).Type()) {
			c.errorf("cannot fail")
		}
	}
	if r.Runs != nil {
		c.runs(r.Runs)
	}
	c.asks(r)
	for _, cb := range r.Calls {
		t := c.arg(cb.Func.Arg)
		if s, ok := t.(*types.Slice); ok && cb.Func.Op == OpRest {
			t = s.Elem()
		}
		c.callback(cb, t)
	}
	if len(r.OwnResponses) > 0 && c.results.Len() == 0 {
		c.errorf("returns nothing that could answer")
	}
}

// callback checks that a type is that of a function, and that what it is called
// with can be.
func (c *checker) callback(cb Callback, t types.Type) {
	if t == nil {
		return
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Params().Len() != len(cb.Params) {
		c.errorf("%s is no function of %d parameters", t, len(cb.Params))
		return
	}
	for i, e := range cb.Params {
		typ := sig.Params().At(i).Type()
		switch u, ok := typ.Underlying().(*types.Interface); e.Op {
		case 0:
		case OpRecovered:
			if !ok || !u.Empty() {
				c.errorf("parameter %d is not what recover returned", i)
			}
		case OpStack:
			if !typeutil.IsText(typ) {
				c.errorf("parameter %d is no text", i)
			}
		case OpError:
			if !types.Identical(typ, types.Universe.Lookup("error").Type()) {
				c.errorf("parameter %d is no error", i)
			}
		case OpArg:
			if a := c.arg(e.Arg); a != nil && !c.isWriter(a) || !c.isWriter(typ) {
				c.errorf("parameter %d does not write to argument %d", i, e.Arg)
			}
		default:
			c.errorf("parameter %d cannot be that", i)
		}
	}
}

// runs checks that an argument has the method, and takes as many arguments.
func (c *checker) runs(r *Run) {
	t := c.arg(r.Recv)
	if t == nil {
		return
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, r.Method)
	fn, ok := obj.(*types.Func)
	if !ok || fn.Signature().Params().Len() != len(r.Args) {
		c.errorf("%s has no method %s of %d arguments", t, r.Method, len(r.Args))
	}
	for _, i := range r.Args {
		c.arg(i)
	}
}

// types checks the contexts and status errors of a table.
func (c *checker) types(t table) {
	for _, ctx := range t.contexts {
		c.name = t.pkg + "." + ctx.Type
		obj := c.pkgs[t.pkg].Scope().Lookup(ctx.Type)
		if obj == nil {
			c.errorf("no such type")
			continue
		}
		for _, name := range ctx.Same {
			c.field(obj.Type(), name)
		}
		if ctx.Errors != "" {
			c.field(obj.Type(), ctx.Errors)
		}
		for _, name := range ctx.Leaves {
			if m, _, _ := types.LookupFieldOrMethod(types.NewPointer(obj.Type()), true, obj.Pkg(), name); m == nil {
				c.errorf("no such method: %s", name)
			}
		}
	}
	c.sentinels(t)
	c.clients(t)
	for _, cb := range t.callbacks {
		c.name = t.pkg + "." + cb.Type + "." + cb.Name
		obj := c.pkgs[t.pkg].Scope().Lookup(cb.Type)
		if obj == nil {
			c.errorf("no such type")
		} else if f, _, _ := types.LookupFieldOrMethod(obj.Type(), true, obj.Pkg(), cb.Name); f == nil {
			c.errorf("no such field")
		} else {
			c.callback(cb, f.Type())
		}
	}
	for _, m := range t.modes {
		c.name = t.pkg + "." + m.Type + "." + m.Name
		obj := c.pkgs[t.pkg].Scope().Lookup(cmp.Or(m.Type, m.Name))
		if obj == nil {
			c.errorf("there is no such thing")
		} else if m.Type != "" {
			c.field(obj.Type(), m.Name)
		}
	}
	for _, o := range t.overrides {
		c.name = t.pkg + "." + o.Type + "." + o.Name
		obj := c.pkgs[t.pkg].Scope().Lookup(cmp.Or(o.Type, o.Name))
		if obj == nil {
			c.errorf("there is no such thing")
		} else if o.Type != "" {
			c.field(obj.Type(), o.Name)
		}
	}
	c.pkg = t.pkg
	for _, statusError := range t.statusErrors {
		c.name, c.pkg = t.pkg+"."+statusError.Type, t.pkg
		obj := c.pkgs[t.pkg].Scope().Lookup(statusError.Type)
		if statusError.Type == anyError {
			obj = types.Universe.Lookup("error")
		}
		if obj == nil {
			c.errorf("no such type")
			continue
		}
		c.args = []types.Type{obj.Type()}
		for _, e := range []Expr{statusError.Response.Status, statusError.Response.Body, statusError.Response.Value} {
			c.operand(e, false)
		}
	}
	for _, o := range t.overrides {
		c.name = t.pkg + "." + o.Name
		obj := c.pkgs[t.pkg].Scope().Lookup(o.Name)
		if o.Type != "" {
			obj = c.pkgs[t.pkg].Scope().Lookup(o.Type)
		}
		switch {
		case obj == nil:
			c.errorf("no such type, variable or function")
		case o.Type != "":
			c.field(obj.Type(), o.Name)
		}
	}
}

// sentinels checks that a table has every variable of its package that is an
// error of a type that carries a response, and only those.
func (c *checker) sentinels(t table) {
	have := make(map[string]bool)
	if t.sentinels != nil {
		for _, s := range t.sentinels() {
			have[s.Name] = true
		}
	}
	scope := c.pkgs[t.pkg].Scope()
	for _, name := range scope.Names() {
		if v, ok := scope.Lookup(name).(*types.Var); ok && v.Exported() && builtIn.StatusErrorOf(v.Type()) != nil {
			c.name = t.pkg + "." + name
			if s := builtIn.SentinelOf(v); s == nil {
				c.errorf("is no sentinel")
			} else {
				for _, m := range s.Value.Members { // of the variable's type, wherever that is declared
					c.field(v.Type(), m.Name)
				}
			}
			delete(have, name)
		}
	}
	for name := range have {
		c.name = t.pkg + "." + name
		c.errorf("no such variable, or of another type")
	}
}

// field checks that values of a type have a field.
func (c *checker) field(t types.Type, name string) {
	var pkg *types.Package
	if n, ok := deref(t).(*types.Named); ok {
		pkg = n.Obj().Pkg()
	}
	if obj, _, _ := types.LookupFieldOrMethod(t, true, pkg, name); obj == nil {
		c.errorf("%s has no member %s", t, name)
	}
}

func (c *checker) response(r *Response) {
	w := c.arg(r.Writer)
	if w == nil {
		return
	}
	writer := c.isWriter(w)
	switch _, isMap := w.Underlying().(*types.Map); {
	case r.Kind == SetHeader, r.Kind == DelHeader, r.Kind == AddHeader:
		if !isMap && !writer {
			c.errorf("%s is no header map", w)
		}
		c.text(r.Key)
	case r.Kind == Copy:
		if tp, ok := w.(*types.TypeParam); !ok || tp.Constraint() == nil {
			c.errorf("%s is no map", w)
		}
	case r.Kind == SetStatus && types.TypeString(w, nil) == "*net/http.Request": // the status travels in its context
	case !writer && !isBytes(w): // bytes: a buffer to fill
		c.errorf("%s is no writer", w)
	}
	// An Answer without one has the status that was set before.
	takes := slices.Contains([]Kind{Status, Complete, Redirect, SetStatus}, r.Kind)
	if r.Status.Op != 0 && !takes || r.Status.Op == 0 && takes && r.Kind != Complete {
		c.errorf("a status goes with Status, Answer, Redirect and SetStatus, and with nothing else")
	}
	if given := r.Status.StatusArg(); given.Op == OpArg {
		if b, ok := c.arg(given.Arg).(*types.Basic); !ok || b.Kind() != types.Int {
			c.errorf("the status is no int")
		}
	}
	c.operand(r.Status, false)
	if r.Kind == Serve && len(r.Implied) == 0 {
		c.errorf("Serve implies no status")
	}
	if r.Body.Op != 0 && r.Kind != Body && r.Kind != Complete {
		c.errorf("a body goes with Body and Answer, and with nothing else")
	}
	if r.ContentType != "" && r.Kind != Complete && r.Kind != Body {
		c.errorf("only an Answer and a Body have a content type")
	}
	if r.Kind == Complete && r.Key.Op != 0 {
		c.text(r.Key)
		c.text(r.Value)
	}
	switch r.Kind {
	case Redirect:
		c.text(r.Key)
		c.text(r.Value)
	case Body, Complete:
		c.operand(r.Body, true)
	}
}

// result checks that an expression can be a result of the type.
func (c *checker) result(e Expr, t types.Type) {
	c.operand(e, false)
	isErr := isError(t)
	switch e.Op {
	case OpOr:
		for _, x := range e.Args {
			c.result(x, t)
		}
	case OpNil:
		if _, ok := t.Underlying().(*types.Pointer); !ok && !types.IsInterface(t) {
			c.errorf("a %s cannot be nil", t)
		}
	case OpError, OpWrap, OpJoined, OpCause, OpParseError:
		if !isErr {
			c.errorf("%s is no error", t)
		}
	case OpPlain, OpText, OpFormat, OpJoin, OpStatusText, OpEscape, OpStack, OpEncode:
		if isErr {
			c.errorf("an error is no text")
		}
	case OpHeader:
		if types.TypeString(t, nil) != "net/http.Header" {
			c.errorf("%s is no header map", t)
		}
	}
}

// operand checks the indices in an expression. Text is wanted of the operands
// of what joins, formats and escapes.
func (c *checker) operand(e Expr, body bool) {
	switch e.Op {
	case OpArg:
		t := c.arg(e.Arg)
		if body && t != nil && !isText(t) {
			c.errorf("the body is a %s", t)
		}
	case OpVar:
		if _, ok := c.pkgs[c.pkg].Scope().Lookup(e.Name).(*types.Var); !ok {
			c.errorf("there is no variable %s", e.Name)
		}
	case OpOptions:
		if _, ok := c.arg(e.Arg).(*types.Slice); !ok || e.Arg != len(c.args)-1 {
			c.errorf("argument %d is no variadic list", e.Arg)
		}
		c.operand(e.X(), false)
	case OpRest, OpEach, OpList:
		if s, ok := c.arg(e.Arg).(*types.Slice); !ok || e.Arg != len(c.args)-1 || isBytes(s) {
			c.errorf("argument %d is no variadic list", e.Arg)
		}
	case OpFormat, OpWrap:
		if t := c.arg(e.Arg); t == nil || !isText(t) || e.Arg != len(c.args)-2 {
			c.errorf("argument %d is no format before a list", e.Arg)
		}
	case OpJoined, OpHeader, OpContent:
		c.arg(e.Arg)
	case OpStatus:
		t, on := c.arg(e.Arg), c.keeps[c.pkg]
		if t != nil && len(on) > 0 && !slices.ContainsFunc(on, func(u types.Type) bool { return types.Identical(deref(t), u) }) {
			c.errorf("no status can be set on a %s", t)
		}
	case OpMember:
		if t := c.arg(e.X().Arg); t != nil && e.X().Op == OpArg && !isError(t) && token.IsExported(e.Name) { // what an error holds, only its type tells
			c.field(t, e.Name)
		}
	case OpMethod:
		if t := c.arg(e.X().Arg); t != nil {
			obj, _, _ := types.LookupFieldOrMethod(t, true, nil, e.Name)
			fn, ok := obj.(*types.Func)
			if !ok || fn.Signature().Params().Len() > 0 {
				c.errorf("%s has no method %s that takes nothing", t, e.Name)
			} else if res := fn.Signature().Results(); res.Len() != 1 && (res.Len() != 2 || !isError(res.At(1).Type())) {
				c.errorf("%s gives not one value, or that and an error", fn.FullName())
			}
		}
	case OpFirst:
		if s, ok := c.arg(e.Arg).(*types.Slice); !ok || e.Arg != len(c.args)-1 || isBytes(s) {
			c.errorf("argument %d is no variadic list", e.Arg)
		}
		c.operand(e.X(), false)
	case OpMake:
		if e.Name == "" {
			for _, m := range e.Members {
				c.operand(m.Value, false)
			}
			return
		}
		path, name := c.pkg, e.Name
		if i := strings.LastIndexByte(e.Name, '.'); i >= 0 {
			path, name = e.Name[:i], e.Name[i+1:]
		}
		if c.pkgs[path] == nil {
			c.errorf("makes a %s of a package that was not loaded", e.Name)
			return
		}
		obj, ok := c.pkgs[path].Scope().Lookup(name).(*types.TypeName)
		if !ok {
			c.errorf("makes a %s, which is no type", e.Name)
			return
		}
		for _, m := range e.Members {
			if token.IsExported(m.Name) { // others may be the model's own
				c.field(types.NewPointer(obj.Type()), m.Name)
			}
			c.operand(m.Value, false)
		}
	case OpWith:
		c.operand(e.X(), false)
		for _, m := range e.Members {
			c.operand(m.Value, false)
		}
	case OpJoin, OpEscape, OpError, OpBuffer:
		for _, x := range e.Args {
			c.text(x)
		}
	case OpEncode:
		if !slices.Contains([]BodyKind{JSON, XML, HTML, Stream, Other, Unknown}, BodyKind(e.Name)) {
			c.errorf("encodes as %q", e.Name)
		}
		c.operand(e.X(), false)
	default:
		for _, x := range e.Args {
			c.operand(x, false)
		}
	}
}

// text checks that an expression is text.
func (c *checker) text(e Expr) {
	if e.Op == OpArg {
		if t := c.arg(e.Arg); t != nil && !isText(t) {
			c.errorf("argument %d is a %s, not text", e.Arg, t)
		}
		return
	}
	c.operand(e, false)
}

func (c *checker) arg(i int) types.Type {
	if i < 0 || i >= len(c.args) {
		c.errorf("has no argument %d", i)
		return nil
	}
	return c.args[i]
}

// isText reports whether values of the type are text, or a list of texts.
func isText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		return isBytes(t) || isText(u.Elem())
	}
	return false
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && types.Identical(s.Elem(), types.Typ[types.Byte])
}

func TestLookupUnknown(t *testing.T) {
	pkgs := load(t, ".", standard())
	for _, r := range []Row{
		{Pkg: "net/http", Recv: "Handler", Name: "ServeHTTP"},
		{Pkg: "net/http", Recv: "HandlerFunc", Name: "ServeHTTP"},
		{Pkg: "net/http", Recv: "ServeMux", Name: "ServeHTTP"},
		{Pkg: "sync", Recv: "Once", Name: "Do"},
	} {
		fn := find(pkgs[r.Pkg], r)
		if fn == nil {
			t.Fatalf("%s: no such function or method", r.name())
		}
		if builtIn.Lookup(fn) != nil {
			t.Errorf("%s has a row, but runs code that may do anything", r.name())
		}
	}
	if builtIn.Lookup(nil) != nil || builtIn.Lookup(types.Universe.Lookup("error").Type().Underlying().(*types.Interface).Method(0)) != nil {
		t.Error("a function without a package has a row")
	}
}

func TestRecvName(t *testing.T) {
	pkgs := load(t, ".", standard())
	for _, tt := range []struct {
		row  Row
		want string
	}{
		{Row{Pkg: "net/http", Name: "Error"}, ""},
		{Row{Pkg: "net/http", Recv: "ResponseWriter", Name: "Write"}, "ResponseWriter"},
		{Row{Pkg: "net/http", Recv: "Header", Name: "Set"}, "Header"},
		{Row{Pkg: "bytes", Recv: "Buffer", Name: "Write"}, "Buffer"},
		{Row{Pkg: "sync/atomic", Recv: "Pointer", Name: "Load"}, "Pointer"}, // generic
	} {
		fn := find(pkgs[tt.row.Pkg], tt.row)
		if fn == nil {
			t.Fatalf("%s: no such function or method", tt.row.name())
		}
		if got := RecvName(fn); got != tt.want {
			t.Errorf("RecvName(%s) = %q, want %q", tt.row.name(), got, tt.want)
		}
	}
}

// BenchmarkTables measures what a process pays once: the list of the packages,
// and the rows of those that it calls.
func BenchmarkTables(b *testing.B) {
	b.Run("index", func(b *testing.B) {
		for b.Loop() {
			standard()
		}
	})
	b.Run("net/http", func(b *testing.B) {
		for b.Loop() {
			netHTTP()
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			rowsOf(standard())
		}
	})
}

func BenchmarkLookup(b *testing.B) {
	pkgs := load(b, ".", standard())
	for _, r := range []Row{
		{Pkg: "net/http", Recv: "ResponseWriter", Name: "Write"},
		{Pkg: "net/http", Recv: "RoundTripper", Name: "RoundTrip"}, // the last one
		{Pkg: "net/http", Recv: "Server", Name: "Shutdown"},        // no row
		{Pkg: "encoding", Recv: "TextMarshaler", Name: "MarshalText"},
	} {
		fn := find(pkgs[r.Pkg], r)
		if fn == nil {
			b.Fatalf("%s: no such function or method", r.name())
		}
		b.Run(r.name(), func(b *testing.B) {
			for b.Loop() {
				builtIn.Lookup(fn)
			}
		})
	}
}
