// Package api answers through package reply.
package api

import (
	"encoding/json/v2"
	"errors"
	"net/http"
	"os"
	"strconv"

	"github.com/respvet/respvet/testdata/go127/reply"
)

// Handler returns the handlers, behind a protection that refuses in its own words.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /files/{name}", read)
	mux.HandleFunc("POST /safe/{name}", readSafe)
	mux.HandleFunc("GET /numbers", numbers)
	mux.HandleFunc("GET /pattern", pattern)
	return http.NewCrossOriginProtection().Handler(mux) // ok: who serves it is not seen
}

func read(w http.ResponseWriter, r *http.Request) {
	out := &reply.Writer{W: w}
	text, err := os.ReadFile(r.PathValue("name"))
	if err != nil {
		out.Fail(http.StatusInternalServerError, err) // the leak is in reply.Fail
		return
	}
	out.JSON(http.StatusOK, map[string]string{"text": string(text)})
}

func readSafe(w http.ResponseWriter, r *http.Request) {
	out := &reply.Writer{W: w}
	text, err := os.ReadFile(r.PathValue("name"))
	if err != nil {
		out.Fail(http.StatusInternalServerError, errors.New("cannot read it")) // ok
		return
	}
	out.JSON(http.StatusOK, map[string]string{"text": string(text)})
}

func numbers(w http.ResponseWriter, _ *http.Request) {
	var l reply.List[int]
	out := &reply.Writer{W: w}
	out.JSON(http.StatusOK, l.Map[string](strconv.Itoa).All())
}

// pattern says which route was taken.
func pattern(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.MarshalWrite(w, map[string]string{"route": r.Pattern}) // ok: the route is the program's own text
}

// Serve serves behind the protection.
func Serve() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/", pattern)
	protected := http.NewCrossOriginProtection().Handler(mux) // BAD(rawerror/router)
	return http.ListenAndServe(":8000", protected)
}

// ServeDenied serves behind one that refuses in JSON.
func ServeDenied() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/", pattern)
	c := http.NewCrossOriginProtection()
	c.SetDenyHandler(http.HandlerFunc(denied))
	return http.ListenAndServe(":8000", c.Handler(mux)) // ok
}

// A failure is what the contract wants.
type failure struct {
	Errors []problem `json:"errors"`
}

type problem struct {
	Code    string `json:"errorCode"`
	Message string `json:"errorMessage"`
}

func denied(w http.ResponseWriter, _ *http.Request) {
	out := &reply.Writer{W: w}
	out.JSON(http.StatusForbidden, failure{Errors: []problem{{Code: "ORIGIN", Message: "requests of other origins are refused"}}})
}
