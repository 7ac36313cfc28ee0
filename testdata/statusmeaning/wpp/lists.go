package wpp

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	"github.com/respvet/respvet/testdata/statusmeaning/wpp/reply"
)

type page struct {
	Data  []order `json:"data"`
	Total int     `json:"total"`
}

func (a *api) listed(w http.ResponseWriter, r *http.Request) {
	all := a.orders()
	if len(all) == 0 {
		reply.Error(w, http.StatusNotFound, "there are no orders") // want `reply\.Error sends 404 Not Found for an empty list; contract wpp requires 200 OK with \[\] \(statusmeaning\)`
		return
	}
	reply.JSON(w, http.StatusOK, page{Data: all, Total: len(all)})
}

func (a *api) first(w http.ResponseWriter, r *http.Request) {
	all := a.orders()
	if len(all) == 0 {
		reply.Error(w, http.StatusNotFound, "there is no order") // ok: one of them is sent, not the list
		return
	}
	reply.JSON(w, http.StatusOK, all[0])
}

func (a *api) forbidden(w http.ResponseWriter, r *http.Request) {
	all := a.orders()
	if len(all) == 0 {
		reply.Error(w, http.StatusForbidden, "nothing for you") // ok: says something else
		return
	}
	reply.JSON(w, http.StatusOK, page{Data: all})
}

func (a *api) either(w http.ResponseWriter, r *http.Request) {
	if all := a.orders(); len(all) > 0 {
		reply.JSON(w, http.StatusOK, map[string]any{"data": all})
	} else {
		w.WriteHeader(http.StatusNoContent) // want `WriteHeader sends 204 No Content for an empty list; contract wpp requires 200 OK with \[\]`
	}
}

func (a *api) strictly(w http.ResponseWriter, r *http.Request) {
	all := a.orders()
	if len(all) == 0 && a.strict {
		reply.Error(w, http.StatusNotFound, "there are no orders") // ok: two conditions
		return
	}
	reply.JSON(w, http.StatusOK, page{Data: all})
}

func (a *api) orders() []order { return nil }

func ginList(c *gin.Context) {
	names := c.QueryArray("name")
	if len(names) == 0 {
		c.Status(http.StatusNoContent) // want `\(\*gin\.Context\)\.Status sends 204 No Content for an empty list; contract wpp requires 200 OK with \[\]`
		return
	}
	c.JSON(http.StatusOK, gin.H{"data": names})
}

func fiberList(c fiber.Ctx) error {
	names := all(c)
	if len(names) == 0 {
		return c.SendStatus(fiber.StatusNoContent) // want `fiber\.Ctx\.SendStatus sends 204 No Content for an empty list; contract wpp requires 200 OK with \[\]`
	}
	return c.JSON(fiber.Map{"data": names})
}

func all(c fiber.Ctx) []string { return []string{c.Path()} }
