package edit

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/analysis"
	gotypeutil "golang.org/x/tools/go/types/typeutil"
)

// A style is how a logging library is called.
type style int

const (
	slogStyle    style = iota // Error("msg", "error", err), ErrorContext
	printfStyle               // Printf("msg: %v", err)
	errorfStyle               // Errorf("msg: %v", err)
	errorsStyle               // ErrorS(err, "msg")
	zapStyle                  // Error("msg", zap.Error(err))
	sugarStyle                // Errorw("msg", "error", err)
	zerologStyle              // Error().Err(err).Msg("msg")
	logrusStyle               // WithError(err).Error("msg")
	logrStyle                 // Error(err, "msg")
)

// loggers are the APIs that count as a logger in use.
var loggers = []struct {
	pkg, typ string // the type that has the methods; "" for the package's functions
	style    style
	verbs    string // what their names begin with: New or SetOutput is no logging
}{
	{"log/slog", "", slogStyle, "Debug Info Warn Error Log With"},
	{"log/slog", "Logger", slogStyle, "Debug Info Warn Error Log With"},
	{"log", "", printfStyle, "Print Fatal Panic"},
	{"log", "Logger", printfStyle, "Print Fatal Panic"},
	{"go.uber.org/zap", "Logger", zapStyle, "Debug Info Warn Error DPanic Panic Fatal With"},
	{"go.uber.org/zap", "SugaredLogger", sugarStyle, "Debug Info Warn Error DPanic Panic Fatal With"},
	{"github.com/rs/zerolog", "Logger", zerologStyle, "Trace Debug Info Warn Err Fatal Panic"},
	{"github.com/rs/zerolog/log", "", zerologStyle, "Trace Debug Info Warn Err Fatal Panic"},
	{"github.com/sirupsen/logrus", "", logrusStyle, "Trace Debug Info Print Warn Err Fatal Panic With"},
	{"github.com/sirupsen/logrus", "Logger", logrusStyle, "Trace Debug Info Print Warn Err Fatal Panic With"},
	{"github.com/sirupsen/logrus", "Entry", logrusStyle, "Trace Debug Info Print Warn Err Fatal Panic With"},
	{"github.com/go-logr/logr", "Logger", logrStyle, "Info Error"},
	{"k8s.io/klog/v2", "", errorsStyle, "Info Warn Err Fatal"},
	{"github.com/golang/glog", "", errorfStyle, "Info Warn Err Fatal"},
}

// A logCall is a call of a logger somewhere in the package: an example of how
// this code logs.
type logCall struct {
	style   style
	recv    ast.Expr // what the function or method is selected from
	pos     token.Pos
	context bool   // a slog call that takes a context
	fatal   bool   // it ends the program, which says little about how errors are logged
	key     string // the key under which it logs an error, or ""
}

// Log returns the statement that logs a value, an error as a rule, at the place
// of the statement around a position (see Stmt and InsertBefore). It logs as the
// nearest code does: as the same function, else the same file, else the package;
// with the receiver's own logger if another method of its type uses that; with a
// context if the package passes one to slog and one is in sight. Code that does
// not log yet gets slog.Error. The message is constant text, the value an
// expression. It is not ok if the expression does not mean the same before that
// statement. Minor logs a warning: what a client did wrong is no error of the service's.
func (f *File) Log(pos token.Pos, msg, value string, minor bool) (stmt string, edits []analysis.TextEdit, ok bool) {
	at := f.Stmt(pos)
	if at == nil || !f.Editable() || !f.same(value, pos, at.Pos()) {
		return "", nil, false
	}
	tv, err := types.Eval(f.pass.Fset, f.pass.Pkg, at.Pos(), value)
	if err != nil || tv.Type == nil {
		return "", nil, false
	}
	c := logText{file: f, pos: at.Pos(), msg: msg, value: value, key: "error", isError: typeutil.IsError(tv.Type), level: "Error"}
	if minor {
		c.level = "Warn"
	}

	calls := f.logCalls(at.Pos())
	for _, call := range calls {
		if call.context {
			c.context = f.context(at.Pos())
		}
	}
	for _, call := range calls {
		if call.key != "" {
			c.key = call.key
			break
		}
	}
	for _, call := range calls {
		if recv, edits, ok := f.adapt(call.recv, at.Pos()); ok && !ends(recv) {
			stmt, more, ok := c.text(call.style, recv)
			return stmt, append(edits, more...), ok
		}
	}
	l := f.moduleLogger()
	name, edits, ok := f.Import(l.pkg, l.name, at.Pos())
	if !ok {
		return "", nil, false
	}
	stmt, _, ok = c.text(l.style, name)
	return stmt, edits, ok
}

