// Package docs has handlers whose comments document their statuses.
package docs

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"

	"github.com/respvet/respvet/testdata/statuscode/docs/reply"
)

// A Shop has handlers for methods.
type Shop struct{ open bool }

// getItem shows an item.
//
//	@Summary	Show an item
//	@ID			get-item
//	@Produce	json
//	@Success	200	{object}	string
//	@Failure	400,404	{object}	reply.Error	"no such item"
//	@Router		/items/{id} [get]
func (s *Shop) getItem(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("id") {
	case "":
		reply.JSON(w, http.StatusBadRequest, reply.Error{Message: "id is missing"}) // ok
	case "0":
		reply.JSON(w, http.StatusNotFound, reply.Error{Message: "no such item"}) // ok
	case "1":
		reply.Missing(w) // ok
	case "2":
		reply.JSON(w, http.StatusConflict, reply.Error{Message: "being edited"}) // want `reply\.JSON sends 409 Conflict, which getItem does not document \(only 200, 400, 404\) \(statuscode/undocumented\)`
	case "3":
		reply.JSON(w, http.StatusAccepted, "later") // want `reply\.JSON sends 202 Accepted, which getItem does not document \(only 200, 400, 404\) \(statuscode/undocumented\)`
	case "4":
		http.Redirect(w, r, "/items", http.StatusSeeOther) // ok: no redirect is documented, so none is asked for
	case "5":
		status := http.StatusNotFound
		if s.open {
			status = http.StatusGone
		}
		reply.JSON(w, status, reply.Error{Message: "no such item"}) // want `reply\.JSON sends 410 Gone, which getItem does not document \(only 200, 400, 404\) \(statuscode/undocumented\)`
	default:
		reply.JSON(w, http.StatusOK, "item")
	}
}

// putItem is reached in two ways, and answers the same in both.
//
// @Success 204
// @Failure 400 {object} reply.Error
// @Router /items/{id} [put]
// @Router /v1/items/{id} [put]
func (s *Shop) putItem(w http.ResponseWriter, r *http.Request) {
	refuse := func(status int) { reply.JSON(w, status, reply.Error{Message: "refused"}) }
	missing := func() {
		reply.Missing(w) // want `reply\.Missing sends 404 Not Found, which putItem does not document \(only 204, 400\) \(statuscode/undocumented\)`
	}
	if s.open {
		missing() // ok: said above
		return
	}
	if r.PathValue("id") == "0" {
		refuse(http.StatusForbidden) // want `refuse sends 403 Forbidden, which putItem does not document \(only 204, 400\) \(statuscode/undocumented\)`
		return
	}
	refuse(http.StatusBadRequest) // ok
}

// deleteItem documents no error at all, which says nothing about them.
//
// @Success 200,204
// @Router /items/{id} [delete]
func (s *Shop) deleteItem(w http.ResponseWriter, r *http.Request) {
	if s.open {
		reply.JSON(w, http.StatusConflict, reply.Error{Message: "the shop is open"}) // ok
		return
	}
	w.WriteHeader(http.StatusAccepted) // want `WriteHeader sends 202 Accepted, which deleteItem does not document \(only 200, 204\) \(statuscode/undocumented\)`
}

// The default covers whatever else there is.
//
// @Success 200
// @Failure default {object} reply.Error
// @Router /items [get]
func (s *Shop) listItems(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusTeapot, reply.Error{Message: "tea time"}) // ok: documented, though not registered
}

// A class covers its own.
//
// @Failure 4XX {object} reply.Error
// @Router /items [post]
func (s *Shop) addItem(w http.ResponseWriter, r *http.Request) {
	if s.open {
		reply.JSON(w, http.StatusConflict, reply.Error{Message: "the shop is open"}) // ok
		return
	}
	reply.JSON(w, http.StatusInternalServerError, reply.Error{Message: "out of order"}) // want `reply\.JSON sends 500 Internal Server Error, which addItem does not document \(only 4XX\) \(statuscode/undocumented\)`
}

// The handler is what the function returns.
//
// @Success 200
// @Failure 403 {object} reply.Error "closed"
// @Router /count [get]
func count(s *Shop) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.open {
			reply.JSON(w, http.StatusForbidden, reply.Error{Message: "closed"}) // ok
			return
		}
		reply.JSON(w, http.StatusServiceUnavailable, reply.Error{Message: "counting"}) // want `reply\.JSON sends 503 Service Unavailable, which count does not document \(only 200, 403\) \(statuscode/undocumented\)`
	}
}

/*
Frameworks answer in one call. A comment may be a block.

@Success 200
@Failure 404 {object} reply.Error
@Failure 500 {object} reply.Error "out of order"
@Router /block/{id} [get]
*/
func block(c *gin.Context) {
	if c.Param("id") == "" {
		c.AbortWithStatusJSON(http.StatusBadRequest, reply.Error{Message: "id is missing"}) // want `\(\*gin\.Context\)\.AbortWithStatusJSON sends 400 Bad Request, which block does not document \(only 200, 404, 500\) \(statuscode/undocumented\)`
		return
	}
	c.JSON(http.StatusNotFound, reply.Error{Message: "not found"}) // ok
}

// An error that the framework answers counts where it is made.
//
// @failure 404 {object} echo.HTTPError
// @router /returned/{id} [get]
func returned(c echo.Context) error {
	if c.Param("id") == "" {
		return echo.NewHTTPError(http.StatusBadRequest, "id is missing") // want `echo\.NewHTTPError sends 400 Bad Request, which returned does not document \(only 404\) \(statuscode/undocumented\)`
	}
	return echo.ErrNotFound // ok
}

// A redirect is documented, so that another is not.
//
// @Success 303
// @Router /moved [get]
func moved(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("to") == "" {
		http.Redirect(w, r, "/items", http.StatusSeeOther) // ok
		return
	}
	http.Redirect(w, r, "/items", http.StatusFound) // want `http\.Redirect sends 302 Found, which moved does not document \(only 303\) \(statuscode/undocumented\)`
}

// A line that nobody can read may have been meant for any status.
//
// @Success 200
// @Failure 403 {object} reply.Error
// @Failure 4O4 {object} reply.Error // want `@Failure has "4O4", which is not a status code: generated documents omit it \(statuscode/comment\)`
// @Router /broken/{id} [get]
func broken(w http.ResponseWriter, r *http.Request) {
	reply.Missing(w) // ok
}

// Words of a text are no lines of swag: without a route nothing is broken.
//
// @Failure means that the caller tries again.
func undocumented(w http.ResponseWriter, r *http.Request) {
	reply.Missing(w) // ok
}
