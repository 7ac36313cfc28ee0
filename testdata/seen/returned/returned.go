// Package returned has handlers that return what adapters respond with: an error, a status
// and an error, a struct of its own or of another package.
package returned

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"github.com/respvet/respvet/testdata/seen/returned/web"
)

type store interface {
	Load(id string) ([]string, error)
	Save(id string) error
}

type H struct{ st store }

func writeJSON(w http.ResponseWriter, code int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	return json.NewEncoder(w).Encode(v)
}

func (h *H) render(w http.ResponseWriter, r *http.Request, v any) error {
	return writeJSON(w, 200, v)
}

type appHandler func(w http.ResponseWriter, r *http.Request) error

func (fn appHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := fn(w, r); err != nil {
		log.Print(err)
		writeJSON(w, 500, map[string]string{"error": "internal"})
	}
}

func (h *H) one(w http.ResponseWriter, r *http.Request) error {
	x, err := h.st.Load("a")
	if err != nil {
		writeJSON(w, 404, map[string]string{"error": "not found"}) // want "missingreturn"
	}
	return h.render(w, r, x)
}
func (h *H) two(w http.ResponseWriter, r *http.Request) error {
	x, err := h.st.Load("a")
	if err != nil {
		return writeJSON(w, 404, map[string]string{"error": err.Error()})
	}
	return h.render(w, r, x)
}
func (h *H) three(w http.ResponseWriter, r *http.Request) error {
	x, err := h.st.Load("a")
	if err != nil {
		log.Print(err)
		return nil // want "noresponse"
	}
	return h.render(w, r, x)
}
func (h *H) four(w http.ResponseWriter, r *http.Request) error {
	x, err := h.st.Load("a")
	if err != nil {
		http.Error(w, "no", 599) // want "rawerror" "statuscode/unregistered"
		return nil
	}
	return h.render(w, r, x)
}
func (h *H) five(w http.ResponseWriter, r *http.Request) error {
	x, err := h.st.Load("a")
	if err != nil {
		return err
	}
	return h.render(w, r, x)
}

// (int, error) adapters
type statusHandler func(w http.ResponseWriter, r *http.Request) (int, error)

func (fn statusHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	code, err := fn(w, r)
	if err != nil {
		http.Error(w, err.Error(), code) // want "errleak/error" "rawerror"
	}
}

func (h *H) s1(w http.ResponseWriter, r *http.Request) (int, error) {
	x, err := h.st.Load("a")
	if err != nil {
		return 599, err // want "statuscode/unregistered"
	}
	writeJSON(w, 200, x)
	return 200, nil
}
func (h *H) s2(w http.ResponseWriter, r *http.Request) (int, error) {
	x, err := h.st.Load("a")
	if err != nil {
		return 404, errors.New("not found")
	}
	writeJSON(w, 200, x)
	return 0, nil
}

// *apiError
type apiError struct {
	Code int
	Msg  string
	Err  error
}

type apiHandler func(w http.ResponseWriter, r *http.Request) *apiError

func (fn apiHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if e := fn(w, r); e != nil {
		writeJSON(w, e.Code, map[string]string{"error": e.Msg})
	}
}

func (h *H) e1(w http.ResponseWriter, r *http.Request) *apiError {
	x, err := h.st.Load("a")
	if err != nil {
		return &apiError{Code: 599, Msg: "not found"} // want "statuscode/unregistered"
	}
	writeJSON(w, 200, x)
	return nil
}
func (h *H) e2(w http.ResponseWriter, r *http.Request) *apiError {
	x, err := h.st.Load("a")
	if err != nil {
		return &apiError{500, err.Error(), err} // want "errleak/error"
	}
	writeJSON(w, 200, x)
	return nil
}
func (h *H) e3(w http.ResponseWriter, r *http.Request) *apiError {
	x, err := h.st.Load("a")
	if err != nil {
		writeJSON(w, 404, map[string]string{"error": "x"}) // want "missingreturn"
	}
	writeJSON(w, 200, x)
	return nil
}
func (h *H) e4(w http.ResponseWriter, r *http.Request) *apiError {
	x, err := h.st.Load("a")
	if err != nil {
		log.Print(err)
		return nil // want "noresponse"
	}
	writeJSON(w, 200, x)
	return nil
}
func (h *H) e5(w http.ResponseWriter, r *http.Request) *apiError {
	x, err := h.st.Load("a")
	if err != nil {
		return internal(err)
	}
	writeJSON(w, 200, x)
	return nil
}
func (h *H) e6(w http.ResponseWriter, r *http.Request) *apiError {
	x, err := h.st.Load("a")
	if err != nil {
		return internalText(err)
	}
	writeJSON(w, 200, x)
	return nil
}

func internal(err error) *apiError     { return &apiError{500, "internal error", err} }
func internalText(err error) *apiError { return &apiError{500, err.Error(), err} } // want "errleak/error"

// in another package: *web.Error, (any,int,error), *web.Response
func (h *H) w1(w http.ResponseWriter, r *http.Request) *web.Error {
	x, err := h.st.Load("a")
	if err != nil {
		return &web.Error{Code: 599, Msg: err.Error()} // want "errleak/error" "statuscode/unregistered"
	}
	writeJSON(w, 200, x)
	return nil
}
func (h *H) w2(r *http.Request) (any, int, error) {
	x, err := h.st.Load("a")
	if err != nil {
		return nil, 599, err // want "statuscode/unregistered"
	}
	return x, 200, nil
}
func (h *H) w3(r *http.Request) *web.Response {
	x, err := h.st.Load("a")
	if err != nil {
		return web.JSON(500, map[string]string{"error": err.Error()}) // want "errleak/error"
	}
	if len(x) == 0 {
		return web.Text(404, "nothing") // want "rawerror"
	}
	if len(x) == 1 {
		return web.JSON(599, map[string]string{"error": "one"}) // want "statuscode/unregistered"
	}
	return web.JSON(200, x)
}
func (h *H) w4(r *http.Request) *web.Response {
	x, err := h.st.Load("a")
	if err != nil {
		return &web.Response{Status: 500, Body: map[string]string{"error": err.Error()}} // want "errleak/error"
	}
	return &web.Response{Status: 200, Body: x}
}

func Routes(mux *http.ServeMux, h *H) {
	mux.Handle("/1", appHandler(h.one))
	mux.Handle("/2", appHandler(h.two))
	mux.Handle("/3", appHandler(h.three))
	mux.Handle("/4", appHandler(h.four))
	mux.Handle("/5", appHandler(h.five))
	mux.Handle("/s1", statusHandler(h.s1))
	mux.Handle("/s2", statusHandler(h.s2))
	mux.Handle("/e1", apiHandler(h.e1))
	mux.Handle("/e2", apiHandler(h.e2))
	mux.Handle("/e3", apiHandler(h.e3))
	mux.Handle("/e4", apiHandler(h.e4))
	mux.Handle("/e5", apiHandler(h.e5))
	mux.Handle("/e6", apiHandler(h.e6))
	mux.Handle("/w1", web.ErrHandler(h.w1))
	mux.Handle("/w2", web.TripleHandler(h.w2))
	mux.Handle("/w3", web.RespHandler(h.w3))
	mux.Handle("/w4", web.Wrap(h.w4))
}
