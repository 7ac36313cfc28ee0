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
	flag.Parse()
	server := api.NewServer(store.NewMemory(), &api.HTTPCarrier{
		Base: os.Getenv("CARRIER_URL"),
		HTTP: &http.Client{Timeout: 5 * time.Second},
	})
	srv := &http.Server{
		Addr:              *addr,
		Handler:           server.Handler(os.Getenv("WAREHOUSE_TOKEN")),
		ReadHeaderTimeout: 5 * time.Second,
	}
	if err := srv.ListenAndServe(); err != nil {
		slog.Error("serve", "error", err)
		os.Exit(1)
	}
}
