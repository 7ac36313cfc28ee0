// Package shop responds through a context of its own and through the writer that it was
// made of.
package shop

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"

	"github.com/respvet/respvet/testdata/missingreturn/exchange/web"
)

type order struct {
	ID int `json:"id"`
}

var orders []order

func find(id string) (order, bool) {
	n, _ := strconv.Atoi(id)
	if n >= len(orders) {
		return order{}, false
	}
	return orders[n], true
}

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func get(c *web.Context, w http.ResponseWriter, r *http.Request) {
	o, ok := find(r.PathValue("id"))
	if !ok {
		c.NotFound("order") // want `handler continues after c\.NotFound sent 404: a second response is written at line \d+`
	}
	send(w, o)
}

func getOrLeave(c *web.Context, w http.ResponseWriter, r *http.Request) {
	o, ok := find(r.PathValue("id"))
	if !ok {
		c.NotFound("order") // ok: it asks the context
	}
	if c.Failed() {
		return
	}
	send(w, o)
}

func other(c *web.Context, w http.ResponseWriter, r *http.Request) {
	o, ok := find(r.PathValue("id"))
	if !ok {
		http.Error(w, "no such order", http.StatusNotFound) // want `handler continues after http\.Error sent 404: a second response`
	}
	c.JSON(o)
}

func taken(w http.ResponseWriter, r *http.Request) {
	c := web.Of(r)
	o, ok := find(r.PathValue("id"))
	if !ok {
		c.Fail(http.StatusNotFound, "no such order") // want `handler continues after c\.Fail sent 404: a second response`
	}
	send(w, o)
}

func takenRight(w http.ResponseWriter, r *http.Request) {
	c := web.Of(r)
	if o, ok := find(r.PathValue("id")); !ok {
		c.Fail(http.StatusNotFound, "no such order") // ok
	} else {
		send(w, o)
	}
}

// known lets nobody in who is not known.
func known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := web.SessionOf(r.Context())
		if s.User == "" {
			s.Deny(http.StatusUnauthorized) // want `handler continues after s\.Deny sent 401: the rejected request is still passed to the next handler`
		}
		next.ServeHTTP(w, r)
	})
}

// checked is middleware that is made for a context.
func checked(c *web.Context, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("shop") == "" {
			c.Fail(http.StatusBadRequest, "shop is missing") // want `handler continues after c\.Fail sent 400: the rejected request is still passed`
		}
		next.ServeHTTP(w, r)
	})
}

func checkedRight(c *web.Context, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("shop") == "" {
			c.Fail(http.StatusBadRequest, "shop is missing") // ok
			return
		}
		next.ServeHTTP(w, r)
	})
}

// either makes two handlers of one context: which of them runs, nobody knows.
func either(c *web.Context, next http.Handler) (http.Handler, http.Handler) {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c.Fail(http.StatusBadRequest, "shop is missing") // ok: nothing says that it is of this writer
			next.ServeHTTP(w, r)
		}), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c.JSON("closed")
		})
}

var contexts = sync.Pool{New: func() any { return new(web.Context) }}

func pooled(w http.ResponseWriter, r *http.Request) {
	c := contexts.Get().(*web.Context)
	defer contexts.Put(c)
	c.Use(w, r)
	o, ok := find(r.PathValue("id"))
	if !ok {
		c.NotFound("order") // want `handler continues after c\.NotFound sent 404: a second response`
	}
	send(w, o)
}

func filled(w http.ResponseWriter, r *http.Request) {
	var c web.Context
	c.Use(w, r)
	o, ok := find(r.PathValue("id"))
	if !ok {
		c.NotFound("order") // want `handler continues after c\.NotFound sent 404: a second response`
	}
	send(w, o)
}

// rehearse and tee respond through writers that are not known to be the handler's.
func rehearse(w http.ResponseWriter, r *http.Request) {
	d := web.Rehearse(r)
	o, ok := find(r.PathValue("id"))
	if !ok {
		d.Fail(http.StatusNotFound) // ok: a recorder
	}
	send(w, o)
}

func tee(t *web.Tee, w http.ResponseWriter, r *http.Request) {
	o, ok := find(r.PathValue("id"))
	if !ok {
		t.Note(http.StatusNotFound) // ok: one of two
	}
	send(w, o)
}

// Mount registers the handlers.
func Mount(mux *http.ServeMux) {
	mux.Handle("GET /orders/{id}", web.Handler(get))
	mux.Handle("GET /orders/{id}/leave", web.Handler(getOrLeave))
	mux.Handle("GET /orders/{id}/other", web.Handler(other))
	mux.Handle("GET /taken/{id}", web.Attach(known(http.HandlerFunc(taken))))
	mux.Handle("GET /taken/{id}/right", web.Attach(http.HandlerFunc(takenRight)))
	c := new(web.Context)
	mux.Handle("GET /checked", checked(c, checkedRight(c, http.NotFoundHandler())))
	mux.HandleFunc("GET /pooled/{id}", pooled)
	mux.HandleFunc("GET /filled/{id}", filled)
	mux.HandleFunc("GET /rehearse/{id}", rehearse)
	a, b := either(c, http.NotFoundHandler())
	mux.Handle("GET /a", a)
	mux.Handle("GET /b", b)
	mux.HandleFunc("GET /tee/{id}", func(w http.ResponseWriter, r *http.Request) {
		tee(&web.Tee{Out: w, Log: w, In: r}, w, r)
	})
}
