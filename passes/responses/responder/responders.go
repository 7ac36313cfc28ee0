package responder

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"sync"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
	gotypeutil "golang.org/x/tools/go/types/typeutil"
)

// A Responder is a function that answers with a JSON object and can be called in
// the place of an error response: all it takes is the writer, the status and
// texts, perhaps the request and a context.
//
// Parameters are counted from 0 without the receiver; -1 stands for one that it
// does not take.
type Responder struct {
	Func                             *types.Func
	Writer, Status, Request, Context int
	Texts                            []ResponderText // in the order of the parameters
}

// A ResponderText is a string parameter of a Responder.
type ResponderText struct {
	Param  int
	Member string // the JSON member that it becomes, "" if unknown
}

// Finder finds the responders of a package when a fix first asks for them.
// Several rules may ask at the same time, so it reads only what the producer has
// finished with: the summaries of functions of this package that could be
// responders are made in time.
type Finder struct {
	mu     sync.Mutex
	byPkg  map[*types.Package][]Responder
	source *Responders
}

// NewResponders returns what finds responders, when a fix asks for them.
func (p *Responders) NewResponders() *Finder {
	for _, fn := range p.Flow.Funcs {
		if obj, ok := fn.Object().(*types.Func); ok && fn.Parent() == nil {
			if _, ok := p.newResponder(obj); ok {
				p.summaries.WritesOf(fn)
			}
		}
	}
	return &Finder{byPkg: make(map[*types.Package][]Responder), source: p}
}

// Responders returns the functions that code of a file could answer an error
// through: those of this package first, then exported ones of packages that the
// file imports. A function that calls in, where the response would stand, is left
// out, and so is one that this package answers a success through. Among equals
// those come first that more error responses of this package go through.
func (r *Finder) Responders(file *ast.File, in *types.Func) []Responder {
	p := r.source
	r.mu.Lock()
	defer r.mu.Unlock()

	found := slices.DeleteFunc(slices.Clone(r.in(p.Pass.Pkg)), func(c Responder) bool {
		return in != nil && p.reaches(c.Func, in)
	})
	var paths []string
	imported := make(map[string]*types.Package)
	for _, spec := range file.Imports {
		if name := p.Pass.TypesInfo.PkgNameOf(spec); name != nil && name.Name() != "_" {
			imported[name.Imported().Path()] = name.Imported()
			paths = append(paths, name.Imported().Path())
		}
	}
	slices.Sort(paths)
	for _, path := range slices.Compact(paths) {
		found = append(found, r.in(imported[path])...)
	}
	return found
}

