package httpmodel

// azcore's pipeline retries unless its options say otherwise. A Retry-After that
// is longer than the longest delay ends the attempts.

const (
	azcoreExported = "github.com/Azure/azure-sdk-for-go/sdk/azcore/internal/exported"
	azcoreRuntime  = "github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

func azcoreRetry() Expr {
	return below(member("options"), "Retry")
}

func azcoreRetrier() Retrier {
	return Retrier{
		Type: "Pipeline", Attempts: below(azcoreRetry(), "MaxRetries"), Plus: 1, Default: 3,
		If: or(below(azcoreRetry(), "StatusCodes"), below(azcoreRetry(), "ShouldRetry")), Unless: statuses(408, 429, 500, 502, 503, 504), Always: whenError(),
		Wait: wait(DelayExponential, Member{DelayJitter, boolean(true)}), Min: below(azcoreRetry(), "RetryDelay"), Cap: below(azcoreRetry(), "MaxRetryDelay"),
		RetryAfter: str(RetryAfterCapped),
		AnyMethod:  boolean(true), Rewinds: boolean(true), Context: boolean(true), Exhausted: boolean(false),
	}
}

func azcorePipeline() []Row {
	return []Row{{Recv: "Pipeline", Name: "Do", Request: &Request{Client: arg(0), Message: arg(1)}, Pure: true}}
}

func azcoreRuntimeRows() []Row {
	request := asked(arg(1), arg(2), undecided())
	request.Name = "" // it holds a request of net/http
	return append([]Row{
		{Name: "NewPipeline", Results: []Expr{made("Pipeline", Member{"options", arg(3)})}, Pure: true},
		{Name: "NewRequest", Results: []Expr{request}, Pure: true},
	}, harmless("", "MarshalAsJSON", "SkipBodyDownload")...)
}
