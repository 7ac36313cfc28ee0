// Package valueflow says where a value comes from. It builds the SSA form of a
// package, once, and answers questions about it: which constants and which
// other origins a value may have, through branches, conversions, text
// building, struct and map literals, fields assigned one by one, closures and
// calls, across packages by facts.
//
// A value is a set of terms (see [Term]); a function is summarised as the rows
// in which it returns (see [Summary]), so that a status and the error that
// belongs to it stay together. Evaluation is on demand: only what a rule's
// floor asks about is computed.
package valueflow

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Analyzer computes the *Result of the package and exports value and no-return facts.
var Analyzer = &analysis.Analyzer{
	Name:       "valueflow",
	Doc:        "compute where the values of a package come from",
	URL:        "https://pkg.go.dev/github.com/respvet/respvet/passes/valueflow",
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Returns), new(Holds)},
}

// withStd makes the standard library's packages be analysed too, which only
// the test that proves that none of them breaks the analysis wants.
var withStd bool

func init() {
	Analyzer.Flags.BoolVar(&withStd, "std", false, "analyse the standard library too (for tests of respvet itself)")
}

// A Result answers questions about the values of one package. Pkg is nil where
// the package was not read: the standard library, and dependencies that have
// nothing to do with HTTP.
type Result struct {
	Pkg   *ssa.Package
	Funcs []*ssa.Function // every function with a body, closures after the function they stand in

	// Defects are the panics of the evaluator while it made this.
	Defects []*defect.Defect

	pass     *analysis.Pass
	main     bool // the package belongs to the module under analysis
	closures map[*ssa.Function][]*ssa.MakeClosure

	rootCache     map[ssa.Value][]loc
	copying       map[*ssa.Alloc]bool // see pointee
	describing    map[loadKey]bool    // see memberAt
	evalCache     map[evalKey]memo[origin.Value]
	loadCache     map[loadKey]memo[origin.Value]
	entryCache    map[entryKey]memo[origin.Value]
	condCache     map[*ssa.BasicBlock][]cond
	touchCache    map[*ssa.Function]map[ssa.Value][]string
	closureWrites map[*ssa.Alloc]bool
	orderCache    map[*ssa.BasicBlock]map[ssa.Instruction]int
	summaries     map[*ssa.Function]*origin.Summary
	liveCache     map[*ssa.Function]map[*ssa.BasicBlock]bool
	deadCache     map[*ssa.BasicBlock]bool
	noReturn      map[*ssa.Function]bool
	calleeCache   map[*ssa.CallCommon]memo[[]callee]
	public        map[*types.Func]bool // see PublicDirective
	infoCache     map[*ssa.Call]memo[*callInfo]
	effectCache   map[effectKey]memo[written]
	envs          map[envKey]*env
	underway      map[*ssa.Function]int // summaries that are being made, see questions
	rowCache      map[rowKey]*httpmodel.Row
	imported      map[types.Object]*origin.Summary
	globalCache   map[*ssa.Global]globalResult
	gstores       map[*ssa.Global][]*ssa.Store
	implCache     map[*types.TypeName][]types.Type // see implementations
	dynamicRows   map[*ssa.CallCommon]memo[*httpmodel.Row]
	fieldFuncs    map[fieldKey][]*ssa.Store // see keptIn
	pkgs          map[string]*types.Package
	hiddenTypes   map[string]types.Type // see hidden
	writers       []*types.Interface    // see writerTypes
	writersDone   bool
	writerCache   map[types.Type]bool
	holdCache     map[holdKey]bool
	asks          *bool                               // see asksForWriter
	hiddenWriters int                                 // see generated
	given         map[*ssa.Parameter]gift             // see collectCallbacks
	made          map[*ssa.Function][]*ssa.BasicBlock // see madeAt

	questions questions
	fuel      int // steps that the question, or the summary that is made, may still take
	budget    int // steps that all questions about the package may still take
}

func run(pass *analysis.Pass) (any, error) {
	f := &Result{pass: pass, main: Main(pass), writerCache: make(map[types.Type]bool), holdCache: make(map[holdKey]bool)}
	d := defect.Try(pass, token.NoPos, f.build)
	if d == nil && f.Pkg != nil {
		if d = defect.Try(pass, token.NoPos, f.exportFacts); d != nil {
			f.Abandon()
		}
	} else if d != nil {
		f.Pkg, f.Funcs = nil, nil // a package that was not read
	}
	if d != nil {
		f.Defects = append(f.Defects, d)
	}
	return f, nil
}

