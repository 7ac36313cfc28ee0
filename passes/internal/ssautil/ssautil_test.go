package ssautil_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"golang.org/x/tools/go/ssa"
	gossautil "golang.org/x/tools/go/ssa/ssautil"
)

const source = `package p

type failure struct{ text string }

func (f *failure) Error() string { return f.text }

func keep(any)            {}
func two() (int, error)   { return 1, nil }
func list(...int)         {}
func deferred()           {}

func branches(a, b bool, n int) int {
	if a {
		return 1
	}
	for i := 0; i < n; i++ {
		if b {
			list(i, 2)
		}
	}
	keep(n)
	return 2
}

func converted() error {
	_, err := two()
	if err != nil {
		return err
	}
	return &failure{"x"}
}

func named(ok bool) (n int, err error) {
	defer deferred()
	if ok {
		return 3, nil
	}
	return 4, &failure{"y"}
}

func closures() func() {
	f := func() { g := func() {}; g() }
	defer f()
	return f
}

func lengths(s []int) int {
	if len(s) > 2 {
		if len(s) > 0 {
			return 1
		}
		if len(s) < 2 {
			return 2
		}
	}
	return 3
}
`

func build(t *testing.T) *ssa.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, _, err := gossautil.BuildPackage(&types.Config{}, fset, types.NewPackage("example.com/p", "p"), []*ast.File{file}, ssa.SanityCheckFunctions)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// instrs returns the instructions of one kind in a function, in its order.
func instrs[T ssa.Instruction](fn *ssa.Function) (list []T) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if x, ok := instr.(T); ok {
				list = append(list, x)
			}
		}
	}
	return list
}

func calls(fn *ssa.Function, name string) (list []*ssa.Call) {
	for _, call := range instrs[*ssa.Call](fn) {
		if f := ssautil.Callee(&call.Call); f != nil && f.Name() == name {
			list = append(list, call)
		}
	}
	return list
}

func TestBlocks(t *testing.T) {
	fn := build(t).Func("branches")
	list, keep := calls(fn, "list")[0], calls(fn, "keep")[0]
	entry := fn.Blocks[0]
	for _, c := range []struct {
		what string
		got  bool
		want bool
	}{
		{"a block reaches itself", ssautil.Reaches(keep.Block(), keep.Block()), true},
		{"the entry reaches the loop", ssautil.Reaches(entry, list.Block()), true},
		{"the end reaches the loop", ssautil.Reaches(keep.Block(), list.Block()), false},
		{"the loop reaches itself again", ssautil.ReachesAround(list.Block(), list.Block(), nil), true},
		{"the end reaches itself again", ssautil.ReachesAround(keep.Block(), keep.Block(), nil), false},
		{"the entry runs before", ssautil.RunsBefore(entry.Instrs[0], keep), true},
		{"the loop runs before", ssautil.RunsBefore(list, keep), false},
		{"the end can be avoided", ssautil.Avoidable(entry, keep.Block()), true},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", c.what, c.got)
		}
	}
	args := ssautil.Variadic(list.Call.Args[0])
	if len(args) != 2 {
		t.Fatalf("Variadic: %v", args)
	}
	if c, ok := args[1].(*ssa.Const); !ok || c.Int64() != 2 {
		t.Errorf("Variadic: the second is %v", args[1])
	}
	if got := ssautil.Elements(list.Call.Args[0]); len(got) != 2 {
		t.Errorf("Elements: %v", got)
	}
}

func TestValues(t *testing.T) {
	pkg := build(t)
	fn := pkg.Func("converted")
	call := calls(fn, "two")[0]
	err := ssautil.Result(call, 1)
	if err == nil || ssautil.TupleOf(err) != call || len(ssautil.Results(call, 1)) != 1 {
		t.Errorf("Result: %v", err)
	}
	if c, i := ssautil.ResultCall(err); c != call || i != 1 {
		t.Errorf("ResultCall: %v, %d", c, i)
	}
	test := instrs[*ssa.BinOp](fn)[0]
	if x, ok := ssautil.NilTest(test); !ok || x != err || !ssautil.Derives(test, err) {
		t.Errorf("NilTest: %v, %v", x, ok)
	}
	made := instrs[*ssa.MakeInterface](fn)[0]
	if v := ssautil.Unwrap(made); v != made.X || ssautil.UnwrapInterface(made) != v {
		t.Errorf("Unwrap: %v", v)
	}
	if m := pkg.Prog.LookupMethod(made.X.Type(), pkg.Pkg, "Error"); !ssautil.Exported(m) || ssautil.Exported(fn) {
		t.Error("Exported")
	}
}

func TestReturned(t *testing.T) {
	fn := build(t).Func("named")
	for _, ret := range instrs[*ssa.Return](fn) {
		vals := ssautil.Returned(ret)
		if _, ok := vals[0].(*ssa.Const); !ok && ret.Block() != fn.Recover {
			t.Errorf("%v returns %v", ret, vals)
		}
	}
}

func TestClosures(t *testing.T) {
	fn := build(t).Func("closures")
	lit := fn.AnonFuncs[0]
	inner := lit.AnonFuncs[0]
	if ssautil.Outermost(inner) != fn || !ssautil.Within(inner, lit) || ssautil.Within(fn, lit) || !ssautil.Within(fn, fn) {
		t.Error("Outermost, Within")
	}
	if ssautil.FunctionValue(lit) != lit {
		t.Error("FunctionValue")
	}
}

func TestImplied(t *testing.T) {
	tests := instrs[*ssa.BinOp](build(t).Func("lengths"))
	if val, ok := ssautil.Implied(tests[0], true, tests[1]); !ok || !val {
		t.Errorf("more than 2 is more than 0: %v, %v", val, ok)
	}
	if val, ok := ssautil.Implied(tests[0], true, tests[2]); !ok || val {
		t.Errorf("more than 2 is not less than 2: %v, %v", val, ok)
	}
	if _, ok := ssautil.Implied(tests[0], false, tests[1]); ok {
		t.Error("at most 2 says nothing of more than 0")
	}
}
