// Package control answers from every kind of statement and call.
package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"runtime"
)

func external(w http.ResponseWriter, r *http.Request)
func externalError() error

func externals(w http.ResponseWriter, r *http.Request) {
	if err := externalError(); err != nil {
		http.Error(w, err.Error(), 500)
	}
	external(w, r)
}

func nothing(http.ResponseWriter, *http.Request)   {}
func blank(_ http.ResponseWriter, _ *http.Request) {}
func forever(w http.ResponseWriter, r *http.Request) {
	for {
		w.Write(nil)
	}
}
func blocked(w http.ResponseWriter, r *http.Request)      { select {} }
func exits(w http.ResponseWriter, r *http.Request)        { w.WriteHeader(500); os.Exit(1) }
func fatal(w http.ResponseWriter, r *http.Request)        { log.Fatal(w); http.Error(w, "never", 500) }
func goexits(w http.ResponseWriter, r *http.Request)      { defer w.WriteHeader(500); runtime.Goexit() }
func panics(w http.ResponseWriter, r *http.Request)       { panic(w) }
func itself(w http.ResponseWriter, r *http.Request)       { itself(w, r) }
func other(w http.ResponseWriter, r *http.Request)        { another(w, r); w.WriteHeader(404) }
func another(w http.ResponseWriter, r *http.Request)      { other(w, r); http.Error(w, "no", 500) }
func variadic(w http.ResponseWriter, rs ...*http.Request) { variadic(w, rs[1:]...) }

func gotos(w http.ResponseWriter, r *http.Request) {
	i := 0
	var err error
again:
	if i++; i < 3 {
		goto again
	}
	if err = r.ParseForm(); err != nil {
		goto failed
	}
	w.WriteHeader(200)
	goto done
failed:
	http.Error(w, err.Error(), 400)
	if i > 7 {
		goto again
	}
done:
	fmt.Fprintln(w, err)
}

func labelled(w http.ResponseWriter, r *http.Request) {
outer:
	for i := range 3 {
		switch {
		case i == 1:
			continue outer
		case i == 2:
			break outer
		default:
			fallthrough
		case i == 3:
			for range i {
				w.WriteHeader(400 + i)
				continue outer
			}
		}
	}
block:
	switch {
	default:
		if r.Method == "GET" {
			break block
		}
		w.WriteHeader(500)
	}
	switch x := any(w).(type) {
	case http.Flusher, http.Hijacker:
		_ = x
	case nil:
		return
	case error:
		http.Error(w, x.Error(), 500)
	}
	switch {
	}
	for {
		break
	}
}

func dead(w http.ResponseWriter, r *http.Request) {
	if false {
		http.Error(w, "never", 500)
	}
	return
	w.WriteHeader(500)
	for {
	}
	json.NewEncoder(w).Encode(r)
}

func deferred(w http.ResponseWriter, r *http.Request) (n int, err error) {
	defer http.Error(w, "late", 500)
	defer func() {
		if x := recover(); x != nil {
			defer func() { recover(); panic(x) }()
			err, _ = x.(error)
			http.Error(w, fmt.Sprint(x), 500)
			n, err = w.Write([]byte(err.Error()))
		}
	}()
	go w.WriteHeader(404)
	go func(w http.ResponseWriter) { w.Write(nil) }(w)
	defer func(f func(int)) { f(500) }(w.WriteHeader)
	if n > 0 {
		return
	}
	return w.Write(nil)
}

// Method values, method expressions, and functions in places.
type server struct {
	w      http.ResponseWriter
	fail   func(http.ResponseWriter, error)
	by     map[string]func(http.ResponseWriter, *http.Request)
	list   []http.HandlerFunc
	queue  chan http.HandlerFunc
	next   *server
	Server *server
	http.Handler
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.Server.next.Server.Handler.ServeHTTP(s.next.w, r)
	s.fail(w, nil)
	s.by[r.Method](w, r)
	s.by["x"](s.w, nil)
	for _, h := range s.list {
		h(w, r)
		h.ServeHTTP(w, r)
	}
	(<-s.queue)(w, r)
	f := s.fail
	f(s.w, errors.New("no"))
	s.ServeHTTP(w, r)
	serve := s.ServeHTTP
	serve(w, r)
	(*server).ServeHTTP(s, w, r)
	http.Handler.ServeHTTP(s, w, r)
}

func values(w http.ResponseWriter, r *http.Request) {
	write, status, header, parse, ctx := w.Write, w.WriteHeader, w.Header, r.ParseForm, r.Context
	header().Set("X", "y")
	status(500)
	write([]byte("no"))
	if err := parse(); err != nil {
		http.Error(w, err.Error(), 400)
	}
	<-ctx().Done()
	http.ResponseWriter.WriteHeader(w, 500)
	http.ResponseWriter.Header(w).Del("X")
	io.Writer.Write(w, nil)
	(*http.Request).ParseForm(r)
	set := http.Header.Set
	set(w.Header(), "A", "b")
	get := w.Header().Get
	get("A")
	encode := json.NewEncoder(w).Encode
	if encode(r) != nil {
		fail := http.Error
		fail(w, "no", 500)
	}
	(func(w http.ResponseWriter) { w.WriteHeader(500) })(w)
	func() { w.Write(nil) }()
	for _, f := range []func(int){w.WriteHeader, status, nil, func(int) {}} {
		f(404)
	}
	e := error.Error
	e(r.ParseForm())
	text := r.ParseForm().Error
	io.WriteString(w, text())
	var nobody func()
	nobody()
	var nowhere http.ResponseWriter
	nowhere.WriteHeader(500)
	(*(*http.ResponseWriter)(nil)).WriteHeader(500)
}

