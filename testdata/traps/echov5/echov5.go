// Package echov5 holds what looks like a mistake in a handler of echo v5 and is
// none, each beside one that is.
package echov5

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v5"
	othererrors "github.com/respvet/respvet/testdata/traps/text/errors"
	"github.com/respvet/respvet/testdata/traps/text/i18n"
	"github.com/respvet/respvet/testdata/traps/text/validate"
)

func send(c *echo.Context, status int, message string) error {
	return c.JSON(status, map[string]any{"message": message})
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
func (h *Handler) Validation(c *echo.Context) error {
	if err := validate.Name(c.QueryParam("name")); err != nil {
		return send(c, http.StatusBadRequest, err.Error()) // ok: constants and a number
	}
	if err := h.guests.Add(c.QueryParam("name")); err != nil {
		return send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/error4xx\)`
	}
	return c.NoContent(http.StatusOK)
}

// OwnValidator is the trap "own validators": an error type whose text is joined
// from constants.
func (h *Handler) OwnValidator(c *echo.Context) error {
	if err := validate.Form(map[string]string{"name": c.QueryParam("name")}); err != nil {
		return send(c, http.StatusBadRequest, err.Error()) // ok: the validator's words
	}
	if err := validate.Age(c.QueryParam("age"), strconv.Atoi); err != nil {
		return send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/(parse|error4xx)\)`
	}
	return c.NoContent(http.StatusOK)
}

