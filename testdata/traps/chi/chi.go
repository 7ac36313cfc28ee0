// Package chi holds what looks like a mistake in a handler of chi and its render and is
// none, each beside one that is.
package chi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/go-chi/render"
	othererrors "github.com/respvet/respvet/testdata/traps/text/errors"
	"github.com/respvet/respvet/testdata/traps/text/i18n"
	"github.com/respvet/respvet/testdata/traps/text/validate"
)

func renderJSON(w http.ResponseWriter, r *http.Request, status int, v any) {
	render.Status(r, status)
	render.JSON(w, r, v)
}

func sendData(w http.ResponseWriter, status int, mediaType, data string) {
	w.Header().Set("Content-Type", mediaType)
	w.WriteHeader(status)
	_, _ = w.Write([]byte(data))
}

func send(w http.ResponseWriter, r *http.Request, status int, message string) {
	renderJSON(w, r, status, render.M{"message": message})
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
func (h *Handler) Validation(w http.ResponseWriter, r *http.Request) {
	if err := validate.Name(r.URL.Query().Get("name")); err != nil {
		send(w, r, http.StatusBadRequest, err.Error()) // ok: constants and a number
		return
	}
	if err := h.guests.Add(r.URL.Query().Get("name")); err != nil {
		// TODO want `\(errleak/error4xx\)`
		send(w, r, http.StatusBadRequest, err.Error()) // want `\(errleak/error\)`
		return
	}
	w.WriteHeader(http.StatusOK)
}

// OwnValidator is the trap "own validators": an error type whose text is joined
// from constants.
func (h *Handler) OwnValidator(w http.ResponseWriter, r *http.Request) {
	if err := validate.Form(map[string]string{"name": r.URL.Query().Get("name")}); err != nil {
		send(w, r, http.StatusBadRequest, err.Error()) // ok: the validator's words
		return
	}
	if err := validate.Age(r.URL.Query().Get("age"), strconv.Atoi); err != nil {
		// TODO want `\(errleak/(parse|error4xx)\)`
		send(w, r, http.StatusBadRequest, err.Error()) // want `\(errleak/error\)`
		return
	}
	w.WriteHeader(http.StatusOK)
}

// Bound is the trap of a body that cannot be read, and is not explained.
func (h *Handler) Bound(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name string `json:"name"`
	}
	if err := render.DecodeJSON(r.Body, &in); err != nil {
		slog.Warn("read guest", "error", err)
		if r.URL.Query().Get("why") == "" {
			send(w, r, http.StatusBadRequest, "the body is no guest") // ok: constant text
			return
		}
		// TODO want `\(errleak/parse\)`
		send(w, r, http.StatusBadRequest, err.Error()) // want `\(errleak/error\)`
		return
	}
	renderJSON(w, r, http.StatusOK, in)
}

// Translated is the trap "translated text".
func (h *Handler) Translated(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add(r.URL.Query().Get("name")); err != nil {
		if r.URL.Query().Get("raw") == "" {
			send(w, r, http.StatusInternalServerError, h.texts.Text("guest.refused")) // ok: looked up by a constant key
			return
		}
		send(w, r, http.StatusInternalServerError, h.texts.Text(err.Error())) // want `\(errleak/error\)`
		return
	}
	w.WriteHeader(http.StatusOK)
}

var errFull = errors.New("the house is full")

// Sentinel is the trap "sentinels".
func (h *Handler) Sentinel(w http.ResponseWriter, r *http.Request) {
	err := h.guests.Add(r.URL.Query().Get("name"))
	switch {
	case errors.Is(err, errFull):
		send(w, r, http.StatusConflict, errFull.Error()) // ok: constant text
		return
	case err == errFull:
		send(w, r, http.StatusConflict, err.Error()) // ok: it is the sentinel
		return
	case err != nil:
		// TODO want `\(errleak/error4xx\)`
		send(w, r, http.StatusConflict, err.Error()) // want `\(errleak/error\)`
		return
	}
	w.WriteHeader(http.StatusOK)
}

