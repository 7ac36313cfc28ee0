// Package wpp is held against the contract wpp, as a backend.
package wpp

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/respvet/respvet/testdata/statusmeaning/wpp/reply"
)

type order struct{ ID int }

type storage interface {
	Order(ctx context.Context, id int) (*order, error)
	Raw(id string) []byte
}

type api struct {
	store  storage
	strict bool
}

func routes(a *api) http.Handler {
	r := chi.NewRouter()
	r.Get("/orders/{id}", a.get)
	r.Get("/made", a.made)
	r.Post("/posted", a.posted)
	r.Get("/both", a.both)
	r.Post("/both", a.both)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /pattern", a.pattern)
	mux.HandleFunc("/any", a.anything)
	mux.Handle("/", r)
	return mux
}

func (a *api) get(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(chi.URLParam(r, "id"))
	if err != nil {
		reply.Error(w, http.StatusInternalServerError, "the id is no number") // want `reply\.Error sends 500 Internal Server Error for a missing or malformed parameter; contract wpp requires 400 Bad Request \(statusmeaning\)`
		return
	}
	o, err := a.store.Order(r.Context(), id)
	if errors.Is(err, sql.ErrNoRows) {
		reply.Error(w, http.StatusBadRequest, "no such order") // want `reply\.Error sends 400 Bad Request for a not-found error; contract wpp requires 404 Not Found`
		return
	}
	if errors.Is(err, context.DeadlineExceeded) {
		reply.Error(w, http.StatusInternalServerError, "the store is slow") // want `reply\.Error sends 500 Internal Server Error for an exceeded deadline; contract wpp requires 504 Gateway Timeout`
		return
	}
	if err != nil {
		reply.Error(w, http.StatusInternalServerError, "cannot load the order") // ok: any error
		return
	}
	reply.JSON(w, http.StatusOK, o)
}

func (a *api) nested(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("orders")
	if err != nil {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			reply.Error(w, http.StatusInternalServerError, "no orders yet") // want `contract wpp requires 404 Not Found`
		case os.IsNotExist(err):
			reply.Error(w, http.StatusInternalServerError, "no orders yet") // want `contract wpp requires 404 Not Found`
		default:
			reply.Error(w, http.StatusInternalServerError, "cannot read") // ok
		}
		return
	}
	_ = f.Close()
}

func (a *api) compared(w http.ResponseWriter, r *http.Request) {
	_, err := a.store.Order(r.Context(), 1)
	if err == sql.ErrNoRows {
		reply.Error(w, http.StatusInternalServerError, "no such order") // want `contract wpp requires 404 Not Found`
		return
	}
	if err == io.EOF {
		reply.Error(w, http.StatusInternalServerError, "it ends early") // ok: not known
		return
	}
	if err == sql.ErrNoRows && a.strict {
		reply.Error(w, http.StatusInternalServerError, "strict") // ok: two conditions
		return
	}
	if err == sql.ErrNoRows || a.strict {
		reply.Error(w, http.StatusInternalServerError, "or") // ok: either
		return
	}
	if err == sql.ErrNoRows || errors.Is(err, fs.ErrNotExist) {
		reply.Error(w, http.StatusInternalServerError, "both") // want `contract wpp requires 404 Not Found`
		return
	}
	if err == sql.ErrNoRows {
		reply.Error(w, http.StatusForbidden, "not for you") // ok: kept from the client
		return
	}
	if a.strict {
		if err == sql.ErrNoRows {
			reply.Error(w, http.StatusInternalServerError, "inside another") // ok: two conditions
			return
		}
	}
	reply.JSON(w, http.StatusOK, 1)
}

