package route

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Routing finds what the package registers, beside what the packages say that it
// imports, and returns the functions of this one that are registered as handlers.
func (p *Routes) Routing() map[string]*ssa.Function {
	var imports []*Routing
	for _, f := range p.Pass.AllPackageFacts() {
		if r, ok := f.Fact.(*Routing); ok && f.Package != p.Pass.Pkg {
			imports = append(imports, r)
		}
	}
	slices.SortFunc(imports, func(a, b *Routing) int { return cmp.Compare(a.Pkg, b.Pkg) })
	p.Funcs = make(map[string]*ssa.Function)
	for _, fn := range p.Flow.Funcs {
		p.Funcs[funcName(fn)] = fn
	}
	reg := p.newRegistrar(imports)
	reg.read()
	p.OwnRoutes, p.Imported = reg.out, imports
	return reg.handlers
}

// ExportRouting adds what the handlers answer, and leaves all of it to importers.
func (p *Routes) ExportRouting(registered map[string]*ssa.Function) {
	out := p.OwnRoutes
	out.Handlers = append(out.Handlers, p.handlers(registered)...)
	out.Handlers = append(out.Handlers, p.abstract(out.Handlers)...)
	out.Functions = p.functions(out.Handlers)
	p.exportMiddleware()
	for i := range out.Routes {
		out.Routes[i].Around = p.arounds(out.Routes[i].refs, out.Routes[i].Around)
	}
	for i := range out.Used {
		out.Used[i].Around = p.arounds(out.Used[i].refs, out.Used[i].Around)
	}
	out.Used = slices.DeleteFunc(out.Used, func(u Using) bool { return len(u.Around) == 0 })
	for i := range out.open {
		out.open[i].around = p.arounds(out.open[i].refs, out.open[i].around)
	}
	out.Remade = p.remade()
	if len(out.Routes)+len(out.Mounts)+len(out.Handlers)+len(out.open)+len(out.Used)+len(out.Served)+len(out.Remade) > 0 {
		p.Pass.ExportPackageFact(published(out))
	}
}

// published is a Routing as importers read it.
func published(r *Routing) *Routing {
	out := &Routing{}
	if data, _ := r.GobEncode(); out.GobDecode(data) != nil {
		return &Routing{Pkg: r.Pkg}
	}
	for _, o := range out.open {
		for _, v := range slices.Concat(o.path, o.method, []origin.Value{o.value}) {
			v.Settle()
		}
	}
	return out
}

// handlers returns what the handlers of the package answer: all that look like
// one and all that something is registered with.
func (p *Routes) handlers(registered map[string]*ssa.Function) (hs []*Handler) {
	for _, fn := range p.Flow.Funcs {
		name := funcName(fn)
		if p.Index.InTest(fn.Pos()) || registered[name] == nil && (p.writers.HandlerKind(fn) == writer.NoHandler && p.objects.AdapterOf(fn) == nil || fn.Parent() != nil && p.writers.IsHandler(fn.Parent())) {
			continue
		}
		sites := p.sitesOf(fn)
		h := &Handler{Name: name, Pos: fn.Pos(), Comment: documents(fn), Responses: sites}
		adapter := p.objects.AdapterOf(fn)
		lib := p.errors.LibraryOf(fn)
		switch {
		case lib != "":
			p.operation(h, fn, lib)
		case adapter != nil:
			h.Unread = p.unreadAdapted(fn, sites, adapter)
		default:
			h.Unread = p.unread(fn, sites, sendingCalls(sites))
		}
		for _, s := range sites {
			if lib == "" || s.Code.Return == nil {
				h.add(p, s)
			}
		}
		for _, a := range slices.Concat(p.whereFailed(fn), p.repliesToErrors(fn, sendingCalls(sites))) {
			h.reply(a)
		}
		// One that is registered, and in which nothing may write, leaves the response to
		// the server; one that is not may be a helper, or run before others.
		if adapter != nil {
			p.leftToAdapter(h, fn, sites, adapter)
		} else if empty := h.Unread == noAnswer && registered[name] != nil; h.Unread == "" || empty {
			if at := p.control.ImplicitOK(fn, sites); at.IsValid() {
				h.reply(Reply{Code: 200, Pos: at, API: "return", Implied: true})
				if empty {
					h.Unread = ""
				}
			}
		}
		slices.SortStableFunc(h.Replies, func(a, b Reply) int { return cmp.Compare(a.Code, b.Code) })
		hs = append(hs, h)
	}
	return hs
}

