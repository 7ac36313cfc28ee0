package requests

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Asks is the fact of a function: the requests that it makes for its callers, and
// what it does with answers that they give it.
type Asks struct {
	Requests []Request
	Params   []Param
}

// A Request is one that a function makes, and whose answer, or its status, the
// function returns.
type Request struct {
	API          string
	Values       []byte // its method and URL, as valueflow encodes values
	Results      []Held
	Looked, Used bool // the status was looked at inside, the body read
}

// values returns the method and the URL, in terms of the function's parameters.
func (r *Request) values() (method, url valueflow.Value) {
	if vs, err := valueflow.DecodeValues(r.Values); err == nil && len(vs) == 2 {
		return vs[0], vs[1]
	}
	return nil, nil
}

// A Held is a part of an answer, below a result or a parameter.
type Held struct {
	Index int
	Path  string // of members
	What  uint8  // a thing
}

// A Param is what a function does with a part of an answer that it is given.
type Param struct {
	Held
	Looks, Uses, Escapes, Touches, Closes bool
	Returns                               []Held
}

// AFact marks Asks as a fact.
func (*Asks) AFact() {}

// String shows the fact as fixtures assert it: "asks(GET http.Get result0=answer
// looked) param0.resp(looks)".
func (a *Asks) String() string {
	var ss []string
	for _, r := range a.Requests {
		words := []string{r.API}
		if method, _ := r.values(); len(method) == 1 {
			words = append(words, method.String())
		}
		for _, h := range r.Results {
			words = append(words, "result"+h.String())
		}
		if r.Looked {
			words = append(words, "looked")
		}
		if r.Used {
			words = append(words, "used")
		}
		ss = append(ss, "asks("+strings.Join(words, " ")+")")
	}
	for _, p := range a.Params {
		var words []string
		for _, w := range []struct {
			on   bool
			word string
		}{{p.Looks, "looks"}, {p.Uses, "uses"}, {p.Escapes, "escapes"}, {p.Closes, "closes"}} {
			if w.on {
				words = append(words, w.word)
			}
		}
		for _, h := range p.Returns {
			words = append(words, "result"+h.String())
		}
		ss = append(ss, "given("+strings.Join(append([]string{"param" + p.Held.String()}, words...), " ")+")")
	}
	return strings.Join(ss, " ")
}

func (h Held) String() string {
	s := string(rune('0'+h.Index%10)) + h.Path
	if int(h.What) <= int(body) {
		s += "=" + thing(h.What).String()
	}
	return s
}

// exportFacts exports what the functions do that another package can call.
func (p *producer) exportFacts() {
	for _, fn := range p.flow.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() {
			continue
		}
		f := &Asks{}
		for _, a := range p.askedBy(fn) {
			f.Requests = append(f.Requests, Request{a.api, valueflow.EncodeValues(a.method, a.url), export(a.results), a.looked, a.used})
		}
		for i, q := range fn.Params {
			for _, h := range given(q.Type()) {
				h.index = i
				t := p.handles(target{fn: fn}, h)
				f.Params = append(f.Params, Param{
					Held: export([]held{h})[0], Looks: len(t.looks) > 0, Uses: len(t.uses) > 0, Escapes: t.escapes,
					Touches: t.touched, Closes: t.closes, Returns: export(t.distinct(fn)),
				})
			}
		}
		if len(f.Requests)+len(f.Params) > 0 {
			p.pass.ExportObjectFact(obj, f)
		}
	}
}

// distinct returns what a function gives back of what it was given.
func (t *trace) distinct(fn *ssa.Function) []held {
	var out []held
next:
	for _, h := range t.results {
		for _, o := range out {
			if o == h {
				continue next
			}
		}
		if h.index < fn.Signature.Results().Len() {
			out = append(out, h)
		}
	}
	return out
}

// given returns the parts of an answer that a parameter of a type may be, or hold.
func given(t types.Type) []held {
	switch {
	case isAnswer(t):
		return []held{{0, "", answer}}
	case isReader(t) && types.IsInterface(t) && mayBeClosed(t):
		return []held{{0, "", body}}
	}
	if path := answerPath(t, 2); path != "" {
		return []held{{0, path, answer}}
	}
	return nil
}

func mayBeClosed(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Close")
	return obj != nil
}

func export(hs []held) []Held {
	out := make([]Held, len(hs))
	for i, h := range hs {
		out[i] = Held{h.index, h.path, uint8(h.what)}
	}
	return out
}

func restore(hs []Held) []held {
	out := make([]held, len(hs))
	for i, h := range hs {
		out[i] = held{h.Index, h.Path, thing(h.What)}
	}
	return out
}

// imported returns the fact of another package's function, or nil.
func (p *producer) imported(obj *types.Func) *Asks {
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == p.pass.Pkg {
		return nil
	}
	obj = obj.Origin()
	f, ok := p.facts[obj]
	if !ok {
		var fact Asks
		if p.pass.ImportObjectFact(obj, &fact) {
			f = &fact
		}
		p.facts[obj] = f
	}
	return f
}

// asks returns the requests of a fact.
func (a *Asks) asks() []ask {
	var out []ask
	for _, r := range a.Requests {
		method, url := r.values()
		out = append(out, ask{api: r.API, method: method, url: url, results: restore(r.Results), looked: r.Looked, used: r.Used})
	}
	return out
}

// importedHandling returns what another package's function does with an
// argument, nil if that is not known.
func (p *producer) importedHandling(obj *types.Func, h held) *trace {
	f := p.imported(obj)
	if f == nil {
		return nil
	}
	for _, q := range f.Params {
		if q.Held != (Held{h.index, h.path, uint8(h.what)}) {
			continue
		}
		t := &trace{escapes: q.Escapes, touched: q.Touches, closes: q.Closes, results: restore(q.Returns)}
		if q.Looks {
			t.looks = []ssa.Instruction{nil}
		}
		if q.Uses {
			t.uses = []*use{{}}
		}
		return t
	}
	return nil
}

// concerned reports whether a package can make requests or be given answers: it
// belongs to the module under analysis, or imports what can.
func (p *producer) concerned() bool {
	return valueflow.Main(p.pass) || slices.ContainsFunc(p.pass.Pkg.Imports(), func(i *types.Package) bool { return httpmodel.Relevant(i.Path()) })
}
