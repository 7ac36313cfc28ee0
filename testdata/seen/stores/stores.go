// Package stores sends what a store of another package gives.
package stores

import (
	"archive/zip"
	"encoding/json"
	"io"
	"net/http"
	"os"

	"github.com/respvet/respvet/testdata/seen/stores/store"
)

type svc interface{ List() ([]store.Row, error) }

type service struct{ db store.DB }

func (s *service) List() ([]store.Row, error) { return s.db.List() }

type H struct {
	db  store.DB
	svc *service
	in  svc
}

func write(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}
func bad(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(500)
	json.NewEncoder(w).Encode(map[string]string{"error": "x"})
}

func (h *H) l1(w http.ResponseWriter, r *http.Request) {
	x, err := h.db.List()
	if err != nil {
		bad(w)
		return
	}
	write(w, x) // want "nilslice"
}
func (h *H) l2(w http.ResponseWriter, r *http.Request) {
	x, err := h.db.List2()
	if err != nil {
		bad(w)
		return
	}
	write(w, x)
}
func (h *H) l3(w http.ResponseWriter, r *http.Request) {
	x, err := h.db.List3()
	if err != nil {
		bad(w)
		return
	}
	write(w, x) // want "nilslice"
}
func (h *H) l4(w http.ResponseWriter, r *http.Request) {
	x, err := h.db.List4()
	if err != nil {
		bad(w)
		return
	}
	write(w, x) // want "nilslice"
}
func (h *H) l5(w http.ResponseWriter, r *http.Request) {
	x, err := h.svc.List()
	if err != nil {
		bad(w)
		return
	}
	write(w, x) // want "nilslice"
}
func (h *H) l6(w http.ResponseWriter, r *http.Request) {
	x, err := h.in.List()
	if err != nil {
		bad(w)
		return
	}
	write(w, x)
}

func get(u string) ([]byte, error) {
	resp, err := store.Fetch(u) // want "uncheckedstatus"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
func get2(u string) ([]byte, error) {
	resp, err := store.Fetch2(u) // want "uncheckedstatus"
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
func get3(u string) ([]byte, error) {
	resp, err := store.Fetch2(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, os.ErrInvalid
	}
	return io.ReadAll(resp.Body)
}

func (h *H) f1(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("x")
	if err != nil {
		bad(w)
		return
	}
	defer f.Close()
	if _, err := io.Copy(w, f); err != nil {
		w.WriteHeader(500)
	}
}
func (h *H) f2(w http.ResponseWriter, r *http.Request) {
	zw := zip.NewWriter(w)
	f, err := zw.Create("x")
	if err != nil {
		bad(w) // ?
		return
	}
	f.Write([]byte("x"))
	if err := zw.Close(); err != nil {
		bad(w)
	}
}
func (h *H) f3(w http.ResponseWriter, r *http.Request) {
	f, _ := os.Open("x")
	io.Copy(w, f)
	w.Header().Set("X-Done", "1") // want "lateheader"
}

func Routes(mux *http.ServeMux, h *H) {
	mux.HandleFunc("/l1", h.l1)
	mux.HandleFunc("/l2", h.l2)
	mux.HandleFunc("/l3", h.l3)
	mux.HandleFunc("/l4", h.l4)
	mux.HandleFunc("/l5", h.l5)
	mux.HandleFunc("/l6", h.l6)
	mux.HandleFunc("/f1", h.f1)
	mux.HandleFunc("/f2", h.f2)
	mux.HandleFunc("/f3", h.f3)
	get("")
	get2("")
	get3("")
}