// abstract returns the methods of interfaces that are registered as handlers, with what the
// methods answer that implement them here.
func (p *Routes) abstract(own []*Handler) (hs []*Handler) {
	for m, fns := range p.implemented {
		h := &Handler{Name: m.FullName(), Unread: "which type has the method was not found out"}
		if m.Pkg() == p.Pass.Pkg {
			h.Pos = m.Pos()
		}
		for _, fn := range fns {
			for _, o := range own {
				if name := funcName(fn); o.Name == name || strings.HasPrefix(o.Name, name+"$") {
					for _, a := range o.Replies {
						h.reply(a)
					}
				}
			}
		}
		slices.SortStableFunc(h.Replies, func(a, b Reply) int { return cmp.Compare(a.Code, b.Code) })
		hs = append(hs, h)
	}
	slices.SortFunc(hs, func(a, b *Handler) int { return cmp.Compare(a.Name, b.Name) })
	return hs
}

// sitesOf returns the responses of a function and of the literals in it.
func (p *Routes) sitesOf(fn *ssa.Function) []*summary.Response {
	if p.sites == nil {
		p.sites = make(map[*ssa.Function][]*summary.Response)
		for _, s := range slices.Concat(p.Found.Responses, p.Found.ErrorResponses, p.sentByAdapters()) {
			for fn := s.Code.Func; fn != nil; fn = fn.Parent() {
				p.sites[fn] = append(p.sites[fn], s)
			}
		}
	}
	return p.sites[fn]
}

// remade returns the libraries in whose place this package responds to errors.
func (p *Routes) remade() (paths []string) {
	for _, imp := range p.Pass.Pkg.Imports() {
		if p.Flow.Model().AnyErrorOf(imp.Path()) != nil && p.overrides.Overridden(imp.Path(), nil) {
			paths = append(paths, imp.Path())
		}
	}
	return paths
}

// add adds the statuses of a site. One that is only set is sent by the next.
func (h *Handler) add(p *Routes, s *summary.Response) {
	api := s.By.API
	if s.By.Via != "" {
		api = s.By.Via
	}
	for _, code := range s.Status.Codes {
		h.reply(Reply{Code: code, Pos: s.At.Node.Pos(), API: api, Implied: s.Status.Implied && s.Status.Expr == nil || s.Status.Foreign,
			Supposed: slices.Contains(s.Status.Supposed, code), Except: s.Reason.Allowed})
	}
	if s.Code.Write != nil {
		for _, code := range s.Code.Write.Status.Implied {
			h.reply(Reply{Code: code, Pos: s.At.Node.Pos(), API: api, Implied: true, Except: s.Reason.Allowed})
		}
	}
	if unset, _ := p.implicit(s); unset {
		h.reply(Reply{Code: 200, Pos: s.At.Node.Pos(), API: api, Implied: len(s.Status.Codes) > 0, Except: s.Reason.Allowed})
	}
}

// reply adds a response. Of two with one status that stays which more requests get.
func (h *Handler) reply(r Reply) {
	i := slices.IndexFunc(h.Replies, func(other Reply) bool { return other.Code == r.Code })
	if i < 0 {
		h.Replies = append(h.Replies, r)
		return
	}
	first := h.Replies[i]
	gets := func(m string) bool { return !slices.Contains(r.Except, m) }
	if slices.ContainsFunc(first.Except, gets) {
		r.Except = slices.DeleteFunc(slices.Clone(first.Except), gets)
		h.Replies[i] = r
	}
}

// implicit reports whether a site perhaps sends a body whose status nobody has set, and
// whether the other statuses are known that it may have: a handler's own writer has none
// when it begins. A helper that it has called may have set one, or has responded by
// itself, which it does not always tell. In a literal, which a helper runs, it is that of
// the handler around it.
func (p *Routes) implicit(s *summary.Response) (unset, exact bool) {
	handler := s.Code.Func
	responds := func(fn *ssa.Function) bool {
		return p.writers.IsHandler(fn) || p.objects.AdapterOf(fn) != nil || p.writers.IsOwnHandler(fn)
	}
	for handler.Parent() != nil && !responds(handler) {
		handler = handler.Parent()
	}
	if !s.Body.Sent || s.Status.Implied || s.Code.Write == nil || !responds(handler) {
		return false, false
	}
	exact = true
	for _, t := range s.Code.Write.Status.Value {
		if t.Op == origin.Param && strings.HasSuffix(t.Path, valueflow.MemStatus) && (handler == s.Code.Func || t.Fn == handler) {
			unset = true
			continue
		}
		_, known := (origin.Value{t}).Ints()
		exact = exact && known
	}
	return unset, unset && exact
}

