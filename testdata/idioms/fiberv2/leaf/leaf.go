// Package leaf answers with fiber v2, in the ways of real projects.
package leaf

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/gofiber/fiber/v2"
)

// Send answers with a text.
func Send(c *fiber.Ctx, status int, text string) error {
	return c.Status(status).JSON(fiber.Map{"message": text})
}

// An Answer is a response that has not been sent.
type Answer struct {
	c      *fiber.Ctx
	status int
	body   []byte
}

// To starts an answer; its status is 200 until another is chosen.
func To(c *fiber.Ctx) *Answer { return &Answer{c: c, status: http.StatusOK} }

// Code chooses the status.
func (a *Answer) Code(status int) *Answer {
	a.status = status
	return a
}

// JSON chooses the body.
func (a *Answer) JSON(body []byte) *Answer {
	a.body = body
	return a
}

// Go sends the answer.
func (a *Answer) Go() error {
	a.c.Set("Content-Type", "application/json")
	return a.c.Status(a.status).Send(a.body)
}

// Cause makes a body of an error's text.
func Cause(err error) []byte {
	body, _ := json.Marshal(map[string]string{"message": err.Error()}) // ok: not an answer yet
	return body
}

// Notice makes a body of a text.
func Notice(text string) []byte {
	body, _ := json.Marshal(map[string]string{"message": text})
	return body
}

// A Desk answers with anything.
type Desk struct{ Name string }

// Put answers with a value, or with nothing.
func (d Desk) Put(c *fiber.Ctx, status int, v any) error {
	if status == http.StatusNoContent {
		return c.SendStatus(status)
	}
	return c.Status(status).JSON(v)
}

// Refuse answers with an error's text.
func (d Desk) Refuse(c *fiber.Ctx, status int, err error) error {
	return d.Put(c, status, fiber.Map{"message": err.Error()}) // want `\(errleak/error\)`
}

// Deny answers with the status's text.
func (d Desk) Deny(c *fiber.Ctx, status int, err error) error {
	slog.Error(d.Name, "error", err)
	return d.Put(c, status, fiber.Map{"message": http.StatusText(status)}) // ok: the status's text
}

// Passed reports whether err is nil; if not, it has answered with the error's text.
func Passed(c *fiber.Ctx, status int, err error) bool {
	if err == nil {
		return true
	}
	_ = Send(c, status, err.Error()) // want `\(errleak/error\)`
	return false
}

// PassedQuietly reports whether err is nil; if not, it has answered with the
// status's own text.
func PassedQuietly(c *fiber.Ctx, status int, err error) bool {
	if err != nil {
		slog.Error("request failed", "error", err)
		_ = Send(c, status, http.StatusText(status)) // ok: the status's text
		return false
	}
	return true
}

// WithID calls next with the number in a query; else it answers.
func WithID(c *fiber.Ctx, name string, next func(id uint) error) error {
	id, err := strconv.ParseUint(c.Query(name), 10, 32)
	if err != nil {
		return Send(c, http.StatusBadRequest, err.Error()) // want `\(errleak/parse\)`
	}
	return next(uint(id))
}

// WithIDQuietly does not say why a number is none.
func WithIDQuietly(c *fiber.Ctx, name string, next func(id uint) error) error {
	id, err := strconv.ParseUint(c.Query(name), 10, 32)
	if err != nil {
		return Send(c, http.StatusBadRequest, name+" is no number") // ok: a plain value
	}
	return next(uint(id))
}

// A Book holds members.
type Book interface {
	Find(token string) (string, error)
}

// Resolve returns a member, or a status and the error.
func Resolve(book Book, token string) (string, int, error) {
	if token == "" {
		return "", http.StatusUnauthorized, errors.New("the token is missing")
	}
	name, err := book.Find(token)
	if err != nil {
		return "", 498, err
	}
	return name, http.StatusOK, nil
}

// Check returns a registered status and an error of its own text.
func Check(token string) (int, error) {
	if len(token) > 64 {
		return http.StatusBadRequest, errors.New("the token is too long")
	}
	return http.StatusOK, nil
}

// Printf answers with a line.
func Printf(c *fiber.Ctx, status int, format string, args ...any) error {
	return c.Status(status).SendString(fmt.Sprintf(format, args...)) // ok: the callers'
}

// A Kind says what is wrong in a word.
type Kind string

// The kinds.
const (
	BadInput Kind = "bad-input"
	Absent   Kind = "absent"
	Odd      Kind = "odd"
)

// A Report is an error as clients read it.
type Report struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
	Err  error  `json:"-"`
}

// Describe makes a report of an error's text.
func Describe(err error, kind Kind) *Report {
	rep := &Report{Kind: kind}
	rep.Text = err.Error() // ok: not an answer yet
	return rep
}

// Summarize makes a report of a kind and keeps the error for the log.
func Summarize(err error, kind Kind) *Report {
	return &Report{Kind: kind, Text: "this is " + string(kind), Err: err}
}

// Wrap launders an error.
func Wrap(text string, err error) error { return errors.New(text + ": " + err.Error()) }

// A Notification is an error with a text for clients; its cause is for the log.
type Notification struct {
	Status int
	Text   string
	Cause  error
}

func (n *Notification) Error() string { return n.Text }

// Unwrap returns the cause.
func (n *Notification) Unwrap() error { return n.Cause }

// New returns a notification; the cause is kept out of the text.
func New(status int, text string, cause error) *Notification {
	return &Notification{Status: status, Text: text, Cause: cause} // ok: the cause is only logged
}

// Because returns a notification whose text names the cause.
func Because(status int, text string, cause error) *Notification {
	return &Notification{Status: status, Text: text + ": " + cause.Error(), Cause: cause} // ok: not an answer yet
}
