package wppgateway

import "net/http"

// W1: the documented statuses are 200, 201, 202, 204, 400, 401, 403, 404, 405,
// 415, 429, 500, 502, 503 and 504; some of them are the other role's (w2.go).

// W1Success sets every 2xx itself.
func W1Success(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.PathValue("case") {
	case "200":
		w.WriteHeader(http.StatusOK) // want `WriteHeader sends 200.*\(statuscode/role\)`
		encode(w, product{ID: "p1"})
	case "201":
		w.WriteHeader(http.StatusCreated) // want `WriteHeader sends 201.*\(statuscode/role\)`
		encode(w, product{ID: "p1"})
	case "202":
		w.WriteHeader(http.StatusAccepted) // want `WriteHeader sends 202.*\(statuscode/role\)`
		encode(w, product{ID: "p1"})
	case "203":
		w.WriteHeader(http.StatusNonAuthoritativeInfo) // want `WriteHeader sends 203.*\(statuscode/undocumented\)`
		encode(w, product{ID: "p1"})
	case "204":
		w.WriteHeader(http.StatusNoContent) // want `WriteHeader sends 204.*\(statuscode/role\)`
	case "205":
		w.WriteHeader(http.StatusResetContent) // want `WriteHeader sends 205.*\(statuscode/undocumented\)`
	case "206":
		w.WriteHeader(http.StatusPartialContent) // want `WriteHeader sends 206.*\(statuscode/undocumented\)`
		encode(w, product{ID: "p1"})
	case "207":
		w.WriteHeader(http.StatusMultiStatus) // want `WriteHeader sends 207.*\(statuscode/undocumented\)`
		encode(w, product{ID: "p1"})
	case "208":
		w.WriteHeader(http.StatusAlreadyReported) // want `WriteHeader sends 208.*\(statuscode/undocumented\)`
		encode(w, product{ID: "p1"})
	case "226":
		w.WriteHeader(http.StatusIMUsed) // want `WriteHeader sends 226.*\(statuscode/undocumented\)`
		encode(w, product{ID: "p1"})
	}
}

// W1Client sets every 4xx itself.
func W1Client(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.PathValue("case") {
	case "400":
		w.WriteHeader(http.StatusBadRequest) // ok: documented
		encode(w, body())
	case "401":
		w.Header().Set("WWW-Authenticate", "Bearer")
		w.WriteHeader(http.StatusUnauthorized) // ok: documented
		encode(w, body())
	case "402":
		w.WriteHeader(http.StatusPaymentRequired) // want `WriteHeader sends 402.*\(statuscode/undocumented\)`
		encode(w, body())
	case "403":
		w.WriteHeader(http.StatusForbidden) // ok: documented
		encode(w, body())
	case "404":
		w.WriteHeader(http.StatusNotFound) // ok: documented
		encode(w, body())
	case "405":
		w.Header().Set("Allow", http.MethodGet)
		w.WriteHeader(http.StatusMethodNotAllowed) // ok: documented
		encode(w, body())
	case "406":
		w.WriteHeader(http.StatusNotAcceptable) // want `WriteHeader sends 406.*\(statuscode/undocumented\)`
		encode(w, body())
	case "407":
		w.WriteHeader(http.StatusProxyAuthRequired) // want `WriteHeader sends 407.*\(statuscode/undocumented\)`
		encode(w, body())
	case "408":
		w.WriteHeader(http.StatusRequestTimeout) // want `WriteHeader sends 408.*\(statuscode/undocumented\)`
		encode(w, body())
	case "409":
		w.WriteHeader(http.StatusConflict) // want `WriteHeader sends 409.*\(statuscode/undocumented\)`
		encode(w, body())
	case "410":
		w.WriteHeader(http.StatusGone) // want `WriteHeader sends 410.*\(statuscode/undocumented\)`
		encode(w, body())
	case "411":
		w.WriteHeader(http.StatusLengthRequired) // want `WriteHeader sends 411.*\(statuscode/undocumented\)`
		encode(w, body())
	case "412":
		w.WriteHeader(http.StatusPreconditionFailed) // want `WriteHeader sends 412.*\(statuscode/undocumented\)`
		encode(w, body())
	case "413":
		w.WriteHeader(http.StatusRequestEntityTooLarge) // want `WriteHeader sends 413.*\(statuscode/undocumented\)`
		encode(w, body())
	case "414":
		w.WriteHeader(http.StatusRequestURITooLong) // want `WriteHeader sends 414.*\(statuscode/undocumented\)`
		encode(w, body())
	case "415":
		w.WriteHeader(http.StatusUnsupportedMediaType) // ok: documented
		encode(w, body())
	case "416":
		w.WriteHeader(http.StatusRequestedRangeNotSatisfiable) // want `WriteHeader sends 416.*\(statuscode/undocumented\)`
		encode(w, body())
	case "417":
		w.WriteHeader(http.StatusExpectationFailed) // want `WriteHeader sends 417.*\(statuscode/undocumented\)`
		encode(w, body())
	case "418":
		w.WriteHeader(http.StatusTeapot) // want `WriteHeader sends 418.*\(statuscode/(undocumented|unregistered)\)`
		encode(w, body())
	case "421":
		w.WriteHeader(http.StatusMisdirectedRequest) // want `WriteHeader sends 421.*\(statuscode/undocumented\)`
		encode(w, body())
	case "422":
		w.WriteHeader(http.StatusUnprocessableEntity) // want `WriteHeader sends 422.*\(statuscode/undocumented\)`
		encode(w, body())
	case "423":
		w.WriteHeader(http.StatusLocked) // want `WriteHeader sends 423.*\(statuscode/undocumented\)`
		encode(w, body())
	case "424":
		w.WriteHeader(http.StatusFailedDependency) // want `WriteHeader sends 424.*\(statuscode/undocumented\)`
		encode(w, body())
	case "425":
		w.WriteHeader(http.StatusTooEarly) // want `WriteHeader sends 425.*\(statuscode/undocumented\)`
		encode(w, body())
	case "426":
		w.WriteHeader(http.StatusUpgradeRequired) // want `WriteHeader sends 426.*\(statuscode/undocumented\)`
		encode(w, body())
	case "428":
		w.WriteHeader(http.StatusPreconditionRequired) // want `WriteHeader sends 428.*\(statuscode/undocumented\)`
		encode(w, body())
	case "429":
		w.WriteHeader(http.StatusTooManyRequests) // ok: documented
		encode(w, body())
	case "431":
		w.WriteHeader(http.StatusRequestHeaderFieldsTooLarge) // want `WriteHeader sends 431.*\(statuscode/undocumented\)`
		encode(w, body())
	case "451":
		w.WriteHeader(http.StatusUnavailableForLegalReasons) // want `WriteHeader sends 451.*\(statuscode/undocumented\)`
		encode(w, body())
	}
}