// build makes what the questions about a package are answered from.
func (f *Result) build() {
	if !f.wanted() {
		return
	}
	pass := f.pass
	f.Pkg = buildSSA(pass)
	f.closures = make(map[*ssa.Function][]*ssa.MakeClosure)
	f.rootCache = make(map[ssa.Value][]loc)
	f.copying = make(map[*ssa.Alloc]bool)
	f.describing = make(map[loadKey]bool)
	f.evalCache = make(map[evalKey]memo[origin.Value])
	f.loadCache = make(map[loadKey]memo[origin.Value])
	f.entryCache = make(map[entryKey]memo[origin.Value])
	f.condCache = make(map[*ssa.BasicBlock][]cond)
	f.touchCache = make(map[*ssa.Function]map[ssa.Value][]string)
	f.closureWrites = make(map[*ssa.Alloc]bool)
	f.orderCache = make(map[*ssa.BasicBlock]map[ssa.Instruction]int)
	f.summaries = make(map[*ssa.Function]*origin.Summary)
	f.liveCache = make(map[*ssa.Function]map[*ssa.BasicBlock]bool)
	f.deadCache = make(map[*ssa.BasicBlock]bool)
	f.noReturn = make(map[*ssa.Function]bool)
	f.calleeCache = make(map[*ssa.CallCommon]memo[[]callee])
	f.infoCache = make(map[*ssa.Call]memo[*callInfo])
	f.effectCache = make(map[effectKey]memo[written])
	f.envs = make(map[envKey]*env)
	f.underway = make(map[*ssa.Function]int)
	f.public = publicFuncs(pass)
	f.rowCache = make(map[rowKey]*httpmodel.Row)
	f.imported = make(map[types.Object]*origin.Summary)
	f.globalCache = make(map[*ssa.Global]globalResult)
	f.implCache = make(map[*types.TypeName][]types.Type)
	f.dynamicRows = make(map[*ssa.CallCommon]memo[*httpmodel.Row])
	f.made = make(map[*ssa.Function][]*ssa.BasicBlock)
	f.fuel = fuel
	f.collect()
	f.budget = packageFuel + functionFuel*len(f.Funcs)
	f.collectCallbacks()
}

// Abandon forgets the questions that were under way when one of them panicked. They
// would else be taken for recursion when they are asked again.
func (f *Result) Abandon() {
	clear(f.copying)
	clear(f.describing)
	abandon(f.evalCache)
	abandon(f.entryCache)
	abandon(f.calleeCache)
	abandon(f.infoCache)
	abandon(f.dynamicRows)
	clear(f.underway)
	f.questions = questions{made: f.questions.made}
	f.fuel = fuel
}

// Asked reports whether anything will be asked about a function: in the main
// module about every one, in a dependency about those that get a response writer.
func (f *Result) Asked(fn *types.Func) bool {
	return f.main || withStd || f.getsWriter(fn) && !f.generated(fn)
}

// Main reports whether the package belongs to the module under analysis, as
// far as the driver says.
func Main(pass *analysis.Pass) bool { return pass.Module == nil || pass.Module.Version == "" }

// wanted reports whether a package is read: all of the main module, and of its
// dependencies those with a function that is given a response writer, that may make a
// request and gives the answer, or that may run a function again. The
// standard library and the frameworks never are; their behaviour stands in the
// model.
func (f *Result) wanted() bool {
	pass := f.pass
	if withStd {
		return true
	}
	if len(pass.Files) == 0 || httpmodel.Modelled(pass.Pkg.Path()) {
		return false
	}
	if pass.Module == nil || pass.Module.Path == "" {
		return !standard(pass.Pkg.Path(), pass.Fset.Position(pass.Files[0].FileStart).Filename)
	}
	return f.main || f.size() <= MaxRead && f.exports(f.getsWriter) ||
		f.size() <= MaxShared && f.exports(func(fn *types.Func) bool { return asks(fn) || runs(fn) })
}

