// The command catalogue serves the catalogue's API over a store in memory.
package main

import (
	"flag"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/go-chi/render"
	"github.com/respvet/respvet/testdata/shopchi/internal/api"
	"github.com/respvet/respvet/testdata/shopchi/internal/problem"
	"github.com/respvet/respvet/testdata/shopchi/internal/store"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to listen on")
	inner := flag.String("inner", "localhost:8081", "address to listen on for other services")
	flag.Parse()
	render.Respond = problem.Respond
	server := api.NewServer(store.NewMemory())
	go serve(&http.Server{
		Addr:              *inner,
		Handler:           server.Internal(), // BAD(rawerror/router): chi's own 404 is text/plain
		ReadHeaderTimeout: 5 * time.Second,
	})
	serve(&http.Server{
		Addr:              *addr,
		Handler:           server.Handler(os.Getenv("CATALOGUE_TOKEN")),
		ReadHeaderTimeout: 5 * time.Second,
	})
}

func serve(srv *http.Server) {
	if err := srv.ListenAndServe(); err != nil {
		slog.Error("serve", "error", err)
		os.Exit(1)
	}
}
