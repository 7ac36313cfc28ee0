package leak

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ast/astutil"
	gotypeutil "golang.org/x/tools/go/types/typeutil"
)

// A LeakText is the text that holds a leak, as its author wrote it.
type LeakText struct {
	// Pos and End bound what a fix replaces: an expression of type Type or, where
	// the call that sends the response composes it, that call's arguments.
	Pos, End token.Pos
	Type     types.Type

	// Before are the operands before the one that leaks; Format is set where they
	// are those of a printf call, up to the verb of the one that leaks.
	Before []ast.Expr
	Format string
	Printf ast.Expr // the function that reads Format, nil if the sending call does
	// Formats says that there is a format, though Format may be empty.
	Formats bool
	// After is the rest of that format behind the verb, or the constant text that
	// is added behind the leak.
	After string
	// Listed says that the text is an element of a list: one of several.
	Listed bool
	// Drops says that the leak is an operand which a call only adds to its text, and
	// that Pos and End bound it with the comma before it.
	Drops bool
	// Written is the call that writes the text to a response or a buffer, if it
	// stands in that call.
	Written *ast.CallExpr

	Leak ast.Expr // the expression that leaks: an error, a recovered value, a stack
}

// Mixed reports whether some of what may stand in the place of a leak is text
// that clients are meant to see: to replace the leak would take it from them.
func (l *Leak) Mixed() bool {
	for _, e := range l.printed() {
		if composed(e) {
			return true
		}
	}
	return false
}

// Prefix returns the constant text with which the leaking error itself begins,
// because the code wrapped another one right behind it; "" if it did not.
func (l *Leak) Prefix() string {
	es := l.printed()
	if len(es) != 1 || es[0].Op != origin.Error || len(es[0].Args) == 0 || len(es[0].Args[0]) != 1 {
		return ""
	}
	text := es[0].Args[0][0]
	if text.Op != origin.Concat || len(text.Args) < 2 || !text.Args[1].Tainted() {
		return ""
	}
	if ss, ok := text.Args[0].Strings(); ok && len(ss) == 1 {
		return ss[0]
	}
	return ""
}

// printed returns what is made text of where the leak stands.
func (l *Leak) printed() origin.Value {
	var found origin.Value
	seen := make(map[*origin.Term]bool)
	var visit func(v origin.Value)
	visit = func(v origin.Value) {
		for _, t := range v {
			if seen[t] {
				continue
			}
			seen[t] = true
			if t.Op == origin.Text && t.Pos == l.At.Pos {
				found = append(found, t.Args[0]...)
			}
			for _, a := range t.Args {
				visit(a)
			}
			for _, f := range t.Fields {
				visit(f.Value)
			}
		}
	}
	visit(l.Response.Code.Write.Body.Value)
	return found
}

// composed reports whether an error has the text that the code gave it, and
// wraps none.
func composed(e *origin.Term) bool {
	return e.Op == origin.Global || e.Op == origin.Error && len(e.Args) == 1 && !e.Args[0].Tainted()
}

// Text returns the text that holds the leak. It is not ok if that is written in
// a way which is not understood.
func (l *Leak) Text(info *types.Info, file *ast.File) (t LeakText, ok bool) {
	call, ok := l.At.Node.(*ast.CallExpr)
	if !ok || l.Helper.Call {
		return t, false
	}
	path, _ := astutil.PathEnclosingInterval(file, call.Pos(), call.End())
	x := texts{info: info, source: l.From.Source, model: l.model}
	if !x.convert(call, &t) {
		return t, false
	}
	if t.Type == nil {
		t.Written = call
		return t, true // there is nothing around the text of a sending call
	}
	for i := 1; i < len(path); i++ {
		var inner ast.Expr
		if inner, ok = path[i-1].(ast.Expr); !ok {
			break
		}
		grown, more := x.grow(path[i], inner, &t)
		if !grown {
			return t, false
		}
		if !more {
			t.Listed, t.Written = x.lists(path[i], inner), x.writes(path[i:])
			break
		}
	}
	return t, true
}

// lists reports whether an expression makes a list with a text as its element.
func (x texts) lists(outer ast.Node, inner ast.Expr) bool {
	switch outer := outer.(type) {
	case *ast.CompositeLit:
		_, isStruct := x.info.TypeOf(outer).Underlying().(*types.Struct)
		return !isStruct && len(outer.Elts) > 1 && slices.Contains(outer.Elts, inner)
	case *ast.CallExpr:
		id, ok := ast.Unparen(outer.Fun).(*ast.Ident)
		return ok && x.info.Uses[id] == types.Universe.Lookup("append")
	}
	return false
}