// Calls whose arguments are the results of another.
func three() (http.ResponseWriter, string, int)                            { return nil, "no", 500 }
func response() (http.ResponseWriter, *http.Request)                       { return nil, nil }
func redirects() (http.ResponseWriter, *http.Request, string, int)         { return nil, nil, "/", 302 }
func formatted() (io.Writer, string, []any)                                { return nil, "%v", nil }
func printed(w http.ResponseWriter) (io.Writer, string, any, any)          { return w, "%v %v", w, w }
func written(w http.ResponseWriter) (io.Writer, string)                    { return w, "text" }
func wrapped() (string, error)                                             { return "no: %w", io.EOF }
func copied(w http.ResponseWriter, r *http.Request) (io.Writer, io.Reader) { return w, r.Body }
func both() (http.Header, string, string)                                  { return nil, "a", "b" }
func failed() (error, error)                                               { return io.EOF, nil }

func spread(w http.ResponseWriter, r *http.Request) {
	http.Error(three())
	http.NotFound(response())
	external(response())
	other(response())
	http.Redirect(redirects())
	fmt.Fprintf(printed(w))
	fmt.Fprint(printed(w))
	io.WriteString(written(w))
	io.Copy(copied(w, r))
	if err := fmt.Errorf(wrapped()); err != nil {
		http.Error(w, err.Error(), 500)
	}
	http.Header.Set(both())
	if errors.Is(failed()) {
		http.Error(w, errors.Join(failed()).Error(), 404)
	}
	out, format, args := formatted()
	fmt.Fprintf(out, format, args...)
	fmt.Fprintf(w, "%v", args...)
	fmt.Fprintf(w, "")
	fmt.Fprint(w)
	fmt.Fprintln(w)
	errors.Join()
	errors.Join(nil...)
	panic(errors.Join())
}

// A machine is a function that returns the next one.
type machine func(http.ResponseWriter, *http.Request) machine

func first(w http.ResponseWriter, r *http.Request) machine {
	if r.Method == "" {
		w.WriteHeader(500)
		return nil
	}
	return second
}

func second(w http.ResponseWriter, r *http.Request) machine { http.Error(w, "x", 500); return first }

func runs(w http.ResponseWriter, r *http.Request) {
	for m := machine(first); m != nil; m = m(w, r) {
	}
	var again func(int) error
	again = func(n int) error {
		if n == 0 {
			return nil
		}
		if err := again(n - 1); err != nil {
			return fmt.Errorf("%d: %w", n, err)
		}
		return again(n + 1)
	}
	if err := again(3); err != nil {
		http.Error(w, err.Error(), 500)
	}
	var even, odd func(http.ResponseWriter, int)
	even = func(w http.ResponseWriter, n int) { odd(w, n-1); w.WriteHeader(200) }
	odd = func(w http.ResponseWriter, n int) { even(w, n-1); w.WriteHeader(400) }
	even(w, 7)
	curry := func(int) func(int) func(http.ResponseWriter) { return nil }
	curry(1)(2)(w)
}

// Writers that hold writers.
type logged struct {
	http.ResponseWriter
	status int
	outer  *logged
}

func (l *logged) WriteHeader(code int) {
	l.status = code
	l.ResponseWriter.WriteHeader(l.status)
	l.outer.WriteHeader(code)
}
func (l logged) Unwrap() http.ResponseWriter { return l.ResponseWriter }

type bare struct{ http.ResponseWriter }
type ambiguous struct {
	http.ResponseWriter
	io.Writer
}
type own interface {
	http.ResponseWriter
	Own(own) own
}

func grows(w http.ResponseWriter, r *http.Request, o own) {
	for range 10 {
		w = &logged{ResponseWriter: w}
		w = bare{w}
	}
	w.WriteHeader(500)
	p := &w
	pp := &p
	(**pp).Write(nil)
	l := &logged{}
	l.outer, l.ResponseWriter = l, l
	l.outer.outer.outer.WriteHeader(404)
	o.Own(o).Own(o).WriteHeader(500)
	ws := [...]http.ResponseWriter{w, nil, l}
	for i := range ws {
		ws[i].WriteHeader(500)
		ws[i], ws[len(ws)-1] = ws[len(ws)-1], ws[i]
	}
	m := map[http.ResponseWriter]http.ResponseWriter{w: w}
	m[m[w]].Write(nil)
	ch := make(chan http.ResponseWriter, 1)
	ch <- w
	(<-ch).WriteHeader(500)
	a, b := w, http.ResponseWriter(l)
	for range 4 {
		a, b = b, a
	}
	a.WriteHeader(500)
	ambiguous{w, w}.ResponseWriter.Write(nil)
	any(any(any(w))).(http.ResponseWriter).(interface{ WriteHeader(int) }).WriteHeader(3)
}

var table = map[string]map[int][]func(http.ResponseWriter) func() error{"a": {1: {nil, func(w http.ResponseWriter) func() error { return nil }}}}

var handlers = [...]http.HandlerFunc{2: func(w http.ResponseWriter, r *http.Request) { handlerOf(2)(w, r) }}

var later []http.HandlerFunc

func handlerOf(i int) http.HandlerFunc { return later[i] }

var _ = http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})

func init() { table["x"][1][0](nil)() }
func init() { later = handlers[:] }
