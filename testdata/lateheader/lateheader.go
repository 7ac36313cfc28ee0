// Package lateheader sets headers and statuses, some of them too late.
package lateheader

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/respvet/respvet/testdata/lateheader/reply"
)

// A Shop has handlers for methods.
type Shop struct {
	debug bool
	names []string
	load  func() ([]string, error)
}

func (s *Shop) list(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	w.Header().Set("Content-Type", "application/json") // want `http.Header.Set sets Content-Type after WriteHeader has started the response: the client does not receive it \(lateheader\)`
	json.NewEncoder(w).Encode(s.names)
}

func (s *Shop) listed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json") // ok
	w.WriteHeader(http.StatusOK)
	json.NewEncoder(w).Encode(s.names)
}

func (s *Shop) total(w http.ResponseWriter, r *http.Request) {
	n := strconv.Itoa(len(s.names))
	fmt.Fprintf(w, "[%s]", n)
	// How many there are.
	w.Header().Add("X-Total", n) // want "Header.*Add sets X-Total after fmt.Fprintf has started the response: .*"
}

func (s *Shop) counted(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	n := len(s.names)
	w.Header().Set("X-Total", strconv.Itoa(n)) // want `sets X-Total after WriteHeader`
}

func (s *Shop) kept(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Etag", "1") // ok
	w.WriteHeader(http.StatusOK)
	h["X-Total"] = []string{"1"} // want `the header map sets X-Total after WriteHeader has started the response: .*`
}

func (s *Shop) branch(w http.ResponseWriter, r *http.Request) {
	if s.debug {
		w.WriteHeader(http.StatusAccepted)
		return
	}
	w.Header().Set("X-Total", "1") // ok
	w.WriteHeader(http.StatusOK)
}

func (s *Shop) perhaps(w http.ResponseWriter, r *http.Request) {
	if s.debug {
		w.WriteHeader(http.StatusAccepted)
	}
	if !s.debug {
		w.Header().Set("X-Total", "1") // ok
	}
}

func (s *Shop) both(w http.ResponseWriter, r *http.Request) {
	if s.debug {
		w.WriteHeader(http.StatusAccepted)
	} else {
		w.WriteHeader(http.StatusOK)
	}
	w.Header().Set("X-Total", "1") // want `http\.Header\.Set sets X-Total after the response has started: the client does not receive it`
}

func (s *Shop) early(w http.ResponseWriter, r *http.Request) {
	if s.debug {
		w.WriteHeader(http.StatusAccepted) // want `WriteHeader starts the response before reply\.Body sets Content-Type: the client does not receive it`
	}
	reply.Body(w, s.names)
}

func (s *Shop) helper(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	reply.NoStore(w) // want `reply.NoStore sets Cache-Control after WriteHeader`
	reply.Trace(w, r.PathValue("id"))
}

func (s *Shop) helped(w http.ResponseWriter, r *http.Request) {
	reply.NoStore(w) // ok
	reply.Trace(w, r.PathValue("id"))
	w.WriteHeader(http.StatusOK)
}

func begin(w http.ResponseWriter, code int) { w.WriteHeader(code) }

func (s *Shop) begins(w http.ResponseWriter, r *http.Request) {
	begin(w, http.StatusOK)
	reply.JSON(w, http.StatusTeapot, s.names) // want `reply\.JSON sets status 418 after begin has started the response: the client gets the first status`
}

func (s *Shop) hints(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Link", "</style.css>; rel=preload")
	w.WriteHeader(http.StatusEarlyHints)
	w.Header().Set("Content-Type", "application/json") // ok
	w.WriteHeader(http.StatusOK)                       // ok
}

func (s *Shop) hinted(w http.ResponseWriter, r *http.Request) {
	begin(w, http.StatusProcessing)
	reply.NoStore(w) // ok
	begin(w, http.StatusOK)
}

func (s *Shop) trailers(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Trailer", "X-Checksum, X-Rows")
	w.Header().Add("Trailer", "X-Size")
	w.WriteHeader(http.StatusOK)
	w.Header().Set("X-Checksum", "1")                  // ok
	w.Header().Set("X-Size", "1")                      // ok
	w.Header().Set(http.TrailerPrefix+"X-Parts", "12") // ok
	for k := range r.Trailer {
		w.Header().Set(k, r.Trailer.Get(k)) // ok
	}
}

func (s *Shop) undeclared(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Trailer", "X-Checksum")
	w.WriteHeader(http.StatusOK)
	w.Header().Set("X-Checksum", "1") // want `sets X-Checksum after WriteHeader`
}

func (s *Shop) twice(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	w.WriteHeader(http.StatusNoContent) // want `WriteHeader sends 204 again after WriteHeader has started the response: it has no effect and net/http logs it as superfluous`
}

func (s *Shop) written(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, "created")
	w.WriteHeader(http.StatusCreated) // want `WriteHeader sets status 201 after io\.WriteString has started the response: the client gets the first status`
}

func (s *Shop) errored(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no such order", http.StatusNotFound)
	w.WriteHeader(http.StatusNotFound) // want `WriteHeader sends 404 again after http.Error`
}

func (s *Shop) failing(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	if err := json.NewEncoder(w).Encode(s.names); err != nil {
		http.Error(w, "encode", http.StatusInternalServerError) // ok: names can always be encoded, so that the client has gone
	}
}

// What could not be encoded was not written.
func (s *Shop) failed(w http.ResponseWriter, r *http.Request) {
	if err := json.NewEncoder(w).Encode(s.names); err != nil {
		http.Error(w, "encode", http.StatusInternalServerError) // ok
	}
}

