// Package bare has adapters that send the texts which handlers return.
package bare

import (
	"encoding/json"
	"fmt"
	"net/http"
)

type store interface {
	Load(id string) ([]string, error)
	Get(id string) (string, error)
}

type H struct{ st store }

// bare strings
type fn func(r *http.Request) (int, any)

func (f fn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	code, v := f(r)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}
func (h *H) a(r *http.Request) (int, any) {
	x, err := h.st.Load("a")
	if err != nil {
		return 404, "not found" // want "rawerror"
	}
	return 200, x
}
func (h *H) a2(r *http.Request) (int, any) {
	x, err := h.st.Load("a")
	if err != nil {
		return 404, map[string]string{"error": "not found"}
	}
	return 200, x
}

type tfn func(r *http.Request) (int, string)

func (f tfn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	code, v := f(r)
	w.WriteHeader(code)
	fmt.Fprint(w, v)
}
func (h *H) t(r *http.Request) (int, string) {
	_, err := h.st.Load("a")
	if err != nil {
		return 404, "not found" // want "rawerror"
	}
	return 200, "fine"
}
func (h *H) t2(r *http.Request) (int, string) {
	_, err := h.st.Load("a")
	if err != nil {
		return 500, err.Error() // want "errleak/error" "rawerror"
	}
	return 200, "fine"
}

func Routes(mux *http.ServeMux, h *H) {
	mux.Handle("/a", fn(h.a))
	mux.Handle("/a2", fn(h.a2))
	mux.Handle("/t", tfn(h.t))
	mux.Handle("/t2", tfn(h.t2))
}
