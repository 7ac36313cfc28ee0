// Package gin holds what looks like a mistake in a handler of gin and is
// none, each beside one that is.
package gin

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	othererrors "github.com/respvet/respvet/testdata/traps/text/errors"
	"github.com/respvet/respvet/testdata/traps/text/i18n"
	"github.com/respvet/respvet/testdata/traps/text/validate"
)

func send(c *gin.Context, status int, message string) {
	c.JSON(status, gin.H{"message": message})
}

// A Guests stores guests; its errors are internal.
type Guests interface {
	Add(name string) error
	Count() int
	All() []string
	Page(name string) (string, bool)
}

// Handler serves guests.
type Handler struct {
	guests Guests
	texts  i18n.Catalogue
	alarm  string // URL of another service
}

// Validation is the trap "validation text".
func (h *Handler) Validation(c *gin.Context) {
	if err := validate.Name(c.Query("name")); err != nil {
		send(c, http.StatusBadRequest, err.Error()) // ok: constants and a number
		return
	}
	if err := h.guests.Add(c.Query("name")); err != nil {
		send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/error4xx\)`
		return
	}
	c.Status(http.StatusOK)
}

// OwnValidator is the trap "own validators": an error type whose text is joined
// from constants.
func (h *Handler) OwnValidator(c *gin.Context) {
	if err := validate.Form(map[string]string{"name": c.Query("name")}); err != nil {
		send(c, http.StatusBadRequest, err.Error()) // ok: the validator's words
		return
	}
	if err := validate.Age(c.Query("age"), strconv.Atoi); err != nil {
		send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/(parse|error4xx)\)`
		return
	}
	c.Status(http.StatusOK)
}