// ends reports whether the name of a logger says that the program ends with what it
// logs: fatalLog.
func ends(recv string) bool {
	recv = strings.ToLower(recv[strings.LastIndexByte(recv, '.')+1:])
	return strings.Contains(recv, "fatal") || strings.Contains(recv, "panic")
}

// A packageLogger is a package whose functions log.
type packageLogger struct {
	pkg, name string
	style     style
}

// packageLoggers are those that a package can begin to log with as the rest of its
// module does.
var packageLoggers = []packageLogger{
	{"log/slog", "slog", slogStyle},
	{"github.com/sirupsen/logrus", "logrus", logrusStyle},
	{"github.com/rs/zerolog/log", "log", zerologStyle},
	{"k8s.io/klog/v2", "klog", errorsStyle},
	{"github.com/golang/glog", "glog", errorfStyle},
	{"log", "log", printfStyle},
}

// moduleLogger returns what most packages of the module log with that this one imports,
// slog if none logs.
func (f *File) moduleLogger() packageLogger {
	uses := make(map[string]int)
	seen := make(map[*types.Package]bool)
	var visit func(p *types.Package)
	visit = func(p *types.Package) {
		for _, imp := range p.Imports() {
			if f.ownModule(imp.Path()) && !seen[imp] {
				seen[imp] = true
				visit(imp)
			} else if !f.ownModule(imp.Path()) && p != f.pass.Pkg {
				uses[imp.Path()]++
			}
		}
	}
	visit(f.pass.Pkg)
	best := packageLoggers[0]
	for _, l := range packageLoggers[1:] {
		if uses[l.pkg] > uses[best.pkg] {
			best = l
		}
	}
	return best
}

func (f *File) ownModule(path string) bool {
	m := f.pass.Module
	return m != nil && m.Path != "" && typeutil.Within(path, m.Path)
}

// A logText is what is to be logged, and how.
type logText struct {
	file       *File
	pos        token.Pos
	msg, value string
	isError    bool
	level      string // Error or Warn
	key        string // for the error in key-value styles
	context    string // an expression, or ""
}

// text returns the statement in a style.
func (c logText) text(s style, recv string) (stmt string, edits []analysis.TextEdit, ok bool) {
	msg := strconv.Quote(c.msg)
	formatted := strconv.Quote(strings.ReplaceAll(c.msg, "%", "%%")+": %v") + ", " + c.value
	key := strconv.Quote(c.key)
	if !c.isError {
		key = `"value"`
	}
	switch s {
	case slogStyle:
		if c.context != "" {
			return recv + "." + c.level + "Context(" + c.context + ", " + msg + ", " + key + ", " + c.value + ")", nil, true
		}
		return recv + "." + c.level + "(" + msg + ", " + key + ", " + c.value + ")", nil, true
	case printfStyle:
		return recv + ".Printf(" + formatted + ")", nil, true
	case errorfStyle:
		level := c.level
		if level == "Warn" {
			level = "Warning"
		}
		return recv + "." + level + "f(" + formatted + ")", nil, true
	case sugarStyle:
		return recv + "." + c.level + "w(" + msg + ", " + key + ", " + c.value + ")", nil, true
	case zapStyle:
		zap, edits, ok := c.file.Import("go.uber.org/zap", "zap", c.pos)
		if !c.isError {
			return recv + "." + c.level + "(" + msg + ", " + zap + ".Any(" + key + ", " + c.value + "))", edits, ok
		}
		return recv + "." + c.level + "(" + msg + ", " + zap + ".Error(" + c.value + "))", edits, ok
	case zerologStyle:
		if !c.isError {
			return recv + "." + c.level + "().Interface(" + key + ", " + c.value + ").Msg(" + msg + ")", nil, true
		}
		return recv + "." + c.level + "().Err(" + c.value + ").Msg(" + msg + ")", nil, true
	case logrusStyle:
		if !c.isError {
			return recv + ".WithField(" + key + ", " + c.value + ")." + c.level + "(" + msg + ")", nil, true
		}
		return recv + ".WithError(" + c.value + ")." + c.level + "(" + msg + ")", nil, true
	}
	method := ".Error("
	if s == errorsStyle {
		method = ".ErrorS("
	}
	if c.level == "Warn" { // they know no warning that is given an error
		method = strings.Replace(method, "Error", "Info", 1)
		return recv + method + msg + ", " + key + ", " + c.value + ")", nil, true
	}
	if !c.isError {
		return recv + method + "nil, " + msg + ", " + key + ", " + c.value + ")", nil, true
	}
	return recv + method + c.value + ", " + msg + ")", nil, true
}