// StatusOnly is the trap "a status-only text".
func (h *Handler) StatusOnly(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add(r.URL.Query().Get("name")); err != nil {
		if r.URL.Query().Get("raw") == "" {
			send(w, r, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)) // ok: the status's text
			return
		}
		send(w, r, http.StatusInternalServerError, http.StatusText(http.StatusInternalServerError)+": "+err.Error()) // want `\(errleak/error\)`
		return
	}
	w.WriteHeader(http.StatusOK)
}

// OtherErrors is the trap "packages named errors that are not the standard one".
func (h *Handler) OtherErrors(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add(r.URL.Query().Get("name")); err != nil {
		if r.URL.Query().Get("raw") == "" {
			send(w, r, http.StatusInternalServerError, othererrors.New("the guest was refused", 17).Error()) // ok: constants and a number
			return
		}
		send(w, r, http.StatusInternalServerError, othererrors.Wrap(err, 17).Error()) // want `\(errleak/error\)`
		return
	}
	w.WriteHeader(http.StatusOK)
}

// Composed is the trap "an error built on the spot from plain values".
func (h *Handler) Composed(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	if err := h.guests.Add(name); err != nil {
		if r.URL.Query().Get("raw") == "" {
			err = fmt.Errorf("guest %q was refused", name)
		} else {
			err = fmt.Errorf("guest %q was refused: %w", name, err)
			send(w, r, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
			return
		}
		send(w, r, http.StatusInternalServerError, err.Error()) // ok: constants and a plain value
		return
	}
	w.WriteHeader(http.StatusOK)
}

// Logged is the trap `slog.String("error", err.Error())`.
func (h *Handler) Logged(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		slog.Error("add", slog.String("error", err.Error()))       // ok: the log
		fields := render.M{"message": "add", "error": err.Error()} // ok: the log
		slog.Error("add", "fields", fields)
		send(w, r, http.StatusInternalServerError, "the guest was refused")
		return
	}
	w.WriteHeader(http.StatusOK)
}

// NotLogged sends what Logged logs.
func (h *Handler) NotLogged(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		fields := render.M{"message": "add", "error": err.Error()} // want `\(errleak/error\)`
		renderJSON(w, r, http.StatusInternalServerError, fields)
		return
	}
	w.WriteHeader(http.StatusOK)
}

// OtherAPI is the trap "another API's request body".
func (h *Handler) OtherAPI(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		body, _ := json.Marshal(render.M{"text": err.Error()}) // ok: another service's
		if resp, postErr := http.Post(h.alarm, "application/json", bytes.NewReader(body)); postErr == nil {
			resp.Body.Close()
		}
		send(w, r, http.StatusInternalServerError, "the guest was refused")
		return
	}
	w.WriteHeader(http.StatusOK)
}

// OwnAPI sends the same body to the client.
func (h *Handler) OwnAPI(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		body, _ := json.Marshal(render.M{"text": err.Error()}) // want `\(errleak/error\)`
		sendData(w, http.StatusInternalServerError, "application/json", string(body))
		return
	}
	w.WriteHeader(http.StatusOK)
}

type failure struct {
	Message string `json:"message"`
	Cause   string `json:"-"`
	Err     error  `json:"-"`
	Detail  string `json:"detail,omitempty"`
}

// Unencoded is the trap of fields that JSON leaves out.
func (h *Handler) Unencoded(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		renderJSON(w, r, http.StatusInternalServerError, failure{Message: "add", Cause: err.Error(), Err: err}) // ok: json:"-"
		return
	}
	w.WriteHeader(http.StatusOK)
}

// Encoded fills the field that JSON takes along.
func (h *Handler) Encoded(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		renderJSON(w, r, http.StatusInternalServerError, failure{Message: "add", Detail: err.Error()}) // want `\(errleak/error\)`
		return
	}
	w.WriteHeader(http.StatusOK)
}

