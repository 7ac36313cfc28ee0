package summary

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/factcodec"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Writes is the fact of a function: the responses that it may write through its
// parameters.
type Writes struct {
	All    []*Write
	Unread bool // it leaves some to code that was not read
}

// AFact marks Writes as a fact.
func (*Writes) AFact() {}

// Public is the fact of a type or function whose declaration says
// //respvet:public: its text is meant for clients.
type Public struct{}

// AFact marks Public as a fact.
func (*Public) AFact() {}

func (*Public) String() string { return "public" }

// NewWrites returns the fact of a function with some answers, nil if it has none. Unread
// says whether it leaves others to code that was not read.
func NewWrites(as []*Write, unread func() bool) *Writes {
	w := &Writes{}
	for _, a := range as {
		if a.To.Index >= 0 {
			w.All = append(w.All, a)
		}
	}
	if len(w.All) == 0 {
		return nil
	}
	w.Unread = unread()
	// As importers read it, in drivers too that hand facts on in memory.
	data, _ := w.GobEncode()
	out := &Writes{}
	if out.GobDecode(data) != nil {
		return nil
	}
	for _, a := range out.All {
		for _, v := range []origin.Value{a.Status.Value, a.Body.Value, a.Body.Type} {
			v.Settle()
		}
	}
	return out
}

// Dispatched returns the fact of what a call runs that runs one of several functions:
// where there is more than one, each of their writes is only perhaps made.
func (p *Summaries) Dispatched(fns []*ssa.Function, unread func(*ssa.Function) bool) *Writes {
	var as []*Write
	for _, fn := range fns {
		for _, a := range p.WritesOf(fn) {
			c := *a
			if len(fns) > 1 {
				c.When.Maybe, c.When.Always = true, false
			}
			as = append(as, &c)
		}
	}
	return NewWrites(as, func() bool { return slices.ContainsFunc(fns, unread) })
}

// String shows the fact as fixtures assert it:
// "writes(w=0 status=param1 body=json(param2) text=error(param2))".
func (w *Writes) String() string {
	ss := make([]string, len(w.All))
	for i, a := range w.All {
		ss[i] = a.String()
	}
	return strings.Join(ss, " ")
}

func (a *Write) String() string {
	var b strings.Builder
	b.WriteString("writes(w=" + strconv.Itoa(a.To.Index) + a.To.Path)
	if a.Header != "" {
		b.WriteString(" header=" + a.Header)
	}
	if s := statusString(a.Status.Value); s != "" {
		b.WriteString(" status=" + s)
	}
	switch a.Kind {
	case httpmodel.Body, httpmodel.Complete:
		b.WriteString(" body=" + bodyString(a))
	case httpmodel.Status, httpmodel.SetStatus:
		if a.Body.Unread {
			b.WriteString(" body=unread")
		} else {
			b.WriteString(" body=none")
		}
	case httpmodel.Redirect:
		b.WriteString(" redirect")
	case httpmodel.Serve:
		b.WriteString(" serves")
	}
	if a.Status.Failure || a.Status.CallersFail {
		b.WriteString(" error")
	}
	if t := textString(a.Body.Value); t != "" {
		b.WriteString(" text=" + t)
	}
	for _, g := range a.When.Guards {
		b.WriteString(" if " + g.String())
	}
	b.WriteString(")")
	return b.String()
}

// statusString shows a status; what the caller has set before is not said.
func statusString(v origin.Value) string {
	var ss []string
	for _, t := range v {
		if t.Op == origin.Param && strings.HasSuffix(t.Path, valueflow.MemStatus) {
			continue
		}
		ss = append(ss, t.String())
	}
	return strings.Join(ss, "|")
}

func bodyString(a *Write) string {
	kind := KindOfBody(a)
	if len(a.Body.Value) == 1 && a.Body.Value[0].Op == origin.Encoded && len(a.Body.Value[0].Args) > 0 {
		inner := a.Body.Value[0].Args[0]
		if len(inner) == 1 && inner[0].Op == origin.Object {
			name := inner[0].TypeName
			if i := strings.LastIndexByte(name, '/'); i >= 0 {
				name = name[i+1:]
			}
			if name == "" {
				name = "object"
			}
			return string(kind) + "(" + name + ")"
		}
		if len(inner) == 1 && inner[0].Op == origin.Param {
			return string(kind) + "(" + inner[0].String() + ")"
		}
	}
	if kind == Unknown && len(a.Body.Value) == 1 && a.Body.Value[0].Op == origin.Param {
		return a.Body.Value[0].String()
	}
	return string(kind)
}

