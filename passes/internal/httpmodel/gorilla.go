package httpmodel

import "slices"

// github.com/gorilla: mux and handlers. Their handlers are net/http's. What it
// leaves out, and why: ServeHTTP, Use, Walk and Match run code that the caller
// chose.
func gorilla() []table {
	return []table{
		{pkg: "github.com/gorilla/handlers", rows: gorillaHandlers},
		{pkg: "github.com/gorilla/mux", rows: gorillaMux, overrides: []Override{
			{"Router", "MethodNotAllowedHandler", 405}, {"Router", "NotFoundHandler", 404},
		}},
	}
}

func gorillaMux() []Row {
	missing := []Response{
		{Kind: Complete, Status: status(404), Body: str("404 page not found"), ContentType: plainCT},
		{Kind: Status, Status: status(405)}, // without Allow
	}
	matching := []string{"BuildVarsFunc", "Headers", "Host", "MatcherFunc", "Methods", "Name", "Path", "PathPrefix", "Queries", "Schemes"}
	return slices.Concat([]Row{
		{Name: "NewRouter", OwnResponses: missing, Pure: true},
		{Name: "SetURLVars", Results: []Expr{arg(0)}, Pure: true},
		{Name: "Vars", Results: []Expr{plain()}, Pure: true},
	},
		harmless("", "CORSMethodMiddleware", "CurrentRoute"),
		harmless("Router", matching...),
		harmless("Router", "Get", "GetRoute", "Handle", "HandleFunc", "NewRoute"),
		each(Row{Recv: "Router", Results: []Expr{arg(0)}, Pure: true}, "SkipClean", "StrictSlash", "UseEncodedPath"),
		each(Row{Recv: "Route", Results: []Expr{arg(0)}, Pure: true}, matching...),
		each(Row{Recv: "Route", Results: []Expr{arg(0)}, Pure: true}, "BuildOnly", "Handler", "HandlerFunc", "HeadersRegexp"),
		harmless("Route", "GetError", "GetHandler", "GetHostTemplate", "GetMethods", "GetName", "GetPathRegexp", "GetPathTemplate",
			"GetQueriesRegexp", "GetQueriesTemplates", "GetVarNames", "SkipClean", "Subrouter", "URL", "URLHost", "URLPath"),
	)
}

func gorillaHandlers() []Row {
	return slices.Concat([]Row{
		{Name: "CORS", Pure: true, OwnResponses: []Response{ // of a preflight request that asks for too much, or for nothing
			{Kind: Status, Status: status(400)},
			{Kind: Status, Status: status(403)},
			{Kind: Status, Status: status(405)},
		}},
		{Name: "CanonicalHost", OwnResponses: []Response{{Kind: Redirect, Status: arg(1), Key: str("Location")}}, Pure: true},
		{Name: "ContentTypeHandler", OwnResponses: []Response{{Kind: Complete, Status: status(415), Body: str("Unsupported content type"), ContentType: plainCT}}, Pure: true},
		{Name: "RecoveryHandler", OwnResponses: []Response{{Kind: Status, Status: status(500)}}, Pure: true},
	},
		harmless("", "AllowCredentials", "AllowedHeaders", "AllowedMethods", "AllowedOriginValidator", "AllowedOrigins",
			"CombinedLoggingHandler", "CompressHandler", "CompressHandlerLevel", "CustomLoggingHandler", "ExposedHeaders",
			"HTTPMethodOverrideHandler", "IgnoreOptions", "LoggingHandler", "MaxAge", "OptionStatusCode", "PrintRecoveryStack",
			"ProxyHeaders", "RecoveryLogger"),
	)
}
