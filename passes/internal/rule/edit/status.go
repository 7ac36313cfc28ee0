package edit

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"golang.org/x/tools/go/analysis"
)

// statusNames are the status constants of net/http. A test holds them against the
// package; reading them from it would miss where a pass does not import it.
var statusNames = map[int]string{
	100: "StatusContinue",
	101: "StatusSwitchingProtocols",
	102: "StatusProcessing",
	103: "StatusEarlyHints",
	200: "StatusOK",
	201: "StatusCreated",
	202: "StatusAccepted",
	203: "StatusNonAuthoritativeInfo",
	204: "StatusNoContent",
	205: "StatusResetContent",
	206: "StatusPartialContent",
	207: "StatusMultiStatus",
	208: "StatusAlreadyReported",
	226: "StatusIMUsed",
	300: "StatusMultipleChoices",
	301: "StatusMovedPermanently",
	302: "StatusFound",
	303: "StatusSeeOther",
	304: "StatusNotModified",
	305: "StatusUseProxy",
	307: "StatusTemporaryRedirect",
	308: "StatusPermanentRedirect",
	400: "StatusBadRequest",
	401: "StatusUnauthorized",
	402: "StatusPaymentRequired",
	403: "StatusForbidden",
	404: "StatusNotFound",
	405: "StatusMethodNotAllowed",
	406: "StatusNotAcceptable",
	407: "StatusProxyAuthRequired",
	408: "StatusRequestTimeout",
	409: "StatusConflict",
	410: "StatusGone",
	411: "StatusLengthRequired",
	412: "StatusPreconditionFailed",
	413: "StatusRequestEntityTooLarge",
	414: "StatusRequestURITooLong",
	415: "StatusUnsupportedMediaType",
	416: "StatusRequestedRangeNotSatisfiable",
	417: "StatusExpectationFailed",
	418: "StatusTeapot",
	421: "StatusMisdirectedRequest",
	422: "StatusUnprocessableEntity",
	423: "StatusLocked",
	424: "StatusFailedDependency",
	425: "StatusTooEarly",
	426: "StatusUpgradeRequired",
	428: "StatusPreconditionRequired",
	429: "StatusTooManyRequests",
	431: "StatusRequestHeaderFieldsTooLarge",
	451: "StatusUnavailableForLegalReasons",
	500: "StatusInternalServerError",
	501: "StatusNotImplemented",
	502: "StatusBadGateway",
	503: "StatusServiceUnavailable",
	504: "StatusGatewayTimeout",
	505: "StatusHTTPVersionNotSupported",
	506: "StatusVariantAlsoNegotiates",
	507: "StatusInsufficientStorage",
	508: "StatusLoopDetected",
	510: "StatusNotExtended",
	511: "StatusNetworkAuthenticationRequired",
}

// StatusName returns the name of net/http's constant for a status code:
// "StatusNotFound" for 404. It is not ok if there is none.
func StatusName(code int) (name string, ok bool) {
	name, ok = statusNames[code]
	return name, ok
}

// Status returns the expression for a status code at a position: the constant of
// net/http, imported if need be, or the number if there is none. A file that does
// not import net/http gets the constant of that name from a package that it does
// import: fiber.StatusNotFound.
func (f *File) Status(code int, pos token.Pos) (expr string, edits []analysis.TextEdit, ok bool) {
	name, ok := StatusName(code)
	if !ok {
		return strconv.Itoa(code), nil, true
	}
	if !f.imports("net/http") {
		for _, spec := range f.Syntax.Imports {
			pkgName := f.pass.TypesInfo.PkgNameOf(spec)
			if pkgName != nil && holds(pkgName.Imported(), name, code) && f.resolve(pkgName.Name(), pos) == pkgName {
				return pkgName.Name() + "." + name, nil, true
			}
		}
	}
	pkg, edits, ok := f.Import("net/http", "http", pos)
	return pkg + "." + name, edits, ok
}

// imports reports whether the file imports a package under a name.
func (f *File) imports(path string) bool {
	return slices.ContainsFunc(f.Syntax.Imports, func(spec *ast.ImportSpec) bool {
		name := f.pass.TypesInfo.PkgNameOf(spec)
		return name != nil && name.Imported().Path() == path && name.Name() != "_" && name.Name() != "."
	})
}

// holds reports whether a package has a constant of a name and a value.
func holds(pkg *types.Package, name string, value int) bool {
	c, ok := pkg.Scope().Lookup(name).(*types.Const)
	if !ok || !c.Exported() {
		return false
	}
	v, exact := constant.Int64Val(constant.ToInt(c.Val()))
	return exact && v == int64(value)
}

// StatusText returns the expression at a position for the text of a status,
// itself an expression that may be one of the codes: http.StatusText(status), or
// the text if there is but one code and the file does not import net/http.
func (f *File) StatusText(status string, codes []int, pos token.Pos) (expr string, edits []analysis.TextEdit, ok bool) {
	if len(codes) == 1 && http.StatusText(codes[0]) != "" && !f.imports("net/http") {
		return strconv.Quote(http.StatusText(codes[0])), nil, true
	}
	name, edits, ok := f.Import("net/http", "http", pos)
	return name + ".StatusText(" + status + ")", edits, ok
}

// ErrorMessage returns, as an expression, what a chosen contract lets a fix say where
// an error that may have these statuses has no message of its own.
func ErrorMessage(c *contract.Contract, codes []int) (expr string, ok bool) {
	if !c.Chosen || len(codes) != 1 || c.Message(codes[0]) == "" {
		return "", false
	}
	return strconv.Quote(c.Message(codes[0])), true
}

// statusLike is Status for code that takes the place of an expression: it takes
// the constant from the package that the expression takes its own from.
func (f *File) statusLike(expr ast.Expr, code int) (string, []analysis.TextEdit, bool) {
	sel, ok := ast.Unparen(expr).(*ast.SelectorExpr)
	if ok {
		was, _ := f.pass.TypesInfo.Uses[sel.Sel].(*types.Const)
		if name, ok := StatusName(code); ok && was != nil && was.Pkg() != nil && holds(was.Pkg(), name, code) {
			return f.Source(sel.X) + "." + name, nil, true
		}
	}
	return f.Status(code, expr.Pos())
}

// ReplaceStatus offers fixes that put other statuses into the place of an
// expression, the best first. Only a constant is replaced: a variable may have
// other values, and other uses.
func ReplaceStatus(pass *analysis.Pass, expr ast.Expr, codes []int) (fixes []analysis.SuggestedFix) {
	if expr == nil || pass.TypesInfo.Types[expr].Value == nil {
		return nil
	}
	defer defect.Recover(pass, expr.Pos())
	file := FileOf(pass, expr.Pos())
	if file == nil {
		return nil
	}
	was := pass.TypesInfo.Types[expr].Value.ExactString()
	for _, code := range codes {
		text, edits, ok := file.statusLike(expr, code)
		if !ok {
			continue
		}
		more, unused, ok := file.Replace(expr.Pos(), expr.End(), text)
		if !ok || len(unused) > 0 {
			continue
		}
		name := strconv.Itoa(code)
		if text := http.StatusText(code); text != "" {
			name += " " + text
		}
		fixes = append(fixes, analysis.SuggestedFix{
			Message:   "Send " + name + " instead of " + was + "; clients get a different status",
			TextEdits: append(edits, more...),
		})
	}
	return fixes
}
