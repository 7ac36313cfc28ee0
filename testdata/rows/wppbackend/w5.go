package wppbackend

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
	const status, text = http.StatusInternalServerError, "the product cannot be changed now"
	switch r.PathValue("case") {
	case "first":
		send(w, status, errorBody{Errors: []item{{ErrorCode: "product", ErrorMessage: text}}}) // ok
	case "second":
		send(w, status, map[string][]detail{"errors": {{StatusCode: status, Detail: text}}}) // want `send answers 50[02] in another of the shapes.*\(envelope/mixed\)`
	case "neither":
		http.Error(w, text, status) // want `http.Error answers 500.*\(rawerror\)`
	}
}
