// Command joins asks the routers of testdata/routes/joins for paths, and prints the
// statuses. The paths come on the standard input, with the name of the router.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/routes/joins"
)

type request struct{ Router, Method, Path string }

type server func(r *http.Request) int

func std(h http.Handler) server {
	return func(r *http.Request) int {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
}

// app serves a fiber app of either version.
func app[C any](test func(*http.Request, ...C) (*http.Response, error)) server {
	return func(r *http.Request) int {
		resp, err := test(r)
		if err != nil {
			return 0
		}
		return resp.StatusCode
	}
}

func main() {
	gin.SetMode(gin.ReleaseMode)
	log.SetOutput(io.Discard)
	routers := map[string]server{
		"chi": std(joins.Chi()), "echo4": std(joins.Echo4()), "echo5": std(joins.Echo5()),
		"fiber2": app(joins.Fiber2().Test), "fiber2strict": app(joins.StrictFiber2().Test),
		"fiber3": app(joins.Fiber3().Test), "fiber3strict": app(joins.StrictFiber3().Test),
		"gin": std(joins.Gin()), "gorilla": std(joins.Gorilla()), "huma": std(joins.Huma()), "std": std(joins.Std()),
	}
	var requests []request
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		panic(err)
	}
	codes := make([]int, len(requests))
	for i, r := range requests {
		if serve := routers[r.Router]; serve != nil {
			codes[i] = serve(httptest.NewRequest(r.Method, "http://example.com"+r.Path, nil))
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(codes); err != nil {
		panic(err)
	}
}
