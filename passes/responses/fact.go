package responses

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// Writes is the fact of a function: the answers that it may write through its
// parameters.
type Writes struct {
	answers []*answer
	unread  bool // it leaves some to code that was not read
}

// AFact marks Writes as a fact.
func (*Writes) AFact() {}

// Public is the fact of a type or function whose declaration says
// //respvet:public: its text is meant for clients.
type Public struct{}

// AFact marks Public as a fact.
func (*Public) AFact() {}

func (*Public) String() string { return "public" }

// newWrites returns the fact of a function with some answers, nil if it has none. Unread
// says whether it leaves others to code that was not read.
func newWrites(as []*answer, unread func() bool) *Writes {
	w := &Writes{}
	for _, a := range as {
		if a.index >= 0 {
			w.answers = append(w.answers, a)
		}
	}
	if len(w.answers) == 0 {
		return nil
	}
	w.unread = unread()
	// As importers read it, in drivers too that hand facts on in memory.
	data, _ := w.GobEncode()
	out := &Writes{}
	if out.GobDecode(data) != nil {
		return nil
	}
	for _, a := range out.answers {
		for _, v := range []origin.Value{a.status, a.body, a.ctype} {
			v.Settle()
		}
	}
	return out
}

// String shows the fact as fixtures assert it:
// "writes(w=0 status=param1 body=json(param2) text=error(param2))".
func (w *Writes) String() string {
	ss := make([]string, len(w.answers))
	for i, a := range w.answers {
		ss[i] = a.String()
	}
	return strings.Join(ss, " ")
}

func (a *answer) String() string {
	var b strings.Builder
	b.WriteString("writes(w=" + strconv.Itoa(a.index) + a.path)
	if a.header != "" {
		b.WriteString(" header=" + a.header)
	}
	if s := statusString(a.status); s != "" {
		b.WriteString(" status=" + s)
	}
	switch a.kind {
	case httpmodel.Body, httpmodel.Answer:
		b.WriteString(" body=" + bodyString(a))
	case httpmodel.Status, httpmodel.SetStatus:
		b.WriteString(" body=none")
	case httpmodel.Redirect:
		b.WriteString(" redirect")
	case httpmodel.Serve:
		b.WriteString(" serves")
	}
	if a.failure || a.refuses {
		b.WriteString(" error")
	}
	if t := textString(a.body); t != "" {
		b.WriteString(" text=" + t)
	}
	for _, g := range a.guards {
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

func bodyString(a *answer) string {
	kind := bodyKind(a)
	if len(a.body) == 1 && a.body[0].Op == origin.Encoded && len(a.body[0].Args) == 1 {
		inner := a.body[0].Args[0]
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
	if kind == Unknown && len(a.body) == 1 && a.body[0].Op == origin.Param {
		return a.body[0].String()
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

// key identifies an answer within a summary.
func (a *answer) key() string {
	k := a.path + strconv.Itoa(a.index) + strconv.Itoa(int(a.kind)) + a.header + a.api + a.status.Key() + "/" + a.body.Key() + "/" + a.ctype.Key()
	for _, g := range a.guards {
		k += g.String()
	}
	return k
}

// GobEncode implements gob.GobEncoder.
func (w *Writes) GobEncode() ([]byte, error) {
	var e encoder
	e.Bool(w.unread)
	e.Int(len(w.answers))
	for _, a := range w.answers {
		e.Int(a.index)
		e.Int(int(a.kind))
		e.Bool(a.failure)
		e.Bool(a.maybe)
		e.Bool(a.always)
		e.Bool(a.foreign)
		e.Bool(a.failing)
		e.Bool(a.unencoded)
		e.Int(a.encoded)
		e.Bool(a.refuses)
		for _, s := range []string{a.path, a.api, a.forced, a.header} {
			e.String(s)
		}
		e.values(a.status, a.body, a.ctype, origin.GuardsValue(a.guards))
	}
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (w *Writes) GobDecode(data []byte) error {
	d := newDecoder(data)
	w.unread = d.Bool()
	for range d.Count() {
		a := &answer{index: d.Int(), kind: httpmodel.Kind(d.Int()), failure: d.Bool(), maybe: d.Bool(), always: d.Bool(), foreign: d.Bool(), failing: d.Bool(), unencoded: d.Bool(), encoded: d.Int(), refuses: d.Bool()}
		a.path, a.api, a.forced, a.header = d.String(), d.String(), d.String(), d.String()
		vs := d.values(4)
		if a.index < 0 || len(vs[3]) != 1 {
			d.Fail()
		}
		if d.Err() != nil {
			break
		}
		a.status, a.body, a.ctype, a.guards = vs[0], vs[1], vs[2], vs[3][0].Guards
		w.answers = append(w.answers, a)
	}
	return d.Err()
}

// exportPublic exports a fact for each declaration that carries the directive.
func (p *producer) exportPublic() {
	for _, file := range p.pass.Files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if valueflow.HasDirective(d.Doc) {
					p.markPublic(p.pass.TypesInfo.Defs[d.Name])
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if ts, ok := s.(*ast.TypeSpec); ok && (valueflow.HasDirective(d.Doc) && len(d.Specs) == 1 || valueflow.HasDirective(ts.Doc)) {
						p.markPublic(p.pass.TypesInfo.Defs[ts.Name])
					}
				}
			}
		}
	}
}

func (p *producer) markPublic(obj types.Object) {
	if obj != nil && obj.Pkg() == p.pass.Pkg {
		p.pass.ExportObjectFact(obj, &Public{})
	}
}