// Responder reads the function that a project calls its responder: "path.Name",
// of this package or one that it imports, directly or not. What its summary does
// not tell is taken from its signature.
func (r *Finder) Responder(name string) (Responder, bool) {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return Responder{}, false
	}
	pkg := typeutil.FindPackage(r.source.Pass.Pkg, name[:dot])
	if pkg == nil {
		return Responder{}, false
	}
	fn, ok := pkg.Scope().Lookup(name[dot+1:]).(*types.Func)
	if !ok {
		return Responder{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.in(fn.Pkg()) {
		if c.Func == fn {
			return c, true
		}
	}
	return r.source.newResponder(fn)
}

// in returns the responders that a package declares.
func (r *Finder) in(pkg *types.Package) []Responder {
	if found, ok := r.byPkg[pkg]; ok {
		return found
	}
	var found []Responder
	p := r.source
	add := func(fn *types.Func, as []*summary.Write) {
		if c, ok := p.newResponder(fn); ok && p.sendsJSON(&c, as) {
			found = append(found, c)
		}
	}
	if pkg == p.Pass.Pkg {
		for _, fn := range p.Flow.Funcs {
			if obj, ok := fn.Object().(*types.Func); ok && fn.Parent() == nil {
				add(obj, p.summaries.Memo[fn])
			}
		}
	} else {
		for _, name := range pkg.Scope().Names() {
			var w summary.Writes
			if fn, ok := pkg.Scope().Lookup(name).(*types.Func); ok && fn.Exported() && p.Pass.ImportObjectFact(fn, &w) {
				add(fn, w.All)
			}
		}
	}
	failures, successes := p.uses()
	found = slices.DeleteFunc(found, func(c Responder) bool { return successes[c.Func] > 0 })
	slices.SortStableFunc(found, func(a, b Responder) int { return cmp.Compare(failures[b.Func], failures[a.Func]) })
	r.byPkg[pkg] = found
	return found
}

// newResponder reads a signature; ok is false if it takes anything that a fix
// could not supply.
func (p *Responders) newResponder(fn *types.Func) (c Responder, ok bool) {
	sig := fn.Signature()
	if sig.Variadic() || sig.TypeParams().Len() > 0 {
		return Responder{}, false
	}
	c = Responder{Func: fn, Writer: -1, Status: -1, Request: -1, Context: -1}
	for i := range sig.Params().Len() {
		place := &c.Writer
		switch t := sig.Params().At(i).Type(); {
		case p.Flow.IsWriter(t) && (types.IsInterface(t) || p.Flow.Model().ContextOf(t) != nil):
		case types.Identical(t, types.Typ[types.Int]):
			place = &c.Status
		case types.Identical(t, types.Typ[types.String]):
			c.Texts = append(c.Texts, ResponderText{Param: i})
			continue
		case typeutil.IsNamed(t, "net/http", "Request"):
			place = &c.Request
		case typeutil.IsNamed(t, "context", "Context"):
			place = &c.Context
		default:
			return Responder{}, false
		}
		if *place >= 0 {
			return Responder{}, false
		}
		*place = i
	}
	return c, c.Writer >= 0 && c.Status >= 0 && len(c.Texts) > 0
}

// sendsJSON reports whether a summary says that the function sends a JSON
// object which holds all of its texts, with the status that it is given. A
// further answer, for a body that cannot be encoded, does not matter.
func (p *Responders) sendsJSON(c *Responder, as []*summary.Write) bool {
	shift := 0
	if c.Func.Signature().Recv() != nil {
		shift = 1
	}
	given := func(v origin.Value, param int) bool {
		return len(v) == 1 && v[0].Op == origin.Param && v[0].Index == param+shift && v[0].Path == ""
	}
	for _, a := range as {
		if a.To.Index != c.Writer+shift || a.To.Path != "" || !given(a.Status.Value, c.Status) || summary.KindOfBody(a) != summary.JSON || len(a.Body.Value) != 1 {
			continue
		}
		members := make(map[int]string)
		p.summaries.Members(a.Body.Value, "", func(t *origin.Term, member string) {
			if t.Op == origin.Param && t.Path == "" && member != "" {
				members[t.Index-shift] = member
			}
		})
		complete := true
		for i := range c.Texts {
			member, ok := members[c.Texts[i].Param]
			c.Texts[i].Member = member
			complete = complete && ok
		}
		if complete {
			return true
		}
	}
	return false
}

// uses counts the error answers and the others that this package gives through
// each helper.
func (p *Responders) uses() (failures, successes map[*types.Func]int) {
	failures, successes = make(map[*types.Func]int), make(map[*types.Func]int)
	for _, s := range p.Found.Responses {
		fn, ok := gotypeutil.Callee(p.Pass.TypesInfo, s.At.Call).(*types.Func)
		switch {
		case !ok || s.By.Via == "" || !s.Status.Exact || len(s.Status.Codes) == 0:
		case s.IsError():
			failures[fn.Origin()]++
		default:
			successes[fn.Origin()]++
		}
	}
	return failures, successes
}

// reaches reports whether a call of one function of this package can lead to
// another, which then must not be mended by calling the first.
func (p *Responders) reaches(from, to *types.Func) bool {
	seen := make(map[*ssa.Function]bool)
	var visit func(fn *ssa.Function) bool
	visit = func(fn *ssa.Function) bool {
		if fn == nil || seen[fn] {
			return false
		}
		seen[fn] = true
		if fn.Object() == to {
			return true
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				for _, op := range instr.Operands(nil) {
					if callee, ok := (*op).(*ssa.Function); ok && visit(callee) {
						return true
					}
				}
			}
		}
		return false
	}
	for _, fn := range p.Flow.Funcs {
		if fn.Object() == from {
			return visit(fn)
		}
	}
	return false
}
