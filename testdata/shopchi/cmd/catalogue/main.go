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
	flag.Parse()
	render.Respond = problem.Respond
	srv := &http.Server{
		Addr:              *addr,
		Handler:           api.NewServer(store.NewMemory()).Handler(os.Getenv("CATALOGUE_TOKEN")),
		ReadHeaderTimeout: 5 * time.Second,
	}
	if err := srv.ListenAndServe(); err != nil {
		slog.Error("serve", "error", err)
		os.Exit(1)
	}
}
