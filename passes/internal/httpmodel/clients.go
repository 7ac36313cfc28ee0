package httpmodel

import "strings"

// clients returns the tables of client libraries and of what calls functions
// again. What they leave out: settings that decide nothing about a retry, and
// calls whose answer is never seen by their caller.
func clients() []table {
	return []table{
		{
			pkg: azcoreExported, rows: azcorePipeline,
			retriers: []Retrier{azcoreRetrier()},
		},
		{pkg: azcoreRuntime, rows: azcoreRuntimeRows},
		{pkg: "github.com/PuerkitoBio/rehttp", rows: rehttpRows, retriers: rehttpRetriers()},
		{pkg: "github.com/avast/retry-go/v4", rows: retryGo4, retriers: []Retrier{retryGo("Config")}},
		{pkg: "github.com/avast/retry-go/v5", rows: retryGo5, retriers: []Retrier{retryGo("Retrier"), retryGo("RetrierWithData")}},
		{pkg: awsPkg, rows: awsRows, retriers: []Retrier{{Type: "NopRetryer"}}},
		{pkg: awsRetryPkg, rows: awsRetryRows, retriers: awsRetryRetriers()},
		{pkg: awsService, rows: awsServiceRows, other: awsOperation, retriers: []Retrier{awsClient()}},
		{pkg: "github.com/cenkalti/backoff/v4", rows: backoff4, retriers: backoff4Retriers()},
		{pkg: "github.com/cenkalti/backoff/v5", rows: backoff5, retriers: backoff5Retriers()},
		{pkg: failsafehttpPkg, rows: failsafehttpRows, retriers: failsafehttpRetriers()},
		{pkg: retrypolicyPkg, rows: retrypolicyRows, retriers: retrypolicyRetriers()},
		{pkg: "github.com/go-resty/resty/v2", rows: resty2, retriers: resty2Retriers(), replies: resty2Replies()},
		{pkg: heimdallPkg, rows: heimdallRows},
		{pkg: heimdallPkg + "/httpclient", rows: heimdallClient, retriers: heimdallRetriers()},
		{pkg: heimdallPkg + "/hystrix", rows: heimdallClient, retriers: heimdallRetriers()},
		{pkg: "github.com/googleapis/gax-go/v2", rows: gaxRows, retriers: gaxRetriers()},
		{pkg: "github.com/hashicorp/go-retryablehttp", rows: retryablehttpRows, retriers: retryablehttpRetriers()},
		{pkg: "resty.dev/v3", rows: resty3, retriers: resty3Retriers(), replies: resty3Replies()},
	}
}

// unlisted returns the tables of libraries whose modules testdata does not
// require. They were written from the source; TestUnlisted holds them against it
// where there is a module that has them.
func unlisted() []table {
	return []table{
		{pkg: reqPkg, rows: reqRows, retriers: reqRetriers(), replies: reqReplies()},
		{pkg: "github.com/segmentio/encoding/json", rows: func() []Row {
			return append(likeEncodingJSON(), harmless("Encoder", "SetAppendNewline", "SetSortMapKeys", "SetTrustRawMessage")...)
		}},
		{pkg: pesterPkg, rows: pesterRows, retriers: pesterRetriers(), defaults: pesterDefaults()},
	}
}

// standardClient returns a client of net/http that sends through a transport.
func standardClient(transport Expr) Expr {
	return made("net/http.Client", Member{"Transport", transport})
}

// verbs returns the rows of a builder's methods that send it and are named after
// the request's method, as Get is.
func verbs(recv string, q Request, names ...string) []Row {
	rows := make([]Row, len(names))
	for i, name := range names {
		ask := q
		ask.Method = str(strings.ToUpper(name))
		rows[i] = Row{Recv: recv, Name: name, Request: &ask, Pure: true}
	}
	return rows
}

// chained returns the rows of methods that set what matters to no request, and
// return the receiver.
func chained(recv string, names ...string) []Row {
	return each(Row{Recv: recv, Results: []Expr{arg(0)}, Pure: true}, names...)
}

// setter returns the row of a method that sets a member to its argument and
// returns the receiver.
func setter(recv, name, member string) Row {
	return Row{Recv: recv, Name: name, Results: []Expr{arg(0)}, Sets: []Member{{member, arg(1)}}}
}
