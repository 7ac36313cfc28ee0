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
	"sync"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/models"
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
	Requires:   []*analysis.Analyzer{models.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Returns), new(Holds), new(KeepsWriter)},
}

// withStd makes the standard library's packages be analysed too, which only
// the test that proves that none of them breaks the analysis wants.
var withStd bool

// withTests makes test files be read.
var withTests bool

func init() {
	Analyzer.Flags.BoolVar(&withTests, TestsFlag, false, "read _test.go files, for rules that report findings there")
	Analyzer.Flags.BoolVar(&withStd, "std", false, "analyse the standard library too (for tests of respvet itself)")
}

// TestsFlag is the flag that makes all test files be read, see files.
const TestsFlag = "tests"

// A Result answers questions about the values of one package. Pkg is nil where
// the package was not read: the standard library, and dependencies that have
// nothing to do with HTTP.
type Result struct {
	Pkg   *ssa.Package
	Funcs []*ssa.Function // every function with a body, closures after the function they stand in

	// Defects are the panics of the evaluator while it made this.
	Defects []*defect.Defect

	unit

	// What was found out, so that it is found out once.
	values    valueMemo
	memory    memoryMemo
	control   controlMemo
	calls     callMemo
	summaries summaryMemo
	types     typeMemo
	exchanges exchangeMemo

	effort effort
}

// A unit is the package under analysis.
type unit struct {
	pass  *analysis.Pass
	main  bool             // the package belongs to the module under analysis
	model *httpmodel.Model // what is known of the libraries
}

// A valueMemo holds what values are.
type valueMemo struct {
	roots      map[ssa.Value][]loc
	copying    map[*ssa.Alloc]bool // see pointee
	describing map[loadKey]bool    // see memberAt
	evals      map[evalKey]memo[origin.Value]
	loads      map[loadKey]memo[origin.Value]
	entries    map[entryKey]memo[origin.Value]
	effects    map[effectKey]memo[written]
	envs       map[envKey]*env
	globals    map[*ssa.Global]globalResult
}

// A memoryMemo holds who writes where.
type memoryMemo struct {
	closures      map[*ssa.Function][]*ssa.MakeClosure
	touched       map[*ssa.Function]map[ssa.Value][]string
	closureWrites map[*ssa.Alloc]bool
	globalStores  map[*ssa.Global][]*ssa.Store
}

// A controlMemo holds which way control takes.
type controlMemo struct {
	conds    map[*ssa.BasicBlock][]cond
	order    map[*ssa.BasicBlock]map[ssa.Instruction]int
	live     map[*ssa.Function]map[*ssa.BasicBlock]bool
	dead     map[*ssa.BasicBlock]bool
	noReturn map[*ssa.Function]bool
	used     map[*ssa.Function][]*ssa.BasicBlock // see usedAt
	inMode   map[*ssa.Function]bool              // see runsInMode

	contradicted map[edge]bool // see never
}

// A callMemo holds what calls run.
type callMemo struct {
	callees         map[*ssa.CallCommon]memo[[]callee]
	infos           map[*ssa.Call]memo[*callInfo]
	rows            map[rowKey]*httpmodel.Row
	dynamicRows     map[*ssa.CallCommon]memo[*httpmodel.Row]
	implementations map[*types.TypeName][]types.Type
	fieldFuncs      map[fieldKey][]*ssa.Store // see keptIn
	callbacks       map[*ssa.Parameter]gift   // see collectCallbacks
	public          map[*types.Func]bool      // see PublicDirective
}

// A summaryMemo holds the summaries of functions.
type summaryMemo struct {
	own      map[*ssa.Function]*origin.Summary
	imported map[types.Object]*origin.Summary
	underway map[*ssa.Function]int // those that are being made, see questions
	asked    map[string]bool       // functions that are being asked for their opinion, see says
}

// A typeMemo holds which types and packages there are, and which types are writers. Rules
// ask that while other analyzers evaluate.
type typeMemo struct {
	packages       map[string]*types.Package
	packagesOnce   sync.Once
	hidden         map[string]types.Type // see hidden
	writers        []*types.Interface    // see writerTypes
	writersOnce    sync.Once
	isWriter       sync.Map // of types, whether they are
	holds          sync.Map // of a holdKey, whether it does
	testsForWriter *bool    // see testsForWriter
	hiddenWriters  int      // see generated
}

// An effort is what evaluation may still cost.
type effort struct {
	questions questions
	asked     bool // a question from outside, or a summary, is under way
	fuel      int  // steps that it may still take
	budget    int  // steps that all questions about the package may still take
}

