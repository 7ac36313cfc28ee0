// Package asked asks for what is off without a contract.
package asked

import (
	"encoding/json"
	"net/http"
	"strconv"
)

func shelf(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("shelf")); err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]string{"why": err.Error()}) // want `parse error text from strconv\.Atoi is sent to the client in the body of the 400 \(errleak/parse\)`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
