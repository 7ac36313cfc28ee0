// Package handlers has handlers of signatures of its own.
package handlers

import (
	"encoding/json"
	"log"
	"net/http"

	"github.com/labstack/echo/v4"
)

type store interface {
	Load(id string) ([]byte, error)
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// With what the router has found in the path.

type pathParams map[string]string

type shop struct{ st store }

func (s *shop) byParams(w http.ResponseWriter, r *http.Request, ps pathParams) {
	b, err := s.st.Load(ps["id"])
	if err != nil {
		log.Print(err)
		return // want "noresponse"
	}
	send(w, http.StatusOK, b)
}

func (s *shop) byParamsRight(w http.ResponseWriter, r *http.Request, ps pathParams) {
	b, err := s.st.Load(ps["id"])
	if err != nil {
		send(w, http.StatusBadGateway, map[string]string{"error": "not loaded"})
		return
	}
	send(w, http.StatusOK, b)
}

// A helper of the same form: whoever calls it responds.
func (s *shop) preview(w http.ResponseWriter, r *http.Request, ps pathParams) {
	b, err := s.st.Load(ps["id"])
	if err != nil {
		log.Print(err)
		return
	}
	send(w, http.StatusOK, b)
}

func (s *shop) withPreview(w http.ResponseWriter, r *http.Request) {
	s.preview(w, r, pathParams{"id": "1"})
	w.Write([]byte("\n"))
}

func shopRoutes(s *shop) map[string]func(http.ResponseWriter, *http.Request, pathParams) {
	http.HandleFunc("/preview", s.withPreview)
	return map[string]func(http.ResponseWriter, *http.Request, pathParams){
		"/a": s.byParams,
		"/b": s.byParamsRight,
	}
}

// With the next handler.

func limit(st store) func(w http.ResponseWriter, r *http.Request, next http.Handler) {
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if _, err := st.Load(r.RemoteAddr); err != nil {
			log.Print(err)
			return // want "noresponse"
		}
		next.ServeHTTP(w, r)
	}
}

func observe(st store) func(w http.ResponseWriter, r *http.Request, next http.Handler) {
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if _, err := st.Load(r.RemoteAddr); err != nil {
			log.Print(err)
		}
		next.ServeHTTP(w, r)
	}
}

// With an error, which is nil.

type failing func(w http.ResponseWriter, r *http.Request) error

func (f failing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := f(w, r); err != nil {
		send(w, http.StatusInternalServerError, map[string]string{"error": "internal error"})
	}
}

func (s *shop) nothing(w http.ResponseWriter, r *http.Request) error {
	b, err := s.st.Load(r.PathValue("id"))
	if err != nil {
		log.Print(err)
		return nil // want "noresponse"
	}
	send(w, http.StatusOK, b)
	return nil
}

func (s *shop) something(w http.ResponseWriter, r *http.Request) error {
	b, err := s.st.Load(r.PathValue("id"))
	if err != nil {
		return err
	}
	send(w, http.StatusOK, b)
	return nil
}

// The same, where nil is responded to.

type ending func(w http.ResponseWriter, r *http.Request, last bool) error

func (f ending) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := f(w, r, true); err != nil {
		send(w, http.StatusInternalServerError, map[string]string{"error": "internal error"})
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func (s *shop) ended(w http.ResponseWriter, r *http.Request, last bool) error {
	b, err := s.st.Load(r.PathValue("id"))
	if err != nil {
		log.Print(err)
		return nil
	}
	send(w, http.StatusOK, b)
	return nil
}

func failingRoutes(mux *http.ServeMux, s *shop) {
	mux.Handle("/c", failing(s.nothing))
	mux.Handle("/d", failing(s.something))
	mux.Handle("/e", ending(s.ended))
}

// A context of the project's own.

type call struct {
	http.ResponseWriter
	*http.Request
	user string
}

func (c *call) reply(status int, v any) { send(c.ResponseWriter, status, v) }

func (s *shop) own(c *call) {
	b, err := s.st.Load(c.user)
	if err != nil {
		log.Print(err)
		return // want "noresponse"
	}
	c.reply(http.StatusOK, b)
}

func (s *shop) ownRight(c *call) {
	b, err := s.st.Load(c.user)
	if err != nil {
		c.reply(http.StatusBadGateway, map[string]string{"error": "not loaded"})
		return
	}
	c.reply(http.StatusOK, b)
}

func adapt(h func(*call)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { h(&call{w, r, r.Header.Get("X-User")}) }
}

// Another, in which handlers leave what is to be sent.

type draft struct {
	w      http.ResponseWriter
	r      *http.Request
	status int
	failed error
}

func (s *shop) drafted(d *draft) {
	b, err := s.st.Load(d.r.PathValue("id"))
	if err != nil {
		log.Print(err)
		return
	}
	send(d.w, http.StatusOK, b)
}

func deliver(h func(*draft)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		d := &draft{w: w, r: r}
		h(d)
		if d.status != 0 {
			send(w, d.status, map[string]string{"error": "drafted"})
		}
	}
}

func ownRoutes(mux *http.ServeMux, s *shop) {
	mux.Handle("/f", adapt(s.own))
	mux.Handle("/g", adapt(s.ownRight))
	mux.Handle("/h", deliver(s.drafted))
}

// What a handler returns as its own result is a part of it.

func (s *shop) byName(c echo.Context) error { return s.found(c, c.Param("name")) }

func (s *shop) byID(c echo.Context) error {
	if c.Param("id") == "" {
		return echo.NewHTTPError(http.StatusBadRequest, "no id")
	}
	return s.found(c, c.Param("id"))
}

func (s *shop) found(c echo.Context, key string) error {
	b, err := s.st.Load(key)
	if err != nil {
		log.Print(err)
		return nil // want "noresponse"
	}
	return c.JSON(http.StatusOK, b)
}

// A part that one of its callers goes on after.
func (s *shop) perhaps(c echo.Context, key string) error {
	b, err := s.st.Load(key)
	if err != nil {
		log.Print(err)
		return nil
	}
	return c.JSON(http.StatusOK, b)
}

func (s *shop) first(c echo.Context) error { return s.perhaps(c, c.Param("name")) }

func (s *shop) second(c echo.Context) error {
	if err := s.perhaps(c, c.Param("name")); err != nil || c.Response().Committed {
		return err
	}
	return c.JSON(http.StatusNotFound, map[string]string{"error": "no such thing"})
}

func echoRoutes(e *echo.Echo, s *shop) {
	e.GET("/:name", s.byName)
	e.GET("/id/:id", s.byID)
	e.GET("/first", s.first)
	e.GET("/second", s.second)
}
