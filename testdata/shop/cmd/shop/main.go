// The command shop serves the shop's API over a store in memory.
package main

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"time"

	"example.com/shop/internal/api"
	"example.com/shop/internal/client"
	"example.com/shop/internal/store"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to listen on")
	payments := flag.String("payments", "http://localhost:8081", "base URL of the payment service")
	perSecond := flag.Int("rate", 20, "requests a token may make in a second")
	flag.Parse()

	tokens := map[string]string{os.Getenv("SHOP_ADMIN_TOKEN"): "admin"}
	delete(tokens, "") // no token, no administrator
	server := api.NewServer(store.NewMemory(), &client.Payments{
		Base:  *payments,
		HTTP:  &http.Client{Timeout: 5 * time.Second},
		Tries: 3,
		Delay: 200 * time.Millisecond,
	})
	srv := &http.Server{
		Addr:              *addr,
		Handler:           server.Handler(tokens, *perSecond),
		ReadHeaderTimeout: 5 * time.Second,
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	go func() {
		<-ctx.Done()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := srv.Shutdown(ctx); err != nil {
			slog.Error("shut down", "error", err)
		}
	}()
	slog.Info("listening", "addr", *addr)
	if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		slog.Error("serve", "error", err)
		os.Exit(1)
	}
}
