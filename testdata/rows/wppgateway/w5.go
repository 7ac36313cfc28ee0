package wppgateway

import "net/http"

// W5: the page shows a second shape of an item, {status_code, detail}. Either
// will do; text is neither.

// A detail is one error in the second shape.
type detail struct {
	StatusCode int    `json:"status_code"`
	Detail     string `json:"detail"`
}

// W5Shapes answers in each shape.
func W5Shapes(w http.ResponseWriter, r *http.Request) {
	const status, text = http.StatusBadGateway, "the product cannot be changed now"
	switch r.PathValue("case") {
	case "first":
		send(w, status, errorBody{Errors: []item{{ErrorCode: "product", ErrorMessage: text}}}) // ok
	case "second":
		send(w, status, map[string][]detail{"errors": {{StatusCode: status, Detail: text}}}) // want `send sends a 502 body in another shape of contract wpp than the rest of the package: clients have to decode both \(envelope/mixed\)`
	case "neither":
		http.Error(w, text, status) // want `http\.Error sends the 502 as text/plain; contract wpp requires a JSON body with errors\[\] \(rawerror\)`
	}
}

// W5One puts members of both shapes into one item.
func W5One(w http.ResponseWriter, r *http.Request) {
	const status, text = http.StatusBadRequest, "the product cannot be changed now"
	switch r.PathValue("case") {
	case "both":
		send(w, status, map[string]any{"errors": []map[string]any{{"errorCode": "product", "errorMessage": text, "status_code": status, "detail": text}}}) // want `send sends a 400 body in which "errors\[\]\.errorCode" and "errors\[\]\.status_code" belong to different shapes; contract wpp requires errors\[\] \(envelope\)`
	case "extra member":
		send(w, status, map[string]any{"errors": []map[string]any{{"errorCode": "product", "errorMessage": text, "field": "id"}}}) // ok
	case "another status":
		send(w, status, map[string]any{"errors": []map[string]any{{"status_code": 404, "detail": text}}}) // want `"errors\[\].status_code" is 404, not 400.*\(envelope\)`
	}
}
