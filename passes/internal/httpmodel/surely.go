package httpmodel

import (
	"go/constant"
	"go/types"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
)

// Functions that return an error for the sake of an interface, or for input that a program
// does not give them: a hash takes any byte, and http.NewRequest any method and address that
// stand in the source and are right.

// sureWriters are the types whose writing methods return no error, by their documentation.
var sureWriters = []string{"bytes.Buffer", "strings.Builder", "hash.Hash", "hash.Hash32", "hash.Hash64", "hash/maphash.Hash"}

// sureRequests are the functions that make a request of a method and an address, and which
// arguments those are.
var sureRequests = map[string][2]int{
	"net/http.NewRequest":            {0, 1},
	"net/http.NewRequestWithContext": {1, 2},
	"net/url.Parse":                  {-1, 0},
	"net/url.ParseRequestURI":        {-1, 0},
}

// sureFiles are the functions that read what is built into the program, and the arguments that
// are its files and the first of their names: names that stand in the source are there, and
// the files are those that the program was tried with. The receiver of a method is argument 0.
var sureFiles = map[string][2]int{
	"html/template.ParseFS":             {0, 1},
	"(*html/template.Template).ParseFS": {1, 2},
	"text/template.ParseFS":             {0, 1},
	"(*text/template.Template).ParseFS": {1, 2},
	"io/fs.ReadFile":                    {0, 1},
	"io/fs.Sub":                         {0, 1},
	"(embed.FS).ReadFile":               {0, 1},
	"(embed.FS).ReadDir":                {0, 1},
	"(embed.FS).Open":                   {0, 1},
}

// readsOwnFiles reports whether a call reads files that are built into the program by
// constant names.
func readsOwnFiles(fn *types.Func, args []types.Type, values []constant.Value) bool {
	at, ok := sureFiles[fn.FullName()]
	if !ok || len(args) <= at[1] || !typeutil.IsNamed(args[at[0]], "embed", "FS") {
		return false
	}
	return !slices.Contains(values[at[1]:], nil)
}

// NeverFails reports whether the error of a call is nil whatever happens. The arguments, a
// receiver the first, are known by their types, before they became interfaces, and by their
// values if they are constants; recv is the type of the receiver, or nil.
func NeverFails(fn *types.Func, recv types.Type, args []types.Type, values []constant.Value) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	if readsOwnFiles(fn, args, values) {
		return true
	}
	name := fn.Pkg().Path() + "." + fn.Name()
	if recv != nil && typeutil.IsNamed(recv, ginPath, "Context") {
		there, binds := sureBindings[strings.TrimPrefix(fn.Name(), "Should")]
		return binds && len(args) > 1 && bindsText(args[1], there)
	}
	if recv != nil {
		return strings.HasPrefix(fn.Name(), "Write") && fn.Name() != "WriteTo" && isSureWriter(recv)
	}
	switch name {
	case "io.WriteString", "fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln":
		return len(args) > 0 && isSureWriter(args[0])
	}
	at, ok := sureRequests[name]
	return ok && len(values) > at[1] && (at[0] < 0 || isMethod(values[at[0]])) && isAddress(values[at[1]], fn.Name())
}

// sureBindings are gin's methods that fill a struct with texts of a request, and whether each of
// them is there: a route is not found without its parameters.
var sureBindings = map[string]bool{"BindUri": true, "BindQuery": false, "BindHeader": false}

// bindsText reports whether any texts can be put into a struct: all its members are texts or
// lists of them, and no rule is set for them that these may break.
func bindsText(t types.Type, there bool) bool {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	s, ok := p.Elem().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		tag := reflect.StructTag(s.Tag(i))
		rules := tag.Get("binding") + tag.Get("validate")
		typ := s.Field(i).Type()
		if list, ok := typ.Underlying().(*types.Slice); ok {
			typ = list.Elem()
		}
		b, ok := typ.Underlying().(*types.Basic)
		if !ok || b.Info()&types.IsString == 0 || rules != "" && !(there && rules == "required") {
			return false
		}
	}
	return true
}

func isSureWriter(t types.Type) bool {
	n := typeutil.Named(t)
	return n != nil && n.Obj().Pkg() != nil && slices.Contains(sureWriters, n.Obj().Pkg().Path()+"."+n.Obj().Name())
}

// isMethod reports whether a constant is empty or a token of RFC 9110, section 5.6.2.
func isMethod(c constant.Value) bool {
	return c != nil && c.Kind() == constant.String && !strings.ContainsFunc(constant.StringVal(c), func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"(),/:;<=>?@[\\]{}", r)
	})
}

func isAddress(c constant.Value, by string) bool {
	if c == nil || c.Kind() != constant.String {
		return false
	}
	parse := url.Parse
	if by == "ParseRequestURI" {
		parse = url.ParseRequestURI
	}
	_, err := parse(constant.StringVal(c))
	return err == nil
}