// Animal is the neighbour of the plain texts: an API's answer.
func (h *Handler) Animal(w http.ResponseWriter, r *http.Request) {
	page, ok := h.guests.Page(r.URL.Query().Get("name"))
	if !ok {
		http.Error(w, "no such animal", http.StatusNotFound) // want `404.*\(rawerror\)`
		return
	}
	renderJSON(w, r, http.StatusOK, render.M{"page": page})
}

// Index is the trap "HTML routes".
func (h *Handler) Index(w http.ResponseWriter, r *http.Request) {
	page, ok := h.guests.Page(r.URL.Query().Get("name"))
	if !ok {
		http.Error(w, "no such page", http.StatusNotFound) // ok: a page's reader
		return
	}
	render.HTML(w, r, page)
}

// Healthz is the trap "health probes".
func (h *Handler) Healthz(w http.ResponseWriter, r *http.Request) {
	if h.guests.Count() == 0 {
		http.Error(w, "unhealthy", http.StatusServiceUnavailable) // ok: a probe
		return
	}
	fmt.Fprintln(w, "ok")
}

// Readyz is the same with empty bodies.
func (h *Handler) Readyz(w http.ResponseWriter, r *http.Request) {
	if h.guests.Count() == 0 {
		w.WriteHeader(http.StatusServiceUnavailable) // ok: a probe
		return
	}
	w.WriteHeader(http.StatusOK)
}

