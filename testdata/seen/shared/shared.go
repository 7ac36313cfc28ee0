// Package shared responds through another module.
package shared

import (
	"encoding/json"
	"log"
	"net/http"

	"example.com/shared/reply"
)

type store interface {
	Load(id string) ([]byte, error)
}

type api struct{ st store }

func ok(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

func (a *api) printed(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		reply.Fail(w, err) // want "errleak/error" "rawerror"
		return
	}
	ok(w, b)
}

func (a *api) printedIf(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if reply.FailIf(w, err) { // want "errleak/error" "rawerror"
		return
	}
	ok(w, b)
}

func (a *api) wrapped(w http.ResponseWriter, err error) {
	reply.Fail(w, err) // want "errleak/error" "rawerror"
}

func (a *api) wrapping(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		a.wrapped(w, err)
		return
	}
	ok(w, b)
}

func (a *api) own(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		reply.Problem(w, http.StatusInternalServerError, "cannot load")
		return
	}
	ok(w, b)
}

func (a *api) hidden(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		reply.Hidden(w, err, func(err error) { log.Print(err) })
		return
	}
	ok(w, b)
}

func (a *api) passed(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		reply.Problem(w, http.StatusInternalServerError, err.Error()) // want "errleak/error" "missingreturn"
	}
	ok(w, b)
}

func (a *api) to(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		reply.To(w, http.StatusNotFound, map[string]string{"error": "no such thing"}) // want "missingreturn"
	}
	reply.To(w, http.StatusOK, b)
}

// A controller holds the response of its request, deep below.
type things struct {
	reply.Controller
	st store
}

func (t *things) Get() {
	b, err := t.st.Load(t.Call.Request.PathValue("id"))
	if err != nil {
		t.Send(http.StatusBadGateway, map[string]string{"error": err.Error()}) // want "errleak/error" "missingreturn"
	}
	t.Send(http.StatusOK, b)
}

func (t *things) List() {
	b, err := t.st.Load("")
	if err != nil {
		t.Send(http.StatusBadGateway, map[string]string{"error": "not loaded"})
		return
	}
	t.Send(http.StatusOK, b)
}
