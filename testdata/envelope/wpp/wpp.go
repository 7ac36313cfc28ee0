// Package wpp answers with bodies under the contract wpp, bad and good side by side.
package wpp

import (
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/wpp/reply"
)

type single struct {
	Errors reply.Item `json:"errors"`
}

type snake struct {
	Code    string `json:"error_code"`
	Message string `json:"error_message"`
}

type detail struct {
	StatusCode int    `json:"status_code"`
	Detail     string `json:"detail"`
}

type both struct {
	ErrorCode    string `json:"errorCode"`
	ErrorMessage string `json:"errorMessage"`
	StatusCode   int    `json:"status_code"`
}

// Errors are an array.
func Errors(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "contract":
		reply.Fail(w, http.StatusNotFound, "product", "no such product") // ok
	case "object":
		reply.JSON(w, http.StatusNotFound, single{reply.Item{ErrorCode: "product", ErrorMessage: "no"}}) // want `reply\.JSON sends a 404 body in which "errors" is one object, not an array; contract wpp requires errors\[\] \(envelope\)`
	case "object in a map":
		reply.JSON(w, http.StatusNotFound, map[string]any{"errors": reply.Item{ErrorCode: "product", ErrorMessage: "no"}}) // want `"errors" is one object, not an array`
	case "text":
		reply.JSON(w, http.StatusNotFound, map[string]any{"errors": "no"}) // want `"errors" is a string, not an array`
	case "texts":
		reply.JSON(w, http.StatusNotFound, map[string]any{"errors": []string{"no"}}) // want `an item of "errors" is a string, not an object`
	case "empty":
		reply.JSON(w, http.StatusNotFound, map[string]any{"errors": []reply.Item{}}) // want `"errors" is empty`
	case "null":
		reply.JSON(w, http.StatusNotFound, reply.Body{Errors: nil}) // want `"errors" is null, not an array`
	case "filled":
		var items []reply.Item
		items = append(items, reply.Item{ErrorCode: "product", ErrorMessage: "no"})
		reply.JSON(w, http.StatusNotFound, reply.Body{Errors: items}) // ok
	case "error":
		reply.JSON(w, http.StatusNotFound, map[string]string{"error": "no"}) // want `reply\.JSON sends a 404 body in which "error" should be named "errors", and "error" is a string, not an array; contract wpp requires errors\[\]`
	case "bare":
		reply.JSON(w, http.StatusNotFound, []reply.Item{{ErrorCode: "product", ErrorMessage: "no"}}) // want `reply\.JSON sends a 404 body in which the top level is an array, not an object; contract wpp requires errors\[\]`
	case "unknown":
		reply.JSON(w, http.StatusNotFound, map[string]any{"errors": items(r)}) // ok: unknown
	case "names":
		reply.JSON(w, http.StatusNotFound, map[string][]snake{"errors": {{Code: "product", Message: "no"}}}) // want `reply\.JSON sends a 404 body in which "errors\[\]\.error_code" should be named "errorCode", and "errors\[\]\.error_message" should be named "errorMessage"; contract wpp requires errors\[\]`
	case "missing":
		reply.JSON(w, http.StatusNotFound, map[string]any{"errors": []map[string]string{{"errorMessage": "no"}}}) // want `"errors\[\].errorCode" is missing`
	case "a number":
		reply.JSON(w, http.StatusNotFound, map[string]any{"errors": []map[string]any{{"errorCode": 7, "errorMessage": "no"}}}) // want `"errors\[\].errorCode" is an integer, not a string`
	}
}

func items(r *http.Request) any { return r.Context().Value("items") }

// Shapes are two: the page shows both.
func Shapes(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "second":
		reply.JSON(w, http.StatusNotFound, map[string][]detail{"errors": {{StatusCode: 404, Detail: "no"}}}) // want `reply\.JSON sends a 404 body in another shape of contract wpp than the rest of the package: clients have to decode both \(envelope/mixed\)`
	case "both":
		reply.JSON(w, http.StatusNotFound, map[string][]both{"errors": {{"product", "no", 404}}}) // want `reply\.JSON sends a 404 body in which "errors\[\]\.errorCode" and "errors\[\]\.status_code" belong to different shapes; contract wpp requires errors\[\]`
	}
}

// Lists are members.
func Lists(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["name"]
	switch r.Method {
	case "data":
		reply.JSON(w, http.StatusOK, map[string]any{"data": names}) // ok
	case "bare":
		reply.JSON(w, http.StatusOK, names) // want `reply\.JSON sends a 200 body in which the list is the whole body; contract wpp requires data\[\]`
	case "object":
		reply.JSON(w, http.StatusOK, reply.Item{}) // ok: no list
	}
}
