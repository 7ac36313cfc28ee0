package exchange

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
	Clients []Made
}

// A Request is one that a function makes, and whose answer, or its status, the
// function returns.
type Request struct {
	API          string
	Values       []byte // its client, method, Message.URL and body, as valueflow encodes values
	Opaque       bool   // its client is an interface or a function
	Results      []ResponsePart
	Looked, Used bool // the status was looked at inside, the body read
	Fills        bool // the body is decoded into what the caller gave
	// Hands are the statuses of Tried with which the response is returned; Again those
	// after which the function itself sends the request again.
	Hands, Again []int
}

// outgoing returns the request in terms of the function's parameters.
func (r *Request) outgoing() Outgoing {
	a := Outgoing{API: r.API, Results: restore(r.Results), Inside: Handling{Looked: r.Looked, Used: r.Used, Fills: r.Fills}, Statuses: StatusFates{Returned: r.Hands, Again: r.Again}}
	if vs, err := origin.DecodeValues(r.Values); err == nil && len(vs) == 4 {
		a.Message.Client, a.Message.Method, a.Message.URL, a.Message.Body = vs[0], vs[1], vs[2], vs[3]
	}
	if r.Opaque {
		a.Message.Client = nil
	}
	return a
}

// A ResponsePart is a part of a response, below a result or a parameter.
type ResponsePart struct {
	Index int
	Path  string // of members
	What  uint8  // a thing
}

// A Param is what a function does with a part of a response that it is given.
type Param struct {
	ResponsePart
	Looks, Uses, Escapes, Touches, Closes bool
	Returns                               []ResponsePart
	Refuses, Lets                         []int // the statuses of Tried that become an error, and that do not
}

// AFact marks Sends as a fact.
func (*Sends) AFact() {}

// String shows the fact as fixtures assert it: "asks(GET http.Get result0=answer
// looked) param0.resp(looks)".
func (a *Sends) String() string {
	var ss []string
	for _, r := range a.Requests {
		words := []string{r.API}
		if method := r.outgoing().Message.Method; len(method) == 1 {
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
		ss = append(ss, "given("+join(append([]string{"param" + p.ResponsePart.String()}, words...))+")")
	}
	for _, m := range a.Clients {
		words := []string{"result" + strconv.Itoa(m.Result), statuses("refuses", m.Refuses)}
		if m.Looked {
			words = append(words, "looked")
		}
		ss = append(ss, "makes("+join(words)+")")
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
	case len(Tried):
		return word
	}
	ss := make([]string, len(of))
	for i, s := range of {
		ss[i] = strconv.Itoa(s)
	}
	return word + "=" + strings.Join(ss, ",")
}

func (h ResponsePart) String() string {
	s := string(rune('0'+h.Index%10)) + h.Path
	if int(h.What) <= int(theBody) {
		s += "=" + thing(h.What).String()
	}
	return s
}

// Distinct returns what a function gives back of what it was given.
func (t *Trace) Distinct(fn *ssa.Function) []Result {
	var out []Result
next:
	for _, h := range t.results {
		for _, o := range out {
			if o == h {
				continue next
			}
		}
		if h.Index < fn.Signature.Results().Len() {
			out = append(out, h)
		}
	}
	return out
}

// PartsOf returns the parts of a response that a parameter of a type may be, or hold.
func (p *Exchanges) PartsOf(t types.Type) []Result {
	switch {
	case p.isResponse(t):
		return []Result{{0, "", TheResponse}}
	case IsReader(t) && types.IsInterface(t) && mayBeClosed(t):
		return []Result{{0, "", theBody}}
	}
	if path := p.responsePath(t, 2); path != "" {
		return []Result{{0, path, TheResponse}}
	}
	return nil
}

func mayBeClosed(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Close")
	return obj != nil
}

// ExportParts returns what a fact says of parts of values.
func ExportParts(hs []Result) []ResponsePart {
	out := make([]ResponsePart, len(hs))
	for i, h := range hs {
		out[i] = ResponsePart{h.Index, h.Path, uint8(h.What)}
	}
	return out
}

// restore reads what a fact holds. One that was damaged on its way may say anything.
func restore(hs []ResponsePart) []Result {
	out := make([]Result, 0, len(hs))
	for _, h := range hs {
		if h.Index >= 0 && h.What <= uint8(theBody) {
			out = append(out, Result{h.Index, h.Path, thing(h.What)})
		}
	}
	return out
}

// Imported returns the fact of another package's function, or nil.
func (p *Exchanges) Imported(obj *types.Func) *Sends {
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == p.Pass.Pkg {
		return nil
	}
	obj = obj.Origin()
	f, ok := p.facts[obj]
	if !ok {
		var fact Sends
		if p.Pass.ImportObjectFact(obj, &fact) {
			f = &fact
		}
		p.facts[obj] = f
	}
	return f
}

// Requested returns the requests of a fact.
func (a *Sends) Requested() []Outgoing {
	var out []Outgoing
	for _, r := range a.Requests {
		out = append(out, r.outgoing())
	}
	return out
}

// importedHandling returns what another package's function does with an
// argument, nil if that is not known.
func (p *Exchanges) importedHandling(obj *types.Func, h Result) *Trace {
	f := p.Imported(obj)
	if f == nil {
		return nil
	}
	for _, q := range f.Params {
		if q.ResponsePart != (ResponsePart{h.Index, h.Path, uint8(h.What)}) {
			continue
		}
		t := &Trace{Escapes: q.Escapes, Touched: q.Touches, Closes: q.Closes, results: restore(q.Returns)}
		if q.Looks {
			t.Looks = []ssa.Instruction{nil}
		}
		if q.Uses {
			t.Uses = []*Use{{}}
		}
		return t
	}
	return nil
}

// Concerned reports whether a package can make requests or be given answers, or run a
// function again after a pause: it belongs to the module under analysis, or imports what can.
func (p *Exchanges) Concerned() bool {
	return valueflow.Main(p.Pass) || slices.ContainsFunc(p.Pass.Pkg.Imports(), func(i *types.Package) bool { return i.Path() == "time" || httpmodel.Relevant(i.Path()) })
}
