// Package std registers with net/http's own mux. Each registration says which
// routes are to be found there: method, path and handler.
package std

import (
	"net/http"

	"github.com/respvet/respvet/testdata/routes/std/orders"
)

const base = "/v1"

type server struct{ mux *http.ServeMux }

func (s *server) get(w http.ResponseWriter, r *http.Request)    {}
func (s *server) create(w http.ResponseWriter, r *http.Request) {}
func health(w http.ResponseWriter, r *http.Request)             {}

type stats struct{}

func (stats) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

func auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func withUser(h func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { h(w, r, "") }
}

func profile(w http.ResponseWriter, r *http.Request, user string) {}

// factory makes a handler.
func factory(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {}
}

type route struct {
	method, pattern string
	h               http.HandlerFunc
}

// New makes the service's handler.
func New() http.Handler {
	s := &server{mux: http.NewServeMux()}
	s.mux.HandleFunc("GET /healthz", health)                                         // route GET /healthz std.health
	s.mux.Handle("/stats", stats{})                                                  // route /stats stats.ServeHTTP
	s.mux.Handle("POST "+base+"/things", auth(http.HandlerFunc(s.create)))           // route POST /v1/things server.create
	s.mux.HandleFunc("GET "+base+"/me", withUser(profile))                           // route GET /v1/me std.profile
	s.mux.HandleFunc("GET /text", factory("x"))                                      // route GET /text std.factory$1
	s.mux.Handle("GET /late", http.TimeoutHandler(http.HandlerFunc(health), 1, ""))  // route GET /late std.health
	s.mux.HandleFunc("DELETE /lit", func(w http.ResponseWriter, r *http.Request) {}) // route DELETE /lit std.New$1
	s.mux.HandleFunc("example.com/host", health)                                     // route example.com/host std.health
	s.handle(http.MethodPut, "/put", s.create)                                       // route PUT /put server.create
	s.handle("PATCH", "/patch", s.create)                                            // route PATCH /patch server.create
	s.routes()
	s.table()
	s.mux.Handle("/orders/", http.StripPrefix("/orders", orders.Handler()))
	s.mux.Handle("/admin/", orders.Admin())
	helper := orders.Registrar{Mux: s.mux}
	helper.Add("POST /helped", s.get)         // route POST /helped server.get
	helper.Add("POST "+dynamic()+"/x", s.get) // route POST /…/x server.get
	return auth(s.mux)
}

func dynamic() string { return orders.Dynamic }

func (s *server) handle(method, path string, h http.HandlerFunc) {
	s.mux.Handle(method+" "+path, auth(h))
}

func (s *server) routes() {
	s.mux.HandleFunc("GET /things/{id}", s.get) // route GET /things/{id} server.get
}

func (s *server) table() {
	for _, r := range []route{
		{"GET", "/a", s.get},
		{"POST", "/b", s.create},
	} {
		s.mux.HandleFunc(r.method+" "+r.pattern, r.h) // route GET /a server.get; POST /b server.create
	}
	for _, r := range more {
		s.handle(r.method, r.pattern, r.h) // route GET /c std.health; PUT /d std.factory$1
	}
	for pattern, h := range map[string]http.HandlerFunc{"GET /e": health, "GET /f": s.get} {
		s.mux.HandleFunc(pattern, h) // route GET /e std.health; GET /f server.get
	}
}

var more = []route{
	{method: "GET", pattern: "/c", h: health},
	{method: "PUT", pattern: "/d", h: factory("")},
}

// Default registers with the default mux.
func Default() error {
	http.HandleFunc("/default", health) // route /default std.health
	return http.ListenAndServe(":80", nil)
}
