// Package frameworks asks what frameworks know of a request.
package frameworks

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	"github.com/gorilla/mux"
	"github.com/respvet/respvet/testdata/statusmeaning/wpp/reply"
)

func routes(r *gin.Engine) {
	r.Group("/staff", auth).GET("/made", auth, made)
	r.POST("/posted", auth, posted)
}

func auth(c *gin.Context) { c.Next() }

func made(c *gin.Context) {
	reply.JSON(c.Writer, http.StatusCreated, 1) // want `reply\.JSON sends 201 Created to GET; contract wpp allows it only for other methods`
}

func posted(c *gin.Context) {
	if c.ContentType() != gin.MIMEJSON {
		reply.Error(c.Writer, http.StatusBadRequest, "send application/json") // want `reply\.Error sends 400 Bad Request for an unsupported Content-Type; contract wpp requires 415 Unsupported Media Type`
		return
	}
	if c.GetHeader("Accept") != gin.MIMEJSON {
		reply.Error(c.Writer, http.StatusBadRequest, "accept application/json") // ok: another field
		return
	}
	if c.Param("id") == "" {
		reply.Error(c.Writer, http.StatusNotFound, "there is nothing") // ok: the path leads nowhere
		return
	}
	if c.Query("id") == "" {
		reply.Error(c.Writer, http.StatusNotFound, "id is missing") // want `for a missing or malformed parameter`
		return
	}
	reply.JSON(c.Writer, http.StatusCreated, 1) // ok
}

func create(c fiber.Ctx) error {
	if !strings.HasPrefix(c.Get(fiber.HeaderContentType), fiber.MIMEApplicationJSON) {
		return fiber.NewError(fiber.StatusBadRequest, "send application/json") // want `fiber\.NewError sends 400 Bad Request for an unsupported Content-Type; contract wpp requires 415 Unsupported Media Type`
	}
	if !strings.HasPrefix(c.Get(fiber.HeaderAccept), fiber.MIMEApplicationJSON) {
		return fiber.NewError(fiber.StatusBadRequest, "accept application/json") // ok: another field
	}
	return nil
}

func gorilla(r *mux.Router) {
	r.HandleFunc("/read", read).Methods(http.MethodGet, http.MethodHead).Name("read")
	r.HandleFunc("/named", named).Name("named").Methods(http.MethodGet)
	r.HandleFunc("/written", written).Methods(http.MethodGet, http.MethodPost)
	r.HandleFunc("/open", open)
}

func read(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusCreated, 1) // want `sends 201 Created to GET and HEAD`
}

func named(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusCreated, 1) // want `sends 201 Created to GET`
}

func written(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusCreated, 1) // ok: to POST as well
}

func open(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusCreated, 1) // ok: to any method
}
