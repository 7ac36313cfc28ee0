package httpmodel

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/conf"
)

// Check holds what files describe of a package against its declarations: that there is
// what an entry is about, that it has the arguments and results that the entry speaks of,
// and that these have the members and methods. It is nil-safe. Of a package that was
// imported by others alone not all declarations are known: it is not to be checked.
func (m *Model) Check(pkg *types.Package) (mistakes []*conf.Mistake) {
	for _, e := range m.Entries() {
		if e.Pkg != pkg.Path() {
			continue
		}
		c := entryChecker{Entry: e, in: pkg}
		c.check()
		mistakes = append(mistakes, c.mistakes...)
	}
	return mistakes
}

// Unread returns a mistake for the first entry about a package that there is not.
func (m *Model) Unread(path string) error {
	for _, e := range m.Entries() {
		if e.Pkg == path {
			return &conf.Mistake{Pos: e.Pos, What: "no package " + conf.Printable(path), Allowed: "a package of the module or of its dependencies"}
		}
	}
	return nil
}

// An entryChecker holds one entry against a package.
type entryChecker struct {
	Entry
	in       *types.Package
	args     []types.Type
	mistakes []*conf.Mistake
}

func (c *entryChecker) fail(allowed, format string, args ...any) {
	c.mistakes = append(c.mistakes, &conf.Mistake{Pos: c.Pos, What: conf.Printable(fmt.Sprintf(format, args...)), Allowed: allowed})
}

func (c *entryChecker) check() {
	switch c.kind {
	case aFunction:
		if v, ok := c.in.Scope().Lookup(c.Name).(*types.Var); ok && c.Recv == "" { // it holds one
			c.variable(v)
		} else if fn := c.function(); fn != nil {
			c.signature(fn.Signature())
		}
	case aVariable:
		if _, ok := c.in.Scope().Lookup(c.Name).(*types.Func); ok && c.List == "overrides" {
			return
		}
		v, ok := c.in.Scope().Lookup(c.Name).(*types.Var)
		if !ok {
			c.missing("variable", c.Name, func(o types.Object) bool { _, is := o.(*types.Var); return is })
			return
		}
		c.variable(v)
	case aType, aSignature:
		if c.Name == "" || c.Name == anyError && c.List == "errors" {
			return
		}
		if t := c.typ(c.Name); t != nil {
			c.args = []types.Type{t}
			c.exprsFit()
		}
	case aField:
		if t := c.typ(c.Recv); t != nil {
			c.member(t, c.Name)
		}
	}
}

// variable checks an entry about a variable, which may hold a function.
func (c *entryChecker) variable(v *types.Var) {
	sig, ok := v.Type().Underlying().(*types.Signature)
	switch {
	case ok:
		c.signature(sig)
	case c.List == "functions":
		c.fail("a variable that holds a function", "%s is a %s", c.Text, types.TypeString(v.Type(), nil))
	case c.arguments > 0:
		c.fail("values that name no argument", "%s is not a function", c.Text)
	default:
		c.exprsFit()
	}
}

// missing says that a package lacks a declaration, and which of its kind it has.
func (c *entryChecker) missing(kind, name string, is func(types.Object) bool) {
	var have []string
	for _, n := range c.in.Scope().Names() {
		if token.IsExported(n) && is(c.in.Scope().Lookup(n)) {
			have = append(have, n)
		}
	}
	c.fail(oneOf(have, name), "%s has no %s %s", c.in.Path(), kind, name)
}

// maxShown bounds the names that a message lists: of a large package it says those that
// look like the one that is wrong.
const maxShown = 12

// oneOf lists names, of many those that are like another one.
func oneOf(names []string, like string) string {
	if len(names) > maxShown {
		fold := func(s string) string { return strings.ToLower(s) }
		names = slices.DeleteFunc(names, func(n string) bool {
			a, b := fold(n), fold(like)
			return len(a) == 0 || len(b) == 0 || a[0] != b[0]
		})
	}
	if len(names) == 0 || len(names) > maxShown {
		return "what the package declares"
	}
	return strings.Join(names, ", ")
}

// typ returns a type of the package, as a pointer if it is no interface; nil if there is none.
func (c *entryChecker) typ(name string) types.Type {
	tn, ok := c.in.Scope().Lookup(name).(*types.TypeName)
	if !ok {
		c.missing("type", name, func(o types.Object) bool { _, is := o.(*types.TypeName); return is })
		return nil
	}
	if types.IsInterface(tn.Type()) {
		return tn.Type()
	}
	return types.NewPointer(tn.Type())
}

