// Package impl implements interfaces of package api with types of its own.
package impl

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/routes/methods/api"
)

type session struct{ db any }

// New makes the handlers of sessions.
func New(db any) api.Handlers { return &session{db: db} }

func (*session) Login(c *gin.Context)  { c.Status(http.StatusNoContent) }
func (*session) Logout(c *gin.Context) { c.Status(http.StatusAccepted) }

type books struct{ db any }

// NewBooks makes functions that make handlers.
func NewBooks(db any) api.Makers { return &books{db: db} }

func (*books) List() gin.HandlerFunc { return func(c *gin.Context) { c.Status(http.StatusNoContent) } }
