package httpmodel

import (
	"slices"
	"time"
)

// imroc/req retries nothing until it is told how often, then errors alone unless a
// condition says otherwise, always after the same delay, and sleeps whatever the
// context says. A request starts with what its client says when it is made. The rows
// are those of version 3.61.

const reqPkg = "github.com/imroc/req/v3"

func reqRetriers() []Retrier {
	return []Retrier{{Type: "Client", Attempts: member("count"), Plus: 1, Unlimited: NegativeUnlimited}, {
		Type: "Request", Attempts: member("count"), Plus: 1, Unlimited: NegativeUnlimited,
		If: member("conditions"), Unless: whenError(),
		Wait: member("interval"), WaitElse: wait(DelayConstant, Member{DelayMin, nanoseconds(100 * time.Millisecond)}),
		AnyMethod: boolean(true), Rewinds: boolean(true), Context: boolean(false), Exhausted: boolean(false),
	}}
}

func reqReplies() []Reply {
	return []Reply{{
		Type: "Response", Status: []Expr{method("GetStatusCode"), method("GetStatus")},
		Body:   []Expr{method("Bytes"), method("ErrorResult"), method("Result"), method("String"), method("SuccessResult"), method("ToBytes"), method("ToString")},
		Failed: []Expr{method("IsError"), method("IsErrorState")}, Passed: []Expr{method("IsSuccess"), method("IsSuccessState")},
	}}
}

var reqVerbs = []string{"Delete", "Get", "Head", "Options", "Patch", "Post", "Put"}