// Bound is the trap of a body that cannot be read, and is not explained.
func (h *Handler) Bound(c *echo.Context) error {
	var in struct {
		Name string `json:"name"`
	}
	if err := c.Bind(&in); err != nil {
		slog.Warn("read guest", "error", err)
		if c.QueryParam("why") == "" {
			return send(c, http.StatusBadRequest, "the body is no guest") // ok: constant text
		}
		return send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/parse\)`
	}
	return c.JSON(http.StatusOK, in)
}

// Translated is the trap "translated text".
func (h *Handler) Translated(c *echo.Context) error {
	if err := h.guests.Add(c.QueryParam("name")); err != nil {
		if c.QueryParam("raw") == "" {
			return send(c, http.StatusInternalServerError, h.texts.Text("guest.refused")) // ok: looked up by a constant key
		}
		return send(c, http.StatusInternalServerError, h.texts.Text(err.Error())) // want `\(errleak/error\)`
	}
	return c.NoContent(http.StatusOK)
}

var errFull = errors.New("the house is full")

// Sentinel is the trap "sentinels".
func (h *Handler) Sentinel(c *echo.Context) error {
	err := h.guests.Add(c.QueryParam("name"))
	switch {
	case errors.Is(err, errFull):
		return send(c, http.StatusConflict, errFull.Error()) // ok: constant text
	case err == errFull:
		return send(c, http.StatusConflict, err.Error()) // ok: it is the sentinel
	case err != nil:
		return send(c, http.StatusConflict, err.Error()) // want `\(errleak/error4xx\)`
	}
	return c.NoContent(http.StatusOK)
}

// StatusOnly is the trap "a status-only text".
func (h *Handler) StatusOnly(c *echo.Context) error {
	if err := h.guests.Add(c.QueryParam("name")); err != nil {
		if c.QueryParam("raw") == "" {
			return send(c, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)) // ok: the status's text
		}
		return send(c, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)+": "+err.Error()) // want `\(errleak/error\)`
	}
	return c.NoContent(http.StatusOK)
}

// OtherErrors is the trap "packages named errors that are not the standard one".
func (h *Handler) OtherErrors(c *echo.Context) error {
	if err := h.guests.Add(c.QueryParam("name")); err != nil {
		if c.QueryParam("raw") == "" {
			return send(c, http.StatusInternalServerError, othererrors.New("the guest was refused", 17).Error()) // ok: constants and a number
		}
		return send(c, http.StatusInternalServerError, othererrors.Wrap(err, 17).Error()) // want `\(errleak/error\)`
	}
	return c.NoContent(http.StatusOK)
}

// Composed is the trap "an error built on the spot from plain values".
func (h *Handler) Composed(c *echo.Context) error {
	name := c.QueryParam("name")
	if err := h.guests.Add(name); err != nil {
		if c.QueryParam("raw") == "" {
			err = fmt.Errorf("guest %q was refused", name)
		} else {
			err = fmt.Errorf("guest %q was refused: %w", name, err)
			return send(c, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
		}
		return send(c, http.StatusInternalServerError, err.Error()) // ok: constants and a plain value
	}
	return c.NoContent(http.StatusOK)
}

// Logged is the trap `slog.String("error", err.Error())`.
func (h *Handler) Logged(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		slog.Error("add", slog.String("error", err.Error()))             // ok: the log
		fields := map[string]any{"message": "add", "error": err.Error()} // ok: the log
		slog.Error("add", "fields", fields)
		return send(c, http.StatusInternalServerError, "the guest was refused")
	}
	return c.NoContent(http.StatusOK)
}

// NotLogged sends what Logged logs.
func (h *Handler) NotLogged(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		fields := map[string]any{"message": "add", "error": err.Error()} // want `\(errleak/error\)`
		return c.JSON(http.StatusInternalServerError, fields)
	}
	return c.NoContent(http.StatusOK)
}

// OtherAPI is the trap "another API's request body".
func (h *Handler) OtherAPI(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		body, _ := json.Marshal(map[string]any{"text": err.Error()}) // ok: another service's
		if resp, postErr := http.Post(h.alarm, "application/json", bytes.NewReader(body)); postErr == nil {
			resp.Body.Close()
		}
		return send(c, http.StatusInternalServerError, "the guest was refused")
	}
	return c.NoContent(http.StatusOK)
}

// OwnAPI sends the same body to the client.
func (h *Handler) OwnAPI(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		body, _ := json.Marshal(map[string]any{"text": err.Error()}) // want `\(errleak/error\)`
		return c.Blob(http.StatusInternalServerError, "application/json", []byte(string(body)))
	}
	return c.NoContent(http.StatusOK)
}

type failure struct {
	Message string `json:"message"`
	Cause   string `json:"-"`
	Err     error  `json:"-"`
	Detail  string `json:"detail,omitempty"`
}

// Unencoded is the trap of fields that JSON leaves out.
func (h *Handler) Unencoded(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		return c.JSON(http.StatusInternalServerError, failure{Message: "add", Cause: err.Error(), Err: err}) // ok: json:"-"
	}
	return c.NoContent(http.StatusOK)
}

// Encoded fills the field that JSON takes along.
func (h *Handler) Encoded(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		return c.JSON(http.StatusInternalServerError, failure{Message: "add", Detail: err.Error()}) // want `\(errleak/error\)`
	}
	return c.NoContent(http.StatusOK)
}

// Animal is the neighbour of the plain texts: an API's answer.
func (h *Handler) Animal(c *echo.Context) error {
	page, ok := h.guests.Page(c.QueryParam("name"))
	if !ok {
		return c.String(http.StatusNotFound, "no such animal") // want `404.*\(rawerror\)`
	}
	return c.JSON(http.StatusOK, map[string]any{"page": page})
}

// Index is the trap "HTML routes".
func (h *Handler) Index(c *echo.Context) error {
	page, ok := h.guests.Page(c.QueryParam("name"))
	if !ok {
		return c.String(http.StatusNotFound, "no such page") // ok: a page's reader
	}
	return c.HTML(http.StatusOK, page)
}

// Healthz is the trap "health probes".
func (h *Handler) Healthz(c *echo.Context) error {
	if h.guests.Count() == 0 {
		return c.String(http.StatusServiceUnavailable, "unhealthy") // ok: a probe
	}
	return c.String(http.StatusOK, "ok")
}

// Readyz is the same with empty bodies.
func (h *Handler) Readyz(c *echo.Context) error {
	if h.guests.Count() == 0 {
		return c.NoContent(http.StatusServiceUnavailable) // ok: a probe
	}
	return c.NoContent(http.StatusOK)
}

// Callback is the trap "OAuth callbacks": a browser comes back to it.
func (h *Handler) Callback(c *echo.Context) error {
	if c.QueryParam("state") == "" {
		return c.String(http.StatusBadRequest, "the login was not completed") // ok: a browser
	}
	return c.Redirect(http.StatusSeeOther, "/")
}

// Feed is the trap "RSS".
func (h *Handler) Feed(c *echo.Context) error {
	page, ok := h.guests.Page("feed")
	if !ok {
		// TODO ok: a feed reader
		return c.String(http.StatusNotFound, "no feed") // want `\(rawerror\)`
	}
	return c.Blob(http.StatusOK, "application/rss+xml", []byte(page))
}

// Upstream is the trap "a status copied from an upstream response".
func (h *Handler) Upstream(c *echo.Context) error {
	resp, err := http.Get(h.alarm)
	if err != nil {
		return send(c, 519, "the upstream is gone") // want `519.*\(statuscode/unregistered\)`
	}
	defer resp.Body.Close()
	return send(c, resp.StatusCode, "see the status") // ok: the upstream's
}

// Webhook is the trap "webhook receivers that answer 200 on purpose".
func (h *Handler) Webhook(c *echo.Context) error {
	if err := h.guests.Add(c.QueryParam("name")); err != nil {
		slog.Error("add guest", "error", err)
		return c.NoContent(http.StatusOK) // ok: on purpose
	}
	return c.JSON(http.StatusOK, map[string]any{"received": true})
}

// SoftError answers 200 with an error in its body.
func (h *Handler) SoftError(c *echo.Context) error {
	if err := h.guests.Add(c.QueryParam("name")); err != nil {
		slog.Error("add guest", "error", err)
		return c.JSON(http.StatusOK, map[string]any{"error": "the guest was refused"}) // TODO want `200.*\(statuscode/success\)`
	}
	return c.JSON(http.StatusOK, map[string]any{"received": true})
}

// Variable is the trap of a status that nobody knows.
func (h *Handler) Variable(c *echo.Context, statuses map[string]int) error {
	return send(c, statuses[c.Request().URL.Path], "see the map") // ok: unknown
}

// NoStatus is the trap of a number that is no status.
func (h *Handler) NoStatus(c *echo.Context) error {
	return c.JSON(http.StatusNotFound, map[string]any{"code": 599}) // ok: an application's code
}

// Last is the trap "the last statement of a handler".
func (h *Handler) Last(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		_ = send(c, http.StatusConflict, "there is no room") // ok: nothing follows
	}
	return nil
}

// NotLast differs in what follows.
func (h *Handler) NotLast(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		_ = send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	return send(c, http.StatusOK, "added")
}

// IfElse is the trap "if/else joins".
func (h *Handler) IfElse(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		_ = send(c, http.StatusConflict, "there is no room") // ok: the other branch answers
	} else {
		_ = send(c, http.StatusOK, "added")
	}
	slog.Info("add") // logging is no further work
	return nil
}

// FurtherWork differs in work that is more than logging.
func (h *Handler) FurtherWork(c *echo.Context) error {
	if h.guests.Count() == 0 {
		_ = send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	_ = h.guests.Add("hen")
	return nil
}

// Closure is the trap "the last statement of a closure".
func (h *Handler) Closure(c *echo.Context) error {
	refuse := func() error {
		return send(c, http.StatusConflict, "there is no room") // ok: the closure ends, and its caller returns
	}
	if h.guests.Count() == 0 {
		_ = refuse() // want `\(missingreturn\)`
	}
	if err := h.guests.Add("hen"); err != nil {
		return refuse()
	}
	return send(c, http.StatusOK, "added")
}

// Guarded is the trap of a guard over Committed.
func (h *Handler) Guarded(c *echo.Context) error {
	if h.guests.Count() == 0 {
		_ = send(c, http.StatusConflict, "there is no room") // ok: the guard below
	}
	if committed(c) {
		return nil
	}
	return send(c, http.StatusOK, "added")
}

func committed(c *echo.Context) bool {
	resp, err := echo.UnwrapResponse(c.Response())
	return err == nil && resp.Committed
}

// Inside is the trap of a cause that stays inside.
func (h *Handler) Inside(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, "the guest was refused").Wrap(err) // ok: the cause stays inside
	}
	return c.NoContent(http.StatusOK)
}

// Outside differs in the message.
func (h *Handler) Outside(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	}
	return c.NoContent(http.StatusOK)
}

// Plain is the trap of an error that echo hides.
func (h *Handler) Plain(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		return fmt.Errorf("add guest: %w", err) // ok: the client reads Internal Server Error
	}
	return c.NoContent(http.StatusOK)
}

// Unregistered differs in that it is no plain error.
func (h *Handler) Unregistered(c *echo.Context) error {
	if err := h.guests.Add("hen"); err != nil {
		return echo.NewHTTPError(463, "the guest was refused") // want `463.*\(statuscode/unregistered\)`
	}
	return c.NoContent(http.StatusOK)
}

// Deferred is the trap "recover-deferred answers".
func (h *Handler) Deferred(c *echo.Context) error {
	defer func() {
		if recover() != nil {
			_ = send(c, http.StatusInternalServerError, "the house is on fire") // ok: only where nothing else was sent
		}
	}()
	if h.guests.Count() == 0 {
		return send(c, http.StatusConflict, "there is no room") // ok: the deferred answer needs a panic
	}
	return send(c, http.StatusOK, "added")
}

// TailCall is the trap "tail calls of sub-handlers".
func (h *Handler) TailCall(c *echo.Context) error {
	switch c.Request().Method {
	case http.MethodGet:
		return h.Last(c) // ok: the last call
	case http.MethodPost:
		return h.IfElse(c) // ok: the last call
	default:
		return send(c, http.StatusNotFound, "GET or POST") // ok: the last call
	}
}

// FirstCall goes on to the sub-handler.
func (h *Handler) FirstCall(c *echo.Context) error {
	if c.Request().Method != http.MethodPost {
		_ = send(c, http.StatusNotFound, "POST") // want `\(missingreturn\)`
	}
	return h.IfElse(c)
}

// EarlyReturn is the trap "an earlier branch that returns".
func (h *Handler) EarlyReturn(c *echo.Context) error {
	err := h.guests.Add("hen")
	if err != nil {
		if c.Request().Method == http.MethodHead {
			return c.NoContent(http.StatusConflict) // ok: returns
		}
		return send(c, http.StatusConflict, "there is no room") // ok: returns
	}
	return send(c, http.StatusOK, "added")
}

// HalfReturn differs in the return of one branch.
func (h *Handler) HalfReturn(c *echo.Context) error {
	err := h.guests.Add("hen")
	if err != nil {
		if c.Request().Method == http.MethodHead {
			return c.NoContent(http.StatusConflict) // ok: returns
		}
		_ = send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	return send(c, http.StatusOK, "added")
}

// answer is put together before it is sent.
type answer struct {
	status  int
	message string
}

func (a *answer) fail(status int, message string) {
	a.status, a.message = status, message
}

func (a *answer) sendTo(c *echo.Context) error { return send(c, a.status, a.message) }

// Builder is the trap "builders": nothing is sent until the end.
func (h *Handler) Builder(c *echo.Context) error {
	a := &answer{http.StatusOK, "added"}
	if h.guests.Count() == 0 {
		a.fail(http.StatusConflict, "there is no room") // ok: not sent yet
	}
	return a.sendTo(c)
}

// BuilderSent differs in that the first one is sent.
func (h *Handler) BuilderSent(c *echo.Context) error {
	a := &answer{http.StatusOK, "added"}
	if h.guests.Count() == 0 {
		a.fail(http.StatusConflict, "there is no room")
		_ = a.sendTo(c) // want `\(missingreturn\)`
	}
	return a.sendTo(c)
}

// Loop is the trap of an answer that ends a loop and the handler with it.
func (h *Handler) Loop(c *echo.Context) error {
	for range 3 {
		if err := h.guests.Add("hen"); err != nil {
			return send(c, http.StatusConflict, "there is no room") // ok: returns
		}
	}
	return send(c, http.StatusOK, "added")
}

// LoopBreak leaves only the loop.
func (h *Handler) LoopBreak(c *echo.Context) error {
	for range 3 {
		if err := h.guests.Add("hen"); err != nil {
			_ = send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
			break
		}
	}
	return send(c, http.StatusOK, "added")
}

// Panics is the trap of a path that ends without a return.
func (h *Handler) Panics(c *echo.Context) error {
	if h.guests.Count() < 0 {
		_ = send(c, http.StatusInternalServerError, "the house is broken") // ok: abort does not return
		abort()
	}
	return send(c, http.StatusOK, "added")
}

func abort() { panic(http.ErrAbortHandler) }

// Assigned is the trap "a slice declared nil and then assigned from a call".
func (h *Handler) Assigned(c *echo.Context) error {
	var data []string
	if c.QueryParam("all") != "" {
		data = h.guests.All()
	} else {
		data = make([]string, 0)
	}
	return c.JSON(http.StatusOK, map[string]any{"data": data}) // ok: the call's
}

// NotAssigned differs in the assignment.
func (h *Handler) NotAssigned(c *echo.Context) error {
	var data []string // TODO want `\(nilslice\)`
	if c.QueryParam("all") != "" {
		data = append(data, "hen")
	}
	return c.JSON(http.StatusOK, map[string]any{"data": data})
}

// Decoded is the trap "decoded into".
func (h *Handler) Decoded(c *echo.Context) error {
	var data []string
	if err := c.Bind(&data); err != nil {
		return send(c, http.StatusBadRequest, "the body is no list")
	}
	return c.JSON(http.StatusOK, map[string]any{"data": data}) // ok: the client's
}

// Filled is the trap "if x == nil { x = …{} }".
func (h *Handler) Filled(c *echo.Context) error {
	var data []string
	for _, name := range h.guests.All() {
		data = append(data, name+"!")
	}
	if data == nil {
		data = []string{}
	}
	return c.JSON(http.StatusOK, map[string]any{"data": data}) // ok: never nil
}

// Unfilled differs in the guard.
func (h *Handler) Unfilled(c *echo.Context) error {
	var data []string // TODO want `\(nilslice\)`
	for _, name := range h.guests.All() {
		data = append(data, name+"!")
	}
	return c.JSON(http.StatusOK, map[string]any{"data": data})
}
