package observe

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The record is made in the standard library: where net/http and httptest write a
// response, or make a request, a call of the recorder is inserted. An insertion
// stands on the line of what it follows, so that no line of the library moves. Each is
// made at one function, which has to be there exactly once.

// A point is where a text is inserted.
type point string

const (
	atStart  point = "the start of"          // of the body of a function
	atEnd    point = "the end of"            // of the body of a function
	atLast   point = "the last statement of" // before it
	atReturn point = "the return of"         // instead of the only return statement with results
	asField  point = "the fields of"         // of a struct
)

// An insertion is one.
type insertion struct {
	in   string // a function, "name" or "(*type).name", or a type
	at   point
	text string
}

// A patch is what is inserted into one file, and what is added at its end.
type patch struct {
	file       string // below src
	insertions []insertion
	add        string
}

const recorderImport = `import respvet "net/http/internal"`

// added are the files that are added to the library, by their path below src.
func added() map[string]string {
	return map[string]string{
		"net/http/internal/respvet.go": strings.Replace(recorderSource, "\npackage recorder\n", "\npackage internal\n", 1),
		"net/http/respvet.go":          glueSource,
	}
}

//go:embed recorder/recorder.go
var recorderSource string

//go:embed glue.go.txt
var glueSource string

func serverPatch() patch {
	return patch{file: "net/http/server.go", add: "func (w *response) RespvetResponse() *respvet.RespvetResponse { return &w.respvet }", insertions: []insertion{
		{"response", asField, "respvet respvet.RespvetResponse"},
		{"(*response).WriteHeader", atStart, "if !w.conn.hijacked() { respvetRequest(&w.respvet, w.req); w.respvet.Header(code, w.handlerHeader) }"},
		{"(*response).write", atStart, "if !w.conn.hijacked() { respvetRequest(&w.respvet, w.req); w.respvet.Body(dataB, dataS, w.handlerHeader) }"},
		{"(*response).finishRequest", atStart, "respvetRequest(&w.respvet, w.req); w.respvet.Done(w.handlerHeader)"},
		{"HandlerFunc.ServeHTTP", atStart, "respvetLeave := respvetEnter(f, w, r)"},
		{"HandlerFunc.ServeHTTP", atEnd, "respvetLeave()"},
		{"(*ServeMux).ServeHTTP", atLast, "respvetRouted(w, r)"},
	}}
}

func clientPatches() []patch {
	return []patch{
		{file: "net/http/client.go", insertions: []insertion{
			{"(*Client).do", atStart, `respvetDone := respvetAsk("client", req); defer func() { respvetDone(retres) }()`},
		}},
		{file: "net/http/roundtrip.go", insertions: []insertion{
			{"(*Transport).RoundTrip", atReturn, `respvetDone := respvetAsk("transport", req); respvetRes, respvetErr := t.roundTrip(req); respvetDone(respvetRes); return respvetRes, respvetErr`},
		}},
	}
}

func recorderPatch() patch {
	return patch{file: "net/http/httptest/recorder.go", add: "func (rw *ResponseRecorder) RespvetResponse() *respvet.RespvetResponse { rw.respvet.Recorder = true; return &rw.respvet }", insertions: []insertion{
		{"ResponseRecorder", asField, "respvet respvet.RespvetResponse"},
		{"(*ResponseRecorder).WriteHeader", atStart, "rw.respvet.Header(code, rw.HeaderMap)"},
		{"(*ResponseRecorder).Write", atStart, `rw.respvet.Body(buf, "", rw.HeaderMap)`},
		{"(*ResponseRecorder).WriteString", atStart, "rw.respvet.Body(nil, str, rw.HeaderMap)"},
		{"(*ResponseRecorder).Result", atStart, "rw.respvet.Done(rw.HeaderMap)"},
	}}
}

// http2Patch is for the server of HTTP/2, whose names began with http2 when it was one
// file of net/http.
func http2Patch(file, prefix string) patch {
	state, w := "(*"+prefix+"responseWriterState)", "(*"+prefix+"responseWriter)"
	const request = `if rws.req.URL != nil { rws.respvet.Request(rws.req.Method, rws.req.URL.Path, "") }; `
	return patch{file: file, add: "func (w *" + prefix + "responseWriter) RespvetResponse() *respvet.RespvetResponse { if w.rws == nil { return nil }; return &w.rws.respvet }", insertions: []insertion{
		{prefix + "responseWriterState", asField, "respvet respvet.RespvetResponse"},
		{state + ".writeHeader", atStart, request + "rws.respvet.Header(code, rws.handlerHeader)"},
		{w + ".write", atStart, "if rws := w.rws; rws != nil { " + request + "rws.respvet.Body(dataB, dataS, rws.handlerHeader) }"},
		{w + ".handlerDone", atStart, "if rws := w.rws; rws != nil { " + request + "rws.respvet.Done(rws.handlerHeader) }"},
	}}
}

