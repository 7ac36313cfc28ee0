// Package several responds through interfaces that several types implement.
package several

import (
	"net/http"

	"github.com/respvet/respvet/testdata/seen/several/render"
)

type store interface {
	Load(id string) ([]string, error)
}
type H struct {
	st  store
	out render.Responder
	rep render.Reporter
	chk render.Checker
	n   notifier
	g   guard
	s   stranger
}

func (h *H) a(w http.ResponseWriter, r *http.Request) {
	x, err := h.st.Load("a")
	if err != nil {
		h.out.Fail(w, 404, "no") // want "missingreturn"
	}
	h.out.OK(w, x)
}
func (h *H) a2(w http.ResponseWriter, r *http.Request) {
	x, err := h.st.Load("a")
	if err != nil {
		h.out.Fail(w, 404, "no")
		return
	}
	h.out.OK(w, x)
}
func (h *H) a3(w http.ResponseWriter, r *http.Request) {
	x, err := h.st.Load("a")
	if err != nil {
		h.out.Fail(w, 599, err.Error()) // want "errleak/error" "statuscode/unregistered"
		return
	}
	h.out.OK(w, x)
}
func (h *H) b(w http.ResponseWriter, r *http.Request) {
	x, err := h.st.Load("a")
	if err != nil {
		h.rep.Report(w, err) // want "missingreturn"
	}
	h.out.OK(w, x)
}
func (h *H) b2(w http.ResponseWriter, r *http.Request) {
	x, err := h.st.Load("a")
	if err != nil {
		h.rep.Report(w, err)
		return
	}
	h.out.OK(w, x)
}
func (h *H) c(w http.ResponseWriter, r *http.Request) {
	h.chk.Check(w, r) // want "missingreturn"
	h.out.OK(w, 1)
}
func (h *H) c2(w http.ResponseWriter, r *http.Request) {
	if !h.chk.Check(w, r) {
		return
	}
	h.out.OK(w, 1)
}
func (h *H) c3(w http.ResponseWriter, r *http.Request) {
	if !h.chk.Check(w, r) {
		http.Error(w, `{"error":"x"}`, 400) // want "lateheader" "rawerror"
		return
	}
	h.out.OK(w, 1)
}

// An interface of this package: one of two responds.

type notifier interface {
	notify(w http.ResponseWriter, msg string)
}

type quiet struct{}

func (quiet) notify(w http.ResponseWriter, msg string) {}

type loud struct{}

func (loud) notify(w http.ResponseWriter, msg string) { render.JSON{}.Fail(w, 409, msg) }

func (h *H) notified(w http.ResponseWriter, r *http.Request) {
	x, err := h.st.Load("a")
	if err != nil {
		h.n.notify(w, "no") // want "missingreturn"
	}
	h.out.OK(w, x)
}

func (h *H) notifiedOnce(w http.ResponseWriter, r *http.Request) {
	x, err := h.st.Load("a")
	if err != nil {
		h.n.notify(w, "no")
		return
	}
	h.out.OK(w, x)
}

// Both respond where they say no.

type guard interface {
	pass(w http.ResponseWriter, r *http.Request) bool
}

type byToken struct{}

func (byToken) pass(w http.ResponseWriter, r *http.Request) bool {
	if r.Header.Get("Authorization") == "" {
		render.JSON{}.Fail(w, 401, "no token")
		return false
	}
	return true
}

type byAddress struct{}

func (byAddress) pass(w http.ResponseWriter, r *http.Request) bool {
	if r.RemoteAddr == "" {
		render.JSON{}.Fail(w, 403, "no address")
		return false
	}
	return true
}

func (h *H) guarded(w http.ResponseWriter, r *http.Request) {
	h.g.pass(w, r) // want "missingreturn"
	h.out.OK(w, 1)
}

func (h *H) guardedAsked(w http.ResponseWriter, r *http.Request) {
	if !h.g.pass(w, r) {
		return
	}
	h.out.OK(w, 1)
}

// Nobody in sight implements it.

type stranger interface {
	greet(w http.ResponseWriter) bool
}

func (h *H) greeted(w http.ResponseWriter, r *http.Request) {
	h.s.greet(w)
	h.out.OK(w, 1)
}

func Routes(mux *http.ServeMux, h *H) {
	mux.HandleFunc("/a", h.a)
	mux.HandleFunc("/a2", h.a2)
	mux.HandleFunc("/a3", h.a3)
	mux.HandleFunc("/b", h.b)
	mux.HandleFunc("/b2", h.b2)
	mux.HandleFunc("/c", h.c)
	mux.HandleFunc("/c2", h.c2)
	mux.HandleFunc("/c3", h.c3)
	mux.HandleFunc("/notified", h.notified)
	mux.HandleFunc("/once", h.notifiedOnce)
	mux.HandleFunc("/guarded", h.guarded)
	mux.HandleFunc("/asked", h.guardedAsked)
	mux.HandleFunc("/greeted", h.greeted)
}