// writes returns the call that writes a text out, as what is around it has it.
func (x texts) writes(around []ast.Node) *ast.CallExpr {
	for _, n := range around {
		switch n := n.(type) {
		case *ast.ParenExpr:
			continue
		case *ast.CallExpr:
			if x.info.Types[n.Fun].IsType() {
				continue
			}
			fn, _ := gotypeutil.Callee(x.info, n).(*types.Func)
			if row := x.model.Lookup(fn); row != nil && row.Response != nil {
				return n
			}
		}
		break
	}
	return nil
}

// texts reads expressions that make text.
type texts struct {
	info   *types.Info
	source Source
	model  *httpmodel.Model
}

// row returns what the model says of a call, and the argument that is the first
// of its text or format; -1 if it makes none.
func (x texts) row(call *ast.CallExpr) (op httpmodel.Op, arg int, sends bool) {
	fn, _ := gotypeutil.Callee(x.info, call).(*types.Func)
	row := x.model.Lookup(fn)
	if row == nil {
		return 0, -1, false
	}
	var e httpmodel.Expr
	switch {
	case row.Response != nil:
		e, sends = row.Response.Body, true
	case len(row.Results) > 0:
		e = row.Results[0]
	}
	for e.Op == httpmodel.OpText {
		e = e.X()
	}
	if fn.Signature().Recv() != nil {
		e.Arg--
	}
	switch e.Op {
	case httpmodel.OpFormat, httpmodel.OpRest:
		if e.Arg >= 0 && e.Arg < len(call.Args) && !call.Ellipsis.IsValid() {
			return e.Op, e.Arg, sends
		}
	case httpmodel.OpStack:
		return e.Op, 0, sends
	}
	return 0, -1, sends
}

// convert reads the call that makes text of the leak.
func (x texts) convert(call *ast.CallExpr, t *LeakText) bool {
	switch op, arg, sends := x.row(call); op {
	case httpmodel.OpFormat, httpmodel.OpRest:
		i := arg
		if op == httpmodel.OpFormat {
			i++
		}
		for i < len(call.Args) && !x.leaks(call.Args[i]) {
			i++
		}
		return i < len(call.Args) && x.operand(call, op, arg, i, sends, t, stripError(x.info, call.Args[i]))
	case httpmodel.OpStack:
		*t = LeakText{Pos: call.Pos(), End: call.End(), Type: x.info.TypeOf(call), Leak: call}
		return !sends
	}
	if i := x.added(call); i > 0 {
		*t = LeakText{Pos: call.Args[i-1].End(), End: call.Args[i].End(), Leak: stripError(x.info, call.Args[i]), Drops: true}
		return true
	}
	// err.Error()
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) > 0 || !typeutil.IsError(x.info.TypeOf(sel.X)) {
		return false
	}
	*t = LeakText{Pos: call.Pos(), End: call.End(), Type: x.info.TypeOf(call), Leak: sel.X}
	return true
}

// added returns the one argument that leaks of those that a call lists beside its
// text, as huma's errors list their details; 0 if there is none.
func (x texts) added(call *ast.CallExpr) (arg int) {
	fn, _ := gotypeutil.Callee(x.info, call).(*types.Func)
	row := x.model.Lookup(fn)
	if fn == nil {
		if v := x.variable(call.Fun); v != nil {
			row = x.model.LookupVar(v)
		}
	}
	if row == nil || row.Recv != "" || len(row.Results) == 0 || call.Ellipsis.IsValid() {
		return 0
	}
	for _, m := range row.Results[0].Members {
		if list := m.Value.X(); m.Value.Op != httpmodel.OpText || list.Op != httpmodel.OpRest || list.Arg == 0 {
			continue
		}
		for i := m.Value.X().Arg; i < len(call.Args); i++ {
			switch {
			case !x.leaks(call.Args[i]):
			case arg > 0:
				return 0 // two of them
			default:
				arg = i
			}
		}
	}
	return arg
}

// variable returns the variable of a package that an expression names, or nil.
func (x texts) variable(e ast.Expr) *types.Var {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	v, _ := x.info.Uses[sel.Sel].(*types.Var)
	return v
}

