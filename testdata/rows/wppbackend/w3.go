package wppbackend

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// W3: errors are JSON, so that text and nothing at all are wrong.

// W3Text answers with text.
func W3Text(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "http.Error":
		http.Error(w, "no such product", http.StatusNotFound) // want `http\.Error sends the 404 as text/plain; contract wpp requires a JSON body with errors\[\] \(rawerror\)`
	case "body":
		failWith(w, http.StatusNotFound, "no such product") // ok
	case "http.NotFound":
		http.NotFound(w, r) // want `http\.NotFound sends the 404 as text/plain; contract wpp requires a JSON body with errors\[\] \(rawerror\)`
	case "JSON handed to http.Error":
		b, _ := json.Marshal(body())
		http.Error(w, string(b), http.StatusInternalServerError) // want `http\.Error sends the JSON body of the 500 as text/plain; contract wpp requires Content-Type application/json \(rawerror\)`
	case "JSON written":
		b, _ := json.Marshal(body())
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = w.Write(b) // ok
	case "Fprintf":
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "no product %q", r.PathValue("id")) // want `fmt\.Fprintf sends the 500 as text/plain; contract wpp requires a JSON body with errors\[\] \(rawerror\)`
	case "WriteString":
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, "no such product") // want `io\.WriteString sends the 400 as text/plain; contract wpp requires a JSON body with errors\[\] \(rawerror\)`
	case "WriteString of JSON":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"errors":[{"errorCode":"id","errorMessage":"no such product"}]}`) // ok
	case "bare JSON string":
		send(w, http.StatusNotFound, "no such product") // want `send sends the 404 as a bare JSON string; contract wpp requires a JSON body with errors\[\] \(rawerror\)`
	}
}

// W3Empty sends a status alone.
func W3Empty(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "401":
		w.Header().Set("WWW-Authenticate", "Bearer")
		w.WriteHeader(http.StatusUnauthorized) // want `WriteHeader sends the 401 without a body; contract wpp requires a JSON body with errors\[\] \(rawerror/empty\)`
	case "401 with a body":
		w.Header().Set("WWW-Authenticate", "Bearer")
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized) // ok: the body follows
		encode(w, body())
	case "500":
		w.WriteHeader(http.StatusInternalServerError) // want `WriteHeader sends the 500 without a body; contract wpp requires a JSON body with errors\[\] \(rawerror/empty\)`
		return
	case "500 with a body":
		fail(w, http.StatusInternalServerError) // ok
	}
}

// W3Foreign is text of the gateway product's own form, not the contract's.
func W3Foreign(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("raw") {
		w.Header().Set("Content-Type", "text/xml")
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, "<fault><faultstring>no such product</faultstring></fault>") // want `io\.WriteString sends the 500 as XML; contract wpp requires a JSON body with errors\[\] \(rawerror\)`
		return
	}
	fail(w, http.StatusInternalServerError) // ok
}

// W3Array sends JSON whose errors are no array, or an empty one.
func W3Array(w http.ResponseWriter, r *http.Request) {
	one := item{ErrorCode: "id", ErrorMessage: "no such product"}
	switch r.PathValue("case") {
	case "array":
		send(w, http.StatusNotFound, map[string]any{"errors": []item{one}}) // ok
	case "one object":
		send(w, http.StatusNotFound, map[string]any{"errors": one}) // want `"errors" is one object, not an array.*\(envelope\)`
	case "text":
		send(w, http.StatusNotFound, map[string]any{"errors": "no such product"}) // want `"errors" is a string, not an array.*\(envelope\)`
	case "empty":
		send(w, http.StatusNotFound, errorBody{Errors: []item{}}) // want `"errors" is empty.*\(envelope\)`
	case "missing":
		send(w, http.StatusNotFound, one) // want `"errors" is missing.*\(envelope\)`
	case "misnamed":
		send(w, http.StatusNotFound, map[string]any{"error": []item{one}}) // want `send sends a 404 body in which "error" should be named "errors"; contract wpp requires errors\[\] \(envelope\)`
	case "bare array":
		send(w, http.StatusNotFound, []item{one}) // want `\(envelope\)`
	}
}
