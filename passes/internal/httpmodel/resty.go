package httpmodel

import (
	"slices"
	"time"
)

// go-resty retries nothing until it is told how often. Without a condition only
// errors of the transport count; with one, version 2 retries these no more
// unless a condition says so.

// decoded is the row of a method that is given where a response is to be decoded to,
// which the request keeps as a member.
func decoded(name, member string) Row {
	return Row{Recv: "Request", Name: name, Results: []Expr{arg(0)}, Fills: 1, Sets: []Member{{member, arg(1)}}}
}

var restyVerbs = []string{"Delete", "Get", "Head", "Options", "Patch", "Post", "Put"}

// The client may be configured until the request is sent, so the request keeps
// it and what it adds of its own.
func resty2Retriers() []Retrier {
	return []Retrier{
		withRetryAfter(resty2Retrier("Client", member, member("RetryConditions"))),
		from(member("client"), resty2Retrier("Request", ofClient, or(member("retryConditions"), ofClient("RetryConditions")))),
	}
}

// Conditions that the fixes add. With one, version 2 retries errors no more unless
// it says so; version 3 judges them before, and may give it no response.
const (
	resty2Condition = "AddRetryCondition(func(r *$pkg.Response, err error) bool {\n\treturn err != nil || $again\n})"
	resty3Condition = "AddRetryConditions(func(r *$pkg.Response, _ error) bool {\n\treturn r != nil && ($again)\n})"
)

// resty2After reads the header field as version 3 does by itself. Zero leaves the
// delay to the client, which brings what it gets between its shortest and its longest.
const resty2After = `SetRetryAfter(func(_ *$pkg.Client, r *$pkg.Response) ($time.Duration, error) {
	after := r.Header().Get("Retry-After")
	if seconds, err := $strconv.Atoi(after); err == nil {
		return $time.Duration(seconds) * $time.Second, nil
	}
	if date, err := $http.ParseTime(after); err == nil && date.After($time.Now()) {
		return $time.Until(date), nil
	}
	return 0, nil
})`

// from returns a retrier with what it takes its settings from.
func from(e Expr, r Retrier) Retrier {
	r.From = e
	return r
}

// withRetryAfter returns a retrier of version 2 that can be told of Retry-After.
func withRetryAfter(r Retrier) Retrier {
	r.After = Mend{Place: InChain, Text: resty2After}
	return r
}

// counter is the setter of how often a request is sent again.
func counter(recv, member, condition string) Row {
	row := setter(recv, "SetRetryCount", member)
	row.Condition = condition
	return row
}

// resty2Retrier returns the retrier of a type that finds the client's
// members by of.
func resty2Retrier(typ string, of func(name string) Expr, conditions Expr) Retrier {
	return Retrier{
		Type: typ, Inner: of("httpClient"), Attempts: of("RetryCount"), Plus: 1,
		If: conditions, Unless: whenError(),
		Wait: of("retryAfterFunc"), WaitElse: wait(DelayExponential, Member{DelayJitter, boolean(true)}, Member{DelayWithin, boolean(true)}),
		Min: of("RetryWaitTime"), Cap: of("RetryMaxWaitTime"),
		RetryAfter: of("RetryAfter"),
		AnyMethod:  boolean(true), Rewinds: undecided(), Context: boolean(true), Exhausted: boolean(false),
	}
}

// ofClient returns a member of the client that a request keeps.
func ofClient(name string) Expr { return below(member("client"), name) }

func resty2Replies() []Reply {
	return []Reply{{
		Type: "Response", Status: []Expr{method("StatusCode"), method("Status")},
		Body:   []Expr{method("Body"), method("RawBody"), method("String"), method("Result"), method("Error")},
		Failed: []Expr{method("IsError")}, Passed: []Expr{method("IsSuccess")},
	}}
}