// function returns the function or method, nil if there is none.
func (c *entryChecker) function() *types.Func {
	if c.Recv == "" {
		fn, ok := c.in.Scope().Lookup(c.Name).(*types.Func)
		if !ok {
			c.missing("function", c.Name, func(o types.Object) bool { _, is := o.(*types.Func); return is })
		}
		return fn
	}
	t := c.typ(c.Recv)
	if t == nil {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, c.in, c.Name)
	fn, ok := obj.(*types.Func)
	if !ok {
		var have []string
		for sel := range types.NewMethodSet(t).Methods() {
			if sel.Obj().Exported() {
				have = append(have, sel.Obj().Name())
			}
		}
		c.fail(oneOf(have, c.Name), "%s.%s has no method %s", c.in.Path(), c.Recv, c.Name)
		return nil
	}
	if recv := RecvName(fn); !types.IsInterface(t) && (recv != c.Recv || fn.Pkg() != c.in) {
		c.fail(fn.FullName(), "%s has the method %s from another type", c.Recv, c.Name)
		return nil
	}
	return fn
}

// signature checks what the entry says of a function's arguments and results.
func (c *entryChecker) signature(sig *types.Signature) {
	if c.kind == aFunction && c.Recv != "" {
		c.args = append(c.args, sig.Recv().Type())
	}
	for v := range sig.Params().Variables() {
		c.args = append(c.args, v.Type())
	}
	if c.arguments > len(c.args) {
		n := len(c.args) - sig.Params().Len()
		c.fail(c.allowedArguments(), "arg %d of %s, which has %s", c.arguments-n, c.Text, count(sig.Params().Len(), "argument"))
		return
	}
	if c.results > sig.Results().Len() {
		c.fail(count(sig.Results().Len(), "result"), "result %d of %s, which has %s", c.results, c.Text, count(sig.Results().Len(), "result"))
		return
	}
	for _, i := range c.statuses {
		if b, ok := c.args[i].Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
			c.fail("an argument that is a number", "the status of %s is a %s", c.Text, types.TypeString(c.args[i], nil))
		}
	}
	c.exprsFit()
}

func (c *entryChecker) allowedArguments() string {
	var forms []string
	n := len(c.args)
	if c.Recv != "" {
		forms, n = append(forms, "receiver"), n-1
	}
	for i := range n {
		forms = append(forms, fmt.Sprint("arg ", i+1))
	}
	if len(forms) == 0 {
		return "no argument"
	}
	return strings.Join(forms, ", ")
}

func count(n int, what string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "1 " + what
	}
	return fmt.Sprint(n, " ", what, "s")
}

// exprsFit checks the members, methods, types and variables that expressions name.
func (c *entryChecker) exprsFit() {
	for _, e := range c.exprs {
		switch e.Op {
		case OpVar:
			if _, ok := c.in.Scope().Lookup(e.Name).(*types.Var); !ok {
				c.missing("variable", e.Name, func(o types.Object) bool { _, is := o.(*types.Var); return is })
			}
		case OpMember:
			if x := e.X(); x.Op == OpArg && token.IsExported(e.Name) { // others are the model's own
				c.member(c.args[x.Arg], e.Name)
			}
		case OpMethod:
			if x := e.X(); x.Op == OpArg {
				obj, _, _ := types.LookupFieldOrMethod(c.args[x.Arg], true, c.in, e.Name)
				if fn, ok := obj.(*types.Func); !ok || fn.Signature().Params().Len() > 0 || fn.Signature().Results().Len() == 0 {
					c.fail("a method that takes nothing and returns a value", "%s has no such method %s", types.TypeString(c.args[x.Arg], nil), e.Name)
				}
			}
		case OpMake:
			if e.Name == "" || strings.Contains(e.Name, ".") || c.in.Scope().Lookup(e.Name) == nil && !token.IsExported(e.Name) {
				continue
			}
			if c.List == "functions" && e.Name == c.Recv+c.Name {
				continue // an error of the model's own, see errorMade
			}
			if t := c.typ(e.Name); t != nil {
				for _, m := range e.Members {
					if token.IsExported(m.Name) {
						c.member(t, m.Name)
					}
				}
			}
		}
	}
}

// member checks that values of a type have a field or a method. What an interface holds,
// nobody knows.
func (c *entryChecker) member(t types.Type, name string) {
	if types.IsInterface(t) {
		return
	}
	if obj, _, _ := types.LookupFieldOrMethod(t, true, c.in, name); obj != nil {
		return
	}
	var have []string
	if s, ok := deref(t).Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			have = append(have, f.Name())
		}
	}
	c.fail(oneOf(have, name), "%s has no member %s", types.TypeString(deref(t), nil), name)
}
