package httpmodel

import (
	"slices"
	"time"
)

// go-resty retries nothing until it is told how often. Without a condition only
// errors of the transport count; with one, version 2 retries these no more
// unless a condition says so.

// decoded is the row of a method that is given where the answer is to be decoded to.
var decoded = Row{Recv: "Request", Results: []Expr{arg(0)}, Fills: 1}

var restyVerbs = []string{"Delete", "Get", "Head", "Options", "Patch", "Post", "Put"}

// The client may be configured until the request is sent, so the request keeps
// it and what it adds of its own.
var resty2Retriers = []Retrier{
	{
		Type: "Client", Attempts: member("RetryCount"), Plus: 1,
		If: member("RetryConditions"), Unless: whenError,
		Wait: wait(DelayExponential, Member{DelayJitter, boolean(true)}), Min: member("RetryWaitTime"), Cap: member("RetryMaxWaitTime"),
		RetryAfter: member("RetryAfter"),
		AnyMethod:  boolean(true), Rewinds: undecided(), Context: boolean(true), Exhausted: boolean(false),
	},
	{Type: "Request", Base: member("client"), If: or(member("retryConditions"), below(member("client"), "RetryConditions")), Unless: whenError},
}

var resty2Replies = []Reply{{
	Type: "Response", Status: []Expr{method("StatusCode"), method("Status")},
	Body:   []Expr{method("Body"), method("RawBody"), method("String"), method("Result"), method("Error")},
	Failed: []Expr{method("IsError")}, Passed: []Expr{method("IsSuccess")},
}}