// whereFailed returns what calls answer that do so only where they fail: gin's Bind.
func (p *Routes) whereFailed(fn *ssa.Function) (as []Reply) {
	for _, f := range append([]*ssa.Function{fn}, fn.AnonFuncs...) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					for _, a := range p.onlyFailed(call) {
						codes, _ := a.Status.Value.Ints()
						for _, code := range codes {
							as = append(as, Reply{Code: code, Pos: call.Pos(), API: a.API})
						}
					}
				}
			}
		}
	}
	return as
}

// onlyFailed returns what a call answers only where it fails, if all of that is known.
func (p *Routes) onlyFailed(call *ssa.Call) []*summary.Write {
	evs := p.summaries.Events(call)
	if slices.ContainsFunc(evs, func(a *summary.Write) bool { _, exact := a.Status.Value.Ints(); return !a.When.Fails || !exact }) {
		return nil
	}
	return evs
}

// unread says why a handler may have other responses than its sites' and those of some calls:
// a status is not known, others get its writer, or it returns an error for others to answer.
// It is "" if there are none.
func (p *Routes) unread(fn *ssa.Function, sites []*summary.Response, known map[*ssa.Call]bool) string {
	last := p.writers.LastResponderOf(fn)
	if last == nil {
		return "the function that responds for it was not found"
	}
	for _, s := range sites {
		if s.Code.Call == nil || !known[s.Code.Call] {
			continue
		}
		_, unset := p.implicit(s)
		serves := s.Code.Write.Kind == httpmodel.Serve && len(s.Code.Write.Status.Implied) > 0
		if setsHeader := s.Code.Write.Kind == httpmodel.SetHeader || s.Code.Write.Kind == httpmodel.AddHeader; !setsHeader && !serves && !s.Status.Exact && s.StatusCall == nil && !unset {
			if len(s.Status.Codes) > 0 {
				return syntax.Name(s.At.Call.Fun) + " may send other statuses"
			}
			return "the status of " + syntax.Name(s.At.Call.Fun) + " is not known"
		}
	}
	none := len(known) == 0 && len(p.repliesToErrors(fn, known)) == 0
	if none && len(fn.AnonFuncs) > 0 {
		return "it responds in a function that it passes on"
	}
	if why := p.unreadIn(fn, last, known); why != "" {
		return why
	}
	if none {
		return noAnswer
	}
	return ""
}

// noAnswer is said of a handler in which nothing writes.
const noAnswer = "no response was found in it"

// sendingCalls returns the calls of sites that send. What makes a carried answer sends
// nothing: how that is sent is others' choice.
func sendingCalls(sites []*summary.Response) map[*ssa.Call]bool {
	known := make(map[*ssa.Call]bool)
	for _, s := range sites {
		if s.At.Call != nil && s.Code.Call != nil && !s.Code.Write.SentLater() {
			known[s.Code.Call] = true
		}
	}
	return known
}

// unreadIn says why the instructions of a handler, or of a literal in it, may have
// other responses than those of some calls. The last responder of a literal may be its
// function's, as far as that is captured.
func (p *Routes) unreadIn(fn *ssa.Function, s *writer.LastResponder, known map[*ssa.Call]bool) string {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if !known[instr] && len(p.onlyFailed(instr)) == 0 && s.Aliases.MayWrite(instr) {
					if expr := p.Index.Call(instr.Pos()); expr != nil && syntax.Name(expr.Fun) != "" {
						return syntax.Name(expr.Fun) + " may respond and was not read"
					}
					return "a call that was not read may respond"
				}
			case *ssa.Return:
				if s.Kind == writer.Returning && len(instr.Results) == 1 {
					if _, ok := p.returnedReplies(instr, known); !ok {
						return "it returns errors that other code responds to"
					}
				}
			case *ssa.MakeClosure:
				inner := instr.Fn.(*ssa.Function)
				if inner.Parent() != fn {
					continue // a method value
				}
				part := p.writers.LastResponderOf(inner)
				if part == nil {
					part = &writer.LastResponder{Aliases: p.writers.AliasesIn(inner, s.Aliases.Captured(instr)...)}
				}
				if why := p.unreadIn(inner, part, known); why != "" {
					return why
				}
			default:
				if s.Aliases.MayWrite(instr) {
					return "it hands its writer on"
				}
			}
		}
	}
	return ""
}