// operand makes the text of a call out of its operand i, which leaks, and those
// before it.
func (x texts) operand(call *ast.CallExpr, op httpmodel.Op, arg, i int, sends bool, t *LeakText, leak ast.Expr) bool {
	for _, other := range call.Args[i+1:] {
		if x.leaks(other) {
			return false // two of them: what to log is for a person to say
		}
	}
	*t = LeakText{Pos: call.Pos(), End: call.End(), Type: x.info.TypeOf(call), Leak: leak}
	if sends {
		t.Pos, t.End, t.Type = call.Args[arg].Pos(), call.Args[len(call.Args)-1].End(), nil
	}
	if op == httpmodel.OpRest {
		t.Before = call.Args[arg:i]
		// Operands of print functions are separated in their own way.
		return len(t.Before) == 0 || len(t.Before) == 1 && typeutil.IsString(x.info.TypeOf(t.Before[0]))
	}
	v := x.info.Types[call.Args[arg]].Value
	if v == nil || v.Kind() != constant.String {
		return false
	}
	t.Before, t.Formats = call.Args[arg+1:i], true
	if !sends {
		t.Printf = call.Fun
	}
	var ok bool
	t.Format, t.After, ok = cutFormat(constant.StringVal(v), len(t.Before))
	return ok
}

// cutFormat returns a format up to its verb n, and what follows that.
func cutFormat(format string, n int) (before, after string, ok bool) {
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		start := i
		for i++; i < len(format); i++ {
			c := format[i]
			if c == '[' || c == '*' {
				return "", "", false // operands out of order
			}
			if c == '%' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
				break
			}
		}
		if i == len(format) {
			return "", "", false
		}
		if format[i] != '%' {
			if n == 0 {
				return format[:start], format[i+1:], true
			}
			n--
		}
	}
	return "", "", false
}

// leaks reports whether an operand is what leaks.
func (x texts) leaks(e ast.Expr) bool {
	t := x.info.TypeOf(e)
	if t == nil {
		return false
	}
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		if op, _, _ := x.row(call); op == httpmodel.OpStack {
			return true
		}
		if stripError(x.info, e) != e {
			return true
		}
		if len(call.Args) == 1 && x.info.Types[call.Fun].IsType() {
			return x.leaks(call.Args[0])
		}
	}
	if i, ok := t.Underlying().(*types.Interface); ok && i.Empty() && x.source == SourcePanic {
		return true
	}
	return typeutil.IsError(t)
}

// stripError returns the error whose text an expression is, else the expression.
func stripError(info *types.Info, e ast.Expr) ast.Expr {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && len(call.Args) == 0 {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && typeutil.IsString(info.TypeOf(call)) && typeutil.IsError(info.TypeOf(sel.X)) {
			return sel.X
		}
	}
	return e
}

// grow takes the expression around a text into it, if that is text as well.
// More says that what is around it in turn may be.
func (x texts) grow(outer ast.Node, inner ast.Expr, t *LeakText) (ok, more bool) {
	switch outer := outer.(type) {
	case *ast.ParenExpr:
		t.Pos, t.End = outer.Pos(), outer.End()
		return true, true
	case *ast.BinaryExpr:
		if outer.Op != token.ADD {
			return false, false
		}
		if t.Format != "" || t.Printf != nil {
			return true, false // a text of its own
		}
		if outer.Y == inner {
			t.Before = append(operands(outer.X), t.Before...)
		} else if v := x.info.Types[outer.Y].Value; v != nil && v.Kind() == constant.String {
			t.After += constant.StringVal(v)
		}
		for _, e := range t.Before {
			if x.leaks(e) {
				return false, false
			}
		}
		t.Pos, t.End, t.Type = outer.Pos(), outer.End(), x.info.TypeOf(outer)
		return true, true
	case *ast.CallExpr:
		if x.info.Types[outer.Fun].IsType() {
			if typeutil.IsString(t.Type) {
				return true, false // []byte(text): the text is enough
			}
			t.Pos, t.End, t.Type, t.Leak = outer.Pos(), outer.End(), x.info.TypeOf(outer), outer
			return true, true
		}
		op, arg, sends := x.row(outer)
		if arg < 0 || op == httpmodel.OpStack {
			return true, false
		}
		for i := arg; i < len(outer.Args); i++ {
			if outer.Args[i] != inner {
				continue
			}
			if op == httpmodel.OpFormat && i == arg || len(t.Before) > 0 || t.Format != "" {
				return true, false // a text of its own
			}
			return x.operand(outer, op, arg, i, sends, t, t.Leak), !sends
		}
	}
	return true, false
}

// operands returns the operands of a chain of additions.
func operands(e ast.Expr) []ast.Expr {
	if b, ok := ast.Unparen(e).(*ast.BinaryExpr); ok && b.Op == token.ADD {
		return append(operands(b.X), operands(b.Y)...)
	}
	return []ast.Expr{e}
}
