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
	inner := flag.String("inner", "localhost:8081", "address to listen on for other services")
	flag.Parse()
	server := api.NewServer(store.NewMemory())
	go func() { stopped(server.Internal().Listen(*inner)) }() // BAD(rawerror/router) BAD(statuscode/undocumented): fiber's own 404, and any error, is text/plain, and it has a 413
	stopped(server.App(os.Getenv("SUPPORT_TOKEN")).Listen(*addr))
}

func stopped(err error) {
	slog.Error("serve", "error", err)
	os.Exit(1)
}