func (a *api) method(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		reply.Error(w, http.StatusNotFound, "only POST") // want `reply\.Error sends 404 Not Found for a method that is not supported; contract wpp requires 405 Method Not Allowed`
		return
	}
	if ct := r.Header.Get("Content-Type"); ct != "application/json" {
		reply.Error(w, http.StatusBadRequest, "only JSON") // want `reply\.Error sends 400 Bad Request for an unsupported Content-Type; contract wpp requires 415 Unsupported Media Type`
		return
	}
	if !strings.HasPrefix(r.Header.Get("content-type"), "application/json") {
		reply.Error(w, http.StatusBadRequest, "only JSON") // want `contract wpp requires 415`
		return
	}
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if media != "application/json" {
		reply.Error(w, http.StatusBadRequest, "only JSON") // want `contract wpp requires 415`
		return
	}
	if r.Header.Get("Accept") != "application/json" {
		reply.Error(w, http.StatusBadRequest, "only JSON") // ok: another header
		return
	}
	var o order
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&o); err != nil {
		reply.Error(w, http.StatusInternalServerError, "cannot decode") // want `reply\.Error sends 500 Internal Server Error for a body that cannot be decoded; contract wpp requires 400 Bad Request`
		return
	}
	var big *http.MaxBytesError
	if err := json.NewDecoder(r.Body).Decode(&o); errors.As(err, &big) {
		reply.Error(w, http.StatusInternalServerError, "too large") // ok: another test
		return
	}
	reply.JSON(w, http.StatusOK, o)
}

func (a *api) dispatch(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		a.get(w, r)
	case http.MethodPut:
		reply.Error(w, http.StatusForbidden, "closed") // ok: a method that is known
	default:
		reply.Error(w, http.StatusBadRequest, "no such method") // want `contract wpp requires 405`
	}
}

func decode[T any](r *http.Request) (T, error) {
	var v T
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(data, &v)
}

func parse(r *http.Request, v any) error { return json.NewDecoder(r.Body).Decode(v) }

func (a *api) helpers(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		reply.Error(w, http.StatusInternalServerError, "cannot read") // ok: the connection
		return
	}
	var o order
	if err = json.Unmarshal(data, &o); err != nil {
		reply.Error(w, http.StatusInternalServerError, "cannot decode") // want `reply\.Error sends 500 Internal Server Error for a body that cannot be decoded; contract wpp requires 400 Bad Request`
		return
	}
	if err := parse(r, &o); err != nil {
		reply.Error(w, http.StatusInternalServerError, "cannot decode") // want `reply\.Error sends 500 Internal Server Error for a body that cannot be decoded; contract wpp requires 400 Bad Request`
		return
	}
	if _, err := decode[order](r); err != nil {
		reply.Error(w, http.StatusInternalServerError, "cannot read or decode") // ok: either
		return
	}
	if err := json.Unmarshal([]byte("{}"), &o); err != nil {
		reply.Error(w, http.StatusInternalServerError, "a file of our own") // ok: not the client's
		return
	}
}

func (a *api) upstream(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://stock.example")
	if err != nil {
		reply.Error(w, http.StatusInternalServerError, "stock is away") // ok: not known
		return
	}
	defer resp.Body.Close()
	var o order
	if err := json.NewDecoder(resp.Body).Decode(&o); err != nil {
		reply.Error(w, http.StatusInternalServerError, "stock talks nonsense") // want `reply\.Error sends 500 Internal Server Error for a malformed upstream response; contract wpp requires 502 Bad Gateway`
		return
	}
	reply.JSON(w, http.StatusOK, o)
}

func (a *api) parameters(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query().Get("q")
	if q == "" {
		reply.Error(w, http.StatusInternalServerError, "q is required") // want `for a missing or malformed parameter`
		return
	}
	if len(r.FormValue("id")) == 0 {
		reply.Error(w, http.StatusServiceUnavailable, "id is required") // want `sends 503 Service Unavailable for a missing or malformed parameter`
		return
	}
	if q == "all" {
		reply.Error(w, http.StatusInternalServerError, "not all") // ok: not missing
		return
	}
	if _, err := time.Parse(time.RFC3339, r.FormValue("since")); err != nil {
		reply.Error(w, http.StatusInternalServerError, "since is no time") // want `for a missing or malformed parameter`
		return
	}
	if _, err := time.Parse(time.RFC3339, os.Getenv("SINCE")); err != nil {
		reply.Error(w, http.StatusInternalServerError, "the service is misconfigured") // ok: not the client's
		return
	}
	if q == "" || r.FormValue("id") == "" {
		reply.Error(w, http.StatusInternalServerError, "q and id are required") // want `for a missing or malformed parameter`
		return
	}
}

