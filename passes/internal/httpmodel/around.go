package httpmodel

import (
	"go/types"
	"slices"
)

// Middleware: what runs before the handlers of a router, or around them.

// A use is a function that puts middleware before what is registered with a router.
type use struct {
	recv, name string
	from       int // the first argument that is middleware, as a Row's are counted; all behind it are
}

// uses returns the functions of a package by which middleware comes before handlers; ok is
// false for routers whose middleware is not known.
func uses(path string) (us []use, ok bool) {
	switch path {
	case "net/http": // there is none but what wraps a handler
		return nil, true
	case chiPath:
		return []use{{"Mux", "Use", 1}, {"Router", "Use", 1}, {"Mux", "With", 1}, {"Router", "With", 1}}, true
	case ginPath:
		return []use{
			{"RouterGroup", "Use", 1}, {"IRoutes", "Use", 1}, {"Engine", "Use", 1},
			{"RouterGroup", "Group", 2}, {"IRouter", "Group", 2},
		}, true
	case echo4Path, echo5Path:
		us = []use{{"Echo", "Use", 1}, {"Echo", "Pre", 1}, {"Group", "Use", 1}, {"Echo", "Group", 2}, {"Group", "Group", 2}}
		for _, recv := range []string{"Echo", "Group"} {
			for _, name := range []string{"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE", "Any"} {
				us = append(us, use{recv, name, 3})
			}
			us = append(us, use{recv, "Add", 4}, use{recv, "Match", 4})
		}
		if path == echo4Path {
			us = append(us, use{"Echo", "Host", 2})
		}
		return us, true
	case "github.com/gorilla/mux":
		return []use{{"Router", "Use", 1}}, true
	case humaPkg:
		return []use{{"API", "UseMiddleware", 1}, {"Group", "UseMiddleware", 1}}, true
	}
	return nil, false
}

// MiddlewareFrom returns the first of the arguments of a function that are middleware, of
// which a handler or what is registered with a router comes after; 0 if there are none.
func MiddlewareFrom(fn *types.Func) int {
	if fn == nil || fn.Pkg() == nil {
		return 0
	}
	us, _ := uses(fn.Pkg().Path())
	if i := slices.IndexFunc(us, func(u use) bool { return u.name == fn.Name() && u.recv == RecvName(fn) }); i >= 0 {
		return us[i].from
	}
	return 0
}

// KnowsMiddleware reports whether all that runs before the handlers of a package's routers
// can be found: how middleware is put there, and what the package does by itself.
func KnowsMiddleware(path string) bool {
	_, ok := uses(path)
	return ok
}

// passing are functions that make middleware which answers nothing by itself: a request goes
// on to the handler, and what that sends is sent as it is. What replies for some requests
// (cross-origin checks, redirects, files), and what runs functions that the caller chose, is
// none.
var passing = map[string][]string{
	chiPath + "/middleware": {"CleanPath", "Compress", "GetHead", "Logger", "NoCache", "RealIP", "RequestID", "RequestLogger",
		"RequestSize", "SetHeader", "StripSlashes", "URLFormat", "WithValue"},
	ginPath: {"Logger", "LoggerWithConfig", "LoggerWithFormatter", "LoggerWithWriter"},
	echo4Path + "/middleware": {"Gzip", "GzipWithConfig", "Logger", "LoggerWithConfig", "RemoveTrailingSlash", "AddTrailingSlash",
		"RequestID", "RequestIDWithConfig", "RequestLoggerWithConfig", "Secure", "SecureWithConfig"},
	echo5Path + "/middleware": {"Gzip", "GzipWithConfig", "RequestLogger", "RequestLoggerWithConfig", "RemoveTrailingSlash",
		"AddTrailingSlash", "RequestID", "RequestIDWithConfig", "Secure", "SecureWithConfig"},
	"github.com/gorilla/handlers": {"CombinedLoggingHandler", "CompressHandler", "CompressHandlerLevel", "CustomLoggingHandler",
		"LoggingHandler", "ProxyHeaders"},
	"net/http": {"MaxBytesHandler", "AllowQuerySemicolons"},
}

// PassesOn reports whether a function of a library makes middleware that answers nothing by
// itself, or is such.
func PassesOn(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && fn.Signature().Recv() == nil && slices.Contains(passing[fn.Pkg().Path()], fn.Name())
}

// OwnAnswers are the statuses that a library answers by itself before an operation which is
// registered with it runs, for requests that do not fit the operation.
func OwnAnswers(path string) []int {
	if path == humaPkg { // what cannot be read, is too large or too slow, has another media type, or is not valid
		return []int{400, 406, 408, 413, 415, 422, 500}
	}
	return nil
}

// MiddlewareMember returns the member of an argument that holds middleware of the one route
// that a function registers; ok is false if there is none.
func MiddlewareMember(fn *types.Func) (member Expr, ok bool) {
	if fn == nil || fn.Pkg() == nil {
		return Expr{}, false
	}
	switch path := fn.Pkg().Path(); {
	case path == humaPkg && fn.Name() == "Register", path == echo5Path && fn.Name() == "AddRoute":
		return memberOf(arg(1), "Middlewares"), true
	}
	return Expr{}, false
}

// OutputStatus returns how a library chooses the status of a success of an operation: the
// field of the result that says it, "" if there is none, and the status where neither that
// nor the operation does. It is not ok for libraries of which that is not known.
func OutputStatus(lib string, sig *types.Signature) (field string, otherwise int, ok bool) {
	if lib != humaPkg || sig.Results().Len() == 0 {
		return "", 0, false
	}
	s, isStruct := deref(sig.Results().At(0).Type()).Underlying().(*types.Struct)
	if !isStruct {
		return "", 0, false
	}
	otherwise = 204
	for v := range s.Fields() {
		switch {
		case v.Embedded():
			return "", 0, false // the fields of another one
		case v.Name() == "Body":
			otherwise = 200
		case v.Name() == "Status" && types.Identical(v.Type(), types.Typ[types.Int]):
			field = v.Name()
		}
	}
	return field, otherwise, true
}

// DefaultStatus returns the status of an operation's success by the call that registers it;
// ok is false where functions that the caller passes may change it.
func DefaultStatus(fn *types.Func) (status Expr, ok bool) {
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != humaPkg {
		return Expr{}, false
	}
	if fn.Name() == "Register" {
		return memberOf(arg(1), "DefaultStatus"), true
	}
	return Expr{}, false
}
