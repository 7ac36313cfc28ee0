// Package split has handlers for the operations of a document in several files,
// and a contract for what it does not say.
package split

import (
	"encoding/json"
	"net/http"
)

func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string][]string{"errors": {"refused"}})
}

func addSize(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("size") == "" {
		refuse(w, http.StatusUnprocessableEntity) // ok
		return
	}
	refuse(w, http.StatusBadRequest) // want `refuse sends 400 Bad Request, which operation addSize in openapi/split/parts/sizes\.yaml:2 does not document \(only 422\) \(statuscode/undocumented\)`
}

func listSizes(w http.ResponseWriter, r *http.Request) {
	refuse(w, http.StatusUnprocessableEntity) // want `refuse sends 422 Unprocessable Entity, which contract wpp does not document \(statuscode/undocumented\)`
}
