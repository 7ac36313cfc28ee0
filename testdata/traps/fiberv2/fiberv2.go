// Package fiberv2 holds what looks like a mistake in a handler of fiber v2 and is
// none, each beside one that is.
package fiberv2

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/gofiber/fiber/v2"
	othererrors "github.com/respvet/respvet/testdata/traps/text/errors"
	"github.com/respvet/respvet/testdata/traps/text/i18n"
	"github.com/respvet/respvet/testdata/traps/text/validate"
)

func sendData(c *fiber.Ctx, status int, mediaType, data string) error {
	c.Set("Content-Type", mediaType)
	return c.Status(status).Send([]byte(data))
}

func send(c *fiber.Ctx, status int, message string) error {
	return c.Status(status).JSON(fiber.Map{"message": message})
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
func (h *Handler) Validation(c *fiber.Ctx) error {
	if err := validate.Name(c.Query("name")); err != nil {
		return send(c, http.StatusBadRequest, err.Error()) // ok: constants and a number
	}
	if err := h.guests.Add(c.Query("name")); err != nil {
		return send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/error4xx\)`
	}
	return c.SendStatus(http.StatusOK)
}

// OwnValidator is the trap "own validators": an error type whose text is joined
// from constants.
func (h *Handler) OwnValidator(c *fiber.Ctx) error {
	if err := validate.Form(map[string]string{"name": c.Query("name")}); err != nil {
		return send(c, http.StatusBadRequest, err.Error()) // ok: the validator's words
	}
	if err := validate.Age(c.Query("age"), strconv.Atoi); err != nil {
		return send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/(parse|error4xx)\)`
	}
	return c.SendStatus(http.StatusOK)
}