// reqClientSettings are methods of a client that return it and say nothing of when it
// retries, and reqRequestSettings those of a request.
var (
	reqClientSettings = []string{"AddCommonQueryParam", "AddCommonQueryParams", "AddCommonRetryHook", "ClearCookies", "Clone", "DevMode",
		"DisableAllowGetMethodPayload", "DisableAutoDecode", "DisableAutoDecompress", "DisableAutoReadResponse",
		"DisableCompression", "DisableDebugLog", "DisableDumpAll", "DisableForceHttpVersion", "DisableH2C",
		"DisableHTTP3", "DisableInsecureSkipVerify", "DisableKeepAlives", "DisableTraceAll",
		"EnableAllowGetMethodPayload", "EnableAutoDecode", "EnableAutoDecompress", "EnableAutoReadResponse",
		"EnableCompression", "EnableDebugLog", "EnableDumpAll", "EnableDumpAllAsync", "EnableDumpAllTo",
		"EnableDumpAllToFile", "EnableDumpAllWithoutBody", "EnableDumpAllWithoutHeader", "EnableDumpAllWithoutRequest",
		"EnableDumpAllWithoutRequestBody", "EnableDumpAllWithoutResponse", "EnableDumpAllWithoutResponseBody",
		"EnableDumpEachRequest", "EnableDumpEachRequestWithoutBody", "EnableDumpEachRequestWithoutHeader",
		"EnableDumpEachRequestWithoutRequest", "EnableDumpEachRequestWithoutRequestBody",
		"EnableDumpEachRequestWithoutResponse", "EnableDumpEachRequestWithoutResponseBody", "EnableForceHTTP1",
		"EnableForceHTTP2", "EnableForceHTTP3", "EnableH2C", "EnableHTTP3", "EnableInsecureSkipVerify",
		"EnableKeepAlives", "EnableTraceAll", "ImpersonateChrome", "ImpersonateFirefox", "ImpersonateSafari",
		"OnBeforeRequest", "OnError", "SetAutoDecodeAllContentType", "SetAutoDecodeContentType",
		"SetAutoDecodeContentTypeFunc", "SetBaseURL", "SetCertFromFile", "SetCerts", "SetCommonBasicAuth",
		"SetCommonBearerAuthToken", "SetCommonContentType", "SetCommonCookies", "SetCommonDigestAuth",
		"SetCommonDumpOptions", "SetCommonError", "SetCommonErrorResult", "SetCommonFormData",
		"SetCommonFormDataFromValues", "SetCommonHeader", "SetCommonHeaderNonCanonical", "SetCommonHeaderOrder",
		"SetCommonHeaders", "SetCommonHeadersNonCanonical", "SetCommonPathParam", "SetCommonPathParams",
		"SetCommonPseudoHeaderOder", "SetCommonQueryParam", "SetCommonQueryParams", "SetCommonQueryParamsFromStruct",
		"SetCommonQueryParamsFromValues", "SetCommonQueryString", "SetCommonRetryHook", "SetCookieJar",
		"SetCookieJarFactory", "SetDial", "SetDialTLS", "SetHTTP2ConnectionFlow", "SetHTTP2HeaderPriority",
		"SetHTTP2MaxHeaderListSize", "SetHTTP2PingTimeout", "SetHTTP2PriorityFrames", "SetHTTP2ReadIdleTimeout",
		"SetHTTP2SettingsFrame", "SetHTTP2StrictMaxConcurrentStreams", "SetHTTP2WriteByteTimeout", "SetHosts",
		"SetJsonMarshal", "SetJsonUnmarshal", "SetLogger", "SetMaxResponseSize", "SetMultipartBoundaryFunc",
		"SetOutputDirectory", "SetProxy", "SetProxyURL", "SetRedirectPolicy", "SetResolver", "SetResponseBodyTransformer",
		"SetResultStateCheckFunc", "SetRootCertFromString", "SetRootCertsFromFile", "SetScheme", "SetTLSClientConfig",
		"SetTLSFingerprint", "SetTLSFingerprint360", "SetTLSFingerprintAndroid", "SetTLSFingerprintChrome",
		"SetTLSFingerprintEdge", "SetTLSFingerprintFirefox", "SetTLSFingerprintIOS", "SetTLSFingerprintQQ",
		"SetTLSFingerprintRandomized", "SetTLSFingerprintSafari", "SetTLSFingerprintSpec", "SetTLSHandshake",
		"SetTLSHandshakeTimeout", "SetTimeout", "SetUnixSocket", "SetUserAgent", "SetXmlMarshal", "SetXmlUnmarshal"}
	reqRequestSettings = []string{"AddQueryParam", "AddQueryParams", "AddRetryHook", "DisableAutoReadResponse", "DisableForceChunkedEncoding",
		"DisableForceMultipart", "DisableTrace", "EnableAutoReadResponse", "EnableCloseConnection", "EnableDump",
		"EnableDumpTo", "EnableDumpToFile", "EnableDumpWithoutBody", "EnableDumpWithoutHeader",
		"EnableDumpWithoutRequest", "EnableDumpWithoutRequestBody", "EnableDumpWithoutResponse",
		"EnableDumpWithoutResponseBody", "EnableForceChunkedEncoding", "EnableForceMultipart", "EnableTrace",
		"SetBasicAuth", "SetBearerAuthToken", "SetBodyBytes", "SetBodyJsonBytes", "SetBodyJsonMarshal",
		"SetBodyJsonString", "SetBodyString", "SetBodyXmlBytes", "SetBodyXmlMarshal", "SetBodyXmlString",
		"SetContentType", "SetContext", "SetContextData", "SetCookies", "SetDigestAuth", "SetDownloadCallback",
		"SetDownloadCallbackWithInterval", "SetDumpOptions", "SetFile", "SetFileBytes", "SetFileReader", "SetFileUpload",
		"SetFiles", "SetFormData", "SetFormDataAnyType", "SetFormDataFromValues", "SetHeader", "SetHeaderNonCanonical",
		"SetHeaderOrder", "SetHeaders", "SetHeadersNonCanonical", "SetMaxResponseSize", "SetOrderedFormData", "SetOutput",
		"SetOutputFile", "SetPathParam", "SetPathParams", "SetPseudoHeaderOrder", "SetQueryParam", "SetQueryParams",
		"SetQueryParamsAnyType", "SetQueryParamsFromStruct", "SetQueryParamsFromValues", "SetQueryString", "SetRetryHook",
		"SetUploadCallback", "SetUploadCallbackWithInterval"}
)

