// Package kept leaves its responses in contexts, which adapters send.
package kept

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/seen/kept/web"
)

type store interface {
	Load(id string) ([]string, error)
}

type api struct{ st store }

// Methods of another package's context.

func (a *api) leaks(c *web.Context) {
	all, err := a.st.Load(c.PathValue("id"))
	if err != nil {
		c.Fail(http.StatusInternalServerError, err.Error()) // want "errleak/error"
		return
	}
	c.Reply(http.StatusOK, all)
}

func (a *api) unregistered(c *web.Context) {
	all, err := a.st.Load(c.PathValue("id"))
	if err != nil {
		c.Fail(599, "not loaded") // want "statuscode/unregistered"
		return
	}
	c.Reply(http.StatusOK, all)
}

func (a *api) replaces(c *web.Context) {
	all, err := a.st.Load(c.PathValue("id"))
	if err != nil {
		c.Fail(http.StatusNotFound, "not found") // want "missingreturn"
	}
	c.Reply(http.StatusOK, all)
}

func (a *api) bare(c *web.Context) {
	all, err := a.st.Load(c.PathValue("id"))
	if err != nil {
		c.Reply(http.StatusNotFound, "not found") // want "rawerror"
		return
	}
	c.Reply(http.StatusOK, all)
}

func (a *api) right(c *web.Context) {
	all, err := a.st.Load(c.PathValue("id"))
	if err != nil {
		c.Fail(http.StatusNotFound, "not found")
		return
	}
	c.Reply(http.StatusOK, all)
}

func (a *api) asks(c *web.Context) {
	all, err := a.st.Load(c.PathValue("id"))
	if err != nil {
		c.Fail(http.StatusNotFound, "not found")
	}
	if !c.Failed() {
		c.Reply(http.StatusOK, all)
	}
}

func (a *api) otherwise(c *web.Context) {
	if all, err := a.st.Load(c.PathValue("id")); err != nil {
		c.Fail(http.StatusNotFound, "not found")
	} else {
		c.Reply(http.StatusOK, all)
	}
}

// Of the same form, and nobody runs it as a handler.
func (a *api) note(c *web.Context) {
	if _, err := a.st.Load("x"); err != nil {
		c.Fail(http.StatusInternalServerError, err.Error())
	}
}

// Members of a struct beside the request.

func (a *api) filled(r *http.Request, p *web.Page) error {
	all, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		p.Status = http.StatusBadGateway
		p.Message = "cannot load: " + err.Error() // want "errleak/error"
		return nil
	}
	p.Title = all[0]
	return nil
}

func (a *api) filledRight(r *http.Request, p *web.Page) error {
	all, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		p.Status = http.StatusBadGateway
		p.Message = "cannot load"
		return nil
	}
	p.Title = all[0]
	return nil
}

// A context and an adapter of this package.

type ctx struct {
	r    *http.Request
	code int
	err  error
	out  any
}

func adapt(h func(*ctx)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &ctx{r: r}
		h(c)
		w.Header().Set("Content-Type", "application/json")
		if c.code == 0 {
			c.code = http.StatusOK
		}
		w.WriteHeader(c.code)
		json.NewEncoder(w).Encode(c.out)
	})
}

func (a *api) own(c *ctx) {
	all, err := a.st.Load(c.r.PathValue("id"))
	if err != nil {
		c.code = 599
		c.out = map[string]string{"error": err.Error()} // want "errleak/error" "statuscode/unregistered"
		return
	}
	c.out = all
}

func (a *api) ownRight(c *ctx) {
	all, err := a.st.Load(c.r.PathValue("id"))
	if err != nil {
		c.err = err // for a log
		c.code = http.StatusBadGateway
		c.out = map[string]string{"error": "not loaded"}
		return
	}
	c.out = all
}

// Routes registers them.
func Routes(mux *http.ServeMux, a *api) {
	a.note(&web.Context{})
	mux.Handle("/leaks/{id}", web.Adapt(a.leaks))
	mux.Handle("/unregistered/{id}", web.Adapt(a.unregistered))
	mux.Handle("/replaces/{id}", web.Adapt(a.replaces))
	mux.Handle("/bare/{id}", web.Adapt(a.bare))
	mux.Handle("/right/{id}", web.Adapt(a.right))
	mux.Handle("/asks/{id}", web.Adapt(a.asks))
	mux.Handle("/otherwise/{id}", web.Adapt(a.otherwise))
	mux.Handle("/filled/{id}", web.View(a.filled))
	mux.Handle("/filledright/{id}", web.View(a.filledRight))
	mux.Handle("/own/{id}", adapt(a.own))
	mux.Handle("/ownright/{id}", adapt(a.ownRight))
}