// Bound is the trap of a body that cannot be read, and is not explained.
func (h *Handler) Bound(c *fiber.Ctx) error {
	var in struct {
		Name string `json:"name"`
	}
	if err := c.BodyParser(&in); err != nil {
		slog.Warn("read guest", "error", err)
		if c.Query("why") == "" {
			return send(c, http.StatusBadRequest, "the body is no guest") // ok: constant text
		}
		return send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/parse\)`
	}
	return c.Status(http.StatusOK).JSON(in)
}

// Translated is the trap "translated text".
func (h *Handler) Translated(c *fiber.Ctx) error {
	if err := h.guests.Add(c.Query("name")); err != nil {
		if c.Query("raw") == "" {
			return send(c, http.StatusInternalServerError, h.texts.Text("guest.refused")) // ok: looked up by a constant key
		}
		return send(c, http.StatusInternalServerError, h.texts.Text(err.Error())) // want `\(errleak/error\)`
	}
	return c.SendStatus(http.StatusOK)
}

var errFull = errors.New("the house is full")

// Sentinel is the trap "sentinels".
func (h *Handler) Sentinel(c *fiber.Ctx) error {
	err := h.guests.Add(c.Query("name"))
	switch {
	case errors.Is(err, errFull):
		return send(c, http.StatusConflict, errFull.Error()) // ok: constant text
	case err == errFull:
		return send(c, http.StatusConflict, err.Error()) // ok: it is the sentinel
	case err != nil:
		return send(c, http.StatusConflict, err.Error()) // want `\(errleak/error4xx\)`
	}
	return c.SendStatus(http.StatusOK)
}

// StatusOnly is the trap "a status-only text".
func (h *Handler) StatusOnly(c *fiber.Ctx) error {
	if err := h.guests.Add(c.Query("name")); err != nil {
		if c.Query("raw") == "" {
			return send(c, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)) // ok: the status's text
		}
		return send(c, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)+": "+err.Error()) // want `\(errleak/error\)`
	}
	return c.SendStatus(http.StatusOK)
}

// OtherErrors is the trap "packages named errors that are not the standard one".
func (h *Handler) OtherErrors(c *fiber.Ctx) error {
	if err := h.guests.Add(c.Query("name")); err != nil {
		if c.Query("raw") == "" {
			return send(c, http.StatusInternalServerError, othererrors.New("the guest was refused", 17).Error()) // ok: constants and a number
		}
		return send(c, http.StatusInternalServerError, othererrors.Wrap(err, 17).Error()) // want `\(errleak/error\)`
	}
	return c.SendStatus(http.StatusOK)
}

// Composed is the trap "an error built on the spot from plain values".
func (h *Handler) Composed(c *fiber.Ctx) error {
	name := c.Query("name")
	if err := h.guests.Add(name); err != nil {
		if c.Query("raw") == "" {
			err = fmt.Errorf("guest %q was refused", name)
		} else {
			err = fmt.Errorf("guest %q was refused: %w", name, err)
			return send(c, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
		}
		return send(c, http.StatusInternalServerError, err.Error()) // ok: constants and a plain value
	}
	return c.SendStatus(http.StatusOK)
}

// Logged is the trap `slog.String("error", err.Error())`.
func (h *Handler) Logged(c *fiber.Ctx) error {
	if err := h.guests.Add("hen"); err != nil {
		slog.Error("add", slog.String("error", err.Error()))        // ok: the log
		fields := fiber.Map{"message": "add", "error": err.Error()} // ok: the log
		slog.Error("add", "fields", fields)
		return send(c, http.StatusInternalServerError, "the guest was refused")
	}
	return c.SendStatus(http.StatusOK)
}

// NotLogged sends what Logged logs.
func (h *Handler) NotLogged(c *fiber.Ctx) error {
	if err := h.guests.Add("hen"); err != nil {
		fields := fiber.Map{"message": "add", "error": err.Error()} // want `\(errleak/error\)`
		return c.Status(http.StatusInternalServerError).JSON(fields)
	}
	return c.SendStatus(http.StatusOK)
}

// OtherAPI is the trap "another API's request body".
func (h *Handler) OtherAPI(c *fiber.Ctx) error {
	if err := h.guests.Add("hen"); err != nil {
		body, _ := json.Marshal(fiber.Map{"text": err.Error()}) // ok: another service's
		if resp, postErr := http.Post(h.alarm, "application/json", bytes.NewReader(body)); postErr == nil {
			resp.Body.Close()
		}
		return send(c, http.StatusInternalServerError, "the guest was refused")
	}
	return c.SendStatus(http.StatusOK)
}

// OwnAPI sends the same body to the client.
func (h *Handler) OwnAPI(c *fiber.Ctx) error {
	if err := h.guests.Add("hen"); err != nil {
		body, _ := json.Marshal(fiber.Map{"text": err.Error()}) // want `\(errleak/error\)`
		// TODO no finding is due
		return sendData(c, http.StatusInternalServerError, "application/json", string(body)) // want `\(rawerror\)`
	}
	return c.SendStatus(http.StatusOK)
}

type failure struct {
	Message string `json:"message"`
	Cause   string `json:"-"`
	Err     error  `json:"-"`
	Detail  string `json:"detail,omitempty"`
}

// Unencoded is the trap of fields that JSON leaves out.
func (h *Handler) Unencoded(c *fiber.Ctx) error {
	if err := h.guests.Add("hen"); err != nil {
		return c.Status(http.StatusInternalServerError).JSON(failure{Message: "add", Cause: err.Error(), Err: err}) // ok: json:"-"
	}
	return c.SendStatus(http.StatusOK)
}

// Encoded fills the field that JSON takes along.
func (h *Handler) Encoded(c *fiber.Ctx) error {
	if err := h.guests.Add("hen"); err != nil {
		return c.Status(http.StatusInternalServerError).JSON(failure{Message: "add", Detail: err.Error()}) // want `\(errleak/error\)`
	}
	return c.SendStatus(http.StatusOK)
}

// Animal is the neighbour of the plain texts: an API's answer.
func (h *Handler) Animal(c *fiber.Ctx) error {
	page, ok := h.guests.Page(c.Query("name"))
	if !ok {
		return c.Status(http.StatusNotFound).SendString("no such animal") // want `404.*\(rawerror\)`
	}
	return c.Status(http.StatusOK).JSON(fiber.Map{"page": page})
}

// Index is the trap "HTML routes".
func (h *Handler) Index(c *fiber.Ctx) error {
	page, ok := h.guests.Page(c.Query("name"))
	if !ok {
		return c.Status(http.StatusNotFound).SendString("no such page") // ok: a page's reader
	}
	return c.Status(http.StatusOK).Type("html").SendString(page)
}

// Healthz is the trap "health probes".
func (h *Handler) Healthz(c *fiber.Ctx) error {
	if h.guests.Count() == 0 {
		return c.Status(http.StatusServiceUnavailable).SendString("unhealthy") // ok: a probe
	}
	return c.Status(http.StatusOK).SendString("ok")
}

// Readyz is the same with empty bodies.
func (h *Handler) Readyz(c *fiber.Ctx) error {
	if h.guests.Count() == 0 {
		return c.SendStatus(http.StatusServiceUnavailable) // ok: a probe
	}
	return c.SendStatus(http.StatusOK)
}

// Callback is the trap "OAuth callbacks": a browser comes back to it.
func (h *Handler) Callback(c *fiber.Ctx) error {
	if c.Query("state") == "" {
		return c.Status(http.StatusBadRequest).SendString("the login was not completed") // ok: a browser
	}
	return c.Redirect("/", http.StatusSeeOther)
}

// Feed is the trap "RSS".
func (h *Handler) Feed(c *fiber.Ctx) error {
	page, ok := h.guests.Page("feed")
	if !ok {
		return c.Status(http.StatusNotFound).SendString("no feed") // ok: a feed reader
	}
	return sendData(c, http.StatusOK, "application/rss+xml", page)
}

// Upstream is the trap "a status copied from an upstream response".
func (h *Handler) Upstream(c *fiber.Ctx) error {
	resp, err := http.Get(h.alarm)
	if err != nil {
		return send(c, 519, "the upstream is gone") // want `519.*\(statuscode/unregistered\)`
	}
	defer resp.Body.Close()
	return send(c, resp.StatusCode, "see the status") // ok: the upstream's
}

// Webhook is the trap "webhook receivers that answer 200 on purpose".
func (h *Handler) Webhook(c *fiber.Ctx) error {
	if err := h.guests.Add(c.Query("name")); err != nil {
		slog.Error("add guest", "error", err)
		return c.SendStatus(http.StatusOK) // ok: on purpose
	}
	return c.Status(http.StatusOK).JSON(fiber.Map{"received": true})
}

// SoftError answers 200 with an error in its body.
func (h *Handler) SoftError(c *fiber.Ctx) error {
	if err := h.guests.Add(c.Query("name")); err != nil {
		slog.Error("add guest", "error", err)
		return c.Status(http.StatusOK).JSON(fiber.Map{"error": "the guest was refused"}) // TODO want `200.*\(statuscode/success\)`
	}
	return c.Status(http.StatusOK).JSON(fiber.Map{"received": true})
}

// Variable is the trap of a status that nobody knows.
func (h *Handler) Variable(c *fiber.Ctx, statuses map[string]int) error {
	return send(c, statuses[c.Path()], "see the map") // ok: unknown
}

// NoStatus is the trap of a number that is no status.
func (h *Handler) NoStatus(c *fiber.Ctx) error {
	return c.Status(http.StatusNotFound).JSON(fiber.Map{"code": 599}) // ok: an application's code
}

// Last is the trap "the last statement of a handler".
func (h *Handler) Last(c *fiber.Ctx) error {
	if err := h.guests.Add("hen"); err != nil {
		_ = send(c, http.StatusConflict, "there is no room") // ok: nothing follows
	}
	return nil
}

// NotLast differs in what follows.
func (h *Handler) NotLast(c *fiber.Ctx) error {
	if err := h.guests.Add("hen"); err != nil {
		_ = send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	return send(c, http.StatusOK, "added")
}

// IfElse is the trap "if/else joins".
func (h *Handler) IfElse(c *fiber.Ctx) error {
	if err := h.guests.Add("hen"); err != nil {
		_ = send(c, http.StatusConflict, "there is no room") // ok: the other branch answers
	} else {
		_ = send(c, http.StatusOK, "added")
	}
	slog.Info("add") // logging is no further work
	return nil
}

// FurtherWork differs in work that is more than logging.
func (h *Handler) FurtherWork(c *fiber.Ctx) error {
	if h.guests.Count() == 0 {
		_ = send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	_ = h.guests.Add("hen")
	return nil
}

// Closure is the trap "the last statement of a closure".
func (h *Handler) Closure(c *fiber.Ctx) error {
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

// Public is the trap of an error that fiber prints, and may.
func (h *Handler) Public(c *fiber.Ctx) error {
	if h.guests.Count() == 0 {
		return fiber.NewError(fiber.StatusConflict, "there is no room") // ok: constant text
	}
	if err := h.guests.Add("hen"); err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	}
	return fiber.NewError(463, "the guest was refused") // want `463.*\(statuscode/unregistered\)`
}

// Late is the trap of a header behind the answer, which fiber has not sent yet.
func (h *Handler) Late(c *fiber.Ctx) error {
	if err := send(c, http.StatusOK, "added"); err != nil {
		return err
	}
	c.Set("X-Guests", "1") // ok: sent when the handler is done
	return nil
}

// TailCall is the trap "tail calls of sub-handlers".
func (h *Handler) TailCall(c *fiber.Ctx) error {
	switch c.Method() {
	case http.MethodGet:
		return h.Last(c) // ok: the last call
	case http.MethodPost:
		return h.IfElse(c) // ok: the last call
	default:
		return send(c, http.StatusNotFound, "GET or POST") // ok: the last call
	}
}

// FirstCall goes on to the sub-handler.
func (h *Handler) FirstCall(c *fiber.Ctx) error {
	if c.Method() != http.MethodPost {
		_ = send(c, http.StatusNotFound, "POST") // want `\(missingreturn\)`
	}
	return h.IfElse(c)
}

// EarlyReturn is the trap "an earlier branch that returns".
func (h *Handler) EarlyReturn(c *fiber.Ctx) error {
	err := h.guests.Add("hen")
	if err != nil {
		if c.Method() == http.MethodHead {
			// TODO ok: returns
			return c.Status(http.StatusConflict).Send(nil) // want `\(rawerror\)`
		}
		return send(c, http.StatusConflict, "there is no room") // ok: returns
	}
	return send(c, http.StatusOK, "added")
}

// HalfReturn differs in the return of one branch.
func (h *Handler) HalfReturn(c *fiber.Ctx) error {
	err := h.guests.Add("hen")
	if err != nil {
		if c.Method() == http.MethodHead {
			// TODO ok: returns
			return c.Status(http.StatusConflict).Send(nil) // want `\(rawerror\)`
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

func (a *answer) sendTo(c *fiber.Ctx) error { return send(c, a.status, a.message) }

// Builder is the trap "builders": nothing is sent until the end.
func (h *Handler) Builder(c *fiber.Ctx) error {
	a := &answer{http.StatusOK, "added"}
	if h.guests.Count() == 0 {
		a.fail(http.StatusConflict, "there is no room") // ok: not sent yet
	}
	return a.sendTo(c)
}

// BuilderSent differs in that the first one is sent.
func (h *Handler) BuilderSent(c *fiber.Ctx) error {
	a := &answer{http.StatusOK, "added"}
	if h.guests.Count() == 0 {
		a.fail(http.StatusConflict, "there is no room")
		_ = a.sendTo(c) // want `\(missingreturn\)`
	}
	return a.sendTo(c)
}

// Loop is the trap of an answer that ends a loop and the handler with it.
func (h *Handler) Loop(c *fiber.Ctx) error {
	for range 3 {
		if err := h.guests.Add("hen"); err != nil {
			return send(c, http.StatusConflict, "there is no room") // ok: returns
		}
	}
	return send(c, http.StatusOK, "added")
}

// LoopBreak leaves only the loop.
func (h *Handler) LoopBreak(c *fiber.Ctx) error {
	for range 3 {
		if err := h.guests.Add("hen"); err != nil {
			_ = send(c, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
			break
		}
	}
	return send(c, http.StatusOK, "added")
}

// Panics is the trap of a path that ends without a return.
func (h *Handler) Panics(c *fiber.Ctx) error {
	if h.guests.Count() < 0 {
		_ = send(c, http.StatusInternalServerError, "the house is broken") // ok: abort does not return
		abort()
	}
	return send(c, http.StatusOK, "added")
}

func abort() { panic(http.ErrAbortHandler) }

// Assigned is the trap "a slice declared nil and then assigned from a call".
func (h *Handler) Assigned(c *fiber.Ctx) error {
	var data []string
	if c.Query("all") != "" {
		data = h.guests.All()
	} else {
		data = make([]string, 0)
	}
	return c.Status(http.StatusOK).JSON(fiber.Map{"data": data}) // ok: the call's
}

// NotAssigned differs in the assignment.
func (h *Handler) NotAssigned(c *fiber.Ctx) error {
	var data []string // TODO want `\(nilslice\)`
	if c.Query("all") != "" {
		data = append(data, "hen")
	}
	return c.Status(http.StatusOK).JSON(fiber.Map{"data": data})
}

// Decoded is the trap "decoded into".
func (h *Handler) Decoded(c *fiber.Ctx) error {
	var data []string
	if err := c.BodyParser(&data); err != nil {
		return send(c, http.StatusBadRequest, "the body is no list")
	}
	return c.Status(http.StatusOK).JSON(fiber.Map{"data": data}) // ok: the client's
}

// Filled is the trap "if x == nil { x = …{} }".
func (h *Handler) Filled(c *fiber.Ctx) error {
	var data []string
	for _, name := range h.guests.All() {
		data = append(data, name+"!")
	}
	if data == nil {
		data = []string{}
	}
	return c.Status(http.StatusOK).JSON(fiber.Map{"data": data}) // ok: never nil
}

// Unfilled differs in the guard.
func (h *Handler) Unfilled(c *fiber.Ctx) error {
	var data []string // TODO want `\(nilslice\)`
	for _, name := range h.guests.All() {
		data = append(data, name+"!")
	}
	return c.Status(http.StatusOK).JSON(fiber.Map{"data": data})
}
