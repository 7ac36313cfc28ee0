// Prometheus shows what its handlers answer.
package main

import (
	"errors"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	dto "github.com/prometheus/client_model/go"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

// broken gathers nothing.
type broken struct{}

func (broken) Gather() ([]*dto.MetricFamily, error) { return nil, errors.New("broken") }

// full lets one scrape in, and in it asks for a second.
type full struct{ second func() }

func (f full) Gather() ([]*dto.MetricFamily, error) {
	f.second()
	return nil, nil
}

func main() {
	const pkg = "github.com/prometheus/client_golang/prometheus/promhttp."
	observe.Answers(pkg+"Handler", promhttp.Handler())
	prometheus.DefaultGatherer = broken{}
	observe.Answers(pkg+"Handler", promhttp.Handler())
	each(pkg+"HandlerFor", promhttp.HandlerFor)
	each(pkg+"HandlerForTransactional", func(g prometheus.Gatherer, opts promhttp.HandlerOpts) http.Handler {
		return promhttp.HandlerForTransactional(prometheus.ToTransactionalGatherer(g), opts)
	})
}

// each shows a handler of metrics that are there, that cannot be gathered, and
// that too many ask for.
func each(row string, make func(prometheus.Gatherer, promhttp.HandlerOpts) http.Handler) {
	observe.Answers(row, make(prometheus.NewRegistry(), promhttp.HandlerOpts{}))
	observe.Answers(row, make(broken{}, promhttp.HandlerOpts{}))
	observe.Answers(row, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var h http.Handler
		h = make(full{func() { h.ServeHTTP(w, r) }}, promhttp.HandlerOpts{MaxRequestsInFlight: 1})
		h.ServeHTTP(w, r)
	}))
}