func run(pass *analysis.Pass) (any, error) {
	f := &Result{unit: unit{pass: pass, main: Main(pass), model: pass.ResultOf[models.Analyzer].(*models.Result).Model}}
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
	pass, files := f.pass, f.files()
	if !f.wanted(files) {
		return
	}
	f.Pkg = buildSSA(pass, files)
	f.values = valueMemo{
		roots:      make(map[ssa.Value][]loc),
		copying:    make(map[*ssa.Alloc]bool),
		describing: make(map[loadKey]bool),
		evals:      make(map[evalKey]memo[origin.Value]),
		loads:      make(map[loadKey]memo[origin.Value]),
		entries:    make(map[entryKey]memo[origin.Value]),
		effects:    make(map[effectKey]memo[written]),
		envs:       make(map[envKey]*env),
		globals:    make(map[*ssa.Global]globalResult),
	}
	f.memory = memoryMemo{
		closures:      make(map[*ssa.Function][]*ssa.MakeClosure),
		touched:       make(map[*ssa.Function]map[ssa.Value][]string),
		closureWrites: make(map[*ssa.Alloc]bool),
	}
	f.control = controlMemo{
		conds:    make(map[*ssa.BasicBlock][]cond),
		order:    make(map[*ssa.BasicBlock]map[ssa.Instruction]int),
		live:     make(map[*ssa.Function]map[*ssa.BasicBlock]bool),
		dead:     make(map[*ssa.BasicBlock]bool),
		noReturn: make(map[*ssa.Function]bool),
		inMode:   make(map[*ssa.Function]bool),

		contradicted: make(map[edge]bool),
	}
	f.calls = callMemo{
		callees:         make(map[*ssa.CallCommon]memo[[]callee]),
		infos:           make(map[*ssa.Call]memo[*callInfo]),
		rows:            make(map[rowKey]*httpmodel.Row),
		dynamicRows:     make(map[*ssa.CallCommon]memo[*httpmodel.Row]),
		implementations: make(map[*types.TypeName][]types.Type),
		public:          publicFuncs(pass),
	}
	f.exchanges = exchangeMemo{
		fields:  make(map[*types.TypeName]string),
		writers: make(map[exchangeKey]*ssa.Parameter),
		setters: make(map[*types.TypeName]map[*ssa.Function]bool),
	}
	f.summaries = summaryMemo{
		own:      make(map[*ssa.Function]*origin.Summary),
		imported: make(map[types.Object]*origin.Summary),
		underway: make(map[*ssa.Function]int),
		asked:    make(map[string]bool),
	}
	if f.begin() {
		defer f.finish()
	}
	f.collect()
	f.effort.budget = packageFuel + functionFuel*len(f.Funcs)
	f.collectCallbacks()
}

// Model returns what is known of the libraries that the package uses.
func (f *Result) Model() *httpmodel.Model { return f.model }

// Abandon forgets the questions that were under way when one of them panicked. They
// would else be taken for recursion when they are asked again.
func (f *Result) Abandon() {
	clear(f.values.copying)
	clear(f.values.describing)
	abandon(f.values.evals)
	abandon(f.values.entries)
	abandon(f.calls.callees)
	abandon(f.calls.infos)
	abandon(f.calls.dynamicRows)
	clear(f.summaries.underway)
	clear(f.summaries.asked)
	f.effort.questions = questions{made: f.effort.questions.made}
	f.effort.asked = false
}

// Analysed reports whether anything will be asked about a function: in the main
// module about every one, in a dependency about those that get a response writer.
func (f *Result) Analysed(fn *types.Func) bool {
	return f.main || withStd || f.getsWriter(fn) && !f.generated(fn)
}

// Main reports whether the package belongs to the module under analysis, as
// far as the driver says.
func Main(pass *analysis.Pass) bool { return models.Main(pass) }

// wanted reports whether a package is read: all of the main module, and of its
// dependencies those with a function that is given a response writer, or with an interface
// in the place of one, and those with a function that may make a
// request and gives the answer, or that may run a function again. The
// standard library and the frameworks never are; their behaviour stands in the
// model.
func (f *Result) wanted(files []*ast.File) bool {
	pass := f.pass
	if withStd {
		return true
	}
	if len(files) == 0 || httpmodel.Modelled(pass.Pkg.Path()) {
		return false
	}
	if pass.Module == nil || pass.Module.Path == "" {
		return !standard(pass.Pkg.Path(), pass.Fset.Position(pass.Files[0].FileStart).Filename)
	}
	return f.main || f.size() <= MaxRead && (f.exports(f.getsWriter) || f.hasContext()) ||
		f.size() <= MaxShared && f.exports(func(fn *types.Func) bool { return f.mayRequest(fn) || runs(fn) })
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
					f.memory.closures[c] = append(f.memory.closures[c], mc)
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
	f.effort.fuel--
	f.effort.budget--
	if f.effort.fuel < 0 || f.effort.budget < 0 {
		f.effort.questions.cuts++
		return true
	}
	return false
}

// union is [origin.Union]; each origin that is looked at is a step.
func (f *Result) union(vs ...origin.Value) origin.Value {
	n := 0
	for _, v := range vs {
		n += len(v)
	}
	f.effort.fuel -= n
	f.effort.budget -= n
	return origin.Union(vs...)
}

// begin begins a question from outside, which may take as many steps as any other, whatever
// was asked before. It reports whether it has begun one, for finish to end; what a
// question leads to is a part of it.
func (f *Result) begin() bool {
	if f.effort.asked {
		return false
	}
	f.effort.asked, f.effort.fuel = true, fuel
	return true
}

// finish ends a question from outside.
func (f *Result) finish() { f.effort.asked = false }

// packages returns every package that this one imports, directly or not.
func (f *Result) packages() map[string]*types.Package {
	f.types.packagesOnce.Do(func() {
		f.types.packages = map[string]*types.Package{f.pass.Pkg.Path(): f.pass.Pkg}
		var add func(ps []*types.Package)
		add = func(ps []*types.Package) {
			for _, p := range ps {
				if f.types.packages[p.Path()] == nil {
					f.types.packages[p.Path()] = p
					add(p.Imports())
				}
			}
		}
		add(f.pass.Pkg.Imports())
	})
	return f.types.packages
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