// W1Server sets every 5xx itself.
func W1Server(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.PathValue("case") {
	case "500":
		w.WriteHeader(http.StatusInternalServerError) // want `WriteHeader sends 500.*\(statuscode/role\)`
		encode(w, body())
	case "501":
		w.WriteHeader(http.StatusNotImplemented) // want `WriteHeader sends 501.*\(statuscode/undocumented\)`
		encode(w, body())
	case "502":
		w.WriteHeader(http.StatusBadGateway) // ok: documented
		encode(w, body())
	case "503":
		w.WriteHeader(http.StatusServiceUnavailable) // want `WriteHeader sends 503.*\(statuscode/role\)`
		encode(w, body())
	case "504":
		w.WriteHeader(http.StatusGatewayTimeout) // ok: documented
		encode(w, body())
	case "505":
		w.WriteHeader(http.StatusHTTPVersionNotSupported) // want `WriteHeader sends 505.*\(statuscode/undocumented\)`
		encode(w, body())
	case "506":
		w.WriteHeader(http.StatusVariantAlsoNegotiates) // want `WriteHeader sends 506.*\(statuscode/undocumented\)`
		encode(w, body())
	case "507":
		w.WriteHeader(http.StatusInsufficientStorage) // want `WriteHeader sends 507.*\(statuscode/undocumented\)`
		encode(w, body())
	case "508":
		w.WriteHeader(http.StatusLoopDetected) // want `WriteHeader sends 508.*\(statuscode/undocumented\)`
		encode(w, body())
	case "510":
		w.WriteHeader(http.StatusNotExtended) // want `WriteHeader sends 510.*\(statuscode/undocumented\)`
		encode(w, body())
	case "511":
		w.WriteHeader(http.StatusNetworkAuthenticationRequired) // want `WriteHeader sends 511.*\(statuscode/undocumented\)`
		encode(w, body())
	}
}

// W1SuccessHelper hands every 2xx with a body to a helper.
func W1SuccessHelper(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "200":
		send(w, http.StatusOK, product{ID: "p1"}) // want `send sends 200.*\(statuscode/role\)`
	case "201":
		send(w, http.StatusCreated, product{ID: "p1"}) // want `send sends 201.*\(statuscode/role\)`
	case "202":
		send(w, http.StatusAccepted, product{ID: "p1"}) // want `send sends 202.*\(statuscode/role\)`
	case "203":
		send(w, http.StatusNonAuthoritativeInfo, product{ID: "p1"}) // want `send sends 203.*\(statuscode/undocumented\)`
	case "206":
		send(w, http.StatusPartialContent, product{ID: "p1"}) // want `send sends 206.*\(statuscode/undocumented\)`
	case "207":
		send(w, http.StatusMultiStatus, product{ID: "p1"}) // want `send sends 207.*\(statuscode/undocumented\)`
	case "208":
		send(w, http.StatusAlreadyReported, product{ID: "p1"}) // want `send sends 208.*\(statuscode/undocumented\)`
	case "226":
		send(w, http.StatusIMUsed, product{ID: "p1"}) // want `send sends 226.*\(statuscode/undocumented\)`
	}
}

