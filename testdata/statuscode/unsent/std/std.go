// Package std serves documented operations with net/http alone.
package std

import (
	"encoding/json"
	"log"
	"net/http"
	"time"
)

type shop struct{ orders map[string]string }

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// find answers 400, 404 and 200; the key is looked at by the middleware before it.
//
// @Success 200 {object} string
// @Failure 400 {object} string
// @Failure 401 {object} string "the middleware's"
// @Failure 404 {object} string
// @Failure 409 {object} string // want `409 Conflict is documented, find never sends it: clients handle a status that does not occur \(statuscode/unsent\)`
// @Failure 500 {object} string
// @Router /orders/{id} [get]
func (s *shop) find(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if id == "" {
		reply(w, http.StatusBadRequest, "no id")
		return
	}
	o, ok := s.orders[id]
	if !ok {
		reply(w, http.StatusNotFound, "no such order")
		return
	}
	reply(w, http.StatusOK, o)
}

// create is the same but for the 409, which it sends.
//
// @Success 201 {object} string
// @Failure 401 {object} string
// @Failure 409 {object} string
// @Router /orders [post]
func (s *shop) create(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.orders[r.FormValue("id")]; ok {
		reply(w, http.StatusConflict, "there already")
		return
	}
	reply(w, http.StatusCreated, "created")
}

// open needs no key: its 401 is never sent.
//
// @Success 200 {object} string
// @Failure 401 {object} string // want `401 Unauthorized is documented, open never sends it`
// @Router /open [get]
func (s *shop) open(w http.ResponseWriter, r *http.Request) {
	reply(w, http.StatusOK, "open")
}

// accepted documents a 202 and sends a 200.
//
// @Success 202 {object} string // want `202 Accepted is documented, accepted never sends it`
// @Router /accepted [post]
func (s *shop) accepted(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode("accepted") // want `sends 200 OK because no status is set, which accepted does not document`
}

// limited is behind a middleware that is not read.
//
// @Success 200 {object} string
// @Failure 429 {object} string
// @Router /limited [get]
func (s *shop) limited(w http.ResponseWriter, r *http.Request) { // ok
	reply(w, http.StatusOK, "limited")
}

// later is behind a middleware whose status is not known.
//
// @Success 200 {object} string
// @Failure 429 {object} string
// @Router /later [get]
func (s *shop) later(w http.ResponseWriter, r *http.Request) { // ok
	reply(w, http.StatusOK, "later")
}

// counted is behind one that only counts.
//
// @Success 200 {object} string
// @Failure 429 {object} string // want `429 Too Many Requests is documented, counted never sends it`
// @Router /counted [get]
func (s *shop) counted(w http.ResponseWriter, r *http.Request) {
	reply(w, http.StatusOK, "counted")
}

// changed is behind one that sends other statuses than it is given.
//
// @Success 200 {object} string
// @Failure 429 {object} string
// @Router /changed [get]
func (s *shop) changed(w http.ResponseWriter, r *http.Request) { // ok
	reply(w, http.StatusOK, "changed")
}

// passed hands its writer to a function that is not known.
//
// @Success 200 {object} string
// @Failure 404 {object} string
// @Router /passed [get]
func (s *shop) passed(w http.ResponseWriter, r *http.Request) { // ok
	if r.FormValue("x") != "" {
		other(w)
		return
	}
	reply(w, http.StatusOK, "passed")
}

// chosen has a status that is not known.
//
// @Success 200 {object} string
// @Failure 404 {object} string
// @Router /chosen [get]
func (s *shop) chosen(w http.ResponseWriter, r *http.Request) { // ok
	reply(w, choose(), "chosen")
}

// classes documents no single error.
//
// @Success 200 {object} string
// @Failure 4XX {object} string
// @Failure default {object} string
// @Router /classes [get]
func (s *shop) classes(w http.ResponseWriter, r *http.Request) { // ok
	reply(w, http.StatusOK, "classes")
}

// others documents what others may send.
//
// @Success 200 {object} string
// @Failure 405 {object} string
// @Failure 500 {object} string
// @Failure 502 {object} string
// @Failure 503 {object} string
// @Failure 504 {object} string
// @Router /others [get]
func (s *shop) others(w http.ResponseWriter, r *http.Request) { // ok
	reply(w, http.StatusOK, "others")
}

// nowhere is registered with a router that nothing serves.
//
// @Success 200 {object} string
// @Failure 404 {object} string
// @Router /nowhere [get]
func (s *shop) nowhere(w http.ResponseWriter, r *http.Request) { // ok
	reply(w, http.StatusOK, "nowhere")
}

var (
	other  func(w http.ResponseWriter)
	choose func() int
	limit  func(http.Handler) http.Handler
)

// key is middleware that refuses.
func key(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") == "" {
			reply(w, http.StatusUnauthorized, "no key")
			return
		}
		next(w, r)
	}
}

// slow refuses with a status that is set elsewhere.
func slow(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") == "" {
			w.WriteHeader(choose())
			return
		}
		next.ServeHTTP(w, r)
	})
}

// A recorder remembers what was sent.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// count looks at the status.
func count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		start := time.Now()
		next.ServeHTTP(rec, r)
		log.Print(r.URL.Path, rec.status, time.Since(start))
	})
}

// A changer sends no 404.
type changer struct{ http.ResponseWriter }

func (c changer) WriteHeader(status int) {
	if status == http.StatusNotFound {
		status = http.StatusTooManyRequests
	}
	c.ResponseWriter.WriteHeader(status)
}

func change(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(changer{w}, r)
	})
}

func (s *shop) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", key(s.find))
	mux.HandleFunc("POST /orders", key(s.create))
	mux.HandleFunc("GET /open", s.open)
	mux.HandleFunc("POST /accepted", s.accepted)
	mux.Handle("GET /limited", limit(http.HandlerFunc(s.limited)))
	mux.Handle("GET /later", slow(http.HandlerFunc(s.later)))
	mux.Handle("GET /counted", count(http.HandlerFunc(s.counted)))
	mux.Handle("GET /changed", change(http.HandlerFunc(s.changed)))
	mux.HandleFunc("GET /passed", s.passed)
	mux.HandleFunc("GET /chosen", s.chosen)
	mux.HandleFunc("GET /classes", s.classes)
	mux.HandleFunc("GET /others", s.others)
	return count(mux)
}

// Nowhere is for others to serve.
func Nowhere(s *shop) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /nowhere", s.nowhere)
	return mux
}

// Run serves the shop.
func Run(addr string) error {
	s := &shop{orders: make(map[string]string)}
	srv := &http.Server{Addr: addr, Handler: s.routes()}
	return srv.ListenAndServe()
}