// Bound is the trap of a body that cannot be read, and is not explained.
func (h *Handler) Bound(c *gin.Context) {
	var in struct {
		Name string `json:"name"`
	}
	if err := c.ShouldBindJSON(&in); err != nil {
		slog.Warn("read guest", "error", err)
		if c.Query("why") == "" {
			send(c, http.StatusBadRequest, "the body is no guest") // ok: constant text
			return
		}
		send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/parse\)`
		return
	}
	c.JSON(http.StatusOK, in)
}

// Translated is the trap "translated text".
func (h *Handler) Translated(c *gin.Context) {
	if err := h.guests.Add(c.Query("name")); err != nil {
		if c.Query("raw") == "" {
			send(c, http.StatusInternalServerError, h.texts.Text("guest.refused")) // ok: looked up by a constant key
			return
		}
		send(c, http.StatusInternalServerError, h.texts.Text(err.Error())) // want `\(errleak/error\)`
		return
	}
	c.Status(http.StatusOK)
}

var errFull = errors.New("the house is full")

// Sentinel is the trap "sentinels".
func (h *Handler) Sentinel(c *gin.Context) {
	err := h.guests.Add(c.Query("name"))
	switch {
	case errors.Is(err, errFull):
		send(c, http.StatusConflict, errFull.Error()) // ok: constant text
		return
	case err == errFull:
		send(c, http.StatusConflict, err.Error()) // ok: it is the sentinel
		return
	case err != nil:
		send(c, http.StatusConflict, err.Error()) // want `\(errleak/error4xx\)`
		return
	}
	c.Status(http.StatusOK)
}

// StatusOnly is the trap "a status-only text".
func (h *Handler) StatusOnly(c *gin.Context) {
	if err := h.guests.Add(c.Query("name")); err != nil {
		if c.Query("raw") == "" {
			send(c, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)) // ok: the status's text
			return
		}
		send(c, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)+": "+err.Error()) // want `\(errleak/error\)`
		return
	}
	c.Status(http.StatusOK)
}

// OtherErrors is the trap "packages named errors that are not the standard one".
func (h *Handler) OtherErrors(c *gin.Context) {
	if err := h.guests.Add(c.Query("name")); err != nil {
		if c.Query("raw") == "" {
			send(c, http.StatusInternalServerError, othererrors.New("the guest was refused", 17).Error()) // ok: constants and a number
			return
		}
		send(c, http.StatusInternalServerError, othererrors.Wrap(err, 17).Error()) // want `\(errleak/error\)`
		return
	}
	c.Status(http.StatusOK)
}

// Composed is the trap "an error built on the spot from plain values".
func (h *Handler) Composed(c *gin.Context) {
	name := c.Query("name")
	if err := h.guests.Add(name); err != nil {
		if c.Query("raw") == "" {
			err = fmt.Errorf("guest %q was refused", name)
		} else {
			err = fmt.Errorf("guest %q was refused: %w", name, err)
			send(c, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
			return
		}
		send(c, http.StatusInternalServerError, err.Error()) // ok: constants and a plain value
		return
	}
	c.Status(http.StatusOK)
}

// Logged is the trap `slog.String("error", err.Error())`.
func (h *Handler) Logged(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		slog.Error("add", slog.String("error", err.Error()))    // ok: the log
		fields := gin.H{"message": "add", "error": err.Error()} // ok: the log
		slog.Error("add", "fields", fields)
		send(c, http.StatusInternalServerError, "the guest was refused")
		return
	}
	c.Status(http.StatusOK)
}

// NotLogged sends what Logged logs.
func (h *Handler) NotLogged(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		fields := gin.H{"message": "add", "error": err.Error()} // want `\(errleak/error\)`
		c.JSON(http.StatusInternalServerError, fields)
		return
	}
	c.Status(http.StatusOK)
}

// OtherAPI is the trap "another API's request body".
func (h *Handler) OtherAPI(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		body, _ := json.Marshal(gin.H{"text": err.Error()}) // ok: another service's
		if resp, postErr := http.Post(h.alarm, "application/json", bytes.NewReader(body)); postErr == nil {
			resp.Body.Close()
		}
		send(c, http.StatusInternalServerError, "the guest was refused")
		return
	}
	c.Status(http.StatusOK)
}

// OwnAPI sends the same body to the client.
func (h *Handler) OwnAPI(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		body, _ := json.Marshal(gin.H{"text": err.Error()}) // want `\(errleak/error\)`
		c.Data(http.StatusInternalServerError, "application/json", []byte(string(body)))
		return
	}
	c.Status(http.StatusOK)
}

type failure struct {
	Message string `json:"message"`
	Cause   string `json:"-"`
	Err     error  `json:"-"`
	Detail  string `json:"detail,omitempty"`
}

// Unencoded is the trap of fields that JSON leaves out.
func (h *Handler) Unencoded(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		c.JSON(http.StatusInternalServerError, failure{Message: "add", Cause: err.Error(), Err: err}) // ok: json:"-"
		return
	}
	c.Status(http.StatusOK)
}

// Encoded fills the field that JSON takes along.
func (h *Handler) Encoded(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		c.JSON(http.StatusInternalServerError, failure{Message: "add", Detail: err.Error()}) // want `\(errleak/error\)`
		return
	}
	c.Status(http.StatusOK)
}

// Animal is the neighbour of the plain texts: an API's answer.
func (h *Handler) Animal(c *gin.Context) {
	page, ok := h.guests.Page(c.Query("name"))
	if !ok {
		c.String(http.StatusNotFound, "no such animal") // want `404.*\(rawerror\)`
		return
	}
	c.JSON(http.StatusOK, gin.H{"page": page})
}

// Index is the trap "HTML routes".
func (h *Handler) Index(c *gin.Context) {
	page, ok := h.guests.Page(c.Query("name"))
	if !ok {
		// TODO ok: a page's reader
		c.String(http.StatusNotFound, "no such page") // want `\(rawerror\)`
		return
	}
	c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(page))
}

// Healthz is the trap "health probes".
func (h *Handler) Healthz(c *gin.Context) {
	if h.guests.Count() == 0 {
		c.String(http.StatusServiceUnavailable, "unhealthy") // ok: a probe
		return
	}
	c.String(http.StatusOK, "ok")
}

// Readyz is the same with empty bodies.
func (h *Handler) Readyz(c *gin.Context) {
	if h.guests.Count() == 0 {
		c.Status(http.StatusServiceUnavailable) // ok: a probe
		return
	}
	c.Status(http.StatusOK)
}

// Callback is the trap "OAuth callbacks": a browser comes back to it.
func (h *Handler) Callback(c *gin.Context) {
	if c.Query("state") == "" {
		c.String(http.StatusBadRequest, "the login was not completed") // ok: a browser
		return
	}
	c.Redirect(http.StatusSeeOther, "/")
}

// Feed is the trap "RSS".
func (h *Handler) Feed(c *gin.Context) {
	page, ok := h.guests.Page("feed")
	if !ok {
		// TODO ok: a feed reader
		c.String(http.StatusNotFound, "no feed") // want `\(rawerror\)`
		return
	}
	c.Data(http.StatusOK, "application/rss+xml", []byte(page))
}

// Upstream is the trap "a status copied from an upstream response".
func (h *Handler) Upstream(c *gin.Context) {
	resp, err := http.Get(h.alarm)
	if err != nil {
		send(c, 519, "the upstream is gone") // want `519.*\(statuscode/unregistered\)`
		return
	}
	defer resp.Body.Close()
	send(c, resp.StatusCode, "see the status") // ok: the upstream's
}

// Webhook is the trap "webhook receivers that answer 200 on purpose".
func (h *Handler) Webhook(c *gin.Context) {
	if err := h.guests.Add(c.Query("name")); err != nil {
		slog.Error("add guest", "error", err)
		c.Status(http.StatusOK) // ok: on purpose
		return
	}
	c.JSON(http.StatusOK, gin.H{"received": true})
}

// SoftError answers 200 with an error in its body.
func (h *Handler) SoftError(c *gin.Context) {
	if err := h.guests.Add(c.Query("name")); err != nil {
		slog.Error("add guest", "error", err)
		c.JSON(http.StatusOK, gin.H{"error": "the guest was refused"}) // TODO want `200.*\(statuscode/success\)`
		return
	}
	c.JSON(http.StatusOK, gin.H{"received": true})
}

// Variable is the trap of a status that nobody knows.
func (h *Handler) Variable(c *gin.Context, statuses map[string]int) {
	send(c, statuses[c.Request.URL.Path], "see the map") // ok: unknown
}

// NoStatus is the trap of a number that is no status.
func (h *Handler) NoStatus(c *gin.Context) {
	c.JSON(http.StatusNotFound, gin.H{"code": 599}) // ok: an application's code
}

// Last is the trap "the last statement of a handler".
func (h *Handler) Last(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		send(c, http.StatusConflict, "there is no room") // ok: nothing follows
	}
}

// NotLast differs in what follows.
func (h *Handler) NotLast(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	send(c, http.StatusOK, "added")
}

// IfElse is the trap "if/else joins".
func (h *Handler) IfElse(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		send(c, http.StatusConflict, "there is no room") // ok: the other branch answers
	} else {
		send(c, http.StatusOK, "added")
	}
	slog.Info("add") // logging is no further work
}

// FurtherWork differs in work that is more than logging.
func (h *Handler) FurtherWork(c *gin.Context) {
	if h.guests.Count() == 0 {
		send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	_ = h.guests.Add("hen")
}

// Closure is the trap "the last statement of a closure".
func (h *Handler) Closure(c *gin.Context) {
	refuse := func() {
		send(c, http.StatusConflict, "there is no room") // ok: the closure ends, and its caller returns
	}
	if h.guests.Count() == 0 {
		refuse() // want `\(missingreturn\)`
	}
	if err := h.guests.Add("hen"); err != nil {
		refuse()
		return
	}
	send(c, http.StatusOK, "added")
}

// Guarded is the trap "ctx.Written() guards".
func (h *Handler) Guarded(c *gin.Context) {
	if h.guests.Count() == 0 {
		send(c, http.StatusConflict, "there is no room") // ok: the guard below
	}
	if c.Writer.Written() {
		return
	}
	send(c, http.StatusOK, "added")
}

// Unguarded asks whether the chain was aborted, which it was not.
func (h *Handler) Unguarded(c *gin.Context) {
	if h.guests.Count() == 0 {
		send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	send(c, http.StatusOK, "added")
}

// Aborted is the trap of a guard over IsAborted.
func (h *Handler) Aborted(c *gin.Context) {
	if h.guests.Count() == 0 {
		c.AbortWithStatusJSON(http.StatusConflict, gin.H{"message": "there is no room"}) // ok: the guard below
	}
	if c.IsAborted() {
		return
	}
	send(c, http.StatusOK, "added")
}

// NotAborted differs in the guard: Abort stops the chain, not the handler.
func (h *Handler) NotAborted(c *gin.Context) {
	if h.guests.Count() == 0 {
		c.AbortWithStatusJSON(http.StatusConflict, gin.H{"message": "there is no room"}) // want `\(missingreturn\)`
	}
	send(c, http.StatusOK, "added")
}

// Left is the trap of an error that a middleware answers.
func (h *Handler) Left(c *gin.Context) {
	if err := h.guests.Add("hen"); err != nil {
		_ = c.Error(err) // ok: Errors answers
		return
	}
	send(c, http.StatusOK, "added")
}

// Errors is the middleware that prints what handlers left.
func Errors(c *gin.Context) {
	c.Next()
	if len(c.Errors) > 0 {
		slog.Error("request failed", "errors", c.Errors.String())       // ok: the log
		send(c, http.StatusInternalServerError, "something went wrong") // ok: constant text
	}
}

// VerboseErrors differs in what it sends.
func VerboseErrors(c *gin.Context) {
	c.Next()
	if len(c.Errors) > 0 {
		send(c, http.StatusInternalServerError, c.Errors.Last().Error()) // want `\(errleak/error\)`
	}
}

// Bound400 is the trap of Bind, which has answered.
func (h *Handler) Bound400(c *gin.Context) {
	var in failure
	if err := c.BindJSON(&in); err != nil {
		return // ok: BindJSON has sent a 400
	}
	c.JSON(http.StatusOK, in)
}

// NotBound differs in that ShouldBindJSON has not.
func (h *Handler) NotBound(c *gin.Context) {
	var in failure
	if err := c.ShouldBindJSON(&in); err != nil {
		return // want `\(noresponse\)`
	}
	c.JSON(http.StatusOK, in)
}

// Deferred is the trap "recover-deferred answers".
func (h *Handler) Deferred(c *gin.Context) {
	defer func() {
		if recover() != nil {
			send(c, http.StatusInternalServerError, "the house is on fire") // ok: only where nothing else was sent
		}
	}()
	if h.guests.Count() == 0 {
		send(c, http.StatusConflict, "there is no room") // ok: the deferred answer needs a panic
		return
	}
	send(c, http.StatusOK, "added")
}

// TailCall is the trap "tail calls of sub-handlers".
func (h *Handler) TailCall(c *gin.Context) {
	switch c.Request.Method {
	case http.MethodGet:
		h.Last(c) // ok: the last call
	case http.MethodPost:
		h.IfElse(c) // ok: the last call
	default:
		send(c, http.StatusNotFound, "GET or POST") // ok: the last call
	}
}

// FirstCall goes on to the sub-handler.
func (h *Handler) FirstCall(c *gin.Context) {
	if c.Request.Method != http.MethodPost {
		send(c, http.StatusNotFound, "POST") // want `\(missingreturn\)`
	}
	h.IfElse(c)
}

// EarlyReturn is the trap "an earlier branch that returns".
func (h *Handler) EarlyReturn(c *gin.Context) {
	err := h.guests.Add("hen")
	if err != nil {
		if c.Request.Method == http.MethodHead {
			c.Status(http.StatusConflict) // ok: returns
			return
		}
		send(c, http.StatusConflict, "there is no room") // ok: returns
		return
	}
	send(c, http.StatusOK, "added")
}

// HalfReturn differs in the return of one branch.
func (h *Handler) HalfReturn(c *gin.Context) {
	err := h.guests.Add("hen")
	if err != nil {
		if c.Request.Method == http.MethodHead {
			c.Status(http.StatusConflict) // ok: returns
			return
		}
		send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	send(c, http.StatusOK, "added")
}

// answer is put together before it is sent.
type answer struct {
	status  int
	message string
}

func (a *answer) fail(status int, message string) {
	a.status, a.message = status, message
}

func (a *answer) sendTo(c *gin.Context) { send(c, a.status, a.message) }

// Builder is the trap "builders": nothing is sent until the end.
func (h *Handler) Builder(c *gin.Context) {
	a := &answer{http.StatusOK, "added"}
	if h.guests.Count() == 0 {
		a.fail(http.StatusConflict, "there is no room") // ok: not sent yet
	}
	a.sendTo(c)
}

// BuilderSent differs in that the first one is sent.
func (h *Handler) BuilderSent(c *gin.Context) {
	a := &answer{http.StatusOK, "added"}
	if h.guests.Count() == 0 {
		a.fail(http.StatusConflict, "there is no room")
		a.sendTo(c) // want `\(missingreturn\)`
	}
	a.sendTo(c)
}

// Loop is the trap of an answer that ends a loop and the handler with it.
func (h *Handler) Loop(c *gin.Context) {
	for range 3 {
		if err := h.guests.Add("hen"); err != nil {
			send(c, http.StatusConflict, "there is no room") // ok: returns
			return
		}
	}
	send(c, http.StatusOK, "added")
}

// LoopBreak leaves only the loop.
func (h *Handler) LoopBreak(c *gin.Context) {
	for range 3 {
		if err := h.guests.Add("hen"); err != nil {
			send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
			break
		}
	}
	send(c, http.StatusOK, "added")
}

// Panics is the trap of a path that ends without a return.
func (h *Handler) Panics(c *gin.Context) {
	if h.guests.Count() < 0 {
		send(c, http.StatusInternalServerError, "the house is broken") // ok: abort does not return
		abort()
	}
	send(c, http.StatusOK, "added")
}

func abort() { panic(http.ErrAbortHandler) }

// Assigned is the trap "a slice declared nil and then assigned from a call".
func (h *Handler) Assigned(c *gin.Context) {
	var data []string
	if c.Query("all") != "" {
		data = h.guests.All()
	} else {
		data = make([]string, 0)
	}
	c.JSON(http.StatusOK, gin.H{"data": data}) // ok: the call's
}

// NotAssigned differs in the assignment.
func (h *Handler) NotAssigned(c *gin.Context) {
	var data []string // TODO want `\(nilslice\)`
	if c.Query("all") != "" {
		data = append(data, "hen")
	}
	c.JSON(http.StatusOK, gin.H{"data": data})
}

// Decoded is the trap "decoded into".
func (h *Handler) Decoded(c *gin.Context) {
	var data []string
	if err := c.ShouldBindJSON(&data); err != nil {
		send(c, http.StatusBadRequest, "the body is no list")
		return
	}
	c.JSON(http.StatusOK, gin.H{"data": data}) // ok: the client's
}

// Filled is the trap "if x == nil { x = …{} }".
func (h *Handler) Filled(c *gin.Context) {
	var data []string
	for _, name := range h.guests.All() {
		data = append(data, name+"!")
	}
	if data == nil {
		data = []string{}
	}
	c.JSON(http.StatusOK, gin.H{"data": data}) // ok: never nil
}

// Unfilled differs in the guard.
func (h *Handler) Unfilled(c *gin.Context) {
	var data []string // TODO want `\(nilslice\)`
	for _, name := range h.guests.All() {
		data = append(data, name+"!")
	}
	c.JSON(http.StatusOK, gin.H{"data": data})
}