// Callback is the trap "OAuth callbacks": a browser comes back to it.
func (h *Handler) Callback(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("state") == "" {
		http.Error(w, "the login was not completed", http.StatusBadRequest) // ok: a browser
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// Feed is the trap "RSS".
func (h *Handler) Feed(w http.ResponseWriter, r *http.Request) {
	page, ok := h.guests.Page("feed")
	if !ok {
		http.Error(w, "no feed", http.StatusNotFound) // ok: a feed reader
		return
	}
	sendData(w, http.StatusOK, "application/rss+xml", page)
}

// Upstream is the trap "a status copied from an upstream response".
func (h *Handler) Upstream(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get(h.alarm)
	if err != nil {
		send(w, r, 519, "the upstream is gone") // TODO want `519.*\(statuscode/unregistered\)`
		return
	}
	defer resp.Body.Close()
	send(w, r, resp.StatusCode, "see the status") // ok: the upstream's
}

// Webhook is the trap "webhook receivers that answer 200 on purpose".
func (h *Handler) Webhook(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add(r.URL.Query().Get("name")); err != nil {
		slog.Error("add guest", "error", err)
		w.WriteHeader(http.StatusOK) // ok: on purpose
		return
	}
	renderJSON(w, r, http.StatusOK, render.M{"received": true})
}

// SoftError answers 200 with an error in its body.
func (h *Handler) SoftError(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add(r.URL.Query().Get("name")); err != nil {
		slog.Error("add guest", "error", err)
		renderJSON(w, r, http.StatusOK, render.M{"error": "the guest was refused"}) // TODO want `200.*\(statuscode/success\)`
		return
	}
	renderJSON(w, r, http.StatusOK, render.M{"received": true})
}

// Variable is the trap of a status that nobody knows.
func (h *Handler) Variable(w http.ResponseWriter, r *http.Request, statuses map[string]int) {
	send(w, r, statuses[r.URL.Path], "see the map") // ok: unknown
}

// NoStatus is the trap of a number that is no status.
func (h *Handler) NoStatus(w http.ResponseWriter, r *http.Request) {
	renderJSON(w, r, http.StatusNotFound, render.M{"code": 599}) // ok: an application's code
}

// Last is the trap "the last statement of a handler".
func (h *Handler) Last(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		send(w, r, http.StatusConflict, "there is no room") // ok: nothing follows
	}
}

// NotLast differs in what follows.
func (h *Handler) NotLast(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		send(w, r, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	send(w, r, http.StatusOK, "added")
}

// IfElse is the trap "if/else joins".
func (h *Handler) IfElse(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		send(w, r, http.StatusConflict, "there is no room") // ok: the other branch answers
	} else {
		send(w, r, http.StatusOK, "added")
	}
	slog.Info("add") // logging is no further work
}

// FurtherWork differs in work that is more than logging.
func (h *Handler) FurtherWork(w http.ResponseWriter, r *http.Request) {
	if h.guests.Count() == 0 {
		send(w, r, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	_ = h.guests.Add("hen")
}

// Closure is the trap "the last statement of a closure".
func (h *Handler) Closure(w http.ResponseWriter, r *http.Request) {
	refuse := func() {
		send(w, r, http.StatusConflict, "there is no room") // ok: the closure ends, and its caller returns
	}
	if h.guests.Count() == 0 {
		refuse() // want `\(missingreturn\)`
	}
	if err := h.guests.Add("hen"); err != nil {
		refuse()
		return
	}
	send(w, r, http.StatusOK, "added")
}

// Rendered is the trap of a status that a view chooses.
func (h *Handler) Rendered(w http.ResponseWriter, r *http.Request) {
	if err := h.guests.Add("hen"); err != nil {
		_ = render.Render(w, r, &view{Err: err, Status: http.StatusConflict, Text: "there is no room"}) // ok: the cause is not encoded
		return
	}
	_ = render.Render(w, r, &view{Status: 463, Text: "added"}) // TODO want `463.*\(statuscode/unregistered\)`
}

// A view is what clients see of a guest.
type view struct {
	Err    error  `json:"-"`
	Status int    `json:"-"`
	Text   string `json:"text"`
}

// Render chooses the status.
func (v *view) Render(_ http.ResponseWriter, r *http.Request) error {
	render.Status(r, v.Status)
	return nil
}

// Status chooses a status twice before one is sent.
func (h *Handler) Status(w http.ResponseWriter, r *http.Request) {
	render.Status(r, 463) // ok: another is chosen below
	render.Status(r, http.StatusConflict)
	render.JSON(w, r, render.M{"message": "there is no room"})
}

// Deferred is the trap "recover-deferred answers".
func (h *Handler) Deferred(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if recover() != nil {
			send(w, r, http.StatusInternalServerError, "the house is on fire") // ok: only where nothing else was sent
		}
	}()
	if h.guests.Count() == 0 {
		send(w, r, http.StatusConflict, "there is no room") // ok: the deferred answer needs a panic
		return
	}
	send(w, r, http.StatusOK, "added")
}

// TailCall is the trap "tail calls of sub-handlers".
func (h *Handler) TailCall(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		h.Last(w, r) // ok: the last call
	case http.MethodPost:
		h.IfElse(w, r) // ok: the last call
	default:
		send(w, r, http.StatusNotFound, "GET or POST") // ok: the last call
	}
}

// FirstCall goes on to the sub-handler.
func (h *Handler) FirstCall(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		send(w, r, http.StatusNotFound, "POST") // want `\(missingreturn\)`
	}
	h.IfElse(w, r)
}

// EarlyReturn is the trap "an earlier branch that returns".
func (h *Handler) EarlyReturn(w http.ResponseWriter, r *http.Request) {
	err := h.guests.Add("hen")
	if err != nil {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusConflict) // ok: returns
			return
		}
		send(w, r, http.StatusConflict, "there is no room") // ok: returns
		return
	}
	send(w, r, http.StatusOK, "added")
}

// HalfReturn differs in the return of one branch.
func (h *Handler) HalfReturn(w http.ResponseWriter, r *http.Request) {
	err := h.guests.Add("hen")
	if err != nil {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusConflict) // ok: returns
			return
		}
		send(w, r, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
	}
	send(w, r, http.StatusOK, "added")
}

// answer is put together before it is sent.
type answer struct {
	status  int
	message string
}

