package httpmodel

// github.com/prometheus/client_golang. Its handlers speak to a scraper.
func prometheus() []table {
	metrics := func(codes ...int) []Response { return []Response{{Kind: Serve, Implied: codes}} }
	return []table{{pkg: "github.com/prometheus/client_golang/prometheus/promhttp", rows: func() []Row {
		return append(
			// 500 is for metrics that cannot be gathered, 503 for too many scrapes at once.
			each(Row{OwnResponses: metrics(200, 500, 503), Pure: true}, "HandlerFor", "HandlerForTransactional"),
			Row{Name: "Handler", OwnResponses: metrics(200, 500), Pure: true},
			Row{Name: "InstrumentMetricHandler", Results: []Expr{arg(1)}, Pure: true},
		)
	}}}
}