type violation struct{ Code string }

func (v *violation) Error() string { return v.Code }

func (a *api) conflict(w http.ResponseWriter, r *http.Request) {
	_, err := a.store.Order(r.Context(), 1)
	var v *violation
	if errors.As(err, &v) {
		if v.Code == "23505" {
			reply.Error(w, http.StatusInternalServerError, "it is there already") // want `reply\.Error sends 500 Internal Server Error for an already-exists error; contract wpp requires 400 Bad Request`
			return
		}
		if v.Code == "23503" {
			reply.Error(w, http.StatusInternalServerError, "a key is missing") // ok
			return
		}
	}
}

func (a *api) made(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusCreated, order{}) // want `reply\.JSON sends 201 Created to GET; contract wpp allows it only for other methods \(statusmeaning/created\)`
}

func (a *api) pattern(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusCreated, order{}) // want `statusmeaning/created`
}

func (a *api) posted(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusCreated, order{}) // ok
}

func (a *api) both(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusCreated, order{}) // ok: POST as well
}

func (a *api) anything(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusCreated, order{}) // ok: any method
}

func (a *api) texts(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("q") {
	case "1":
		reply.Error(w, http.StatusNotFound, "") // want `reply\.Error sends 404 Not Found with an empty errorMessage: the client gets no explanation \(statusmeaning/message\)`
	case "2":
		reply.Error(w, http.StatusNotFound, "not found") // want `reply\.Error sends 404 Not Found with errorMessage "not found": it only repeats the status \(statusmeaning/message\)`
	case "3":
		reply.Error(w, http.StatusNotFound, http.StatusText(http.StatusNotFound)) // want `statusmeaning/message`
	case "4":
		reply.Error(w, http.StatusNotFound, "no such order") // ok
	case "5":
		reply.Error(w, http.StatusNotFound, r.FormValue("text")) // ok: not known
	}
}

// Nothing follows the answer: no return is needed.
func (a *api) last(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("q") == "" {
		reply.Error(w, http.StatusInternalServerError, "q is required") // want `for a missing or malformed parameter`
	}
}

func (a *api) lastOfTwo(w http.ResponseWriter, r *http.Request) {
	if a.strict && r.FormValue("q") == "" {
		reply.Error(w, http.StatusInternalServerError, "q is required") // ok: two conditions
	}
}

func status() (int, string) { return http.StatusInternalServerError, "cannot" }

func send(w http.ResponseWriter) func(int, string) {
	return func(code int, text string) { reply.Error(w, code, text) }
}

// A call whose arguments are another's results.
func (a *api) spread(w http.ResponseWriter, r *http.Request) {
	fail := func(code int, text string) { reply.Error(w, code, text) }
	if r.Method != http.MethodPost {
		fail(status()) // want `contract wpp requires 405`
		return
	}
}

// kept reads and writes what is kept under a key that the client names.
func (a *api) kept(w http.ResponseWriter, r *http.Request) {
	id := chi.URLParam(r, "id")
	var o order
	if err := json.Unmarshal(a.store.Raw(id), &o); err != nil {
		reply.Error(w, http.StatusInternalServerError, "the order is broken") // ok: what is kept is the service's
		return
	}
	if err := json.Unmarshal([]byte(strings.TrimSpace(id)), &o); err != nil {
		reply.Error(w, http.StatusInternalServerError, "the id is broken") // want `contract wpp requires 400 Bad Request`
		return
	}
	if _, err := json.Marshal(map[string]string{"id": id}); err != nil {
		reply.Error(w, http.StatusInternalServerError, "cannot encode") // ok: nothing is parsed
		return
	}
	if _, err := json.Marshal(id); err != nil {
		reply.Error(w, http.StatusInternalServerError, "cannot encode") // ok: nothing is parsed
	}
}
