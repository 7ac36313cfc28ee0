package wpp

import (
	"fmt"
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/wpp/reply"
)

// An envelope is shared by successes, which have no errors, and errors.
type envelope[T any] struct {
	Data   T            `json:"data,omitzero"`
	Errors []reply.Item `json:"errors,omitempty"`
}

func refuse(w http.ResponseWriter, status int, items ...reply.Item) {
	reply.JSON(w, status, envelope[any]{Errors: items})
}

type collector struct {
	w     http.ResponseWriter
	items []reply.Item
}

func (c *collector) add(code, message string) *collector {
	c.items = append(c.items, reply.Item{ErrorCode: code, ErrorMessage: message})
	return c
}

func (c *collector) send(status int) { reply.JSON(c.w, status, envelope[any]{Errors: c.items}) }

func (c *collector) check(ok bool, code string) {
	if !ok {
		c.add(code, code+" is required")
	}
}

// Shared answers with the envelope.
func Shared(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "data":
		reply.JSON(w, http.StatusOK, envelope[string]{Data: "hen"}) // ok: no error
	case "one":
		refuse(w, http.StatusBadRequest, reply.Item{ErrorCode: "sku", ErrorMessage: "no such product"}) // ok
	case "built":
		new(collector).add("sku", "no such product").send(http.StatusBadRequest) // ok
	case "counted":
		c := &collector{w: w}
		c.check(r.FormValue("sku") != "", "sku")
		c.check(r.FormValue("count") != "", "count")
		if len(c.items) > 0 {
			refuse(w, http.StatusBadRequest, c.items...) // ok: there are some
			return
		}
		fmt.Fprintln(w)
	case "zero":
		reply.JSON(w, http.StatusBadRequest, envelope[string]{}) // want `reply\.JSON sends a 400 body in which "errors" is omitted \(omitempty\); contract wpp requires errors\[\]`
	}
}
