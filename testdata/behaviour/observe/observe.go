// Package observe lets a framework do what the model's rows say of it, behind a
// real server, and prints what a client got: one JSON line an answer.
package observe

import (
	"bufio"
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
)

// What a call is given, where it takes such a thing.
const (
	Marker      = "two < three" // the text, < tells what escapes it
	Status      = http.StatusTeapot
	ContentType = "application/x-given"
	Location    = "/there" // with the status 303
)

// A Line is what a client got.
type Line struct {
	Row         string      `json:"row"`   // import path, receiver and name
	Probe       string      `json:"probe"` // what was done, see App.Call, App.Fail, Given, Implied, Answers, Made, Code, Carrier and Hijack
	Status      int         `json:"status"`
	ContentType string      `json:"contentType"`
	Header      http.Header `json:"header"`
	Body        string      `json:"body"`
}

// An Ask is a request; the zero Ask is GET /.
type Ask struct {
	Method, Path, Body string
	Header             string // "Name: value"
}

// An App puts calls of a framework behind a handler. C is what its handlers get.
type App[C any] struct {
	Serve  func(do func(C)) http.Handler // answers every path
	Early  func(C)                       // sets Content-Type: application/x-own and X-Field: old
	Late   func(C)                       // sets X-Late: yes
	Teapot func(C)                       // chooses the status 418, or sends it
	Tail   func(C)                       // writes [tail]
}

// Call makes a call in four settings: alone, with headers that were set early,
// with a late header and a body that follow, and with a status that was set
// before.
func (a App[C]) Call(row string, do func(C)) {
	ask(row, "alone", a.Serve(do), Ask{})
	ask(row, "early", a.Serve(then(a.Early, do)), Ask{})
	ask(row, "late", a.Serve(then(do, a.Late, a.Tail)), Ask{})
	ask(row, "status", a.Serve(then(a.Teapot, do)), Ask{})
}

// Fail makes a call that answers only where it fails: for each of bad it does,
// for good it does not.
func (a App[C]) Fail(row string, do func(C), good Ask, bad ...Ask) {
	h := a.Serve(then(do, a.Late, a.Tail))
	ask(row, "passes", h, good)
	for _, b := range bad {
		ask(row, "fails", h, b)
	}
}

// Given asks for the answer of a call that is given a content type beside its own.
func Given(row string, h http.Handler) { each(row, "given", h, nil) }

// Implied asks for each status that a call may choose itself.
func Implied(row string, h http.Handler, asks ...Ask) { each(row, "implied", h, asks) }

// Answers asks for each answer that a handler or a middleware gives of its own
// accord, in the order of the row.
func Answers(row string, h http.Handler, asks ...Ask) { each(row, "answers", h, asks) }

// Made asks for the answer that the error becomes which a call makes.
func Made(row string, h http.Handler) { each(row, "made", h, nil) }

// Code asks for the status that a gRPC code becomes.
func Code(row string, code int, h http.Handler) { each(row, "code "+strconv.Itoa(code), h, nil) }

// Carrier asks for the answer that an error becomes.
func Carrier(typ string, h http.Handler, asks ...Ask) { each(typ, "carrier", h, asks) }

// Hijack asks a handler that takes the connection over with TakeOver.
func Hijack(row string, h http.Handler) { each(row, "hijack", h, nil) }

// TakeOver answers 299 on a connection that was hijacked.
func TakeOver(conn net.Conn, _ *bufio.ReadWriter, err error) error {
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = io.WriteString(conn, "HTTP/1.1 299 Own\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
	return err
}

func each(row, probe string, h http.Handler, asks []Ask) {
	if len(asks) == 0 {
		asks = []Ask{{}}
	}
	for _, a := range asks {
		ask(row, probe, h, a)
	}
}

func then[C any](fs ...func(C)) func(C) {
	return func(c C) {
		for _, f := range fs {
			f(c)
		}
	}
}

// ask sends one request to a server with the handler and prints the answer.
func ask(row, probe string, h http.Handler, a Ask) {
	srv := httptest.NewUnstartedServer(h)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.Start()
	defer srv.Close()
	if a.Method == "" {
		a.Method = http.MethodGet
	}
	if a.Path == "" {
		a.Path = "/"
	}
	req, err := http.NewRequest(a.Method, srv.URL+a.Path, strings.NewReader(a.Body))
	if err != nil {
		log.Fatalf("%s: %v", row, err)
	}
	if name, value, ok := strings.Cut(a.Header, ": "); ok {
		req.Header.Set(name, value)
	}
	client := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		log.Fatalf("%s, %s: %v", row, probe, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		log.Fatalf("%s, %s: %v", row, probe, err)
	}
	Print(Line{row, probe, res.StatusCode, res.Header.Get("Content-Type"), res.Header, string(body)})
}

// Print prints a line.
func Print(l Line) {
	if err := json.NewEncoder(os.Stdout).Encode(l); err != nil {
		log.Fatal(err)
	}
}
