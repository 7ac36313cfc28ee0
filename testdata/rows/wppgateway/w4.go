package wppgateway

import (
	"fmt"
	"net/http"
)

// W4: each item has errorCode and errorMessage. An answer without items has
// neither: these are the ones that are text instead.

// W4Text puts code and message into text.
func W4Text(w http.ResponseWriter, r *http.Request) {
	const code, message = "stock", "the product is out of stock"
	switch r.PathValue("case") {
	case "text":
		http.Error(w, code+": "+message, http.StatusBadRequest) // want `http\.Error sends the 400 as text/plain; contract wpp requires a JSON body with errors\[\] \(rawerror\)`
	case "item":
		send(w, http.StatusBadRequest, errorBody{Errors: []item{{ErrorCode: code, ErrorMessage: message}}}) // ok
	case "printed":
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintln(w, code, message) // want `fmt\.Fprintln sends the 400 as text/plain; contract wpp requires a JSON body with errors\[\] \(rawerror\)`
	case "extra members":
		send(w, http.StatusBadRequest, map[string]any{ // ok: extra members are allowed
			"errors":  []item{{ErrorCode: code, ErrorMessage: message}},
			"service": "catalogue",
		})
	}
}

// W4Members sends items with other members.
func W4Members(w http.ResponseWriter, r *http.Request) {
	const code, message = "stock", "the product is out of stock"
	errors := func(item map[string]any) map[string]any { return map[string]any{"errors": []map[string]any{item}} }
	switch r.PathValue("case") {
	case "both":
		send(w, http.StatusBadRequest, errors(map[string]any{"errorCode": code, "errorMessage": message})) // ok
	case "code missing":
		send(w, http.StatusBadRequest, map[string]any{"errors": []map[string]any{{"errorMessage": message}}}) // want `"errors\[\].errorCode" is missing.*\(envelope\)`
	case "misnamed":
		send(w, http.StatusBadRequest, map[string]any{"errors": []map[string]any{{"code": code, "errorMessage": message}}}) // want `send sends a 400 body in which "errors\[\]\.code" should be named "errorCode"; contract wpp requires errors\[\] \(envelope\)`
	case "a number":
		send(w, http.StatusBadRequest, map[string]any{"errors": []map[string]any{{"errorCode": 17, "errorMessage": message}}}) // want `"errors\[\].errorCode" is an integer, not a string.*\(envelope\)`
	case "left out":
		send(w, http.StatusBadRequest, map[string]any{"errors": []terse{{ErrorCode: r.PathValue("code"), ErrorMessage: message}}}) // want `send sends a 400 body in which "errors\[\]\.errorCode" may be omitted \(omitempty\); contract wpp requires errors\[\] \(envelope\)`
	case "optional":
		send(w, http.StatusBadRequest, errorBody{Errors: []item{{ErrorCode: code, ErrorMessage: message, CorrelationID: r.Header.Get("X-Correlation-Id")}}}) // ok
	}
}

// terse drops a required member where it is empty.
type terse struct {
	ErrorCode    string `json:"errorCode,omitempty"`
	ErrorMessage string `json:"errorMessage"`
}
