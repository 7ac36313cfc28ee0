package jsonshape

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/responses/summary"
)

// ErrorBodies is the fact of a package: the JSON with which it, and the packages of
// its module that it imports, answer errors.
type ErrorBodies struct{ bodies []ErrorBody }

// AFact marks ErrorBodies as a fact.
func (*ErrorBodies) AFact() {}

// An ErrorBody is the JSON with which some answers of a package tell an error.
type ErrorBody struct {
	Pkg   string // path of the package that sends it
	Place string // where it does so first: "reply.go:12"
	// Codes are the statuses of that answer, none if its callers decide.
	Codes []int
	// Shapes are what the body may be. The constants in it are not known: bodies
	// that differ in those alone are one.
	Shapes []*summary.Shape
}

// An Import is an import of a package of the same module, and the error bodies that
// are sent in there and below.
type Import struct {
	Spec   *ast.ImportSpec
	Path   string
	Bodies []ErrorBody
}

// maxErrorBody bounds how many values a body has that importers are told of: an
// error is small.
const maxErrorBody = 200

// ErrorBodies leaves to importers what this package and those that it imports send
// for errors.
func (p *Shapes) ErrorBodies() (list []Import) {
	all := p.ownErrorBodies()
	have := make(map[string]bool)
	add := func(b ErrorBody) {
		if k := b.String(); !have[k] {
			have[k] = true
			all = append(all, b)
		}
	}
	imports := slices.Clone(p.Pass.Pkg.Imports())
	slices.SortFunc(imports, func(a, b *types.Package) int { return cmp.Compare(a.Path(), b.Path()) })
	for _, imp := range imports {
		var fact ErrorBodies
		if !p.summaries.OwnModule(imp) || !p.Pass.ImportPackageFact(imp, &fact) {
			continue
		}
		for _, b := range fact.bodies {
			add(b)
		}
		if spec := p.Index.Import(imp.Path()); spec != nil {
			list = append(list, Import{Spec: spec, Path: imp.Path(), Bodies: fact.bodies})
		}
	}
	if len(all) > 0 {
		p.Pass.ExportPackageFact(&ErrorBodies{all})
	}
	return list
}

// ownErrorBodies returns what this package sends, in the order of the source.
func (p *Shapes) ownErrorBodies() (list []ErrorBody) {
	have := make(map[string]bool)
	for _, s := range p.Found.Responses {
		if !s.FromCallers() && !(s.Status.Exact && s.IsError()) || have[s.Code.Write.Body.Value.Key()] {
			continue
		}
		have[s.Code.Write.Body.Value.Key()] = true
		at := p.Pass.Fset.Position(s.At.Node.Pos())
		if strings.HasSuffix(at.Filename, "_test.go") {
			continue
		}
		shapes, size := slices.Clone(s.Shapes()), 0
		shapes = slices.DeleteFunc(shapes, func(shape *summary.Shape) bool { return shape.Kind == "" })
		for _, shape := range shapes {
			size += sizeOf(shape)
		}
		if size == 0 || size > maxErrorBody {
			continue
		}
		b := ErrorBody{Pkg: p.Pass.Pkg.Path(), Place: filepath.Base(at.Filename) + ":" + strconv.Itoa(at.Line), Codes: s.Status.Codes, Shapes: shapes}
		if b = b.plain(); !have[summary.ShapesString(b.Shapes)] {
			have[summary.ShapesString(b.Shapes)] = true
			list = append(list, b)
		}
	}
	return list
}

// plain is a body as importers read it, in drivers too that hand facts on in memory.
func (b ErrorBody) plain() ErrorBody {
	var out ErrorBodies
	if data, _ := (&ErrorBodies{[]ErrorBody{b}}).GobEncode(); out.GobDecode(data) != nil {
		return ErrorBody{}
	}
	return out.bodies[0]
}

// sizeOf counts the values in a shape.
func sizeOf(s *summary.Shape) int {
	n := 1
	for _, m := range s.Members {
		for _, v := range m.Values {
			n += sizeOf(v)
		}
	}
	for _, item := range s.Items {
		n += sizeOf(item)
	}
	return n
}

// String shows the body as fixtures assert it, in the notation of Shape.
func (b ErrorBody) String() string {
	return fmt.Sprintf("%s/%s %s", b.Pkg, b.Place, summary.ShapesString(b.Shapes))
}

// String shows the fact as fixtures assert it.
func (e *ErrorBodies) String() string {
	var list []string
	for _, b := range e.bodies {
		list = append(list, b.String())
	}
	return "errors(" + strings.Join(list, "; ") + ")"
}

// GobEncode implements gob.GobEncoder.
func (e *ErrorBodies) GobEncode() ([]byte, error) {
	var w summary.Encoder
	w.Int(len(e.bodies))
	for _, b := range e.bodies {
		w.String(b.Pkg)
		w.String(b.Place)
		w.Int(len(b.Codes))
		for _, c := range b.Codes {
			w.Int(c)
		}
		encodeShapes(&w, b.Shapes)
	}
	return w.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (e *ErrorBodies) GobDecode(data []byte) error {
	r := summary.NewDecoder(data)
	for range r.Count() {
		b := ErrorBody{Pkg: r.String(), Place: r.String()}
		for range r.Count() {
			b.Codes = append(b.Codes, r.Int())
		}
		b.Shapes = decodeShapes(r, 0)
		e.bodies = append(e.bodies, b)
	}
	return r.Err()
}

// encodeShapes writes what importers can know of shapes: no constants, no types and no
// syntax.
func encodeShapes(w *summary.Encoder, list []*summary.Shape) {
	w.Int(len(list))
	for _, s := range list {
		w.String(s.Kind)
		w.Bool(s.Open)
		w.Bool(s.Empty)
		w.Int(len(s.Members))
		for _, m := range s.Members {
			w.String(m.Name)
			w.Int(int(m.Presence))
			w.Bool(m.OmitEmpty)
			w.Bool(m.OmitZero)
			encodeShapes(w, m.Values)
		}
		encodeShapes(w, s.Items)
	}
}

// decodeShapes reads what encodeShapes wrote.
func decodeShapes(r *summary.Decoder, depth int) (list []*summary.Shape) {
	if depth > 2*maxErrorBody {
		r.Fail()
	}
	for range r.Count() {
		s := &summary.Shape{Kind: r.String(), Open: r.Bool(), Empty: r.Bool()}
		for range r.Count() {
			m := &summary.Member{Name: r.String(), Presence: summary.Presence(r.Int()), OmitEmpty: r.Bool(), OmitZero: r.Bool()}
			m.Values = decodeShapes(r, depth+1)
			s.Members = append(s.Members, m)
		}
		s.Items = decodeShapes(r, depth+1)
		list = append(list, s)
	}
	return list
}
