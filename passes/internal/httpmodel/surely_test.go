package httpmodel

import (
	"go/constant"
	"go/types"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/packages"
)

// TestNeverFails holds the functions whose errors are always nil against the standard library.
func TestNeverFails(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps},
		"bytes", "strings", "hash", "hash/maphash", "io", "fmt", "net/http", "net/url", "os", "embed", "io/fs", "html/template", "text/template")
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the packages cannot be loaded", err)
	}
	scope := func(path string) *types.Scope {
		for _, p := range pkgs {
			if p.PkgPath == path {
				return p.Types.Scope()
			}
		}
		t.Fatalf("no package %s", path)
		return nil
	}
	function := func(name string) *types.Func {
		path, name := typeutil.SplitName(name)
		fn, ok := scope(path).Lookup(name).(*types.Func)
		if !ok || !typeutil.IsError(fn.Signature().Results().At(fn.Signature().Results().Len()-1).Type()) {
			t.Fatalf("%s.%s returns no error", path, name)
		}
		return fn
	}
	str := constant.MakeString
	for name, at := range sureRequests {
		fn := function(name)
		for _, c := range []struct {
			method, address constant.Value
			want            bool
		}{
			{str("GET"), str("https://example.com/a?b=c"), true},
			{str(""), str("/"), true},
			{str("GET"), str("https://example.com/%zz"), false},
			{str("GET"), str("http://[::1"), false},
			{str("GET"), nil, false},
			{str("GE T"), str("/"), at[0] < 0},
			{nil, str("/"), at[0] < 0},
		} {
			values := make([]constant.Value, fn.Signature().Params().Len())
			if at[0] >= 0 {
				values[at[0]] = c.method
			}
			values[at[1]] = c.address
			if got := NeverFails(fn, nil, make([]types.Type, len(values)), values); got != c.want {
				t.Errorf("%s of %v, %v: %t", name, c.method, c.address, got)
			}
		}
	}
	builder, file := types.NewPointer(scope("strings").Lookup("Builder").Type()), types.NewPointer(scope("os").Lookup("File").Type())
	for _, name := range []string{"io.WriteString", "fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln"} {
		if fn := function(name); !NeverFails(fn, nil, []types.Type{builder}, nil) || NeverFails(fn, nil, []types.Type{file}, nil) {
			t.Errorf("%s is not decided by what it writes to", name)
		}
	}
	if NeverFails(function("io.ReadFull"), nil, nil, nil) {
		t.Error("io.ReadFull may fail")
	}
	for _, name := range sureWriters {
		path, name := typeutil.SplitName(name)
		typ := scope(path).Lookup(name).Type()
		set, writes := types.NewMethodSet(typ), 0
		if !types.IsInterface(typ) {
			set = types.NewMethodSet(types.NewPointer(typ))
		}
		for i := range set.Len() {
			fn, _ := set.At(i).Obj().(*types.Func)
			results := fn.Signature().Results()
			if results.Len() == 0 || !typeutil.IsError(results.At(results.Len()-1).Type()) || !fn.Exported() {
				continue
			}
			want := strings.HasPrefix(fn.Name(), "Write") && fn.Name() != "WriteTo"
			if got := NeverFails(fn, typ, nil, nil); got != want {
				t.Errorf("%s.%s.%s: %t", path, name, fn.Name(), got)
			}
			if want {
				writes++
			}
		}
		if writes == 0 {
			t.Errorf("%s.%s writes nothing", path, name)
		}
	}
	bindings, err := packages.Load(&packages.Config{Mode: packages.NeedTypes | packages.NeedImports | packages.NeedDeps, Dir: frameworksDir}, ginPath)
	if err != nil || packages.PrintErrors(bindings) > 0 {
		t.Fatal("gin cannot be loaded", err)
	}
	ctx := types.NewPointer(bindings[0].Types.Scope().Lookup("Context").Type())
	field := types.NewField(0, nil, "Name", types.Typ[types.String], false)
	given := func(tag string) []types.Type {
		return []types.Type{ctx, types.NewPointer(types.NewStruct([]*types.Var{field}, []string{tag}))}
	}
	for name, there := range sureBindings {
		for _, name := range []string{name, "Should" + name} {
			fn := find(bindings[0].Types, Row{Recv: "Context", Name: name})
			if fn == nil {
				t.Errorf("gin's context has no %s", name)
				continue
			}
			if !NeverFails(fn, ctx, given(`form:"name"`), nil) || NeverFails(fn, ctx, given(`binding:"required"`), nil) != there || NeverFails(fn, ctx, given(`binding:"email"`), nil) {
				t.Errorf("%s is not decided by the rules of the struct", name)
			}
		}
	}
}

// TestReadsOwnFiles holds the functions that read what is built into a program against the
// standard library.
func TestReadsOwnFiles(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps},
		"os", "embed", "io/fs", "html/template", "text/template")
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the packages cannot be loaded", err)
	}
	byPath := make(map[string]*types.Package)
	for _, p := range pkgs {
		byPath[p.PkgPath] = p.Types
	}
	files, other := byPath["embed"].Scope().Lookup("FS").Type(), byPath["io/fs"].Scope().Lookup("FS").Type()
	for name, at := range sureFiles {
		var fn *types.Func
		if recv, method, ok := strings.Cut(name, ")."); ok {
			path, typ := typeutil.SplitName(strings.TrimLeft(recv, "(*"))
			fn = find(byPath[path], Row{Recv: typ, Name: method})
		} else {
			path, name := typeutil.SplitName(name)
			fn, _ = byPath[path].Scope().Lookup(name).(*types.Func)
		}
		if fn == nil || fn.FullName() != name {
			t.Errorf("there is no %s", name)
			continue
		}
		args, values := make([]types.Type, at[1]+1), make([]constant.Value, at[1]+1)
		args[at[0]], values[at[1]] = files, constant.MakeString("index.html")
		if !NeverFails(fn, nil, args, values) {
			t.Errorf("%s of a constant name may fail", name)
		}
		values[at[1]] = nil
		if NeverFails(fn, nil, args, values) {
			t.Errorf("%s of any name never fails", name)
		}
		args[at[0]], values[at[1]] = other, constant.MakeString("index.html")
		if NeverFails(fn, nil, args, values) {
			t.Errorf("%s of any files never fails", name)
		}
	}
}
