package wppbackend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// W11: 504 says that the backend did not answer in time; after a 503 a client may
// have to retry.

// W11Get gives up.
func W11Get(u string) error {
	resp, err := http.Get(u) // want `a 429 or 503 response to http\.Get becomes an error; contract wpp requires a retry \(noretry\)`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("get: %s", resp.Status)
	}
	return store(resp.Body)
}

// W11Again does not.
func W11Again(u string) error {
	for retry := range 3 {
		resp, err := http.Get(u) // ok
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
			return store(resp.Body)
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
			resp.Body.Close()
			time.Sleep(delay(resp, retry))
		default:
			return fmt.Errorf("get: %s", resp.Status)
		}
	}
	return errors.New("get: no more attempts")
}

// delay returns how long to wait after an answer.
func delay(resp *http.Response, retry int) time.Duration {
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds < 60 {
		return time.Duration(seconds) * time.Second
	}
	return rand.N(time.Second << retry)
}

// kept is what was read last.
var kept any

func store(r io.Reader) error { return json.NewDecoder(r).Decode(&kept) }

// W11Load waits for as long as the request's context lets it.
func (h *Handler) W11Load(w http.ResponseWriter, r *http.Request) {
	_, err := h.source.Load(r.PathValue("id"))
	if errors.Is(err, context.DeadlineExceeded) {
		slog.Error("load product", "error", err)
		failWith(w, http.StatusBadGateway, "the product cannot be read now") // want `failWith sends 502 Bad Gateway for an exceeded deadline; contract wpp requires 504 Gateway Timeout \(statusmeaning\)`
		return
	}
	failWith(w, http.StatusNotFound, "no such product")
}

// W11Wait does the same and says so.
func (h *Handler) W11Wait(w http.ResponseWriter, r *http.Request) {
	_, err := h.source.Load(r.PathValue("id"))
	if errors.Is(err, context.DeadlineExceeded) {
		slog.Error("load product", "error", err)
		failWith(w, http.StatusGatewayTimeout, "the product cannot be read now") // ok
		return
	}
	failWith(w, http.StatusNotFound, "no such product")
}
