// The command billing serves the billing API over a store in memory.
package main

import (
	"flag"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/respvet/respvet/testdata/shopecho/internal/api"
	"github.com/respvet/respvet/testdata/shopecho/internal/store"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to listen on")
	flag.Parse()
	srv := &http.Server{
		Addr:              *addr,
		Handler:           api.NewServer(store.NewMemory()).Echo(os.Getenv("BILLING_TOKEN")),
		ReadHeaderTimeout: 5 * time.Second,
	}
	if err := srv.ListenAndServe(); err != nil {
		slog.Error("serve", "error", err)
		os.Exit(1)
	}
}