// same reports whether the names in an expression mean at one position what they
// mean at another: before an if, what its head declares is not in scope yet, or
// is another variable of that name.
func (f *File) same(expr string, a, b token.Pos) bool {
	x, err := parser.ParseExpr(expr)
	if err != nil {
		return false
	}
	same, selected := true, make(map[*ast.Ident]bool)
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			selected[n.Sel] = true // visited after this
		case *ast.Ident:
			same = same && (selected[n] || f.lookup(n.Name, a, a) == f.lookup(n.Name, b, b))
		}
		return same
	})
	return same
}

// logCalls returns the logging calls of the package, the nearest to a position
// first: those of its function, of its file, of the other files in their order.
func (f *File) logCalls(pos token.Pos) []logCall {
	var calls []logCall
	for _, syntax := range f.pass.Files {
		other := New(f.pass, syntax)
		if syntax != f.Syntax && (other.InTest() || other.Generated()) {
			continue
		}
		ast.Inspect(syntax, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if c, ok := f.logCall(call); ok {
					calls = append(calls, c)
				}
			}
			return true
		})
	}
	var from, to token.Pos
	for _, d := range f.Syntax.Decls {
		if d.Pos() <= pos && pos < d.End() {
			from, to = d.Pos(), d.End()
		}
	}
	distance := func(c logCall) (ring int, away token.Pos) {
		away = max(c.pos-pos, pos-c.pos)
		switch {
		case c.fatal:
			return 3, 0
		case from <= c.pos && c.pos < to:
			return 0, away
		case f.Syntax.FileStart <= c.pos && c.pos <= f.Syntax.FileEnd:
			return 1, away
		}
		return 2, 0
	}
	slices.SortStableFunc(calls, func(a, b logCall) int {
		ring, away := distance(a)
		otherRing, otherAway := distance(b)
		return cmp.Or(cmp.Compare(ring, otherRing), cmp.Compare(away, otherAway))
	})
	return calls
}

// logCall reads a call, if it is one of a known logger.
func (f *File) logCall(call *ast.CallExpr) (logCall, bool) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return logCall{}, false
	}
	fn, ok := gotypeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return logCall{}, false
	}
	typ := ""
	if recv := fn.Signature().Recv(); recv != nil {
		obj := named(recv.Type())
		if obj == nil {
			return logCall{}, false
		}
		typ = obj.Name()
	}
	for _, l := range loggers {
		if l.pkg != fn.Pkg().Path() || l.typ != typ ||
			!slices.ContainsFunc(strings.Fields(l.verbs), func(v string) bool { return strings.HasPrefix(fn.Name(), v) }) {
			continue
		}
		c := logCall{style: l.style, recv: ast.Unparen(sel.X), pos: call.Pos()}
		c.fatal = strings.HasPrefix(fn.Name(), "Fatal") || strings.HasPrefix(fn.Name(), "Panic")
		if l.style == slogStyle {
			c.context = strings.HasSuffix(fn.Name(), "Context")
		}
		if l.style == slogStyle || l.style == sugarStyle && strings.HasSuffix(fn.Name(), "w") {
			// The pairs are the variadic part: what precedes it is the message.
			if fixed := fn.Signature().Params().Len() - 1; fn.Signature().Variadic() && fixed <= len(call.Args) {
				c.key = f.errorKey(call.Args[fixed:])
			}
		}
		return c, true
	}
	return logCall{}, false
}