// W1ClientHelper hands every 4xx to a helper.
func W1ClientHelper(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "400":
		fail(w, http.StatusBadRequest) // ok: documented
	case "401":
		w.Header().Set("WWW-Authenticate", "Bearer")
		fail(w, http.StatusUnauthorized) // ok: documented
	case "402":
		fail(w, http.StatusPaymentRequired) // want `fail sends 402.*\(statuscode/undocumented\)`
	case "403":
		fail(w, http.StatusForbidden) // ok: documented
	case "404":
		fail(w, http.StatusNotFound) // ok: documented
	case "405":
		w.Header().Set("Allow", http.MethodGet)
		fail(w, http.StatusMethodNotAllowed) // ok: documented
	case "406":
		fail(w, http.StatusNotAcceptable) // want `fail sends 406.*\(statuscode/undocumented\)`
	case "407":
		fail(w, http.StatusProxyAuthRequired) // want `fail sends 407.*\(statuscode/undocumented\)`
	case "408":
		fail(w, http.StatusRequestTimeout) // want `fail sends 408.*\(statuscode/undocumented\)`
	case "409":
		fail(w, http.StatusConflict) // want `fail sends 409.*\(statuscode/undocumented\)`
	case "410":
		fail(w, http.StatusGone) // want `fail sends 410.*\(statuscode/undocumented\)`
	case "411":
		fail(w, http.StatusLengthRequired) // want `fail sends 411.*\(statuscode/undocumented\)`
	case "412":
		fail(w, http.StatusPreconditionFailed) // want `fail sends 412.*\(statuscode/undocumented\)`
	case "413":
		fail(w, http.StatusRequestEntityTooLarge) // want `fail sends 413.*\(statuscode/undocumented\)`
	case "414":
		fail(w, http.StatusRequestURITooLong) // want `fail sends 414.*\(statuscode/undocumented\)`
	case "415":
		fail(w, http.StatusUnsupportedMediaType) // ok: documented
	case "416":
		fail(w, http.StatusRequestedRangeNotSatisfiable) // want `fail sends 416.*\(statuscode/undocumented\)`
	case "417":
		fail(w, http.StatusExpectationFailed) // want `fail sends 417.*\(statuscode/undocumented\)`
	case "418":
		fail(w, http.StatusTeapot) // want `fail sends 418.*\(statuscode/(undocumented|unregistered)\)`
	case "421":
		fail(w, http.StatusMisdirectedRequest) // want `fail sends 421.*\(statuscode/undocumented\)`
	case "422":
		fail(w, http.StatusUnprocessableEntity) // want `fail sends 422.*\(statuscode/undocumented\)`
	case "423":
		fail(w, http.StatusLocked) // want `fail sends 423.*\(statuscode/undocumented\)`
	case "424":
		fail(w, http.StatusFailedDependency) // want `fail sends 424.*\(statuscode/undocumented\)`
	case "425":
		fail(w, http.StatusTooEarly) // want `fail sends 425.*\(statuscode/undocumented\)`
	case "426":
		fail(w, http.StatusUpgradeRequired) // want `fail sends 426.*\(statuscode/undocumented\)`
	case "428":
		fail(w, http.StatusPreconditionRequired) // want `fail sends 428.*\(statuscode/undocumented\)`
	case "429":
		fail(w, http.StatusTooManyRequests) // ok: documented
	case "431":
		fail(w, http.StatusRequestHeaderFieldsTooLarge) // want `fail sends 431.*\(statuscode/undocumented\)`
	case "451":
		fail(w, http.StatusUnavailableForLegalReasons) // want `fail sends 451.*\(statuscode/undocumented\)`
	}
}

// W1ServerHelper hands every 5xx to a helper.
func W1ServerHelper(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "500":
		fail(w, http.StatusInternalServerError) // want `fail sends 500.*\(statuscode/role\)`
	case "501":
		fail(w, http.StatusNotImplemented) // want `fail sends 501.*\(statuscode/undocumented\)`
	case "502":
		fail(w, http.StatusBadGateway) // ok: documented
	case "503":
		fail(w, http.StatusServiceUnavailable) // want `fail sends 503.*\(statuscode/role\)`
	case "504":
		fail(w, http.StatusGatewayTimeout) // ok: documented
	case "505":
		fail(w, http.StatusHTTPVersionNotSupported) // want `fail sends 505.*\(statuscode/undocumented\)`
	case "506":
		fail(w, http.StatusVariantAlsoNegotiates) // want `fail sends 506.*\(statuscode/undocumented\)`
	case "507":
		fail(w, http.StatusInsufficientStorage) // want `fail sends 507.*\(statuscode/undocumented\)`
	case "508":
		fail(w, http.StatusLoopDetected) // want `fail sends 508.*\(statuscode/undocumented\)`
	case "510":
		fail(w, http.StatusNotExtended) // want `fail sends 510.*\(statuscode/undocumented\)`
	case "511":
		fail(w, http.StatusNetworkAuthenticationRequired) // want `fail sends 511.*\(statuscode/undocumented\)`
	}
}