func reqRows() []Row {
	request := func(members ...Member) Expr {
		return made("Request", append([]Member{{"client", arg(0)}, {"count", member("count")},
			{"conditions", member("conditions")}, {"interval", member("interval")}}, members...)...)
	}
	send := Request{Client: arg(0), Message: arg(0), URL: arg(1), Read: true,
		Hooks: or(member("afterResponse"), ofClient("afterResponse"))}
	sent, own := send, send
	sent.Method, sent.URL = arg(1), arg(2)
	own.Method, own.URL = member("Method"), member("RawURL")
	// The package has a client of its own, which the program may configure.
	shared := Request{Client: Expr{Op: OpMake, Name: "Request", Int: 1}, URL: arg(0), Read: true}
	must := func(rows []Row) []Row {
		for i := range rows {
			rows[i].Name = "Must" + rows[i].Name
		}
		return rows
	}
	var begun []Row // the methods of a client that make a request
	for _, r := range verbs("Client", send, reqVerbs...) {
		of := request(Member{"Method", r.Request.Method}, Member{"RawURL", first(1, str(""))})
		begun = append(begun, Row{Recv: "Client", Name: r.Name, Results: []Expr{of}, Pure: true})
	}
	// What wraps a transport may send again, too.
	wrapped := Row{Recv: "Client", Results: []Expr{arg(0)}, Sets: []Member{{"count", undecided()}, {"conditions", undecided()}, {"interval", undecided()}}}
	return slices.Concat([]Row{
		{Name: "C", Results: []Expr{made("Client")}, Pure: true},
		{Name: "NewClient", Results: []Expr{made("Client")}, Pure: true},
		{Recv: "Client", Name: "R", Results: []Expr{request()}, Pure: true},
		{Recv: "Client", Name: "NewRequest", Results: []Expr{request()}, Pure: true},
		{Recv: "Client", Name: "OnAfterResponse", Results: []Expr{arg(0)}, Adds: []Member{{"afterResponse", arg(1)}}},
		{Recv: "Request", Name: "OnAfterResponse", Results: []Expr{arg(0)}, Adds: []Member{{"afterResponse", arg(1)}}},
		{Recv: "Request", Name: "Do", Request: &own, Pure: true},
		{Recv: "Request", Name: "Send", Request: &sent, Pure: true},
		setter("Request", "SetURL", "RawURL"),
		setter("Request", "SetClient", "client"),
		setter("Request", "SetBody", "Body"),
		decoded("SetSuccessResult", MessageInto), decoded("SetResult", MessageInto),
		decoded("SetErrorResult", MessageElse), decoded("SetError", MessageElse),
	},
		begun,
		reqRetries("Client", "Common"),
		reqRetries("Request", ""),
		each(wrapped, "WrapRoundTrip", "WrapRoundTripFunc"),
		verbs("Request", send, append(reqVerbs, "Query")...),
		must(verbs("Request", send, append(reqVerbs, "Query")...)),
		verbs("", shared, reqVerbs...),
		must(verbs("", shared, reqVerbs...)),
		chained("Client", reqClientSettings...),
		chained("Request", reqRequestSettings...),
		harmless("Response", "Bytes", "Dump", "Error", "ErrorResult", "GetContentType", "GetHeader", "GetHeaderValues", "GetStatus", "GetStatusCode",
			"HeaderToString", "IsError", "IsErrorState", "IsSuccess", "IsSuccessState", "ReceivedAt", "Result", "ResultState", "String",
			"SuccessResult", "ToBytes", "ToString", "TotalTime", "TraceInfo"),
	)
}

// reqRetries returns the rows of what says when and how often a client or a request
// sends again. A request that is told a condition forgets those of its client.
func reqRetries(recv, common string) []Row {
	set := func(prefix, name, member string, value Expr) Row {
		return Row{Recv: recv, Name: prefix + common + name, Results: []Expr{arg(0)}, Sets: []Member{{member, value}}}
	}
	backoff := wait(DelayExponential, Member{DelayMin, arg(1)}, Member{DelayCap, arg(2)}, Member{DelayJitter, boolean(true)})
	return []Row{
		set("Set", "RetryCount", "count", arg(1)),
		set("Set", "RetryCondition", "conditions", arg(1)),
		set("Set", "RetryInterval", "interval", arg(1)),
		set("Set", "RetryFixedInterval", "interval", wait(DelayConstant, Member{DelayMin, arg(1)})),
		set("Set", "RetryBackoffInterval", "interval", backoff),
		{Recv: recv, Name: "Add" + common + "RetryCondition", Results: []Expr{arg(0)}, Adds: []Member{{"conditions", arg(1)}}},
	}
}
