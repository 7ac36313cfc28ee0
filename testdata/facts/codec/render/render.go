// Package render writes values.
package render

import (
	"encoding/json"
	"net/http"
)

// An Encoder writes JSON.
type Encoder struct{ Prefix string }

// Put answers with a value, or with none.
func (e Encoder) Put(w http.ResponseWriter, code int, v any) { // want Put:`^returns\(\) sets\(param1.#sent=true, param1.#status=param2\) if param3 == nil \| returns\(\) sets\(param1.#body=true, param1.#header.Content-Type="application/json", param1.#sent=true, param1.#status=param2\) if param3 != nil$` Put:`^writes\(w=1 status=param2 body=none if param3 == nil\) writes\(w=1 status=param2 body=json\(param3\) if param3 != nil\)$`
	if v == nil {
		w.WriteHeader(code)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

// Fail answers with an error's text.
func (e Encoder) Fail(w http.ResponseWriter, code int, err error) { // want Fail:`^returns\(\) sets\(param1.#body=true, param1.#header.Content-Type="application/json", param1.#sent=true, param1.#status=param2\)$` Fail:`^writes\(w=1 status=param2 body=json\(object\) text=error\(param3\)\)$`
	e.Put(w, code, map[string]any{"message": e.Prefix + err.Error()})
}
