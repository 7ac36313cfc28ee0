package httpmodel

import (
	"go/types"
	"slices"
)

// Where a request has what a handler reads by its name.
const (
	InQuery  = "query"
	InHeader = "header"
	InCookie = "cookie"
	InForm   = "form"   // of the body
	InEither = "either" // the query or the form
	InGiven  = "given"  // what the receiver says: url.Values and http.Header
)

// inputs are the functions that read a part of a request by its name, which is argument 1.
var inputs = []struct {
	pkg, recv, in string
	names         []string
}{
	{"net/http", "Request", InEither, []string{"FormValue"}},
	{"net/http", "Request", InForm, []string{"FormFile", "PostFormValue"}},
	{"net/http", "Request", InCookie, []string{"Cookie", "CookiesNamed"}},
	{"net/http", "Header", InGiven, []string{"Get", "Values"}},
	{"net/url", "Values", InGiven, []string{"Get", "Has"}},
	{ginPath, "Context", InQuery, []string{"DefaultQuery", "GetQuery", "GetQueryArray", "Query", "QueryArray"}},
	{ginPath, "Context", InForm, []string{"DefaultPostForm", "FormFile", "GetPostForm", "PostForm", "PostFormArray"}},
	{ginPath, "Context", InHeader, []string{"GetHeader"}},
	{ginPath, "Context", InCookie, []string{"Cookie"}},
	{echo4Path, "Context", InQuery, []string{"QueryParam"}},
	{echo4Path, "Context", InEither, []string{"FormValue"}},
	{echo4Path, "Context", InForm, []string{"FormFile"}},
	{echo4Path, "Context", InCookie, []string{"Cookie"}},
	{echo5Path, "Context", InQuery, []string{"QueryParam", "QueryParamOr"}},
	{echo5Path, "Context", InEither, []string{"FormValue", "FormValueOr"}},
	{echo5Path, "Context", InForm, []string{"FormFile"}},
	{echo5Path, "Context", InCookie, []string{"Cookie"}},
	{fiber2Path, "Ctx", InQuery, []string{"Query", "QueryBool", "QueryFloat", "QueryInt"}},
	{fiber2Path, "Ctx", InHeader, []string{"Get"}},
	{fiber2Path, "Ctx", InCookie, []string{"Cookies"}},
	{fiber2Path, "Ctx", InForm, []string{"FormFile"}},
	{fiber2Path, "Ctx", InEither, []string{"FormValue"}},
	{fiber3Path, "Ctx", InQuery, []string{"Query"}},
	{fiber3Path, "Ctx", InHeader, []string{"Get"}},
	{fiber3Path, "Ctx", InCookie, []string{"Cookies"}},
	{fiber3Path, "Ctx", InForm, []string{"FormFile"}},
	{fiber3Path, "Ctx", InEither, []string{"FormValue"}},
}

// InputOf returns where a request has what a function reads by the name that is its
// argument 1, "" if it reads none.
func InputOf(fn *types.Func) string {
	if fn == nil || fn.Pkg() == nil {
		return ""
	}
	recv := RecvName(fn)
	for _, in := range inputs {
		if in.pkg == fn.Pkg().Path() && in.recv == recv && slices.Contains(in.names, fn.Name()) {
			return in.in
		}
	}
	return ""
}

// FillsQuery returns the tag by which a function binds the query of a request to the fields
// of a struct, "" if it does not.
func FillsQuery(fn *types.Func) string {
	if fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == ginPath && (fn.Name() == "BindQuery" || fn.Name() == "ShouldBindQuery") {
		return "form"
	}
	return ""
}

// TaggedInputs reports whether the fields of what a library gives an operation say by their
// tags where a request has them: huma's path, query, header, cookie, and the field Body.
func TaggedInputs(lib string) bool { return lib == humaPkg }