// textString shows whose error text a body holds.
func textString(v origin.Value) string {
	var out []string
	add := func(s string) {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	var visit func(v origin.Value)
	visit = func(v origin.Value) {
		for _, t := range v {
			if t.Op == origin.Text && len(t.Args) > 0 {
				for _, x := range t.Args[0] {
					switch {
					case x.Op == origin.Error && len(x.Args) > 0:
						visit(x.Args[0]) // what was put into it; its own words are no error's text
					case x.Err:
						add("error(" + x.String() + ")")
					case x.Op == origin.Param:
						add("text(" + x.String() + ")")
					}
				}
				continue
			}
			for _, a := range t.Args {
				visit(a)
			}
			for _, f := range t.Fields {
				if !f.Hidden {
					visit(f.Value)
				}
			}
		}
	}
	visit(v)
	return strings.Join(out, "+")
}

// key identifies a response within a summary.
func (a *Write) key() string {
	k := a.To.Path + strconv.Itoa(a.To.Index) + strconv.Itoa(int(a.Kind)) + a.Header + a.API + a.Status.Value.Key() + "/" + a.Body.Value.Key() + "/" + a.Body.Type.Key()
	for _, g := range a.When.Guards {
		k += g.String()
	}
	return k
}

// GobEncode implements gob.GobEncoder.
func (w *Writes) GobEncode() ([]byte, error) {
	var e Encoder
	e.Bool(w.Unread)
	e.Int(len(w.All))
	for _, a := range w.All {
		e.Int(a.To.Index)
		e.Int(int(a.Kind))
		for _, b := range []bool{a.Status.Failure, a.Status.Foreign, a.Status.CallersFail, a.Body.Adds, a.Body.Unread, a.When.Maybe, a.When.Always, a.When.Fails, a.When.Failing, a.When.Unencoded} {
			e.Bool(b)
		}
		e.Int(a.When.encoded)
		e.Int(len(a.Status.Implied))
		for _, code := range a.Status.Implied {
			e.Int(code)
		}
		for _, s := range []string{a.To.Path, a.API, a.Body.Forced, a.Header} {
			e.String(s)
		}
		e.Values(a.Status.Value, a.Body.Value, a.Body.Type, origin.GuardsValue(a.When.Guards))
	}
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (w *Writes) GobDecode(data []byte) error {
	d := NewDecoder(data)
	w.Unread = d.Bool()
	for range d.Count() {
		a := &Write{To: Destination{Index: d.Int()}, Kind: httpmodel.Kind(d.Int())}
		a.Status = WriteStatus{Failure: d.Bool(), Foreign: d.Bool(), CallersFail: d.Bool()}
		a.Body = WriteBody{Adds: d.Bool(), Unread: d.Bool()}
		a.When = Occurrence{Maybe: d.Bool(), Always: d.Bool(), Fails: d.Bool(), Failing: d.Bool(), Unencoded: d.Bool(), encoded: d.Int()}
		for range d.Count() {
			a.Status.Implied = append(a.Status.Implied, d.Int())
		}
		a.To.Path, a.API, a.Body.Forced, a.Header = d.String(), d.String(), d.String(), d.String()
		vs := d.Values(4)
		if a.To.Index < 0 || len(vs[3]) != 1 {
			d.Fail()
		}
		if d.Err() != nil {
			break
		}
		a.Status.Value, a.Body.Value, a.Body.Type, a.When.Guards = vs[0], vs[1], vs[2], vs[3][0].Guards
		w.All = append(w.All, a)
	}
	return d.Err()
}

// ExportPublic exports a fact for each declaration that carries the directive.
func (p *Summaries) ExportPublic() {
	for _, file := range p.Pass.Files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if valueflow.HasDirective(d.Doc) {
					p.markPublic(p.Pass.TypesInfo.Defs[d.Name])
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if ts, ok := s.(*ast.TypeSpec); ok && (valueflow.HasDirective(d.Doc) && len(d.Specs) == 1 || valueflow.HasDirective(ts.Doc)) {
						p.markPublic(p.Pass.TypesInfo.Defs[ts.Name])
					}
				}
			}
		}
	}
}

func (p *Summaries) markPublic(obj types.Object) {
	if obj != nil && obj.Pkg() == p.Pass.Pkg {
		p.Pass.ExportObjectFact(obj, &Public{})
	}
}

// An Encoder writes facts, with the values in them.
type Encoder struct{ factcodec.Encoder }

// Values writes values.
func (e *Encoder) Values(vs ...origin.Value) {
	for _, v := range vs {
		origin.EncodeValue(&e.Encoder, v)
	}
}

// A Decoder reads what an Encoder wrote.
type Decoder struct{ *factcodec.Decoder }

// NewDecoder returns what reads a fact.
func NewDecoder(data []byte) *Decoder { return &Decoder{factcodec.NewDecoder(data)} }

// Values reads n values.
func (d *Decoder) Values(n int) []origin.Value {
	vs := make([]origin.Value, n)
	for i := range vs {
		vs[i] = origin.DecodeValue(d.Decoder)
	}
	return vs
}
