// The command warehouse serves the warehouse's API over a store in memory.
package main

import (
	"flag"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/respvet/respvet/testdata/shopgin/internal/api"
	"github.com/respvet/respvet/testdata/shopgin/internal/store"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to listen on")
	debug := flag.String("debug", "localhost:8081", "address to listen on for debugging")
	flag.Parse()
	server := api.NewServer(store.NewMemory(), &api.HTTPCarrier{
		Base: os.Getenv("CARRIER_URL"),
		HTTP: &http.Client{Timeout: 5 * time.Second},
	})
	go serve(&http.Server{
		Addr:              *debug,
		Handler:           server.Debug(), // BAD(rawerror/router): gin's own 404 is text/plain
		ReadHeaderTimeout: 5 * time.Second,
	})
	serve(&http.Server{
		Addr:              *addr,
		Handler:           server.Handler(os.Getenv("WAREHOUSE_TOKEN")),
		ReadHeaderTimeout: 5 * time.Second,
	})
}

func serve(srv *http.Server) {
	if err := srv.ListenAndServe(); err != nil {
		slog.Error("serve", "error", err)
		os.Exit(1)
	}
}