func (a *answer) fail(status int, message string) {
	a.status, a.message = status, message
}

func (a *answer) sendTo(w http.ResponseWriter, r *http.Request) { send(w, r, a.status, a.message) }

// Builder is the trap "builders": nothing is sent until the end.
func (h *Handler) Builder(w http.ResponseWriter, r *http.Request) {
	a := &answer{http.StatusOK, "added"}
	if h.guests.Count() == 0 {
		a.fail(http.StatusConflict, "there is no room") // ok: not sent yet
	}
	a.sendTo(w, r)
}

// BuilderSent differs in that the first one is sent.
func (h *Handler) BuilderSent(w http.ResponseWriter, r *http.Request) {
	a := &answer{http.StatusOK, "added"}
	if h.guests.Count() == 0 {
		a.fail(http.StatusConflict, "there is no room")
		a.sendTo(w, r) // want `\(missingreturn\)`
	}
	a.sendTo(w, r)
}

// Loop is the trap of an answer that ends a loop and the handler with it.
func (h *Handler) Loop(w http.ResponseWriter, r *http.Request) {
	for range 3 {
		if err := h.guests.Add("hen"); err != nil {
			send(w, r, http.StatusConflict, "there is no room") // ok: returns
			return
		}
	}
	send(w, r, http.StatusOK, "added")
}

// LoopBreak leaves only the loop.
func (h *Handler) LoopBreak(w http.ResponseWriter, r *http.Request) {
	for range 3 {
		if err := h.guests.Add("hen"); err != nil {
			send(w, r, http.StatusConflict, "there is no room") // want `\(missingreturn\)`
			break
		}
	}
	send(w, r, http.StatusOK, "added")
}

// Panics is the trap of a path that ends without a return.
func (h *Handler) Panics(w http.ResponseWriter, r *http.Request) {
	if h.guests.Count() < 0 {
		send(w, r, http.StatusInternalServerError, "the house is broken") // ok: abort does not return
		abort()
	}
	send(w, r, http.StatusOK, "added")
}

func abort() { panic(http.ErrAbortHandler) }

// Assigned is the trap "a slice declared nil and then assigned from a call".
func (h *Handler) Assigned(w http.ResponseWriter, r *http.Request) {
	var data []string
	if r.URL.Query().Get("all") != "" {
		data = h.guests.All()
	} else {
		data = make([]string, 0)
	}
	renderJSON(w, r, http.StatusOK, render.M{"data": data}) // ok: the call's
}

// NotAssigned differs in the assignment.
func (h *Handler) NotAssigned(w http.ResponseWriter, r *http.Request) {
	var data []string // TODO want `\(nilslice\)`
	if r.URL.Query().Get("all") != "" {
		data = append(data, "hen")
	}
	renderJSON(w, r, http.StatusOK, render.M{"data": data})
}

// Decoded is the trap "decoded into".
func (h *Handler) Decoded(w http.ResponseWriter, r *http.Request) {
	var data []string
	if err := render.DecodeJSON(r.Body, &data); err != nil {
		send(w, r, http.StatusBadRequest, "the body is no list")
		return
	}
	renderJSON(w, r, http.StatusOK, render.M{"data": data}) // ok: the client's
}

// Filled is the trap "if x == nil { x = …{} }".
func (h *Handler) Filled(w http.ResponseWriter, r *http.Request) {
	var data []string
	for _, name := range h.guests.All() {
		data = append(data, name+"!")
	}
	if data == nil {
		data = []string{}
	}
	renderJSON(w, r, http.StatusOK, render.M{"data": data}) // ok: never nil
}

// Unfilled differs in the guard.
func (h *Handler) Unfilled(w http.ResponseWriter, r *http.Request) {
	var data []string // TODO want `\(nilslice\)`
	for _, name := range h.guests.All() {
		data = append(data, name+"!")
	}
	renderJSON(w, r, http.StatusOK, render.M{"data": data})
}
