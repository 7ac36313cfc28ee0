// The command support serves the support desk's API over a store in memory.
package main

import (
	"flag"
	"log/slog"
	"os"

	"github.com/respvet/respvet/testdata/shopfiber/internal/api"
	"github.com/respvet/respvet/testdata/shopfiber/internal/store"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to listen on")
	flag.Parse()
	if err := api.NewServer(store.NewMemory()).App(os.Getenv("SUPPORT_TOKEN")).Listen(*addr); err != nil {
		slog.Error("serve", "error", err)
		os.Exit(1)
	}
}
