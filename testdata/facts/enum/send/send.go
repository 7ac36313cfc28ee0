// Package send sends problems.
package send

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/facts/enum/problem"
)

// Problem sends one.
func Problem(w http.ResponseWriter, p *problem.Problem) { // want Problem:`^returns\(\) sets\(param0.#body=true, param0.#header.Content-Type="application/problem\+json", param0.#sent=true, param0.#status=400\) if param1.Code == "bad-input" \| returns\(\) sets\(param0.#body=true, param0.#header.Content-Type="application/problem\+json", param0.#sent=true, param0.#status=404\) if param1.Code != "bad-input" and param1.Code == "not-found" \| returns\(\) sets\(param0.#body=true, param0.#header.Content-Type="application/problem\+json", param0.#sent=true, param0.#status=500\) if param1.Code != "bad-input" and param1.Code != "not-found"$` Problem:`^writes\(w=0 status=400\|404\|500 body=json\(param1\)\)$`
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(problem.Status(p.Code))
	json.NewEncoder(w).Encode(p)
}

// BadInput sends one that was made elsewhere.
func BadInput(w http.ResponseWriter, err error) { // want BadInput:`^returns\(\) sets\(param0.#body=true, param0.#header.Content-Type="application/problem\+json", param0.#sent=true, param0.#status=400\)$` BadInput:`^writes\(w=0 status=400 body=json\(problem.Problem\) text=error\(param1\)\)$`
	Problem(w, problem.From(err, problem.Input))
}