// exports reports whether an exported function or method of the package is of a kind:
// whether it is given a response writer, say, or something that holds one.
func (f *Result) exports(is func(*types.Func) bool) bool {
	scope := f.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		switch obj := scope.Lookup(name).(type) {
		case *types.Func:
			if obj.Exported() && is(obj) {
				return true
			}
		case *types.TypeName:
			if n, ok := obj.Type().(*types.Named); ok && obj.Exported() && !types.IsInterface(n) {
				for i := range n.NumMethods() {
					if m := n.Method(i); m.Exported() && is(m) {
						return true
					}
				}
			}
		}
	}
	return false
}

// collect gathers the package's functions in source order, and where closures are made.
func (f *Result) collect() {
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		f.Funcs = append(f.Funcs, fn)
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if mc, ok := instr.(*ssa.MakeClosure); ok {
					c := mc.Fn.(*ssa.Function)
					f.closures[c] = append(f.closures[c], mc)
				}
			}
		}
		for _, a := range fn.AnonFuncs {
			add(a)
		}
	}
	if init := f.initFn(); init != nil {
		for _, a := range init.AnonFuncs {
			add(a)
		}
	}
	for _, file := range f.pass.Files {
		for _, d := range file.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil && fd.Name.Name != "_" {
				if obj, ok := f.pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
					if fn := f.Pkg.Prog.FuncValue(obj); fn != nil && len(fn.Blocks) > 0 {
						add(fn)
					}
				}
			}
		}
	}
}

// PublicDirective marks a type or function whose text is meant for clients.
const PublicDirective = "//respvet:public"

// HasDirective reports whether a doc comment holds the public directive.
func HasDirective(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for _, c := range doc.List {
		if c.Text == PublicDirective || strings.HasPrefix(c.Text, PublicDirective+" ") {
			return true
		}
	}
	return false
}

// publicFuncs returns the functions of the package whose text is meant for
// clients: those that say so and the methods of types that do.
func publicFuncs(pass *analysis.Pass) map[*types.Func]bool {
	public := make(map[*types.Func]bool)
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if fn, ok := pass.TypesInfo.Defs[d.Name].(*types.Func); ok && HasDirective(d.Doc) {
					public[fn] = true
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					ts, ok := s.(*ast.TypeSpec)
					if !ok || !(HasDirective(ts.Doc) || len(d.Specs) == 1 && HasDirective(d.Doc)) {
						continue
					}
					if n, ok := pass.TypesInfo.Defs[ts.Name].Type().(*types.Named); ok {
						for m := range n.Methods() {
							public[m] = true
						}
					}
				}
			}
		}
	}
	return public
}

// spent reports whether the function under evaluation, or the package, has used up
// its steps; what is asked then is unknown.
func (f *Result) spent() bool {
	f.fuel--
	f.budget--
	return f.fuel < 0 || f.budget < 0
}

// union is [origin.Union]; each origin that is looked at is a step.
func (f *Result) union(vs ...origin.Value) origin.Value {
	n := 0
	for _, v := range vs {
		n += len(v)
	}
	f.fuel -= n
	f.budget -= n
	return origin.Union(vs...)
}

// Refuel allows a further round of questions.
func (f *Result) Refuel() { f.fuel = fuel }

// packages returns every package that this one imports, directly or not.
func (f *Result) packages() map[string]*types.Package {
	if f.pkgs == nil {
		f.pkgs = map[string]*types.Package{f.pass.Pkg.Path(): f.pass.Pkg}
		var add func(ps []*types.Package)
		add = func(ps []*types.Package) {
			for _, p := range ps {
				if f.pkgs[p.Path()] == nil {
					f.pkgs[p.Path()] = p
					add(p.Imports())
				}
			}
		}
		add(f.pass.Pkg.Imports())
	}
	return f.pkgs
}

// typeOf returns a term's dynamic type, resolving the name that a fact carries.
func (f *Result) typeOf(t *origin.Term) types.Type {
	if t.Type != nil || t.TypeName == "" {
		return t.Type
	}
	i := strings.LastIndexByte(t.TypeName, '.')
	if i < 0 {
		return nil
	}
	p := f.packages()[t.TypeName[:i]]
	if p == nil {
		return nil
	}
	if o, ok := p.Scope().Lookup(t.TypeName[i+1:]).(*types.TypeName); ok {
		return types.NewPointer(o.Type())
	}
	return nil
}