func resty2() []Row {
	client := made("Client", Member{"RetryWaitTime", nanoseconds(100 * time.Millisecond)}, Member{"RetryMaxWaitTime", nanoseconds(2 * time.Second)})
	request := made("Request", Member{"client", arg(0)})
	send := Request{Client: arg(0), Message: arg(0), URL: arg(1), Read: true, Hooks: ofClient("afterResponse")}
	execute := send
	execute.Method, execute.URL = arg(1), arg(2)
	own := Request{Client: arg(0), Message: arg(0), Method: member("Method"), URL: member("URL"), Read: true, Hooks: ofClient("afterResponse")}
	return slices.Concat([]Row{
		{Name: "New", Results: []Expr{client}, Pure: true},
		{Name: "NewWithClient", Results: []Expr{with(client, Member{"httpClient", arg(0)})}, Pure: true},
		{Recv: "Client", Name: "SetTransport", Results: []Expr{arg(0)}, Sets: []Member{{"httpClient", standardClient(arg(1))}}},
		{Name: "NewWithLocalAddr", Results: []Expr{client}, Pure: true},
		counter("Client", "RetryCount", resty2Condition),
		setter("Client", "SetRetryWaitTime", "RetryWaitTime"),
		setter("Client", "SetRetryMaxWaitTime", "RetryMaxWaitTime"),
		// What it gives is brought between the shortest and the longest wait.
		{Recv: "Client", Name: "SetRetryAfter", Results: []Expr{arg(0)}, Sets: []Member{{"RetryAfter", str(RetryAfterCapped)}, {"retryAfterFunc", arg(1)}}},
		{Recv: "Client", Name: "AddRetryCondition", Results: []Expr{arg(0)}, Adds: []Member{{"RetryConditions", arg(1)}}},
		{Recv: "Client", Name: "OnAfterResponse", Results: []Expr{arg(0)}, Adds: []Member{{"afterResponse", arg(1)}}},
		{Recv: "Client", Name: "AddRetryAfterErrorCondition", Results: []Expr{arg(0)},
			Adds: []Member{{"RetryConditions", when(Member{IfFrom, status(400)}, Member{IfBelow, status(600)})}}},
		{Recv: "Client", Name: "R", Results: []Expr{request}, Pure: true},
		{Recv: "Client", Name: "NewRequest", Results: []Expr{request}, Pure: true},
		{Recv: "Request", Name: "AddRetryCondition", Results: []Expr{arg(0)}, Adds: []Member{{"retryConditions", arg(1)}}},
		{Recv: "Request", Name: "SetBody", Results: []Expr{arg(0)}, Sets: []Member{{"Body", arg(1)}}},
		{Recv: "Request", Name: "Execute", Request: &execute, Pure: true},
		{Recv: "Request", Name: "Send", Request: &own, Pure: true},
	},
		verbs("Request", send, restyVerbs...),
		chained("Client", "AddRetryHook", "Clone", "DisableGenerateCurlOnDebug", "DisableTrace", "EnableGenerateCurlOnDebug",
			"EnableTrace", "OnBeforeRequest", "OnError", "OnInvalid", "OnPanic", "OnRequestLog",
			"OnResponseLog", "OnSuccess", "RemoveProxy", "SetAllowGetMethodPayload", "SetAuthScheme", "SetAuthToken", "SetBaseURL",
			"SetBasicAuth", "SetCertificates", "SetClientRootCertificate", "SetClientRootCertificateFromString",
			"SetCloseConnection", "SetContentLength", "SetCookie", "SetCookieJar", "SetCookies", "SetDebug", "SetDebugBodyLimit",
			"SetDigestAuth", "SetDisableWarn", "SetDoNotParseResponse", "SetError", "SetFormData", "SetHeader",
			"SetHeaderVerbatim", "SetHeaders", "SetHostURL", "SetJSONEscapeHTML", "SetJSONMarshaler", "SetJSONUnmarshaler",
			"SetLogger", "SetOutputDirectory", "SetPathParam", "SetPathParams", "SetPreRequestHook", "SetProxy", "SetQueryParam",
			"SetQueryParams", "SetRateLimiter", "SetRawPathParam", "SetRawPathParams", "SetRedirectPolicy", "SetResponseBodyLimit",
			"SetRetryResetReaders", "SetRootCertificate", "SetRootCertificateFromString", "SetScheme", "SetTLSClientConfig",
			"SetTimeout", "SetUnescapeQueryParams", "SetXMLMarshaler", "SetXMLUnmarshaler"),
		chained("Request", "DisableGenerateCurlOnDebug", "EnableGenerateCurlOnDebug", "EnableTrace", "ExpectContentType",
			"ForceContentType", "SetAuthScheme", "SetAuthToken", "SetBasicAuth", "SetContentLength", "SetContext", "SetCookie",
			"SetCookies", "SetDebug", "SetDigestAuth", "SetDoNotParseResponse", "SetFile", "SetFileReader", "SetFiles",
			"SetFormData", "SetFormDataFromValues", "SetHeader", "SetHeaderMultiValues", "SetHeaderVerbatim", "SetHeaders",
			"SetJSONEscapeHTML", "SetLogger", "SetMultipartBoundary", "SetMultipartField", "SetMultipartFields",
			"SetMultipartFormData", "SetOutput", "SetPathParam", "SetPathParams", "SetQueryParam", "SetQueryParams",
			"SetQueryParamsFromValues", "SetQueryString", "SetRawPathParam", "SetRawPathParams", "SetResponseBodyLimit", "SetSRV",
			"SetUnescapeQueryParams"),
		[]Row{decoded("SetResult", MessageInto), decoded("SetError", MessageElse)},
		harmless("Response", "Body", "Cookies", "Error", "Header", "IsError", "IsSuccess", "Proto", "RawBody", "Result", "Size", "Status",
			"StatusCode", "String", "Time"),
	)
}

