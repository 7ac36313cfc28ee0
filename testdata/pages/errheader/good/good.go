// Package good has examples of the page of errheader.
package good

import (
	"net/http"

	"github.com/respvet/respvet/testdata/pages/reply"
)

type limiter interface{ Allow() bool }

// A Server limits the rate of requests.
type Server struct{ limiter limiter }

// Order shows an order.
func (s *Server) Order(w http.ResponseWriter, r *http.Request) {
	if !s.limiter.Allow() {
		w.Header().Set("Retry-After", "1")
		reply.Error(w, http.StatusTooManyRequests, "slow down")
		return
	}
	reply.JSON(w, http.StatusOK, "an order")
}
