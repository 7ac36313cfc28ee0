// Command documents holds an OpenAPI document against the specification, and the responses
// of a service against the document.
//
//	documents DOCUMENT [EXCHANGES]
//
// EXCHANGES is a JSON array of requests with their responses. What is wrong is printed, a line
// each.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/errors"
)

// An exchange is a request and what came back.
type exchange struct {
	Method, URL string
	Status      int
	Header      http.Header
	Body        string // in base64
}

func main() {
	log.SetFlags(0)
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	doc, err := libopenapi.NewDocument(data)
	if err != nil {
		log.Fatal(err)
	}
	v, errs := validator.NewValidator(doc)
	if len(errs) > 0 {
		log.Fatal(errs)
	}
	if _, found := v.ValidateDocument(); len(found) > 0 {
		show("the document", found)
	}
	if len(os.Args) < 3 {
		return
	}
	data, err = os.ReadFile(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	var all []exchange
	if err := json.Unmarshal(data, &all); err != nil {
		log.Fatal(err)
	}
	for _, x := range all {
		req, err := http.NewRequest(x.Method, x.URL, nil)
		if err != nil {
			log.Fatal(err)
		}
		body, err := base64.StdEncoding.DecodeString(x.Body)
		if err != nil {
			log.Fatal(err)
		}
		resp := &http.Response{StatusCode: x.Status, Header: x.Header, Body: io.NopCloser(bytes.NewReader(body)), Request: req}
		if len(body) == 0 {
			continue // of whatever type
		}
		if _, found := v.ValidateHttpResponse(req, resp); len(found) > 0 {
			show(fmt.Sprintf("%s %s %d %s", x.Method, req.URL.Path, x.Status, body), found)
		}
	}
}

func show(what string, found []*errors.ValidationError) {
	for _, e := range found {
		reason := e.Message + ": " + e.Reason
		for _, s := range e.SchemaValidationErrors {
			reason += "; " + s.Reason
		}
		fmt.Printf("%s: %s\n", what, strings.Join(strings.Fields(reason), " "))
	}
}
