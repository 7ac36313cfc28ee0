package requests

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Sends is the fact of a function: the requests that it makes for its callers, and
// what it does with answers that they give it.
type Sends struct {
	Requests []Request
	Params   []Param
	// Repeats are the parameters that are functions which it calls again where
	// they return an error.
	Repeats []int
}

// A Request is one that a function makes, and whose answer, or its status, the
// function returns.
type Request struct {
	API          string
	Values       []byte // its client, method, URL and body, as valueflow encodes values
	Opaque       bool   // its client is an interface or a function
	Results      []Held
	Looked, Used bool // the status was looked at inside, the body read
	Fills        bool // the body is decoded into what the caller gave
	// Hands are the statuses of Tried with which the answer is returned; Again those
	// after which the function itself sends the request again.
	Hands, Again []int
}

// ask returns the request in terms of the function's parameters.
func (r *Request) ask() ask {
	a := ask{api: r.API, results: restore(r.Results), looked: r.Looked, used: r.Used, fills: r.Fills, hands: r.Hands, again: r.Again}
	if vs, err := origin.DecodeValues(r.Values); err == nil && len(vs) == 4 {
		a.client, a.method, a.url, a.body = vs[0], vs[1], vs[2], vs[3]
	}
	if r.Opaque {
		a.client = nil
	}
	return a
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
	Refuses, Lets                         []int // the statuses of Tried that become an error, and that do not
}

// AFact marks Asks as a fact.
func (*Sends) AFact() {}

// String shows the fact as fixtures assert it: "asks(GET http.Get result0=answer
// looked) param0.resp(looks)".
func (a *Sends) String() string {
	var ss []string
	for _, r := range a.Requests {
		words := []string{r.API}
		if method := r.ask().method; len(method) == 1 {
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
		if r.Fills {
			words = append(words, "fills")
		}
		words = append(words, statuses("hands", r.Hands), statuses("again", r.Again))
		ss = append(ss, "asks("+join(words)+")")
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
		words = append(words, statuses("refuses", p.Refuses))
		for _, h := range p.Returns {
			words = append(words, "result"+h.String())
		}
		ss = append(ss, "given("+join(append([]string{"param" + p.Held.String()}, words...))+")")
	}
	for _, i := range a.Repeats {
		ss = append(ss, "repeats(param"+strconv.Itoa(i)+")")
	}
	return strings.Join(ss, " ")
}

// join joins the words that there are.
func join(words []string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

// statuses shows some of the statuses that are tried, "" for none of them.
func statuses(word string, of []int) string {
	switch len(of) {
	case 0:
		return ""
	case len(tried):
		return word
	}
	ss := make([]string, len(of))
	for i, s := range of {
		ss[i] = strconv.Itoa(s)
	}
	return word + "=" + strings.Join(ss, ",")
}

func (h Held) String() string {
	s := string(rune('0'+h.Index%10)) + h.Path
	if int(h.What) <= int(theBody) {
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
		f := &Sends{}
		for _, a := range p.askedBy(fn) {
			f.Requests = append(f.Requests, Request{
				API: a.api, Values: origin.EncodeValues(a.client, a.method, a.url, a.body), Opaque: a.client == nil,
				Results: export(a.results), Looked: a.looked, Used: a.used, Fills: a.fills, Hands: a.hands, Again: a.again,
			})
		}
		for i, q := range fn.Params {
			for _, h := range partsOf(q.Type()) {
				h.index = i
				t := p.handles(target{fn: fn}, h)
				refuses, lets := p.judged(fn, h, t)
				f.Params = append(f.Params, Param{
					Refuses: refuses, Lets: lets,
					Held: export([]held{h})[0], Looks: len(t.looks) > 0, Uses: len(t.uses) > 0, Escapes: t.escapes,
					Touches: t.touched, Closes: t.closes, Returns: export(t.distinct(fn)),
				})
			}
		}
		f.Repeats = p.repeated(fn)
		if len(f.Requests)+len(f.Params)+len(f.Repeats) > 0 {
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

// partsOf returns the parts of an answer that a parameter of a type may be, or hold.
func partsOf(t types.Type) []held {
	switch {
	case isAnswer(t):
		return []held{{0, "", theAnswer}}
	case isReader(t) && types.IsInterface(t) && mayBeClosed(t):
		return []held{{0, "", theBody}}
	}
	if path := answerPath(t, 2); path != "" {
		return []held{{0, path, theAnswer}}
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

// restore reads what a fact holds. One that was damaged on its way may say anything.
func restore(hs []Held) []held {
	out := make([]held, 0, len(hs))
	for _, h := range hs {
		if h.Index >= 0 && h.What <= uint8(theBody) {
			out = append(out, held{h.Index, h.Path, thing(h.What)})
		}
	}
	return out
}

// imported returns the fact of another package's function, or nil.
func (p *producer) imported(obj *types.Func) *Sends {
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == p.pass.Pkg {
		return nil
	}
	obj = obj.Origin()
	f, ok := p.facts[obj]
	if !ok {
		var fact Sends
		if p.pass.ImportObjectFact(obj, &fact) {
			f = &fact
		}
		p.facts[obj] = f
	}
	return f
}

// asks returns the requests of a fact.
func (a *Sends) asks() []ask {
	var out []ask
	for _, r := range a.Requests {
		out = append(out, r.ask())
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