// A client of version 3 says nothing once the request is made but where it goes
// through.
func resty3Retriers() []Retrier {
	return []Retrier{{Type: "Client", Inner: member("httpClient"), Attempts: member("retryCount"), Plus: 1}, {
		Type: "Request", From: member("client"), Inner: ofClient("httpClient"), Attempts: member("RetryCount"), Plus: 1,
		If:       or(member("retryConditions"), ofClient("retryConditions")),
		Always:   when(Member{IfError, undecided()}), // a timeout, unless the conditions are switched off
		Wait:     member("RetryDelayStrategy"),
		WaitElse: wait(DelayExponential, Member{DelayJitter, boolean(true)}, Member{DelayWithin, boolean(true)}),
		Min:      member("RetryWaitTime"), Cap: member("RetryMaxWaitTime"),
		RetryAfter: str(RetryAfterHonoured), // before any strategy, on 429 and 503
		AnyMethod:  member("IsRetryAllowNonIdempotent"), Rewinds: undecided(), Context: boolean(true), Exhausted: boolean(false),
	}}
}

func resty3Replies() []Reply {
	return []Reply{{
		Type: "Response", Status: []Expr{method("StatusCode"), method("Status")},
		Body:   []Expr{member("Body"), method("Bytes"), method("String"), method("Result"), method("ResultError")},
		Failed: []Expr{method("IsStatusFailure")}, Passed: []Expr{method("IsStatusSuccess")},
	}}
}

