package reproduce

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// An edit replaces the text between two positions.
type edit struct {
	from, to token.Pos
	text     string
}

// edited returns the text of a node with neutral names. Cuts come before what is inside.
func (w *writer) edited(d *decl, n ast.Node, cuts ...edit) (string, error) {
	edits := slices.Clone(cuts)
	inCut := func(pos token.Pos) bool {
		return slices.ContainsFunc(cuts, func(e edit) bool { return e.from <= pos && pos < e.to })
	}
	add := func(from, to token.Pos, text string) {
		if !inCut(from) {
			edits = append(edits, edit{from, to, text})
		}
	}
	tags := make(map[*ast.BasicLit]bool)
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			if n.Tag != nil {
				tags[n.Tag] = true
				add(n.Tag.Pos(), n.Tag.End(), w.words.tag(n.Tag.Value))
			}
		case *ast.BasicLit:
			if n.Kind == token.STRING && !tags[n] {
				if s, err := strconv.Unquote(n.Value); err == nil {
					add(n.Pos(), n.End(), strconv.Quote(w.words.text(s)))
				}
			}
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok {
				if name, ok := d.pkg.TypesInfo.Uses[id].(*types.PkgName); ok && w.pkgs[name.Imported()] != nil {
					add(id.Pos(), n.Sel.Pos(), "") // the package is this one now
				}
			}
		case *ast.Ident:
			if text := w.ident(d, n); text != n.Name {
				add(n.Pos(), n.End(), text)
			}
		}
		return true
	})
	for _, file := range d.pkg.Syntax {
		for _, group := range file.Comments {
			if n.Pos() <= group.Pos() && group.End() <= n.End() {
				add(group.Pos(), group.End(), "")
			}
		}
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var b strings.Builder
	at := n.Pos()
	for _, e := range edits {
		if e.from < at {
			continue // the package name of a selector that is gone
		}
		text, err := w.source(at, e.from)
		if err != nil {
			return "", err
		}
		b.WriteString(text + e.text)
		at = e.to
	}
	text, err := w.source(at, n.End())
	return b.String() + text, err
}

// ident returns what a name is replaced by.
func (w *writer) ident(d *decl, id *ast.Ident) string {
	info := d.pkg.TypesInfo
	obj, defined := info.Defs[id]
	if obj == nil {
		if used := info.Uses[id]; used != nil {
			obj = used
		} else if defined && id.Name != "_" { // of a type switch
			return w.local(id.Name)
		}
	}
	if name, ok := obj.(*types.PkgName); ok {
		if w.pkgs[name.Imported()] != nil {
			return id.Name
		}
		return w.imports[name.Imported().Path()]
	}
	if id.Name == "_" || id.Name == "." {
		return id.Name
	}
	if obj = w.own(obj); obj == nil {
		return id.Name
	}
	return w.name(obj)
}

// name returns what an object of the program is called.
func (w *writer) name(obj types.Object) string {
	switch o := obj.(type) {
	case *types.Var:
		if o.IsField() {
			if o.Embedded() {
				if name := typeName(o.Type()); name != nil && w.own(name) != nil {
					return w.name(name)
				}
				return o.Name()
			}
			return w.member(o.Name())
		}
	case *types.Func:
		if o.Signature().Recv() != nil {
			return w.member(o.Name())
		}
	}
	if obj.Parent() != obj.Pkg().Scope() {
		return w.local(obj.Name())
	}
	if text, ok := w.names[obj]; ok {
		return text
	}
	kind := "v"
	switch obj.(type) {
	case *types.Func:
		kind = "do"
	case *types.TypeName:
		kind = "typ"
	case *types.Const:
		kind = "con"
	}
	if unset, ok := obj.(*types.Var); ok && !w.initial(w.decls[unset]) {
		kind = "Unset" // by anybody here: another package may do it
	}
	w.names[obj] = cased(kind, obj.Name()) + strconv.Itoa(len(w.names)+1)
	return w.names[obj]
}

// member returns what a field or method is called. Members of one name stay so: an interface
// may speak of them.
func (w *writer) member(name string) string {
	if w.kept[name] || name == "_" {
		return name
	}
	if _, ok := w.members[name]; !ok {
		w.members[name] = cased("m", name) + strconv.Itoa(len(w.members)+1)
	}
	return w.members[name]
}

// common are local names that say nothing of a program; so do those of one or two letters.
var common = []string{"err", "ctx", "req", "res", "buf", "resp", "mux"}

