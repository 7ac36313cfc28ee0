package httpmodel

// The middleware of github.com/gofiber/fiber v2 and v3 that answers of its own
// accord; the rest is read like any other code.
func fiberMiddleware(version string) []table {
	path := version + "/middleware/"
	config := func(fields ...string) []Override {
		overrides := make([]Override, len(fields))
		for i, f := range fields {
			overrides[i] = Override{Type: "Config", Name: f}
		}
		return overrides
	}
	rows := func(answers ...Response) func() []Row { return func() []Row { return creates(answers...) } }
	basic := rows(fiberChallenge("Unauthorized"))
	// Which text it is depends on what is wrong with the key; it may be an error of the validator's.
	key := rows(fiberText(401, str("missing or malformed API Key")), fiberText(401, str("Invalid or expired API Key")))
	late := func() []Row {
		return each(Row{OwnResponses: []Response{fiberText(408, str("Request Timeout"))}, Pure: true}, "New", "NewWithContext")
	}
	refuse, expire := []string{"Unauthorized"}, []string(nil)
	if version == fiber3 {
		refuse, expire = []string{"BadRequest", "Unauthorized"}, []string{"OnTimeout"}
		basic = rows(fiberText(400, str("Bad Request")), fiberChallenge("Unauthorized"), fiberText(431, str("Request Header Fields Too Large")))
		key = rows(fiberChallenge("missing or invalid API Key"))
		late = rows(fiberText(408, str("Request Timeout")), fiberText(500, str("Internal Server Error"))) // the handler panics
	}
	return []table{
		{pkg: path + "basicauth", rows: basic, overrides: config(refuse...)},
		{pkg: path + "cors", rows: rows(Response{Kind: Status, Status: status(204)})}, // of a preflight request
		{pkg: path + "csrf", rows: rows(fiberText(403, str("Forbidden"))), overrides: config("ErrorHandler"), returns: version},
		{pkg: path + "earlydata", rows: rows(fiberText(425, str("Too Early"))), overrides: config("Error"), returns: version},
		{pkg: path + "etag", rows: rows(Response{Kind: Status, Status: status(304)})},
		{pkg: path + "keyauth", rows: key, overrides: config("ErrorHandler")},
		{pkg: path + "limiter", rows: rows(fiberLimited()), overrides: config("LimitReached")},
		{pkg: path + "proxy", rows: fiberProxy, returns: version},
		// What was panicked with becomes the error that the handler returns.
		{pkg: path + "recover", rows: rows(fiberText(500, text(foreign()))), returns: version, callbacks: []Callback{
			{Type: "Config", Name: "StackTraceHandler", Params: []Expr{{}, recovered()}},
		}},
		{pkg: path + "timeout", rows: late, overrides: config(expire...), returns: version},
	}
}

// creates returns the row of a package's New.
func creates(answers ...Response) []Row {
	return []Row{{Name: "New", OwnResponses: answers, Pure: true}}
}

func fiberText(code int, body Expr) Response {
	return Response{Kind: Complete, Status: status(code), Body: body, ContentType: plainCT}
}

// fiberChallenge is a 401 that says how to authenticate.
func fiberChallenge(body string) Response {
	r := fiberText(401, str(body))
	r.Key = str("WWW-Authenticate")
	return r
}

func fiberLimited() Response {
	r := fiberText(429, str("Too Many Requests"))
	r.Key = str("Retry-After")
	return r
}

// fiberProxy says why there is no response of the upstream's. Do and its kin have
// no row: they answer what the upstream does.
func fiberProxy() []Row {
	return each(Row{OwnResponses: []Response{fiberText(500, text(foreign()))}, Pure: true},
		"Balancer", "BalancerForward", "DomainForward", "Forward")
}
