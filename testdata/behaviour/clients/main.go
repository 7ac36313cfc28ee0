// Clients shows what clients do when a request fails: how often they send it,
// after what, and how long they wait. It prints a line of JSON for each function
// of the list, which the test holds against the policy that is read from it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"
)

// An ask sends one request through a client of its own.
type ask func(ctx context.Context, method, url string, body io.Reader) error

// A Line is what was seen of one ask.
type Line struct {
	Name     string
	Attempts map[int]int // how often the server was asked, by the status that it gave
	Failing  map[int]bool
	Dropped  int      // where it closed the connection instead
	Post     int      // by POST, under the status Retried, with a body that net/http can send again
	Retried  int      // the lowest of the statuses after which it was asked again
	Bodies   []string // what the server got by POST, of one that it cannot
	Told     int      // milliseconds until the second attempt where Retry-After says a second
	Gaps     []int    // milliseconds between the attempts
	Canceled int      // milliseconds until it gave up when the context ended after 30
}

var statuses = []int{404, 408, 409, 429, 500, 501, 502, 503, 504}

func main() {
	lines := make([]Line, len(asks))
	var wg sync.WaitGroup
	for i, a := range asks {
		wg.Go(func() { lines[i] = observe(name(a), a) })
	}
	wg.Wait()
	enc := json.NewEncoder(os.Stdout)
	for _, l := range lines {
		if err := enc.Encode(l); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func observe(name string, a ask) Line {
	l := Line{Name: name, Attempts: make(map[int]int), Failing: make(map[int]bool)}
	for _, status := range statuses {
		s := serve(status, "")
		l.Failing[status] = a(context.Background(), "GET", s.url, nil) != nil
		l.Attempts[status] = len(s.done())
		if l.Attempts[status] > 1 && l.Retried == 0 {
			l.Retried = status
		}
	}
	s := serve(0, "")
	a(context.Background(), "GET", s.url, nil)
	l.Dropped = len(s.done())
	if l.Retried == 0 {
		return l
	}
	s = serve(l.Retried, "")
	a(context.Background(), "GET", s.url, nil)
	l.Gaps = gaps(s.done())

	s = serve(l.Retried, "")
	a(context.Background(), "POST", s.url, strings.NewReader("body"))
	l.Post = len(s.done())

	s = serve(l.Retried, "")
	a(context.Background(), "POST", s.url, io.MultiReader(strings.NewReader("body")))
	for _, t := range s.done() {
		l.Bodies = append(l.Bodies, t.body)
	}
	retried := 503 // which is often told when to come back
	if l.Attempts[503] < 2 {
		retried = l.Retried
	}
	ctx, cancel := context.WithTimeout(context.Background(), 1500*time.Millisecond)
	defer cancel()
	s = serve(retried, "1")
	a(ctx, "GET", s.url, nil)
	if g := gaps(s.done()); len(g) > 0 {
		l.Told = g[0]
	} else {
		l.Told = 1500
	}
	begin := time.Now()
	soon, stop := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer stop()
	s = serve(l.Retried, "")
	ended := make(chan struct{})
	go func() {
		a(soon, "GET", s.url, nil)
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(500 * time.Millisecond): // it goes on for ever
	}
	l.Canceled = int(time.Since(begin).Milliseconds())
	return l
}

func gaps(ts []try) []int {
	var out []int
	for i := 1; i < len(ts); i++ {
		out = append(out, int(ts[i].at.Sub(ts[i-1].at).Milliseconds()))
	}
	return out
}

// A try is a request that a server got.
type try struct {
	at   time.Time
	body string
}

type server struct {
	*httptest.Server
	url  string
	mu   sync.Mutex
	seen []try
}

// most is how often a server fails, so that those who ask for ever end.
const most = 12

// serve starts a server that answers with a status, or none.
func serve(status int, after string) *server {
	s := new(server)
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.seen = append(s.seen, try{time.Now(), string(body)})
		n := len(s.seen)
		s.mu.Unlock()
		switch {
		case n > most:
		case status == 0:
			panic(http.ErrAbortHandler)
		default:
			if after != "" {
				w.Header().Set("Retry-After", after)
			}
			w.WriteHeader(status)
		}
	}))
	s.url = s.URL
	return s
}

func (s *server) done() []try {
	s.CloseClientConnections()
	s.Close()
	return s.seen
}

// name returns the name of a function.
func name(a ask) string {
	full := runtime.FuncForPC(entry(a)).Name()
	return full[strings.LastIndexByte(full, '.')+1:]
}