func resty3() []Row {
	client := made("Client", Member{"retryWaitTime", nanoseconds(100 * time.Millisecond)},
		Member{"retryMaxWaitTime", nanoseconds(2 * time.Second)}, Member{"isRetryDefaultConditions", boolean(true)})
	// A request starts with what the client says then, but for the conditions.
	request := made("Request", Member{"client", arg(0)}, Member{"RetryCount", member("retryCount")}, Member{"RetryWaitTime", member("retryWaitTime")},
		Member{"RetryMaxWaitTime", member("retryMaxWaitTime")}, Member{"RetryDelayStrategy", member("retryDelayStrategy")},
		Member{"IsRetryDefaultConditions", member("isRetryDefaultConditions")}, Member{"IsRetryAllowNonIdempotent", member("isRetryAllowNonIdempotent")})
	send := Request{Client: arg(0), Message: arg(0), URL: arg(1), Hooks: ofClient("responseMiddlewares")}
	execute := send
	execute.Method, execute.URL = arg(1), arg(2)
	own := Request{Client: arg(0), Message: arg(0), Method: member("Method"), URL: member("URL"), Hooks: ofClient("responseMiddlewares")}
	return slices.Concat([]Row{
		{Recv: "Client", Name: "R", Results: []Expr{request}, Pure: true},
		{Recv: "Client", Name: "NewRequest", Results: []Expr{request}, Pure: true},
		counter("Client", "retryCount", resty3Condition),
		setter("Client", "SetRetryWaitTime", "retryWaitTime"),
		setter("Client", "SetRetryMaxWaitTime", "retryMaxWaitTime"),
		setter("Client", "SetRetryDelayStrategy", "retryDelayStrategy"),
		setter("Client", "SetRetryDefaultConditions", "isRetryDefaultConditions"),
		setter("Client", "SetRetryAllowNonIdempotent", "isRetryAllowNonIdempotent"),
		counter("Request", "RetryCount", resty3Condition),
		setter("Request", "SetRetryWaitTime", "RetryWaitTime"),
		setter("Request", "SetRetryMaxWaitTime", "RetryMaxWaitTime"),
		setter("Request", "SetRetryDelayStrategy", "RetryDelayStrategy"),
		setter("Request", "SetRetryDefaultConditions", "IsRetryDefaultConditions"),
		setter("Request", "SetRetryAllowNonIdempotent", "IsRetryAllowNonIdempotent"),
		setter("Request", "SetBody", "Body"),
		setter("Request", "SetMethod", "Method"),
		setter("Request", "SetURL", "URL"),
		{Name: "NewWithClient", Results: []Expr{with(client, Member{"httpClient", arg(0)})}, Pure: true},
		{Recv: "Client", Name: "SetTransport", Results: []Expr{arg(0)}, Sets: []Member{{"httpClient", standardClient(arg(1))}}},
		// From now on those of the client do not count; that is not told, but one that a
		// fix adds goes here.
		{Recv: "Request", Name: "SetRetryConditions", Results: []Expr{arg(0)}, Sets: []Member{{"retryConditions", list(1)}}, Condition: resty3Condition},
		{Recv: "Client", Name: "AddRetryConditions", Results: []Expr{arg(0)}, Adds: []Member{{"retryConditions", list(1)}}},
		{Recv: "Client", Name: "AddResponseMiddleware", Results: []Expr{arg(0)}, Adds: []Member{{"responseMiddlewares", arg(1)}}},
		{Recv: "Request", Name: "AddRetryConditions", Results: []Expr{arg(0)}, Adds: []Member{{"retryConditions", list(1)}}},
		{Recv: "Request", Name: "Execute", Request: &execute, Pure: true},
		{Recv: "Request", Name: "Send", Request: &own, Pure: true},
		{Name: "RetryConditionStatus5XX", Is: whenServerMayAid(), Pure: true},
		{Name: "RetryConditionStatusTooManyRequests", Is: statuses(429), Pure: true},
		{Name: "RetryConditionStatusZero", Is: when(Member{IfError, boolean(true)}), Pure: true},
		{Name: "RetryConstantDelayStrategy", Results: []Expr{wait(DelayConstant, Member{DelayMin, arg(0)})}, Pure: true},
	},
		each(Row{Results: []Expr{client}, Pure: true}, "New", "NewWithDialer", "NewWithDialerAndTransportSettings", "NewWithLocalAddr",
			"NewWithTransportSettings"),
		verbs("Request", send, append(restyVerbs, "Trace")...),
		chained("Client", "AddContentDecompresser", "AddContentTypeDecoder", "AddContentTypeEncoder", "AddRequestMiddleware",
			"AddRetryHooks", "Clone", "OnClose", "OnDebugLog", "OnError", "OnInvalid", "OnPanic",
			"OnSuccess", "RemoveProxy", "SetAuthScheme", "SetAuthToken", "SetBaseURL", "SetBasicAuth", "SetCertificateFromFile",
			"SetCertificateFromString", "SetCertificates", "SetCircuitBreaker", "SetClientRootCertificateFromString",
			"SetClientRootCertificates", "SetClientRootCertificatesWatcher", "SetCloseConnection", "SetContentDecompresserKeys",
			"SetContext", "SetCookie", "SetCookieJar", "SetCookies", "SetCurlCmdDebugLog", "SetCurlCmdGenerate", "SetDebug",
			"SetDebugBodyLimit", "SetDebugLogFormatter", "SetDigestAuth", "SetFormData", "SetHeader", "SetHeaderAny",
			"SetHeaderAuthorizationKey", "SetHeaderVerbatim", "SetHeaderVerbatimAny", "SetHeaders", "SetHedging",
			"SetJSONEscapeHTML", "SetLoadBalancer", "SetLogger", "SetLoggerWarnLevel", "SetMethodDeleteAllowPayload",
			"SetMethodGetAllowPayload", "SetPathParam", "SetPathParamAny", "SetPathParams", "SetPathRawParam",
			"SetPathRawParamAny", "SetPathRawParams", "SetProxy", "SetQueryParam", "SetQueryParamAny", "SetQueryParams",
			"SetQueryParamsUnescape", "SetRateLimiter", "SetRedirectPolicy", "SetRequestMiddlewares", "SetResponseBodyLimit",
			"SetResponseBodyUnlimitedReads", "SetResponseDoNotParse", "SetResponseMiddlewares", "SetResponseSaveDirectory",
			"SetResponseSaveToFile", "SetResultError", "SetRootCertificateFromString", "SetRootCertificates",
			"SetRootCertificatesWatcher", "SetScheme", "SetTLSClientConfig", "SetTimeout", "SetTrace"),
		chained("Request", "AddRetryHooks", "Clone", "SetAuthScheme", "SetAuthToken", "SetBasicAuth", "SetCloseConnection",
			"SetContentLength", "SetContentType", "SetContext", "SetCookie", "SetCookies", "SetCorrelationID",
			"SetCurlCmdDebugLog", "SetCurlCmdGenerate", "SetDebug", "SetFile", "SetFileReader", "SetFiles", "SetFormData",
			"SetFormDataFromValues", "SetHeader", "SetHeaderAny", "SetHeaderAuthorizationKey", "SetHeaderMultiValues",
			"SetHeaderVerbatim", "SetHeaderVerbatimAny", "SetHeaders", "SetJSONEscapeHTML", "SetLabel", "SetLogger",
			"SetMethodDeleteAllowPayload", "SetMethodGetAllowPayload", "SetMultipartBoundary", "SetMultipartField",
			"SetMultipartFields", "SetMultipartFormData", "SetMultipartOrderedFormData", "SetPathParam", "SetPathParamAny",
			"SetPathParams", "SetPathRawParam", "SetPathRawParamAny", "SetPathRawParams", "SetQueryParam", "SetQueryParamAny",
			"SetQueryParams", "SetQueryParamsFromValues", "SetQueryParamsUnescape", "SetQueryString", "SetResponseBodyLimit",
			"SetResponseBodyUnlimitedReads", "SetResponseDoNotParse", "SetResponseExpectContentType",
			"SetResponseForceContentType", "SetResponseSaveFileName", "SetResponseSaveToFile", "SetRetryHooks", "SetTimeout",
			"SetTrace", "WithContext"),
		[]Row{decoded("SetResult", MessageInto), decoded("SetResultError", MessageElse)},
		harmless("Response", "Bytes", "Cookies", "Duration", "Header", "IsStatusFailure", "IsStatusSuccess", "Proto", "Result", "ResultError", "Size",
			"Status", "StatusCode", "String"),
		harmless("Client", "Client", "Close", "Header"),
	)
}
