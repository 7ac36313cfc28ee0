package httpmodel

import (
	"go/types"
	"slices"
)

// A chain says how a framework's handlers run one another. The calls have no
// rows: what the next handler does to the response, nobody knows.
type chain struct {
	pkg, typ string
	next     []string // methods that run the handlers that come after the caller
	// stops are methods after which these do not run any more. A framework that
	// has them goes on to the next handler when one returns.
	stops []string
}

var chains = []chain{
	{
		pkg: "github.com/gin-gonic/gin", typ: "Context",
		next: []string{"Next"},
		stops: []string{"Abort", "AbortWithError", "AbortWithStatus", "AbortWithStatusJSON", "AbortWithStatusPureJSON",
			"Bind", "BindHeader", "BindJSON", "BindPlain", "BindQuery", "BindTOML", "BindUri", "BindWith", "BindXML", "BindYAML", "MustBindWith"},
	},
	{
		pkg: hertzPath + "/app", typ: "RequestContext",
		next:  []string{"Next"},
		stops: []string{"Abort", "AbortWithError", "AbortWithMsg", "AbortWithStatus", "AbortWithStatusJSON"},
	},
	{pkg: irisPath + "/context", typ: "Context", next: []string{"Next"}},
	{pkg: restfulPath, typ: "FilterChain", next: []string{"ProcessFilter"}},
	{pkg: fiber2, typ: "Ctx", next: []string{"Next"}},
	{pkg: fiber3, typ: "Ctx", next: []string{"Next"}},
	{pkg: fiber3, typ: "DefaultCtx", next: []string{"Next"}},
}

// RunsNext reports whether a method runs the handlers that come after the one
// that calls it.
func (m *Model) RunsNext(fn *types.Func) bool {
	c := m.chainOf(fn)
	return c != nil && slices.Contains(c.next, fn.Name())
}

// StopsChain reports whether a method keeps the handlers that come after the one
// that calls it from being run; the caller itself goes on.
func (m *Model) StopsChain(fn *types.Func) bool {
	c := m.chainOf(fn)
	return c != nil && slices.Contains(c.stops, fn.Name())
}

// GoesOn reports whether a handler that is given a context of type t and returns
// leaves the request to the next one, unless it stopped the chain.
func (m *Model) GoesOn(t types.Type) bool {
	n, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	c := m.chain(n.Obj().Pkg().Path(), n.Obj().Name())
	return c != nil && len(c.stops) > 0
}

func (m *Model) chainOf(fn *types.Func) *chain {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	return m.chain(fn.Pkg().Path(), RecvName(fn))
}

// chain returns how handlers run one another that are given a type, nil if they do not.
func (m *Model) chain(pkg, typ string) *chain {
	of := func(c chain) bool { return c.pkg == pkg && c.typ == typ }
	if m != nil {
		if i := slices.IndexFunc(m.chains, of); i >= 0 {
			return &m.chains[i]
		}
	}
	if i := slices.IndexFunc(chains, of); i >= 0 {
		return &chains[i]
	}
	return nil
}
