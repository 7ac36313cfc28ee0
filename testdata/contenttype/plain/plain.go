// Package plain sends JSON, labelled and not.
package plain

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/respvet/respvet/testdata/contenttype/reply"
)

// A Shop has handlers for methods.
type Shop struct {
	names []string
	debug bool
}

func (s *Shop) encoded(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode(s.names) // want `\(\*json\.Encoder\)\.Encode sends JSON without a Content-Type: clients get text/plain \(contenttype\)`
}

func (s *Shop) labelled(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) added(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("content-type", "application/json")
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) assigned(w http.ResponseWriter, r *http.Request) {
	w.Header()["Content-Type"] = []string{"application/json"}
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) otherHeader(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Language", "application/json")
	json.NewEncoder(w).Encode(s.names) // want `without a Content-Type`
}

func (s *Shop) withStatus(w http.ResponseWriter, r *http.Request) {
	// Nothing was made.
	w.WriteHeader(http.StatusAccepted)
	if err := json.NewEncoder(w).Encode(s.names); err != nil { // want "without a Content-Type"
		fmt.Println(err)
	}
}

func (s *Shop) failing(w http.ResponseWriter, r *http.Request) {
	data, err := json.Marshal(s.names)
	if err != nil {
		http.Error(w, "encode", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(data) // want `Write sends JSON without a Content-Type`
}

func (s *Shop) literal(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "object":
		io.WriteString(w, `{"status":"ok"}`) // want "io.WriteString sends JSON without a Content-Type"
	case "formatted":
		fmt.Fprintf(w, `{"count":%d}`, len(s.names)) // want "fmt.Fprintf sends JSON without a Content-Type"
	case "no json":
		io.WriteString(w, "{oops}") // ok
	case "log":
		fmt.Fprintf(w, "[%d] names", len(s.names)) // ok
	case "word":
		io.WriteString(w, "pong") // ok
	}
}

func (s *Shop) wrong(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	json.NewEncoder(w).Encode(s.names) // want `\(\*json\.Encoder\)\.Encode sends JSON with Content-Type text/plain: clients do not decode it as JSON`
}

func (s *Shop) misspelt(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "json")
	json.NewEncoder(w).Encode(s.names) // want `\(\*json\.Encoder\)\.Encode sends JSON with Content-Type json: clients do not decode it as JSON`
}

func (s *Shop) page(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) lines(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-ndjson")
	for _, n := range s.names {
		json.NewEncoder(w).Encode(n) // ok
	}
}

func (s *Shop) unlabelledLines(w http.ResponseWriter, r *http.Request) {
	for _, n := range s.names {
		json.NewEncoder(w).Encode(n) // ok: whether it is JSON as a whole is open
	}
}

func (s *Shop) jsonp(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, r.FormValue("callback")+"(")
	json.NewEncoder(w).Encode(s.names) // ok: a part of a script
	io.WriteString(w, ")")
}

func (s *Shop) negotiated(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", r.Header.Get("Accept"))
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) sometimes(w http.ResponseWriter, r *http.Request) {
	if s.debug {
		w.Header().Set("Content-Type", "application/json")
	}
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) copied(w http.ResponseWriter, r *http.Request, up *http.Response) {
	for k, vs := range up.Header {
		w.Header()[k] = vs
	}
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) replied(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusOK, s.names) // ok
}

func (s *Shop) bare(w http.ResponseWriter, r *http.Request) {
	reply.Bare(w, http.StatusOK, s.names) // want `reply.Bare sends JSON without a Content-Type`
}

func (s *Shop) bareLabelled(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	reply.Bare(w, http.StatusOK, s.names) // ok
}

// Everybody who calls send forgets the label: that is its mistake.
func send(w http.ResponseWriter, v any) {
	json.NewEncoder(w).Encode(v) // want `without a Content-Type`
}

func (s *Shop) sendOne(w http.ResponseWriter, r *http.Request) { send(w, s.names[0]) }
func (s *Shop) sendAll(w http.ResponseWriter, r *http.Request) { send(w, s.names) }

// One caller labels what it sends with deliver: the other has forgotten it.
func deliver(w http.ResponseWriter, v any) {
	json.NewEncoder(w).Encode(v)
}

func (s *Shop) deliverOne(w http.ResponseWriter, r *http.Request) {
	deliver(w, s.names[0]) // want `deliver sends JSON without a Content-Type`
}

func (s *Shop) deliverAll(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	deliver(w, s.names) // ok
}

// A handler that others call is told by them.
func (s *Shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.URL.Path {
	case "/first":
		s.first(w, r)
	}
}

func (s *Shop) first(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode(s.names[0]) // ok
}

// What others do to the writer is not known.
func (s *Shop) touched(w http.ResponseWriter, r *http.Request, touch func(http.ResponseWriter)) {
	touch(w)
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) wrapped(touch func(http.ResponseWriter)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		touch(w)
		json.NewEncoder(w).Encode(s.names) // ok
	}
}

func (s *Shop) closure() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(s.names) // want `without a Content-Type`
	}
}

func (s *Shop) sniffed(w http.ResponseWriter, r *http.Request) {
	var out io.Writer = w
	json.NewEncoder(out).Encode(s.names) // want `without a Content-Type`
}

func (s *Shop) errored(w http.ResponseWriter, r *http.Request) {
	http.Error(w, `{"error":"no such name"}`, http.StatusNotFound) // ok: an error that is text is rawerror's
}

func (s *Shop) answered(w http.ResponseWriter, r *http.Request) {
	http.Error(w, `{"name":"one"}`, http.StatusOK) // want `http\.Error sends JSON with Content-Type text/plain: clients do not decode it as JSON`
}