func (s *Shop) failedLater(w http.ResponseWriter, r *http.Request) {
	names, err := s.load()
	if err == nil {
		err = reply.Body(w, names)
	}
	if err != nil {
		http.Error(w, "load", http.StatusInternalServerError) // ok
	}
}

type refused struct{ error }

func (s *Shop) failedSo(w http.ResponseWriter, r *http.Request) {
	err := reply.Body(w, s.names)
	var ref refused
	if errors.As(err, &ref) {
		w.Header().Set("X-Refused", "1") // ok
		w.WriteHeader(http.StatusConflict)
	}
}

func encode(w http.ResponseWriter, v any) bool {
	return json.NewEncoder(w).Encode(v) == nil
}

func (s *Shop) failedHelper(w http.ResponseWriter, r *http.Request) {
	if !encode(w, s.names) {
		w.WriteHeader(http.StatusInternalServerError) // ok
	}
}

// A buffer keeps back what is written to it.
func (s *Shop) export(w http.ResponseWriter, r *http.Request) {
	out := csv.NewWriter(w)
	out.Write(s.names)
	w.Header().Set("Content-Type", "text/csv") // ok
	out.Flush()
}

func (s *Shop) buffered(w http.ResponseWriter, r *http.Request) {
	out := bufio.NewWriter(w)
	w.WriteHeader(http.StatusOK)
	fmt.Fprintln(out, "names")
	w.Header().Set("Content-Type", "text/csv") // want `sets Content-Type after WriteHeader`
	out.Flush()
}

// Several writers are none that is known.
func (s *Shop) tee(w, v http.ResponseWriter) {
	w.WriteHeader(http.StatusOK)
	v.Header().Set("X-Total", "1") // ok
	one := w
	if s.debug {
		one = v
	}
	one.Header().Set("X-Total", "1") // ok
}

// A connection that was not taken over answers as before.
func (s *Shop) hijack(w http.ResponseWriter, r *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		http.Error(w, "no connection", http.StatusInternalServerError) // ok
		return
	}
	conn.Close()
}

func (s *Shop) flush(w http.ResponseWriter, r *http.Request) {
	w.(http.Flusher).Flush()
	w.Header().Set("X-Total", "1") // want `sets X-Total after http.Flusher.Flush`
}

func (s *Shop) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		w.Header().Set("X-Served-By", "shop") // ok
	})
}

func (s *Shop) deferred(w http.ResponseWriter, r *http.Request) {
	defer func() { w.Header().Set("X-Done", "1") }() // ok
	w.WriteHeader(http.StatusOK)
}

func (s *Shop) logged(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	fmt.Println("sent")
	s.trace(w)
	w.Header().Set("X-Total", "1") // want `sets X-Total after WriteHeader`
}

func (s *Shop) trace(w io.Writer) {
	if s.debug {
		fmt.Fprint(w, s.names)
	}
}

// A recorder is no answer.
type recorder struct {
	http.ResponseWriter
	code int
}

func (r *recorder) WriteHeader(code int) { r.code = code }

func (s *Shop) record(w http.ResponseWriter, r *http.Request) {
	rec := &recorder{ResponseWriter: w}
	rec.WriteHeader(http.StatusOK)
	rec.Header().Set("X-Total", "1") // ok
	w.WriteHeader(rec.code)
}

// again sets what is set already.
func (s *Shop) again(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusAccepted)
	w.Header().Set("Content-Type", "application/json; charset=utf-8") // ok: the media type that was sent
	fmt.Fprint(w, `{}`)
}

// other sets another one.
func (s *Shop) other(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(http.StatusAccepted)
	w.Header().Set("Content-Type", "application/json; charset=utf-8") // want `http\.Header\.Set sets Content-Type after WriteHeader has started the response: the client does not receive it`
	fmt.Fprint(w, `{}`)
}

// pages sets a header again with another value.
func (s *Shop) pages(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Pages", "1")
	w.WriteHeader(http.StatusAccepted)
	w.Header().Set("X-Pages", "2") // want `http\.Header\.Set sets X-Pages after WriteHeader has started the response: the client does not receive it`
}

// refuse fails to refuse.
func (s *Shop) refuse(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusBadRequest)
	if _, err := fmt.Fprint(w, `{}`); err != nil {
		http.Error(w, "no", http.StatusBadRequest) // ok: the client has gone
	}
}

// anyway refuses whatever happens.
func (s *Shop) anyway(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusBadRequest)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "no", http.StatusBadRequest) // want `http.Error sends 400 again after WriteHeader has started the response`
	}
}

// arms chooses a status in two arms when one is sent: the call that sent it is to be
// mended, once.
func (s *Shop) arms(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusAccepted)
	switch r.FormValue("as") {
	case "":
		w.WriteHeader(http.StatusBadRequest) // want `WriteHeader sets status 400 after WriteHeader has started the response: the client gets the first status`
	case "x":
		w.WriteHeader(http.StatusNotFound) // ok: it is the same mistake
	}
}

// calls chooses one after each of two calls.
func (s *Shop) calls(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("as") == "" {
		w.WriteHeader(http.StatusAccepted)
		w.WriteHeader(http.StatusBadRequest) // want `WriteHeader sets status 400 after WriteHeader has started the response: the client gets the first status`
		return
	}
	w.WriteHeader(http.StatusCreated)
	w.WriteHeader(http.StatusNotFound) // want `WriteHeader sets status 404 after WriteHeader has started the response: the client gets the first status`
}
