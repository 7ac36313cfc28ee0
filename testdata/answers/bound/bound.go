// Package bound registers methods of an interface that several types implement.
package bound

import "net/http"

type store interface {
	load(w http.ResponseWriter, r *http.Request) // answers 200 404 …
	save(w http.ResponseWriter, r *http.Request)
}

type disk struct{}

func (disk) load(w http.ResponseWriter, r *http.Request) { // answers 404
	w.WriteHeader(http.StatusNotFound)
}

func (disk) save(w http.ResponseWriter, r *http.Request) { // answers 204
	w.WriteHeader(http.StatusNoContent)
}

type memory struct{}

func (memory) load(w http.ResponseWriter, r *http.Request) { // answers 200
	_, _ = w.Write([]byte("{}"))
}

func (memory) save(w http.ResponseWriter, r *http.Request) { // answers 200
}

// Register registers what the package has, and what a caller passes.
func Register(mux *http.ServeMux, other store) {
	var own store = disk{}
	mux.HandleFunc("/own", own.save)
	mux.HandleFunc("/memory", (store)(memory{}).save)
	mux.HandleFunc("/other", other.load)
}