func (w *writer) local(name string) string {
	imported := false
	for _, n := range w.imports {
		imported = imported || n == name
	}
	if name == "_" || !imported && (slices.Contains(common, name) || len(name) <= 2 && !strings.ContainsFunc(name, unicode.IsDigit)) {
		return name
	}
	if _, ok := w.locals[name]; !ok {
		w.locals[name] = cased("x", name) + strconv.Itoa(len(w.locals)+1)
	}
	return w.locals[name]
}

// cased writes a word as exported as a name is.
func cased(word, name string) string {
	if token.IsExported(name) {
		return strings.ToUpper(word[:1]) + word[1:]
	}
	return word
}

var marked = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`«(.*?)»\.(\w+)`) })

// typeString writes a type with the names that it has here.
func (w *writer) typeString(t types.Type) string {
	text := types.TypeString(t, func(pkg *types.Package) string { return "«" + pkg.Path() + "»" })
	return marked().ReplaceAllStringFunc(text, func(s string) string {
		m := marked().FindStringSubmatch(s)
		for pkg := range w.pkgs {
			if pkg.Path() == m[1] {
				if obj := pkg.Scope().Lookup(m[2]); obj != nil {
					return w.name(obj)
				}
				return m[2]
			}
		}
		return w.imports[m[1]] + "." + m[2]
	})
}

// declaration writes one.
func (w *writer) declaration(obj types.Object) (string, error) {
	d := w.decls[obj]
	switch {
	case d.fn != nil && w.need[obj] < 0:
		return w.open(obj.(*types.Func), d)
	case d.fn != nil:
		return w.edited(d, noDoc(d.fn))
	case d.typ != nil:
		var cuts []edit
		for _, f := range cut(d.typ) {
			cuts = append(cuts, w.unused(d, f)...)
		}
		text, err := w.edited(d, d.typ, cuts...)
		return "type " + text, err
	}
	if c, ok := obj.(*types.Const); ok {
		return w.constant(c), nil
	}
	if !w.initial(d) {
		return fmt.Sprintf("var %s %s", w.name(obj), w.typeString(obj.Type())), nil
	}
	i := slices.IndexFunc(d.vals.Names, func(n *ast.Ident) bool { return d.pkg.TypesInfo.Defs[n] == obj })
	value, err := w.edited(d, d.vals.Values[i])
	typ := ""
	if d.vals.Type != nil {
		typ = " " + w.typeString(obj.Type())
	}
	return fmt.Sprintf("var %s%s = %s", w.name(obj), typ, value), err
}

// noDoc returns a function without its comment, in which positions begin.
func noDoc(fn *ast.FuncDecl) *ast.FuncDecl {
	bare := *fn
	bare.Doc = nil
	return &bare
}

// unused returns what is cut of a field whose names nobody uses.
func (w *writer) unused(d *decl, f *ast.Field) (cuts []edit) {
	if len(f.Names) == 0 || slices.ContainsFunc(f.Names, func(n *ast.Ident) bool { return w.used(d.pkg.TypesInfo.Defs[n]) }) {
		return nil
	}
	if f.Doc != nil {
		return []edit{{f.Doc.Pos(), f.End(), ""}}
	}
	return []edit{{f.Pos(), f.End(), ""}}
}

// open writes a function of which nothing is known: it calls a variable that others may set.
func (w *writer) open(fn *types.Func, d *decl) (string, error) {
	sig := fn.Signature()
	var params, args []string
	for i := range sig.Params().Len() {
		name := "a" + strconv.Itoa(i+1)
		typ := sig.Params().At(i).Type()
		text, arg := w.typeString(typ), name
		if sig.Variadic() && i == sig.Params().Len()-1 {
			text, arg = "..."+w.typeString(typ.(*types.Slice).Elem()), name+"..."
		}
		params, args = append(params, name+" "+text), append(args, arg)
	}
	var results []string
	for v := range sig.Results().Variables() {
		results = append(results, w.typeString(v.Type()))
	}
	result := strings.Join(results, ", ")
	if len(results) > 1 {
		result = "(" + result + ")"
	}
	call := ""
	if len(results) > 0 {
		call = "return "
	}
	recv := ""
	if r := sig.Recv(); r != nil {
		recv = "(" + w.typeString(r.Type()) + ") "
	}
	name := w.name(fn)
	variable := "Open" + strconv.Itoa(slices.Index(w.order, types.Object(fn))+1)
	list := strings.Join(params, ", ")
	return fmt.Sprintf("var %s func(%s) %s\n\nfunc %s%s(%s) %s { %s%s(%s) }", variable, list, result, recv, name, list, result, call, variable, strings.Join(args, ", ")), nil
}