func resty2() []Row {
	client := made("Client", Member{"RetryWaitTime", nanoseconds(100 * time.Millisecond)}, Member{"RetryMaxWaitTime", nanoseconds(2 * time.Second)})
	request := made("Request", Member{"client", arg(0)})
	send := Request{Client: arg(0), Message: arg(0), URL: arg(1), Read: true}
	execute := send
	execute.Method, execute.URL = arg(1), arg(2)
	own := Request{Client: arg(0), Message: arg(0), Method: member("Method"), URL: member("URL"), Read: true}
	return slices.Concat([]Row{
		{Name: "New", Results: []Expr{client}, Pure: true},
		{Name: "NewWithClient", Results: []Expr{client}, Pure: true},
		{Name: "NewWithLocalAddr", Results: []Expr{client}, Pure: true},
		setter("Client", "SetRetryCount", "RetryCount"),
		setter("Client", "SetRetryWaitTime", "RetryWaitTime"),
		setter("Client", "SetRetryMaxWaitTime", "RetryMaxWaitTime"),
		// What it gives is brought between the shortest and the longest wait.
		{Recv: "Client", Name: "SetRetryAfter", Results: []Expr{arg(0)}, Sets: []Member{{"RetryAfter", str(RetryAfterCapped)}}},
		{Recv: "Client", Name: "AddRetryCondition", Results: []Expr{arg(0)}, Adds: []Member{{"RetryConditions", arg(1)}}},
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
		chained("Client", "AddRetryHook", "DisableTrace", "EnableTrace", "OnAfterResponse", "OnBeforeRequest", "OnError", "OnInvalid",
			"OnPanic", "OnSuccess", "SetAllowGetMethodPayload", "SetAuthScheme", "SetAuthToken", "SetBaseURL", "SetBasicAuth",
			"SetCertificates", "SetCloseConnection", "SetContentLength", "SetCookie", "SetCookieJar", "SetCookies", "SetDebug",
			"SetDisableWarn", "SetDoNotParseResponse", "SetError", "SetFormData", "SetHeader", "SetHeaderVerbatim", "SetHeaders",
			"SetHostURL", "SetJSONEscapeHTML", "SetJSONMarshaler", "SetJSONUnmarshaler", "SetLogger", "SetPathParam", "SetPathParams",
			"SetPreRequestHook", "SetProxy", "SetQueryParam", "SetQueryParams", "SetRateLimiter", "SetRedirectPolicy",
			"SetRetryResetReaders", "SetRootCertificate", "SetScheme", "SetTLSClientConfig", "SetTimeout"),
		chained("Request", "EnableTrace", "ExpectContentType", "ForceContentType", "SetAuthScheme", "SetAuthToken", "SetBasicAuth",
			"SetContentLength", "SetContext", "SetCookie", "SetCookies", "SetDebug", "SetDoNotParseResponse", "SetFile",
			"SetFileReader", "SetFiles", "SetFormData", "SetFormDataFromValues", "SetHeader", "SetHeaderMultiValues",
			"SetHeaderVerbatim", "SetHeaders", "SetJSONEscapeHTML", "SetLogger", "SetMultipartField", "SetMultipartFields",
			"SetMultipartFormData", "SetOutput", "SetPathParam", "SetPathParams", "SetQueryParam", "SetQueryParams",
			"SetQueryParamsFromValues", "SetQueryString"),
		each(decoded, "SetError", "SetResult"),
		harmless("Response", "Body", "Cookies", "Error", "Header", "IsError", "IsSuccess", "Proto", "RawBody", "Result", "Size", "Status",
			"StatusCode", "String", "Time"),
	)
}

var resty3Retriers = []Retrier{{
	Type: "Request", Attempts: member("RetryCount"), Plus: 1,
	If:       or(member("retryConditions"), below(member("client"), "retryConditions")),
	Always:   when(Member{IfError, member("IsRetryDefaultConditions")}),
	Wait:     member("RetryDelayStrategy"),
	WaitElse: wait(DelayExponential, Member{DelayJitter, boolean(true)}),
	Min:      member("RetryWaitTime"), Cap: member("RetryMaxWaitTime"),
	RetryAfter: str(RetryAfterHonoured), // before any strategy, on 429 and 503
	AnyMethod:  member("IsRetryAllowNonIdempotent"), Rewinds: undecided(), Context: boolean(true), Exhausted: boolean(false),
}}

var resty3Replies = []Reply{{
	Type: "Response", Status: []Expr{method("StatusCode"), method("Status")},
	Body:   []Expr{member("Body"), method("Bytes"), method("String"), method("Result"), method("ResultError")},
	Failed: []Expr{method("IsStatusFailure")}, Passed: []Expr{method("IsStatusSuccess")},
}}

func resty3() []Row {
	client := made("Client", Member{"retryWaitTime", nanoseconds(100 * time.Millisecond)},
		Member{"retryMaxWaitTime", nanoseconds(2 * time.Second)}, Member{"isRetryDefaultConditions", boolean(true)})
	// A request starts with what the client says then, but for the conditions.
	request := made("Request", Member{"client", arg(0)}, Member{"RetryCount", member("retryCount")}, Member{"RetryWaitTime", member("retryWaitTime")},
		Member{"RetryMaxWaitTime", member("retryMaxWaitTime")}, Member{"RetryDelayStrategy", member("retryDelayStrategy")},
		Member{"IsRetryDefaultConditions", member("isRetryDefaultConditions")}, Member{"IsRetryAllowNonIdempotent", member("isRetryAllowNonIdempotent")})
	send := Request{Client: arg(0), Message: arg(0), URL: arg(1)}
	execute := send
	execute.Method, execute.URL = arg(1), arg(2)
	own := Request{Client: arg(0), Message: arg(0), Method: member("Method"), URL: member("URL")}
	return slices.Concat([]Row{
		{Recv: "Client", Name: "R", Results: []Expr{request}, Pure: true},
		{Recv: "Client", Name: "NewRequest", Results: []Expr{request}, Pure: true},
		setter("Client", "SetRetryCount", "retryCount"),
		setter("Client", "SetRetryWaitTime", "retryWaitTime"),
		setter("Client", "SetRetryMaxWaitTime", "retryMaxWaitTime"),
		setter("Client", "SetRetryDelayStrategy", "retryDelayStrategy"),
		setter("Client", "SetRetryDefaultConditions", "isRetryDefaultConditions"),
		setter("Client", "SetRetryAllowNonIdempotent", "isRetryAllowNonIdempotent"),
		setter("Request", "SetRetryCount", "RetryCount"),
		setter("Request", "SetRetryWaitTime", "RetryWaitTime"),
		setter("Request", "SetRetryMaxWaitTime", "RetryMaxWaitTime"),
		setter("Request", "SetRetryDelayStrategy", "RetryDelayStrategy"),
		setter("Request", "SetRetryDefaultConditions", "IsRetryDefaultConditions"),
		setter("Request", "SetRetryAllowNonIdempotent", "IsRetryAllowNonIdempotent"),
		setter("Request", "SetBody", "Body"),
		setter("Request", "SetMethod", "Method"),
		setter("Request", "SetURL", "URL"),
		{Recv: "Client", Name: "AddRetryConditions", Results: []Expr{arg(0)}, Adds: []Member{{"retryConditions", list(1)}}},
		{Recv: "Request", Name: "AddRetryConditions", Results: []Expr{arg(0)}, Adds: []Member{{"retryConditions", list(1)}}},
		{Recv: "Request", Name: "Execute", Request: &execute, Pure: true},
		{Recv: "Request", Name: "Send", Request: &own, Pure: true},
		{Name: "RetryConditionStatus5XX", Is: whenServerMayAid, Pure: true},
		{Name: "RetryConditionStatusTooManyRequests", Is: statuses(429), Pure: true},
		{Name: "RetryConditionStatusZero", Is: when(Member{IfError, boolean(true)}), Pure: true},
		{Name: "RetryConstantDelayStrategy", Results: []Expr{wait(DelayConstant, Member{DelayMin, arg(0)})}, Pure: true},
	},
		each(Row{Results: []Expr{client}, Pure: true}, "New", "NewWithClient", "NewWithDialer", "NewWithLocalAddr", "NewWithTransportSettings"),
		verbs("Request", send, append(restyVerbs, "Trace")...),
		chained("Client", "AddRequestMiddleware", "AddResponseMiddleware", "AddRetryHooks", "OnError", "OnInvalid", "OnPanic", "OnSuccess",
			"SetAuthScheme", "SetAuthToken", "SetBaseURL", "SetBasicAuth", "SetCookie", "SetCookieJar", "SetCookies", "SetDebug",
			"SetFormData", "SetHeader", "SetHeaderVerbatim", "SetHeaders", "SetLogger", "SetPathParam", "SetPathParams", "SetProxy",
			"SetQueryParam", "SetQueryParams", "SetRedirectPolicy", "SetScheme", "SetTLSClientConfig", "SetTimeout", "SetTrace"),
		chained("Request", "AddRetryHooks", "SetAuthScheme", "SetAuthToken", "SetBasicAuth", "SetContentType", "SetContext", "SetCookie",
			"SetCookies", "SetDebug", "SetFile", "SetFileReader", "SetFiles", "SetFormData", "SetFormDataFromValues", "SetHeader",
			"SetHeaderVerbatim", "SetHeaders", "SetLogger", "SetMultipartFormData", "SetPathParam", "SetPathParams", "SetQueryParam",
			"SetQueryParams", "SetQueryParamsFromValues", "SetQueryString", "SetTimeout", "SetTrace"),
		each(decoded, "SetResult", "SetResultError"),
		harmless("Response", "Bytes", "Cookies", "Duration", "Header", "IsStatusFailure", "IsStatusSuccess", "Proto", "Result", "ResultError", "Size",
			"Status", "StatusCode", "String"),
		harmless("Client", "Client", "Close", "Header"),
	)
}
