package zalando

import "net/http"

// 150, 243: the statuses to use, those that are allowed, and those not to be used.

// Statuses are of all three.
func Statuses(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "404":
		fail(w, http.StatusNotFound) // ok: to use
	case "410":
		fail(w, http.StatusGone) // ok: allowed
	case "422":
		fail(w, http.StatusUnprocessableEntity) // want `sends 422.*\(statuscode/undocumented\)`
	case "408":
		fail(w, http.StatusRequestTimeout) // want `sends 408.*\(statuscode/undocumented\)`
	case "205":
		w.WriteHeader(http.StatusResetContent) // want `sends 205.*\(statuscode/undocumented\)`
	case "451":
		fail(w, http.StatusUnavailableForLegalReasons) // want `sends 451.*\(statuscode/undocumented\)`
	case "207":
		send(w, http.StatusMultiStatus, order{ID: "7"}) // ok: to use
	}
}
