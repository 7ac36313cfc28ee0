package writer

import (
	"go/types"
	"sort"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// Runners is the fact of a package that runs handlers of signatures of the project's own:
// an adapter, a router, a middleware.
type Runners struct{ list []runner }

// A runner is what is known of all that run handlers of one signature.
type runner struct {
	sig  string // by its types, see signatureOf
	last bool   // none of them responds after a handler whose last result is nil
}

// AFact marks Runners as a fact.
func (*Runners) AFact() {}

// String shows the fact as fixtures assert it: "runs(func(*web.Context) error)".
func (f *Runners) String() string {
	var ss []string
	for _, r := range f.list {
		s := "runs(" + r.sig + ")"
		if !r.last {
			s = "runs(" + r.sig + " and responds)"
		}
		ss = append(ss, s)
	}
	return strings.Join(ss, "; ")
}

// GobEncode implements gob.GobEncoder.
func (f *Runners) GobEncode() ([]byte, error) {
	var e summary.Encoder
	e.Int(len(f.list))
	for _, r := range f.list {
		e.String(r.sig)
		e.Bool(r.last)
	}
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (f *Runners) GobDecode(data []byte) error {
	d := summary.NewDecoder(data)
	for range d.Count() {
		f.list = append(f.list, runner{d.String(), d.Bool()})
	}
	return d.Err()
}

// maxRunners bounds what one package says of runners; few have more than three.
const maxRunners = 16

// signatureOf names a signature by the full names of its types.
func signatureOf(sig *types.Signature) string {
	list := func(t *types.Tuple) string {
		var ss []string
		for v := range t.Variables() {
			ss = append(ss, types.TypeString(v.Type(), nil))
		}
		return "(" + strings.Join(ss, ", ") + ")"
	}
	return "func" + list(sig.Params()) + " " + list(sig.Results())
}

// ExportRunners exports what importers may know of who runs handlers of the project's own
// signatures here. Those of net/http and the frameworks are taken for what runs them.
func (p *Writers) ExportRunners() {
	found := make(map[string]bool)
	for _, call := range p.usesOf().dynamic {
		sig := call.Call.Signature()
		if p.Flow.Model().HandlerParam(sig, p.Flow.IsWriter) >= 0 && resultKind(sig) != NoHandler || !p.getsExchange(sig) {
			continue
		}
		name := signatureOf(sig)
		last, seen := found[name]
		found[name] = (last || !seen) && p.lastAfter(call)
	}
	if len(found) == 0 || len(found) > maxRunners {
		return
	}
	f := &Runners{}
	for name, last := range found {
		f.list = append(f.list, runner{name, last})
	}
	sort.Slice(f.list, func(i, j int) bool { return f.list[i].sig < f.list[j].sig })
	p.Pass.ExportPackageFact(f)
}

// getsExchange reports whether what a signature takes holds a writer, and a request.
func (p *Writers) getsExchange(sig *types.Signature) bool {
	w, r := false, false
	for v := range sig.Params().Variables() {
		w = w || p.holdsWriter(v.Type())
		r = r || p.holdsRequest(v.Type())
	}
	return w && r
}

// importedRunner returns what the packages of the module that are imported say of who runs
// handlers of a signature.
func (p *Writers) importedRunner(sig *types.Signature) (seen, last bool) {
	if p.runners == nil {
		p.runners = make(map[string]bool)
		for _, f := range p.Pass.AllPackageFacts() {
			r, ok := f.Fact.(*Runners)
			if !ok || f.Package == p.Pass.Pkg || !p.summaries.OwnModule(f.Package) {
				continue
			}
			for _, x := range r.list {
				last, seen := p.runners[x.sig]
				p.runners[x.sig] = (last || !seen) && x.last
			}
		}
	}
	if len(p.runners) == 0 {
		return false, true
	}
	last, seen = p.runners[signatureOf(sig)]
	return seen, last || !seen
}

// lastAfter reports whether a function adds no response to that of a handler which it runs,
// and whose last result is nil.
func (p *Writers) lastAfter(call *ssa.Call) bool {
	known := make(map[ssa.Value]bool)
	if n := call.Call.Signature().Results().Len(); n > 0 {
		if v := ssautil.Result(call, n-1); v != nil {
			known[v] = false
		}
	}
	in := p.AliasesOf(call.Parent())
	silent := true
	p.Paths.Forward(call, known, func(instr ssa.Instruction) bool {
		silent = silent && !in.MayWrite(instr)
		return !silent
	})
	return silent
}