// patches are those for a minor version of Go, 25 for go1.25; nil if it is not known.
func patches(minor int) []patch {
	all := append([]patch{serverPatch(), recorderPatch()}, clientPatches()...)
	switch minor {
	case 25, 26:
		return append(all, http2Patch("net/http/h2_bundle.go", "http2"))
	case 27:
		return append(all, http2Patch("net/http/internal/http2/server.go", ""))
	}
	return nil
}

// apply returns the source of a file with the insertions of a patch.
func (p patch) apply(src []byte) ([]byte, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, p.file, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	type edit struct {
		from, to int
		text     string
	}
	offset := func(pos token.Pos) int { return fset.Position(pos).Offset }
	var edits []edit
	if strings.Contains(fmt.Sprint(p), "respvet.Respvet") {
		edits = append(edits, edit{offset(f.Name.End()), offset(f.Name.End()), "; " + recorderImport})
	}
	for _, in := range p.insertions {
		from, to, err := in.find(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %v", p.file, err)
		}
		text := " " + in.text + "; "
		switch in.at {
		case atReturn:
			text = in.text
		case atEnd:
			text = "; " + in.text
		}
		edits = append(edits, edit{offset(from), offset(to), text})
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.from - b.from })
	var b bytes.Buffer
	done := 0
	for _, e := range edits {
		b.Write(src[done:e.from])
		b.WriteString(e.text)
		done = e.to
	}
	b.Write(src[done:])
	if p.add != "" {
		b.WriteString("\n" + p.add + "\n")
	}
	if _, err := parser.ParseFile(token.NewFileSet(), p.file, b.Bytes(), parser.SkipObjectResolution); err != nil {
		return nil, fmt.Errorf("what was inserted does not parse: %v", err)
	}
	return b.Bytes(), nil
}

// find returns what an insertion replaces, which is empty for most.
func (in insertion) find(f *ast.File) (from, to token.Pos, err error) {
	if in.at == asField {
		var found []*ast.StructType
		for _, d := range f.Decls {
			gen, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, s := range gen.Specs {
				if spec, ok := s.(*ast.TypeSpec); ok && spec.Name.Name == in.in {
					if st, ok := spec.Type.(*ast.StructType); ok {
						found = append(found, st)
					}
				}
			}
		}
		if len(found) != 1 {
			return 0, 0, fmt.Errorf("struct %s is there %s", in.in, times(len(found)))
		}
		return found[0].Fields.Opening + 1, found[0].Fields.Opening + 1, nil
	}
	var found []*ast.FuncDecl
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil && functionName(fn) == in.in {
			found = append(found, fn)
		}
	}
	if len(found) != 1 {
		return 0, 0, fmt.Errorf("function %s is there %s", in.in, times(len(found)))
	}
	body := found[0].Body
	switch in.at {
	case atStart:
		return body.Lbrace + 1, body.Lbrace + 1, nil
	case atEnd:
		if last := body.List[len(body.List)-1]; returns(last) {
			return 0, 0, fmt.Errorf("function %s does not reach its end", in.in)
		}
		end := body.List[len(body.List)-1].End()
		return end, end, nil
	case atLast:
		last := body.List[len(body.List)-1].Pos()
		return last, last, nil
	}
	var all []*ast.ReturnStmt
	ast.Inspect(body, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			all = append(all, ret)
		}
		_, literal := n.(*ast.FuncLit)
		return !literal
	})
	if len(all) != 1 {
		return 0, 0, fmt.Errorf("function %s returns at %s", in.in, times(len(all)))
	}
	return all[0].Pos(), all[0].End(), nil
}

func returns(s ast.Stmt) bool { _, ok := s.(*ast.ReturnStmt); return ok }

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times, not once", n)
}

// functionName is the name of a function as insertions have it.
func functionName(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) != 1 {
		return fn.Name.Name
	}
	switch t := fn.Recv.List[0].Type.(type) {
	case *ast.Ident:
		return t.Name + "." + fn.Name.Name
	case *ast.StarExpr:
		if id, ok := t.X.(*ast.Ident); ok {
			return "(*" + id.Name + ")." + fn.Name.Name
		}
	}
	return ""
}

// patched returns the files of the library that are replaced or added, by their path
// below src, for a version of Go whose root is goroot.
func patched(goroot string, minor int) (map[string][]byte, error) {
	files := make(map[string][]byte)
	for _, p := range patches(minor) {
		src, err := os.ReadFile(filepath.Join(goroot, "src", filepath.FromSlash(p.file)))
		if err != nil {
			return nil, err
		}
		if files[p.file], err = p.apply(src); err != nil {
			return nil, err
		}
	}
	for name, text := range added() {
		if _, err := os.Stat(filepath.Join(goroot, "src", filepath.FromSlash(name))); err == nil {
			return nil, fmt.Errorf("%s is there already", name)
		}
		files[name] = []byte(text)
	}
	return files, nil
}
