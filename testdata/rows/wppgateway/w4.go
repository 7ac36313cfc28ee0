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
		http.Error(w, code+": "+message, http.StatusBadRequest) // want `http.Error answers 400.*\(rawerror\)`
	case "item":
		send(w, http.StatusBadRequest, errorBody{Errors: []item{{ErrorCode: code, ErrorMessage: message}}}) // ok
	case "printed":
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintln(w, code, message) // want `fmt.Fprintln answers 400.*\(rawerror\)`
	case "extra members":
		send(w, http.StatusBadRequest, map[string]any{ // ok: extra members are allowed
			"errors":  []item{{ErrorCode: code, ErrorMessage: message}},
			"service": "catalogue",
		})
	}
}
