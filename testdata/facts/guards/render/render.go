// Package render writes values.
package render

import (
	"encoding/json"
	"net/http"
)

// Put answers with a value, or with none.
func Put(w http.ResponseWriter, code int, v any) { // want Put:`^writes\(w=0 status=204 body=none if param1 == 204\) writes\(w=0 status=param1 body=json\(param2\) if param1 != 204\)$`
	if code == http.StatusNoContent {
		w.WriteHeader(code)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

// Fail is Put with a fixed text: its fact has to keep the conditions of Put's
// answers, which are conditions on a parameter of Fail, too.
func Fail(w http.ResponseWriter, code int) { // want Fail:`^writes\(w=0 status=204 body=none if param1 == 204\) writes\(w=0 status=param1 body=json\(object\) if param1 != 204\)$`
	Put(w, code, map[string]string{"message": "no"})
}