// repliesToErrors returns what is answered for the errors that a handler returns, or a part
// of it that a helper runs last.
func (p *Routes) repliesToErrors(fn *ssa.Function, known map[*ssa.Call]bool) (as []Reply) {
	for _, part := range append([]*ssa.Function{fn}, fn.AnonFuncs...) {
		if s := p.writers.LastResponderOf(part); s == nil || s.Kind != writer.Returning {
			continue
		}
		for _, b := range part.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) == 1 && p.Flow.Live(b) {
				replies, _ := p.returnedReplies(ret, known)
				as = append(as, replies...)
			}
		}
	}
	return as
}

// returnedReplies returns what is answered for the error that a handler returns: the
// statuses that errors carry; ok is false if it may be another error. That of a call
// that has answered is the failure to write.
func (p *Routes) returnedReplies(ret *ssa.Return, known map[*ssa.Call]bool) (as []Reply, ok bool) {
	ok = true
	for _, v := range ssautil.Incoming(ssautil.Returned(ret)[len(ret.Results)-1]) {
		if call, isCall := v.(*ssa.Call); ssautil.IsNil(v) || isCall && known[call] {
			continue
		}
		for _, t := range p.Flow.Eval(v, ret) {
			if t.Op == origin.Zero {
				continue
			}
			a := p.errors.WriteOf(t)
			if a == nil {
				ok = false
				continue
			}
			codes, exact := a.Status.Value.Ints()
			ok = ok && exact && len(codes) > 0
			for _, code := range codes {
				as = append(as, Reply{Code: code, Pos: ret.Pos(), API: a.API})
			}
		}
	}
	return as, ok
}

// documents reports whether the comment of a function documents an operation, in
// the words of the tools that read such.
func documents(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	if !ok || decl.Doc == nil {
		return false
	}
	for _, c := range decl.Doc.List {
		for _, word := range []string{"@Success", "@Failure", "@Response", "@Router", "swagger:"} {
			if strings.Contains(c.Text, word) {
				return true
			}
		}
	}
	return false
}

// RepliesOf returns what is known of a handler by its name, or of those that the
// function of this name makes; nil if nothing is. A method is the same of a type and of a
// pointer to it.
func RepliesOf(parts []*Routing, name string) (hs []*Handler) {
	name = strings.Replace(name, "(*", "(", 1)
	for _, part := range parts {
		for _, h := range part.Handlers {
			if slices.ContainsFunc(hs, func(known *Handler) bool { return known.Name == h.Name }) {
				continue // a library's, that several packages register
			}
			if of := strings.Replace(h.Name, "(*", "(", 1); of == name || strings.HasPrefix(of, name+"$") {
				hs = append(hs, h)
			}
		}
	}
	return hs
}

// Object returns the function of another package that a handler's name means, nil
// if it is not to be found.
func Object(pkg *types.Package, name string) *types.Func {
	name, _, _ = strings.Cut(name, "$")
	var found *types.Func
	seen := make(map[*types.Package]bool)
	var search func(p *types.Package)
	search = func(p *types.Package) {
		if seen[p] || found != nil {
			return
		}
		seen[p] = true
		if strings.Contains(name, p.Path()+".") {
			for _, n := range p.Scope().Names() {
				switch obj := p.Scope().Lookup(n).(type) {
				case *types.Func:
					if obj.FullName() == name {
						found = obj
					}
				case *types.TypeName:
					if t, ok := obj.Type().(*types.Named); ok {
						for m := range t.Methods() {
							if m.FullName() == name {
								found = m
							}
						}
					}
				}
			}
		}
		for _, q := range p.Imports() {
			search(q)
		}
	}
	search(pkg)
	return found
}
