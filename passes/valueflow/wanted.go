package valueflow

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
)

// Which functions of dependencies are worth reading, as their signatures say.

// MaxShared is the size in bytes of the source of a dependency that is read for what it
// asks or runs. A client or a runner that services share has some tens of thousands; of the
// databases and SDKs beyond it, which take functions and know of time as well, one was read
// for ten seconds.
const MaxShared = 100_000

// MaxRead is the size in bytes of the source of a dependency that is read at all. Modules
// that services share have some hundred thousand; an SDK that is generated from the
// description of an API, or a library with tables in it, has millions, takes seconds to be
// read, and none that was looked at has a helper that responds.
const MaxRead = 1_000_000

// size returns the size in bytes of the source of the package.
func (f *Result) size() (size int) {
	for _, file := range f.pass.Files {
		size += int(file.FileEnd - file.FileStart)
	}
	return size
}

// mayRequest reports whether a function may make a request for its callers: its package imports
// a library that can, and it gives an answer, or what a status and a body are kept in.
func (f *Result) mayRequest(fn *types.Func) bool {
	if fn.Pkg() == nil || !importsAny(fn.Pkg(), httpmodel.Relevant) {
		return false
	}
	status, body := false, false
	for v := range fn.Signature().Results().Variables() {
		if f.model.ReplyOf(v.Type()) != nil {
			return true
		}
		status, body = status || typeutil.IsInteger(v.Type()), body || isContent(v.Type())
		s, ok := pointee(v.Type()).Underlying().(*types.Struct)
		if !ok || typeutil.PackageOf(v.Type()) != fn.Pkg() {
			continue
		}
		number, content := false, false
		for v := range s.Fields() {
			if f.model.ReplyOf(v.Type()) != nil {
				return true
			}
			number, content = number || v.Exported() && typeutil.IsInteger(v.Type()), content || v.Exported() && isContent(v.Type())
		}
		if number && content {
			return true
		}
	}
	return status && body
}

// runs reports whether a function may run another one again, with a pause: it is given
// one that can fail, and its package knows of time.
func runs(fn *types.Func) bool {
	if fn.Pkg() == nil || !importsAny(fn.Pkg(), func(path string) bool { return path == "time" }) {
		return false
	}
	for v := range fn.Signature().Params().Variables() {
		if sig, ok := v.Type().Underlying().(*types.Signature); ok && sig.Params().Len() <= 1 && sig.Results().Len() > 0 &&
			typeutil.IsError(sig.Results().At(sig.Results().Len()-1).Type()) {
			return true
		}
	}
	return false
}

func importsAny(pkg *types.Package, is func(path string) bool) bool {
	for _, p := range pkg.Imports() {
		if is(p.Path()) {
			return true
		}
	}
	return false
}

// isContent reports whether a type is that of a body that was read: bytes.
func isContent(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

func pointee(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// files returns the files of the package that are read. Nothing but tests can call what a
// test file declares, and no rule reports it unless it is asked to, but in many packages it
// is more than half of the code. It is read where the package itself responds: how its tests
// set up a handler and call it, with which router and which errors, is the only use of it
// that is in sight.
func (f *Result) files() []*ast.File {
	inTest := func(file *ast.File) bool { return f.inTest(file.FileStart) }
	if withTests || withStd || !slices.ContainsFunc(f.pass.Files, inTest) || f.responds() {
		return f.pass.Files
	}
	return slices.DeleteFunc(slices.Clone(f.pass.Files), inTest)
}

// responds reports whether what is no test may respond to a request: it names a response
// writer, or imports a framework, whose handlers may be given none.
func (f *Result) responds() bool {
	for _, file := range f.pass.Files {
		if f.inTest(file.FileStart) {
			continue
		}
		for _, s := range file.Imports {
			path, err := strconv.Unquote(s.Path.Value)
			if err == nil && httpmodel.Relevant(path) && !strings.HasPrefix(path, "net/") {
				return true
			}
		}
	}
	for id, obj := range f.pass.TypesInfo.Defs {
		if v, ok := obj.(*types.Var); ok && f.HoldsWriter(v.Type()) && !f.inTest(id.Pos()) {
			return true
		}
	}
	return false
}
