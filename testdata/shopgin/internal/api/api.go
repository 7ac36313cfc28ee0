// Package api is the warehouse's HTTP interface.
//
// A comment BAD(rule/category) says what a client sees of a mistake on its own
// line or, where it stands alone, on the next line of code; "ok" says why
// something that looks like one is right.
package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/shopgin/internal/apierr"
	"github.com/respvet/respvet/testdata/shopgin/internal/middleware"
	"github.com/respvet/respvet/testdata/shopgin/internal/reply"
	"github.com/respvet/respvet/testdata/shopgin/internal/store"
)

// A Server answers the warehouse's requests.
type Server struct {
	store   store.Store
	carrier Carrier
}

// NewServer returns a server over a store and a carrier.
func NewServer(s store.Store, c Carrier) *Server { return &Server{store: s, carrier: c} }

// Handler returns the router, in its middlewares. Probes need no token.
func (s *Server) Handler(token string) http.Handler {
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.NoRoute(func(c *gin.Context) { reply.NotFound(c, "route") })
	r.NoMethod(func(c *gin.Context) {
		reply.Error(c, http.StatusMethodNotAllowed, "method", "this route does not take "+c.Request.Method) // ok: gin has set Allow
	})
	r.Use(middleware.RequestID, middleware.Logging, middleware.Recover(), middleware.Errors)
	r.GET("/healthz", s.healthz)
	r.GET("/readyz", s.readyz)
	r.GET("/clock", middleware.Timing)
	r.POST("/hooks/carrier", s.carrierHook)

	v1 := r.Group("/v1", middleware.Auth(token), middleware.Limit(64))
	v1.GET("/parts", s.listParts)
	v1.POST("/parts", s.createPart)
	v1.POST("/parts/import", s.importParts)
	v1.GET("/parts/:id", s.getPart)
	v1.PUT("/parts/:id", s.putPart)
	v1.DELETE("/parts/:id", s.deletePart)
	v1.GET("/shelves/:shelf", s.listShelf)
	v1.POST("/parts/:id/reserve", s.reservePart)
	v1.POST("/parts/:id/move", s.movePart)
	v1.GET("/transfers", s.listTransfers)
	v1.POST("/transfers", s.createTransfer)
	v1.GET("/transfers/:id", s.getTransfer)
	v1.GET("/transfers/:id/label", s.label)
	v1.GET("/transfers/:id/page", s.transferPage)
	v1.DELETE("/transfers/:id", s.cancelTransfer)

	staff := r.Group("/staff", middleware.RecoverStaff, middleware.VerboseErrors, middleware.Staff)
	staff.GET("/audit", s.audit)
	staff.GET("/count", s.count)
	staff.POST("/recount/:id", s.recount)
	staff.GET("/export", s.export)
	return r
}

// Debug returns the router of an inner port.
func (s *Server) Debug() http.Handler {
	r := gin.New() // ok: who serves it may put something around it
	r.GET("/v1/parts", s.listParts)
	return r
}

// withID calls next with the number that a path names; else it answers.
func withID(c *gin.Context, name string, next func(id uint64)) {
	id, err := strconv.ParseUint(c.Param(name), 10, 64)
	if err != nil {
		reply.BadRequest(c, name+" is not a number") // ok: constant text and a plain value
		return
	}
	next(id)
}

// public translates the store's errors for clients.
func public(kind string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrNotFound):
		return apierr.Wrap(apierr.Absent, "there is no such "+kind, err) // ok: the cause is only logged
	case errors.Is(err, store.ErrExists):
		return apierr.Wrap(apierr.Taken, "this "+kind+" exists already", err) // ok: the contract has no 409
	default:
		return err
	}
}

func (s *Server) healthz(c *gin.Context) { c.String(http.StatusOK, "ok") } // ok: a probe

func (s *Server) readyz(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c, time.Second)
	defer cancel()
	if err := s.store.Ping(ctx); err != nil {
		slog.WarnContext(c, "store is not ready", "error", err)
		c.String(http.StatusServiceUnavailable, "not ready") // ok: a probe, whose reader wants no JSON
		return
	}
	c.String(http.StatusOK, "ready")
}

// carrierHook hears what became of a transfer. The carrier sends everything
// again that is not answered with 200.
func (s *Server) carrierHook(c *gin.Context) {
	var event struct {
		Transfer uint64 `json:"transfer"`
		Label    string `json:"label"`
	}
	if err := c.ShouldBindJSON(&event); err != nil {
		slog.WarnContext(c, "carrier sent nonsense", "error", err)
		c.Status(http.StatusOK) // ok: on purpose, it would only come again
		return
	}
	t, err := s.store.Transfer(c, event.Transfer)
	if err != nil {
		_ = c.Error(err) // ok: Errors answers
		return
	}
	t.Label = event.Label
	if err := s.store.SaveTransfer(c, t); err != nil {
		_ = c.Error(err) // ok: Errors answers
		return
	}
	c.Status(http.StatusOK)
}
