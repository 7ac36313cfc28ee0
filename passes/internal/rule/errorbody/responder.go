package errorbody

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// candidates returns the project's own ways to answer an error, the configured
// ones first.
func (fx *fixer) candidates() []responses.Responder {
	in, _ := fx.pass.TypesInfo.Defs[fx.declName()].(*types.Func)
	found := fx.res.Responders(fx.file.Syntax, in)
	var first []responses.Responder
	for _, name := range fx.contract.Project.Responders {
		if r, ok := fx.res.Responder(name); ok && r.Func != in {
			first = append(first, r)
		}
	}
	slices.SortStableFunc(found, func(a, b responses.Responder) int {
		return rank(fx.contract.IsResponder(a.Func)) - rank(fx.contract.IsResponder(b.Func))
	})
	return append(first, found...)
}

func rank(configured bool) int {
	if configured {
		return 0
	}
	return 1
}

// decl returns the declaration around the response, nil at package level.
func (fx *fixer) decl() *ast.FuncDecl {
	for _, d := range fx.file.Syntax.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= fx.old.stmt.Pos() && fx.old.stmt.Pos() < fn.End() {
			return fn
		}
	}
	return nil
}

func (fx *fixer) declName() *ast.Ident {
	if fn := fx.decl(); fn != nil {
		return fn.Name
	}
	return nil
}

// respond returns the edits that answer through a responder.
func (fx *fixer) respond(r responses.Responder, st status) (callee string, edits []analysis.TextEdit, ok bool) {
	callee, ok = fx.callee(r.Func)
	if !ok {
		return "", nil, false
	}
	edits, ok = fx.call(callee, r, st)
	return callee, edits, ok
}

// call returns the edits that answer through a responder which the code around the
// answer calls so.
func (fx *fixer) call(callee string, r responses.Responder, st status) (edits []analysis.TextEdit, ok bool) {
	// The responder sends the status itself. What stands between, and a content
	// type that was meant for this response, are for the body in place.
	if fx.old.head != nil && !fx.follows() || fx.site.By.Form != nil && !fx.site.Status.Decides && fx.site.StatusCall == nil {
		return nil, false
	}
	sig := r.Func.Signature()
	args := make([]string, sig.Params().Len())
	for _, w := range []ast.Expr{fx.site.By.Writer, fx.old.writer} {
		if w != nil && types.AssignableTo(fx.pass.TypesInfo.TypeOf(w), sig.Params().At(r.Writer).Type()) && repeatable(fx.pass.TypesInfo, w) {
			args[r.Writer] = fx.file.Source(w)
		}
	}
	args[r.Status] = st.text
	request := fx.variable("net/http", "Request")
	if r.Request >= 0 {
		args[r.Request] = request
	}
	if r.Context >= 0 {
		if args[r.Context] = fx.variable("context", "Context"); args[r.Context] == "" && request != "" {
			args[r.Context] = request + ".Context()"
		}
	}
	for _, t := range r.Texts {
		ok := true
		m := contract.Member{Holds: contract.HoldsMessage}
		if len(r.Texts) > 1 {
			m = member(fx.contract.ErrorMembers(), t.Member)
		}
		switch {
		case m.Holds == contract.HoldsMessage:
			args[t.Param], ok = fx.message(st)
		case depends(m):
			args[t.Param], ok = kind(m, st)
		case m.Holds == contract.HoldsPhrase:
			args[t.Param], ok = fx.phrase(st)
		}
		if !ok {
			return nil, false
		}
	}
	if slices.Contains(args, "") {
		return nil, false
	}
	returns := sig.Results().Len() == 1 && typeutil.IsErrorInterface(sig.Results().At(0).Type())
	return fx.put(fx.old.head, callee+"("+strings.Join(args, ", ")+")", returns)
}

// follows reports whether the message is sent right behind the status, and
// nothing else belongs to the response.
func (fx *fixer) follows() bool {
	list := fx.list()
	return slices.Index(list, fx.old.head)+1 == slices.Index(list, fx.old.stmt) && fx.declared() == nil && !fx.commented(fx.old.head, fx.old.stmt)
}

// commented reports whether a comment stands between two statements or in them.
func (fx *fixer) commented(from, to ast.Stmt) bool {
	return slices.ContainsFunc(fx.file.Syntax.Comments, func(g *ast.CommentGroup) bool {
		return from.Pos() <= g.Pos() && g.Pos() < to.End()
	})
}

// callee returns the expression by which the code around the response calls a
// function: a method only through the receiver that it has itself.
func (fx *fixer) callee(fn *types.Func) (string, bool) {
	recv := fn.Signature().Recv()
	switch {
	case recv != nil:
		decl := fx.decl()
		if fn.Pkg() != fx.pass.Pkg || decl == nil || decl.Recv == nil || len(decl.Recv.List[0].Names) == 0 {
			return "", false
		}
		id := decl.Recv.List[0].Names[0]
		own := fx.pass.TypesInfo.Defs[id]
		if own == nil || fx.lookup(id.Name) != own || !types.Identical(pointee(own.Type()), pointee(recv.Type())) {
			return "", false
		}
		return id.Name + "." + fn.Name(), true
	case fn.Pkg() == fx.pass.Pkg:
		return fn.Name(), fx.lookup(fn.Name()) == fn
	case !fn.Exported():
		return "", false
	}
	pkg, ok := fx.imported(fn.Pkg().Path(), fn.Pkg().Name())
	return pkg + "." + fn.Name(), ok
}

func pointee(t types.Type) types.Type {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// member returns the contract's member of a name that holds something.
func member(members []contract.Member, name string) contract.Member {
	for _, m := range members {
		if m.Name == name && len(m.Members) == 0 {
			return m
		}
		if m := member(m.Members, name); m.Holds != contract.HoldsNothing || depends(m) {
			return m
		}
	}
	return contract.Member{}
}