// errorKey returns the constant that precedes an error among the arguments of a
// call, or of the slog.Any among them.
func (f *File) errorKey(args []ast.Expr) string {
	for i, arg := range args {
		if call, ok := arg.(*ast.CallExpr); ok && len(call.Args) == 2 {
			if fn, ok := gotypeutil.Callee(f.pass.TypesInfo, call).(*types.Func); ok && fn.FullName() == "log/slog.Any" {
				if key := f.errorKey(call.Args); key != "" {
					return key
				}
			}
		}
		if i == 0 {
			continue
		}
		key := f.pass.TypesInfo.Types[args[i-1]].Value
		if t := f.pass.TypesInfo.TypeOf(arg); t != nil && typeutil.IsError(t) && key != nil && key.Kind() == constant.String {
			return constant.StringVal(key)
		}
	}
	return ""
}

// named returns the name of the type that a type is or points to, nil if it has none.
func named(t types.Type) *types.TypeName {
	if n := typeutil.Named(t); n != nil {
		return n.Obj()
	}
	return nil
}

// adapt returns a logger's expression as code at a position writes it. It
// understands what needs no evaluation, a.b.c, and accessors like zap.L().
func (f *File) adapt(recv ast.Expr, pos token.Pos) (text string, edits []analysis.TextEdit, ok bool) {
	root := recv
	if call, isCall := root.(*ast.CallExpr); isCall && len(call.Args) == 0 {
		sel, isSel := call.Fun.(*ast.SelectorExpr)
		if !isSel {
			return "", nil, false
		}
		id, isIdent := sel.X.(*ast.Ident)
		if !isIdent {
			return "", nil, false
		}
		if _, isPkg := f.pass.TypesInfo.Uses[id].(*types.PkgName); !isPkg {
			return "", nil, false
		}
		root = id
	}
	for {
		sel, isSel := root.(*ast.SelectorExpr)
		if !isSel {
			break
		}
		root = sel.X
	}
	id, isIdent := root.(*ast.Ident)
	if !isIdent {
		return "", nil, false
	}
	name := ""
	switch obj := f.pass.TypesInfo.Uses[id].(type) {
	case *types.PkgName:
		name, edits, ok = f.Import(obj.Imported().Path(), obj.Imported().Name(), pos)
	case *types.Var:
		name, ok = f.variable(obj, pos)
	}
	return name + strings.TrimPrefix(types.ExprString(recv), id.Name), edits, ok
}

// variable returns the name by which code at a position reaches a variable, or
// its counterpart there: the receiver of another method of the type, a parameter
// of the same name and type.
func (f *File) variable(v *types.Var, pos token.Pos) (string, bool) {
	seen := f.lookup(v.Name(), pos, pos)
	if seen == v {
		return v.Name(), true
	}
	if v.Kind() == types.RecvVar {
		for _, d := range f.Syntax.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || pos < fn.Pos() || fn.End() <= pos || fn.Recv == nil || len(fn.Recv.List[0].Names) == 0 {
				continue
			}
			own, ok := f.pass.TypesInfo.Defs[fn.Recv.List[0].Names[0]].(*types.Var)
			if ok && named(own.Type()) == named(v.Type()) && f.lookup(own.Name(), pos, pos) == own {
				return own.Name(), true
			}
		}
	}
	local, ok := seen.(*types.Var)
	return v.Name(), ok && v.Kind() == types.ParamVar && local.Kind() != types.PackageVar && types.Identical(local.Type(), v.Type())
}

// context returns an expression for the request's context at a position: a
// context.Context or that of a *http.Request, the innermost; "" if there is none.
func (f *File) context(pos token.Pos) string {
	for s := f.scope(pos); s != nil && s != f.pass.TypesInfo.Scopes[f.Syntax]; s = s.Parent() {
		request := ""
		for _, name := range s.Names() { // sorted
			v, ok := s.Lookup(name).(*types.Var)
			if !ok || name == "_" || f.lookup(name, pos, pos) != v {
				continue
			}
			switch {
			case typeutil.IsNamed(v.Type(), "context", "Context"):
				return name
			case typeutil.IsNamed(v.Type(), "net/http", "Request") && v.Kind() == types.ParamVar: // else it is one to be sent
				request = cmp.Or(request, name+".Context()")
			}
		}
		if request != "" {
			return request
		}
	}
	return ""
}
